//! Series: one or more figures by period, as published, with gaps and breaks.

use rust_decimal::Decimal;

use super::period::Period;
use super::read::{self, Named, Remark};
use super::rows::{self, Sheets};
use super::target::{self, Better, Point, Targets};
use super::value::Values;
use crate::config::language::{self, Lang, Language, Localized};
use crate::diag::{Code, Diagnostic, Notes, Span};
use crate::node::Node;
use crate::node::fields::{Fields, wrong_type};

/// The most series that one picture can tell apart.
pub(super) const MOST_LINES: usize = 12;
/// The most series whose bars stand side by side in each period.
const MOST_BARS: usize = 4;

/// Ends of the paths by which texts state figures, which no series can be called.
pub const RESERVED: [&str; 4] = ["change", "target", "result", "difference"];
/// The words for how figures are drawn; true for bars.
pub const SHAPES: [(&str, bool); 2] = [("lines", false), ("bars", true)];

/// What an indicator of kind `series` holds.
#[derive(Clone, Debug, Hash)]
pub struct Series {
    /// The unit of all figures; may be empty.
    pub unit: Localized<String>,
    /// The series.
    pub lines: Vec<Named>,
    /// The periods in order of time.
    pub rows: Vec<Row>,
    /// What a series is to reach.
    pub targets: Targets,
    /// Changes of method.
    pub breaks: Vec<Remark>,
    /// What happened meanwhile.
    pub events: Vec<Remark>,
    /// Whether figures are shown with a plus.
    pub signed: bool,
    /// Whether each figure has a bar instead of a point on a line.
    pub bars: bool,
}

/// The figures of one period.
#[derive(Clone, Debug, Hash)]
pub struct Row {
    /// When.
    pub period: Period,
    /// One figure for each series; `None` is a gap.
    pub values: Vec<Option<Decimal>>,
}

impl Series {
    /// The figures of one series with their periods, gaps left out.
    #[must_use = "iterators are lazy"]
    pub fn points(&self, line: usize) -> impl DoubleEndedIterator<Item = (Period, Decimal)> + '_ {
        self.rows.iter().filter_map(move |row| Some((row.period, row.values.get(line).copied().flatten()?)))
    }

    /// Every figure under the path by which texts state it.
    pub(super) fn values(&self, values: &mut Values) {
        let mut before: Vec<Option<Decimal>> = vec![None; self.lines.len()];
        let show = if self.signed { Values::signed } else { Values::plain };
        for row in &self.rows {
            let key = row.period.key();
            for (index, value) in row.values.iter().enumerate() {
                let Some(value) = *value else { continue };
                let path = self.path(&key, index);
                show(values, path.clone(), value).units(&self.unit);
                if self.lines.len() == 1 {
                    show(values, format!("{key}.{}", self.lines[index].id), value).units(&self.unit);
                }
                if let Some(earlier) = before[index].replace(value) {
                    values.signed(format!("{path}.change"), value - earlier).units(&self.unit);
                }
            }
            if let [Some(first), Some(second)] = row.values[..] {
                values.signed(format!("{key}.difference"), first - second).units(&self.unit);
            }
        }
        let path = |key: &str, part: Option<usize>| self.path(key, part.unwrap_or(0));
        self.targets.values(values, (self.signed, Some(&self.unit)), path);
    }

    /// A series over time, gaps among it.
    pub(super) fn course(&self, part: Option<usize>) -> Vec<Point> {
        let value = |row: &Row| row.values.get(part?).copied().flatten();
        self.rows.iter().map(|row| Point::of(row.period, value(row))).collect()
    }

    /// Notes a target below where a series began, unless it was said which way is better.
    fn note_doubt(&self, fields: &mut Fields<'_, '_>, place: Span) {
        let doubtful = self.targets.dated.iter().find(|target| {
            let first = target.part.and_then(|line| self.points(line).next());
            first.is_some_and(|(_, first)| target.value < first) && !self.targets.says_better(target.part)
        });
        if let Some(target) = doubtful {
            let note = Diagnostic::at(Code::BetterNotSaid, fields.file, place);
            let line = target.part.map_or("", |line| self.lines[line].id.as_str());
            fields.notes.push(note.with("value", target.value).with("line", line));
        }
    }

    fn path(&self, key: &str, line: usize) -> String {
        if self.lines.len() == 1 { key.to_owned() } else { format!("{key}.{}", self.lines[line].id) }
    }
}

