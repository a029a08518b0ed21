//! The list of what a build wrote. Its file also marks a folder as one that builds may replace.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use super::pictures::is_made;
use super::receipt::Receipt;
use super::{Job, known, stamp};
use crate::content::KnownTexts;

/// The file's name within the published folder.
pub(super) const NAME: &str = ".hibi-manifest";

/// Where a new list lies for a moment.
const NAME_ASIDE: &str = ".hibi-manifest-new";

/// How many lines are written at once.
const PART: usize = 256;

const HEADER: &str = "hibi manifest 1";

/// What is listed of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) stamp: Stamp,
    /// A hash of what it was made from, where a later build may take it again by that.
    pub(super) key: Option<u64>,
}

impl Line {
    fn text(&self, path: &str) -> String {
        let Self { stamp: Stamp { hash, length }, key } = self;
        match key {
            Some(key) => format!("{hash:032x}.{key:016x} {length} {path}\n"),
            None => format!("{hash:032x} {length} {path}\n"),
        }
    }
}

/// A file's hash and length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) hash: u128,
    pub(super) length: u64,
}

impl Stamp {
    /// Those of some bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { hash: xxhash_rust::xxh3::xxh3_128(bytes), length: bytes.len() as u64 }
    }
}

/// Paths and what stood at them.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    files: BTreeMap<String, Line>,
    /// When it was written; files changed later are not what it says.
    written: Option<SystemTime>,
    /// What the build was made of, if it went without a problem.
    pub(super) receipt: Option<Receipt>,
    /// What it found out about texts.
    pub(super) texts: KnownTexts,
}

impl Manifest {
    /// The list of what a job writes; how long a photo is is taken from `old` where it was made before.
    pub(super) fn of(job: &Job<'_>, old: &Self) -> Self {
        let Job { output, receipt, texts, .. } = job;
        let files: Vec<_> = output.files().collect();
        let stamps = crate::par::map(&files, |(_, blob)| stamp(blob));
        let files = files.into_iter().zip(stamps).zip(output.keys()).map(|(((path, blob), mut stamp), key)| {
            if is_made(blob)
                && let Some(known) = old.files.get(path).filter(|known| known.stamp.hash == stamp.hash)
            {
                stamp.length = known.stamp.length;
            }
            (path.to_owned(), Line { stamp, key: *key })
        });
        Self { files: files.collect(), written: None, receipt: receipt.clone(), texts: texts.clone() }
    }

