//! Shares in lying bars, one for each group. Two answers stand at the two ends, so that both can be compared;
//! more follow each other. What is missing from 100 stays empty.

use rust_decimal::Decimal;

use super::Drawing;
use super::bars::{self, Bars};
use super::key::Key;
use super::measure::{SIZE, width, wrap};
use super::svg::{Anchor, Area, Svg};
use crate::data::interval::{Interval, margin};
use crate::decimal::{shown, to_f64};

/// One bar.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The group's name.
    pub(super) label: String,
    /// The shares in per cent, in the order of the answers.
    pub(super) shares: Vec<Option<Decimal>>,
    /// The standard error of the first share.
    pub(super) error: Option<Decimal>,
    /// 「n=1,204」.
    pub(super) n: String,
    /// Whether it stands for everyone.
    pub(super) whole: bool,
    /// What to write where no share is known.
    pub(super) nothing: String,
}

/// Bars with the names of their parts.
#[derive(Clone, Debug)]
pub(super) struct Stack {
    /// The answers' names.
    pub(super) answers: Vec<String>,
    /// What the empty rest is called; empty where no bar has one.
    pub(super) rest: String,
    /// The bars from top to bottom.
    pub(super) rows: Vec<Row>,
}

const THICK: f64 = 26.0;
/// The height of a line of a group's name, and how many lines it may have.
const LINE: f64 = 18.0;
const MOST_LINES: usize = 3;

struct Plan {
    narrow: bool,
    bar: Area,
    /// The first row's upper edge.
    top: f64,
    size: f64,
}

/// How a part of a bar looks: its class, whether it is hatched, and the class of a figure on it.
fn look(index: usize, count: usize) -> (&'static str, bool, &'static str) {
    const LOOKS: [(&str, bool, &str); 5] = [
        ("c-data-1", false, "c-value c-on-1"),
        ("c-data-1-muted", false, "c-value c-strong"),
        ("c-neutral", false, "c-value c-strong c-halo"),
        ("c-data-2-muted", true, "c-value c-strong c-halo"),
        ("c-data-2", true, "c-value c-strong c-halo"),
    ];
    let order: &[usize] = match count {
        0 | 1 => &[0],
        2 => &[0, 4],
        3 => &[0, 2, 4],
        4 => &[0, 1, 3, 4],
        _ => &[0, 1, 2, 3, 4],
    };
    LOOKS[order[index % order.len()]]
}

impl Stack {
    fn plan(&self, all: f64) -> Plan {
        let narrow = all < 400.0;
        let widest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
        let labels = if narrow {
            0.0
        } else {
            widest(&mut self.rows.iter().map(|row| width(&row.label, 15.0))).min(176.0) + 14.0
        };
        let sizes = if narrow { 0.0 } else { widest(&mut self.rows.iter().map(|row| width(&row.n, SIZE))) };
        let sizes = if sizes > 0.0 { sizes + 10.0 } else { 0.0 };
        let figures = if self.answers.len() == 2 { 58.0 } else { 0.0 };
        let bar = Area { x: labels, y: 0.0, width: all - labels - figures - sizes, height: THICK };
        let top = 14.0 + self.key(all).height();
        Plan { narrow, bar, top, size: all }
    }

    fn key(&self, all: f64) -> Key {
        Key::new(self.answers.iter().chain(Some(&self.rest).filter(|rest| !rest.is_empty())), all)
    }

    /// How high the drawing is.
    pub(super) fn height(&self, all: f64) -> f64 {
        let plan = self.plan(all);
        plan.top + self.rows.iter().map(|row| plan.pitch(row)).sum::<f64>()
    }

    /// Draws at the height `top` on paper of a width.
    pub(super) fn draw(&self, svg: &mut Svg, top: f64, all: f64) {
        let plan = self.plan(all);
        self.draw_key(svg, top, all);
        let mut y = top + plan.top;
        for row in &self.rows {
            draw_row(svg, row, y, &plan);
            y += plan.pitch(row);
        }
    }

    fn draw_key(&self, svg: &mut Svg, top: f64, all: f64) {
        self.key(all).draw(svg, top, |svg, index, swatch| {
            if index < self.answers.len() {
                let (class, hatched, _) = look(index, self.answers.len());
                svg.rect(class, swatch);
                if hatched {
                    svg.hatch("c-hatch", swatch);
                }
            } else {
                svg.rect("c-outline", swatch.inside(0.8));
            }
        });
    }
}

/// Bars over time with the shares of answers below them under a heading.
pub(super) fn draw_stack_below(bars: &Bars, head: &str, stack: &Stack, width: f64) -> Drawing {
    let height = bars::height(bars, width);
    Drawing::new(height + 52.0 + stack.height(width), |svg| {
        bars::draw(svg, bars, (width, height));
        svg.text("c-name", (0.0, height + 32.0), Anchor::Start, head);
        stack.draw(svg, height + 52.0, width);
    })
}

