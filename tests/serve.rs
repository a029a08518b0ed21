//! The preview, through the program, as browsers and editors meet it.

mod edits;
mod machine;
mod place;
mod safety;
mod soak;

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::Duration;

use crate::town::{NOW, Town, story};
use place::{Preview, clean, ends, start, wait_for, without_script};

/// A small town with something of each kind.
fn town() -> Town {
    Town::new()
        .site("paginate_by = 3\n[languages.en]\n")
        .file("content/_index.md", "---\ntitle: ようこそ\n---\nはじめに。\n")
        .file("content/about.md", "---\ntitle: 宣伝部\n---\n[朝](stories/asa.md)\n")
        .file("content/stories/asa.en.md", &story("asa", "title: Morning", "Water."))
        .story(
            "asa",
            "title: 朝の土手\ntags: [川, 朝]\naliases: [/old/]\nimage: asa.png\nimage_alt: 朝",
            "[](value:people.population)人の川。",
        )
        .story("hiru", "title: 昼\ntags: [川]\nsegment: outside\nstage: E", "橋。<b>太字</b>")
        .story("yoru", "title: 夜\nstage: A", "星。")
        .story("himitsu", "title: 下書きの話\ndraft: true", "まだ。")
        .story("ashita", "title: 明日\ndate: 2026-05-01", "まだ。")
        .photo("content/stories/asa.png")
        .file("static/own.css", "a { color: red }\n")
        .data(&data("206000"))
}

fn data(population: &str) -> String {
    format!(
        "people:\n  kind: facts\n  title: 数字\n  description: 人口。\n  source: {{ title: 統計 }}\n  as_of: 2025-01-01\n  \
         items:\n    population: {{ label: 人口, value: {population}, unit: 人 }}\n"
    )
}

#[test]
fn what_is_served_is_what_is_built_apart_from_the_script() {
    let mut preview = Preview::of(&town(), &["-u", "https://example.jp/promo/"]);
    assert_eq!(preview.base, "/promo/");
    let build = ["build", "--now", NOW, "-u", "https://example.jp/promo/"];
    let built =
        std::process::Command::new(env!("CARGO_BIN_EXE_hibi")).args(build).current_dir(preview.folder.path()).output();
    assert!(built.expect("the program").status.success());
    let mut count = 0;
    for entry in walkdir::WalkDir::new(preview.path("public"))
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
    {
        let path = entry.path().strip_prefix(preview.path("public")).unwrap().to_str().unwrap().to_owned();
        if path.starts_with('.') {
            continue;
        }
        let bytes = fs::read(entry.path()).unwrap();
        let answer = preview.get(&format!("/promo/{}", place::encode(&path)));
        assert_eq!(answer.status, 200, "{path}");
        assert!(without_script(&answer.body) == bytes, "{path} differs");
        assert_eq!(answer.body.len() > bytes.len(), path.ends_with(".html"), "{path}");
        assert!(!String::from_utf8_lossy(&bytes).contains("_hibi"), "{path} as built knows of the preview");
        count += 1;
    }
    assert!(count > 40, "{count} files");
    assert_eq!(preview.get("/").header("location"), Some("/promo/"));
    assert_eq!(preview.get("/promo").header("location"), Some("/promo/"));
    assert_eq!(preview.get("/promo/stories/asa").header("location"), Some("/promo/stories/asa/"));
    let (status, took) = preview.end("-TERM");
    assert_eq!((status.code(), took < Duration::from_secs(3)), (Some(0), true));
}

