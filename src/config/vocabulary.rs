//! Vocabularies: closed, ordered lists of terms. Segment and stage are two of them, known to no other code by name.

use super::language::{self, Language, Localized};
use super::spelling::SPELLINGS;
use crate::diag::suggest::nearest;
use crate::diag::{Code, Diagnostic, Notes, Span};
use crate::node::fields::{self, Fields, wrong_type};
use crate::node::{self, Node};
use crate::source::SourcePath;
use crate::text::fold;

/// How the theme marks the terms of a vocabulary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Petals that count the place in the order: for terms that are steps.
    Petal,
    /// A woven pattern: for terms that stand side by side.
    Pattern,
    /// Words alone.
    #[default]
    Plain,
}

impl Mark {
    /// The words for it in the settings.
    pub const WORDS: [(&'static str, Self); 3] =
        [("petal", Self::Petal), ("pattern", Self::Pattern), ("plain", Self::Plain)];
}

/// A list of terms by which stories are sorted.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// The front-matter key and the first part of its pages' addresses.
    pub key: String,
    /// Its name.
    pub label: Localized<String>,
    /// Whether each story needs one of its terms.
    pub required: bool,
    /// Whether a story may have several.
    pub multiple: bool,
    /// How its terms are marked.
    pub mark: Mark,
    /// The terms in order; children follow their parent.
    pub terms: Vec<Term>,
}

/// One term.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its id as the settings write it.
    pub id: String,
    /// The id in its address: lower case.
    pub slug: String,
    /// Its name.
    pub label: Localized<String>,
    /// A few words beside the name.
    pub motto: Option<Localized<String>>,
    /// What its letter stands for.
    pub reading: Option<String>,
    /// A paragraph on it.
    pub description: Option<Localized<String>>,
    /// A colour of its own, `#rrggbb`.
    pub color: Option<String>,
    /// What a reader might do next.
    pub next: Option<Next>,
    /// The term that it is a part of, by its place in the vocabulary.
    pub parent: Option<usize>,
    /// Its place among the terms that have the same parent, from 1.
    pub position: usize,
}

/// A call to action.
#[derive(Clone, Debug)]
pub struct Next {
    /// Its words.
    pub text: Localized<String>,
    /// Where it leads, as written.
    pub link: String,
    /// Where the link stands in the settings.
    pub span: Span,
}

/// A term by its vocabulary's place in the settings and its own in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(u16, u16);

impl TermId {
    /// The term at `term` in the vocabulary at `vocabulary`.
    #[must_use]
    pub fn new(vocabulary: usize, term: usize) -> Self {
        let number = |index: usize| u16::try_from(index).unwrap_or(u16::MAX);
        Self(number(vocabulary), number(term))
    }

    /// The vocabulary's place.
    #[must_use]
    pub fn vocabulary(self) -> usize {
        usize::from(self.0)
    }

    /// The term's place in its vocabulary.
    #[must_use]
    pub fn term(self) -> usize {
        usize::from(self.1)
    }
}

impl Vocabulary {
    /// The term with an id, compared without regard to case and width.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        let as_written = self.terms.iter().position(|term| term.id == id);
        as_written.or_else(|| {
            let id = fold(id.trim());
            self.terms.iter().position(|term| fold(&term.id) == id)
        })
    }

    /// The ids of the terms, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().map(|term| term.id.as_str())
    }

    /// The id of the term that somebody seems to mean: one a slip away, or the one whose name in some language they wrote.
    #[must_use]
    pub fn meant(&self, typed: &str) -> Option<&str> {
        let called = |term: &&Term| term.label.all().any(|label| fold(label) == fold(typed.trim()));
        let named = || self.terms.iter().find(called).map(|term| term.id.as_str());
        nearest(typed, self.ids()).or_else(named)
    }

    /// The terms that are part of no other, with their places.
    pub fn top_terms(&self) -> impl Iterator<Item = (usize, &Term)> {
        self.terms.iter().enumerate().filter(|(_, term)| term.parent.is_none())
    }

    /// The term at `term` and those that it is a part of, inmost first.
    pub fn lineage(&self, term: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(term), |at| self.terms[*at].parent)
    }
}

