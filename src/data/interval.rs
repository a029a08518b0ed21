//! Uncertainty of random samples: standard errors in points, 95 % intervals, changes.

use rust_decimal::Decimal;

use crate::decimal::sqrt;

/// The normal distribution's 97.5th percentile: 95 % lie within ± this many standard errors.
pub const Z: Decimal = Decimal::from_parts(196, 0, 0, false, 2);

/// A 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    /// Its lower end.
    pub low: Decimal,
    /// Its upper end.
    pub high: Decimal,
}

impl Interval {
    /// ± 1.96 standard errors around a value.
    #[must_use]
    pub fn around(value: Decimal, error: Decimal) -> Self {
        let margin = margin(error);
        Self { low: value - margin, high: value + margin }
    }

    /// Whether it holds a value.
    #[must_use]
    pub fn holds(&self, value: Decimal) -> bool {
        self.low <= value && value <= self.high
    }
}

/// Half the width of the 95 % interval.
#[must_use]
pub fn margin(error: Decimal) -> Decimal {
    error * Z
}

/// The standard error of high − low in points, from shares in per cent: 100 √((p + d − (p − d)²) / n).
#[must_use]
pub fn of_difference_of_shares(high: Decimal, low: Decimal, n: u64, population: Option<Decimal>) -> Decimal {
    let (p, d) = (high / Decimal::ONE_HUNDRED, low / Decimal::ONE_HUNDRED);
    of_variance(p + d - (p - d) * (p - d), n, population)
}

/// The standard error of one share in points: 100 √(p (1 − p) / n).
#[must_use]
pub fn of_share(share: Decimal, n: u64) -> Decimal {
    let p = share / Decimal::ONE_HUNDRED;
    of_variance(p * (Decimal::ONE - p), n, None)
}

fn of_variance(variance: Decimal, n: u64, population: Option<Decimal>) -> Decimal {
    let n = Decimal::from(n.max(1));
    sqrt(variance / n * rest_of_population(n, population)) * Decimal::ONE_HUNDRED
}

/// (N − n)/(N − 1): what a sample leaves open shrinks when it is a large part of all people.
pub(super) fn rest_of_population(n: Decimal, population: Option<Decimal>) -> Decimal {
    match population {
        Some(all) if all > n && all > Decimal::ONE => (all - n) / (all - Decimal::ONE),
        _ => Decimal::ONE,
    }
}

/// The standard error of the change between two independent surveys.
#[must_use]
pub fn of_change(earlier: Decimal, later: Decimal) -> Decimal {
    sqrt(earlier * earlier + later * later)
}

/// Whether a change is larger than what chance explains.
#[must_use]
pub fn is_clear(change: Decimal, error: Decimal) -> bool {
    change.abs() > margin(error)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::{Interval, is_clear, margin, of_change, of_difference_of_shares};
    use crate::decimal::{Rounding, round};

    #[test]
    fn the_margin_of_a_survey_of_1204_people() {
        // p = .32, d = .37: √((.69 − .0025) / 1204) = .0238955; × 1.96 × 100 = 4.68.
        let error = of_difference_of_shares(32.into(), 37.into(), 1204, None);
        assert_eq!(round(margin(error), 1, Rounding::HalfUp).to_string(), "4.7");
        let near_all = of_difference_of_shares(32.into(), 37.into(), 1204, Some(1205.into()));
        assert!(near_all < error / Decimal::TEN);
        assert_eq!(of_difference_of_shares(32.into(), 37.into(), 1204, Some(3.into())), error);
    }

    #[test]
    fn errors_of_two_surveys_add_as_squares() {
        assert_eq!(of_change(3.into(), 4.into()), Decimal::from(5));
        assert!(!is_clear(Decimal::from(9), Decimal::from(5)));
        assert!(is_clear(Decimal::from(-10), Decimal::from(5)));
    }

    proptest! {
        #[test]
        fn intervals_shrink_with_n(low in 0u32..=50, high in 0u32..=50, n in 2u64..100_000) {
            let error = |n| of_difference_of_shares(high.into(), low.into(), n, None);
            prop_assert!(error(n * 2) <= error(n));
            let interval = Interval::around(Decimal::from(high) - Decimal::from(low), error(n));
            prop_assert!(interval.holds(Decimal::from(high) - Decimal::from(low)));
        }
    }
}
