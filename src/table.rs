//! Figures as files: CSV that spreadsheets open as it is, JSON for programs. Both come from one sheet.

mod sheet;

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

pub use sheet::{Cell, Column, Sheet, sheet};

use crate::config::{Config, Lang};
use crate::data::target::Judged;
use crate::data::{Indicator, Sampling};
use crate::decimal::{plain, to_f64, trimmed};

/// The indicator's figures as CSV: UTF-8 with a byte order mark, CRLF, one datum a cell, `-` for minus.
#[must_use]
pub fn csv(indicator: &Indicator, lang: Lang, config: &Config) -> String {
    let sheet = sheet(indicator, lang, config);
    let mut text = String::from('\u{FEFF}');
    let heads = sheet.columns.iter().map(|column| quoted(&column.label));
    push_line(&mut text, heads);
    for row in &sheet.rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Empty => String::new(),
            Cell::Number(number) => plain(*number),
            Cell::Text(text) | Cell::Name { label: text, .. } => quoted(text),
        });
        push_line(&mut text, cells);
    }
    text
}

fn push_line(text: &mut String, cells: impl Iterator<Item = String>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            text.push(',');
        }
        text.push_str(&cell);
    }
    text.push_str("\r\n");
}

/// A text as a cell: quoted where RFC 4180 asks for it, and never taken for a formula.
fn quoted(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

/// The indicator with all that describes it as JSON.
#[must_use]
pub fn json(indicator: &Indicator, lang: Lang, config: &Config) -> String {
    let about = &indicator.about;
    let sheet = sheet(indicator, lang, config);
    let text = |text: &str| Item::Text(text.to_owned());
    let optional = |value: Option<&str>| value.map_or(Item::Null, text);
    let note = about.note.as_ref().map(|note| note.get(lang).as_str());
    let row = |row: &Vec<Cell>| {
        let cells = sheet.columns.iter().zip(row).map(|(column, cell)| (column.key.clone(), Item::of(cell)));
        Item::Map(cells.collect())
    };
    let tag = config.languages.get(lang.index()).map_or("ja", |language| language.tag.as_str());
    let columns = sheet.columns.iter().map(|column| {
        Item::Map(vec![("key".to_owned(), text(&column.key)), ("label".to_owned(), text(&column.label))])
    });
    let source = vec![
        ("title".to_owned(), text(about.source.title.get(lang))),
        ("url".to_owned(), optional(about.source.url.as_deref())),
    ];
    let entries = [
        ("id", text(&indicator.id)),
        ("kind", text(indicator.figure.kind())),
        ("language", text(tag)),
        ("title", text(about.title.get(lang))),
        ("description", text(about.description.get(lang))),
        ("source", Item::Map(source)),
        ("as_of", Item::Text(about.as_of.to_string())),
        ("unit", optional(sheet.unit.as_deref())),
        ("sampling", optional(indicator.sampling.map(sampling_word))),
        ("note", optional(note)),
        ("columns", Item::List(columns.collect())),
        ("rows", Item::List(sheet.rows.iter().map(row).collect())),
        ("targets", Item::List(targets(indicator))),
    ];
    let entries = entries.map(|(key, item)| (key.to_owned(), item));
    let mut json = serde_json::to_string_pretty(&Item::Map(entries.into())).unwrap_or_default();
    json.push('\n');
    json
}

fn sampling_word(sampling: Sampling) -> &'static str {
    match sampling {
        Sampling::Random => "random",
        Sampling::Quota => "quota",
        Sampling::SelfSelected => "self-selected",
        Sampling::Mixed => "mixed",
    }
}

/// What was aimed at in each period: `value` is the figure to compare with.
fn targets(indicator: &Indicator) -> Vec<Item> {
    let Some((targets, parts)) = indicator.figure.targets() else { return Vec::new() };
    let number = |number: Option<Decimal>| number.map_or(Item::Null, Item::Number);
    let target = |judged: &Judged| {
        let part = judged.part.and_then(|part| parts.get(part)).map(|part| part.id.clone());
        let entries = [
            ("period", Item::Text(judged.period.key())),
            ("part", part.map_or(Item::Null, Item::Text)),
            ("aim", Item::Text(judged.aim.key().to_owned())),
            ("value", number(judged.bar)),
            ("actual", number(judged.value)),
            ("result", Item::Text(judged.verdict.key().to_owned())),
        ];
        Item::Map(entries.map(|(key, item)| (key.to_owned(), item)).into())
    };
    targets.judged.iter().map(target).collect()
}

/// JSON whose keys keep their order.
enum Item {
    Null,
    Number(Decimal),
    Text(String),
    List(Vec<Item>),
    Map(Vec<(String, Item)>),
}

