//! Every kind of edit, each by itself: what is served afterwards is what a clean build makes.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::time::{Duration, Instant};

use super::place::{Preview, wait_for};
use super::{data, town};
use crate::town::{PIXEL, story};

/// One edit after the other on one preview.
struct Editing {
    preview: Preview,
    before: BTreeMap<String, Vec<u8>>,
    took: Vec<Duration>,
}

impl Editing {
    /// Does something and waits until the preview shows it; it must make a difference.
    #[track_caller]
    fn does(&mut self, what: &str, edit: impl FnOnce(&Preview)) {
        edit(&self.preview);
        let started = Instant::now();
        let after = self.preview.settles(what);
        self.took.push(started.elapsed());
        assert!(after != self.before, "{what} makes no difference");
        // What is gone is gone.
        if let Some(gone) = self.before.keys().find(|path| !after.contains_key(*path) && !path.starts_with("assets/")) {
            let path = format!("{}{}", self.preview.base, super::place::encode(gone));
            assert_eq!(self.preview.get(&path).status, 404, "{what}: {gone} is still there");
        }
        self.before = after;
    }

    /// Does something that is a mistake, and then mends it.
    #[track_caller]
    fn breaks(&mut self, what: &str, path: &str, text: &str) {
        let good = fs::read(self.preview.path(path)).expect("a file");
        self.preview.write(path, text);
        let problem = wait_for(what, || {
            let about = self.preview.about(&self.preview.base);
            about["problems"].get(0).map(|problem| problem["file"].as_str().unwrap_or_default().to_owned())
        });
        assert_eq!(problem, path, "{what}");
        assert_eq!(self.preview.difference(&self.before), None, "{what}: the last good portal stays");
        self.preview.write(path, good);
        wait_for("it to be mended", || (self.preview.about("/")["problems"].as_array()?.is_empty()).then_some(()));
        assert_eq!(self.preview.difference(&self.before), None, "{what}: as before");
    }
}

#[test]
fn after_every_kind_of_edit_it_serves_what_a_clean_build_makes() {
    let preview = Preview::of(&town(), &[]);
    let before = preview.settles("the beginning");
    let mut on = Editing { preview, before, took: Vec::new() };
    texts(&mut on);
    folders(&mut on);
    odd_saves(&mut on);
    settings_data_and_theme(&mut on);
    photos(&mut on);
    many_at_once(&mut on);
    nothing_to_build(&on);
    on.took.sort();
    let middle = on.took[on.took.len() / 2];
    assert!(middle < Duration::from_secs(1), "{middle:?} at the median");
}

fn texts(on: &mut Editing) {
    let hiru = "content/stories/hiru.md";
    on.does("a new text", |at| {
        at.write(hiru, story("hiru", "title: 昼\ntags: [川]\nsegment: outside\nstage: E", "新しい橋。"));
    });
    on.does("a new title", |at| {
        at.write(hiru, story("hiru", "title: 昼の話\ntags: [川]\nsegment: outside\nstage: E", "新しい橋。"));
    });
    on.does("another term, tag and date", |at| {
        at.write(hiru, story("hiru", "title: 昼の話\ntags: [橋]\nstage: T\ndate: 2026-03-01", "新しい橋。"));
    });
    on.does("a draft comes out", |at| {
        at.write("content/stories/himitsu.md", story("himitsu", "title: もう公開", "まだ。"));
    });
    on.does("a story goes back to draft", |at| {
        at.write("content/stories/himitsu.md", story("himitsu", "title: 下書きの話\ndraft: true", "まだ。"));
    });
    on.does("a new file", |at| at.write("content/stories/asagohan.md", story("asagohan", "", "朝ごはん。")));
    on.does("a file under another name", |at| {
        fs::rename(at.path("content/stories/asagohan.md"), at.path("content/stories/gohan.md")).unwrap();
    });
    on.does("a file gone", |at| fs::remove_file(at.path("content/stories/gohan.md")).unwrap());
    on.does("a new page", |at| at.write("content/policy/plan.md", "---\ntitle: 計画\n---\n章。\n"));
    on.does("the home page", |at| at.write("content/_index.md", "---\ntitle: ようこそ\n---\nおかえり。\n"));
    on.does("the other language", |at| {
        at.write("content/stories/asa.en.md", story("asa", "title: The morning", "Waters."));
    });
    on.does("another address", |at| {
        at.write(
            "content/stories/yoru.md",
            story("yoru", "title: 夜\nstage: A\nslug: yonaka\naliases: [/stories/yoru/]", "星。"),
        );
    });
    on.breaks("a mistake in the front matter", "content/stories/yoru.md", "---\ntitle: [\n---\n");
    on.breaks("a broken link", "content/stories/yoru.md", &story("yoru", "", "[x](nowhere.md)"));
    on.breaks("an encoding", "content/about.md", "---\ntitle: \0\n---\n");
}

