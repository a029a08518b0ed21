//! `Output` → a folder on the disk: built aside, then swapped in whole. The only writer of the disk.
//!
//! Readers of the folder see the old portal or the new one, never half of each, whatever happens in between.
//! What did not change is kept or linked, not written; only files that the last build listed are ever removed.

mod entered;
mod guard;
mod known;
mod manifest;
mod pictures;
mod receipt;
mod twin;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{MAIN_SEPARATOR_STR, Path, PathBuf};

use self::manifest::{Change, Findings, Manifest, Stamp};
use super::{Blob, Output};
use crate::content::KnownTexts;
use crate::diag::{Code, Diagnostic};
use crate::par;

pub use entered::Entered;
pub use pictures::{Telling, try_out};
pub use receipt::Receipt;

/// What writing came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files written because they are new or differ.
    pub written: usize,
    /// Files removed because nothing makes them any more.
    pub removed: usize,
}

/// What is written where.
pub struct Job<'a> {
    /// The portal.
    pub output: &'a Output,
    /// What it was made of, for the next build; `None` where that should look anew.
    pub receipt: Option<Receipt>,
    /// What a later build need not find out again about texts.
    pub texts: KnownTexts,
    /// The folder of its sources.
    pub root: &'a Path,
    /// The folder to be published.
    pub target: &'a Path,
    /// The folder, if it was entered before.
    pub entered: Option<&'a Entered>,
    /// Told how many of the photos to be made are made, and of how many.
    pub tell: &'a Telling<'a>,
}

impl<'a> Job<'a> {
    /// A portal of which nothing is to be remembered, written in silence.
    #[must_use]
    pub fn new(output: &'a Output, root: &'a Path, target: &'a Path) -> Self {
        Self { output, receipt: None, texts: KnownTexts::default(), root, target, entered: None, tell: &|_, _| {} }
    }
}

/// Brings a portal to the disk.
///
/// # Errors
/// A folder that is not ours to replace (`OutputRefused`), a disk that is full or cannot be written (`WriteFailed`), a
/// photo whose inside is damaged (`PhotoCutOff`). The folder is then as it was.
pub fn write(job: &Job<'_>) -> Result<Written, Diagnostic> {
    let Job { output, root, target, tell, .. } = *job;
    let late;
    let entered = if let Some(entered) = job.entered {
        entered
    } else {
        late = Entered::enter(guard::check(root, target)?)?;
        &late
    };
    let Entered { places, old, found, .. } = entered;
    let mut new = Manifest::of(job, old);
    let change = Change::between(old, &new, &found.spoilt);
    if change.is_nothing() && places.target.exists() {
        if !new.says_as(old) {
            new.renew(&places.target).map_err(|error| failed(&places.target, &error))?;
        }
        return Ok(Written::default());
    }
    let staged = stage(output, places, found, &mut new, &change, tell);
    let swapped = staged.and_then(|()| swap(places).map_err(|error| failed(&places.target, &error)));
    let kept = swapped.is_ok() && twin::keep(places, &new, &change, found);
    if !kept {
        // After a swap the old portal lies here. If it cannot be removed, the next build does it.
        let _ = fs::remove_dir_all(&places.staging);
    }
    swapped.map(|()| Written { written: change.fresh.len(), removed: change.removed.len() })
}

/// Where the portal is built and where it goes; all on one disk.
#[derive(Debug)]
pub(super) struct Places {
    parent: PathBuf,
    target: PathBuf,
    staging: PathBuf,
    /// Where the old portal lies for a moment on systems that cannot exchange two folders in one step.
    aside: PathBuf,
    /// A second copy of the published folder.
    twin: PathBuf,
}

fn failed(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::WriteFailed).with("path", path.display()).with("reason", error)
}

fn lock(parent: &Path) -> io::Result<Option<File>> {
    // Systems on which a folder cannot be opened as a file do without.
    let Ok(folder) = File::open(parent) else { return Ok(None) };
    match folder.lock() {
        Ok(()) => Ok(Some(folder)),
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(None),
        Err(error) => Err(error),
    }
}

/// Clears what a build left behind that was stopped half-way.
fn recover(places: &Places) -> io::Result<()> {
    if places.aside.exists() {
        if places.target.exists() {
            fs::remove_dir_all(&places.aside)?;
        } else {
            fs::rename(&places.aside, &places.target)?;
        }
    }
    if places.staging.exists() {
        fs::remove_dir_all(&places.staging)?;
    }
    Ok(())
}

