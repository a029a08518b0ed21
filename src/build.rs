//! The whole way on one screen: tree → settings, documents, figures → site → pages → output.
//! `build`, `check` and the preview all go it; what the last build made of unchanged input is taken again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::{self, Config, Overrides, SitePath};
use crate::content::{self, Document, lint};
use crate::date::Clock;
use crate::diag::{Checked, Diagnostic, Notes, Report};
use crate::hashed::{hash_bytes, hash_of};
use crate::memo::Memo;
use crate::output::{Blob, Output};
use crate::page::press::{ChartMemo, Press};
use crate::page::{self, Page, RenderMemo, card, indicator};
use crate::site::{self, Parts, ResolveMemo, Show, Site, addresses};
use crate::source::{Content, SourcePath, Tree};
use crate::theme::Theme;
use crate::{chart, data, feed, paper, sitemap};

/// What a build is asked for, besides the files.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the command line says over the settings.
    pub overrides: Overrides,
    /// Which hidden documents are shown.
    pub show: Show,
    /// Whether to look for typing mistakes in the texts as well.
    pub lint: bool,
}

/// What the last build made, by what it was made from. Emptying it changes nothing but the time a build takes.
#[derive(Debug, Default)]
pub struct Memory {
    parsed: Memo<SourcePath, Arc<Checked<Arc<Document>>>>,
    resolved: ResolveMemo,
    charts: ChartMemo,
    rendered: RenderMemo,
}

/// What a build made.
#[derive(Debug)]
pub struct Built {
    /// The portal; empty where errors were found.
    pub output: Output,
    /// All that was found.
    pub report: Report,
    /// The language of messages.
    pub language: crate::diag::Language,
    /// What was counted.
    pub counts: Counts,
    /// The pages that were rendered anew, by address.
    pub rendered: Vec<SitePath>,
}

/// How much there was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Stories in all languages.
    pub stories: usize,
    /// Pages of all kinds.
    pub pages: usize,
    /// Files.
    pub files: usize,
}

/// Builds a portal in memory.
#[must_use]
pub fn build(tree: &Tree, scanned: Notes, clock: &Clock, options: &Options, memory: &mut Memory) -> Built {
    let mut notes = scanned;
    let Some(config) = config::parse(tree, &options.overrides).note_to(&mut notes) else {
        return failed(notes, crate::diag::Language::Ja);
    };
    let language = config.message_language();
    let config = Arc::new(config);
    let documents = parse(tree, &config, memory, &mut notes);
    if options.lint {
        notes.extend(lints(tree));
    }
    let dataset = Arc::new(data::parse(tree, &config).note_to(&mut notes));
    let theme = Theme::load(tree, &config).note_to(&mut notes);
    let now = clock.now_in(&config.zone);
    let parts = Parts { config: Arc::clone(&config), documents, dataset, tree, now, show: options.show };
    let site = site::assemble(parts, &mut memory.resolved).note_to(&mut notes);
    let assets = assets(&theme, &config);
    let names = assets.iter().map(|asset| (asset.name.clone(), asset.address.clone())).collect();
    let Some(press) = Press::new(&site, &theme, &names, &mut memory.charts).note_to(&mut notes) else {
        return failed(notes, language);
    };
    let mut output = Output::default();
    let pages = page::plan(&site);
    let rendered = render(&press, &pages, memory, &mut output, &mut notes);
    let files = files(&press, &pages, assets, tree);
    for (address, blob) in files {
        notes.extend(output.insert(&address, blob).err());
    }
    let stories = config.langs().map(|lang| site.shelves(lang).stories.len()).sum();
    let counts = Counts { stories, pages: pages.len(), files: output.len() };
    let report = Report::new(notes);
    if report.errors() > 0 {
        output = Output::default();
    }
    Built { output, report, language, counts, rendered }
}

fn failed(notes: Notes, language: crate::diag::Language) -> Built {
    let (output, counts) = (Output::default(), Counts::default());
    Built { output, report: Report::new(notes), language, counts, rendered: Vec::new() }
}

