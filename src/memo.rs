//! Keep, reuse, sweep: values of the last build, taken again where what they were made from has the same hash.

use std::hash::Hash;

use crate::hashed::Table;
use crate::par;

/// Values by key, each with the hash of what it was made from.
#[derive(Debug)]
pub struct Memo<K, V> {
    kept: Table<K, (u64, V)>,
    /// Whether nothing is kept, since there will be no other run.
    is_for_one_run: bool,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self { kept: Table::default(), is_for_one_run: false }
    }
}

impl<K, V> Memo<K, V> {
    /// One that keeps nothing of its run but begins with values that somebody else kept, each with its key and the hash
    /// of what it was made from.
    #[must_use]
    pub fn for_one_run(kept: impl IntoIterator<Item = (K, u64, V)>) -> Self
    where
        K: Hash + Eq,
    {
        Self { kept: kept.into_iter().map(|(key, hash, value)| (key, (hash, value))).collect(), is_for_one_run: true }
    }

    /// Whether nothing is kept of a run.
    #[must_use]
    pub fn is_for_one_run(&self) -> bool {
        self.is_for_one_run
    }
}

/// One value, with the hash of what it was made from.
#[derive(Debug)]
pub struct One<V> {
    kept: Option<(u64, V)>,
}

impl<V> Default for One<V> {
    fn default() -> Self {
        Self { kept: None }
    }
}

impl<V> One<V> {
    /// Whether nothing is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kept.is_none()
    }
}

impl<V: Clone> One<V> {
    /// The kept value, if it was made from something with this hash; else one made by `make`, which is kept.
    pub fn recall(&mut self, hash: u64, make: impl FnOnce() -> V) -> V {
        match &self.kept {
            Some((kept, value)) if *kept == hash => value.clone(),
            _ => {
                let value = make();
                self.kept = Some((hash, value.clone()));
                value
            }
        }
    }
}

/// One value of a run: its key, the hash of what it was made from, the value, and whether it was made anew.
#[derive(Debug)]
pub struct Made<K, V> {
    /// What it is the value of.
    pub key: K,
    /// The hash of what it was made from.
    pub hash: u64,
    /// The value.
    pub value: V,
    /// Whether it was made in this run.
    pub fresh: bool,
}

impl<K: Hash + Eq + Clone + Send + Sync, V: Clone + Send + Sync> Memo<K, V> {
    /// The kept value of `key`, if it was made from something with this hash; else one made by `make`.
    pub fn recall(&self, key: K, hash: u64, make: impl FnOnce() -> V) -> Made<K, V> {
        match self.kept.get(&key) {
            Some((kept, value)) if *kept == hash => Made { key, hash, value: value.clone(), fresh: false },
            _ => Made { key, hash, value: make(), fresh: true },
        }
    }

    /// The kept value of `key` with the hash of what it was made from.
    pub fn peek(&self, key: &K) -> Option<(u64, &V)> {
        self.kept.get(key).map(|(hash, value)| (*hash, value))
    }

    /// Runs `step` over `items` in parallel and keeps what it gave, and nothing else, for the next run.
    /// `step` looks up its value by `recall`. Values come in the order of the items.
    pub fn run<I: Sync>(
        &mut self,
        items: &[I],
        step: impl Fn(&Self, &I) -> Made<K, V> + Sync + Send,
    ) -> Vec<Made<K, V>> {
        let kept = &*self;
        let made = par::map(items, |item| step(kept, item));
        if !self.is_for_one_run {
            self.kept = made.iter().map(|one| (one.key.clone(), (one.hash, one.value.clone()))).collect();
        }
        made
    }
}

#[cfg(test)]
mod tests {
    use super::Memo;

    #[test]
    fn for_one_run_keeps_nothing_but_what_it_was_given() {
        let mut memo: Memo<&str, usize> = Memo::for_one_run([("b", 1, 2)]);
        for _ in 0..2 {
            let made = memo.run(&["a", "b"], |memo, key| memo.recall(*key, 1, || 1));
            assert!(made[0].fresh && memo.peek(&"a").is_none());
            assert!(!made[1].fresh && made[1].value == 2);
        }
    }

    #[test]
    fn makes_anew_only_what_changed_and_forgets_what_is_gone() {
        let mut memo: Memo<&str, usize> = Memo::default();
        let fresh = |memo: &mut Memo<_, _>, items: &[(&'static str, u64)]| -> Vec<bool> {
            let made = memo.run(items, |memo, (key, hash)| memo.recall(*key, *hash, || 1));
            made.iter().map(|one| one.fresh).collect()
        };
        assert_eq!(fresh(&mut memo, &[("a", 1), ("b", 1)]), [true, true]);
        assert_eq!(fresh(&mut memo, &[("a", 1), ("b", 2)]), [false, true]);
        assert_eq!(fresh(&mut memo, &[("a", 1)]), [false]);
        assert_eq!(fresh(&mut memo, &[("b", 2)]), [true]);
    }
}
