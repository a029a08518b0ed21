//! Bold beside Japanese punctuation. `CommonMark` takes `**「強調」**です` for plain asterisks, because its rule for
//! where emphasis may start asks for a space or a letter; <https://github.com/tats-u/markdown-cjk-friendly> has the mended rule.
//!
//! Until the parser knows that rule itself, a neutral letter is put between the asterisks and the punctuation before
//! parsing, and taken out of every text after it. The letter is a Unicode noncharacter, which no text may contain.

use std::borrow::Cow;

use unicode_properties::{EmojiStatus, GeneralCategoryGroup, UnicodeEmoji, UnicodeGeneralCategory};

use crate::text::{is_hangul, is_plainly_wide, is_wide};

/// A text made ready for the parser.
#[derive(Debug)]
pub(super) struct Prepared<'a> {
    /// The text with neutral letters.
    pub text: Cow<'a, str>,
    /// The letter in use.
    letter: char,
    /// The bytes of the original at which letters were put, in order.
    added: Vec<usize>,
}

impl Prepared<'_> {
    /// `text` without neutral letters.
    pub(super) fn strip<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.added.is_empty() {
            return Cow::Borrowed(text);
        }
        // The parser ends its texts at marks of emphasis, beside which letters are put.
        let inner = text.trim_matches(self.letter);
        if has_letter(inner, self.letter) { Cow::Owned(inner.replace(self.letter, "")) } else { Cow::Borrowed(inner) }
    }

    /// The first character of `text` that is no neutral letter and of which `skipped` thinks nothing.
    pub(super) fn first(&self, text: &str, skipped: &[char]) -> Option<char> {
        text.chars().find(|character| *character != self.letter && !skipped.contains(character))
    }

    /// The byte of the original that a byte of the prepared text came from.
    pub(super) fn original(&self, at: usize) -> usize {
        let width = self.letter.len_utf8();
        let added = self.added.iter().enumerate();
        let count = added.take_while(|(index, added)| *added + index * width < at).count();
        at - count * width
    }
}

/// Puts neutral letters where the mended rule asks for them.
pub(super) fn prepare(text: &str) -> Prepared<'_> {
    let letter = neutral_letter(text);
    let mut out = String::new();
    let mut added = Vec::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr3(b'*', b'~', b'\\', &text.as_bytes()[at..]) {
        let start = at + found;
        let mark = text.as_bytes()[start];
        if mark == b'\\' {
            at = start + 1 + text[start + 1..].chars().next().map_or(0, char::len_utf8);
            continue;
        }
        let length = text[start..].bytes().take_while(|byte| *byte == mark).count();
        at = start + length;
        // A single tilde is how Japanese writes a range, 9時~12時; it never strikes out.
        if mark == b'~' && length != 2 {
            continue;
        }
        let (before, after) = neutral_sides(text[..start].chars().next_back(), text[at..].chars().next());
        for (wanted, place) in [(before, start), (after, at)] {
            if wanted {
                if added.is_empty() {
                    out.reserve(text.len() + text.len() / 8);
                }
                out.push_str(&text[copied..place]);
                out.push(letter);
                copied = place;
                added.push(place);
            }
        }
    }
    if added.is_empty() {
        return Prepared { text: Cow::Borrowed(text), letter, added };
    }
    out.push_str(&text[copied..]);
    Prepared { text: Cow::Owned(out), letter, added }
}

/// Whether a text contains a neutral letter.
fn has_letter(text: &str, letter: char) -> bool {
    may_have_letters(text) && text.contains(letter)
}

/// Whether a text may contain some neutral letter: quicker to rule out by their first two bytes than by each of them.
fn may_have_letters(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(0xEF, bytes).any(|at| bytes.get(at + 1) == Some(&0xB7))
}

/// A letter that the text does not contain.
fn neutral_letter(text: &str) -> char {
    const FIRST: char = '\u{FDD0}';
    if !may_have_letters(text) {
        return FIRST;
    }
    (FIRST..='\u{FDEF}').find(|letter| !text.contains(*letter)).unwrap_or(FIRST)
}

/// Whether a run of marks between two characters needs a neutral letter before it, and after it.
fn neutral_sides(previous: Option<char>, next: Option<char>) -> (bool, bool) {
    let japanese = previous.is_some_and(is_cjk) || next.is_some_and(is_cjk);
    (japanese && previous.is_some_and(is_punctuation), japanese && next.is_some_and(is_punctuation))
}

fn is_cjk(character: char) -> bool {
    if is_plainly_wide(character) {
        return true;
    }
    let narrow_kana = matches!(character, '\u{FF61}'..='\u{FF9F}');
    let emoji = !matches!(character.emoji_status(), EmojiStatus::NonEmoji) && character.is_emoji_char();
    (is_wide(character) && !emoji) || is_hangul(character) || narrow_kana
}

fn is_punctuation(character: char) -> bool {
    // Looked up in no table, since most text is made of these.
    if is_plainly_wide(character) {
        return matches!(character, '、' | '。' | '「'..='』');
    }
    // `*` and `~` themselves belong to other runs.
    !matches!(character, '*' | '~' | '\\')
        && matches!(
            character.general_category_group(),
            GeneralCategoryGroup::Punctuation | GeneralCategoryGroup::Symbol
        )
}
