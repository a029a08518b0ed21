//! The key of a drawing: a swatch and a name for each of its parts, in as many lines as they need.

use super::measure::{SIZE, width, wrap};
use super::svg::{Anchor, Area, Svg};

/// From line to line.
pub(super) const LINE: f64 = 22.0;

/// How many lines a name may have.
const MOST_LINES: usize = 3;

/// A piece of a name: the place of the name among all, where this is its beginning, and the left edge.
type Entry = (Option<usize>, f64, String);

/// The names laid out on paper of a width.
#[derive(Clone, Debug)]
pub(super) struct Key(Vec<Vec<Entry>>);

impl Key {
    /// Lays out names; one that is wider than the paper has lines of its own.
    pub(super) fn new<'a>(names: impl Iterator<Item = &'a String>, paper: f64) -> Self {
        let mut lines: Vec<Vec<Entry>> = Vec::new();
        let mut x = f64::MAX;
        for (index, name) in names.enumerate() {
            let room = paper - 30.0;
            let taken = width(name, SIZE) + 44.0;
            if width(name, SIZE) > room {
                let pieces = wrap(name, SIZE, (room, MOST_LINES)).into_iter().enumerate();
                lines.extend(pieces.map(|(line, text)| vec![(Some(index).filter(|_| line == 0), 0.0, text)]));
                x = f64::MAX;
                continue;
            }
            if x + taken - 20.0 > paper {
                lines.push(Vec::new());
                x = 0.0;
            }
            if let Some(line) = lines.last_mut() {
                line.push((Some(index), x, name.clone()));
            }
            x += taken;
        }
        Self(lines)
    }

    /// How high it is.
    pub(super) fn height(&self) -> f64 {
        f64::from(u32::try_from(self.0.len()).unwrap_or(1)) * LINE
    }

    /// Draws it below `top`; `paint` fills the swatch of a part.
    pub(super) fn draw(&self, svg: &mut Svg, top: f64, paint: impl Fn(&mut Svg, usize, Area)) {
        let mut y = top;
        for line in &self.0 {
            for (index, x, name) in line {
                if let Some(index) = index {
                    paint(svg, *index, Area { x: *x, y: y + 1.0, width: 18.0, height: 14.0 });
                }
                svg.text("c-label c-ink", (x + 24.0, y + 13.0), Anchor::Start, name);
            }
            y += LINE;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn short_names_share_a_line_and_long_ones_have_their_own() {
        let long = "とても長い名前のついた項目でありまして四十文字はあろうかというものでございます".to_owned();
        let names = ["転入".to_owned(), "転出".to_owned(), long, "その他".to_owned()];
        let Key(lines) = Key::new(names.iter(), 326.0);
        let entries: Vec<Vec<Option<usize>>> =
            lines.iter().map(|line| line.iter().map(|(index, ..)| *index).collect()).collect();
        assert_eq!(entries, [vec![Some(0), Some(1)], vec![Some(2)], vec![None], vec![Some(3)]]);
        assert!(lines.iter().flatten().all(|(_, _, text)| !text.ends_with('…')), "{lines:?}");
    }
}
