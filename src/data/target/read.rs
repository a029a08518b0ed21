//! `targets` and `better` of the data file.

use rust_decimal::Decimal;

use super::{Aim, Better, Target, Targets};
use crate::data::read::{MOST_ROWS, Named, gap_or_number, number, period, unknown_key};
use crate::diag::{Code, Diagnostic, Notes, Span};
use crate::node::fields::{Fields, one_of, wrong_type};
use crate::node::{Key, Node};
use crate::source::SourcePath;

/// The key of what is to hold in every year.
pub const EVERY_YEAR: &str = "every_year";

/// The words of an aim; the plans' own words are understood as well.
pub const WORDS: [(&str, Aim); 6] = [
    ("more", Aim::More),
    ("less", Aim::Less),
    ("secured", Aim::AtLeast(Decimal::ONE)),
    ("前年度比増", Aim::More),
    ("前年度比減", Aim::Less),
    ("毎年度確保", Aim::AtLeast(Decimal::ONE)),
];

/// The words for which way is better.
pub const BETTER: [(&str, Better); 2] = [("higher", Better::Higher), ("lower", Better::Lower)];

/// The parts of an indicator, and the name of the whole if a plain value means it.
#[derive(Clone, Copy)]
struct Parts<'p> {
    named: &'p [Named],
    whole: Option<&'static str>,
}

/// What a target is set for: a part by its place, or the whole.
struct Meant(Option<usize>);

impl Parts<'_> {
    /// What a value without a name means, if that is clear.
    fn only(self) -> Option<Meant> {
        match (self.whole, self.named.len()) {
            (Some(_), _) => Some(Meant(None)),
            (None, 1) => Some(Meant(Some(0))),
            _ => None,
        }
    }

    /// The part that a key names; a wrong name is noted.
    fn find(self, file: &SourcePath, key: &Key, notes: &mut Notes) -> Option<Meant> {
        let part = self.named.iter().position(|part| part.id == key.text);
        if part.is_some() || self.whole == Some(key.text.as_str()) {
            return Some(Meant(part));
        }
        unknown_key(file, key, self.named.iter().map(|part| part.id.as_str()).chain(self.whole), notes);
        None
    }
}

/// Reads `targets` (by period a value, or a map from part to value; `every_year`) and `better`.
/// `whole` names the whole, if a plain value means it.
pub(in crate::data) fn targets(
    fields: &mut Fields<'_, '_>,
    named: &[Named],
    whole: Option<&'static str>,
    usual: Better,
) -> Targets {
    let parts = Parts { named, whole };
    let mut targets = Targets { usual, ..Targets::default() };
    targets.better = better(fields, parts);
    let Some(node) = fields.take("targets") else { return targets };
    let Some(entries) = node.as_map().filter(|entries| entries.len() <= MOST_ROWS) else {
        fields.notes.push(wrong_type(fields.file, node, "{ 2029: 0 }"));
        return targets;
    };
    for (key, node) in entries {
        if key.text == EVERY_YEAR {
            every_year(fields, node, parts, &mut targets);
        } else if let Some(period) = period(fields.file, key, fields.notes) {
            let add = |part, value| Target { period, part, value, due: false, secret: false };
            let found = by_part(fields, node, parts, "{ …: 0 }", gap_or_number);
            targets.dated.extend(found.into_iter().map(|(part, value, _)| add(part, value)));
        }
    }
    targets.dated.sort_by_key(|target| (target.period, target.part));
    targets.dated.dedup_by_key(|target| (target.period, target.part));
    targets
}

type Reader<T> = fn(&SourcePath, &Node, &mut Notes) -> Option<T>;

/// One value for the whole, or a map from part to value.
fn by_part<T>(
    fields: &mut Fields<'_, '_>,
    node: &Node,
    parts: Parts<'_>,
    example: &str,
    read: Reader<T>,
) -> Vec<(Option<usize>, T, Span)> {
    let mut found = Vec::new();
    match (node.as_map().filter(|_| !is_bound(node)), parts.only()) {
        (None, None) => fields.notes.push(wrong_type(fields.file, node, example)),
        (None, Some(Meant(part))) => {
            found.extend(read(fields.file, node, fields.notes).map(|value| (part, value, node.span.clone())));
        }
        (Some(entries), _) => {
            for (key, node) in entries {
                let Some(Meant(part)) = parts.find(fields.file, key, fields.notes) else { continue };
                found.extend(read(fields.file, node, fields.notes).map(|value| (part, value, node.span.clone())));
            }
        }
    }
    found
}

fn every_year(fields: &mut Fields<'_, '_>, node: &Node, parts: Parts<'_>, targets: &mut Targets) {
    if node.is_null() {
        fields.notes.push(wrong_type(fields.file, node, "every_year: more"));
        return;
    }
    for (part, aim, place) in by_part(fields, node, parts, "{ …: more }", aim) {
        let up = targets.up(part);
        let asks_for_more = matches!(aim, Aim::More | Aim::AtLeast(_));
        if asks_for_more == up {
            targets.yearly.push((part, aim));
        } else {
            let better = if up { "higher" } else { "lower" };
            let note = Diagnostic::at(Code::TargetAgainstBetter, fields.file, place).with("aim", aim.key());
            fields.notes.push(note.with("better", better));
        }
    }
}

/// The keys of a bound.
pub const BOUNDS: [&str; 2] = ["at_least", "at_most"];

/// Whether a map is `{ at_least: 1 }` and no map of parts.
fn is_bound(node: &Node) -> bool {
    BOUNDS.iter().any(|bound| node.get(bound).is_some())
}

/// `more`, `less`, `secured`, `{ at_least: 3 }` or `{ at_most: 10 }`.
fn aim(file: &SourcePath, node: &Node, notes: &mut Notes) -> Option<Aim> {
    if node.as_text().is_none() {
        return bound(file, node, notes);
    }
    one_of(file, node, EVERY_YEAR, &WORDS, notes)
}

/// `{ at_least: 3 }` or `{ at_most: 10 }`.
pub(in crate::data) fn bound(file: &SourcePath, node: &Node, notes: &mut Notes) -> Option<Aim> {
    let Some([(key, bound)]) = node.as_map() else {
        notes.push(wrong_type(file, node, "{ at_least: 1 }"));
        return None;
    };
    match key.text.as_str() {
        "at_least" => Some(Aim::AtLeast(number(file, bound, notes)?)),
        "at_most" => Some(Aim::AtMost(number(file, bound, notes)?)),
        _ => {
            unknown_key(file, key, BOUNDS.into_iter(), notes);
            None
        }
    }
}

/// `better: lower`, or by part `better: { out: lower }`.
fn better(fields: &mut Fields<'_, '_>, parts: Parts<'_>) -> Vec<(Option<usize>, Better)> {
    let Some(node) = fields.take("better") else { return Vec::new() };
    let read: Reader<Better> = |file, node, notes| one_of(file, node, "better", &BETTER, notes);
    if node.as_map().is_none() {
        // One word means every part.
        let word = read(fields.file, node, fields.notes);
        let all = (0..parts.named.len()).map(Some).chain([None]);
        return word.map(|word| all.map(|part| (part, word)).collect()).unwrap_or_default();
    }
    by_part(fields, node, parts, "lower", read).into_iter().map(|(part, word, _)| (part, word)).collect()
}
