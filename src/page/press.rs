//! What pages are made with: the site, the theme, and for each language what all its pages share.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::bars::Bars;
use super::parts::{Card, Chrome, Link};
use super::terms::Terms;
use super::{author, card, chrome};
use crate::chart::{self, Chart};
use crate::config::{Config, Lang, SitePath};
use crate::data::Indicator;
use crate::diag::{Checked, Notes};
use crate::hashed::{Hashed, hash_of};
use crate::memo::{Memo, One};
use crate::site::{EntryId, Site};
use crate::source::SourcePath;
use crate::table;
use crate::theme::{Frame, Ready, Theme};

/// The formats in which an indicator can be downloaded: their names and the endings of their files.
pub const FORMATS: [(&str, &str); 3] = [("CSV", "csv"), ("JSON", "json"), ("SVG", "svg")];

/// An indicator's chart, and its files in the order of `FORMATS`.
#[derive(Debug, Hash)]
pub struct Drawn {
    /// The chart.
    pub chart: Arc<Hashed<Chart>>,
    /// The files.
    pub files: [Arc<[u8]>; 3],
}

impl Drawn {
    fn make(indicator: &Indicator, lang: Lang, config: &Config) -> Self {
        let chart = Hashed::new(chart::draw(indicator, lang, config));
        let picture = chart::standalone(&chart, config.composed_language(lang));
        let files = [table::csv(indicator, lang, config), table::json(indicator, lang, config), picture];
        Self { chart: Arc::new(chart), files: files.map(|text| text.into_bytes().into()) }
    }
}

/// What is drawn of an indicator in a language.
type ChartMemo = Memo<(String, Lang), Arc<Hashed<Drawn>>>;

/// What the last build's pages shared, kept between builds.
#[derive(Debug, Default)]
pub struct PressMemory {
    charts: ChartMemo,
    languages: Vec<LanguageMemory>,
}

/// The same for the pages of one language.
#[derive(Debug, Default)]
struct LanguageMemory {
    bars: One<Arc<Checked<Bars>>>,
    cards: Memo<SourcePath, Arc<Checked<Shown>>>,
}

/// A story as other pages show it.
#[derive(Clone, Debug)]
struct Shown {
    card: Ready<Card>,
    link: Ready<Link>,
}

/// What the pages of one language share.
#[derive(Debug)]
pub struct Edition {
    /// The language.
    pub lang: Lang,
    /// Header, footer and the like.
    pub chrome: Chrome,
    /// The same for templates.
    pub frame: Frame,
    /// What stands above and below its pages.
    pub bars: Bars,
    /// A hash of the frame and the bars.
    pub around: u64,
    /// A hash of all that its pages may show besides texts.
    pub all: u64,
    /// The terms of the vocabularies.
    pub terms: Terms,
    /// The way to the list of all stories.
    pub way: [Ready<Link>; 2],
    /// The feed of all stories.
    pub feed: Ready<Link>,
    /// The stories as other pages show them, newest first.
    stories: Vec<Shown>,
    /// The place of each story among them, by entry; beyond the last for what is no story.
    places: Vec<usize>,
    /// The charts with their files, in the order of the data file.
    pub drawn: Vec<Arc<Hashed<Drawn>>>,
}

impl Edition {
    /// A story as lists show it.
    ///
    /// # Panics
    /// If `id` is not a story of this language, which only a mistake in this program can bring about.
    #[must_use]
    pub fn card(&self, id: EntryId) -> &Ready<Card> {
        &self.shown(id).card
    }

    /// A story as a link to its page.
    ///
    /// # Panics
    /// As `card`.
    #[must_use]
    pub fn link(&self, id: EntryId) -> &Ready<Link> {
        &self.shown(id).link
    }

    fn shown(&self, id: EntryId) -> &Shown {
        &self.stories[self.places[id.index()]]
    }
}

/// The site, the theme, and an edition for each language.
#[derive(Debug)]
pub struct Press<'a> {
    /// The site.
    pub site: &'a Site,
    /// The theme.
    pub theme: &'a Theme,
    /// The theme's files by their plain names, and where they are published.
    pub assets: &'a BTreeMap<String, SitePath>,
    editions: Vec<Edition>,
    /// A hash of what every page may show, wherever others stand: settings, theme, charts.
    shared: u64,
}

impl<'a> Press<'a> {
    /// Prepares what the pages of each language share. `None` where the settings hold what no template can be given.
    #[must_use]
    pub fn new(
        site: &'a Site,
        theme: &'a Theme,
        assets: &'a BTreeMap<String, SitePath>,
        memory: &mut PressMemory,
    ) -> Checked<Option<Self>> {
        let mut notes = Notes::new();
        memory.languages.resize_with(site.config.languages.len(), LanguageMemory::default);
        let drawn = draw(site, &mut memory.charts);
        let shared = hash_of(&(site.config.hash, theme.hash(), &drawn));
        let mut press = Self { site, theme, assets, editions: Vec::new(), shared };
        for ((lang, drawn), memory) in site.config.langs().zip(drawn).zip(&mut memory.languages) {
            match press.prepare(lang, drawn, memory).note_to(&mut notes) {
                Some(edition) => press.editions.push(edition),
                None => return Checked { value: None, notes },
            }
        }
        Checked { value: Some(press), notes }
    }

