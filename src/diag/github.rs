//! Diagnostics as annotations of a GitHub Actions run.

use super::{Diagnostic, Language};
use crate::source::Tree;

/// The workflow command for `note`, without a line break.
#[must_use]
pub fn line(note: &Diagnostic, tree: &Tree, language: Language) -> String {
    let mut properties = vec![format!("title={}", property(note.code.number()))];
    if let Some(file) = &note.file {
        properties.push(format!("file={}", property(file.as_str())));
    }
    if let Some(place) = tree.place(note) {
        properties.push(format!("line={},col={}", place.line, place.column));
    }
    let mut message = note.message(language);
    if let Some(hint) = note.hint(language) {
        message.push('\n');
        message.push_str(&hint);
    }
    format!("::{} {}::{}", note.severity().word(), properties.join(","), data(&message))
}

/// Escapes as the runner's command format asks for messages.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes as the runner's command format asks for properties.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
