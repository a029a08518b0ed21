//! The one word of EXIF that a picture needs: how the camera was held.

const ORIENTATION: u16 = 0x0112;

/// The turn, 1 to 8; 1 where nothing sensible is said. `tiff` starts at the byte order mark.
pub(super) fn turn(tiff: &[u8]) -> u8 {
    read(tiff).filter(|turn| (1..=8).contains(turn)).unwrap_or(1)
}

fn read(tiff: &[u8]) -> Option<u8> {
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| -> Option<usize> {
        let (one, two) = (usize::from(short(at)?), usize::from(short(at + 2)?));
        Some(if little { two << 16 | one } else { one << 16 | two })
    };
    let first = long(4)?;
    let entries = (0..usize::from(short(first)?)).map(|index| first + 2 + index * 12);
    let mut found = entries.map_while(|at| Some((at, short(at)?)));
    let (at, _) = found.find(|(_, tag)| *tag == ORIENTATION)?;
    u8::try_from(short(at + 8)?).ok()
}

/// EXIF that says the turn and nothing else.
pub(super) fn only(turn: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    tiff.push(turn);
    tiff.extend([0; 6]);
    tiff
}