/// Reads the content files, each by itself.
fn parse(tree: &Tree, config: &Config, memory: &mut Memory, notes: &mut Notes) -> Vec<Arc<Document>> {
    let files: Vec<_> = tree.under("content/").filter(|(path, _)| path.ending() == "md").collect();
    let made = memory.parsed.run(&files, |memo, (path, source)| {
        memo.recall((*path).clone(), hash_of(&(source.hash, config.hash)), || {
            let parsed = content::parse(path, source.text().unwrap_or_default(), config);
            Arc::new(Checked { value: Arc::new(parsed.value), notes: parsed.notes })
        })
    });
    made.into_iter().map(|one| {
        notes.extend(one.value.notes.iter().cloned());
        Arc::clone(&one.value.value)
    }).collect()
}

fn lints(tree: &Tree) -> Notes {
    let texts = tree.under("content/").filter(|(path, _)| path.ending() == "md");
    texts.filter_map(|(path, source)| Some(lint::lint(path, source.text()?))).flatten().collect()
}

/// Renders the pages that changed and puts all of them into the output; says which were rendered.
fn render(press: &Press<'_>, pages: &[Page], memory: &mut Memory, output: &mut Output, notes: &mut Notes) -> Vec<SitePath> {
    let made = memory.rendered.run(pages, |memo, page| page::render(press, page, memo));
    let mut rendered = Vec::new();
    for one in made {
        notes.extend(one.value.notes.iter().cloned());
        notes.extend(output.insert(&one.key, Blob::Bytes(Arc::clone(&one.value.value))).err());
        if one.fresh {
            rendered.push(one.key);
        }
    }
    rendered
}

/// A file of the theme with its published name.
struct PublishedAsset {
    name: String,
    address: SitePath,
    blob: Blob,
}

/// The theme's files, each with a part of its hash in its name, so that browsers may keep it for ever.
fn assets(theme: &Theme, config: &Config) -> Vec<PublishedAsset> {
    let published = theme.assets().iter().map(|asset| {
        let styles = (asset.name == "theme.css").then(|| theme.stylesheet(config, &styles())).flatten();
        let (blob, hash) = match (styles, &asset.content) {
            (Some(styles), _) => in_memory(styles.as_bytes()),
            (None, Content::Text(text)) => in_memory(text.as_bytes()),
            (None, Content::Bytes(bytes)) => in_memory(bytes),
            (None, Content::File { path, length, .. }) => {
                let hash = hash_of(length);
                (Blob::File { path: path.clone(), length: *length, hash }, hash)
            }
        };
        let hash = format!("{hash:016x}");
        let (stem, ending) = asset.name.rsplit_once('.').unwrap_or((&asset.name, ""));
        let address = SitePath::home().join(&format!("assets/{stem}.{}.{ending}", &hash[..10]));
        PublishedAsset { name: asset.name.clone(), address, blob }
    });
    published.collect()
}

fn styles() -> String {
    format!("{}{}", chart::CSS, paper::dye_css())
}

fn in_memory(bytes: &[u8]) -> (Blob, u64) {
    (Blob::Bytes(bytes.into()), hash_bytes(bytes))
}

type Files = Vec<(SitePath, Blob)>;

/// Everything that is not a page.
fn files(press: &Press<'_>, pages: &[Page], assets: Vec<PublishedAsset>, tree: &Tree) -> Files {
    let mut files: Files = assets.into_iter().map(|asset| (asset.address, asset.blob)).collect();
    files.extend(feeds(press));
    files.extend(downloads(press));
    files.extend(drawings(press));
    let texts = sitemap::sitemap(press, pages).into_iter();
    let robots = (SitePath::home().join("robots.txt"), sitemap::robots(press));
    // A site's own robots.txt and the like take the place of ours.
    let own: BTreeSet<SitePath> = statics(tree).map(|(address, _)| address).collect();
    let made = texts.chain([robots]).map(|(address, bytes)| (address, Blob::Bytes(bytes.into())));
    files.extend(made.filter(|(address, _)| !own.contains(address)));
    files.extend(statics(tree));
    files.extend(photos(press.site, tree));
    files
}

