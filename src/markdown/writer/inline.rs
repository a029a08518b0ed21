//! Words, line breaks, links, pictures, footnote marks.

use pulldown_cmark::Event;

use super::{Events, Writer};
use crate::diag::{Code, Diagnostic, Span};
use crate::markdown::RawLink;
use crate::markdown::link::{Destination, destination};
use crate::markdown::ruby::{self, Piece};
use crate::text::joins_lines;

impl<'t> Writer<'t> {
    /// Writes words, with their ruby.
    pub(super) fn words(&mut self, text: &str, range: &Span) {
        let prepared = self.prepared;
        if self.footnotes.may_be_undefined() {
            self.undefined_footnotes(range);
        }
        // Neutral letters begin with a byte that ruby may begin with: most words have neither.
        if !ruby::may_have_ruby(text) {
            self.plain_words(text);
            return;
        }
        let text = prepared.strip(text);
        for piece in ruby::pieces(&text) {
            match piece {
                Piece::Plain(words) => self.plain_words(words),
                Piece::Ruby(base, readings) => {
                    self.plain.push_str(base);
                    let reading = ruby::reading(base, &readings);
                    if !self.readings.contains(&reading) {
                        self.readings.push(reading);
                    }
                    self.out.push(&ruby::element(base, &readings));
                }
                Piece::Unclosed(words) => {
                    self.plain_words(words);
                    let opening = prepared.text[range.clone()].rfind('｜').unwrap_or(0);
                    let span = self.span(&(range.start + opening..range.end));
                    self.note(Diagnostic::at(Code::RubyUnclosed, self.file, span));
                }
            }
        }
    }

    /// Notes `[^1]` that stayed text, since nothing says what it stands for.
    fn undefined_footnotes(&mut self, range: &Span) {
        let source = &self.prepared.text[range.clone()];
        let mut notes = Vec::new();
        for (at, _) in source.match_indices("[^") {
            // Bounded, since there may be a great many brackets.
            let end = source[at + 2..].char_indices().take(40).find(|(_, c)| *c == ']').map_or(0, |(end, _)| end);
            let label = &source[at + 2..at + 2 + end];
            let whole = !label.is_empty() && !label.contains(['[', '\n', ' ', '　']);
            // pulldown-cmark leaves a backslash out of the range of the text that it guards.
            if whole && !self.prepared.text[..range.start + at].ends_with('\\') {
                let span = self.span(&(range.start + at..range.start + at + label.len() + 3));
                let label = self.prepared.strip(label);
                notes.push(Diagnostic::at(Code::UndefinedFootnote, self.file, span).with("label", label));
            }
        }
        self.notes.extend(notes);
    }

    /// Writes text as it stands, without looking for ruby.
    pub(super) fn literal(&mut self, text: &str) {
        let prepared = self.prepared;
        let text = prepared.strip(text);
        self.plain_words(&text);
    }

    fn plain_words(&mut self, words: &str) {
        self.out.text(words);
        self.plain.push_str(words);
    }

    /// A line break of the source: nothing between two Japanese characters, else a line break.
    pub(super) fn soft_break(&mut self, events: &Events<'t>, at: usize) {
        if self.bare_paragraph {
            return;
        }
        // Marks of emphasis and links are looked through; anything else that is no text keeps the break.
        let next = events[at + 1..].iter().find_map(|(event, _)| match event {
            Event::Start(_) | Event::End(_) => None,
            Event::Text(text) => Some(self.prepared.first(text, &['{', '｜'])),
            _ => Some(None),
        });
        let previous = self.plain.chars().next_back();
        let joined = previous.is_some_and(joins_lines) && next.flatten().is_some_and(joins_lines);
        if !joined {
            self.out.push("\n");
            self.plain.push(' ');
        }
    }

