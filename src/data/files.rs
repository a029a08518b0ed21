//! The files of a dataset: finds them, and reads the indicators of each.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::rows::Sheets;
use super::{Dataset, Reading, read_indicator};
use crate::config::Config;
use crate::diag::{Checked, Code, Diagnostic, Notes, Severity, Span};
use crate::hashed::Hashed;
use crate::node::yaml::{self, Excerpt};
use crate::node::{Node, Value};
use crate::source::{Source, SourcePath, Tree};

/// Where a portal's figures lie when they fill more than one file.
const FOLDER: &str = "content/indicators/";
/// Where they lie by default.
const DEFAULT_FILE: &str = "content/indicators.yaml";

/// Reads the data file, or the files in `content/indicators/` where there is none. Targets are judged on `today`.
#[must_use]
pub fn parse(tree: &Tree, config: &Config, today: Date) -> Checked<Dataset> {
    let mut notes = Notes::new();
    let mut dataset = Dataset::default();
    let (files, is_found) = files(tree, config);
    if !is_found {
        let span = config.places.get("data").map(|span| (span.start, span.end));
        let note = Diagnostic { span, ..Diagnostic::in_file(Code::DataFileMissing, &config.file) };
        notes.push(note.with("path", &config.data));
        dataset.unread = true;
    }
    let mut roots = Vec::new();
    for (file, source) in files {
        // A file that is no text has been named when it was scanned.
        match source.text().and_then(|text| yaml::parse(Excerpt { file, text, offset: 0 }, &mut notes)) {
            Some(root) => roots.push((file, root)),
            None => dataset.unread = true,
        }
    }
    let mut sheets = Sheets::new(tree);
    let mut read = read_all(&roots, (config, today), &sheets);
    if sheets.keep_secrets() {
        read = read_all(&roots, (config, today), &sheets);
    }
    read.value.unread = dataset.unread;
    read.notes.append(&mut notes);
    read.value.answers = sheets.finish(&mut read.notes);
    read
}

/// The data file, or the files that stand for it; and whether one that the settings name is there.
fn files<'t>(tree: &'t Tree, config: &Config) -> (Vec<(&'t SourcePath, &'t Source)>, bool) {
    let wanted = config.data.trim_start_matches("./");
    // Only what lies there is read as text.
    if let Some(file) = tree.find(wanted).filter(|_| wanted.starts_with("content/")) {
        return (vec![file], true);
    }
    let is_yaml = |path: &SourcePath| matches!(path.ending().as_str(), "yaml" | "yml");
    (tree.under(FOLDER).filter(|(path, _)| is_yaml(path)).collect(), wanted == DEFAULT_FILE)
}

/// The words of a data file: its labels, notes and sources.
#[derive(Debug)]
pub struct Words<'t> {
    /// The file.
    pub file: &'t SourcePath,
    /// All of its text.
    pub text: &'t str,
    /// Where its words stand, in order.
    pub places: Vec<Span>,
}

impl Words<'_> {
    /// Whether a place is among the words.
    #[must_use]
    pub fn holds(&self, place: &Span) -> bool {
        let next = self.places.partition_point(|words| words.end <= place.start);
        self.places.get(next).is_some_and(|words| words.start <= place.start)
    }
}

/// The words of all data files. Figures, days and keys are none; what cannot be read is told by `parse`.
#[must_use]
pub fn texts<'t>(tree: &'t Tree, config: &Config) -> Vec<Words<'t>> {
    let (files, _) = files(tree, config);
    let words = files.into_iter().filter_map(|(file, source)| {
        let text = source.text()?;
        let root = yaml::parse(Excerpt { file, text, offset: 0 }, &mut Notes::new())?;
        let mut places = Vec::new();
        add_words(&root, &mut places);
        places.sort_by_key(|place| place.start);
        Some(Words { file, text, places })
    });
    words.collect()
}

fn add_words(node: &Node, places: &mut Vec<Span>) {
    match &node.value {
        Value::Map(entries) => entries.iter().for_each(|(_, node)| add_words(node, places)),
        Value::List(items) => items.iter().for_each(|node| add_words(node, places)),
        Value::Scalar { text, quoted } if *quoted || text.contains(char::is_alphabetic) => {
            places.push(node.span.clone());
        }
        Value::Scalar { .. } | Value::Unread => {}
    }
}

fn read_all(roots: &[(&SourcePath, Node)], (config, today): (&Config, Date), sheets: &Sheets<'_>) -> Checked<Dataset> {
    let reading = Reading { config, others: &config.languages[1..], sheets, today };
    let mut all = Checked::fine(Dataset::default());
    let mut seen = BTreeSet::new();
    for (file, root) in roots {
        read_file((file, root), reading, &mut seen, &mut all);
    }
    all
}

fn read_file<'r>(
    (file, root): (&SourcePath, &'r Node),
    reading: Reading<'_, '_>,
    seen: &mut BTreeSet<&'r str>,
    all: &mut Checked<Dataset>,
) {
    let Checked { value: dataset, notes } = all;
    for (key, node) in root.as_map().unwrap_or_default() {
        if !seen.insert(&key.text) {
            notes.push(Diagnostic::at(Code::DuplicateKey, file, key.span.clone()).with("key", &key.text));
            continue;
        }
        if node.value == Value::Unread {
            dataset.faulty.insert(key.text.clone());
            continue;
        }
        let mut own = Notes::new();
        let indicator = read_indicator(file, key, node, reading, &mut own);
        if own.iter().any(|note| note.severity() == Severity::Error) | reading.sheets.take_broken() {
            dataset.faulty.insert(key.text.clone());
        }
        notes.append(&mut own);
        dataset.indicators.extend(indicator.map(|indicator| Arc::new(Hashed::new(indicator))));
    }
}
