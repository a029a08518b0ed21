//! The map: two vocabularies against each other.

use serde::Serialize;

use super::parts::{Head, Link, TermCount, TermRef, Translation};
use super::press::Press;
use super::{head, home, list};
use crate::config::{Lang, TermId};
use crate::site::addresses;
use crate::theme::Ready;

/// The map: the stories by the terms of two vocabularies, at `map/`. What `map.html` sees as `page`.
#[derive(Debug, Serialize, Hash)]
pub struct MapView {
    /// The document's head.
    pub head: Head,
    /// The way here from the home page.
    pub crumbs: Vec<Link>,
    /// How many stories there are.
    pub count: usize,
    /// The name of the vocabulary of the rows.
    pub rows_label: String,
    /// The name of the vocabulary of the columns.
    pub columns_label: String,
    /// The terms of the columns, counted.
    pub columns: Vec<Ready<TermCount>>,
    /// The rows, one for each term.
    pub rows: Vec<MapRow>,
    /// The address of the page where readers send their own story: one named `join`, if there is one.
    pub join: Option<String>,
    /// The map in other languages.
    pub translations: Vec<Translation>,
}

/// A row of the map.
#[derive(Debug, Serialize, Hash)]
pub struct MapRow {
    /// The term of the row.
    pub term: Ready<TermCount>,
    /// A cell for each column.
    pub cells: Vec<MapCell>,
}

/// A cell of the map.
#[derive(Debug, Serialize, Hash)]
pub struct MapCell {
    /// The term of the column.
    pub column: Ready<TermRef>,
    /// How many stories have both terms.
    pub count: usize,
    /// How many marks to draw: one a story, at most 30.
    pub marks: usize,
    /// How many stories are left without a mark.
    pub more: usize,
    /// The address of the list of the cell's stories; null for an empty cell.
    pub url: Option<String>,
    /// The newest of them.
    pub newest: Option<Link>,
}

/// The most marks that a cell shows.
const MARKS: usize = 30;

/// Makes the map of two vocabularies.
pub fn view(press: &Press<'_>, lang: Lang, (rows, columns): (usize, usize)) -> MapView {
    let config = press.config();
    let top = |vocabulary: usize| {
        config.vocabularies[vocabulary].top_terms().map(move |(at, _)| TermId::new(vocabulary, at)).collect::<Vec<_>>()
    };
    let (row_terms, column_terms) = (top(rows), top(columns));
    let versions = head::versions(press, |lang| addresses::map(config, lang));
    let address = addresses::map(config, lang);
    let title = press.word(lang, "map");
    let about = head::About { title, description: None, address: &address, versions };
    let all = &press.edition(lang).terms;
    let label = |vocabulary: usize| config.vocabularies[vocabulary].label.get(lang).clone();
    MapView {
        head: head::make(press, lang, &about),
        crumbs: vec![list::home_crumb(press, lang), Link::inside(title, press.url(&address))],
        count: press.site.shelves(lang).stories.len(),
        rows_label: label(rows),
        columns_label: label(columns),
        columns: column_terms.iter().map(|id| all.counted(*id).clone()).collect(),
        rows: row_terms
            .iter()
            .map(|row| MapRow {
                term: all.counted(*row).clone(),
                cells: column_terms.iter().map(|column| cell(press, lang, *row, *column)).collect(),
            })
            .collect(),
        join: home::join(press, lang),
        translations: head::translations(press, lang, &about.versions),
    }
}

fn cell(press: &Press<'_>, lang: Lang, row: TermId, column: TermId) -> MapCell {
    let stories = press.site.shelves(lang).of_cell(row, column);
    let newest = stories.first().map(|id| press.site.entry(*id));
    MapCell {
        column: press.edition(lang).terms.of(column).clone(),
        count: stories.len(),
        marks: stories.len().min(MARKS),
        more: stories.len().saturating_sub(MARKS),
        url: newest.map(|_| press.url(&addresses::cell(press.config(), lang, row, column))),
        newest: newest.map(|entry| Link::inside(&entry.document.meta.title, press.url(&entry.address))),
    }
}
