//! The map: two vocabularies against each other.

use serde::Serialize;

use super::parts::{Head, Link, TermCount, TermRef, Translation};

/// What `map.html` sees as `page`.
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
    /// The terms of the columns.
    pub columns: Vec<TermCount>,
    /// The rows.
    pub rows: Vec<MapRow>,
    /// Where readers send their own story: a page named `join`, if there is one.
    pub join: Option<String>,
    /// The map in other languages.
    pub translations: Vec<Translation>,
}

/// A row of the map.
#[derive(Debug, Serialize, Hash)]
pub struct MapRow {
    /// The term of the row.
    pub term: TermCount,
    /// A cell for each column.
    pub cells: Vec<MapCell>,
}

/// A cell of the map.
#[derive(Debug, Serialize, Hash)]
pub struct MapCell {
    /// The term of the column.
    pub column: TermRef,
    /// How many stories.
    pub count: usize,
    /// One mark a story, at most 30.
    pub marks: usize,
    /// Stories beyond the marks.
    pub more: usize,
    /// The list of the cell's stories; null for an empty cell.
    pub url: Option<String>,
    /// The newest story.
    pub newest: Option<Link>,
}
