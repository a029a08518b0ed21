//! What a build was made of, and for how long it holds: where both still fit there is nothing to build.

use std::ops::Range;

use jiff::Timestamp;

use crate::diag::Language;
use crate::output::Counts;

/// How its line in the list of written files begins.
const WORD: &str = "made-of";

/// A build without a problem, in few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// A hash of all that it was made of: the files, what was asked, the program itself.
    pub made_of: u64,
    /// The moments at which the same would be made of the same.
    pub holds: Range<Timestamp>,
    /// The language of messages.
    pub language: Language,
    /// What was counted.
    pub counts: Counts,
}

impl Receipt {
    /// Its line, which no line of a file begins like.
    pub(super) fn line(&self) -> String {
        let Self { made_of, holds: Range { start, end }, language, counts: Counts { stories, pages, files } } = self;
        let language = language.tag();
        format!("{WORD} {made_of:016x} {start} {end} {language} {stories} {pages} {files}")
    }

    /// Reads its line; `None` if it is another's.
    pub(super) fn read(line: &str) -> Option<Self> {
        let words: Vec<&str> = line.split(' ').collect();
        let [WORD, made_of, start, end, language, stories, pages, files] = words[..] else { return None };
        let counts = Counts { stories: stories.parse().ok()?, pages: pages.parse().ok()?, files: files.parse().ok()? };
        Some(Self {
            made_of: u64::from_str_radix(made_of, 16).ok()?,
            holds: start.parse().ok()?..end.parse().ok()?,
            language: Language::of_tag(language),
            counts,
        })
    }

    /// Whether a build of `made_of` at `now` would come to the same.
    pub(super) fn fits(&self, made_of: u64, now: Timestamp) -> bool {
        self.made_of == made_of && self.holds.contains(&now)
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, Language, Receipt};

    fn receipt() -> Receipt {
        let moment = |text: &str| text.parse().unwrap();
        Receipt {
            made_of: 0xab,
            holds: moment("2026-04-11T15:00:00Z")..moment("2026-04-12T15:00:00Z"),
            language: Language::En,
            counts: Counts { stories: 1, pages: 2, files: 3 },
        }
    }

    #[test]
    fn its_line_says_all_of_it() {
        let line = receipt().line();
        assert_eq!(line, "made-of 00000000000000ab 2026-04-11T15:00:00Z 2026-04-12T15:00:00Z en 1 2 3");
        assert_eq!(Receipt::read(&line), Some(receipt()));
        assert_eq!(Receipt::read("0123456789abcdef0123456789abcdef 12 made-of/index.html"), None);
    }

    #[test]
    fn it_fits_what_it_was_made_of_while_it_holds() {
        let fits = |made_of, now: &str| receipt().fits(made_of, now.parse().unwrap());
        assert!(fits(0xab, "2026-04-11T15:00:00Z") && fits(0xab, "2026-04-12T14:59:59.9Z"));
        assert!(!fits(0xab, "2026-04-12T15:00:00Z") && !fits(0xab, "2026-04-11T14:59:59.9Z"));
        assert!(!fits(0xac, "2026-04-12T00:00:00Z"));
    }
}
