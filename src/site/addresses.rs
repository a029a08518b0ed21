//! Every address of the site: how each kind is spelled, and that no two things share one.

use std::fmt;

use super::directory::{Directory, Entry};
use super::shelves::Shelves;
use crate::config::{Config, Lang, SitePath, Tenants, TermId};
use crate::content::Place;
use crate::data::Dataset;
use crate::diag::{Checked, Code, Diagnostic, Notes};
use crate::source::{SourcePath, Tree};
use crate::text::fold;
use crate::voices::Voice;

/// The home page.
#[must_use]
pub fn home(config: &Config, lang: Lang) -> SitePath {
    let home = SitePath::home();
    if lang.is_first() { home } else { home.join(&format!("{}/", config.languages[lang.index()].tag)) }
}

/// The list of all stories.
#[must_use]
pub fn stories(config: &Config, lang: Lang) -> SitePath {
    home(config, lang).join("stories/")
}

/// The list of a term's stories.
#[must_use]
pub fn term(config: &Config, lang: Lang, term: TermId) -> SitePath {
    let vocabulary = &config.vocabularies[term.vocabulary()];
    home(config, lang).join(&format!("{}/{}/", vocabulary.key, config.term(term).slug))
}

/// The list of all tags.
#[must_use]
pub fn tags(config: &Config, lang: Lang) -> SitePath {
    home(config, lang).join("tags/")
}

/// The list of a tag's stories.
#[must_use]
pub fn tag(config: &Config, lang: Lang, slug: &str) -> SitePath {
    tags(config, lang).join(&format!("{slug}/"))
}

/// The list of all authors.
#[must_use]
pub fn authors(config: &Config, lang: Lang) -> SitePath {
    home(config, lang).join("authors/")
}

/// An author's page.
#[must_use]
pub fn author(config: &Config, lang: Lang, page: &str) -> SitePath {
    authors(config, lang).join(&format!("{page}/"))
}

/// A story's page for a notice board.
#[must_use]
pub fn poster(story: &SitePath) -> SitePath {
    story.join("poster/")
}

/// The map.
#[must_use]
pub fn map(config: &Config, lang: Lang) -> SitePath {
    home(config, lang).join("map/")
}

/// The list of the stories of a cell of the map.
#[must_use]
pub fn cell(config: &Config, lang: Lang, row: TermId, column: TermId) -> SitePath {
    map(config, lang).join(&format!("{}/{}/", config.term(row).slug, config.term(column).slug))
}

/// The search page.
#[must_use]
pub fn search(config: &Config, lang: Lang) -> SitePath {
    home(config, lang).join("search/")
}

/// The list of what citizens said.
#[must_use]
pub fn voices(config: &Config, lang: Lang) -> SitePath {
    home(config, lang).join("voices/")
}

/// The page of all indicators.
#[must_use]
pub fn indicators(config: &Config, lang: Lang) -> SitePath {
    home(config, lang).join("indicators/")
}

/// An indicator's page.
#[must_use]
pub fn indicator(config: &Config, lang: Lang, id: &str) -> SitePath {
    indicators(config, lang).join(&format!("{id}/"))
}

/// An indicator's file of a format: `csv`, `json`, `svg`.
#[must_use]
pub fn indicator_file(config: &Config, lang: Lang, id: &str, ending: &str) -> SitePath {
    indicators(config, lang).join(&format!("{id}.{ending}"))
}

/// The `number`th page of a list, from 1.
#[must_use]
pub fn nth_page(list: &SitePath, number: usize) -> SitePath {
    if number <= 1 { list.clone() } else { list.join(&format!("page/{number}/")) }
}

/// How many pages a list of `count` things has; an empty list has one.
#[must_use]
pub fn pages(config: &Config, count: usize) -> usize {
    count.div_ceil(config.paginate_by).max(1)
}

/// Who wants an address, for the message about two who want the same.
#[derive(Default)]
struct Claims<'a> {
    tenants: Tenants<Who<'a>>,
    notes: Notes,
}

/// Put into words only where two collide, since nearly nobody does.
#[derive(Clone, Copy)]
enum Who<'a> {
    Program(&'a SitePath),
    File(&'a SourcePath),
    Alias(&'a SourcePath),
}

impl fmt::Display for Who<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Program(address) => write!(f, "hibi: {address}"),
            Self::File(file) => write!(f, "{file}"),
            Self::Alias(file) => write!(f, "{file} (aliases)"),
        }
    }
}

impl<'a> Claims<'a> {
    /// Takes an address for `who`; the second to want it is told. Case and width make no difference on some disks.
    fn claim(&mut self, address: &SitePath, who: Who<'a>, place: Diagnostic) -> bool {
        let taken = self.tenants.admit(fold(&address.file()), who);
        if let Err(other) = taken {
            self.notes
                .push(place.with("address", address).with("first", other.to_string()).with("second", who.to_string()));
        }
        taken.is_ok()
    }
}

