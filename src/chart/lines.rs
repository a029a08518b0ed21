//! Lines over time: colour, dash and marker for each series, names at their ends, gaps and breaks left open.

mod between;
mod style;

use rust_decimal::Decimal;

use super::axis::{self, Name, label_box, overlap};
use super::measure::{SIZE, cut, width};
use super::scale::Scale;
use super::svg::{Anchor, Area, Svg};
use super::words::{Writing, no_data};
use crate::decimal::to_f64;
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
    /// The figure at its end, where it is not written as `writing` would.
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
    /// The room for names at the right.
    names: f64,
    /// Whether the axis runs down.
    ranks: bool,
}

impl Plan {
    fn new(lines: &Lines, size: (f64, f64)) -> Self {
        let scale = lines.scale();
        let ticks = axis::tick_texts(&scale, &lines.writing, true);
        let gutter = axis::gutter(&ticks);
        let most = size.0 * if size.0 < 400.0 { 0.3 } else { 0.26 };
        let widest = |index: usize| {
            end_texts(lines, most).iter().map(|text| width(&text[index], SIZE + 1.0)).fold(0.0, f64::max)
        };
        let names = widest(0).min(most).max(widest(1)) + 14.0;
        let foot = if lines.events.is_empty() && lines.breaks.is_empty() { 28.0 } else { 52.0 };
        let plot = Area { x: gutter, y: 20.0, width: size.0 - gutter - names, height: size.1 - 20.0 - foot };
        Self { plot, scale, ticks, ends: lines.ends(), names, ranks: lines.ranks }
    }

