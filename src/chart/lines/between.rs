//! The field between two lines, dotted where the first lies above the second.

use std::fmt::Write as _;

use super::{Line, Lines, Plan};
use crate::chart::measure::{SIZE, width};
use crate::chart::svg::{Anchor, Svg, num};

/// Dots where the first of two lines lies above the second, with the difference in words.
pub(super) fn draw(svg: &mut Svg, lines: &Lines, plan: &Plan) {
    let (Some((since, words)), [upper, lower, ..]) = (&lines.between, lines.series.as_slice()) else { return };
    let height_at = |line: &Line, x: f64| {
        line.points.windows(2).find_map(|pair| {
            let ((x1, y1), (x2, y2)) = (plan.place(pair[0]), plan.place(pair[1]));
            (pair[1].0 - pair[0].0 <= 1 && x1 <= x && x <= x2).then(|| y1 + (x - x1) / (x2 - x1).max(0.1) * (y2 - y1))
        })
    };
    let (mut x, end) = (plan.x(*since) + 3.0, plan.x(plan.ends.1));
    let (mut data, mut widest) = (String::new(), (0.0, 0.0, 0.0));
    while x < end {
        if let (Some(top), Some(bottom)) = (height_at(upper, x), height_at(lower, x)) {
            let mut y = (top / 6.0).ceil() * 6.0 + 3.0;
            while y < bottom - 2.0 {
                let _ = write!(data, "M{} {}h0", num(x), num(y));
                y += 6.0;
            }
            if bottom - top > widest.0 {
                widest = (bottom - top, x, f64::midpoint(top, bottom));
            }
        }
        x += 6.0;
    }
    svg.path("c-dots", &data);
    let text_width = width(words, SIZE);
    let free = plan.plot.right() - plan.plot.x - text_width;
    if widest.0 > 34.0 && free > 0.0 {
        let x = (widest.1 - 8.0).min(plan.plot.right() - 8.0);
        svg.text("c-label c-strong c-halo", (x, widest.2 + 5.0), Anchor::End, words);
    }
}
