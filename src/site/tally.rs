//! Counts the portal's own stories and pages for the indicators that ask for it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::directory::{Directory, EntryId};
use super::shelves::{Shelves, tag_slug};
use crate::config::author::same_name;
use crate::config::{Config, Lang, Naming, TermId};
use crate::content::{Author, Document, Meta};
use crate::data::tally::{By, Condition, Counted, Of, Row, Tally, Thing, year_of};
use crate::data::{Dataset, Figure, Indicator, Period};
use crate::hashed::Hashed;

/// The indicators with every tally counted; the same ones where there is no tally.
#[must_use]
pub(super) fn count(
    config: &Config,
    directory: &Directory,
    shelves: &[Shelves],
    dataset: Arc<Dataset>,
) -> Arc<Dataset> {
    let is_tally = |indicator: &Arc<Hashed<Indicator>>| matches!(indicator.figure, Figure::Tally(_));
    if !dataset.indicators.iter().any(is_tally) {
        return dataset;
    }
    let indicators = dataset.indicators.iter().map(|indicator| {
        let Figure::Tally(tally) = &indicator.figure else { return Arc::clone(indicator) };
        let counted = config.langs().map(|lang| {
            let counter = Counter { config, directory, shelves: &shelves[lang.index()], lang, tally };
            counter.count()
        });
        let figure = Figure::Tally(Tally { counted: counted.collect(), ..tally.clone() });
        Arc::new(Hashed::new(Indicator { figure, ..Indicator::clone(indicator) }))
    });
    let indicators = indicators.collect();
    Arc::new(Dataset { indicators, ..Dataset::clone(&dataset) })
}

struct Counter<'a> {
    config: &'a Config,
    directory: &'a Directory,
    shelves: &'a Shelves,
    lang: Lang,
    tally: &'a Tally,
}

impl Counter<'_> {
    fn count(&self) -> Counted {
        let documents = self.documents();
        let rows = match self.tally.by {
            By::Vocabulary(index) => self.by_term(index, &documents),
            By::Tag => self.by_tag(&documents),
            By::Author => by_author(&documents),
            By::Year => by_year(&documents, false, self.tally.naming),
            By::FiscalYear => by_year(&documents, true, self.tally.naming),
        };
        Counted { rows, total: number(documents.len()) }
    }

    /// Everything that counts: what is hidden from the public, and shown all the same, does not.
    fn documents(&self) -> Vec<&Document> {
        let shelf: &[EntryId] = match self.tally.of {
            Of::Stories => &self.shelves.stories,
            Of::Pages => &self.shelves.pages,
        };
        let entries = shelf.iter().map(|id| self.directory.entry(*id)).filter(|entry| entry.badge.is_none());
        let documents = entries.map(|entry| &*entry.document);
        documents
            .filter(|document| self.tally.conditions.iter().all(|wanted| self.meets(&document.meta, wanted)))
            .collect()
    }

    fn meets(&self, meta: &Meta, wanted: &Condition) -> bool {
        match wanted {
            Condition::Terms(terms) => terms.iter().any(|term| self.carries(meta, *term)),
            Condition::Tag(tag) => meta.tags.iter().any(|own| tag_slug(own) == tag_slug(tag)),
            Condition::Author(name) => meta.authors.iter().any(|own| same_name(&own.name) == same_name(name)),
            Condition::Within(period) => {
                meta.date.is_some_and(|date| (period.start()..=period.end()).contains(&date.date()))
            }
        }
    }

    /// Whether a document carries a term or a part of it.
    fn carries(&self, meta: &Meta, term: TermId) -> bool {
        let vocabulary = &self.config.vocabularies[term.vocabulary()];
        let mut own = meta.terms.iter().filter(|own| own.vocabulary() == term.vocabulary());
        own.any(|own| vocabulary.lineage(own.term()).any(|at| at == term.term()))
    }

    /// Every term that is part of no other, in the vocabulary's order, with those that nobody carries.
    fn by_term(&self, index: usize, documents: &[&Document]) -> Vec<Row> {
        let row = |(at, term): (usize, &crate::config::Term)| {
            let id = TermId::new(index, at);
            let count = documents.iter().filter(|document| self.carries(&document.meta, id)).count();
            let label = term.label.get(self.lang).clone();
            Row { thing: Thing::Term(id), key: term.id.clone(), label, count: number(count) }
        };
        self.config.vocabularies[index].top_terms().map(row).collect()
    }

    /// The most frequent tags first, each under its newest spelling.
    fn by_tag(&self, documents: &[&Document]) -> Vec<Row> {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for document in documents {
            let tags: BTreeSet<String> = document.meta.tags.iter().map(|tag| tag_slug(tag)).collect();
            for tag in tags {
                *counts.entry(tag).or_default() += 1;
            }
        }
        let row = |(slug, count): (String, u64)| {
            let label = self.shelves.tags.get(&slug).map_or_else(|| slug.clone(), |tag| tag.label.clone());
            Row { thing: Thing::Tag(slug), key: label.clone(), label, count }
        };
        by_frequency(counts.into_iter().map(row).collect())
    }
}

fn by_author(documents: &[&Document]) -> Vec<Row> {
    let mut counts: BTreeMap<(Option<&str>, String), (&Author, u64)> = BTreeMap::new();
    for document in documents {
        let mut seen = BTreeSet::new();
        for author in document.meta.authors.iter().filter(|author| seen.insert(person(author))) {
            counts.entry(person(author)).or_insert_with(|| (author, 0)).1 += 1;
        }
    }
    let row = |(author, count): (&Author, u64)| {
        let (key, label) = (author.name.clone(), author.name.clone());
        Row { thing: Thing::Author(author.page.clone()), key, label, count }
    };
    by_frequency(counts.into_values().map(row).collect())
}

/// By what a person is known: the page, or the initials of those who have none.
fn person(author: &Author) -> (Option<&str>, String) {
    let page = author.page.as_deref();
    (page, if page.is_some() { String::new() } else { same_name(&author.name) })
}

fn by_frequency(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort_by(|one, other| (other.count, &one.label).cmp(&(one.count, &other.label)));
    rows
}

/// Every year from the first to the last, those without a document among them.
fn by_year(documents: &[&Document], fiscal: bool, naming: Naming) -> Vec<Row> {
    let year = |document: &&&Document| year_of(document.meta.date?.date(), fiscal);
    let years: Vec<Period> = documents.iter().filter_map(|document| year(&document)).collect();
    let (Some(first), Some(last)) = (years.iter().min(), years.iter().max()) else { return Vec::new() };
    let all = std::iter::successors(Some(*first), |period| period.next()).take_while(|period| period <= last);
    let row = |period: Period| {
        let count = number(years.iter().filter(|year| **year == period).count());
        Row { thing: Thing::Year(period.named(naming)), key: period.key(), label: period.key(), count }
    };
    all.map(row).collect()
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
