//! Surveys: shares of answers by group. What is missing from 100 stays a remainder and is not given a meaning.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::read::{self, Named};
use super::rows::{self, Origin, Sheets, Taken, Withheld};
use super::value::{Values, is_of};
use super::{Sampling, interval};
use crate::config::Lang;
use crate::config::language::Language;
use crate::decimal::{Rounding, round};
use crate::diag::{Code, Diagnostic, Span};
use crate::node::fields::Fields;

/// Keys of a group that are no answers.
pub const RESERVED: [&str; 6] = ["label", "n", "remainder", "csv", "column", "where"];

/// What an indicator of kind `survey` holds.
#[derive(Clone, Debug, Hash)]
pub struct Survey {
    /// The answers.
    pub answers: Vec<Named>,
    /// The groups of people, in the order of the file.
    pub groups: Vec<Group>,
}

/// The answers of one group.
#[derive(Clone, Debug, Hash)]
pub struct Group {
    /// Its key and its name.
    pub name: Named,
    /// The share of each answer in per cent.
    pub shares: Vec<Option<Decimal>>,
    /// What is missing from 100, if every share is known and the shares don't pass 100 by rounding.
    pub rest: Option<Decimal>,
    /// How many people were asked.
    pub n: Option<u64>,
    /// Why there are no shares, if they are kept secret.
    pub withheld: Option<Withheld>,
    /// The standard errors of the shares, for random samples.
    pub errors: Vec<Option<Decimal>>,
}

impl Survey {
    /// Why a path states nothing, if that is kept secret.
    pub(super) fn withheld(&self, path: &str) -> Option<Withheld> {
        self.groups.iter().find(|group| is_of(path, &group.name.id)).and_then(|group| group.withheld)
    }

    /// Every figure under the path by which texts state it.
    pub(super) fn values(&self, values: &mut Values) {
        for group in &self.groups {
            for (answer, share) in self.answers.iter().zip(&group.shares) {
                if let Some(share) = share {
                    values.share(format!("{}.{}", group.name.id, answer.id), *share);
                }
            }
            if let Some(rest) = group.rest {
                values.share(format!("{}.remainder", group.name.id), rest);
            }
            if let Some(n) = group.n {
                values.plain(format!("{}.n", group.name.id), n.into()).unit("人").unit("people");
            }
        }
    }
}

/// Reads an indicator of kind `survey`.
pub(super) fn read(
    fields: &mut Fields<'_, '_>,
    sampling: Option<Sampling>,
    others: &[Language],
    sheets: &Sheets<'_>,
) -> Survey {
    let found =
        read::named_with(fields, "answers", &RESERVED, (others, |inner: &mut Fields<'_, '_>| inner.texts("match")));
    let words = Words::read(fields, &found);
    let answers: Vec<Named> = found.into_iter().map(|(named, _)| named).collect();
    let origin = Origin::read(fields, sheets);
    let random = sampling == Some(Sampling::Random);
    let mut groups = Vec::new();
    for (key, node) in read::rows(fields, "groups", "groups: { all: { label: 全体, … } }") {
        read::check_part_id(fields.file, key, &[], fields.notes);
        let mut row = fields.child(key.span.clone(), node);
        let label = read::labelled(&mut row, &key.text, others);
        let name = Named { id: key.text.clone(), label };
        let has_figures = answers.iter().any(|answer| row.has(&answer.id));
        let mut group = match origin.of_part(&mut row, has_figures) {
            Some(origin) => counted(&mut row, name, &origin, &words),
            None => stated(&mut row, name, &answers),
        };
        row.finish();
        if !random {
            group.errors.fill(None);
        }
        groups.push(group);
    }
    Survey { answers, groups }
}

/// A group whose shares the data file gives.
fn stated(row: &mut Fields<'_, '_>, name: Named, answers: &[Named]) -> Group {
    let n = read::sample_size(row);
    let shares = read_shares(row, answers);
    let errors = shares.iter().map(|share| Some(interval::of_share((*share)?, n?))).collect();
    let sum: Option<Decimal> = shares.iter().copied().sum();
    let rest = sum.map(|sum| Decimal::ONE_HUNDRED - sum).filter(|rest| *rest > Decimal::ZERO);
    Group { name, shares, rest, n, withheld: None, errors }
}

/// A group whose answers are counted in a CSV file.
fn counted(row: &mut Fields<'_, '_>, name: Named, origin: &Origin<'_, '_>, words: &Words) -> Group {
    let nothing = vec![None; words.answers];
    let mut group = Group { name, shares: nothing.clone(), rest: None, n: None, withheld: None, errors: nothing };
    let rows = match origin.take(row, &words.wanted, |word| words.meanings.get(word).copied()) {
        Some(Taken::Shown(rows)) => rows.answers,
        Some(Taken::Withheld(withheld)) => {
            group.withheld = Some(withheld);
            return group;
        }
        None => return group,
    };
    let n = rows.len() as u64;
    let share = |meaning: Meaning| {
        let count = rows.iter().filter(|(_, found)| *found == meaning).count();
        Decimal::from(count) * Decimal::ONE_HUNDRED / Decimal::from(n)
    };
    let shown = |share: Decimal| round(share, 1, Rounding::HalfUp);
    let shares: Vec<Decimal> = (0..words.answers).map(|answer| share(Meaning::Answer(answer))).collect();
    group.errors = shares.iter().map(|share| Some(interval::of_share(*share, n))).collect();
    group.shares = shares.into_iter().map(|share| Some(shown(share))).collect();
    group.rest = Some(share(Meaning::Rest)).filter(|rest| !rest.is_zero()).map(shown);
    group.n = Some(n);
    group
}