/// Builds the new portal in the staging place.
fn stage(
    output: &Output,
    places: &Places,
    found: &Findings,
    new: &mut Manifest,
    change: &Change,
    tell: &Telling<'_>,
) -> Result<(), Diagnostic> {
    let at = |error: &io::Error| failed(&places.staging, error);
    let from_twin = found.foreign.is_empty() && twin::take(places, change);
    if !from_twin {
        make_folder(&places.staging).map_err(|error| at(&error))?;
        keep_foreign(places, &found.foreign, new)?;
    }
    // Of a twin everything else is there already, and so is what was written ahead.
    let wanted = |path: &str, blob: &Blob| !is_in(blob, &places.staging) && (!from_twin || change.fresh.contains(path));
    let folders = folders(output, wanted);
    let shared: BTreeSet<&str> = folders.iter().filter_map(|(folder, _)| Some(folder.rsplit_once('/')?.0)).collect();
    for folder in shared {
        fs::create_dir_all(places.staging.join(folder)).map_err(|error| at(&error))?;
    }
    let results = par::map(&folders, |(folder, files)| {
        // Only now, so that the disk makes folders for all processors at once.
        let folder = places.staging.join(folder);
        make_folder(&folder).map_err(|error| failed(&folder, &error))?;
        files.iter().try_for_each(|(path, blob)| {
            let to = places.staging.join(path);
            let is_fresh = change.fresh.contains(*path);
            let placed = if is_fresh { place(blob, &to) } else { link(&places.target.join(path), &to) };
            placed.map_err(|error| failed(&to, &error))
        })
    });
    results.into_iter().collect::<Result<(), Diagnostic>>()?;
    let photos = pictures::to_make(output, &change.fresh);
    for (path, length) in pictures::make(&photos, &places.staging, tell)? {
        new.set_length(&path, length);
    }
    new.write(&places.staging).map_err(|error| at(&error))
}

/// The folders with the `wanted` files that lie right in them, in order.
fn folders(output: &Output, wanted: impl Fn(&str, &Blob) -> bool) -> Vec<(&str, Vec<(&str, &Blob)>)> {
    let mut folders: BTreeMap<&str, Vec<(&str, &Blob)>> = BTreeMap::new();
    for (path, blob) in output.files().filter(|(path, blob)| wanted(path, blob)) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        folders.entry(folder).or_default().push((path, blob));
    }
    folders.into_iter().collect()
}

/// Makes a folder that may be there.
fn make_folder(path: &Path) -> io::Result<()> {
    fs::create_dir(path).or_else(|error| if path.is_dir() { Ok(()) } else { Err(error) })
}

/// Whether a blob lies in a folder already.
fn is_in(blob: &Blob, folder: &Path) -> bool {
    let Blob::File { path, .. } = blob else { return false };
    // As text: what lies there was written at paths that begin like this, and taking thousands of paths apart is slow.
    let below = path.as_os_str().as_encoded_bytes().strip_prefix(folder.as_os_str().as_encoded_bytes());
    below.is_some_and(|below| below.starts_with(MAIN_SEPARATOR_STR.as_bytes()))
}

fn place(blob: &Blob, to: &Path) -> io::Result<()> {
    match blob {
        Blob::Bytes(bytes) => File::create_new(to)?.write_all(bytes),
        Blob::File { path, .. } => fs::copy(path, to).map(|_| ()),
        // Made by `pictures`, several of one file together.
        Blob::Picture(..) => Ok(()),
    }
}

fn link(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(|_| ()))
}

/// Takes along the files in the published folder that no build made.
fn keep_foreign(places: &Places, foreign: &[PathBuf], new: &Manifest) -> Result<(), Diagnostic> {
    for path in foreign {
        let from = places.target.join(path);
        if new.has(&path.to_string_lossy().replace('\\', "/")) {
            let note = Diagnostic::new(Code::OutputRefused).with("path", from.display());
            return Err(note.with("reason", "foreign-file"));
        }
        let to = places.staging.join(path);
        let folder = to.parent().unwrap_or(&places.staging);
        let kept = fs::create_dir_all(folder).and_then(|()| link(&from, &to));
        kept.map_err(|error| failed(&to, &error))?;
    }
    Ok(())
}

/// Puts the new portal in the place of the old one.
fn swap(places: &Places) -> io::Result<()> {
    if !places.target.exists() {
        return fs::rename(&places.staging, &places.target);
    }
    if exchange(&places.staging, &places.target).is_ok() {
        return Ok(());
    }
    fs::rename(&places.target, &places.aside)?;
    fs::rename(&places.staging, &places.target).inspect_err(|_| {
        let _ = fs::rename(&places.aside, &places.target);
    })?;
    let _ = fs::remove_dir_all(&places.aside);
    Ok(())
}

#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// What tells whether a blob differs from the file that was made of it before. How long a photo becomes is known only
/// when it has been made.
fn stamp(blob: &Blob) -> Stamp {
    match blob {
        Blob::Picture(picture, shape) => Stamp { hash: pictures::hash(picture, *shape), length: 0 },
        Blob::Bytes(bytes) => Stamp::of(bytes),
        Blob::File { length, hash, .. } => Stamp { hash: *hash, length: *length },
    }
}
