//! Markdown text → `Body<RawLink>`: HTML with typed holes for all that needs the rest of the site. The only user of pulldown-cmark.
//!
//! The Japanese profile is the default: bold next to 「」, no space where two Japanese lines meet, Unicode heading ids,
//! ruby; no formulas, no curly quotes. Every tag is written here, from events: raw HTML has no way through.

mod cjk;
mod footnote;
mod link;
pub mod prose;
pub mod ruby;
mod writer;

use std::sync::Arc;

use crate::diag::{Checked, Span};
use crate::source::SourcePath;
use crate::text::Letters;

/// A text as HTML with holes of type `L`. What no filling of holes changes is shared by all that are made of one text.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Body<L> {
    /// The HTML between the holes.
    pub html: Arc<str>,
    /// The holes in order.
    pub holes: Vec<Hole<L>>,
    /// The headings in order.
    pub headings: Arc<[Heading]>,
    /// Where its words begin, for descriptions. Ruby gives its base.
    pub lead: Arc<str>,
    /// How many letters its words have.
    pub letters: Letters,
}

/// The words of a text alone, for search.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// The words. Ruby gives its base.
    pub plain: String,
    /// What has ruby, with its reading, each pair once.
    pub readings: Vec<Reading>,
}

impl<L> Default for Body<L> {
    fn default() -> Self {
        let (html, headings, lead) = (Arc::default(), Arc::default(), Arc::default());
        Self { html, holes: Vec::new(), headings, lead, letters: Letters::default() }
    }
}

impl<L> Body<L> {
    /// The HTML with each hole filled by `fill`.
    pub fn render(&self, mut fill: impl FnMut(&L, &mut String)) -> String {
        let mut out = String::with_capacity(self.html.len() + self.holes.len() * 64);
        let mut from = 0;
        for hole in &self.holes {
            out.push_str(&self.html[from..hole.at]);
            fill(&hole.link, &mut out);
            from = hole.at;
        }
        out.push_str(&self.html[from..]);
        out
    }
}

/// A word and how it is read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reading {
    /// As it is written.
    pub base: String,
    /// As it is read.
    pub kana: String,
}

/// A place in the HTML where something is still to be written.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Hole<L> {
    /// The byte of the HTML at which it is written.
    pub at: usize,
    /// What it is.
    pub link: L,
}

/// A heading within a text.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Heading {
    /// From 2: the page's title is the only first one.
    pub level: u8,
    /// The anchor.
    pub id: String,
    /// The words.
    pub text: String,
}

/// What a text refers to, as its author wrote it.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum RawLink {
    /// The `href` attribute of a link within the portal.
    Href {
        /// As written.
        to: String,
        /// Where it stands in its file.
        span: Span,
    },
    /// A picture.
    Image {
        /// As written.
        to: String,
        /// The alternative text.
        alt: String,
        /// Under the picture.
        caption: Option<String>,
        /// Whether it stands alone, and so becomes a figure.
        alone: bool,
        /// Where it stands in its file.
        span: Span,
    },
    /// An indicator's chart.
    Chart {
        /// The indicator's id.
        id: String,
        /// The alternative text.
        alt: String,
        /// Over the chart.
        caption: Option<String>,
        /// Where it stands in its file.
        span: Span,
    },
    /// A figure of an indicator.
    Value {
        /// The indicator's id and what of it, such as `mgap.2025`.
        path: String,
        /// What the author typed; empty to be filled.
        typed: String,
        /// Where it stands in its file.
        span: Span,
    },
    /// A word in the page's language.
    Word(&'static str),
}

/// Turns `text`, which starts at byte `offset` of `file`, into HTML with holes.
#[must_use]
pub fn parse(file: &SourcePath, text: &str, offset: usize) -> Checked<Body<RawLink>> {
    let prepared = cjk::prepare(text);
    writer::Writer::new(file, &prepared, offset).write().0
}

/// The words of a text alone.
#[must_use]
pub fn words(file: &SourcePath, text: &str) -> Words {
    let prepared = cjk::prepare(text);
    writer::Writer::new(file, &prepared, 0).write().1
}

#[cfg(test)]
mod tests;
