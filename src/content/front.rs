//! Front matter: split from the text, read key by key, every mistake at its place.

use super::{Consent, FullName, Meta, Spanned, author};
use crate::config::spelling::{AUTHOR, EXPIRY_DATE, PUBLISH_DATE, SUMMARY, Spelling, UPDATED};
use crate::config::{Config, TermId, Vocabulary};
use crate::diag::{Code, Diagnostic, Notes, Span};
use crate::markdown::ruby;
use crate::node::fields::{self, Fields};
use crate::node::{self, yaml};
use crate::source::SourcePath;

/// The largest front matter, in bytes; read before it is parsed, since brackets cost more than they are long.
const LIMIT: usize = 64 << 10;

/// Front matter as read, with what only the file's name can complete.
pub(super) struct Front {
    pub(super) meta: Meta,
    pub(super) slug: Option<Spanned>,
    pub(super) full_names: Vec<FullName>,
    /// Where to say that the date is missing, unless the file's name has one.
    pub(super) date_missing_at: Option<Span>,
}

/// The front matter's text and its first byte; `None` where there is none to read.
pub(super) type Matter<'a> = Option<(&'a str, usize)>;

/// Splits a file into front matter, text, and the byte at which the text starts.
pub(super) fn split<'a>(file: &SourcePath, text: &'a str, notes: &mut Notes) -> (Matter<'a>, &'a str, usize) {
    let first = text.lines().next().unwrap_or_default();
    if first.trim_end() != "---" {
        let end = first.len().max(1).min(text.len());
        notes.push(Diagnostic::at(Code::NoFrontMatter, file, 0..end));
        return (None, text, 0);
    }
    let start = first.len() + 1;
    let mut at = start;
    for line in text.get(start..).unwrap_or_default().split_inclusive('\n') {
        if line.trim_end() == "---" {
            let matter = &text[start..at];
            if matter.len() > LIMIT {
                let size = |bytes: usize| format!("{} KB", bytes >> 10);
                let note = Diagnostic::at(Code::FileTooLarge, file, 0..3).with("part", "front-matter");
                notes.push(note.with("size", size(matter.len())).with("limit", size(LIMIT)));
                return (None, &text[at + line.len()..], at + line.len());
            }
            return (Some((matter, start)), &text[at + line.len()..], at + line.len());
        }
        at += line.len();
    }
    let place = other_dashes(text, start).unwrap_or(0..3);
    notes.push(Diagnostic::at(Code::FrontMatterUnclosed, file, place));
    (None, "", text.len())
}

/// A line of dashes that look like `---` and are not.
fn other_dashes(text: &str, start: usize) -> Option<Span> {
    let mut at = start;
    text.get(start..)?.split_inclusive('\n').find_map(|line| {
        let from = at;
        at += line.len();
        let words = line.trim();
        let dashes = words.chars().count() > 1
            && words.chars().all(|c| matches!(c, '-' | '－' | 'ー' | '—' | '–' | '―' | '─' | '━'));
        let from = from + (line.len() - line.trim_start().len());
        dashes.then(|| from..from + words.len())
    })
}

pub(super) fn date_missing(file: &SourcePath, place: Span) -> Diagnostic {
    Diagnostic::at(Code::MissingKey, file, place).with("key", "date").with("example", "date: 2026-04-12")
}

