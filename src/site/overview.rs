//! What a portal has and what it lacks, for those who plan it: stories by term, pages and figures that are due.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{EntryId, Site};
use crate::config::{Lang, TermId};
use crate::source::SourcePath;

/// What a portal has and what it lacks.
#[derive(Debug, Default)]
pub struct Overview {
    /// The stories of each language by two vocabularies; empty where the portal has not two.
    pub coverage: Vec<Coverage>,
    /// Documents whose day of review has passed, the longest waiting first.
    pub stale: Vec<Stale>,
    /// Indicators that should have newer figures, the longest waiting first.
    pub overdue: Vec<Overdue>,
}

/// The stories of a language, by a term of one vocabulary and a term of another.
#[derive(Debug)]
pub struct Coverage {
    /// The language's tag.
    pub lang: String,
    /// How many stories there are. One may stand in several cells.
    pub stories: usize,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The names of the rows, each with how many stories are in each column.
    pub rows: Vec<(String, Vec<usize>)>,
}

/// A document that somebody meant to look at again.
#[derive(Debug)]
pub struct Stale {
    /// Its file.
    pub file: SourcePath,
    /// Its title.
    pub title: String,
    /// The day by which.
    pub review_by: Date,
    /// Who.
    pub owner: Option<String>,
}

/// An indicator without the newest figures.
#[derive(Debug)]
pub struct Overdue {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The day of its newest figures.
    pub as_of: Date,
    /// The day by which newer ones should be there.
    pub due: Date,
}

impl Overview {
    /// Looks at what is shown.
    #[must_use]
    pub fn of(site: &Site) -> Self {
        let axes = site.config.map.or((site.config.vocabularies.len() > 1).then_some((0, 1)));
        let coverage = axes.map(|axes| site.config.langs().map(|lang| covered(site, lang, axes)).collect());
        Self { coverage: coverage.unwrap_or_default(), stale: stale(site), overdue: overdue(site) }
    }
}

fn covered(site: &Site, lang: Lang, (rows, columns): (usize, usize)) -> Coverage {
    let config = &site.config;
    let terms = |vocabulary: usize| {
        let terms = config.vocabularies[vocabulary].top_terms();
        terms.map(|(at, term)| (TermId::new(vocabulary, at), term.label.get(lang).clone())).collect::<Vec<_>>()
    };
    let shelves = site.shelves(lang);
    let columns = terms(columns);
    let rows = terms(rows).into_iter().map(|(row, label)| {
        let of_row: BTreeSet<EntryId> = shelves.of_term(row).iter().copied().collect();
        let both = |column: TermId| shelves.of_term(column).iter().filter(|id| of_row.contains(id)).count();
        (label, columns.iter().map(|(column, _)| both(*column)).collect())
    });
    Coverage {
        lang: config.languages[lang.index()].tag.clone(),
        stories: shelves.stories.len(),
        rows: rows.collect(),
        columns: columns.into_iter().map(|(_, label)| label).collect(),
    }
}

fn stale(site: &Site) -> Vec<Stale> {
    let documents = site.directory.ids().map(|id| &site.entry(id).document);
    let mut stale: Vec<Stale> = documents
        .filter_map(|document| {
            let meta = &document.meta;
            let review_by = meta.review_by.filter(|review_by| review_by.date() < site.now.date())?.date();
            Some(Stale { file: document.file.clone(), title: meta.title.clone(), review_by, owner: meta.owner.clone() })
        })
        .collect();
    stale.sort_by(|one, other| (one.review_by, &one.file).cmp(&(other.review_by, &other.file)));
    stale
}

fn overdue(site: &Site) -> Vec<Overdue> {
    let indicators = site.dataset.indicators.iter().filter(|indicator| indicator.overdue);
    let mut overdue: Vec<Overdue> = indicators
        .filter_map(|indicator| {
            let title = indicator.about.title.get(Lang::FIRST).clone();
            Some(Overdue { id: indicator.id.clone(), title, as_of: indicator.about.as_of, due: indicator.due()? })
        })
        .collect();
    overdue.sort_by(|one, other| (one.due, &one.id).cmp(&(other.due, &other.id)));
    overdue
}
