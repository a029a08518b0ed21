//! The program as people and machines run it: exit status, what is said where, and what makes no difference.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value as Json;
use tempfile::TempDir;

use crate::town::{NOW, Town};

/// A town on the disk, to be built by the program.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    pub(crate) fn of(town: &Town) -> Self {
        let folder = TempDir::new().expect("a folder");
        town.move_to(folder.path());
        Self { folder }
    }

    pub(crate) fn path(&self, inner: &str) -> PathBuf {
        self.folder.path().join(inner)
    }

    /// Runs the program in the town's folder, with nothing of this machine around it.
    pub(crate) fn hibi(&self, arguments: &[&str]) -> Said {
        self.with(arguments, &[])
    }

    fn with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hibi"));
        command.args(arguments).current_dir(self.folder.path()).env_clear();
        command.envs(variables.iter().copied());
        Said::new(&command.output().expect("the program"))
    }

    fn build(&self) -> Said {
        self.hibi(&["build", "--now", NOW])
    }
}

/// What the program said, and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    fn new(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        Self { status: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }
}

fn town() -> Town {
    Town::new().story("asa", "title: 朝", "").story("himitsu", "draft: true", "")
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.insert(path.clone(), fs::read(&path).expect("bytes"));
        }
    }
    files
}

/// The files below a folder by their path within it.
fn inside(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    files(folder)
        .into_iter()
        .map(|(path, bytes)| (path.strip_prefix(folder).expect("below").to_path_buf(), bytes))
        .collect()
}

#[test]
fn a_build_ends_with_one_line_of_counts() {
    let place = Place::of(&town());
    let said = place.build();
    assert_eq!((said.status, said.err.as_str()), (Some(0), ""));
    assert_eq!(said.out.lines().count(), 1);
    assert!(said.out.contains("1話") && said.out.contains("ミリ秒"), "{}", said.out);
    assert!(place.path("public/stories/asa/index.html").is_file());
}

#[test]
fn mistakes_in_the_content_end_with_1_and_touch_nothing() {
    let place = Place::of(&town());
    place.build();
    let before = files(&place.path("public"));
    Town::new().story("asa", "stage: Z\ntitle: 新", "").move_to(&place.path(""));
    let said = place.build();
    assert_eq!(said.status, Some(1));
    assert!(said.err.contains("error[H012]") && said.err.contains("content/stories/asa.md:"), "{}", said.err);
    assert!(!said.err.contains('\u{1b}'), "no terminal codes into a pipe");
    assert!(files(&place.path("public")) == before);
}

#[test]
fn mistakes_in_the_settings_and_in_usage_end_with_2() {
    let place = Place::of(&town().site("titel = \"x\"\n"));
    assert_eq!(place.build().status, Some(2));
    let place = Place::of(&town().without("site.toml"));
    let said = place.build();
    assert_eq!(said.status, Some(2));
    assert!(said.err.contains("site.toml"), "{}", said.err);
    let place = Place::of(&town());
    for wrong in [
        &["biuld"][..],
        &["build", "--nwo", "x"],
        &["build", "--now", "yesterday"],
        &["build", "-o", "content"],
        &["explain", "H999"],
        &[],
    ] {
        assert_eq!(place.hibi(wrong).status, Some(2), "{wrong:?}");
    }
    assert_eq!(place.hibi(&["build", "-u", "nonsense"]).status, Some(2));
    assert!(!place.path("public").exists());
}

#[test]
fn strict_makes_warnings_fail() {
    let place = Place::of(&town().story("asa", "", "<b>太字</b>"));
    let said = place.build();
    assert_eq!(said.status, Some(0));
    assert!(said.err.contains("warning[H060]"), "{}", said.err);
    let before = files(&place.path("public"));
    assert_eq!(place.hibi(&["build", "--now", NOW, "--strict"]).status, Some(1));
    assert!(files(&place.path("public")) == before);
}

#[test]
fn json_is_one_object_a_line_on_standard_output() {
    let place = Place::of(&town().story("asa", "stage: Z", "<hr>\n\n[x](nowhere.md)"));
    let said = place.hibi(&["build", "--now", NOW, "--format", "json"]);
    assert_eq!(said.status, Some(1));
    let notes: Vec<Json> = said.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let codes: Vec<_> = notes.iter().map(|note| note["code"].as_str().expect("a code")).collect();
    assert_eq!(codes, ["H012", "H060", "H062"]);
    for note in &notes {
        let keys: Vec<_> = note.as_object().expect("an object").keys().map(String::as_str).collect();
        for key in ["severity", "code", "message", "file", "line", "column", "hint"] {
            assert!(keys.contains(&key), "{key} in {keys:?}");
        }
        assert_eq!(note["file"], "content/stories/asa.md");
    }
    assert_eq!((&notes[0]["line"], &notes[0]["column"]), (&Json::from(5), &Json::from(8)));
}

