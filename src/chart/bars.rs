//! Upright bars from zero: one for each period or part, with whiskers, a target line, gaps and breaks.

mod plan;

use rust_decimal::Decimal;

use super::axis::{self, Name, label_box, overlap};
use super::lines::{self, Line, Lines, Mark};
use super::measure::{SIZE, cut, width, wrap};
use super::svg::{Anchor, Area, Svg};
use super::words::{MAY_BREAK, Writing, no_data};
use crate::data::interval::Interval;
use plan::Plan;

/// One bar.
#[derive(Clone, Debug)]
pub(super) struct Bar {
    /// What stands at its foot.
    pub(super) name: Name,
    /// How high it is; `None` is a gap.
    pub(super) value: Option<Decimal>,
    /// The figure at its end.
    pub(super) shown: String,
    /// The whisker.
    pub(super) interval: Option<Interval>,
    /// Whether it is the one that counts.
    pub(super) strong: bool,
    /// Why it cannot be compared with the bars before it.
    pub(super) broken: Option<String>,
    /// What happened then.
    pub(super) event: Option<String>,
}

impl Bar {
    /// The place of a period without a figure.
    pub(super) fn gap() -> Self {
        Self {
            name: Name::default(),
            value: None,
            shown: String::new(),
            interval: None,
            strong: false,
            broken: None,
            event: None,
        }
    }
}

/// A row of bars.
#[derive(Clone, Debug)]
pub(super) struct Bars {
    /// The bars from left to right.
    pub(super) row: Vec<Bar>,
    /// The target line and its words.
    pub(super) target: Option<(Decimal, String)>,
    /// A line to compare with, and its words.
    pub(super) reference: Option<(Decimal, String)>,
    /// Whether the bars are things and not periods: each then keeps its name, in two lines where needed.
    pub(super) categories: bool,
    /// How figures are written.
    pub(super) writing: Writing,
}

pub(super) fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

/// How high a row of bars is set.
pub(super) fn height(bars: &Bars, width: f64) -> f64 {
    height_with(bars.row.iter().any(|bar| bar.event.is_some() || bar.broken.is_some()), width)
}

/// How high bars are set with or without remarks below them.
pub(super) fn height_with(remarks: bool, width: f64) -> f64 {
    let height = if width < 400.0 { 250.0 } else { 290.0 };
    height + if remarks { 24.0 } else { 0.0 }
}

/// Draws bars on paper of a size; too many to stand side by side become a line.
pub(super) fn draw(svg: &mut Svg, bars: &Bars, size: (f64, f64)) {
    if count(bars.row.len()) * 15.0 > size.0 {
        lines::draw(svg, &as_line(bars), size);
        return;
    }
    let plan = Plan::new(bars, size);
    axis::grid(svg, plan.plot, &plan.scale, &plan.ticks);
    for (index, bar) in bars.row.iter().enumerate() {
        draw_bar(svg, bar, plan.middle(index), &plan);
    }
    axis::zero_line(svg, plan.plot, &plan.scale);
    if let Some((value, words)) = &bars.reference {
        let y = plan.y(*value);
        svg.line("c-mean", (plan.plot.x, y), (plan.plot.right(), y));
        svg.line("c-mean", (0.0, 9.0), (26.0, 9.0));
        svg.text("c-note", (32.0, 14.0), Anchor::Start, &cut(words, SIZE, plan.plot.right() - 32.0));
    }
    let target_box = draw_target(svg, bars, &plan);
    draw_labels(svg, bars, &plan);
    draw_figures(svg, bars, &plan, target_box);
    draw_remarks(svg, bars, &plan);
}

fn as_line(bars: &Bars) -> Lines {
    let place = |index: usize| i32::try_from(index).unwrap_or(i32::MAX);
    let marks = |pick: fn(&Bar) -> Option<&String>| -> Vec<Mark> {
        let words = bars.row.iter().enumerate().filter_map(|(index, bar)| Some((index, pick(bar)?)));
        words.map(|(index, text)| Mark { at: place(index), text: text.clone() }).collect()
    };
    let named = bars.row.iter().enumerate().filter(|(_, bar)| !bar.name.long.is_empty());
    let points = bars.row.iter().enumerate().filter_map(|(index, bar)| Some((place(index), bar.value?)));
    let shown = bars.row.iter().rev().find(|bar| bar.value.is_some()).map(|bar| bar.shown.clone());
    Lines {
        series: vec![Line { label: String::new(), points: points.collect(), shown, target: bars.target.clone() }],
        names: named.map(|(index, bar)| (place(index), bar.name.clone())).collect(),
        breaks: marks(|bar| bar.broken.as_ref()),
        events: marks(|bar| bar.event.as_ref()),
        between: None,
        writing: bars.writing.clone(),
        from_zero: true,
        ranks: false,
    }
}

