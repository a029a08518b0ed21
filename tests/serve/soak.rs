//! Many edits by chance: after each round the preview serves what a clean build makes, and it does not grow.
//! `HIBI_SOAK=300 cargo test serve::soak` goes on for that many rounds.

use std::fs;
use std::time::Duration;

use super::place::Preview;
use super::{data, town};
use crate::town::{PIXEL, story};

/// Numbers by chance that are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).expect("a small number")
    }

    fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// What the process takes: memory in KiB, descriptors, processor time in hundredths of a second.
fn takes(preview: &Preview) -> (u64, usize, u64) {
    let of = format!("/proc/{}", preview.process());
    let status = fs::read_to_string(format!("{of}/status")).expect("its status");
    let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its memory");
    let memory = memory.trim().trim_end_matches(" kB").parse().expect("a number");
    let descriptors = fs::read_dir(format!("{of}/fd")).expect("its descriptors").count();
    let stat = fs::read_to_string(format!("{of}/stat")).expect("its times");
    let fields: Vec<&str> = stat.rsplit_once(')').expect("a name").1.split_whitespace().collect();
    let ticks = fields[11].parse::<u64>().expect("a number") + fields[12].parse::<u64>().expect("a number");
    (memory, descriptors, ticks)
}

fn edit(at: &Preview, chance: &mut Chance, round: usize) {
    let name = format!("content/stories/s{}", chance.below(25));
    let folder = format!("content/stories/f{}", chance.below(3));
    let front = format!(
        "title: 題{}\nstage: {}\nsegment: {}\ntags: [{}]\ndate: 2026-03-{:02}\ndraft: {}",
        chance.below(9), chance.one_of(&["H", "E", "A", "R", "T"]), chance.one_of(&["inside", "outside", "administration"]),
        chance.one_of(&["川", "朝", "橋", "星"]), chance.below(28) + 1, chance.one_of(&["true", "false", "false", "false"]),
    );
    let body = format!("{}{round}。", chance.one_of(&["春", "夏", "秋", "冬"]));
    let gone = |path: &str| fs::remove_file(at.path(path)).unwrap_or_default();
    match chance.below(16) {
        0..=5 => at.write(&format!("{name}.md"), story("s", &front, &body)),
        6 => at.write(&format!("{name}.md"), story("s", "stage: Z", &body)),
        7 => gone(&format!("{name}.md")),
        8 => {
            at.write("content/.new.tmp", story("s", &front, &body));
            fs::rename(at.path("content/.new.tmp"), at.path(&format!("{name}.md"))).expect("renamed");
        }
        9 => at.write(&format!("{folder}/deep/d{}.md", chance.below(3)), story("d", &front, &body)),
        10 => fs::remove_dir_all(at.path(&folder)).unwrap_or_default(),
        11 => fs::rename(at.path(&folder), at.path(&format!("{folder}x"))).unwrap_or_default(),
        12 => at.write("content/indicators.yaml", data(chance.one_of(&["1", "2", "many"]))),
        13 => at.write("templates/404.html", format!("<!doctype html><title>{}</title>", chance.one_of(&["a", "b", "{% if %}"]))),
        14 => {
            at.write("content/stories/p/p.png", [PIXEL, body.as_bytes()].concat());
            at.write("content/stories/p/index.md", story("p", "image: p.png\nimage_alt: 写真", &body));
        }
        _ => at.write("static/own.css", format!("a {{ order: {round} }}")),
    }
}

/// Takes back what may be a mistake, so that there is a portal to compare.
fn mend(at: &Preview) {
    at.write("content/indicators.yaml", data("206000"));
    fs::remove_dir_all(at.path("templates")).unwrap_or_default();
    for number in 0..25 {
        let path = at.path(&format!("content/stories/s{number}.md"));
        if fs::read_to_string(&path).is_ok_and(|text| text.contains("stage: Z")) {
            fs::remove_file(path).expect("gone");
        }
    }
    for number in 0..3 {
        fs::remove_dir_all(at.path(&format!("content/stories/f{number}x"))).unwrap_or_default();
    }
}

#[test]
fn many_edits_by_chance() {
    let rounds = std::env::var("HIBI_SOAK").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(6);
    let preview = Preview::of(&town(), &[]);
    let mut chance = Chance(0x5EED_1234_5678_9ABC);
    let mut first = None;
    let mut edits = 0;
    for round in 0..rounds {
        for _ in 0..=chance.below(9) {
            edit(&preview, &mut chance, round);
            edits += 1;
            if chance.below(3) == 0 {
                std::thread::sleep(Duration::from_millis(chance.below(60) as u64));
            }
        }
        mend(&preview);
        preview.settles(&format!("round {round}"));
        if round == rounds / 3 {
            first = Some(takes(&preview));
        }
    }
    std::thread::sleep(Duration::from_millis(800));
    let (memory, descriptors, before) = takes(&preview);
    std::thread::sleep(Duration::from_secs(1));
    let (_, _, after) = takes(&preview);
    let (memory_then, descriptors_then, _) = first.expect("a third of the way");
    println!("{edits} edits in {rounds} rounds: {memory_then} → {memory} KiB, {descriptors_then} → {descriptors} descriptors, idle {} %", after - before);
    assert!(memory < memory_then + 100 * 1024, "{memory_then} → {memory} KiB");
    assert!(descriptors <= descriptors_then + 20, "{descriptors_then} → {descriptors} descriptors");
    assert!(after - before < 6, "idle, it takes {} % of a processor", after - before);
}
