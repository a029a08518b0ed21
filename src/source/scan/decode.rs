//! Bytes → text as the rest of the program knows it: UTF-8, no byte order mark, lines ended by LF.

use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS, UTF_16BE, UTF_16LE};

use crate::diag::{Code, Diagnostic};
use crate::source::SourcePath;

/// Decodes a text file. Japanese spreadsheets write CSV in CP932, so that is read; elsewhere it is named.
pub(super) fn text(path: &SourcePath, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    let decoded = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let bytes = error.as_bytes();
            let guess = guess(bytes);
            match guess {
                Some(encoding) if path.ending() == "csv" => encoding.decode(bytes).0.into_owned(),
                _ => {
                    let name = guess.map_or("?", name);
                    return Err(Diagnostic::in_file(Code::NotUtf8, path).with("encoding", name));
                }
            }
        }
    };
    let text = tidy(decoded);
    match text.char_indices().find(|(_, c)| c.is_control() && !matches!(c, '\n' | '\t')) {
        // UTF-16 without a mark is valid UTF-8 with a NUL after each letter.
        Some((_, '\0')) if text.matches('\0').count() * 4 > text.len() => {
            Err(Diagnostic::in_file(Code::NotUtf8, path).with("encoding", "UTF-16"))
        }
        Some((at, control)) => {
            let line = text[..at].matches('\n').count() + 1;
            let shown = format!("U+{:04X}", u32::from(control));
            Err(Diagnostic::in_file(Code::ControlCharacter, path).with("character", shown).with("line", line))
        }
        None => Ok(text),
    }
}

fn tidy(mut text: String) -> String {
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    text
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
    use super::text;
    use crate::source::SourcePath;

    fn decode(name: &str, bytes: &[u8]) -> Result<String, String> {
        text(&SourcePath::new(name), bytes.to_vec()).map_err(|note| format!("{:?}", note.args.get("encoding")))
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
        assert_eq!(decode("a.csv", &cp932).as_deref(), Ok("朝の土手で、あいさつが増えていく。"));
        let utf16: Vec<u8> = "\u{FEFF}朝".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(decode("a.md", &utf16).unwrap_err().contains("UTF-16"));
    }

    #[test]
    fn control_characters_are_named() {
        assert!(decode("a.md", b"a\0b").is_err());
    }
}
