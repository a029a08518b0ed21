//! The machine around the preview: watches that have run out, a browser to open, other machines, many visitors, an early end.

use std::fs;
use std::io::Write as _;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::place::{Preview, ends, listened, start, wait_for};
use super::town;
use crate::town::{NOW, Town, story};

#[test]
fn where_the_system_has_no_watches_left_it_looks_by_itself_and_says_so() {
    let folder = TempDir::new().unwrap();
    town().move_to(folder.path());
    // A user namespace of its own, in which nobody may watch anything.
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "sh", "-c"]);
    command.arg("echo 0 > /proc/sys/user/max_inotify_instances && exec \"$0\" serve --port 0 --now \"$1\"");
    command.args([env!("CARGO_BIN_EXE_hibi"), NOW]).current_dir(folder.path());
    let preview = Preview::that_runs(folder, listened(command));
    wait_for("a word about it", || preview.said().contains("ときどき見に行きます").then_some(()));
    preview.write("content/stories/yoru.md", story("yoru", "title: 夜\nstage: A", "月。"));
    preview.settles("an edit");
    preview.write("content/stories/deep/er/new.md", story("new", "", "新。"));
    preview.settles("a new folder");
    assert_eq!(preview.said().matches("ときどき見に行きます").count(), 1, "{}", preview.said());
}

#[test]
fn it_opens_a_browser_when_asked() {
    let (folder, programs) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    town().move_to(folder.path());
    let opened = programs.path().join("opened");
    let browser = programs.path().join(if cfg!(target_os = "macos") { "open" } else { "xdg-open" });
    fs::write(&browser, format!("#!/bin/sh\necho \"$@\" > '{}'\n", opened.display())).unwrap();
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_hibi"));
    command.args(["serve", "-p", "0", "-O", "--now", NOW, "-u", "https://example.jp/promo/"]);
    command.current_dir(folder.path()).env("PATH", programs.path());
    let preview = Preview::that_runs(folder, listened(command));
    let address = wait_for("the browser", || fs::read_to_string(&opened).ok().filter(|text| text.ends_with('\n')));
    assert_eq!(address, format!("http://{}/promo/\n", preview.host));
}

#[test]
fn it_warns_when_other_machines_can_see_it() {
    let mut preview = Preview::of(&town(), &["-i", "0.0.0.0"]);
    wait_for("a warning", || preview.said().contains("ほかの機械からも").then_some(()));
    preview.end("-TERM");
    let preview = Preview::of(&town(), &[]);
    assert!(!preview.said().contains("ほかの機械からも"));
}

#[test]
fn two_hundred_visitors_are_all_answered() {
    let preview = Preview::of(&town(), &[]);
    let pages = ["/", "/stories/", "/stories/asa/", "/map/", "/stories/asa/asa.png"];
    let whole = pages.map(|page| preview.get(page).body);
    let started = Instant::now();
    std::thread::scope(|scope| {
        let visitors: Vec<_> = (0..200)
            .map(|_| scope.spawn(|| pages.iter().zip(&whole).all(|(page, body)| preview.get(page).body == *body)))
            .collect();
        assert!(visitors.into_iter().all(|visitor| visitor.join().unwrap()));
    });
    assert!(started.elapsed() < Duration::from_secs(15), "{:?}", started.elapsed());
}

#[test]
fn more_browsers_than_it_takes_wait_for_a_place() {
    let preview = Preview::of(&town(), &[]);
    let process = format!("/proc/{}/fd", preview.process());
    let descriptors = || fs::read_dir(&process).unwrap().count();
    let before = descriptors();
    let crowd: Vec<_> = (0..600)
        .map(|_| {
            let mut stream = preview.connect();
            stream.write_all(b"GET / HTTP/1.1\r\n").unwrap();
            stream
        })
        .collect();
    wait_for("the crowd", || (descriptors() > before + 400).then_some(()));
    assert!(descriptors() <= before + 520, "{} descriptors, {before} before", descriptors());
    drop(crowd);
    assert_eq!(preview.get("/").status, 200);
    wait_for("their places", || (descriptors() <= before + 20).then_some(()));
}

#[test]
fn it_can_be_ended_before_the_first_page_is_there() {
    let many = (0..1500).fold(Town::new(), |town, number| town.story(&format!("s{number}"), "title: 朝", "川。"));
    let folder = TempDir::new().unwrap();
    many.move_to(folder.path());
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    for signal in ["-TERM", "-INT"] {
        let (mut child, said) = start(folder.path(), &["-p", &port.to_string()]);
        wait_for("its port", || std::net::TcpStream::connect(("127.0.0.1", port)).ok());
        std::thread::sleep(Duration::from_millis(150));
        let started = Instant::now();
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        assert_eq!(ends(&mut child).code(), Some(0), "{signal}");
        assert!(started.elapsed() < Duration::from_secs(3));
        assert!(!said.lock().unwrap().contains("http://"), "the first page was there already");
    }
}
