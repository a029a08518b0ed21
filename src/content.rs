//! One content file → one `Document`: front matter checked, text turned into HTML with holes.
//! Nothing here knows any other file: links stay as written until the site is known.

mod author;
mod front;
mod place;
pub mod lint;
pub mod personal;
mod text;

use std::sync::Arc;

use jiff::civil::DateTime;
use serde_json::Value as Json;

pub use author::{Author, FullName};
pub use place::Place;
pub use text::{Known, KnownTexts, Text};

use crate::config::{Config, Lang, TermId};
use crate::diag::{Checked, Notes, Span};
use crate::hashed::Hashed;
use crate::source::SourcePath;

/// A text with the bytes it was written with.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Spanned {
    /// The text.
    pub text: String,
    /// Where it stands in its file.
    pub span: Span,
}

/// A consent that ends.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Consent {
    /// Its last moment; of a day, its first.
    pub until: DateTime,
    /// Where it stands in its file.
    pub span: Span,
}

impl Consent {
    /// Whether it is over at `now`. A day counts to its end.
    #[must_use]
    pub fn is_over(&self, now: DateTime) -> bool {
        if self.until.time() == jiff::civil::Time::midnight() {
            now.date() > self.until.date()
        } else {
            now > self.until
        }
    }
}

/// What the front matter says.
#[derive(Clone, Debug, Default, Hash)]
pub struct Meta {
    /// The title, in words alone.
    pub title: String,
    /// The title as written, with its ruby and the places at which it may be broken.
    pub heading: String,
    /// When it was published.
    pub date: Option<DateTime>,
    /// When it was last changed.
    pub updated: Option<DateTime>,
    /// Not shown before.
    pub publish_date: Option<DateTime>,
    /// Not shown from then on.
    pub expiry_date: Option<DateTime>,
    /// Not shown at all.
    pub draft: bool,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Terms of the vocabularies, in order.
    pub terms: Vec<TermId>,
    /// Free words.
    pub tags: Vec<String>,
    /// Who wrote it.
    pub authors: Vec<Author>,
    /// Its picture, as written.
    pub image: Option<Spanned>,
    /// What the picture shows.
    pub image_alt: Option<String>,
    /// Who took the picture, and its licence.
    pub credit: Option<String>,
    /// Where it plays.
    pub place: Option<String>,
    /// Label and text.
    pub facts: Vec<(String, String)>,
    /// A sentence to be set large.
    pub quote: Option<String>,
    /// Old addresses that lead here.
    pub aliases: Vec<Spanned>,
    /// Indicators that it is about.
    pub indicators: Vec<Spanned>,
    /// Who looks after it.
    pub owner: Option<String>,
    /// When somebody should read it again.
    pub review_by: Option<DateTime>,
    /// Where the picture is cut to fit, the point that stays in sight: percents from the left and from the top.
    pub image_focus: Option<(u8, u8)>,
    /// Until when the people in its photos have agreed to be shown.
    pub photo_consent: Option<Consent>,
    /// Whether it has a poster, where the settings shall not decide.
    pub poster: Option<bool>,
    /// Whatever a theme wants to know.
    pub extra: Json,
}

/// A content file, read.
#[derive(Clone, Debug)]
pub struct Document {
    /// Where it lies.
    pub file: SourcePath,
    /// Its language.
    pub lang: Lang,
    /// What it is, and its place in the site.
    pub place: Place,
    /// Its front matter.
    pub meta: Hashed<Meta>,
    /// Those of its authors who are shown by initials alone.
    pub full_names: Vec<FullName>,
    /// Its text.
    pub text: Text,
}

/// A file's text below its front matter, and the byte at which it starts.
#[must_use]
pub fn text_of<'a>(file: &SourcePath, text: &'a str) -> (&'a str, usize) {
    let (_, body, start) = front::split(file, text, &mut Notes::new());
    (body, start)
}

/// Reads one Markdown file below `content/`. A file with mistakes still gives a document, so that links to it hold. Of a
/// text that is `known`, nothing but the front matter is read.
#[must_use]
pub fn parse(file: &SourcePath, source: &Arc<str>, config: &Config, known: Option<Known>) -> Checked<Document> {
    let mut notes = Notes::new();
    let text: &str = source;
    let (named, lang) = place::split_language(file, config, &mut notes);
    let (matter, _, start) = front::split(file, text, &mut notes);
    let is_story = named.is_story();
    let front = front::read(author::Context { file, config, lang }, matter, is_story, &mut notes);
    let mut meta = front.meta;
    if meta.date.is_none() {
        meta.date = named.date();
        if let (None, true, Some(place)) = (meta.date, is_story, front.date_missing_at) {
            notes.push(front::date_missing(file, place));
        }
    }
    let place = named.place(file, front.slug.as_ref(), &mut notes);
    let text = Text::new(file, Arc::clone(source), start, known).note_to(&mut notes);
    let (meta, full_names) = (Hashed::new(meta), front.full_names);
    let document = Document { file: file.clone(), lang, place, meta, full_names, text };
    Checked { value: document, notes }
}
