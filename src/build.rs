//! The whole way on one screen: tree → settings, documents, figures → site → pages → output.
//! `build`, `check` and the preview all go it; what the last build made of unchanged input is taken again.

mod files;
mod pictures;

use std::ops::Range;
use std::sync::Arc;

use jiff::Timestamp;

use crate::config::{self, Config, Overrides, SitePath};
use crate::content::{self, Document, Known, KnownTexts, lint, personal};
use crate::data::{self, Dataset, Words};
use crate::date::{self, Clock};
use crate::diag::{Checked, Code, Diagnostic, Notes, Report};
use crate::hashed::{PROGRAM, Table, hash_of};
use crate::memo::{Made, Memo, One};
use crate::output::write::Entered;
use crate::output::{Begun, Blob, Counts, OrderMemory, Output, minify};
use crate::page::press::{Press, PressMemory};
use crate::page::{self, Printed, RenderMemo, Route};
use crate::par;
use crate::site::{self, Parts, Show, Site, SiteMemory};
use crate::source::{Source, SourcePath, Tree};
use crate::theme::Theme;
use crate::voices;

/// What a build is asked for, besides the files.
#[derive(Clone, Debug, Default, Hash)]
pub struct Options {
    /// What the command line says over the settings.
    pub overrides: Overrides,
    /// Which hidden documents are shown.
    pub show: Show,
    /// Whether to look for typing mistakes in the texts as well.
    pub lint: bool,
    /// Whether to make the index of the search page, if there is such a page: it takes far longer than all the rest.
    pub index: bool,
}

/// The content files as they were read.
type ParseMemo = Memo<SourcePath, Arc<Checked<Arc<Document>>>>;

/// What an earlier run found out about texts, by what they were read from, and what their links were looked up in.
#[derive(Debug, Default)]
struct KnownMemory {
    context: u64,
    texts: Table<u64, Known>,
}

impl From<&KnownTexts> for KnownMemory {
    fn from(known: &KnownTexts) -> Self {
        let texts = known.texts.iter().map(|known| (known.read_from, *known)).collect();
        Self { context: known.context, texts }
    }
}

/// What the last build made, by what it was made from. Emptying it changes nothing but the time a build takes.
#[derive(Debug, Default)]
pub struct Memory {
    parsed: ParseMemo,
    theme: One<Arc<Checked<Theme>>>,
    site: SiteMemory,
    press: PressMemory,
    routes: One<Arc<[Route]>>,
    rendered: RenderMemo<Blob>,
    files: files::FileMemory,
    order: OrderMemory,
    known: KnownMemory,
    #[cfg(feature = "search")]
    index: crate::search::IndexMemo,
    #[cfg(feature = "cards")]
    cards: crate::cards::CardMemo,
    entered: Option<Arc<Entered>>,
}

impl Memory {
    /// For a build that no other will follow in this run. It takes again what an earlier one made for the folder that was
    /// entered, and may write its pages there at once.
    #[must_use]
    pub fn of_one_build(entered: Option<Arc<Entered>>) -> Self {
        let made: Vec<_> = entered.iter().flat_map(|entered| entered.made()).collect();
        let pages = made.iter().cloned().map(|(address, key, blob)| (address, key, Printed::remembered(blob, key)));
        let rendered = RenderMemo::for_one_run(pages);
        let files = files::FileMemory::for_one_run(made.into_iter());
        let known = entered.as_ref().map(|entered| entered.texts().into()).unwrap_or_default();
        let (parsed, site) = (Memo::for_one_run([]), SiteMemory::for_one_run());
        Self { parsed, site, rendered, files, known, entered, ..Self::default() }
    }
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
    /// The moments at which the same would be made of the same files; `None` on a day on which something comes or goes.
    pub holds: Option<Range<Timestamp>>,
    /// The pages that were rendered anew, by address.
    pub rendered: Vec<SitePath>,
    /// The path below which the site stands; empty where the settings could not be read.
    pub base: String,
    /// What the pages were made from; `None` where the settings could not be read.
    pub site: Option<Site>,
}

