//! Lines over time: colour, dash and marker for each series, names at their ends, gaps and breaks left open.

mod between;
mod names;
mod remarks;
mod style;

use rust_decimal::Decimal;

use super::Drawing;
use super::axis::{self, Name};
use super::scale::Scale;
use super::svg::{Area, Svg};
use super::words::Writing;
use crate::decimal::to_f64;
use names::Names;
use style::Style;

/// A point of a line: the place of its period (neighbours differ by one) and its figure.
pub(super) type Point = (i32, Decimal);

/// One series.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its name.
    pub(super) label: String,
    /// Its figures in order; a jump in their places is a gap.
    pub(super) points: Vec<Point>,
    /// The figure at its end with its unit, where it is not written as `writing` would.
    pub(super) shown: Option<String>,
    /// Its target line.
    pub(super) target: Option<(Decimal, String)>,
}

/// A word at a place of the axis of time.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// The place of the period.
    pub(super) at: i32,
    /// The word.
    pub(super) text: String,
}

/// Lines over time.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    /// The series.
    pub(super) series: Vec<Line>,
    /// The places of the periods with their names.
    pub(super) names: Vec<(i32, Name)>,
    /// Where a method changed: no line is drawn across.
    pub(super) breaks: Vec<Mark>,
    /// What happened.
    pub(super) events: Vec<Mark>,
    /// What to write between two lines, where the first lies above the second since then.
    pub(super) between: Option<(i32, String)>,
    /// How figures are written.
    pub(super) writing: Writing,
    /// Whether the axis must begin at zero.
    pub(super) from_zero: bool,
    /// Whether the figures are places: the axis runs down from 1.
    pub(super) ranks: bool,
}

impl Lines {
    /// The axis of figures.
    pub(super) fn scale(&self) -> Scale {
        let points = self.series.iter().flat_map(|line| line.points.iter().map(|(_, value)| *value));
        let targets = self.series.iter().filter_map(|line| line.target.as_ref().map(|(value, _)| *value));
        let values = points.chain(targets);
        if self.ranks { Scale::ranks(values) } else { Scale::over(values, self.from_zero, 5) }
    }

    fn ends(&self) -> (i32, i32) {
        let places = self.series.iter().flat_map(|line| line.points.iter().map(|(at, _)| *at));
        let places = places.chain(self.names.iter().map(|(at, _)| *at));
        places
            .fold(None, |ends: Option<(i32, i32)>, at| {
                Some(ends.map_or((at, at), |(low, high)| (low.min(at), high.max(at))))
            })
            .unwrap_or((0, 0))
    }
}

struct Plan {
    plot: Area,
    scale: Scale,
    ticks: Vec<String>,
    ends: (i32, i32),
    names: Names,
    /// Whether the axis runs down.
    ranks: bool,
}

impl Plan {
    fn new(lines: &Lines, size: (f64, f64)) -> Self {
        let scale = lines.scale();
        let uppermost = if lines.ranks { 0 } else { scale.ticks.len().saturating_sub(1) };
        let ticks = axis::tick_texts(&scale, &lines.writing, Some(uppermost));
        let gutter = axis::gutter(&ticks);
        let names = Names::new(lines, size.0);
        let foot = if lines.events.is_empty() && lines.breaks.is_empty() { 28.0 } else { 52.0 };
        let plot = Area { x: gutter, y: 20.0, width: size.0 - gutter - names.room, height: size.1 - 20.0 - foot };
        Self { plot, scale, ticks, ends: lines.ends(), names, ranks: lines.ranks }
    }

    /// The right edge of the paper.
    fn paper(&self) -> f64 {
        self.plot.right() + self.names.room
    }

    fn x(&self, at: i32) -> f64 {
        let (first, last) = self.ends;
        let start = 14.0 + self.names.start_room;
        let inner = Area { x: self.plot.x + start, width: self.plot.width - start - 6.0, ..self.plot };
        if first == last {
            return inner.x + inner.width / 2.0;
        }
        inner.x + f64::from(at - first) / f64::from(last - first) * inner.width
    }