fn draw_bar(svg: &mut Svg, bar: &Bar, x: f64, plan: &Plan) {
    let Some(value) = bar.value else { return };
    let half = plan.thickness() / 2.0;
    let area = Area::between((x - half, plan.y(Decimal::ZERO)), (x + half, plan.y(value)));
    svg.rect(if bar.strong { "c-data-1" } else { "c-data-1-muted" }, area);
    if let Some(interval) = bar.interval {
        let cap = 7.0_f64.min(half);
        let (low, high) = (plan.y(interval.low), plan.y(interval.high));
        for class in ["c-whisker-halo", "c-whisker"] {
            let across = |y| [(x - cap, y), (x + cap, y)];
            svg.pieces(class, &[[(x, high), (x, low)], across(high), across(low)]);
        }
    }
}

/// The words of the target stand at its line where the bars leave room, else above the plot.
fn draw_target(svg: &mut Svg, bars: &Bars, plan: &Plan) -> Option<Area> {
    let (value, words) = bars.target.as_ref()?;
    let y = plan.y(*value);
    svg.line("c-whisker-halo", (plan.plot.x, y), (plan.plot.right(), y));
    svg.line("c-target", (plan.plot.x, y), (plan.plot.right(), y));
    if let Some((at, anchor)) = plan.target_words {
        svg.text("c-target-label c-halo", at, anchor, words);
        return Some(label_box(at, anchor, (width(words, SIZE), SIZE)));
    }
    let x = plan.plot.right() - width(words, SIZE) - 8.0;
    svg.line("c-target", (x - 34.0, plan.target_row - 5.0), (x, plan.target_row - 5.0));
    svg.text("c-target-label", (plan.plot.right(), plan.target_row), Anchor::End, words);
    None
}

fn draw_labels(svg: &mut Svg, bars: &Bars, plan: &Plan) {
    let zero = plan.y(Decimal::ZERO);
    let y = if plan.above { zero - 9.0 } else { plan.plot.bottom() + plan.figures + 20.0 };
    if bars.categories {
        for (index, bar) in bars.row.iter().enumerate() {
            let class = if bar.strong { "c-label c-strong" } else { "c-label c-ink" };
            for (line, text) in category_lines(bar, plan.slot).iter().enumerate() {
                svg.text(class, (plan.middle(index), y + count(line) * 18.0), Anchor::Middle, text);
            }
        }
        return;
    }
    let filled = bars.row.iter().enumerate().filter(|(_, bar)| !bar.name.long.is_empty());
    let names: Vec<(f64, &Name, bool)> =
        filled.map(|(index, bar)| (plan.middle(index), &bar.name, bar.strong)).collect();
    axis::name_row(svg, &names, y, (0.0, plan.plot.right()));
}

fn category_lines(bar: &Bar, slot: f64) -> Vec<String> {
    // What all names end with, or a remark in brackets, begins a line of its own where the name does not fit as a whole.
    let whole = bar.name.long.replace(MAY_BREAK, "");
    let room = slot - 6.0;
    let at = bar.name.long.find(MAY_BREAK).or_else(|| whole.find('（'));
    match at {
        Some(at) if at > 0 && width(&whole, SIZE) > room => {
            let mut lines = wrap(&whole[..at], SIZE, (room, 2));
            lines.extend(wrap(&whole[at..], SIZE, (room, 1)));
            lines
        }
        _ => wrap(&whole, SIZE, (room, 3)),
    }
}

/// Marks where what several names end with begins: 「推奨」「参加」 before 「意欲量」.
pub(super) fn mark_common_end(names: &mut [Name]) {
    let [first, others @ ..] = &*names else { return };
    let begins = first.long.char_indices().map(|(at, _)| &first.long[at..]);
    let is_common = |end: &&str| others.iter().all(|name| name.long.ends_with(end));
    let Some(end) = begins.skip(1).find(is_common).filter(|_| !others.is_empty()).map(str::to_owned) else { return };
    if end.chars().count() > 1 {
        for name in names {
            let at = name.long.len() - end.len();
            name.long.insert(at, MAY_BREAK);
        }
    }
}

