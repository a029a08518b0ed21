//! What citizens said and what the city answered: `content/voices.yaml`, read. What pages make of it is not known here.

mod read;

use jiff::civil::Date;

use crate::config::Config;
use crate::config::language::Localized;
use crate::diag::{Checked, Notes};
use crate::node::yaml::{self, Excerpt};
use crate::source::Tree;

/// Where they lie.
pub const FILE: &str = "content/voices.yaml";

/// What a citizen said.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Voice {
    /// Its name within addresses: its day, and its number among those of the day.
    pub id: String,
    /// What was said; an empty line parts paragraphs.
    pub text: Localized<String>,
    /// Who said it, in the words that they chose.
    pub who: Localized<String>,
    /// The day on which it was said.
    pub date: Date,
    /// How far the city has come with it.
    pub state: State,
    /// What the city answered.
    pub reply: Option<Reply>,
}

/// What the city answered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reply {
    /// The answer; an empty line parts paragraphs.
    pub text: Localized<String>,
    /// The department that answers.
    pub by: Localized<String>,
    /// The day of the answer.
    pub date: Date,
}

/// How far the city has come with what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// It has arrived.
    Received,
    /// The city thinks about it.
    UnderReview,
    /// The city works on it.
    InProgress,
    /// It was done as asked.
    Done,
    /// It was a question, or there is nothing to do but to answer.
    Answered,
    /// It will not be done.
    Declined,
}

impl State {
    /// Every state with the word for it in the file.
    pub const WORDS: [(&str, State); 6] = [
        ("received", Self::Received),
        ("under-review", Self::UnderReview),
        ("in-progress", Self::InProgress),
        ("done", Self::Done),
        ("answered", Self::Answered),
        ("declined", Self::Declined),
    ];

    /// The word for it in the file, and for templates.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, state)| *state == self).map_or("", |(word, _)| word)
    }

    /// Whether the city has nothing more to do; those who spoke must then learn why.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Done | Self::Answered | Self::Declined)
    }
}

/// Reads the file of voices, newest first; there need not be one.
#[must_use]
pub fn parse(tree: &Tree, config: &Config) -> Checked<Vec<Voice>> {
    let mut notes = Notes::new();
    // A file that is no text has been named when it was scanned.
    let found = tree.find(FILE).and_then(|(file, source)| Some((file, source.text()?)));
    let root =
        found.and_then(|(file, text)| Some((file, yaml::parse_any(Excerpt { file, text, offset: 0 }, &mut notes)?)));
    let mut voices = root.map(|(file, root)| read::all(file, &root, config, &mut notes)).unwrap_or_default();
    voices.sort_by_key(|voice| std::cmp::Reverse(voice.date));
    Checked { value: voices, notes }
}
