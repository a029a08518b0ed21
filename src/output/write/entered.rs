//! A folder to be published, entered: nobody else builds it meanwhile, and it is known what lies there. What an earlier
//! build made of the same may be taken again; where no portal is yet, pages are written beside it as soon as they are
//! made, so that no build need hold all of them at once. What cannot be written now is held, and written with the rest,
//! where failing is told.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use jiff::Timestamp;

use super::manifest::{Findings, Manifest, Stamp};
use super::{Places, Receipt, failed, guard, lock, recover};
use crate::config::SitePath;
use crate::content::KnownTexts;
use crate::diag::Diagnostic;
use crate::output::Blob;

/// The place of a portal, with what lies there.
#[derive(Debug)]
pub struct Entered {
    pub(super) places: Places,
    pub(super) old: Manifest,
    pub(super) found: Findings,
    /// Whether pages are written ahead.
    is_ahead: bool,
    _lock: Option<File>,
}

impl Entered {
    /// Enters before it is known whether there will be anything to write. `None` where that cannot be done without a
    /// trace; whatever is in the way, writing tells.
    #[must_use]
    pub fn early(root: &Path, target: &Path) -> Option<Self> {
        let places = guard::check(root, target).ok()?;
        if !places.parent.is_dir() {
            return None;
        }
        let mut entered = Self::enter(places).ok()?;
        let is_free = fs::symlink_metadata(&entered.places.target).is_err();
        entered.is_ahead = is_free && fs::create_dir(&entered.places.staging).is_ok();
        Some(entered)
    }

    /// Locks the place, clears what a build left behind that was stopped half-way, and looks at what lies there.
    pub(super) fn enter(places: Places) -> Result<Self, Diagnostic> {
        let at = |error: &io::Error| failed(&places.target, error);
        fs::create_dir_all(&places.parent).map_err(|error| failed(&places.parent, &error))?;
        let lock = lock(&places.parent).map_err(|error| failed(&places.parent, &error))?;
        recover(&places).map_err(|error| at(&error))?;
        guard::is_ours(&places.target)?;
        let old = Manifest::read(&places.target);
        let found = old.inspect(&places.target).map_err(|error| at(&error))?;
        Ok(Self { places, old, found, is_ahead: false, _lock: lock })
    }

    /// The receipt of the last build, if one of `made_of` at `now` would come to the same, and all is as it was left.
    #[must_use]
    pub fn as_before(&self, made_of: u64, now: Timestamp) -> Option<&Receipt> {
        self.old.receipt.as_ref().filter(|receipt| self.found.spoilt.is_empty() && receipt.fits(made_of, now))
    }

    /// The files whose making is known, with its key, and as they lie there.
    pub fn made(&self) -> impl Iterator<Item = (SitePath, u64, Blob)> {
        let sound = self.old.files().filter(|(path, _)| !self.found.spoilt.contains(*path));
        sound.filter_map(|(path, line)| {
            let Stamp { hash, length } = line.stamp;
            let blob = Blob::File { path: self.places.target.join(path), length, hash };
            Some((SitePath::of_file(path)?, line.key?, blob))
        })
    }

    /// What the last build found out about texts.
    #[must_use]
    pub fn texts(&self) -> &KnownTexts {
        &self.old.texts
    }

    /// Writes a file ahead, or holds it.
    #[must_use]
    pub fn keep(&self, address: &SitePath, bytes: Vec<u8>) -> Blob {
        let path = self.places.staging.join(address.file());
        if self.is_ahead && write(&path, &bytes).is_ok() {
            let Stamp { hash, length } = Stamp::of(&bytes);
            return Blob::File { path, length, hash };
        }
        Blob::Bytes(bytes.into())
    }

    /// Leaves no trace of a portal that came to nothing.
    pub fn give_up(&self) {
        // What cannot be removed, the next build removes.
        let _ = fs::remove_dir_all(&self.places.staging);
    }
}

/// Writes a file that is not there yet, and the folder that it needs.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    // Nearly every page has a folder of its own.
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir_all(folder)?,
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    File::create_new(path)?.write_all(bytes).inspect_err(|_| {
        let _ = fs::remove_file(path);
    })
}
