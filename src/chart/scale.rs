//! Values → places: round numbers for an axis, and the straight line from a value to a coordinate.

use rust_decimal::Decimal;

use crate::decimal::to_f64;

/// An axis: where it begins and ends, and its ticks, which are round numbers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    /// The ticks in order.
    pub(super) ticks: Vec<Decimal>,
    /// Where the axis begins and ends, where that is not at its outer ticks.
    ends: Option<(Decimal, Decimal)>,
}

impl Scale {
    /// An axis of about `wanted` steps that holds all values; `zero` makes it hold zero as well.
    pub(super) fn over(values: impl IntoIterator<Item = Decimal>, zero: bool, wanted: u32) -> Self {
        let mut ends: Option<(Decimal, Decimal)> = zero.then_some((Decimal::ZERO, Decimal::ZERO));
        for value in values {
            ends = Some(ends.map_or((value, value), |(low, high)| (low.min(value), high.max(value))));
        }
        let (low, high) = ends.unwrap_or_default();
        if low.is_zero() && high.is_zero() {
            return Self { ticks: vec![Decimal::ZERO, Decimal::ONE], ends: None };
        }
        let (low, high) = if low == high { widened(low) } else { (low, high) };
        let step = round_step((high - low) / Decimal::from(wanted.max(1)));
        let mut tick = (low / step).floor() * step;
        let mut ticks = vec![tick];
        while tick < high && ticks.len() < 40 {
            tick += step;
            ticks.push(tick);
        }
        Self { ticks: ticks.into_iter().map(|tick| tick.normalize()).collect(), ends: None }
    }

    /// An axis that ends shortly beyond its values, with the round numbers between: for points, which need no zero.
    /// `edges` says how much of their span is left free below and above, as divisors.
    pub(super) fn around(values: impl Iterator<Item = Decimal> + Clone, edges: (u32, u32), wanted: u32) -> Self {
        let (low, high) = (values.clone().min().unwrap_or_default(), values.max().unwrap_or_default());
        let span = if low == high { low.abs().max(Decimal::ONE) } else { high - low };
        let (low, high) = (low - span / Decimal::from(edges.0), high + span / Decimal::from(edges.1));
        let mut scale = Self::over([low, high], false, wanted);
        scale.ticks.retain(|tick| (low..=high).contains(tick));
        Self { ends: Some((low, high)), ..scale }
    }

    /// An axis of places: from 1 in round steps.
    pub(super) fn ranks(values: impl IntoIterator<Item = Decimal>) -> Self {
        let mut scale = Self::over(values.into_iter().chain([Decimal::from(4)]), true, 5);
        if let Some(first) = scale.ticks.first_mut() {
            *first = Decimal::ONE;
        }
        scale.ticks.dedup();
        scale
    }

    /// The value at which the axis begins.
    pub(super) fn low(&self) -> Decimal {
        self.ends.map_or_else(|| self.ticks.first().copied().unwrap_or_default(), |(low, _)| low)
    }

    /// The value at which the axis ends.
    pub(super) fn high(&self) -> Decimal {
        self.ends.map_or_else(|| self.ticks.last().copied().unwrap_or_default(), |(_, high)| high)
    }

    /// Whether zero lies on the axis.
    pub(super) fn holds_zero(&self) -> bool {
        self.low() <= Decimal::ZERO && self.high() >= Decimal::ZERO
    }

    /// The most decimals of a tick.
    pub(super) fn digits(&self) -> u32 {
        self.ticks.iter().map(Decimal::scale).max().unwrap_or(0)
    }

    /// Where a value lies between `from` (the axis's beginning) and `to` (its end), held within them.
    pub(super) fn place(&self, value: Decimal, from: f64, to: f64) -> f64 {
        let (low, high) = (to_f64(self.low()), to_f64(self.high()));
        let share = ((to_f64(value) - low) / (high - low)).clamp(0.0, 1.0);
        if share.is_finite() { from + share * (to - from) } else { from }
    }
}

/// A single value gets an axis from zero to itself.
fn widened(value: Decimal) -> (Decimal, Decimal) {
    (value.min(Decimal::ZERO), value.max(Decimal::ZERO))
}

/// The next of 1, 2, 2.5, 5, 10 … × a power of ten.
fn round_step(least: Decimal) -> Decimal {
    let mut power = Decimal::ONE;
    while power > least && power.scale() < 12 {
        power /= Decimal::TEN;
    }
    while power * Decimal::TEN <= least {
        power *= Decimal::TEN;
    }
    let factors = [Decimal::ONE, Decimal::TWO, Decimal::new(25, 1), Decimal::from(5), Decimal::TEN];
    // 2.5 would need one more decimal below 10.
    let fits = |factor: &Decimal| *factor * power >= least && (factor.scale() == 0 || power >= Decimal::TEN);
    factors.into_iter().find(fits).unwrap_or(Decimal::TEN) * power
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::Scale;

    fn ticks(values: &[&str], zero: bool, wanted: u32) -> Vec<String> {
        let values = values.iter().map(|value| Decimal::from_str(value).unwrap());
        Scale::over(values, zero, wanted).ticks.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(&["-361", "84"], true, 4), ["-400", "-200", "0", "200"]);
        assert_eq!(ticks(&["-361", "84"], true, 5), ["-400", "-300", "-200", "-100", "0", "100"]);
        assert_eq!(ticks(&["3940", "4520"], false, 4), ["3800", "4000", "4200", "4400", "4600"]);
        assert_eq!(ticks(&["0.31", "0.87"], false, 4), ["0.2", "0.4", "0.6", "0.8", "1"]);
    }

    #[test]
    fn odd_data_still_gives_an_axis() {
        assert_eq!(ticks(&[], true, 4).first().map(String::as_str), Some("0"));
        assert_eq!(ticks(&["0", "0"], true, 2), ["0", "1"]);
        assert!(ticks(&["1000000000000000", "-999999999999999"], true, 4).len() >= 4);
        assert!(ticks(&["0.0000000001"], false, 4).len() >= 2);
        assert!(ticks(&["1000000000000000", "999999999999999.9999999999"], false, 4).len() <= 40);
    }

    proptest! {
        #[test]
        fn every_value_lies_on_its_axis(values in prop::collection::vec(-1_000_000i64..1_000_000, 1..20), digits in 0u32..4) {
            let values: Vec<Decimal> = values.into_iter().map(|value| Decimal::new(value, digits)).collect();
            let scale = Scale::over(values.iter().copied(), false, 5);
            for value in values {
                prop_assert!(scale.low() <= value && value <= scale.high());
                let place = scale.place(value, 300.0, 0.0);
                prop_assert!((0.0..=300.0).contains(&place));
            }
            prop_assert!(scale.ticks.len() <= 12);
        }
    }
}
