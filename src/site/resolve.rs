//! `Body<RawLink>` → `Body<Target>`: every link, picture, chart and figure is looked up; what leads nowhere is noted.

mod locate;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use self::locate::Located;
pub(super) use self::locate::decoded;
use super::ResolvedBody;
use super::directory::Directory;
use super::photo::{self, NoPhoto, Photo};
use crate::config::{Config, Lang, SitePath};
use crate::content::{Document, Spanned};
use crate::data::{Dataset, Withheld};
use crate::diag::suggest::{likest, nearest};
use crate::diag::{Checked, Code, Diagnostic, Notes, Span};
use crate::hashed::Hashed;
use crate::markdown::{Body, Hole, RawLink};
use crate::source::{SourcePath, Tree};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Url {
    /// A page or a file of the portal, perhaps a heading on it.
    Inside(SitePath, Option<String>),
    /// A photo.
    Photo(Photo),
    /// A heading on the same page.
    Anchor(String),
    /// Another site.
    Web(String),
    /// Nowhere: what it led to is hidden, or there is no such thing.
    Nowhere,
}

/// What stands in a hole, found.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Target {
    /// Where a link leads.
    Href(Url),
    /// A picture.
    Image {
        /// The picture.
        photo: Photo,
        /// The alternative text.
        alt: String,
        /// Under the picture.
        caption: Option<String>,
        /// Whether it is a figure of its own.
        alone: bool,
    },
    /// An indicator's chart.
    Chart {
        /// The indicator's id.
        id: String,
        /// The alternative text.
        alt: String,
        /// Over the chart.
        caption: Option<String>,
    },
    /// An indicator's figure.
    Value {
        /// The indicator's id.
        id: String,
        /// The figure as it is shown.
        text: String,
        /// The figure for machines.
        number: String,
    },
    /// A word in the page's language.
    Word(&'static str),
    /// What could not be found, which has been noted.
    Nothing,
}

impl Target {
    /// The indicator that it shows.
    #[must_use]
    pub fn indicator(&self) -> Option<&str> {
        match self {
            Self::Chart { id, .. } | Self::Value { id, .. } => Some(id),
            _ => None,
        }
    }
}

impl Body<Target> {
    /// Whether a chart stands in the text.
    #[must_use]
    pub fn shows_charts(&self) -> bool {
        self.holes.iter().any(|hole| matches!(hole.link, Target::Chart { .. }))
    }
}

/// What a link can be looked up in.
#[derive(Clone, Copy, Debug)]
pub struct Resolver<'a> {
    /// The settings.
    pub config: &'a Config,
    /// Who lives where.
    pub directory: &'a Directory,
    /// The indicators.
    pub dataset: &'a Dataset,
    /// All input files.
    pub tree: &'a Tree,
    /// Photos that may no longer be shown.
    pub withdrawn: &'a BTreeSet<SourcePath>,
}

