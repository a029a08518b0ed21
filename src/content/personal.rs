//! What says too much of a person: telephone numbers, e-mail addresses, where somebody lives, My Numbers. For `check` only.
//!
//! No message repeats what was found: messages end up in logs that more people read than the text itself.

use std::collections::BTreeSet;

use super::lint::{self, Line};
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Notes, Span};
use crate::source::SourcePath;

/// Looks for what says too much, line by line, apart from what the settings allow.
#[must_use]
pub fn lint(file: &SourcePath, text: &str, config: &Config) -> Notes {
    lint_part(file, text, 0..text.len(), config)
}

/// As `lint`, in a part of a text.
#[must_use]
pub fn lint_part(file: &SourcePath, text: &str, part: Span, config: &Config) -> Notes {
    let mut notes = Notes::new();
    let from = part.start;
    for Line { at, text } in lint::lines(text.get(part).unwrap_or_default()) {
        let at = from + at;
        let line = Plain::of(text);
        for (code, found) in found(&line) {
            if !config.check_allow.iter().any(|allowed| allows(allowed, &line.text(&found))) {
                let span = line.places[found.start]..line.places[found.end];
                notes.push(Diagnostic::at(code, file, at + span.start..at + span.end));
            }
        }
    }
    notes
}

/// As `lint`, in a table of answers: the first place of each kind, since where there is one there is a column of them.
#[must_use]
pub fn lint_table(file: &SourcePath, text: &str, config: &Config) -> Notes {
    let mut seen = BTreeSet::new();
    let mut notes = lint(file, text, config);
    notes.retain(|note| seen.insert(note.code));
    notes
}

/// A line in half-width characters, each with the byte at which it stands in the file's line.
struct Plain {
    chars: Vec<char>,
    places: Vec<usize>,
}

impl Plain {
    fn of(line: &str) -> Self {
        let mut plain = Self { chars: Vec::new(), places: Vec::new() };
        for (at, character) in line.char_indices() {
            plain.chars.push(half_width(character));
            plain.places.push(at);
        }
        plain.places.push(line.len());
        plain.without_urls()
    }

    /// With a space for each character of a web address: the numbers in it are no one's.
    fn without_urls(mut self) -> Self {
        let text: String = self.chars.iter().collect();
        for (start, _) in text.match_indices("://") {
            let from = text[..start].chars().count();
            let belongs = |c: &&char| c.is_ascii_graphic() && !matches!(c, ')' | '>' | '"' | '\'' | ']');
            let length = self.chars[from..].iter().take_while(belongs).count();
            self.chars[from..from + length].fill(' ');
        }
        self
    }

    fn text(&self, found: &Span) -> String {
        self.chars[found.clone()].iter().collect()
    }

    fn get(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    fn before(&self, at: usize) -> Option<char> {
        self.get(at.checked_sub(1)?)
    }

    fn digits(&self, from: usize) -> usize {
        self.chars[from.min(self.chars.len())..].iter().take_while(|c| c.is_ascii_digit()).count()
    }
}

/// A character as typed without an input method: `０` → `0`, `－` → `-`.
fn half_width(character: char) -> char {
    match character {
        '！'..='～' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        '‐' | '‑' | '–' | '—' | '―' | '−' | 'ー' => '-',
        '　' => ' ',
        _ => character,
    }
}

/// Whether a text of the settings names what was found. `@city.example.jp` stands for every address of that host.
fn allows(allowed: &str, found: &str) -> bool {
    let bare = |text: &str| {
        let kept = |c: &char| !matches!(c, '-' | '(' | ')' | ' ');
        text.chars().map(half_width).filter(kept).collect::<String>().to_lowercase()
    };
    let (allowed, found) = (bare(allowed), bare(found));
    if allowed.starts_with('@') { found.ends_with(&allowed) } else { allowed.contains(&found) }
}

/// What a line says too much of, each with its first character and the one after its last.
fn found(line: &Plain) -> Vec<(Code, Span)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.chars.len() {
        let here = email(line, at)
            .map(|end| (Code::EmailAddress, end))
            .or_else(|| my_number(line, at).map(|end| (Code::MyNumber, end)))
            .or_else(|| telephone(line, at).map(|end| (Code::TelephoneNumber, end)))
            .or_else(|| dwelling(line, at).map(|end| (Code::PrivateAddress, end)));
        match here {
            Some((code, end)) => {
                found.push((code, at..end));
                at = end;
            }
            None => at += 1,
        }
    }
    let somebody = names_somebody(line);
    found.retain(|(code, _)| *code != Code::PrivateAddress || somebody);
    found
}

fn is_local(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%')
}

/// The end of an e-mail address that starts here.
fn email(line: &Plain, at: usize) -> Option<usize> {
    if line.before(at).is_some_and(is_local) || !line.get(at)?.is_ascii_alphanumeric() {
        return None;
    }
    let mark = at + line.chars[at..].iter().take_while(|c| is_local(**c)).count();
    if line.get(mark)? != '@' {
        return None;
    }
    let host = line.chars[mark + 1..].iter().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    let host: String = host.collect();
    let host = host.trim_end_matches(['.', '-']);
    let (_, last) = host.rsplit_once('.')?;
    (last.len() > 1 && last.bytes().all(|byte| byte.is_ascii_alphabetic())).then_some(mark + 1 + host.len())
}

