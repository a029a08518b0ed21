//! Footnotes: numbered in order of first mention, each with a way back to every mention.

use std::collections::HashMap;

use super::RawLink;
use super::writer::Buffer;

/// The notes of one text.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// Labels in order of first mention, with how often each was mentioned.
    mentions: Vec<(String, usize)>,
    texts: HashMap<String, Buffer>,
    /// Whether `[^` stands anywhere in the text.
    has_marks: bool,
}

impl Footnotes {
    /// The notes of `text`, none of them mentioned yet.
    pub(super) fn of(text: &str) -> Self {
        Self { has_marks: memchr::memmem::find(text.as_bytes(), b"[^").is_some(), ..Self::default() }
    }

    /// Whether some words of the text may look like a mention and be none.
    pub(super) fn may_be_undefined(&self) -> bool {
        self.has_marks
    }

    /// Counts a mention of `label`: the note's number, and which mention this is, both from 1.
    pub(super) fn mention(&mut self, label: &str) -> (usize, usize) {
        let index = self.mentions.iter().position(|(known, _)| known == label).unwrap_or_else(|| {
            self.mentions.push((label.to_owned(), 0));
            self.mentions.len() - 1
        });
        let mention = &mut self.mentions[index];
        mention.1 += 1;
        (index + 1, mention.1)
    }

    /// Keeps the text of `label`.
    pub(super) fn define(&mut self, label: String, text: Buffer) {
        self.texts.entry(label).or_insert(text);
    }

    /// Writes the list of notes that were mentioned.
    pub(super) fn write(mut self, out: &mut Buffer) {
        if self.mentions.is_empty() {
            return;
        }
        out.html.push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
        out.hole(RawLink::Word("footnotes"));
        out.html.push_str("\">\n<ol>\n");
        for (index, (label, mentions)) in self.mentions.iter().enumerate() {
            let number = index + 1;
            out.push(&format!("<li id=\"fn-{number}\">"));
            let mut text = self.texts.remove(label).unwrap_or_default();
            // The way back belongs behind the last words, inside their paragraph.
            let closing = if text.take_back("</p>\n") { "</p>" } else { "" };
            out.append(text);
            for mention in 1..=*mentions {
                out.push(&format!(
                    " <a href=\"#fnref-{number}-{mention}\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\""
                ));
                out.hole(RawLink::Word("footnote_back"));
                out.push(&format!(
                    " {number}{}\">↩</a>",
                    if *mentions > 1 { format!("-{mention}") } else { String::new() }
                ));
            }
            out.push(closing);
            out.push("</li>\n");
        }
        out.push("</ol>\n</section>\n");
    }
}
