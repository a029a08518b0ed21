//! The files of a dataset: finds them, and reads the indicators of each.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::rows::Sheets;
use super::{Dataset, Reading, read_indicator};
use crate::config::Config;
use crate::diag::{Checked, Code, Diagnostic, Notes, Severity};
use crate::hashed::Hashed;
use crate::node::Node;
use crate::node::yaml::{self, Excerpt};
use crate::source::{SourcePath, Tree};

/// Where a portal's figures lie when they fill more than one file.
const FOLDER: &str = "content/indicators/";
/// Where they lie by default.
const DEFAULT_FILE: &str = "content/indicators.yaml";

/// Reads the data file, or the files in `content/indicators/` where there is none. Targets are judged on `today`.
#[must_use]
pub fn parse(tree: &Tree, config: &Config, today: Date) -> Checked<Dataset> {
    let mut notes = Notes::new();
    let mut dataset = Dataset::default();
    let wanted = config.data.trim_start_matches("./");
    // Only what lies there is read as text.
    let single = tree.find(wanted).filter(|_| wanted.starts_with("content/"));
    if single.is_none() && wanted != DEFAULT_FILE {
        let span = config.places.get("data").map(|span| (span.start, span.end));
        let note = Diagnostic { span, ..Diagnostic::in_file(Code::DataFileMissing, &config.file) };
        notes.push(note.with("path", &config.data));
        dataset.unread = true;
    }
    let is_yaml = |path: &SourcePath| matches!(path.ending().as_str(), "yaml" | "yml");
    let many = || tree.under(FOLDER).filter(|(path, _)| is_yaml(path));
    let files: Vec<_> = single.map_or_else(|| many().collect(), |file| vec![file]);
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
    sheets.finish(&mut read.notes);
    read
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
        let mut own = Notes::new();
        let indicator = read_indicator(file, key, node, reading, &mut own);
        if own.iter().any(|note| note.severity() == Severity::Error) | reading.sheets.take_broken() {
            dataset.faulty.insert(key.text.clone());
        }
        notes.append(&mut own);
        dataset.indicators.extend(indicator.map(|indicator| Arc::new(Hashed::new(indicator))));
    }
}