/// What a word of a CSV file stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Answer(usize),
    /// None of the answers that are shown.
    Rest,
}

/// What the words of a CSV file stand for: those of `match`, or else the answer's name.
struct Words {
    answers: usize,
    meanings: BTreeMap<String, Meaning>,
    /// All words, for messages.
    wanted: String,
}

impl Words {
    fn read(fields: &mut Fields<'_, '_>, answers: &[(Named, Vec<(String, Span)>)]) -> Self {
        let rest = fields.texts("rest");
        let mut words = Self { answers: answers.len(), meanings: BTreeMap::new(), wanted: String::new() };
        for (index, (named, given)) in answers.iter().enumerate() {
            let label = [(named.label.get(Lang::FIRST).clone(), fields.place.clone())];
            let given = if given.is_empty() { &label[..] } else { given };
            words.add(fields, Meaning::Answer(index), given);
        }
        words.add(fields, Meaning::Rest, &rest);
        words
    }

    fn add(&mut self, fields: &mut Fields<'_, '_>, meaning: Meaning, given: &[(String, Span)]) {
        for (word, span) in given {
            if self.meanings.insert(rows::compared(word), meaning).is_some() {
                fields.notes.push(Diagnostic::at(Code::DuplicateKey, fields.file, span.clone()).with("key", word));
            }
            self.wanted += if self.wanted.is_empty() { "" } else { " / " };
            self.wanted += word;
        }
    }
}

fn read_shares(row: &mut Fields<'_, '_>, answers: &[Named]) -> Vec<Option<Decimal>> {
    let problems = row.notes.len();
    let mut shares = Vec::with_capacity(answers.len());
    for answer in answers {
        let node = row.take(&answer.id);
        shares.push(node.and_then(|node| read::share(row.file, node, row.notes)));
    }
    if row.notes.len() > problems {
        return shares;
    }
    let sum: Decimal = shares.iter().flatten().sum();
    let digits = shares.iter().flatten().map(Decimal::scale).max().unwrap_or(0);
    // Three or more rounded shares may pass 100 by half a step each; two that do so cannot both be right.
    let slack = Decimal::new(5, digits + 1) * Decimal::from(shares.iter().flatten().count().saturating_sub(2));
    if sum > Decimal::ONE_HUNDRED + slack {
        let note = Diagnostic::at(Code::SharesOver100, row.file, row.place.clone()).with("sum", sum);
        row.notes.push(note);
    }
    shares
}

#[cfg(test)]
mod tests {
    use crate::data::sample::{codes, numbers, only};

    const AGES: &str = "
            kind: survey
            answers: { attached: { label: 感じている }, detached: { label: 感じていない } }
            groups:
              all: { label: 全体, attached: 72.5, detached: 12.1 }
              18-19: { label: 18〜19歳, attached: 48.0, detached: 44.0, n: 50 }";

    #[test]
    fn shares_keep_their_digits_and_leave_a_remainder() {
        let indicator = only(AGES);
        assert_eq!(numbers(&indicator, "all.attached"), "72.5");
        assert_eq!(numbers(&indicator, "18-19.attached"), "48.0");
        assert_eq!(numbers(&indicator, "all.remainder"), "15.4");
        assert_eq!(numbers(&indicator, "18-19.n"), "50");
    }

    #[test]
    fn a_share_that_the_source_does_not_print_is_a_gap() {
        let indicator = only(&AGES.replace("48.0", "~"));
        assert_eq!(numbers(&indicator, "18-19.attached"), "none");
        assert_eq!(numbers(&indicator, "18-19.detached"), "44.0");
        assert_eq!(numbers(&indicator, "18-19.remainder"), "none");
    }

    #[test]
    fn shares_beyond_the_possible_are_errors() {
        assert_eq!(codes(&AGES.replace("72.5", "92.5")), ["H108"]);
        assert_eq!(codes(&AGES.replace("72.5", "-2.5")), ["H109"]);
        assert_eq!(codes(&AGES.replace("72.5", "102.5")), ["H109"]);
    }

    #[test]
    fn rounded_shares_of_three_answers_may_add_up_to_a_little_more() {
        let three = |last: &str| {
            codes(&format!(
                "
            kind: survey
            answers: {{ a: A, b: B, c: C }}
            groups: {{ all: {{ label: 全体, a: 33.4, b: 33.3, c: {last} }} }}"
            ))
        };
        assert_eq!(three("33.3"), [""; 0]);
        assert_eq!(three("33.5"), ["H108"]);
    }
}