/// Reads front matter. Where it cannot be read at all, what is missing is not said again.
pub(super) fn read(context: author::Context<'_>, matter: Matter<'_>, is_story: bool, notes: &mut Notes) -> Front {
    let author::Context { file, config, .. } = context;
    let nothing = Front { meta: Meta::default(), slug: None, full_names: Vec::new(), date_missing_at: None };
    let Some((text, offset)) = matter else { return nothing };
    let Some(root) = yaml::parse(yaml::Excerpt { file, text, offset }, notes) else { return nothing };
    let mut fields = Fields::new(file, 0..3, &root, notes);
    let heading = read_title(&mut fields);
    let mut meta = Meta { title: ruby::title(&heading), heading, ..Meta::default() };
    let has_date = read_dates(&mut fields, config, &mut meta);
    read_words(&mut fields, &mut meta);
    let author = spelled(&mut fields, AUTHOR);
    let authors = fields.take(author).map(|node| author::read(context, node, fields.notes)).unwrap_or_default();
    meta.authors = authors.shown;
    read_picture(&mut fields, config, &mut meta);
    if is_story {
        for (index, vocabulary) in config.vocabularies.iter().enumerate() {
            read_terms(&mut fields, index, vocabulary, &mut meta.terms);
        }
        meta.tags = read_tags(&mut fields);
        meta.poster = fields.flag("poster");
    }
    let slug = fields.text_at("slug").map(spanned);
    meta.aliases = fields.texts("aliases").into_iter().map(spanned).collect();
    meta.indicators = fields.texts("indicators").into_iter().map(spanned).collect();
    meta.extra = fields.take("extra").map_or(serde_json::Value::Null, node::to_json);
    let has_date = has_date || fields.is_meant("date");
    fields.finish();
    if config.incomplete {
        // They may be among what could not be read of the settings.
        notes.retain(|note| !matches!(note.code, Code::UnknownTerm | Code::UnknownKey));
    }
    Front { meta, slug, full_names: authors.full_names, date_missing_at: (!has_date).then_some(0..3) }
}

fn read_title(fields: &mut Fields<'_, '_>) -> String {
    let title = fields.required_text("title", "title: 朝の土手").unwrap_or_default();
    if let Some(node) = fields.take("title").filter(|_| ruby::is_unclosed(&title)) {
        fields.notes.push(Diagnostic::at(Code::RubyUnclosed, fields.file, node.span.clone()));
    }
    title
}

/// Reads the dates; says whether `date` was written at all.
fn read_dates(fields: &mut Fields<'_, '_>, config: &Config, meta: &mut Meta) -> bool {
    let zone = &config.zone;
    let written = fields.take("date").is_some();
    meta.date = fields.moment("date", zone);
    let updated_key = spelled(fields, UPDATED);
    meta.updated = fields.moment(updated_key, zone);
    let key = spelled(fields, PUBLISH_DATE);
    meta.publish_date = fields.moment(key, zone);
    let key = spelled(fields, EXPIRY_DATE);
    meta.expiry_date = fields.moment(key, zone);
    meta.review_by = fields.moment("review_by", zone);
    meta.draft = fields.flag("draft").unwrap_or(false);
    if let (Some(date), Some(updated)) = (meta.date, meta.updated)
        && updated.date() < date.date()
    {
        let place = fields.take(updated_key).map_or(0..3, |node| node.span.clone());
        let note = Diagnostic::at(Code::UpdatedBeforeDate, fields.file, place);
        fields.notes.push(note.with("date", date.date()).with("updated", updated.date()));
    }
    written
}

/// The spelling of a key that the file uses: our own, or that of another generator.
fn spelled(fields: &mut Fields<'_, '_>, (own, others): Spelling) -> &'static str {
    let other = others.iter().copied().find(|other| fields.take_foreign(other).is_some());
    if fields.take(own).is_some() { own } else { other.unwrap_or(own) }
}

/// A text that stands where no ruby can: in descriptions, feeds, cards.
fn words(fields: &mut Fields<'_, '_>, key: &str) -> Option<String> {
    fields.text(key).map(|text| ruby::base(&text))
}

fn read_words(fields: &mut Fields<'_, '_>, meta: &mut Meta) {
    let summary = spelled(fields, SUMMARY);
    meta.summary = words(fields, summary);
    meta.place = words(fields, "place");
    meta.quote = words(fields, "quote");
    meta.owner = fields.text("owner");
    if let Some((key, node)) = fields.entry("facts") {
        let mut inner = fields.child(key.span.clone(), node);
        let facts = inner.others();
        meta.facts = facts
            .into_iter()
            .filter(|(_, node)| !node.is_null())
            .filter_map(|(key, node)| Some((key.text.clone(), fields::text(inner.file, node, inner.notes)?)))
            .collect();
    }
}