/// Groups of digits with one mark between them: their digits, how many each has, and where they end.
fn groups(line: &Plain, at: usize, between: impl Fn(char) -> bool) -> (Vec<u32>, Vec<usize>, usize) {
    let (mut digits, mut lengths, mut end) = (Vec::new(), Vec::new(), at);
    loop {
        let length = line.digits(end);
        digits.extend(line.chars[end..end + length].iter().filter_map(|c| c.to_digit(10)));
        lengths.push(length);
        end += length;
        if !line.get(end).is_some_and(&between) || line.digits(end + 1) == 0 {
            return (digits, lengths, end);
        }
        end += 1;
    }
}

/// Whether a number may begin here: not within another number or word.
fn begins_number(line: &Plain, at: usize) -> bool {
    !line.before(at).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/' | '_'))
}

/// Whether a number ends here.
fn ends_number(line: &Plain, end: usize) -> bool {
    !line.get(end).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '_'))
}

/// The end of a telephone number that starts here. Numbers that cost the caller nothing are no person's.
fn telephone(line: &Plain, at: usize) -> Option<usize> {
    // The area in brackets, and not the whole number.
    let open = usize::from(line.get(at)? == '(' && line.get(at + 1 + line.digits(at + 1)) == Some(')'));
    let abroad = line.chars[at..].starts_with(&['+', '8', '1']);
    let start = if abroad { at + 3 + usize::from(matches!(line.get(at + 3), Some('-' | ' '))) } else { at + open };
    if !begins_number(line, at) || line.digits(start) == 0 {
        return None;
    }
    let (mut digits, lengths, end) = groups(line, start, |c| matches!(c, '-' | '(' | ')' | ' '));
    if abroad && digits.first() != Some(&0) {
        digits.insert(0, 0);
    }
    let whole = match digits.as_slice() {
        [0, 1, 2, 0, ..] | [0, 8, 0, 0, ..] | [0, 5, 7, 0, ..] | [0, 0, ..] => false,
        [0, 5 | 7 | 8 | 9, 0, rest @ ..] => rest.len() == 8,
        [0, rest @ ..] => rest.len() == 9,
        _ => false,
    };
    // Area, exchange, number; one number in a row; never single digits that happen to stand side by side.
    let grouped = matches!(lengths.as_slice(), [_] | [2..=5, 4..=8] | [1..=5, 1..=4, 3..=4]);
    (whole && grouped && ends_number(line, end)).then_some(end)
}

/// The end of twelve digits that could be a My Number: the last one checks the others.
fn my_number(line: &Plain, at: usize) -> Option<usize> {
    if !line.get(at)?.is_ascii_digit() || !begins_number(line, at) {
        return None;
    }
    let (digits, lengths, end) = groups(line, at, |c| matches!(c, '-' | ' '));
    let grouped = matches!(lengths.as_slice(), [12] | [4, 4, 4]);
    (grouped && ends_number(line, end) && !is_moment(&digits) && checks(&digits)).then_some(end)
}

/// Whether twelve digits are a moment such as 202604120900.
fn is_moment(digits: &[u32]) -> bool {
    let number = |from: usize, to: usize| digits[from..to].iter().fold(0, |sum, digit| sum * 10 + digit);
    let day = (1..=12).contains(&number(4, 6)) && (1..=31).contains(&number(6, 8));
    (1900..2100).contains(&number(0, 4)) && day && number(8, 10) < 24 && number(10, 12) < 60
}

/// Whether the last of twelve digits is right for the others, as the ministry's ordinance says.
fn checks(digits: &[u32]) -> bool {
    let Some((last, others)) = digits.split_last() else { return false };
    let weighted = others.iter().rev().zip((2..=7).chain(2..=6)).map(|(digit, weight)| digit * weight).sum::<u32>();
    let rest = weighted % 11;
    *last == if rest <= 1 { 0 } else { 11 - rest }
}

/// The end of an address down to the house that starts here: `2丁目3番4号`, `2丁目3-4`, `123番地4`.
fn dwelling(line: &Plain, at: usize) -> Option<usize> {
    if line.before(at).is_some_and(|c| is_number(c) || c == '-') {
        return None;
    }
    let block = number(line, at)?;
    let after = |at: usize, word: &str| {
        let word: Vec<char> = word.chars().collect();
        line.chars[at..].starts_with(&word).then_some(at + word.len())
    };
    let Some(rest) = after(block, "丁目") else {
        let end = after(block, "番地")?;
        return Some(number(line, after(end, "の").unwrap_or(end)).unwrap_or(end));
    };
    let lot = number(line, rest)?;
    let join =
        after(lot, "番地の").or_else(|| after(lot, "番地")).or_else(|| after(lot, "番")).or_else(|| after(lot, "-"));
    let house = number(line, join?)?;
    Some(after(house, "号").unwrap_or(house))
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || "〇一二三四五六七八九十百".contains(c)
}

