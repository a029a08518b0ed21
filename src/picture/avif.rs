//! AVIF: boxes within boxes. What it says of its maker lies among its items; those bytes are blanked where they are,
//! since everything else is found by counting bytes.

use std::ops::Range;

use super::Fault;

pub(super) fn bare(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    let mut meta = None;
    for each in boxes(bytes, 0..bytes.len()) {
        let Part { name, whole, inside } = each.ok_or(Fault::CutOff)?;
        match name {
            b"ftyp" | b"meta" | b"mdat" | b"moov" => {
                // Boxes that nobody knows are blanked rather than dropped: places are counted from the start.
                out.resize(whole.start, 0);
                out.extend(&bytes[whole]);
            }
            _ => {
                out.extend(&bytes[whole.start..inside.start]);
                out[whole.start + 4..whole.start + 8].copy_from_slice(b"free");
                out.resize(whole.end, 0);
            }
        }
        if name == b"meta" {
            meta = Some(inside);
        }
        if name == b"moov" {
            // Films have further places for words.
            return Err(Fault::Private);
        }
    }
    let private = private_places(bytes, meta.ok_or(Fault::Damaged)?).ok_or(Fault::Private)?;
    for place in private {
        out.get_mut(place).ok_or(Fault::CutOff)?.fill(0);
    }
    Ok(out)
}

struct Part<'a> {
    name: &'a [u8; 4],
    whole: Range<usize>,
    inside: Range<usize>,
}

fn boxes(bytes: &[u8], within: Range<usize>) -> impl Iterator<Item = Option<Part<'_>>> {
    let mut at = within.start;
    std::iter::from_fn(move || {
        if at >= within.end {
            return None;
        }
        let found = next_box(bytes, at..within.end);
        at = found.as_ref().map_or(within.end, |found| found.whole.end);
        Some(found)
    })
}

fn next_box(bytes: &[u8], within: Range<usize>) -> Option<Part<'_>> {
    let start = within.start;
    let name = bytes.get(start + 4..start + 8)?.first_chunk::<4>()?;
    let (length, head) = match number(bytes, start, 4)? {
        0 => (within.end - start, 8),
        1 => (number(bytes, start + 8, 8)?, 16),
        length => (length, 8),
    };
    let end = start.checked_add(length)?;
    (length >= head && end <= within.end).then(|| Part { name, whole: start..end, inside: start + head..end })
}

fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
}

/// Where the bytes of items lie that are no pictures; `None` where that cannot be told.
fn private_places(bytes: &[u8], meta: Range<usize>) -> Option<Vec<Range<usize>>> {
    let mut ids = Vec::new();
    let mut places = None;
    let mut data = 0;
    for each in boxes(bytes, meta.start + 4..meta.end) {
        let Part { name, inside, .. } = each?;
        match name {
            b"iinf" => ids = private_items(bytes, inside)?,
            b"iloc" => places = Some(inside),
            b"idat" => data = inside.start,
            _ => {}
        }
    }
    if ids.is_empty() {
        return Some(Vec::new());
    }
    let places = located(bytes, places?, data)?;
    Some(places.into_iter().filter(|(id, _)| ids.contains(id)).map(|(_, place)| place).collect())
}

fn private_items(bytes: &[u8], items: Range<usize>) -> Option<Vec<usize>> {
    let count = if bytes.get(items.start)? == &0 { 2 } else { 4 };
    let mut ids = Vec::new();
    for each in boxes(bytes, items.start + 4 + count..items.end) {
        let Part { inside, .. } = each?;
        let id_length = match bytes.get(inside.start)? {
            2 => 2,
            3 => 4,
            _ => return None,
        };
        let id = number(bytes, inside.start + 4, id_length)?;
        let kind = inside.start + 4 + id_length + 2;
        if matches!(bytes.get(kind..kind + 4)?, b"Exif" | b"mime" | b"uri ") {
            ids.push(id);
        }
    }
    Some(ids)
}

/// The places of all items, by id.
fn located(bytes: &[u8], within: Range<usize>, data: usize) -> Option<Vec<(usize, Range<usize>)>> {
    let version = *bytes.get(within.start)?;
    let sizes = number(bytes, within.start + 4, 2)?;
    let [offset, length, base, index] = [12, 8, 4, 0].map(|shift| sizes >> shift & 15);
    let index = if version == 0 { 0 } else { index };
    let id_length = if version < 2 { 2 } else { 4 };
    let mut at = within.start + 6;
    let mut next = |length: usize| {
        let found = number(bytes, at, length).filter(|_| at + length <= within.end);
        at += length;
        found
    };
    let mut places = Vec::new();
    for _ in 0..next(id_length)? {
        let id = next(id_length)?;
        // 0: from the start of the file; 1: within the box `idat`.
        let start = match if version == 0 { 0 } else { next(2)? & 15 } {
            0 => 0,
            1 => data,
            _ => return None,
        };
        next(2)?;
        let base = next(base)?;
        for _ in 0..next(2)? {
            next(index)?;
            let from = start.checked_add(base)?.checked_add(next(offset)?)?;
            let to = from.checked_add(next(length)?)?;
            places.push((id, from..to.min(bytes.len())));
        }
    }
    Some(places)
}
