//! People and bodies who wrote something: beside their stories, on a page of their own, and all in a list.

use serde::Serialize;

use super::parts::{Card, Contributor, Head, Link, Pager, Person, Picture, TermRef, Translation};
use super::press::Press;
use super::{card, head, list, terms};
use crate::config::{Lang, Profile, SitePath, TermId};
use crate::content::Author;
use crate::hashed::{hash_bytes, hash_of};
use crate::site::{EntryId, Writer, addresses};
use crate::theme::Ready;

/// Someone's page, at `authors/ID/`; further pages of their stories below `page/2/`. What `author.html` sees as
/// `page`.
#[derive(Debug, Serialize, Hash)]
pub struct AuthorView<'a> {
    /// The document's head.
    pub head: Head,
    /// The way here from the home page.
    pub crumbs: Vec<Link>,
    /// The author; the name is the page's title.
    pub person: Ready<Person>,
    /// A few sentences on them.
    pub bio: Option<String>,
    /// Their own site; null where the settings name none.
    pub site: Option<Link>,
    /// How many stories are theirs.
    pub count: usize,
    /// The stations of the vocabulary marked by petals at which they have stories.
    pub stations: Vec<Station>,
    /// The station at which most of them are, the later one of two.
    pub most: Option<Ready<TermRef>>,
    /// The stories of this page, newest first.
    pub cards: Vec<&'a Ready<Card>>,
    /// The other pages of the list; null when there is but one.
    pub pager: Option<Pager>,
    /// The author in other languages.
    pub translations: Vec<Translation>,
}

/// A station and how many of an author's stories are there.
#[derive(Debug, Serialize, Hash)]
pub struct Station {
    /// The station.
    pub term: Ready<TermRef>,
    /// How many of their stories are there.
    pub count: usize,
}

/// Everyone who has a page, at `authors/`. What `authors.html` sees as `page`.
#[derive(Debug, Serialize, Hash)]
pub struct AuthorsView {
    /// The document's head.
    pub head: Head,
    /// The way here from the home page.
    pub crumbs: Vec<Link>,
    /// The people, those who wrote most first.
    pub contributors: Vec<Contributor>,
    /// The list in other languages.
    pub translations: Vec<Translation>,
}

/// A hash of what the settings say of authors, which stories show as well.
pub fn seen(press: &Press<'_>) -> u64 {
    hash_of(&(&press.config().authors, press.site.portraits()))
}

/// An author as a story names them.
pub fn person(press: &Press<'_>, lang: Lang, author: &Author) -> Person {
    let profile = author.page.as_deref().and_then(|page| press.config().authors.with_id(page));
    Person {
        name: author.name.clone(),
        kind: author.kind.clone(),
        department: author.department.clone(),
        crest: press.theme.has_pictures().then(|| press.url(&crest_address(&author.name))),
        portrait: profile.and_then(|profile| portrait(press, lang, profile)),
        url: author.page.as_deref().map(|page| press.url(&addresses::author(press.config(), lang, page))),
    }
}

fn portrait(press: &Press<'_>, lang: Lang, profile: &Profile) -> Option<Picture> {
    let photo = press.site.portraits().get(&profile.id)?;
    let alt = profile.portrait.as_ref()?.alt.get(lang);
    Some(card::photo(press, photo, None, alt))
}

/// Where a person's crest is published. Spaces within a name make no difference.
pub fn crest_address(name: &str) -> SitePath {
    let id = crest_seed(name);
    SitePath::home().join(&format!("assets/crests/{:016x}.svg", hash_bytes(id.as_bytes())))
}

