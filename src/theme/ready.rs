//! A value that several pages show: turned once into what templates see, then shared by all of them.

use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use tera::Value;

use crate::hashed::hash_of;

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
