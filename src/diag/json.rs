//! Diagnostics for programs: one JSON object a line.

use serde::Serialize;

use super::{Diagnostic, Language};
use crate::source::{Place, Tree};

/// One diagnostic, as CI jobs and editors read it. Lines and columns count from 1; columns in characters.
#[derive(Debug, Serialize)]
struct Object<'a> {
    severity: &'static str,
    code: &'static str,
    message: String,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    hint: Option<String>,
}

/// The JSON object of `note`, without a line break.
#[must_use]
pub fn line(note: &Diagnostic, tree: &Tree, language: Language) -> String {
    let place = tree.place(note);
    let object = Object {
        severity: note.severity().word(),
        code: note.code.number(),
        message: note.message(language),
        file: note.file.as_ref().map(crate::source::SourcePath::as_str),
        line: place.map(|Place { line, .. }| line),
        column: place.map(|Place { column, .. }| column),
        hint: note.hint(language),
    };
    serde_json::to_string(&object).unwrap_or_default()
}
