//! Terms of vocabularies as pages show them.

use std::collections::BTreeMap;

use super::chrome;
use super::parts::{Link, TermCount, TermGroup, TermRef};
use super::press::Press;
use crate::config::{Config, Lang, Mark, TermId, Vocabulary};
use crate::site::addresses;
use crate::site::shelves::tag_slug;
use crate::theme::Ready;

/// How many colours a theme has for marks of a kind; further terms begin again with the first.
const PETAL_TONES: usize = 5;
const PATTERN_TONES: usize = 3;

/// The terms of all vocabularies in a language, and the tags, made once for all pages.
#[derive(Debug)]
pub struct Terms {
    vocabularies: Vec<OfVocabulary>,
    /// The links to the lists of tags, by the tags as they are mostly spelled.
    tags: BTreeMap<String, Ready<Link>>,
}

#[derive(Debug)]
struct OfVocabulary {
    /// With the terms that are part of no other.
    top: Ready<TermGroup>,
    terms: Vec<Ready<TermRef>>,
    /// The links to the terms' lists.
    links: Vec<Ready<Link>>,
    /// Each term alone, as most stories have it.
    alone: Vec<Ready<TermGroup>>,
    counts: Vec<Ready<TermCount>>,
    /// What each proposes to its readers.
    next: Vec<Option<Link>>,
}

/// A tag as a link to its list.
pub fn tag_link(press: &Press<'_>, lang: Lang, tag: &str) -> Link {
    Link::inside(tag, press.url(&addresses::tag(press.config(), lang, &tag_slug(tag))))
}

impl Terms {
    /// Makes them, and counts their stories.
    #[must_use]
    pub fn make(press: &Press<'_>, lang: Lang) -> Self {
        let vocabularies = press.config().vocabularies.iter().enumerate().map(|(index, vocabulary)| {
            let ids = (0..vocabulary.terms.len()).map(|at| TermId::new(index, at));
            let terms: Vec<_> = ids.clone().map(|id| Ready::new(term_ref(press, lang, id))).collect();
            let next = ids.clone().map(|id| next(press, lang, id)).collect();
            let counts = ids.zip(&terms).map(|(id, term)| Ready::new(count(press, lang, id, term))).collect();
            let top = vocabulary.top_terms().map(|(at, _)| terms[at].clone()).collect();
            let label = vocabulary.label.get(lang).clone();
            let group = |terms| {
                let (key, label) = (vocabulary.key.clone(), label.clone());
                Ready::new(TermGroup { key, label, mark: mark_word(vocabulary.mark), terms })
            };
            let links = terms.iter().map(|term| Ready::new(Link::inside(&term.label, &term.url))).collect();
            let alone = terms.iter().map(|term| group(vec![term.clone()])).collect();
            OfVocabulary { top: group(top), terms, links, alone, counts, next }
        });
        let tags = press.site.shelves(lang).tags.values();
        let tags = tags.map(|tag| (tag.label.clone(), Ready::new(tag_link(press, lang, &tag.label))));
        Self { vocabularies: vocabularies.collect(), tags: tags.collect() }
    }

    /// A tag as a link to its list.
    #[must_use]
    pub fn tag(&self, press: &Press<'_>, lang: Lang, tag: &str) -> Ready<Link> {
        self.tags.get(tag).cloned().unwrap_or_else(|| Ready::new(tag_link(press, lang, tag)))
    }

    /// A term.
    #[must_use]
    pub fn of(&self, id: TermId) -> &Ready<TermRef> {
        &self.vocabularies[id.vocabulary()].terms[id.term()]
    }

    /// A term as a link to its list.
    #[must_use]
    pub fn link(&self, id: TermId) -> &Ready<Link> {
        &self.vocabularies[id.vocabulary()].links[id.term()]
    }

    /// A term with the number of its stories.
    #[must_use]
    pub fn counted(&self, id: TermId) -> &Ready<TermCount> {
        &self.vocabularies[id.vocabulary()].counts[id.term()]
    }

    /// What the first of some terms that proposes anything proposes to its readers.
    #[must_use]
    pub fn next(&self, ids: &[TermId]) -> Option<&Link> {
        ids.iter().find_map(|id| self.vocabularies[id.vocabulary()].next[id.term()].as_ref())
    }

    /// A vocabulary with the terms that are part of no other.
    #[must_use]
    pub fn group(&self, vocabulary: usize) -> &Ready<TermGroup> {
        &self.vocabularies[vocabulary].top
    }

    /// All vocabularies with the terms that are part of no other.
    pub fn groups(&self) -> impl Iterator<Item = &Ready<TermGroup>> {
        self.vocabularies.iter().map(|vocabulary| &vocabulary.top)
    }

    /// A vocabulary with some of its terms.
    #[must_use]
    pub fn some_of(&self, vocabulary: usize, terms: &[usize]) -> Ready<TermGroup> {
        let all = &self.vocabularies[vocabulary];
        if let [alone] = terms {
            return all.alone[*alone].clone();
        }
        let TermGroup { key, label, mark, .. } = &*all.top;
        let terms = terms.iter().map(|at| all.terms[*at].clone()).collect();
        Ready::new(TermGroup { key: key.clone(), label: label.clone(), mark, terms })
    }
}

fn next(press: &Press<'_>, lang: Lang, id: TermId) -> Option<Link> {
    let next = press.config().term(id).next.as_ref()?;
    let (url, external) = chrome::setting_url(press, lang, &next.link)?;
    Some(Link { label: next.text.get(lang).clone(), url, external })
}

fn count(press: &Press<'_>, lang: Lang, id: TermId, term: &Ready<TermRef>) -> TermCount {
    let stories = press.site.shelves(lang).of_term(id);
    let newest = stories.first().map(|story| {
        let entry = press.site.entry(*story);
        Link::inside(&entry.document.meta.title, press.url(&entry.address))
    });
    TermCount { term: term.clone(), count: stories.len(), newest }
}

fn term_ref(press: &Press<'_>, lang: Lang, id: TermId) -> TermRef {
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

/// The first vocabulary whose terms are steps on a way.
pub fn way(config: &Config) -> Option<(usize, &Vocabulary)> {
    config.vocabularies.iter().enumerate().find(|(_, vocabulary)| vocabulary.mark == Mark::Petal)
}
