//! Exact figures: rounding as published figures are rounded, and writing them for people and for machines.
//! Floating-point numbers appear only where a square root or a place on paper is wanted.

use std::str::FromStr;

use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::text::fold;

/// What happens to a figure that lies between two of the wanted digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// 四捨五入: half goes away from zero.
    #[default]
    HalfUp,
    /// Half goes to the even neighbour.
    HalfEven,
    /// Digits are cut off.
    Truncate,
}

impl Rounding {
    /// The words of the setting.
    pub const WORDS: [(&'static str, Rounding); 3] =
        [("half_up", Self::HalfUp), ("half_even", Self::HalfEven), ("truncate", Self::Truncate)];

    fn strategy(self) -> RoundingStrategy {
        match self {
            Self::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Self::HalfEven => RoundingStrategy::MidpointNearestEven,
            Self::Truncate => RoundingStrategy::ToZero,
        }
    }
}

/// `value` with exactly `digits` decimals.
#[must_use]
pub fn round(value: Decimal, digits: u32, rounding: Rounding) -> Decimal {
    let mut rounded = value.round_dp_with_strategy(digits, rounding.strategy());
    rounded.rescale(digits);
    without_negative_zero(rounded)
}

/// `value` without zeros at the end of its decimals.
#[must_use]
pub fn trimmed(value: Decimal) -> Decimal {
    without_negative_zero(value.normalize())
}

fn without_negative_zero(value: Decimal) -> Decimal {
    if value.is_zero() { value.abs() } else { value }
}

/// The figure as people read it: true minus, a comma at each thousand, decimals as they are.
#[must_use]
pub fn shown(value: Decimal) -> String {
    let plain = without_negative_zero(value).abs().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::with_capacity(plain.len() + 8);
    if value.is_sign_negative() && !value.is_zero() {
        text.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// As `shown`, with a plus before what is above zero.
#[must_use]
pub fn signed(value: Decimal) -> String {
    if value.is_sign_positive() && !value.is_zero() { format!("+{}", shown(value)) } else { shown(value) }
}

/// The figure as machines read it: `-`, no commas.
#[must_use]
pub fn plain(value: Decimal) -> String {
    without_negative_zero(value).to_string()
}

/// A figure as people type it in a text: `−414`, `▲414`, `4,520`, full-width digits; a unit behind it may follow.
/// Returns the figure and what follows it.
#[must_use]
pub fn read_typed(typed: &str) -> Option<(Decimal, String)> {
    let folded = fold(typed);
    let folded = folded.trim();
    let (negative, rest) = match folded.strip_prefix(['-', '−', '▲', '△', '–']) {
        Some(rest) => (true, rest),
        None => (false, folded.strip_prefix(['+', '±']).unwrap_or(folded)),
    };
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(rest.len());
    let (digits, unit) = rest.split_at(end);
    if !well_grouped(digits) {
        return None;
    }
    let number = Decimal::from_str(&digits.replace(',', "")).ok()?;
    Some((if negative { -number } else { number }, unit.trim().to_owned()))
}

/// Whether commas, if any, stand at each thousand.
fn well_grouped(digits: &str) -> bool {
    let whole = digits.split('.').next().unwrap_or_default();
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    rest.peek().is_none() || (!first.is_empty() && first.len() <= 3 && rest.all(|group| group.len() == 3))
}

/// The nearest floating-point number, for geometry.
#[must_use]
pub fn to_f64(value: Decimal) -> f64 {
    value.to_f64().unwrap_or_default()
}

/// A decimal from a floating-point number, rounded to six digits at once; zero for what is no number.
#[must_use]
pub fn from_f64(value: f64) -> Decimal {
    Decimal::from_f64(value).map(|value| value.round_dp(6)).unwrap_or_default()
}

/// The square root, to six digits; zero for negative numbers.
#[must_use]
pub fn sqrt(value: Decimal) -> Decimal {
    from_f64(to_f64(value.max(Decimal::ZERO)).sqrt())
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use rust_decimal::Decimal;

    use super::{Rounding, plain, read_typed, round, shown, signed, sqrt};

    fn d(text: &str) -> Decimal {
        Decimal::from_str(text).unwrap()
    }

    #[test]
    fn rounds_as_told() {
        assert_eq!(round(d("-5.5"), 0, Rounding::HalfUp), d("-6"));
        assert_eq!(round(d("2.5"), 0, Rounding::HalfUp), d("3"));
        assert_eq!(round(d("2.5"), 0, Rounding::HalfEven), d("2"));
        assert_eq!(round(d("-2.9"), 0, Rounding::Truncate), d("-2"));
        assert_eq!(round(d("-414"), 1, Rounding::HalfUp).to_string(), "-414.0");
        assert_eq!(plain(round(d("-0.04"), 1, Rounding::HalfUp)), "0.0");
    }

    #[test]
    fn shows_figures_for_people() {
        assert_eq!(shown(d("-1097.1")), "−1,097.1");
        assert_eq!(shown(d("206000")), "206,000");
        assert_eq!(shown(d("999")), "999");
        assert_eq!(signed(d("84")), "+84");
        assert_eq!(signed(d("0")), "0");
        assert_eq!(signed(d("-0.0")), "0.0");
    }

    #[test]
    fn reads_what_people_type() {
        let read = |text: &str| read_typed(text).map(|(number, unit)| (number.to_string(), unit));
        for typed in ["−414", "-414", "▲414", "△ 414", "－４１４"] {
            assert_eq!(read(typed), Some(("-414".to_owned(), String::new())), "{typed}");
        }
        assert_eq!(read("4,520人"), Some(("4520".to_owned(), "人".to_owned())));
        assert_eq!(read("72.5％"), Some(("72.5".to_owned(), "%".to_owned())));
        assert_eq!(read("45,20"), None);
        assert_eq!(read("およそ4千"), None);
    }

    #[test]
    fn roots_are_decimals() {
        assert_eq!(sqrt(d("2")), d("1.414214"));
        assert_eq!(sqrt(d("-1")), d("0"));
    }
}
