//! Figures from CSV files: the answers of single people, of which only counts leave this room, and rows of a series.
//! `origin` reads where answers lie, `periods` takes a series, `sheet` opens the files, `secret` keeps the few secret.

mod origin;
mod periods;
mod secret;
mod sheet;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

pub(super) use origin::Origin;
pub(super) use periods::periods;
use sheet::Sheet;
pub(super) use sheet::{cap, compared};

use crate::diag::suggest::nearest;
use crate::diag::{Code, Diagnostic, Notes, Span};
use crate::node::Key;
use crate::source::{Source, SourcePath, Tree, relative};

/// Fewer answers than these are not shown where the data file says nothing else.
const LEAST: u64 = 10;

/// Why a figure is not shown, with the least number of answers that are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Withheld {
    /// There are fewer answers.
    Few(u64),
    /// There are enough, but together with other figures they would tell those of fewer people.
    Telling(u64),
}

/// Answers, unless they are too few to be shown.
pub(super) enum Taken<T> {
    Shown(T),
    Withheld(Withheld),
}

/// What people answered to one question.
pub(super) struct Answered<T> {
    /// The file that holds the rows.
    pub(super) file: SourcePath,
    /// The row and its answer, for each row that has one.
    pub(super) answers: Vec<(usize, T)>,
}

/// A text of the data file with its place.
#[derive(Clone, Debug)]
pub(super) struct Stated {
    pub(super) text: String,
    pub(super) span: Span,
}

impl Stated {
    pub(super) fn of_key(key: &Key) -> Self {
        Self { text: key.text.trim().to_owned(), span: key.span.clone() }
    }
}

/// The CSV files of a portal, each read once, and which of their figures are asked for.
pub(super) struct Sheets<'t> {
    tree: &'t Tree,
    open: RefCell<BTreeMap<SourcePath, Option<Rc<Sheet<'t>>>>>,
    asked: RefCell<BTreeMap<secret::Key, secret::Asked>>,
    hidden: BTreeSet<secret::Key>,
    broken: Cell<bool>,
}

impl<'t> Sheets<'t> {
    pub(super) fn new(tree: &'t Tree) -> Self {
        let (open, asked) = (RefCell::default(), RefCell::default());
        Self { tree, open, asked, hidden: BTreeSet::new(), broken: Cell::new(false) }
    }

    /// The sheet that a data file names, if it can be used. What is wrong with it is noted, its rows when all is read.
    fn sheet(&self, from: &SourcePath, stated: &Stated, notes: &mut Notes) -> Option<Rc<Sheet<'t>>> {
        let note = |problem: &str| {
            let note = Diagnostic::at(Code::CsvFile, from, stated.span.clone()).with("path", &stated.text);
            note.with("problem", problem)
        };
        let path = relative(from.folder(), &stated.text).filter(|path| path.starts_with("content/"));
        let Some(path) = path.filter(|_| !stated.text.starts_with('/')) else {
            notes.push(note("elsewhere"));
            return None;
        };
        let wanted = SourcePath::new(&path);
        if !wanted.is_table() {
            notes.push(note("ending"));
            return None;
        }
        let Some((path, source)) = self.tree.find(wanted.as_str()) else {
            let folder = format!("{}/", from.folder());
            let tables = self.tree.under("content/").map(|(path, _)| path).filter(|path| path.is_table());
            let near = nearest(wanted.as_str(), tables.map(SourcePath::as_str));
            let near = near.map(|near| near.strip_prefix(&folder).unwrap_or(near));
            notes.push(note("missing").near(near));
            return None;
        };
        let mut open = self.open.borrow_mut();
        let sheet = open.entry(path.clone()).or_insert_with(|| {
            // A file that is no text has been named when it was scanned.
            source.text().map(|text| Rc::new(Sheet::read(path, text)))
        });
        let sheet = sheet.as_ref().filter(|sheet| sheet.is_sound()).map(Rc::clone);
        self.broken.set(self.broken.get() || sheet.is_none());
        sheet
    }

    /// Whether a sheet that was asked for since the last question has mistakes, which will be noted.
    pub(super) fn take_broken(&self) -> bool {
        self.broken.take()
    }

    /// Finds the figures that must be withheld since they would give away others; whether there are some.
    pub(super) fn keep_secrets(&mut self) -> bool {
        self.hidden = secret::telling(&self.asked.take());
        !self.hidden.is_empty()
    }

    /// Notes the mistakes of all sheets, and copies of their rows where they would be published. Gives the files that
    /// hold what single people answered.
    pub(super) fn finish(self, notes: &mut Notes) -> Vec<SourcePath> {
        let mut answers = Vec::new();
        for (path, sheet) in self.open.into_inner() {
            if let Some(sheet) = &sheet {
                sheet.finish(notes);
            }
            let of_people = sheet.is_some_and(|sheet| sheet.of_people.get());
            let Some(text) = self.tree.get(&path).and_then(Source::text).filter(|_| of_people) else { continue };
            for copy in published_copies(self.tree, text) {
                notes.push(Diagnostic::in_file(Code::AnswersPublished, copy).with("csv", &path));
            }
            answers.push(path);
        }
        answers
    }
}

/// The files with the same rows in folders that are published as they are.
fn published_copies<'t>(tree: &'t Tree, rows: &'t str) -> impl Iterator<Item = &'t SourcePath> {
    let themes = tree.under("themes/").filter(|(path, _)| path.as_str().contains("/static/"));
    let published = tree.under("static/").chain(themes);
    published.filter(move |(path, source)| crate::source::scan::holds(path, source, rows)).map(|(path, _)| path)
}
