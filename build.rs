//! Names the program by all that it is made of, so that a build knows whether it was itself that wrote what it finds.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::io;
use std::path::Path;

/// What the program is made of, besides the compiler.
const SOURCES: [&str; 5] = ["Cargo.lock", "Cargo.toml", "build.rs", "src", "themes"];

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for source in SOURCES.map(Path::new) {
        println!("cargo::rerun-if-changed={}", source.display());
        // A package brings no list of versions along where another program uses it as a library.
        if source.exists() {
            add(source, &mut hasher)?;
        }
    }
    let features: BTreeMap<_, _> = env::vars().filter(|(name, _)| name.starts_with("CARGO_FEATURE_")).collect();
    features.hash(&mut hasher);
    println!("cargo::rustc-env=HIBI_PROGRAM={:016x}", hasher.finish());
    Ok(())
}

/// Adds a file, or all files of a folder in the order of their names.
fn add(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    path.hash(hasher);
    if !path.is_dir() {
        fs::read(path)?.hash(hasher);
        return Ok(());
    }
    let mut entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    entries.iter().try_for_each(|entry| add(entry, hasher))
}
