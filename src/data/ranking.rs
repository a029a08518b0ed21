//! Rankings: places in a list by period, where less is better, with the scores behind them where they are known.

use rust_decimal::Decimal;

use super::period::Period;
use super::read::{self, Named, Remark};
use super::target::{self, Better, Targets};
use super::value::Values;
use crate::config::language::{Language, Localized};
use crate::diag::{Code, Diagnostic};
use crate::node::Node;
use crate::node::fields::{Fields, wrong_type};

/// Keys of a place, and ends of the paths by which texts state it, which nothing that is ranked can be called.
pub const RESERVED: [&str; 5] = ["change", "target", "result", "score", "rank"];

/// What an indicator of kind `ranking` holds.
#[derive(Clone, Debug, Hash)]
pub struct Ranking {
    /// How many are ranked, if that is known.
    pub of: Option<u64>,
    /// What is ranked: attractiveness, awareness …
    pub lines: Vec<Named>,
    /// The rankings in order of time.
    pub rows: Vec<Row>,
    /// Places to reach.
    pub targets: Targets,
    /// Changes of method.
    pub breaks: Vec<Remark>,
    /// What happened meanwhile.
    pub events: Vec<Remark>,
}

/// The places of one period.
#[derive(Clone, Debug, Hash)]
pub struct Row {
    /// When.
    pub period: Period,
    /// One place for each line; `None` is a gap.
    pub places: Vec<Option<Place>>,
}

/// A place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// From 1, the best.
    pub rank: Decimal,
    /// The score that led to it.
    pub score: Option<Decimal>,
}

impl Ranking {
    /// Whether some place has a score.
    #[must_use]
    pub fn has_scores(&self) -> bool {
        self.rows.iter().flat_map(|row| &row.places).flatten().any(|place| place.score.is_some())
    }

    /// The places of one line with their periods, gaps left out.
    #[must_use = "iterators are lazy"]
    pub fn points(&self, line: usize) -> impl DoubleEndedIterator<Item = (Period, Decimal)> + '_ {
        self.rows.iter().filter_map(move |row| Some((row.period, row.places.get(line).copied().flatten()?.rank)))
    }

    /// Every figure under the path by which texts state it.
    pub(super) fn values(&self, values: &mut Values) {
        let mut before: Vec<Option<Decimal>> = vec![None; self.lines.len()];
        let path = |key: &str, line: usize| {
            if self.lines.len() == 1 { key.to_owned() } else { format!("{key}.{}", self.lines[line].id) }
        };
        for row in &self.rows {
            for (line, place) in row.places.iter().enumerate() {
                let Some(place) = place else { continue };
                let path = path(&row.period.key(), line);
                values.plain(path.clone(), place.rank).unit("位").unit("th").unit("st").unit("nd").unit("rd");
                values.plain(format!("{path}.rank"), place.rank).unit("位");
                if let Some(score) = place.score {
                    values.plain(format!("{path}.score"), score).unit("点");
                }
                if let Some(earlier) = before[line].replace(place.rank) {
                    values.signed(format!("{path}.change"), place.rank - earlier);
                }
            }
        }
        if let Some(of) = self.of {
            values.plain("of".to_owned(), of.into());
        }
        let rank = Localized::new("位".to_owned(), Vec::new());
        self.targets.values(values, (false, Some(&rank)), |key, part| path(key, part.unwrap_or(0)));
    }

    /// The places of a line over time, gaps among them.
    pub(super) fn course(&self, part: Option<usize>) -> Vec<target::Point> {
        let rank = |row: &Row| Some(row.places.get(part?).copied().flatten()?.rank);
        self.rows.iter().map(|row| target::Point::of(row.period, rank(row))).collect()
    }
}

