//! The letters of the cards: how wide each is, and its outline. They come with the program, so that a card's bytes are the
//! same on every machine; no font of the machine is ever looked at. The only user of skrifa.

use std::fmt::Write as _;

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, MetadataProvider as _};

/// The bold BIZ UD gothic, proportional, with the kanji of JIS X 0208 and of CP932, kana, Latin and signs. Its licence
/// lies beside it.
static BUILT_IN: &[u8] = include_bytes!("letters/BIZUDPGothic-Bold.ttf");

/// What stands for a letter that the font lacks.
const GETA: char = '〓';

/// A font that can be measured and drawn.
pub(super) struct Letters<'a> {
    font: FontRef<'a>,
    /// Units of the font in the height of a letter.
    em: i32,
}

impl<'a> Letters<'a> {
    /// The letters of a font's bytes; those of the program where there are none. `None` for bytes that are no font.
    pub(super) fn of(own: Option<&'a [u8]>) -> Option<Self> {
        let font = FontRef::new(own.unwrap_or(BUILT_IN)).ok()?;
        let em = i32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        // A font without outlines would leave every card empty.
        let drawn = font.charmap().map('あ').or_else(|| font.charmap().map('A'));
        (em > 0 && drawn.is_some_and(|letter| font.outline_glyphs().get(letter).is_some())).then_some(Self { font, em })
    }

    /// The letters of a text that the font lacks, each once.
    pub(super) fn missing(&self, text: &str) -> Vec<char> {
        let mut missing: Vec<char> = text.chars().filter(|c| !is_silent(*c) && self.glyph(*c).is_none()).collect();
        missing.sort_unstable();
        missing.dedup();
        missing
    }

    /// How wide a text is, in thousandths of its height.
    pub(super) fn width(&self, text: &str) -> i32 {
        let metrics = self.font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let glyphs = text.chars().filter_map(|letter| self.shown(letter));
        let units: f32 = glyphs.filter_map(|glyph| metrics.advance_width(glyph)).sum();
        rounded(units * 1000.0) / self.em
    }

    /// A text as an SVG path that starts at `at`, its letters `size` high.
    pub(super) fn path(&self, text: &str, (x, y): (i32, i32), size: i32, fill: &str) -> String {
        let metrics = self.font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let mut pen = Pen { path: String::new(), start: 0.0 };
        for glyph in text.chars().filter_map(|letter| self.shown(letter)) {
            if let Some(outline) = self.font.outline_glyphs().get(glyph) {
                // A glyph that cannot be drawn stays blank.
                let _ = outline.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), &mut pen);
            }
            pen.start += metrics.advance_width(glyph).unwrap_or_default();
        }
        let scale = f64::from(size) / f64::from(self.em);
        format!("<path fill=\"{fill}\" transform=\"matrix({scale:.6} 0 0 -{scale:.6} {x} {y})\" d=\"{}\"/>", pen.path)
    }

    fn glyph(&self, letter: char) -> Option<skrifa::GlyphId> {
        self.font.charmap().map(letter)
    }

    fn shown(&self, letter: char) -> Option<skrifa::GlyphId> {
        if is_silent(letter) { None } else { self.glyph(letter).or_else(|| self.glyph(GETA)) }
    }
}

/// Whether a character is no letter, but tells how its neighbours are shown.
fn is_silent(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

#[expect(clippy::cast_possible_truncation, reason = "titles are short")]
fn rounded(number: f32) -> i32 {
    number.round() as i32
}

/// Writes outlines one behind the other.
struct Pen {
    path: String,
    start: f32,
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let _ = write!(self.path, "M{} {y}", x + self.start);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let _ = write!(self.path, "L{} {y}", x + self.start);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let _ = write!(self.path, "Q{} {cy} {} {y}", cx + self.start, x + self.start);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let start = self.start;
        let _ = write!(self.path, "C{} {ay} {} {by} {} {y}", ax + start, bx + start, x + start);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::Letters;

    #[test]
    fn wide_letters_are_as_wide_as_high_and_missing_ones_are_named() {
        let letters = Letters::of(None).expect("the font of the program");
        assert_eq!(letters.width("朝夕"), 2000);
        assert!(letters.width("il") < 800);
        assert_eq!(letters.missing("𠮷野家の朝🌞\u{FE0F}"), ['🌞', '𠮷']);
        assert_eq!(letters.missing("髙﨑さんと德川、―〜…①ｶﾞÀé“”"), Vec::<char>::new());
        assert!(Letters::of(Some(b"no font")).is_none());
    }

    #[test]
    fn a_text_is_drawn_from_where_it_starts() {
        let path = Letters::of(None).expect("the font of the program").path("一", (64, 200), 72, "#000");
        assert!(path.contains(" 64 200)\"") && path.contains("d=\"M"), "{path}");
    }
}
