//! What browsers are shown: the last good portal, and the mistakes of the last build if it had any.

mod changes;

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;

use crate::build::{self, Built};
use crate::content::Document;
use crate::diag::human::{self, Paint};
use crate::diag::{Diagnostic, Language, Report, Severity};
use crate::output::Output;
use crate::site::Site;
use crate::source::{SourcePath, Tree};
use changes::{Changes, Swap};

/// The most mistakes that are laid over a page; nobody reads more at once.
const SHOWN: usize = 20;

/// A mistake as the browser shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Problem {
    severity: &'static str,
    code: &'static str,
    message: String,
    file: Option<String>,
    line: Option<usize>,
    pub(super) excerpt: String,
}

/// One state of the preview.
#[derive(Debug)]
pub struct Preview {
    /// Grows with each state, and from one run of the program to the next.
    pub(super) version: u64,
    /// The path below which the site stands.
    pub(super) base: String,
    /// The language of messages.
    pub(super) language: Language,
    /// The last good portal.
    pub(super) output: Arc<Output>,
    /// The mistakes that stand in the way of a newer one, the first of them drawn.
    pub(super) problems: Vec<Problem>,
    /// How many more there are.
    pub(super) more_problems: usize,
    /// The files that look different since the state before.
    pub(super) changed: Vec<String>,
    /// Stylesheets that took another's place.
    pub(super) styles: Vec<Swap>,
    /// What the portal was made from.
    site: Option<Arc<Site>>,
    report: Report,
    tree: Arc<Tree>,
}

impl Preview {
    /// The state after a build; a failed one keeps the portal of `last`.
    pub(super) fn of(built: Built, tree: Arc<Tree>, last: Option<&Self>) -> Self {
        // Settings that cannot be read do not tell the language.
        let language = last.filter(|_| built.base.is_empty()).map_or(built.language, |last| last.language);
        let errors = built.report.errors();
        let mut mistakes: Vec<_> =
            built.report.notes().iter().filter(|note| note.severity() == Severity::Error).collect();
        // A mistake in the settings brings others with it; what has no place is told last.
        mistakes.sort_by_key(|note| (!build::is_about_settings(note), note.file.is_none()));
        let problems: Vec<Problem> =
            mistakes.into_iter().take(SHOWN).map(|note| problem(note, &tree, language)).collect();
        let version = last.map_or_else(first_version, |last| last.version + 1);
        let more_problems = errors - problems.len();
        let report = built.report;
        if let Some(last) = last.filter(|_| errors > 0) {
            Self {
                version,
                base: last.base.clone(),
                language,
                output: Arc::clone(&last.output),
                problems,
                more_problems,
                changed: Vec::new(),
                styles: Vec::new(),
                site: last.site.clone(),
                report,
                tree,
            }
        } else {
            let base = if built.base.is_empty() { "/".to_owned() } else { built.base };
            let output = Arc::new(built.output);
            let Changes { styles, changed } =
                last.map(|last| changes::between(&last.output, &output)).unwrap_or_default();
            Self {
                version,
                base,
                language,
                output,
                problems,
                more_problems,
                changed,
                styles,
                site: built.site.map(Arc::new),
                report,
                tree,
            }
        }
    }

    /// Whether there has been no good portal yet.
    pub(super) fn is_without_portal(&self) -> bool {
        self.output.is_empty()
    }

    /// The document that a page's file comes from.
    pub(super) fn origin(&self, file: &str) -> Option<&Document> {
        let site = self.site.as_ref()?;
        let id = site.directory.ids().find(|id| site.entry(*id).address.is_in(file))?;
        Some(&site.entry(id).document)
    }

    /// The names of a document's terms.
    pub(super) fn terms(&self, document: &Document) -> Vec<&str> {
        let terms = self.site.iter().flat_map(|site| document.meta.terms.iter().map(|term| site.config.term(*term)));
        terms.map(|term| term.label.get(document.lang).as_str()).collect()
    }

    /// The source of the hidden document that would have a page's file, and why it is hidden.
    pub(super) fn hidden(&self, file: &str) -> Option<(&SourcePath, &'static str)> {
        let hidden = self.site.as_ref()?.directory.hidden().iter();
        hidden.into_iter().find(|(address, _)| address.is_in(file)).map(|(_, (source, badge))| (source, badge.word()))
    }

    /// What was found in a source file that does not stand in the way.
    pub(super) fn warnings(&self, file: &SourcePath) -> Vec<Problem> {
        let notes = self.report.notes().iter();
        let here = notes.filter(|note| note.severity() == Severity::Warning && note.file.as_ref() == Some(file));
        here.take(SHOWN).map(|note| problem(note, &self.tree, self.language)).collect()
    }
}

/// A page that outlived the program sees that it is another run's.
fn first_version() -> u64 {
    let age = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(age.as_millis()).unwrap_or(1)
}

fn problem(note: &Diagnostic, tree: &Tree, language: Language) -> Problem {
    Problem {
        severity: note.severity().word(),
        code: note.code.number(),
        message: note.message(language),
        file: note.file.as_ref().map(ToString::to_string),
        line: tree.place(note).map(|place| place.line),
        excerpt: human::draw(note, tree, language, Paint::Plain),
    }
}
