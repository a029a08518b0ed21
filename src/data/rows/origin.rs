//! Where the data file says that answers lie: `csv`, `column`, `where`. The nearest word counts; conditions add up.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::secret::{Asked, Key};
use super::sheet::{Column, Sheet, compared};
use super::{Answered, LEAST, Sheets, Stated, Taken, Withheld};
use crate::diag::suggest::nearest;
use crate::diag::{Code, Diagnostic};
use crate::node::fields::{Fields, text, wrong_type};

/// What is known by now of where answers lie.
#[derive(Clone)]
pub(in crate::data) struct Origin<'s, 't> {
    sheets: &'s Sheets<'t>,
    csv: Option<Stated>,
    column: Option<Stated>,
    conditions: Vec<Condition>,
    /// Words that mean that a question was left open.
    no_answer: BTreeSet<String>,
    least: u64,
}

/// Only rows that have one of these words in a column.
#[derive(Clone)]
struct Condition {
    column: Stated,
    values: Vec<Stated>,
}

/// Some rows of a sheet, and the column that is asked for.
struct Picked<'t> {
    sheet: Rc<Sheet<'t>>,
    index: usize,
    column: Rc<Column>,
    rows: Vec<usize>,
    key: Key,
}

impl<'s, 't> Origin<'s, 't> {
    /// Reads what an indicator says for all of its parts.
    pub(in crate::data) fn read(fields: &mut Fields<'_, '_>, sheets: &'s Sheets<'t>) -> Self {
        let no_answer = fields.texts("no_answer").iter().map(|(word, _)| compared(word)).collect();
        let least = fields.count("min_answers", 1).and_then(|least| u64::try_from(least).ok());
        let least = least.unwrap_or(LEAST);
        let origin = Self { sheets, csv: None, column: None, conditions: Vec::new(), no_answer, least };
        origin.within(fields).0
    }

    /// Adds what a part says; and whether it says anything.
    pub(in crate::data) fn within(&self, fields: &mut Fields<'_, '_>) -> (Self, bool) {
        let mut stated = |key| {
            let (key, node) = fields.entry(key)?;
            let text = text(fields.file, node, fields.notes)?;
            Some(Stated { text, span: if node.span.is_empty() { key.span.clone() } else { node.span.clone() } })
        };
        let (csv, column) = (stated("csv"), stated("column"));
        let conditions = read_conditions(fields);
        let says = csv.is_some() || column.is_some() || conditions.is_some();
        let within = Self {
            csv: csv.or_else(|| self.csv.clone()),
            column: column.or_else(|| self.column.clone()),
            conditions: self.with_conditions(conditions.unwrap_or_default()),
            ..self.clone()
        };
        (within, says)
    }

    /// Conditions are added up; one on the same column takes the place of the earlier one.
    fn with_conditions(&self, own: Vec<Condition>) -> Vec<Condition> {
        let same = |one: &Condition, other: &Condition| compared(&one.column.text) == compared(&other.column.text);
        let kept = self.conditions.iter().filter(|earlier| !own.iter().any(|own| same(own, earlier)));
        let kept: Vec<Condition> = kept.cloned().collect();
        kept.into_iter().chain(own).collect()
    }

    /// Where the answers of one part lie; `None` where it gives its figures itself or says nothing of any rows.
    pub(in crate::data) fn of_part(&self, fields: &mut Fields<'_, '_>, has_figures: bool) -> Option<Self> {
        let (origin, says) = self.within(fields);
        (says || (origin.csv.is_some() && !has_figures)).then_some(origin)
    }

