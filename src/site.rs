//! Everything known about one portal, immutable: `assemble` makes it, all pages are made from it.

pub mod addresses;
pub mod authors;
pub mod directory;
mod consent;
pub mod names;
pub mod overview;
mod photo;
pub mod resolve;
pub mod shelves;
mod tally;
mod text;
pub mod typed;
mod visible;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::DateTime;

pub use directory::{Directory, Entry, EntryId};
pub use photo::{Photo, Smaller};
pub use resolve::{Target, Url};
pub use shelves::{Shelves, Tag, Writer};
use text::Resolved;
pub use visible::{Badge, Show, even_day};

use crate::config::{Config, Lang};
use crate::content::Document;
use crate::data::Dataset;
use crate::diag::{Checked, Notes};
use crate::hashed::{Hashed, PROGRAM, hash_of};
use crate::markdown::Body;
use crate::memo::Memo;
use crate::source::{SourcePath, Tree};
use crate::voices::Voice;

/// A text whose links are resolved.
pub type ResolvedBody = Arc<Hashed<Body<Target>>>;

/// What resolving a text gave, kept between builds.
type ResolveMemo = Memo<SourcePath, Arc<Checked<Resolved>>>;

/// What the last build's site was made of, kept between builds.
#[derive(Debug, Default)]
pub struct SiteMemory {
    order: Option<Order>,
    resolved: ResolveMemo,
}

impl SiteMemory {
    /// For a build that no other will follow in this run.
    #[must_use]
    pub fn for_one_run() -> Self {
        Self { resolved: Memo::for_one_run([]), ..Self::default() }
    }
}

/// Places and shelves, which a new text leaves as they are.
#[derive(Clone, Debug)]
struct Order {
    made_from: u64,
    places: Arc<directory::Places>,
    shelves: Arc<Vec<Shelves>>,
    notes: Notes,
}

/// A portal.
#[derive(Debug)]
pub struct Site {
    /// Its settings.
    pub config: Arc<Config>,
    /// Its indicators.
    pub dataset: Arc<Dataset>,
    /// What citizens said, newest first.
    pub voices: Vec<Voice>,
    /// Who lives where.
    pub directory: Directory,
    /// The resolved texts, by entry.
    bodies: Vec<Resolved>,
    /// The stories in their orders, by language.
    shelves: Arc<Vec<Shelves>>,
    /// The stories that cite an indicator, newest first, by language and id.
    citing: Vec<BTreeMap<String, Vec<EntryId>>>,
    /// The photos that entries name as their picture.
    pictures: BTreeMap<EntryId, Photo>,
    /// The portraits of authors, by id.
    portraits: BTreeMap<String, Photo>,
    /// Photos that may no longer be shown.
    pub withdrawn: BTreeSet<SourcePath>,
    /// Where the links of the settings lead, by language.
    settings: Vec<BTreeMap<String, Url>>,
    /// The moment of the build, in the site's time zone.
    pub now: DateTime,
    order: u64,
    /// A hash of all that links are looked up in.
    context: u64,
}

impl Site {
    /// A hash of the settings and of all documents but for their texts: where it is the same, so are the addresses, the
    /// orders of the stories, and what front matter says.
    #[must_use]
    pub fn order(&self) -> u64 {
        self.order
    }

    /// An entry.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> &Entry {
        self.directory.entry(id)
    }

    /// The stories of a language in their orders.
    #[must_use]
    pub fn shelves(&self, lang: Lang) -> &Shelves {
        &self.shelves[lang.index()]
    }

    /// The photo that an entry names as its picture.
    #[must_use]
    pub fn picture(&self, id: EntryId) -> Option<&Photo> {
        self.pictures.get(&id)
    }

    /// The portraits of authors, by id.
    #[must_use]
    pub fn portraits(&self) -> &BTreeMap<String, Photo> {
        &self.portraits
    }

    /// Every photo that some page shows, each once.
    #[must_use]
    pub fn photos(&self) -> BTreeSet<&Photo> {
        let holes = self.bodies.iter().filter_map(Resolved::there).flat_map(|body| &body.holes);
        let shown = holes.filter_map(|hole| match &hole.link {
            Target::Image { photo, .. } | Target::Href(Url::Photo(photo)) => Some(photo),
            _ => None,
        });
        shown.chain(self.pictures.values()).chain(self.portraits.values()).collect()
    }

    /// Tells of photos whose people have agreed to be shown only until a day that is near or over.
    #[must_use]
    pub fn ending_consents(&self, tree: &Tree) -> Notes {
        consent::notes(tree, &self.directory, self.now)
    }

    /// The points of photos that stay in sight where photos are cut to fit, each once.
    #[must_use]
    pub fn focuses(&self) -> BTreeSet<(u8, u8)> {
        self.pictures.keys().filter_map(|id| self.entry(*id).document.meta.image_focus).collect()
    }

    /// Where a link of the settings leads in a language.
    #[must_use]
    pub fn setting(&self, link: &str, lang: Lang) -> Url {
        self.settings[lang.index()].get(link).cloned().unwrap_or(Url::Nowhere)
    }

    /// The stories that cite an indicator, newest first.
    #[must_use]
    pub fn citing(&self, lang: Lang, indicator: &str) -> &[EntryId] {
        self.citing[lang.index()].get(indicator).map_or(&[], Vec::as_slice)
    }
}

