//! PNG and WebP: rows of named chunks. Those that are needed to draw the picture are few and known.

use super::Fault;

/// A picture that only says what it shows.
pub(super) struct Bare {
    pub(super) bytes: Vec<u8>,
    pub(super) moves: bool,
}

const PNG_KEPT: [&[u8; 4]; 15] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"cICP", b"sBIT", b"bKGD", b"pHYs",
    b"acTL", b"fcTL", b"fdAT",
];

pub(super) fn png(bytes: &[u8]) -> Result<Bare, Fault> {
    let mut bare = Bare { bytes: bytes.get(..8).ok_or(Fault::CutOff)?.to_vec(), moves: false };
    let mut at = 8;
    loop {
        let head = bytes.get(at..at + 8).ok_or(Fault::CutOff)?;
        let (length, name) = head.split_at(4);
        let length = number(length, u32::from_be_bytes);
        let end = length.checked_add(12).and_then(|length| at.checked_add(length)).ok_or(Fault::Damaged)?;
        let chunk = bytes.get(at..end).ok_or(Fault::CutOff)?;
        if PNG_KEPT.iter().any(|kept| name == *kept) {
            bare.bytes.extend(chunk);
        } else if name[0].is_ascii_uppercase() {
            // A chunk that is needed to draw the picture, and that no browser knows.
            return Err(Fault::Damaged);
        }
        bare.moves |= name == b"acTL";
        if name == b"IEND" {
            return Ok(bare);
        }
        at = end;
    }
}

/// The bits of a WebP's head that promise colour profile, EXIF and XMP.
const PROMISES: u8 = 0x20 | 0x08 | 0x04;

pub(super) fn webp(bytes: &[u8]) -> Result<Bare, Fault> {
    let length = number(bytes.get(4..8).ok_or(Fault::CutOff)?, u32::from_le_bytes);
    let body = length.checked_add(8).and_then(|end| bytes.get(12..end)).ok_or(Fault::CutOff)?;
    let mut out = bytes[..12].to_vec();
    let mut moves = false;
    for chunk in riff(body) {
        let Chunk { name, inside, whole } = chunk?;
        match name {
            b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" => out.extend(whole),
            b"VP8X" => {
                let start = out.len();
                out.extend(whole);
                if let Some(flags) = out.get_mut(start + 8) {
                    *flags &= !PROMISES;
                }
            }
            b"ANMF" => {
                moves = true;
                push_frame(&mut out, inside)?;
            }
            _ => {}
        }
    }
    let length = u32::try_from(out.len() - 8).map_err(|_| Fault::Damaged)?;
    out[4..8].copy_from_slice(&length.to_le_bytes());
    Ok(Bare { bytes: out, moves })
}

/// A frame of a film: where it goes, and chunks of its own.
fn push_frame(out: &mut Vec<u8>, inside: &[u8]) -> Result<(), Fault> {
    let mut frame = inside.get(..16).ok_or(Fault::CutOff)?.to_vec();
    for chunk in riff(&inside[16..]) {
        let Chunk { name, whole, .. } = chunk?;
        if matches!(name, b"VP8 " | b"VP8L" | b"ALPH") {
            frame.extend(whole);
        }
    }
    out.extend(b"ANMF");
    out.extend(u32::try_from(frame.len()).map_err(|_| Fault::Damaged)?.to_le_bytes());
    out.extend(frame);
    Ok(())
}

struct Chunk<'a> {
    name: &'a [u8; 4],
    inside: &'a [u8],
    /// With its name, its length and the byte that makes that even.
    whole: &'a [u8],
}

fn riff(mut bytes: &[u8]) -> impl Iterator<Item = Result<Chunk<'_>, Fault>> {
    std::iter::from_fn(move || {
        let (name, rest) = bytes.split_first_chunk::<4>()?;
        let length = rest.get(..4).map(|length| number(length, u32::from_le_bytes));
        let end = length.and_then(|length| length.checked_add(8 + length % 2));
        let parted = length.zip(end.and_then(|end| bytes.split_at_checked(end)));
        let Some((length, (whole, after))) = parted else {
            bytes = &[];
            return Some(Err(Fault::CutOff));
        };
        bytes = after;
        Some(Ok(Chunk { name, inside: &whole[8..8 + length], whole }))
    })
}

fn number(bytes: &[u8], read: fn([u8; 4]) -> u32) -> usize {
    bytes.try_into().map_or(0, |bytes| usize::try_from(read(bytes)).unwrap_or(usize::MAX))
}
