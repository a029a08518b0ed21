//! In parallel, results in order. The only room that knows how threads are made.

use rayon::prelude::*;

/// Applies `step` to each item on all processors. The results stand in the order of the items.
pub fn map<I: Sync, O: Send>(items: &[I], step: impl Fn(&I) -> O + Sync + Send) -> Vec<O> {
    items.par_iter().map(step).collect()
}

/// Does both at the same time.
pub fn both<A: Send, B: Send>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    rayon::join(one, other)
}

/// How many at once where each takes much memory.
const FEW: usize = 2;

/// As `map`, two at a time.
pub fn few<I: Sync, O: Send>(items: &[I], step: impl Fn(&I) -> O + Sync + Send) -> Vec<O> {
    match rayon::ThreadPoolBuilder::new().num_threads(FEW).build() {
        Ok(pool) => pool.install(|| map(items, step)),
        Err(_) => items.iter().map(step).collect(),
    }
}
