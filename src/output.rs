//! The finished portal as a value: path → bytes. `write` brings it to the disk.

pub mod write;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::config::SitePath;
use crate::diag::{Code, Diagnostic};
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
        /// A hash of its length and time of change.
        hash: u64,
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
    /// A hash of its bytes, or of its length and time of change.
    pub hash: u64,
}

/// All files of the portal.
#[derive(Clone, Debug, Default)]
pub struct Output {
    files: BTreeMap<String, Blob>,
}

impl Output {
    /// Adds a file.
    ///
    /// # Errors
    /// If there is a file at that path already, a file where it needs a folder, or a folder where it would lie:
    /// nothing is ever replaced.
    pub fn insert(&mut self, address: &SitePath, blob: Blob) -> Result<(), Diagnostic> {
        let path = address.file();
        let above = || path.match_indices('/').any(|(at, _)| self.files.contains_key(&path[..at]));
        let inside = format!("{path}/");
        let below = || self.files.range(inside.clone()..).next().is_some_and(|(other, _)| other.starts_with(&inside));
        if self.files.contains_key(&path) || above() || below() {
            return Err(Diagnostic::new(Code::SameOutput).with("path", path));
        }
        self.files.insert(path, blob);
        Ok(())
    }

    /// Adds a file with bytes in memory; see `insert`.
    ///
    /// # Errors
    /// As `insert`.
    pub fn insert_bytes(&mut self, address: &SitePath, bytes: impl Into<Arc<[u8]>>) -> Result<(), Diagnostic> {
        self.insert(address, Blob::Bytes(bytes.into()))
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
