//! Which word of a tag leads to which subject: tables in Japanese and English, and how a tag is looked up in them.

use super::motif::Motif;

/// Japanese words by motif. A tag matches when it contains one of them, and of several the longest counts.
///
/// A single kanji counts only where it stands alone (「本の話」, not 「日本」), katakana only as a whole run (「パン」, not
/// 「パンフレット」); a word after 〜 counts at the end of a tag as well (「秋祭」, 「石神井川」).
const JAPANESE: [(Motif, &str); 29] = [
    (Motif::Tree, "木 樹 緑 自然 環境 けやき ケヤキ 欅 大樹 巨木"),
    (Motif::Fruit, "柿 実 果物 果樹 梅 みかん りんご ぶどう ぎんなん 収穫祭 フルーツ"),
    (Motif::Grove, "〜林 森 雑木林 並木 里山 緑地 散歩道 森林 キャンプ"),
    (Motif::Houses, "家 住 暮らし くらし 町並み まちなみ 空き家 団地 引っ越し 移住 住まい 坂 路地 防災 福祉 介護 建築"),
    (Motif::Stall, "市場 朝市 マルシェ 屋台 直売 露店 マーケット 出店 バザー フリマ"),
    (Motif::Shop, "〜店 商店 商店街 お店 パン 買い物 菓子 喫茶 カフェ 起業 商い 職人 本屋 花屋 八百屋 銭湯"),
    (Motif::Flowers, "花 〜桜 さくら 〜庭 ガーデン コスモス ひまわり 紫陽花 園芸 春 花壇 草花 植物 花見 花々"),
    (Motif::Lanterns, "〜祭 まつり 盆踊り 提灯 夏祭り 縁日 イベント 行事 お祭り 夕涼み"),
    (Motif::Kite, "凧 空 風 子ども こども 子供 遊び 正月 原っぱ 青空 夢"),
    (
        Motif::Bowls,
        "〜食 ごはん 料理 うどん そば 朝ごはん 朝食 昼食 夕食 食育 食堂 弁当 味噌 レシピ 茶 ラーメン 特産 名物 グルメ",
    ),
    (Motif::Pot, "給食 〜鍋 カレー 炊き出し 汁 子ども食堂 調理 台所"),
    (Motif::Bridge, "〜橋 つながり 出会い 交流 国際 縁"),
    (Motif::River, "〜川 水辺 土手 河川 朝 川べり 水 ホタル 散歩 犬 あいさつ 用水 健康"),
    (Motif::Train, "鉄道 電車 〜駅 線路 通勤 踏切 列車 交通 旅"),
    (Motif::Bus, "バス 停留所 車 道路 送迎 観光"),
    (Motif::Books, "図書館 本 読書 図書 学び 勉強 講座 絵本 文学 歴史 古文書 公民館 会議 仕事"),
    (Motif::School, "学校 小学校 中学校 高校 大学 教育 生徒 授業 卒業 先生 保育 幼稚園 部活 市役所 役所 文化財"),
    (Motif::Field, "〜畑 農 田 野菜 大根 米 収穫 農家 田んぼ 土 農園 産地"),
    (Motif::Bench, "ベンチ 休憩 木陰 おしゃべり 高齢 居場所 ひとやすみ シニア 公園"),
    (Motif::Playground, "遊具 すべり台 ブランコ 広場 子育て 児童 遊び場 スポーツ 運動 サッカー 野球"),
    (Motif::Snow, "雪 冬 スキー 雪だるま かまくら 氷"),
    (Motif::Rain, "雨 梅雨 〜傘 水たまり"),
    (Motif::Mountain, "〜山 登山 峠 富士 高原 ハイキング"),
    (Motif::Sea, "海 〜港 漁 浜 船 島 湖 ヨット 魚"),
    (Motif::Gate, "神社 〜寺 鳥居 参道 初詣 伝統 文化"),
    (Motif::Fireworks, "花火 夏 花火大会 お祝い 記念"),
    (Motif::Music, "音楽 太鼓 演奏 吹奏楽 合唱 歌 踊り ダンス コンサート 舞台 芸能 芸術 演劇"),
    (Motif::Bicycle, "自転車 サイクリング サイクル シェアサイクル"),
    (Motif::Night, "夜 星 月 夕方 夕焼け 月見 写真 夜景 星空 天文"),
];

