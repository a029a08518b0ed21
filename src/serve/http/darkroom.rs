//! Photos of the preview: made when a browser asks for one, one at a time, and kept for a while.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::output::Picture;
use crate::picture::{self, Shape};
use crate::source::SourcePath;

/// How much is kept, in bytes.
const KEPT: usize = 96 << 20;

/// A photo's file, the hash of its bytes or of its time of change, and what is made of it.
type Name = (SourcePath, u64, Shape);

#[derive(Default)]
pub(super) struct Darkroom {
    made: Mutex<HashMap<Name, Vec<u8>>>,
    /// Held while one is made: each takes much memory.
    lamp: Mutex<()>,
}

impl Darkroom {
    /// The picture in a shape; `read` brings its file's bytes. `None` where it cannot be made.
    pub(super) fn picture(
        &self,
        picture: &Picture,
        shape: Shape,
        read: impl FnOnce() -> Option<Vec<u8>> + Send,
    ) -> Option<Vec<u8>> {
        let name = (picture.file.clone(), picture.hash, shape);
        if let Some(made) = self.kept(&name) {
            return Some(made);
        }
        // The other answers go on meanwhile.
        tokio::task::block_in_place(|| {
            let _lamp = self.lamp.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(made) = self.kept(&name) {
                return Some(made);
            }
            let made = picture::make(&read()?, shape).ok()?;
            self.keep(name, made.clone());
            Some(made)
        })
    }

    fn kept(&self, name: &Name) -> Option<Vec<u8>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    fn keep(&self, name: Name, picture: Vec<u8>) {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if made.values().map(Vec::len).sum::<usize>() + picture.len() > KEPT {
            made.clear();
        }
        made.insert(name, picture);
    }
}
