//! site.toml and theme.toml → nodes.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Key, Node, Value};
use crate::diag::{Code, Diagnostic, Notes};
use crate::source::SourcePath;

/// Reads TOML. All mistakes of syntax are noted; the node holds what could be read.
#[must_use]
pub fn parse(file: &SourcePath, text: &str, notes: &mut Notes) -> Node {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        notes.push(Diagnostic::at(Code::TomlSyntax, file, span).with("reason", error.message()));
    }
    let table = table.into_inner();
    Node { span: 0..text.len().min(1), value: map(&table) }
}

fn map(table: &DeTable<'_>) -> Value {
    let mut entries: Vec<(Key, Node)> = table
        .iter()
        .map(|(key, value)| (Key { span: key.span(), text: key.get_ref().to_string() }, node(value)))
        .collect();
    // The parser keeps keys in order of the alphabet; people expect that of the file.
    entries.sort_by_key(|(key, _)| key.span.start);
    Value::Map(entries)
}

fn node(value: &Spanned<DeValue<'_>>) -> Node {
    let plain = |text: String| Value::Scalar { text, quoted: false };
    let value_of = match value.get_ref() {
        DeValue::String(text) => Value::Scalar { text: text.to_string(), quoted: true },
        DeValue::Integer(number) => plain(number.as_str().to_owned()),
        DeValue::Float(number) => plain(number.as_str().to_owned()),
        DeValue::Boolean(truth) => plain(truth.to_string()),
        DeValue::Datetime(date) => plain(date.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(node).collect()),
        DeValue::Table(table) => map(table),
    };
    Node { span: value.span(), value: value_of }
}
