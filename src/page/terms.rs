//! Terms of vocabularies as pages show them.

use super::parts::{Link, TermCount, TermGroup, TermRef};
use super::press::Press;
use crate::config::{Config, Lang, Mark, TermId, Vocabulary};
use crate::site::addresses;

/// How many colours a theme has for marks of a kind; further terms begin again with the first.
const PETAL_TONES: usize = 5;
const PATTERN_TONES: usize = 3;

/// A term.
pub fn term_ref(press: &Press<'_>, lang: Lang, id: TermId) -> TermRef {
    let config = press.config();
    let vocabulary = &config.vocabularies[id.vocabulary()];
    let term = config.term(id);
    let total = vocabulary.terms.iter().filter(|other| other.parent == term.parent).count();
    let short = term.id.chars().count() <= 2;
    TermRef {
        id: term.id.clone(),
        letter: if short { term.id.clone() } else { term.position.to_string() },
        label: term.label.get(lang).clone(),
        motto: term.motto.as_ref().map(|motto| motto.get(lang).clone()),
        reading: term.reading.clone().filter(|reading| reading != term.label.get(lang)),
        url: press.url(&addresses::term(config, lang, id)),
        mark: mark_word(vocabulary.mark),
        position: term.position,
        total,
        tone: tone(config, id),
    }
}

fn mark_word(mark: Mark) -> &'static str {
    match mark {
        Mark::Petal => "petal",
        Mark::Pattern => "pattern",
        Mark::Plain => "plain",
    }
}

/// The class that colours a term. Parts of a term take the colour of the whole.
fn tone(config: &Config, id: TermId) -> String {
    let vocabulary = &config.vocabularies[id.vocabulary()];
    let top = vocabulary.lineage(id.term()).last().unwrap_or(id.term());
    if let Some(own) = vocabulary.lineage(id.term()).find(|at| vocabulary.terms[*at].color.is_some()) {
        return format!("own-{}-{}", vocabulary.key, vocabulary.terms[own].slug);
    }
    let turn = |tones: usize| (vocabulary.terms[top].position - 1) % tones + 1;
    match vocabulary.mark {
        Mark::Petal => format!("petal-{}", turn(PETAL_TONES)),
        Mark::Pattern => format!("pattern-{}", turn(PATTERN_TONES)),
        Mark::Plain => "plain".to_owned(),
    }
}

/// A vocabulary with some of its terms.
pub fn group(press: &Press<'_>, lang: Lang, index: usize, terms: impl IntoIterator<Item = usize>) -> TermGroup {
    let vocabulary = &press.config().vocabularies[index];
    TermGroup {
        key: vocabulary.key.clone(),
        label: vocabulary.label.get(lang).clone(),
        mark: mark_word(vocabulary.mark),
        terms: terms.into_iter().map(|term| term_ref(press, lang, TermId::new(index, term))).collect(),
    }
}

/// A vocabulary with the terms that are part of no other.
pub fn top_group(press: &Press<'_>, lang: Lang, index: usize) -> TermGroup {
    let top: Vec<usize> = press.config().vocabularies[index].top_terms().map(|(at, _)| at).collect();
    group(press, lang, index, top)
}

/// A term with the number of its stories.
pub fn counted(press: &Press<'_>, lang: Lang, id: TermId) -> TermCount {
    let stories = press.site.shelves(lang).of_term(id);
    let newest = stories.first().map(|story| {
        let entry = press.site.entry(*story);
        Link { label: entry.document.meta.title.clone(), url: press.url(&entry.address), external: false }
    });
    TermCount { term: term_ref(press, lang, id), count: stories.len(), newest }
}

/// The first vocabulary whose terms are steps on a way.
pub fn way(config: &Config) -> Option<(usize, &Vocabulary)> {
    config.vocabularies.iter().enumerate().find(|(_, vocabulary)| vocabulary.mark == Mark::Petal)
}
