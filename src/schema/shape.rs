//! What schemas are made of: scalars as the readers take them, and maps key by key. No format is known here.
//!
//! Readers take `2025` for a text and `"72.5"` for a figure, so that schemas do, too. Words in quotes are held by
//! patterns instead of lists, which editors would propose.

use serde_json::{Map, Value as Json, json};

use crate::config::Config;
use crate::diag::Language;

/// A sentence in Japanese and in English.
pub(super) type Words = (&'static str, &'static str);

/// A day, or a moment.
const MOMENT: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([Tt ][0-9]{2}.*)?$";
const NUMBER: &str = r"^[+-]?[0-9.][0-9_.]*$";
const WHOLE: &str = r"^\+?[0-9][0-9_]*(\.0*)?$";
/// The tag of a language.
pub(super) const TAG: &str = "[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*";

/// What a schema is written for.
#[derive(Clone, Copy)]
pub(super) struct Scribe<'a> {
    /// The language of descriptions.
    pub(super) language: Language,
    /// The settings, where they are known.
    pub(super) config: Option<&'a Config>,
    /// Whether a key may stand without its value, as in YAML.
    pub(super) gaps: bool,
}

/// A map, told key by key.
pub(super) struct Entries<'a> {
    scribe: Scribe<'a>,
    properties: Map<String, Json>,
    required: Vec<String>,
    others: Option<Json>,
    translation: Option<Json>,
    keywords: Map<String, Json>,
}

impl<'a> Scribe<'a> {
    /// A sentence in the schema's language.
    pub(super) fn say(self, (ja, en): Words) -> &'static str {
        match self.language {
            Language::Ja => ja,
            Language::En => en,
        }
    }

    /// A map without keys.
    pub(super) fn map(self) -> Entries<'a> {
        let (properties, keywords) = (Map::new(), Map::new());
        Entries { scribe: self, properties, required: Vec::new(), others: None, translation: None, keywords }
    }

    /// A shape with what editors show of its example in place of the pattern, which says nothing to those who write.
    pub(super) fn hinted(self, mut shape: Json) -> Json {
        if let Some(example) = shape["examples"][0].as_str() {
            let hint = match self.language {
                Language::Ja => format!("「{example}」のように書いてください"),
                Language::En => format!("Write it like this: {example}"),
            };
            shape["patternErrorMessage"] = hint.into();
        }
        shape
    }

    /// The shape of a value that may be left out after its key.
    pub(super) fn gap(self, shape: Json) -> Json {
        if self.gaps { or_null(shape) } else { shape }
    }
}

impl Entries<'_> {
    /// A key that must be there.
    pub(super) fn must(mut self, key: &str, shape: Json, words: Words) -> Self {
        self.required.push(key.to_owned());
        self.insert(key, shape, words);
        self
    }

    /// A key that may be there.
    pub(super) fn may(mut self, key: &str, shape: Json, words: Words) -> Self {
        let shape = self.scribe.gap(shape);
        self.insert(key, shape, words);
        self
    }

    /// A key that may be left out, but not stand without a value.
    pub(super) fn given(mut self, key: &str, shape: Json, words: Words) -> Self {
        self.insert(key, shape, words);
        self
    }

    /// The spelling of another program, for which `own` should stand.
    pub(super) fn foreign(mut self, key: &str, own: &str) -> Self {
        let mut shape = self.properties.get(own).cloned().unwrap_or(Json::Bool(true));
        if let Some(map) = shape.as_object_mut() {
            let words = match self.scribe.language {
                Language::Ja => format!("ほかの道具の書きかた。`{own}` と書いてください。"),
                Language::En => format!("Another program's spelling of `{own}`, which is to be preferred."),
            };
            map.remove("examples");
            map.insert("description".to_owned(), words.into());
            map.insert("deprecated".to_owned(), true.into());
        }
        self.properties.insert(key.to_owned(), shape);
        self
    }

    /// Adds to the sentence on a key.
    pub(super) fn add_words(mut self, key: &str, more: &str) -> Self {
        if let Some(Json::String(words)) = self.properties.get_mut(key).and_then(|shape| shape.get_mut("description")) {
            words.push_str(&format!("\n{more}"));
        }
        self
    }

    /// Any other key may stand, with such a value.
    pub(super) fn others(mut self, shape: Json) -> Self {
        self.others = Some(shape);
        self
    }

    /// What the names of keys must be.
    pub(super) fn named(self, names: Json) -> Self {
        self.keyword("propertyNames", names)
    }

    /// A keyword of JSON Schema.
    pub(super) fn keyword(mut self, keyword: &str, value: Json) -> Self {
        self.keywords.insert(keyword.to_owned(), value);
        self
    }

    /// The texts of `keys` may stand in other languages, under the languages' tags.
    pub(super) fn translated(self, keys: &[&str]) -> Self {
        let words: Words = ("この言語での言葉。", "The words in this language.");
        let inner = self.scribe.map();
        let inner = keys.iter().fold(inner, |inner, key| inner.may(key, text(), words));
        self.translated_as(any_of([text(), inner.done()]), words)
    }

    /// As `translated`, for a translation of a shape of its own.
    pub(super) fn translated_as(mut self, shape: Json, words: Words) -> Self {
        self.translation = Some(described(self.scribe.gap(shape), self.scribe.say(words)));
        self
    }

    /// The schema of the map.
    pub(super) fn done(self) -> Json {
        let Self { scribe, mut properties, mut required, others, translation, keywords: mut schema } = self;
        match (translation, scribe.config) {
            (Some(shape), Some(config)) => {
                for language in &config.languages[1..] {
                    properties.entry(language.tag.clone()).or_insert_with(|| shape.clone());
                }
            }
            (Some(shape), None) => {
                // A tag may look as a free key does.
                let shape = others.iter().cloned().fold(shape, |shape, other| any_of([shape, other]));
                let own: Vec<&str> = properties.keys().map(String::as_str).collect();
                let pattern = format!("^(?!(?:{})$){TAG}$", own.join("|"));
                schema.insert("patternProperties".to_owned(), json!({ pattern: shape }));
            }
            (None, _) => {}
        }
        schema.insert("type".to_owned(), "object".into());
        schema.insert("additionalProperties".to_owned(), others.unwrap_or(Json::Bool(false)));
        if !properties.is_empty() {
            schema.insert("properties".to_owned(), properties.into());
        }
        if !required.is_empty() {
            required.sort();
            schema.insert("required".to_owned(), required.into());
        }
        schema.into()
    }

    fn insert(&mut self, key: &str, mut shape: Json, words: Words) {
        if shape.get("pattern").is_some() && shape.get("examples").is_some() {
            shape = self.scribe.hinted(shape);
        }
        self.properties.insert(key.to_owned(), described(shape, self.scribe.say(words)));
    }
}

