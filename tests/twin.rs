//! The second copy of the published folder, by which small changes are swapped in: never seen, never wrong.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use hibi::output::write::{Job, write};
use tempfile::TempDir;

use crate::disasters::files;
use crate::incremental::Dice;
use crate::town::{NOW, Town};

/// Folders too: an empty one is a mistake as well.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    entries.filter(|entry| entry.file_type().is_dir()).map(walkdir::DirEntry::into_path).collect()
}

/// A folder with a portal to publish to.
pub(crate) struct Place(pub(crate) TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub(crate) fn public(&self) -> PathBuf {
        self.0.path().join("public")
    }

    fn twin(&self) -> PathBuf {
        self.0.path().join(".public.hibi-twin")
    }

    fn publish(&self, town: &Town) {
        write(&Job::new(&town.build().built.output, self.0.path(), &self.public())).unwrap();
    }

    /// Fails unless the published folder is what a clean build makes, and so is the twin if there is one.
    #[track_caller]
    fn assert_clean(&self, town: &Town) {
        let clean = Self::new();
        clean.publish(town);
        let wanted = files(&clean.public());
        assert!(files(&self.public()) == wanted);
        assert_eq!(folders(&self.public()).len(), folders(&clean.public()).len());
        if self.twin().exists() {
            let mut twin = files(&self.twin());
            assert_eq!(twin.remove(Path::new(".gitignore")).as_deref(), Some(&b"*\n"[..]));
            assert!(twin == wanted);
        }
    }
}

fn town() -> Town {
    let plain = Town::new().site("posters = false\nmap = false\n");
    (0..70).fold(plain, |town, number| town.story(&format!("s{number}"), "title: 朝\ntags: [川]", "川。"))
}

#[test]
fn small_changes_by_chance_make_what_a_clean_build_makes() {
    let mut dice = Dice(7);
    let (place, mut now) = (Place::new(), town());
    place.publish(&now);
    let mut twins = 0;
    for round in 0..15 {
        for _ in 0..=dice.roll(2) {
            let name = format!("s{}", dice.roll(75));
            let path = format!("content/stories/{name}.md");
            now = match dice.roll(4) {
                0 if now.paths().contains(&path) => now.without(&path),
                1 => now.photo("static/mori.png"),
                2 => now.file("static/mori.txt", &format!("{round}")),
                _ => now.story(&name, "title: 朝\ntags: [川]", &format!("{round}の川。")),
            };
        }
        match dice.roll(8) {
            0 => fs::write(place.public().join("index.html"), "somebody else's").unwrap(),
            1 => fs::remove_file(place.public().join("feed.xml")).unwrap(),
            _ => {}
        }
        place.publish(&now);
        place.assert_clean(&now);
        twins += usize::from(place.twin().exists());
    }
    assert!(twins > 6, "{twins} twins of 15");
}

#[test]
fn what_is_taken_down_is_gone_from_the_twin_as_well() {
    let place = Place::new();
    let with = town().story("himitsu", "title: 消す話", "消える話。");
    place.publish(&town());
    place.publish(&with);
    place.publish(&town());
    assert!(place.twin().exists());
    for (path, bytes) in files(place.0.path()) {
        assert!(!path.to_string_lossy().contains("himitsu"), "{}", path.display());
        assert!(!String::from_utf8_lossy(&bytes).contains("消す話"), "{}", path.display());
    }
}

#[test]
fn a_twin_that_somebody_changed_is_not_published() {
    type Mischief = fn(&Path);
    let kinds: [Mischief; 5] = [
        |twin| fs::write(twin.join("stories/stray.html"), "stray").unwrap(),
        |twin| {
            let page = twin.join("stories/s3/index.html");
            fs::remove_file(&page).unwrap();
            fs::write(page, "spoilt").unwrap();
        },
        |twin| fs::remove_dir_all(twin.join("stories/s4")).unwrap(),
        |twin| fs::remove_file(twin.join(".gitignore")).unwrap(),
        |twin| fs::write(twin.join(".hibi-manifest"), "hibi manifest 1\n").unwrap(),
    ];
    for change in kinds {
        let place = Place::new();
        place.publish(&town());
        place.publish(&town().story("s1", "", "夜。"));
        change(&place.twin());
        let now = town().story("s2", "", "夜。");
        place.publish(&now);
        place.assert_clean(&now);
    }
}

#[test]
fn files_of_others_among_the_pages_are_kept_and_do_without_a_twin() {
    let place = Place::new();
    place.publish(&town());
    place.publish(&town().story("s1", "", "夜。"));
    assert!(place.twin().exists());
    fs::write(place.public().join("CNAME"), "hinata.example.jp").unwrap();
    let now = town().story("s2", "", "夜。");
    place.publish(&now);
    assert!(!place.twin().exists());
    assert_eq!(fs::read(place.public().join("CNAME")).unwrap(), b"hinata.example.jp");
    fs::remove_file(place.public().join("CNAME")).unwrap();
    place.publish(&town());
    place.assert_clean(&town());
}

#[test]
fn a_small_change_that_is_stopped_leaves_the_old_portal_or_the_new_one() {
    let (old, new) = (town(), town().story("s1", "title: 夜", "夜。"));
    let build = |place: &Place| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hibi"));
        command.args(["build", "--now", NOW]).current_dir(place.0.path()).env_clear();
        command.stdout(std::process::Stdio::null()).spawn().unwrap()
    };
    let wanted = |town: &Town| {
        let place = Place::new();
        town.move_to(place.0.path());
        build(&place).wait().unwrap();
        files(&place.public())
    };
    let (before, after) = (wanted(&old), wanted(&new));
    let place = Place::new();
    old.move_to(place.0.path());
    build(&place).wait().unwrap();
    let mut dice = Dice(3);
    for round in 0..16 {
        let (town, other) = if round % 2 == 0 { (&new, &old) } else { (&old, &new) };
        town.move_to(place.0.path());
        let mut child = build(&place);
        std::thread::sleep(Duration::from_millis(dice.roll(120) as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        let found = files(&place.public());
        assert!(found == before || found == after, "round {round}");
        // The next one is whole, whatever lies about.
        other.move_to(place.0.path());
        assert!(build(&place).wait().unwrap().success());
        assert!(files(&place.public()) == if round % 2 == 0 { before.clone() } else { after.clone() });
    }
}