/// Keys that mean something else in front matter or in addresses; the others are keys with several spellings.
const RESERVED: [&str; 29] = [
    "title",
    "date",
    "tags",
    "image",
    "image_alt",
    "draft",
    "slug",
    "aliases",
    "place",
    "indicators",
    "image_focus",
    "photo_consent",
    "owner",
    "review_by",
    "extra",
    "facts",
    "quote",
    "stories",
    "map",
    "feed",
    "static",
    "assets",
    "sitemap",
    "robots",
    "index",
    "search",
    "pagefind",
    "credit",
    "poster",
];

/// The keys that a vocabulary cannot take.
pub fn reserved() -> impl Iterator<Item = &'static str> {
    let spelled = SPELLINGS.iter().flat_map(|(own, others)| std::iter::once(own).chain(*others));
    RESERVED.iter().chain(spelled).copied()
}

pub(super) fn read_all(fields: &mut Fields<'_, '_>, others: &[Language]) -> Vec<Vocabulary> {
    match fields.take("vocabulary") {
        Some(node) => read_list(fields, node, others),
        None => built_in(others),
    }
}

fn built_in(others: &[Language]) -> Vec<Vocabulary> {
    let file = SourcePath::new("defaults.toml");
    let mut notes = Notes::new();
    let root = node::toml::parse(&file, include_str!("defaults.toml"), &mut notes);
    // Translations into languages that the site does not have are no mistake here.
    let (title, description, tagline) = (None, None, None);
    let english = Language { tag: "en".to_owned(), label: String::new(), title, description, tagline, span: 0..0 };
    let others = if others.is_empty() { std::slice::from_ref(&english) } else { others };
    let mut fields = Fields::new(&file, 0..0, &root, &mut notes);
    fields.take("vocabulary").map(|node| read_list(&mut fields, node, others)).unwrap_or_default()
}

fn read_list(fields: &mut Fields<'_, '_>, node: &Node, others: &[Language]) -> Vec<Vocabulary> {
    let Some(items) = node.as_list() else {
        fields.notes.push(wrong_type(fields.file, node, "[[vocabulary]]"));
        return Vec::new();
    };
    let mut vocabularies: Vec<Vocabulary> = Vec::new();
    for item in items {
        let inner = Fields::new(fields.file, item.span.clone(), item, fields.notes);
        let Some((vocabulary, key_span)) = read_one(inner, others) else { continue };
        if vocabularies.iter().any(|other| other.key == vocabulary.key) {
            fields.notes.push(Diagnostic::at(Code::DuplicateTerm, fields.file, key_span).with("id", &vocabulary.key));
        } else {
            vocabularies.push(vocabulary);
        }
    }
    vocabularies
}

fn read_one(mut fields: Fields<'_, '_>, others: &[Language]) -> Option<(Vocabulary, Span)> {
    let key_node = fields.require("key", "key = \"pillar\"");
    let label = language::require_text(&mut fields, "label", "label = \"三つの柱\"", others);
    let required = fields.flag("required").unwrap_or(false);
    let multiple = fields.flag("multiple").unwrap_or(false);
    let mark = fields.one_of("mark", &Mark::WORDS).unwrap_or_default();
    let mut terms = Vec::new();
    if let Some(node) = fields.require("terms", "terms = [{ id = \"a\", label = \"…\" }]") {
        read_terms(&mut fields, node, None, others, &mut terms);
    }
    language::allow_translations(&mut fields, others, &["label"]);
    let key_node = key_node.map(|node| (node.as_text().unwrap_or_default().to_owned(), node.span.clone()));
    if let Some((key, span)) = &key_node {
        if !is_id(key) {
            fields.notes.push(Diagnostic::at(Code::BadId, fields.file, span.clone()).with("id", key));
        } else if is_reserved(key) {
            fields.notes.push(Diagnostic::at(Code::ReservedKey, fields.file, span.clone()).with("key", key));
        }
    }
    fields.finish();
    let (key, span) = key_node.filter(|(key, _)| is_id(key) && !is_reserved(key))?;
    Some((Vocabulary { key, label: label?, required, multiple, mark, terms }, span))
}

fn is_reserved(key: &str) -> bool {
    reserved().any(|reserved| reserved == key)
}

/// Whether a word can be an id: letters, digits, `-` and `_`, in ASCII.
pub(super) fn is_id(word: &str) -> bool {
    !word.is_empty()
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        && !word.starts_with('-')
}

