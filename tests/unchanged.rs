//! Builds of which nothing has changed since the last: they end at once, and only they do.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::camera;
use crate::disasters::files;
use crate::town::{NOW, Town, story};

/// So many stories no portal of these tests has: whoever counts them has taken the last build's word for it.
const PROBE: &str = "777";

struct Place {
    folder: TempDir,
}

impl Place {
    /// A town that has been built, and whose list says that there are `PROBE` stories.
    fn built(town: &Town) -> Self {
        let place = Self { folder: TempDir::new().unwrap() };
        town.move_to(place.root());
        place.build(&["--now", NOW]);
        place.probe();
        place
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn public(&self) -> PathBuf {
        self.root().join("public")
    }

    /// The words with which a build ends.
    #[track_caller]
    fn build(&self, arguments: &[&str]) -> String {
        self.build_by(env!("CARGO_BIN_EXE_hibi"), arguments)
    }

    #[track_caller]
    fn build_by(&self, program: &str, arguments: &[&str]) -> String {
        let mut command = Command::new(program);
        command.arg("build").args(arguments).current_dir(self.root()).env_clear();
        let said = command.output().unwrap();
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        String::from_utf8(said.stdout).unwrap()
    }

    /// Puts the probe into the list, without making the list younger.
    fn probe(&self) {
        let list = self.public().join(".hibi-manifest");
        let (text, written) = (fs::read_to_string(&list).unwrap(), fs::metadata(&list).unwrap().modified().unwrap());
        let probed = |line: &str| -> String {
            let words: Vec<&str> = line.split(' ').collect();
            if words[0] == "made-of" {
                [&words[..5], &[PROBE], &words[6..]].concat().join(" ")
            } else {
                line.to_owned()
            }
        };
        let text: String = text.lines().map(|line| probed(line) + "\n").collect();
        assert!(text.contains(PROBE), "{text}");
        fs::write(&list, text).unwrap();
        fs::File::options().append(true).open(&list).unwrap().set_modified(written).unwrap();
    }

    /// Whether a build now takes the last one's word; in any case the folder must be that of a clean build.
    #[track_caller]
    fn is_taken(&self, arguments: &[&str]) -> bool {
        let taken = self.build(arguments).contains(PROBE);
        self.build(&[arguments, &["-o", "clean"]].concat());
        let pages = |folder: PathBuf| {
            let mut files = files(&folder);
            files.remove(Path::new(".hibi-manifest"));
            files
        };
        assert!(pages(self.public()) == pages(self.root().join("clean")), "the folder is not that of a clean build");
        taken
    }
}

fn town() -> Town {
    Town::new()
        .story("asa", "title: 朝\nimage: asa.png\nimage_alt: 川", "川。")
        .photo("content/stories/asa.png")
        .file("static/hello.txt", "こんにちは")
        .file("templates/404.html", "<p>ありません</p>")
}

const AT_NOW: [&str; 2] = ["--now", NOW];

#[test]
fn nothing_has_changed_so_nothing_is_built_or_written() {
    let place = Place::built(&town());
    let before = files(&place.public());
    assert!(place.is_taken(&AT_NOW));
    assert!(place.is_taken(&["--now", "2026-04-12T23:59:59+09:00"]));
    assert!(files(&place.public()) == before);
}

#[test]
fn every_file_that_is_read_counts() {
    let other = camera::png(4, 3);
    let site = fs::read_to_string({
        let place = Place::built(&town());
        place.folder.keep().join("site.toml")
    });
    let site = site.unwrap() + "description = \"新しい説明\"\n";
    for (path, bytes) in [
        ("site.toml", site.as_bytes()),
        ("content/stories/asa.md", story("asa", "title: 朝", "山。").as_bytes()),
        ("content/stories/yoru.md", story("yoru", "title: 夜", "星。").as_bytes()),
        ("content/stories/asa.png", &other),
        ("static/hello.txt", "さようなら".as_bytes()),
        ("templates/404.html", "<p>なし</p>".as_bytes()),
    ] {
        let place = Place::built(&town());
        fs::write(place.root().join(path), bytes).unwrap();
        assert!(!place.is_taken(&AT_NOW), "{path}");
        place.probe();
        assert!(place.is_taken(&AT_NOW), "the next build after {path}");
    }
    let place = Place::built(&town());
    fs::remove_file(place.root().join("static/hello.txt")).unwrap();
    assert!(!place.is_taken(&AT_NOW));
}

#[test]
fn what_is_asked_counts() {
    for other in [&["--base-url", "https://example.jp/p/"][..], &["--drafts"], &["--future"], &["--expired"]] {
        let place = Place::built(&town().story("ura", "title: 裏\ndraft: true", ""));
        assert!(!place.is_taken(&[&AT_NOW, other].concat()), "{other:?}");
    }
}

#[test]
fn a_page_that_somebody_changed_is_made_anew() {
    let place = Place::built(&town());
    fs::write(place.public().join("index.html"), "<p>?</p>").unwrap();
    assert!(!place.is_taken(&AT_NOW));
    let place = Place::built(&town());
    fs::remove_file(place.public().join("stories/asa/index.html")).unwrap();
    assert!(!place.is_taken(&AT_NOW));
}

#[test]
fn on_another_day_it_is_built_anew() {
    assert!(!Place::built(&town()).is_taken(&["--now", "2026-04-13T00:00:00+09:00"]));
    assert!(!Place::built(&town()).is_taken(&["--now", "2026-04-11T23:59:59+09:00"]));
}

/// Nothing published may tell when something that is still hidden will come.
#[test]
fn on_a_day_on_which_something_comes_or_goes_nothing_is_remembered() {
    let photo = "image: asa.png\nimage_alt: 川\nphoto_consent: ";
    for (front, remembered) in [
        ("date: 2026-04-12T12:00".to_owned(), false),
        ("publish_date: 2026-04-12T12:00".to_owned(), false),
        ("expiry_date: 2026-04-12T12:00".to_owned(), false),
        (format!("{photo}2026-04-12T12:00"), false),
        (format!("{photo}2026-04-12"), true),
        ("publish_date: 2026-04-13".to_owned(), true),
        ("date: 2026-04-12".to_owned(), true),
    ] {
        let place = Place { folder: TempDir::new().unwrap() };
        town().story("yoru", &front, "").move_to(place.root());
        place.build(&AT_NOW);
        let list = fs::read_to_string(place.public().join(".hibi-manifest")).unwrap();
        assert_eq!(list.contains("made-of"), remembered, "{front}: {list}");
        assert!(!place.is_taken(&["--now", "2026-04-12T12:00:01+09:00"]), "{front}");
    }
}

#[test]
fn another_program_builds_anew() {
    let place = Place::built(&town());
    let other = place.root().join("hibi");
    fs::copy(env!("CARGO_BIN_EXE_hibi"), &other).unwrap();
    let program = other.to_str().unwrap();
    assert!(place.build_by(program, &AT_NOW).contains(PROBE), "a copy is the same program");
    let mut bytes = fs::read(&other).unwrap();
    let name = hibi::hashed::PROGRAM.as_bytes();
    let places: Vec<usize> = (0..bytes.len() - name.len()).filter(|at| bytes[*at..].starts_with(name)).collect();
    assert!(!places.is_empty(), "the program knows its name");
    for at in places {
        bytes[at] = if bytes[at] == b'0' { b'1' } else { b'0' };
    }
    fs::remove_file(&other).unwrap();
    fs::write(&other, bytes).unwrap();
    let made = Command::new("chmod").args(["+x", program]).status().unwrap();
    assert!(made.success());
    assert!(!place.build_by(program, &AT_NOW).contains(PROBE));
}

#[test]
fn warnings_are_told_each_time() {
    let place = Place { folder: TempDir::new().unwrap() };
    town().story("yoru", "title: 夜", "<b>太字</b>").move_to(place.root());
    place.build(&AT_NOW);
    let list = fs::read_to_string(place.public().join(".hibi-manifest")).unwrap();
    assert!(!list.contains("made-of"), "{list}");
}

#[test]
fn a_change_that_shows_nowhere_is_remembered_without_touching_a_page() {
    let place = Place::built(&town());
    let times = || {
        let files = files(&place.public()).into_keys();
        files.map(|path| fs::metadata(place.public().join(path)).unwrap().modified().unwrap()).collect::<Vec<_>>()
    };
    let before = times();
    let site = fs::read_to_string(place.root().join("site.toml")).unwrap();
    fs::write(place.root().join("site.toml"), site + "# ひとこと\n").unwrap();
    assert!(!place.is_taken(&AT_NOW));
    place.probe();
    assert!(place.is_taken(&AT_NOW));
    assert!(times() == before);
}
