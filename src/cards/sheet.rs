//! What stands on a card, and where: 1200 × 630, as SVG without any text element.

use std::fmt::Write as _;

use super::letters::Letters;
use super::lines;
use crate::chart::Tile;
use crate::page::card::Subject;
use crate::page::share::SIZE;
use crate::paper;

const WIDTH: u32 = SIZE.0;
const HEIGHT: u32 = SIZE.1;

const PAPER: &str = "#FDFCF9";
const FIELD: &str = "#EBF5FA";
const INK: &str = "#1C2735";
const SOFT: &str = "#495361";
const THREAD: &str = "#D13C23";
/// The colours of terms by their place, as in the default theme.
const PETALS: [&str; 5] = ["#166EAD", "#0C541E", "#8B690F", "#A4266A", "#3E0F74"];
const PATTERNS: [&str; 3] = ["#813D0C", "#0A4261", "#517472"];

/// Where the words begin, and how wide they may be.
const LEFT: i32 = 96;
const ROOM: i32 = 580;
/// Where the picture begins.
const PICTURE: i32 = 716;

/// A term beside its mark.
#[derive(Clone, Debug, Hash)]
pub(super) struct Label {
    pub(super) text: String,
    pub(super) mark: Mark,
    /// The term's own colour.
    pub(super) own: Option<String>,
}

/// How a term is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Mark {
    /// As many petals as the place.
    Petal(usize),
    /// A piece of cloth by the place.
    Pattern(usize),
    None,
}

/// What stands at the right.
#[derive(Debug, Hash)]
pub(super) enum Picture<'a> {
    /// A scene cut from paper.
    Scene(Subject<'a>),
    /// A figure under a crest that is cut from a name.
    Figure { seed: &'a str, tile: &'a Tile },
    /// A term's mark alone.
    Mark(Option<Label>),
}

/// A card's words and picture.
#[derive(Debug, Hash)]
pub(super) struct Sheet<'a> {
    pub(super) labels: Vec<Label>,
    /// With spaces of no width where it may be broken, if its author says so.
    pub(super) title: String,
    pub(super) site: &'a str,
    pub(super) tagline: &'a str,
    pub(super) picture: Picture<'a>,
}

impl Sheet<'_> {
    /// What is written on this card alone.
    pub(super) fn own_words(&self) -> String {
        let mut words = self.title.clone();
        if let Picture::Figure { tile, .. } = &self.picture {
            words.extend([&tile.label, &tile.before, &tile.value, &tile.unit, &tile.period].map(String::as_str));
            words.extend(self.labels.iter().map(|label| label.text.as_str()));
        }
        words
    }

    /// What is written on other cards as well.
    pub(super) fn shared_words(&self) -> String {
        let mut words = format!("{}{}", self.site, self.tagline);
        words.extend(self.labels.iter().filter(|label| label.mark != Mark::None).map(|label| label.text.as_str()));
        words
    }

    /// The card as SVG.
    pub(super) fn svg(&self, letters: &Letters<'_>) -> String {
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" viewBox=\"0 0 {WIDTH} {HEIGHT}\">\
             <path fill=\"{PAPER}\" d=\"M0 0H{WIDTH}V{HEIGHT}H0z\"/>"
        );
        self.picture.draw(&mut svg, letters);
        let top = self.title(&mut svg, letters);
        let _ = write!(
            svg,
            "<path fill=\"none\" stroke=\"{THREAD}\" stroke-width=\"4\" d=\"M48 0V{HEIGHT}\"/>\
             <circle cx=\"48\" cy=\"{top}\" r=\"13\" fill=\"{PAPER}\" stroke=\"{THREAD}\" stroke-width=\"4\"/>"
        );
        self.labels(&mut svg, letters);
        self.foot(&mut svg, letters);
        svg.push_str("</svg>\n");
        svg
    }

    /// Writes the title between labels and foot; says at which height its first line stands.
    fn title(&self, svg: &mut String, letters: &Letters<'_>) -> i32 {
        const MIDDLE: i32 = 318;
        let set = lines::set(&self.title, ROOM, |text| letters.width(text));
        let step = set.size * 29 / 20;
        let count = i32::try_from(set.lines.len()).unwrap_or(0);
        // A letter's middle stands about three eighths of its height above its foot.
        let first = MIDDLE - step * (count - 1) / 2 + set.size * 3 / 8;
        for (line, foot) in set.lines.iter().zip((0..count).map(|at| first + at * step)) {
            // Brackets are blank on their outer side.
            let inset = if line.starts_with(['「', '『', '（', '【']) { set.size / 2 } else { 0 };
            let inset =
                inset.min(letters.width(&line[..line.chars().next().map_or(0, char::len_utf8)]) * set.size / 2000);
            svg.push_str(&letters.path(line, (LEFT - inset, foot), set.size, INK));
        }
        first - set.size * 3 / 8
    }

    fn labels(&self, svg: &mut String, letters: &Letters<'_>) {
        const SIZE: i32 = 30;
        const FOOT: i32 = 103;
        let mut x = LEFT;
        for label in &self.labels {
            let (color, mark) = label.mark(x, FOOT - 28);
            let wide = letters.width(&label.text) * SIZE / 1000;
            let ahead = if mark.is_empty() { 0 } else { 48 };
            if x + ahead + wide > LEFT + ROOM && x > LEFT {
                break;
            }
            svg.push_str(&mark);
            svg.push_str(&letters.path(&label.text, (x + ahead, FOOT), SIZE, &color));
            x += ahead + wide + 36;
        }
    }

    fn foot(&self, svg: &mut String, letters: &Letters<'_>) {
        const FOOT: i32 = 566;
        let size = fitted(letters, self.site, 34, ROOM);
        svg.push_str(&letters.path(self.site, (LEFT, FOOT), size, INK));
        let behind = LEFT + letters.width(self.site) * size / 1000 + 24;
        let wide = letters.width(self.tagline) * 22 / 1000;
        if behind + wide <= LEFT + ROOM {
            svg.push_str(&letters.path(self.tagline, (behind, FOOT), 22, SOFT));
        }
    }
}

