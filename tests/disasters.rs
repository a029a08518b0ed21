//! Builds that are stopped, starved or crowded: the published folder holds the old portal or the new one, whole.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::town::{NOW, Town};

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Everything below a folder, by path within it.
pub(crate) fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    entries
        .map(|entry| (entry.path().strip_prefix(folder).unwrap().to_path_buf(), fs::read(entry.path()).unwrap()))
        .collect()
}

/// A town of many stories, each with `words` in it, so that another text is another page everywhere.
fn town(words: &str) -> Town {
    (0..120).fold(Town::new().site("posters = false\n"), |town, number| {
        town.story(&format!("hanashi-{number}"), &format!("title: {words}{number}"), words)
    })
}

/// A portal's folder, and what a clean build of a town makes of it.
struct Place {
    folder: TempDir,
}

impl Place {
    fn of(town: &Town) -> Self {
        let place = Self { folder: TempDir::new().unwrap() };
        town.move_to(place.root());
        place
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn public(&self) -> Files {
        files(&self.root().join("public"))
    }

    fn command(&self) -> Command {
        self.command_of(env!("CARGO_BIN_EXE_hibi"))
    }

    fn command_of(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.args(["build", "--now", NOW]).current_dir(self.root()).env_clear();
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// The program with the shell's limits around it, and what it said.
    fn limited(&self, limit: &str) -> (Option<i32>, String) {
        let mut command = Command::new("sh");
        let run = format!("{limit}; exec \"$0\" build --now {NOW}");
        command.args(["-c", &run, env!("CARGO_BIN_EXE_hibi")]).current_dir(self.root()).env_clear();
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    }

    fn build(&self) -> Files {
        assert_eq!(self.command().status().unwrap().code(), Some(0));
        self.public()
    }

    /// What lies beside the portal's own files and the published folder.
    fn leftovers(&self) -> Vec<String> {
        let names = fs::read_dir(self.root()).unwrap().map(|entry| entry.unwrap().file_name());
        names.map(|name| name.to_string_lossy().into_owned()).filter(|name| name.contains("hibi")).collect()
    }
}

fn clean(town: &Town) -> Files {
    Place::of(town).build()
}

/// Ends a program by a signal, some time after a file appears; says whether it was in the middle of its writing.
fn stop(place: &Place, mut child: Child, signal: &str, (sign, after): (&Path, Duration)) -> bool {
    while !sign.exists() && child.try_wait().unwrap().is_none() {
        std::hint::spin_loop();
    }
    let seen = Instant::now();
    while seen.elapsed() < after {
        std::hint::spin_loop();
    }
    // A program that has ended already takes no signal.
    let _ = match signal {
        "-KILL" => child.kill(),
        _ => Command::new("kill").args([signal, &child.id().to_string()]).stderr(Stdio::null()).status().map(|_| ()),
    };
    let status = child.wait().unwrap();
    assert!(seen.elapsed() < Duration::from_secs(3), "it ends when it is told to");
    status.signal().is_some() && place.root().join(".public.hibi-new").exists()
}

#[test]
fn a_build_stopped_at_any_moment_leaves_the_old_portal_or_the_new_one() {
    let towns = [town("朝"), town("夜")];
    let wanted = [clean(&towns[0]), clean(&towns[1])];
    let place = Place::of(&towns[0]);
    assert!(place.build() == wanted[0]);
    // The first thing that is written, and the last before the new portal takes the old one's place.
    let staging = place.root().join(".public.hibi-new");
    let signs = [staging.clone(), staging.join(".hibi-manifest")];
    let mut halfway = 0;
    for round in 0..36_usize {
        towns[round % 2].move_to(place.root());
        let signal = ["-KILL", "-KILL", "-TERM", "-INT"][round % 4];
        let child = place.command().spawn().unwrap();
        let after = Duration::from_micros(round as u64 * 150);
        halfway += usize::from(stop(&place, child, signal, (&signs[round / 3 % 2], after)));
        let left = place.public();
        assert!(left == wanted[0] || left == wanted[1], "round {round}: neither the old portal nor the new one");
    }
    assert!(halfway > 3, "only {halfway} builds were stopped while they wrote");
    towns[1].move_to(place.root());
    assert!(place.build() == wanted[1], "the next build is a clean one");
    assert_eq!(place.leftovers(), [""; 0]);
}

#[test]
fn readers_always_find_a_portal() {
    let towns = [town("朝"), town("夜")];
    let place = Place::of(&towns[0]);
    place.build();
    let pages = ["index.html", "stories/hanashi-1/index.html", "feed.xml", ".hibi-manifest"];
    let pages = pages.map(|page| place.root().join("public").join(page));
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut read = 0;
            while !done.load(Ordering::Relaxed) {
                for page in &pages {
                    // A folder that is exchanged between the two looks of one opening is found by the next.
                    let there = page.exists() || page.exists();
                    assert!(there, "{} was gone for a moment", page.display());
                    read += 1;
                }
            }
            read
        });
        for round in 0..8 {
            towns[(round + 1) % 2].move_to(place.root());
            place.build();
        }
        done.store(true, Ordering::Relaxed);
        assert!(reader.join().unwrap() > 1000);
    });
}

