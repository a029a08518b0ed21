//! How long portals of many stories take, step by step and as a whole, and how much memory.
//!
//! `cargo bench --bench portal -- --stories 250,1000,4000,16000`; with `--into DIR` it only makes a town there.
//! Towns lie in the folder for temporary files: `TMPDIR=/dev/shm` leaves the disk out of it.

#![expect(clippy::print_stdout, reason = "a table is what it is for")]
#![expect(clippy::cast_precision_loss, reason = "nobody has more stories than fit into a float")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use hibi::build::{Memory, Options, build};
use hibi::date::Clock;
use hibi::output::write::write;
use hibi::source::{Source, SourcePath, Tree, scan};

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

/// What follows a name on the command line; cargo adds `--bench`, which says nothing.
fn argument(name: &str) -> Option<String> {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    arguments.nth(1)
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
    println!(" {:>9}", peak(root) / 1024);
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
    keep(5, timed(|| write(&built.output, root, &target).expect("written")).0);
    keep(6, timed(|| write(&built.output, root, &target).expect("written")).0);
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

/// The most memory that the program ever held, in KB; read while it runs, in a run that is not timed.
fn peak(root: &Path) -> u64 {
    let mut child = program(root, &root.join("public-peak")).spawn().expect("the program");
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().expect("its status").is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0);
        most = most.max(now);
        std::thread::sleep(Duration::from_millis(2));
    }
    most
}

/// Numbers by chance, the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

const SUBJECTS: [&str; 12] = [
    "犬の散歩の人",
    "豆腐屋の二代目",
    "図書館の司書",
    "団地の子どもたち",
    "消防団の班長",
    "通学路の見守り役",
    "市役所の若手",
    "川の清掃の仲間",
    "商店街の組合長",
    "転入したばかりの家族",
    "陶芸教室の生徒",
    "バスの運転手",
];
const PLACES: [&str; 10] = [
    "朝の土手で",
    "駅前の広場で",
    "古い橋のたもとで",
    "雨あがりの公園で",
    "夕方の商店街で",
    "丘の上の学校で",
    "市民農園の隅で",
    "川べりの道で",
    "祭りの夜に",
    "夏の終わりの校庭で",
];
const DEEDS: [&str; 10] = [
    "声をかけあう",
    "椅子を並べなおす",
    "看板を書きかえる",
    "花の苗を分ける",
    "昔の地図をひらく",
    "道順を教える",
    "写真を撮りためる",
    "話を聞いてまわる",
    "小さな市をひらく",
    "ごみを拾いあつめる",
];
const ENDS: [&str; 6] = [
    "それが毎週のことになった。",
    "だれに頼まれたわけでもない。",
    "「またね」と手をふる。",
    "気がつけば二十人になっていた。",
    "来年も続けるという。",
    "数字には出ない話だ。",
];
const TAGS: [&str; 24] = [
    "川",
    "朝",
    "夕方",
    "学校",
    "図書館",
    "公園",
    "商店街",
    "祭り",
    "橋",
    "犬",
    "花",
    "畑",
    "駅",
    "坂",
    "雨",
    "雪",
    "子ども",
    "写真",
    "地図",
    "バス",
    "団地",
    "市",
    "手紙",
    "声",
];

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
        fs::write(folder.join(format!("s{number:05}.md")), story(number, &mut dice)).expect("a story");
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

fn story(number: usize, dice: &mut Dice) -> String {
    let (year, month, day) = (2016 + number % 10, 1 + dice.roll(12), 1 + dice.roll(28));
    let (place, subject, deed) = (dice.pick(&PLACES), dice.pick(&SUBJECTS), dice.pick(&DEEDS));
    let mut text = format!("---\ntitle: {place}、{subject}が{deed}（{number}）\ndate: {year}-{month:02}-{day:02}\n");
    let (segment, stage) =
        (dice.pick(&["inside", "outside", "[inside, administration]"]), dice.pick(&["H", "E", "A", "R", "T"]));
    let _ = writeln!(text, "segment: {segment}\nstage: {stage}\nsummary: {subject}が{deed}まで。{}", dice.pick(&ENDS));
    let _ = writeln!(
        text,
        "tags: [{}, {}, {}]\nauthor: 書き手{}\n---",
        TAGS[number % 24],
        TAGS[(number * 5 + 1) % 24],
        TAGS[(number * 7 + 2) % 24],
        dice.roll(200)
    );
    let wanted = 1_500 + dice.roll(2_500);
    let mut section = 0;
    while text.len() < wanted {
        section += 1;
        let _ = writeln!(text, "\n## {}こと（{section}）\n", dice.pick(&DEEDS));
        for _ in 0..3 {
            let (place, subject, deed, end) =
                (dice.pick(&PLACES), dice.pick(&SUBJECTS), dice.pick(&DEEDS), dice.pick(&ENDS));
            let _ = writeln!(text, "{place}、**{subject}**が{deed}。{end}");
        }
        if number > 0 && section < 4 {
            let _ = writeln!(
                text,
                "\n[前の話](s{:05}.md)も、[このまち](../about.md)のことも読んでほしい。",
                dice.roll(number)
            );
        }
        match section {
            1 => text.push_str("\n- {土手|どて}の朝\n- 橋の夕方\n- 坂の夜\n"),
            2 => text.push_str("\n| 月 | 人 |\n| --- | ---: |\n| 四月 | 12 |\n| 五月 | 20 |\n"),
            3 if number.is_multiple_of(10) => {
                text.push_str("\n2025年の転入は[](value:moves.2025.in)人。\n\n![転入と転出](chart:moves)\n");
            }
            _ => {}
        }
    }
    text
}
