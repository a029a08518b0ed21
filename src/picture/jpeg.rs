//! JPEG: a row of marked segments, then the dots. Cameras put EXIF, XMP, maker's notes and whole second pictures
//! between and behind them.

use std::io::{self, Read, Seek, SeekFrom};

use super::{Fault, Kind, Look, exif, read_up_to};

const EXIF: &[u8] = b"Exif\0\0";
const END: u8 = 0xD9;
const DOTS: u8 = 0xDA;

/// Reads the segments before the dots, and the end.
pub(super) fn look(file: &mut (impl Read + Seek)) -> io::Result<Result<Look, Fault>> {
    let mut turn = 1;
    file.seek(SeekFrom::Start(2))?;
    let (width, height) = loop {
        let mut head = [0; 4];
        if read_up_to(file, &mut head)? < 4 || head[0] != 0xFF {
            return Ok(Err(Fault::CutOff));
        }
        if head[1] == 0xFF {
            // Filling before a marker.
            file.seek(SeekFrom::Current(-3))?;
            continue;
        }
        let length = i64::from(u16::from_be_bytes([head[2], head[3]])) - 2;
        if length < 0 || matches!(head[1], END | DOTS) {
            return Ok(Err(Fault::Damaged));
        }
        if is_frame(head[1]) {
            let mut frame = [0; 5];
            if read_up_to(file, &mut frame)? < 5 {
                return Ok(Err(Fault::CutOff));
            }
            break (u16::from_be_bytes([frame[3], frame[4]]), u16::from_be_bytes([frame[1], frame[2]]));
        }
        if head[1] == 0xE1 {
            let mut segment = vec![0; usize::try_from(length).unwrap_or(0)];
            let read = read_up_to(file, &mut segment)?;
            if let Some(tiff) = segment[..read].strip_prefix(EXIF) {
                turn = exif::turn(tiff);
            }
        } else {
            file.seek(SeekFrom::Current(length))?;
        }
    };
    let (width, height) = if turn < 5 { (width, height) } else { (height, width) };
    let look = Look { kind: Kind::Jpeg, width: width.into(), height: height.into(), turn, moves: false };
    Ok(if ends(file)? { Ok(look) } else { Err(Fault::CutOff) })
}

/// Whether the picture has its end. Nearly all files end with it; behind others, cameras put more.
fn ends(file: &mut (impl Read + Seek)) -> io::Result<bool> {
    let mut last = [0; 2];
    file.seek(SeekFrom::End(-2))?;
    if read_up_to(file, &mut last)? == 2 && last == [0xFF, END] {
        return Ok(true);
    }
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.read_to_end(&mut bytes)?;
    Ok(bare(&bytes).is_ok())
}

/// Whether a segment tells the picture's measures.
fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC)
}

/// The picture without what is not needed to draw it.
pub(super) fn bare(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut out = vec![0xFF, 0xD8];
    let mut turn = 1;
    let mut at = 2;
    loop {
        while bytes.get(at + 1) == Some(&0xFF) {
            at += 1;
        }
        let (Some(0xFF), Some(marker)) = (bytes.get(at), bytes.get(at + 1)) else { return Err(Fault::CutOff) };
        if *marker == END {
            out.extend([0xFF, END]);
            return Ok(with_turn(out, turn));
        }
        let length = bytes.get(at + 2..at + 4).ok_or(Fault::CutOff)?;
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        let segment = bytes.get(at..at + 2 + length).filter(|_| length >= 2).ok_or(Fault::CutOff)?;
        let inside = &segment[4..];
        at += segment.len();
        match marker {
            0xE1 => turn = inside.strip_prefix(EXIF).map_or(turn, exif::turn),
            // Without the small picture that it may hold.
            0xE0 if inside.starts_with(b"JFIF\0") && inside.len() >= 14 => {
                out.extend([0xFF, 0xE0, 0, 16]);
                out.extend(&inside[..12]);
                out.extend([0, 0]);
            }
            // How the colours are written.
            0xEE if inside.starts_with(b"Adobe") && inside.len() >= 12 => {
                out.extend([0xFF, 0xEE, 0, 14]);
                out.extend(&inside[..12]);
            }
            0xE0..=0xEF | 0xFE => {}
            0xC0..=0xDF => out.extend(segment),
            _ => return Err(Fault::Damaged),
        }
        if *marker == DOTS {
            let dots = dots(&bytes[at..]).ok_or(Fault::CutOff)?;
            out.extend(&bytes[at..at + dots]);
            at += dots;
        }
    }
}

/// How long the dots are: up to the next marker that is none of theirs.
fn dots(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xFF)?;
        match bytes.get(at + 1)? {
            0 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
        }
    }
}

fn with_turn(out: Vec<u8>, turn: u8) -> Vec<u8> {
    if turn == 1 {
        return out;
    }
    let word = [EXIF, &exif::only(turn)].concat();
    let length = u16::try_from(word.len() + 2).unwrap_or(u16::MAX).to_be_bytes();
    [&out[..2], &[0xFF, 0xE1], &length, &word, &out[2..]].concat()
}
