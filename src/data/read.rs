//! What all kinds read alike: figures within bounds, shares, sample sizes, labelled lists, rows by period.

use rust_decimal::Decimal;

use super::period::Period;
use crate::config::language::{self, Lang, Language, Localized};
use crate::diag::suggest::nearest;
use crate::diag::{Code, Diagnostic, Notes, Span};
use crate::node::fields::{self, Fields, wrong_type};
use crate::node::{Key, Node};
use crate::source::SourcePath;

/// Beyond this no figure of a town makes sense; below it no sum or product can overflow.
const LARGEST: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0);
/// Decimals beyond these are a slip or the trace of a spreadsheet's arithmetic.
const FINEST: u32 = 10;
/// More rows than this make neither a picture nor a table.
pub(super) const MOST_ROWS: usize = 2_000;

/// Something with an id and a name: a component, a series, an answer, a group, an item.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Named {
    /// Its key in the data file.
    pub id: String,
    /// Its name.
    pub label: Localized<String>,
}

/// A remark on a period: a change of method, or something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Remark {
    /// When.
    pub period: Period,
    /// What.
    pub text: Localized<String>,
}

/// A figure: exact, and of a size that arithmetic can hold.
pub(super) fn number(file: &SourcePath, node: &Node, notes: &mut Notes) -> Option<Decimal> {
    let found = node.as_text().unwrap_or_default();
    let digits = found.trim_start_matches('-');
    // More digits than any decimal can hold.
    let endless = digits.len() > 28 && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number = if endless { None } else { Some(fields::decimal(file, node, notes)?) };
    let Some(number) = number.filter(|number| number.abs() <= LARGEST && number.scale() <= FINEST) else {
        notes.push(Diagnostic::at(Code::FigureTooLarge, file, node.span.clone()).with("found", found));
        return None;
    };
    Some(number)
}

/// A figure that may be missing: null is a gap.
pub(super) fn gap_or_number(file: &SourcePath, node: &Node, notes: &mut Notes) -> Option<Decimal> {
    if node.is_null() { None } else { number(file, node, notes) }
}

/// A share in per cent.
pub(super) fn share(file: &SourcePath, node: &Node, notes: &mut Notes) -> Option<Decimal> {
    let share = number(file, node, notes)?;
    if share < Decimal::ZERO || share > Decimal::ONE_HUNDRED {
        notes.push(Diagnostic::at(Code::ShareOutOfRange, file, node.span.clone()).with("found", share));
        return None;
    }
    Some(share)
}

/// A number of people: whole and not negative.
pub(super) fn people(file: &SourcePath, node: &Node, notes: &mut Notes) -> Option<u64> {
    use rust_decimal::prelude::ToPrimitive;
    let number = number(file, node, notes)?;
    let code = if number < Decimal::ZERO {
        Code::NegativeCount
    } else if !number.fract().is_zero() {
        Code::BrokenCount
    } else {
        return number.to_u64();
    };
    notes.push(Diagnostic::at(code, file, node.span.clone()).with("found", number));
    None
}

/// The `n` of a sample: at least one.
pub(super) fn sample_size(fields: &mut Fields<'_, '_>) -> Option<u64> {
    let node = fields.take("n")?;
    let size = people(fields.file, node, fields.notes)?;
    if size == 0 {
        fields.notes.push(Diagnostic::at(Code::NoAnswers, fields.file, node.span.clone()));
        return None;
    }
    Some(size)
}

/// A figure under `key`.
pub(super) fn field(fields: &mut Fields<'_, '_>, key: &str) -> Option<Decimal> {
    let node = fields.take(key)?;
    number(fields.file, node, fields.notes)
}

/// A number of decimals under `key`, from 0 to 6.
pub(super) fn digits(fields: &mut Fields<'_, '_>, key: &str, default: u32) -> u32 {
    const CHOICES: [(&str, u32); 7] = [("0", 0), ("1", 1), ("2", 2), ("3", 3), ("4", 4), ("5", 5), ("6", 6)];
    fields.one_of(key, &CHOICES).unwrap_or(default)
}