/// Reads an indicator of kind `series`.
pub(super) fn read(
    fields: &mut Fields<'_, '_>,
    title: &Localized<String>,
    others: &[Language],
    sheets: &Sheets<'_>,
) -> Series {
    let unit = read::unit(&language::read_text(fields, "unit", others).unwrap_or_default(), others);
    let mut lines = Vec::new();
    if let Some((key, _)) = fields.entry("series") {
        lines = read::named(fields, "series", &RESERVED, others);
        if lines.len() > MOST_LINES {
            let note = Diagnostic::at(Code::TooManyRows, fields.file, key.span.clone());
            fields.notes.push(note.with("key", "series").with("count", lines.len()).with("most", MOST_LINES));
            lines.truncate(MOST_LINES);
        }
    }
    if lines.is_empty() {
        lines.push(Named { id: "value".to_owned(), label: title.clone() });
    }
    let targets = target::read::targets(fields, &lines, None, Better::Higher);
    let breaks = read::remarks(fields, "breaks", others);
    let events = read::remarks(fields, "events", others);
    let signed = fields.flag("signed").unwrap_or(false);
    let bars = read_shape(fields, lines.len());
    let rows = if fields.take("csv").is_some() {
        let from = rows::periods(fields, sheets, (&lines, unit.get(Lang::FIRST)));
        from.map_or_else(Vec::new, |(file, node)| {
            let mut notes = Notes::new();
            let rows = read_rows(&mut Fields::new(&file, 0..0, &node, &mut notes), &lines);
            rows::cap(&file, notes, fields.notes);
            rows
        })
    } else {
        read_rows(fields, &lines)
    };
    let series = Series { unit, lines, rows, targets, breaks, events, signed, bars };
    if let Some((key, _)) = fields.entry("targets") {
        series.note_doubt(fields, key.span.clone());
    }
    series
}

fn read_rows(fields: &mut Fields<'_, '_>, lines: &[Named]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (period, key, node) in read::periods(fields, "periods: { 2024: 4380, 2025: 4520 }") {
        let place = key.span.clone();
        rows.push(Row { period, values: read_row(fields, place, node, lines) });
    }
    rows
}

/// `shape: bars`; of more series than a few, nobody could tell which bar is whose.
fn read_shape(fields: &mut Fields<'_, '_>, lines: usize) -> bool {
    let place = fields.entry("shape").map(|(_, node)| node.span.clone());
    let bars = fields.one_of("shape", &SHAPES).unwrap_or(false);
    let few = lines <= MOST_BARS;
    if let (true, false, Some(place)) = (bars, few, place) {
        let note = Diagnostic::at(Code::BarsOfMany, fields.file, place);
        fields.notes.push(note.with("count", lines).with("most", MOST_BARS));
    }
    bars && few
}

fn read_row(fields: &mut Fields<'_, '_>, place: Span, node: &Node, lines: &[Named]) -> Vec<Option<Decimal>> {
    if node.as_map().is_none() {
        if lines.len() == 1 || node.is_null() {
            let mut values = vec![None; lines.len()];
            values[0] = read::gap_or_number(fields.file, node, fields.notes);
            return values;
        }
        let example: Vec<String> = lines.iter().map(|line| format!("{}: …", line.id)).collect();
        fields.notes.push(wrong_type(fields.file, node, &format!("{{ {} }}", example.join(", "))));
        return vec![None; lines.len()];
    }
    let mut row = Fields::new(fields.file, place, node, fields.notes);
    let values = lines.iter().map(|line| read::field(&mut row, &line.id)).collect();
    row.finish();
    values
}

#[cfg(test)]
mod tests {
    use crate::config::Lang;
    use crate::data::sample::{codes, numbers, only};

    #[test]
    fn one_series_needs_no_names() {
        let indicator = only(
            "
            kind: series
            unit: 人
            periods: { 2024: 4380, 2025: 4520, 2020: ~ }
            targets: { 2029: 4800 }",
        );
        assert_eq!(numbers(&indicator, "2025"), "4,520");
        assert_eq!(numbers(&indicator, "2025.change"), "+140");
        assert_eq!(numbers(&indicator, "2029.target"), "4,800");
        assert_eq!(numbers(&indicator, "令和7年"), "4,520");
        assert_eq!(numbers(&indicator, "2020"), "none");
    }

    #[test]
    fn two_series_are_named_and_compared() {
        let indicator = only(
            "
            kind: series
            unit: 人
            series: { in: { label: 転入 }, out: 転出 }
            periods:
              2025: { in: 4520, out: 4090 }
              2024: { in: 4380.0 }
            targets: { 2029: { in: 4800 } }",
        );
        assert_eq!(numbers(&indicator, "2025.in"), "4,520");
        assert_eq!(numbers(&indicator, "2025.difference"), "+430");
        assert_eq!(numbers(&indicator, "2024.in"), "4,380.0");
        assert_eq!(numbers(&indicator, "2025.in.change"), "+140.0");
        assert_eq!(numbers(&indicator, "2029.in.target"), "4,800");
        assert!(indicator.value("2025.in", Lang::FIRST).is_some_and(|value| value.agrees("４５２０人")));
    }

    #[test]
    fn every_mistake_is_named_at_once() {
        let found = codes(
            "
            kind: series
            series: { in: { label: 転入 }, out: { label: 転出 } }
            periods:
              2021: { in: \"12,345\", out: .nan }
              2022: { in: １２３, out: 不明 }
              2023: { in: .inf, ot: 5 }
              2024: 17
              R6: { in: 1 }
              去年: { in: 1 }
              2025年度: { in: 1 }",
        );
        let expected = ["H019", "H019", "H019", "H019", "H019", "H013", "H015", "H102", "H101", "H103"];
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(found, expected);
    }
}
