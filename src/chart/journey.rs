//! Figures over time as part of a sentence, for text alternatives: from where to where, which way, between what.

use rust_decimal::Decimal;

use super::words::{Writing, no_data, pick};
use crate::data::Period;
use crate::diag::Language;

/// 「2021年の−44から2025年の−37へ増加（最小は2022年の−51）」, without a stop.
pub(super) fn journey(points: &[(Period, Decimal)], writing: &Writing) -> String {
    let ja = writing.language == Language::Ja;
    match points {
        [] => no_data(writing.language).to_owned(),
        [only] if ja => format!("{}は{}", only.0.label(writing.language), writing.with_unit(only.1)),
        [only] => at(*only, writing),
        [first, .., last] => {
            let way = match last.1.cmp(&first.1) {
                std::cmp::Ordering::Greater => pick(writing.language, "増加", "up"),
                std::cmp::Ordering::Less => pick(writing.language, "減少", "down"),
                std::cmp::Ordering::Equal => pick(writing.language, "変化なし", "unchanged"),
            };
            let (from, to, between) = (at(*first, writing), at(*last, writing), range(points, writing));
            if ja {
                format!("{from}から{to}へ{way}{between}")
            } else {
                format!("from {from} to {to}, {way}{between}")
            }
        }
    }
}

fn at((period, value): (Period, Decimal), writing: &Writing) -> String {
    let (when, figure) = (period.label(writing.language), writing.with_unit(value));
    if writing.language == Language::Ja { format!("{when}の{figure}") } else { format!("{figure} in {when}") }
}

/// The lowest and the highest figure, where these are not the first and the last.
fn range(points: &[(Period, Decimal)], writing: &Writing) -> String {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return String::new() };
    let ends = (first.1.min(last.1), first.1.max(last.1));
    let lowest = points.iter().min_by_key(|point| point.1).filter(|point| point.1 < ends.0);
    let highest = points.iter().rev().max_by_key(|point| point.1).filter(|point| point.1 > ends.1);
    let word = |point: Option<&(Period, Decimal)>, ja: &'static str, en: &'static str| {
        point.map(|point| format!("{}{}", pick(writing.language, ja, en), at(*point, writing)))
    };
    let parts = [word(lowest, "最小は", "lowest "), word(highest, "最大は", "highest ")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match (parts.is_empty(), writing.language) {
        (true, _) => String::new(),
        (_, Language::Ja) => format!("（{}）", parts.join("、")),
        (_, Language::En) => format!(" ({})", parts.join(", ")),
    }
}
