//! The input as a value: a snapshot of every file of a portal, by path.
//! Only `scan` reads the disk; texts are held, pictures and other files stay where they are.

pub mod scan;

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::diag::Diagnostic;
use crate::picture::{self, Fault, Look};

/// A file's path below the root of the portal: `/` between parts, Unicode NFC.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// A path from its text, brought to NFC.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(crate::text::nfc(path).into())
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part of the path.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The folder that holds the file; empty for the root.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Whether it is a CSV file by its name, with commas or tabs.
    #[must_use]
    pub fn is_table(&self) -> bool {
        matches!(self.ending().as_str(), "csv" | "tsv")
    }

    /// Whether it is a text by its name.
    #[must_use]
    pub fn is_markdown(&self) -> bool {
        self.file_name().rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("md"))
    }

    /// The ending of the file's name in lower case, without its dot; empty when there is none.
    #[must_use]
    pub fn ending(&self) -> String {
        self.file_name().rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
    }
}

impl Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for SourcePath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// UTF-8 text, without a byte order mark, lines ended by LF.
    Text(Arc<str>),
    /// Other bytes held in memory.
    Bytes(Arc<[u8]>),
    /// Bytes left on the disk.
    File {
        /// Where the bytes lie.
        path: PathBuf,
        /// How many they are.
        length: u64,
        /// A stable hash of them.
        hash: u128,
        /// What it shows at a glance, if it is a picture.
        look: Result<Look, Fault>,
    },
}

/// One file of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it holds.
    pub content: Content,
    /// A hash of its bytes.
    pub hash: u64,
    /// A hash of what the disk tells of the file without opening it; 0 for what never lay on one.
    pub stamp: u64,
}

impl Source {
    /// A text held in memory.
    #[must_use]
    pub fn from_text(text: impl Into<Arc<str>>) -> Self {
        let text: Arc<str> = text.into();
        let hash = crate::hashed::hash_bytes(text.as_bytes());
        Self { content: Content::Text(text), hash, stamp: 0 }
    }

    /// Bytes held in memory.
    #[must_use]
    pub fn from_bytes(bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes: Arc<[u8]> = bytes.into();
        let hash = crate::hashed::hash_bytes(&bytes);
        Self { content: Content::Bytes(bytes), hash, stamp: 0 }
    }

    /// The text to show in a message: also that of files which are no documents, such as templates.
    #[must_use]
    pub fn excerpt(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            Content::Bytes(bytes) => std::str::from_utf8(bytes).ok(),
            Content::File { .. } => None,
        }
    }

    /// What it shows at a glance, if it is a picture made of dots.
    ///
    /// # Errors
    /// What keeps it from being published as one.
    pub fn look(&self) -> Result<Look, Fault> {
        match &self.content {
            Content::Bytes(bytes) => picture::look(bytes),
            Content::File { look, .. } => *look,
            Content::Text(_) => Err(Fault::NotAPicture),
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&Arc<str>> {
        match &self.content {
            Content::Text(text) => Some(text),
            Content::Bytes(_) | Content::File { .. } => None,
        }
    }
}

/// `path` seen from `folder`, without `.` and `..`; `None` where it leaves the root.
#[must_use]
pub fn relative(folder: &str, path: &str) -> Option<String> {
    let mut seen = String::with_capacity(folder.len() + path.len() + 1);
    seen.push_str(folder.trim_matches('/'));
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if seen.is_empty() => return None,
            ".." => seen.truncate(seen.rfind('/').unwrap_or(0)),
            part => {
                if !seen.is_empty() {
                    seen.push('/');
                }
                seen.push_str(part);
            }
        }
    }
    Some(seen)
}

/// A line and a column, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

/// A snapshot of all input files.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    files: BTreeMap<SourcePath, Source>,
    /// The folders of files that links of the portal lead to.
    linked: BTreeSet<PathBuf>,
}

impl Tree {
    /// Adds a file; returns what stood at its path before.
    pub fn insert(&mut self, path: SourcePath, source: Source) -> Option<Source> {
        self.files.insert(path, source)
    }

    /// The file at `path`.
    #[must_use]
    pub fn get(&self, path: &SourcePath) -> Option<&Source> {
        self.files.get(path)
    }

    /// The path as the tree holds it, if a file is there.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<(&SourcePath, &Source)> {
        self.files.get_key_value(path)
    }

    /// The files whose path starts with `prefix`, in order.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a SourcePath, &'a Source)> {
        self.files
            .range::<str, _>((std::ops::Bound::Included(prefix), std::ops::Bound::Unbounded))
            .take_while(move |(path, _)| path.as_str().starts_with(prefix))
    }

    /// Every file, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&SourcePath, &Source)> {
        self.files.iter()
    }

    /// The folders of files that links of the portal lead to, on the disk.
    pub fn linked_folders(&self) -> impl Iterator<Item = &Path> {
        self.linked.iter().map(PathBuf::as_path)
    }

    /// The files that are not the same in both snapshots, in order.
    #[must_use]
    pub fn differences(&self, other: &Self) -> Vec<SourcePath> {
        let hash = |tree: &Self, path: &SourcePath| tree.files.get(path).map(|source| source.hash);
        let gone = self.files.keys().filter(|path| !other.files.contains_key(*path));
        let new = other.files.keys().filter(|path| hash(self, path) != hash(other, path));
        let mut paths: Vec<SourcePath> = gone.chain(new).cloned().collect();
        paths.sort();
        paths
    }

    /// Where a diagnostic points to, if it points into a text of this tree.
    #[must_use]
    pub fn place(&self, note: &Diagnostic) -> Option<Place> {
        let text = self.get(note.file.as_ref()?)?.excerpt()?;
        let (start, _) = note.span?;
        let before = text.get(..start.min(text.len()))?;
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Some(Place {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn paths_stay_below_the_root() {
        assert_eq!(relative("content/stories", "../about.md").as_deref(), Some("content/about.md"));
        assert_eq!(relative("content", "../../etc/passwd"), None);
        assert_eq!(relative("content/a", "./b.md").as_deref(), Some("content/a/b.md"));
    }
}
