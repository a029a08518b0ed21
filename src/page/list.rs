//! Lists of stories: all of them, those of a term, a tag or a cell of the map.

use serde::Serialize;

use super::head;
use super::parts::{Card, Head, Link, Pager, PagerCell, TagCount, TermCount, TermRef, Translation};
use super::press::Press;
use crate::config::{Config, Lang, SitePath, TermId};
use crate::site::{EntryId, addresses};
use crate::theme::Ready;

/// A list of stories: all of them (`stories/`), those of a term (`KEY/ID/`), of a tag (`tags/TAG/`), or of a cell
/// of the map (`map/ROW/COLUMN/`); further pages below `page/2/`. What `list.html` sees as `page`.
#[derive(Debug, Serialize, Hash)]
pub struct ListView<'a> {
    /// The document's head.
    pub head: Head,
    /// The way here from the home page.
    pub crumbs: Vec<Link>,
    /// What the list is of: `stories`, `term`, `tag` or `cell`.
    pub kind: &'static str,
    /// The title of the page.
    pub title: String,
    /// The words above the title: the name of the vocabulary, or the words for tags and map; null for all stories.
    pub kicker: Option<String>,
    /// A paragraph under the title: the term's description, or the summary of `stories/_index.md`.
    pub lead: Option<String>,
    /// The term that the list is of; two for a cell of the map, none for other lists.
    pub terms: Vec<Ready<TermRef>>,
    /// How many stories the whole list has.
    pub count: usize,
    /// The stories of this page, newest first.
    pub cards: Vec<&'a Ready<Card>>,
    /// The other pages of the list; null when there is but one.
    pub pager: Option<Pager>,
    /// Other lists to choose from: the terms of each vocabulary.
    pub filters: Vec<Filter>,
    /// The tags used most; empty but on the first page of all stories.
    pub tags: Vec<TagCount>,
    /// The parts of a term that has parts.
    pub children: Vec<Ready<TermCount>>,
    /// The address of the Atom feed of the list; null for lists without one.
    pub feed: Option<String>,
    /// The call to action of the term (`next` in site.toml).
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
    pub terms: Vec<Ready<TermCount>>,
    /// The id of the term whose list this is; null where it is none of them.
    pub chosen: Option<String>,
}

/// Which stories a list holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    /// All.
    Stories,
    /// Those of a term.
    Term(TermId),
    /// Those of a tag, by its address.
    Tag(String),
    /// Those of a cell of the map.
    Cell(TermId, TermId),
}

impl Of {
    /// The list's first page.
    #[must_use]
    pub fn address(&self, config: &Config, lang: Lang) -> SitePath {
        match self {
            Self::Stories => addresses::stories(config, lang),
            Self::Term(id) => addresses::term(config, lang, *id),
            Self::Tag(slug) => addresses::tag(config, lang, slug),
            Self::Cell(row, column) => addresses::cell(config, lang, *row, *column),
        }
    }

    fn stories<'s>(&self, press: &'s Press<'_>, lang: Lang) -> &'s [EntryId] {
        let shelves = press.site.shelves(lang);
        match self {
            Self::Stories => &shelves.stories,
            Self::Term(id) => shelves.of_term(*id),
            Self::Tag(slug) => shelves.tags.get(slug).map_or(&[], |tag| &tag.stories),
            Self::Cell(row, column) => shelves.of_cell(*row, *column),
        }
    }

    fn terms(&self) -> Vec<TermId> {
        match self {
            Self::Term(id) => vec![*id],
            Self::Cell(row, column) => vec![*row, *column],
            Self::Stories | Self::Tag(_) => Vec::new(),
        }
    }
}

/// Makes the `number`th page of a list.
pub fn view<'a>(press: &'a Press<'_>, lang: Lang, of: &Of, number: usize) -> ListView<'a> {
    let config = press.config();
    let stories = of.stories(press, lang);
    let shown = stories.iter().skip((number - 1) * config.paginate_by).take(config.paginate_by);
    let list = of.address(config, lang);
    let words = words(press, lang, of);
    let versions = match of {
        Of::Stories | Of::Term(_) if number == 1 => head::versions(press, |lang| of.address(config, lang)),
        _ => Vec::new(),
    };
    let address = addresses::nth_page(&list, number);
    let about = head::About { title: &words.title, description: words.lead.as_deref(), address: &address, versions };
    let mut head = head::make(press, lang, &about);
    let feed = matches!(of, Of::Term(_)).then(|| press.url(&list.join("feed.xml")));
    head.feeds.extend(feed.iter().map(|url| Ready::new(Link::inside(&words.title, url))));
    ListView {
        crumbs: crumbs(press, lang, of, &words.title, &list),
        kind: words.kind,
        kicker: words.kicker,
        terms: of.terms().into_iter().map(|id| press.edition(lang).terms.of(id).clone()).collect(),
        count: stories.len(),
        cards: shown.map(|id| press.edition(lang).card(*id)).collect(),
        pager: pager(press, &list, number, addresses::pages(config, stories.len())),
        filters: filters(press, lang, of),
        tags: if *of == Of::Stories && number == 1 { frequent_tags(press, lang) } else { Vec::new() },
        children: children(press, lang, of),
        feed: feed.or_else(|| (*of == Of::Stories).then(|| press.edition(lang).chrome.atom.clone())),
        next: press.edition(lang).terms.next(&of.terms()).cloned(),
        translations: head::translations(press, lang, &about.versions),
        title: words.title,
        lead: words.lead,
        head,
    }
}

