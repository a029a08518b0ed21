//! A person's name in a text, however it is typed there: with or without spaces, in full width, in kana of either kind,
//! with ruby or marks of Markdown in it. Other words that a short name is a part of are left alone.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::{is_hangul, is_plainly_wide, is_wide};

/// Words that follow a person's name.
const TITLES: [&str; 24] = [
    "さん",
    "さま",
    "様",
    "くん",
    "君",
    "ちゃん",
    "氏",
    "先生",
    "せんせい",
    "選手",
    "児童",
    "生徒",
    "委員",
    "会長",
    "部長",
    "班長",
    "作",
    "画",
    "絵",
    "文",
    "筆",
    "著",
    "撮影",
    "より",
];
/// Characters after which a name may start: the last of 六年, 二組, 小学生, 児童, 部員, 部長, 作者; and particles.
const LEADS: [char; 11] = ['年', '組', '生', '徒', '童', '員', '長', '者', 'の', 'と', 'も'];
/// Particles that may follow a name.
const PARTICLES: [char; 11] = ['が', 'は', 'の', 'を', 'に', 'と', 'も', 'へ', 'で', 'や', 'だ'];
/// Names of so many letters may be parts of other words.
const SHORT: usize = 3;
/// How far ruby is looked for, in characters: what is longer is none.
const RUBY: usize = 80;

/// A name as it is looked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    letters: String,
}

/// A text in which names are looked for.
#[derive(Debug)]
pub struct Spelled<'t> {
    raw: &'t str,
    letters: String,
    /// Where each letter starts in `letters`, and the bytes it was written with.
    places: Vec<(usize, Range<usize>)>,
}

impl Name {
    /// A name to look for; `None` where it has no letters, or is no more than initials.
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        let Spelled { letters, .. } = Spelled::of(name);
        let initials = letters.contains('.') && letters.split('.').all(|word| word.chars().count() < 2);
        (letters.chars().any(char::is_alphabetic) && !initials).then_some(Self { letters })
    }

    /// The places of a text that hold the name.
    pub fn places<'n>(&'n self, text: &'n Spelled<'_>) -> impl Iterator<Item = Range<usize>> + 'n {
        let found = text.letters.match_indices(&self.letters).filter_map(|(at, letters)| {
            let first = text.places.binary_search_by_key(&at, |(at, _)| *at).ok()?;
            let after = text.places[first..].partition_point(|(start, _)| *start < at + letters.len());
            Some(text.places[first].1.start..text.places[first + after - 1].1.end)
        });
        found.filter(|place| self.is_apart(text.raw, place))
    }

    /// Whether the letters at a place are the name, and no part of a longer word.
    fn is_apart(&self, raw: &str, place: &Range<usize>) -> bool {
        let before = raw[..place.start].chars().next_back().map(folded);
        let rest = &raw[place.end..];
        let after = rest.chars().next().map(folded);
        let (Some(first), Some(last)) = (self.letters.chars().next(), self.letters.chars().next_back()) else {
            return false;
        };
        // Words of letters go from space to space.
        let goes_on = |end: char, beside: Option<char>| Kind::of(end) == Kind::Letter && beside.is_some_and(is_letter);
        if goes_on(first, before) || goes_on(last, after) {
            return false;
        }
        let length = self.letters.chars().count();
        if length > SHORT || length == SHORT && Kind::of(first) == Kind::Letter {
            return true;
        }
        let in_kana = self.letters.chars().all(|letter| Kind::of(letter) == Kind::Kana);
        let begins = before.is_none_or(|c| Kind::of(c) != Kind::of(first) || LEADS.contains(&c));
        let titled = TITLES.iter().any(|title| rest.starts_with(title));
        let ends = after.is_none_or(|c| Kind::of(c) == Kind::Other || !in_kana && PARTICLES.contains(&c));
        // One kanji or two kana alone are words of every day.
        let says_little = length == 1 || length == 2 && (in_kana || Kind::of(first) == Kind::Letter);
        begins && (titled || ends && !says_little)
    }
}

