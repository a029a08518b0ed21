//! The finished portal as a value: path → bytes. `write` brings it to the disk.

pub mod write;

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::config::SitePath;
use crate::diag::{Checked, Code, Diagnostic, Notes};
use crate::picture::Shape;
use crate::source::{Content, SourcePath};

/// What a file of the portal holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blob {
    /// Bytes in memory.
    Bytes(Arc<[u8]>),
    /// The bytes of a file on the disk, copied when the portal is written.
    File {
        /// The file.
        path: PathBuf,
        /// How long it is, in bytes.
        length: u64,
        /// A stable hash of its bytes.
        hash: u128,
    },
    /// A picture, made of a file's bytes when the portal is written or the picture is asked for.
    Picture(Arc<Picture>, Shape),
}

/// A file with a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its path in the portal, for messages.
    pub file: SourcePath,
    /// Its bytes, or where they lie on the disk.
    pub content: Content,
    /// A hash of its bytes.
    pub hash: u64,
}

/// How much there is in a portal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Stories in all languages.
    pub stories: usize,
    /// Pages of all kinds.
    pub pages: usize,
    /// Files.
    pub files: usize,
}

/// All files of the portal.
#[derive(Clone, Debug, Default)]
pub struct Output {
    files: BTreeMap<String, Blob>,
}

impl Output {
    /// Puts files together. A second file at a path, a file where another needs a folder, or a folder where another
    /// file would lie is noted and left out: nothing is ever replaced.
    #[must_use]
    pub fn of(files: impl IntoIterator<Item = (SitePath, Blob)>) -> Checked<Self> {
        let mut notes = Notes::new();
        let mut kept: Vec<(String, Blob)> = Vec::new();
        let mut taken: HashSet<String> = HashSet::new();
        let mut folders: HashSet<String> = HashSet::new();
        for (address, blob) in files {
            let path = address.file();
            // All folders above one that is known are known, too.
            let above = || path.rmatch_indices('/').map(|(at, _)| &path[..at]);
            let new: Vec<String> = above().take_while(|folder| !folders.contains(*folder)).map(str::to_owned).collect();
            if taken.contains(&path) || folders.contains(&path) || new.iter().any(|folder| taken.contains(folder)) {
                notes.push(Diagnostic::new(Code::SameOutput).with("path", path));
                continue;
            }
            folders.extend(new);
            taken.insert(path.clone());
            kept.push((path, blob));
        }
        Checked { value: Self { files: kept.into_iter().collect() }, notes }
    }

    /// The files in order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Blob)> {
        self.files.iter().map(|(path, blob)| (path.as_str(), blob))
    }

    /// The file at a path such as `stories/asa/index.html`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Blob> {
        self.files.get(path)
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
