//! How wide a text is, and what to do when it is too wide. The page's font is unknown, so widths are estimates on the
//! safe side: a wide character fills its square, a narrow one what it takes in the widest usual system fonts.

use unicode_width::UnicodeWidthChar as _;

/// The size of labels.
pub(super) const SIZE: f64 = 14.0;
/// The share of its height that a narrow character is wide.
const NARROW: f64 = 0.62;
/// The share of the size that parts digits from kanji.
const AUTOSPACE: f64 = 0.125;

/// The width of a text set at `size`.
pub(super) fn width(text: &str, size: f64) -> f64 {
    advances(text).map(|(_, _, advance)| advance * size).sum()
}

/// The width of a text set bold.
pub(super) fn bold(text: &str, size: f64) -> f64 {
    width(text, size) * 1.08
}

/// Each character with its place and its share of the size, the thin space before it included that browsers put
/// between kanji and what stands in a Latin face.
fn advances(text: &str) -> impl Iterator<Item = (usize, char, f64)> + '_ {
    let mut before: Option<char> = None;
    text.char_indices().map(move |(at, character)| {
        let spaced = before.replace(character).is_some_and(|before| is_spaced(before, character));
        (at, character, character_width(character) + if spaced { AUTOSPACE } else { 0.0 })
    })
}

fn is_spaced(one: char, next: char) -> bool {
    let kanji = |character: char| character.is_alphabetic() && crate::text::is_wide(character);
    let latin = |character: char| character.is_alphanumeric() && !crate::text::is_wide(character);
    kanji(one) && latin(next) || latin(one) && kanji(next)
}

fn character_width(character: char) -> f64 {
    match character {
        // In Japanese fonts these stand as wide as a kanji, whatever a terminal makes of them.
        '−' | '〜' | '±' | '×' | '△' | '▲' => 0.9,
        '…' => 1.0,
        _ if character.width_cjk() == Some(2) => 1.0,
        _ if character.width() == Some(0) => 0.0,
        'm' | 'w' | 'M' | 'W' | '%' => 0.96,
        'A'..='Z' => 0.72,
        '+' | '=' | '~' => 0.84,
        'i' | 'l' | 'j' | '.' | ',' | '\'' | '|' | ' ' => 0.33,
        _ => NARROW,
    }
}

/// The text cut with `…` so that it is no wider than `room`.
pub(super) fn cut(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut left = room - width("…", size);
    let kept = advances(text).take_while(|(_, _, advance)| {
        left -= advance * size;
        left >= 0.0
    });
    let kept: String = kept.map(|(_, character, _)| character).collect();
    format!("{}…", kept.trim_end())
}

/// The text in lines no wider than `room`, at most `most` of them; the last one is cut where needed.
pub(super) fn wrap(text: &str, size: f64, (room, most): (f64, usize)) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        if lines.len() + 1 >= most {
            lines.push(cut(rest, size, room));
            break;
        }
        let end = line_end(rest, size, room);
        lines.push(rest[..end].trim_end().to_owned());
        rest = rest[end..].trim_start();
    }
    lines
}

/// The byte at which a line of `room` must end: after a wide character or a space, not before closing marks.
fn line_end(text: &str, size: f64, room: f64) -> usize {
    let mut used = 0.0;
    let mut allowed = 0;
    let mut last = 0;
    let mut before: Option<char> = None;
    for (at, character, advance) in advances(text) {
        if let Some(before) = before
            && may_break(before, character)
        {
            allowed = at;
        }
        used += advance * size;
        if used > room && at > 0 {
            return if allowed > 0 { allowed } else { at };
        }
        last = at + character.len_utf8();
        before = Some(character);
    }
    last
}

fn may_break(before: char, after: char) -> bool {
    const NOT_FIRST: &str = "、。，．）」』】〕〉》”’ーっゃゅょッャュョ々？！・：；…〜%％";
    const NOT_LAST: &str = "（「『【〔〈《“‘";
    if NOT_FIRST.contains(after) || NOT_LAST.contains(before) || after.is_whitespace() {
        return false;
    }
    let katakana = |character: char| matches!(character, 'ァ'..='ヺ' | 'ー');
    if katakana(before) && katakana(after) {
        return false;
    }
    let wide = |character: char| crate::text::is_wide(character);
    before.is_whitespace() || wide(before) || wide(after)
}

#[cfg(test)]
mod tests {
    use super::{SIZE, cut, width, wrap};

    #[test]
    fn wide_characters_fill_their_square() {
        assert!((width("目標", SIZE) - 28.0).abs() < 0.01);
        assert!(width("2025", SIZE) > 30.0 && width("2025", SIZE) < 36.0);
    }

    #[test]
    fn long_texts_are_cut_or_wrapped() {
        assert_eq!(cut("短い", SIZE, 100.0), "短い");
        assert_eq!(cut("とても長い名前の項目", SIZE, 70.0), "とても長…");
        let lines = wrap("市民意識調査、令和7年度（18歳以上）", SIZE, (80.0, 5));
        assert!(lines.iter().all(|line| width(line, SIZE) <= 80.0 + SIZE), "{lines:?}");
        assert!(!lines.iter().any(|line| line.starts_with(['、', '）'])), "{lines:?}");
        assert_eq!(wrap("abc def ghi", SIZE, (50.0, 2)).len(), 2);
        assert_eq!(wrap("", SIZE, (50.0, 2)).len(), 0);
    }
}