/// What a site is put together from.
#[derive(Debug)]
pub struct Parts<'a> {
    /// The settings.
    pub config: Arc<Config>,
    /// The content files, read.
    pub documents: Vec<Arc<Document>>,
    /// The indicators.
    pub dataset: Arc<Dataset>,
    /// What citizens said, newest first.
    pub voices: Vec<Voice>,
    /// All input files, among them the pictures.
    pub tree: &'a Tree,
    /// The moment of the build, in the site's time zone.
    pub now: DateTime,
    /// Which hidden documents are shown all the same.
    pub show: Show,
    /// What the links of known texts were looked up in when they were resolved.
    pub known_in: u64,
}

/// Puts a site together: who is shown, who lives where, what leads where.
#[must_use]
pub fn assemble(parts: Parts<'_>, memory: &mut SiteMemory) -> Checked<Site> {
    let mut notes = Notes::new();
    let withdrawn = consent::withdrawn(parts.tree, parts.documents.iter().map(AsRef::as_ref), parts.now);
    let others = others_hash(parts.tree);
    let (order, directory, shelves) = settle(&parts, others, &mut memory.order).note_to(&mut notes);
    let Parts { config, dataset, voices, tree, now, known_in, .. } = parts;
    let dataset = tally::count(&config, &directory, &shelves, dataset);
    let seen = hash_of(&(config.hash, directory.hash(), &dataset, others, &withdrawn));
    let context = hash_of(&(PROGRAM, seen));
    let resolver =
        resolve::Resolver { config: &config, directory: &directory, dataset: &dataset, tree, withdrawn: &withdrawn };
    let ids: Vec<EntryId> = directory.ids().collect();
    let made = memory.resolved.run(&ids, |memo, id| {
        let document = &directory.entry(*id).document;
        let hash = hash_of(&(seen, document.text.hash_value(), document.meta.hash_value()));
        let known = document.text.known().filter(|_| context == known_in);
        memo.recall(document.file.clone(), hash, || {
            Arc::new(if let Some(known) = known {
                Checked::fine(Resolved::later(known))
            } else {
                let Checked { value, notes } = resolver.body(document);
                Checked { value: Resolved::now(value), notes }
            })
        })
    });
    let mut bodies = Vec::with_capacity(made.len());
    for one in made {
        notes.extend(one.value.notes.iter().cloned());
        bodies.push(one.value.value.clone());
    }
    resolver.settings(&mut notes);
    let settings = config.langs().map(|lang| resolver.settings_in(lang)).collect();
    let pictures = directory.ids().filter_map(|id| Some((id, resolver.picture(&directory.entry(id).document)?)));
    let pictures = pictures.collect();
    let portraits = authors::portraits(&config, &shelves, (tree, &withdrawn), &mut notes);
    let citing = config.langs().map(|lang| citing(&shelves[lang.index()], &directory, &bodies)).collect();
    let site = Site {
        config,
        dataset,
        voices,
        directory,
        bodies,
        shelves,
        citing,
        pictures,
        portraits,
        withdrawn,
        settings,
        now,
        order,
        context,
    };
    Checked { value: site, notes }
}

/// A hash of all that is given out, and that.
type Settled = (u64, Directory, Arc<Vec<Shelves>>);

/// Gives out the addresses and fills the shelves, or takes those of the last build where nothing but texts has changed.
fn settle(parts: &Parts<'_>, others: u64, last: &mut Option<Order>) -> Checked<Settled> {
    let Parts { config, documents, dataset, voices, tree, now, show, .. } = parts;
    let badges: Vec<Option<Badge>> = documents.iter().map(|document| visible::badge(&document.meta, *now)).collect();
    let about: Vec<_> = documents.iter().map(|one| (&one.file, one.lang, &one.place, one.meta.hash_value())).collect();
    let indicators: Vec<&str> = dataset.indicators.iter().map(|indicator| indicator.id.as_str()).collect();
    let made_from = hash_of(&(config.hash, show, about, &badges, indicators, voices.len(), others));
    if let Some(order) = last.as_ref().filter(|order| order.made_from == made_from) {
        let directory = Directory::again(&order.places, documents.clone());
        return Checked { value: (made_from, directory, Arc::clone(&order.shelves)), notes: order.notes.clone() };
    }
    let mut notes = Notes::new();
    let directory = directory::make(config, documents.clone(), &badges, *show).note_to(&mut notes);
    let shelves: Vec<Shelves> = config.langs().map(|lang| Shelves::make(config, &directory, lang)).collect();
    let directory = addresses::claim(config, directory, &shelves, (dataset, voices), tree).note_to(&mut notes);
    notes.extend(authors::shared(config, &directory));
    let shelves = Arc::new(shelves);
    let order = Order { made_from, places: directory.places(), shelves: Arc::clone(&shelves), notes: notes.clone() };
    *last = Some(order);
    Checked { value: (made_from, directory, shelves), notes }
}

/// A hash of the files that texts may show or link to and that are no texts themselves.
fn others_hash(tree: &Tree) -> u64 {
    let others = tree.under("content/").filter(|(path, _)| !path.is_markdown()).chain(tree.under("static/"));
    hash_of(&others.map(|(path, source)| (path, source.hash)).collect::<Vec<_>>())
}

fn citing(shelves: &Shelves, directory: &Directory, bodies: &[Resolved]) -> BTreeMap<String, Vec<EntryId>> {
    let mut citing: BTreeMap<String, Vec<EntryId>> = BTreeMap::new();
    for id in &shelves.stories {
        let named = directory.entry(*id).document.meta.indicators.iter().map(|indicator| indicator.text.as_str());
        let holes = bodies[id.index()].there().into_iter().flat_map(|body| &body.holes);
        let cited = holes.filter_map(|hole| hole.link.indicator());
        for indicator in named.chain(cited) {
            let stories = citing.entry(indicator.to_owned()).or_default();
            if stories.last() != Some(id) {
                stories.push(*id);
            }
        }
    }
    citing
}
