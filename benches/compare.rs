//! The same portal built by hibi, by Hugo and by Zola, side by side, and the cost of only reading and writing the files:
//! a page per story, lists by segment, stage and tag, home, Atom feed and sitemap.
//!
//! `cargo bench --bench compare -- --stories 1000,4000 --runs 5` compares with whichever of `hugo` and `zola` is on the
//! PATH. Programs take turns, so that a slow moment of the machine meets them all; each run writes into a new folder,
//! and nothing is deleted before the end: disks are slow at making files where many have just been removed.
//! `TMPDIR=/dev/shm` leaves the disk out of it; with `--into DIR` it only makes the portals there.

#![expect(clippy::print_stdout, reason = "a table is what it is for")]

mod town;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use town::{Dice, Links, Story, argument};

const NOW: &str = "2026-04-12T09:00:00+09:00";

/// A program that builds portals, or the copying that no program can do without.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Builder {
    Hibi,
    /// hibi again into the same folder, nothing changed.
    Unchanged,
    /// hibi again into the same folder, three stories changed.
    ThreeChanged,
    /// Reads what hibi reads and writes what hibi writes, on all processors, and does nothing else.
    Limit,
    Hugo,
    Zola,
}

const ALL: [Builder; 6] =
    [Builder::Hibi, Builder::Unchanged, Builder::ThreeChanged, Builder::Limit, Builder::Hugo, Builder::Zola];

impl Builder {
    fn name(self) -> &'static str {
        match self {
            Self::Hibi => "hibi",
            Self::Unchanged => "hibi, unchanged",
            Self::ThreeChanged => "hibi, 3 changed",
            Self::Limit => "read and write",
            Self::Hugo => "hugo",
            Self::Zola => "zola",
        }
    }

    fn is_there(self) -> bool {
        match self {
            Self::Hugo => runs("hugo", "version"),
            Self::Zola => runs("zola", "--version"),
            _ => true,
        }
    }

    fn command(self, root: &Path, target: &Path) -> Option<Command> {
        let mut command = match self {
            Self::Hibi | Self::Unchanged | Self::ThreeChanged => {
                let mut command = Command::new(env!("CARGO_BIN_EXE_hibi"));
                command.args(["build", "--now", NOW, "--root"]).arg(root.join("hibi")).arg("--output-dir").arg(target);
                command
            }
            Self::Hugo => {
                let mut command = Command::new("hugo");
                command.args(["--quiet", "--source"]).arg(root.join("hugo")).arg("--destination").arg(target);
                command
            }
            Self::Zola => {
                let mut command = Command::new("zola");
                command.arg("--root").arg(root.join("zola")).args(["build", "--output-dir"]).arg(target);
                command
            }
            Self::Limit => return None,
        };
        command.stdout(Stdio::null()).stderr(Stdio::null());
        Some(command)
    }
}

fn runs(program: &str, argument: &str) -> bool {
    Command::new(program).arg(argument).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

fn main() {
    let sizes = argument("--stories").unwrap_or_else(|| "250,1000,4000".to_owned());
    if let Some(place) = argument("--into") {
        make(Path::new(&place), sizes.parse().expect("a number of stories"));
        return;
    }
    let runs: usize = argument("--runs").map_or(5, |runs| runs.parse().expect("a number of runs"));
    let builders: Vec<Builder> = ALL.into_iter().filter(|builder| builder.is_there()).collect();
    println!(
        "{:>8} {:<16} {:>9} {:>9} {:>9} {:>8} {:>8}",
        "stories", "", "median s", "min", "max", "÷ hibi", "peak MB"
    );
    for size in sizes.split(',') {
        let stories = size.trim().parse().expect("a number of stories");
        let place = tempfile::TempDir::new().expect("a folder");
        make(place.path(), stories);
        compare(place.path(), stories, runs, &builders);
    }
}

fn compare(root: &Path, stories: usize, runs: usize, builders: &[Builder]) {
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); builders.len()];
    for run in 0..runs {
        for (times, builder) in times.iter_mut().zip(builders) {
            times.push(time(*builder, root, run));
        }
    }
    let hibi = median(&times[0]);
    for (times, builder) in times.iter().zip(builders) {
        let middle = median(times);
        let [least, most] = [times.iter().min(), times.iter().max()].map(|time| time.expect("a run").as_secs_f64());
        let ratio = middle / hibi;
        print!("{stories:>8} {:<16} {middle:>9.3} {least:>9.3} {most:>9.3} {ratio:>8.2}", builder.name());
        let command = builder.command(root, &root.join(format!("peak-{}", builder.name())));
        println!(" {:>8}", command.map_or_else(String::new, |mut it| (town::peak(&mut it) / 1024).to_string()));
    }
}

