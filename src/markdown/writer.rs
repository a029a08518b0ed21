//! Events of the parser → HTML with holes. Everything that reaches the page is written or escaped here.

mod block;
mod events;
mod inline;

use std::collections::HashSet;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use self::events::Events;
use super::cjk::Prepared;
use super::footnote::Footnotes;
use super::ruby::push_base;
use super::{Body, Heading, Hole, RawLink, Reading, Words};
use crate::diag::{Checked, Code, Diagnostic, Notes, Span};
use crate::hashed::Table;
use crate::source::SourcePath;
use crate::text::{Letters, excerpt, push_escaped};

/// How much of a text stands for it where it has no summary, in characters.
const LEAD: usize = 100;

/// How deep quotes and lists may be nested.
const DEPTH_LIMIT: usize = 32;

/// HTML being written, with its holes.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    pub(super) html: String,
    holes: Vec<Hole<RawLink>>,
}

impl Buffer {
    pub(super) fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    pub(super) fn text(&mut self, text: &str) {
        push_escaped(&mut self.html, text);
    }

    pub(super) fn hole(&mut self, link: RawLink) {
        self.holes.push(Hole { at: self.html.len(), link });
    }

    /// Takes `tag` back where nothing was written after it; says whether it was.
    pub(super) fn take_back(&mut self, tag: &str) -> bool {
        let start = self.html.len().saturating_sub(tag.len());
        let empty = self.html.ends_with(tag) && self.holes.last().is_none_or(|hole| hole.at <= start);
        if empty {
            self.html.truncate(start);
        }
        empty
    }

    pub(super) fn append(&mut self, other: Buffer) {
        let shift = self.html.len();
        self.html.push_str(&other.html);
        self.holes.extend(other.holes.into_iter().map(|hole| Hole { at: hole.at + shift, link: hole.link }));
    }
}

/// Writes one text.
pub(super) struct Writer<'t> {
    file: &'t SourcePath,
    prepared: &'t Prepared<'t>,
    offset: usize,
    /// What is being written; footnotes are written aside.
    out: Buffer,
    aside: Vec<(String, Buffer)>,
    footnotes: Footnotes,
    headings: Vec<Heading>,
    /// The ids of headings that are taken, with the number that was last put behind each.
    ids: Table<String, usize>,
    /// The names of HTML elements that were noted.
    told_elements: HashSet<String>,
    plain: String,
    readings: Vec<Reading>,
    notes: Notes,
    depth: usize,
    /// Whether the paragraph being written has no tag of its own.
    bare_paragraph: bool,
    /// Whether a paragraph's tag is open.
    in_paragraph: bool,
    /// How many headings, links and marks of emphasis are open, in which no chart can stand.
    inline_depth: usize,
    /// Charts that wait for the end of those.
    late_charts: Vec<RawLink>,
    in_table_head: bool,
    tables: usize,
    columns: Vec<pulldown_cmark::Alignment>,
    column: usize,
}

impl<'t> Writer<'t> {
    pub(super) fn new(file: &'t SourcePath, prepared: &'t Prepared<'t>, offset: usize) -> Self {
        Self {
            file,
            prepared,
            offset,
            out: Buffer { html: String::with_capacity(prepared.text.len() * 3 / 2), holes: Vec::new() },
            aside: Vec::new(),
            footnotes: Footnotes::of(&prepared.text),
            headings: Vec::new(),
            ids: Table::default(),
            told_elements: HashSet::new(),
            plain: String::with_capacity(prepared.text.len()),
            readings: Vec::new(),
            notes: Notes::new(),
            depth: 0,
            bare_paragraph: false,
            in_paragraph: false,
            inline_depth: 0,
            late_charts: Vec::new(),
            in_table_head: false,
            tables: 0,
            columns: Vec::new(),
            column: 0,
        }
    }

