//! Where the bars of groups stand.

use rust_decimal::Decimal;

use super::{Groups, Part, known};
use crate::chart::axis;
use crate::chart::bars::{count, height_with};
use crate::chart::key::Key;
use crate::chart::scale::Scale;
use crate::chart::svg::Area;
use crate::chart::words::no_data;
use crate::diag::Language;

/// The paper between neighbours.
const SEAM: f64 = 2.0;

/// Where everything stands.
pub(super) struct Plan {
    pub(super) plot: Area,
    pub(super) scale: Scale,
    pub(super) ticks: Vec<String>,
    pub(super) language: Language,
    pub(super) key: Key,
    /// What the entries of the key stand for.
    pub(super) parts: Vec<Part>,
    /// How wide the place of a group is.
    pub(super) slot: f64,
    /// How thick a bar is.
    pub(super) thickness: f64,
    /// The room for figures that hang below the plot.
    pub(super) hanging: f64,
    lines: usize,
}

impl Plan {
    pub(super) fn new(groups: &Groups, paper: f64) -> Self {
        let values = known(groups).map(|(_, _, value)| value);
        let targets = groups.targets.iter().flatten().map(|(value, _)| *value);
        let scale = Scale::over(values.chain(targets), true, 5);
        let ticks = axis::tick_texts(&scale, &groups.writing, None);
        let gutter = axis::gutter(&ticks);
        let (slot, lines) = ((paper - gutter) / count(groups.row.len().max(1)), groups.labels.len().max(1));
        let seams = SEAM * count(lines - 1);
        let mut plan = Self {
            plot: Area::between((gutter, 0.0), (paper, 0.0)),
            scale,
            ticks,
            language: groups.writing.language,
            key: Key::new([].into_iter(), paper),
            parts: Vec::new(),
            slot,
            thickness: ((slot * 0.82 - seams) / count(lines)).min(48.0),
            hanging: 0.0,
            lines,
        };
        plan.fill_key(groups, paper);
        plan.plot.y = plan.key.height() + 26.0;
        let foot = if groups.has_remarks() { 54.0 } else { 28.0 };
        plan.plot.height = height_with(groups.has_remarks(), paper) - 26.0 - foot;
        let lowest = known(groups).map(|(_, _, value)| if value < Decimal::ZERO { plan.y(value) + 18.0 } else { 0.0 });
        if lowest.fold(0.0, f64::max) > plan.plot.bottom() + 2.0 {
            plan.hanging = 18.0;
            plan.plot.height -= 18.0;
        }
        plan
    }

    fn fill_key(&mut self, groups: &Groups, paper: f64) {
        let mut names = groups.labels.clone();
        self.parts = (0..names.len()).map(Part::Series).collect();
        for (_, words) in groups.targets.iter().flatten() {
            names.push(words.clone());
            self.parts.push(Part::Target);
        }
        let dotted = |group: &super::Group| group.values.contains(&None) && !self.says_nothing(group);
        if groups.row.iter().any(dotted) {
            names.push(no_data(self.language).to_owned());
            self.parts.push(Part::Gap);
        }
        self.key = Key::new(names.iter(), paper);
    }

    pub(super) fn y(&self, value: Decimal) -> f64 {
        self.scale.place(value, self.plot.bottom(), self.plot.y)
    }

    /// Where the place of a group begins.
    pub(super) fn left(&self, index: usize) -> f64 {
        self.plot.x + count(index) * self.slot
    }

    pub(super) fn middle(&self, index: usize) -> f64 {
        self.left(index) + self.slot / 2.0
    }

    /// The bar of a series in a group.
    pub(super) fn bar(&self, index: usize, line: usize, value: Decimal) -> Area {
        let all = self.thickness * count(self.lines) + SEAM * count(self.lines - 1);
        let x = self.middle(index) - all / 2.0 + count(line) * (self.thickness + SEAM);
        Area::between((x, self.y(Decimal::ZERO)), (x + self.thickness, self.y(value)))
    }

    /// The target lines, flat boxes over the bars that they are for: those of the group that counts.
    pub(super) fn targets(&self, groups: &Groups) -> Vec<Area> {
        let Some(index) = groups.row.iter().position(|group| group.strong) else { return Vec::new() };
        let target = |(line, target): (usize, &Option<(Decimal, String)>)| {
            let bar = self.bar(index, line, target.as_ref()?.0);
            // Two dashes are the least that shows as a dashed line.
            let width = (bar.width + 4.0).max(22.0);
            let y = self.y(target.as_ref()?.0);
            Some(Area { x: bar.x + (bar.width - width) / 2.0, y, width, height: 0.0 })
        };
        groups.targets.iter().enumerate().filter_map(target).collect()
    }
}
