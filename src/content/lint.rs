//! Silent typing mistakes in a text: what looks like a heading, a list or bold but stays plain. For `check` only.

use crate::diag::{Code, Diagnostic, Notes};
use crate::source::SourcePath;

/// Looks for typing mistakes line by line.
#[must_use]
pub fn lint(file: &SourcePath, text: &str) -> Notes {
    let mut notes = Notes::new();
    let (body, start) = super::text_of(file, text);
    let mut at = start;
    let mut in_code = false;
    let mut bullets: Vec<(usize, &str)> = Vec::new();
    for raw in body.split_inclusive('\n') {
        let line = raw.trim_end();
        if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
            in_code = !in_code;
        } else if !in_code {
            notes.extend(marks(file, at, line));
            if line.starts_with(['●', '○', '■', '□', '◆', '◎', '・', '※']) {
                bullets.push((at, line));
                // A run of them is told once, at its first line.
                if let [(first, line), _] = bullets[..] {
                    let span = first..first + line.chars().next().map_or(0, char::len_utf8);
                    notes.push(
                        Diagnostic::at(Code::TypedBullets, file, span)
                            .with("mended", format!("- {}", without_first(line))),
                    );
                }
            } else {
                bullets.clear();
            }
        }
        at += raw.len();
    }
    notes
}

fn without_first(line: &str) -> &str {
    let mut characters = line.chars();
    characters.next();
    characters.as_str().trim_start_matches(['　', ' '])
}

fn marks(file: &SourcePath, at: usize, line: &str) -> Option<Diagnostic> {
    let note =
        |code, length: usize, mended: String| Some(Diagnostic::at(code, file, at..at + length).with("mended", mended));
    let hashes = line.len() - line.trim_start_matches(['#', '＃']).len();
    if hashes > 0 {
        let rest = &line[hashes..];
        let level = "#".repeat(line[..hashes].chars().count());
        if line[..hashes].contains('＃') || rest.starts_with('　') {
            return note(Code::FullWidthMark, hashes, format!("{level} {}", rest.trim_start_matches(['　', ' '])));
        }
    }
    if let Some(rest) =
        line.strip_prefix("-　").or_else(|| line.strip_prefix("*　")).or_else(|| line.strip_prefix("－　"))
    {
        return note(Code::FullWidthMark, line.len() - rest.len(), format!("- {rest}"));
    }
    if line.starts_with('＊') && line.len() > '＊'.len_utf8() {
        let stars = line.replace('＊', "*");
        return note(Code::FullWidthMark, '＊'.len_utf8(), stars);
    }
    let digits = line.chars().take_while(|c| matches!(c, '０'..='９')).count();
    if digits > 0 {
        let rest = &line[digits * '０'.len_utf8()..];
        if let Some(words) = rest.strip_prefix('．') {
            let number = crate::text::fold(&line[..digits * '０'.len_utf8()]);
            return note(
                Code::FullWidthMark,
                line.len() - words.len(),
                format!("{number}. {}", words.trim_start_matches('　')),
            );
        }
    }
    let year = line.bytes().take_while(u8::is_ascii_digit).count();
    if year == 4 && line[4..].starts_with(". ") && line[6..].starts_with(|c: char| c.is_ascii_digit()) {
        return note(Code::DateBecomesList, line.len().min(12), line.replacen(". ", ".", 2));
    }
    None
}