/// The height at which a text fits into a width, `size` at most.
fn fitted(letters: &Letters<'_>, text: &str, size: i32, room: i32) -> i32 {
    let wide = letters.width(text).max(1);
    size.min(room * 1000 / wide)
}

impl Label {
    /// Its colour, and its mark with its upper left corner at a place.
    fn mark(&self, x: i32, y: i32) -> (String, String) {
        let color = |colors: &[&str], place: usize| {
            self.own.clone().unwrap_or_else(|| colors[place.saturating_sub(1) % colors.len()].to_owned())
        };
        match self.mark {
            Mark::None => (SOFT.to_owned(), String::new()),
            Mark::Petal(place) => {
                let color = color(&PETALS, place);
                let petals = paper::petal_path(if place > 8 { 1 } else { place });
                let mark = format!(
                    "<path fill=\"{color}\" transform=\"translate({x} {}) scale(.036)\" d=\"{petals}\"/>",
                    y - 1
                );
                (color, mark)
            }
            Mark::Pattern(place) => {
                let color = color(&PATTERNS, place);
                let holes = match place.saturating_sub(1) % 3 {
                    0 => dots(x, y + 2),
                    1 => format!(
                        "<path stroke=\"{PAPER}\" stroke-width=\"4\" d=\"M{x} {}l16-16M{x} {}l32-32M{} {}l16-16\"/>",
                        y + 18,
                        y + 34,
                        x + 16,
                        y + 34
                    ),
                    _ => format!(
                        "<path stroke=\"{PAPER}\" stroke-width=\"4\" d=\"M{x} {}h32M{x} {}h32\"/>",
                        y + 13,
                        y + 24
                    ),
                };
                (
                    color.clone(),
                    format!(
                        "<rect x=\"{x}\" y=\"{}\" width=\"32\" height=\"32\" rx=\"4\" fill=\"{color}\"/>{holes}",
                        y + 2
                    ),
                )
            }
        }
    }
}

fn dots(x: i32, y: i32) -> String {
    let places = (0..9).map(|at| (x + 6 + at % 3 * 10, y + 6 + at / 3 * 10));
    places.map(|(x, y)| format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"2.4\" fill=\"{PAPER}\"/>")).collect()
}

impl Picture<'_> {
    fn draw(&self, svg: &mut String, letters: &Letters<'_>) {
        let width = WIDTH.cast_signed() - PICTURE;
        match self {
            Self::Scene(subject) => {
                let scene = subject.draw_plain();
                let inner = scene.split_once('>').map_or("", |(_, inner)| inner.trim_end());
                let _ = write!(
                    svg,
                    "<svg x=\"{PICTURE}\" width=\"{width}\" height=\"{HEIGHT}\" viewBox=\"0 0 6000 4000\" preserveAspectRatio=\"xMidYMid slice\">{inner}"
                );
            }
            Self::Mark(label) => {
                ground(svg);
                let (_, mark) = label.as_ref().map(|label| label.mark(0, 0)).unwrap_or_default();
                let _ =
                    write!(svg, "<g transform=\"translate({} 180) scale(7.5)\">{mark}</g>", PICTURE + width / 2 - 135);
            }
            Self::Figure { seed, tile } => {
                ground(svg);
                let crest = paper::crest(seed, 5);
                let inner = crest.split_once('>').map_or("", |(_, inner)| inner.trim_end());
                let middle = PICTURE + width / 2;
                let _ = write!(
                    svg,
                    "<svg x=\"{}\" y=\"72\" width=\"168\" height=\"168\" viewBox=\"0 0 1000 1000\">{inner}",
                    middle - 84
                );
                let mut line = |text: &str, foot: i32, size: i32, fill: &str| {
                    let size = fitted(letters, text, size, width - 64);
                    let wide = letters.width(text) * size / 1000;
                    svg.push_str(&letters.path(text, (middle - wide / 2, foot), size, fill));
                };
                line(&tile.label, 318, 30, SOFT);
                line(&format!("{}{}{}", tile.before, tile.value, tile.unit), 430, 100, INK);
                line(&tile.period, 500, 30, SOFT);
            }
        }
    }
}

/// The ground of what is no scene.
fn ground(svg: &mut String) {
    let _ = write!(svg, "<path fill=\"{FIELD}\" d=\"M{PICTURE} 0H{WIDTH}V{HEIGHT}H{PICTURE}z\"/>");
}