impl Item {
    fn of(cell: &Cell) -> Self {
        match cell {
            Cell::Empty => Self::Null,
            Cell::Number(number) => Self::Number(*number),
            Cell::Text(text) => Self::Text(text.clone()),
            Cell::Name { id, label } => {
                let entries = [("id", id), ("label", label)];
                Self::Map(entries.map(|(key, text)| (key.to_owned(), Self::Text(text.clone()))).into())
            }
        }
    }
}

impl Serialize for Item {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Number(number) => match i64::try_from(trimmed(*number)) {
                Ok(whole) if number.fract().is_zero() => serializer.serialize_i64(whole),
                _ => serializer.serialize_f64(to_f64(*number)),
            },
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Self::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, item) in entries {
                    map.serialize_entry(key, item)?;
                }
                map.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{csv, json, quoted};
    use crate::config::Lang;
    use crate::data::sample::{config, only};

    #[test]
    fn text_cells_are_quoted_and_never_formulas() {
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("-5"), "'-5");
        assert_eq!(quoted("@a,b"), "\"'@a,b\"");
        assert_eq!(quoted("\t=x"), "'\t=x");
        assert_eq!(quoted("say \"a\""), "\"say \"\"a\"\"\"");
        assert_eq!(quoted("二行\nの名"), "\"二行\nの名\"");
        assert_eq!(quoted("ふつう"), "ふつう");
    }

    #[test]
    fn the_printed_mgap_as_csv() {
        let text = csv(&only(crate::data::mgap::tests::R7), Lang::FIRST, &config());
        let expected = "\u{FEFF}時期,項目,対象人口（万人）,0〜5点（%）,6〜7点（%）,8〜10点（%）,n,点数の差,意欲量,目標の種類,目標,結果\r\n\
            2025,推奨意欲量,20.7,38,32,30,,-8,-165.6,,,\r\n\
            2025,参加意欲量,20.7,67,19,14,,-53,-1097.1,,,\r\n\
            2025,感謝意欲量,20.7,19,20,61,,41,848.7,,,\r\n\
            2025,mGAP,,,,,,,-414.0,,,\r\n\
            2029,mGAP,,,,,,,,到達,0,これから\r\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn the_printed_mgap_as_json() {
        let text = json(&only(crate::data::mgap::tests::R7), Lang::nth(1), &config());
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["kind"], "mgap");
        assert_eq!(value["rows"][1]["volume"], -1097.1);
        assert_eq!(value["rows"][1]["part"]["id"], "participate");
        assert_eq!(value["rows"][3]["volume"], -414);
        assert_eq!(value["rows"][0]["n"], serde_json::Value::Null);
        assert_eq!(value["targets"][0]["value"], 0);
        assert_eq!(value["sampling"], "mixed");
    }

    #[test]
    fn targets_stand_beside_the_figures_they_belong_to() {
        let indicator = only(
            "
            kind: series
            series: { in: 転入, out: 転出 }
            periods: { 2024: { in: 5, out: 3 }, 2025: { in: 6 } }
            targets: { 2029: { in: 9 }, every_year: { in: more } }",
        );
        let text = csv(&indicator, Lang::FIRST, &config());
        let expected = "\u{FEFF}時期,転入,転出,転入の目標の種類,転入の目標,転入の結果\r\n\
            2024,5,3,,,\r\n2025,6,,前年比増,5,達成\r\n2029,,,到達,9,これから\r\n";
        assert_eq!(text, expected);
        let value: serde_json::Value = serde_json::from_str(&json(&indicator, Lang::FIRST, &config())).unwrap();
        let (met, later) = (&value["targets"][0], &value["targets"][1]);
        assert_eq!((&met["aim"], &met["value"], &met["actual"]), (&"more".into(), &5.into(), &6.into()));
        assert_eq!((&met["part"], &met["result"]), (&"in".into(), &"met".into()));
        assert_eq!((&later["period"], &later["result"]), (&"2029".into(), &"not_yet_due".into()));
        assert_eq!(value["rows"][1]["in_result"]["label"], "達成");
    }

    #[test]
    fn gaps_stay_empty_and_numbers_plain() {
        let indicator = only(
            "
            kind: series
            unit: 人
            series: { in: { label: \"=転入\" }, out: 転出 }
            periods: { 2024: { in: 12345.50 }, 2025: { in: -3, out: 0 } }",
        );
        let text = csv(&indicator, Lang::FIRST, &config());
        assert_eq!(text, "\u{FEFF}時期,'=転入,転出\r\n2024,12345.50,\r\n2025,-3,0\r\n");
    }
}
