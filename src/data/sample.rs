//! Data files for tests: the common keys are filled in.

use std::sync::Arc;

use super::{Dataset, Indicator, parse};
use crate::config::{self, Config, Lang, Overrides};
use crate::diag::Checked;
use crate::hashed::Hashed;
use crate::source::{Source, SourcePath, Tree};

/// The settings of a small portal in Japanese and English.
pub(crate) fn config() -> Config {
    let mut tree = Tree::default();
    let settings = "title = \"ひなた\"\nbase_url = \"https://h.example/\"\n[languages.en]\ntitle = \"Hinata\"\n";
    tree.insert(SourcePath::new("site.toml"), Source::from_text(settings));
    config::parse(&tree, &Overrides::default()).value.unwrap()
}

/// The day on which samples are read.
pub(crate) const TODAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 4, 12);

/// Reads a whole data file.
pub(crate) fn dataset(yaml: &str) -> Checked<Dataset> {
    let mut tree = Tree::default();
    tree.insert(SourcePath::new("content/indicators.yaml"), Source::from_text(yaml));
    parse(&tree, &config(), TODAY)
}

/// A data file with one indicator: `yaml` gives the lines of its kind, indented by twelve.
pub(crate) fn file(yaml: &str) -> String {
    let lines: Vec<&str> = yaml.lines().filter(|line| !line.trim().is_empty()).map(|line| &line[12..]).collect();
    let body = format!("  {}\n", lines.join("\n  "));
    format!("one:\n  title: ひとつ\n  description: 説明。\n  source: {{ title: 調査 }}\n  as_of: 2026-03-31\n{body}")
}

/// The one indicator of a sound data file.
pub(crate) fn only(yaml: &str) -> Arc<Hashed<Indicator>> {
    let checked = dataset(&file(yaml));
    assert_eq!(checked.notes, [], "the sample should be sound");
    Arc::clone(&checked.value.indicators[0])
}

/// The codes of all mistakes of a data file, in order.
pub(crate) fn codes(yaml: &str) -> Vec<&'static str> {
    let mut codes: Vec<_> = dataset(&file(yaml)).notes.iter().map(|note| note.code.number()).collect();
    codes.sort_unstable();
    codes
}

/// The text of a figure, or `none`.
pub(crate) fn numbers(indicator: &Indicator, path: &str) -> String {
    indicator
        .value(path, Lang::FIRST)
        .map_or_else(|| "none".to_owned(), |shown| shown.text(crate::diag::Language::Ja).to_owned())
}