/// The usual Japanese units in English, for pages whose data file gives no translation.
const UNITS: [(&str, &str); 6] = [
    ("人", "people"),
    ("千人", "thousand people"),
    ("万人", "10,000 people"),
    ("世帯", "households"),
    ("円", "yen"),
    ("ポイント", "points"),
];

/// A unit in every language: the common ones need no translation.
pub(super) fn unit(given: &Localized<String>, others: &[Language]) -> Localized<String> {
    let first = given.get(Lang::FIRST);
    let usual = UNITS.iter().find(|(ja, _)| ja == first).map(|(_, en)| (*en).to_owned());
    let translated = others.iter().enumerate().map(|(index, language)| {
        let own = given.get(Lang::nth(index + 1));
        if own != first || language.tag.starts_with("ja") { Some(own.clone()) } else { usual.clone() }
    });
    Localized::new(first.clone(), translated.collect())
}

/// The entries of a map that stands under `key`; noted when it is missing, is no map, or has too many entries.
pub(super) fn rows<'a>(fields: &mut Fields<'a, '_>, key: &str, example: &str) -> &'a [(Key, Node)] {
    let Some(node) = fields.require(key, example) else { return &[] };
    let Some(entries) = node.as_map() else {
        fields.notes.push(wrong_type(fields.file, node, example));
        return &[];
    };
    if entries.len() > MOST_ROWS {
        let problem = Diagnostic::at(Code::TooManyRows, fields.file, node.span.start..node.span.start);
        fields.notes.push(problem.with("key", key).with("count", entries.len()).with("most", MOST_ROWS));
        return &[];
    }
    entries
}

/// Whether a key can be an id in `value:` addresses: no dot, no space.
pub(super) fn is_part_id(id: &str) -> bool {
    !id.is_empty() && !id.contains(|c: char| c == '.' || c.is_whitespace() || c.is_control())
}

/// Notes an id that cannot be one, or that means something else already.
pub(super) fn check_part_id(file: &SourcePath, key: &Key, reserved: &[&str], notes: &mut Notes) {
    if !is_part_id(&key.text) {
        notes.push(Diagnostic::at(Code::BadId, file, key.span.clone()).with("id", &key.text));
    } else if reserved.contains(&key.text.as_str()) {
        notes.push(Diagnostic::at(Code::ReservedKey, file, key.span.clone()).with("key", &key.text));
    }
}

/// A labelled list: `components`, `series` or `answers`. A plain text stands for its label.
pub(super) fn named(fields: &mut Fields<'_, '_>, key: &str, reserved: &[&str], others: &[Language]) -> Vec<Named> {
    named_with(fields, key, reserved, (others, |_: &mut Fields<'_, '_>| ()))
        .into_iter()
        .map(|(named, ())| named)
        .collect()
}

/// A labelled list whose entries say more, read by `more`.
pub(super) fn named_with<T: Default>(
    fields: &mut Fields<'_, '_>,
    key: &str,
    reserved: &[&str],
    (others, more): (&[Language], impl Fn(&mut Fields<'_, '_>) -> T),
) -> Vec<(Named, T)> {
    let example = format!("{key}: {{ a: {{ label: … }} }}");
    let mut list = Vec::new();
    for (key, node) in rows(fields, key, &example) {
        check_part_id(fields.file, key, reserved, fields.notes);
        let (label, more) = label(fields, key, node, (others, &more));
        list.push((Named { id: key.text.clone(), label }, more));
    }
    list
}

fn label<'a, T: Default>(
    fields: &mut Fields<'a, '_>,
    key: &Key,
    node: &'a Node,
    (others, more): (&[Language], impl Fn(&mut Fields<'_, '_>) -> T),
) -> (Localized<String>, T) {
    if let Some(text) = node.as_text().filter(|text| !node.is_null() && !text.trim().is_empty()) {
        return (Localized::new(text.to_owned(), Vec::new()), T::default());
    }
    let mut inner = fields.child(key.span.clone(), node);
    let label = labelled(&mut inner, &key.text, others);
    let more = more(&mut inner);
    inner.finish();
    (label, more)
}

