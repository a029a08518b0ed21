//! The home page.

use serde::Serialize;

use super::parts::{Card, ChartCard, Charts, Contributor, Head, TermCount, TermGroup};
use super::press::Press;
use super::{author, body, figure, head};
use crate::config::{Lang, SitePath, TermId};
use crate::diag::Notes;
use crate::hashed::hash_bytes;
use crate::paper;
use crate::site::addresses;
use crate::theme::Ready;

/// The home page of a language: `/`, `/en/`. What `home.html` sees as `page`.
#[derive(Debug, Serialize, Hash)]
pub struct HomeView<'a> {
    /// The document's head.
    pub head: Head,
    /// The phrase set large at the top: the title of `content/_index.md`, else the name of the site.
    pub title: String,
    /// One or two sentences under the phrase.
    pub summary: Option<String>,
    /// The address of the picture behind the phrase for wide screens; null where the theme wants no pictures.
    pub hero_wide: Option<String>,
    /// The same for small screens.
    pub hero_narrow: Option<String>,
    /// The text of `content/_index.md` as HTML: write `{{ page.body | safe }}`. Empty where there is none.
    pub body: String,
    /// How many stories there are.
    pub count: usize,
    /// How many people and bodies wrote them.
    pub people: usize,
    /// The newest story; null where there is none.
    pub lead: Option<&'a Ready<Card>>,
    /// The next newest stories, at most six.
    pub new: Vec<&'a Ready<Card>>,
    /// The vocabularies with their terms and how many stories each has.
    pub vocabularies: Vec<HomeVocabulary<'a>>,
    /// The first indicator of the data file; null where there is none.
    pub indicator: Option<ChartCard>,
    /// The people who wrote most, at most six.
    pub contributors: Vec<Contributor>,
    /// The address of the page where readers send their own story: one named `join`, if there is one.
    pub join: Option<String>,
}

/// A vocabulary on the home page.
#[derive(Debug, Serialize, Hash)]
pub struct HomeVocabulary<'a> {
    /// The vocabulary.
    pub group: Ready<TermGroup>,
    /// Its terms with their counts.
    pub terms: Vec<HomeTerm<'a>>,
}

/// A term on the home page.
#[derive(Debug, Serialize, Hash)]
pub struct HomeTerm<'a> {
    /// The term, how many stories it has, and the newest.
    pub count: Ready<TermCount>,
    /// `description` of the term in site.toml.
    pub description: Option<String>,
    /// Its newest stories, at most two.
    pub cards: Vec<&'a Ready<Card>>,
}

/// How many of the newest stories stand below the first.
const NEW: usize = 6;
/// How many of those who wrote most are shown.
const CONTRIBUTORS: usize = 6;
/// How many stories stand below a term.
const PER_TERM: usize = 2;

/// The two pictures behind the phrase: where they are published, and what they are cut from.
pub struct Hero {
    /// For wide screens.
    pub wide: SitePath,
    /// For small screens.
    pub narrow: SitePath,
    seed: String,
}

impl Hero {
    /// The pictures of a language's home page, if the theme wants any.
    #[must_use]
    pub fn of(press: &Press<'_>, lang: Lang) -> Option<Self> {
        let seed = phrase(press, lang);
        let place = SitePath::home().join(&format!("assets/hero/{:016x}", hash_bytes(seed.as_bytes())));
        let (wide, narrow) = (place.join("-wide.svg"), place.join("-narrow.svg"));
        press.theme.has_pictures().then_some(Self { wide, narrow, seed })
    }

    /// The pictures with their addresses.
    #[must_use]
    pub fn draw(self) -> [(SitePath, String); 2] {
        [(self.wide, paper::hero(&self.seed)), (self.narrow, paper::hero_narrow(&self.seed))]
    }
}

/// The phrase that the home page begins with.
fn phrase(press: &Press<'_>, lang: Lang) -> String {
    let home = press.site.shelves(lang).home.map(|id| &press.site.entry(id).document.meta);
    home.map_or_else(|| press.config().title.get(lang).clone(), |meta| meta.title.clone())
}

/// Makes the home page.
pub fn view<'a>(press: &'a Press<'_>, lang: Lang, notes: &mut Notes) -> HomeView<'a> {
    let (site, config) = (press.site, press.config());
    let edition = press.edition(lang);
    let shelves = site.shelves(lang);
    let meta = shelves.home.map(|id| &site.entry(id).document.meta);
    let title = phrase(press, lang);
    let hero = Hero::of(press, lang);
    let summary = meta.and_then(|meta| meta.summary.clone());
    let versions = head::versions(press, |lang| addresses::home(config, lang));
    let address = addresses::home(config, lang);
    let about = head::About { title: "", description: Some(config.description.get(lang)), address: &address, versions };
    let charts = match Charts::in_text(shelves.home.is_some_and(|id| site.body(id).shows_charts())) {
        Charts::None if !site.dataset.indicators.is_empty() => Charts::Drawings,
        in_text => in_text,
    };
    HomeView {
        head: Head { charts, ..head::make(press, lang, &about) },
        summary,
        hero_wide: hero.as_ref().map(|hero| press.url(&hero.wide)),
        hero_narrow: hero.as_ref().map(|hero| press.url(&hero.narrow)),
        body: shelves.home.map(|id| body::on_page(press, lang, id, notes)).unwrap_or_default(),
        count: shelves.stories.len(),
        people: shelves.people(),
        lead: shelves.stories.first().map(|id| edition.card(*id)),
        new: shelves.stories.iter().skip(1).take(NEW).map(|id| edition.card(*id)).collect(),
        vocabularies: (0..config.vocabularies.len()).map(|index| vocabulary(press, lang, index)).collect(),
        indicator: (!site.dataset.indicators.is_empty()).then(|| figure::card(press, lang, 0, 1)),
        contributors: author::contributors(press, lang).take(CONTRIBUTORS).collect(),
        join: join(press, lang),
        title,
    }
}

fn vocabulary<'a>(press: &'a Press<'_>, lang: Lang, index: usize) -> HomeVocabulary<'a> {
    let config = press.config();
    let shelves = press.site.shelves(lang);
    let terms = config.vocabularies[index].top_terms().map(|(at, term)| {
        let id = TermId::new(index, at);
        let stories = shelves.of_term(id).iter().take(PER_TERM);
        HomeTerm {
            count: press.edition(lang).terms.counted(id).clone(),
            description: term.description.as_ref().map(|text| text.get(lang).clone()),
            cards: stories.map(|id| press.edition(lang).card(*id)).collect(),
        }
    });
    HomeVocabulary { terms: terms.collect(), group: press.edition(lang).terms.group(index).clone() }
}

/// The page where readers send their own story: `content/join.md`, if there is one.
pub fn join(press: &Press<'_>, lang: Lang) -> Option<String> {
    let directory = &press.site.directory;
    let id = directory.find("content/join.md").or_else(|| directory.find("content/join/index.md"))?.ok()?;
    let id = directory.in_language(id, lang).unwrap_or(id);
    Some(press.url(&directory.entry(id).address))
}
