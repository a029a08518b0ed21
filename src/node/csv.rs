//! CSV as offices write it → cells with their places. What the cells mean is none of its business.

use std::borrow::Cow;

use crate::diag::Span;

/// A table as it was written.
#[derive(Debug)]
pub struct Table<'t> {
    text: &'t str,
    /// Where each cell stands, quotes included, one record after the other. Texts are smaller than 4 GiB by far.
    cells: Vec<(u32, u32)>,
    records: Vec<Record>,
    /// What is wrong with the quotes.
    pub slips: Vec<Slip>,
}

/// A line of a table, which may run over several lines of its file.
#[derive(Clone, Copy, Debug)]
struct Record {
    /// Its number as spreadsheets count: from 1, with the blank ones.
    number: usize,
    first: usize,
    end: usize,
}

/// A slip of the quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Where it is.
    pub span: Span,
    /// What it is.
    pub kind: SlipKind,
}

/// What is wrong with quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlipKind {
    /// The text ends before the quotes do.
    Unclosed,
    /// Something stands between the closing quotes and the next cell.
    Behind,
}

/// Reads a table. Every text is one; blank lines count for nothing.
#[must_use]
pub fn parse(text: &str, delimiter: u8) -> Table<'_> {
    let mut reader = Reader { text, at: 0, delimiter, slips: Vec::new() };
    let (mut cells, mut records) = (Vec::new(), Vec::new());
    let mut number = 0;
    while reader.at < text.len() {
        let first = cells.len();
        number += 1;
        loop {
            cells.push(reader.cell());
            let ended_by = text.as_bytes().get(reader.at);
            reader.at += 1;
            if ended_by != Some(&delimiter) {
                break;
            }
        }
        if cells[first..].iter().all(|(start, end)| slice(text, (*start, *end)).trim().is_empty()) {
            cells.truncate(first);
        } else {
            records.push(Record { number, first, end: cells.len() });
        }
    }
    Table { text, cells, records, slips: reader.slips }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    delimiter: u8,
    slips: Vec<Slip>,
}

impl Reader<'_> {
    /// Reads one cell and stops at what ends it.
    fn cell(&mut self) -> (u32, u32) {
        let start = self.at;
        if self.text.as_bytes().get(start) != Some(&b'"') {
            self.skip();
            return (offset(start), offset(self.at));
        }
        self.close();
        let end = self.at;
        self.skip();
        let behind = &self.text[end..self.at];
        if !behind.trim().is_empty() {
            let at = end + behind.len() - behind.trim_start().len();
            self.slips.push(Slip { span: at..self.at, kind: SlipKind::Behind });
        }
        (offset(start), offset(end))
    }

    /// Moves behind the quotes that close a cell.
    fn close(&mut self) {
        let start = self.at;
        self.at += 1;
        while let Some(quote) = self.text[self.at..].find('"') {
            self.at += quote + 1;
            if !self.text[self.at..].starts_with('"') {
                return;
            }
            self.at += 1;
        }
        self.slips.push(Slip { span: start..start + 1, kind: SlipKind::Unclosed });
        self.at = self.text.len();
    }

    fn skip(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.iter().position(|byte| *byte == self.delimiter || *byte == b'\n');
        self.at += length.unwrap_or(rest.len());
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn slice(text: &str, (start, end): (u32, u32)) -> &str {
    text.get(start as usize..end as usize).unwrap_or_default()
}

impl<'t> Table<'t> {
    /// How many records there are, the head among them.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is not even a head.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// How many cells a record has.
    #[must_use]
    pub fn width(&self, record: usize) -> usize {
        self.records.get(record).map_or(0, |record| record.end - record.first)
    }

    /// The number of a record as spreadsheets count.
    #[must_use]
    pub fn number(&self, record: usize) -> usize {
        self.records.get(record).map_or(0, |record| record.number)
    }

    /// Where a cell stands; a missing one stands at the end of its record.
    #[must_use]
    pub fn span(&self, record: usize, column: usize) -> Span {
        let Some(found) = self.records.get(record) else { return 0..0 };
        let last = self.cells[found.end - 1];
        let (start, end) = self.cell_at(record, column).unwrap_or((last.1, last.1));
        start as usize..end as usize
    }

    /// The text of a cell, without its quotes and the spaces around it; empty where it is missing.
    #[must_use]
    pub fn cell(&self, record: usize, column: usize) -> Cow<'t, str> {
        let raw = self.cell_at(record, column).map_or("", |cell| slice(self.text, cell)).trim();
        let Some(quoted) = raw.strip_prefix('"') else { return Cow::Borrowed(raw) };
        let inner = quoted.strip_suffix('"').unwrap_or(quoted);
        if inner.contains('"') {
            return Cow::Owned(inner.replace("\"\"", "\"").trim().to_owned());
        }
        Cow::Borrowed(inner.trim())
    }

    fn cell_at(&self, record: usize, column: usize) -> Option<(u32, u32)> {
        let record = self.records.get(record)?;
        self.cells[record.first..record.end].get(column).copied()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{SlipKind, parse};

    fn read(text: &str) -> Vec<Vec<String>> {
        let table = parse(text, b',');
        let record = |record: usize| (0..table.width(record)).map(|at| table.cell(record, at).into_owned()).collect();
        (0..table.len()).map(record).collect()
    }

    #[test]
    fn quotes_hold_commas_quotes_and_line_breaks() {
        let found = read("a,\"b\nb\",\"c, \"\"c\"\"\"\n\n 1 ,　２　,\n,,\nx");
        assert_eq!(found, [vec!["a", "b\nb", "c, \"c\""], vec!["1", "２", ""], vec!["x"]]);
    }

    #[test]
    fn cells_know_their_place_and_the_row_of_the_spreadsheet() {
        let text = "名,\"二\n行\"\n\n朝,5\n";
        let table = parse(text, b',');
        assert_eq!((table.number(0), table.number(1)), (1, 3));
        assert_eq!(&text[table.span(1, 1)], "5");
        assert_eq!(&text[table.span(0, 1)], "\"二\n行\"");
        assert_eq!((table.span(1, 9).is_empty(), table.cell(1, 9).as_ref()), (true, ""));
    }

    #[test]
    fn slips_of_quotes_are_kept() {
        let kinds = |text: &str| parse(text, b',').slips.into_iter().map(|slip| slip.kind).collect::<Vec<_>>();
        assert_eq!(kinds("a\n\"b\nc"), [SlipKind::Unclosed]);
        assert_eq!(kinds("a\n\"b\"c,d"), [SlipKind::Behind]);
        assert_eq!(kinds("a\n\"b\" ,5\"x"), []);
    }

    proptest! {
        #[test]
        fn what_another_program_writes_is_read_as_it_was(
            rows in prop::collection::vec(prop::collection::vec("[a-z朝,\"\n]{0,6}[a-z]", 3), 1..8)
        ) {
            let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let trimmed: Vec<Vec<String>> =
                rows.iter().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).collect();
            prop_assert_eq!(read(&text), trimmed);
        }

        #[test]
        fn any_text_is_a_table(text in "[a,\"\n朝 ]{0,40}") {
            let table = parse(&text, b',');
            for record in 0..table.len() {
                for column in 0..=table.width(record) {
                    prop_assert!(text.get(table.span(record, column)).is_some());
                    let _ = table.cell(record, column);
                }
            }
        }
    }
}
