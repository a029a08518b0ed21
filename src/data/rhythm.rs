//! How often figures are brought up to date, and by when the next ones should be there.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::Indicator;

/// How often an indicator is brought up to date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rhythm {
    /// Each year.
    Year,
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

/// The words of the setting.
pub(super) const WORDS: [(&str, Rhythm); 6] = [
    ("year", Rhythm::Year),
    ("half-year", Rhythm::HalfYear),
    ("quarter", Rhythm::Quarter),
    ("month", Rhythm::Month),
    ("week", Rhythm::Week),
    ("day", Rhythm::Day),
];

impl Indicator {
    /// The day by which newer figures should be there, if a rhythm was given.
    #[must_use]
    pub fn due(&self) -> Option<Date> {
        let span = match self.update_every? {
            Rhythm::Year => 1.year(),
            Rhythm::HalfYear => 6.months(),
            Rhythm::Quarter => 3.months(),
            Rhythm::Month => 1.month(),
            Rhythm::Week => 1.week(),
            Rhythm::Day => 1.day(),
        };
        self.about.as_of.checked_add(span).ok()
    }
}
