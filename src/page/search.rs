//! The search page: a list of ways to everything, which a script makes searchable.

use serde::Serialize;

use super::list::{Filter, Of};
use super::parts::{Head, Link, TagCount, Translation};
use super::press::Press;
use super::{head, list, note};
use crate::config::{Lang, SitePath};
use crate::site::addresses;

/// The search page, at `search/`, where site.toml asks for it. What `search.html` sees as `page`.
#[derive(Debug, Serialize, Hash)]
pub struct SearchView {
    /// The document's head.
    pub head: Head,
    /// The way here from the home page.
    pub crumbs: Vec<Link>,
    /// The address of the folder of the index, for the script.
    pub index: String,
    /// The terms of each vocabulary, to choose from and as links.
    pub filters: Vec<Filter>,
    /// Every tag.
    pub tags: Vec<TagCount>,
    /// The search page in other languages.
    pub translations: Vec<Translation>,
}

/// The folder of the index, for all languages.
#[must_use]
pub fn index_folder() -> SitePath {
    SitePath::home().join("pagefind/")
}

/// Makes the search page.
pub fn view(press: &Press<'_>, lang: Lang) -> SearchView {
    let config = press.config();
    let versions = head::versions(press, |lang| addresses::search(config, lang));
    let address = addresses::search(config, lang);
    let title = press.word(lang, "search");
    let about = head::About { title, description: None, address: &address, versions };
    let mut head = head::make(press, lang, &about);
    head.noindex = true;
    head.searches = true;
    let own = Link::inside(title, press.url(&address));
    SearchView {
        head,
        crumbs: vec![list::home_crumb(press, lang), own],
        index: press.url(&index_folder()),
        filters: list::filters(press, lang, &Of::Stories),
        tags: note::tag_counts(press, lang),
        translations: head::translations(press, lang, &about.versions),
    }
}
