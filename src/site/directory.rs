//! Who lives where: the documents that are shown, those that are not, and the address of each.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::addresses;
use super::visible::{Badge, Show};
use crate::config::{Config, Lang, SitePath};
use crate::content::{Document, Place};
use crate::diag::{Checked, Code, Diagnostic, Notes};
use crate::hashed::{Table, hash_of};
use crate::par;
use crate::source::SourcePath;

/// An entry by its place in the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(u32);

impl EntryId {
    /// Its place in the directory.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A document that is shown.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The document.
    pub document: Arc<Document>,
    /// Its page.
    pub address: SitePath,
    /// Why it would be hidden from the public, when it is shown all the same.
    pub badge: Option<Badge>,
}

/// The documents and their addresses.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    entries: Vec<Entry>,
    places: Arc<Places>,
}

/// What of a directory does not depend on the texts, so that a new text leaves it as it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// Each document's address and badge; `None` for those that are not shown.
    shown: Vec<Option<(SitePath, Option<Badge>)>>,
    /// The files of all documents, in order.
    files: Vec<SourcePath>,
    /// Who lives in each, or why it is hidden.
    by_file: Table<SourcePath, Result<EntryId, Badge>>,
    /// The addresses that hidden documents would have.
    hidden: BTreeMap<SitePath, (SourcePath, Badge)>,
    /// Documents in several languages: the first language's file name, then who it is in each. Empty where the site has
    /// but one.
    versions: BTreeMap<String, BTreeMap<Lang, EntryId>>,
    /// Every address that something lives at.
    taken: BTreeSet<String>,
    /// Old addresses and where they lead.
    aliases: Vec<(SitePath, EntryId)>,
    /// A hash of who lives where, in which languages.
    hash: u64,
}

impl Directory {
    /// An entry.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.index()]
    }

    /// All entries in order of file.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = EntryId> + use<> {
        (0..u32::try_from(self.entries.len()).unwrap_or(u32::MAX)).map(EntryId)
    }

    /// Who lives in a file: an entry, or the reason why it is hidden. `None` when there is no such file.
    #[must_use]
    pub fn find(&self, file: &str) -> Option<Result<EntryId, Badge>> {
        self.places.by_file.get(file).copied()
    }

    /// The addresses that hidden documents would have, with their files and why they are hidden.
    #[must_use]
    pub fn hidden(&self) -> &BTreeMap<SitePath, (SourcePath, Badge)> {
        &self.places.hidden
    }

    /// The files of all documents.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.places.files.iter().map(SourcePath::as_str)
    }

    /// A document in every language that it has, itself included.
    #[must_use]
    pub fn versions(&self, id: EntryId) -> Vec<(Lang, EntryId)> {
        let document = &self.entry(id).document;
        if self.places.versions.is_empty() {
            return vec![(document.lang, id)];
        }
        let versions = self.places.versions.get(&version_key(document));
        versions.into_iter().flatten().map(|(lang, id)| (*lang, *id)).collect()
    }

    /// A document in `lang`, if it has that language.
    #[must_use]
    pub fn in_language(&self, id: EntryId, lang: Lang) -> Option<EntryId> {
        let document = &self.entry(id).document;
        if document.lang == lang {
            return Some(id);
        }
        self.places.versions.get(&version_key(document))?.get(&lang).copied()
    }

    /// Whether something lives at an address.
    #[must_use]
    pub fn is_taken(&self, address: &str) -> bool {
        self.places.taken.contains(address)
    }

    /// Every address that something lives at.
    pub fn taken(&self) -> impl Iterator<Item = &str> {
        self.places.taken.iter().map(String::as_str)
    }

    /// Old addresses and where they lead.
    #[must_use]
    pub fn aliases(&self) -> &[(SitePath, EntryId)] {
        &self.places.aliases
    }

    /// A hash of all that resolving a link may look at: addresses and headings.
    #[must_use]
    pub fn hash(&self) -> u64 {
        let headings: Vec<u64> = self.entries.iter().map(|entry| entry.document.text.headings()).collect();
        hash_of(&(self.places.hash, headings))
    }

    /// The same places with other texts: `documents` as they were when the places were given out, but for those.
    pub(super) fn again(places: &Arc<Places>, documents: Vec<Arc<Document>>) -> Self {
        let shown = documents.into_iter().zip(&places.shown);
        let entries = shown.filter_map(|(document, shown)| {
            let (address, badge) = shown.clone()?;
            Some(Entry { document, address, badge })
        });
        Self { entries: entries.collect(), places: Arc::clone(places) }
    }

    /// What may be kept for `again`.
    pub(super) fn places(&self) -> Arc<Places> {
        Arc::clone(&self.places)
    }

    /// The directory with all addresses given out.
    pub(super) fn settled(self, taken: BTreeSet<String>, aliases: Vec<(SitePath, EntryId)>) -> Self {
        let addresses: Vec<_> = self.entries.iter().map(|entry| (&entry.address, entry.document.lang)).collect();
        let residents: Vec<_> = self.places.files.iter().map(|file| (file, self.find(file.as_str()))).collect();
        let hash = hash_of(&(addresses, residents, &taken));
        let places = Places { taken, aliases, hash, ..Arc::unwrap_or_clone(self.places) };
        Self { entries: self.entries, places: Arc::new(places) }
    }
}

