//! Stories in their orders: newest first, by term, by tag, by cell of the map.

use std::collections::{BTreeMap, BTreeSet};

use super::directory::{Directory, EntryId};
use crate::config::author::same_name;
use crate::config::{Config, Lang, TermId, address};
use crate::content::{Author, Meta, Place};
use crate::hashed::Table;
use crate::par;

/// The stories of one language.
#[derive(Debug, Default)]
pub struct Shelves {
    /// All, newest first.
    pub stories: Vec<EntryId>,
    /// The place of each story in that order, by entry.
    ranks: Vec<Option<usize>>,
    /// Those of each term, those of its parts among them.
    terms: BTreeMap<TermId, Vec<EntryId>>,
    /// Those of each tag, by the tag's address.
    pub tags: BTreeMap<String, Tag>,
    /// Those of each author, by the author's address.
    pub authors: BTreeMap<String, Writer>,
    /// The authors who have no page: names as they are shown.
    unnamed: BTreeSet<String>,
    /// Those of each cell of the map: the row's term and the column's.
    cells: BTreeMap<(TermId, TermId), Vec<EntryId>>,
    /// The other pages, by file.
    pub pages: Vec<EntryId>,
    /// The text of the home page.
    pub home: Option<EntryId>,
    /// The words over the list of stories.
    pub intro: Option<EntryId>,
}

/// A tag and its stories.
#[derive(Debug)]
pub struct Tag {
    /// The tag as the newest of its stories spells it.
    pub label: String,
    /// Its stories, newest first.
    pub stories: Vec<EntryId>,
}

/// An author and what is theirs.
#[derive(Debug)]
pub struct Writer {
    /// The author as the newest of the stories names them.
    pub author: Author,
    /// The stories, newest first.
    pub stories: Vec<EntryId>,
    /// How many others come first when stories are read from the newest on.
    order: usize,
}

impl Shelves {
    /// Puts the entries of a language on their shelves.
    #[must_use]
    pub fn make(config: &Config, directory: &Directory, lang: Lang) -> Self {
        let mut shelves = Self::default();
        for id in directory.ids().filter(|id| directory.entry(*id).document.lang == lang) {
            match directory.entry(id).document.place {
                Place::Story(_) => shelves.stories.push(id),
                Place::Page(_) => shelves.pages.push(id),
                Place::Home => shelves.home = Some(id),
                Place::Stories => shelves.intro = Some(id),
            }
        }
        par::sort(&mut shelves.stories, |one, other| {
            let [one, other] = [one, other].map(|id| &directory.entry(*id).document);
            other.meta.date.cmp(&one.meta.date).then_with(|| one.file.cmp(&other.file))
        });
        shelves.ranks = vec![None; directory.ids().len()];
        for (rank, id) in shelves.stories.iter().enumerate() {
            shelves.ranks[id.index()] = Some(rank);
        }
        let mut slugs = Table::default();
        for index in 0..shelves.stories.len() {
            let id = shelves.stories[index];
            shelves.put(config, (&directory.entry(id).document.meta, id), &mut slugs);
        }
        shelves
    }

    /// Puts a story on its shelves. `slugs` holds the addresses of the tags so far: most stories share theirs.
    fn put<'d>(&mut self, config: &Config, (meta, id): (&'d Meta, EntryId), slugs: &mut Table<&'d str, String>) {
        let terms: Vec<TermId> = meta.terms.iter().flat_map(|term| with_ancestors(config, *term)).collect();
        for term in &terms {
            push_once(self.terms.entry(*term).or_default(), id);
        }
        if let Some((rows, columns)) = config.map {
            let of = |vocabulary: usize| {
                terms.iter().copied().filter(move |term| term.vocabulary() == vocabulary && is_top(config, *term))
            };
            for row in of(rows) {
                for column in of(columns) {
                    push_once(self.cells.entry((row, column)).or_default(), id);
                }
            }
        }
        for tag in &meta.tags {
            let slug = slugs.entry(tag).or_insert_with(|| tag_slug(tag));
            match self.tags.get_mut(slug) {
                Some(tag) => push_once(&mut tag.stories, id),
                None => {
                    self.tags.insert(slug.clone(), Tag { label: tag.clone(), stories: vec![id] });
                }
            }
        }
        for author in &meta.authors {
            self.put_author(author, id);
        }
    }

    fn put_author(&mut self, author: &Author, id: EntryId) {
        let Some(page) = &author.page else {
            self.unnamed.insert(same_name(&author.name));
            return;
        };
        if let Some(writer) = self.authors.get_mut(page) {
            return push_once(&mut writer.stories, id);
        }
        let writer = Writer { author: author.clone(), stories: vec![id], order: self.authors.len() };
        self.authors.insert(page.clone(), writer);
    }

    /// The authors who have a page, with their addresses: those who wrote most first, then those who wrote last.
    #[must_use]
    pub fn writers(&self) -> Vec<(&str, &Writer)> {
        let mut writers: Vec<(&str, &Writer)> = self.authors.iter().map(|(page, one)| (page.as_str(), one)).collect();
        writers.sort_by_key(|(_, writer)| (std::cmp::Reverse(writer.stories.len()), writer.order));
        writers
    }

    /// An author who has a page.
    ///
    /// # Panics
    /// If nobody has that page, which only a mistake in this program can bring about.
    #[must_use]
    pub fn writer(&self, page: &str) -> &Writer {
        &self.authors[page]
    }

    /// How many people and bodies wrote the stories.
    #[must_use]
    pub fn people(&self) -> usize {
        self.authors.len() + self.unnamed.len()
    }

    /// A story's place among all, from 0 for the newest.
    #[must_use]
    pub fn rank(&self, id: EntryId) -> Option<usize> {
        self.ranks.get(id.index()).copied().flatten()
    }

    /// The stories of a term, newest first.
    #[must_use]
    pub fn of_term(&self, term: TermId) -> &[EntryId] {
        self.terms.get(&term).map_or(&[], Vec::as_slice)
    }

    /// The stories of a cell of the map, newest first.
    #[must_use]
    pub fn of_cell(&self, row: TermId, column: TermId) -> &[EntryId] {
        self.cells.get(&(row, column)).map_or(&[], Vec::as_slice)
    }

    /// The cells that have stories.
    pub fn cells(&self) -> impl Iterator<Item = ((TermId, TermId), &[EntryId])> {
        self.cells.iter().map(|(cell, stories)| (*cell, stories.as_slice()))
    }
}

fn push_once(shelf: &mut Vec<EntryId>, id: EntryId) {
    if shelf.last() != Some(&id) {
        shelf.push(id);
    }
}

fn with_ancestors(config: &Config, term: TermId) -> impl Iterator<Item = TermId> + '_ {
    let vocabulary = &config.vocabularies[term.vocabulary()];
    vocabulary.lineage(term.term()).map(move |at| TermId::new(term.vocabulary(), at))
}

fn is_top(config: &Config, term: TermId) -> bool {
    config.term(term).parent.is_none()
}

/// The part of an address that stands for a tag. Tags that differ in case and width only share it.
#[must_use]
pub fn tag_slug(tag: &str) -> String {
    address::slug(tag, "tag")
}