fn folders(on: &mut Editing) {
    on.does("a new deep folder with a file at once", |at| {
        at.write("content/stories/a/b/c/fukai.md", story("fukai", "", "深い。"));
    });
    on.does("an edit in it", |at| at.write("content/stories/a/b/c/fukai.md", story("fukai", "", "もっと深い。")));
    on.does("the folder moved", |at| fs::rename(at.path("content/stories/a"), at.path("content/stories/z")).unwrap());
    on.does("an edit in the moved folder", |at| {
        at.write("content/stories/z/b/c/fukai.md", story("fukai", "", "動いた。"));
    });
    on.does("the folder gone", |at| fs::remove_dir_all(at.path("content/stories/z")).unwrap());
    on.does("a folder moved in from elsewhere", |at| {
        at.write("elsewhere/in/kita.md", story("kita", "", "来た。"));
        fs::rename(at.path("elsewhere/in"), at.path("content/stories/in")).unwrap();
    });
    on.does("a story's own folder", |at| {
        at.write("content/stories/hako/index.md", story("hako", "image: a.png\nimage_alt: 箱", "箱。"));
        at.write("content/stories/hako/a.png", PIXEL);
    });
    on.does("the content taken away and brought back with a change", |at| {
        fs::rename(at.path("content"), at.path("kept")).unwrap();
        std::thread::sleep(Duration::from_millis(150));
        fs::rename(at.path("kept"), at.path("content")).unwrap();
        at.write("content/stories/in/kita.md", story("kita", "", "戻った。"));
    });
    on.does("an edit after that", |at| at.write("content/stories/in/kita.md", story("kita", "", "戻ったあと。")));
}

fn odd_saves(on: &mut Editing) {
    let file = "content/stories/in/kita.md";
    for round in ["一", "二"] {
        on.does("an atomic save", |at| {
            at.write("content/stories/in/.kita.md.swp", story("kita", "", round));
            fs::rename(at.path("content/stories/in/.kita.md.swp"), at.path(file)).unwrap();
        });
    }
    on.does("a save with a backup, as vim does it", |at| {
        fs::rename(at.path(file), at.path("content/stories/in/kita.md~")).unwrap();
        at.write(file, story("kita", "", "三"));
        fs::remove_file(at.path("content/stories/in/kita.md~")).unwrap();
    });
    on.does("gone and made anew", |at| {
        fs::remove_file(at.path(file)).unwrap();
        at.write(file, story("kita", "", "四"));
    });
    on.does("of the same size", |at| at.write(file, story("kita", "", "五")));
    on.does("twice in a moment, of the same size", |at| {
        at.write(file, story("kita", "", "六"));
        at.write(file, story("kita", "", "七"));
    });
    on.does("two edits apart, of the same size", |at| {
        at.write(file, story("kita", "", "八"));
        std::thread::sleep(Duration::from_millis(14));
        at.write(file, story("kita", "", "九"));
    });
    on.does("in pieces", |at| {
        use std::io::Write as _;
        let text = story("kita", "", &"長い文。".repeat(200));
        let mut out = fs::File::create(at.path(file)).unwrap();
        for piece in text.as_bytes().chunks(700) {
            out.write_all(piece).unwrap();
            std::thread::sleep(Duration::from_millis(5));
        }
    });
    at_links(on);
}