impl Resolver<'_> {
    /// A document's text, resolved.
    #[must_use]
    pub fn body(&self, document: &Document) -> Checked<ResolvedBody> {
        let mut notes = Notes::new();
        let raw = document.text.body();
        let holes =
            raw.holes.iter().map(|hole| Hole { at: hole.at, link: self.target(document, &hole.link, &mut notes) });
        let holes = holes.collect();
        let body = Body {
            holes,
            html: Arc::clone(&raw.html),
            headings: Arc::clone(&raw.headings),
            lead: Arc::clone(&raw.lead),
            letters: raw.letters,
        };
        if let Some(image) = &document.meta.image {
            // The picture itself is found again where the card is made; here its mistakes are told.
            self.photo(document, &image.text, &image.span, &mut notes);
        }
        for indicator in &document.meta.indicators {
            self.known_indicator(&document.file, &indicator.text, &indicator.span, &mut notes);
        }
        Checked { value: Arc::new(Hashed::new(body)), notes }
    }

    fn target(&self, document: &Document, link: &RawLink, notes: &mut Notes) -> Target {
        match link {
            RawLink::Href { to, span } => Target::Href(self.href(document, to, span, notes)),
            RawLink::Image { to, alt, caption, alone, span } => match self.photo(document, to, span, notes) {
                Some(photo) => Target::Image { photo, alt: alt.clone(), caption: caption.clone(), alone: *alone },
                None => Target::Nothing,
            },
            RawLink::Chart { id, alt, caption, span } => {
                if self.known_indicator(&document.file, id, span, notes) {
                    Target::Chart { id: id.clone(), alt: alt.clone(), caption: caption.clone() }
                } else {
                    Target::Nothing
                }
            }
            RawLink::Value { path, typed, span } => self.value(document, path, typed, span, notes),
            RawLink::Word(key) => Target::Word(key),
        }
    }

    fn href(&self, document: &Document, to: &str, span: &Span, notes: &mut Notes) -> Url {
        let file = &document.file;
        let at = |code| Diagnostic::at(code, file, span.clone()).with("to", to);
        match self.locate(to, file.folder(), document.lang, Some(document)) {
            Located::Page(id, fragment) => {
                let entry = self.directory.entry(id);
                if let Some(fragment) = &fragment {
                    let ids = || entry.document.text.body().headings.iter().map(|heading| heading.id.as_str());
                    if !ids().any(|id| id == fragment) {
                        notes.push(at(Code::BrokenAnchor).with("anchor", fragment).near(near_heading(fragment, ids())));
                    }
                }
                Url::Inside(entry.address.clone(), fragment)
            }
            Located::Anchor(fragment) => {
                let ids = || document.text.body().headings.iter().map(|heading| heading.id.as_str());
                if !ids().any(|id| id == fragment) {
                    notes.push(at(Code::BrokenAnchor).with("anchor", &fragment).near(near_heading(&fragment, ids())));
                }
                Url::Anchor(fragment)
            }
            Located::Address(address, _)
                if self.withdrawn.contains(format!("static/{}", address.as_str()).as_str()) =>
            {
                Url::Nowhere
            }
            Located::Photo(photo) if self.withdrawn.contains(&photo.file) => Url::Nowhere,
            Located::Address(address, fragment) => Url::Inside(address, fragment),
            Located::Photo(photo) => Url::Photo(photo),
            Located::Hidden(badge) => {
                notes.push(at(Code::LinkToHidden).with("reason", badge.word()));
                Url::Nowhere
            }
            Located::NotPublished => {
                notes.push(at(Code::NotPublished));
                Url::Nowhere
            }
            Located::Unread => Url::Nowhere,
            Located::Missing => {
                let near = self.near(to, file.folder());
                notes.push(at(Code::BrokenLink).near(near.as_deref()));
                Url::Nowhere
            }
        }
    }

    fn photo(&self, document: &Document, to: &str, span: &Span, notes: &mut Notes) -> Option<Photo> {
        let path = decoded(to);
        match photo::find(self.tree, self.directory, document, &path) {
            Ok(photo) => Some(photo).filter(|photo| !self.withdrawn.contains(&photo.file)),
            Err(reason) => {
                let at = |code| Diagnostic::at(code, &document.file, span.clone());
                let note = match reason {
                    NoPhoto::Missing => at(Code::MissingImage).with("to", to),
                    NoPhoto::Faulty(fault) => fault.note(to, at),
                };
                let beside = self.tree.under(document.file.folder()).map(|(path, _)| path);
                let names = beside.filter(|path| path.folder() == document.file.folder()).map(SourcePath::file_name);
                let near = nearest(&path, names.filter(|name| photo::is_picture(name) && *name != path));
                notes.push(note.near(near));
                None
            }
        }
    }

    fn known_indicator(&self, file: &SourcePath, id: &str, span: &Span, notes: &mut Notes) -> bool {
        let known = self.dataset.get(id).is_some();
        // An indicator with mistakes has been noted in its own file.
        if !known && !self.dataset.faulty.contains(id) && !self.dataset.unread {
            let ids = || self.dataset.indicators.iter().map(|indicator| indicator.id.as_str());
            let note = Diagnostic::at(Code::UnknownIndicator, file, span.clone()).with("id", id);
            notes.push(note.with_list("known", ids()).near(nearest(id, ids())));
        }
        known
    }

    fn value(&self, document: &Document, path: &str, typed: &str, span: &Span, notes: &mut Notes) -> Target {
        let (id, rest) = path.split_once('.').unwrap_or((path, ""));
        if !self.known_indicator(&document.file, id, span, notes) {
            return Target::Nothing;
        }
        let at = |code| Diagnostic::at(code, &document.file, span.clone()).with("path", path);
        let indicator = self.dataset.get(id);
        let faulty = self.dataset.faulty.contains(id);
        let Some(shown) = indicator.and_then(|indicator| indicator.value(rest, document.lang)) else {
            // What an indicator with mistakes lacks is no second mistake.
            if faulty {
                return Target::Nothing;
            }
            if let Some(withheld) = indicator.and_then(|indicator| indicator.withheld(rest)) {
                let (Withheld::Few(least) | Withheld::Telling(least)) = withheld;
                let reason = if matches!(withheld, Withheld::Few(_)) { "few" } else { "telling" };
                notes.push(at(Code::FigureWithheld).with("reason", reason).with("least", least));
                return Target::Nothing;
            }
            let paths = indicator.map(|indicator| indicator.paths(document.lang)).unwrap_or_default();
            let near = nearest(rest, paths.iter().map(String::as_str)).map(|near| format!("{id}.{near}"));
            let some = likest(rest, &paths, 12).into_iter().map(|path| format!("{id}.{path}"));
            notes.push(at(Code::UnknownValue).with_list("known", some).near(near.as_deref()));
            return Target::Nothing;
        };
        let typed = typed.trim();
        let language = self.config.composed_language(document.lang);
        let minus =
            indicator.filter(|_| language == crate::diag::Language::Ja).map(|indicator| indicator.display.minus);
        let text = minus.unwrap_or_default().write(shown.text(language).to_owned());
        if !typed.is_empty() && !shown.agrees(typed) && !faulty {
            notes.push(at(Code::ValueDisagrees).with("typed", typed).with("value", &text));
        }
        let text = if typed.is_empty() { text } else { typed.to_owned() };
        Target::Value { id: id.to_owned(), text, number: shown.machine() }
    }

    /// The links of the settings: header, footer, calls to action.
    fn setting_links(&self) -> impl Iterator<Item = (&str, &Span)> {
        let config = self.config;
        let items = config.nav.iter().chain(config.footer.iter().flat_map(|menu| &menu.items));
        let menu = items.map(|item| (item.link.as_str(), &item.span));
        let terms = config.vocabularies.iter().flat_map(|vocabulary| &vocabulary.terms);
        menu.chain(terms.filter_map(|term| term.next.as_ref()).map(|next| (next.link.as_str(), &next.span)))
    }

    /// Notes the links of the settings that lead nowhere.
    pub fn settings(&self, notes: &mut Notes) {
        for (link, span) in self.setting_links() {
            if self.setting(link, Lang::FIRST) != Url::Nowhere {
                continue;
            }
            let at = |code| Diagnostic::at(code, &self.config.file, span.clone()).with("to", link);
            match self.locate(link, "content", Lang::FIRST, None) {
                Located::Hidden(badge) => notes.push(at(Code::LinkToHidden).with("reason", badge.word())),
                Located::Unread => {}
                _ => notes.push(at(Code::BrokenLink).near(self.near(link, "content").as_deref())),
            }
        }
    }

    /// Where each link of the settings leads in a language.
    #[must_use]
    pub fn settings_in(&self, lang: Lang) -> BTreeMap<String, Url> {
        self.setting_links().map(|(link, _)| (link.to_owned(), self.setting(link, lang))).collect()
    }

    fn setting(&self, link: &str, lang: Lang) -> Url {
        if link.starts_with("https://")
            || link.starts_with("http://")
            || link.starts_with("mailto:")
            || link.starts_with("tel:")
        {
            return Url::Web(link.to_owned());
        }
        match self.locate(link, "content", lang, None) {
            Located::Page(id, fragment) => Url::Inside(self.directory.entry(id).address.clone(), fragment),
            Located::Address(address, fragment) => Url::Inside(address, fragment),
            Located::Anchor(_)
            | Located::Photo(_)
            | Located::Hidden(_)
            | Located::NotPublished
            | Located::Missing
            | Located::Unread => Url::Nowhere,
        }
    }

    /// A document's picture, if it names one that is there.
    #[must_use]
    pub fn picture(&self, document: &Document) -> Option<Photo> {
        let Spanned { text, .. } = document.meta.image.as_ref()?;
        let photo = photo::find(self.tree, self.directory, document, &decoded(text)).ok();
        photo.filter(|photo| !self.withdrawn.contains(&photo.file))
    }
}

/// The heading meant by an anchor: a slip away, or one that starts with it.
fn near_heading<'i>(anchor: &str, mut ids: impl Iterator<Item = &'i str> + Clone) -> Option<&'i str> {
    let start = crate::text::heading_id(anchor);
    nearest(anchor, ids.clone()).or_else(|| ids.find(|id| !start.is_empty() && id.starts_with(&start)))
}
