//! Where the parts of a row of bars stand: plot, figures, the words of the target.

use rust_decimal::Decimal;

use super::{Bar, Bars, category_lines, count};
use crate::chart::axis::{self, label_box, overlap};
use crate::chart::measure::{SIZE, bold, width};
use crate::chart::scale::Scale;
use crate::chart::svg::{Anchor, Area};
use crate::chart::words::Writing;
use crate::data::interval::Interval;

/// Where everything stands.
pub(super) struct Plan {
    pub(super) plot: Area,
    pub(super) scale: Scale,
    pub(super) ticks: Vec<String>,
    pub(super) target: Option<Decimal>,
    pub(super) writing: Writing,
    pub(super) slot: f64,
    /// Whether the labels stand above the zero line, because all bars hang below it.
    pub(super) above: bool,
    /// The baseline of the target's words where they stand above the plot.
    pub(super) target_row: f64,
    /// The room for figures that hang below the plot.
    pub(super) figures: f64,
    /// The room for remarks below the plot.
    pub(super) foot: f64,
    /// Where the words of the target stand; `None` means above the plot.
    pub(super) target_words: Option<((f64, f64), Anchor)>,
}

impl Plan {
    pub(super) fn new(bars: &Bars, size: (f64, f64)) -> Self {
        let values = bars.row.iter().flat_map(|bar| {
            bar.value.into_iter().chain(bar.interval.into_iter().flat_map(|interval| [interval.low, interval.high]))
        });
        let target = bars.target.as_ref().map(|(value, _)| *value);
        let reference = bars.reference.as_ref().map(|(value, _)| *value);
        let scale = Scale::over(values.chain(target).chain(reference), true, 5);
        let ticks = axis::tick_texts(&scale, &bars.writing, None);
        let gutter = axis::gutter(&ticks);
        let slot = (size.0 - gutter) / count(bars.row.len().max(1));
        let negative = bars.row.iter().filter_map(|bar| bar.value).all(|value| value < Decimal::ZERO);
        let remarks = bars.row.iter().any(|bar| bar.event.is_some() || bar.broken.is_some());
        let lines = bars.row.iter().filter(|_| bars.categories).map(|bar| category_lines(bar, slot).len()).max();
        let foot = if remarks { 30.0 } else { count(lines.unwrap_or(1).saturating_sub(1)) * 18.0 };
        let mut plan = Self {
            plot: Area { x: gutter, y: 22.0, width: size.0 - gutter, height: size.1 - 50.0 - foot },
            scale,
            ticks,
            target,
            writing: bars.writing.clone(),
            slot,
            above: false,
            figures: 0.0,
            target_row: 14.0,
            foot,
            target_words: None,
        };
        let zero = plan.y(Decimal::ZERO);
        let crowded = target.is_some_and(|target| (plan.y(target) - (zero - 12.0)).abs() < 14.0);
        let crossing = bars.row.iter().any(|bar| bar.interval.is_some_and(|interval| interval.high > Decimal::ZERO));
        plan.above = !bars.categories && negative && !crowded && !crossing;
        if plan.above && zero - plan.plot.y < 20.0 {
            plan.lower(20.0);
        }
        if !plan.above && plan.lowest(bars) > plan.plot.bottom() + 2.0 {
            plan.figures = 18.0;
            plan.plot.height -= 18.0;
        }
        if bars.reference.is_some() {
            plan.lower(12.0);
        }
        plan.target_words = plan.place_target(bars);
        if let (None, Some((_, words))) = (plan.target_words, &bars.target) {
            plan.make_head(width(words, SIZE) + 50.0, bars);
        }
        plan
    }

    /// Room above the plot for the words of the target, and for figures that stand above its line.
    fn make_head(&mut self, target: f64, bars: &Bars) {
        let reference = bars.reference.as_ref().map(|(_, words)| width(words, SIZE) + 32.0);
        match reference {
            None => self.lower(12.0),
            Some(reference) if reference + target > self.plot.right() => {
                self.target_row = 34.0;
                self.lower(20.0);
            }
            Some(_) => {}
        }
        let tops = bars.row.iter().enumerate().filter_map(|(index, bar)| Some(self.figure(bar, index, bar.value?).1.y));
        let over = self.target_row + 4.0 - tops.fold(f64::MAX, f64::min);
        if over > 0.0 {
            self.lower(over);
        }
    }