#[test]
fn github_is_told_in_its_own_form() {
    let place = Place::of(&town().story("asa", "stage: Z", ""));
    let said = place.hibi(&["build", "--now", NOW, "--format", "github"]);
    assert!(
        said.out.starts_with("::error ") && said.out.contains("file=content/stories/asa.md,line=5,col=8"),
        "{}",
        said.out
    );
}

#[test]
fn messages_speak_the_language_of_the_site_or_the_one_asked_for() {
    let place = Place::of(&town().story("asa", "stage: Z", ""));
    let japanese = place.build().err;
    let english = place.hibi(&["build", "--now", NOW, "--lang", "en"]).err;
    assert!(japanese.contains("段階") && japanese != english);
    assert!(english.contains("use one of"), "{english}");
}

#[test]
fn check_writes_nothing_and_looks_for_typing_mistakes() {
    let place = Place::of(&town().story("asa", "", "＃　見出し\n"));
    let before = files(&place.path(""));
    let said = place.hibi(&["check", "--now", NOW]);
    assert_eq!(said.status, Some(0));
    assert!(said.err.contains("H070"), "{}", said.err);
    assert!(files(&place.path("")) == before);
    assert_eq!(place.hibi(&["check", "--now", NOW, "--strict"]).status, Some(1));
}

#[test]
fn flags_say_where_and_what() {
    let place = Place::of(&town());
    let said = place.hibi(&["build", "--now", NOW, "-D", "-o", "out/portal", "-u", "https://example.jp/promo/"]);
    assert_eq!(said.status, Some(0), "{}", said.err);
    assert!(place.path("out/portal/stories/himitsu/index.html").is_file());
    let page = fs::read_to_string(place.path("out/portal/index.html")).expect("the home page");
    assert!(page.contains("href=\"/promo/stories/\""));
}

#[test]
fn another_root_and_another_settings_file() {
    let place = Place::of(&town());
    fs::create_dir_all(place.path("日々 の/まち")).expect("a folder");
    for name in ["site.toml", "content"] {
        fs::rename(place.path(name), place.path("日々 の/まち").join(name)).expect("moved");
    }
    fs::rename(place.path("日々 の/まち/site.toml"), place.path("other.toml")).expect("moved");
    let said = place.hibi(&["build", "--now", NOW, "-r", "日々 の/まち", "-c", "other.toml"]);
    assert_eq!(said.status, Some(0), "{}", said.err);
    assert!(place.path("日々 の/まち/public/stories/asa/index.html").is_file());
}

#[test]
fn neither_zone_nor_locale_nor_folder_makes_a_difference() {
    let build = |variables: &[(&str, &str)]| {
        let place = Place::of(&town());
        let said = place.with(&["build", "--now", NOW], variables);
        assert_eq!(said.status, Some(0), "{}", said.err);
        inside(&place.path("public"))
    };
    let plain = build(&[]);
    assert!(build(&[("TZ", "America/New_York"), ("LANG", "C"), ("RAYON_NUM_THREADS", "1")]) == plain);
    assert!(
        build(&[("TZ", "Asia/Tokyo"), ("LC_ALL", "ja_JP.UTF-8"), ("HOME", "/nonexistent"), ("RAYON_NUM_THREADS", "4")])
            == plain
    );
}

#[test]
fn source_date_epoch_is_taken_for_now() {
    let place = Place::of(&town());
    let shown = |seconds: &str| {
        let said = place.with(&["build"], &[("SOURCE_DATE_EPOCH", seconds)]);
        assert_eq!(said.status, Some(0), "{}", said.err);
        place.path("public/stories/asa/index.html").is_file()
    };
    assert!(!shown("1774969199"), "a second before the first of April in Tokyo");
    assert!(shown("1774969200"));
    assert_eq!(place.with(&["build"], &[("SOURCE_DATE_EPOCH", "soon")]).status, Some(2));
}

#[test]
fn a_new_portal_builds_at_once() {
    let place = Place::of(&Town::new());
    assert_eq!(place.hibi(&["init", "まち"]).status, Some(0));
    let said = place.hibi(&["build", "-r", "まち", "--strict"]);
    assert_eq!((said.status, said.err.as_str()), (Some(0), ""));
    assert!(place.path("まち/public/index.html").is_file());
    let before = files(&place.path("まち"));
    assert_eq!(place.hibi(&["init", "まち"]).status, Some(2), "a folder with anything in it is left alone");
    assert!(files(&place.path("まち")) == before);
}

