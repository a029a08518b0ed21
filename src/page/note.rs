//! The pages that are no stories: about, policy and the like; tags; not found; moved.

use serde::Serialize;

use super::parts::{Charts, Day, Head, Link, TagCount, TocEntry, Translation};
use super::press::Press;
use super::{body, dates, head, list, story, terms};
use crate::config::{Lang, SitePath};
use crate::content::Place;
use crate::diag::Notes;
use crate::site::{EntryId, addresses};

/// A page that is no story, at its own path: `about.md` at `about/`. What `page.html` sees as `page`.
#[derive(Debug, Serialize, Hash)]
pub struct NoteView<'a> {
    /// The document's head.
    pub head: Head,
    /// The way here from the home page.
    pub crumbs: Vec<Link>,
    /// The title with its ruby, for the filter `nb`.
    pub title: String,
    /// One or two sentences to set under the title.
    pub summary: Option<String>,
    /// When it was last changed, if the author says so.
    pub updated: Option<Day>,
    /// The text as HTML: write `{{ page.body | safe }}`.
    pub body: String,
    /// The text's headings, for a list of contents.
    pub toc: Vec<TocEntry<'a>>,
    /// The pages below this one.
    pub children: Vec<Link>,
    /// The page in other languages.
    pub translations: Vec<Translation>,
    /// `[extra]` of the front matter, as written.
    pub extra: serde_json::Value,
}

/// All tags, at `tags/`. What `tags.html` sees as `page`.
#[derive(Debug, Serialize, Hash)]
pub struct TagsView {
    /// The document's head.
    pub head: Head,
    /// The way here from the home page.
    pub crumbs: Vec<Link>,
    /// Every tag with the number of its stories.
    pub tags: Vec<TagCount>,
    /// The page in other languages.
    pub translations: Vec<Translation>,
}

/// What the host shows at addresses where nothing is, at `404.html`. What `404.html` sees as `page`.
#[derive(Debug, Serialize, Hash)]
pub struct NotFoundView {
    /// The document's head.
    pub head: Head,
}

/// An old address (`aliases` of the front matter) that leads to a new one. What `redirect.html` sees as `page`.
#[derive(Debug, Serialize, Hash)]
pub struct RedirectView {
    /// The document's head.
    pub head: Head,
    /// The title of the page that it leads to.
    pub title: String,
    /// The new address.
    pub url: String,
}

/// Makes a page that is no story.
pub fn view<'a>(press: &'a Press<'_>, lang: Lang, id: EntryId, notes: &mut Notes) -> NoteView<'a> {
    let entry = press.site.entry(id);
    let meta = &entry.document.meta;
    let text = press.site.body(id);
    let lead = meta.summary.clone().unwrap_or_else(|| text.lead.to_string());
    let versions = head::entry_versions(press, id);
    let about = head::About { title: &meta.title, description: Some(&lead), address: &entry.address, versions };
    let mut head = head::make(press, lang, &about);
    head.noindex = entry.badge.is_some();
    head.charts = Charts::in_text(text.shows_charts());
    NoteView {
        head,
        crumbs: crumbs(press, lang, id),
        title: meta.heading.clone(),
        summary: meta.summary.clone(),
        updated: meta.updated.or(meta.date).map(|day| dates::day(press, lang, day)),
        body: body::on_page(press, lang, id, notes),
        toc: story::toc(&text.headings),
        children: children(press, lang, id),
        translations: head::translations(press, lang, &about.versions),
        extra: meta.extra.clone(),
    }
}

fn path<'s>(press: &'s Press<'_>, id: EntryId) -> &'s str {
    match &press.site.entry(id).document.place {
        Place::Page(path) => path,
        _ => "",
    }
}

fn link(press: &Press<'_>, id: EntryId) -> Link {
    let entry = press.site.entry(id);
    Link::inside(&entry.document.meta.title, press.url(&entry.address))
}

/// The pages above a page, from the home page, and itself.
fn crumbs(press: &Press<'_>, lang: Lang, id: EntryId) -> Vec<Link> {
    let own = path(press, id);
    let above = |other: &&EntryId| own.starts_with(&format!("{}/", path(press, **other)));
    let mut pages: Vec<EntryId> = press.site.shelves(lang).pages.iter().filter(above).copied().collect();
    pages.sort_by_key(|page| path(press, *page).len());
    let mut crumbs = vec![list::home_crumb(press, lang)];
    crumbs.extend(pages.into_iter().map(|page| link(press, page)));
    crumbs.push(link(press, id));
    crumbs
}

/// The pages right below a page.
fn children(press: &Press<'_>, lang: Lang, id: EntryId) -> Vec<Link> {
    let own = format!("{}/", path(press, id));
    let pages = press.site.shelves(lang).pages.iter();
    let below = pages.filter(|page| path(press, **page).strip_prefix(&own).is_some_and(|rest| !rest.contains('/')));
    below.map(|page| link(press, *page)).collect()
}

/// Every tag with the number of its stories, most used first.
pub fn tag_counts(press: &Press<'_>, lang: Lang) -> Vec<TagCount> {
    let tags = press.site.shelves(lang).tags.values();
    let mut counts: Vec<TagCount> =
        tags.map(|tag| TagCount { link: terms::tag_link(press, lang, &tag.label), count: tag.stories.len() }).collect();
    counts.sort_by_key(|tag| std::cmp::Reverse(tag.count));
    counts
}

/// Makes the list of tags.
pub fn tags(press: &Press<'_>, lang: Lang) -> TagsView {
    let address = addresses::tags(press.config(), lang);
    let title = press.word(lang, "tags");
    let about = head::About { title, description: None, address: &address, versions: Vec::new() };
    TagsView {
        head: head::make(press, lang, &about),
        crumbs: vec![list::home_crumb(press, lang), Link::inside(title, press.url(&address))],
        tags: tag_counts(press, lang),
        translations: Vec::new(),
    }
}

/// Makes the page for addresses that lead nowhere.
pub fn not_found(press: &Press<'_>) -> NotFoundView {
    let address = SitePath::home().join("404.html");
    let title = press.word(Lang::FIRST, "not_found_title");
    let about = head::About { title, description: None, address: &address, versions: Vec::new() };
    let mut head = head::make(press, Lang::FIRST, &about);
    head.canonical = None;
    head.noindex = true;
    NotFoundView { head }
}

/// Makes the page at an old address.
pub fn redirect(press: &Press<'_>, alias: &SitePath, id: EntryId) -> RedirectView {
    let entry = press.site.entry(id);
    let title = &entry.document.meta.title;
    let about = head::About { title, description: None, address: alias, versions: Vec::new() };
    let mut head = head::make(press, entry.document.lang, &about);
    head.canonical = Some(press.absolute(&entry.address));
    head.noindex = true;
    RedirectView { head, title: title.clone(), url: press.url(&entry.address) }
}
