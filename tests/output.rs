//! The published folder: swapped in whole, only ours touched, the same bytes everywhere.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use hibi::diag::Code;
use hibi::hashed::Table;
use hibi::output::write::{Job, Written, write};
use hibi::output::{Begun, Blob, OrderMemory, Output};
use tempfile::TempDir;

use crate::town::Town;

fn town() -> Town {
    Town::new().photo("content/stories/asa.png").story("asa", "image: asa.png\nimage_alt: 川\ntitle: 朝", "").story(
        "yoru",
        "title: 夜",
        "",
    )
}

fn output(town: &Town) -> Output {
    town.build().is_fine().built.output
}

/// A portal's folder on the disk and a place to publish to.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::create_dir_all(folder.path().join("site/content")).expect("a folder");
    folder
}

fn publish(folder: &TempDir, town: &Town) -> Result<Written, Code> {
    let root = folder.path().join("site");
    write(&Job::new(&output(town), &root, &root.join("public"))).map_err(|note| note.code)
}

type Snapshot = BTreeMap<String, (Vec<u8>, SystemTime)>;

/// Every file of a folder with its bytes and its time.
fn snapshot(folder: &Path) -> Snapshot {
    let mut files = Snapshot::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
                let changed = fs::metadata(&path).and_then(|about| about.modified()).expect("a time");
                files.insert(name, (fs::read(&path).expect("bytes"), changed));
            }
        }
    }
    files
}

fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    snapshot(folder).into_iter().map(|(name, (bytes, _))| (name, bytes)).collect()
}

#[test]
fn the_folder_holds_what_was_built_and_a_list_of_it() {
    let folder = folder();
    publish(&folder, &town()).expect("written");
    let public = folder.path().join("site/public");
    let mut wanted: Vec<String> = town().build().files();
    wanted.push(".hibi-manifest".to_owned());
    wanted.sort();
    assert_eq!(bytes(&public).into_keys().collect::<Vec<_>>(), wanted);
    assert_eq!(fs::read(public.join("stories/asa/asa.png")).expect("the photo"), crate::town::PIXEL);
    let beside: Vec<_> = fs::read_dir(folder.path().join("site"))
        .expect("a folder")
        .map(|entry| entry.expect("entry").file_name())
        .collect();
    assert_eq!(beside.len(), 2, "nothing is left beside it: {beside:?}");
}

#[test]
fn the_second_build_rewrites_nothing() {
    let folder = folder();
    publish(&folder, &town()).expect("written");
    let public = folder.path().join("site/public");
    let before = snapshot(&public);
    assert_eq!(publish(&folder, &town()), Ok(Written::default()));
    assert!(snapshot(&public) == before, "bytes or times changed");
}

#[test]
fn an_edit_rewrites_what_changed_and_nothing_else() {
    let folder = folder();
    publish(&folder, &town()).expect("written");
    let public = folder.path().join("site/public");
    let before = snapshot(&public);
    let written = publish(&folder, &town().story("yoru", "title: 夜", "新しい本文。")).expect("written");
    let after = snapshot(&public);
    let touched: Vec<&String> =
        after.iter().filter(|(name, file)| before.get(*name) != Some(file)).map(|(name, _)| name).collect();
    assert_eq!(written.removed, 0);
    assert_eq!(touched.len(), written.written + 1, "and the list: {touched:?}");
    assert!(touched.iter().all(|name| before[*name].0 != after[*name].0), "no file is rewritten with the same bytes");
}

#[test]
fn what_is_taken_down_is_gone() {
    let folder = folder();
    publish(&folder, &town()).expect("written");
    let less = town().without("content/stories/asa.md").without("content/stories/asa.png");
    publish(&folder, &less).expect("written");
    let public = folder.path().join("site/public");
    assert!(!public.join("stories/asa").exists(), "not even an empty folder");
    assert!(bytes(&public).into_iter().all(|(_, bytes)| !String::from_utf8_lossy(&bytes).contains("stories/asa")));
}

#[test]
fn a_build_over_an_old_portal_is_a_clean_build() {
    let (over, clean) = (folder(), folder());
    publish(&over, &town().story("hiru", "tags: [昼]", "")).expect("written");
    publish(&over, &town()).expect("written");
    publish(&clean, &town()).expect("written");
    assert!(bytes(&over.path().join("site/public")) == bytes(&clean.path().join("site/public")));
}

#[test]
fn a_foreign_folder_is_refused() {
    let folder = folder();
    let public = folder.path().join("site/public");
    fs::create_dir(&public).expect("a folder");
    fs::write(public.join("thesis.docx"), "x").expect("a file");
    assert_eq!(publish(&folder, &town()), Err(Code::OutputRefused));
    assert_eq!(bytes(&public).len(), 1);
}