#[test]
fn a_new_story_is_a_draft_that_builds_and_never_replaces_another() {
    let place = Place::of(&Town::new());
    let title = "海: 山 \"と\" '川' #1";
    let said = place.hibi(&["new", "story", title, "--slug", "umi"]);
    assert_eq!(said.status, Some(0), "{}", said.err);
    assert_eq!(said.out.trim(), "./content/stories/umi.md");
    let text = fs::read_to_string(place.path("content/stories/umi.md")).expect("the story");
    assert!(text.contains("draft: true") && text.contains("segment: ") && text.contains("stage: "));
    assert_eq!(place.hibi(&["build"]).status, Some(0));
    assert!(!place.path("public/stories/umi").exists());
    assert_eq!(place.hibi(&["build", "-D"]).status, Some(0));
    let page = fs::read_to_string(place.path("public/stories/umi/index.html")).expect("the page");
    assert!(crate::html::text_of(&page, "title").contains(title));
    assert_eq!(place.hibi(&["new", "story", "別", "--slug", "umi"]).status, Some(1));
    assert_eq!(fs::read_to_string(place.path("content/stories/umi.md")).expect("the story"), text);
    for bad in ["../x", "a/b", "con", ""] {
        assert_eq!(place.hibi(&["new", "story", "題", "--slug", bad]).status, Some(2), "{bad}");
    }
    assert_eq!(place.hibi(&["new", "page", "題", "--slug", "about"]).status, Some(0));
    assert_eq!(place.hibi(&["build"]).status, Some(0));
    assert!(place.path("public/about/index.html").is_file());
}

#[test]
fn every_code_is_explained_in_both_languages() {
    let place = Place::of(&Town::new());
    let said = place.hibi(&["explain", "h012"]);
    assert_eq!(said.status, Some(0), "{}", said.err);
    assert!(said.out.starts_with("error[H012]"), "{}", said.out);
    let english = place.hibi(&["explain", "H012", "--lang", "en"]);
    assert!(english.status == Some(0) && english.out != said.out);
}

#[test]
fn what_a_template_sees_is_explained_under_each_of_its_names() {
    let place = Place::of(&Town::new());
    let said = place.hibi(&["explain", "story.html"]);
    assert_eq!(said.status, Some(0), "{}", said.err);
    for line in ["page.minutes  —  数", "page.toc  —  TocEntryの並び", "- block: head, main, styles"] {
        assert!(said.out.lines().any(|found| found == line), "{line} in {}", said.out);
    }
    assert!(said.out.lines().last().is_some_and(|last| last.starts_with("つづき：hibi explain Head / Link / Card")));
    assert_eq!(place.hibi(&["explain", "@default/story.html"]).out, said.out);
    assert!(place.hibi(&["explain", "partials/nav.html"]).out.contains("page.here"));
    let english = place.hibi(&["explain", "card", "--lang", "en"]).out;
    assert!(
        english.contains("authors  —  list of Person") && english.contains("Read on: hibi explain Day"),
        "{english}"
    );
}

#[test]
fn without_a_known_name_all_that_can_be_explained_is_listed() {
    let place = Place::of(&Town::new());
    let all = place.hibi(&["explain"]);
    assert_eq!(all.status, Some(0), "{}", all.err);
    for name in ["story.html", "partials/nav.html", "components/cards.html", "TermRef", "filters", "H012  "] {
        assert!(all.out.contains(name), "{name} in {}", all.out);
    }
    let near = place.hibi(&["explain", "stroy.html"]);
    assert!(near.err.contains("→ story.html") && near.err.contains("partials/nav.html"), "{}", near.err);
    assert!(near.status == Some(2) && near.out.is_empty());
}

