//! A story's page.

use serde::Serialize;

use super::parts::{Card, ChartCard, Charts, Day, Head, Link, TermGroup, TermRef, TocEntry, Translation};
use super::press::Press;
use super::{body, chrome, dates, head, poster, share, terms};
use crate::config::{Lang, TermId};
use crate::diag::Notes;
use crate::hashed::hash_of;
use crate::markdown::Heading;
use crate::site::EntryId;
use crate::text::Letters;
use crate::theme::Ready;

/// A story, at `stories/SLUG/`. What `story.html` sees as `page`.
#[derive(Debug, Serialize, Hash)]
pub struct StoryView<'a> {
    /// The document's head.
    pub head: Head,
    /// The way here from the home page.
    pub crumbs: Vec<Ready<Link>>,
    /// The story's title, summary, date, terms, picture, authors and place.
    pub card: &'a Ready<Card>,
    /// When it was last changed, if the author says so.
    pub updated: Option<Day>,
    /// How long it takes to read, in minutes, at least 1.
    pub minutes: usize,
    /// The text as HTML: write `{{ page.body | safe }}`.
    pub body: String,
    /// The text's headings, for a list of contents.
    pub toc: Vec<TocEntry<'a>>,
    /// `facts` of the front matter in the order written: `{{ fact[0] }}` is the label, `{{ fact[1] }}` the text.
    pub facts: Vec<(String, String)>,
    /// A sentence to be set large.
    pub quote: Option<String>,
    /// The line under the picture, such as who took it.
    pub credit: Option<String>,
    /// The story's tags, each with the address of its list.
    pub tags: Vec<Ready<Link>>,
    /// Where the story stands among the stations of a vocabulary that is marked by petals; null where it stands at
    /// none.
    pub rail: Option<Rail>,
    /// Up to three other stories: one each of the station before, the same and the next.
    pub related: Vec<Related<'a>>,
    /// The call to action of the first of its terms that has one (`next` in site.toml).
    pub next: Option<Link>,
    /// The story published before this one.
    pub older: Option<Ready<Link>>,
    /// The story published after this one.
    pub newer: Option<Ready<Link>>,
    /// The story in other languages.
    pub translations: Vec<Translation>,
    /// The indicators that the story names or shows.
    pub indicators: Vec<Link>,
    /// The address of the story's poster; null where it has none.
    pub poster: Option<String>,
    /// `[extra]` of the front matter, as written.
    pub extra: serde_json::Value,
}

/// Where a story stands on the way of a vocabulary.
#[derive(Debug, Serialize, Hash)]
pub struct Rail {
    /// The vocabulary with all its stations.
    pub group: Ready<TermGroup>,
    /// The story's own station.
    pub current: Ready<TermRef>,
}

/// A story beside this one on the way.
#[derive(Debug, Serialize, Hash)]
pub struct Related<'a> {
    /// Where it stands as seen from this one: `before`, `same` or `after`.
    pub relation: &'static str,
    /// The story.
    pub card: &'a Ready<Card>,
}

/// How fast people read: characters of Japanese and letters of other scripts in a minute.
const WIDE_PER_MINUTE: usize = 500;
const NARROW_PER_MINUTE: usize = 1100;

/// Hashes of the templates that write a story's page.
#[must_use]
pub fn templates(press: &Press<'_>) -> [u64; 2] {
    [press.theme.reach::<StoryView<'_>>(), press.theme.reach::<ChartCard>()]
}

/// A hash of all that a story's view is made from: far quicker to take than the view is made.
#[must_use]
pub fn seen(press: &Press<'_>, lang: Lang, id: EntryId) -> u64 {
    let site = press.site;
    let edition = press.edition(lang);
    let beside: Vec<(&str, &Ready<Card>)> =
        related(press, lang, id).into_iter().map(|related| (related.relation, related.card)).collect();
    let leads_to = (head::entry_versions(press, id), edition.terms.next(&site.entry(id).document.meta.terms));
    let neighbours = [1, -1].map(|step| neighbour_id(press, lang, id, step).map(|id| edition.card(id)));
    let own = (site.entry(id).document.meta.hash_value(), site.text_hash(id), edition.card(id));
    hash_of(&(press.shared(), edition.around, templates(press), own, leads_to, beside, neighbours))
}

/// Makes a story's page.
pub fn view<'a>(press: &'a Press<'_>, lang: Lang, id: EntryId, notes: &mut Notes) -> StoryView<'a> {
    let site = press.site;
    let entry = site.entry(id);
    let meta = &entry.document.meta;
    let text = site.body(id);
    let edition = press.edition(lang);
    let card = edition.card(id);
    let versions = head::entry_versions(press, id);
    let lead = meta.summary.clone().unwrap_or_else(|| text.lead.to_string());
    let about = head::About { title: &meta.title, description: Some(&lead), address: &entry.address, versions };
    let mut head = head::make(press, lang, &about);
    head.og_type = "article";
    head.charts = Charts::in_text(text.shows_charts());
    share::story(press, id, card, &mut head);
    let picture = card.picture.as_ref().map(|picture| picture.absolute.as_str());
    head.json_ld = Some(head::article(press, lang, id, picture));
    head.noindex = entry.badge.is_some();
    StoryView {
        crumbs: crumbs(press, lang, id),
        updated: meta.updated.map(|day| dates::day(press, lang, day)),
        minutes: minutes(text.letters),
        body: body::on_page(press, lang, id, notes),
        toc: toc(&text.headings),
        facts: meta.facts.clone(),
        quote: meta.quote.clone(),
        credit: meta.credit.clone(),
        tags: meta.tags.iter().map(|tag| edition.terms.tag(press, lang, tag)).collect(),
        rail: rail(press, lang, &meta.terms),
        related: related(press, lang, id),
        next: edition.terms.next(&meta.terms).cloned(),
        older: neighbour(press, lang, id, 1),
        newer: neighbour(press, lang, id, -1),
        translations: head::translations(press, lang, &about.versions),
        indicators: indicators(press, lang, id),
        poster: poster::address(press, id).map(|address| press.url(&address)),
        extra: meta.extra.clone(),
        head,
        card,
    }
}

fn crumbs(press: &Press<'_>, lang: Lang, id: EntryId) -> Vec<Ready<Link>> {
    let edition = press.edition(lang);
    let first = press.site.entry(id).document.meta.terms.iter().min_by_key(|term| term.vocabulary());
    let term = first.map(|term| edition.terms.link(*term).clone());
    edition.way.iter().cloned().chain(term).chain([edition.link(id).clone()]).collect()
}

/// The headings of a text, for its list of contents.
pub fn toc(headings: &[Heading]) -> Vec<TocEntry<'_>> {
    headings.iter().map(|Heading { level, id, text }| TocEntry { level: *level, id, text }).collect()
}

