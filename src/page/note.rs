//! The pages that are no stories: about, policy and the like; tags; not found; moved.

use serde::Serialize;

use super::parts::{Day, Head, Link, TagCount, TocEntry, Translation};

/// What `page.html` sees as `page`.
#[derive(Debug, Serialize, Hash)]
pub struct NoteView {
    /// The document's head.
    pub head: Head,
    /// The way here from the home page.
    pub crumbs: Vec<Link>,
    /// The title.
    pub title: String,
    /// One or two sentences.
    pub summary: Option<String>,
    /// When it was last changed, if the author says so.
    pub updated: Option<Day>,
    /// The text, as HTML.
    pub body: String,
    /// The text's headings.
    pub toc: Vec<TocEntry>,
    /// Pages below this one.
    pub children: Vec<Link>,
    /// The page in other languages.
    pub translations: Vec<Translation>,
    /// `[extra]` of the front matter.
    pub extra: serde_json::Value,
}

/// What `tags.html` sees as `page`.
#[derive(Debug, Serialize, Hash)]
pub struct TagsView {
    /// The document's head.
    pub head: Head,
    /// The way here from the home page.
    pub crumbs: Vec<Link>,
    /// Every tag.
    pub tags: Vec<TagCount>,
    /// The page in other languages.
    pub translations: Vec<Translation>,
}

/// What `404.html` sees as `page`.
#[derive(Debug, Serialize, Hash)]
pub struct NotFoundView {
    /// The document's head.
    pub head: Head,
}

/// What `redirect.html` sees as `page`: an old address that leads to a new one.
#[derive(Debug, Serialize, Hash)]
pub struct RedirectView {
    /// The document's head.
    pub head: Head,
    /// The title of the page that it leads to.
    pub title: String,
    /// The new address.
    pub url: String,
}