#[test]
fn texts_in_other_encodings_are_named_or_read() {
    let write = |bytes: &[u8]| {
        let place = Place::of(&town());
        fs::write(place.path("content/stories/asa.md"), bytes).expect("a file");
        let said = place.build();
        (said.status, said.err, fs::read_to_string(place.path("public/stories/asa/index.html")).ok())
    };
    let text = crate::town::story("asa", "title: 朝の話", "川の音。");
    let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    let (status, _, page) = write(&marked);
    assert!(status == Some(0) && page.is_some_and(|page| page.contains("朝の話")));
    let (status, _, page) = write(text.replace('\n', "\r\n").as_bytes());
    assert!(status == Some(0) && page.is_some_and(|page| page.contains("朝の話")));
    let (sjis, ..) = encoding_rs::SHIFT_JIS.encode(&text);
    let (eucjp, ..) = encoding_rs::EUC_JP.encode(&text);
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [sjis.to_vec(), eucjp.to_vec(), utf16] {
        let (status, said, page) = write(&bytes);
        let read = page.is_some_and(|page| page.contains("朝の話"));
        assert!(read || (status == Some(1) && said.contains("content/stories/asa.md")), "{said}");
    }
    let (status, said, _) = write(b"---\ntitle: a\0b\n---\n");
    assert!(status == Some(1) && said.contains("content/stories/asa.md"), "{said}");
}

#[test]
fn leftovers_and_links_out_are_never_published() {
    let place = Place::of(&town());
    fs::create_dir(place.path("static")).expect("a folder");
    for name in [".env", ".DS_Store", "a.txt~", "#a#", "Thumbs.db", ".a.swp", "a.bak"] {
        fs::write(place.path("static").join(name), "secret").expect("a file");
    }
    fs::write(place.path("outside.txt"), "secret").expect("a file");
    std::os::unix::fs::symlink("/etc/passwd", place.path("static/passwd.txt")).expect("a link");
    std::os::unix::fs::symlink("..", place.path("static/loop")).expect("a link");
    let said = place.build();
    assert_eq!(said.status, Some(0), "{}", said.err);
    for (path, bytes) in inside(&place.path("public")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("secret") && !text.contains("root:x:"), "{}", path.display());
    }
    assert!(said.err.contains("H006"), "{}", said.err);
}

#[test]
fn odd_things_on_the_disk_are_named() {
    let place = Place::of(&town());
    fs::create_dir(place.path("content/stories/folder.md")).expect("a folder");
    let said = place.build();
    assert!(said.status == Some(1) && said.err.contains("content/stories/folder.md"), "{}", said.err);
    let place = Place::of(&town());
    let name = std::ffi::OsStr::from_bytes(b"content/stories/\xFF.md");
    fs::write(place.path("").join(name), "x").expect("a file");
    let said = place.build();
    assert!(said.status == Some(1) && said.err.contains("H004"), "{}", said.err);
}

#[test]
fn a_thousand_broken_stories_are_counted() {
    let mut town = Town::new();
    for number in 0..1000 {
        town = town.story(&format!("s{number:04}"), "stage: Z", "");
    }
    let place = Place::of(&town);
    let said = place.build();
    assert_eq!(said.status, Some(1));
    assert!(said.err.len() < 1 << 20 && said.out.contains("1000"), "{}", said.out);
}

#[test]
fn hostile_texts_end_in_time() {
    let laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned()
        + &('b'..='i')
            .map(|c| format!("{c}: &{c} [{}]\n", vec![format!("*{}", (c as u8 - 1) as char); 9].join(", ")))
            .collect::<String>();
    let quotes = ">".repeat(100_000);
    let texts = [
        format!("---\ntitle: x\n{laughs}---\n"),
        format!("---\ntitle: {}\n---\n", "[".repeat(60_000)),
        crate::town::story("a", "", &format!("{quotes} x")),
        crate::town::story("a", "", &"[".repeat(50_000)),
        crate::town::story("a", "", &"*a_ ".repeat(50_000)),
        crate::town::story("a", "", &"![](".repeat(20_000)),
        crate::town::story("a", "", &"- ".repeat(3_000)),
        crate::town::story("a", "", &"<b>".repeat(20_000)),
        crate::town::story("a", "", &(0..5_000).map(|n| format!("[^{n}] \n\n[^{n}]: x\n\n")).collect::<String>()),
        crate::town::story("a", "", &"あ".repeat(400_000)),
        crate::town::story("a", "", &"{".repeat(100_000)),
        crate::town::story("a", "", &"｜あ《".repeat(30_000)),
        crate::town::story("a", "", &"## 見出し\n".repeat(10_000)),
    ];
    for text in texts {
        let place = Place::of(&town().file("content/stories/asa.md", &text));
        let started = std::time::Instant::now();
        let said = place.build();
        assert!(matches!(said.status, Some(0 | 1)), "{:?}: {}", said.status, text.chars().take(80).collect::<String>());
        let seconds = started.elapsed().as_secs();
        assert!(seconds < 10, "{seconds} s: {}", text.chars().take(80).collect::<String>());
    }
}
