//! The course of one figure over time: how it is told, and the bars that show it. NPS and diffusion share it.

use rust_decimal::Decimal;

use super::axis::Name;
use super::bars::{Bar, Bars};
use super::journey::journey;
use super::scores::{rounded, since_break};
use super::tiles::tile;
use super::words::{
    Outcome, Writing, change_sentence, named, outcome, outcome_sentence, pick, sentence, why, withheld,
};
use super::{Drawing, NARROW, Table, Teller, Tile, Told, WIDE};
use crate::config::Lang;
use crate::data::Period;
use crate::data::interval::Interval;
use crate::data::mgap::clear_change;
use crate::data::read::Remark;
pub(super) use crate::data::target::Point;
use crate::data::target::{Target, Targets};
use crate::diag::Language;

/// A figure over time.
#[derive(Clone, Debug)]
pub(super) struct Course<'a> {
    /// What it is.
    pub(super) name: &'a str,
    /// The language in which remarks are read.
    pub(super) lang: Lang,
    /// How it is written.
    pub(super) writing: Writing,
    /// The figures in order of time.
    pub(super) points: Vec<Point>,
    /// What it is to reach.
    pub(super) targets: &'a Targets,
    /// Changes of method.
    pub(super) breaks: &'a [Remark],
    /// What happened meanwhile.
    pub(super) events: &'a [Remark],
    /// Decimals of intervals.
    pub(super) digits: u32,
}

/// How many places stay empty for the periods that the data leave out between two: a few, however many these are.
pub(super) fn left_out(before: Period, period: Period) -> i32 {
    (period.ordinal() - before.ordinal() - 1).clamp(0, 3)
}

impl<'a> Course<'a> {
    /// The course of an indicator in points, still without any.
    pub(super) fn of(teller: Teller<'a>, signed: bool, targets: &'a Targets) -> Self {
        let unit = pick(teller.language, "ポイント", "points").to_owned();
        Self {
            name: teller.indicator.about.title.get(teller.lang),
            lang: teller.lang,
            writing: Writing { language: teller.language, signed, unit },
            points: Vec::new(),
            targets,
            breaks: &[],
            events: &[],
            digits: 1,
        }
    }

    /// The course told, with what its kind says besides.
    pub(super) fn told(
        &self,
        (subtitle, table, method): (String, Table, Vec<String>),
        drawing: impl Fn(f64) -> Drawing,
    ) -> Told {
        Told {
            finding: self.finding(),
            subtitle,
            alt: self.alt(),
            table,
            method,
            tiles: self.tiles(),
            has_error: self.last().is_some_and(|(point, _)| point.error.is_some()),
            wide: drawing(WIDE),
            narrow: drawing(NARROW),
        }
    }

    fn ja(&self) -> bool {
        self.writing.language == Language::Ja
    }

    /// The last point with a figure.
    fn last(&self) -> Option<(Point, Decimal)> {
        self.points.iter().rev().find_map(|point| Some((*point, point.value?)))
    }

    /// The first point that can be compared with the last.
    pub(super) fn first(&self) -> Option<(Point, Decimal)> {
        let (last, _) = self.last()?;
        let from = since_break(self.breaks, last.period);
        let mut comparable = self.points.iter().filter(|point| from.is_none_or(|from| point.period >= from));
        comparable.find_map(|point| Some((*point, point.value?))).filter(|(first, _)| first.period < last.period)
    }

    fn bare(&self) -> Writing {
        Writing { unit: String::new(), ..self.writing.clone() }
    }

    /// The 95 % interval of a point.
    pub(super) fn interval(&self, point: &Point) -> Option<Interval> {
        Some(rounded(Interval::around(point.value?, point.error?), self.digits))
    }

    /// The interval of a point as a cell of a table.
    pub(super) fn interval_cell(&self, point: &Point) -> Option<String> {
        let interval = self.interval(point)?;
        let (low, high) = (self.writing.figure(interval.low), self.writing.figure(interval.high));
        Some(format!("{low} {} {high}", pick(self.writing.language, "〜", "to")))
    }

    fn target(&self) -> Option<&Target> {
        self.targets.next(None, self.last()?.0.period)
    }

    /// What became of it, in a sentence or two.
    pub(super) fn finding(&self) -> String {
        let Some((last, value)) = self.last() else { return self.name.to_owned() };
        let (name, now) = (named(self.name, self.writing.language), self.writing.with_unit(value));
        let period = last.period.label(self.writing.language);
        let mut text = match self.first() {
            None if self.ja() => format!("{name}は、{period}に{now}。"),
            None => format!("{name}: {now} in {period}."),
            Some((first, before)) => {
                let time = last.period.since(first.period, self.writing.language);
                let clear = clear_change((before, first.error), (value, last.error)) != Some(false);
                change_sentence(&name, &time, (value - before, clear), &self.writing)
            }
        };
        if let Some(target) = self.target() {
            let outcome: Outcome = outcome(value, target, true, self.interval(&last));
            text += &outcome_sentence(outcome, &self.writing);
        }
        text
    }

    /// The text alternative of the bars, which says what is kept secret.
    pub(super) fn alt(&self) -> String {
        let (name, language) = (self.name, self.writing.language);
        let known = self.points.iter().filter_map(|point| Some((point.period, point.value?)));
        let known: Vec<(Period, Decimal)> = known.collect();
        let journey = journey(&known, &self.writing);
        let mut text = match (known.len(), self.ja()) {
            (..2, true) => format!("{name}の図。{journey}。"),
            (..2, false) => format!("Chart of {name}: {journey}."),
            (_, true) => format!("{name}の棒グラフ。{journey}。"),
            (_, false) => format!("Bar chart of {name}: {journey}."),
        };
        if let Some(target) = self.target() {
            text += &sentence(&self.bare().target(target.value, target.period), language);
        }
        let colon = pick(language, "：", ": ");
        for point in &self.points {
            let Some(secret) = point.withheld else { continue };
            let (when, why) = (point.period.label(language), withheld(secret, language));
            text += &sentence(&format!("{when}{colon}{why}"), language);
        }
        text
    }

    /// The newest figure as a tile.
    pub(super) fn tiles(&self) -> Vec<Tile> {
        let Some((last, value)) = self.last() else { return Vec::new() };
        let target = self.target();
        let name = (self.name.to_owned(), last.period);
        vec![tile(name, (value, value), self.interval(&last), (target, true), &self.writing)]
    }

    /// One bar for each period.
    pub(super) fn bars(&self) -> Bars {
        let remark = |remarks: &[Remark], period: Period| {
            let found = remarks.iter().find(|remark| remark.period == period);
            found.map(|remark| format!("{} {}", period.label(self.writing.language), remark.text.get(self.lang)))
        };
        let strong = self.last().map(|(point, _)| point.period);
        let mut row = Vec::new();
        let mut before: Option<Period> = None;
        for point in &self.points {
            let left_out = before.replace(point.period).map_or(0, |before| left_out(before, point.period));
            row.extend((0..left_out).map(|_| Bar::gap()));
            row.push(Bar {
                name: Name::of(point.period, self.writing.language),
                value: point.value,
                shown: point
                    .value
                    .map_or_else(|| why(point.withheld, self.writing.language), |value| self.writing.figure(value)),
                interval: self.interval(point),
                strong: strong == Some(point.period),
                broken: remark(self.breaks, point.period),
                event: remark(self.events, point.period),
            });
        }
        let target = self.target().map(|target| (target.value, self.bare().target(target.value, target.period)));
        Bars { row, target, reference: None, categories: false, writing: self.bare() }
    }
}
