//! A diagnostic as a person reads it: the sentence, the place, the line with a caret, the hint.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Language, Severity};
use crate::source::Tree;

/// Whether to colour the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// For a terminal.
    Colour,
    /// For pipes, files and tests.
    Plain,
}

/// Draws `note` in `language`, with an excerpt of its file from `tree`. Ends with a line break.
#[must_use]
pub fn draw(note: &Diagnostic, tree: &Tree, language: Language, paint: Paint) -> String {
    let message = note.message(language);
    let hint = note.hint(language);
    let level = match note.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(message).id(note.code.number());
    // A row of a table may hold what a person answered, and reports are read by others.
    let shown = note.file.as_ref().filter(|file| !file.is_table());
    let text = shown.and_then(|file| tree.get(file)).and_then(|source| source.excerpt());
    let group = match (&note.file, note.span, text) {
        (Some(file), Some((start, end)), Some(text)) => {
            let span = whole_characters(text, start, end);
            let annotation = AnnotationKind::Primary.span(span).label(hint.as_deref());
            title.element(Snippet::source(text).path(file.as_str()).annotation(annotation))
        }
        (Some(file), _, _) => {
            let mut origin = Origin::path(file.as_str());
            if let Some(place) = tree.place(note) {
                origin = origin.line(place.line).char_column(place.column);
            }
            let group = title.element(origin);
            with_help(group, hint.as_deref(), language)
        }
        (None, _, _) => with_help(annotate_snippets::Group::with_title(title), hint.as_deref(), language),
    };
    let renderer = match paint {
        Paint::Colour => Renderer::styled(),
        Paint::Plain => Renderer::plain(),
    };
    let mut drawn = renderer.decor_style(DecorStyle::Ascii).render(&[group]);
    drawn.push('\n');
    drawn
}

fn with_help<'a>(
    group: annotate_snippets::Group<'a>,
    hint: Option<&'a str>,
    language: Language,
) -> annotate_snippets::Group<'a> {
    let help = match language {
        Language::Ja => "直し方",
        Language::En => "help",
    };
    match hint {
        Some(hint) => group.element(Level::HELP.with_name(help).message(hint)),
        None => group,
    }
}

/// Moves both ends of a span to borders of characters, inside the text.
fn whole_characters(text: &str, start: usize, end: usize) -> super::Span {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(start);
    start..floor(end).max(start)
}
