//! Lists of stories: all of them, those of a term, a tag or a cell of the map.

use serde::Serialize;

use super::parts::{Card, Head, Link, Pager, TagCount, TermCount, TermRef, Translation};

/// What `list.html` sees as `page`.
#[derive(Debug, Serialize, Hash)]
pub struct ListView<'a> {
    /// The document's head.
    pub head: Head,
    /// The way here from the home page.
    pub crumbs: Vec<Link>,
    /// `stories`, `term`, `tag` or `cell`.
    pub kind: &'static str,
    /// The page's title.
    pub title: String,
    /// The words above the title: the vocabulary's name.
    pub kicker: Option<String>,
    /// A paragraph under the title.
    pub lead: Option<String>,
    /// The term that the list is of; two for a cell of the map.
    pub terms: Vec<TermRef>,
    /// How many stories the whole list has.
    pub count: usize,
    /// The stories of this page.
    pub cards: Vec<&'a Card>,
    /// The other pages of the list; null when there is but one.
    pub pager: Option<Pager>,
    /// Other lists to choose from: each vocabulary's terms.
    pub filters: Vec<Filter>,
    /// The tags, on the list of all stories.
    pub tags: Vec<TagCount>,
    /// The parts of a term that has parts.
    pub children: Vec<TermCount>,
    /// The Atom feed of the list.
    pub feed: Option<String>,
    /// What a reader might do next.
    pub next: Option<Link>,
    /// The list in other languages.
    pub translations: Vec<Translation>,
}

/// A vocabulary's terms as links.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Filter {
    /// The vocabulary's name.
    pub label: String,
    /// Its terms.
    pub terms: Vec<TermCount>,
    /// The id of the chosen one.
    pub chosen: Option<String>,
}
