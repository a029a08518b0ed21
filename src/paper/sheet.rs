//! The sheet pictures are laid on: every piece of paper comes through here and throws a short hard shadow.
//! It owns the generator, so that edges differ a little from piece to piece, as cut by hand.

use std::fmt::Write as _;

use super::chance::{Chance, around};
use super::dye::{Dark, Dye, Painter, file_style};
use super::path::{At, Path, push_number, tenths};

/// An SVG picture under construction.
pub(super) struct Sheet {
    body: String,
    fills: u32,
    lines: u32,
    /// How many pieces throw a shadow; each has a name, so that its shadow need not repeat its outline.
    named: u32,
    painter: Painter,
    pub(super) chance: Chance,
    /// The dye of the ground, which no large piece in front should share.
    pub(super) sky: Dye,
    /// How many coats were handed out, so that neighbours dress differently.
    pub(super) worn: u32,
}

impl Sheet {
    /// An empty sheet for `seed`.
    pub(super) fn new(seed: &str, sky: Dye) -> Self {
        let mut chance = Chance::of(seed);
        let worn = chance.below(8);
        Self { body: String::new(), fills: 0, lines: 0, named: 0, painter: Painter::Browser, chance, sky, worn }
    }

    /// The same for another painter.
    pub(super) fn painted_by(self, painter: Painter) -> Self {
        Self { painter, ..self }
    }