/// The file's name without its language: what the versions of a document share.
fn version_key(document: &Document) -> String {
    let path = document.file.as_str();
    let stem = path.strip_suffix(".md").unwrap_or(path);
    if document.lang.is_first() {
        return stem.to_owned();
    }
    stem.rsplit_once('.').map_or(stem, |(stem, _)| stem).to_owned()
}

/// Gives each document that is shown an address; `badges` says of each why it would be hidden.
#[must_use]
pub(super) fn make(
    config: &Config,
    documents: Vec<Arc<Document>>,
    badges: &[Option<Badge>],
    show: Show,
) -> Checked<Directory> {
    let mut places = Places::default();
    let mut entries = Vec::with_capacity(documents.len());
    let addresses = par::map(&documents, |document| address(config, document));
    for ((document, address), badge) in documents.into_iter().zip(addresses).zip(badges.iter().copied()) {
        let hidden = badge.filter(|badge| !badge.is_shown(show));
        if address.is_some() || hidden.is_some() {
            places.files.push(document.file.clone());
        }
        places.shown.push(address.clone().filter(|_| hidden.is_none()).map(|address| (address, badge)));
        if let Some(badge) = hidden {
            places.by_file.insert(document.file.clone(), Err(badge));
            if let Some(address) = address {
                places.hidden.insert(address, (document.file.clone(), badge));
            }
            continue;
        }
        let Some(address) = address else { continue };
        let id = EntryId(u32::try_from(entries.len()).unwrap_or(u32::MAX));
        places.by_file.insert(document.file.clone(), Ok(id));
        if config.languages.len() > 1 {
            places.versions.entry(version_key(&document)).or_default().insert(document.lang, id);
        }
        entries.push(Entry { document, address, badge });
    }
    let notes = without_original(&entries, &places);
    Checked { value: Directory { entries, places: Arc::new(places) }, notes }
}

/// Notes translations of what is not there.
fn without_original(entries: &[Entry], places: &Places) -> Notes {
    let mut notes = Notes::new();
    for (_, versions) in places.versions.iter().filter(|(_, versions)| !versions.contains_key(&Lang::FIRST)) {
        for id in versions.values() {
            let document = &entries[id.index()].document;
            let original = format!("{}.md", version_key(document));
            // An original that is only hidden is there all the same.
            if !places.by_file.contains_key(original.as_str()) {
                let name = original.rsplit('/').next().unwrap_or(&original);
                notes.push(Diagnostic::in_file(Code::NoOriginal, &document.file).with("original", name));
            }
        }
    }
    notes
}

/// A document's page. `None` where its name cannot be one, which has been noted when it was read.
fn address(config: &Config, document: &Document) -> Option<SitePath> {
    let lang = document.lang;
    match &document.place {
        Place::Home => Some(addresses::home(config, lang)),
        Place::Stories => Some(addresses::stories(config, lang)),
        Place::Story(slug) => SitePath::parse(&format!("{}{slug}/", addresses::stories(config, lang).as_str())),
        Place::Page(path) => SitePath::parse(&format!("{}{path}/", addresses::home(config, lang).as_str())),
    }
}