    /// Opens a link, or writes the whole of one that is no link in the end.
    pub(super) fn link(&mut self, to: &str, title: &str, events: &Events<'t>, at: usize) -> usize {
        let prepared = self.prepared;
        let to = prepared.strip(to).into_owned();
        let span = self.span(&events[at].1);
        match destination(&to) {
            Destination::Value(path) => {
                let (typed, end) = self.inner_text(events, at);
                self.plain.push_str(&typed);
                self.out.hole(RawLink::Value { path: path.to_owned(), typed, span });
                return end + 1;
            }
            Destination::Web => self.anchor(&to, " rel=\"noopener\" class=\"external\"", title),
            Destination::Contact => self.anchor(&to, "", title),
            Destination::Inside => {
                self.out.push("<a");
                self.out.hole(RawLink::Href { to, span });
                self.title(title);
                self.out.push(">");
            }
            found @ (Destination::Chart(_) | Destination::Refused(_)) => {
                self.bad_scheme(&found, span, "link");
                self.out.push("<a>");
            }
        }
        self.inline_depth += 1;
        at + 1
    }

    /// Notes an address that cannot stand in a link or a picture, which `place` tells.
    fn bad_scheme(&mut self, found: &Destination<'_>, span: Span, place: &str) {
        let (scheme, instead) = match found {
            Destination::Chart(_) => ("chart:", "chart"),
            Destination::Value(_) => ("value:", "value"),
            Destination::Contact => ("mailto:", place),
            Destination::Refused(scheme) => (scheme.as_str(), place),
            Destination::Web | Destination::Inside => ("", place),
        };
        let note = Diagnostic::at(Code::BadScheme, self.file, span);
        self.note(note.with("scheme", scheme).with("instead", instead));
    }

    fn anchor(&mut self, to: &str, attributes: &str, title: &str) {
        self.out.push("<a href=\"");
        self.out.text(to);
        self.out.push("\"");
        self.out.push(attributes);
        self.title(title);
        self.out.push(">");
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            let prepared = self.prepared;
            self.out.push(" title=\"");
            self.out.text(&prepared.strip(title));
            self.out.push("\"");
        }
    }

    pub(super) fn image(&mut self, to: &str, title: &str, events: &Events<'t>, at: usize) -> usize {
        let prepared = self.prepared;
        let to = prepared.strip(to).into_owned();
        let span = self.span(&events[at].1);
        let (alt, end) = self.inner_text(events, at);
        let caption = Some(prepared.strip(title).into_owned()).filter(|caption| !caption.is_empty());
        let found = destination(&to);
        if alt.trim().is_empty() && matches!(found, Destination::Inside | Destination::Chart(_)) {
            let code = if found == Destination::Inside { Code::ImageAltMissing } else { Code::ChartAltMissing };
            self.note(Diagnostic::at(code, self.file, span.clone()).with("to", &to).with("example", "text"));
        }
        match found {
            Destination::Chart(id) => self.chart(RawLink::Chart { id: id.to_owned(), alt, caption, span }),
            Destination::Inside => {
                let alone = self.bare_paragraph;
                self.out.hole(RawLink::Image { to, alt, caption, alone, span });
            }
            Destination::Web => self.note(Diagnostic::at(Code::ForeignImage, self.file, span).with("to", &to)),
            found @ (Destination::Contact | Destination::Value(_) | Destination::Refused(_)) => {
                self.bad_scheme(&found, span, "image");
            }
        }
        end + 1
    }

    /// A chart is a block: inside a line of words it ends the paragraph and starts another; inside a heading, a link
    /// or bold words it waits for their end.
    fn chart(&mut self, chart: RawLink) {
        if self.inline_depth > 0 {
            self.late_charts.push(chart);
        } else if self.in_paragraph {
            self.close_paragraph();
            self.out.hole(chart);
            self.out.push("\n<p>");
            self.in_paragraph = true;
        } else {
            self.out.hole(chart);
        }
    }

    pub(super) fn footnote_reference(&mut self, label: &str) {
        let (number, mention) = self.footnotes.mention(label);
        self.out.push(&format!(
            "<sup class=\"footnote-ref\"><a href=\"#fn-{number}\" id=\"fnref-{number}-{mention}\" role=\"doc-noteref\">{number}</a></sup>"
        ));
    }
}
