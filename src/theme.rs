//! Templates, words and files of a theme; view → HTML. The only user of tera.
//! Nothing a template can call reads a file, the network, the environment or the clock.

mod about;
mod filters;
pub mod guide;
mod layers;
mod mistakes;
mod reach;
mod ready;
mod squeeze;
mod tones;
mod words;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::config::{Config, Lang};
use crate::diag::{Checked, Code, Diagnostic, Notes};
use crate::hashed::{PROGRAM, hash_of};
use crate::source::{Content, SourcePath, Tree};
use layers::Templates;
pub use ready::{Ready, Snippet};
use words::Words;

/// What a template sees of a page, and all it sees: the struct that is shown is the struct that is hashed.
pub trait View: Serialize + Hash {
    /// The template that shows it.
    const TEMPLATE: &'static str;
}

/// A theme: its templates, parsed, its words and its files.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    files: BTreeMap<String, SourcePath>,
    words: Words,
    assets: Vec<Asset>,
    about: about::About,
    shows_tiles: bool,
    hash: u64,
    reach: BTreeMap<String, u64>,
    seen: u64,
}

/// A file that the theme publishes.
#[derive(Clone, Debug, PartialEq)]
pub struct Asset {
    /// Its plain name, as templates ask for it: `theme.css`.
    pub name: String,
    /// Where it came from, if not from the program itself.
    pub file: Option<SourcePath>,
    /// What it holds.
    pub content: Content,
}

/// What all pages of a language have in common, made once: templates see it as `site` and `words`.
#[derive(Clone, Debug)]
pub struct Frame {
    site: Value,
    words: Value,
    hash: u64,
}

impl Frame {
    /// A hash of all that the frame holds; it belongs to the key under which a rendered page is kept.
    #[must_use]
    pub fn hash(&self) -> u64 {
        self.hash
    }
}

impl Theme {
    /// A hash of all that a theme is loaded from.
    #[must_use]
    pub fn seen(tree: &Tree, config: &Config) -> u64 {
        let files = ["themes/", "templates/", "static/"].into_iter().flat_map(|folder| tree.under(folder));
        hash_of(&(config.hash, files.map(|(path, source)| (path, source.hash)).collect::<Vec<_>>()))
    }

    /// The theme that the settings name: its own files and the site's over those of the default theme.
    #[must_use]
    pub fn load(tree: &Tree, config: &Config) -> Checked<Theme> {
        let mut notes = Notes::new();
        layers::check_name(tree, config, &mut notes);
        let templates = layers::templates(tree, &config.theme, &mut notes);
        let words = Words::load(tree, config, &mut notes);
        let assets = layers::assets(tree, &config.theme);
        let about = about::load(tree, &config.theme, &mut notes);
        let hash = hash_of(&(PROGRAM, words.hash(), about));
        let reach = reach::hashes(&templates);
        let shows_tiles = templates.uppermost("list.html").is_some_and(|text| text.contains(".tile"));
        let (tera, files) = parse(templates, &mut notes);
        Checked {
            value: Theme {
                tera,
                files,
                words,
                assets,
                about,
                shows_tiles,
                hash,
                reach,
                seen: Self::seen(tree, config),
            },
            notes,
        }
    }

    /// Prepares what all pages of a language share.
    ///
    /// # Errors
    /// Numbers that no template value can hold in `[extra]`.
    pub fn frame<C: Serialize + Hash>(&self, lang: Lang, chrome: &C) -> Result<Frame, Diagnostic> {
        let site = value_of(chrome)?;
        let hash = hash_of(&(chrome, self.words.hash_of(lang), self.hash));
        Ok(Frame { site, words: self.words.value(lang), hash })
    }

    /// Writes a page.
    ///
    /// # Errors
    /// A mistake in a template that shows only when it meets this page, with its place.
    pub fn render<V: View>(&self, frame: &Frame, view: &V) -> Result<Vec<u8>, Diagnostic> {
        /// Most pages are smaller.
        const USUAL: usize = 16 << 10;
        let mut context = Context::new();
        context.insert_value("page", value_of(view)?);
        context.insert_value("site", frame.site.clone());
        context.insert_value("words", frame.words.clone());
        let mut html = Vec::with_capacity(USUAL);
        self.tera
            .render_to(V::TEMPLATE, &context, &mut html)
            .map(|()| html)
            .map_err(|error| mistakes::while_rendering(&error, V::TEMPLATE, &self.files, &frame.words))
    }

