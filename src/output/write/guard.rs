//! Which folders may be written: nothing that holds the portal's own sources, nothing that somebody else made.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Places, manifest};
use crate::diag::{Code, Diagnostic};

/// Folders of the portal that hold its sources.
const SOURCES: [&str; 6] = ["content", "themes", "templates", "static", "src", ".git"];

fn refused(target: &Path, reason: &str) -> Diagnostic {
    Diagnostic::new(Code::OutputRefused).with("path", target.display()).with("reason", reason)
}

/// Judges the folder by its place alone.
pub(super) fn check(root: &Path, target: &Path) -> Result<Places, Diagnostic> {
    let target = std::path::absolute(target).map_err(|_| refused(target, "no-such-place"))?;
    let target = without_dots(&target);
    let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
        return Err(refused(&target, "holds-sources"));
    };
    if fs::symlink_metadata(&target).is_ok_and(|about| about.is_symlink()) {
        return Err(refused(&target, "link"));
    }
    // Links on the way are followed, so that a folder is not mistaken for another.
    let real_parent = fs::canonicalize(parent).unwrap_or_else(|_| parent.to_path_buf());
    let real = real_parent.join(name);
    let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
    let in_sources = SOURCES.iter().any(|folder| real.starts_with(root.join(folder)));
    if root.starts_with(&real) || in_sources {
        return Err(refused(&target, "holds-sources"));
    }
    let beside = |ending: &str| real_parent.join(format!(".{}.{ending}", name.to_string_lossy()));
    let (staging, aside, twin) = (beside("hibi-new"), beside("hibi-old"), beside("hibi-twin"));
    Ok(Places { staging, aside, twin, target: real, parent: real_parent })
}

/// Judges the folder by what is in it: nothing, or a portal that a build wrote.
pub(super) fn is_ours(target: &Path) -> Result<(), Diagnostic> {
    let Ok(about) = fs::symlink_metadata(target) else { return Ok(()) };
    if !about.is_dir() {
        return Err(refused(target, "file"));
    }
    let empty = fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_none());
    if empty || target.join(manifest::NAME).is_file() { Ok(()) } else { Err(refused(target, "foreign")) }
}

/// A path without `.` and `..`, by its spelling.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}
