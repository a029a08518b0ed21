//! How many instructions the steps take: the same on a busy machine as on an idle one, so that CI may judge them.
//!
//! `cargo bench --bench instructions` runs itself under valgrind, each step once and twice; the difference is the step.
//! It fails when one takes half as much again as when its figure was written down here.

#![expect(clippy::print_stdout, reason = "a table is what it is for")]

mod town;

use std::process::{Command, ExitCode};

use hibi::build::{Built, Memory, Options, build};
use hibi::config;
use hibi::content;
use hibi::date::Clock;
use hibi::source::{Source, SourcePath, Tree};
use town::{Dice, Links, argument};

const NOW: &str = "2026-04-12T09:00:00+09:00";
const STORIES: usize = 200;
const CHARTS: usize = 50;

/// A step: its name, what it is counted by, and the thousands of instructions for one that were written down.
type Step = (&'static str, usize, u64);

const STEPS: [Step; 5] = [
    ("parse", STORIES, 360),
    ("render", STORIES, 1_950),
    ("whole", STORIES, 4_100),
    ("unchanged", STORIES, 40),
    ("charts", CHARTS, 7_600),
];

fn main() -> ExitCode {
    if let Some(step) = argument("--step") {
        let times = argument("--times").and_then(|times| times.parse().ok()).expect("how many times");
        run(&step, times);
        return ExitCode::SUCCESS;
    }
    println!("{:>10} {:>22} {:>10}", "step", "1,000 instructions each", "so far");
    let mut slower = false;
    for (name, count, known) in STEPS {
        let (Some(once), Some(twice)) = (instructions(name, 1), instructions(name, 2)) else {
            println!("valgrind is needed: apt-get install valgrind");
            return ExitCode::from(2);
        };
        let each = twice.saturating_sub(once) / (count as u64 * 1000);
        let verdict = if each * 2 > known * 3 { "  too many" } else { "" };
        slower |= !verdict.is_empty();
        println!("{name:>10} {each:>22} {known:>10}{verdict}");
    }
    ExitCode::from(u8::from(slower))
}

/// What valgrind counts of this program doing a step so many times.
fn instructions(step: &str, times: usize) -> Option<u64> {
    let mut command = Command::new("valgrind");
    command.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]);
    command.arg(std::env::current_exe().ok()?).args(["--step", step, "--times", &times.to_string()]);
    let output = command.output().ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let line = said.lines().find(|line| line.contains("I   refs:") || line.contains("I refs:"))?;
    line.rsplit(':').next()?.trim().replace(',', "").parse().ok()
}

fn run(step: &str, times: usize) {
    match step {
        "parse" => {
            let tree = town();
            let config = config::parse(&tree, &config::Overrides::default()).value.expect("settings");
            for _ in 0..times {
                for (path, source) in tree.under("content/stories/") {
                    std::hint::black_box(content::parse(path, source.text().expect("a story"), &config, None));
                }
            }
        }
        "render" => {
            let (mut tree, mut memory) = (town(), Memory::default());
            made(&tree, &mut memory);
            for round in 0..times {
                let footer = Source::from_text(format!("<footer>{round}</footer>"));
                tree.insert(SourcePath::new("templates/partials/footer.html"), footer);
                made(&tree, &mut memory);
            }
        }
        "whole" => (0..times).for_each(|_| drop(made(&town(), &mut Memory::default()))),
        "unchanged" => {
            let (tree, mut memory) = (town(), Memory::default());
            (0..=times).for_each(|_| drop(made(&tree, &mut memory)));
        }
        "charts" => (0..times).for_each(|_| drop(made(&figures(), &mut Memory::default()))),
        other => panic!("no step {other}"),
    }
}

fn made(tree: &Tree, memory: &mut Memory) -> Built {
    let clock = Clock::at(NOW.parse().expect("a moment"));
    let built = build(tree, Vec::new(), &clock, &Options::default(), memory);
    assert_eq!(built.report.errors(), 0, "{:?}", built.report.notes());
    built
}

fn empty() -> Tree {
    let mut tree = Tree::default();
    let settings = "title = \"千のまち\"\nbase_url = \"https://example.jp/\"\n";
    tree.insert(SourcePath::new("site.toml"), Source::from_text(settings));
    let about = "---\ntitle: このまち\n---\n計測のためのまちです。\n";
    tree.insert(SourcePath::new("content/about.md"), Source::from_text(about));
    tree
}

/// An indicator that has a figure for each of some years.
fn indicator(id: &str, years: impl Iterator<Item = usize>) -> String {
    let figure = |year: usize| year * 37 % 5000;
    let figures: String =
        years.map(|year| format!("    {year}: {{ in: {}, out: {} }}\n", figure(year), figure(year + 7))).collect();
    format!(
        "{id}:\n  kind: series\n  title: 数\n  description: 数。\n  source: {{ title: 統計 }}\n  as_of: 2026-01-31\n  \
         unit: 人\n  series: {{ in: {{ label: 転入 }}, out: {{ label: 転出 }} }}\n  periods:\n{figures}"
    )
}

fn town() -> Tree {
    let (mut tree, mut dice) = (empty(), Dice(7));
    tree.insert(SourcePath::new("content/indicators.yaml"), Source::from_text(indicator("moves", 2024..2026)));
    for number in 0..STORIES {
        let story = town::story(number, &mut dice, Links::Files, true);
        let path = SourcePath::new(&format!("content/stories/{}.md", story.name()));
        tree.insert(path, Source::from_text(story.yaml()));
    }
    tree
}

fn figures() -> Tree {
    let mut tree = empty();
    let charts = (0..CHARTS).map(|number| indicator(&format!("n{number}"), 1990..2026));
    tree.insert(SourcePath::new("content/indicators.yaml"), Source::from_text(charts.collect::<String>()));
    tree
}