/// Reads an indicator of kind `ranking`.
pub(super) fn read(fields: &mut Fields<'_, '_>, title: &Localized<String>, others: &[Language]) -> Ranking {
    let of = fields.take("of").and_then(|node| read::people(fields.file, node, fields.notes));
    let mut lines = Vec::new();
    if fields.entry("series").is_some() {
        lines = read::named(fields, "series", &RESERVED, others);
        lines.truncate(super::series::MOST_LINES);
    }
    if lines.is_empty() {
        lines.push(Named { id: "rank".to_owned(), label: title.clone() });
    }
    let targets = target::read::targets(fields, &lines, None, Better::Lower);
    let breaks = read::remarks(fields, "breaks", others);
    let events = read::remarks(fields, "events", others);
    let mut rows = Vec::new();
    for (period, key, node) in read::periods(fields, "periods: { 2024: 16, 2025: 18 }") {
        let mut places = vec![None; lines.len()];
        if lines.len() == 1
            && (node.as_map().is_none()
                || node.get("rank").is_some() && node.get(&lines[0].id).is_none_or(|_| lines[0].id == "rank"))
        {
            places[0] = read_place(fields, node, of);
        } else if node.as_map().is_some() {
            let mut row = fields.child(key.span.clone(), node);
            for (line, place) in lines.iter().zip(&mut places) {
                *place = row.take(&line.id).and_then(|node| read_place(&mut row, node, of));
            }
            row.finish();
        } else if !node.is_null() {
            fields.notes.push(wrong_type(fields.file, node, "{ …: 1 }"));
        }
        rows.push(Row { period, places });
    }
    Ranking { of, lines, rows, targets, breaks, events }
}

/// `526`, or `{ rank: 526, score: 7.4 }`.
fn read_place<'a>(fields: &mut Fields<'a, '_>, node: &'a Node, of: Option<u64>) -> Option<Place> {
    if node.is_null() {
        return None;
    }
    if node.as_map().is_none() {
        return Some(Place { rank: read_rank(fields, node, of)?, score: None });
    }
    let mut inner = fields.child(node.span.clone(), node);
    let rank = inner.require("rank", "rank: 526").and_then(|node| read_rank(&mut inner, node, of));
    let score = read::field(&mut inner, "score");
    inner.finish();
    Some(Place { rank: rank?, score })
}

/// A place: whole, from 1, and among those that there are.
pub(super) fn read_rank(fields: &mut Fields<'_, '_>, node: &Node, of: Option<u64>) -> Option<Decimal> {
    let rank = read::number(fields.file, node, fields.notes)?;
    let beyond = of.is_some_and(|of| rank > Decimal::from(of));
    if rank < Decimal::ONE || !rank.fract().is_zero() || beyond {
        let most = of.map_or_else(|| "…".to_owned(), |of| of.to_string());
        let problem = Diagnostic::at(Code::BadRank, fields.file, node.span.clone());
        fields.notes.push(problem.with("found", rank).with("of", most));
        return None;
    }
    Some(rank)
}

#[cfg(test)]
mod tests {
    use crate::config::Lang;
    use crate::data::sample::{codes, numbers, only};

    const TAMA: &str = "
            kind: ranking
            of: 26
            periods: { 2023: 22, 2024: 16, 2025: 18 }";

    #[test]
    fn places_are_stated_and_compared() {
        let indicator = only(TAMA);
        assert_eq!(numbers(&indicator, "2025"), "18");
        assert_eq!(numbers(&indicator, "2025.change"), "+2");
        assert_eq!(numbers(&indicator, "2024.change"), "−6");
        assert_eq!((numbers(&indicator, "2025.rank"), numbers(&indicator, "of")), ("18".into(), "26".into()));
        assert!(indicator.value("2025", Lang::FIRST).is_some_and(|value| value.agrees("18位")));
    }

    #[test]
    fn scores_stand_beside_places() {
        let indicator = only(
            "
            kind: ranking
            of: 1000
            series: { charm: 魅力度, known: 認知度 }
            periods: { 2025: { charm: { rank: 526, score: 7.4 }, known: 354 } }",
        );
        assert_eq!(numbers(&indicator, "2025.charm"), "526");
        assert_eq!(numbers(&indicator, "2025.charm.score"), "7.4");
        assert_eq!(numbers(&indicator, "2025.known"), "354");
    }

    #[test]
    fn places_that_cannot_be_are_named() {
        assert_eq!(codes(&TAMA.replace("18", "27")), ["H120"]);
        assert_eq!(codes(&TAMA.replace("18", "0")), ["H120"]);
        assert_eq!(codes(&TAMA.replace("18", "1.5")), ["H120"]);
    }
}
