//! In parallel, results in order. The only room that knows how threads are made.

use std::cmp::Ordering;

use rayon::prelude::*;

/// Into how many parts the items are cut, so that no processor is left with many when the others are done.
const PARTS: usize = 256;

/// Applies `step` to each item on all processors. The results stand in the order of the items.
pub fn map<I: Sync, O: Send>(items: &[I], step: impl Fn(&I) -> O + Sync + Send) -> Vec<O> {
    items.par_iter().with_max_len(items.len().div_ceil(PARTS).max(1)).map(step).collect()
}

/// Puts items in order on all processors. Equal ones may change places.
pub fn sort<I: Send>(items: &mut [I], order: impl Fn(&I, &I) -> Ordering + Sync) {
    items.par_sort_unstable_by(order);
}

/// Does all of `work` on the threads that the others are done on.
pub fn on_workers<O: Send>(work: impl FnOnce() -> O + Send) -> O {
    rayon::scope(|_| work())
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
