//! Looks whether the full name of somebody who is shown by initials alone stands in what is published.
//!
//! The names of all documents are looked for in all of them: classmates write of each other.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::{Config, Lang};
use crate::content::{Document, text_of};
use crate::diag::{Code, Diagnostic, Notes, Span};
use crate::source::{SourcePath, Tree};
use crate::text::initials::initials;
use crate::text::name::{Name, Spelled};

/// The names that must not be published, with what is shown instead.
#[derive(Debug)]
pub struct FullNames {
    names: BTreeMap<Name, String>,
    /// Names that the settings allow, in which others may be found.
    allowed: Vec<Name>,
}

impl FullNames {
    /// Gathers the names, those of hidden documents among them.
    #[must_use]
    pub fn of(config: &Config, documents: &[Arc<Document>]) -> Self {
        let mut names = BTreeMap::new();
        let mut add = |name: &str, shown: &str| {
            if let Some(name) = Name::new(name) {
                names.entry(name).or_insert_with(|| shown.to_owned());
            }
        };
        for profile in config.authors.all().filter(|profile| profile.initials) {
            let reading = profile.reading.as_ref();
            let shown = initials(reading.unwrap_or_else(|| profile.name.get(Lang::FIRST))).unwrap_or_default();
            profile.name.all().chain(reading).for_each(|name| add(name, &shown));
        }
        for author in documents.iter().flat_map(|document| &document.full_names) {
            author.names.iter().for_each(|name| add(name, &author.initials));
        }
        let allowed = config.check_allow.iter().filter_map(|allowed| Name::new(allowed)).collect();
        Self { names, allowed }
    }

    /// Whether there are none, so that nothing need be looked through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Notes the names in a document and in the name of its file, which becomes its address. Authors whom the settings
    /// describe may be named as such.
    #[must_use]
    pub fn in_document(&self, document: &Document, config: &Config, tree: &Tree) -> Notes {
        let file = &document.file;
        let Some(text) = tree.get(file).and_then(|source| source.text()) else { return Notes::new() };
        let (_, body) = text_of(file, text);
        let described = document.meta.authors.iter().filter(|author| author.page.is_some());
        let described = described.filter(|author| config.authors.named(&author.name).is_some());
        let meant: Vec<&Span> = described.map(|author| &author.span).collect();
        let meant = |at: usize| {
            let hidden = document.full_names.iter().map(|author| &author.span);
            hidden.chain(meant.iter().copied()).any(|span| span.contains(&at))
        };
        let is_published = |at: usize| at >= body || !meant(at) && !is_comment(text, at);
        let mut notes = self.in_text(file, text, |place| is_published(place.start));
        if let Some((_, shown)) = self.places(file.as_str()).first() {
            let note = Diagnostic::in_file(Code::FullName, file).with("where", "file");
            notes.push(note.with("initials", shown));
        }
        notes
    }

    /// Notes the names in a text at the places that are `published`.
    pub fn in_text(&self, file: &SourcePath, text: &str, published: impl Fn(&Span) -> bool) -> Notes {
        let found = self.places(text).into_iter().filter(|(place, _)| published(place));
        found
            .map(|(place, shown)| {
                let note = Diagnostic::at(Code::FullName, file, place).with("where", "text");
                note.with("initials", shown)
            })
            .collect()
    }

    /// The places of a text that hold a name, the longest where there are several, with what is shown instead.
    fn places(&self, text: &str) -> Vec<(Span, &str)> {
        let text = Spelled::of(text);
        let names = self.names.iter().flat_map(|(name, shown)| name.places(&text).map(|place| (place, shown.as_str())));
        let mut found: Vec<(Span, &str)> = names.collect();
        if found.is_empty() {
            return found;
        }
        let allowed: Vec<Span> = self.allowed.iter().flat_map(|name| name.places(&text)).collect();
        found.retain(|(place, _)| !allowed.iter().any(|all| all.start <= place.start && place.end <= all.end));
        found.sort_by_key(|(place, _)| (place.start, std::cmp::Reverse(place.end)));
        found.dedup_by(|(next, _), (kept, _)| next.start < kept.end);
        found
    }
}

/// Whether a byte of the front matter stands in a comment.
fn is_comment(text: &str, at: usize) -> bool {
    let line = &text[text[..at].rfind('\n').map_or(0, |end| end + 1)..at];
    let opens = |(hash, _): (usize, &str)| {
        let before = &line[..hash];
        let in_quotes = ['"', '\''].iter().any(|quote| before.matches(*quote).count() % 2 == 1);
        (before.is_empty() || before.ends_with([' ', '\t'])) && !in_quotes
    };
    line.match_indices('#').any(opens)
}