/// English words by motif, in lower case. A tag matches when one of its words is one of these, with or without a plural s.
const ENGLISH: [(Motif, &str); 29] = [
    (Motif::Tree, "tree nature green environment"),
    (Motif::Fruit, "fruit persimmon apple orange orchard plum"),
    (Motif::Grove, "grove forest wood woods park trail camp"),
    (Motif::Houses, "house home housing town neighbourhood neighborhood living street architecture welfare"),
    (Motif::Stall, "market stall fair bazaar"),
    (Motif::Shop, "shop store bakery bread cafe café coffee business craft"),
    (Motif::Flowers, "flower garden cherry blossom spring gardening"),
    (Motif::Lanterns, "festival lantern matsuri event"),
    (Motif::Kite, "kite sky wind children child kid dream"),
    (Motif::Bowls, "food meal cooking noodle breakfast lunch dinner tea restaurant"),
    (Motif::Pot, "pot soup curry kitchen"),
    (Motif::Bridge, "bridge exchange friendship"),
    (Motif::River, "river riverside bank water morning walk dog stream health"),
    (Motif::Train, "train railway station commute travel transport"),
    (Motif::Bus, "bus road traffic tourism"),
    (Motif::Books, "library book reading learning study history work"),
    (Motif::School, "school education student teacher university"),
    (Motif::Field, "field farm farming farmer vegetable rice harvest agriculture"),
    (Motif::Bench, "bench rest elderly senior shade"),
    (Motif::Playground, "playground swing slide sport sports parenting football"),
    (Motif::Snow, "snow winter ski snowman"),
    (Motif::Rain, "rain umbrella rainy"),
    (Motif::Mountain, "mountain hiking climbing"),
    (Motif::Sea, "sea beach harbour harbor boat fishing fish lake island"),
    (Motif::Gate, "shrine temple tradition culture"),
    (Motif::Fireworks, "firework summer celebration anniversary"),
    (Motif::Music, "music drum concert song dance choir art theatre theater"),
    (Motif::Bicycle, "bicycle bike cycling"),
    (Motif::Night, "night star moon evening sunset photo photography"),
];

/// The motif a tag's word suggests by the built-in tables, in Japanese or English; `None` when it says nothing to draw.
#[must_use]
pub fn motif_for(word: &str) -> Option<Motif> {
    let word = word.trim().to_lowercase();
    let mut best = None;
    let mut long = 0;
    for (motif, keys) in JAPANESE {
        for key in keys.split(' ') {
            let (key, ends) = key.strip_prefix('〜').map_or((key, false), |key| (key, true));
            if key.len() > long && has(&word, key) && (stands(&word, key) || (ends && word.ends_with(key))) {
                long = key.len();
                best = Some(motif);
            }
        }
    }
    best.or_else(|| word.split(|mark: char| !mark.is_alphabetic()).filter(|part| !part.is_empty()).find_map(english))
}

/// The motif of one English word in lower case.
fn english(word: &str) -> Option<Motif> {
    let single = word.strip_suffix('s').unwrap_or(word);
    ENGLISH.iter().find(|(_, keys)| keys.split(' ').any(|key| key == word || key == single)).map(|(motif, _)| *motif)
}

/// Whether `key` occurs in `word`, both short: quicker than a search that prepares itself for long texts.
fn has(word: &str, key: &str) -> bool {
    word.as_bytes().windows(key.len()).any(|part| part == key.as_bytes())
}

/// True when `key` occurs in `word` and is not merely a part of a longer word there.
fn stands(word: &str, key: &str) -> bool {
    let kanji = |mark: char| ('\u{4e00}'..='\u{9fff}').contains(&mark) || mark == '々' || mark.is_numeric();
    let katakana = |mark: char| ('\u{30a1}'..='\u{30fe}').contains(&mark) && mark != '・';
    let single = key.chars().count() == 1;
    word.match_indices(key).any(|(at, _)| {
        let before = word.get(..at).and_then(|part| part.chars().next_back());
        let after = word.get(at + key.len()..).and_then(|part| part.chars().next());
        let joined = |other: Option<char>| {
            other.is_some_and(|other| (single && kanji(other)) || (key.chars().all(katakana) && katakana(other)))
        };
        !joined(before) && !joined(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_to_motifs() {
        for (word, motif) in [
            ("川", Motif::River),
            ("食", Motif::Bowls),
            ("祭", Motif::Lanterns),
            ("木", Motif::Tree),
            ("店", Motif::Shop),
            ("花", Motif::Flowers),
            ("花火", Motif::Fireworks),
            ("朝市", Motif::Stall),
            ("図書館", Motif::Books),
            ("小学校", Motif::School),
            ("木陰のベンチ", Motif::Bench),
            ("Rivers", Motif::River),
            ("school lunch", Motif::School),
            ("snow", Motif::Snow),
            ("石神井川", Motif::River),
            ("秋祭", Motif::Lanterns),
            ("北口駅", Motif::Train),
            ("パン屋", Motif::Shop),
            ("本の交換", Motif::Books),
        ] {
            assert_eq!(motif_for(word), Some(motif), "{word}");
        }
        for word in ["条例", "", " s ", "日本", "木曜", "作家", "パンフレット", "9月", "田中"] {
            assert_eq!(motif_for(word), None, "{word}");
        }
    }

    #[test]
    fn every_motif_has_words() {
        for motif in Motif::ALL {
            assert!(JAPANESE.iter().any(|(other, _)| *other == motif));
            assert!(ENGLISH.iter().any(|(other, _)| *other == motif));
        }
    }
}
