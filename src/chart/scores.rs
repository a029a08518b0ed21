//! Words and numbers that mGAP and NPS share: bands, margins, remarks on published scores, the formula of the error.

use rust_decimal::Decimal;

use super::diverging::Heads;
use super::words::{Writing, pick};
use crate::data::Period;
use crate::data::answers::{Answers, Scale};
use crate::data::interval::{Interval, margin};
use crate::data::read::Remark;
use crate::decimal::{Rounding, round, shown};
use crate::diag::Language;

/// The period of the last break up to `last`: what lies before it cannot be compared.
pub(super) fn since_break(breaks: &[Remark], last: Period) -> Option<Period> {
    breaks.iter().map(|remark| remark.period).rfind(|period| *period <= last)
}

/// 「8〜10点」.
pub(super) fn band(band: (u8, u8), language: Language) -> String {
    let (first, last) = band;
    let range =
        if first == last { first.to_string() } else { format!("{first}{}{last}", pick(language, "〜", "–")) };
    match language {
        Language::Ja => format!("{range}点"),
        Language::En => range,
    }
}

/// The answers between the bands, or all others where the bands leave out an end as well.
pub(super) fn middle_band(scale: &Scale, language: Language) -> String {
    if scale.low.0 > 0 || scale.high.1 < 10 || scale.low.1 + 1 > scale.high.0 - 1 {
        return pick(language, "ほか", "Other").to_owned();
    }
    band((scale.low.1 + 1, scale.high.0 - 1), language)
}

pub(super) fn heads(scale: &Scale, language: Language) -> Heads {
    Heads {
        low: band(scale.low, language),
        middle: middle_band(scale, language),
        high: band(scale.high, language),
        score: pick(language, if scale.index { "指数" } else { "差" }, if scale.index { "Index" } else { "Net" })
            .to_owned(),
    }
}

/// ± half the interval, with one decimal more than the score.
pub(super) fn margin_text(error: Option<Decimal>, scale: &Scale) -> Option<String> {
    error.map(|error| format!("±{}", shown(round(margin(error), scale.score_digits + 1, Rounding::HalfUp))))
}

/// An interval with its ends rounded.
pub(super) fn rounded(interval: Interval, digits: u32) -> Interval {
    let to = |value| round(value, digits, Rounding::HalfUp);
    Interval { low: to(interval.low), high: to(interval.high) }
}

/// A remark on a published score that the shares don't give.
pub(super) fn published_note(label: &str, answers: &Answers, score: &Writing) -> Option<String> {
    let computed = score.figure(answers.differs?);
    let published = score.figure(answers.score);
    let (high, low) = (shown(answers.shown(answers.high)), shown(answers.shown(answers.low)));
    Some(match score.language {
        Language::Ja => format!(
            "{label}の{published}は公表された値です。四捨五入された割合から計算すると{computed}（{high} − {low}）になります。"
        ),
        Language::En => format!(
            "{label}: {published} is the published score; the rounded shares would give {computed} ({high} − {low})."
        ),
    })
}

/// The formula of the standard error, by name.
pub(super) fn error_formula(scale: &Scale, finite: bool, language: Language) -> String {
    let half = if scale.index { " ÷ 2" } else { "" };
    let formula = format!("√((p + d − (p − d)²) / n){}{half}", if finite { " × √((N − n) / (N − 1))" } else { "" });
    match language {
        Language::Ja => format!(
            "95%信頼区間 = ±1.96 × 標準誤差、標準誤差 = 100 × {formula}。pは高い点、dは低い点の割合{}。",
            if finite { "、Nは対象人口（人数で分かるとき）" } else { "" }
        ),
        Language::En => format!(
            "95% CI = ±1.96 × standard error; standard error = 100 × {formula}. p is the high share, d the low one{}.",
            if finite { ", N the population where it is known in people" } else { "" }
        ),
    }
}