    /// The file's rows read by `read`, which knows a word without regard to width and case. Empty cells are no answer;
    /// words that `read` doesn't know are noted with what was `wanted`.
    pub(in crate::data) fn take<T: Copy>(
        &self,
        fields: &mut Fields<'_, '_>,
        wanted: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<Taken<Answered<T>>> {
        let picked = self.pick(fields)?;
        let is_open = |word: &str| word.is_empty() || self.no_answer.contains(word);
        let words = &picked.column.words;
        let meant: Vec<Option<T>> =
            words.iter().map(|word| if is_open(&word.folded) { None } else { read(&word.folded) }).collect();
        let is_wrong: Vec<bool> =
            words.iter().zip(&meant).map(|(word, meant)| meant.is_none() && !is_open(&word.folded)).collect();
        if is_wrong.contains(&true) {
            picked.sheet.refuse(picked.index, &is_wrong, wanted);
            self.sheets.broken.set(true);
            return None;
        }
        let answers = picked.rows.iter().filter_map(|row| Some((*row, meant[picked.column.of_row[*row]]?)));
        let answers: Vec<(usize, T)> = answers.collect();
        Some(match self.secrecy(picked.key, &answers) {
            Some(withheld) => Taken::Withheld(withheld),
            None => Taken::Shown(Answered { file: picked.sheet.file.clone(), answers }),
        })
    }

    /// Whether answers must be withheld; keeps in mind that they were asked for.
    fn secrecy<T>(&self, key: Key, answers: &[(usize, T)]) -> Option<Withheld> {
        let few = u64::try_from(answers.len()).is_ok_and(|count| count < self.least);
        let hidden = self.sheets.hidden.contains(&key);
        let asked = Asked::new(answers.iter().map(|(row, _)| *row), self.least, few);
        self.sheets.asked.borrow_mut().entry(key).and_modify(|known| known.join(&asked)).or_insert(asked);
        match (few, hidden) {
            (true, _) => Some(Withheld::Few(self.least)),
            (false, true) => Some(Withheld::Telling(self.least)),
            (false, false) => None,
        }
    }

    fn pick(&self, fields: &mut Fields<'_, '_>) -> Option<Picked<'t>> {
        if self.csv.is_none() {
            fields.missing("csv", "csv: answers-2025.csv");
        }
        if self.column.is_none() {
            fields.missing("column", "column: すすめたい");
        }
        let sheet = self.sheets.sheet(fields.file, self.csv.as_ref()?, fields.notes)?;
        sheet.of_people.set(true);
        let index = find_column(fields, &sheet, self.column.as_ref()?);
        let mut rows: Option<Vec<usize>> = None;
        let mut conditions = BTreeMap::new();
        let problems = fields.notes.len();
        for condition in &self.conditions {
            let Some(index) = find_column(fields, &sheet, &condition.column) else { continue };
            let column = sheet.column(index);
            let wanted = self.wanted_words(fields, &column, condition);
            let fits = |row: &usize| wanted.contains(&column.of_row[*row]);
            rows = Some(match rows {
                Some(rows) => rows.into_iter().filter(fits).collect(),
                None => (0..column.of_row.len()).filter(fits).collect(),
            });
            let words = wanted.iter().map(|word| column.words[*word].folded.clone());
            conditions.entry(index).or_insert_with(BTreeSet::new).extend(words);
        }
        let index = index.filter(|_| fields.notes.len() == problems)?;
        let column = sheet.column(index);
        let rows = rows.unwrap_or_else(|| (0..column.of_row.len()).collect());
        let key = Key { file: sheet.file.clone(), column: index, conditions };
        Some(Picked { sheet, index, column, rows, key })
    }

    /// The places of the words that a condition asks for; those that stand in no row are noted.
    fn wanted_words(&self, fields: &mut Fields<'_, '_>, column: &Column, condition: &Condition) -> BTreeSet<usize> {
        let mut wanted = BTreeSet::new();
        for value in &condition.values {
            let folded = compared(&value.text);
            if let Some(place) = column.words.iter().position(|word| word.folded == folded && !folded.is_empty()) {
                wanted.insert(place);
                continue;
            }
            // Rare words may name a person.
            let common = column.words.iter().filter(|word| word.rows >= self.least && !word.folded.is_empty());
            let mut known: Vec<&str> = common.map(|word| word.written.as_str()).collect();
            known.sort_unstable();
            let note = Diagnostic::at(Code::CsvValue, fields.file, value.span.clone()).with("value", &value.text);
            let note = note.with("column", &condition.column.text).near(nearest(&value.text, known.iter().copied()));
            fields.notes.push(note.with_list("known", known));
        }
        wanted
    }
}

fn find_column(fields: &mut Fields<'_, '_>, sheet: &Sheet<'_>, stated: &Stated) -> Option<usize> {
    let found = sheet.find(&stated.text);
    if found.is_none() {
        let note = Diagnostic::at(Code::CsvColumn, fields.file, stated.span.clone()).with("column", &stated.text);
        let note = note.with("csv", sheet.file.file_name()).near(nearest(&stated.text, sheet.heads()));
        fields.notes.push(note.with_list("known", sheet.heads()));
    }
    found
}

fn read_conditions(fields: &mut Fields<'_, '_>) -> Option<Vec<Condition>> {
    let node = fields.take("where")?;
    let Some(entries) = node.as_map().filter(|entries| !entries.is_empty()) else {
        fields.notes.push(wrong_type(fields.file, node, "{ 居住地: 市内 }"));
        return None;
    };
    let mut conditions = Vec::new();
    for (key, node) in entries {
        let items = node.as_list().unwrap_or(std::slice::from_ref(node));
        let mut values = Vec::new();
        for item in items {
            if let Some(text) = text(fields.file, item, fields.notes) {
                values.push(Stated { text, span: item.span.clone() });
            }
        }
        conditions.push(Condition { column: Stated::of_key(key), values });
    }
    Some(conditions)
}
