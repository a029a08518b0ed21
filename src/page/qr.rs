//! Addresses as QR codes, for what is printed.

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

/// A QR code as squares of one unit, with the white margin that readers need.
#[derive(Clone, Debug, Serialize, Hash, PartialEq)]
pub struct Qr {
    /// Width and height.
    pub size: usize,
    /// The dark squares, as the `d` of an SVG path.
    pub path: String,
}

/// The margin round a code, in squares.
const QUIET: usize = 4;

impl Qr {
    /// The code of a text; `None` where it is longer than codes can be.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        // A notice board gets dirty: a little more than the least correction, where there is room for it.
        let levels = [EcLevel::M, EcLevel::L].into_iter();
        let code = levels.map(|level| QrCode::with_error_correction_level(text, level)).find_map(Result::ok)?;
        let width = code.width();
        let colors = code.to_colors();
        let mut path = String::new();
        for (y, row) in colors.chunks(width).enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|one, other| one == other) {
                if run[0] == Color::Dark {
                    path.push_str(&format!("M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len()));
                }
                x += run.len();
            }
        }
        Some(Self { size: width + 2 * QUIET, path })
    }
}

#[cfg(test)]
mod tests {
    use super::Qr;

    /// The dark squares of a path.
    fn squares(qr: &Qr) -> Vec<(usize, usize)> {
        let runs = qr.path.split('M').skip(1);
        let numbers = runs.map(|run| {
            let parts: Vec<usize> =
                run.split([' ', 'h', 'v']).take(3).map(|part| part.parse().expect("a number")).collect();
            (parts[0], parts[1], parts[2])
        });
        numbers.flat_map(|(x, y, length)| (x..x + length).map(move |x| (x, y))).collect()
    }

    /// What a reader makes of a code that is printed with eight dots to the square.
    fn read(qr: &Qr) -> String {
        const DOTS: usize = 8;
        let dark: std::collections::BTreeSet<_> = squares(qr).into_iter().collect();
        let side = qr.size * DOTS;
        let dot = |x: usize, y: usize| if dark.contains(&(x / DOTS, y / DOTS)) { 0 } else { 255 };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, dot);
        let found = image.detect_grids();
        found.first().expect("a code").decode().expect("a text").1
    }

    #[test]
    fn a_code_reads_as_the_address_it_was_made_of() {
        let long = format!("https://hinata.example.jp/stories/{}/", "%E3%81%82".repeat(85));
        for text in ["https://hinata.example.jp/stories/asa/", "https://a.jp/", &long] {
            assert_eq!(read(&Qr::of(text).expect("a code")), text);
        }
    }

    #[test]
    fn a_margin_stays_white_and_what_is_too_long_has_no_code() {
        let qr = Qr::of("https://hinata.example.jp/").expect("a code");
        assert!(squares(&qr).iter().all(|(x, y)| (4..qr.size - 4).contains(x) && (4..qr.size - 4).contains(y)));
        assert_eq!(Qr::of(&"あ".repeat(2000)), None);
    }
}
