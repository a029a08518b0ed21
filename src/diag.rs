//! Problems as data: what was found, where, and how to mend it.
//! A step returns its value together with its notes; nothing here prints or stops the program.

pub mod codes;
pub mod github;
pub mod human;
pub mod json;
pub mod suggest;
mod texts;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::source::SourcePath;
pub use codes::Code;
pub use texts::{Explanation, explain};

/// A range of bytes in one source file.
pub type Span = Range<usize>;

/// The language in which messages are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Japanese.
    #[default]
    Ja,
    /// English, also for sites in any other language.
    En,
}

impl Language {
    /// Its tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// The language of messages for a site whose language tag is `tag`.
    #[must_use]
    pub fn of_tag(tag: &str) -> Self {
        if tag == "ja" || tag.starts_with("ja-") { Self::Ja } else { Self::En }
    }
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The build fails.
    Error,
    /// The build goes on, unless it is strict.
    Warning,
}

impl Severity {
    /// The word used in all output forms.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A value that fills a `{name}` in a message.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Arg {
    /// Words as they stand.
    Text(String),
    /// Several words, joined as the language joins them.
    List(Vec<String>),
}

impl<T: ToString> From<T> for Arg {
    fn from(value: T) -> Self {
        Self::Text(value.to_string())
    }
}

/// One problem, with its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Diagnostic {
    /// The file it was found in, if it belongs to one.
    pub file: Option<SourcePath>,
    /// The bytes it is about; `None` means the file as a whole.
    pub span: Option<(usize, usize)>,
    /// What kind of problem it is.
    pub code: Code,
    /// The values its message names.
    pub args: BTreeMap<&'static str, Arg>,
}

impl Diagnostic {
    /// A problem that belongs to no file yet.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self { file: None, span: None, code, args: BTreeMap::new() }
    }

    /// A problem at a place in a file.
    #[must_use]
    pub fn at(code: Code, file: &SourcePath, span: Span) -> Self {
        Self { file: Some(file.clone()), span: Some((span.start, span.end)), ..Self::new(code) }
    }

    /// A problem with a file as a whole.
    #[must_use]
    pub fn in_file(code: Code, file: &SourcePath) -> Self {
        Self { file: Some(file.clone()), ..Self::new(code) }
    }

    /// Names a value of the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.insert(name, value.into());
        self
    }

    /// Names a list of values, joined when shown.
    #[must_use]
    pub fn with_list<S: Into<String>>(mut self, name: &'static str, values: impl IntoIterator<Item = S>) -> Self {
        self.args.insert(name, Arg::List(values.into_iter().map(Into::into).collect()));
        self
    }

    /// Names the nearest known word, when there is one; the hint then proposes it.
    #[must_use]
    pub fn near(self, word: Option<&str>) -> Self {
        match word {
            Some(word) => self.with("near", word),
            None => self,
        }
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// The sentence that says what was found.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        texts::message(self, language)
    }

    /// The sentence that says what to write instead, if there is one.
    #[must_use]
    pub fn hint(&self, language: Language) -> Option<String> {
        texts::hint(self, language)
    }
}

/// The problems that a step met on its way.
pub type Notes = Vec<Diagnostic>;

/// A step's value together with its notes. The value is as good as could be made of the input.
#[derive(Clone, Debug, Hash)]
pub struct Checked<T> {
    /// What the step made.
    pub value: T,
    /// What it has to say about it.
    pub notes: Notes,
}

impl<T> Checked<T> {
    /// A value without any problem.
    pub fn fine(value: T) -> Self {
        Self { value, notes: Notes::new() }
    }

    /// Takes the value and moves the notes to those of the caller's step.
    pub fn note_to(self, notes: &mut Notes) -> T {
        notes.extend(self.notes);
        self.value
    }
}

/// All problems of a run: sorted by file and place, each once.
#[derive(Clone, Debug, Default)]
pub struct Report {
    notes: Vec<Diagnostic>,
}

impl Report {
    /// Sorts the notes and drops repeats.
    #[must_use]
    pub fn new(mut notes: Notes) -> Self {
        notes.sort();
        notes.dedup();
        Self { notes }
    }

    /// The problems in order.
    #[must_use]
    pub fn notes(&self) -> &[Diagnostic] {
        &self.notes
    }

    /// How many errors there are.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many warnings there are.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        self.notes.iter().filter(|note| note.severity() == severity).count()
    }
}
