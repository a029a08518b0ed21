//! Photos on their way to the disk: made only where the last build made no such one, few at a time, all sizes of one
//! from one decoding. The published folder is the only store of what was made.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use xxhash_rust::xxh3::xxh3_128;

use super::{Blob, Output, failed};
use crate::diag::{Code, Diagnostic, Notes};
use crate::output::Picture;
use crate::par;
use crate::picture::{self, Fault, Shape};
use crate::source::Content;

/// Is told how many photos are made, and of how many.
pub type Telling<'a> = dyn Fn(usize, usize) + Sync + 'a;

/// Changes with what is made of a photo, so that a newer program makes all anew.
const MAKER: u32 = 1;

/// Whether a blob is made when it is written.
pub(super) fn is_made(blob: &Blob) -> bool {
    matches!(blob, Blob::Picture(..))
}

/// What tells a made picture from every other: its file's bytes, and what is made of them.
pub(super) fn hash(picture: &Picture, shape: Shape) -> u128 {
    let bytes = match &picture.content {
        Content::Text(text) => xxh3_128(text.as_bytes()),
        Content::Bytes(bytes) => xxh3_128(bytes),
        Content::File { hash, .. } => *hash,
    };
    xxh3_128(format!("{MAKER} {shape:?} {bytes:x}").as_bytes())
}

/// A file and what is to be made of it, by path.
pub(super) struct ToMake<'a> {
    picture: &'a Picture,
    made: Vec<(&'a str, Shape)>,
}

/// Gathers the pictures among the `fresh` files by what they are made of.
pub(super) fn to_make<'a>(output: &'a Output, fresh: &BTreeSet<String>) -> Vec<ToMake<'a>> {
    let mut all: BTreeMap<_, ToMake<'a>> = BTreeMap::new();
    for (path, blob) in output.files().filter(|(path, _)| fresh.contains(*path)) {
        if let Blob::Picture(picture, shape) = blob {
            let of_file = all.entry(&picture.file).or_insert_with(|| ToMake { picture, made: Vec::new() });
            of_file.made.push((path, *shape));
        }
    }
    all.into_values().collect()
}

/// Makes the pictures and writes them; says how long each has become.
pub(super) fn make(all: &[ToMake<'_>], folder: &Path, tell: &Telling<'_>) -> Result<Vec<(String, u64)>, Diagnostic> {
    let done = AtomicUsize::new(0);
    let lengths = par::few(all, |one| {
        let shapes: Vec<Shape> = one.made.iter().map(|(_, shape)| *shape).collect();
        let made = made(one.picture, &shapes)?;
        let written = one.made.iter().zip(made).map(|((path, _), bytes)| {
            let to = folder.join(path);
            fs::write(&to, &bytes).map_err(|error| failed(&to, &error))?;
            Ok(((*path).to_owned(), bytes.len() as u64))
        });
        let written = written.collect::<Result<Vec<_>, Diagnostic>>();
        tell(done.fetch_add(1, Ordering::Relaxed) + 1, all.len());
        written
    });
    Ok(lengths.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

fn made(picture: &Picture, shapes: &[Shape]) -> Result<Vec<Vec<u8>>, Diagnostic> {
    let file = &picture.file;
    let bytes = picture.read().map_err(|error| Diagnostic::in_file(Code::Unreadable, file).with("reason", error))?;
    let note = |fault: Fault| fault.note(file.file_name(), |code| Diagnostic::in_file(code, file));
    picture::make_all(&bytes, shapes).map_err(note)
}

/// Tries every picture out without making it: whatever keeps one from being made is noted.
#[must_use]
pub fn try_out(output: &Output, tell: &Telling<'_>) -> Notes {
    let mut all: BTreeMap<_, (&Arc<Picture>, Shape)> = BTreeMap::new();
    for (_, blob) in output.files() {
        if let Blob::Picture(picture, shape) = blob {
            let (_, most) = all.entry(&picture.file).or_insert((picture, *shape));
            // The greatest is the one for which the dots are decoded.
            *most = (*shape).max(*most);
        }
    }
    let all: Vec<_> = all.into_values().collect();
    let done = AtomicUsize::new(0);
    let tried = par::few(&all, |(picture, shape)| {
        let file = &picture.file;
        let tried = match picture.read() {
            Ok(bytes) => picture::try_out(&bytes, *shape)
                .err()
                .map(|fault| fault.note(file.file_name(), |code| Diagnostic::in_file(code, file))),
            Err(error) => Some(Diagnostic::in_file(Code::Unreadable, file).with("reason", error)),
        };
        tell(done.fetch_add(1, Ordering::Relaxed) + 1, all.len());
        tried
    });
    tried.into_iter().flatten().collect()
}

impl Picture {
    /// The file's bytes.
    ///
    /// # Errors
    /// If the disk does not give them.
    pub fn read(&self) -> std::io::Result<std::borrow::Cow<'_, [u8]>> {
        match &self.content {
            Content::Text(text) => Ok(text.as_bytes().into()),
            Content::Bytes(bytes) => Ok(bytes[..].into()),
            Content::File { path, .. } => fs::read(path).map(Into::into),
        }
    }

    /// The picture in a shape.
    ///
    /// # Errors
    /// If it cannot be read or made.
    pub fn make(&self, shape: Shape) -> Result<Vec<u8>, Diagnostic> {
        made(self, &[shape]).map(|made| made.into_iter().next().unwrap_or_default())
    }
}