fn minutes(Letters { wide, narrow }: Letters) -> usize {
    let thousandths = wide * 1000 / WIDE_PER_MINUTE + narrow * 1000 / NARROW_PER_MINUTE;
    ((thousandths + 500) / 1000).max(1)
}

fn rail(press: &Press<'_>, lang: Lang, own: &[TermId]) -> Option<Rail> {
    let current = station(press, own)?;
    Some(Rail {
        group: press.edition(lang).terms.group(current.vocabulary()).clone(),
        current: press.edition(lang).terms.of(current).clone(),
    })
}

/// A story's station on the way: the top term of its term in the vocabulary whose terms are steps.
fn station(press: &Press<'_>, own: &[TermId]) -> Option<TermId> {
    let (index, vocabulary) = terms::way(press.config())?;
    let term = own.iter().find(|term| term.vocabulary() == index)?;
    Some(TermId::new(index, vocabulary.lineage(term.term()).last()?))
}

/// One story each of the station before, the same and the next: the newest that is older than this one.
fn related<'a>(press: &'a Press<'_>, lang: Lang, id: EntryId) -> Vec<Related<'a>> {
    let Some(station) = station(press, &press.site.entry(id).document.meta.terms) else { return Vec::new() };
    let config = press.config();
    let vocabulary = &config.vocabularies[station.vocabulary()];
    let tops: Vec<usize> = vocabulary.top_terms().map(|(at, _)| at).collect();
    let Some(place) = tops.iter().position(|at| *at == station.term()) else { return Vec::new() };
    let shelves = press.site.shelves(lang);
    let near = |place: Option<usize>, relation: &'static str| {
        let shelf = shelves.of_term(TermId::new(station.vocabulary(), *tops.get(place?)?));
        let rank = shelves.rank(id);
        let from = shelf.partition_point(|other| shelves.rank(*other) <= rank);
        let other = shelf.get(from).or_else(|| shelf.iter().rev().find(|other| **other != id))?;
        Some(Related { relation, card: press.edition(lang).card(*other) })
    };
    let around = [(place.checked_sub(1), "before"), (Some(place), "same"), (place.checked_add(1), "after")];
    around.into_iter().filter_map(|(place, relation)| near(place, relation)).collect()
}

fn neighbour_id(press: &Press<'_>, lang: Lang, id: EntryId, step: isize) -> Option<EntryId> {
    let shelves = press.site.shelves(lang);
    shelves.stories.get(shelves.rank(id)?.checked_add_signed(step)?).copied()
}

fn neighbour(press: &Press<'_>, lang: Lang, id: EntryId, step: isize) -> Option<Ready<Link>> {
    neighbour_id(press, lang, id, step).map(|id| press.edition(lang).link(id).clone())
}

/// The indicators that a story names or shows.
fn indicators(press: &Press<'_>, lang: Lang, id: EntryId) -> Vec<Link> {
    let named = press.site.entry(id).document.meta.indicators.iter().map(|indicator| indicator.text.as_str());
    let shown = press.site.body(id).holes.iter().filter_map(|hole| hole.link.indicator());
    let mut ids: Vec<&str> = Vec::new();
    for id in named.chain(shown) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.into_iter().filter_map(|id| chrome::indicator_link(press, lang, id)).collect()
}
