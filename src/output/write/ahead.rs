//! Pages on their way to a folder in which no portal is yet: written as soon as they are made, so that no build need hold
//! all of them at once. What cannot be written now is held, and written with the rest, where failing is told.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use super::manifest::Stamp;
use super::{Places, guard, lock, recover};
use crate::config::SitePath;
use crate::output::Blob;

/// A folder being built beside the one that will be published; nobody else builds it meanwhile.
#[derive(Debug)]
pub struct Ahead {
    pub(super) places: Places,
    _lock: Option<File>,
}

impl Ahead {
    /// `None` where a portal is there already, of which most may stay as it is, and where nothing may be written.
    #[must_use]
    pub fn start(root: &Path, target: &Path) -> Option<Self> {
        let places = guard::check(root, target).ok()?;
        let lock = lock(&places.parent).ok()?;
        recover(&places).ok()?;
        if fs::symlink_metadata(&places.target).is_ok() {
            return None;
        }
        fs::create_dir(&places.staging).ok()?;
        Some(Self { places, _lock: lock })
    }

    /// Writes a file, or holds it if that cannot be done.
    #[must_use]
    pub fn keep(&self, address: &SitePath, bytes: Vec<u8>) -> Blob {
        let path = self.places.staging.join(address.file());
        match write(&path, &bytes) {
            Ok(()) => {
                let Stamp { hash, length } = Stamp::of(&bytes);
                Blob::File { path, length, hash }
            }
            Err(_) => Blob::Bytes(bytes.into()),
        }
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
