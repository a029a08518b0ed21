//! A story that is taken back is gone from everything that is published, whichever way it was taken back.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::town::{NOW, PIXEL, Town, story};

const FRONT: &str = "title: 消える話\ndate: 2026-04-02\nsegment: [inside, outside]\nstage: A\nsummary: 消える要約\n\
    tags: [消える札, 川]\nauthor: { name: 消える人, department: 消える課 }\nplace: 消える場所\nquote: 消える一言\n\
    image: kieru.png\nimage_alt: 消える写真\ncredit: 消える撮影者\nfacts: { 消える項目: 消える値 }\nindicators: [people]\n\
    aliases: [/old/kieru/]";

const DATA: &str = "people:\n  kind: facts\n  title: 数字\n  description: 人口。\n  source: { title: 統計 }\n  as_of: 2025-01-01\n  \
    items:\n    population: { label: 人口, value: 206000, unit: 人 }\n";

/// A town without the story.
fn before() -> Town {
    let town = Town::new().site("[languages.en]\ntitle = \"Days\"\n").data(DATA);
    let town = town.story("asa", "title: 朝\ntags: [川]\nindicators: people", "川の話。");
    town.file("content/stories/asa.en.md", &story("asa", "title: Morning", "The river."))
}

/// The town with the story in all places that a story can be in.
fn with_story(more: &str) -> Town {
    let text = "消える本文。[](value:people.population)\n\n![消える絵](kieru-2.png)\n\n![消える図](chart:people)";
    let front = format!("{FRONT}\n{more}");
    let town = before().bytes("content/stories/kieru.png", PIXEL);
    let town = town.bytes("content/stories/kieru-2.png", &[PIXEL, b"kieru"].concat());
    let town = town.file("content/stories/kieru.md", &story("kieru", &front, text));
    town.file("content/stories/kieru.en.md", &story("kieru", &format!("title: Vanishing\n{more}"), "消える英語。"))
}

fn build(root: &Path, town: &Town) {
    let _ = fs::remove_dir_all(root.join("content"));
    town.move_to(root);
    let built = Command::new(env!("CARGO_BIN_EXE_hibi"))
        .args(["build", "--strict", "--now", NOW])
        .current_dir(root)
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
}

fn public(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let root = root.join("public");
    let entries = walkdir::WalkDir::new(&root).into_iter().flatten().filter(|entry| entry.depth() > 0);
    entries
        .map(|entry| {
            // A folder that is left behind would tell the name.
            let bytes = if entry.file_type().is_dir() { Vec::new() } else { fs::read(entry.path()).unwrap() };
            (entry.path().strip_prefix(&root).unwrap().to_path_buf(), bytes)
        })
        .collect()
}

/// The folder, without what its list says of the sources.
fn shown(mut public: BTreeMap<PathBuf, Vec<u8>>) -> BTreeMap<PathBuf, Vec<u8>> {
    let list = public.get_mut(Path::new(".hibi-manifest")).unwrap();
    let text = String::from_utf8(list.clone()).unwrap();
    let of_sources = |line: &&str| line.starts_with("made-of ") || line.starts_with("text");
    let lines = text.lines().filter(|line| !of_sources(line)).map(|line| match line.split_once('.') {
        Some((hash, rest)) if hash.len() == 32 => {
            [hash, rest.trim_start_matches(|c: char| c.is_ascii_hexdigit())].concat()
        }
        _ => line.to_owned(),
    });
    *list = lines.collect::<Vec<_>>().join("\n").into_bytes();
    public
}

/// The paths of whatever tells of the story.
fn traces(public: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<String> {
    let tells = |text: &str| ["消える", "kieru", "Vanishing"].iter().any(|word| text.contains(word));
    let found = public.iter().filter(|(path, bytes)| {
        tells(&path.to_string_lossy()) || tells(&String::from_utf8_lossy(bytes)) || bytes.starts_with(PIXEL)
    });
    found.map(|(path, _)| path.display().to_string()).collect()
}

#[test]
fn a_story_taken_back_leaves_no_trace() {
    let clean = TempDir::new().unwrap();
    build(clean.path(), &before());
    let wanted = shown(public(clean.path()));
    assert_eq!(traces(&wanted), [""; 0]);
    let ways = [
        ("deleted", before()),
        ("a draft", with_story("draft: true")),
        ("expired", with_story("expiry_date: 2026-04-12T08:59")),
        ("not yet", with_story("publish_date: 2026-04-12T09:01")),
    ];
    for (way, after) in ways {
        let place = TempDir::new().unwrap();
        build(place.path(), &with_story(""));
        let there = traces(&public(place.path()));
        for expected in [
            "index.html",
            "stories/index.html",
            "stories/kieru/index.html",
            "en/stories/kieru/index.html",
            "segment/outside/index.html",
            "segment/outside/feed.xml",
            "stage/a/index.html",
            "map/index.html",
            "tags/index.html",
            "tags/川/index.html",
            "tags/消える札/index.html",
            "indicators/people/index.html",
            "feed.xml",
            "feed.json",
            "sitemap.xml",
            "old/kieru/index.html",
        ] {
            assert!(there.iter().any(|path| path == expected), "{expected} told of it: {there:?}");
        }
        build(place.path(), &after);
        let left = shown(public(place.path()));
        assert_eq!(traces(&left), [""; 0], "{way}");
        assert!(left == wanted, "{way}: as if it had never been");
    }
}
