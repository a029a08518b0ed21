//! The shape of the program, kept by reading its sources: which room may use which, who may touch what, how long things are.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Uses of a later room by an earlier one that are meant: notes name files, and their texts are shown with their places.
const EXCEPTIONS: [(&str, &str); 2] = [("diag", "source"), ("diag", "text")];

/// A source file: its room, its path, its text, and the text without tests and comments.
struct Source {
    room: String,
    path: String,
    text: String,
    code: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// Every Rust file below `src/`; files of tests only are left out.
fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    files(&root().join("src"), &mut found);
    let rust = found.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    let sources = rust.map(|path| {
        let text = fs::read_to_string(&path).expect("a text");
        let path = path.strip_prefix(root().join("src")).expect("below").to_string_lossy().replace('\\', "/");
        let room = path.split(['/', '.']).next().unwrap_or_default().to_owned();
        Source { room, code: code_of(&text), path, text }
    });
    let test_only = |path: &str| {
        path.ends_with("tests.rs")
            || path.contains("/tests/")
            || path.ends_with("sample.rs")
            || path.contains("/samples")
    };
    sources.filter(|source| !test_only(&source.path)).collect()
}

/// The text up to its tests, without comments.
fn code_of(text: &str) -> String {
    let body = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or(text);
    let lines = body
        .lines()
        .map(|line| line.split("//").next().filter(|before| before.matches('"').count() % 2 == 0).unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// The rooms in the order in which `lib.rs` lists them.
fn rooms() -> Vec<String> {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("lib.rs");
    lib.lines().filter_map(|line| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned())).collect()
}

/// The rooms that a piece of code names.
fn named_rooms(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let listed = rest.strip_prefix('{').and_then(|list| list.split("};").next());
        match listed {
            // `use crate::{chart, data::x, page}`: names at the outer level.
            Some(list) => {
                let mut depth = 0_i32;
                let mut name = String::new();
                for character in list.chars().chain([',']) {
                    match character {
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        ',' if depth == 0 => names.push(std::mem::take(&mut name)),
                        character if depth == 0 => name.push(character),
                        _ => {}
                    }
                }
            }
            None => names.push(rest.to_owned()),
        }
    }
    let first =
        |name: String| name.trim().chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>();
    names.into_iter().map(first).filter(|name| !name.is_empty()).collect()
}

