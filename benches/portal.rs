//! How long portals of many stories take, step by step and as a whole, and how much memory.
//!
//! `cargo bench --bench portal -- --stories 250,1000,4000,16000`; with `--into DIR` it only makes a town there.
//! Towns lie in the folder for temporary files: `TMPDIR=/dev/shm` leaves the disk out of it.

#![expect(clippy::print_stdout, reason = "a table is what it is for")]
#![expect(clippy::cast_precision_loss, reason = "nobody has more stories than fit into a float")]

mod town;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use hibi::build::{Memory, Options, build};
use hibi::date::Clock;
use hibi::output::write::{Job, write};
use hibi::source::{Source, SourcePath, Tree, scan};
use town::{Dice, Links, argument};

const NOW: &str = "2026-04-12T09:00:00+09:00";
const RUNS: usize = 5;
const SIZES: [usize; 4] = [250, 1_000, 4_000, 16_000];
/// What is timed, in the order of the table.
const STEPS: [&str; 8] =
    ["scan", "build", "unchanged", "new text", "new title", "write", "write again", "whole process"];

fn main() {
    let sizes = sizes();
    if let Some(place) = argument("--into") {
        town(Path::new(&place), sizes[0]);
        return;
    }
    println!("median of {RUNS}, milliseconds; below each, microseconds a story\n");
    print!("{:>8} {:>9}", "stories", "pages");
    for step in STEPS {
        print!(" {step:>13}");
    }
    println!(" {:>9}", "peak MB");
    for stories in sizes {
        let place = tempfile::TempDir::new().expect("a folder");
        town(place.path(), stories);
        measure(place.path(), stories);
    }
}

/// The sizes asked for.
fn sizes() -> Vec<usize> {
    let list = argument("--stories");
    list.map_or(SIZES.to_vec(), |list| list.split(',').map(|size| size.parse().expect("a number of stories")).collect())
}

fn measure(root: &Path, stories: usize) {
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); STEPS.len()];
    let mut pages = 0;
    for run in 0..RUNS {
        pages = steps(root, run, &mut times);
        let target = root.join(format!("public-{run}"));
        times[7].push(timed(|| assert!(program(root, &target).status().expect("the program").success())).0);
        fs::remove_dir_all(&target).expect("removed");
    }
    print!("{stories:>8} {pages:>9}");
    let medians: Vec<Duration> = times.into_iter().map(median).collect();
    for time in &medians {
        print!(" {:>13.1}", time.as_secs_f64() * 1e3);
    }
    println!(" {:>9}", town::peak(&mut program(root, &root.join("public-peak"))) / 1024);
    print!("{:>18}", "");
    for time in &medians {
        print!(" {:>13.1}", time.as_secs_f64() * 1e6 / stories as f64);
    }
    println!();
}

/// All steps once, each timed; gives the number of pages.
fn steps(root: &Path, run: usize, times: &mut [Vec<Duration>]) -> usize {
    let clock = Clock::at(NOW.parse().expect("a moment"));
    let options = Options::default();
    let mut memory = Memory::default();
    let mut keep = |step: usize, time: Duration| times[step].push(time);
    let (time, scanned) = timed(|| scan::scan(root, &root.join("site.toml")));
    keep(0, time);
    let mut tree = scanned.value;
    let (time, built) = timed(|| build(&tree, Vec::new(), &clock, &options, &mut memory));
    assert_eq!(built.report.errors(), 0, "{:?}", built.report.notes());
    keep(1, time);
    keep(2, timed(|| build(&tree, Vec::new(), &clock, &options, &mut memory)).0);
    edit(&mut tree, "\nもう一文。\n", "");
    keep(3, timed(|| build(&tree, Vec::new(), &clock, &options, &mut memory)).0);
    edit(&mut tree, "", "新しい");
    keep(4, timed(|| build(&tree, Vec::new(), &clock, &options, &mut memory)).0);
    let target = root.join(format!("written-{run}"));
    keep(5, timed(|| write(&Job::new(&built.output, root, &target)).expect("written")).0);
    keep(6, timed(|| write(&Job::new(&built.output, root, &target)).expect("written")).0);
    fs::remove_dir_all(&target).expect("removed");
    built.counts.pages
}

/// Changes one story: adds to its text or to its title.
fn edit(tree: &mut Tree, text: &str, title: &str) {
    let path = SourcePath::new("content/stories/s00100.md");
    let before = tree.get(&path).and_then(|source| source.text()).expect("a story").to_owned();
    let after = before.replacen("title: ", &format!("title: {title}"), 1) + text;
    tree.insert(path, Source::from_text(after));
}

fn timed<T>(step: impl FnOnce() -> T) -> (Duration, T) {
    let started = Instant::now();
    let made = step();
    (started.elapsed(), made)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn program(root: &Path, target: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hibi"));
    command.args(["build", "--now", NOW, "--root"]).arg(root).arg("--output-dir").arg(target).stdout(Stdio::null());
    command
}

/// A town of so many stories.
fn town(root: &Path, stories: usize) {
    let folder = root.join("content/stories");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(root.join("site.toml"), "title = \"千のまち\"\nbase_url = \"https://example.jp/\"\npaginate_by = 24\n")
        .expect("settings");
    fs::write(root.join("content/about.md"), "---\ntitle: このまち\n---\n計測のためのまちです。\n").expect("a page");
    fs::write(root.join("content/indicators.yaml"), DATA).expect("figures");
    let mut dice = Dice(7);
    for number in 0..stories {
        let story = town::story(number, &mut dice, Links::Files, true);
        fs::write(folder.join(format!("{}.md", story.name())), story.yaml()).expect("a story");
    }
}

const DATA: &str = "moves:
  kind: series
  title: 転入と転出
  description: 一年間の転入者数と転出者数。
  source: { title: 住民基本台帳 }
  as_of: 2026-01-31
  unit: 人
  series:
    in:  { label: 転入 }
    out: { label: 転出 }
  periods:
    2024: { in: 4380, out: 4120 }
    2025: { in: 4520, out: 4090 }
";