impl Built {
    /// What a later run need not find out again about the texts of `tree`, of which this was built.
    #[must_use]
    pub fn known_texts(&self, tree: &Tree) -> KnownTexts {
        let Some(site) = &self.site else { return KnownTexts::default() };
        let noted = self.report.notes().iter().filter_map(|note| note.file.as_ref()).collect();
        site.known_texts(&noted, |file| Some(read_from(file, tree.get(file)?, &site.config)))
    }
}

/// A hash of all that a build is made of, besides the moment.
#[must_use]
pub fn made_of(tree: &Tree, options: &Options) -> u64 {
    let files: Vec<_> = tree.iter().map(|(path, source)| (path, source.hash)).collect();
    hash_of(&(PROGRAM, files, options))
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
    let (documents, found) = parse(tree, &config, &memory.known.texts, &mut memory.parsed);
    notes.extend(found);
    let now = clock.now_in(&config.zone);
    let holds = site::even_day(&documents, now).and_then(|day| date::moments(&day, &config.zone));
    let dataset = Arc::new(data::parse(tree, &config, now.date()).note_to(&mut notes));
    let voices = voices::parse(tree, &config).note_to(&mut notes);
    if options.lint {
        notes.extend(lints(tree, &config, &dataset));
        notes.extend(site::authors::unknown(&config, &documents));
    }
    let all = documents.clone();
    let parts = Parts {
        config: Arc::clone(&config),
        documents,
        dataset,
        voices,
        tree,
        now,
        show: options.show,
        known_in: memory.known.context,
    };
    let Memory { site, theme, .. } = memory;
    // Much of a site is put together in one go, which leaves a processor to the theme.
    let (site, theme) = par::both(
        || site::assemble(parts, site),
        || theme.recall(Theme::seen(tree, &config), || Arc::new(Theme::load(tree, &config))),
    );
    let site = site.note_to(&mut notes);
    notes.extend(theme.notes.iter().cloned());
    notes.extend(full_names(&site, tree, &all, options.lint));
    if options.lint {
        notes.extend(typed_figures(&site, tree));
        notes.extend(site.ending_consents(tree));
    }
    let Some(printed) = print(&site, &theme.value, (tree, options), memory).note_to(&mut notes) else {
        return failed(notes, language);
    };
    let mut output = put_together((printed.files, &printed.keys), printed.pages, &mut memory.order, &mut notes);
    let stories = config.langs().map(|lang| site.shelves(lang).stories.len()).sum();
    let counts = Counts { stories, pages: printed.counted, files: output.len() };
    let report = Report::new(notes);
    if report.errors() > 0 {
        output = Output::default();
    }
    let base = config.base_url.path().to_owned();
    Built { output, report, language, counts, holds, rendered: printed.rendered, base, site: Some(site) }
}

/// All files of a portal, and which of the pages among them were rendered anew.
struct Everything {
    files: files::Files,
    keys: files::Keys,
    /// The places of the pages, which come first among the files.
    pages: Begun,
    counted: usize,
    rendered: Vec<SitePath>,
}

