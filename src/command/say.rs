//! Telling people and programs what was found. The only place that writes to the terminal.

use std::io::{IsTerminal as _, Write as _};

use crate::cli::{Cli, Format, MessageLanguage};
use crate::diag::human::Paint;
use crate::diag::{Diagnostic, Language, Report, github, human, json};
use crate::source::Tree;

/// The most problems that are told to a person in full.
const MOST: usize = 100;

/// The form and the language in which a run speaks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Voice {
    format: Format,
    lang: Option<MessageLanguage>,
}

impl Voice {
    /// As the command line asks.
    pub(super) fn of(cli: &Cli) -> Self {
        Self { format: cli.format, lang: cli.lang }
    }

    /// The language of messages: the one asked for, else that of the site.
    pub(super) fn language(self, site: Language) -> Language {
        match self.lang {
            Some(MessageLanguage::Ja) => Language::Ja,
            Some(MessageLanguage::En) => Language::En,
            None => site,
        }
    }

    /// Tells all problems in the form asked for.
    pub(super) fn report(self, report: &Report, tree: &Tree, language: Language) {
        match self.format {
            Format::Human => people(report, tree, language),
            Format::Json => report.notes().iter().for_each(|note| line(&json::line(note, tree, language))),
            Format::Github => report.notes().iter().for_each(|note| line(&github::line(note, tree, language))),
        }
    }

    /// Tells one problem that ended a command.
    pub(super) fn fault(self, note: &Diagnostic, language: Language) {
        self.report(&Report::new(vec![note.clone()]), &Tree::default(), language);
    }

    /// How far the making of photos has come: on a terminal only, in one line that the last call clears.
    pub(super) fn photos(self, done: usize, of: usize, language: Language) {
        // A few are made before anyone can read it.
        if of < 10 || self.format != Format::Human || !std::io::stderr().is_terminal() {
            return;
        }
        let words = match language {
            _ if done == of => String::new(),
            Language::Ja => format!("写真 {done}/{of}"),
            Language::En => format!("photos {done}/{of}"),
        };
        let _ = write!(std::io::stderr(), "\r\x1b[K{words}");
    }

    /// The closing line of a build or a check: on standard output, unless that is for programs.
    pub(super) fn closing(self, text: &str) {
        if self.format == Format::Human { line(text) } else { error(text) }
    }
}

fn people(report: &Report, tree: &Tree, language: Language) {
    let paint = if std::io::stderr().is_terminal() { Paint::Colour } else { Paint::Plain };
    for note in report.notes().iter().take(MOST) {
        error(&human::draw(note, tree, language, paint));
    }
    if let Some(more) = report.notes().len().checked_sub(MOST).filter(|more| *more > 0) {
        error(&match language {
            Language::Ja => format!("ほかに{more}件あります。--format json ですべて見られます。\n"),
            Language::En => format!("{more} more; --format json shows all.\n"),
        });
    }
}

/// A line for people or programs that asked for it.
pub(super) fn line(text: &str) {
    // Whoever read it may have gone, which must not end a preview.
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// A line beside the asked-for output.
pub(super) fn error(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
