//! One CSV file with its head and columns, and the list of its mistakes.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use crate::diag::{Code, Diagnostic, Notes, Span};
use crate::node::csv::{SlipKind, Table, parse};
use crate::source::SourcePath;
use crate::text::fold;

/// More mistakes of one file than these help nobody.
const MOST_TOLD: usize = 10;
/// A longer cell is cut in messages.
const LONGEST_SHOWN: usize = 20;

/// A CSV file, read.
pub(in crate::data) struct Sheet<'t> {
    pub(super) file: SourcePath,
    pub(super) table: Table<'t>,
    heads: Vec<Head>,
    /// Whether its rows are answers of people.
    pub(super) of_people: Cell<bool>,
    columns: RefCell<BTreeMap<usize, Rc<Column>>>,
    /// What is wrong with the file as a whole: nothing of it can be used.
    slips: Notes,
    /// Cells that are no answer, by row and column, with what was wanted.
    wrong: RefCell<BTreeMap<(usize, usize), Rc<str>>>,
}

/// The name of a column.
struct Head {
    written: String,
    folded: String,
}

/// One column: its different words, and which of them each row has.
pub(super) struct Column {
    pub(super) words: Vec<Word>,
    /// The place in `words` for each row.
    pub(super) of_row: Vec<usize>,
}

/// What stands in some cells of a column.
pub(super) struct Word {
    /// As compared: without regard to width and case.
    pub(super) folded: String,
    /// As written first.
    pub(super) written: String,
    /// In how many rows.
    pub(super) rows: u64,
}

impl<'t> Sheet<'t> {
    pub(super) fn read(file: &SourcePath, text: &'t str) -> Self {
        let table = parse(text, if file.ending() == "tsv" { b'\t' } else { b',' });
        let heads = (0..table.width(0)).map(|column| table.cell(0, column).into_owned());
        let heads = heads.map(|written| Head { folded: compared(&written), written }).collect();
        let mut sheet = Self {
            file: file.clone(),
            table,
            heads,
            of_people: Cell::default(),
            columns: RefCell::default(),
            slips: Notes::new(),
            wrong: RefCell::default(),
        };
        sheet.look_through();
        sheet
    }

    /// Notes what makes the file as a whole unfit.
    fn look_through(&mut self) {
        let mut slips = Notes::new();
        for slip in &self.table.slips {
            let problem = match slip.kind {
                SlipKind::Unclosed => "unclosed",
                SlipKind::Behind => "behind",
            };
            slips.push(self.note(Code::CsvSyntax, slip.span.clone()).with("problem", problem));
        }
        // With quotes that don't close nobody knows where rows end.
        for record in (1..self.table.len()).filter(|_| self.table.slips.is_empty()) {
            let width = self.table.width(record);
            if let Some(extra) = (self.heads.len()..width).find(|column| !self.table.cell(record, *column).is_empty()) {
                let note = self.note(Code::CsvSyntax, self.table.span(record, extra)).with("problem", "cells");
                let note = note.with("row", self.table.number(record)).with("heads", self.heads.len());
                slips.push(note.with("cells", width));
            }
        }
        for (index, head) in self.heads.iter().enumerate().filter(|(_, head)| !head.folded.is_empty()) {
            if self.heads[..index].iter().any(|other| other.folded == head.folded) {
                slips.push(self.note(Code::CsvHeads, self.table.span(0, index)).with("column", &head.written));
            }
        }
        if self.table.len() < 2 {
            slips.push(Diagnostic::in_file(Code::CsvEmpty, &self.file));
        }
        self.slips = slips;
    }

    fn note(&self, code: Code, span: Span) -> Diagnostic {
        Diagnostic::at(code, &self.file, span)
    }

    /// Whether its cells can be told apart.
    pub(super) fn is_sound(&self) -> bool {
        self.slips.is_empty()
    }

    /// The names of the columns.
    pub(super) fn heads(&self) -> impl Iterator<Item = &str> + Clone {
        self.heads.iter().map(|head| head.written.as_str()).filter(|head| !head.is_empty())
    }

