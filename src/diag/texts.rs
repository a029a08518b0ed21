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
}

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
    fill(&words(note.code, language).message, &note.args, language)
}

pub(super) fn hint(note: &Diagnostic, language: Language) -> Option<String> {
    let words = words(note.code, language);
    let near = words.hint_near.as_ref().filter(|_| note.args.contains_key("near"));
    near.or(words.hint.as_ref()).map(|text| fill(text, &note.args, language))
}

/// Puts values into `{name}`; a name without a value stays as it is, so that a slip shows.
fn fill(text: &str, args: &BTreeMap<&'static str, Arg>, language: Language) -> String {
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        match args.get(name) {
            Some(Arg::Text(value)) => filled.push_str(value),
            Some(Arg::List(values)) => filled.push_str(&values.join(separator(language))),
            None => {
                filled.push('{');
                filled.push_str(name);
                filled.push('}');
            }
        }
        rest = tail;
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

    use super::{Code, EN, JA, Words};

    fn holes(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
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
        }
    }
}
