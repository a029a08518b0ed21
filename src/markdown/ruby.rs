//! Explicit ruby: `{土手|どて}` and `｜土手《どて》`, in texts and in titles. Readings are never guessed.

use super::Reading;
use crate::text::escaped;

/// A piece of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Words without a reading.
    Plain(&'a str),
    /// A base and its readings: one for the whole, or one for each character.
    Ruby(&'a str, Vec<&'a str>),
    /// `｜土手《どて` without its closing mark.
    Unclosed(&'a str),
}

/// The longest base that is taken for one, in characters.
const LONGEST_BASE: usize = 20;

/// The other mark that opens a ruby.
const BAR: &[u8] = "｜".as_bytes();

/// Whether splitting a text at its ruby is worth the while.
pub(super) fn may_have_ruby(text: &str) -> bool {
    memchr::memchr2(b'{', BAR[0], text.as_bytes()).is_some()
}

/// Splits a text at its ruby.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    let mut ruby = None;
    std::iter::from_fn(move || {
        if ruby.is_some() || rest.is_empty() {
            return ruby.take();
        }
        let (plain, after) = first_ruby(rest).map_or((rest, ""), |(at, piece, end)| {
            ruby = Some(piece);
            (&rest[..at], &rest[end..])
        });
        rest = after;
        if plain.is_empty() { ruby.take() } else { Some(Piece::Plain(plain)) }
    })
}

/// The first ruby of a text, the byte at which it starts, and the byte after it.
fn first_ruby(text: &str) -> Option<(usize, Piece<'_>, usize)> {
    let mut at = 0;
    loop {
        let start = at + next_mark(&text[at..])?;
        let opening = text[start..].chars().next().map_or(1, char::len_utf8);
        if let Some((piece, end)) = ruby_at(text, start, opening) {
            return Some((start, piece, end));
        }
        at = start + opening;
    }
}

/// The byte at which something stands that may open a ruby.
fn next_mark(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'{', BAR[0], bytes).find(|at| bytes[*at] == b'{' || bytes[*at..].starts_with(BAR))
}

/// The ruby that starts at `start`, and the byte after it.
fn ruby_at(text: &str, start: usize, opening: usize) -> Option<(Piece<'_>, usize)> {
    let inner = &text[start + opening..];
    if opening == 1 {
        let end = inner.find('}')?;
        let (base, readings) = inner[..end].split_once(['|', '｜'])?;
        let readings: Vec<&str> = readings.split(['|', '｜']).collect();
        let sound = is_base(base) && readings.iter().all(|reading| !reading.is_empty());
        return sound.then(|| (Piece::Ruby(base, readings), start + opening + end + 1));
    }
    let (base, rest) = inner.split_once('《')?;
    if !is_base(base) {
        return None;
    }
    let reading_start = start + opening + base.len() + '《'.len_utf8();
    match rest.find('》') {
        Some(0) => None,
        Some(length) => Some((Piece::Ruby(base, vec![&rest[..length]]), reading_start + length + '》'.len_utf8())),
        None => Some((Piece::Unclosed(&text[start..]), text.len())),
    }
}

/// The words of a text alone: bases without their readings.
#[must_use]
pub fn base(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    push_base(&mut plain, text);
    plain
}

/// Appends the words of a text alone.
pub(super) fn push_base(plain: &mut String, text: &str) {
    for piece in pieces(text) {
        match piece {
            Piece::Plain(words) | Piece::Ruby(words, _) | Piece::Unclosed(words) => plain.push_str(words),
        }
    }
}

/// The words of a text that have a reading.
#[must_use]
pub fn readings(text: &str) -> Vec<Reading> {
    let found = pieces(text).filter_map(|piece| match piece {
        Piece::Ruby(base, readings) => Some(reading(base, &readings)),
        Piece::Plain(_) | Piece::Unclosed(_) => None,
    });
    found.collect()
}

/// A base with its readings as one word.
pub(super) fn reading(base: &str, readings: &[&str]) -> Reading {
    Reading { base: base.to_owned(), kana: readings.concat() }
}

/// The spelling of a place at which a title may be broken; no other markup is known in titles.
const BREAK: &str = "<wbr>";

/// The words of a title alone: without its ruby and without the places at which it may be broken.
#[must_use]
pub fn title(text: &str) -> String {
    base(&text.replace(BREAK, ""))
}

/// The words of a title, with a space of no width where it may be broken.
#[must_use]
pub fn parted_title(text: &str) -> String {
    base(&text.replace(BREAK, "\u{200B}"))
}