/// Renders the pages and makes all that goes with them. `None` where the settings hold what no template can be given.
fn print(
    site: &Site,
    theme: &Theme,
    (tree, options): (&Tree, &Options),
    memory: &mut Memory,
) -> Checked<Option<Everything>> {
    let mut notes = Notes::new();
    let assets = files::assets(theme, site, &mut memory.files);
    let names = assets.iter().map(|asset| (asset.name.clone(), asset.address.clone())).collect();
    let Some(press) = Press::new(site, theme, &names, &mut memory.press).note_to(&mut notes) else {
        return Checked { value: None, notes };
    };
    let routes = memory.routes.recall(site.order(), || page::plan(site).into());
    let Memory { rendered, files: made, entered, order, .. } = memory;
    let entered = entered.as_deref();
    let keep = |address: &SitePath, bytes: Vec<u8>| match entered {
        Some(entered) => entered.keep(address, bytes),
        None => Blob::Bytes(bytes.into()),
    };
    let keep_page = |address: &SitePath, mut html: Vec<u8>| {
        if site.config.minify {
            html = minify::html(&String::from_utf8_lossy(&html)).into_bytes();
        }
        keep(address, html)
    };
    let ((printed, others), pages) = par::both(
        || {
            par::both(
                || rendered.run(&routes, |memo, route| page::render(&press, route, memo, &keep_page)),
                || files::all(&press, &routes, &assets, tree, (made, &keep)),
            )
        },
        || order.begin(routes.iter().map(|route| &route.address)),
    );
    let (mut files, mut keys, rendered) = gather(printed, &mut notes);
    let (others, other_keys) = others.note_to(&mut notes);
    files.extend(others);
    keys.extend(other_keys);
    #[cfg(feature = "cards")]
    files.extend(files::cards(&press, tree, &mut memory.cards).note_to(&mut notes));
    #[cfg(feature = "search")]
    if options.index && site.config.search {
        let index = crate::search::index(&press, &mut memory.index).note_to(&mut notes);
        files.extend(index.into_iter().map(|(address, bytes)| (address, Blob::Bytes(bytes))));
    }
    #[cfg(not(feature = "search"))]
    let _ = options;
    let counted = routes.len();
    Checked { value: Some(Everything { files, keys, pages, counted, rendered }), notes }
}

fn put_together(
    (files, keys): (files::Files, &files::Keys),
    pages: Begun,
    order: &mut OrderMemory,
    notes: &mut Notes,
) -> Output {
    let output = Output::of(files, keys, pages, order).note_to(notes);
    if notes.iter().any(|note| note.code == Code::SameAddress) {
        // Two who want one address have been named; that their files are the same is nothing new.
        notes.retain(|note| note.code != Code::SameOutput);
    }
    output
}

fn failed(notes: Notes, language: crate::diag::Language) -> Built {
    Built {
        output: Output::default(),
        report: Report::new(notes),
        language,
        counts: Counts::default(),
        holds: None,
        rendered: Vec::new(),
        base: String::new(),
        site: None,
    }
}

/// Reads the content files, each by itself.
fn parse(
    tree: &Tree,
    config: &Config,
    known: &Table<u64, Known>,
    memory: &mut ParseMemo,
) -> (Vec<Arc<Document>>, Notes) {
    let texts = tree.under("content/").filter(|(path, _)| path.is_markdown());
    let files: Vec<_> = texts.filter_map(|(path, source)| Some((path, source, source.text()?))).collect();
    let made = memory.run(&files, |memo, (path, source, text)| {
        memo.recall((*path).clone(), hash_of(&(source.hash, config.hash)), || {
            let known = known.get(&read_from(path, source, config)).copied();
            let parsed = content::parse(path, text, config, known);
            Arc::new(Checked { value: Arc::new(parsed.value), notes: parsed.notes })
        })
    });
    let mut notes = Notes::new();
    let documents = made.into_iter().map(|one| {
        notes.extend(one.value.notes.iter().cloned());
        Arc::clone(&one.value.value)
    });
    (documents.collect(), notes)
}

/// A hash of all that reading a content file depends on.
fn read_from(path: &SourcePath, source: &Source, config: &Config) -> u64 {
    hash_of(&(PROGRAM, path, source.hash, config.hash))
}

/// What should have newer figures. Only `check` says so: time alone must not make a build warn.
fn overdue(dataset: &Dataset) -> Notes {
    let overdue = dataset.indicators.iter().filter(|indicator| indicator.overdue);
    overdue
        .map(|indicator| {
            let note = Diagnostic::at(Code::Overdue, &indicator.file, indicator.place.0.clone());
            let due = indicator.due().unwrap_or_default();
            note.with("id", &indicator.id).with("as_of", indicator.about.as_of).with("due", due)
        })
        .collect()
}