#[test]
fn a_mistake_keeps_the_last_good_page_and_says_what_is_wrong() {
    let preview = Preview::of(&town(), &[]);
    preview.settles("the beginning");
    let mut events = preview.events();
    assert_eq!(events.next().unwrap()["hello"], true);
    let good = without_script(&preview.get("/stories/asa/").body);
    preview.write("content/stories/asa.md", story("asa", "title: 別の題 <b>\nstage: Z", "直す。"));
    let event = events.next().expect("an event");
    let problem = &event["problems"][0];
    assert_eq!(
        (&problem["code"], &problem["file"], &problem["line"]),
        (&"H012".into(), &"content/stories/asa.md".into(), &5.into())
    );
    assert!(problem["excerpt"].as_str().unwrap().contains("stage: Z"), "{problem}");
    assert!(problem["message"].as_str().unwrap().contains("段階"), "{problem}");
    assert!(without_script(&preview.get("/stories/asa/").body) == good);
    assert_eq!(preview.about("/stories/asa/")["problems"], event["problems"]);
    assert_eq!(preview.about("/")["problems"], event["problems"], "over every page");
    wait_for("the terminal", || preview.said().contains("error[H012]").then_some(()));
    assert_eq!(preview.said().matches("error[H012]").count(), 1);
    // Another edit while it is still wrong: told to the browsers, not again in the terminal.
    preview.write("content/stories/yoru.md", story("yoru", "title: 夜\nstage: A", "月。"));
    assert_eq!(events.next().unwrap()["problems"].as_array().unwrap().len(), 1);
    assert_eq!(preview.said().matches("error[H012]").count(), 1, "{}", preview.said());
    preview.write("content/stories/asa.md", story("asa", "title: 直した", "直した。"));
    let event = events.next().expect("an event");
    assert_eq!(event["problems"].as_array().map(Vec::len), Some(0));
    let changed: Vec<&str> = event["changed"].as_array().unwrap().iter().filter_map(|path| path.as_str()).collect();
    assert!(changed.contains(&"stories/asa/index.html") && changed.contains(&"stories/yoru/index.html"), "{changed:?}");
    preview.settles("mended");
    assert_eq!(preview.about("/stories/asa/")["problems"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_first_build_that_fails_is_told_in_the_browser_and_recovers() {
    let broken = town().site("titel = \"x\"\n").story("asa", "stage: Z", "x");
    let preview = Preview::of(&broken, &[]);
    for path in ["/", "/stories/asa/", "/nothing"] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 503);
        assert!(
            answer.text().contains("titel")
                && answer.text().contains("site.toml")
                && answer.text().contains("_hibi/preview.js")
        );
    }
    assert_eq!(preview.about("/")["problems"][0]["file"], "site.toml", "{}", preview.said());
    preview.write("site.toml", town().text("site.toml"));
    wait_for("the next mistake", || preview.get("/").text().contains("stage: Z").then_some(()));
    assert_eq!(preview.get("/").status, 503);
    preview.write("content/stories/asa.md", town().text("content/stories/asa.md"));
    preview.settles("mended");
}

#[test]
fn the_address_of_something_hidden_says_why() {
    let preview = Preview::of(&town(), &[]);
    for (path, words) in
        [("/stories/himitsu/", "draft: true"), ("/stories/himitsu", "draft: true"), ("/stories/ashita/", "公開の日")]
    {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404);
        assert!(
            answer.text().contains(words) && answer.text().contains("content/stories/"),
            "{path}: {}",
            answer.text()
        );
    }
    assert!(preview.about("/stories/himitsu/")["hidden"].as_str().unwrap().contains("-D"));
    assert_eq!(preview.about("/stories/himitsu/")["file"], "content/stories/himitsu.md");
    assert!(preview.about("/stories/nothing/")["hidden"].is_null());
    let page = preview.about("/stories/hiru/");
    assert_eq!((&page["file"], &page["missing"]), (&"content/stories/hiru.md".into(), &false.into()));
    assert_eq!(page["terms"], serde_json::json!(["市外", "関わる"]));
    assert_eq!(page["warnings"][0]["code"], "H060");
    let shown = Preview::of(&town(), &["-D", "-F"]);
    for (path, word) in [("/stories/himitsu/", "下書き"), ("/stories/ashita/", "公開")] {
        let answer = shown.get(path);
        assert_eq!(answer.status, 200);
        assert!(answer.text().contains("badge badge-") && answer.text().contains(word), "{path} is not marked");
    }
}