#[test]
fn an_empty_folder_is_taken() {
    let folder = folder();
    fs::create_dir(folder.path().join("site/public")).expect("a folder");
    assert!(publish(&folder, &town()).is_ok());
}

#[test]
fn foreign_files_in_our_folder_are_kept() {
    let folder = folder();
    publish(&folder, &town()).expect("written");
    let public = folder.path().join("site/public");
    fs::write(public.join("google123.html"), "x").expect("a file");
    fs::create_dir(public.join(".well-known")).expect("a folder");
    fs::write(public.join(".well-known/security.txt"), "y").expect("a file");
    publish(&folder, &town().without("content/stories/yoru.md")).expect("written");
    assert_eq!(fs::read_to_string(public.join("google123.html")).expect("kept"), "x");
    assert_eq!(fs::read_to_string(public.join(".well-known/security.txt")).expect("kept"), "y");
    assert!(!public.join("stories/yoru").exists());
}

#[test]
fn a_foreign_file_is_not_replaced_by_a_page() {
    let folder = folder();
    publish(&folder, &town()).expect("written");
    let theirs = folder.path().join("site/public/stories/hiru");
    fs::create_dir(&theirs).expect("a folder");
    fs::write(theirs.join("index.html"), "theirs").expect("a file");
    assert_eq!(publish(&folder, &town().story("hiru", "", "")), Err(Code::OutputRefused));
    assert_eq!(fs::read_to_string(theirs.join("index.html")).expect("kept"), "theirs");
}

#[test]
fn a_foreign_file_where_a_folder_should_be_is_kept() {
    let folder = folder();
    publish(&folder, &town()).expect("written");
    let stories = folder.path().join("site/public/stories");
    fs::remove_dir_all(stories.join("yoru")).expect("removed");
    fs::write(stories.join("yoru"), "theirs").expect("a file");
    fs::write(stories.join("hiru"), "theirs too").expect("a file");
    let refused = |town: &Town| {
        assert_eq!(publish(&folder, town), Err(Code::OutputRefused));
        assert_eq!(fs::read_to_string(stories.join("yoru")).expect("kept"), "theirs");
        assert_eq!(fs::read_to_string(stories.join("hiru")).expect("kept"), "theirs too");
    };
    refused(&town());
    refused(&town().story("hiru", "", "").without("content/stories/yoru.md"));
    publish(&folder, &town().without("content/stories/yoru.md")).expect("written");
    assert_eq!(fs::read_to_string(stories.join("yoru")).expect("kept"), "theirs", "nothing needs its place");
}

#[test]
fn a_foreign_folder_where_a_file_should_be_is_kept() {
    let folder = folder();
    publish(&folder, &town()).expect("written");
    let page = folder.path().join("site/public/stories/yoru/index.html");
    fs::remove_file(&page).expect("removed");
    fs::create_dir(&page).expect("a folder");
    let theirs = page.join("theirs.txt");
    fs::write(&theirs, "theirs").expect("a file");
    for town in [town(), town().story("yoru", "title: 夜", "新しい本文。")] {
        assert_eq!(publish(&folder, &town), Err(Code::OutputRefused));
        assert_eq!(fs::read_to_string(&theirs).expect("kept"), "theirs");
    }
    publish(&folder, &town().without("content/stories/yoru.md")).expect("written");
    assert_eq!(fs::read_to_string(&theirs).expect("kept"), "theirs", "nothing needs its place");
    fs::remove_dir_all(&page).expect("removed");
    publish(&folder, &town()).expect("written");
    assert_eq!(fs::read(&page).expect("bytes"), town().build().bytes("/stories/yoru/"));
}

#[test]
fn a_page_that_somebody_changed_is_made_anew() {
    let folder = folder();
    publish(&folder, &town()).expect("written");
    let page = folder.path().join("site/public/index.html");
    fs::write(&page, "changed").expect("a file");
    publish(&folder, &town()).expect("written");
    assert_eq!(fs::read(&page).expect("bytes"), town().build().bytes("/"));
}

#[test]
fn folders_that_hold_the_sources_are_refused_before_anything_is_touched() {
    let folder = folder();
    let root = folder.path().join("site");
    fs::write(root.join("site.toml"), "x").expect("a file");
    let before = bytes(folder.path());
    let output = output(&town());
    for target in
        ["", "..", "../..", "content", "content/x", "themes", "templates/a", "static", ".git", "public/../content", "/"]
    {
        let refused = write(&Job::new(&output, &root, &root.join(target))).map_err(|note| note.code);
        assert_eq!(refused, Err(Code::OutputRefused), "{target}");
    }
    assert!(bytes(folder.path()) == before);
}

