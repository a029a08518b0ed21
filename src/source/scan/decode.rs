//! Bytes → text as the rest of the program knows it: UTF-8, no byte order mark, lines ended by LF.

use std::borrow::Cow;

use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS, UTF_16BE, UTF_16LE};

use crate::diag::{Checked, Code, Diagnostic, Notes};
use crate::source::SourcePath;

/// Decodes a text file. Japanese spreadsheets write CSV in CP932, so that is read; elsewhere it is named.
/// Where the encoding can be guessed the text is read all the same, so that its other mistakes are told as well.
///
/// # Errors
/// Bytes that are no text of any known encoding.
pub(super) fn text<'b>(path: &SourcePath, bytes: &'b [u8]) -> Result<Checked<Cow<'b, str>>, Diagnostic> {
    let wrong =
        |encoding: &str| Diagnostic::in_file(Code::NotUtf8, path).with("encoding", encoding).with("how", "save");
    let mut notes = Notes::new();
    let decoded = if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        Cow::Borrowed(text)
    } else {
        if is_nearly_utf8(bytes) {
            return Ok(with_stray_bytes(path, bytes));
        }
        let Some(encoding) = guess(bytes) else { return Err(wrong("?")) };
        if !path.is_table() || encoding != SHIFT_JIS {
            notes.push(wrong(name(encoding)));
        }
        encoding.decode(bytes).0
    };
    let mut value = tidy(decoded);
    // A look at all bytes, many at a time, rules it out for nearly all texts.
    let suspect = |byte: u8| matches!(byte, 0..=0x08 | 0x0B..=0x1F | 0x7F | 0xC2);
    if value.bytes().fold(false, |found, byte| found | suspect(byte)) && value.contains(is_unwanted) {
        // UTF-16 without a mark is valid UTF-8 with a NUL after each letter.
        if value.matches('\0').count() * 4 > value.len() {
            return Err(wrong("UTF-16"));
        }
        value = without_controls(path, &value, &mut notes).into();
    }
    Ok(Checked { value, notes })
}

/// Whether almost every letter is UTF-8: some bytes were lost or put in, and no other encoding was meant.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    const LETTERS_TO_A_SLIP: usize = 8;
    let (letters, slips) = bytes.utf8_chunks().fold((0, 0), |(letters, slips), chunk| {
        let wide = chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        (letters + wide, slips + usize::from(!chunk.invalid().is_empty()))
    });
    letters >= slips * LETTERS_TO_A_SLIP
}

/// The text with a visible sign for what is no letter, which is noted at the first place.
fn with_stray_bytes<'b>(path: &SourcePath, bytes: &'b [u8]) -> Checked<Cow<'b, str>> {
    let mut notes = Notes::new();
    let sound = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let start = tidy(sound.into()).len();
    let at = start..start + char::REPLACEMENT_CHARACTER.len_utf8();
    notes.push(Diagnostic::at(Code::NotUtf8, path, at).with("encoding", "stray").with("how", "retype"));
    let mut value = tidy(String::from_utf8_lossy(bytes));
    if value.contains(is_unwanted) {
        value = without_controls(path, &value, &mut notes).into();
    }
    Checked { value, notes }
}

fn is_unwanted(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t')
}

/// The text with a visible sign for each control character, which is noted at its place.
fn without_controls(path: &SourcePath, text: &str, notes: &mut Notes) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_unwanted(character) {
            let at = out.len()..out.len() + char::REPLACEMENT_CHARACTER.len_utf8();
            let shown = format!("U+{:04X}", u32::from(character));
            notes.push(Diagnostic::at(Code::ControlCharacter, path, at).with("character", shown));
            out.push(char::REPLACEMENT_CHARACTER);
        } else {
            out.push(character);
        }
    }
    out
}

fn tidy(text: Cow<'_, str>) -> Cow<'_, str> {
    const MARK: char = '\u{FEFF}';
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.strip_prefix(MARK).unwrap_or(text)),
        Cow::Owned(text) if text.starts_with(MARK) => Cow::Owned(text[MARK.len_utf8()..].to_owned()),
        text @ Cow::Owned(_) => text,
    };
    // Looked for in all bytes, many at a time: nearly no text has one.
    let is_return = |byte: u8| byte == b'\r';
    if !text.bytes().fold(false, |found, byte| found | is_return(byte)) {
        return text;
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The encoding that the bytes most likely are.
fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let fits = |encoding: &'static Encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes);
    match (fits(SHIFT_JIS), fits(EUC_JP)) {
        (Some(_), None) => Some(SHIFT_JIS),
        (None, Some(_)) => Some(EUC_JP),
        // EUC-JP read as CP932 is full of half-width katakana, which hardly anybody writes.
        (Some(text), Some(_)) => {
            let narrow = text.chars().filter(|c| matches!(c, '\u{FF61}'..='\u{FF9F}')).count();
            Some(if narrow * 4 > text.chars().count() { EUC_JP } else { SHIFT_JIS })
        }
        (None, None) => None,
    }
}

fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == SHIFT_JIS { "Shift_JIS（CP932）" } else { encoding.name() }
}

#[cfg(test)]
mod tests {
    use super::{Diagnostic, text};
    use crate::source::SourcePath;

    fn decode(name: &str, bytes: &[u8]) -> Result<String, String> {
        let said = |note: &Diagnostic| format!("{:?}", note.args);
        let checked = text(&SourcePath::new(name), bytes).map_err(|note| said(&note))?;
        checked.notes.first().map_or(Ok(checked.value.into_owned()), |note| Err(said(note)))
    }

    #[test]
    fn marks_and_line_ends_of_other_systems_vanish() {
        assert_eq!(decode("a.md", "\u{FEFF}一\r\n二\r三".as_bytes()).as_deref(), Ok("一\n二\n三"));
    }

    #[test]
    fn other_encodings_are_named_and_read_only_in_csv() {
        let (cp932, ..) = encoding_rs::SHIFT_JIS.encode("朝の土手で、あいさつが増えていく。");
        let (euc, ..) = encoding_rs::EUC_JP.encode("朝の土手で、あいさつが増えていく。");
        assert!(decode("a.md", &cp932).unwrap_err().contains("Shift_JIS"));
        assert!(decode("a.md", &euc).unwrap_err().contains("EUC-JP"));
        for table in ["a.csv", "a.tsv", "A.CSV"] {
            assert_eq!(decode(table, &cp932).as_deref(), Ok("朝の土手で、あいさつが増えていく。"));
        }
        assert!(decode("a.csv", &euc).unwrap_err().contains("EUC-JP"));
        let utf16: Vec<u8> = "\u{FEFF}朝".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for name in ["a.md", "a.csv"] {
            assert!(decode(name, &utf16).unwrap_err().contains("UTF-16"));
        }
    }

    #[test]
    fn a_lost_byte_is_told_at_its_place() {
        let mut bytes = "\u{FEFF}一行目\r\n朝の土手で、あいさつが増えていく。".as_bytes().to_vec();
        let lost = bytes.len() - 12;
        bytes.remove(lost);
        let checked = text(&SourcePath::new("a.md"), &bytes).unwrap();
        let [note] = &checked.notes[..] else { panic!("{:?}", checked.notes) };
        let (start, end) = note.span.unwrap();
        assert_eq!(&checked.value[start..end], "\u{FFFD}");
        assert!(checked.value.starts_with("一行目\n朝の土手で、"));
    }

    #[test]
    fn control_characters_are_named() {
        assert!(decode("a.md", b"a\0b").is_err());
    }
}