/// What a person's crest is cut from.
pub fn crest_seed(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Everyone who has a page, those who wrote most first.
pub fn contributors(press: &Press<'_>, lang: Lang) -> impl Iterator<Item = Contributor> {
    let writers = press.site.shelves(lang).writers().into_iter();
    writers.map(move |(page, writer)| Contributor {
        person: Ready::new(named(press, lang, page, writer)),
        count: writer.stories.len(),
    })
}

/// A writer under the name that the settings give them in a language, if they do.
fn named(press: &Press<'_>, lang: Lang, page: &str, writer: &Writer) -> Person {
    let person = person(press, lang, &writer.author);
    match press.config().authors.with_id(page) {
        Some(profile) => Person { name: profile.name.get(lang).clone(), ..person },
        None => person,
    }
}

/// Makes the `number`th page of an author.
pub fn view<'a>(press: &'a Press<'_>, lang: Lang, page: &str, number: usize) -> AuthorView<'a> {
    let (site, config) = (press.site, press.config());
    let writer = site.shelves(lang).writer(page);
    let profile = config.authors.with_id(page);
    let person = named(press, lang, page, writer);
    let bio = profile.and_then(|profile| Some(profile.bio.as_ref()?.get(lang).clone()));
    let list = addresses::author(config, lang, page);
    let address = addresses::nth_page(&list, number);
    let versions = if number == 1 { versions(press, page) } else { Vec::new() };
    let about = head::About { title: &person.name, description: bio.as_deref(), address: &address, versions };
    let mut head = head::make(press, lang, &about);
    head.og_type = "profile";
    head.image = person.portrait.as_ref().map(|portrait| portrait.absolute.clone());
    let own = profile.and_then(|profile| profile.url.as_deref());
    head.json_ld = Some(head::profile(press, &person, bio.as_deref(), own, &list));
    let stations = stations(press, lang, &writer.stories);
    let most = stations.iter().max_by_key(|station| station.count).map(|station| station.term.clone());
    let shown = writer.stories.iter().skip((number - 1) * config.paginate_by).take(config.paginate_by);
    AuthorView {
        crumbs: crumbs(press, lang, Some((&person.name, &list))),
        site: own.map(|url| Link { label: shown_url(url), url: url.to_owned(), external: true }),
        count: writer.stories.len(),
        stations,
        most,
        cards: shown.map(|id| press.edition(lang).card(*id)).collect(),
        pager: list::pager(press, &list, number, addresses::pages(config, writer.stories.len())),
        translations: head::translations(press, lang, &about.versions),
        person: Ready::new(person),
        bio,
        head,
    }
}

/// An address without what everybody knows of it.
fn shown_url(url: &str) -> String {
    url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/').to_owned()
}

/// An author's page in all languages in which something is theirs.
fn versions(press: &Press<'_>, page: &str) -> Vec<(Lang, SitePath)> {
    let config = press.config();
    let there = config.langs().filter(|lang| press.site.shelves(*lang).authors.contains_key(page));
    there.map(|lang| (lang, addresses::author(config, lang, page))).collect()
}

/// How many stories are at each station of the way.
fn stations(press: &Press<'_>, lang: Lang, stories: &[EntryId]) -> Vec<Station> {
    let Some((index, vocabulary)) = terms::way(press.config()) else { return Vec::new() };
    let mut counts = vec![0_usize; vocabulary.terms.len()];
    for id in stories {
        let own = press.site.entry(*id).document.meta.terms.iter().filter(|term| term.vocabulary() == index);
        let mut tops: Vec<usize> = own.filter_map(|term| vocabulary.lineage(term.term()).last()).collect();
        tops.dedup();
        for top in tops {
            counts[top] += 1;
        }
    }
    let there = counts.into_iter().enumerate().filter(|(_, count)| *count > 0);
    let station = |at| press.edition(lang).terms.of(TermId::new(index, at)).clone();
    there.map(|(at, count)| Station { term: station(at), count }).collect()
}

/// Makes the list of everyone who has a page.
pub fn all(press: &Press<'_>, lang: Lang) -> AuthorsView {
    let config = press.config();
    let address = addresses::authors(config, lang);
    let there = config.langs().filter(|lang| !press.site.shelves(*lang).authors.is_empty());
    let versions = there.map(|lang| (lang, addresses::authors(config, lang))).collect();
    let title = press.word(lang, "contributors_title");
    let about = head::About { title, description: None, address: &address, versions };
    AuthorsView {
        head: head::make(press, lang, &about),
        crumbs: crumbs(press, lang, None),
        contributors: contributors(press, lang).collect(),
        translations: head::translations(press, lang, &about.versions),
    }
}

/// The way to the list of everyone, and to one of them.
fn crumbs(press: &Press<'_>, lang: Lang, one: Option<(&str, &SitePath)>) -> Vec<Link> {
    let link = |label: &str, address: &SitePath| Link::inside(label, press.url(address));
    let all = link(press.word(lang, "contributors_title"), &addresses::authors(press.config(), lang));
    let own = one.map(|(name, address)| link(name, address));
    [list::home_crumb(press, lang), all].into_iter().chain(own).collect()
}
