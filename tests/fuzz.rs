//! Texts made of good ones by accident: whatever they hold, they end soon, in a portal or in messages.
//!
//! The same number of the dice gives the same texts. `HIBI_FUZZ_SECONDS=600 cargo test --test hibi -- fuzz` goes on for
//! ten minutes with texts of up to 64 KB; what ended badly is kept in the folder for temporary files, and named.
//! The folder `fuzz` has the same ways in for cargo-fuzz.

#[path = "fuzz/entry.rs"]
mod entry;

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;
use std::time::{Duration, Instant};

use entry::{ENTRIES, Entry};

use crate::incremental::Dice;

/// The longest text, in bytes.
const LONGEST: usize = 64 << 10;
/// Without time to go on: so many texts of at most so many bytes for each way in.
const SHORT: (usize, usize) = (400, 4 << 10);
/// What 64 KB may take. Without optimisation everything is about ten times slower.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 });

/// Pieces that mean something to one of the ways in.
const PIECES: [&str; 48] = [
    "\n", "\n\n", "    ", "\t", "---\n", "- ", "> ", "[", "]", "{", "}", "(", ")", "![", "](", "[^1]", "[^1]: ", "*",
    "_", "`", "```\n", "|", "|---|\n", "<", "<b>", "<!--", "｜", "《", "》", "#", "：", "　", ": ", "&a ", "*a", "!x ",
    "'", "\"", "\\", ",", "1e999", "-0", ".nan", "\u{0}", "\u{202E}", "\u{FEFF}", "\r", "[[x]]\n",
];

/// Every file of this repository with an ending: what a way in is begun with.
fn seeds(ending: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["content", "tests/diagnostics", "tests/golden/town"];
    let files = folders.iter().flat_map(|folder| walkdir::WalkDir::new(root.join(folder)).sort_by_file_name());
    let files = files.flatten().filter(|entry| entry.path().extension().is_some_and(|found| found == ending));
    let mut seeds: Vec<Vec<u8>> = files.filter_map(|entry| fs::read(entry.path()).ok()).collect();
    seeds.push(fs::read(root.join("site.toml")).expect("the settings"));
    seeds.push("期間,転入,転出\r\n2024,1,2\r\n2025,\"1,234\",-3\r\n".into());
    seeds
}

fn slice<'a>(text: &'a [u8], longest: usize, dice: &mut Dice) -> &'a [u8] {
    let from = dice.roll(text.len() + 1);
    let length = dice.roll(longest.min(text.len() - from) + 1);
    &text[from..from + length]
}

/// One accident.
fn spoil(text: &mut Vec<u8>, seeds: &[Vec<u8>], limit: usize, dice: &mut Dice) {
    let at = dice.roll(text.len() + 1);
    match dice.roll(7) {
        0 if at < text.len() => text[at] = u8::try_from(dice.roll(256)).expect("a byte"),
        1 => drop(text.splice(at..at, PIECES[dice.roll(PIECES.len())].bytes())),
        2 => drop(text.drain(at..(at + dice.roll(40)).min(text.len()))),
        3 => drop(text.splice(at..at, slice(&seeds[dice.roll(seeds.len())], 400, dice).to_vec())),
        // What costs more than it is long shows when a little of it stands there often.
        4 => {
            let piece = PIECES[dice.roll(PIECES.len())].as_bytes().repeat(1 + dice.roll(2));
            let piece = [&piece, slice(&text.clone(), 12, dice)].concat();
            text.splice(at..at, piece.repeat(dice.roll(limit / piece.len()) + 1));
        }
        5 => drop(text.splice(at..at, PIECES[dice.roll(PIECES.len())].repeat(dice.roll(limit / 4)).into_bytes())),
        _ => {
            let piece = slice(&text.clone(), 200, dice).to_vec();
            text.splice(at..at, piece.repeat(dice.roll(20)));
        }
    }
    text.truncate(limit);
}

/// Fails where a text ends badly or late, and keeps the text.
fn try_one((name, _, take): Entry, text: &[u8], number: u64) {
    let started = Instant::now();
    let ended = catch_unwind(|| take(text));
    let took = started.elapsed();
    if ended.is_err() || took > PATIENCE {
        let kept = std::env::temp_dir().join(format!("hibi-fuzz-{name}-{number}"));
        fs::write(&kept, text).expect("a kept text");
        panic!("{name}: {} bytes took {took:?}, kept as {}", text.len(), kept.display());
    }
}

#[test]
fn spoilt_texts_end_soon_in_a_portal_or_in_messages() {
    let seconds = std::env::var("HIBI_FUZZ_SECONDS").ok().map(|text| text.parse().expect("seconds"));
    let (least, limit) = if seconds.is_some() { (0, LONGEST) } else { SHORT };
    for entry in ENTRIES {
        let seeds = seeds(entry.1);
        let share = Duration::from_secs(seconds.unwrap_or(0)) / u32::try_from(ENTRIES.len()).expect("few");
        let (started, mut number) = (Instant::now(), 0);
        while number < least as u64 || started.elapsed() < share {
            let mut dice = Dice(number);
            let mut text = seeds[dice.roll(seeds.len())].clone();
            for _ in 0..=dice.roll(6) {
                spoil(&mut text, &seeds, limit, &mut dice);
            }
            try_one(entry, &text, number);
            number += 1;
        }
    }
}