#[test]
fn ports_that_are_taken() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let folder = tempfile::TempDir::new().unwrap();
    town().move_to(folder.path());
    let (mut child, said) = start(folder.path(), &["-p", &port]);
    assert_eq!(ends(&mut child).code(), Some(2));
    wait_for("its words", || said.lock().unwrap().contains(&port).then_some(()));
    // Without a port, the first that is free from 1111 on.
    let ports: Vec<_> = (0..2)
        .map(|_| {
            let (mut child, said) = start(folder.path(), &[]);
            let port = wait_for("the address", || {
                let said = said.lock().unwrap();
                let (_, after) = said.split_once("http://127.0.0.1:")?;
                after.split_once('/')?.0.parse::<u16>().ok()
            });
            (child.try_wait().unwrap().is_none(), port, child)
        })
        .collect();
    assert!(ports.iter().all(|(runs, port, _)| *runs && (1111..1161).contains(port)));
    assert_ne!(ports[0].1, ports[1].1);
    for (_, _, mut child) in ports {
        child.kill().unwrap();
        child.wait().unwrap();
    }
    // The same port again and again, though the one before was killed.
    for _ in 0..3 {
        let (mut child, said) = start(folder.path(), &["-p", &{ drop_port() }]);
        wait_for("the address", || said.lock().unwrap().contains("http://").then_some(()));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert_eq!(start_with(&folder, &["-p", "99999"]), Some(2));
    assert_eq!(start_with(&folder, &["--now", "yesterday"]), Some(2));
}

/// A port that was free a moment ago.
fn drop_port() -> String {
    use std::sync::OnceLock;
    static PORT: OnceLock<String> = OnceLock::new();
    PORT.get_or_init(|| TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string()).clone()
}

fn start_with(folder: &tempfile::TempDir, arguments: &[&str]) -> Option<i32> {
    let (mut child, _) = start(folder.path(), arguments);
    ends(&mut child).code()
}

#[test]
fn it_ends_when_it_is_told_to_and_changes_nothing_when_not_watching() {
    let mut preview = Preview::of(&town(), &["--no-watch"]);
    let mut events = preview.events();
    assert_eq!(events.next().unwrap()["hello"], true);
    let before = preview.get("/stories/yoru/").body;
    preview.write("content/stories/yoru.md", story("yoru", "title: 夜", "月。"));
    std::thread::sleep(Duration::from_millis(900));
    assert!(preview.get("/stories/yoru/").body == before);
    let (status, took) = preview.end("-INT");
    assert_eq!((status.code(), took < Duration::from_secs(3)), (Some(0), true), "with a tab that listens");
}

#[test]
fn polling_notices_too() {
    let preview = Preview::of(&town(), &["--poll=100"]);
    preview.write("content/stories/yoru.md", story("yoru", "title: 夜\nstage: A", "月。"));
    preview.settles("an edit");
    preview.write("content/stories/deep/er/new.md", story("new", "", "新。"));
    preview.settles("a new folder");
    fs::remove_dir_all(preview.path("content/stories/deep")).unwrap();
    preview.settles("a folder gone");
    assert!(!clean(preview.folder.path()).is_empty());
}

#[test]
fn whoever_reads_its_words_may_go() {
    let folder = tempfile::TempDir::new().unwrap();
    town().move_to(folder.path());
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_hibi"));
    command.args(["serve", "-p", "0", "--now", NOW]).current_dir(folder.path()).stdout(std::process::Stdio::piped());
    let mut child = command.stderr(std::process::Stdio::null()).spawn().unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(child.stdout.take().unwrap()));
    let line = lines.find_map(|line| line.ok().filter(|line| line.contains("http://"))).expect("the address");
    drop(lines);
    let port = line.split("127.0.0.1:").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let get = || {
        let mut stream = std::net::TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
        let request = format!("GET /stories/yoru/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text
    };
    for body in ["月。", "雲。"] {
        fs::write(folder.path().join("content/stories/yoru.md"), story("yoru", "title: 夜", body)).unwrap();
        wait_for("the new text", || get().contains(body).then_some(()));
    }
    child.kill().unwrap();
    child.wait().unwrap();
}
