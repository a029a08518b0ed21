//! Authors and their names: those who would share a page, those whom no story names, and their portraits.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::directory::Directory;
use super::photo::{self, NoPhoto, Photo};
use super::shelves::Shelves;
use crate::config::author::same_name;
use crate::config::{Authors, Config};
use crate::content::{Author, Document};
use crate::diag::suggest::nearest;
use crate::diag::{Code, Diagnostic, Notes};
use crate::source::{SourcePath, Tree};

/// Notes people of different names whose pages would have one address.
pub(super) fn shared(config: &Config, directory: &Directory) -> Notes {
    let mut notes = Notes::new();
    let mut first: BTreeMap<&str, (String, &str)> = BTreeMap::new();
    for document in directory.ids().map(|id| &directory.entry(id).document) {
        for author in &document.meta.authors {
            let Some(page) = author.page.as_deref() else { continue };
            let who = identity(&config.authors, author, page);
            let (known, name) = first.entry(page).or_insert_with(|| (who.clone(), &author.name));
            if *known != who {
                let note = Diagnostic::at(Code::SameAuthorAddress, &document.file, author.span.clone());
                notes.push(note.with("name", &author.name).with("other", *name).with("page", page));
            }
        }
    }
    notes
}

/// What makes a person that person: the settings' id, else the name however it is spaced.
fn identity(authors: &Authors, author: &Author, page: &str) -> String {
    match authors.named(&author.name) {
        Some(_) => format!("[[author]] {page}"),
        None => same_name(&author.name),
    }
}

/// Notes authors of the settings whom no document names, hidden documents among them: nobody would see what is said of
/// them.
#[must_use]
pub fn unknown(config: &Config, documents: &[Arc<Document>]) -> Notes {
    let authors = || documents.iter().flat_map(|document| &document.meta.authors);
    let pages: BTreeSet<&str> = authors().filter_map(|author| author.page.as_deref()).collect();
    let names: BTreeSet<&str> = authors().filter(|author| author.page.is_some()).map(|author| &*author.name).collect();
    let idle = config.authors.all().filter(|profile| !profile.initials && !pages.contains(profile.id.as_str()));
    idle.map(|profile| {
        let name = profile.name.get(crate::config::Lang::FIRST);
        let near = nearest(name, names.iter().copied());
        Diagnostic::at(Code::AuthorOfNothing, &config.file, profile.span.clone()).with("name", name).near(near)
    })
    .collect()
}

/// The portraits of those who have a page, by id. A portrait that cannot be shown is noted.
pub(super) fn portraits(
    config: &Config,
    shelves: &[Shelves],
    (tree, withdrawn): (&Tree, &BTreeSet<SourcePath>),
    notes: &mut Notes,
) -> BTreeMap<String, Photo> {
    let mut portraits = BTreeMap::new();
    for profile in config.authors.all() {
        let Some(portrait) = &profile.portrait else { continue };
        let photo = match photo::of_static(tree, portrait.file.trim_start_matches('/')) {
            Ok(photo) => photo,
            Err(reason) => {
                let at = |code| Diagnostic::at(code, &config.file, portrait.span.clone());
                notes.push(match reason {
                    NoPhoto::Missing => at(Code::MissingImage).with("to", &portrait.file),
                    NoPhoto::Faulty(fault) => fault.note(&portrait.file, at),
                });
                continue;
            }
        };
        let shown = shelves.iter().any(|shelves| shelves.authors.contains_key(&profile.id));
        if shown && !withdrawn.contains(&photo.file) {
            portraits.insert(profile.id.clone(), photo);
        }
    }
    portraits
}
