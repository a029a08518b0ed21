//! Who wrote something: a name, or a name with what kind of author it is. A pupil may be shown by initials alone:
//! then the name goes no further than this file.

use crate::diag::Notes;
use crate::node::Node;
use crate::node::fields::{self, Fields};
use crate::source::SourcePath;

/// A person or a body.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Author {
    /// The name that is shown.
    pub name: String,
    /// `person`, or what the front matter says, such as `department`.
    pub kind: String,
    /// The department, if one is given.
    pub department: Option<String>,
}

/// How a name may be shown; true where that is not in full.
const DISPLAY: [(&str, bool); 2] = [("name", false), ("initials", true)];

/// Reads `木村さとし`, `[木村さとし, 小野はるか]` or `{name: 道路公園課, kind: department}`.
pub(super) fn read(file: &SourcePath, node: &Node, notes: &mut Notes) -> Vec<Author> {
    let items = node.as_list().unwrap_or(std::slice::from_ref(node));
    items.iter().filter_map(|item| read_one(file, item, notes)).collect()
}

fn read_one(file: &SourcePath, node: &Node, notes: &mut Notes) -> Option<Author> {
    if node.as_map().is_none() {
        let name = fields::text(file, node, notes)?;
        return Some(Author { name, kind: "person".to_owned(), department: None });
    }
    let mut inner = Fields::new(file, node.span.clone(), node, notes);
    let written = inner.required_text("name", "name: 木村さとし");
    let kind = inner.text("kind").unwrap_or_else(|| "person".to_owned());
    let department = inner.text("department");
    let reading = inner.text("reading");
    let name = if inner.one_of("display", &DISPLAY) == Some(true) {
        let initials = written.and_then(|name| initials(reading.as_deref().unwrap_or(&name)));
        if initials.is_none() {
            inner.missing("reading", "reading: きむら さとし");
        }
        initials
    } else {
        written
    };
    inner.finish();
    Some(Author { name: name?, kind, department })
}

/// `きむら さとし` → `K.S.`; `None` where a word has no letter to begin with, as in kanji.
fn initials(name: &str) -> Option<String> {
    let folded = crate::text::fold(name);
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