    /// The finished file: a standalone SVG of `width` × `height` units that begins `left` of the origin.
    pub(super) fn file(self, (left, width): (i32, u32), height: u32, dark: Dark) -> String {
        let style = file_style(self.fills, self.lines, dark, self.painter);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{} 0 {width}0 {height}0\" width=\"{width}\" height=\"{height}\">{style}{}</svg>\n",
            left * 10,
            self.body
        )
    }

    /// A number between `low` and `high`.
    pub(super) fn between(&mut self, low: f64, high: f64) -> f64 {
        self.chance.between(low, high)
    }

    /// True in `percent` cases of a hundred.
    pub(super) fn likely(&mut self, percent: u32) -> bool {
        self.chance.likely(percent)
    }

    /// One of `dyes` other than the ground's.
    pub(super) fn dye(&mut self, dyes: &[Dye]) -> Dye {
        let sky = self.sky;
        let fit: Vec<Dye> = dyes.iter().copied().filter(|dye| *dye != sky).collect();
        self.chance.pick(&fit, Dye::Paper)
    }

    // Pieces of paper.

    /// Lays a piece with its shadow.
    pub(super) fn cut(&mut self, dye: Dye, path: &Path) {
        if path.data().is_empty() {
            return;
        }
        self.fills |= dye.bit() | Dye::Shadow.bit();
        self.named += 1;
        let (name, class, data) = (letters(self.named), dye.letter(), path.data());
        let _ = match self.painter {
            Painter::Browser => {
                write!(self.body, "<use href=\"#{name}\"/><path id=\"{name}\" class=\"{class}\" d=\"{data}\"/>")
            }
            Painter::Plain => {
                let shadow = Dye::Shadow.letter();
                write!(self.body, "<path class=\"{shadow}\" d=\"{data}\"/><path class=\"{class}\" d=\"{data}\"/>")
            }
        };
    }

    /// Prints a shape on the piece below, without a shadow.
    pub(super) fn flat(&mut self, dye: Dye, path: &Path) {
        if path.data().is_empty() {
            return;
        }
        self.fills |= dye.bit();
        let _ = write!(self.body, "<path class=\"{}\" d=\"{}\"/>", dye.letter(), path.data());
    }

    /// A hand-cut disc.
    pub(super) fn disc(&mut self, dye: Dye, at: At, r: f64) {
        self.oval(dye, at, r, r);
    }

    /// A hand-cut oval with the half axes `rx` and `ry`.
    pub(super) fn oval(&mut self, dye: Dye, at: At, rx: f64, ry: f64) {
        let path = self.blob(at, rx, ry);
        self.cut(dye, &path);
    }

    /// The outline of a hand-cut oval: 9 to 26 points at jittered angles and radii.
    pub(super) fn blob(&mut self, at: At, rx: f64, ry: f64) -> Path {
        let count = tenths((7.0 + (rx + ry) / 8.0).clamp(9.0, 26.0)) / 10;
        let step = 1.0 / f64::from(count);
        let turned = self.chance.unit();
        // Large discs are cut more carefully: the same jitter would show as dents.
        let calm = if rx > 120.0 { 0.55 } else { 1.0 };
        let points: Vec<At> = (0..count)
            .map(|index| {
                let jitter = self.between(-0.18, 0.18) * calm;
                let (cos, sin) = around(turned + (f64::from(index) + jitter) * step);
                let size = 1.0 + self.between(-0.02, 0.02) * calm;
                (at.0 + cos * rx * size, at.1 + sin * ry * size)
            })
            .collect();
        let mut path = Path::default();
        path.smooth(&points, true);
        path
    }

    /// A small exact circle without a shadow.
    pub(super) fn dot(&mut self, dye: Dye, at: At, r: f64) {
        self.fills |= dye.bit();
        self.body.push_str("<circle class=\"");
        self.body.push(dye.letter());
        for (name, value) in [("\" cx=\"", at.0), ("\" cy=\"", at.1), ("\" r=\"", r)] {
            self.body.push_str(name);
            push_number(&mut self.body, tenths(value));
        }
        self.body.push_str("\"/>");
    }

    /// A polygon with sharp corners; long edges bow by up to a unit.
    pub(super) fn poly(&mut self, dye: Dye, points: &[At]) {
        let path = self.bowed(points);
        self.cut(dye, &path);
    }

    /// The outline [`Sheet::poly`] cuts.
    pub(super) fn bowed(&mut self, points: &[At]) -> Path {
        let mut path = Path::default();
        for (index, from) in points.iter().copied().enumerate() {
            let to = points.get(index + 1).or(points.first()).copied().unwrap_or(from);
            if index == 0 {
                path.go(from);
            }
            let (dx, dy) = (to.0 - from.0, to.1 - from.1);
            let length = (dx * dx + dy * dy).sqrt();
            if length > 38.0 {
                let bow = self.between(-0.9, 0.9) / length;
                path.quad((f64::midpoint(from.0, to.0) - dy * bow, f64::midpoint(from.1, to.1) + dx * bow), to);
            } else if index + 1 < points.len() {
                path.line(to);
            }
        }
        path.close();
        path
    }

    /// A rectangle of paper from its left top corner.
    pub(super) fn slab(&mut self, dye: Dye, at: At, width: f64, height: f64) {
        let (right, low) = (at.0 + width, at.1 + height);
        self.poly(dye, &[at, (right, at.1), (right, low), (at.0, low)]);
    }

    /// Rectangles (left, top, width, height) printed without shadows.
    pub(super) fn boxes(&mut self, dye: Dye, all: &[(f64, f64, f64, f64)]) {
        let mut path = Path::default();
        for (left, top, width, height) in all {
            path.rect((*left, *top), *width, *height);
        }
        self.flat(dye, &path);
    }

    /// Land: a smooth upper edge through `points`, closed below at `floor`.
    pub(super) fn band(&mut self, dye: Dye, points: &[At], floor: f64) {
        let mut path = Path::default();
        path.smooth(points, false);
        if let (Some(first), Some(last)) = (points.first(), points.last()) {
            path.line((last.0, floor)).line((first.0, floor)).close();
        }
        self.cut(dye, &path);
    }

    /// A leaf between two tips, `width` units wide at most.
    pub(super) fn leaf_shape(path: &mut Path, from: At, to: At, width: f64) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = (dx * dx + dy * dy).sqrt().max(0.1);
        let (nx, ny) = (-dy / length * width, dx / length * width);
        let middle = (from.0 + dx * 0.48, from.1 + dy * 0.48);
        path.go(from).quad((middle.0 + nx, middle.1 + ny), to).quad((middle.0 - nx, middle.1 - ny), from).close();
    }

    /// A straight line through `points`.
    pub(super) fn line(&mut self, dye: Dye, width: f64, points: &[At]) {
        let mut path = Path::default();
        path.open(points);
        self.stroke(dye, width, &path);
    }

    /// A smooth line through `points`.
    pub(super) fn curve(&mut self, dye: Dye, width: f64, points: &[At]) {
        let mut path = Path::default();
        path.smooth(points, false);
        self.stroke(dye, width, &path);
    }

    /// A line along `path`.
    pub(super) fn stroke(&mut self, dye: Dye, width: f64, path: &Path) {
        self.lines |= dye.bit();
        self.body.push_str("<path class=\"");
        self.body.push(dye.letter().to_ascii_uppercase());
        self.body.push_str("\" stroke-width=\"");
        push_number(&mut self.body, tenths(width));
        self.body.push_str("\" d=\"");
        self.body.push_str(path.data());
        self.body.push_str("\"/>");
    }
}

/// A short name for the nth piece: a, b … z, aa, ab …
fn letters(mut number: u32) -> String {
    let mut name = Vec::new();
    while number > 0 {
        number -= 1;
        name.push(b"abcdefghijklmnopqrstuvwxyz"[(number % 26) as usize]);
        number /= 26;
    }
    name.iter().rev().map(|byte| char::from(*byte)).collect()
}
