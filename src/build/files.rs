//! Everything of a portal that is not a page: the theme's files, feeds, downloads, pictures, what lies in static folders.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::pictures;
use crate::config::{SitePath, TermId};
use crate::content::Document;
use crate::diag::{Checked, Notes};
use crate::hashed::{PROGRAM, Table, hash_bytes, hash_of};
use crate::memo::{Memo, One};
use crate::output::{Blob, Picture};
use crate::page::press::{FORMATS, Press};
use crate::page::{Keep, Route, author, card, home};
use crate::paper::Motif;
use crate::picture::{self, Shape};
use crate::site::{Site, addresses};
use crate::source::{Content, SourcePath, Tree};
use crate::theme::{Asset, Theme};
use crate::{chart, feed, paper, sitemap};

/// What the last build made of unchanged input.
#[derive(Debug, Default)]
pub(super) struct FileMemory {
    assets: One<Arc<[PublishedAsset]>>,
    feeds: FileMemo,
    drawn: Memo<SitePath, Blob>,
    drawings: One<Arc<(Files, Keys)>>,
    sitemap: One<Arc<Files>>,
}

impl FileMemory {
    /// For a build that no other will follow in this run: files with what they were made from.
    pub(super) fn for_one_run(made: impl Iterator<Item = (SitePath, u64, Blob)>) -> Self {
        Self { drawn: Memo::for_one_run(made), ..Self::default() }
    }
}

/// Files by address, kept between builds.
type FileMemo = Memo<SitePath, Arc<[u8]>>;

/// A file of the theme with its published name.
#[derive(Debug)]
pub(super) struct PublishedAsset {
    pub(super) name: String,
    pub(super) address: SitePath,
    blob: Blob,
}

/// The theme's files, each with a part of its hash in its name, so that browsers may keep it for ever.
pub(super) fn assets(theme: &Theme, site: &Site, memory: &mut FileMemory) -> Arc<[PublishedAsset]> {
    let points = card::focus_css(&site.focuses());
    memory.assets.recall(hash_of(&(theme.loaded_from(), &points)), || publish(theme, site, &points).into())
}

fn publish(theme: &Theme, site: &Site, points: &str) -> Vec<PublishedAsset> {
    // Nothing asks for our own search's script and sheet where there is no search page.
    let unused = |asset: &&Asset| {
        matches!(asset.name.as_str(), "search.js" | "search.css") && asset.file.is_none() && !site.config.search
    };
    let published = theme.assets().iter().filter(|asset| !unused(asset)).map(|asset| {
        let styles = theme.stylesheet(asset, &site.config, points, chart::CSS);
        let (blob, hash) = match (styles, &asset.content) {
            (Some(styles), _) => in_memory(styles.as_bytes()),
            (None, Content::Text(text)) => in_memory(text.as_bytes()),
            (None, Content::Bytes(bytes)) => match picture::bare(bytes) {
                Ok(bare) => in_memory(&bare),
                Err(_) => in_memory(bytes),
            },
            (None, content @ Content::File { path, length, hash: bytes, look }) => {
                let hash = hash_bytes(&bytes.to_le_bytes());
                if look.is_ok() {
                    let picture = Picture { file: SourcePath::new(&asset.name), content: content.clone(), hash };
                    (Blob::Picture(Arc::new(picture), Shape::Bare), hash)
                } else {
                    (Blob::File { path: path.clone(), length: *length, hash: *bytes }, hash)
                }
            }
        };
        let hash = format!("{hash:016x}");
        let (stem, ending) = asset.name.rsplit_once('.').unwrap_or((&asset.name, ""));
        let address = SitePath::home().join(&format!("assets/{stem}.{}.{ending}", &hash[..10]));
        PublishedAsset { name: asset.name.clone(), address, blob }
    });
    published.collect()
}

fn in_memory(bytes: &[u8]) -> (Blob, u64) {
    (Blob::Bytes(bytes.into()), hash_bytes(bytes))
}

pub(super) type Files = Vec<(SitePath, Blob)>;

/// Hashes of what files were made from, where that costs more than looking it up, by address.
pub(super) type Keys = Table<SitePath, u64>;

