//! Facts: single figures, each with its unit, its base and its date. Sources do not always print a plain figure:
//! a fact may be a range, a bound, a place in an order, or words where no figure is given.

mod goal;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use super::ranking;
use super::read::{self, Named};
use super::value::Values;
use crate::config::language::{self, Language, Localized};
use crate::node::Node;
use crate::node::fields::{Fields, wrong_type};
pub use goal::Goal;

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
    /// The figure, or the lower end of a range; `None` where it is not known.
    pub value: Option<Decimal>,
    /// The upper end of a range.
    pub to: Option<Decimal>,
    /// How the figure is meant.
    pub sense: Sense,
    /// What the source says in words, in place of a figure or beside it.
    pub words: Option<Localized<String>>,
    /// Its place among others.
    pub rank: Option<Standing>,
    /// What it is to be, if it is to be anything.
    pub goal: Option<Goal>,
    /// Its unit; may be empty.
    pub unit: Localized<String>,
    /// What it is measured against.
    pub base: Option<Localized<String>>,
    /// Its own day.
    pub as_of: Option<Date>,
}

/// How a figure is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sense {
    /// As it stands.
    #[default]
    Exact,
    /// Roughly.
    About,
    /// It or less.
    AtMost,
    /// It or more.
    AtLeast,
    /// More than it.
    Over,
    /// Less than it.
    Under,
}

impl Sense {
    /// The words of data files.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("about", Self::About),
        ("at-most", Self::AtMost),
        ("at-least", Self::AtLeast),
        ("over", Self::Over),
        ("under", Self::Under),
    ];

    /// The word by which data files say it; `None` for a plain figure.
    #[must_use]
    pub fn word(self) -> Option<&'static str> {
        Self::WORDS.into_iter().find(|(_, sense)| *sense == self).map(|(word, _)| word)
    }
}

/// The ends from which places are counted; true for the lowest.
pub const ENDS: [(&str, bool); 2] = [("highest", false), ("lowest", true)];

/// A place in an order: fourth lowest of 26.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Standing {
    /// From 1.
    pub place: Decimal,
    /// How many there are, if that is known.
    pub of: Option<u64>,
    /// Whether the lowest comes first.
    pub from_lowest: bool,
}