fn read_terms(
    fields: &mut Fields<'_, '_>,
    node: &Node,
    parent: Option<usize>,
    others: &[Language],
    terms: &mut Vec<Term>,
) {
    let Some(items) = node.as_list() else {
        fields.notes.push(wrong_type(fields.file, node, "[{ id = \"…\", label = \"…\" }]"));
        return;
    };
    for (index, item) in items.iter().enumerate() {
        let mut inner = Fields::new(fields.file, item.span.clone(), item, fields.notes);
        let at = terms.len();
        let Some(term) = read_term(&mut inner, parent, index + 1, others, terms) else { continue };
        terms.push(term);
        if let Some(children) = inner.take("children") {
            read_terms(&mut inner, children, Some(at), others, terms);
        }
        inner.finish();
    }
}

fn read_term(
    fields: &mut Fields<'_, '_>,
    parent: Option<usize>,
    position: usize,
    others: &[Language],
    terms: &[Term],
) -> Option<Term> {
    let id = fields.require("id", "id = \"inside\"");
    let label = language::require_text(fields, "label", "label = \"市内\"", others);
    let motto = language::read_text(fields, "motto", others);
    let reading = fields.text("reading");
    let description = language::read_text(fields, "description", others);
    let color = read_color(fields);
    let next = read_next(fields, others);
    language::allow_translations(fields, others, &["label", "motto", "description", "reading"]);
    let node = id?;
    let id = node.as_text().unwrap_or_default().to_owned();
    let slug = id.to_ascii_lowercase();
    if !is_id(&id) {
        fields.notes.push(Diagnostic::at(Code::BadId, fields.file, node.span.clone()).with("id", &id));
        return None;
    }
    if terms.iter().any(|term| term.slug == slug) {
        fields.notes.push(Diagnostic::at(Code::DuplicateTerm, fields.file, node.span.clone()).with("id", &id));
        return None;
    }
    let label = label.unwrap_or_else(|| Localized::new(id.clone(), Vec::new()));
    Some(Term { id, slug, label, motto, reading, description, color, next, parent, position })
}

fn read_color(fields: &mut Fields<'_, '_>) -> Option<String> {
    let node = fields.take("color")?;
    let text = node.as_text().unwrap_or_default();
    let sound = text.len() == 7 && text.starts_with('#') && text[1..].chars().all(|c| c.is_ascii_hexdigit());
    if !sound {
        fields.notes.push(Diagnostic::at(Code::BadColor, fields.file, node.span.clone()).with("found", text));
    }
    sound.then(|| text.to_ascii_lowercase())
}

fn read_next(fields: &mut Fields<'_, '_>, others: &[Language]) -> Option<Next> {
    let (key, node) = fields.entry("next")?;
    let mut inner = fields.child(key.span.clone(), node);
    let text = language::require_text(&mut inner, "text", "text = \"会いに行く\"", others);
    inner.require("link", "link = \"@/join.md\"");
    let link = inner.text_at("link");
    language::allow_translations(&mut inner, others, &["text"]);
    inner.finish();
    let (link, span) = link?;
    Some(Next { text: text?, link, span })
}

/// The rows and the columns of the map: the first two vocabularies, unless `map = ["row", "column"]` or
/// `map = false` says otherwise.
pub(super) fn read_map(fields: &mut Fields<'_, '_>, vocabularies: &[Vocabulary]) -> Option<(usize, usize)> {
    let Some(node) = fields.take("map") else { return (vocabularies.len() >= 2).then_some((0, 1)) };
    if node.as_text() == Some("false") {
        return None;
    }
    let Some([rows, columns]) = node.as_list() else {
        fields.notes.push(wrong_type(fields.file, node, &example_of_map(vocabularies)));
        return None;
    };
    let keys: Vec<(&str, usize)> = vocabularies.iter().enumerate().map(|(at, own)| (own.key.as_str(), at)).collect();
    let [rows, columns] = [rows, columns].map(|side| fields::one_of(fields.file, side, "map", &keys, fields.notes));
    let (rows, columns) = rows.zip(columns)?;
    if rows == columns {
        fields.notes.push(wrong_type(fields.file, node, &example_of_map(vocabularies)));
        return None;
    }
    Some((rows, columns))
}

/// What `map` may be on a site with such vocabularies.
fn example_of_map(vocabularies: &[Vocabulary]) -> String {
    match vocabularies {
        [rows, columns, ..] => format!("[\"{}\", \"{}\"] / false", rows.key, columns.key),
        _ => "false".to_owned(),
    }
}
