//! The words of the diagnostics: one TOML file a language, filled in with a diagnostic's values.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{Arg, Code, Diagnostic, Language};

/// The words of one code in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    title: String,
    message: String,
    hint: Option<String>,
    /// Used instead of `hint` when the nearest known word was found.
    hint_near: Option<String>,
    explain: String,
    /// By the name of a value: how to say it. See `Sayings`.
    #[serde(default, rename = "words")]
    sayings: BTreeMap<String, Sayings>,
}

/// How to say a value that was made for machines, by the value itself, by `part*` of it, or by `*` for any other.
type Sayings = BTreeMap<String, String>;

/// More values than these make a hint that nobody reads.
const LONGEST_LIST: usize = 12;

type Catalogue = BTreeMap<String, Words>;

// Read once and never changed: the texts are part of the program.
static JA: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("texts/ja.toml")));
static EN: LazyLock<Catalogue> = LazyLock::new(|| read(include_str!("texts/en.toml")));

fn read(text: &str) -> Catalogue {
    toml::from_str(text).expect("the built-in texts are valid TOML, which a test reads")
}

fn words(code: Code, language: Language) -> &'static Words {
    let catalogue = match language {
        Language::Ja => &JA,
        Language::En => &EN,
    };
    catalogue.get(code.number()).expect("each code has its words, which a test checks")
}

/// The long form of a code, for `hibi explain`.
#[derive(Clone, Copy, Debug)]
pub struct Explanation {
    /// A few words that name the problem.
    pub title: &'static str,
    /// What it means and how to mend it, with an example.
    pub text: &'static str,
}

/// The long form of `code` in `language`.
#[must_use]
pub fn explain(code: Code, language: Language) -> Explanation {
    let words = words(code, language);
    Explanation { title: &words.title, text: &words.explain }
}

pub(super) fn message(note: &Diagnostic, language: Language) -> String {
    let words = words(note.code, language);
    fill(&words.message, note, words, language)
}

pub(super) fn hint(note: &Diagnostic, language: Language) -> Option<String> {
    let words = words(note.code, language);
    let near = words.hint_near.as_ref().filter(|_| note.args.contains_key("near"));
    near.or(words.hint.as_ref()).map(|text| fill(text, note, words, language))
}

/// Puts values into `{name}`, each in the language's words for it where there are some.
fn fill(text: &str, note: &Diagnostic, words: &Words, language: Language) -> String {
    replace(text, |name| {
        let value = plain(note.args.get(name)?, language);
        let saying = words.sayings.get(name).and_then(|sayings| say(sayings, &value));
        Some(match saying {
            Some(saying) => replace(saying, |name| Some(plain(note.args.get(name)?, language))),
            None => value,
        })
    })
}

/// The words for a value: its own, else those of the longest part that it contains, else those for any.
fn say<'w>(sayings: &'w Sayings, value: &str) -> Option<&'w str> {
    let part = |key: &str| key.strip_suffix('*').is_some_and(|part| !part.is_empty() && value.contains(part));
    let longest = || sayings.iter().filter(|(key, _)| part(key)).max_by_key(|(key, _)| key.len()).map(|(_, text)| text);
    sayings.get(value).or_else(longest).or_else(|| sayings.get("*")).map(String::as_str)
}

fn plain(value: &Arg, language: Language) -> String {
    match value {
        Arg::Text(text) => text.clone(),
        Arg::List(values) if values.len() > LONGEST_LIST => {
            let shown = values[..LONGEST_LIST].join(separator(language));
            match language {
                Language::Ja => format!("{shown} ほか"),
                Language::En => format!("{shown} and others"),
            }
        }
        Arg::List(values) => values.join(separator(language)),
    }
}

/// Replaces each `{name}` that `value` knows; others stay as they are, so that a slip shows.
fn replace(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        if let Some((value, tail)) = after.split_once('}').and_then(|(name, tail)| Some((value(name)?, tail))) {
            filled.push_str(&value);
            rest = tail;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

fn separator(language: Language) -> &'static str {
    match language {
        Language::Ja => "、",
        Language::En => ", ",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Code, EN, JA, Sayings, Words, say};

    fn holes(text: &str) -> BTreeSet<&str> {
        let names = text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0));
        names.filter(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')).collect()
    }

    #[test]
    fn each_code_has_words_in_both_languages_and_no_words_are_left_over() {
        let numbers: BTreeSet<&str> = Code::ALL.iter().map(|code| code.number()).collect();
        assert_eq!(numbers.len(), Code::ALL.len(), "a number is used twice");
        for catalogue in [&JA, &EN] {
            let written: BTreeSet<&str> = catalogue.keys().map(String::as_str).collect();
            assert_eq!(numbers, written);
        }
    }

    #[test]
    fn both_languages_name_the_same_values() {
        for code in Code::ALL {
            let (ja, en): (&Words, &Words) = (&JA[code.number()], &EN[code.number()]);
            assert_eq!(holes(&ja.message), holes(&en.message), "{code:?}");
            let both = |words: &Words| (words.hint.is_some(), words.hint_near.is_some());
            assert_eq!(both(ja), both(en), "{code:?}");
            for (ja, en) in [(&ja.hint, &en.hint), (&ja.hint_near, &en.hint_near)] {
                let both = [ja, en].map(|hint| holes(hint.as_deref().unwrap_or_default()));
                assert_eq!(both[0], both[1], "{code:?}");
            }
        }
    }

    #[test]
    fn both_languages_have_words_for_the_same_values() {
        for code in Code::ALL {
            let (ja, en): (&Words, &Words) = (&JA[code.number()], &EN[code.number()]);
            let names = |words: &Words| words.sayings.keys().cloned().collect::<Vec<_>>();
            assert_eq!(names(ja), names(en), "{code:?}");
            for (name, sayings) in &ja.sayings {
                let keys = |sayings: &Sayings| sayings.keys().cloned().collect::<Vec<_>>();
                let (ja, en) = (keys(sayings), keys(&en.sayings[name]));
                // A language that takes all values as they are has no need of a list.
                assert!(ja == en || ja == ["*"] || en == ["*"], "{code:?} {name}: {ja:?} {en:?}");
            }
        }
    }

    #[test]
    fn a_value_is_said_by_its_own_words_or_by_those_for_a_part_of_it() {
        let sayings: Sayings = [("link", "L"), ("full*", "F"), ("is full*", "longer"), ("*", "other")]
            .map(|(key, text)| (key.to_owned(), text.to_owned()))
            .into();
        let said = ["link", "a link", "full", "it is full"].map(|value| say(&sayings, value));
        assert_eq!(said, ["L", "other", "F", "longer"].map(Some));
    }
}
