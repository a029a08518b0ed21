//! A second copy of the published folder, kept beside it, so that a build that changes little need not link thousands of
//! files to swap in a whole folder: it changes what changed in the twin and swaps the two.
//!
//! The twin's files are the published ones, linked: it takes hardly any room, and what is taken down is gone from both.

use std::fs;
use std::io;
use std::path::Path;

use super::Places;
use super::manifest::{Change, Findings, Manifest};

/// Keeps the twin out of the city's own version control.
const IGNORE: &str = ".gitignore";

/// Brings the twin to the staging place without the files that a build changes; false where there is none to be used.
pub(super) fn take(places: &Places, change: &Change) -> bool {
    if !places.twin.exists() {
        return false;
    }
    let taken = is_whole(places).unwrap_or(false)
        && fs::rename(&places.twin, &places.staging).is_ok()
        && change.paths().try_for_each(|path| remove(&places.staging, path)).is_ok();
    if !taken {
        let _ = fs::remove_dir_all(&places.twin);
        let _ = fs::remove_dir_all(&places.staging);
    }
    taken
}

/// Whether the twin holds what the published folder should, and nothing else.
fn is_whole(places: &Places) -> io::Result<bool> {
    fs::remove_file(places.twin.join(IGNORE))?;
    let twin = Manifest::read(&places.twin);
    if !twin.lists_as(&Manifest::read(&places.target)) {
        return Ok(false);
    }
    let found = twin.inspect(&places.twin)?;
    Ok(found.foreign.is_empty() && found.spoilt.is_empty())
}

/// Makes a twin of the old portal, which lies in the staging place; false where that is not worth it or cannot be done.
pub(super) fn keep(places: &Places, new: &Manifest, change: &Change, found: &Findings) -> bool {
    // One of before is another portal's by now.
    let _ = fs::remove_dir_all(&places.twin);
    let is_worth_it = change.is_small(new) && found.foreign.is_empty() && places.staging.exists();
    is_worth_it && renew(places, new, change).is_ok()
}

fn renew(places: &Places, new: &Manifest, change: &Change) -> io::Result<()> {
    change.paths().try_for_each(|path| remove(&places.staging, path))?;
    for path in &change.fresh {
        let to = places.staging.join(path);
        fs::create_dir_all(to.parent().unwrap_or(&places.staging))?;
        fs::hard_link(places.target.join(path), to)?;
    }
    new.write(&places.staging)?;
    fs::write(places.staging.join(IGNORE), "*\n")?;
    fs::rename(&places.staging, &places.twin)
}

/// Removes a file and the folders that are empty without it.
fn remove(root: &Path, path: &str) -> io::Result<()> {
    match fs::remove_file(root.join(path)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut folder = path;
    while let Some((above, _)) = folder.rsplit_once('/') {
        // One that holds more stays.
        if fs::remove_dir(root.join(above)).is_err() {
            break;
        }
        folder = above;
    }
    Ok(())
}
