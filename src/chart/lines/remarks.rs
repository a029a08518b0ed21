//! What stands beside the lines: targets, gaps, breaks and events.

use super::{Lines, Plan, pieces};
use crate::chart::axis::{label_box, overlap};
use crate::chart::measure::{SIZE, cut, width};
use crate::chart::svg::{Anchor, Area, Svg};
use crate::chart::words::no_data;

/// Target lines with their words; returns what they and the lines cover.
pub(super) fn draw_targets(svg: &mut Svg, lines: &Lines, plan: &Plan) -> Vec<Area> {
    let mut taken = covered(lines, plan);
    for (value, words) in lines.series.iter().filter_map(|line| line.target.as_ref()) {
        let y = plan.y(*value);
        svg.line("c-target", (plan.plot.x, y), (plan.plot.right(), y));
        // On narrow paper the words may need the room above the names as well.
        let paper = plan.paper();
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
    taken
}

/// What the lines and their markers cover, in boxes.
fn covered(lines: &Lines, plan: &Plan) -> Vec<Area> {
    let mut taken = Vec::new();
    for line in &lines.series {
        for piece in pieces(lines, &line.points) {
            let places: Vec<(f64, f64)> = piece.iter().map(|point| plan.place(*point)).collect();
            let marks = places.iter().map(|(x, y)| Area::between((x - 6.0, y - 6.0), (x + 6.0, y + 6.0)));
            let between =
                |pair: &[(f64, f64)]| Area::between((pair[0].0, pair[0].1 - 3.0), (pair[1].0, pair[1].1 + 3.0));
            taken.extend(marks.chain(places.windows(2).map(between)));
        }
    }
    taken
}

/// A gap in the only line is named where there is room for words: at the foot, else at the head.
pub(super) fn draw_gaps(svg: &mut Svg, lines: &Lines, plan: &Plan, mut taken: Vec<Area>) {
    let words = no_data(lines.writing.language);
    let [line] = lines.series.as_slice() else { return };
    let half = width(words, SIZE) / 2.0;
    for pair in line.points.windows(2).filter(|pair| pair[1].0 - pair[0].0 > 1) {
        let (x1, x2) = (plan.x(pair[0].0), plan.x(pair[1].0));
        svg.line("c-gap", (x1, plan.plot.bottom()), (x2, plan.plot.bottom()));
        let x = f64::midpoint(x1, x2).clamp(plan.plot.x + half, plan.plot.right() - half);
        let area = |y: &f64| label_box((x, *y), Anchor::Middle, (half * 2.0 + 8.0, SIZE));
        let free = |y: &f64| overlap(area(y), &taken) == 0.0;
        if let Some(y) = [plan.plot.bottom() - 8.0, plan.plot.y + 16.0].into_iter().find(free) {
            svg.text("c-label c-halo", (x, y), Anchor::Middle, words);
            taken.push(area(&y));
        }
    }
}

/// Breaks and events, with their words below the axis.
pub(super) fn draw(svg: &mut Svg, lines: &Lines, plan: &Plan) {
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
        let x = (x - 4.0).min(plan.paper() - text_width).max(0.0);
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