#[test]
fn a_file_or_a_link_in_its_place_is_refused() {
    let folder = folder();
    let public = folder.path().join("site/public");
    fs::write(&public, "x").expect("a file");
    assert_eq!(publish(&folder, &town()), Err(Code::OutputRefused));
    fs::remove_file(&public).expect("removed");
    let elsewhere = folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).expect("a folder");
    std::os::unix::fs::symlink(&elsewhere, &public).expect("a link");
    assert_eq!(publish(&folder, &town()), Err(Code::OutputRefused));
    assert_eq!(fs::read_dir(&elsewhere).expect("a folder").count(), 0);
}

#[test]
fn what_a_stopped_build_left_is_cleared() {
    let folder = folder();
    publish(&folder, &town()).expect("written");
    let root = folder.path().join("site");
    fs::create_dir_all(root.join(".public.hibi-new/stories")).expect("a folder");
    fs::write(root.join(".public.hibi-new/half"), "x").expect("a file");
    fs::create_dir_all(root.join(".public.hibi-old")).expect("a folder");
    publish(&folder, &town().without("content/stories/yoru.md")).expect("written");
    assert!(!root.join(".public.hibi-new").exists() && !root.join(".public.hibi-old").exists());
    assert!(!root.join("public/half").exists());
}

#[test]
fn a_build_stopped_between_two_steps_of_the_swap_loses_nothing() {
    let folder = folder();
    publish(&folder, &town()).expect("written");
    let root = folder.path().join("site");
    let before = bytes(&root.join("public"));
    fs::rename(root.join("public"), root.join(".public.hibi-old")).expect("moved");
    publish(&folder, &town()).expect("written");
    assert!(bytes(&root.join("public")) == before && !root.join(".public.hibi-old").exists());
}

#[test]
fn the_same_input_gives_the_same_bytes_in_any_folder() {
    let (one, other) = (folder(), TempDir::with_prefix("日々 と　空白").expect("a folder"));
    fs::create_dir(other.path().join("site")).expect("a folder");
    publish(&one, &town()).expect("written");
    publish(&other, &town()).expect("written");
    assert!(bytes(&one.path().join("site/public")) == bytes(&other.path().join("site/public")));
}

#[test]
fn when_a_photo_was_taken_out_of_the_camera_makes_no_difference() {
    let publish_from_disk = |taken: SystemTime| {
        let folder = folder();
        let root = folder.path().join("site");
        town().move_to(&root);
        let photo = fs::File::options().write(true).open(root.join("content/stories/asa.png")).expect("the photo");
        photo.set_modified(taken).expect("a time");
        let scanned = hibi::source::scan::scan(&root, &root.join("site.toml"));
        let clock = hibi::date::Clock::at(crate::town::NOW.parse().expect("a moment"));
        let built = hibi::build::build(
            &scanned.value,
            scanned.notes,
            &clock,
            &hibi::build::Options::default(),
            &mut hibi::build::Memory::default(),
        );
        write(&Job::new(&built.output, &root, &root.join("public"))).expect("written");
        bytes(&root.join("public"))
    };
    let (one, other) = (publish_from_disk(SystemTime::UNIX_EPOCH), publish_from_disk(SystemTime::now()));
    let differing: Vec<_> = one.keys().filter(|name| one.get(*name) != other.get(*name)).collect();
    assert!(differing.is_empty(), "{differing:?}");
}

#[test]
fn two_builds_of_one_folder_leave_a_whole_portal() {
    let folder = folder();
    let (town, more) = (town(), town().story("hiru", "", ""));
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| publish(&folder, &town).expect("written"));
            scope.spawn(|| publish(&folder, &more).expect("written"));
        }
    });
    let there = bytes(&folder.path().join("site/public")).len();
    let (one, other) = (town.build().files().len() + 1, more.build().files().len() + 1);
    assert!(there == one || there == other, "{there}, not {one} or {other}");
}

#[test]
fn nothing_is_replaced_within_one_build() {
    use hibi::config::SitePath;
    let path = |text: &str| SitePath::parse(text).expect("a path");
    let files = |paths: &[&str]| {
        let files = paths.iter().map(|text| (path(text), Blob::Bytes(text.as_bytes().into()))).collect::<Vec<_>>();
        Output::of(files, &Table::default(), Begun::default(), &mut OrderMemory::default())
    };
    for taken in ["a/b", "a/b/", "a/b/c", "a"] {
        let made = files(&["a/b", taken, "a/bc"]);
        let kept: Vec<&str> = made.value.files().map(|(path, _)| path).collect();
        assert_eq!((kept, made.notes.len()), (vec!["a/b", "a/bc"], 1), "{taken}");
    }
    assert_eq!(files(&["a", "a/b"]).value.len(), 1);
}
