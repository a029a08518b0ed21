//! Sample stories as lists show them.

use super::{segments, some, stages};
use crate::page::parts::{Card, Day, Person, Picture, TermGroup};
use crate::theme::Ready;

fn pick(group: &TermGroup, index: usize) -> TermGroup {
    TermGroup { terms: vec![group.terms[index % group.terms.len()].clone()], ..group.clone() }
}

pub(super) fn day(month: u8, day: u8) -> Day {
    Day {
        iso: format!("2025-{month:02}-{day:02}"),
        text: format!("2025年{month}月{day}日"),
        short: format!("{month}月{day}日"),
    }
}

pub(in crate::theme) fn person(name: &str, seed: usize) -> Ready<Person> {
    let department = (seed == 4).then(|| "道路公園課".to_owned());
    let crest = Some(format!("/crests/{seed}.svg"));
    let (portrait, url) = (Some(picture("portrait")), Some(format!("/authors/{seed}/")));
    Ready::new(Person { name: name.to_owned(), kind: "person".to_owned(), department, crest, portrait, url })
}

/// Somebody shown by initials.
pub(super) fn unnamed() -> Ready<Person> {
    let (name, kind) = ("K.S.".to_owned(), "person".to_owned());
    Ready::new(Person { name, kind, department: None, crest: None, portrait: None, url: None })
}

fn picture(slug: &str) -> Picture {
    let src = format!("/pictures/{slug}.svg");
    Picture {
        absolute: format!("https://hinata.example.jp{src}"),
        src,
        width: Some(600),
        height: Some(400),
        srcset: None,
        focus: None,
        alt: String::new(),
        generated: true,
    }
}

struct Told(&'static str, &'static str, &'static str, &'static str, usize, usize, (u8, u8), usize);

const STORIES: [Told; 10] = [
    Told(
        "asa",
        "朝六時の土手で、「おはよう」が増えていく",
        "犬の散歩で交わした一言が、いつのまにか二十人の朝のあいさつに。川べりの三百メートルで続く、約束のない集まりの話。",
        "木村 さとし",
        3,
        0,
        (10, 24),
        0,
    ),
    Told(
        "densha",
        "通勤電車の窓から、好きになったまち",
        "毎朝二十秒だけ見える景色のこと。",
        "阿部 けいすけ",
        0,
        1,
        (10, 16),
        3,
    ),
    Told("bench", "職員が歩いて描いた「ベンチ地図」", "座れる場所を、三十七か所。", "道路公園課", 3, 2, (10, 8), 4),
    Told("daikon", "ひなた大根が、となりの席のお弁当に", "", "阿部 けいすけ", 4, 1, (9, 12), 3),
    Told(
        "pan",
        "閉店まぎわのパン屋に灯る、最後の一斤",
        "夜七時四十分。売り切れの札がかかるまでの二十分に、通う人がいます。",
        "小野 はるか",
        2,
        0,
        (10, 18),
        1,
    ),
    Told(
        "hon",
        "雨の日は、図書館のいちばん長い机へ",
        "窓ぎわの六メートルの机。雨音を聞きながら本をひらく人たちに、席の選び方を聞きました。",
        "小野 はるか",
        1,
        0,
        (10, 21),
        1,
    ),
    Told(
        "fumikiri",
        "写真部の高校生が撮る、夕方の踏切",
        "「開かずの」と呼ばれた場所を、三十二枚の写真で伝え直す。",
        "森田 ゆい",
        4,
        0,
        (9, 26),
        2,
    ),
    Told("kyushoku", "子ども記者が見た、給食センターの大鍋", "", "ひなた小 子ども記者クラブ", 1, 0, (10, 14), 5),
    Told("hatake", "畑のとなりに引っ越して、三年", "", "林 あかね", 2, 1, (10, 10), 6),
    Told(
        "long",
        "市役所の窓口に置かれた待ち番号の紙に、季節の花の名前がひとつずつ印刷されるまでのこと",
        "四十字をこえる題でも、かたちがくずれないこと。",
        "中央図書館",
        2,
        2,
        (9, 30),
        7,
    ),
];

fn tell(told: &Told) -> Ready<Card> {
    let (stages, segments) = (stages(), segments());
    Ready::new(Card {
        url: format!("/stories/{}/", told.0),
        title: told.1.to_owned(),
        heading: told.1.to_owned(),
        summary: (!told.2.is_empty()).then(|| told.2.to_owned()),
        date: Some(day(told.6.0, told.6.1)),
        groups: vec![Ready::new(pick(&segments, told.5)), Ready::new(pick(&stages, told.4))],
        picture: Some(picture(told.0)),
        authors: vec![person(told.3, told.7)],
        place: some(["旭町・ひなた川左岸", "ひなた駅", "市内全域", "都内の職場", "南口商店街"][told.4 % 5]),
        badge: None,
        tile: None,
        tile_short: None,
    })
}

pub(in crate::theme) fn cards() -> Vec<Ready<Card>> {
    STORIES.iter().map(tell).collect()
}

pub(in crate::theme) fn bare_card() -> Ready<Card> {
    Ready::new(Card {
        summary: None,
        date: None,
        groups: Vec::new(),
        authors: Vec::new(),
        place: None,
        badge: Some("draft"),
        ..(*tell(&STORIES[0])).clone()
    })
}
