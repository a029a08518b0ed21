//! Targets: a value to reach by a period, or what is to hold in every year; and what became of each, judged by the day
//! of the build. How they are told is the business of `chart`.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Withheld;
use super::interval::{self, Interval};
use super::period::{Length, Period};
use super::read::Remark;
use super::value::Values;
use crate::config::Localized;
use crate::diag::Language;

/// The most years that are judged though the data file leaves them out.
const MOST_YEARS: usize = 400;

/// Which way is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Better {
    /// More is better.
    #[default]
    Higher,
    /// Less is better: places, people who move out.
    Lower,
}

/// A value that the indicator is to reach.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    /// By when.
    pub period: Period,
    /// Which component or series is meant, by its place; `None` means the whole.
    pub part: Option<usize>,
    /// The value.
    pub value: Decimal,
    /// Whether its period is over.
    pub due: bool,
    /// Whether nobody may know if it was reached, because its period's figure is kept secret.
    pub secret: bool,
}

/// What a figure is measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Aim {
    /// To reach a value.
    Reach(Decimal),
    /// More than a year before (前年度比増).
    More,
    /// Less than a year before.
    Less,
    /// At least so much each year (毎年度確保).
    AtLeast(Decimal),
    /// At most so much each year.
    AtMost(Decimal),
}

/// What became of an aim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Reached.
    Met,
    /// Reached, but no further than chance explains.
    MetWithinError,
    /// Not reached.
    Missed,
    /// The period is over and its figure, or the one to compare with, is not known.
    NoData,
    /// The period is over, and its figure or the one to compare with is kept secret.
    Withheld,
    /// The figure is a range, of which a part reaches it.
    Open,
    /// The period is not over.
    NotYetDue,
}

impl Verdict {
    /// The word for programs.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::MetWithinError => "met_within_error",
            Self::Missed => "missed",
            Self::NoData => "no_data",
            Self::Withheld => "withheld",
            Self::Open => "open",
            Self::NotYetDue => "not_yet_due",
        }
    }

    /// The words for people.
    #[must_use]
    pub fn words(self, language: Language) -> &'static str {
        let (ja, en) = match self {
            Self::Met => ("達成", "met"),
            Self::MetWithinError => ("達成（誤差の幅内）", "met, within the error"),
            Self::Missed => ("未達成", "missed"),
            Self::NoData => ("データなし", "no data"),
            Self::Withheld => ("非公表", "withheld"),
            Self::Open => ("範囲による", "depends on the range"),
            Self::NotYetDue => ("これから", "not yet due"),
        };
        if language == Language::Ja { ja } else { en }
    }

    /// Whether the aim was reached, where that is known.
    #[must_use]
    pub fn is_met(self) -> Option<bool> {
        match self {
            Self::Met | Self::MetWithinError => Some(true),
            Self::Missed => Some(false),
            Self::NoData | Self::Withheld | Self::Open | Self::NotYetDue => None,
        }
    }
}

impl Aim {
    /// The word for programs.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Reach(_) => "reach",
            Self::More => "more",
            Self::Less => "less",
            Self::AtLeast(_) => "at_least",
            Self::AtMost(_) => "at_most",
        }
    }

    /// The value that every figure is compared with, if it is one and the same.
    #[must_use]
    pub fn bound(self) -> Option<Decimal> {
        match self {
            Self::Reach(value) | Self::AtLeast(value) | Self::AtMost(value) => Some(value),
            Self::More | Self::Less => None,
        }
    }

    /// The name of its kind for people: 「前年度比増」「毎年度確保」.
    #[must_use]
    pub fn kind(self, length: Length, language: Language) -> &'static str {
        let year = length == Length::Year;
        let (ja, en) = match (self, length) {
            (Self::Reach(_), _) => ("到達", "value to reach"),
            (Self::More, Length::FiscalYear) => ("前年度比増", "more than the year before"),
            (Self::More, _) if year => ("前年比増", "more than the year before"),
            (Self::More, _) => ("前年同期比増", "more than a year before"),
            (Self::Less, Length::FiscalYear) => ("前年度比減", "less than the year before"),
            (Self::Less, _) if year => ("前年比減", "less than the year before"),
            (Self::Less, _) => ("前年同期比減", "less than a year before"),
            (Self::AtLeast(_) | Self::AtMost(_), Length::FiscalYear) => ("毎年度確保", "secured every year"),
            (Self::AtLeast(_) | Self::AtMost(_), _) if year => ("毎年確保", "secured every year"),
            (Self::AtLeast(_) | Self::AtMost(_), _) => ("毎回確保", "secured every time"),
        };
        if language == Language::Ja { ja } else { en }
    }

    /// The words for people: 「前年度比増」「毎年度3件以上」; `figure` writes a figure with its unit.
    #[must_use]
    pub fn words(self, length: Length, language: Language, figure: impl Fn(Decimal) -> String) -> String {
        let (each, each_en) = match length {
            Length::Year => ("毎年", "every year"),
            Length::FiscalYear => ("毎年度", "every year"),
            _ => ("毎回", "every time"),
        };
        match (self, language) {
            (Self::Reach(value), _) => figure(value),
            (Self::More | Self::Less, _) => self.kind(length, language).to_owned(),
            (Self::AtLeast(value), Language::Ja) => format!("{each}{}以上", figure(value)),
            (Self::AtLeast(value), Language::En) => format!("at least {} {each_en}", figure(value)),
            (Self::AtMost(value), Language::Ja) => format!("{each}{}以下", figure(value)),
            (Self::AtMost(value), Language::En) => format!("at most {} {each_en}", figure(value)),
        }
    }
}

