//! How often figures are brought up to date, and by when the next ones should be there.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{Indicator, tally};
use crate::diag::suggest::nearest;
use crate::diag::{Code, Diagnostic, Language};
use crate::node::fields::Fields;
use crate::text::fold;

/// How often an indicator is brought up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rhythm {
    /// Each so many years.
    Years(i16),
    /// Once in each fiscal year.
    FiscalYear,
    /// Each half of a year.
    HalfYear,
    /// Each quarter.
    Quarter,
    /// Each month.
    Month,
    /// Each week.
    Week,
    /// Each day.
    Day,
}

/// The words of the setting; `2 years` is one as well.
pub const WORDS: [(&str, Rhythm); 8] = [
    ("year", Rhythm::Years(1)),
    ("fiscal_year", Rhythm::FiscalYear),
    ("half", Rhythm::HalfYear),
    ("half-year", Rhythm::HalfYear),
    ("quarter", Rhythm::Quarter),
    ("month", Rhythm::Month),
    ("week", Rhythm::Week),
    ("day", Rhythm::Day),
];

/// Reads `update_every`.
pub(super) fn read(fields: &mut Fields<'_, '_>) -> Option<Rhythm> {
    let node = fields.take("update_every")?;
    let typed = node.as_text().unwrap_or_default();
    let found = WORDS.iter().find(|(word, _)| *word == typed).map(|(_, rhythm)| *rhythm).or_else(|| years(typed));
    if found.is_none() {
        let words = || WORDS.iter().map(|(word, _)| *word).chain(["2 years"]);
        let note = Diagnostic::at(Code::NotOneOf, fields.file, node.span.clone()).with("key", "update_every");
        fields.notes.push(note.with("value", typed).with_list("allowed", words()).near(nearest(typed, words())));
    }
    found
}

/// `5 years`, `5年`.
fn years(typed: &str) -> Option<Rhythm> {
    let folded = fold(typed);
    let number = folded.strip_suffix('年').or_else(|| folded.strip_suffix("years"))?;
    let years = number.trim().parse().ok()?;
    (1..=100).contains(&years).then_some(Rhythm::Years(years))
}

impl Rhythm {
    /// 「毎年」, “every year”.
    #[must_use]
    pub fn words(self, language: Language) -> String {
        let (ja, en) = match self {
            Self::Years(1) => ("毎年", "every year"),
            Self::Years(years) => {
                return if language == Language::Ja {
                    format!("{years}年ごと")
                } else {
                    format!("every {years} years")
                };
            }
            Self::FiscalYear => ("毎年度", "every fiscal year"),
            Self::HalfYear => ("半年ごと", "every half-year"),
            Self::Quarter => ("四半期ごと", "every quarter"),
            Self::Month => ("毎月", "every month"),
            Self::Week => ("毎週", "every week"),
            Self::Day => ("毎日", "every day"),
        };
        if language == Language::Ja { ja } else { en }.to_owned()
    }

    /// The last day on which figures of `as_of` are the newest that can be asked for.
    fn due(self, as_of: Date) -> Option<Date> {
        let span = match self {
            Self::Years(years) => years.years(),
            // Whenever in a fiscal year the last figures were taken, the next may come until the end of the next one.
            Self::FiscalYear => return Some(tally::year_of(as_of, true)?.next()?.end()),
            Self::HalfYear => 6.months(),
            Self::Quarter => 3.months(),
            Self::Month => 1.month(),
            Self::Week => 1.week(),
            Self::Day => 1.day(),
        };
        as_of.checked_add(span).ok()
    }
}

impl Indicator {
    /// The day by which newer figures should be there, if a rhythm was given.
    #[must_use]
    pub fn due(&self) -> Option<Date> {
        self.update_every?.due(self.about.as_of)
    }
}

#[cfg(test)]
mod tests {
    use super::{Rhythm, years};

    #[test]
    fn the_next_figures_are_due_a_rhythm_later() {
        let due = |rhythm: Rhythm, as_of: &str| rhythm.due(as_of.parse().unwrap()).unwrap().to_string();
        assert_eq!(due(Rhythm::Years(1), "2024-09-30"), "2025-09-30");
        assert_eq!(due(Rhythm::Years(5), "2020-10-01"), "2025-10-01");
        assert_eq!(due(Rhythm::HalfYear, "2025-08-31"), "2026-02-28");
        assert_eq!(due(Rhythm::Month, "2025-12-31"), "2026-01-31");
        for as_of in ["2024-04-01", "2024-09-30", "2025-03-31"] {
            assert_eq!(due(Rhythm::FiscalYear, as_of), "2026-03-31", "{as_of}");
        }
    }

    #[test]
    fn several_years_are_written_with_their_number() {
        assert_eq!(years("5 years"), Some(Rhythm::Years(5)));
        assert_eq!(years("２年"), Some(Rhythm::Years(2)));
        assert_eq!(years("0 years").or(years("years")).or(years("5 moons")), None);
    }
}