fn read_picture(fields: &mut Fields<'_, '_>, config: &Config, meta: &mut Meta) {
    meta.image = fields.text_at("image").map(spanned);
    meta.image_alt = words(fields, "image_alt");
    meta.credit = words(fields, "credit");
    if let Some(node) = fields.take("photo_consent") {
        // `photo_consent: true` says that there is one; a date says how long it lasts.
        if node.as_text() != Some("true") {
            let until = fields::moment(fields.file, node, &config.zone, fields.notes);
            meta.photo_consent = until.map(|until| Consent { until, span: node.span.clone() });
        }
    }
    if let Some(node) = fields.take("image_focus") {
        let value = node.as_text().unwrap_or_default();
        meta.image_focus = focus(value);
        if meta.image_focus.is_none() {
            let at = Diagnostic::at(Code::BadFocus, fields.file, node.span.clone());
            fields.notes.push(at.with("value", value));
        }
    }
    if let (Some(image), None) = (&meta.image, &meta.image_alt)
        && !fields.is_meant("image_alt")
    {
        fields.notes.push(
            Diagnostic::at(Code::ImageAltMissing, fields.file, image.span.clone())
                .with("to", &image.text)
                .with("example", "front-matter"),
        );
    }
}

/// `40% 30%`, also with full-width signs: percents from the left and from the top.
fn focus(text: &str) -> Option<(u8, u8)> {
    let text = crate::text::fold(text);
    let mut percents = text.split([' ', ',']).filter(|part| !part.is_empty()).map(|part| {
        let number: u8 = part.strip_suffix('%').unwrap_or(part).parse().ok()?;
        (number <= 100).then_some(number)
    });
    let focus = (percents.next()??, percents.next()??);
    percents.next().is_none().then_some(focus)
}

fn read_terms(fields: &mut Fields<'_, '_>, index: usize, vocabulary: &Vocabulary, terms: &mut Vec<TermId>) {
    let label = vocabulary.label.get(crate::config::Lang::FIRST);
    let node = fields.take(&vocabulary.key);
    // A list without items says no more than a key without a value.
    let is_said = node.is_some_and(|node| node.as_list().is_none_or(|items| !items.is_empty()));
    if vocabulary.required && !is_said {
        let example = vocabulary.ids().next().unwrap_or_default();
        fields.missing(&vocabulary.key, &format!("{}: {example}", vocabulary.key));
    }
    let written = fields.texts(&vocabulary.key);
    if !vocabulary.multiple && written.len() > 1 {
        let span = written[1].1.clone();
        fields.notes.push(
            Diagnostic::at(Code::OneTermOnly, fields.file, span)
                .with("label", label)
                .with("key", &vocabulary.key)
                .with("first", &written[0].0),
        );
    }
    for (id, span) in written {
        match vocabulary.find(&id) {
            Some(term) => {
                let term = TermId::new(index, term);
                if !terms.contains(&term) {
                    terms.push(term);
                }
            }
            None => fields.notes.push(
                Diagnostic::at(Code::UnknownTerm, fields.file, span)
                    .with("label", label)
                    .with("value", &id)
                    .with_list("allowed", vocabulary.ids())
                    .near(vocabulary.meant(&id)),
            ),
        }
    }
}

fn read_tags(fields: &mut Fields<'_, '_>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for (tag, _) in fields.texts("tags") {
        let tag = crate::text::nfc(&tag).trim_start_matches(['#', '＃']).to_owned();
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

fn spanned((text, span): (String, Span)) -> Spanned {
    Spanned { text, span }
}
