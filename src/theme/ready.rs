//! A value that several pages show: turned once into what templates see, then shared by all of them.

use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use tera::Value;

use crate::hashed::{hash_bytes, hash_of};

/// A shared value with its hash and with itself as templates see it. Copies are cheap, and so is showing it.
#[derive(Clone, Debug)]
pub struct Ready<T>(Arc<Inner<T>>);

#[derive(Debug)]
struct Inner<T> {
    value: T,
    hash: u64,
    /// `None` where no template value can hold it; the page that shows it then says so.
    seen: Option<Value>,
}

impl<T: Serialize + Hash> Ready<T> {
    /// Turns a value into what templates see.
    pub fn new(value: T) -> Self {
        let hash = hash_of(&value);
        let seen = Value::try_from_serializable(&value).ok();
        Self(Arc::new(Inner { value, hash, seen }))
    }
}

impl<T> Deref for Ready<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.value
    }
}

impl<T: Serialize> Serialize for Ready<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.seen {
            // tera takes a value of its own as it is.
            Some(seen) => seen.serialize(serializer),
            None => self.0.value.serialize(serializer),
        }
    }
}

impl<T> PartialEq for Ready<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.hash == other.0.hash
    }
}

impl<T> Eq for Ready<T> {}

impl<T> Hash for Ready<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0.hash);
    }
}

/// HTML that a template of the theme wrote, for other templates to show as it is.
#[derive(Clone, Debug)]
pub struct Snippet {
    html: Value,
    hash: u64,
}

impl Snippet {
    /// The HTML as written.
    pub(super) fn new(html: &[u8]) -> Self {
        Self { html: Value::safe_string(&String::from_utf8_lossy(html)), hash: hash_bytes(html) }
    }
}

impl Default for Snippet {
    fn default() -> Self {
        Self::new(b"")
    }
}

impl Serialize for Snippet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.html.serialize(serializer)
    }
}

impl PartialEq for Snippet {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash
    }
}

impl Hash for Snippet {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}
