//! Figures as texts state them: `value:mgap.2025.thank.score` and what a typed figure must agree with.

use rust_decimal::Decimal;

use super::Period;
use super::target::Verdict;
use crate::config::language::{Lang, Localized};
use crate::decimal::{Rounding, read_typed, round, shown, signed};
use crate::diag::Language;
use crate::text::fold;

/// A figure as people read it, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// With a true minus, commas and the digits of its source; without its unit.
    text: String,
    /// The figure.
    number: Decimal,
    /// What became of a target: a word in place of a figure.
    word: Option<Verdict>,
    /// The decimals that a text must at least give.
    least_digits: u32,
    /// Units that may follow it.
    units: Vec<String>,
}

impl Shown {
    /// Whether a figure typed in a text is this one: `−414`, `-414`, `▲414`, `4,520人`, full-width digits.
    #[must_use]
    pub fn agrees(&self, typed: &str) -> bool {
        if let Some(word) = self.word {
            return [Language::Ja, Language::En].into_iter().any(|language| fold(word.words(language)) == fold(typed));
        }
        let Some((number, unit)) = read_typed(typed) else { return false };
        let exact_enough = number.scale() >= self.least_digits || number == self.number;
        let equal = round(self.number, number.scale(), Rounding::HalfUp) == number;
        let fits = unit.is_empty() || self.units.iter().any(|known| fold(known).trim() == unit);
        exact_enough && equal && fits
    }

    /// The units that may follow it.
    #[must_use]
    pub fn known_units(&self) -> &[String] {
        &self.units
    }

    /// What people read.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        self.word.map_or(self.text.as_str(), |word| word.words(language))
    }

    /// What programs read.
    #[must_use]
    pub fn machine(&self) -> String {
        self.word.map_or_else(|| self.number.to_string(), |word| word.key().to_owned())
    }
}

/// The figures of an indicator by their paths, in order.
#[derive(Debug, Default)]
pub(super) struct Values(pub(super) Vec<(String, Shown)>);

impl Values {
    fn push(&mut self, path: String, text: String, number: Decimal) -> &mut Shown {
        let shown = Shown { text, number, word: None, least_digits: number.scale(), units: Vec::new() };
        self.0.push((path, shown));
        let last = self.0.len() - 1;
        &mut self.0[last].1
    }

    /// Adds a figure that shows a plus.
    pub(super) fn signed(&mut self, path: String, number: Decimal) -> &mut Shown {
        self.push(path, signed(number), number)
    }

    /// Adds a figure that shows no plus.
    pub(super) fn plain(&mut self, path: String, number: Decimal) -> &mut Shown {
        self.push(path, shown(number), number)
    }

    /// Adds what became of a target.
    pub(super) fn word(&mut self, path: String, word: Verdict) {
        self.push(path, String::new(), Decimal::ZERO).word = Some(word);
    }

    /// Adds a share in per cent.
    pub(super) fn share(&mut self, path: String, number: Decimal) -> &mut Shown {
        self.plain(path, number).unit("%").unit("パーセント")
    }
}

impl Shown {
    /// Allows a unit behind the figure.
    pub(super) fn unit(&mut self, unit: &str) -> &mut Self {
        self.units.push(unit.to_owned());
        self
    }

    /// Allows a unit behind the figure, in any of the first eight languages.
    pub(super) fn units(&mut self, unit: &Localized<String>) -> &mut Self {
        for index in 0..8 {
            self.units.push(unit.get(Lang::nth(index)).clone());
        }
        self.units.dedup();
        self
    }

    /// Allows texts to round the figure to `digits` decimals.
    pub(super) fn coarse(&mut self, digits: u32) -> &mut Self {
        self.least_digits = self.least_digits.min(digits);
        self
    }
}

/// The path with its period in the way that paths are known: `R7年.thank` → `2025.thank`.
pub(super) fn with_key(path: &str) -> Option<String> {
    let (head, rest) = path.split_once('.').unwrap_or((path, ""));
    let key = Period::read(head)?.key();
    Some(if rest.is_empty() { key } else { format!("{key}.{rest}") })
}

/// Whether a path states `head` or something of it.
pub(super) fn is_of(path: &str, head: &str) -> bool {
    path.strip_prefix(head).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::Values;
    use crate::diag::Language;

    #[test]
    fn a_typed_figure_agrees_in_every_spelling() {
        let mut values = Values::default();
        values.signed("2025".into(), Decimal::new(-414, 0));
        values.plain("2025.in".into(), Decimal::new(4520, 0)).unit("人");
        let total = &values.0[0].1;
        assert_eq!(total.text(Language::Ja), "−414");
        for typed in ["−414", "-414", "▲414", "－４１４", "△414", "−414.0"] {
            assert!(total.agrees(typed), "{typed}");
        }
        for typed in ["414", "+414", "−41", "−414.1", "−414人", ""] {
            assert!(!total.agrees(typed), "{typed}");
        }
        let moves = &values.0[1].1;
        for typed in ["4,520", "4520", "４，５２０人", "4520 人"] {
            assert!(moves.agrees(typed), "{typed}");
        }
        assert!(!moves.agrees("4,520世帯") && !moves.agrees("45,20"));
    }

    #[test]
    fn a_text_may_not_round_what_is_published_finer() {
        let mut values = Values::default();
        values.share("all.attached".into(), Decimal::new(725, 1));
        values.signed("2025".into(), Decimal::new(-672, 1)).coarse(0);
        assert!(values.0[0].1.agrees("72.5%") && values.0[0].1.agrees("72.5％") && !values.0[0].1.agrees("73%"));
        assert!(values.0[1].1.agrees("−67") && values.0[1].1.agrees("−67.2") && !values.0[1].1.agrees("−68"));
    }
}
