//! Terms with a colour of their own → CSS.

use std::fmt::Write as _;

use crate::config::{Config, Vocabulary};

/// The class that gives a term of a vocabulary its own colour: `own-stage-h`.
#[must_use]
pub(crate) fn class(vocabulary: &Vocabulary, term: usize) -> String {
    format!("own-{}-{}", vocabulary.key, vocabulary.terms[term].slug)
}

/// The rules for all terms that have a colour. Tint and fill are mixed from it, lighter on dark grounds.
pub(super) fn css(config: &Config) -> String {
    let mut css = String::new();
    for vocabulary in &config.vocabularies {
        for (index, term) in vocabulary.terms.iter().enumerate() {
            let Some(color) = &term.color else { continue };
            // Slugs may hold kanji, which a selector takes as they are; anything else is escaped.
            let name: String = class(vocabulary, index).chars().flat_map(escape).collect();
            let _ = writeln!(
                css,
                ".tone-{name}{{--tone:{color};--tone:light-dark({color},color-mix(in oklab,{color} 45%,#fff));\
                 --tone-tint:color-mix(in oklab,{color} 12%,var(--color-paper));\
                 --tone-fill:color-mix(in oklab,{color} 45%,var(--color-paper))}}"
            );
        }
    }
    css
}

fn escape(character: char) -> impl Iterator<Item = char> {
    let plain = character.is_alphanumeric() || matches!(character, '-' | '_');
    (!plain).then_some('\\').into_iter().chain(std::iter::once(character))
}
