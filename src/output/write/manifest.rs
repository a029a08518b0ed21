//! The list of what a build wrote. Its file also marks a folder as one that builds may replace.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use super::pictures::is_made;
use super::{Output, stamp};

/// The file's name within the published folder.
pub(super) const NAME: &str = ".hibi-manifest";

const HEADER: &str = "hibi manifest 1";

/// A file's hash and length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) hash: u128,
    pub(super) length: u64,
}

/// Paths and what stood at them.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    files: BTreeMap<String, Stamp>,
    /// When it was written; files changed later are not what it says.
    written: Option<SystemTime>,
}

impl Manifest {
    /// The list of what `output` holds; how long a photo is is taken from `old` where it was made before.
    pub(super) fn of(output: &Output, old: &Self) -> Self {
        let files: Vec<_> = output.files().collect();
        let stamps = crate::par::map(&files, |(_, blob)| stamp(blob));
        let files = files.into_iter().zip(stamps).map(|((path, blob), mut stamp)| {
            if is_made(blob)
                && let Some(known) = old.files.get(path).filter(|known| known.hash == stamp.hash)
            {
                stamp.length = known.length;
            }
            (path.to_owned(), stamp)
        });
        Self { files: files.collect(), written: None }
    }

    /// Sets how long a file has become.
    pub(super) fn set_length(&mut self, path: &str, length: u64) {
        if let Some(stamp) = self.files.get_mut(path) {
            stamp.length = length;
        }
    }

    /// The list in a published folder; empty where there is none.
    pub(super) fn read(folder: &Path) -> Self {
        let path = folder.join(NAME);
        let Ok(text) = fs::read_to_string(&path) else { return Self::default() };
        let written = fs::metadata(&path).and_then(|about| about.modified()).ok();
        let lines = text.strip_prefix(HEADER).unwrap_or_default().lines();
        let files = lines.filter_map(|line| {
            let mut parts = line.splitn(3, ' ');
            let hash = u128::from_str_radix(parts.next()?, 16).ok()?;
            let length = parts.next()?.parse().ok()?;
            Some((parts.next()?.to_owned(), Stamp { hash, length }))
        });
        Self { files: files.collect(), written }
    }

    /// Writes the list into a folder.
    pub(super) fn write(&self, folder: &Path) -> io::Result<()> {
        let mut text = format!("{HEADER}\n");
        for (path, Stamp { hash, length }) in &self.files {
            let _ = writeln!(text, "{hash:032x} {length} {path}");
        }
        fs::write(folder.join(NAME), text)
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The files that must be written: new ones, changed ones, and those that somebody changed on the disk.
    pub(super) fn fresh(&self, old: &Self, folder: &Path) -> BTreeSet<String> {
        let files: Vec<_> = self.files.iter().collect();
        let same = crate::par::map(&files, |(path, stamp)| {
            old.files.get(*path) == Some(*stamp) && old.still(folder, path, **stamp)
        });
        files.iter().zip(same).filter(|(_, same)| !same).map(|((path, _), _)| (*path).clone()).collect()
    }

    /// Whether a listed file is still on the disk as it was written.
    fn still(&self, folder: &Path, path: &str, stamp: Stamp) -> bool {
        let Ok(about) = fs::symlink_metadata(folder.join(path)) else { return false };
        let untouched = about.modified().is_ok_and(|changed| self.written.is_some_and(|written| changed <= written));
        about.is_file() && about.len() == stamp.length && untouched
    }

    /// The files of this list that the other lacks.
    pub(super) fn missing_from<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a str> {
        self.files.keys().map(String::as_str).filter(|path| !other.has(path))
    }
}