/// How many tags stand above the list of all stories; all of them have a page of their own.
const TAGS: usize = 24;

fn frequent_tags(press: &Press<'_>, lang: Lang) -> Vec<TagCount> {
    let mut tags = super::note::tag_counts(press, lang);
    tags.truncate(TAGS);
    tags
}

struct Words {
    kind: &'static str,
    title: String,
    kicker: Option<String>,
    lead: Option<String>,
}

fn words(press: &Press<'_>, lang: Lang, of: &Of) -> Words {
    let config = press.config();
    let shelves = press.site.shelves(lang);
    match of {
        Of::Stories => {
            let meta = shelves.intro.map(|id| &press.site.entry(id).document.meta);
            let title = meta.map_or_else(|| press.word(lang, "stories").to_owned(), |meta| meta.title.clone());
            Words { kind: "stories", title, kicker: None, lead: meta.and_then(|meta| meta.summary.clone()) }
        }
        Of::Term(id) => {
            let term = config.term(*id);
            let kicker = config.vocabularies[id.vocabulary()].label.get(lang).clone();
            let lead = term.description.as_ref().map(|text| text.get(lang).clone());
            Words { kind: "term", title: term.label.get(lang).clone(), kicker: Some(kicker), lead }
        }
        Of::Tag(slug) => {
            let title = shelves.tags.get(slug).map_or_else(|| slug.clone(), |tag| tag.label.clone());
            Words { kind: "tag", title, kicker: Some(press.word(lang, "tags").to_owned()), lead: None }
        }
        Of::Cell(row, column) => {
            let label = |id: TermId| config.term(id).label.get(lang);
            let title = format!("{} × {}", label(*row), label(*column));
            Words { kind: "cell", title, kicker: Some(press.word(lang, "map").to_owned()), lead: None }
        }
    }
}

/// The way to the home page.
pub fn home_crumb(press: &Press<'_>, lang: Lang) -> Link {
    Link::inside(press.word(lang, "home"), &press.edition(lang).chrome.home)
}

fn crumbs(press: &Press<'_>, lang: Lang, of: &Of, title: &str, list: &SitePath) -> Vec<Link> {
    let chrome = &press.edition(lang).chrome;
    let mut crumbs = vec![home_crumb(press, lang)];
    let word = |key: &str, url: &str| Link::inside(press.word(lang, key), url);
    match of {
        Of::Stories => {}
        Of::Term(_) => crumbs.push(word("stories", &chrome.stories)),
        Of::Tag(_) => crumbs.extend(chrome.tags.as_deref().map(|url| word("tags", url))),
        Of::Cell(..) => crumbs.extend(chrome.map.as_deref().map(|url| word("map", url))),
    }
    crumbs.push(Link::inside(title, press.url(list)));
    crumbs
}

/// The vocabularies as lists to choose from, with the terms of this list marked.
pub fn filters(press: &Press<'_>, lang: Lang, of: &Of) -> Vec<Filter> {
    let config = press.config();
    let chosen = of.terms();
    let filters = config.vocabularies.iter().enumerate().map(|(index, vocabulary)| Filter {
        label: vocabulary.label.get(lang).clone(),
        terms: vocabulary
            .top_terms()
            .map(|(at, _)| press.edition(lang).terms.counted(TermId::new(index, at)).clone())
            .collect(),
        chosen: chosen.iter().find(|id| id.vocabulary() == index).map(|id| {
            let top = vocabulary.lineage(id.term()).last().unwrap_or(id.term());
            vocabulary.terms[top].id.clone()
        }),
    });
    filters.collect()
}

fn children(press: &Press<'_>, lang: Lang, of: &Of) -> Vec<Ready<TermCount>> {
    let Of::Term(id) = of else { return Vec::new() };
    let terms = press.config().vocabularies[id.vocabulary()].terms.iter().enumerate();
    let parts = terms.filter(|(_, term)| term.parent == Some(id.term()));
    parts.map(|(at, _)| press.edition(lang).terms.counted(TermId::new(id.vocabulary(), at)).clone()).collect()
}

/// The cells under a list: the first page, the last, and those around this one.
pub fn pager(press: &Press<'_>, list: &SitePath, page: usize, pages: usize) -> Option<Pager> {
    if pages < 2 {
        return None;
    }
    let url = |number: usize| press.url(&addresses::nth_page(list, number));
    let mut cells = Vec::new();
    let mut last = 0;
    for number in (1..=pages).filter(|number| *number == 1 || *number == pages || number.abs_diff(page) <= 1) {
        if number > last + 1 {
            // A gap of one page is no shorter than the page itself.
            cells.push((number == last + 2).then(|| PagerCell { number: last + 1, url: url(last + 1) }));
        }
        cells.push(Some(PagerCell { number, url: url(number) }));
        last = number;
    }
    Some(Pager {
        page,
        pages,
        previous: (page > 1).then(|| url(page - 1)),
        next: (page < pages).then(|| url(page + 1)),
        cells,
    })
}
