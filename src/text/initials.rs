//! The initials of a name, from how it is read.

/// `きむら さとし` → `K.S.`; `None` where a word has no letter to begin with, as in kanji.
#[must_use]
pub fn initials(name: &str) -> Option<String> {
    let folded = super::fold(name);
    let letters: Option<Vec<String>> =
        folded.split_whitespace().map(|word| Some(format!("{}.", letter(word.chars().next()?)?))).collect();
    letters.filter(|letters| !letters.is_empty()).map(|letters| letters.concat())
}

/// The letter with which a word's first sound is written in Latin script, after Hepburn.
fn letter(first: char) -> Option<char> {
    // Katakana stand 0x60 above their hiragana.
    let kana = match first {
        'ァ'..='ヶ' => char::from_u32(u32::from(first) - 0x60)?,
        other => other,
    };
    let letter = match kana {
        'あ' => 'A',
        'い' | 'ゐ' => 'I',
        'う' => 'U',
        'え' | 'ゑ' => 'E',
        'お' | 'を' => 'O',
        'か' | 'き' | 'く' | 'け' | 'こ' => 'K',
        'が' | 'ぎ' | 'ぐ' | 'げ' | 'ご' => 'G',
        'さ' | 'し' | 'す' | 'せ' | 'そ' => 'S',
        'じ' | 'ぢ' => 'J',
        'ざ' | 'ず' | 'ぜ' | 'ぞ' | 'づ' => 'Z',
        'ち' => 'C',
        'た' | 'つ' | 'て' | 'と' => 'T',
        'だ' | 'で' | 'ど' => 'D',
        'な'..='の' | 'ん' => 'N',
        'ふ' => 'F',
        'は' | 'ひ' | 'へ' | 'ほ' => 'H',
        'ば' | 'び' | 'ぶ' | 'べ' | 'ぼ' => 'B',
        'ぱ' | 'ぴ' | 'ぷ' | 'ぺ' | 'ぽ' => 'P',
        'ま'..='も' => 'M',
        'や' | 'ゆ' | 'よ' => 'Y',
        'ら'..='ろ' => 'R',
        'わ' => 'W',
        'ゔ' => 'V',
        latin if latin.is_alphabetic() && u32::from(latin) < 0x250 => return latin.to_uppercase().next(),
        _ => return None,
    };
    Some(letter)
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_those_of_the_reading() {
        for (name, short) in [
            ("きむら さとし", "K.S."),
            ("チャン　フォン", "C.F."),
            ("Lan Nguyễn", "L.N."),
            ("ｼﾞｮﾝ", "J."),
            ("じん", "J."),
            ("Élise", "É."),
        ] {
            assert_eq!(initials(name).as_deref(), Some(short), "{name}");
        }
        for name in ["木村さとし", "きむら 聡", "", "　", "🎏"] {
            assert_eq!(initials(name), None, "{name}");
        }
    }
}
