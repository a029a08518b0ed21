//! Draws figures over time: as lines, or as bars where the data file asks for them.

use rust_decimal::Decimal;

use super::Story;
use crate::chart::axis::Name;
use crate::chart::bars::{self, Bars};
use crate::chart::course::{Course, Point, left_out};
use crate::chart::groups::{self, Group, Groups};
use crate::chart::lines::{self, Line, Lines, Mark};
use crate::chart::{Drawing, WIDE};
use crate::data::Period;
use crate::data::read::Remark;
use crate::data::series::Row;

impl Story<'_> {
    pub(super) fn lines(&self, narrow: bool) -> Lines {
        let language = self.language();
        let line = |(index, _)| Line {
            label: self.label(index).to_owned(),
            points: self.series.points(index).map(|(period, value)| (period.ordinal(), value)).collect(),
            shown: None,
            target: self.target_line(index),
        };
        let names = self.series.rows.iter().map(|row| (row.period.ordinal(), Name::of(row.period, language)));
        let marks = |remarks: &[Remark]| {
            let mark = |remark: &Remark| Mark { at: remark.period.ordinal(), text: self.remark(remark) };
            remarks.iter().filter(|remark| (self.first..=self.last).contains(&remark.period)).map(mark).collect()
        };
        let between = self
            .lead(self.last)
            .filter(|(since, difference)| *difference > Decimal::ZERO && *since < self.last && !narrow);
        let targets = (0..self.series.lines.len()).filter_map(|line| Some(self.target_line(line)?.0));
        let values = self.series.rows.iter().flat_map(|row| row.values.iter().flatten().copied()).chain(targets);
        Lines {
            series: self.series.lines.iter().enumerate().map(line).collect(),
            names: names.collect(),
            breaks: marks(&self.series.breaks),
            events: marks(&self.series.events),
            between: between.filter(|_| self.series.lines.len() == 2).map(|(since, difference)| {
                let distance = self.writing.distance(difference);
                (since.ordinal(), if self.ja() { format!("差 {distance}") } else { format!("+{distance}") })
            }),
            writing: self.writing.clone(),
            from_zero: self.series.bars || !lines::should_cut(values),
            ranks: false,
        }
    }

    /// Whether the figures stand as bars: because the data file says so and there is room for them, or because one
    /// figure is no line.
    pub(super) fn has_bars(&self) -> bool {
        match self.series.lines.len() {
            1 => self.series.bars || self.series.rows.len() == 1,
            _ => self.series.bars && self.groups().fits(WIDE),
        }
    }

    fn bars(&self) -> Bars {
        let point = |row: &Row| Point::of(row.period, row.values[0]);
        let course = Course {
            writing: self.writing.clone(),
            points: self.series.rows.iter().map(point).collect(),
            breaks: &self.series.breaks,
            events: &self.series.events,
            ..Course::of(self.teller, self.series.signed, &self.series.targets)
        };
        let mut bars = course.bars();
        for bar in bars.row.iter_mut().filter(|bar| bar.strong) {
            bar.shown = bar.value.map_or_else(String::new, |value| self.writing.with_unit(value));
        }
        let target = self.target(0);
        bars.target = target.map(|target| (target.value, self.writing.target(target.value, target.period)));
        bars
    }

    /// The bars of several series, a group for each period; a few places stay empty where periods are left out.
    fn groups(&self) -> Groups {
        let remark = |remarks: &[Remark], period: Period| {
            let found = remarks.iter().find(|remark| remark.period == period);
            found.map(|remark| self.remark(remark))
        };
        let nothing = vec![None; self.series.lines.len()];
        let mut row: Vec<Group> = Vec::new();
        let mut before: Option<Period> = None;
        for Row { period, values } in &self.series.rows {
            let left_out = before.replace(*period).map_or(0, |before| left_out(before, *period));
            row.extend((0..left_out).map(|_| Group { values: nothing.clone(), ..Group::default() }));
            row.push(Group {
                name: Name::of(*period, self.language()),
                values: values.clone(),
                strong: *period == self.last,
                broken: remark(&self.series.breaks, *period),
                event: remark(&self.series.events, *period),
            });
        }
        let lines = 0..self.series.lines.len();
        Groups {
            labels: lines.clone().map(|line| self.label(line).to_owned()).collect(),
            row,
            targets: lines.map(|line| self.target_line(line)).collect(),
            writing: self.writing.clone(),
        }
    }

    fn remark(&self, remark: &Remark) -> String {
        format!("{} {}", remark.period.label(self.language()), remark.text.get(self.teller.lang))
    }

    pub(super) fn drawing(&self, width: f64) -> Drawing {
        if self.series.lines.len() > 1 {
            let groups = self.groups();
            if self.series.bars && groups.fits(width) {
                return groups::drawing(&groups, width);
            }
        } else if self.has_bars() {
            let bars = self.bars();
            let height = bars::height(&bars, width);
            return Drawing::new(height, |svg| bars::draw(svg, &bars, (width, height)));
        }
        lines::drawing(&self.lines(width < 400.0), width)
    }
}
