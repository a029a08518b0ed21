//! The finished portal as a value: path → bytes. `write` brings it to the disk.

pub mod minify;
pub mod write;

use std::path::PathBuf;
use std::sync::Arc;

use crate::config::{SitePath, Tenants};
use crate::diag::{Checked, Code, Diagnostic, Notes};
use crate::hashed::{Table, hash_of};
use crate::memo::One;
use crate::par;
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

/// All files of the portal, in order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Output {
    order: Arc<Order>,
    blobs: Vec<Blob>,
    /// What each was made from, where that is known.
    keys: Vec<Option<u64>>,
}

/// The order of the last output, which another of the same addresses shares.
#[derive(Debug, Default)]
pub struct OrderMemory(One<Arc<Checked<Arc<Order>>>>);

/// Where the files of an output lie.
#[derive(Debug, Default)]
struct Order {
    /// Their paths.
    paths: Vec<String>,
    /// The place of each among the files as they were handed in.
    from: Vec<usize>,
}

impl Output {
    /// Puts files together; `keys` are hashes of what they were made from, and the first of them have places that were
    /// `begun` with. A second file at a path, a file where another needs a folder, or a folder where another
    /// file would lie is noted and left out: nothing is ever replaced.
    #[must_use]
    pub fn of(
        files: Vec<(SitePath, Blob)>,
        keys: &Table<SitePath, u64>,
        begun: Begun,
        memory: &mut OrderMemory,
    ) -> Checked<Self> {
        let (addresses, blobs): (Vec<SitePath>, Vec<Blob>) = files.into_iter().unzip();
        let order = memory.0.recall(hash_of(&addresses), || Arc::new(begun.finish(&addresses)));
        let keys = order.value.from.iter().map(|at| keys.get(&addresses[*at]).copied()).collect();
        let mut blobs: Vec<Option<Blob>> = blobs.into_iter().map(Some).collect();
        let blobs = order.value.from.iter().filter_map(|at| blobs[*at].take()).collect();
        Checked { value: Self { order: Arc::clone(&order.value), blobs, keys }, notes: order.notes.clone() }
    }

    /// The files in order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Blob)> {
        self.order.paths.iter().map(String::as_str).zip(&self.blobs)
    }

    /// What each file was made from, in the order of `files`, where that is known.
    #[must_use]
    pub fn keys(&self) -> &[Option<u64>] {
        &self.keys
    }

    /// The files whose paths start with `prefix`, in order.
    pub fn under(&self, prefix: &str) -> impl Iterator<Item = (&str, &Blob)> {
        let first = self.order.paths.partition_point(|path| path.as_str() < prefix);
        let there = self.order.paths[first..].iter().map(String::as_str).zip(&self.blobs[first..]);
        there.take_while(move |(path, _)| path.starts_with(prefix))
    }

    /// The file at a path such as `stories/asa/index.html`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Blob> {
        let at = self.order.paths.binary_search_by(|own| own.as_str().cmp(path)).ok()?;
        self.blobs.get(at)
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.blobs.len()
    }

    /// Whether there is no file at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blobs.is_empty()
    }
}

impl OrderMemory {
    /// Gives the first files of an output their places, before all of them are known; does nothing where those of the last
    /// output may serve.
    #[must_use]
    pub fn begin<'a>(&self, addresses: impl Iterator<Item = &'a SitePath>) -> Begun {
        let mut begun = Begun::default();
        if self.0.is_empty() {
            begun.admit(addresses);
        }
        begun
    }
}

/// Places given to files so far.
#[derive(Debug, Default)]
pub struct Begun {
    tenants: Tenants<()>,
    files: Vec<String>,
    from: Vec<usize>,
    notes: Notes,
}

impl Begun {
    fn admit<'a>(&mut self, addresses: impl Iterator<Item = &'a SitePath>) {
        for address in addresses {
            let path = address.file();
            match self.tenants.admit(path.clone(), ()) {
                Ok(()) => self.from.push(self.files.len()),
                Err(()) => self.notes.push(Diagnostic::new(Code::SameOutput).with("path", &path)),
            }
            self.files.push(path);
        }
    }

    /// Gives places to all others.
    fn finish(mut self, addresses: &[SitePath]) -> Checked<Arc<Order>> {
        self.admit(addresses[self.files.len()..].iter());
        let Self { mut files, mut from, notes, .. } = self;
        par::sort(&mut from, |one, other| files[*one].cmp(&files[*other]));
        let paths = from.iter().map(|at| std::mem::take(&mut files[*at])).collect();
        Checked { value: Arc::new(Order { paths, from }), notes }
    }
}