    /// The baseline of a bar's figure, and what the figure covers.
    pub(super) fn figure(&self, bar: &Bar, index: usize, value: Decimal) -> (f64, Area) {
        let size = if bar.strong { 18.0 } else { SIZE };
        let shown = self.shown(bar, value);
        let half = bold(&shown, size) / 2.0 + 2.0;
        let x = self.middle(index).min(self.plot.right() - half).max(self.plot.x + half - 2.0);
        let area = |y: f64| label_box((x, y), Anchor::Middle, (half * 2.0, size));
        let y = figure_baseline(bar, value, self);
        let y = self.beyond_target(y, area(y));
        (y, area(y))
    }

    /// The figure as it fits above its bar.
    pub(super) fn shown(&self, bar: &Bar, value: Decimal) -> String {
        let size = if bar.strong { 18.0 } else { SIZE };
        if width(&bar.shown, size) > (self.slot * 1.3).max(72.0) {
            self.writing.compact(value)
        } else {
            bar.shown.clone()
        }
    }

    /// A figure that would lie on the target line moves to the line's other side.
    fn beyond_target(&self, baseline: f64, area: Area) -> f64 {
        let zero = self.y(Decimal::ZERO);
        match self.target.map(|target| self.y(target)) {
            Some(line) if line >= area.y - 1.0 && line <= area.bottom() && (line - zero).abs() >= 1.0 => {
                if area.bottom() < zero { line - 5.0 } else { line + area.height }
            }
            _ => baseline,
        }
    }

    /// Leaves more room above the plot.
    fn lower(&mut self, by: f64) {
        self.plot.y += by;
        self.plot.height -= by;
    }

    /// The lowest baseline of a figure.
    fn lowest(&self, bars: &Bars) -> f64 {
        let baselines = bars.row.iter().filter_map(|bar| Some(figure_baseline(bar, bar.value?, self)));
        baselines.fold(0.0, f64::max)
    }

    /// A place at the target line where no bar and no figure stands.
    fn place_target(&self, bars: &Bars) -> Option<((f64, f64), Anchor)> {
        let (value, words) = bars.target.as_ref()?;
        let (y, words_width) = (self.y(*value), width(words, SIZE));
        let areas = bars.row.iter().enumerate().filter_map(|(index, bar)| mark_area(bar, index, self));
        let mut marks: Vec<Area> = areas.collect();
        if bars.reference.is_some() {
            marks.push(Area { x: 0.0, y: 0.0, width: self.plot.right(), height: 20.0 });
        }
        if self.above {
            let zero = self.y(Decimal::ZERO);
            marks.push(Area { x: self.plot.x, y: zero - 22.0, width: self.plot.width, height: 16.0 });
        }
        let ends = [(self.plot.right(), Anchor::End), (self.plot.x + 4.0, Anchor::Start)];
        let places = ends.into_iter().flat_map(|(x, anchor)| [((x, y - 7.0), anchor), ((x, y + 18.0), anchor)]);
        let free = |(at, anchor): &((f64, f64), Anchor)| {
            let area = label_box(*at, *anchor, (words_width, SIZE));
            overlap(area, &marks) == 0.0 && area.y >= 0.0 && area.bottom() <= self.plot.bottom()
        };
        places.into_iter().find(free)
    }

    pub(super) fn y(&self, value: Decimal) -> f64 {
        self.scale.place(value, self.plot.bottom(), self.plot.y)
    }

    pub(super) fn middle(&self, index: usize) -> f64 {
        self.plot.x + (count(index) + 0.5) * self.slot
    }

    pub(super) fn thickness(&self) -> f64 {
        (self.slot * 0.52).clamp(2.0, 64.0)
    }
}

/// What a bar, its whisker and its figure cover.
fn mark_area(bar: &Bar, index: usize, plan: &Plan) -> Option<Area> {
    let value = bar.value?;
    let (x, figure) = (plan.middle(index), plan.figure(bar, index, value).1);
    let half = (plan.thickness() / 2.0).max(width(&bar.shown, SIZE) / 2.0);
    let ends = bar.interval.map_or([value, value], |interval| [interval.low, interval.high]);
    let ys = ends.into_iter().chain([value, Decimal::ZERO]).map(|value| plan.y(value));
    let (top, bottom) = ys.fold((f64::MAX, f64::MIN), |(top, bottom), y| (top.min(y), bottom.max(y)));
    let (top, bottom) = (top.min(figure.y - 2.0), bottom.max(figure.bottom() + 2.0));
    Some(Area::between((x - half, top), (x + half, bottom)))
}

fn figure_baseline(bar: &Bar, value: Decimal, plan: &Plan) -> f64 {
    let end = |pick: fn(Interval) -> Decimal| bar.interval.map_or(value, pick);
    if value < Decimal::ZERO {
        plan.y(end(|interval| interval.low).min(value)) + if bar.strong { 19.0 } else { 17.0 }
    } else {
        plan.y(end(|interval| interval.high).max(value)) - 6.0
    }
}
