//! Targets and results as columns beside the figures they belong to.

use super::{Cell, Column, Reader, Sheet};
use crate::chart::pick;
use crate::data::read::Named;
use crate::data::target::{Judged, Targets};
use crate::diag::Language;

/// How a sheet names the whole where each part has a row of its own.
const WHOLE: &str = "total";

/// Adds three columns (kind of target, value, result) for what is aimed at, and rows for periods still to come.
pub(super) fn add(reader: Reader<'_>, sheet: &mut Sheet, targets: &Targets, parts: &[Named]) {
    if targets.judged.is_empty() {
        return;
    }
    if sheet.columns.get(1).is_some_and(|column| column.key == "part") {
        add_columns(reader, sheet, "", None);
        let part = |judged: &Judged| judged.part.map_or(WHOLE, |part| parts[part].id.as_str()).to_owned();
        let find = |row: &[Cell]| {
            let id = if let Cell::Name { id, .. } = &row[1] { id.as_str() } else { WHOLE };
            targets.judged.iter().find(|judged| is_of(row, judged) && part(judged) == id)
        };
        fill(reader, sheet, find);
        let missing: Vec<&Judged> = targets.judged.iter().filter(|judged| !has(sheet, judged)).collect();
        for judged in missing {
            let label = judged.part.map_or("mGAP", |part| parts[part].label.get(reader.lang)).to_owned();
            let head = vec![Cell::text(judged.period.key()), Cell::Name { id: part(judged), label }];
            add_row(reader, sheet, head, &[Some(judged)]);
        }
        return;
    }
    let mut of: Vec<Option<usize>> = targets.judged.iter().map(|judged| judged.part).collect();
    of.sort_unstable();
    of.dedup();
    for part in &of {
        let named = part.and_then(|part| parts.get(part)).filter(|_| parts.len() > 1);
        add_columns(reader, sheet, named.map_or("", |named| named.id.as_str()), named);
        fill(reader, sheet, |row| targets.judged.iter().find(|judged| is_of(row, judged) && judged.part == *part));
    }
    let mut later: Vec<&Judged> = targets.judged.iter().filter(|judged| !has(sheet, judged)).collect();
    later.dedup_by_key(|judged| judged.period);
    for judged in later {
        let judged: Vec<Option<&Judged>> = of.iter().map(|part| targets.verdict(*part, judged.period)).collect();
        let Some(period) = judged.iter().flatten().next().map(|judged| judged.period.key()) else { continue };
        add_row(reader, sheet, vec![Cell::text(period)], &judged);
    }
}

fn is_of(row: &[Cell], judged: &Judged) -> bool {
    row.first().is_some_and(|cell| *cell == Cell::text(judged.period.key()))
}

fn has(sheet: &Sheet, judged: &Judged) -> bool {
    sheet.rows.iter().any(|row| is_of(row, judged))
}

fn add_columns(reader: Reader<'_>, sheet: &mut Sheet, id: &str, named: Option<&Named>) {
    let heads = [("aim", "目標の種類", "Kind of target"), ("target", "目標", "Target"), ("result", "結果", "Result")];
    for (key, ja, en) in heads {
        let head = pick(reader.language, ja, en);
        let label = match (named.map(|named| named.label.get(reader.lang)), reader.language) {
            (None, _) => head.to_owned(),
            (Some(label), Language::Ja) => format!("{label}の{head}"),
            (Some(label), Language::En) => format!("{label}: {head}"),
        };
        let key = if id.is_empty() { key.to_owned() } else { format!("{id}_{key}") };
        sheet.columns.push(Column { key, label });
    }
}

fn cells(reader: Reader<'_>, judged: Option<&Judged>) -> [Cell; 3] {
    let Some(judged) = judged else { return [Cell::Empty, Cell::Empty, Cell::Empty] };
    let name = |id: &str, label: &str| Cell::Name { id: id.to_owned(), label: label.to_owned() };
    [
        name(judged.aim.key(), judged.aim.kind(judged.period.length(), reader.language)),
        Cell::number(judged.bar),
        name(judged.verdict.key(), judged.verdict.words(reader.language)),
    ]
}

fn fill<'t>(reader: Reader<'_>, sheet: &mut Sheet, find: impl Fn(&[Cell]) -> Option<&'t Judged>) {
    for row in &mut sheet.rows {
        let judged = find(row);
        row.extend(cells(reader, judged));
    }
}

fn add_row(reader: Reader<'_>, sheet: &mut Sheet, head: Vec<Cell>, judged: &[Option<&Judged>]) {
    let figures = sheet.columns.len() - 3 * judged.len();
    let mut row = head;
    row.resize(figures, Cell::Empty);
    row.extend(judged.iter().flat_map(|judged| cells(reader, *judged)));
    sheet.rows.push(row);
}