/// Claims the addresses of everything, old addresses last, and notes who collides.
#[must_use]
pub fn claim(
    config: &Config,
    directory: Directory,
    shelves: &[Shelves],
    (dataset, voices): (&Dataset, &[Voice]),
    tree: &Tree,
) -> Checked<Directory> {
    let mut taken = Vec::new();
    let mut aliases = Vec::new();
    let made: Vec<SitePath> =
        config.langs().flat_map(|lang| generated(config, lang, &shelves[lang.index()], (dataset, voices))).collect();
    let mut claims = Claims::default();
    for address in &made {
        claims.claim(address, Who::Program(address), Diagnostic::new(Code::SameAddress));
        taken.push(address.as_str().to_owned());
    }
    for path in tree.under("static/").map(|(path, _)| path) {
        let Some(address) = SitePath::parse(path.as_str().trim_start_matches("static/")) else { continue };
        // A site may bring a robots.txt of its own, which then takes the place of ours.
        if address.as_str() == "robots.txt" {
            continue;
        }
        claims.claim(&address, Who::File(path), Diagnostic::in_file(Code::SameAddress, path));
        taken.push(address.as_str().to_owned());
    }
    for id in directory.ids() {
        let entry = directory.entry(id);
        // The words of the home page and of the list of stories are part of pages that are there anyway.
        if !matches!(entry.document.place, Place::Home | Place::Stories) {
            let file = &entry.document.file;
            let place = || Diagnostic::in_file(Code::SameAddress, file);
            let is_first = claims.claim(&entry.address, Who::File(file), place());
            taken.push(entry.address.as_str().to_owned());
            // Two stories of one address have been noted; that their posters have one as well is nothing new.
            if let Some(poster) = poster_of(config, entry).filter(|_| is_first) {
                claims.claim(&poster, Who::File(file), place());
                taken.push(poster.as_str().to_owned());
            }
        }
    }
    for id in directory.ids() {
        let document = &directory.entry(id).document;
        for alias in &document.meta.aliases {
            match old_address(&alias.text) {
                Some(address) => {
                    let place = Diagnostic::at(Code::SameAddress, &document.file, alias.span.clone());
                    if claims.claim(&address, Who::Alias(&document.file), place) {
                        aliases.push((address, id));
                    }
                }
                None => claims.notes.push(
                    Diagnostic::at(Code::BadAlias, &document.file, alias.span.clone()).with("alias", &alias.text),
                ),
            }
        }
    }
    let notes = claims.notes;
    Checked { value: directory.settled(taken.into_iter().collect(), aliases), notes }
}

/// Where a document's poster is, if it is a story and has one.
fn poster_of(config: &Config, entry: &Entry) -> Option<SitePath> {
    let is_story = matches!(entry.document.place, Place::Story(_));
    (is_story && config.has_poster(entry.document.meta.poster)).then(|| poster(&entry.address))
}

/// An alias as an address: a page's, unless it names an HTML file.
fn old_address(alias: &str) -> Option<SitePath> {
    let inside = !alias.contains("://") && !alias.starts_with("//") && !alias.trim_matches('/').is_empty();
    let html = alias.rsplit_once('.').is_some_and(|(_, ending)| ending == "html" || ending == "htm");
    let page = if html || alias.ends_with('/') { alias.to_owned() } else { format!("{alias}/") };
    SitePath::parse(&page).filter(|_| inside)
}

/// The pages and files that the program makes for a language.
fn generated(config: &Config, lang: Lang, shelves: &Shelves, (dataset, said): (&Dataset, &[Voice])) -> Vec<SitePath> {
    let home = home(config, lang);
    let mut made = vec![home.clone(), home.join("feed.xml"), home.join("feed.json")];
    if lang.is_first() {
        made.extend(["404.html", "sitemap.xml", "robots.txt"].map(|name| home.join(name)));
    }
    let list = |made: &mut Vec<SitePath>, address: SitePath, count: usize| {
        made.extend((1..=pages(config, count)).map(|number| nth_page(&address, number)));
    };
    list(&mut made, stories(config, lang), shelves.stories.len());
    for (index, vocabulary) in config.vocabularies.iter().enumerate() {
        for at in 0..vocabulary.terms.len() {
            let id = TermId::new(index, at);
            let address = term(config, lang, id);
            made.push(address.join("feed.xml"));
            list(&mut made, address, shelves.of_term(id).len());
        }
    }
    if !shelves.tags.is_empty() {
        made.push(tags(config, lang));
    }
    for (slug, of) in &shelves.tags {
        list(&mut made, tag(config, lang, slug), of.stories.len());
    }
    if !shelves.authors.is_empty() {
        made.push(authors(config, lang));
    }
    for (page, writer) in &shelves.authors {
        list(&mut made, author(config, lang, page), writer.stories.len());
    }
    if config.map.is_some() {
        made.push(map(config, lang));
        for ((row, column), stories) in shelves.cells() {
            list(&mut made, cell(config, lang, row, column), stories.len());
        }
    }
    if config.search {
        made.push(search(config, lang));
    }
    if !said.is_empty() {
        list(&mut made, voices(config, lang), said.len());
    }
    if !dataset.indicators.is_empty() {
        made.push(indicators(config, lang));
    }
    for one in &dataset.indicators {
        made.push(indicator(config, lang, &one.id));
        made.extend(["csv", "json", "svg"].map(|ending| indicator_file(config, lang, &one.id, ending)));
    }
    made
}