#[test]
fn a_disk_that_takes_no_more_leaves_the_old_portal() {
    let (old, new) = (town("朝"), town("夜"));
    let place = Place::of(&old);
    let before = place.build();
    new.move_to(place.root());
    let wanted = clean(&new);
    assert!(wanted.values().any(|bytes| bytes.len() > 16 * 512), "a file that does not fit");
    // The shell's unit is 512 bytes. The signal is ignored, so that the program sees what a full disk shows: a failed write.
    let (status, said) = place.limited("trap '' XFSZ; ulimit -f 16");
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("error[H094]") && said.contains("hibi-new"), "{said}");
    assert!(place.public() == before);
    assert_eq!(place.leftovers(), [""; 0]);
    assert!(place.build() == wanted);
}

#[test]
fn a_full_disk_leaves_the_old_portal_and_is_called_by_its_name() {
    let (old, new) =
        ((0..3).fold(Town::new(), |town, number| town.story(&format!("s{number}"), "title: 朝", "")), town("夜"));
    let place = Place::of(&old);
    let wanted = clean(&old);
    new.move_to(&place.root().join("next"));
    fs::create_dir(place.root().join("small")).unwrap();
    let size: usize = wanted.values().map(|bytes| bytes.len().next_multiple_of(4096)).sum();
    // A namespace of its own, in which a small disk may be made of memory.
    let script = format!(
        "mount -t tmpfs -o size={}k small small && \"$0\" build -o small/public --now {NOW} >&2 && \
         \"$0\" build -r next -o \"$PWD/small/public\" --now {NOW} >&2; status=$?; cp -r small/public kept; exit $status",
        size * 2 / 1024
    );
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", &script, env!("CARGO_BIN_EXE_hibi")]);
    let output = command.current_dir(place.root()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("error[H094]") && said.contains("No space left"), "{said}");
    assert!(files(&place.root().join("kept")) == wanted);
}

#[test]
fn whoever_may_read_files_makes_no_difference_to_what_they_hold() {
    let place = Place::of(&town("朝"));
    for mask in ["000", "022", "077"] {
        let (status, said) = place.limited(&format!("umask {mask}"));
        assert_eq!((status, said.as_str()), (Some(0), ""));
        assert!(place.public() == clean(&town("朝")), "{mask}");
        fs::remove_dir_all(place.root().join("public")).unwrap();
    }
}

#[test]
fn sixty_four_open_files_are_enough() {
    let town = (0..300).fold(Town::new(), |town, number| town.story(&format!("hanashi-{number}"), "", "本文。"));
    let town = (0..20).fold(town, |town, number| {
        let name = format!("hanashi-{number}");
        let front = format!("image: {name}.png\nimage_alt: 川");
        town.photo(&format!("content/stories/{name}.png")).story(&name, &front, "")
    });
    let place = Place::of(&town);
    let (status, said) = place.limited("ulimit -n 64");
    assert_eq!((status, said.as_str()), (Some(0), ""));
    assert!(place.public() == clean(&town));
}

#[test]
fn programs_that_build_one_folder_at_once_wait_for_each_other() {
    let place = Place::of(&town("朝"));
    for words in ["夜", "昼"] {
        let town = town(words);
        town.move_to(place.root());
        let mut children: Vec<Child> = (0..4).map(|_| place.command().spawn().unwrap()).collect();
        for child in &mut children {
            assert_eq!(child.wait().unwrap().code(), Some(0), "none is refused, none trips over another");
        }
        assert!(place.public() == clean(&town));
    }
    assert_eq!(place.leftovers(), [""; 0]);
}

#[test]
fn a_folder_that_may_not_be_written_is_named_and_left_as_it_is() {
    let (old, new) = (town("朝"), town("夜"));
    let place = Place::of(&old);
    let before = place.build();
    new.move_to(place.root());
    // To root every folder can be written: then somebody else tries, with a copy of the program in reach.
    let program = place.root().join("program");
    // By another program: one that this one has open for writing, or a child that inherits that, cannot be run.
    assert!(Command::new("cp").arg(env!("CARGO_BIN_EXE_hibi")).arg(&program).status().unwrap().success());
    fs::set_permissions(place.root(), fs::Permissions::from_mode(0o555)).unwrap();
    let mut command = place.command_of(program.to_str().unwrap());
    if fs::metadata("/proc/self").is_ok_and(|about| std::os::unix::fs::MetadataExt::uid(&about) == 0) {
        command.uid(65_534).gid(65_534);
    }
    let output = command.stderr(Stdio::piped()).output().unwrap();
    fs::set_permissions(place.root(), fs::Permissions::from_mode(0o755)).unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("error[H094]"), "{said}");
    assert!(place.public() == before);
}
