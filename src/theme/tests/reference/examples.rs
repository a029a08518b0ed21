//! What the sample views hold in each place, for examples; and proof that places are called what the reference says.

use std::collections::BTreeMap;

use serde_json::Value;

use super::structs::{Shape, Structs};

/// The first value that tells something, by struct and field.
#[derive(Default)]
pub(super) struct Examples(BTreeMap<(String, String), Value>);

impl Examples {
    /// Looks at a value and all that is in it. Panics where it holds another thing than the sources say.
    pub(super) fn learn(&mut self, structs: &Structs, shape: &Shape, value: &Value) {
        match (shape, value) {
            (Shape::OrNull(_), Value::Null)
            | (Shape::Anything, _)
            | (Shape::Text | Shape::Html, Value::String(_))
            | (Shape::Number, Value::Number(_))
            | (Shape::YesNo, Value::Bool(_))
            | (Shape::Texts, Value::Object(_))
            | (Shape::PairOfTexts, Value::Array(_)) => {}
            (Shape::OrNull(inner), _) => self.learn(structs, inner, value),
            (Shape::List(inner), Value::Array(items)) => {
                for item in items {
                    self.learn(structs, inner, item);
                }
            }
            (Shape::Named(name), _) => self.learn_struct(structs, name, value),
            _ => panic!("{shape:?} is said of {value}"),
        }
    }

    fn learn_struct(&mut self, structs: &Structs, name: &str, value: &Value) {
        let seen = structs.get(name).unwrap_or_else(|| panic!("nothing is said of {name}"));
        if let Some(other) = &seen.same_as {
            return self.learn_struct(structs, other, value);
        }
        if seen.is_word {
            assert!(seen.fields.iter().any(|word| value == word.name.as_str()), "{name} has no word {value}");
            return;
        }
        let held = value.as_object().unwrap_or_else(|| panic!("{name} is a map, not {value}"));
        assert_eq!(held.len(), seen.fields.len(), "{name} holds {:?}", held.keys());
        for field in &seen.fields {
            let value = held.get(&field.name).unwrap_or_else(|| panic!("{name} has no {}", field.name));
            self.learn(structs, &field.shape, value);
            if tells(value) {
                self.0.entry((name.to_owned(), field.name.clone())).or_insert_with(|| value.clone());
            }
        }
    }

    /// A value as templates might write it, cut short; nothing for what has a table of its own.
    pub(super) fn of(&self, name: &str, field: &str, shape: &Shape) -> String {
        let value = self.0.get(&(name.to_owned(), field.to_owned()));
        match value {
            Some(value) if shape.named().is_none() => short(value),
            _ => String::new(),
        }
    }
}

fn tells(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

fn short(value: &Value) -> String {
    match value {
        Value::String(text) => cut(text),
        Value::Array(items) => {
            let more = if items.len() > 1 { ", …" } else { "" };
            items.first().map(|first| format!("[{}{more}]", short(first))).unwrap_or_default()
        }
        Value::Object(fields) => {
            let first = fields.iter().next();
            first.map(|(name, value)| format!("{{{}: {}, …}}", cut(name), short(value))).unwrap_or_default()
        }
        other => other.to_string(),
    }
}

/// More than so many letters make a line that nobody reads.
const LONGEST: usize = 36;

fn cut(text: &str) -> String {
    let text = text.replace('\n', " ");
    if text.chars().count() <= LONGEST {
        return format!("\"{text}\"");
    }
    format!("\"{}…\"", text.chars().take(LONGEST - 1).collect::<String>())
}