impl<'t> Spelled<'t> {
    /// A text without what makes no difference to a name.
    #[must_use]
    pub fn of(raw: &'t str) -> Self {
        let mut spelled = Self { raw, letters: String::with_capacity(raw.len()), places: Vec::new() };
        let mut characters = raw.char_indices().peekable();
        let mut skipped = 0..0;
        let mut previous = ' ';
        while let Some((at, character)) = characters.next() {
            let mut end = at + character.len_utf8();
            while let Some((next, mark)) = characters.next_if(|(_, next)| is_mark(*next)) {
                end = next + mark.len_utf8();
            }
            if matches!(character, '{' | '｜') {
                skipped = reading(raw, at, character).unwrap_or(skipped);
            }
            let hyphen = character == '-' && previous.is_ascii_alphanumeric();
            previous = character;
            let in_break = matches!(character, '<' | 'w' | 'b' | 'r' | '>') && is_break(raw, at);
            if !(hyphen || in_break || makes_no_difference(character) || skipped.contains(&at)) {
                spelled.push(at..end);
            }
        }
        spelled
    }

    fn push(&mut self, place: Range<usize>) {
        let raw = &self.raw[place.clone()];
        let mut characters = raw.chars();
        if let (Some(one), None) = (characters.next(), characters.next())
            && (one.is_ascii() || is_plainly_wide(one))
        {
            self.places.push((self.letters.len(), place));
            self.letters.push(hiragana(one.to_ascii_lowercase()));
            return;
        }
        for letter in raw.nfkc().flat_map(char::to_lowercase).map(hiragana) {
            self.places.push((self.letters.len(), place.clone()));
            self.letters.push(letter);
        }
    }
}

/// What a character is, where it stands beside a name.
#[derive(PartialEq, Eq)]
enum Kind {
    Kanji,
    Kana,
    /// Of a script with spaces between its words.
    Letter,
    /// A mark, a digit, a space.
    Other,
}

impl Kind {
    fn of(character: char) -> Self {
        match character {
            'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | 'ゝ' | 'ゞ' => Self::Kana,
            c if !c.is_alphabetic() => Self::Other,
            c if is_wide(c) && !is_hangul(c) => Self::Kanji,
            _ => Self::Letter,
        }
    }
}

/// Whether a character makes a word of letters longer. The endings of Korean words are written right behind a name.
fn is_letter(character: char) -> bool {
    Kind::of(character) == Kind::Letter && !is_hangul(character) || character.is_ascii_digit()
}

fn folded(character: char) -> char {
    std::iter::once(character).nfkc().next().unwrap_or(character)
}

fn hiragana(character: char) -> char {
    match character {
        // Katakana stand 0x60 above their hiragana.
        'ァ'..='ヶ' => char::from_u32(u32::from(character) - 0x60).unwrap_or(character),
        other => other,
    }
}

/// Whether a character belongs to the one before it: the dots of が in two characters, accents.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{3099}' | '\u{309A}' | 'ﾞ' | 'ﾟ' | '\u{300}'..='\u{36F}')
}

/// Spaces, marks of Markdown, and what parts the words of a name.
fn makes_no_difference(character: char) -> bool {
    let unseen = matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}');
    let mark = matches!(character, '*' | '_' | '~' | '`' | '{' | '}' | '｜' | '・' | '･' | '·' | '＝' | '=');
    unseen || mark || character.is_whitespace()
}

/// Whether a byte is within a `<wbr>`.
fn is_break(raw: &str, at: usize) -> bool {
    const BREAK: &str = "<wbr>";
    let from = at.saturating_sub(BREAK.len() - 1);
    (from..=at).any(|start| raw.get(start..).is_some_and(|rest| rest.starts_with(BREAK)))
}