/// The `label` of a map with its translations, or `id` where it is missing, which is noted.
pub(super) fn labelled(fields: &mut Fields<'_, '_>, id: &str, others: &[Language]) -> Localized<String> {
    let label = language::require_text(fields, "label", "label: …", others);
    language::allow_translations(fields, others, &["label"]);
    label.unwrap_or_else(|| Localized::new(id.to_owned(), Vec::new()))
}

/// A period with the place and the contents of its row.
pub(super) type Row<'a> = (Period, &'a Key, &'a Node);

/// The rows under `periods`, in order of time whatever the order in the file. Bad, repeated and mixed periods are noted.
pub(super) fn periods<'a>(fields: &mut Fields<'a, '_>, example: &str) -> Vec<Row<'a>> {
    let mut found: Vec<Row<'a>> = Vec::new();
    for (key, node) in rows(fields, "periods", example) {
        if let Some(period) = period(fields.file, key, fields.notes) {
            found.push((period, key, node));
        }
    }
    found.sort_by_key(|(period, key, _)| (*period, key.span.start));
    let length = found.first().map(|(period, ..)| period.length());
    found.dedup_by(|(period, key, _), (kept, first, _)| {
        let same = period == kept;
        if same {
            let note = Diagnostic::at(Code::SamePeriod, fields.file, key.span.clone());
            fields.notes.push(note.with("period", &key.text).with("first", &first.text));
        }
        same
    });
    for (period, key, _) in &found {
        if Some(period.length()) != length {
            let first = found.first().map_or("", |(_, key, _)| key.text.as_str());
            let note = Diagnostic::at(Code::MixedPeriods, fields.file, key.span.clone());
            fields.notes.push(note.with("period", &key.text).with("other", first));
            break;
        }
    }
    found.retain(|(period, ..)| Some(period.length()) == length);
    found
}

/// The period that a key stands for.
pub(super) fn period(file: &SourcePath, key: &Key, notes: &mut Notes) -> Option<Period> {
    let period = Period::read(&key.text);
    if period.is_none() {
        notes.push(Diagnostic::at(Code::BadPeriod, file, key.span.clone()).with("found", &key.text));
    }
    period
}

/// Notes a key that is none of `known`.
pub(super) fn unknown_key<'k>(
    file: &SourcePath,
    key: &Key,
    known: impl Iterator<Item = &'k str> + Clone,
    notes: &mut Notes,
) {
    let note = Diagnostic::at(Code::UnknownKey, file, key.span.clone()).with("key", &key.text);
    notes.push(note.with_list("known", known.clone()).near(nearest(&key.text, known)));
}

/// `breaks` or `events`: by period a text, or `{ text: …, en: … }`.
pub(super) fn remarks(fields: &mut Fields<'_, '_>, key: &str, others: &[Language]) -> Vec<Remark> {
    let Some(node) = fields.take(key) else { return Vec::new() };
    let Some(entries) = node.as_map() else {
        fields.notes.push(wrong_type(fields.file, node, &format!("{key}: {{ 2020: … }}")));
        return Vec::new();
    };
    let mut remarks = Vec::new();
    for (key, node) in entries {
        let Some(period) = period(fields.file, key, fields.notes) else { continue };
        let text = if let Some(text) = node.as_text().filter(|_| !node.is_null()) {
            Localized::new(text.trim().to_owned(), Vec::new())
        } else {
            let mut inner = fields.child(key.span.clone(), node);
            let text = language::require_text(&mut inner, "text", "text: …", others).unwrap_or_default();
            language::allow_translations(&mut inner, others, &["text"]);
            inner.finish();
            text
        };
        remarks.push(Remark { period, text });
    }
    remarks.sort_by_key(|remark| remark.period);
    remarks
}

/// Notes an indicator that has no figure at all.
pub(super) fn no_figures(file: &SourcePath, place: Span, notes: &mut Notes) {
    notes.push(Diagnostic::at(Code::NoFigures, file, place));
}
