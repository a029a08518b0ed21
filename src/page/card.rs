//! A story as lists show it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::parts::{Card, Picture};
use super::press::Press;
use super::terms::{self, Terms};
use super::{author, dates};
use crate::config::{Lang, SitePath, TermId};
use crate::content::{Document, Place};
use crate::diag::{Checked, Notes};
use crate::hashed::hash_of;
use crate::paper::{self, Motif};
use crate::site::{Badge, EntryId, Photo};
use crate::theme::{Frame, Ready, Theme};

/// A hash of what a story's card is made from, besides what all cards share.
pub fn seen(press: &Press<'_>, id: EntryId) -> u64 {
    let entry = press.site.entry(id);
    hash_of(&(entry.document.meta.hash_value(), &entry.address, entry.badge, press.site.picture(id)))
}

/// Makes a story's card.
pub fn make(press: &Press<'_>, lang: Lang, id: EntryId, all: &Terms) -> Card {
    let entry = press.site.entry(id);
    let meta = &entry.document.meta;
    let vocabularies = 0..press.config().vocabularies.len();
    let groups = vocabularies.filter_map(|index| {
        let terms: Vec<usize> =
            meta.terms.iter().filter(|term| term.vocabulary() == index).map(|term| term.term()).collect();
        (!terms.is_empty()).then(|| all.some_of(index, &terms))
    });
    Card {
        url: press.url(&entry.address),
        title: meta.title.clone(),
        heading: meta.heading.clone(),
        summary: meta.summary.clone(),
        date: meta.date.map(|date| dates::day(press, lang, date)),
        groups: groups.collect(),
        picture: picture(press, id),
        authors: meta.authors.iter().map(|author| Ready::new(author::person(press, lang, author))).collect(),
        place: meta.place.clone(),
        badge: entry.badge.map(Badge::word),
        tile: None,
        tile_short: None,
    }
}

/// A story in a list. What `partials/card.html` sees as `page`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct TileView<'a> {
    /// The story.
    pub card: &'a Ready<Card>,
    /// Whether to show its summary.
    pub summary: bool,
}

/// A card with its HTML for lists, which costs far more than the card and is the same in all of them.
#[must_use]
pub fn with_tiles(theme: &Theme, frame: &Frame, card: Card) -> Checked<Ready<Card>> {
    let mut notes = Notes::new();
    let card = Ready::new(card);
    let mut tile = |summary: bool| {
        let tile = theme.snippet(frame, &TileView { card: &card, summary });
        tile.map_err(|note| notes.push(note)).unwrap_or_default()
    };
    let (tile, tile_short) = (Some(tile(true)), Some(tile(false)));
    Checked { value: Ready::new(Card { tile, tile_short, ..(*card).clone() }), notes }
}

/// A document's picture: its photo, else one cut from paper if the theme wants such.
fn picture(press: &Press<'_>, id: EntryId) -> Option<Picture> {
    let document = &press.site.entry(id).document;
    if let Some(own) = press.site.picture(id) {
        let alt = document.meta.image_alt.as_deref().unwrap_or_default();
        return Some(photo(press, own, document.meta.image_focus, alt));
    }
    if !press.theme.has_pictures() {
        return None;
    }
    let address = scene_address(document);
    let (src, absolute) = (press.url(&address), press.absolute(&address));
    let (srcset, focus, alt) = (None, None, String::new());
    Some(Picture { src, absolute, width: Some(600), height: Some(400), srcset, focus, alt, generated: true })
}

/// A photo as pages show it.
pub fn photo(press: &Press<'_>, photo: &Photo, focus: Option<(u8, u8)>, alt: &str) -> Picture {
    Picture {
        src: press.url(&photo.address),
        absolute: press.absolute(&photo.address),
        width: photo.width,
        height: photo.height,
        srcset: srcset(photo, |address| press.url(address)),
        focus: focus.map(focus_class),
        alt: alt.to_owned(),
        generated: false,
    }
}

/// A photo's further sizes as `srcset` writes them.
pub fn srcset(photo: &Photo, url: impl Fn(&SitePath) -> String) -> Option<String> {
    let sizes = photo.smaller.iter().map(|smaller| format!("{} {}w", url(&smaller.address), smaller.width));
    let sizes: Vec<String> = sizes.collect();
    (!sizes.is_empty()).then(|| sizes.join(", "))
}

fn focus_class((left, top): (u8, u8)) -> String {
    format!("focus-{left}-{top}")
}

/// The rules of the points that stay in sight, since no page has styles of its own.
pub fn focus_css(points: &BTreeSet<(u8, u8)>) -> String {
    let rules = points.iter().map(|point| {
        let (left, top) = point;
        format!(".{}{{object-position:{left}% {top}%}}\n", focus_class(*point))
    });
    rules.collect()
}

/// Where a story's generated picture is published: once for all its languages.
pub fn scene_address(document: &Document) -> SitePath {
    let name = match &document.place {
        Place::Story(slug) => slug.clone(),
        Place::Page(path) => path.replace('/', "-"),
        Place::Home | Place::Stories => "home".to_owned(),
    };
    SitePath::home().join(&format!("assets/scenes/{name}.svg"))
}

/// What a story's generated picture is of.
#[derive(Debug, Hash)]
pub struct Subject<'a> {
    seed: &'a str,
    ground: usize,
    tags: &'a [String],
}

impl<'a> Subject<'a> {
    /// The picture that belongs to a document.
    pub fn of(press: &Press<'_>, document: &'a Document) -> Self {
        let config = press.config();
        let ground = terms::way(config).and_then(|(index, vocabulary)| {
            let own = document.meta.terms.iter().find(|term: &&TermId| term.vocabulary() == index)?;
            let top = vocabulary.lineage(own.term()).last()?;
            Some(vocabulary.terms[top].position)
        });
        let seed = match &document.place {
            Place::Story(slug) => slug.as_str(),
            _ => document.file.as_str(),
        };
        Self { seed, ground: ground.unwrap_or(0), tags: &document.meta.tags }
    }

    /// Cuts the picture. `motifs` knows what each tag stands for; one that it lacks is looked up.
    pub fn draw(&self, motifs: &BTreeMap<&str, Option<Motif>>) -> String {
        paper::scene(self.seed, self.ground, &self.motifs(motifs))
    }

    /// Cuts it for a painter that knows no custom properties.
    #[must_use]
    pub fn draw_plain(&self) -> String {
        paper::plain_scene(self.seed, self.ground, &self.motifs(&BTreeMap::new()))
    }

    fn motifs(&self, known: &BTreeMap<&str, Option<Motif>>) -> Vec<Motif> {
        let motif = |tag: &String| known.get(tag.as_str()).copied().unwrap_or_else(|| paper::motif_for(tag));
        self.tags.iter().filter_map(motif).collect()
    }
}