/// An aim in one period and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Judged {
    /// When.
    pub period: Period,
    /// Which component or series; `None` means the whole.
    pub part: Option<usize>,
    /// What was aimed at.
    pub aim: Aim,
    /// The figure to compare with: the aim's own, or that of the year before.
    pub bar: Option<Decimal>,
    /// Why there is none to compare with, if it is kept secret.
    pub hidden: Option<Withheld>,
    /// The figure.
    pub value: Option<Decimal>,
    /// What became of it.
    pub verdict: Verdict,
}

/// What an indicator is to reach.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Targets {
    /// Values to reach, in order of time.
    pub dated: Vec<Target>,
    /// What is to hold in every year, by part.
    pub yearly: Vec<(Option<usize>, Aim)>,
    /// Which way is better where it was said, by part.
    pub(super) better: Vec<(Option<usize>, Better)>,
    /// Which way is better where nothing was said.
    pub(super) usual: Better,
    /// What became of each, in order of time.
    pub judged: Vec<Judged>,
}

/// A figure at one time.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    /// When.
    pub period: Period,
    /// The figure; `None` is a gap.
    pub value: Option<Decimal>,
    /// Its standard error, for random samples.
    pub error: Option<Decimal>,
    /// Why there is no figure, if it is kept secret.
    pub withheld: Option<Withheld>,
}

impl Point {
    /// A figure without an error that nobody keeps secret.
    #[must_use]
    pub fn of(period: Period, value: Option<Decimal>) -> Self {
        Self { period, value, error: None, withheld: None }
    }
}

impl Targets {
    /// The first target for `part` at or after `period`; else the last one before.
    #[must_use]
    pub fn next(&self, part: Option<usize>, period: Period) -> Option<&Target> {
        let mut of_part = self.dated.iter().filter(|target| target.part == part);
        of_part.clone().find(|target| target.period >= period).or_else(|| of_part.next_back())
    }

    /// Whether the data file says which way is better for a part.
    pub(super) fn says_better(&self, part: Option<usize>) -> bool {
        self.better.iter().any(|(of, _)| *of == part)
    }

    /// Whether more is better for a part.
    #[must_use]
    pub fn up(&self, part: Option<usize>) -> bool {
        let said = self.better.iter().find(|(of, _)| *of == part).map(|(_, better)| *better);
        said.unwrap_or(self.usual) == Better::Higher
    }

    /// The verdict on a part in a period.
    #[must_use]
    pub fn verdict(&self, part: Option<usize>, period: Period) -> Option<&Judged> {
        self.judged.iter().find(|judged| judged.part == part && judged.period == period)
    }

    /// With every aim judged on `today`; `course` gives the figures of a part in order of time.
    pub(super) fn judged(&self, today: Date, breaks: &[Remark], course: impl Fn(Option<usize>) -> Vec<Point>) -> Self {
        let parts = self.dated.iter().map(|target| target.part).chain(self.yearly.iter().map(|(part, _)| *part));
        let parts: BTreeSet<Option<usize>> = parts.collect();
        let mut judged = Vec::new();
        for part in parts {
            let court = Court { points: course(part), breaks, today, up: self.up(part) };
            let dated: Vec<&Target> = self.dated.iter().filter(|target| target.part == part).collect();
            judged.extend(dated.iter().map(|target| court.judge(part, target.period, Aim::Reach(target.value))));
            // A year with a value of its own is judged by that.
            let own = |period: &Period| dated.iter().any(|target| target.period == *period);
            let aim = self.yearly.iter().find(|(of, _)| *of == part).map(|(_, aim)| *aim);
            for period in court.years().into_iter().filter(|period| !own(period)) {
                judged.extend(aim.filter(|aim| court.applies(*aim, period)).map(|aim| court.judge(part, period, aim)));
            }
        }
        judged.sort_by_key(|judged| (judged.period, judged.part));
        let mut all = Self { judged, ..self.clone() };
        for target in &mut all.dated {
            target.due = target.period.end() < today;
            let of = |judged: &&Judged| judged.part == target.part && judged.period == target.period;
            target.secret = all.judged.iter().find(of).is_some_and(|judged| judged.verdict == Verdict::Withheld);
        }
        all
    }

