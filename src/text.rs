//! Facts about Japanese text that several rooms need: normal forms, width, heading ids.
//! No Markdown, no HTML beyond escaping.

pub mod initials;
pub mod name;

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_width::UnicodeWidthChar;

/// The text in Unicode NFC; borrowed when it is already.
#[must_use]
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

/// The text as it is compared: NFKC (full-width letters become half-width) and lower case.
#[must_use]
pub fn fold(text: &str) -> String {
    // Nearly all addresses are such, and this is a tenth of the work.
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        match simply_folded(character) {
            Some(character) => folded.push(character),
            None => return text.nfkc().flat_map(char::to_lowercase).collect(),
        }
    }
    folded
}

/// A character in NFKC and lower case where neither its neighbours nor a table has a say.
fn simply_folded(character: char) -> Option<char> {
    const FULL_WIDTH: u32 = 0xFEE0;
    match character {
        '！'..='～' => char::from_u32(u32::from(character) - FULL_WIDTH).map(|narrow| narrow.to_ascii_lowercase()),
        '　' => Some(' '),
        _ => (character.is_ascii() || is_plainly_wide(character)).then(|| character.to_ascii_lowercase()),
    }
}

/// Whether a character is a kanji, a kana or one of their most common marks: wide, and the same in every normal form.
/// Saves looking it up, since most text is made of them.
#[must_use]
pub fn is_plainly_wide(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '、' | '。' | '「'..='』')
}

/// Whether a character belongs to a script whose words stand without spaces: wide, and not Hangul.
#[must_use]
pub fn joins_lines(character: char) -> bool {
    is_wide(character) && !is_hangul(character)
}

/// Whether a character takes two cells of a terminal.
#[must_use]
pub fn is_wide(character: char) -> bool {
    if character.is_ascii() || is_plainly_wide(character) {
        return !character.is_ascii();
    }
    character.width_cjk() == Some(2) && character.width() == Some(2)
}

/// How many letters a text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Letters {
    /// Those of Japanese and its like.
    pub wide: usize,
    /// Those of other scripts.
    pub narrow: usize,
}

impl Letters {
    /// Counts them.
    #[must_use]
    pub fn of(text: &str) -> Self {
        // From U+3000 on nearly all characters are wide, and in UTF-8 their first byte tells.
        const WIDE: u8 = 0xE3;
        let wide = count(text, |byte| byte >= WIDE);
        let narrow = count(text, |byte| (b'!'..=b'~').contains(&byte) || (0xC2..WIDE).contains(&byte));
        Self { wide, narrow }
    }
}

/// How many bytes are `wanted`: counted in single bytes for as long as these cannot overflow, many at a time.
fn count(text: &str, wanted: impl Fn(u8) -> bool) -> usize {
    let pieces = text.as_bytes().chunks(usize::from(u8::MAX));
    pieces.map(|piece| usize::from(piece.iter().map(|byte| u8::from(wanted(*byte))).sum::<u8>())).sum()
}

/// How many cells of a terminal a text takes.
#[must_use]
pub fn columns(text: &str) -> usize {
    let cells = |character: char| if is_wide(character) { 2 } else { character.width().unwrap_or(0) };
    text.chars().map(cells).sum()
}

/// Whether a character is Hangul, which is wide but separates its words by spaces.
#[must_use]
pub fn is_hangul(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}')
}

/// The name of a heading within its page: NFKC, lower case, spaces to `-`, punctuation dropped. Kanji stay kanji.
#[must_use]
pub fn heading_id(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    for character in fold(text).trim().chars() {
        let is_letter = matches!(character, '\u{4E00}'..='\u{9FFF}' | 'ぁ'..='ゖ' | 'ァ'..='ヺ');
        if is_letter || character.is_alphanumeric() || character == '_' || character == 'ー' {
            id.push(character);
        } else if (character.is_whitespace() || character == '-') && !id.ends_with('-') && !id.is_empty() {
            id.push('-');
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    id
}

/// Appends `text` to `html` with the characters escaped that mean something in HTML text and attributes.
pub fn push_escaped(html: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(html, text);
}

/// `text` escaped for HTML text and attributes.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_escaped(&mut html, text);
    html
}

/// The path of a URL without percent signs; a percent sign that stands for nothing stays.
#[must_use]
pub fn percent_decoded(path: &str) -> Cow<'_, str> {
    if !path.contains('%') {
        return Cow::Borrowed(path);
    }
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |index: usize| bytes.get(index).and_then(|byte| char::from(*byte).to_digit(16));
        match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                at += 3;
            }
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    Cow::Owned(String::from_utf8_lossy(&out).into_owned())
}

/// At most `limit` characters of `text`, cut at the end of a sentence where one is near, else with `…`.
#[must_use]
pub fn excerpt(text: &str, limit: usize) -> String {
    let text = text.trim();
    let Some((cut, _)) = text.char_indices().nth(limit) else {
        return text.to_owned();
    };
    let head = &text[..cut];
    let sentence_end = head.rfind(['。', '！', '？']).map(|at| at + '。'.len_utf8());
    match sentence_end {
        Some(end) if head[..end].chars().count() * 2 >= limit => head[..end].to_owned(),
        _ => format!("{}…", head.trim_end_matches(['、', '，', ' ', '　'])),
    }
}

#[cfg(test)]
mod tests {
    use super::{excerpt, fold, heading_id, joins_lines, nfc};

    #[test]
    fn heading_ids_keep_kanji_and_drop_punctuation() {
        assert_eq!(heading_id("東京の良いこと"), "東京の良いこと");
        assert_eq!(heading_id("いいね！ ひなた"), "いいね-ひなた");
        assert_eq!(heading_id("ＡＢＣ　Def"), "abc-def");
        assert_eq!(heading_id("「？」"), "");
    }

    #[test]
    fn decomposed_names_become_composed() {
        assert_eq!(nfc("か\u{3099}"), "が");
        assert_eq!(fold("Ｈ"), "h");
    }

    #[test]
    fn hangul_is_wide_but_keeps_its_spaces() {
        assert!(joins_lines('日') && joins_lines('。') && joins_lines('ー'));
        assert!(!joins_lines('한') && !joins_lines('a'));
    }

    #[test]
    fn excerpts_end_with_a_sentence_where_they_can() {
        assert_eq!(excerpt("短い文。", 10), "短い文。");
        assert_eq!(excerpt("一つめの文です。二つめの文はとても長い。", 12), "一つめの文です。");
        assert_eq!(excerpt("切れ目のない長い長い文章", 6), "切れ目のない…");
    }
}