fn at_links(on: &mut Editing) {
    on.does("a link to a file of the portal", |at| {
        at.write("shared/tomo.md", story("tomo", "", "友。"));
        symlink(at.path("shared/tomo.md"), at.path("content/stories/tomo.md")).unwrap();
    });
    on.does("an edit behind the link", |at| at.write("shared/tomo.md", story("tomo", "", "友だち。")));
    on.does("the link gone", |at| fs::remove_file(at.path("content/stories/tomo.md")).unwrap());
    let version = on.preview.version();
    symlink("/etc/hostname", on.preview.path("content/stories/leak.md")).unwrap();
    symlink("/", on.preview.path("content/stories/all")).unwrap();
    wait_for("the warning", || (on.preview.version() > version).then_some(()));
    assert_eq!(on.preview.get("/stories/leak/").status, 404);
    fs::remove_file(on.preview.path("content/stories/leak.md")).unwrap();
    fs::remove_file(on.preview.path("content/stories/all")).unwrap();
}

fn settings_data_and_theme(on: &mut Editing) {
    let site = fs::read_to_string(on.preview.path("site.toml")).unwrap();
    on.does("the settings", |at| at.write("site.toml", site.replace("ひなたびより", "ひかげびより")));
    on.breaks("a mistake in the settings", "site.toml", "title = \n");
    on.breaks("an unknown key", "site.toml", &format!("titel = \"x\"\n{site}"));
    on.does("the settings saved by renaming", |at| {
        at.write("site.toml.new", site.replace("ひなたびより", "ひざし").as_str());
        fs::rename(at.path("site.toml.new"), at.path("site.toml")).unwrap();
    });
    on.does("the figures", |at| at.write("content/indicators.yaml", data("206500")));
    on.breaks("a mistake in the figures", "content/indicators.yaml", &data("many"));
    let answers = |last: &str| format!("点\n{}{last}\n", "8\n".repeat(12));
    on.does("answers", |at| {
        at.write("content/answers.csv", answers("9"));
        let nps = "nps:\n  kind: nps\n  title: t\n  description: d\n  source: { title: q }\n  as_of: 2025-01-01\n  \
                   periods: { 2025: { csv: answers.csv, column: 点 } }\n";
        at.write("content/indicators.yaml", data("206500") + nps);
    });
    on.does("an answer", |at| at.write("content/answers.csv", answers("3")));
    on.breaks("a mistake in an answer", "content/answers.csv", &answers("三"));
    let template = |words: &str| {
        format!("{{% extends \"@default/404.html\" %}}{{% block main %}}<h1>{words}</h1>{{% endblock main %}}")
    };
    on.does("a template, in a folder that is new", |at| at.write("templates/404.html", template("ない")));
    on.does("the template again", |at| at.write("templates/404.html", template("ありません")));
    on.breaks("a mistake in a template", "templates/404.html", "{% block main %}");
    on.does("the template gone", |at| fs::remove_dir_all(at.path("templates")).unwrap());
    on.preview.write("themes/machi/i18n/ja.toml", "skip = \"本文へ飛ぶ\"\n");
    on.does("the theme in use", |at| at.write("site.toml", format!("theme = \"machi\"\n{site}")));
    on.does("its words", |at| at.write("themes/machi/i18n/ja.toml", "skip = \"本文まで\"\n"));
    styles(on);
    on.does("a file as it is", |at| at.write("static/own.css", "a { color: blue }\n"));
}

fn styles(on: &mut Editing) {
    on.does("a style of the theme", |at| at.write("themes/machi/static/theme.css", "body { color: #111 }\n"));
    let mut events = on.preview.events();
    events.next().expect("a greeting");
    on.does("the style again", |at| at.write("themes/machi/static/theme.css", "body { color: #222 }\n"));
    let event = events.next().expect("an event");
    assert!(event["styles"][0]["new"].as_str().is_some_and(|new| new.starts_with("assets/theme.")), "{event}");
    let pages = event["changed"].as_array().unwrap().iter().filter(|path| path.as_str().unwrap().ends_with(".html"));
    assert_eq!(pages.count(), 0, "no page is reloaded for a style: {event}");
}

