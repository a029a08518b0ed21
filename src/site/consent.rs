//! Photos whose people have agreed to be shown until a day: taken down after it, everywhere.

use std::collections::BTreeSet;

use jiff::civil::DateTime;

use super::directory::Directory;
use super::photo;
use super::resolve::decoded;
use crate::content::{Consent, Document};
use crate::diag::{Code, Diagnostic, Notes};
use crate::markdown::RawLink;
use crate::source::{SourcePath, Tree};

/// How many days before its end a consent is told of.
const DAYS_AHEAD: i64 = 30;

/// The photos of documents whose consent is over, hidden documents among them: no other page may show them either.
pub(super) fn withdrawn<'d>(
    tree: &Tree,
    documents: impl Iterator<Item = &'d Document>,
    now: DateTime,
) -> BTreeSet<SourcePath> {
    let over = documents.filter(|document| consent(document).is_some_and(|consent| consent.is_over(now)));
    over.flat_map(|document| photos(tree, document)).collect()
}

/// The photos that a document names.
fn photos(tree: &Tree, document: &Document) -> Vec<SourcePath> {
    let own = document.meta.image.iter().map(|image| image.text.as_str());
    let shown = document.text.body().holes.iter().filter_map(|hole| match &hole.link {
        RawLink::Image { to, .. } | RawLink::Href { to, .. } => Some(to.as_str()),
        _ => None,
    });
    let files = own.chain(shown).filter_map(|to| photo::file(tree, document, &decoded(to)));
    files.filter(|file| photo::is_picture(file.file_name()) || file.ending() == "svg").cloned().collect()
}

/// Tells of consents that are over or will soon be, so that somebody asks again.
pub(super) fn notes(tree: &Tree, directory: &Directory, now: DateTime) -> Notes {
    let documents = directory.ids().map(|id| &directory.entry(id).document);
    let ending = documents.filter_map(|document| {
        let consent = consent(document).filter(|_| !photos(tree, document).is_empty())?;
        let days = (consent.until.date() - now.date()).get_days();
        let state = match consent.is_over(now) {
            true => "over",
            false if i64::from(days) <= DAYS_AHEAD => "soon",
            false => return None,
        };
        let note = Diagnostic::at(Code::ConsentEnds, &document.file, consent.span.clone());
        Some(note.with("until", consent.until.date()).with("state", state).with("advice", state))
    });
    ending.collect()
}

fn consent(document: &Document) -> Option<&Consent> {
    document.meta.photo_consent.as_ref()
}
