//! Addresses as QR codes, for what is printed.

use std::fmt::Write as _;

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};
use serde::Serialize;

/// A QR code as squares of one unit, with the white margin that readers need.
#[derive(Clone, Debug, Serialize, Hash, PartialEq)]
pub struct Qr {
    /// Width and height in squares, with the margin: for `viewBox`.
    pub size: usize,
    /// The dark squares, as the `d` of an SVG path that is drawn with a line of one unit.
    pub path: String,
}

/// The margin round a code, in squares.
const QUIET: usize = 4;

impl Qr {
    /// The code of a text; `None` where it is longer than codes can be.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let parts = QrSegment::make_segments(text);
        // Readers take every mask. To look for the evenest of the eight takes ten times as long as all the rest.
        let mask = Some(Mask::new(0));
        let encode =
            |level| QrCode::encode_segments_advanced(&parts, level, Version::MIN, Version::MAX, mask, true).ok();
        // A notice board gets dirty: a little more than the least correction, where there is room for it.
        let code = [QrCodeEcc::Medium, QrCodeEcc::Low].into_iter().find_map(encode)?;
        let mut path = String::with_capacity(4 << 10);
        let rows: Vec<Vec<bool>> =
            (0..code.size()).map(|y| (0..code.size()).map(|x| code.get_module(x, y)).collect()).collect();
        for (y, row) in rows.iter().enumerate() {
            let _ = write!(path, "M{QUIET} {}.5", y + QUIET);
            for run in row.chunk_by(|one, other| one == other) {
                let _ = if run[0] { write!(path, "h{}", run.len()) } else { write!(path, "m{} 0", run.len()) };
            }
        }
        Some(Self { size: rows.len() + 2 * QUIET, path })
    }
}

#[cfg(test)]
mod tests {
    use super::Qr;

    /// The dark squares of a path.
    fn squares(qr: &Qr) -> Vec<(usize, usize)> {
        let number =
            |text: &str| text.split(['.', ' ']).next().and_then(|text| text.parse::<usize>().ok()).expect("a number");
        let mut dark = Vec::new();
        for row in qr.path.split('M').skip(1) {
            let start = row.find(['h', 'm']).unwrap_or(row.len());
            let (x, y) = row[..start].split_once(' ').expect("a place");
            let (mut x, y) = (number(x), number(y));
            for step in row[start..].split_inclusive(['h', 'm']).collect::<Vec<_>>().windows(2) {
                let length = number(step[1].trim_end_matches(['h', 'm']));
                if step[0].ends_with('h') {
                    dark.extend((x..x + length).map(|x| (x, y)));
                }
                x += length;
            }
        }
        dark
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