/// The reading in the ruby that opens here, `{木村|きむら}` or `｜木村《きむら》`.
fn reading(raw: &str, at: usize, opening: char) -> Option<Range<usize>> {
    let rest = &raw[at..];
    let length = rest.char_indices().nth(RUBY).map_or(rest.len(), |(end, _)| end);
    let near = rest[..length].lines().next()?;
    let (start, end) = match opening {
        '{' => (near.find(['|', '｜'])?, near.find('}')?),
        _ => (near.find('《')?, near.find('》')? + '》'.len_utf8()),
    };
    (start < end).then_some(at + start..at + end)
}

#[cfg(test)]
mod tests {
    use super::{Name, Spelled};

    fn found<'t>(name: &str, text: &'t str) -> Vec<&'t str> {
        let (name, text) = (Name::new(name).expect("a name"), Spelled::of(text));
        name.places(&text).map(|place| &text.raw[place]).collect()
    }

    #[test]
    fn a_name_is_found_however_it_is_typed() {
        for text in [
            "木村さとし",
            "木村 さとし",
            "木村　さとし",
            "**木村** さとし",
            "木村・さとし",
            "木村サトシ",
            "木村ｻﾄｼ",
            "木村<wbr>さとし",
            "木村\u{200B}さとし",
            "{木村|きむら}さとし",
            "｜木村《きむら》さとし",
        ] {
            let line = format!("六年の{text}さんの絵。");
            let [place] = found("木村さとし", &line)[..] else { panic!("{line}") };
            assert!(text.ends_with(place) || place == text, "{text}: {place}");
        }
        assert_eq!(found("きむら さとし", "キムラサトシです"), ["キムラサトシ"]);
        assert_eq!(found("かわだ がく", "かわた\u{3099}か\u{3099}く"), ["かわた\u{3099}か\u{3099}く"]);
        assert_eq!(found("Lan Tran", "ＬＡＮ　ｔｒａｎ, lan-tran.jpg"), ["ＬＡＮ　ｔｒａｎ", "lan-tran"]);
        assert_eq!(found("木村さとし", "木村さとしと木村 さとし").len(), 2);
    }

    #[test]
    fn other_words_are_no_names() {
        for (name, text) in [
            ("森", "森の朝"),
            ("森", "青森さん"),
            ("聡", "聡明な人"),
            ("もり", "お守りとこうもりさん"),
            ("はな", "はなが咲く。「はな」"),
            ("森恵", "この森恵みの多い町"),
            ("林まり", "小林まりさん"),
            ("南風香", "南風香る町"),
            ("森大地", "青い森大地震"),
            ("はるか", "はるかに遠い、はるか昔"),
            ("Lan Tran", "a plan transit; Lan Transport"),
            ("Li", "Li is, Liang"),
            ("木村さとし", "木村と、さとし"),
            ("木村さとし", "{木村|きむら}と《さとし》"),
        ] {
            assert_eq!(found(name, text), [""; 0], "{name}: {text}");
        }
    }

    #[test]
    fn short_names_are_found_where_they_stand_as_names() {
        for (name, text) in [
            ("森", "森さんの絵"),
            ("もり", "六年のもりさん"),
            ("森恵", "絵：森恵"),
            ("森恵", "六年森恵さん、"),
            ("森恵", "六年の森恵が描いた"),
            ("南風香", "２組南風香の作文"),
            ("はるか", "(はるか)"),
            ("はるか", "そのはるかちゃん"),
            ("Lan", "Lanさん"),
            ("김하나", "김 하나는"),
        ] {
            assert_eq!(found(name, text).len(), 1, "{name}: {text}");
        }
    }

    #[test]
    fn what_has_no_letters_or_only_initials_is_no_name() {
        for name in ["", "　", "🎏", "…", "K.S.", "Ｋ．"] {
            assert_eq!(Name::new(name), None, "{name}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_looked_through(text in "[ 森さ{}|｜《》*<wbr>か\u{3099}ﾞA　\n-]{0,30}", name in "[森さがa ]{1,4}") {
            let spelled = Spelled::of(&text);
            for place in Name::new(&name).iter().flat_map(|name| name.places(&spelled)) {
                proptest::prop_assert!(text.get(place).is_some_and(|words| !words.is_empty()));
            }
        }
    }
}
