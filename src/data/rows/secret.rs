//! Keeps the answers of a few people from being computed out of the figures that are shown.
//!
//! Whoever knows how many answered in the whole town and in all quarters but one knows the answers of that one. So what
//! is left of a shown group without the shown groups inside it must be nobody, or enough people; else the smallest of
//! those inside is withheld as well.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::SourcePath;

/// Which answers are meant: a question, put to the people of whom something holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) file: SourcePath,
    pub(super) column: usize,
    /// By column, one of which words a row must have.
    pub(super) conditions: BTreeMap<usize, BTreeSet<String>>,
}

/// Answers that some figure is made of.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    people: People,
    count: u64,
    least: u64,
    few: bool,
}

impl Asked {
    pub(super) fn new(rows: impl Iterator<Item = usize>, least: u64, few: bool) -> Self {
        let people = People::of(rows);
        Self { count: people.count(), people, least, few }
    }

    /// The same answers asked for once more: shown if one of the two is.
    pub(super) fn join(&mut self, other: &Self) {
        self.least = self.least.max(other.least);
        self.few &= other.few;
    }
}

/// A set of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct People(Vec<u64>);

impl People {
    fn of(rows: impl Iterator<Item = usize>) -> Self {
        let mut people = Self::default();
        for row in rows {
            let word = row / 64;
            if people.0.len() <= word {
                people.0.resize(word + 1, 0);
            }
            people.0[word] |= 1 << (row % 64);
        }
        people
    }

    fn count(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    fn is_within(&self, other: &Self) -> bool {
        self.0.iter().enumerate().all(|(at, word)| word & !other.0.get(at).copied().unwrap_or(0) == 0)
    }

    fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(word, other)| word & other != 0)
    }

    fn add(&mut self, other: &Self) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word |= other;
        }
    }
}

type Group<'a> = (&'a Key, &'a Asked);

/// The answers that must be withheld though they are enough.
pub(super) fn telling(asked: &BTreeMap<Key, Asked>) -> BTreeSet<Key> {
    let mut questions: BTreeMap<(&SourcePath, usize), Vec<Group<'_>>> = BTreeMap::new();
    for group in asked.iter().filter(|(_, asked)| !asked.few) {
        questions.entry((&group.0.file, group.0.column)).or_default().push(group);
    }
    let mut hidden = BTreeSet::new();
    for mut shown in questions.into_values() {
        while let Some(one) = shown.iter().find_map(|whole| told_by(*whole, &shown)) {
            shown.retain(|(key, _)| *key != one);
            hidden.insert(one.clone());
        }
    }
    hidden
}

/// The group to withhold, if what is left of `whole` without shown groups would be too few people.
fn told_by<'a>((_, whole): Group<'a>, shown: &[Group<'a>]) -> Option<&'a Key> {
    let all = whole.count;
    let mut inside: Vec<Group<'a>> =
        shown.iter().copied().filter(|(_, part)| part.count < all && part.people.is_within(&whole.people)).collect();
    inside.sort_by_key(|(key, part)| (part.count, *key));
    let mut families: BTreeMap<Vec<usize>, Vec<Group<'a>>> = BTreeMap::new();
    for group in &inside {
        families.entry(group.0.conditions.keys().copied().collect()).or_default().push(*group);
    }
    let of_one_split = families.into_values().map(|family| disjoint(family.into_iter()));
    let alone = inside.iter().map(|group| vec![*group]);
    // Splits may also be told apart by different columns: the largest groups first, as long as they don't overlap.
    let mixed = disjoint(inside.iter().rev().copied());
    let families = alone.chain(of_one_split).chain([mixed]).filter(|family| !family.is_empty());
    let too_few = |family: &Vec<Group<'a>>| {
        let least = family.iter().map(|(_, part)| part.least).max().unwrap_or(0).max(whole.least);
        let rest = all - family.iter().map(|(_, part)| part.count).sum::<u64>();
        rest > 0 && rest < least
    };
    let smallest = |family: Vec<Group<'a>>| family.into_iter().min_by_key(|(key, part)| (part.count, *key));
    families.filter(too_few).find_map(smallest).map(|(key, _)| key)
}

