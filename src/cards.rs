//! The card of each story without a photo and of each indicator: what others see of a page that somebody shares.
//! Drawn here as SVG; painted where files are written, and only where the last build painted no such one.

mod letters;
mod lines;
mod sheet;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::{Cards, Lang, SitePath, TermId};
use crate::diag::{Checked, Code, Diagnostic, Notes};
use crate::hashed::hash_of;
use crate::markdown::ruby;
use crate::memo::Memo;
use crate::page::card::Subject;
use crate::page::press::Press;
use crate::page::share;
use crate::site::{EntryId, addresses};
use crate::source::{Content, SourcePath, Tree};
use letters::Letters;
use sheet::{Label, Mark, Picture, Sheet};

/// The cards by their addresses, kept between builds.
pub type CardMemo = Memo<SitePath, Arc<str>>;

/// A card still to be drawn, and the file that holds its words.
struct Job<'a> {
    address: SitePath,
    file: &'a SourcePath,
    sheet: Sheet<'a>,
}

/// Draws the cards, as SVG.
#[must_use]
pub fn all(press: &Press<'_>, tree: &Tree, memo: &mut CardMemo) -> Checked<Vec<(SitePath, Arc<str>)>> {
    let config = press.config();
    if !config.cards.enabled {
        return Checked::fine(Vec::new());
    }
    let mut notes = Notes::new();
    let own = own_letters(&config.cards, tree, &config.file, &mut notes);
    let Some(letters) = Letters::of(own) else {
        notes.extend(config.cards.font.as_ref().map(|font| unusable(font, &config.file)));
        return Checked { value: Vec::new(), notes };
    };
    let jobs: Vec<Job<'_>> = config.langs().flat_map(|lang| jobs(press, lang)).collect();
    notes.extend(missing(&letters, &jobs, &config.file, tree));
    let font = own.map(hash_of);
    let drawn = memo.run(&jobs, |memo, job| {
        let hash = hash_of(&(&job.sheet, font));
        memo.recall(job.address.clone(), hash, || job.sheet.svg(&letters).into())
    });
    Checked { value: drawn.into_iter().map(|one| (one.key, one.value)).collect(), notes }
}

/// The bytes of the font that the settings name.
fn own_letters<'t>(cards: &Cards, tree: &'t Tree, settings: &SourcePath, notes: &mut Notes) -> Option<&'t [u8]> {
    let font = cards.font.as_ref()?;
    let Some(Content::Bytes(bytes)) = tree.get(&SourcePath::new(&font.0)).map(|source| &source.content) else {
        notes.push(unusable(font, settings));
        return None;
    };
    Some(bytes)
}

fn unusable((path, span): &(String, crate::diag::Span), settings: &SourcePath) -> Diagnostic {
    Diagnostic::at(Code::CardFont, settings, span.clone()).with("path", path)
}

fn jobs<'a>(press: &'a Press<'_>, lang: Lang) -> Vec<Job<'a>> {
    let stories = press.site.shelves(lang).stories.iter().filter(|id| share::has_card(press, **id));
    let indicators = 0..press.site.dataset.indicators.len();
    stories.map(|id| story(press, lang, *id)).chain(indicators.map(|at| indicator(press, lang, at))).collect()
}

fn story<'a>(press: &'a Press<'_>, lang: Lang, id: EntryId) -> Job<'a> {
    let entry = press.site.entry(id);
    let document = &entry.document;
    let mut labels: Vec<Label> = document.meta.terms.iter().map(|term| label(press, lang, *term)).collect();
    labels.retain(|label| label.mark != Mark::None);
    labels.sort_by_key(|label| matches!(label.mark, Mark::Pattern(_)));
    let picture = if press.theme.has_pictures() {
        Picture::Scene(Subject::of(press, document))
    } else {
        Picture::Mark(labels.first().cloned())
    };
    let (address, file) = (share::card_address(&entry.address), &document.file);
    Job { address, file, sheet: sheet(press, lang, labels, ruby::parted_title(&document.meta.heading), picture) }
}

/// A term with its mark: a part of a term has the mark of the whole.
fn label(press: &Press<'_>, lang: Lang, id: TermId) -> Label {
    let vocabulary = &press.config().vocabularies[id.vocabulary()];
    let terms = || vocabulary.lineage(id.term()).map(|at| &vocabulary.terms[at]);
    let place = terms().last().map_or(1, |top| top.position);
    let mark = match vocabulary.mark {
        crate::config::Mark::Petal => Mark::Petal(place),
        crate::config::Mark::Pattern => Mark::Pattern(place),
        crate::config::Mark::Plain => Mark::None,
    };
    let own = terms().find_map(|term| term.color.clone());
    Label { text: press.config().term(id).label.get(lang).clone(), mark, own }
}

fn indicator<'a>(press: &'a Press<'_>, lang: Lang, at: usize) -> Job<'a> {
    let indicator = &press.site.dataset.indicators[at];
    let chart = &press.edition(lang).drawn[at].chart;
    let address = share::card_address(&addresses::indicator(press.config(), lang, &indicator.id));
    let name = Label { text: chart.name.clone(), mark: Mark::None, own: None };
    let picture = match chart.tiles.first() {
        Some(tile) => Picture::Figure { seed: &indicator.id, tile },
        None => Picture::Mark(None),
    };
    Job { address, file: &indicator.file, sheet: sheet(press, lang, vec![name], chart.title.clone(), picture) }
}

fn sheet<'a>(press: &'a Press<'_>, lang: Lang, labels: Vec<Label>, title: String, picture: Picture<'a>) -> Sheet<'a> {
    let config = press.config();
    Sheet { labels, title, site: config.title.get(lang), tagline: config.tagline.get(lang), picture }
}

/// Tells of letters that the font lacks, each once in a file, where they stand there first.
fn missing(letters: &Letters<'_>, jobs: &[Job<'_>], settings: &SourcePath, tree: &Tree) -> Notes {
    let mut found: BTreeMap<&SourcePath, String> = BTreeMap::new();
    let mut look = |file, words: &str| {
        for letter in letters.missing(words) {
            let known: &mut String = found.entry(file).or_default();
            if !known.contains(letter) {
                known.push(letter);
            }
        }
    };
    for Job { file, sheet, .. } in jobs {
        look(file, &sheet.own_words());
        look(settings, &sheet.shared_words());
    }
    let place = |file: &SourcePath, letters: &str| {
        let at = tree.get(file)?.text()?.find(|letter| letters.contains(letter))?;
        Some((at, at + tree.get(file)?.text()?[at..].chars().next()?.len_utf8()))
    };
    let notes = found.into_iter().map(|(file, letters)| {
        let note = Diagnostic { span: place(file, &letters), ..Diagnostic::in_file(Code::CardLetter, file) };
        note.with("letters", letters)
    });
    notes.collect()
}
