//! A first build writes pages as soon as they are made: what it publishes, and what is left of it when it fails, is as if
//! all had been written at the end.

use std::fs;
use std::process::{Command, Output};

use hibi::config::SitePath;
use hibi::output::Blob;
use hibi::output::write::Entered;
use tempfile::TempDir;

use crate::disasters::files;
use crate::town::{NOW, Town};

struct Place(TempDir);

impl Place {
    fn of(town: &Town) -> Self {
        let place = Self(TempDir::new().unwrap());
        town.move_to(place.0.path());
        place
    }

    fn build(&self) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hibi"));
        command.args(["build", "--now", NOW]).current_dir(self.0.path()).env_clear().output().unwrap()
    }

    /// What lies in the portal's own folder.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[track_caller]
    fn assert_fails_without_a_trace(&self, code: &str) {
        let before = self.names();
        let said = self.build();
        let told = String::from_utf8_lossy(&said.stderr).into_owned();
        assert!(!said.status.success() && told.contains(code), "{told}");
        assert_eq!(self.names(), before);
    }
}

fn town() -> Town {
    let town = Town::new().photo("content/stories/asa.png");
    (0..30).fold(town, |town, number| {
        let front = "title: 朝\ntags: [川]\nauthor: 市民の会\nimage: asa.png\nimage_alt: 朝の川";
        town.story(&format!("s{number}"), front, "川。\n\n![橋](asa.png)\n")
    })
}

#[test]
fn a_first_build_publishes_what_a_build_into_an_empty_folder_does() {
    let (first, other) = (Place::of(&town()), Place::of(&town()));
    fs::create_dir(other.0.path().join("public")).unwrap();
    let [one, two] = [&first, &other].map(|place| {
        let said = place.build();
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        files(&place.0.path().join("public"))
    });
    assert!(one.len() > 60, "{}", one.len());
    assert!(one == two, "{:?}", one.keys().find(|path| one.get(*path) != two.get(*path)));
    assert_eq!(first.names(), other.names());
}

#[test]
fn a_first_build_that_fails_leaves_nothing() {
    let page = "{% if page.card.title == \"夕\" %}{{ page.card.title + 1 }}{% endif %}";
    let broken = town().story("yu", "title: 夕", "川。").file("templates/story.html", page);
    Place::of(&broken).assert_fails_without_a_trace("H090");
    let twice = town().story("yu", "title: 夕\naliases: [/stories/s1/]", "川。");
    Place::of(&twice).assert_fails_without_a_trace("H053");
}

#[test]
fn what_cannot_be_written_ahead_is_held() {
    let place = TempDir::new().unwrap();
    let target = place.path().join("public");
    let entered = Entered::early(place.path(), &target).unwrap();
    let keep = |address: &str| entered.keep(&SitePath::parse(address).unwrap(), b"x".to_vec());
    assert!(matches!(keep("a/b/"), Blob::File { length: 1, .. }));
    // Where something lies already, where a file is needed as a folder, and the other way round.
    for taken in ["a/b/", "a/b/index.html/c/", "a/b"] {
        assert_eq!(keep(taken), Blob::Bytes(b"x".as_slice().into()), "{taken}");
    }
    entered.give_up();
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
}

#[test]
fn nothing_is_written_ahead_where_a_portal_is_or_none_may_be() {
    let place = TempDir::new().unwrap();
    let folder = |name: &str| place.path().join(name);
    fs::create_dir_all(folder("public")).unwrap();
    fs::create_dir_all(folder("content")).unwrap();
    for target in ["content/public", "no/such/place"] {
        assert!(Entered::early(place.path(), &folder(target)).is_none(), "{target}");
    }
    let entered = Entered::early(place.path(), &folder("public")).unwrap();
    assert!(matches!(entered.keep(&SitePath::home(), b"x".to_vec()), Blob::Bytes(_)));
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 2);
}
