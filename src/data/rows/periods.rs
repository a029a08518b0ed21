//! A series from a CSV file: the first column holds the periods, one column each series.

use super::sheet::Sheet;
use super::{Sheets, Stated};
use crate::config::Lang;
use crate::data::read::Named;
use crate::decimal::{plain, read_typed};
use crate::diag::suggest::nearest;
use crate::diag::{Code, Diagnostic, Span};
use crate::node::fields::{Fields, text};
use crate::node::{Key, Node, Value};
use crate::source::SourcePath;
use crate::text::fold;

/// The rows of a file, as if the data file had stated them: `periods: { 2025: { in: 4520 } }`, each at its place there.
pub(in crate::data) fn periods(
    fields: &mut Fields<'_, '_>,
    sheets: &Sheets<'_>,
    (lines, unit): (&[Named], &str),
) -> Option<(SourcePath, Node)> {
    let (key, node) = fields.entry("csv")?;
    let csv = Stated { text: text(fields.file, node, fields.notes)?, span: node.span.clone() };
    let column = fields.text("column");
    let sheet = sheets.sheet(fields.file, &csv, fields.notes)?;
    let mut columns = Vec::with_capacity(lines.len());
    for line in lines {
        let label = line.label.get(Lang::FIRST);
        let names = column.as_deref().map_or_else(|| vec![label.as_str(), &line.id], |column| vec![column]);
        // With two columns there is no doubt.
        let only = (lines.len() == 1 && column.is_none() && sheet.width() == 2).then_some(1);
        let found = names.iter().find_map(|name| sheet.find(name)).or(only);
        if found.is_none() {
            let note = Diagnostic::at(Code::CsvColumn, fields.file, key.span.clone()).with("column", names[0]);
            let note = note.with("csv", &csv.text).near(nearest(names[0], sheet.heads()));
            fields.notes.push(note.with_list("known", sheet.heads()));
        }
        columns.extend(found.map(|column| (line.id.as_str(), column)));
    }
    if columns.len() < lines.len() {
        return None;
    }
    let rows = (1..sheet.len()).map(|record| row(&sheet, record, &columns, unit)).collect();
    let periods = Node { span: 0..0, value: Value::Map(rows) };
    let root = Value::Map(vec![(Key { span: 0..0, text: "periods".to_owned() }, periods)]);
    Some((sheet.file.clone(), Node { span: 0..0, value: root }))
}

fn row(sheet: &Sheet<'_>, record: usize, columns: &[(&str, usize)], unit: &str) -> (Key, Node) {
    let (period, span) = sheet.cell(record, 0);
    let cells = columns.iter().map(|(id, column)| {
        let (cell, span) = sheet.cell(record, *column);
        let key = Key { span: span.clone(), text: (*id).to_owned() };
        (key, Node { span, value: Value::Scalar { text: figure(&cell, unit), quoted: false } })
    });
    let value = Value::Map(cells.collect());
    (Key { span: span.clone(), text: period }, Node { span, value })
}

/// A figure as data files write it: spreadsheets add commas, full-width digits and the unit.
fn figure(cell: &str, unit: &str) -> String {
    let fits = |behind: &str| behind.is_empty() || behind == fold(unit).trim();
    read_typed(cell).filter(|(_, behind)| fits(behind)).map_or_else(|| cell.to_owned(), |(number, _)| plain(number))
}

impl Sheet<'_> {
    /// The text of a cell and its place.
    fn cell(&self, record: usize, column: usize) -> (String, Span) {
        (self.table.cell(record, column).into_owned(), self.table.span(record, column))
    }

    fn width(&self) -> usize {
        self.table.width(0)
    }

    fn len(&self) -> usize {
        self.table.len()
    }
}
