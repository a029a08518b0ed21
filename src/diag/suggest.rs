//! "Did you mean": the nearest known word to one that was typed.

use crate::text::fold;

/// The known word nearest to `typed`, if one is near enough to propose.
/// Width and case are ignored; a swap of two neighbours counts as one slip.
#[must_use]
pub fn nearest<'a, S: AsRef<str> + ?Sized + 'a>(
    typed: &str,
    known: impl IntoIterator<Item = &'a S>,
) -> Option<&'a str> {
    let typed = fold(typed);
    let slips_allowed = (typed.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|word| (strsim::osa_distance(&typed, &fold(word.as_ref())), word.as_ref()))
        .filter(|(slips, word)| *slips <= slips_allowed && *slips < word.chars().count())
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, word)| word)
}

/// Known words, the likest to `typed` first, at most `most` of them.
#[must_use]
pub fn likest<'a>(typed: &str, known: &'a [String], most: usize) -> Vec<&'a str> {
    let typed = fold(typed);
    let mut words: Vec<(usize, &str)> =
        known.iter().map(|word| (strsim::osa_distance(&typed, &fold(word)), word.as_str())).collect();
    words.sort_by_key(|(slips, _)| *slips);
    words.into_iter().take(most).map(|(_, word)| word).collect()
}

#[cfg(test)]
mod tests {
    use super::{likest, nearest};

    #[test]
    fn proposes_a_word_that_is_a_slip_away() {
        let known = ["title", "date", "stage"];
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("ｓｔａｇｅ", known), Some("stage"));
        assert_eq!(nearest("Date", known), Some("date"));
    }

    #[test]
    fn lists_the_likest_first() {
        let known = ["2024.in", "2024.out", "2025.in", "2025.out"].map(str::to_owned);
        assert_eq!(likest("2025.inn", &known, 2), ["2025.in", "2024.in"]);
    }

    #[test]
    fn proposes_nothing_for_a_different_word() {
        assert_eq!(nearest("photo", ["title", "date"]), None);
        assert_eq!(nearest("Z", ["H", "E"]), None);
    }
}