/// Figures in texts that nobody would mend when the data changes.
fn typed_figures(site: &Site, tree: &Tree) -> Notes {
    let known: Vec<_> = site.config.langs().map(|lang| site::typed::known(&site.dataset, lang)).collect();
    let documents = site.directory.ids().map(|id| &site.entry(id).document);
    let found = documents.filter_map(|document| {
        let file = &document.file;
        let (text, start) = content::text_of(file, tree.get(file)?.text()?);
        Some(site::typed::lint(&known[document.lang.index()], (file, text, start)))
    });
    found.flatten().collect()
}

/// Full names of people who are shown by initials, in what is published; with `hidden`, in what is not yet as well.
fn full_names(site: &Site, tree: &Tree, documents: &[Arc<Document>], hidden: bool) -> Notes {
    let names = site::names::FullNames::of(&site.config, documents);
    if names.is_empty() {
        return Notes::new();
    }
    let is_shown = |document: &Document| matches!(site.directory.find(document.file.as_str()), Some(Ok(_)));
    let looked_at: Vec<_> = documents.iter().filter(|document| hidden || is_shown(document)).collect();
    let notes = par::map(&looked_at, |document| names.in_document(document, &site.config, tree)).into_iter().flatten();
    let figures = data::texts(tree, &site.config).into_iter();
    let figures = figures.flat_map(|words| names.in_text(words.file, words.text, |place| words.holds(place)));
    let said = tree.find(voices::FILE).and_then(|(file, source)| Some(names.in_text(file, source.text()?, |_| true)));
    notes.chain(figures).chain(said.into_iter().flatten()).collect()
}

/// What people mistyped or say too much of others, and what should have newer figures.
fn lints(tree: &Tree, config: &Config, dataset: &Dataset) -> Notes {
    let files = tree.under("content/").filter(|(path, _)| path.is_markdown());
    let texts = files.filter_map(|(path, source)| Some((path, source.text()?)));
    let texts = texts.flat_map(|(path, text)| [lint::lint(path, text), personal::lint(path, text, config)]);
    let said = tree.find(voices::FILE).and_then(|(path, source)| Some(personal::lint(path, source.text()?, config)));
    texts.chain(said).chain([overdue(dataset), personal_figures(tree, config, dataset)]).flatten().collect()
}

/// What says too much of a person among the figures: in their words, and in answers, which nobody should hand on.
fn personal_figures(tree: &Tree, config: &Config, dataset: &Dataset) -> Notes {
    let figures = data::texts(tree, config).into_iter().flat_map(|words| {
        let Words { file, text, places } = words;
        places.into_iter().flat_map(move |place| personal::lint_part(file, text, place, config))
    });
    let answers = dataset.answers.iter().filter_map(|file| Some((file, tree.get(file)?.text()?)));
    figures.chain(answers.flat_map(|(file, text)| personal::lint_table(file, text, config))).collect()
}

/// The pages with their addresses, what they were made from, and the addresses of those that were rendered anew.
fn gather(made: Vec<Made<SitePath, Printed<Blob>>>, notes: &mut Notes) -> (files::Files, files::Keys, Vec<SitePath>) {
    let mut rendered = Vec::new();
    let mut files = files::Files::with_capacity(made.len());
    let mut keys = files::Keys::default();
    keys.reserve(made.len());
    for one in made {
        keys.extend(page::key(&one).map(|key| (one.key.clone(), key)));
        let page = &one.value.page;
        notes.extend(page.notes.iter().cloned());
        files.push((one.key.clone(), page.value.clone()));
        if one.fresh {
            rendered.push(one.key);
        }
    }
    (files, keys, rendered)
}

/// Whether a note is about the settings, which end the program with another status than mistakes in the content.
#[must_use]
pub fn is_about_settings(note: &Diagnostic) -> bool {
    // A base URL of the command line belongs to no file.
    note.code == Code::BadBaseUrl || note.file.as_ref().is_some_and(|file| file.as_str() == "site.toml")
}