/// A shape with a sentence on it.
pub(super) fn described(mut shape: Json, words: &str) -> Json {
    if let Some(map) = shape.as_object_mut() {
        map.insert("description".to_owned(), words.into());
    }
    shape
}

/// A shape with an example.
pub(super) fn like(mut shape: Json, example: impl Into<Json>) -> Json {
    shape["examples"] = json!([example.into()]);
    shape
}

/// A shape that stands among the `$defs`.
pub(super) fn reference(name: &str) -> Json {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// One of several shapes; those that are such a choice themselves are told flat.
pub(super) fn any_of(shapes: impl IntoIterator<Item = Json>) -> Json {
    let mut all: Vec<Json> = Vec::new();
    for mut shape in shapes {
        match shape.get_mut("anyOf").map(Json::take) {
            Some(Json::Array(inner)) => all.extend(inner),
            _ => all.push(shape),
        }
    }
    json!({ "anyOf": all })
}

/// A shape, or nothing.
pub(super) fn or_null(mut shape: Json) -> Json {
    let is_open = shape.as_object().is_none_or(Map::is_empty);
    if is_open {
        return shape;
    }
    if let Some(Json::Array(choices)) = shape.get_mut("anyOf") {
        choices.push(json!({ "type": "null" }));
        return shape;
    }
    if let Some(Json::Array(words)) = shape.get_mut("enum") {
        words.push(Json::Null);
        return shape;
    }
    match shape.get_mut("type") {
        Some(Json::Array(types)) => types.push("null".into()),
        Some(kind) => *kind = json!([kind.take(), "null"]),
        None => return any_of([shape, json!({ "type": "null" })]),
    }
    shape
}

/// A list of at least `least`.
pub(super) fn list_of(shape: &Json, least: usize) -> Json {
    let mut list = json!({ "type": "array", "items": shape });
    if least > 0 {
        list["minItems"] = least.into();
    }
    list
}

/// Any text. What looks like a number is one as well; what looks like a truth value is more often a slip.
pub(super) fn text() -> Json {
    json!({ "type": ["string", "number"] })
}

/// A text of which something is left without spaces.
pub(super) fn said() -> Json {
    json!({ "type": ["string", "number"], "pattern": "\\S" })
}

/// A text of a certain form.
pub(super) fn of_form(pattern: &str) -> Json {
    json!({ "type": "string", "pattern": pattern })
}

/// Keys of a certain form. They are texts to JSON, but `2025:` is a number to editors of YAML.
pub(super) fn keys_of_form(pattern: &str) -> Json {
    json!({ "pattern": pattern })
}

/// An id, which TOML may write as a number.
pub(super) fn id(pattern: &str) -> Json {
    json!({ "type": ["string", "integer"], "pattern": pattern })
}

/// One text, or a list of them.
pub(super) fn texts() -> Json {
    any_of([text(), list_of(&text(), 0)])
}

/// `true` or `false`.
pub(super) fn flag() -> Json {
    json!({ "type": ["boolean", "string"], "pattern": "^(true|false)$" })
}

/// One of the words of a reader's table.
pub(super) fn one_of<'w>(words: impl IntoIterator<Item = &'w str>) -> Json {
    json!({ "enum": words.into_iter().collect::<Vec<_>>() })
}

/// The words of a reader's table.
pub(super) fn words_of<T>(table: &[(&'static str, T)]) -> Json {
    one_of(table.iter().map(|(word, _)| *word))
}

/// A day, or a moment.
pub(super) fn moment() -> Json {
    like(of_form(MOMENT), "2026-04-12")
}

/// A figure.
pub(super) fn number() -> Json {
    json!({ "type": ["number", "string"], "pattern": NUMBER })
}

/// A share in per cent.
pub(super) fn share() -> Json {
    json!({ "type": ["number", "string"], "pattern": NUMBER, "minimum": 0, "maximum": 100 })
}

/// A whole number of at least `least`.
pub(super) fn count(least: usize) -> Json {
    json!({ "type": ["integer", "string"], "pattern": WHOLE, "minimum": least })
}

/// A number of decimals.
pub(super) fn digits() -> Json {
    json!({ "type": ["integer", "string"], "pattern": "^[0-6]$", "minimum": 0, "maximum": 6 })
}
