//! A text that can be found: a story, a page, an indicator or a voice, with what results show of it.

use std::fmt::Write as _;

use crate::config::{Lang, Mark, TermId};
use crate::markdown::{Reading, ruby};
use crate::page::chrome::indicator_link;
use crate::page::parts::Picture;
use crate::page::press::Press;
use crate::page::voices;
use crate::site::EntryId;
use crate::text::{escaped, excerpt};

/// What is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Story,
    Page,
    Indicator,
    Voice,
}

impl Kind {
    /// How results and the search page's script name it.
    fn name(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Page => "page",
            Self::Indicator => "indicator",
            Self::Voice => "voice",
        }
    }

    /// The theme's word for one of it.
    fn word(self) -> &'static str {
        match self {
            Self::Story => "search_story",
            Self::Page => "search_page",
            Self::Indicator => "search_indicator",
            Self::Voice => "voices",
        }
    }
}

/// Something that can be found.
#[derive(Debug, Hash)]
pub(super) struct Record {
    /// Where a result leads.
    pub(super) url: String,
    lang: String,
    kind: Kind,
    title: String,
    /// What it is, in words: its kind and its terms.
    about: String,
    /// The keys of vocabularies with the names of their terms.
    terms: Vec<(String, String)>,
    picture: Option<String>,
    /// Each a paragraph.
    texts: Vec<String>,
    readings: Vec<Reading>,
}

/// How much more a word in a title weighs.
const TITLE_WEIGHT: u8 = 7;

impl Record {
    /// The record as Pagefind reads it. Only `br` parts the texts: after other elements it would put Western full stops.
    pub(super) fn html(&self) -> String {
        let mut html = format!("<!doctype html><html lang=\"{}\"><body><i data-pagefind-ignore>", escaped(&self.lang));
        let mut told = |what: &str, key: &str, value: &str| {
            let _ =
                write!(html, "<i data-pagefind-{what}=\"{key}[data-value]\" data-value=\"{}\"></i>", escaped(value));
        };
        told("meta", "title", &self.title);
        told("meta", "kind", self.kind.name());
        told("meta", "about", &self.about);
        told("meta", "yomi", &self.yomi());
        if let Some(picture) = &self.picture {
            told("meta", "picture", picture);
        }
        told("filter", "lang", &self.lang);
        told("filter", "kind", self.kind.name());
        for (key, term) in &self.terms {
            told("filter", &format!("in-{}", escaped(key)), term);
        }
        let title = escaped(&self.title);
        let _ = write!(html, "</i><b data-pagefind-weight=\"{TITLE_WEIGHT}\">{title}</b><br>");
        for text in self.texts.iter().filter(|text| !text.trim().is_empty()) {
            html.push_str(&escaped(text.trim()).replace('\n', "<br>"));
            html.push_str("<br>");
        }
        // Behind the text, so that no reading parts its word or comes between two others.
        for Reading { base, kana } in &self.readings {
            let _ = write!(html, "{}（{}）<br>", escaped(base), escaped(kana));
        }
        html.push_str("</body></html>");
        html
    }