fn photos(on: &mut Editing) {
    let shown = story("hiru", "title: 昼の話\nimage: hiru.png\nimage_alt: 橋", "橋。");
    on.does("a photo with its story", |at| {
        at.write("content/stories/hiru.png", PIXEL);
        at.write("content/stories/hiru.md", &shown);
    });
    let taller = crate::camera::png(1, 9);
    on.does("another photo in its place", |at| at.write("content/stories/hiru.png", &taller));
    on.does("the photo and its mention gone", |at| {
        at.write("content/stories/hiru.md", story("hiru", "title: 昼の話", "橋。"));
        fs::remove_file(at.path("content/stories/hiru.png")).unwrap();
    });
    let version = on.preview.version();
    on.preview.write("content/stories/hiru.md", &shown);
    wait_for("the missing photo", || on.preview.about("/")["problems"].get(0).map(|_| ()));
    on.does("the photo comes after its mention", |at| at.write("content/stories/hiru.png", PIXEL));
    assert!(on.preview.version() >= version + 2);
}

fn many_at_once(on: &mut Editing) {
    let write = |at: &Preview, word: &str| {
        for number in 0..200 {
            at.write(
                &format!("content/stories/many/m{}.md", number % 20),
                story("m", &format!("title: {word}{number}"), word),
            );
        }
    };
    on.does("two hundred writes", |at| write(at, "一"));
    on.does("two hundred more", |at| write(at, "二"));
    on.does("another branch", |at| {
        for number in 0..20 {
            let path = format!("content/stories/many/m{number}.md");
            match number % 3 {
                0 => fs::remove_file(at.path(&path)).unwrap(),
                1 => {
                    fs::remove_file(at.path(&path)).unwrap();
                    at.write(&path, story("m", &format!("title: 枝{number}"), "枝。"));
                }
                _ => at.write(&format!("content/stories/branch/b{number}.md"), story("b", "", "枝。")),
            }
        }
        at.write("content/indicators.yaml", data("207000"));
    });
    on.does("back again", |at| {
        fs::remove_dir_all(at.path("content/stories/branch")).unwrap();
        fs::remove_dir_all(at.path("content/stories/many")).unwrap();
    });
    let version = on.preview.version();
    on.does("an edit while it builds", |at| {
        at.write(
            "site.toml",
            fs::read_to_string(at.path("site.toml")).unwrap().replace("paginate_by = 3", "paginate_by = 2"),
        );
        wait_for("the building", || (at.version() >= version).then_some(()));
        std::thread::sleep(Duration::from_millis(40));
        at.write("content/stories/in/kita.md", story("kita", "", "間に合う？"));
    });
}

/// What must not make it build.
fn nothing_to_build(on: &Editing) {
    let at = &on.preview;
    // Until it has looked a second time after the last edit.
    std::thread::sleep(Duration::from_millis(800));
    let version = at.version();
    let now = fs::FileTimes::new().set_modified(std::time::SystemTime::now());
    for touched in ["content/stories/asa.md", "content/stories/asa.png", "content/indicators.yaml", "static/own.css"] {
        fs::File::options().write(true).open(at.path(touched)).unwrap().set_times(now).unwrap();
    }
    let text = fs::read(at.path("content/stories/asa.md")).unwrap();
    at.write("content/stories/asa.md", text);
    for name in [".asa.md.swp", "asa.md~", "#asa.md#", ".#asa.md", "4913", ".DS_Store", "asa.md.tmp", "asa.md.bak"] {
        at.write(&format!("content/stories/{name}"), "leftover");
    }
    at.write(".git/index", "git");
    at.write("notes.txt", "beside the portal");
    let built = std::process::Command::new(env!("CARGO_BIN_EXE_hibi"))
        .args(["build", "--now", crate::town::NOW])
        .current_dir(at.path(""))
        .output();
    assert!(built.unwrap().status.success());
    for _ in 0..20 {
        fs::read(at.path("content/stories/asa.md")).unwrap();
        std::thread::sleep(Duration::from_millis(60));
    }
    assert_eq!(at.version(), version, "{}", at.said());
    assert_eq!(at.difference(&on.before), None);
}
