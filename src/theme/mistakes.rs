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
    let (ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report)) = error.kind() else {
        return template_error(template, None, &error.to_string(), files);
    };
    let note = undefined(report)
        .map(|(name, known)| missing_word(name, &known, words).unwrap_or_else(|| missing_name(name, &known, template)));
    let span = report.span().range.clone();
    match note {
        Some(note) => Diagnostic {
            file: files.get(report.filename()).cloned(),
            span: Some((span.start, span.end)),
            ..note.with("template", report.filename())
        },
        None => template_error(report.filename(), Some(span), report.message(), files),
    }
}

fn template_error(name: &str, span: Option<Span>, reason: &str, files: &Files) -> Diagnostic {
    let note = Diagnostic::new(Code::TemplateError).with("template", name).with("reason", reason);
    Diagnostic { file: files.get(name).cloned(), span: span.map(|span| (span.start, span.end)), ..note }
}

/// The name that is not there, and those that are. tera says "Field `x` is not defined. Available fields: …".
fn undefined(report: &ReportError) -> Option<(&str, Vec<&str>)> {
    let said = ["Field `", "Variable `"].iter().find_map(|kind| report.message().strip_prefix(kind))?;
    let (name, known) = said.split_once("` is not defined")?;
    Some((name, known.split_once(": ").map_or_else(Vec::new, |(_, list)| list.split(", ").collect())))
}

/// A word that no layer has: what is known there are our words.
fn missing_word(word: &str, known: &[&str], words: &Value) -> Option<Diagnostic> {
    let keys = || words.as_map().into_iter().flatten().filter_map(|(key, _)| key.as_str());
    let ours = !known.is_empty() && known.iter().all(|name| keys().any(|key| key == *name));
    ours.then(|| Diagnostic::new(Code::WordMissing).with("word", word).near(nearest(word, keys())))
}

/// A name that the template does not see on this page.
fn missing_name(name: &str, known: &[&str], template: &str) -> Diagnostic {
    let note = Diagnostic::new(Code::NameMissing).with("name", name).with("page", template);
    note.near(nearest(name, known.iter().copied()))
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
