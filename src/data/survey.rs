//! Surveys: shares of answers by group. What is missing from 100 stays a remainder and is not given a meaning.

use rust_decimal::Decimal;

use super::read::{self, Named};
use super::value::Values;
use super::{Sampling, interval};
use crate::config::language::Language;
use crate::diag::{Code, Diagnostic};
use crate::node::fields::Fields;

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
    /// How many people were asked.
    pub n: Option<u64>,
    /// The standard errors of the shares, for random samples.
    pub errors: Vec<Option<Decimal>>,
}

impl Group {
    /// What is missing from 100, if every share is known and the shares don't pass 100 by rounding.
    #[must_use]
    pub fn remainder(&self) -> Option<Decimal> {
        let sum: Decimal = self.shares.iter().copied().sum::<Option<Decimal>>()?;
        let rest = Decimal::ONE_HUNDRED - sum;
        (rest > Decimal::ZERO).then_some(rest)
    }
}

impl Survey {
    /// Every figure under the path by which texts state it.
    pub(super) fn values(&self, values: &mut Values) {
        for group in &self.groups {
            for (answer, share) in self.answers.iter().zip(&group.shares) {
                if let Some(share) = share {
                    values.share(format!("{}.{}", group.name.id, answer.id), *share);
                }
            }
            if let Some(rest) = group.remainder() {
                values.share(format!("{}.remainder", group.name.id), rest);
            }
            if let Some(n) = group.n {
                values.plain(format!("{}.n", group.name.id), n.into()).unit("人").unit("people");
            }
        }
    }
}

/// Reads an indicator of kind `survey`.
pub(super) fn read(fields: &mut Fields<'_, '_>, sampling: Option<Sampling>, others: &[Language]) -> Survey {
    let answers = read::named(fields, "answers", &["label", "n", "remainder"], others);
    let mut groups = Vec::new();
    for (key, node) in read::rows(fields, "groups", "groups: { all: { label: 全体, … } }") {
        read::check_part_id(fields.file, key, &[], fields.notes);
        let mut row = fields.child(key.span.clone(), node);
        let label = read::labelled(&mut row, &key.text, others);
        let n = read::sample_size(&mut row);
        let shares = read_shares(&mut row, &answers);
        row.finish();
        let error = |share: &Option<Decimal>| {
            Some(interval::of_share((*share)?, n?)).filter(|_| sampling == Some(Sampling::Random))
        };
        let errors = shares.iter().map(error).collect();
        groups.push(Group { name: Named { id: key.text.clone(), label }, shares, n, errors });
    }
    Survey { answers, groups }
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
