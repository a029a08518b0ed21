//! A document's text: read at once, or only when somebody asks for it, where an earlier run of the program read the same.

use std::sync::{Arc, OnceLock};

use crate::diag::{Checked, Notes};
use crate::hashed::hash_of;
use crate::markdown::{self, Body, RawLink, Words};
use crate::source::SourcePath;

/// What an earlier run found out about a text that leads to pages alone and of which nothing was to be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// A hash of the file, its name, and of all else that reading it depends on. The name itself is nobody's business
    /// where this is kept.
    pub read_from: u64,
    /// A hash of the text's headings.
    pub headings: u64,
    /// A hash of the text with its links resolved.
    pub resolved: u64,
}

/// The texts that a run found out about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownTexts {
    /// A hash of all that links were looked up in: where it is another, what is known of resolved texts does not hold.
    pub context: u64,
    /// What is known of each, in the order of their files.
    pub texts: Vec<Known>,
}

/// A text.
#[derive(Clone, Debug)]
pub struct Text {
    file: SourcePath,
    source: Arc<str>,
    /// Where it starts in its file.
    start: usize,
    /// A hash of both.
    hash: u64,
    body: OnceLock<Body<RawLink>>,
    /// A hash of its headings, to which links of others may lead.
    headings: u64,
    known: Option<Known>,
}

impl Text {
    /// Reads what stands in a file from byte `start` on, unless it is known.
    pub(super) fn new(file: &SourcePath, source: Arc<str>, start: usize, known: Option<Known>) -> Checked<Self> {
        let hash = hash_of(&(&source[start..], start));
        let mut text = Self { file: file.clone(), source, start, hash, body: OnceLock::new(), headings: 0, known };
        let mut notes = Notes::new();
        text.headings = if let Some(known) = known {
            known.headings
        } else {
            let read = text.read().note_to(&mut notes);
            let headings = hash_of(&read.headings);
            text.body = OnceLock::from(read);
            headings
        };
        Checked { value: text, notes }
    }

    fn read(&self) -> Checked<Body<RawLink>> {
        markdown::parse(&self.file, &self.source[self.start..], self.start)
    }

    /// The text as HTML with holes.
    #[must_use]
    pub fn body(&self) -> &Body<RawLink> {
        // What was to be said of it was said when it was first read, or there was nothing.
        self.body.get_or_init(|| self.read().value)
    }

    /// Its words alone, which are read each time.
    #[must_use]
    pub fn words(&self) -> Words {
        markdown::words(&self.file, &self.source[self.start..])
    }

    /// A hash of its headings.
    #[must_use]
    pub fn headings(&self) -> u64 {
        self.headings
    }

    /// What is known of it, if it was not read at once.
    #[must_use]
    pub fn known(&self) -> Option<Known> {
        self.known
    }

    /// A hash of the text as it stands in its file.
    #[must_use]
    pub fn hash_value(&self) -> u64 {
        self.hash
    }
}

#[cfg(test)]
mod tests {
    use super::{Known, SourcePath, Text};

    #[test]
    fn a_known_text_is_read_when_somebody_asks_for_it() {
        let file = SourcePath::new("content/stories/asa.md");
        let text = |known| Text::new(&file, "---\n---\n## 朝\n\n川。".into(), 8, known).value;
        let read = text(None);
        assert!(read.body.get().is_some() && read.known().is_none());
        let known = Known { read_from: 1, headings: read.headings(), resolved: 2 };
        let later = text(Some(known));
        assert!(later.body.get().is_none());
        assert_eq!((later.headings(), later.hash_value()), (read.headings(), read.hash_value()));
        assert_eq!(later.body(), read.body());
    }
}