    /// Sets how long a file has become.
    pub(super) fn set_length(&mut self, path: &str, length: u64) {
        if let Some(line) = self.files.get_mut(path) {
            line.stamp.length = length;
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
            let hashes = parts.next()?;
            let (hash, key) = hashes.split_once('.').map_or((hashes, None), |(hash, key)| (hash, Some(key)));
            let key = key.and_then(|key| u64::from_str_radix(key, 16).ok());
            let stamp = Stamp { hash: u128::from_str_radix(hash, 16).ok()?, length: parts.next()?.parse().ok()? };
            Some((parts.next()?.to_owned(), Line { stamp, key }))
        });
        let receipt = text.lines().nth(1).and_then(Receipt::read);
        Self { files: files.collect(), written, receipt, texts: known::read(&text) }
    }

    /// Writes the list into a folder.
    pub(super) fn write(&self, folder: &Path) -> io::Result<()> {
        fs::write(folder.join(NAME), self.text())
    }

    /// Exchanges the list in a folder whose files have stayed as they are, those of `self`, for this one.
    pub(super) fn renew(&self, folder: &Path) -> io::Result<()> {
        let (path, aside) = (folder.join(NAME), folder.join(NAME_ASIDE));
        let written = fs::metadata(&path)?.modified()?;
        let mut file = File::create(&aside)?;
        file.write_all(self.text().as_bytes())?;
        // The files are as old as the list that was written with them.
        file.set_modified(written)?;
        fs::rename(aside, path)
    }

    /// The listed files, in order of their paths.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &Line)> {
        self.files.iter().map(|(path, line)| (path.as_str(), line))
    }

    /// Whether another list says the same.
    pub(super) fn says_as(&self, other: &Self) -> bool {
        self.receipt == other.receipt && self.texts == other.texts && self.files == other.files
    }

    /// Whether the same files are listed.
    pub(super) fn lists_as(&self, other: &Self) -> bool {
        self.files == other.files
    }

    fn text(&self) -> String {
        let receipt = self.receipt.as_ref().map_or_else(String::new, |receipt| receipt.line() + "\n");
        let mut text = format!("{HEADER}\n{receipt}");
        let files: Vec<_> = self.files.iter().collect();
        let parts: Vec<_> = files.chunks(PART).collect();
        text.extend(crate::par::map(&parts, |part| {
            part.iter().map(|(path, line)| line.text(path)).collect::<String>()
        }));
        known::push(&mut text, &self.texts);
        text
    }

    /// Whether a file of the list stands at a path, above it or below it, so that nothing else can.
    pub(super) fn has(&self, path: &str) -> bool {
        let below = format!("{path}/");
        let next = self.files.range(below.clone()..).next();
        let is_below = next.is_some_and(|(next, _)| next.starts_with(&below));
        is_below || path.match_indices('/').any(|(end, _)| self.files.contains_key(&path[..end])) || self.lists(path)
    }

    fn lists(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Compares the list with what really lies in a folder.
    pub(super) fn inspect(&self, folder: &Path) -> io::Result<Findings> {
        let listed: Vec<_> = self.folders().into_iter().collect();
        let found = crate::par::map(&listed, |(path, listed)| self.look(folder, path, listed));
        let mut findings = Findings::default();
        for one in found {
            let one = one?;
            findings.spoilt.extend(one.spoilt);
            findings.foreign.extend(one.foreign);
        }
        Ok(findings)
    }

    /// Each folder with what is listed in it.
    fn folders(&self) -> BTreeMap<&str, Listed<'_>> {
        let mut folders = BTreeMap::from([("", Listed::default())]);
        for (path, Line { stamp, .. }) in &self.files {
            let (mut folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            let mut known = folders.contains_key(folder);
            folders.entry(folder).or_default().files.insert(name, *stamp);
            while !known && !folder.is_empty() {
                let (above, name) = folder.rsplit_once('/').unwrap_or(("", folder));
                known = folders.contains_key(above);
                folders.entry(above).or_default().folders.insert(name);
                folder = above;
            }
        }
        folders
    }

    fn look(&self, root: &Path, folder: &str, listed: &Listed<'_>) -> io::Result<Findings> {
        let mut missing: BTreeSet<&str> = listed.files.keys().copied().collect();
        let mut foreign = Vec::new();
        let entries = match fs::read_dir(root.join(folder)) {
            Ok(entries) => Some(entries),
            // What stands there instead of a folder is found in the folder above.
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => None,
            Err(error) => return Err(error),
        };
        for entry in entries.into_iter().flatten() {
            let entry = entry?;
            let name = entry.file_name();
            let known = name.to_str().unwrap_or_default();
            let is_folder = entry.file_type()?.is_dir();
            let is_list = folder.is_empty() && [NAME, NAME_ASIDE].contains(&known);
            if listed.files.get(known).is_some_and(|stamp| self.still(&entry, *stamp)) {
                missing.remove(known);
            } else if listed.folders.contains(known) && !is_folder {
                foreign.push(Path::new(folder).join(known));
            } else if !(listed.has(known, is_folder) || is_list) {
                foreign.extend(files_below(&entry.path(), root)?);
            }
        }
        let in_folder = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        Ok(Findings { spoilt: missing.into_iter().map(in_folder).collect(), foreign })
    }

    /// Whether a listed file is still on the disk as it was written.
    fn still(&self, entry: &fs::DirEntry, stamp: Stamp) -> bool {
        let Ok(about) = entry.metadata() else { return false };
        let untouched = about.modified().is_ok_and(|changed| self.written.is_some_and(|written| changed <= written));
        about.is_file() && about.len() == stamp.length && untouched
    }
}

/// What should lie right in a folder.
#[derive(Debug, Default)]
struct Listed<'a> {
    files: BTreeMap<&'a str, Stamp>,
    folders: BTreeSet<&'a str>,
}

impl Listed<'_> {
    /// Whether a folder, or what is none, may have a name. A changed file may: it is made anew.
    fn has(&self, name: &str, is_folder: bool) -> bool {
        self.folders.contains(name) || !is_folder && self.files.contains_key(name)
    }
}

/// How a folder differs from its list.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// Listed files that are gone, or that somebody changed.
    pub(super) spoilt: BTreeSet<String>,
    /// Files that are not listed, by their path within the folder.
    pub(super) foreign: Vec<PathBuf>,
}

/// The files at a path, which may be one itself, by their path within `root`.
fn files_below(path: &Path, root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(path).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            files.extend(entry.path().strip_prefix(root).ok().map(Path::to_path_buf));
        }
    }
    Ok(files)
}

/// What a build does to the published folder.
#[derive(Debug)]
pub(super) struct Change {
    /// Files to be written: new ones, changed ones, and those that somebody changed on the disk.
    pub(super) fresh: BTreeSet<String>,
    /// Files that nothing makes any more.
    pub(super) removed: Vec<String>,
}

impl Change {
    pub(super) fn between(old: &Manifest, new: &Manifest, spoilt: &BTreeSet<String>) -> Self {
        let as_before = |path: &String, line: &Line| old.files.get(path).is_some_and(|old| old.stamp == line.stamp);
        let stays = |path: &String, line: &Line| as_before(path, line) && !spoilt.contains(path);
        let fresh = new.files.iter().filter(|(path, line)| !stays(path, line)).map(|(path, _)| path.clone());
        let removed = old.files.keys().filter(|path| !new.lists(path)).cloned();
        Self { fresh: fresh.collect(), removed: removed.collect() }
    }

    pub(super) fn is_nothing(&self) -> bool {
        self.fresh.is_empty() && self.removed.is_empty()
    }

    /// Whether it touches few of the files of a list.
    pub(super) fn is_small(&self, of: &Manifest) -> bool {
        (self.fresh.len() + self.removed.len()) * 4 <= of.files.len()
    }

    /// The paths at which nothing stays as it was.
    pub(super) fn paths(&self) -> impl Iterator<Item = &String> {
        self.removed.iter().chain(&self.fresh)
    }
}