    /// Writes a part that several pages show.
    ///
    /// # Errors
    /// As `render`.
    pub fn snippet<V: View>(&self, frame: &Frame, view: &V) -> Result<Snippet, Diagnostic> {
        self.render(frame, view).map(|html| Snippet::new(&html))
    }

    /// Whether lists show stories as the HTML of `partials/card.html`. Themes with lists of their own may do without.
    #[must_use]
    pub fn shows_tiles(&self) -> bool {
        self.shows_tiles
    }

    /// A word of the theme in a language; for a word that has plural forms, that for many.
    #[must_use]
    pub fn word(&self, lang: Lang, key: &str) -> Option<&str> {
        self.words.get(lang, key)
    }

    /// Whether stories without a photo get a picture cut from paper, and people a crest.
    #[must_use]
    pub fn has_pictures(&self) -> bool {
        self.about.pictures
    }

    /// A hash of the words, of what the theme says of itself, and of the program.
    #[must_use]
    pub fn hash(&self) -> u64 {
        self.hash
    }

    /// A hash of all that the theme was loaded from.
    #[must_use]
    pub fn loaded_from(&self) -> u64 {
        self.seen
    }

    /// A hash of the template of a view, and of all others that it can show.
    #[must_use]
    pub fn reach<V: View>(&self) -> u64 {
        self.reach.get(V::TEMPLATE).copied().unwrap_or_default()
    }

    /// The theme's files in the order of their names, each of the topmost layer that has it.
    #[must_use]
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// A stylesheet as published: without needless spaces; `theme.css` with the colours that terms have of their own and
    /// the `points` of pictures, `chart.css` with the rules of the `charts`. `None` for any other file.
    #[must_use]
    pub fn stylesheet(&self, asset: &Asset, config: &Config, points: &str, charts: &str) -> Option<String> {
        let own = text_of(&asset.content).filter(|_| asset.name.ends_with(".css"))?;
        let mut sheet = squeeze::squeeze(&own);
        match asset.name.as_str() {
            "theme.css" => sheet.push_str(&squeeze::squeeze(&(tones::css(config) + points))),
            "chart.css" => sheet.push_str(&squeeze::squeeze(charts)),
            _ => {}
        }
        Some(sheet)
    }
}

fn value_of<T: Serialize + ?Sized>(value: &T) -> Result<Value, Diagnostic> {
    Value::try_from_serializable(value)
        .map_err(|error| Diagnostic::new(Code::TemplateError).with("template", "?").with("reason", error.to_string()))
}

/// Parses the templates. One that cannot be used is noted and left out, so that the others are looked at as well.
fn parse(mut templates: Templates, notes: &mut Notes) -> (Tera, BTreeMap<String, SourcePath>) {
    let files = templates.files();
    loop {
        let mut tera = empty_tera();
        let error = match tera.add_raw_templates(templates.iter()) {
            Ok(()) => return (tera, files),
            Err(error) => error,
        };
        let faulty = mistakes::while_loading(&error, &templates, &files, notes);
        // Without a name to leave out there is nothing more to learn from trying again.
        if faulty.is_empty() || !templates.remove(&faulty) {
            return (empty_tera(), files);
        }
    }
}

fn empty_tera() -> Tera {
    let mut tera = Tera::new();
    // The empty ending: every name ends with it, so nothing is ever written without escaping.
    tera.autoescape_on([""]);
    filters::register(&mut tera);
    // A site's template may extend the one that it replaces: `{% extends "@default/story.html" %}`.
    let prefixes = tera.set_fallback_prefixes([layers::THEME_PREFIX, layers::DEFAULT_PREFIX]);
    debug_assert!(prefixes.is_ok(), "prefixes are set before there are templates");
    tera
}

/// The text of a file of the tree, if it is one.
fn text_of(content: &Content) -> Option<Arc<str>> {
    match content {
        Content::Text(text) => Some(Arc::clone(text)),
        Content::Bytes(bytes) => std::str::from_utf8(bytes).ok().map(Arc::from),
        Content::File { .. } => None,
    }
}
