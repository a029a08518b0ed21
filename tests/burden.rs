//! What a build may take of a machine: time and memory, with much content and with content made to take much.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::camera;
use crate::town::{NOW, Town};

/// What a build took.
struct Taken {
    status: Option<i32>,
    time: Duration,
    /// How long processors worked for it, in hundredths of a second: other tests run beside it.
    work: u64,
    /// The most memory it held at once, in megabytes.
    memory: u64,
}

/// Lets the program `build` or `check` a town, and looks at the program meanwhile.
fn taken(town: &Town, asked: &str) -> Taken {
    let folder = TempDir::new().unwrap();
    town.move_to(folder.path());
    let mut command = Command::new(env!("CARGO_BIN_EXE_hibi"));
    command.args([asked, "--now", NOW]).current_dir(folder.path()).stdout(Stdio::null()).stderr(Stdio::null());
    let started = Instant::now();
    let mut child = command.spawn().unwrap();
    let process = child.id();
    let about = |file: &str| fs::read_to_string(format!("/proc/{process}/{file}")).unwrap_or_default();
    let (mut memory, mut work) = (0, 0);
    loop {
        // The system keeps both itself; asked often, it tells them to within a few milliseconds of the end.
        work = work.max(worked(&about("stat")));
        let peak = about("status")
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
        memory = memory.max(peak.unwrap_or(0_u64) >> 10);
        if let Some(status) = child.try_wait().unwrap() {
            return Taken { status: status.code(), time: started.elapsed(), work, memory };
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The time in the program and in the system for it, of a line of `/proc/PID/stat`.
fn worked(stat: &str) -> u64 {
    let after_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    after_name.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
}

#[track_caller]
fn assert_modest(town: &Town, status: i32, seconds: u64, megabytes: u64) {
    assert_within(&taken(town, "build"), status, seconds, megabytes);
}

#[track_caller]
fn assert_within(taken: &Taken, status: i32, seconds: u64, megabytes: u64) {
    assert_eq!(taken.status, Some(status));
    assert!(taken.time < Duration::from_secs(seconds), "{:?}", taken.time);
    assert!((1..megabytes).contains(&taken.memory), "{} MB", taken.memory);
}

#[test]
fn texts_that_grow_when_they_are_read_are_refused_cheaply() {
    let laughs: String = ('b'..='i')
        .map(|c| format!("{c}: &{c} [{}]\n", vec![format!("*{}", (c as u8 - 1) as char); 9].join(", ")))
        .collect();
    let laughs = format!("a: &a [x, x, x]\n{laughs}");
    assert_modest(&Town::new().data(&laughs), 1, 5, 400);
    assert_modest(&Town::new().file("content/stories/asa.md", &format!("---\n{laughs}---\n")), 1, 5, 400);
}

#[test]
fn the_largest_photo_is_read_within_reason_and_one_dot_more_is_refused() {
    let town = |photo: &[u8]| {
        let town = Town::new().bytes("content/stories/asa.png", photo);
        town.story("asa", "image: asa.png\nimage_alt: 川", "")
    };
    // 64 million dots. Drawing them smaller takes a minute in a program that is built for tests, reading them does not.
    assert_within(&taken(&town(&camera::blank(8000, 8000)), "check"), 0, 10, 400);
    // 64 000 001, of which nothing but the claim need be there.
    let mut claim = camera::blank(1, 1);
    claim[16..20].copy_from_slice(&5213_u32.to_be_bytes());
    claim[20..24].copy_from_slice(&12_277_u32.to_be_bytes());
    assert_eq!(town(&claim).build().codes(), ["H162"]);
    assert_modest(&town(&claim), 1, 5, 100);
}

#[test]
fn many_figures_are_drawn_within_reason() {
    let series: String = (0..10)
        .map(|number| {
            let figures: String =
                (0..2000).map(|month| format!("    {}-{:02}: {month}\n", 1800 + month / 12, month % 12 + 1)).collect();
            format!(
                "n{number}:\n  kind: series\n  title: 数{number}\n  description: 数。\n  source: {{ title: 統計 }}\n  \
                 as_of: 2025-01-01\n  unit: 人\n  periods:\n{figures}"
            )
        })
        .collect();
    assert_modest(&Town::new().data(&series), 0, 20, 400);
}

#[test]
fn time_and_memory_grow_with_the_stories_and_no_faster() {
    let of = |stories: usize| {
        let body = "川に風が吹く。\n\n".repeat(20);
        let town = (0..stories).fold(Town::new(), |town, number| {
            town.story(&format!("s{number}"), &format!("title: 朝{number}\ntags: [川, 朝{}]", number % 30), &body)
        });
        taken(&town, "build")
    };
    let (few, many) = (of(500), of(2000));
    assert_eq!((few.status, many.status), (Some(0), Some(0)));
    assert!(few.work > 0 && many.work < few.work * 7, "{} and {} hundredths of a second", few.work, many.work);
    assert!(many.memory < 600, "{} MB", many.memory);
}