    fn yomi(&self) -> String {
        self.readings.iter().map(|reading| reading.kana.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// Everything that may be found, in all languages: whatever the sitemap names and has a text of its own.
pub(super) fn all(press: &Press<'_>) -> Vec<Record> {
    let mut records = Vec::new();
    for lang in press.config().langs() {
        let shelves = press.site.shelves(lang);
        let shown = |id: &&EntryId| press.site.entry(**id).badge.is_none();
        records.extend(shelves.stories.iter().filter(shown).map(|id| story(press, lang, *id)));
        records.extend(shelves.pages.iter().filter(shown).map(|id| document(press, lang, *id, Kind::Page)));
        records.extend((0..press.site.dataset.indicators.len()).map(|at| indicator(press, lang, at)));
        records.extend((0..press.site.voices.len()).map(|at| voice(press, lang, at)));
    }
    records
}

fn story(press: &Press<'_>, lang: Lang, id: EntryId) -> Record {
    let mut record = document(press, lang, id, Kind::Story);
    let config = press.config();
    let meta = &press.site.entry(id).document.meta;
    let label = |term: &TermId| config.term(*term).label.get(lang).clone();
    let vocabulary = |term: &TermId| &config.vocabularies[term.vocabulary()];
    record.terms = meta.terms.iter().flat_map(|term| with_wholes(press, lang, *term)).collect();
    let mut words = vec![record.about.clone()];
    words.extend(meta.terms.iter().filter(|term| vocabulary(term).mark != Mark::Plain).map(label));
    record.about = words.join(press.word(lang, "separator"));
    record.picture = press.edition(lang).card(id).picture.as_ref().map(smallest);
    record.texts.extend(meta.quote.clone());
    record.texts.extend(meta.place.clone());
    record.texts.push(meta.tags.join(" "));
    // As they are shown: of some, initials alone.
    record.texts.extend(meta.authors.iter().map(|author| author.name.clone()));
    record
}

/// A term and those that it is part of, each with its vocabulary's key.
fn with_wholes(press: &Press<'_>, lang: Lang, id: TermId) -> impl Iterator<Item = (String, String)> {
    let vocabulary = &press.config().vocabularies[id.vocabulary()];
    let label = move |at: usize| vocabulary.terms[at].label.get(lang).clone();
    vocabulary.lineage(id.term()).map(move |at| (vocabulary.key.clone(), label(at)))
}

/// The address of a picture at its smallest.
fn smallest(picture: &Picture) -> String {
    let width = |part: &&str| part.trim_end_matches('w').rsplit(' ').next().and_then(|width| width.parse::<u32>().ok());
    let sizes = picture.srcset.iter().flat_map(|sizes| sizes.split(", "));
    let least = sizes.filter(|size| width(size).is_some()).min_by_key(width);
    least.and_then(|size| size.rsplit_once(' ')).map_or_else(|| picture.src.clone(), |(url, _)| url.to_owned())
}

fn document(press: &Press<'_>, lang: Lang, id: EntryId, kind: Kind) -> Record {
    let entry = press.site.entry(id);
    let (meta, words) = (&entry.document.meta, entry.document.text.words());
    let mut readings = ruby::readings(&meta.heading);
    let more: Vec<_> = words.readings.into_iter().filter(|reading| !readings.contains(reading)).collect();
    readings.extend(more);
    Record {
        url: press.url(&entry.address),
        lang: press.config().languages[lang.index()].tag.clone(),
        kind,
        title: meta.title.clone(),
        about: press.word(lang, kind.word()).to_owned(),
        terms: Vec::new(),
        picture: None,
        texts: meta.summary.iter().cloned().chain([words.plain]).collect(),
        readings,
    }
}

fn indicator(press: &Press<'_>, lang: Lang, at: usize) -> Record {
    let id = &press.site.dataset.indicators[at].id;
    let chart = &press.edition(lang).drawn[at].chart;
    let heads = chart.table.rows.iter().filter_map(|row| row.first()).chain(&chart.table.columns);
    let heads: Vec<&str> = heads.map(String::as_str).collect();
    Record {
        url: indicator_link(press, lang, id).map(|link| link.url).unwrap_or_default(),
        lang: press.config().languages[lang.index()].tag.clone(),
        kind: Kind::Indicator,
        title: chart.name.clone(),
        about: press.word(lang, Kind::Indicator.word()).to_owned(),
        terms: Vec::new(),
        picture: None,
        texts: vec![chart.title.clone(), chart.description.clone(), chart.source.clone(), heads.join(" ")],
        readings: Vec::new(),
    }
}

/// How much of what was said stands for its title.
const VOICE_TITLE: usize = 40;

fn voice(press: &Press<'_>, lang: Lang, at: usize) -> Record {
    let card = voices::card(press, lang, at);
    let (reply, by) = card.reply.map(|reply| (reply.text, reply.by)).unzip();
    Record {
        url: card.url,
        lang: press.config().languages[lang.index()].tag.clone(),
        kind: Kind::Voice,
        title: excerpt(card.text.first().map_or("", String::as_str), VOICE_TITLE),
        about: [press.word(lang, Kind::Voice.word()), &card.state_label].join(press.word(lang, "separator")),
        terms: Vec::new(),
        picture: None,
        texts: card.text.into_iter().chain(reply.into_iter().flatten()).chain(by).chain([card.who]).collect(),
        readings: Vec::new(),
    }
}