    fn prepare(
        &self,
        lang: Lang,
        drawn: Vec<Arc<Hashed<Drawn>>>,
        memory: &mut LanguageMemory,
    ) -> Checked<Option<Edition>> {
        let mut notes = Notes::new();
        let terms = Terms::make(self, lang);
        let chrome = chrome::make(self, lang, &terms);
        let frame = match self.theme.frame(lang, &chrome) {
            Ok(frame) => frame,
            Err(note) => return Checked { value: None, notes: vec![note] },
        };
        let make = || Arc::new(Bars::make(self.theme, &frame, &chrome));
        let bars = memory.bars.recall(Bars::seen(self.theme, &frame), make);
        let bars = (*bars).clone().note_to(&mut notes);
        let around = hash_of(&(frame.hash(), &bars));
        let stories = &self.site.shelves(lang).stories;
        let people = author::seen(self);
        let tiles = self.theme.shows_tiles().then(|| self.theme.reach::<card::TileView<'_>>());
        let made = memory.cards.run(stories, |memo, id| {
            let hash = hash_of(&(card::seen(self, *id), people, tiles, frame.hash()));
            let file = self.site.entry(*id).document.file.clone();
            memo.recall(file, hash, || {
                let card = card::make(self, lang, *id, &terms);
                let link = Ready::new(Link::inside(&card.title, &card.url));
                let Checked { value: card, notes } = if tiles.is_some() {
                    card::with_tiles(self.theme, &frame, card)
                } else {
                    Checked::fine(Ready::new(card))
                };
                Arc::new(Checked { value: Shown { card, link }, notes })
            })
        });
        let mut places = vec![stories.len(); self.site.directory.ids().len()];
        for (place, id) in stories.iter().enumerate() {
            places[id.index()] = place;
        }
        let shown = made.into_iter().map(|one| {
            notes.extend(one.value.notes.iter().cloned());
            one.value.value.clone()
        });
        let stories: Vec<Shown> = shown.collect();
        let cards: Vec<_> = stories.iter().map(|story| &story.card).collect();
        let all = hash_of(&(self.site.order(), self.shared, people, around, cards));
        let to = |label: &str, url: &str| Ready::new(Link::inside(label, url));
        let way = [to(self.word(lang, "home"), &chrome.home), to(self.word(lang, "stories"), &chrome.stories)];
        let feed = to(self.site.config.title.get(lang), &chrome.atom);
        let edition = Edition { lang, chrome, frame, bars, around, all, terms, way, feed, stories, places, drawn };
        Checked { value: Some(edition), notes }
    }

    /// The edition of a language.
    #[must_use]
    pub fn edition(&self, lang: Lang) -> &Edition {
        &self.editions[lang.index()]
    }

    /// A hash of what every page may show, wherever others stand: settings, theme, charts.
    #[must_use]
    pub fn shared(&self) -> u64 {
        self.shared
    }

    /// The site's settings.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.site.config
    }

    /// A page's address for use within the site.
    #[must_use]
    pub fn url(&self, address: &SitePath) -> String {
        self.config().base_url.local(address)
    }

    /// A page's address with host.
    #[must_use]
    pub fn absolute(&self, address: &SitePath) -> String {
        self.config().base_url.absolute(address)
    }

    /// A word of the theme; the key itself where the theme lacks it, which the theme's own tests rule out.
    #[must_use]
    pub fn word<'s>(&'s self, lang: Lang, key: &'s str) -> &'s str {
        self.theme.word(lang, key).unwrap_or(key)
    }
}

/// Draws the chart of each indicator in each language.
fn draw(site: &Site, memo: &mut ChartMemo) -> Vec<Vec<Arc<Hashed<Drawn>>>> {
    let config = &site.config;
    let jobs: Vec<(Lang, usize)> =
        config.langs().flat_map(|lang| (0..site.dataset.indicators.len()).map(move |index| (lang, index))).collect();
    let made = memo.run(&jobs, |memo, (lang, index)| {
        let indicator = &site.dataset.indicators[*index];
        let hash = hash_of(&(indicator, config.hash));
        memo.recall((indicator.id.clone(), *lang), hash, || {
            Arc::new(Hashed::new(Drawn::make(indicator, *lang, config)))
        })
    });
    let mut drawn = vec![Vec::new(); config.languages.len()];
    for one in made {
        drawn[one.key.1.index()].push(one.value);
    }
    drawn
}