    /// The place of the column with a name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let name = compared(name);
        self.heads.iter().position(|head| head.folded == name && !name.is_empty())
    }

    /// A column, read once however often it is asked for.
    pub(super) fn column(&self, index: usize) -> Rc<Column> {
        let read = || Rc::new(Column::read(&self.table, index));
        Rc::clone(self.columns.borrow_mut().entry(index).or_insert_with(read))
    }

    /// Keeps in mind that cells of a column are no answers.
    pub(super) fn refuse(&self, column: usize, is_wrong: &[bool], wanted: &str) {
        let wanted: Rc<str> = wanted.into();
        let mut wrong = self.wrong.borrow_mut();
        let of_row = &self.column(column).of_row;
        for row in (0..of_row.len()).filter(|row| is_wrong[of_row[*row]]) {
            wrong.insert((row, column), Rc::clone(&wanted));
        }
    }

    /// Notes the first mistakes, and how many there are besides.
    pub(super) fn finish(&self, notes: &mut Notes) {
        let mut found = self.slips.clone();
        let wrong = self.wrong.borrow();
        for ((row, column), wanted) in wrong.iter().take(MOST_TOLD) {
            let record = row + 1;
            let written: String = self.table.cell(record, *column).chars().take(LONGEST_SHOWN).collect();
            let note = self.note(Code::CsvCell, self.table.span(record, *column)).with("value", written);
            let note = note.with("row", self.table.number(record)).with("column", &self.heads[*column].written);
            found.push(note.with("wanted", wanted));
        }
        let more = wrong.len().saturating_sub(MOST_TOLD);
        told(&self.file, found, more, notes);
    }
}

/// Passes on the first mistakes of a file, and how many there are besides.
pub(in crate::data) fn cap(file: &SourcePath, found: Notes, notes: &mut Notes) {
    told(file, found, 0, notes);
}

/// As `cap`, where `more` mistakes were not even written down.
fn told(file: &SourcePath, mut found: Notes, more: usize, notes: &mut Notes) {
    found.sort_by_key(|note| note.span);
    let more = more + found.len().saturating_sub(MOST_TOLD);
    found.truncate(MOST_TOLD);
    let last = found.last().and_then(|note| note.span);
    notes.append(&mut found);
    if more > 0 {
        let span = last.map(|(_, end)| (end, end));
        notes.push(Diagnostic { span, ..Diagnostic::in_file(Code::CsvMore, file) }.with("count", more));
    }
}

impl Column {
    fn read(table: &Table<'_>, index: usize) -> Self {
        let mut words: Vec<Word> = Vec::new();
        // The same spelling is compared once; the same word in another spelling is found by `places`.
        let (mut spellings, mut places) = (HashMap::new(), HashMap::new());
        let mut of_row = Vec::with_capacity(table.len());
        for record in 1..table.len() {
            let cell = table.cell(record, index);
            let place = *spellings.entry(cell.clone()).or_insert_with(|| {
                let folded = compared(&cell);
                *places.entry(folded.clone()).or_insert_with(|| {
                    words.push(Word { folded, written: cell.into_owned(), rows: 0 });
                    words.len() - 1
                })
            });
            words[place].rows += 1;
            of_row.push(place);
        }
        Self { words, of_row }
    }
}

/// A text of a cell as it is compared: without regard to width and case, nor to marks that look the same and that
/// CP932 and keyboards spell differently, as in 「18〜29歳」.
pub(in crate::data) fn compared(text: &str) -> String {
    let alike = |character: char| match character {
        '\u{301C}' => '~',
        '\u{2212}' => '-',
        '\u{2015}' => '\u{2014}',
        '\u{2225}' => '\u{2016}',
        other => other,
    };
    fold(text).trim().chars().map(alike).collect()
}

#[cfg(test)]
mod tests {
    use super::compared;

    #[test]
    fn words_are_the_same_whatever_program_wrote_them() {
        for (typed, of_excel) in [("18〜29歳", "１８～29歳"), ("A−B", " ａ－ｂ　"), ("—", "―"), ("‖", "∥")]
        {
            assert_eq!(compared(typed), compared(of_excel), "{typed}");
        }
        assert_ne!(compared("18〜29歳"), compared("18〜39歳"));
    }
}