fn number(line: &Plain, at: usize) -> Option<usize> {
    let length = line.chars.get(at..)?.iter().take_while(|c| is_number(**c)).count();
    (length > 0).then_some(at + length)
}

/// Words with which names end.
const AFTER_NAMES: [&str; 7] = ["さん", "さま", "様", "氏", "くん", "ちゃん", "宅"];
/// What stands before those words where nobody is named: everyone, guests, kin, trades.
const NO_NAMES: [char; 24] = [
    '皆', 'な', '客', '母', '父', '兄', '姉', '屋', '爺', '婆', '嫁', '神', '仏', '隣', 'じ', 'ば', '同', '一', '多',
    '模', '仕', '住', '自', '社',
];

/// Whether a line names a person.
fn names_somebody(line: &Plain) -> bool {
    let text: String = line.chars.iter().collect();
    AFTER_NAMES.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let named = text[..at].chars().next_back();
            named.is_some_and(|c| (c.is_alphabetic() || c == '々') && !NO_NAMES.contains(&c))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{Code, Plain, allows, found};

    fn codes(line: &str) -> Vec<(Code, String)> {
        let line = Plain::of(line);
        found(&line).into_iter().map(|(code, found)| (code, line.text(&found))).collect()
    }

    #[test]
    fn telephone_numbers_in_every_spelling() {
        for line in [
            "042-123-4567",
            "０４２－１２３－４５６７",
            "(042)123-4567",
            "042（123）4567",
            "電話は042ー123ー4567です",
            "0421234567",
            "090-1234-5678",
            "09012345678",
            "090 1234 5678",
            "+81 42-123-4567",
            "[電話](tel:0421234567)",
            "03-1234-5678",
            "0123-45-6789",
        ] {
            assert!(matches!(codes(line).as_slice(), [(Code::TelephoneNumber, _)]), "{line}: {:?}", codes(line));
        }
        for line in [
            "0120-123-456",
            "0570-012-345",
            "2026-04-12",
            "110番と119番",
            "第0042-123号",
            "1,234,567,890",
            "042-123",
            "0.1234567890",
            "https://example.jp/0421234567",
            "ISBN 978-4-00-310101-8",
            "00-1234-5678",
            "1 2 3 4 5 6 7 8 9 0",
            "a0421234567",
        ] {
            assert_eq!(codes(line), [], "{line}");
        }
    }

    #[test]
    fn addresses_of_mail() {
        assert_eq!(codes("手紙は taro.y+a@example.co.jp へ。")[0].1, "taro.y+a@example.co.jp");
        assert_eq!(codes("<a@b.jp>、ｃ＠ｄ．ｊｐ").len(), 2);
        for line in ["@hinata", "a@b", "3@5.5", "https://u@example.jp/", "1@2.3"] {
            assert_eq!(codes(line), [], "{line}");
        }
    }

    #[test]
    fn twelve_digits_whose_last_checks_the_others() {
        for line in ["123456789018", "1234 5678 9018", "１２３４－５６７８－９０１８", "番号は123456789018。"]
        {
            assert!(matches!(codes(line).as_slice(), [(Code::MyNumber, _)]), "{line}: {:?}", codes(line));
        }
        for line in ["123456789012", "1234567890180", "12345678901", "1234-56789018", "202604120903", "x123456789018"] {
            assert_eq!(codes(line), [], "{line}");
        }
        // Every moment of a day, of which one in eleven would check.
        assert!((0..1440).all(|minute| codes(&format!("20260412{:02}{:02}", minute / 60, minute % 60)).is_empty()));
    }

    #[test]
    fn a_house_with_somebody_in_it() {
        for line in [
            "木村さんの家は旭町2丁目3番4号です。",
            "旭町二丁目三番四号の木村さん",
            "川口123番地4の田中様",
            "木村宅（旭町２丁目３－４）",
        ] {
            assert!(matches!(codes(line).as_slice(), [(Code::PrivateAddress, _)]), "{line}: {:?}", codes(line));
        }
        for line in [
            "旭町2丁目の木村さん",
            "朝日湯は旭町2丁目3番4号にあります。",
            "皆さん、旭町2丁目3番4号へどうぞ。",
            "お客さまは旭町2丁目3番4号へ。",
            "木村さんは3番目に来た。",
            "番地のない町の木村さん",
        ] {
            assert_eq!(codes(line), [], "{line}");
        }
    }

    #[test]
    fn what_the_settings_name_is_allowed_in_any_spelling() {
        assert!(allows("042-123-4567", "０４２（１２３）４５６７"));
        assert!(allows("@hinata.example.jp", "Senden@hinata.example.jp"));
        assert!(allows("広報課 042-123-4567（平日）", "042-123-4567"));
        assert!(!allows("@hinata.example.jp", "a@hinata.example.jp.evil.jp"));
        assert!(!allows("042-123-4567", "042-123-4568"));
    }
}