/// Builds once; of a second build into the same folder, only that one counts.
fn time(builder: Builder, root: &Path, run: usize) -> Duration {
    let target = root.join(format!("out-{}-{run}", builder.name()));
    let hibi = root.join(format!("out-{}-{run}", Builder::Hibi.name()));
    match builder {
        Builder::Limit => return copy(root, &hibi, &target),
        Builder::ThreeChanged => change(&root.join("hibi"), run),
        _ => {}
    }
    let again = matches!(builder, Builder::Unchanged | Builder::ThreeChanged);
    let mut command = builder.command(root, if again { &hibi } else { &target }).expect("a program");
    let started = Instant::now();
    let status = command.status().expect("the program");
    let time = started.elapsed();
    assert!(status.success(), "{} failed", builder.name());
    time
}

/// Adds a sentence to three stories.
fn change(root: &Path, run: usize) {
    for number in [3, 50, 200] {
        let path = root.join(format!("content/stories/s{number:05}.md"));
        let text = fs::read_to_string(&path).expect("a story");
        fs::write(&path, format!("{text}\nもう一文（{run}）。\n")).expect("a story");
    }
}

/// Reads the portal's files and writes the output's into a new folder, shared among all processors.
fn copy(root: &Path, output: &Path, target: &Path) -> Duration {
    let inputs = files(&root.join("hibi"));
    let outputs: Vec<(PathBuf, Vec<u8>)> = files(output)
        .into_iter()
        .map(|path| (target.join(path.strip_prefix(output).expect("below")), fs::read(&path).expect("bytes")))
        .collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let started = Instant::now();
    std::thread::scope(|scope| {
        for part in inputs.chunks(inputs.len().div_ceil(threads)) {
            scope.spawn(move || part.iter().map(|path| fs::read(path).expect("bytes").len()).sum::<usize>());
        }
    });
    std::thread::scope(|scope| {
        for part in outputs.chunks(outputs.len().div_ceil(threads)) {
            scope.spawn(move || part.iter().for_each(|(path, bytes)| write(path, bytes)));
        }
    });
    started.elapsed()
}

fn write(path: &Path, bytes: &[u8]) {
    if fs::write(path, bytes).is_err() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }
}

fn files(root: &Path) -> Vec<PathBuf> {
    let found = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(|entry| entry.expect("an entry"));
    found.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

fn median(times: &[Duration]) -> f64 {
    let mut times = times.to_vec();
    times.sort();
    times[times.len() / 2].as_secs_f64()
}

/// Writes the same portal for each program.
fn make(root: &Path, stories: usize) {
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/compare");
    for path in files(&templates) {
        let to = root.join(path.strip_prefix(&templates).expect("below"));
        fs::create_dir_all(to.parent().expect("a folder")).expect("made");
        fs::copy(&path, &to).expect("copied");
    }
    for program in ["hibi", "hugo", "zola"] {
        let root = root.join(program);
        fs::create_dir_all(root.join("content/stories")).expect("a folder");
        let links = if program == "hibi" { Links::Files } else { Links::Addresses };
        let mut dice = Dice(7);
        for number in 0..stories {
            let story = town::story(number, &mut dice, links, false);
            let text = if program == "zola" { zola(&story) } else { story.yaml_without_author() };
            fs::write(root.join(format!("content/stories/{}.md", story.name())), text).expect("a story");
        }
        fs::write(root.join("content/about.md"), "---\ntitle: このまち\n---\n計測のためのまちです。\n")
            .expect("a page");
    }
}

/// The story as Zola reads it.
fn zola(story: &Story) -> String {
    let Story { title, date, summary, stage, body, .. } = story;
    let (segments, tags) = (story.segments.join(", "), story.tags.join(", "));
    format!(
        "---\ntitle: {title}\ndate: {date}\ndescription: {summary}\ntaxonomies:\n  segment: [{segments}]\n  stage: [{stage}]\n  tags: [{tags}]\n---\n{body}"
    )
}
