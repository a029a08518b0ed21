//! Writes SVG: escapes, rounds to a tenth so that bytes are stable, and keeps all looks in classes.

use std::fmt::Write as _;

use crate::text::push_escaped;

/// Where a text's position lies on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// At its left end.
    Start,
    /// In its middle.
    Middle,
    /// At its right end.
    End,
}

/// A box on paper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    /// Its left edge.
    pub(super) x: f64,
    /// Its upper edge.
    pub(super) y: f64,
    /// Its width.
    pub(super) width: f64,
    /// Its height.
    pub(super) height: f64,
}

impl Area {
    /// The box between two corners, in any order.
    pub(super) fn between((x1, y1): (f64, f64), (x2, y2): (f64, f64)) -> Self {
        Self { x: x1.min(x2), y: y1.min(y2), width: (x2 - x1).abs(), height: (y2 - y1).abs() }
    }

    /// The box that lies `by` within it: a stroke of twice that width then keeps to its edges.
    pub(super) fn inside(&self, by: f64) -> Self {
        let less = |length: f64| (length - 2.0 * by).max(0.0);
        Self { x: self.x + by, y: self.y + by, width: less(self.width), height: less(self.height) }
    }

    /// Its right edge.
    pub(super) fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Its lower edge.
    pub(super) fn bottom(&self) -> f64 {
        self.y + self.height
    }
}

/// A drawing in the making.
#[derive(Debug, Default)]
pub(super) struct Svg {
    body: String,
}

impl Svg {
    /// The drawing's elements without a frame.
    pub(super) fn into_body(self) -> String {
        self.body
    }

    fn write(&mut self, arguments: std::fmt::Arguments<'_>) {
        let written = self.body.write_fmt(arguments);
        debug_assert!(written.is_ok(), "writing to a String cannot fail");
    }