    fn x(&self, at: i32) -> f64 {
        let (first, last) = self.ends;
        let inner = Area { x: self.plot.x + 14.0, width: self.plot.width - 20.0, ..self.plot };
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

/// The name and the last figure of each line. More than four lines have both in one, where there is room.
fn end_texts(lines: &Lines, room: f64) -> Vec<[String; 2]> {
    let writing = &lines.writing;
    let figure = |line: &Line| {
        let Some((_, value)) = line.points.last() else { return no_data(writing.language).to_owned() };
        let text = line.shown.clone().unwrap_or_else(|| writing.fitting(*value, 76.0));
        let with_unit = writing.unit_after(&text);
        if width(&with_unit, SIZE + 1.0) > 96.0 { text } else { with_unit }
    };
    let texts = |line: &Line| {
        let both = format!("{} {}", line.label, figure(line));
        match lines.series.len() {
            1 => [String::new(), figure(line)],
            2..=4 => [line.label.clone(), figure(line)],
            _ if width(&both, SIZE + 1.0) <= room => [both, String::new()],
            _ => [line.label.clone(), String::new()],
        }
    };
    lines.series.iter().map(texts).collect()
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
    draw_remarks(svg, lines, &plan);
    for (index, line) in lines.series.iter().enumerate() {
        draw_line(svg, lines, (index, line), &plan);
    }
    draw_targets(svg, lines, &plan);
    draw_names(svg, lines, &plan);
    draw_gaps(svg, lines, &plan);
}

fn draw_periods(svg: &mut Svg, lines: &Lines, plan: &Plan) {
    let names: Vec<(f64, &Name, bool)> = lines.names.iter().map(|(at, name)| (plan.x(*at), name, false)).collect();
    axis::name_row(svg, &names, plan.plot.bottom() + 22.0, (0.0, plan.plot.right() + plan.names));
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

fn draw_targets(svg: &mut Svg, lines: &Lines, plan: &Plan) {
    let mut taken: Vec<Area> = Vec::new();
    for line in &lines.series {
        for piece in line.points.windows(2) {
            let ((x1, y1), (x2, y2)) = (plan.place(piece[0]), plan.place(piece[1]));
            taken.push(Area::between((x1, y1 - 3.0), (x2, y2 + 3.0)));
        }
    }
    for (value, words) in lines.series.iter().filter_map(|line| line.target.as_ref()) {
        let y = plan.y(*value);
        svg.line("c-target", (plan.plot.x, y), (plan.plot.right(), y));
        // On narrow paper the words may need the room above the names as well.
        let paper = plan.plot.right() + plan.names;
        let words = &cut(words, SIZE, paper);
        let size = (width(words, SIZE), SIZE);
        let right = if size.0 > plan.plot.width { paper } else { plan.plot.right() };
        let places = [(right, Anchor::End), (plan.plot.x + 6.0, Anchor::Start)]
            .into_iter()
            .flat_map(|(x, anchor)| [(x, y - 7.0, anchor), (x, y + 18.0, anchor)]);
        let cost = |(x, y, anchor): &(f64, f64, Anchor)| {
            let area = label_box((*x, *y), *anchor, size);
            overlap(area, &taken) + (-area.y).max(area.bottom() - plan.plot.bottom()).max(0.0) * 100.0
        };
        if let Some((x, y, anchor)) = places.min_by(|one, other| cost(one).total_cmp(&cost(other))) {
            svg.text("c-target-label c-halo", (x, y), anchor, words);
            taken.push(label_box((x, y), anchor, size));
        }
    }
}

/// Names and last figures at the ends of the lines, pushed apart where lines end close together.
fn draw_names(svg: &mut Svg, lines: &Lines, plan: &Plan) {
    let texts = end_texts(lines, plan.names);
    let compact = lines.series.len() > 4;
    let step = if compact {
        18.0
    } else if lines.series.len() == 1 {
        20.0
    } else {
        40.0
    };
    let mut ends: Vec<(usize, f64)> = lines
        .series
        .iter()
        .enumerate()
        .map(|(index, line)| (index, line.points.last().map_or(plan.plot.bottom(), |(_, value)| plan.y(*value))))
        .collect();
    ends.sort_by(|one, other| one.1.total_cmp(&other.1));
    spread(&mut ends, step, (plan.plot.y, plan.plot.bottom()));
    let x = plan.plot.right() + 6.0;
    for (index, y) in ends {
        let class = Style::nth(index).text();
        let [name, figure] = &texts[index];
        let room = plan.names - 6.0;
        if compact {
            svg.text(&format!("c-label {class} c-strong"), (x, y + 5.0), Anchor::Start, &cut(name, SIZE, room));
            continue;
        }
        let figure_y = if name.is_empty() { y + 5.0 } else { y + 16.0 };
        if !name.is_empty() {
            svg.text(&format!("c-label {class} c-strong"), (x, y - 2.0), Anchor::Start, &cut(name, SIZE, room));
        }
        svg.text(&format!("c-value {class} c-strong"), (x, figure_y), Anchor::Start, figure);
    }
}

/// Moves places that lie closer than `step` apart, keeping their order and, where it can, the bounds.
fn spread(places: &mut [(usize, f64)], step: f64, (top, bottom): (f64, f64)) {
    let mut least = top;
    for (_, y) in places.iter_mut() {
        *y = y.max(least);
        least = *y + step;
    }
    let mut most = bottom;
    for (_, y) in places.iter_mut().rev() {
        *y = y.min(most);
        most = *y - step;
    }
}

/// A gap that all lines share is named, where there is room for words.
fn draw_gaps(svg: &mut Svg, lines: &Lines, plan: &Plan) {
    let words = no_data(lines.writing.language);
    let [line] = lines.series.as_slice() else { return };
    for pair in line.points.windows(2).filter(|pair| pair[1].0 - pair[0].0 > 1) {
        let (x1, x2) = (plan.x(pair[0].0), plan.x(pair[1].0));
        let middle = f64::midpoint(x1, x2);
        let lower = plan.y(pair[0].1.min(pair[1].1)).max(plan.y(pair[0].1.max(pair[1].1)));
        svg.line("c-gap", (x1, plan.plot.bottom()), (x2, plan.plot.bottom()));
        let text_width = width(words, SIZE);
        let x = middle.clamp(plan.plot.x + text_width / 2.0, plan.plot.right() - text_width / 2.0);
        let _ = lower;
        svg.text("c-label c-halo", (x, plan.plot.bottom() - 8.0), Anchor::Middle, words);
    }
}

fn draw_remarks(svg: &mut Svg, lines: &Lines, plan: &Plan) {
    let y = plan.plot.bottom() + 46.0;
    let mut taken: Vec<Area> = Vec::new();
    let marks = lines.breaks.iter().map(|mark| (mark, true)).chain(lines.events.iter().map(|mark| (mark, false)));
    for (mark, is_break) in marks {
        let half_step = if is_break { 0.5 } else { 0.0 };
        let step = plan.x(plan.ends.0 + 1) - plan.x(plan.ends.0);
        let x = plan.x(mark.at) - half_step * step;
        let top = if is_break { plan.plot.y } else { highest(lines, mark.at, plan) };
        svg.line(if is_break { "c-break" } else { "c-leader" }, (x, top), (x, y - 12.0));
        let words = cut(&mark.text, SIZE, plan.plot.width);
        let text_width = width(&words, SIZE);
        let x = (x - 4.0).min(plan.plot.right() + plan.names - text_width).max(0.0);
        let area = label_box((x, y), Anchor::Start, (text_width, SIZE));
        if overlap(area, &taken) == 0.0 {
            svg.text("c-note c-halo", (x, y), Anchor::Start, &words);
            taken.push(area);
        }
    }
}

/// Where a leader line must begin so that it leaves the lowest point of its period free.
fn highest(lines: &Lines, at: i32, plan: &Plan) -> f64 {
    let points = lines.series.iter().flat_map(|line| line.points.iter().filter(|point| point.0 == at));
    points.map(|point| plan.y(point.1) + 9.0).fold(plan.plot.y, f64::max).min(plan.plot.bottom())
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

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn names_at_the_ends_keep_apart() {
        let mut places = [(0, 10.0), (1, 12.0), (2, 90.0)];
        spread(&mut places, 20.0, (0.0, 100.0));
        assert_eq!(places.map(|(_, y)| y.to_string()), ["10", "30", "90"]);
        let mut low = [(0, 95.0), (1, 99.0)];
        spread(&mut low, 20.0, (0.0, 100.0));
        assert_eq!(low.map(|(_, y)| y.to_string()), ["80", "100"]);
    }
}
