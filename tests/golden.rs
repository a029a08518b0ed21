//! One small town and its whole expected portal: each file as it is, none missing, none more.
//! `UPDATE_EXPECT=1 cargo test golden` writes the portal anew; the difference is then read like any other change.
//!
//! Styles, icons and drawings are expected by name alone, and without the part of their name that is their content's hash:
//! a new colour would otherwise change every page.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use hibi::build::{self, Memory, Options};
use hibi::date::Clock;
use hibi::diag::Language;
use hibi::output::Blob;
use hibi::source::scan;

use crate::town::NOW;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

/// What is compared of a file.
fn expected(path: &str, bytes: &[u8]) -> Vec<u8> {
    if path.starts_with("assets/") {
        return b"expected by name\n".to_vec();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => without_hashes(text).into_bytes(),
        Err(_) => bytes.to_vec(),
    }
}

/// `assets/theme.0123456789.css` → `assets/theme.HASH.css`.
fn without_hashes(text: &str) -> String {
    let mut parts = text.split("assets/");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str("assets/");
        let mut pieces = part.splitn(3, '.');
        match (pieces.next(), pieces.next(), pieces.next()) {
            (Some(name), Some(hash), Some(rest))
                if hash.len() == 10 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) =>
            {
                out.push_str(&format!("{name}.HASH.{rest}"));
            }
            _ => out.push_str(part),
        }
    }
    out
}

/// The built town: the compared part of each file by path.
fn built() -> BTreeMap<String, Vec<u8>> {
    let town = folder("town");
    let scanned = scan::scan(&town, &town.join("site.toml"));
    let clock = Clock::at(NOW.parse().expect("a moment"));
    let portal = build::build(
        &scanned.value,
        scanned.notes,
        &clock,
        &Options { lint: true, ..Options::default() },
        &mut Memory::default(),
    );
    let notes: Vec<String> = portal.report.notes().iter().map(|note| note.message(Language::Ja)).collect();
    assert!(notes.is_empty(), "{notes:#?}");
    let files = portal.output.files().map(|(path, blob)| {
        let bytes = match blob {
            Blob::Bytes(bytes) => bytes.to_vec(),
            Blob::File { path, .. } => fs::read(path).expect("a photo"),
            Blob::Picture(picture, shape) => picture.make(*shape).expect("a photo"),
        };
        (without_hashes(path), expected(path, &bytes))
    });
    files.collect()
}

/// The files below a folder by path.
fn kept(top: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            kept(top, &path, found);
        } else {
            let name = path.strip_prefix(top).expect("below").to_string_lossy().replace('\\', "/");
            found.insert(name, fs::read(&path).expect("bytes"));
        }
    }
}

fn update(top: &Path, files: &BTreeMap<String, Vec<u8>>) {
    let _ = fs::remove_dir_all(top);
    for (path, bytes) in files {
        let path = top.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a written file");
    }
}

/// The first line in which two texts differ, from both.
fn difference(wanted: &[u8], found: &[u8]) -> String {
    let (wanted, found) = (String::from_utf8_lossy(wanted), String::from_utf8_lossy(found));
    let (mut left, mut right) = (wanted.lines(), found.lines());
    for number in 1.. {
        let (left, right) = (left.next(), right.next());
        if left != right || left.is_none() {
            let show =
                |line: Option<&str>| line.map_or_else(|| "the end".to_owned(), |line| line.chars().take(300).collect());
            return format!("line {number}\n    expected {}\n    found    {}", show(left), show(right));
        }
    }
    String::new()
}

#[test]
fn the_whole_portal_is_as_expected() {
    let (top, found) = (folder("expected"), built());
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        update(&top, &found);
        return;
    }
    let mut wanted = BTreeMap::new();
    kept(&top, &top, &mut wanted);
    let mut told = Vec::new();
    told.extend(wanted.keys().filter(|path| !found.contains_key(*path)).map(|path| format!("{path} is missing")));
    told.extend(found.keys().filter(|path| !wanted.contains_key(*path)).map(|path| format!("{path} is not expected")));
    for (path, bytes) in &found {
        if let Some(wanted) = wanted.get(path).filter(|wanted| *wanted != bytes) {
            told.push(format!("{path} differs: {}", difference(wanted, bytes)));
        }
    }
    assert!(told.is_empty(), "{} differences; UPDATE_EXPECT=1 takes them over\n{}", told.len(), told.join("\n"));
}

#[test]
fn hashes_are_left_out_of_names() {
    assert_eq!(
        without_hashes("/assets/theme.0123456789.css assets/scenes/a.svg"),
        "/assets/theme.HASH.css assets/scenes/a.svg"
    );
}
