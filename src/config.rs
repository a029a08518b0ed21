//! site.toml → `Config`: the settings of one portal, checked and complete.

pub mod address;
pub mod author;
mod cards;
mod display;
pub mod language;
mod menu;
pub mod spelling;
mod tenants;
pub mod vocabulary;

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use serde_json::Value as Json;

pub use address::{BaseUrl, SitePath};
pub use author::{Authors, Portrait, Profile};
pub use cards::Cards;
pub use display::{Display, Minus, NAMINGS, Naming, SIGNS};
pub use language::{Lang, Language, Localized};
pub use menu::{Menu, MenuItem};
pub use tenants::Tenants;
pub use vocabulary::{Mark, Next, Term, TermId, Vocabulary};

use crate::diag::suggest::nearest;
use crate::diag::{Checked, Code, Diagnostic, Notes, Severity, Span};
use crate::hashed::hash_of;
use crate::node::fields::Fields;
use crate::node::{self, Node};
use crate::source::{SourcePath, Tree};

/// What the command line says over the settings file.
#[derive(Clone, Debug, Default, Hash)]
pub struct Overrides {
    /// Another base URL.
    pub base_url: Option<String>,
    /// Whether there is a search page whatever the settings say.
    pub search: bool,
    /// Whether pages are written in fewer bytes.
    pub minify: bool,
}

/// Who publishes the portal.
#[derive(Clone, Debug, Default, Hash)]
pub struct Publisher {
    /// The body's name.
    pub name: Option<Localized<String>>,
    /// Its own site.
    pub url: Option<String>,
    /// How to reach it: a text, an address, a telephone number.
    pub contact: Option<Localized<String>>,
    /// The licence of texts and data, such as `CC BY 4.0`.
    pub licence: Option<String>,
}

/// The settings of one portal.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct Config {
    /// Where they were read.
    pub file: SourcePath,
    /// A hash of all that is below.
    pub hash: u64,
    /// The site's name.
    pub title: Localized<String>,
    /// A sentence on the site.
    pub description: Localized<String>,
    /// A few words beside the name.
    pub tagline: Localized<String>,
    /// Where the site is published.
    pub base_url: BaseUrl,
    /// The languages; the first is that of files without a language in their name.
    pub languages: Vec<Language>,
    /// The zone in which dates are judged.
    pub zone: TimeZone,
    /// The theme's name.
    pub theme: String,
    /// The data file.
    pub data: String,
    /// How indicators are written, unless they say otherwise.
    pub display: Display,
    /// Stories on a page of a list.
    pub paginate_by: usize,
    /// Who publishes.
    pub publisher: Publisher,
    /// The header's links; empty means the built-in ones.
    pub nav: Vec<MenuItem>,
    /// The footer's groups of links; empty means the built-in ones.
    pub footer: Vec<Menu>,
    /// The authors of whom more is known than their names.
    pub authors: Authors,
    /// Whether stories have posters, unless they say otherwise.
    pub posters: bool,
    /// The vocabularies in order.
    pub vocabularies: Vec<Vocabulary>,
    /// The vocabularies that are the rows and the columns of the map.
    pub map: Option<(usize, usize)>,
    /// Telephone numbers and e-mail addresses that may stand in texts: the publisher's own, and those listed.
    pub check_allow: Vec<String>,
    /// Whether there is a search page.
    pub search: bool,
    /// Whether pages are written in fewer bytes.
    pub minify: bool,
    /// The cards for whoever shares a page.
    pub cards: Cards,
    /// Whatever a theme wants to know.
    pub extra: Json,
    /// Where the values of some keys stand that other rooms look up.
    pub places: BTreeMap<&'static str, Span>,
    /// Whether mistakes left out vocabularies or terms that documents may well use.
    pub incomplete: bool,
}

impl Config {
    /// The language of messages.
    #[must_use]
    pub fn message_language(&self) -> crate::diag::Language {
        crate::diag::Language::of_tag(&self.languages[0].tag)
    }

    /// The language of the sentences that the program itself composes for pages in `lang`.
    #[must_use]
    pub fn composed_language(&self, lang: Lang) -> crate::diag::Language {
        crate::diag::Language::of_tag(&self.languages[lang.index()].tag)
    }

    /// The languages' numbers in order.
    pub fn langs(&self) -> impl Iterator<Item = Lang> + use<> {
        (0..self.languages.len()).map(Lang::nth)
    }

    /// The language with a tag.
    #[must_use]
    pub fn lang(&self, tag: &str) -> Option<Lang> {
        self.languages.iter().position(|language| language.tag == tag).map(Lang::nth)
    }

    /// Whether a story has a poster that says of itself what `own` is.
    #[must_use]
    pub fn has_poster(&self, own: Option<bool>) -> bool {
        own.unwrap_or(self.posters)
    }

    /// A term of a vocabulary.
    #[must_use]
    pub fn term(&self, id: TermId) -> &Term {
        &self.vocabularies[id.vocabulary()].terms[id.term()]
    }
}