fn draw_figures(svg: &mut Svg, bars: &Bars, plan: &Plan, target: Option<Area>) {
    let mut taken: Vec<Area> = target.into_iter().collect();
    let mut order: Vec<usize> = (0..bars.row.len()).collect();
    // Where not all figures fit, the one that counts goes first, then the ends.
    order.sort_by_key(|index| (!bars.row[*index].strong, *index != 0, std::cmp::Reverse(*index)));
    for index in order {
        let bar = &bars.row[index];
        let Some(value) = bar.value else {
            draw_nothing(svg, (plan, index), &bar.shown, &mut taken);
            continue;
        };
        let (text, (y, area)) = (plan.shown(bar, value), plan.figure(bar, index, value));
        if overlap(area, &taken) > 0.0 {
            continue;
        }
        taken.push(area);
        let class = if bar.strong { "c-value-strong c-halo" } else { "c-value c-halo" };
        svg.text(class, (area.x + area.width / 2.0, y), Anchor::Middle, &text);
    }
}

/// Says why there is no bar, in a few short lines if need be; nothing where they don't fit.
fn draw_nothing(svg: &mut Svg, (plan, index): (&Plan, usize), why: &str, taken: &mut Vec<Area>) {
    let why = if why.is_empty() { no_data(plan.writing.language) } else { why };
    let mut lines = pieces(why, plan.slot);
    if lines.iter().any(|line| line.ends_with('…') || width(line, SIZE) > plan.slot) {
        // The reason stands in the table as well; that there is one should show.
        let short = why.split(MAY_BREAK).map(str::trim).rev().min_by_key(|piece| piece.len()).unwrap_or_default();
        if !why.contains(MAY_BREAK) || width(short, SIZE) > plan.slot * 1.4 {
            return;
        }
        lines = vec![short.to_owned()];
    }
    let (mut y, step) =
        if plan.above { (plan.y(Decimal::ZERO) + 18.0, 17.0) } else { (plan.y(Decimal::ZERO) - 8.0, -17.0) };
    if !plan.above {
        lines.reverse();
    }
    for line in &lines {
        let at = (plan.middle(index), y);
        let area = label_box(at, Anchor::Middle, (width(line, SIZE) + 4.0, SIZE));
        if overlap(area, taken) > 0.0 {
            return;
        }
        taken.push(area);
        svg.text("c-label c-halo", at, Anchor::Middle, line);
        y += step;
    }
}

/// Lines of `room` that end where they may; a piece that is too long for one is broken as any text.
fn pieces(text: &str, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in text.split(MAY_BREAK) {
        match lines.last_mut() {
            Some(line) if width(line, SIZE) + width(piece, SIZE) <= room => line.push_str(piece),
            _ if text.contains(MAY_BREAK) => lines.extend(wrap(piece, SIZE, (room, 3))),
            _ => lines.push(piece.to_owned()),
        }
    }
    lines
}

/// What is remarked of a place on the axis of time.
pub(super) struct Foot<'a> {
    /// Where the place begins.
    pub(super) left: f64,
    /// Its middle.
    pub(super) middle: f64,
    /// Why it cannot be compared with the places before.
    pub(super) broken: Option<&'a String>,
    /// What happened then.
    pub(super) event: Option<&'a String>,
}

fn draw_remarks(svg: &mut Svg, bars: &Bars, plan: &Plan) {
    let y = plan.plot.bottom() + plan.figures + if plan.above { 8.0 } else { 28.0 } + plan.foot - 14.0;
    let feet = bars.row.iter().enumerate().map(|(index, bar)| Foot {
        left: plan.plot.x + count(index) * plan.slot,
        middle: plan.middle(index),
        broken: bar.broken.as_ref(),
        event: bar.event.as_ref(),
    });
    draw_feet(svg, feet, plan.plot, y);
}

/// Breaks and events with their words on the baseline `y`, as many as keep apart.
pub(super) fn draw_feet<'a>(svg: &mut Svg, feet: impl Iterator<Item = Foot<'a>>, plot: Area, y: f64) {
    let mut taken: Vec<Area> = Vec::new();
    for Foot { left, middle, broken, event } in feet {
        if broken.is_some() {
            svg.line("c-break", (left, plot.y), (left, y - 12.0));
        }
        let Some(words) = broken.or(event) else { continue };
        let x = if broken.is_some() { left } else { middle };
        let words = cut(words, SIZE, plot.width);
        let words_width = width(&words, SIZE);
        let x = x.min(plot.right() - words_width).max(0.0);
        let area = label_box((x, y), Anchor::Start, (words_width, SIZE));
        if overlap(area, &taken) == 0.0 {
            svg.text("c-note c-halo", (x, y), Anchor::Start, &words);
            taken.push(area);
        }
    }
}
