//! A story's page.

use serde::Serialize;

use super::parts::{Card, Day, Head, Link, TermGroup, TermRef, TocEntry, Translation};

/// What `story.html` sees as `page`.
#[derive(Debug, Serialize, Hash)]
pub struct StoryView<'a> {
    /// The document's head.
    pub head: Head,
    /// The way here from the home page.
    pub crumbs: Vec<Link>,
    /// Title, summary, date, terms, picture, authors, place.
    pub card: &'a Card,
    /// When it was last changed, if the author says so.
    pub updated: Option<Day>,
    /// How long it takes to read, in minutes, at least 1.
    pub minutes: usize,
    /// The text, as HTML.
    pub body: String,
    /// The text's headings.
    pub toc: Vec<TocEntry>,
    /// Label and text, in the order written.
    pub facts: Vec<(String, String)>,
    /// A sentence to be set large.
    pub quote: Option<String>,
    /// Under the picture.
    pub credit: Option<String>,
    /// The story's tags.
    pub tags: Vec<Link>,
    /// The stations of a vocabulary that is marked by petals, with the story's own.
    pub rail: Option<Rail>,
    /// One story each of the station before, the same and the next.
    pub related: Vec<Related<'a>>,
    /// What a reader might do next.
    pub next: Option<Link>,
    /// The story published before this one.
    pub older: Option<Link>,
    /// The story published after this one.
    pub newer: Option<Link>,
    /// The story in other languages.
    pub translations: Vec<Translation>,
    /// The indicators that the story names.
    pub indicators: Vec<Link>,
    /// `[extra]` of the front matter.
    pub extra: serde_json::Value,
}

/// Where a story stands on the way of a vocabulary.
#[derive(Debug, Serialize, Hash)]
pub struct Rail {
    /// The vocabulary with all its stations.
    pub group: TermGroup,
    /// The story's own station.
    pub current: TermRef,
}

/// A story beside this one on the way.
#[derive(Debug, Serialize, Hash)]
pub struct Related<'a> {
    /// `before`, `same` or `after`.
    pub relation: &'static str,
    /// The story.
    pub card: &'a Card,
}