/// Everything that is not a page.
pub(super) fn all(
    press: &Press<'_>,
    routes: &[Route],
    assets: &[PublishedAsset],
    tree: &Tree,
    (memory, keep): (&mut FileMemory, &Keep<'_, Blob>),
) -> Checked<(Files, Keys)> {
    let mut notes = Notes::new();
    let mut files: Files = assets.iter().map(|asset| (asset.address.clone(), asset.blob.clone())).collect();
    files.extend(feeds(press, &mut memory.feeds));
    files.extend(downloads(press));
    let seen = hash_of(&(press.site.order(), &press.site.withdrawn, press.theme.has_pictures()));
    let FileMemory { drawn, drawings: last, .. } = memory;
    let drawn = last.recall(seen, || Arc::new(drawings(press, drawn, keep)));
    files.extend_from_slice(&drawn.0);
    let texts = memory.sitemap.recall(press.site.order(), || Arc::new(texts(press, routes)));
    // A site's own robots.txt and the like take the place of ours.
    let statics = pictures::statics(press.site, tree, &mut notes);
    let own: BTreeSet<SitePath> = statics.iter().map(|(address, _)| address.clone()).collect();
    files.extend(texts.iter().filter(|(address, _)| !own.contains(address)).cloned());
    files.extend(statics);
    files.extend(pictures::photos(press.site, tree, &mut notes));
    Checked { value: (files, drawn.1.clone()), notes }
}

/// What tells machines which pages there are.
fn texts(press: &Press<'_>, routes: &[Route]) -> Files {
    let robots = (SitePath::home().join("robots.txt"), sitemap::robots(press));
    let texts = sitemap::sitemap(press, routes).into_iter().chain([robots]);
    texts.map(|(address, bytes)| (address, Blob::Bytes(bytes.into()))).collect()
}

fn feeds(press: &Press<'_>, memo: &mut FileMemo) -> Files {
    let (site, config) = (press.site, press.config());
    let mut feeds: Vec<(feed::Form, feed::Feed<'_>)> = Vec::new();
    for lang in config.langs() {
        let shelves = site.shelves(lang);
        let mut add = |form: feed::Form, page: &SitePath, title: String, stories| {
            let address = page.join(form.file());
            feeds.push((form, feed::Feed { title, page: page.clone(), address, stories, lang }));
        };
        let home = addresses::home(config, lang);
        let title = config.title.get(lang);
        add(feed::Form::Atom, &home, title.clone(), &shelves.stories);
        add(feed::Form::Json, &home, title.clone(), &shelves.stories);
        for (index, vocabulary) in config.vocabularies.iter().enumerate() {
            for (at, term) in vocabulary.terms.iter().enumerate() {
                let id = TermId::new(index, at);
                let page = addresses::term(config, lang, id);
                add(feed::Form::Atom, &page, format!("{} | {title}", term.label.get(lang)), shelves.of_term(id));
            }
        }
    }
    let written = memo.run(&feeds, |memo, (form, feed)| {
        memo.recall(feed.address.clone(), feed.seen(press), || form.write(press, feed).into())
    });
    written.into_iter().map(|one| (one.key, Blob::Bytes(one.value))).collect()
}

fn downloads(press: &Press<'_>) -> Files {
    let config = press.config();
    let mut files = Files::new();
    for lang in config.langs() {
        for (indicator, drawn) in press.site.dataset.indicators.iter().zip(&press.edition(lang).drawn) {
            for ((_, ending), file) in FORMATS.iter().zip(&drawn.files) {
                let address = addresses::indicator_file(config, lang, &indicator.id, ending);
                files.push((address, Blob::Bytes(Arc::clone(file))));
            }
        }
    }
    files
}

/// The cards, which are painted when they are written.
#[cfg(feature = "cards")]
pub(super) fn cards(press: &Press<'_>, tree: &Tree, memo: &mut crate::cards::CardMemo) -> Checked<Files> {
    let Checked { value: drawn, notes } = crate::cards::all(press, tree, memo);
    let painted = drawn.into_iter().map(|(address, svg)| {
        let hash = hash_bytes(svg.as_bytes());
        let picture = Picture { file: SourcePath::new(address.as_str()), content: Content::Text(svg), hash };
        (address, Blob::Picture(Arc::new(picture), Shape::Painted))
    });
    Checked { value: painted.collect(), notes }
}

/// What is cut from paper.
enum Drawing<'a> {
    /// The picture of a story without a photo.
    Scene(&'a Document),
    /// A person's crest, by what it is cut from.
    Crest(String),
}

/// Pictures cut from paper: for stories without a photo, for home pages, and everyone's crest.
fn drawings(press: &Press<'_>, memo: &mut Memo<SitePath, Blob>, keep: &Keep<'_, Blob>) -> (Files, Keys) {
    if !press.theme.has_pictures() {
        return Default::default();
    }
    let (site, config) = (press.site, press.config());
    let mut scenes = BTreeMap::new();
    let mut crests = BTreeMap::new();
    for lang in config.langs() {
        for id in &site.shelves(lang).stories {
            let document = &site.entry(*id).document;
            if site.picture(*id).is_none() {
                scenes.entry(card::scene_address(document)).or_insert(document);
            }
            for one in &document.meta.authors {
                crests.insert(author::crest_address(&one.name), author::crest_seed(&one.name));
            }
        }
    }
    let labels = config.langs().flat_map(|lang| site.shelves(lang).tags.values().map(|tag| tag.label.as_str()));
    let motifs: BTreeMap<&str, Option<Motif>> = labels.map(|label| (label, paper::motif_for(label))).collect();
    let scenes = scenes.into_iter().map(|(address, document)| (address, Drawing::Scene(document)));
    let drawings: Vec<_> = scenes.chain(crests.into_iter().map(|(at, seed)| (at, Drawing::Crest(seed)))).collect();
    let drawn = memo.run(&drawings, |memo, (address, drawing)| match drawing {
        Drawing::Scene(document) => {
            let subject = card::Subject::of(press, document);
            memo.recall(address.clone(), hash_of(&(PROGRAM, &subject)), || {
                keep(address, subject.draw(&motifs).into_bytes())
            })
        }
        Drawing::Crest(seed) => {
            let hash = hash_bytes(seed.as_bytes());
            memo.recall(address.clone(), hash_of(&(PROGRAM, hash)), || {
                let tone = usize::try_from(hash % 9).unwrap_or(0);
                keep(address, paper::crest(seed, tone).into_bytes())
            })
        }
    });
    let keys = drawn.iter().map(|one| (one.key.clone(), one.hash)).collect();
    let drawn = drawn.into_iter().map(|one| (one.key, one.value));
    let heroes = config.langs().filter_map(|lang| home::Hero::of(press, lang)).flat_map(home::Hero::draw);
    let heroes: BTreeMap<_, _> = heroes.map(|(address, svg)| (address, Blob::Bytes(svg.into_bytes().into()))).collect();
    (drawn.chain(heroes).collect(), keys)
}