#[test]
fn rooms_use_earlier_rooms_only() {
    let rooms = rooms();
    assert!(rooms.len() > 15, "{rooms:?}");
    let place = |room: &str| rooms.iter().position(|other| other == room);
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !matches!(source.path.as_str(), "lib.rs" | "main.rs")) {
        let Some(own) = place(&source.room) else { panic!("{} belongs to no room of lib.rs", source.path) };
        for name in named_rooms(&source.code) {
            let Some(other) = place(&name) else { continue };
            if other > own && !EXCEPTIONS.contains(&(source.room.as_str(), name.as_str())) {
                wrong.push(format!("{} uses {name}", source.path));
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_exception_is_needed() {
    let rooms = rooms();
    for (room, later) in EXCEPTIONS {
        assert!(rooms.iter().any(|other| other == later), "there is no room {later}");
        let used = sources()
            .iter()
            .any(|source| source.room == room && named_rooms(&source.code).iter().any(|name| name == later));
        assert!(used, "{room} does not use {later} any more");
    }
}

/// Fails where `words` stand in code outside the files that start with one of `allowed`.
#[track_caller]
fn only_in(words: &[&str], allowed: &[&str]) {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !allowed.iter().any(|allowed| source.path.starts_with(allowed))) {
        for word in words {
            if source.code.contains(word) {
                wrong.push(format!("{}: {word}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn one_room_reads_the_disk_one_writes_it_and_the_commands_begin_files() {
    only_in(
        &[
            "std::fs",
            "fs::read",
            "fs::write",
            "fs::File",
            "File::open",
            "WalkDir",
            ".canonicalize(",
            ".exists()",
            ".metadata(",
        ],
        &["source/scan", "output/write", "command/", "serve"],
    );
}

#[test]
fn each_library_has_its_room() {
    only_in(&["tera::", "use tera"], &["theme"]);
    only_in(&["pulldown_cmark::"], &["markdown"]);
    only_in(&["memchr::"], &["markdown", "theme/reach"]);
    only_in(&["pulldown_cmark_escape"], &["text.rs"]);
    only_in(&["simdutf8"], &["source/scan"]);
    only_in(&["serde_yaml", "saphyr_parser"], &["node/yaml"]);
    only_in(&["toml::"], &["node/toml", "theme/about", "theme/words", "diag/texts", "node", "config"]);
    only_in(&["rayon"], &["par.rs"]);
    only_in(&["clap::"], &["cli.rs", "main.rs"]);
    only_in(&["annotate_snippets"], &["diag/human"]);
    only_in(&["quick_xml"], &["feed.rs", "picture/svg"]);
    only_in(&["image::", "fast_image_resize", "webpx"], &["picture/make"]);
    only_in(&["fast_qr::"], &["page/qr"]);
    only_in(&["encoding_rs"], &["source/scan"]);
    only_in(&["notify::", "use notify"], &["serve"]);
    only_in(&["pagefind::"], &["search"]);
    only_in(&["resvg::"], &["picture/paint"]);
    only_in(&["skrifa"], &["cards/letters"]);
    only_in(&["tokio::"], &["search", "serve"]);
}

#[test]
fn nothing_but_the_commands_asks_for_the_time_or_the_environment() {
    only_in(
        &["Timestamp::now", "Zoned::now", "SystemTime::now", "Instant::now", "std::env", "env::var"],
        &["command", "serve"],
    );
}

#[test]
fn figures_are_the_same_on_every_machine() {
    // The last bits of these differ between systems and would move a drawing's bytes.
    only_in(
        &[
            ".sin(",
            ".cos(",
            ".tan(",
            ".atan",
            ".powf(",
            ".powi(",
            ".ln(",
            ".log10(",
            ".exp(",
            ".cbrt(",
            ".hypot(",
            ".sin_cos(",
        ],
        &[],
    );
}

#[test]
fn only_the_commands_speak_and_nothing_stops_the_program() {
    only_in(&["println!", "eprintln!", "print!("], &["command/say.rs"]);
    only_in(&["process::exit", "todo!", "unimplemented!", "dbg!"], &[]);
    only_in(&[".unwrap()", "panic!("], &[]);
}

#[test]
fn the_names_of_those_who_are_not_named_reach_no_page() {
    only_in(&[".full_names"], &["content.rs", "content/author.rs", "content/front.rs", "site/names.rs"]);
}

#[test]
fn no_term_is_known_by_name() {
    let terms = ["\"inside\"", "\"outside\"", "\"administration\"", "\"stage\"", "\"segment\"", "\"H\"", "\"HEART\""];
    only_in(&terms, &[]);
    let mut templates = Vec::new();
    files(&root().join("themes"), &mut templates);
    for path in
        templates.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "html" || ending == "css"))
    {
        let text = fs::read_to_string(&path).expect("a text");
        for term in ["inside", "outside", "administration", "stage/", "segment"].map(|term| format!("\"{term}")) {
            assert!(!text.contains(&term), "{}: {term}", path.display());
        }
    }
}

#[test]
fn files_say_what_they_are_for_and_stay_short() {
    let mut wrong = Vec::new();
    for source in sources() {
        if !source.text.starts_with("//! ") {
            wrong.push(format!("{} does not open with its purpose", source.path));
        }
        let lines = source.text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default().lines().count();
        if lines > 400 {
            wrong.push(format!("{} has {lines} lines", source.path));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn functions_fit_on_a_screen() {
    let mut wrong = Vec::new();
    for source in sources() {
        let lines: Vec<&str> = source.text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let word = line.trim_start();
            let starts = word.starts_with("fn ")
                || ((word.starts_with("pub") || word.starts_with("async ")) && word.contains(" fn "));
            if !starts || line.trim_end().ends_with(['}', ';']) {
                continue;
            }
            let indent = &line[..line.len() - word.len()];
            let length = lines[at..].iter().position(|line| *line == format!("{indent}}}")).map_or(0, |end| end + 1);
            if length > 60 {
                wrong.push(format!("{}:{} is {length} lines long", source.path, at + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Words that stand for unfinished work, or for the machine on which something was written.
fn forbidden() -> Vec<String> {
    // Put together here, so that this file does not hold them.
    [
        ("TO", "DO"),
        ("FIX", "ME"),
        ("XX", "X "),
        ("/wo", "rk/"),
        ("/ro", "ot/"),
        ("/ho", "me/"),
        ("ses", "sion"),
        ("issue", " #"),
    ]
    .map(|(one, other)| format!("{one}{other}"))
    .to_vec()
}

#[test]
fn nothing_unfinished_and_nothing_of_this_machine_is_kept() {
    let mut found = Vec::new();
    for entry in fs::read_dir(root()).expect("the root") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if matches!(name.as_str(), "target" | "public" | ".git" | "Cargo.lock") {
            continue;
        }
        if path.is_dir() { files(&path, &mut found) } else { found.push(path) }
    }
    let mut wrong: BTreeMap<String, Vec<String>> = BTreeMap::new();
    // What other programs put beside the tests.
    let made = ["node_modules", "target", "corpus", "artifacts"];
    let is_ours = |path: &PathBuf| !path.components().any(|part| made.iter().any(|made| part.as_os_str() == *made));
    let below = |path: &PathBuf| path.strip_prefix(root()).unwrap_or(path).to_path_buf();
    for path in found.into_iter().filter(|path| is_ours(&below(path))) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        // What browsers call a place to keep things in.
        let text = text.replace(concat!("ses", "sionStorage"), "");
        for word in forbidden() {
            if text.contains(&word) {
                wrong.entry(word).or_default().push(path.strip_prefix(root()).unwrap_or(&path).display().to_string());
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn rooms_are_found_in_any_spelling() {
    assert_eq!(
        named_rooms("use crate::a::b; use crate::{c, d::{e, f}, g};\nlet x = crate::h::i();"),
        ["a", "c", "d", "g", "h"]
    );
}
