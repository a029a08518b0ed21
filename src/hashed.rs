//! A value that carries its hash, so that comparing two of them is comparing two numbers.
//! Nothing that is published depends on it, except through `hash_bytes`, which is stable.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};
use std::io::Read;
use std::ops::Deref;

use xxhash_rust::xxh3::{Xxh3, xxh3_64, xxh3_64_with_seed};

/// A value with the hash it had when it was made.
#[derive(Clone, Debug)]
pub struct Hashed<T> {
    value: T,
    hash: u64,
}

impl<T: Hash> Hashed<T> {
    /// Takes the hash of `value` once.
    pub fn new(value: T) -> Self {
        let hash = hash_of(&value);
        Self { value, hash }
    }
}

impl<T> Hashed<T> {
    /// The hash taken when the value was made.
    pub fn hash_value(&self) -> u64 {
        self.hash
    }
}

impl<T> Deref for Hashed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

// Two hashed values count as equal when their 64-bit hashes are: a chance clash is far rarer than a disk error.
impl<T: serde::Serialize> serde::Serialize for Hashed<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T> PartialEq for Hashed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash
    }
}

impl<T> Eq for Hashed<T> {}

impl<T> Hash for Hashed<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

/// Names this program. What is kept for another run is looked up by hashes that take it in: another program may make
/// something else of the same.
pub const PROGRAM: &str = env!("HIBI_PROGRAM");

/// The hash of any value, for use within one run of the program, or with `PROGRAM` in the next.
pub fn hash_of<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut gathered = Gathered { piece: [0; PIECE_OF_VALUE], length: 0, before: None };
    value.hash(&mut gathered);
    gathered.finish()
}

/// How many bytes of a value are hashed at once; most values are no longer.
const PIECE_OF_VALUE: usize = 512;

/// Gathers the many small parts of a value, since hashing each by itself takes far longer than hashing them together.
struct Gathered {
    piece: [u8; PIECE_OF_VALUE],
    length: usize,
    /// The hash of what went before.
    before: Option<Xxh3>,
}

impl Gathered {
    /// As `write`, for a number: most parts of a value are numbers or words with one behind them.
    fn write_few<const N: usize>(&mut self, bytes: [u8; N]) {
        match self.piece[self.length..].first_chunk_mut() {
            Some(place) => {
                *place = bytes;
                self.length += N;
            }
            None => self.write(&bytes),
        }
    }
}

impl Hasher for Gathered {
    fn write_u8(&mut self, number: u8) {
        self.write_few(number.to_ne_bytes());
    }

    fn write_u64(&mut self, number: u64) {
        self.write_few(number.to_ne_bytes());
    }

    fn write_usize(&mut self, number: usize) {
        self.write_few(number.to_ne_bytes());
    }

    fn write(&mut self, bytes: &[u8]) {
        if self.length + bytes.len() > PIECE_OF_VALUE {
            let before = self.before.get_or_insert_with(Xxh3::new);
            before.update(&self.piece[..self.length]);
            self.length = 0;
            if bytes.len() > PIECE_OF_VALUE {
                return before.update(bytes);
            }
        }
        self.piece[self.length..self.length + bytes.len()].copy_from_slice(bytes);
        self.length += bytes.len();
    }

    fn finish(&self) -> u64 {
        let last = &self.piece[..self.length];
        match &self.before {
            None => xxh3_64(last),
            Some(before) => {
                let mut whole = before.clone();
                whole.update(last);
                whole.digest()
            }
        }
    }
}

/// A table that is looked up often and never walked through.
pub type Table<K, V> = HashMap<K, V, Seeded>;

/// Hashes the keys of a table: far quicker than the standard one. Each table has a seed of its own by chance, so that
/// nobody can choose keys that share a place.
#[derive(Clone, Debug)]
pub struct Seeded(u64);

impl Default for Seeded {
    fn default() -> Self {
        Self(RandomState::new().build_hasher().finish())
    }
}

impl BuildHasher for Seeded {
    type Hasher = KeyHasher;

    fn build_hasher(&self) -> KeyHasher {
        KeyHasher(self.0)
    }
}

/// Hashes one key.
#[derive(Debug)]
pub struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64_with_seed(bytes, self.0);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// How much of a file is read at once, in bytes.
const PIECE: usize = 256 << 10;

/// The hash of a file's bytes: the same on every machine and in every run.
///
/// # Errors
/// If it cannot be read.
pub fn hash_file(file: &mut impl Read) -> std::io::Result<u128> {
    let mut hasher = Xxh3::new();
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hasher.digest128()),
            read => hasher.update(&piece[..read]),
        }
    }
}

/// The hash of some bytes: the same on every machine and in every run.
#[must_use]
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}