    fn y(&self, value: Decimal) -> f64 {
        let (from, to) = if self.ranks { (self.plot.y, self.plot.bottom()) } else { (self.plot.bottom(), self.plot.y) };
        self.scale.place(value, from, to)
    }

    fn place(&self, (at, value): Point) -> (f64, f64) {
        (self.x(at), self.y(value))
    }
}

/// Lines with the key to their names, where these are too long to stand at the ends.
pub(super) fn drawing(lines: &Lines, width: f64) -> Drawing {
    let height = if width < 400.0 { 290.0 } else { 350.0 };
    let key = names::key(lines, width);
    Drawing::new(height + names::key_height(&key), |svg| {
        draw(svg, lines, (width, height));
        names::draw_key(svg, &key, height);
    })
}

/// Draws lines on paper of a size.
pub(super) fn draw(svg: &mut Svg, lines: &Lines, size: (f64, f64)) {
    let plan = Plan::new(lines, size);
    let grid =
        if plan.ranks { Area { y: plan.plot.bottom(), height: -plan.plot.height, ..plan.plot } } else { plan.plot };
    axis::grid(svg, grid, &plan.scale, &plan.ticks);
    if plan.scale.holds_zero() {
        axis::zero_line(svg, plan.plot, &plan.scale);
    }
    draw_periods(svg, lines, &plan);
    between::draw(svg, lines, &plan);
    remarks::draw(svg, lines, &plan);
    for (index, line) in lines.series.iter().enumerate() {
        draw_line(svg, lines, (index, line), &plan);
    }
    let taken = remarks::draw_targets(svg, lines, &plan);
    names::draw(svg, lines, &plan);
    remarks::draw_gaps(svg, lines, &plan, taken);
}

fn draw_periods(svg: &mut Svg, lines: &Lines, plan: &Plan) {
    let names: Vec<(f64, &Name, bool)> = lines.names.iter().map(|(at, name)| (plan.x(*at), name, false)).collect();
    axis::name_row(svg, &names, plan.plot.bottom() + 22.0, (0.0, plan.paper()));
}

/// The pieces of a line between gaps and breaks.
fn pieces<'a>(lines: &Lines, points: &'a [Point]) -> Vec<&'a [Point]> {
    points
        .chunk_by(|(one, _), (next, _)| {
            next - one <= 1 && !lines.breaks.iter().any(|mark| mark.at > *one && mark.at <= *next)
        })
        .collect()
}

fn draw_line(svg: &mut Svg, lines: &Lines, (index, line): (usize, &Line), plan: &Plan) {
    let style = Style::nth(index);
    let pieces = pieces(lines, &line.points);
    for piece in &pieces {
        let points: Vec<(f64, f64)> = piece.iter().map(|point| plan.place(*point)).collect();
        if points.len() > 1 {
            svg.polyline(&style.stroke(), &points);
        }
    }
    let ends = pieces.iter().flat_map(|piece| [piece.first(), piece.last()]).flatten();
    let eventful = line.points.iter().filter(|(at, _)| lines.events.iter().any(|mark| mark.at == *at));
    let few = line.points.iter().filter(|_| line.points.len() <= 6);
    let mut marked: Vec<&Point> = ends.chain(eventful).chain(few).collect();
    marked.sort_unstable();
    marked.dedup();
    for point in marked {
        style.marker(svg, plan.place(*point));
    }
}

/// Whether an axis that begins at zero would leave more than half of it empty.
pub(super) fn should_cut(values: impl Iterator<Item = Decimal>) -> bool {
    let ends = values.fold(None, |ends: Option<(f64, f64)>, value| {
        let value = to_f64(value);
        Some(ends.map_or((value, value), |(low, high)| (low.min(value), high.max(value))))
    });
    ends.is_some_and(|(low, high)| {
        low > 0.0 && low / high > 0.5 && low < high || high < 0.0 && high / low > 0.5 && low < high
    })
}
