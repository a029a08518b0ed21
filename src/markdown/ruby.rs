//! Explicit ruby: `{土手|どて}` and `｜土手《どて》`. Readings are never guessed.

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

/// The first byte of `｜`, and of no character of another length than three bytes.
const BAR: u8 = 0xEF;

/// Whether splitting a text at its ruby is worth the while.
pub(super) fn may_have_ruby(text: &str) -> bool {
    memchr::memchr2(b'{', BAR, text.as_bytes()).is_some()
}

/// Splits a text at its ruby.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut plain_from = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'{', BAR, &text.as_bytes()[at..]) {
        let start = at + found;
        if !text[start..].starts_with(['{', '｜']) {
            at = start + 3;
            continue;
        }
        let opening = text[start..].chars().next().map_or(1, char::len_utf8);
        let Some((piece, end)) = ruby_at(text, start, opening) else {
            at = start + opening;
            continue;
        };
        if plain_from < start {
            pieces.push(Piece::Plain(&text[plain_from..start]));
        }
        pieces.push(piece);
        plain_from = end;
        at = end;
    }
    if plain_from < text.len() {
        pieces.push(Piece::Plain(&text[plain_from..]));
    }
    pieces
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

fn is_base(base: &str) -> bool {
    !base.is_empty() && base.chars().count() <= LONGEST_BASE && !base.contains(['{', '}', '｜', '《', '》', '|'])
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

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