/// A title as HTML: as `html`, and with the places at which it may be broken.
#[must_use]
pub fn title_html(text: &str, write: impl Fn(&str) -> String) -> String {
    let parts: Vec<String> = text.split(BREAK).map(&write).collect();
    match parts.as_slice() {
        [_] => parts.concat(),
        // Elsewhere it does not break, where the style knows the class.
        _ => format!("<span class=\"breaks\">{}</span>", parts.join(BREAK)),
    }
}

/// A text as HTML: its ruby as elements, all else by `write`, which escapes it.
#[must_use]
pub fn html(text: &str, write: fn(&str) -> String) -> String {
    let html = pieces(text).map(|piece| match piece {
        Piece::Plain(words) | Piece::Unclosed(words) => write(words),
        Piece::Ruby(base, readings) => element(base, &readings),
    });
    html.collect()
}

/// Whether a reading is opened and never closed.
#[must_use]
pub fn is_unclosed(text: &str) -> bool {
    pieces(text).any(|piece| matches!(piece, Piece::Unclosed(_)))
}

/// `<ruby>`, with a reading for each character where there are as many, else with one for all.
pub(super) fn element(base: &str, readings: &[&str]) -> String {
    let pair =
        |base: &str, reading: &str| format!("{}<rp>（</rp><rt>{}</rt><rp>）</rp>", escaped(base), escaped(reading));
    let characters: Vec<String> = base.chars().map(String::from).collect();
    let inner: String = if characters.len() == readings.len() {
        characters.iter().zip(readings).map(|(character, reading)| pair(character, reading)).collect()
    } else {
        pair(base, &readings.concat())
    };
    format!("<ruby>{inner}</ruby>")
}

fn is_base(base: &str) -> bool {
    !base.is_empty() && base.chars().count() <= LONGEST_BASE && !base.contains(['{', '}', '｜', '《', '》', '|'])
}

#[cfg(test)]
mod tests {
    use super::{Piece, base, html, is_unclosed, title, title_html};
    use crate::text::escaped;

    fn pieces(text: &str) -> Vec<Piece<'_>> {
        super::pieces(text).collect()
    }

    #[test]
    fn a_title_has_its_ruby_or_its_words_alone() {
        let title = "{土手|どて}の<朝>と{東京|とう|きょう}";
        assert_eq!(base(title), "土手の<朝>と東京");
        assert_eq!(
            html(title, escaped),
            "<ruby>土手<rp>（</rp><rt>どて</rt><rp>）</rp></ruby>の&lt;朝&gt;と\
             <ruby>東<rp>（</rp><rt>とう</rt><rp>）</rp>京<rp>（</rp><rt>きょう</rt><rp>）</rp></ruby>"
        );
        assert!(is_unclosed("｜土手《どて") && !is_unclosed(title));
    }

    #[test]
    fn a_title_says_where_it_may_be_broken_and_nothing_else() {
        let text = "{朝|あさ}の土手で、<wbr>「<b>おはよう</b>」<WBR><wbr/>";
        assert_eq!(title(text), "朝の土手で、「<b>おはよう</b>」<WBR><wbr/>");
        assert_eq!(
            title_html("<i>朝</i>、<wbr>夕", |text| html(text, escaped)),
            "<span class=\"breaks\">&lt;i&gt;朝&lt;/i&gt;、<wbr>夕</span>"
        );
        assert_eq!(title_html("朝", |text| html(text, escaped)), "朝");
    }

    #[test]
    fn both_spellings_are_ruby() {
        assert_eq!(
            pieces("この{土手|どて}と｜旭橋《あさひばし》へ"),
            [
                Piece::Plain("この"),
                Piece::Ruby("土手", vec!["どて"]),
                Piece::Plain("と"),
                Piece::Ruby("旭橋", vec!["あさひばし"]),
                Piece::Plain("へ"),
            ]
        );
        assert_eq!(pieces("{東京|とう|きょう}"), [Piece::Ruby("東京", vec!["とう", "きょう"])]);
    }

    #[test]
    fn other_braces_and_bars_stay_text() {
        for text in ["{}", "{a}", "a|b", "{|よみ}", "{土手|}", "｜一つだけ", "表｜裏"] {
            assert_eq!(pieces(text), [Piece::Plain(text)], "{text}");
        }
    }

    #[test]
    fn an_open_reading_is_told() {
        assert_eq!(pieces("｜土手《どて"), [Piece::Unclosed("｜土手《どて")]);
    }
}
