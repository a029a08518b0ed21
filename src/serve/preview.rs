//! What browsers are shown: the last good portal, and the mistakes of the last build if it had any.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::build::{Built, Origin};
use crate::diag::human::{self, Paint};
use crate::diag::{Diagnostic, Language};
use crate::output::{Blob, Output};
use crate::source::{SourcePath, Tree};

/// A mistake as the browser shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Problem {
    severity: &'static str,
    code: &'static str,
    message: String,
    file: Option<String>,
    line: Option<usize>,
    excerpt: String,
}

/// A stylesheet that took another's place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Swap {
    old: String,
    new: String,
}

/// One state of the preview.
#[derive(Debug)]
pub struct Preview {
    /// Grows with each state.
    pub(super) version: u64,
    /// The path below which the site stands.
    pub(super) base: String,
    /// The language of messages.
    pub(super) language: Language,
    /// The last good portal.
    pub(super) output: Arc<Output>,
    /// The mistakes that stand in the way of a newer one.
    pub(super) problems: Vec<Problem>,
    /// The pages that look different since the state before, by file.
    pub(super) changed: Vec<String>,
    /// Stylesheets that changed.
    pub(super) styles: Vec<Swap>,
    /// Which file a page comes from, by the page's file.
    pub(super) origins: BTreeMap<String, Origin>,
    /// Warnings by source file.
    warnings: BTreeMap<SourcePath, Vec<Problem>>,
    /// Addresses of hidden documents, by the page's file, with the reason.
    pub(super) hidden: BTreeMap<String, (SourcePath, &'static str)>,
}

impl Preview {
    /// The state after a build; a failed one keeps the portal of `last`.
    pub(super) fn of(built: Built, tree: &Tree, last: Option<&Self>) -> Self {
        let language = built.language;
        let problem = |note: &Diagnostic| problem(note, tree, language);
        let failed = built.report.errors() > 0;
        let problems = if failed { built.report.notes().iter().map(problem).collect() } else { Vec::new() };
        let mut warnings: BTreeMap<SourcePath, Vec<Problem>> = BTreeMap::new();
        for note in built.report.notes() {
            if let Some(file) = &note.file {
                warnings.entry(file.clone()).or_default().push(problem(note));
            }
        }
        let output = match (failed, last) {
            (true, Some(last)) => Arc::clone(&last.output),
            _ => Arc::new(built.output),
        };
        let base = if built.base.is_empty() { last.map_or_else(|| "/".to_owned(), |last| last.base.clone()) } else { built.base };
        let (styles, changed) = last.map(|last| differences(&last.output, &output)).unwrap_or_default();
        Self {
            version: last.map_or(1, |last| last.version + 1),
            base,
            language,
            output,
            problems,
            changed,
            styles,
            origins: built.origins,
            warnings,
            hidden: built.hidden,
        }
    }

    /// What was found in a source file.
    pub(super) fn warnings(&self, file: &SourcePath) -> &[Problem] {
        self.warnings.get(file).map_or(&[], Vec::as_slice)
    }
}

fn problem(note: &Diagnostic, tree: &Tree, language: Language) -> Problem {
    Problem {
        severity: note.severity().word(),
        code: note.code.number(),
        message: note.message(language),
        file: note.file.as_ref().map(ToString::to_string),
        line: tree.place(note).map(|place| place.line),
        excerpt: human::draw(note, tree, language, Paint::Plain),
    }
}

/// The stylesheets that took another's place, and the pages that differ in more than their stylesheet's name.
fn differences(old: &Output, new: &Output) -> (Vec<Swap>, Vec<String>) {
    let styles = styles(old, new);
    let differs = |path: &str, blob: &Blob| match (old.get(path), blob) {
        (Some(Blob::Bytes(before)), Blob::Bytes(after)) => {
            !Arc::ptr_eq(before, after) && before != after && !same_but_styles(before, after, &styles)
        }
        (before, after) => before != Some(after),
    };
    let gone = old.files().filter(|(path, _)| new.get(path).is_none());
    let changed = new.files().filter(|(path, blob)| differs(path, blob)).chain(gone);
    let changed = changed.map(|(path, _)| path.to_owned()).collect();
    (styles, changed)
}

fn styles(old: &Output, new: &Output) -> Vec<Swap> {
    let plain = |path: &str| path.rsplitn(3, '.').nth(2).map(str::to_owned);
    let sheets = |output: &Output| -> BTreeMap<String, String> {
        let sheets = output.files().filter(|(path, _)| path.starts_with("assets/") && path.ends_with(".css"));
        sheets.filter_map(|(path, _)| Some((plain(path)?, path.to_owned()))).collect()
    };
    let before = sheets(old);
    let changed = sheets(new).into_iter().filter_map(|(name, new)| {
        let old = before.get(&name)?.clone();
        (old != new).then_some(Swap { old, new })
    });
    changed.collect()
}

fn same_but_styles(before: &[u8], after: &[u8], styles: &[Swap]) -> bool {
    if styles.is_empty() {
        return false;
    }
    let (Ok(before), Ok(after)) = (std::str::from_utf8(before), std::str::from_utf8(after)) else { return false };
    let swapped = styles.iter().fold(before.to_owned(), |text, swap| text.replace(&swap.old, &swap.new));
    swapped == after
}
