//! Facts: single figures, each with its unit, its base and its date.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use super::read::{self, Named};
use super::value::Values;
use crate::config::language::{self, Language, Localized};
use crate::node::Node;
use crate::node::fields::Fields;

/// What an indicator of kind `facts` holds.
#[derive(Clone, Debug, Hash)]
pub struct Facts {
    /// The figures.
    pub items: Vec<Fact>,
}

/// One figure.
#[derive(Clone, Debug, Hash)]
pub struct Fact {
    /// Its key and its name.
    pub name: Named,
    /// The figure; `None` where it is not known.
    pub value: Option<Decimal>,
    /// Its unit; may be empty.
    pub unit: Localized<String>,
    /// What it is measured against.
    pub base: Option<Localized<String>>,
    /// Its own day.
    pub as_of: Option<Date>,
}

impl Facts {
    /// Every figure under the path by which texts state it.
    pub(super) fn values(&self, values: &mut Values) {
        for fact in &self.items {
            if let Some(value) = fact.value {
                values.plain(fact.name.id.clone(), value).units(&fact.unit);
            }
        }
    }
}

/// Reads an indicator of kind `facts`.
pub(super) fn read(fields: &mut Fields<'_, '_>, others: &[Language]) -> Facts {
    let mut items = Vec::new();
    for (key, node) in read::rows(fields, "items", "items: { population: { label: 人口, value: 206000 } }") {
        read::check_part_id(fields.file, key, &[], fields.notes);
        let mut row = fields.child(key.span.clone(), node);
        let label = language::require_text(&mut row, "label", "label: 人口", others);
        let unit = language::read_text(&mut row, "unit", &[]).map(|unit| translated(&mut row, &unit, "unit", others));
        let base = language::read_text(&mut row, "base", &[]).map(|base| translated(&mut row, &base, "base", others));
        language::allow_translations(&mut row, others, &["label", "unit", "base"]);
        let value = read_value(&mut row, node);
        let as_of = row.moment("as_of", &TimeZone::UTC).map(DateTime::date);
        row.finish();
        let label = label.unwrap_or_else(|| Localized::new(key.text.clone(), Vec::new()));
        let name = Named { id: key.text.clone(), label };
        items.push(Fact { name, value, unit: read::unit(&unit.unwrap_or_default(), others), base, as_of });
    }
    Facts { items }
}

/// `value: ~` says that the figure is not known; without the key it was forgotten.
fn read_value(row: &mut Fields<'_, '_>, node: &Node) -> Option<Decimal> {
    if node.get("value").is_some_and(Node::is_null) {
        row.take("value");
        return None;
    }
    let node = row.require("value", "value: 206000")?;
    read::number(row.file, node, row.notes)
}

/// As `language::read_text`, but `en: Population` translates the label alone.
fn translated(
    row: &mut Fields<'_, '_>,
    first: &Localized<String>,
    key: &str,
    others: &[Language],
) -> Localized<String> {
    let others = others.iter().map(|language| Some(row.take(&language.tag)?.get(key)?.as_text()?.to_owned()));
    Localized::new(first.get(crate::config::Lang::FIRST).clone(), others.collect())
}

#[cfg(test)]
mod tests {
    use crate::config::Lang;
    use crate::data::sample::{codes, numbers, only};

    #[test]
    fn facts_are_stated_by_their_key() {
        let indicator = only(
            "
            kind: facts
            items:
              population: { label: 人口, en: Population, value: 206000, unit: 人 }
              daytime: { label: 昼間人口指数, value: 80.9, base: 常住人口=100, as_of: 2020-10-01 }",
        );
        assert_eq!(numbers(&indicator, "population"), "206,000");
        assert_eq!(numbers(&indicator, "daytime"), "80.9");
        assert!(
            indicator
                .value("population", Lang::FIRST)
                .is_some_and(|value| !value.agrees("20万6千人") && value.agrees("206,000人"))
        );
    }

    #[test]
    fn missing_parts_are_named() {
        assert_eq!(
            codes(
                "
            kind: facts
            items: { a: { value: 1, unti: 人 }, b: { label: B }, c: { label: C, value: ~ } }"
            ),
            ["H013", "H014", "H014"]
        );
    }
}
