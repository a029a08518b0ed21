//! Tallies: the portal's own stories or pages, counted by a vocabulary, by tag, by year or by author. The data file says
//! what to count; the counting itself waits until it is known who is shown, and is done in `site`.

use jiff::civil::Date;

use super::period::Period;
use super::read;
use super::value::Values;
use crate::config::{Config, Lang, Naming, TermId};
use crate::diag::{Code, Diagnostic, Notes};
use crate::node::fields::{Fields, wrong_type};
use crate::node::{Key, Node};
use crate::source::SourcePath;

/// What is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Of {
    /// Stories.
    #[default]
    Stories,
    /// Pages that are no stories.
    Pages,
}

/// By what it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    /// By the terms of the vocabulary at this place in the settings.
    Vocabulary(usize),
    /// By tag.
    Tag,
    /// By author.
    Author,
    /// By calendar year.
    Year,
    /// By fiscal year.
    FiscalYear,
}

/// What a document must be for it to count.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    /// It carries one of these terms.
    Terms(Vec<TermId>),
    /// It carries a tag.
    Tag(String),
    /// It is by an author.
    Author(String),
    /// Its date lies within a period.
    Within(Period),
}

/// What an indicator of kind `tally` holds.
#[derive(Clone, Debug, Hash)]
pub struct Tally {
    /// What is counted.
    pub of: Of,
    /// By what.
    pub by: By,
    /// What must all hold.
    pub conditions: Vec<Condition>,
    /// The calendar in which years are named.
    pub naming: Naming,
    /// What was counted, by language; empty until the site is known.
    pub counted: Vec<Counted>,
}

/// The counts of one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Counted {
    /// One row for each term, tag, year or author.
    pub rows: Vec<Row>,
    /// How many documents count, each once.
    pub total: u64,
}

/// A count.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    /// What was counted.
    pub thing: Thing,
    /// The key by which texts state it.
    pub key: String,
    /// Its name.
    pub label: String,
    /// How many.
    pub count: u64,
}

/// What documents were counted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// A term.
    Term(TermId),
    /// A tag by its address.
    Tag(String),
    /// An author by the address of their page, if they have one.
    Author(Option<String>),
    /// A year.
    Year(Period),
}

impl Tally {
    /// The counts of a language.
    #[must_use]
    pub fn in_language(&self, lang: Lang) -> Option<&Counted> {
        self.counted.get(lang.index())
    }

    /// Every count under the path by which texts state it.
    pub(super) fn values(&self, values: &mut Values, lang: Lang) {
        let units: &[&str] = match self.of {
            Of::Stories => &["話", "件", "stories"],
            Of::Pages => &["ページ", "件", "pages"],
        };
        let Some(counted) = self.in_language(lang) else { return };
        let rows = counted.rows.iter().map(|row| (row.key.as_str(), row.count));
        for (key, count) in rows.chain([("total", counted.total)]) {
            let shown = values.plain(key.to_owned(), count.into());
            for unit in units {
                shown.unit(unit);
            }
        }
    }
}

/// The words for what is counted.
pub const OF: [(&str, Of); 2] = [("stories", Of::Stories), ("pages", Of::Pages)];
/// What pages can be counted by; stories by these, by tag, and by any vocabulary.
pub const BY: [(&str, By); 3] = [("year", By::Year), ("fiscal_year", By::FiscalYear), ("author", By::Author)];

/// Reads an indicator of kind `tally`.
pub(super) fn read(fields: &mut Fields<'_, '_>, config: &Config) -> Tally {
    let of = fields.one_of("of", &OF).unwrap_or_default();
    let mut choices: Vec<(&str, By)> = Vec::new();
    if of == Of::Stories {
        let keys = config.vocabularies.iter().enumerate();
        choices.extend(keys.map(|(index, vocabulary)| (vocabulary.key.as_str(), By::Vocabulary(index))));
        choices.push(("tag", By::Tag));
    }
    choices.extend(BY);
    let by = fields.require("by", "by: stage").and_then(|_| fields.one_of("by", &choices));
    let mut conditions = Vec::new();
    if let Some((key, node)) = fields.entry("where") {
        let mut inner = fields.child(key.span.clone(), node);
        if of == Of::Stories {
            conditions.extend(terms(&mut inner, config));
            conditions.extend(inner.text("tag").map(Condition::Tag));
        }
        conditions.extend(inner.text("author").map(Condition::Author));
        conditions.extend(within(&mut inner, "year", false));
        conditions.extend(within(&mut inner, "fiscal_year", true));
        inner.finish();
    }
    if let Some(node) = fields.take("period") {
        let key = Key { text: node.as_text().unwrap_or_default().to_owned(), span: node.span.clone() };
        conditions.extend(read::period(fields.file, &key, fields.notes).map(Condition::Within));
    }
    Tally { of, by: by.unwrap_or(By::Year), conditions, naming: Naming::default(), counted: Vec::new() }
}

/// `segment: inside` or `stage: [H, E]`.
fn terms(fields: &mut Fields<'_, '_>, config: &Config) -> Vec<Condition> {
    let mut conditions = Vec::new();
    for (index, vocabulary) in config.vocabularies.iter().enumerate() {
        let named = fields.texts(&vocabulary.key);
        if named.is_empty() {
            continue;
        }
        let mut terms = Vec::new();
        for (name, span) in named {
            if let Some(term) = vocabulary.find(&name) {
                terms.push(TermId::new(index, term));
                continue;
            }
            let note = Diagnostic::at(Code::NotOneOf, fields.file, span).with("key", &vocabulary.key);
            let note = note.with("value", &name).with_list("allowed", vocabulary.ids());
            fields.notes.push(note.near(vocabulary.meant(&name)));
        }
        conditions.push(Condition::Terms(terms));
    }
    conditions
}

/// `year: 2025` or `fiscal_year: 2025`.
fn within(fields: &mut Fields<'_, '_>, key: &str, fiscal: bool) -> Option<Condition> {
    let node = fields.take(key)?;
    let period = year(fields.file, node, fiscal, fields.notes)?;
    Some(Condition::Within(period))
}

fn year(file: &SourcePath, node: &Node, fiscal: bool, notes: &mut Notes) -> Option<Period> {
    let typed = node.as_text().unwrap_or_default();
    let year = Period::read(typed).map(Period::named_year);
    let Some(year) = year else {
        notes.push(wrong_type(file, node, "2025"));
        return None;
    };
    if fiscal { Period::fiscal_year(year) } else { Period::year(year) }
}

/// The year that a day belongs to.
#[must_use]
pub fn year_of(day: Date, fiscal: bool) -> Option<Period> {
    match (fiscal, day.month() < 4) {
        (false, _) => Period::year(day.year()),
        (true, early) => Period::fiscal_year(day.year() - i16::from(early)),
    }
}