impl Facts {
    /// Every figure under the path by which texts state it.
    pub(super) fn values(&self, values: &mut Values) {
        for fact in &self.items {
            let id = &fact.name.id;
            match (fact.value, fact.to) {
                (Some(low), Some(high)) => {
                    values.plain(format!("{id}.low"), low).units(&fact.unit);
                    values.plain(format!("{id}.high"), high).units(&fact.unit);
                }
                (Some(value), None) => {
                    values.plain(id.clone(), value).units(&fact.unit);
                }
                (None, _) => {}
            }
            if let Some(goal) = fact.goal {
                if let Some(bar) = goal.aim.bound() {
                    values.plain(format!("{id}.target"), bar).units(&fact.unit);
                }
                values.word(format!("{id}.result"), goal.verdict);
            }
            if let Some(rank) = fact.rank {
                values.plain(format!("{id}.rank"), rank.place).unit("位").unit("番目");
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
        items.push(read_fact(&mut row, (&key.text, node), others));
        row.finish();
    }
    Facts { items }
}

fn read_fact(row: &mut Fields<'_, '_>, (id, node): (&str, &Node), others: &[Language]) -> Fact {
    let label = language::require_text(row, "label", "label: 人口", others);
    let mut text = |key: &str| language::read_text(row, key, &[]).map(|text| translated(row, &text, key, others));
    let (unit, base, words) = (text("unit"), text("base"), text("words"));
    language::allow_translations(row, others, &["label", "unit", "base", "words"]);
    let known_missing = words.is_some() || node.get("value").is_some_and(Node::is_null);
    let (value, to) = read_value(row, known_missing);
    let mut fact = Fact {
        name: Named { id: id.to_owned(), label: label.unwrap_or_else(|| Localized::new(id.to_owned(), Vec::new())) },
        value,
        to,
        sense: row.one_of("is", &Sense::WORDS).unwrap_or_default(),
        words,
        rank: read_standing(row),
        unit: read::unit(&unit.unwrap_or_default(), others),
        base,
        as_of: row.moment("as_of", &TimeZone::UTC).map(DateTime::date),
        goal: None,
    };
    fact.goal = goal::read(row).map(|aim| Goal { aim, verdict: goal::judge(&fact, aim) });
    fact
}

/// `value: 7`, `value: [3, 4]`. `value: ~` says that the figure is not known; without the key it was forgotten,
/// unless words stand in its place.
fn read_value(row: &mut Fields<'_, '_>, known_missing: bool) -> (Option<Decimal>, Option<Decimal>) {
    let node = if known_missing { row.take("value") } else { row.require("value", "value: 206000") };
    let Some(node) = node else { return (None, None) };
    let Some(ends) = node.as_list() else { return (read::number(row.file, node, row.notes), None) };
    let ends: Vec<_> = ends.iter().map(|end| read::number(row.file, end, row.notes)).collect();
    match ends[..] {
        [Some(low), Some(high)] if low < high => (Some(low), Some(high)),
        _ if ends.contains(&None) => (None, None),
        _ => {
            row.notes.push(wrong_type(row.file, node, "[3, 4]"));
            (None, None)
        }
    }
}

/// `rank: { place: 4, of: 26, from: lowest }`.
fn read_standing(row: &mut Fields<'_, '_>) -> Option<Standing> {
    let (key, node) = row.entry("rank")?;
    let mut inner = row.child(key.span.clone(), node);
    let of = inner.take("of").and_then(|node| read::people(inner.file, node, inner.notes));
    let place = inner.require("place", "place: 4").and_then(|node| ranking::read_rank(&mut inner, node, of));
    let from_lowest = inner.one_of("from", &ENDS).unwrap_or(false);
    inner.finish();
    Some(Standing { place: place?, of, from_lowest })
}

/// As `language::read_text`, but `en: Population` translates the label alone.
fn translated(
    row: &mut Fields<'_, '_>,
    first: &Localized<String>,
    key: &str,
    others: &[Language],
) -> Localized<String> {
    let others = others.iter().map(|language| Some(row.take(&language.tag)?.text_of(key)?.to_owned()));
    Localized::new(first.get(crate::config::Lang::FIRST).clone(), others.collect())
}

#[cfg(test)]
mod tests {
    use crate::config::Lang;
    use crate::data::Figure;
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
    fn a_range_is_stated_by_its_ends_and_a_place_by_its_number() {
        let indicator = only(
            "
            kind: facts
            items:
              meetings: { label: 会議, value: [3, 4], unit: 回 }
              members: { label: 委員, value: 7, is: at-most, unit: 人 }
              daytime: { label: 昼間人口指数, value: 80.9, rank: { place: 4, of: 26, from: lowest } }
              trust: { label: 信頼, words: 上がったが、目標に届かなかった }",
        );
        assert_eq!(numbers(&indicator, "meetings"), "none");
        assert_eq!(numbers(&indicator, "meetings.low"), "3");
        assert_eq!(numbers(&indicator, "meetings.high"), "4");
        assert_eq!(numbers(&indicator, "members"), "7");
        assert_eq!(numbers(&indicator, "daytime.rank"), "4");
        assert_eq!(numbers(&indicator, "trust"), "none");
    }

    #[test]
    fn a_range_meets_its_target_only_as_a_whole() {
        let result = |fact: &str| {
            let indicator =
                only(&format!("\n            kind: facts\n            items: {{ a: {{ label: A, {fact} }} }}"));
            let Figure::Facts(facts) = &indicator.figure else { return "no facts" };
            facts.items[0].goal.map_or("none", |goal| goal.verdict.key())
        };
        for (value, three, four, five) in [
            ("value: [3, 4]", "met", "open", "missed"),
            ("value: 4", "met", "met", "missed"),
            ("value: 4, is: about", "met", "met", "missed"),
            ("value: 4, is: at-most", "open", "open", "missed"),
            ("value: 4, is: under", "open", "missed", "missed"),
            ("value: 4, is: at-least", "met", "met", "open"),
            ("value: ~", "no_data", "no_data", "no_data"),
        ] {
            for (bar, wanted) in [(3, three), (4, four), (5, five)] {
                assert_eq!(
                    result(&format!("{value}, target: {{ at_least: {bar} }}")),
                    wanted,
                    "{value} at least {bar}"
                );
            }
        }
        assert_eq!(result("value: [3, 4], target: { at_most: 4 }"), "met");
        assert_eq!(result("value: [3, 4], target: { at_most: 3 }"), "open");
        assert_eq!(result("value: 7, is: over, target: { at_most: 7 }"), "missed");
        assert_eq!(result("value: 7, is: at-most, target: { at_most: 7 }"), "met");
        assert_eq!(result("value: 7"), "none");
    }

    #[test]
    fn what_cannot_be_meant_is_named() {
        let code = |fact: &str| {
            codes(&format!("\n            kind: facts\n            items: {{ a: {{ label: A, {fact} }} }}"))
        };
        assert_eq!(code("value: [4, 3]"), ["H015"]);
        assert_eq!(code("value: [1, 2, 3]"), ["H015"]);
        assert_eq!(code("value: [多, 3]"), ["H019"]);
        assert_eq!(code("value: 7, is: most"), ["H018"]);
        assert_eq!(code("value: 7, rank: { place: 27, of: 26 }"), ["H120"]);
        assert_eq!(code("value: 7, rank: { of: 26 }"), ["H014"]);
        assert_eq!(code("value: 7, target: 8"), ["H015"], "at least or at most?");
        assert_eq!(code("value: 7, target: { at_lest: 8 }"), ["H013"]);
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