    /// Writes the whole text; gives its words besides.
    pub(super) fn write(mut self) -> (Checked<Body<RawLink>>, Words) {
        let events = events::gather(&self.prepared.text);
        let mut at = 0;
        while at < events.len() {
            at = self.event(&events, at);
            if self.depth > DEPTH_LIMIT {
                let span = self.span(&events[at.min(events.len() - 1)].1);
                self.note(Diagnostic::at(Code::NestedTooDeep, self.file, span).with("limit", DEPTH_LIMIT));
                break;
            }
        }
        let footnotes = std::mem::take(&mut self.footnotes);
        footnotes.write(&mut self.out);
        let Buffer { html, holes } = self.out;
        let Self { plain, readings, notes, .. } = self;
        let (lead, letters) = (excerpt(&plain, LEAD).into(), Letters::of(&plain));
        let value = Body { html: html.into(), holes, headings: self.headings.into(), lead, letters };
        (Checked { value, notes }, Words { plain, readings })
    }

    /// Handles the event at `at` and says where to go on.
    fn event(&mut self, events: &Events<'t>, at: usize) -> usize {
        let (event, range) = &events[at];
        match event {
            Event::Start(tag) => return self.start(tag, events, at),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.words(text, range),
            Event::Code(text) => {
                self.out.push("<code>");
                self.literal(text);
                self.out.push("</code>");
            }
            Event::SoftBreak => self.soft_break(events, at),
            Event::HardBreak => {
                self.out.push("<br>\n");
                self.plain.push('\n');
            }
            Event::Rule => self.out.push("<hr>\n"),
            Event::TaskListMarker(done) => self.out.push(if *done {
                "<span class=\"task\">☑</span> "
            } else {
                "<span class=\"task\">☐</span> "
            }),
            Event::FootnoteReference(label) => self.footnote_reference(label),
            Event::InlineHtml(html) | Event::Html(html) => self.raw_html(html, range),
            // Not switched on.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.literal(text),
        }
        at + 1
    }

    fn start(&mut self, tag: &Tag<'t>, events: &Events<'t>, at: usize) -> usize {
        match tag {
            Tag::Heading { level, id, .. } => self.heading(*level, id.as_deref(), events, at),
            Tag::Paragraph => self.paragraph(events, at),
            Tag::Link { link_type: LinkType::Email, dest_url, title, .. } => {
                self.link(&format!("mailto:{dest_url}"), title, events, at)
            }
            Tag::Link { dest_url, title, .. } => self.link(dest_url, title, events, at),
            Tag::Image { dest_url, title, .. } => self.image(dest_url, title, events, at),
            Tag::HtmlBlock => self.html_block(events, at),
            Tag::FootnoteDefinition(label) => {
                let body = std::mem::take(&mut self.out);
                self.aside.push((label.to_string(), body));
                at + 1
            }
            tag => {
                self.open(tag);
                at + 1
            }
        }
    }

    /// The words between `at` and the end of the element that starts there, and the place of that end.
    fn inner_text(&self, events: &Events<'t>, at: usize) -> (String, usize) {
        let mut depth = 0;
        let mut text = String::new();
        for (index, (event, _)) in events.iter().enumerate().skip(at) {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => {
                    depth -= 1;
                    if depth == 0 {
                        return (text, index);
                    }
                }
                Event::Text(words) | Event::Code(words) => push_base(&mut text, &self.prepared.strip(words)),
                Event::SoftBreak | Event::HardBreak if !text.ends_with(crate::text::joins_lines) => text.push(' '),
                _ => {}
            }
        }
        (text, events.len().saturating_sub(1))
    }

    fn end(&mut self, tag: TagEnd) {
        if tag == TagEnd::FootnoteDefinition {
            if let Some((label, body)) = self.aside.pop() {
                let text = std::mem::replace(&mut self.out, body);
                self.footnotes.define(label, text);
            }
        } else {
            self.close(tag);
        }
    }

    /// A range of the prepared text as a range of the file.
    fn span(&self, range: &Span) -> Span {
        self.prepared.original(range.start) + self.offset..self.prepared.original(range.end) + self.offset
    }

    fn note(&mut self, note: Diagnostic) {
        self.notes.push(note);
    }
}
