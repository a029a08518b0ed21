//! GIF: blocks. Comments, texts and programs' own blocks are left out; how often a film repeats is kept.

use super::Fault;

pub(super) fn bare(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let head = bytes.get(..13).ok_or(Fault::CutOff)?;
    let mut at = 13 + palette(head[10]);
    let mut out = bytes.get(..at).ok_or(Fault::CutOff)?.to_vec();
    loop {
        let start = at;
        let keep = match bytes.get(at).ok_or(Fault::CutOff)? {
            0x3B => {
                out.push(0x3B);
                return Ok(out);
            }
            0x2C => {
                let flags = bytes.get(at + 9).ok_or(Fault::CutOff)?;
                // The picture's place, its colours, and one byte before its dots.
                at += 10 + palette(*flags) + 1;
                true
            }
            0x21 => {
                at += 2;
                match bytes.get(start + 1) {
                    Some(0xF9) => true,
                    Some(0xFF) => matches!(bytes.get(at + 1..at + 12), Some(b"NETSCAPE2.0" | b"ANIMEXTS1.0")),
                    _ => false,
                }
            }
            _ => return Err(Fault::Damaged),
        };
        at = after_blocks(bytes, at).ok_or(Fault::CutOff)?;
        if keep {
            out.extend(&bytes[start..at]);
        }
    }
}

/// How long the table of colours is that the flags speak of.
fn palette(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

fn after_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
