//! tera's errors → diagnostics with the file, the bytes and the reason.

use std::collections::{BTreeMap, BTreeSet};

use tera::{Error, ErrorKind, ReportError, Value};

use super::layers::Templates;
use crate::diag::suggest::nearest;
use crate::diag::{Code, Diagnostic, Notes, Span};
use crate::source::SourcePath;

type Files = BTreeMap<String, SourcePath>;

/// Notes why the templates could not be loaded; returns the names of those to blame.
pub(super) fn while_loading(
    error: &Error,
    templates: &Templates,
    files: &Files,
    notes: &mut Notes,
) -> BTreeSet<String> {
    let mut faulty = BTreeSet::new();
    let mut blame = |name: &str, span: Option<Span>, reason: &str, notes: &mut Notes| {
        notes.push(template_error(name, span, reason, files));
        faulty.insert(name.to_owned());
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            blame(report.filename(), Some(report.span().range.clone()), report.message(), notes);
        }
        ErrorKind::CircularExtend { tpl, .. }
        | ErrorKind::CircularInclude { tpl, .. }
        | ErrorKind::MissingParent { current: tpl, .. } => blame(tpl, None, &error.to_string(), notes),
        ErrorKind::Msg(message) => {
            for found in reports(message, templates) {
                blame(&found.name, found.span, &found.reason, notes);
            }
        }
        _ => {}
    }
    if faulty.is_empty() {
        notes.push(Diagnostic::new(Code::TemplateError).with("template", "?").with("reason", error.to_string()));
    }
    faulty
}

/// Why a page could not be written.
pub(super) fn while_rendering(error: &Error, template: &str, files: &Files, words: &Value) -> Diagnostic {
    match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => missing_word(report, files, words)
            .unwrap_or_else(|| {
                template_error(report.filename(), Some(report.span().range.clone()), report.message(), files)
            }),
        _ => template_error(template, None, &error.to_string(), files),
    }
}

fn template_error(name: &str, span: Option<Span>, reason: &str, files: &Files) -> Diagnostic {
    let note = Diagnostic::new(Code::TemplateError).with("template", name).with("reason", reason);
    Diagnostic { file: files.get(name).cloned(), span: span.map(|span| (span.start, span.end)), ..note }
}

/// A word that no layer has: tera says "Field `x` is not defined. Available fields: …" and these are our words.
fn missing_word(report: &ReportError, files: &Files, words: &Value) -> Option<Diagnostic> {
    let (word, known) = report.message().strip_prefix("Field `")?.split_once("` is not defined")?;
    let keys = || words.as_map().into_iter().flatten().filter_map(|(key, _)| key.as_str());
    // tera names but a few of the fields; that all of them are words tells our table from others.
    let named: Vec<&str> = known.rsplit_once(": ").map_or("", |(_, list)| list).split(", ").collect();
    let ours = named.iter().filter(|name| keys().any(|key| key == **name)).count();
    if ours * 2 < named.len() {
        return None;
    }
    let note = Diagnostic::new(Code::WordMissing).with("word", word).with("template", report.filename());
    let span = report.span().range.clone();
    let note = Diagnostic { file: files.get(report.filename()).cloned(), span: Some((span.start, span.end)), ..note };
    Some(note.near(nearest(word, keys())))
}

struct Found {
    name: String,
    span: Option<Span>,
    reason: String,
}

/// tera hands over several mistakes at once only as text: `error: REASON`, then ` --> NAME:LINE:COLUMN`.
fn reports(message: &str, templates: &Templates) -> Vec<Found> {
    let mut found = Vec::new();
    let mut reason = None;
    for line in message.lines() {
        if let Some(text) = line.strip_prefix("error: ") {
            reason = Some(text.to_owned());
        } else if let Some(place) = line.trim_start().strip_prefix("--> ") {
            let mut parts = place.rsplitn(3, ':');
            let (column, line, name) = (parts.next(), parts.next(), parts.next());
            let (Some(name), Some(reason)) = (name, reason.take()) else { continue };
            let number = |text: Option<&str>| text.and_then(|text| text.parse::<usize>().ok());
            let span = templates.text(name).zip(number(line)).zip(number(column));
            let span = span.and_then(|((text, line), column)| byte_span(text, line, column));
            found.push(Found { name: name.to_owned(), span, reason });
        }
    }
    // A component that two templates define: the names stand in the sentence itself.
    if found.is_empty() {
        let names = templates.iter().map(|(name, _)| name).filter(|name| message.contains(&format!("`{name}`")));
        found.extend(names.map(|name| Found { name: name.to_owned(), span: None, reason: message.to_owned() }));
    }
    found
}

/// The bytes from a line and a column, both from 1, to the end of the word that stands there.
fn byte_span(text: &str, line: usize, column: usize) -> Option<Span> {
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let rest = text.get(start..)?;
    let offset = rest.char_indices().nth(column.checked_sub(1)?).map_or(rest.len(), |(at, _)| at);
    let word =
        rest[offset..].find(|c: char| !c.is_alphanumeric() && !"_./-\"".contains(c)).unwrap_or(rest.len() - offset);
    Some(start + offset..start + offset + word.max(1))
}