/// The groups in their order, without those that share people with earlier ones.
fn disjoint<'a>(groups: impl Iterator<Item = Group<'a>>) -> Vec<Group<'a>> {
    let mut taken = People::default();
    let mut family = Vec::new();
    for group in groups {
        if !group.1.people.meets(&taken) {
            taken.add(&group.1.people);
            family.push(group);
        }
    }
    family
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::{Asked, Key, telling};
    use crate::source::SourcePath;

    /// Groups by column and value: which rows they have.
    fn asked(groups: &[(usize, &str, std::ops::Range<usize>)]) -> BTreeMap<Key, Asked> {
        let key = |column: usize, word: &str| {
            let conditions = if word == "all" { BTreeMap::new() } else { [(column, [word.to_owned()].into())].into() };
            Key { file: SourcePath::new("content/a.csv"), column: 0, conditions }
        };
        let ask = |rows: &std::ops::Range<usize>| Asked::new(rows.clone(), 10, rows.len() < 10);
        groups.iter().map(|(column, word, rows)| (key(*column, word), ask(rows))).collect()
    }

    fn hidden(groups: &[(usize, &str, std::ops::Range<usize>)]) -> Vec<String> {
        let words = |key: Key| key.conditions.into_values().flatten().collect::<Vec<_>>().concat();
        telling(&asked(groups)).into_iter().map(words).collect()
    }

    #[test]
    fn one_small_group_beside_the_whole_takes_the_next_smallest_with_it() {
        let quarters = [(1, "all", 0..100), (1, "川", 0..60), (1, "山", 60..96), (1, "里", 96..100)];
        assert_eq!(hidden(&quarters), ["山"]);
        assert_eq!(hidden(&quarters[1..]), [""; 0], "without the whole there is nothing to subtract from");
    }

    #[test]
    fn two_small_groups_hide_each_other_if_together_they_are_enough() {
        let groups = |end| [(1, "all", 0..end), (1, "川", 0..60), (1, "山", 60..66), (1, "里", 66..end)];
        assert_eq!(hidden(&groups(75)), [""; 0]);
        assert_eq!(hidden(&groups(69)), ["川"]);
    }

    #[test]
    fn a_group_that_is_nearly_the_whole_tells_of_the_rest() {
        assert_eq!(hidden(&[(1, "all", 0..100), (1, "市内", 0..97)]), ["市内"]);
        assert_eq!(hidden(&[(1, "all", 0..100), (1, "市内", 0..90)]), [""; 0]);
        assert_eq!(hidden(&[(1, "all", 0..100), (1, "市内", 0..50), (2, "若い", 50..95)]), ["若い"]);
    }

    proptest! {
        #[test]
        fn what_is_left_is_nobody_or_enough(ends in prop::collection::vec(1usize..120, 1..8)) {
            let mut ends: Vec<usize> = ends.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
            ends.insert(0, 0);
            let all = ends[ends.len() - 1];
            let names: Vec<String> = (1..ends.len()).map(|at| format!("g{at}")).collect();
            let mut groups = vec![(1, "all", 0..all)];
            groups.extend(names.iter().enumerate().map(|(at, name)| (1, name.as_str(), ends[at]..ends[at + 1])));
            let hidden = hidden(&groups);
            let shown = groups[1..].iter().filter(|(_, name, rows)| rows.len() >= 10 && !hidden.contains(&(*name).to_owned()));
            let left = all - shown.map(|(_, _, rows)| rows.len()).sum::<usize>();
            prop_assert!(all < 10 || left == 0 || left >= 10, "{left} of {groups:?} without {hidden:?}");
        }
    }
}
