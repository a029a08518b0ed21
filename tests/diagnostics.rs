//! Every mistake and its picture: each folder of `diagnostics/` is a tiny portal with the exact report beside it.
//!
//! `UPDATE_EXPECT=1 cargo test diagnostics` writes the reports anew; read the difference before you commit it.
//! A folder without a `site.toml` has the settings of `default.toml`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use hibi::build::{Built, Memory, Options, build};
use hibi::date::Clock;
use hibi::diag::human::{Paint, draw};
use hibi::diag::{Code, Language, explain, github, json};
use hibi::source::{Tree, scan::scan};

/// Codes whose mistake cannot lie in a folder under version control; each has a test below.
const MADE_ON_THE_DISK: [Code; 8] = [
    Code::FileTooLarge,
    Code::Unreadable,
    Code::NameNotUtf8,
    Code::LinkLeavesPortal,
    Code::SameFileName,
    Code::ConfigMissing,
    Code::OutputRefused,
    Code::WriteFailed,
];

/// Folders that show several mistakes together.
const SEVERAL: [&str; 5] = ["all-at-once", "broken-data", "broken-settings", "five-stories", "follow-ups"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

fn fixtures() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the folder of this test").flatten();
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Checks the portal at `root` as `hibi check` does, on 20 April 2026.
fn check(root: &Path) -> (Tree, Built) {
    let own = root.join("site.toml");
    let settings = if own.exists() { own } else { folder().join("default.toml") };
    check_with(root, &settings)
}

fn check_with(root: &Path, settings: &Path) -> (Tree, Built) {
    let clock = Clock::at("2026-04-20T03:00:00Z".parse().expect("a moment"));
    let scanned = scan(root, settings);
    let options = Options { lint: true, ..Options::default() };
    let built = build(&scanned.value, scanned.notes, &clock, &options, &mut Memory::default());
    (scanned.value, built)
}

fn picture(tree: &Tree, built: &Built, language: Language) -> String {
    let drawn = built.report.notes().iter().map(|note| draw(note, tree, language, Paint::Plain));
    drawn.collect::<Vec<_>>().join("\n")
}

/// The difference between what is and what should be, or nothing.
fn compare(file: &Path, found: &str) -> Option<String> {
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(file, found).expect("the expectation can be written");
        return None;
    }
    let expected = fs::read_to_string(file).unwrap_or_default();
    (expected != found).then(|| format!("{}\n--- expected\n{expected}\n--- found\n{found}", file.display()))
}

#[test]
fn each_mistake_has_its_picture() {
    let mut wrong = String::new();
    for name in fixtures() {
        let root = folder().join(&name);
        let (tree, built) = check(&root);
        for (language, file) in [(Language::Ja, "expected.txt"), (Language::En, "expected.en.txt")] {
            if let Some(difference) = compare(&root.join(file), &picture(&tree, &built, language)) {
                let _ = writeln!(wrong, "{difference}");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_folder_shows_its_code_and_only_that() {
    for name in fixtures().iter().filter(|name| !SEVERAL.contains(&name.as_str())) {
        let (_, built) = check(&folder().join(name));
        let codes: BTreeSet<&str> = built.report.notes().iter().map(|note| note.code.number()).collect();
        assert_eq!(codes, [name.as_str()].into(), "a mistake should be told once, without others in its wake");
    }
}

#[test]
fn each_code_has_a_folder_or_a_test() {
    let made: BTreeSet<&str> = MADE_ON_THE_DISK.iter().map(|code| code.number()).collect();
    let wanted: BTreeSet<&str> = Code::ALL.iter().map(|code| code.number()).filter(|code| !made.contains(code)).collect();
    let fixtures = fixtures();
    let found: BTreeSet<&str> = fixtures.iter().map(String::as_str).filter(|name| !SEVERAL.contains(name)).collect();
    assert_eq!(wanted, found);
}

#[test]
fn nothing_is_left_unsaid_in_a_message() {
    for name in fixtures() {
        let (_, built) = check(&folder().join(&name));
        for note in built.report.notes() {
            for language in [Language::Ja, Language::En] {
                let said = format!("{} {}", note.message(language), note.hint(language).unwrap_or_default());
                for hole in ["{to}", "{key}", "{value}", "{near}", "{known}", "{allowed}", "{found}", "{reason}", "{mended}"] {
                    assert!(!said.contains(hole), "{name}: {said}");
                }
            }
        }
    }
}

#[test]
fn each_code_is_explained_in_both_languages() {
    for code in Code::ALL {
        let (ja, en) = (explain(*code, Language::Ja), explain(*code, Language::En));
        for said in [ja, en] {
            assert!(!said.title.is_empty() && said.text.trim().len() > 60, "{code:?}");
        }
        assert!(ja.text.contains(['。', '、']), "{code:?} is explained in Japanese");
        assert!(ja.text.lines().all(|line| !line.contains("...")), "{code:?}");
    }
}

#[test]
fn programs_get_an_object_a_line() {
    let root = folder().join("all-at-once");
    let (tree, built) = check(&root);
    let lines = |line: fn(&hibi::diag::Diagnostic, &Tree, Language) -> String| {
        built.report.notes().iter().map(|note| line(note, &tree, Language::Ja) + "\n").collect::<String>()
    };
    let wrong: Vec<String> = [("expected.json", lines(json::line)), ("expected.github", lines(github::line))]
        .into_iter()
        .filter_map(|(file, found)| compare(&root.join(file), &found))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn five_broken_stories_are_five_names() {
    let (_, built) = check(&folder().join("five-stories"));
    let files: BTreeSet<&str> = built.report.notes().iter().filter_map(|note| Some(note.file.as_ref()?.as_str())).collect();
    assert_eq!(files.len(), 5, "{files:?}");
}