    /// Why a path states no bar, if that is kept secret; `of` gives the path of a part in a period.
    pub(super) fn withheld(&self, path: &str, of: impl Fn(&str, Option<usize>) -> String) -> Option<Withheld> {
        let path = path.strip_suffix(".target")?;
        self.judged.iter().find(|judged| of(&judged.period.key(), judged.part) == path)?.hidden
    }

    /// Every bar and every verdict under the path by which texts state it; `path` gives that of a part in a period.
    pub(super) fn values(
        &self,
        values: &mut Values,
        (signed, unit): (bool, Option<&Localized<String>>),
        path: impl Fn(&str, Option<usize>) -> String,
    ) {
        for judged in &self.judged {
            let path = path(&judged.period.key(), judged.part);
            if let Some(bar) = judged.bar {
                let show = if signed { Values::signed } else { Values::plain };
                let shown = show(values, format!("{path}.target"), bar);
                match unit {
                    Some(unit) => shown.units(unit),
                    None => shown.unit("ポイント").unit("points"),
                };
            }
            values.word(format!("{path}.result"), judged.verdict);
        }
    }
}

/// All that a verdict depends on.
struct Court<'a> {
    points: Vec<Point>,
    breaks: &'a [Remark],
    today: Date,
    up: bool,
}

impl Court<'_> {
    /// Every period from the first to the last, those that the data file leaves out among them.
    fn years(&self) -> Vec<Period> {
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else { return Vec::new() };
        if first.period.length() == Length::Day {
            return self.points.iter().map(|point| point.period).collect();
        }
        let years = std::iter::successors(Some(first.period), |period| period.next());
        years.take_while(|period| *period <= last.period).take(MOST_YEARS).collect()
    }

    /// Whether an aim can be judged at all: nothing comes before the first year, or compares across a change of method.
    fn applies(&self, aim: Aim, period: Period) -> bool {
        if !matches!(aim, Aim::More | Aim::Less) {
            return true;
        }
        let Some(before) = period.year_before() else { return false };
        let broken = self.breaks.iter().any(|remark| before < remark.period && remark.period <= period);
        !broken && self.points.first().is_some_and(|first| first.period <= before)
    }

    /// The figure of a period, or of the part of it that ends with it.
    fn point(&self, period: Period) -> Option<&Point> {
        let ends = |point: &&Point| point.period.end() == period.end() && point.period.start() >= period.start();
        self.points.iter().find(|point| point.period == period).or_else(|| self.points.iter().find(ends))
    }

    fn judge(&self, part: Option<usize>, period: Period, aim: Aim) -> Judged {
        let point = self.point(period);
        let before = period.year_before().and_then(|before| self.point(before));
        let bar = aim.bound().or(before.and_then(|before| before.value));
        let value = point.and_then(|point| point.value);
        let over = period.end() < self.today;
        let compared = before.filter(|_| aim.bound().is_none());
        let secret = point.into_iter().chain(compared).any(|point| point.withheld.is_some());
        let hidden = compared.and_then(|point| point.withheld);
        let verdict =
            match (value, bar) {
                (Some(value), Some(bar)) if self.is_met(aim, value, bar) => {
                    if is_within_error(aim, point, before, bar) { Verdict::MetWithinError } else { Verdict::Met }
                }
                _ if !over => Verdict::NotYetDue,
                (Some(_), Some(_)) => Verdict::Missed,
                _ if secret => Verdict::Withheld,
                _ => Verdict::NoData,
            };
        Judged { period, part, aim, bar, hidden, value, verdict }
    }

    fn is_met(&self, aim: Aim, value: Decimal, bar: Decimal) -> bool {
        match aim {
            Aim::Reach(_) if self.up => value >= bar,
            Aim::Reach(_) | Aim::AtMost(_) => value <= bar,
            Aim::AtLeast(_) => value >= bar,
            Aim::More => value > bar,
            Aim::Less => value < bar,
        }
    }
}

/// Whether chance alone may have brought the figure to this side of the bar.
fn is_within_error(aim: Aim, point: Option<&Point>, before: Option<&Point>, bar: Decimal) -> bool {
    let Some((value, error)) = point.and_then(|point| Some((point.value?, point.error?))) else { return false };
    match aim {
        Aim::More | Aim::Less => before
            .and_then(|before| before.error)
            .is_some_and(|earlier| !interval::is_clear(value - bar, interval::of_change(earlier, error))),
        _ => Interval::around(value, error).holds(bar),
    }
}

pub mod read;
#[cfg(test)]
mod tests;