    /// A filled or framed box.
    pub(super) fn rect(&mut self, class: &str, area: Area) {
        let Area { x, y, width, height } = area;
        let (x, y, width, height) = (num(x), num(y), num(width), num(height));
        self.write(format_args!(r#"<rect class="{class}" x="{x}" y="{y}" width="{width}" height="{height}"/>"#));
    }

    /// A straight line.
    pub(super) fn line(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        let (x1, y1, x2, y2) = (num(x1), num(y1), num(x2), num(y2));
        self.write(format_args!(r#"<line class="{class}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>"#));
    }

    /// A line through points.
    pub(super) fn polyline(&mut self, class: &str, points: &[(f64, f64)]) {
        self.path(class, &path_through(points));
    }

    /// A path; `data` holds numbers that have been rounded.
    pub(super) fn path(&mut self, class: &str, data: &str) {
        if !data.is_empty() {
            self.write(format_args!(r#"<path class="{class}" d="{data}"/>"#));
        }
    }

    /// Straight pieces of one line that is drawn at once.
    pub(super) fn pieces(&mut self, class: &str, pieces: &[[(f64, f64); 2]]) {
        let data: String = pieces.iter().map(|ends| path_through(ends)).collect();
        self.path(class, &data);
    }

    /// A disc.
    pub(super) fn disc(&mut self, class: &str, (x, y): (f64, f64), radius: f64) {
        let (x, y, radius) = (num(x), num(y), num(radius));
        self.write(format_args!(r#"<circle class="{class}" cx="{x}" cy="{y}" r="{radius}"/>"#));
    }

    /// A line of text; `y` is its baseline. What is a label needs no class to say so.
    pub(super) fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " c-mid",
            Anchor::End => " c-end",
        };
        let (x, y) = (num(x), num(y));
        let class = format!("{}{anchor}", class.strip_prefix("c-label").unwrap_or(class));
        match class.trim_start() {
            "" => self.write(format_args!(r#"<text x="{x}" y="{y}">"#)),
            class => self.write(format_args!(r#"<text class="{class}" x="{x}" y="{y}">"#)),
        }
        push_escaped(&mut self.body, text);
        self.body.push_str("</text>");
    }

    /// 45° hatching of a box, as one path of strokes clipped to it; needs no pattern and so no id.
    pub(super) fn hatch(&mut self, class: &str, area: Area) {
        let mut data = String::new();
        // Each stroke runs x + y = offset, from the lower left to the upper right.
        let step = 6.0;
        let mut offset = step;
        let mut pen = (0.0, 0.0);
        while offset < area.width + area.height {
            let (from, to) = (offset - area.height.min(offset), offset.min(area.width));
            let start = (area.x + from, area.y + offset - from);
            // The pair after a move is the end of a line.
            data.push('m');
            push_step(&mut data, &mut pen, start);
            data.push(' ');
            push_step(&mut data, &mut pen, (area.x + to, area.y + offset - to));
            offset += step;
        }
        self.path(class, &data);
    }

    /// Level stripes across a box, as one path.
    pub(super) fn stripes(&mut self, class: &str, area: Area) {
        let mut data = String::new();
        let mut y = area.bottom() - 4.0;
        while y > area.y {
            let _ = write!(data, "M{} {}H{}", num(area.x), num(y), num(area.right()));
            y -= 5.0;
        }
        self.path(class, &data);
    }
}

/// Moves the pen and writes by how much. Both ends are rounded first, so that no error adds up.
fn push_step(data: &mut String, pen: &mut (f64, f64), to: (f64, f64)) {
    let to = (rounded(to.0), rounded(to.1));
    let (dx, dy) = (num(to.0 - pen.0), num(to.1 - pen.1));
    let _ = write!(data, "{dx}{}{dy}", if dy.starts_with('-') { "" } else { " " });
    *pen = to;
}

/// `M…L…` through points.
pub(super) fn path_through(points: &[(f64, f64)]) -> String {
    let mut data = String::new();
    for (index, (x, y)) in points.iter().enumerate() {
        let command = if index == 0 { 'M' } else { 'L' };
        let _ = write!(data, "{command}{} {}", num(*x), num(*y));
    }
    data
}

/// A coordinate with at most one decimal.
pub(super) fn num(value: f64) -> String {
    let rounded = rounded(value);
    // −0 and what is no number at all would look odd or break the drawing.
    if rounded == 0.0 || !rounded.is_finite() { "0".to_owned() } else { rounded.to_string() }
}

fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// The frame of an inline drawing. What it shows is said once beside its two widths.
pub(super) fn frame(class: &str, (width, height): (f64, f64), body: &str) -> String {
    let (width, height) = (num(width), num(height));
    format!(
        r#"<svg class="chart {class}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" aria-hidden="true">{body}</svg>"#
    )
}

#[cfg(test)]
mod tests {
    use super::{Anchor, Area, Svg, num};

    #[test]
    fn coordinates_are_rounded_and_never_strange() {
        assert_eq!([num(1.0), num(1.25), num(-0.01), num(f64::NAN), num(12.34)], ["1", "1.3", "0", "0", "12.3"]);
    }

    #[test]
    fn text_is_escaped() {
        let mut svg = Svg::default();
        svg.text("c-label", (0.0, 1.0), Anchor::End, "<b>&\"</script>");
        let expected = r#"<text class="c-end" x="0" y="1">&lt;b&gt;&amp;&quot;&lt;/script&gt;</text>"#;
        assert_eq!(svg.into_body(), expected);
    }

    #[test]
    fn hatching_stays_inside_its_box() {
        let area = Area { x: 10.0, y: 20.0, width: 17.0, height: 9.0 };
        let mut svg = Svg::default();
        svg.hatch("c-hatch", area);
        let body = svg.into_body();
        let data = body.split('"').nth(3).unwrap().replace('m', " ").replace('-', " -");
        let steps: Vec<f64> = data.split_whitespace().map(|step| step.parse().unwrap()).collect();
        let mut pen = (0.0, 0.0);
        for step in steps.chunks(2) {
            pen = (pen.0 + step[0], pen.1 + step[1]);
            let inside = (area.x..=area.right()).contains(&pen.0) && (area.y..=area.bottom()).contains(&pen.1);
            assert!(inside, "{pen:?} in {data}");
        }
        assert_eq!(steps.len(), 4 * 4, "a pair for each end of four strokes");
    }
}
