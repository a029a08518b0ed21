//! Figures that were typed by hand beside an indicator's name. They would stay as they are when the data changes, so
//! `check` proposes to bind them. It would rather miss one than take a year, an age or a count of something else for one.

use crate::config::Lang;
use crate::data::{Dataset, Indicator, Shown};
use crate::decimal::read_typed;
use crate::diag::{Code, Diagnostic, Notes};
use crate::markdown::prose::{Letter, sentences};
use crate::source::SourcePath;
use crate::text::fold;

/// Words before a figure that is not exact.
const ABOUT_BEFORE: [&str; 4] = ["約", "およそ", "ほぼ", "about"];
/// Words after a figure that is not exact, or that belongs to another name.
const ABOUT_AFTER: [&str; 14] =
    ["以上", "以下", "未満", "超", "台", "近く", "弱", "強", "前後", "ほど", "くらい", "ぐらい", "あまり", "信頼区間"];

/// The indicators as texts of a language know them; those with mistakes are left out.
#[must_use]
pub fn known(dataset: &Dataset, lang: Lang) -> Vec<Known<'_>> {
    let sound = dataset.indicators.iter().filter(|indicator| !dataset.faulty.contains(&indicator.id));
    sound.map(|indicator| Known { indicator, names: names(indicator, lang), values: indicator.values(lang) }).collect()
}

/// Looks for such figures in the text of a file, which starts at byte `start`.
#[must_use]
pub fn lint(known: &[Known<'_>], (file, text, start): (&SourcePath, &str, usize)) -> Notes {
    let mut notes = Notes::new();
    for sentence in sentences(text, start) {
        let words = fold(&letters(&sentence));
        let named: Vec<&Known<'_>> =
            known.iter().filter(|known| known.names.iter().any(|name| holds(&words, name))).collect();
        if named.is_empty() {
            continue;
        }
        for figure in figures(&sentence, &named) {
            notes.extend(judge(&named, &words, &figure).map(|found| found.note(file, &figure)));
        }
    }
    notes
}

/// An indicator with the names that texts may give it.
#[derive(Debug)]
pub struct Known<'a> {
    indicator: &'a Indicator,
    /// Folded.
    names: Vec<String>,
    values: Vec<(String, Shown)>,
}

impl Known<'_> {
    fn units(&self) -> impl Iterator<Item = &str> {
        self.values.iter().flat_map(|(_, value)| value.known_units()).map(String::as_str)
    }

    /// Whether its first figure could be followed by `unit`.
    fn is_headline_unit(&self, unit: &str) -> bool {
        self.values.first().is_some_and(|(_, value)| match unit {
            "" => value.known_units().iter().all(String::is_empty),
            unit => value.known_units().iter().any(|known| fold(known) == unit),
        })
    }
}

/// Its title, without what follows in brackets; the listed names; and words like mGAP or NPS in the title.
fn names(indicator: &Indicator, lang: Lang) -> Vec<String> {
    let title = indicator.about.title.get(lang);
    let bare = title.split(['（', '(']).next().unwrap_or_default();
    let words = title.split(|character: char| !character.is_ascii_alphanumeric());
    let acronyms = words.filter(|word| word.chars().filter(char::is_ascii_uppercase).count() >= 2 && word.len() >= 3);
    let all =
        [title.as_str(), bare].into_iter().chain(acronyms).chain(indicator.about.names.iter().map(String::as_str));
    let mut names: Vec<String> = all.map(|name| fold(name.trim())).filter(|name| name.chars().count() >= 2).collect();
    names.sort();
    names.dedup();
    names
}

/// Whether folded words hold a folded name that is no part of a longer Latin word.
fn holds(words: &str, name: &str) -> bool {
    let letter = |character: Option<char>| character.is_some_and(|character| character.is_ascii_alphanumeric());
    let (head, tail) = (letter(name.chars().next()), letter(name.chars().next_back()));
    words.match_indices(name).any(|(at, _)| {
        let before = words[..at].chars().next_back();
        let after = words[at + name.len()..].chars().next();
        !(head && letter(before) || tail && letter(after))
    })
}

fn letters(sentence: &[Letter]) -> String {
    sentence.iter().map(|letter| letter.character).collect()
}

/// A figure in a sentence.
struct Figure {
    /// As typed, with its unit.
    typed: String,
    /// Its unit, folded.
    unit: String,
    /// The bytes of the file.
    span: std::ops::Range<usize>,
}