/// Reads the settings. `None` only where there is no site.toml to read.
#[must_use]
pub fn parse(tree: &Tree, overrides: &Overrides) -> Checked<Option<Config>> {
    let mut notes = Notes::new();
    let file = SourcePath::new("site.toml");
    let Some(source) = tree.get(&file) else {
        notes.push(Diagnostic::in_file(Code::ConfigMissing, &file));
        return Checked { value: None, notes };
    };
    // A file that is no text has been named when it was scanned.
    let Some(text) = source.text() else { return Checked { value: None, notes } };
    let root = node::toml::parse(&file, text, &mut notes);
    let sound = notes.is_empty();
    let mut config = read(&file, &root, overrides, &mut notes);
    if !sound {
        // What the mistakes of syntax swallowed is not missing, and what they set free is not unknown.
        notes.retain(|note| !matches!(note.code, Code::MissingKey | Code::UnknownKey | Code::WrongType));
        config.incomplete = true;
    }
    config.hash = hash_of(&(text, overrides));
    Checked { value: Some(config), notes }
}

fn read(file: &SourcePath, root: &Node, overrides: &Overrides, notes: &mut Notes) -> Config {
    let mut fields = Fields::new(file, root.span.clone(), root, notes);
    let languages = language::read(&mut fields);
    let others = &languages[1..];
    let title = fields.required_text("title", "title = \"ひなたびより\"").unwrap_or_default();
    let base_url = address::read_base_url(&mut fields, overrides.base_url.as_deref());
    let description = fields.text("description").unwrap_or_default();
    let tagline = fields.text("tagline").unwrap_or_default();
    let zone = read_zone(&mut fields);
    let theme = fields.text("theme").unwrap_or_else(|| "default".to_owned());
    let data = fields.text("data").unwrap_or_else(|| "content/indicators.yaml".to_owned());
    let display = Display::read(&mut fields, "indicators", Display::default());
    let paginate_by = fields.count("paginate_by", 1).unwrap_or(20);
    let publisher = read_publisher(&mut fields, others);
    let check_allow = read_check(&mut fields, &publisher);
    let search = read_search(&mut fields) || overrides.search;
    let cards = Cards::read(&mut fields);
    let nav = menu::read_items(&mut fields, "nav", others);
    let footer = menu::read_menus(&mut fields, "footer", others);
    let authors = author::read_all(&mut fields, others);
    let posters = fields.flag("posters").unwrap_or(true);
    let before = fields.notes.len();
    let vocabularies = vocabulary::read_all(&mut fields, others);
    let incomplete = fields.notes[before..].iter().any(|note| note.severity() == Severity::Error);
    let places = ["theme", "data"].into_iter().filter_map(|key| Some((key, root.get(key)?.span.clone()))).collect();
    let map = vocabulary::read_map(&mut fields, &vocabularies);
    let extra = fields.take("extra").map_or(Json::Null, node::to_json);
    fields.finish();
    let localized = |text: String, pick: fn(&Language) -> Option<String>| {
        Localized::new(text, languages.iter().skip(1).map(pick).collect())
    };
    Config {
        file: file.clone(),
        hash: 0,
        title: localized(title, |language| language.title.clone()),
        description: localized(description, |language| language.description.clone()),
        tagline: localized(tagline, |language| language.tagline.clone()),
        base_url,
        zone,
        theme,
        data,
        display,
        paginate_by,
        publisher,
        nav,
        footer,
        authors,
        posters,
        vocabularies,
        map,
        check_allow,
        search,
        minify: overrides.minify,
        cards,
        extra,
        languages,
        places,
        incomplete,
    }
}

fn read_zone(fields: &mut Fields<'_, '_>) -> TimeZone {
    let Some(node) = fields.take("timezone") else { return tokyo() };
    let name = node.as_text().unwrap_or_default();
    TimeZone::get(name).unwrap_or_else(|_| {
        let known: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
        let note = Diagnostic::at(Code::UnknownTimeZone, fields.file, node.span.clone()).with("name", name);
        fields.notes.push(note.near(nearest(name, known.iter().map(String::as_str))));
        tokyo()
    })
}

// Japan has had one fixed offset and no summer time since 1951.
fn tokyo() -> TimeZone {
    TimeZone::get("Asia/Tokyo").unwrap_or_else(|_| TimeZone::fixed(jiff::tz::offset(9)))
}

fn read_check(fields: &mut Fields<'_, '_>, publisher: &Publisher) -> Vec<String> {
    let mut allowed: Vec<String> = publisher.contact.iter().flat_map(Localized::all).cloned().collect();
    if let Some((key, node)) = fields.entry("check") {
        let mut inner = fields.child(key.span.clone(), node);
        allowed.extend(inner.texts("allow").into_iter().map(|(text, _)| text));
        inner.finish();
    }
    allowed
}

fn read_search(fields: &mut Fields<'_, '_>) -> bool {
    let Some((key, node)) = fields.entry("search") else { return false };
    let mut inner = fields.child(key.span.clone(), node);
    let wanted = inner.flag("enabled").unwrap_or(false);
    inner.finish();
    if wanted && !cfg!(feature = "search") {
        fields.notes.push(Diagnostic::at(Code::NoSearch, fields.file, key.span.clone()));
    }
    wanted && cfg!(feature = "search")
}

fn read_publisher(fields: &mut Fields<'_, '_>, others: &[Language]) -> Publisher {
    let Some((key, node)) = fields.entry("publisher") else { return Publisher::default() };
    let mut inner = fields.child(key.span.clone(), node);
    let publisher = Publisher {
        name: language::read_text(&mut inner, "name", others),
        url: inner.text("url"),
        contact: language::read_text(&mut inner, "contact", others),
        licence: inner.text("licence"),
    };
    language::allow_translations(&mut inner, others, &["name", "contact"]);
    inner.finish();
    publisher
}
