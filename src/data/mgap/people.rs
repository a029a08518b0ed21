//! The error of the total where each person's answers to all questions are known.
//!
//! The total is a sum over people: each adds, for every question that was answered, population × (own score − mean) / n.
//! Those sums scatter around zero, so the total's variance is the sum of their squares. This holds the correlation of
//! the questions, and people who left some of them open.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Mgap, Voice};
use crate::data::answers::Scale;
use crate::data::interval;
use crate::data::rows::Answered;
use crate::decimal::sqrt;

/// What people answered to each question: 1 high, 0 neither, −1 low.
type Pattern = Vec<Option<i8>>;

/// The standard error of the total, if all answers are those of the same people.
pub(super) fn error_of_total(voices: &[&Voice], people: &[Answered<u8>], mgap: &Mgap) -> Option<Decimal> {
    let (first, rest) = people.split_first()?;
    if people.len() != voices.len() || rest.iter().any(|other| other.file != first.file) {
        return None;
    }
    let most = voices.iter().map(|voice| voice.population).max()?;
    // In units of the largest population, so that squares stay small.
    let weights: Option<Vec<Decimal>> = voices.iter().map(|voice| weight(voice, most)).collect();
    let (weights, means) = (weights?, voices.iter().map(|voice| voice.answers.high - voice.answers.low));
    let means: Vec<Decimal> = means.map(|mean| mean / Decimal::ONE_HUNDRED).collect();
    let variance: Decimal = patterns(people, &mgap.scale)
        .into_iter()
        .map(|(pattern, count)| {
            let parts = pattern.iter().zip(weights.iter().zip(&means));
            let own: Decimal =
                parts.filter_map(|(score, (weight, mean))| Some(weight * (Decimal::from((*score)?) - mean))).sum();
            own * own * Decimal::from(count)
        })
        .sum();
    let open = interval::rest_of_population(fewest(voices), same_population(voices).and_then(|all| mgap.people(all)));
    let error = sqrt(variance * open * Decimal::from(10_000)) * most;
    Some(if mgap.scale.index { error / Decimal::TWO } else { error })
}

/// How much one answer moves the total.
fn weight(voice: &Voice, most: Decimal) -> Option<Decimal> {
    Some(voice.population / most / Decimal::from(voice.answers.n?))
}

fn fewest(voices: &[&Voice]) -> Decimal {
    voices.iter().filter_map(|voice| voice.answers.n).min().unwrap_or(1).max(1).into()
}

/// The population, if all questions are about the same.
fn same_population(voices: &[&Voice]) -> Option<Decimal> {
    let first = voices.first()?.population;
    voices.iter().all(|voice| voice.population == first).then_some(first)
}

/// How many people answered alike. Whose answers they are is forgotten here.
fn patterns(people: &[Answered<u8>], scale: &Scale) -> BTreeMap<Pattern, u64> {
    let mut of_row: BTreeMap<usize, Pattern> = BTreeMap::new();
    for (question, answered) in people.iter().enumerate() {
        for (row, answer) in &answered.answers {
            let pattern = of_row.entry(*row).or_insert_with(|| vec![None; people.len()]);
            pattern[question] = Some(scale.side(*answer));
        }
    }
    let mut counts = BTreeMap::new();
    for pattern in of_row.into_values() {
        *counts.entry(pattern).or_insert(0) += 1;
    }
    counts
}