/// The figures of a sentence that may be an indicator's.
fn figures(sentence: &[Letter], named: &[&Known<'_>]) -> Vec<Figure> {
    let digit = |at: usize| sentence.get(at).is_some_and(|letter| is_digit(letter.character));
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.len() {
        if !digit(at) {
            at += 1;
            continue;
        }
        let start = at;
        while digit(at) || (is_separator(sentence, at) && digit(at + 1)) {
            at += 1;
        }
        found.extend(figure(sentence, start..at, named));
    }
    found
}

fn is_digit(character: char) -> bool {
    matches!(character, '0'..='9' | '０'..='９')
}

fn is_separator(sentence: &[Letter], at: usize) -> bool {
    sentence.get(at).is_some_and(|letter| matches!(letter.character, '.' | ',' | '．' | '，'))
}

fn figure(sentence: &[Letter], digits: std::ops::Range<usize>, named: &[&Known<'_>]) -> Option<Figure> {
    if sentence[digits.clone()].iter().any(|letter| letter.linked) {
        return None;
    }
    let sign = digits.start.checked_sub(1).filter(|at| is_sign(sentence, *at));
    let start = sign.unwrap_or(digits.start);
    let (before, after) = (letters(&sentence[..start]), letters(&sentence[digits.end..]));
    let bare = letters(&sentence[start..digits.end]);
    let unit = unit_of(&after, named);
    let rest = &after[unit.len()..];
    let (unit, typed) = (fold(unit.trim()), format!("{bare}{unit}"));
    if is_other(&before, rest, unit.is_empty()) || !is_weighty(&bare, sign.is_some(), &unit) {
        return None;
    }
    let last = sentence[start..].iter().scan(0, |length, letter| {
        *length += letter.character.len_utf8();
        Some((*length, letter))
    });
    let (_, last) = last.take_while(|(length, _)| *length <= typed.len()).last()?;
    Some(Figure { typed, unit, span: sentence[start].at..last.at + last.character.len_utf8() })
}

/// A minus, a plus or a triangle, and no dash between two words or figures.
fn is_sign(sentence: &[Letter], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| sentence.get(before)).map(|letter| letter.character);
    let joins = before.is_some_and(|before| before.is_ascii_alphanumeric() || is_digit(before));
    match sentence[at].character {
        '−' | '▲' | '△' | '+' | '＋' | '-' | '－' => !joins,
        _ => false,
    }
}

/// The longest unit of the named indicators at the head of a text, with the space before it.
fn unit_of<'t>(after: &'t str, named: &[&Known<'_>]) -> &'t str {
    let words = after.trim_start_matches(' ');
    let gap = after.len() - words.len();
    let at_head = |unit: &str| -> Option<usize> {
        let ends = words.char_indices().map(|(at, character)| at + character.len_utf8());
        ends.take(unit.chars().count()).last().filter(|end| fold(&words[..*end]) == fold(unit))
    };
    let longest =
        named.iter().flat_map(|known| known.units()).filter(|unit| !unit.is_empty()).filter_map(at_head).max();
    longest.map_or("", |length| &after[..gap + length])
}

/// Whether a figure is a date, a range, a number of something else, or not exact.
fn is_other(before: &str, rest: &str, bare: bool) -> bool {
    let head = before.trim_end();
    let previous = before.chars().next_back();
    let joined = previous.is_some_and(|character| {
        character.is_ascii_alphanumeric() || is_digit(character) || ":/〜～~第.,-–−".contains(character)
    });
    let mut tail = rest.chars();
    let next = tail.next();
    let dash = next.is_some_and(|character| "-–−〜～~:/：".contains(character)) && tail.next().is_some_and(is_digit);
    let tail = rest.trim_start();
    let inexact =
        ABOUT_BEFORE.iter().any(|word| head.ends_with(word)) || ABOUT_AFTER.iter().any(|word| tail.starts_with(word));
    joined || dash || inexact || bare && !ends_there(rest)
}

/// Whether after a figure without a known unit the sentence goes on without a counter: 「−414でした」, not 「414冊」.
fn ends_there(rest: &str) -> bool {
    let follows = "でにはをがのともへだよま、。，．,.）)」』！？!?;；";
    rest.chars().next().is_none_or(|next| follows.contains(next) || next.is_whitespace())
}

/// Whether a figure says enough to be an indicator's: small whole numbers without a unit may be anything, and
/// four digits without a comma are a year.
fn is_weighty(bare: &str, signed: bool, unit: &str) -> bool {
    let folded = fold(bare);
    let year = folded.len() == 4 && folded.parse().is_ok_and(|year: u32| (1800..2200).contains(&year));
    let digits = folded.chars().filter(char::is_ascii_digit).count();
    signed || folded.contains('.') || !unit.is_empty() || digits >= 3 && !year
}

/// What a figure seems to be.
struct Found {
    id: String,
    /// The value that agrees.
    path: Option<String>,
}

impl Found {
    fn note(self, file: &SourcePath, figure: &Figure) -> Diagnostic {
        let note = Diagnostic::at(Code::TypedFigure, file, figure.span.clone()).with("typed", &figure.typed);
        let bound = self.path.map(|path| format!("[{}](value:{}.{path})", figure.typed, self.id));
        note.with("id", &self.id).near(bound.as_deref())
    }
}

fn judge(named: &[&Known<'_>], words: &str, figure: &Figure) -> Option<Found> {
    let agreeing = named.iter().find_map(|known| {
        let paths = known.values.iter().filter(|(_, value)| value.agrees(&figure.typed)).map(|(path, _)| path);
        let best = paths
            .enumerate()
            .max_by_key(|(index, path)| (is_said(words, path), std::cmp::Reverse(depth(path)), *index));
        best.map(|(_, path)| Found { id: known.indicator.id.clone(), path: Some(path.clone()) })
    });
    agreeing.or_else(|| {
        // Nothing agrees: only what could be the headline's own figure is worth a question.
        let (number, _) = read_typed(&figure.typed)?;
        let long = number.is_sign_negative() || number.scale() > 0 || number.trunc().to_string().len() >= 3;
        let known = named.iter().find(|known| long && known.is_headline_unit(&figure.unit))?;
        Some(Found { id: known.indicator.id.clone(), path: None })
    })
}

/// Whether the sentence names the period or the part that a path begins with.
fn is_said(words: &str, path: &str) -> bool {
    let head = path.split('.').next().unwrap_or_default();
    words.contains(&fold(head))
}

fn depth(path: &str) -> usize {
    path.matches('.').count()
}

#[cfg(test)]
mod tests {
    use super::{known, lint};
    use crate::config::Lang;
    use crate::data::sample::dataset;
    use crate::diag::{Arg, Diagnostic};
    use crate::source::SourcePath;

    const DATA: &str = "
mgap:
  kind: series
  title: ひなた市版 mGAP
  names: [参画総量]
  description: 説明。
  source: { title: 調査 }
  as_of: 2026-03-31
  signed: true
  periods: { 2024: -430, 2025: -414 }
moves:
  kind: series
  title: 転入と転出
  en: { title: Moving in and out }
  description: 説明。
  source: { title: 台帳 }
  as_of: 2026-03-31
  unit: 人
  series: { in: { label: 転入, en: In }, out: { label: 転出, en: Out } }
  periods: { 2024: { in: 4380, out: 4120 }, 2025: { in: 4520, out: 4090 } }
attachment:
  kind: survey
  title: まちへの愛着
  description: 説明。
  source: { title: 調査 }
  as_of: 2026-03-31
  answers: { yes: ある, no: ない }
  groups: { all: { label: 全体, \"yes\": 72.5, \"no\": 12.1, n: 1204 } }
";

    /// What is told of a text: the typed figure and what is proposed.
    fn told(text: &str) -> Vec<String> {
        told_in(text, 0)
    }

    fn told_in(text: &str, lang: usize) -> Vec<String> {
        let dataset = dataset(DATA).value;
        let notes = lint(&known(&dataset, Lang::nth(lang)), (&SourcePath::new("a.md"), text, 0));
        let tell = |note: &Diagnostic| {
            let (start, end) = note.span.unwrap();
            let near = if let Some(Arg::Text(near)) = note.args.get("near") { near } else { "?" };
            format!("{} {near}", &text[start..end])
        };
        notes.iter().map(tell).collect()
    }

    #[test]
    fn figures_beside_an_indicators_name_are_proposed_to_be_bound() {
        for (text, expected) in [
            ("2025年の mGAP は −414 でした。", "−414 [−414](value:mgap.2025)"),
            ("2024年のｍＧＡＰは▲430で、", "▲430 [▲430](value:mgap.2024)"),
            ("ひなた市版 mGAPは、\n−414です。", "−414 [−414](value:mgap.2025)"),
            ("参画総量は－４１４だった", "－４１４ [－４１４](value:mgap.2025)"),
            ("「転入と転出」では、転入が4,520人でした。", "4,520人 [4,520人](value:moves.2025.in)"),
            ("転入と転出の差は430人。", "430人 [430人](value:moves.2025.difference)"),
            ("まちへの愛着がある人は72.5％です。", "72.5％ [72.5％](value:attachment.all.yes)"),
            ("[まちへの愛着](/indicators/attachment/)は72.5%。", "72.5% [72.5%](value:attachment.all.yes)"),
            ("mGAPは −413 でした。", "−413 ?"),
            ("転入と転出の差は431人。", "431人 ?"),
        ] {
            assert_eq!(told(text), [expected], "{text}");
        }
        let english = "Moving in and out: 4,520 people came. It rose.";
        assert_eq!(told_in(english, 1), ["4,520 people [4,520 people](value:moves.2025.in)"]);
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "2025年の mGAP は [−414](value:mgap.2025) でした。",
            "−414 でした。mGAPの話ではありません。",
            "mGAP を 2025 に測りました。2029年度までに。",
            "mGAP の調査は2025-09-30で、10:30から3月15日まで。",
            "mGAP は0〜10点で、8-10点を数えます。",
            "mGAP の説明を414冊くばり、3つの問いに20問、120人回答。",
            "mGAP は約−410で、およそ 400 です。",
            "まちへの愛着は70%以上、72.5%前後、95%信頼区間。",
            "転入と転出の話を3人でした。",
            "`mGAP は −414`と書く。",
            "## mGAP は −414",
            "![mGAP は −414](chart:mgap)",
            "mGAPX は −414 でした。",
            "mGAP は [−414](https://example.jp/) でした。",
            "愛着は72.5%でした。",
            "転入と転出は R7 や A4 や第414号に。",
        ] {
            assert_eq!(told(text), [""; 0], "{text}");
        }
    }
}