fn feeds(press: &Press<'_>) -> Files {
    let (site, config) = (press.site, press.config());
    let mut files = Files::new();
    for lang in config.langs() {
        let shelves = site.shelves(lang);
        let home = addresses::home(config, lang);
        let of = |page: &SitePath, name: &str, title: &str, stories: &[_], json: bool| {
            let feed = feed::Feed { title, page: page.clone(), address: page.join(name), stories, lang };
            let bytes = if json { feed::json(press, &feed) } else { feed::atom(press, &feed) };
            (feed.address, Blob::Bytes(bytes.into()))
        };
        let title = config.title.get(lang);
        files.push(of(&home, "feed.xml", title, &shelves.stories, false));
        files.push(of(&home, "feed.json", title, &shelves.stories, true));
        for (index, vocabulary) in config.vocabularies.iter().enumerate() {
            for (at, term) in vocabulary.terms.iter().enumerate() {
                let id = config::TermId::new(index, at);
                let page = addresses::term(config, lang, id);
                let title = format!("{} | {title}", term.label.get(lang));
                files.push(of(&page, "feed.xml", &title, shelves.of_term(id), false));
            }
        }
    }
    files
}

fn downloads(press: &Press<'_>) -> Files {
    let config = press.config();
    let mut files = Files::new();
    for lang in config.langs() {
        for (index, indicator) in press.site.dataset.indicators.iter().enumerate() {
            for ending in ["csv", "json", "svg"] {
                let address = addresses::indicator_file(config, lang, &indicator.id, ending);
                let text = indicator::file(press, lang, index, ending);
                files.push((address, Blob::Bytes(text.into_bytes().into())));
            }
        }
    }
    files
}

/// Pictures cut from paper for stories without a photo, and everyone's crest.
fn drawings(press: &Press<'_>) -> Files {
    let (site, config) = (press.site, press.config());
    let mut scenes = BTreeMap::new();
    let mut crests = BTreeMap::new();
    for lang in config.langs() {
        for id in &site.shelves(lang).stories {
            let document = &site.entry(*id).document;
            if site.picture(*id).is_none() {
                scenes.entry(card::scene_address(document)).or_insert(document);
            }
            for author in &document.meta.authors {
                crests.insert(card::crest_address(&author.name), card::crest_seed(&author.name));
            }
        }
    }
    let scenes: Vec<_> = scenes.into_iter().collect();
    let drawn = crate::par::map(&scenes, |(_, document)| card::scene(press, document));
    let scenes = scenes.into_iter().zip(drawn).map(|((address, _), svg)| (address, Blob::Bytes(svg.into_bytes().into())));
    let crests = crests.into_iter().map(|(address, seed)| {
        let tone = hash_bytes(seed.as_bytes()) % 9;
        let svg = paper::crest(&seed, usize::try_from(tone).unwrap_or(0));
        (address, Blob::Bytes(svg.into_bytes().into()))
    });
    scenes.chain(crests).collect()
}

/// The site's own files, at their own paths.
fn statics(tree: &Tree) -> impl Iterator<Item = (SitePath, Blob)> + '_ {
    tree.under("static/").filter_map(|(path, source)| {
        let address = SitePath::parse(path.as_str().trim_start_matches("static/"))?;
        Some((address, blob(&source.content, source.hash)))
    })
}

fn photos(site: &Site, tree: &Tree) -> Files {
    let photos: BTreeMap<_, _> = site.photos().into_iter().map(|photo| (photo.address.clone(), photo)).collect();
    // A photo from the static folder is published with that.
    let beside = photos.into_values().filter(|photo| !photo.file.as_str().starts_with("static/"));
    beside.filter_map(|photo| {
        let source = tree.get(&photo.file)?;
        Some((photo.address.clone(), blob(&source.content, source.hash)))
    }).collect()
}

fn blob(content: &Content, hash: u64) -> Blob {
    match content {
        Content::Text(text) => Blob::Bytes(text.as_bytes().into()),
        Content::Bytes(bytes) => Blob::Bytes(Arc::clone(bytes)),
        Content::File { path, length, .. } => Blob::File { path: path.clone(), length: *length, hash },
    }
}

/// Whether a note is about the settings, which end the program with another status than mistakes in the content.
#[must_use]
pub fn is_about_settings(note: &Diagnostic) -> bool {
    note.file.as_ref().is_some_and(|file| file.as_str() == "site.toml")
}