impl Plan {
    /// A group's name in lines: above its bar on narrow paper, beside it on wide.
    fn label(&self, row: &Row) -> Vec<String> {
        let room = if self.narrow { self.size - width(&row.n, SIZE) - 12.0 } else { self.bar.x - 10.0 };
        wrap(&row.label, SIZE, (room, MOST_LINES))
    }

    /// From the upper edge of a row to that of the next.
    fn pitch(&self, row: &Row) -> f64 {
        let name = f64::from(u32::try_from(self.label(row).len()).unwrap_or(1)) * LINE;
        let gap = if row.whole { 12.0 } else { 0.0 };
        gap + if self.narrow { THICK + 18.0 + name } else { (THICK + 14.0).max(name + 10.0) }
    }
}

fn draw_row(svg: &mut Svg, row: &Row, top: f64, plan: &Plan) {
    let class = if row.whole { "c-label c-strong" } else { "c-label c-ink" };
    let baseline = top + if plan.narrow { 14.0 } else { 18.0 };
    let mut below = top;
    for line in plan.label(row) {
        svg.text(class, (0.0, baseline + below - top), Anchor::Start, &line);
        below += LINE;
    }
    svg.text("c-label", (plan.size, baseline), Anchor::End, &row.n);
    let y = if plan.narrow { below + 2.0 } else { top };
    let bar = Area { y, ..plan.bar };
    if row.shares.iter().all(Option::is_none) {
        svg.text("c-label", (bar.x, y + 18.0), Anchor::Start, &row.nothing);
        return;
    }
    svg.rect("c-outline", bar.inside(0.8));
    if row.shares.len() == 2 {
        draw_two(svg, row, bar);
    } else {
        draw_many(svg, row, bar);
    }
    if let (Some(error), Some(Some(first))) = (row.error, row.shares.first()) {
        draw_whisker(svg, Interval { low: first - margin(error), high: first + margin(error) }, bar);
    }
}

fn pixels(share: Decimal, bar: Area) -> f64 {
    to_f64(share) / 100.0 * bar.width
}

fn percent(share: Decimal) -> String {
    format!("{}%", shown(share))
}

/// The first from the left, the second from the right; its figure stands behind the bar.
fn draw_two(svg: &mut Svg, row: &Row, bar: Area) {
    let baseline = bar.y + 18.5;
    if let Some(share) = row.shares.get(1).copied().flatten() {
        let length = pixels(share, bar);
        let part = Area { x: bar.right() - length, width: length, ..bar };
        svg.rect("c-data-2", part);
        svg.hatch("c-hatch", part);
        svg.text("c-value c-text-2 c-strong", (bar.right() + 6.0, baseline), Anchor::Start, &percent(share));
    }
    if let Some(share) = row.shares.first().copied().flatten() {
        let part = Area { width: pixels(share, bar), ..bar };
        svg.rect("c-data-1", part);
        let text = percent(share);
        if part.width > width(&text, 15.0) + 16.0 {
            svg.text("c-value c-on-1", (bar.x + 8.0, baseline), Anchor::Start, &text);
        } else {
            svg.text("c-value c-strong c-halo", (part.right() + 6.0, baseline), Anchor::Start, &text);
        }
    }
}

fn draw_many(svg: &mut Svg, row: &Row, bar: Area) {
    let mut x = bar.x;
    for (index, share) in row.shares.iter().enumerate() {
        let Some(share) = *share else { continue };
        let part = Area { x, width: pixels(share, bar).min(bar.right() - x), ..bar };
        let (class, hatched, text_class) = look(index, row.shares.len());
        svg.rect(class, part);
        if hatched {
            svg.hatch("c-hatch", part);
        }
        let text = percent(share);
        if part.width > width(&text, 15.0) + 8.0 {
            svg.text(text_class, (part.x + part.width / 2.0, bar.y + 18.5), Anchor::Middle, &text);
        }
        x = part.right();
        svg.line("c-seam", (x, bar.y), (x, bar.bottom()));
    }
}

fn draw_whisker(svg: &mut Svg, interval: Interval, bar: Area) {
    let at = |share: Decimal| bar.x + pixels(share.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED), bar);
    let (low, high, y) = (at(interval.low), at(interval.high), bar.y + bar.height / 2.0);
    let cap = |x| [(x, y - 5.0), (x, y + 5.0)];
    for class in ["c-whisker-halo", "c-whisker"] {
        svg.pieces(class, &[[(low, y), (high, y)], cap(low), cap(high)]);
    }
}
