//! The ways in for what people write, each as one function of bytes: what is fuzzed, here and by cargo-fuzz.

use std::cell::RefCell;

use hibi::build::{Memory, Options, build};
use hibi::config::{self, Config, Overrides};
use hibi::content::{self, lint, personal};
use hibi::data;
use hibi::date::Clock;
use hibi::source::{Source, SourcePath, Tree};

const SETTINGS: &str = "title = \"ひなたびより\"\nbase_url = \"https://hinata.example.jp/\"\n";
const FRONT: &str = "title: 朝\ndate: 2026-04-01\nsegment: inside\nstage: H";

/// A way in: its name, the ending of the files that are good to begin with, and what takes the bytes.
pub(crate) type Entry = (&'static str, &'static str, fn(&[u8]));

/// Every way in.
pub(crate) const ENTRIES: [Entry; 5] = [
    ("front_matter", "md", front_matter),
    ("markdown", "md", markdown),
    ("data_file", "yaml", data_file),
    ("table", "csv", table),
    ("settings", "toml", settings),
];

/// A story's front matter.
pub(crate) fn front_matter(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    story(bytes, &format!("---\n{}\n---\n本文。\n", text.trim_start_matches("---\n")));
}

/// A story's text.
pub(crate) fn markdown(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let body = text.strip_prefix("---\n").and_then(|rest| Some(rest.split_once("\n---\n")?.1)).unwrap_or(&text);
    story(bytes, &format!("---\n{FRONT}\n---\n{body}"));
}

fn story(bytes: &[u8], text: &str) {
    let file = SourcePath::new("content/stories/asa.md");
    CONFIG.with(|config| {
        let document = content::parse(&file, &text.into(), config, None).value;
        let html = document.text.body().render(|_, out| out.push('語'));
        assert!(!html.contains("<script"), "a script");
        let _ = (lint::lint(&file, text), personal::lint(&file, text, config));
    });
    if is_chosen(bytes) {
        portal(&[("site.toml", SETTINGS), (file.as_str(), text)]);
    }
}

/// The data file.
pub(crate) fn data_file(bytes: &[u8]) {
    figures(bytes, &[("content/indicators.yaml", &String::from_utf8_lossy(bytes))]);
}

/// A table that an indicator is made of.
pub(crate) fn table(bytes: &[u8]) {
    let data = "a:\n  kind: series\n  title: t\n  description: d\n  source: { title: s }\n  as_of: 2025-01-01\n  \
                csv: a.csv\n";
    figures(bytes, &[("content/indicators.yaml", data), ("content/a.csv", &String::from_utf8_lossy(bytes))]);
}

fn figures(bytes: &[u8], files: &[(&str, &str)]) {
    let read = CONFIG.with(|config| data::parse(&tree(files), config, jiff::civil::date(2026, 4, 12)));
    // Whatever can be read is drawn as well.
    if read.notes.is_empty() || is_chosen(bytes) {
        portal(&[files, &[("site.toml", SETTINGS)]].concat());
    }
}

/// The settings.
pub(crate) fn settings(bytes: &[u8]) {
    let files = [("site.toml", &*String::from_utf8_lossy(bytes)), ("content/about.md", "---\ntitle: 頁\n---\n")];
    let _ = config::parse(&tree(&files), &Overrides::default());
    if is_chosen(bytes) {
        portal(&files);
    }
}

/// A whole portal takes a hundred times as long as reading: one text in sixteen goes all the way.
fn is_chosen(bytes: &[u8]) -> bool {
    bytes.iter().fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(*byte)) % 16 == 0
}

thread_local! {
    // The templates are the same each time.
    static MEMORY: RefCell<Memory> = RefCell::default();
    static CONFIG: Config =
        config::parse(&tree(&[("site.toml", SETTINGS)]), &Overrides::default()).value.expect("settings");
}

fn tree(files: &[(&str, &str)]) -> Tree {
    let mut tree = Tree::default();
    for (path, text) in files {
        tree.insert(SourcePath::new(path), Source::from_text(*text));
    }
    tree
}

/// Builds and checks a portal of some files. Whatever they hold, it ends in a portal or in messages.
fn portal(files: &[(&str, &str)]) {
    let tree = tree(files);
    let now = "2026-04-12T09:00:00+09:00".parse().expect("a moment");
    let options = Options { lint: true, ..Options::default() };
    let built = MEMORY.with_borrow_mut(|memory| build(&tree, Vec::new(), &Clock::at(now), &options, memory));
    assert!(built.report.errors() > 0 || !built.output.is_empty(), "neither a portal nor a message");
    // No more than a person is told of.
    for note in built.report.notes().iter().take(100) {
        let message = note.message(hibi::diag::Language::Ja);
        assert!(!message.is_empty() && (note.file.is_some() || note.span.is_none()), "{message}");
    }
}
