//! A value with its place: what site.toml, front matter and the data file all become before they mean anything.
//! `yaml` and `toml` make it, `fields` reads it.

pub mod csv;
pub mod fields;
pub mod toml;
pub mod yaml;

use crate::diag::Span;

/// A value and the bytes it was written with.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where it stands in its file.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// A value as it was written.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A word, number, date or nothing; `quoted` tells `"2024"` from `2024`.
    Scalar {
        /// The text without its quotes.
        text: String,
        /// Whether it stood in quotes or was a block of text.
        quoted: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order written.
    Map(Vec<(Key, Node)>),
    /// Something that could not be read, which has been noted.
    Unread,
}

/// A key and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// Where it stands in its file.
    pub span: Span,
    /// The key as written, without quotes.
    pub text: String,
}

impl Node {
    /// A map without entries at `span`.
    #[must_use]
    pub fn empty_map(span: Span) -> Self {
        Self { span, value: Value::Map(Vec::new()) }
    }

    /// The text of a scalar.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The entries of a map.
    #[must_use]
    pub fn as_map(&self) -> Option<&[(Key, Node)]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// Whether it is a map.
    #[must_use]
    pub fn is_map(&self) -> bool {
        self.as_map().is_some()
    }

    /// The items of a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// The value of `key`, if this is a map that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_map()?.iter().find(|(name, _)| name.text == key).map(|(_, node)| node)
    }

    /// The text of `key`, if this is a map that has one.
    #[must_use]
    pub fn text_of(&self, key: &str) -> Option<&str> {
        self.get(key).filter(|node| !node.is_null())?.as_text()
    }

    /// Whether nothing was written: `key:`, `key: ~` or `key: null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, quoted: false } if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }
}

/// A node as free-form data for templates. Plain `true`, `3` and `2.5` become what they look like, all else text.
#[must_use]
pub fn to_json(node: &Node) -> serde_json::Value {
    use serde_json::Value as Json;
    match &node.value {
        Value::Unread => Json::Null,
        Value::Scalar { .. } if node.is_null() => Json::Null,
        Value::Scalar { text, quoted: true } => Json::String(text.clone()),
        Value::Scalar { text, quoted: false } => match serde_json::from_str(text) {
            Ok(value @ (Json::Bool(_) | Json::Number(_))) => value,
            _ => Json::String(text.clone()),
        },
        Value::List(items) => Json::Array(items.iter().map(to_json).collect()),
        Value::Map(entries) => {
            Json::Object(entries.iter().map(|(key, node)| (key.text.clone(), to_json(node))).collect())
        }
    }
}
