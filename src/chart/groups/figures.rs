//! The figures at the ends of bars: those of the group that counts where they fit, and all others or none of them, so
//! that no one asks why just these bars have one. The table holds them all.

use rust_decimal::Decimal;

use super::{Groups, Plan, known};
use crate::chart::axis::{label_box, overlap};
use crate::chart::measure::{SIZE, bold, width};
use crate::chart::svg::{Anchor, Area, Svg};
use crate::chart::words::no_data;

/// The size of figures.
const FIGURE: f64 = SIZE + 1.0;

/// A figure with the middle of its baseline.
struct Figure {
    text: String,
    at: (f64, f64),
}

/// Writes the figures that fit.
pub(super) fn draw(svg: &mut Svg, groups: &Groups, plan: &Plan) {
    let mut taken = covered(groups, plan);
    let (counting, others): (Vec<_>, Vec<_>) = known(groups).partition(|(index, ..)| groups.row[*index].strong);
    for figure in counting.into_iter().filter_map(|bar| place(groups, plan, bar, &mut taken)).collect::<Vec<_>>() {
        svg.text("c-value c-strong c-halo", figure.at, Anchor::Middle, &figure.text);
    }
    let figures: Option<Vec<Figure>> = others.into_iter().map(|bar| place(groups, plan, bar, &mut taken)).collect();
    for figure in figures.unwrap_or_default() {
        svg.text("c-value c-halo", figure.at, Anchor::Middle, &figure.text);
    }
}

/// What bars, targets, breaks and words cover already.
fn covered(groups: &Groups, plan: &Plan) -> Vec<Area> {
    let bars = known(groups).map(|(index, line, value)| plan.bar(index, line, value));
    let targets = plan.targets(groups).into_iter().map(|line| Area { y: line.y - 2.0, height: 4.0, ..line });
    let silent = groups.row.iter().enumerate().filter(|(_, group)| plan.says_nothing(group)).map(|(index, _)| {
        let at = (plan.middle(index), plan.y(Decimal::ZERO) - 8.0);
        label_box(at, Anchor::Middle, (width(no_data(plan.language), SIZE) + 8.0, SIZE))
    });
    let broken = groups.row.iter().enumerate().filter(|(_, group)| group.broken.is_some());
    let breaks = broken.map(|(index, _)| Area { x: plan.left(index) - 2.0, width: 4.0, ..plan.plot });
    bars.chain(targets).chain(silent).chain(breaks).collect()
}

/// A free place for a figure: above or below its bar, there in the middle or flush with one of its sides, else beyond a
/// target line.
fn place(
    groups: &Groups,
    plan: &Plan,
    (index, line, value): (usize, usize, Decimal),
    taken: &mut Vec<Area>,
) -> Option<Figure> {
    let text = groups.writing.fitting(value, (plan.thickness * 1.6).max(48.0));
    let bar = plan.bar(index, line, value);
    let text_width = if groups.row[index].strong { bold(&text, FIGURE) } else { width(&text, FIGURE) };
    let half = text_width / 2.0;
    let down = value < Decimal::ZERO;
    let near = if down { bar.bottom() + 16.0 } else { bar.y - 5.0 };
    let far = plan.targets(groups).into_iter().map(|target| if down { target.y + 18.0 } else { target.y - 6.0 });
    let far: Vec<f64> = far.filter(|y| groups.row[index].strong && (y - near).abs() < 26.0).collect();
    let middle = bar.x + bar.width / 2.0;
    let reach = (half - bar.width / 2.0).max(0.0);
    let xs = [middle, middle - reach, middle + reach];
    let places = std::iter::once(near).chain(far).flat_map(|y| xs.map(|x| (x, y)));
    let mut figures = places.map(|at| (at, label_box(at, Anchor::Middle, (half * 2.0 + 2.0, FIGURE))));
    let free = |(_, area): &((f64, f64), Area)| {
        let inside = area.x >= plan.plot.x - 2.0 && area.right() <= plan.plot.right() + 1.0;
        let below_key = area.y >= plan.plot.y - 22.0;
        inside && below_key && overlap(*area, taken) == 0.0
    };
    let (at, area) = figures.find(free)?;
    taken.push(area);
    Some(Figure { text, at })
}
