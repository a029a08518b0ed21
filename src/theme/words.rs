//! The theme's own words: `i18n/TAG.toml` of each layer → one table a language, complete.

use std::collections::{BTreeMap, BTreeSet};

use tera::{Map, Value};

use super::{layers, text_of};
use crate::config::{Config, Lang, Language};
use crate::diag::{Code, Diagnostic, Notes, Span};
use crate::hashed::hash_of;
use crate::node::fields::wrong_type;
use crate::node::{self, Node};
use crate::source::{SourcePath, Tree};

/// A word: one text, or texts for one and for many.
#[derive(Clone, Debug, PartialEq, Hash)]
pub(super) enum Word {
    /// The same for any number.
    Plain(String),
    /// `one` and `other`.
    Plural(BTreeMap<String, String>),
}

/// Words by their keys.
pub(super) type Catalogue = BTreeMap<String, Word>;

/// The words of all of a site's languages.
#[derive(Debug)]
pub(super) struct Words {
    languages: Vec<(Catalogue, Value)>,
}

impl Words {
    pub(super) fn load(tree: &Tree, config: &Config, notes: &mut Notes) -> Self {
        let written = read_layers(tree, &config.theme, notes);
        notes.extend(config.languages.iter().filter_map(|language| lacking(language, &written, tree, config)));
        let languages = config.languages.iter().map(|language| {
            let catalogue = complete(&language.tag, &written);
            let value = to_value(&catalogue);
            (catalogue, value)
        });
        Self { languages: languages.collect() }
    }

    pub(super) fn value(&self, lang: Lang) -> Value {
        self.languages.get(lang.index()).map_or_else(Value::none, |(_, value)| value.clone())
    }

    pub(super) fn get(&self, lang: Lang, key: &str) -> Option<&str> {
        match self.languages.get(lang.index())?.0.get(key)? {
            Word::Plain(text) => Some(text),
            Word::Plural(forms) => forms.get("other").map(String::as_str),
        }
    }

    pub(super) fn hash_of(&self, lang: Lang) -> u64 {
        self.languages.get(lang.index()).map_or(0, |(catalogue, _)| hash_of(catalogue))
    }

    pub(super) fn hash(&self) -> u64 {
        hash_of(&self.languages.iter().map(|(catalogue, _)| catalogue).collect::<Vec<_>>())
    }
}

/// What each layer's files say, by language; upper layers replace single words of lower ones.
fn read_layers(tree: &Tree, theme: &str, notes: &mut Notes) -> BTreeMap<String, Catalogue> {
    let mut written: BTreeMap<String, Catalogue> = BTreeMap::new();
    for (name, bytes) in layers::built_in("i18n") {
        let file = SourcePath::new(&format!("themes/default/i18n/{name}"));
        read(&file, &String::from_utf8_lossy(bytes), &mut written, notes);
    }
    for (path, source) in tree.under(&format!("themes/{theme}/i18n/")) {
        if let Some(text) = text_of(&source.content).filter(|_| path.ending() == "toml") {
            read(path, &text, &mut written, notes);
        }
    }
    written
}

fn read(file: &SourcePath, text: &str, written: &mut BTreeMap<String, Catalogue>, notes: &mut Notes) {
    let tag = file.file_name().trim_end_matches(".toml").to_owned();
    let root = node::toml::parse(file, text, notes);
    let words = written.entry(tag).or_default();
    for (key, node) in root.as_map().unwrap_or_default() {
        match word(node) {
            Ok(word) => drop(words.insert(key.text.clone(), word)),
            Err(span) => {
                let node = Node { span, value: node.value.clone() };
                notes.push(wrong_type(file, &node, "\"…\" / { one = \"…\", other = \"…\" }"));
            }
        }
    }
}

fn word(node: &Node) -> Result<Word, Span> {
    if let Some(text) = node.as_text() {
        return Ok(Word::Plain(text.to_owned()));
    }
    let forms = node.as_map().ok_or_else(|| node.span.clone())?;
    let forms: BTreeMap<String, String> = forms
        .iter()
        .map(|(form, node)| Ok((form.text.clone(), node.as_text().ok_or_else(|| node.span.clone())?.to_owned())))
        .collect::<Result<_, Span>>()?;
    if forms.contains_key("other") { Ok(Word::Plural(forms)) } else { Err(node.span.clone()) }
}

/// The words for a language: its own, then those of its base language, then English, then Japanese.
fn complete(tag: &str, written: &BTreeMap<String, Catalogue>) -> Catalogue {
    let base = tag.split('-').next().unwrap_or(tag);
    let mut words = Catalogue::new();
    for tag in ["ja", "en", base, tag] {
        words.extend(written.get(tag).cloned().unwrap_or_default());
    }
    words
}

/// Tells of the words that a language lacks and has to borrow, with the file that they belong into.
fn lacking(
    language: &Language,
    written: &BTreeMap<String, Catalogue>,
    tree: &Tree,
    config: &Config,
) -> Option<Diagnostic> {
    let tag = language.tag.as_str();
    let base = tag.split('-').next().unwrap_or(tag);
    let own =
        |key: &String| [tag, base].iter().any(|tag| written.get(*tag).is_some_and(|words| words.contains_key(key)));
    let known: BTreeSet<&String> =
        ["ja", "en"].iter().filter_map(|tag| written.get(*tag)).flat_map(Catalogue::keys).collect();
    let missing: Vec<&String> = known.into_iter().filter(|key| !own(key)).collect();
    let first = missing.first()?;
    let file = SourcePath::new(&format!("themes/{}/i18n/{tag}.toml", config.theme));
    let note = match tree.get(&file) {
        Some(_) => Diagnostic::in_file(Code::WordsLacking, &file),
        None => Diagnostic::at(Code::WordsLacking, &config.file, language.span.clone()),
    };
    let note = note.with("lang", tag).with("file", &file).with("first", first).with("count", missing.len());
    Some(note.with_list("missing", missing.iter().map(|key| key.as_str())))
}

fn to_value(catalogue: &Catalogue) -> Value {
    let mut words = Map::new();
    for (key, word) in catalogue {
        let value = match word {
            Word::Plain(text) => Value::normal_string(text),
            Word::Plural(forms) => Value::from_serializable(forms),
        };
        words.insert(key.clone().into(), value);
    }
    Value::from(words)
}
