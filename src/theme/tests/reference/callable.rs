//! What templates can call and which words they have: each with an example that is rendered here.

use std::collections::BTreeMap;

use syn::Item;

use super::super::{load, render};
use super::tongue::Tongue;
use super::{code, structs, table};
use crate::config::Lang;
use crate::theme::{layers, samples};

/// An example of each filter and test.
const EXAMPLES: [(&str, &str); 7] = [
    ("fill", "{{ words.stories_count | fill(n=1234) }}"),
    ("number", "{{ -1234.5 | number }}"),
    ("nb", "{{ \"朝、「おはよう」が\" | nb }}"),
    ("tate", "{{ \"朝6時の「土手」\" | tate }}"),
    ("phrases", "{{ \"いつもの道に、いいねがある。\" | phrases | join(sep=\" / \") }}"),
    ("vertical", "{{ \"朝六時の土手で\" is vertical }}"),
    ("short_phrases", "{{ \"いつもの道に、いいねがある。\" is short_phrases }}"),
];

/// The filters and tests that the program registers.
pub(super) fn text(tongue: &Tongue) -> String {
    let file = structs::parse("src/theme/filters.rs");
    let comments: BTreeMap<String, String> = file
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Fn(function) => Some((function.sig.ident.to_string(), structs::comment(&function.attrs))),
            _ => None,
        })
        .collect();
    let mut text = format!("## {}\n\n", tongue.say("Filters and tests"));
    for (title, register) in [("filters", "register_filter"), ("tests", "register_test")] {
        let names = registered(register);
        let rows: Vec<[String; 4]> = names.iter().map(|name| row(name, &comments, tongue)).collect();
        let heads = ["name", "as in", "meaning", "gives"].map(|head| tongue.say(head));
        text += &format!("### {title}\n\n{}\n\n{}", tongue.say(lead(title)), table(heads, &rows));
    }
    text
}

fn lead(title: &str) -> &'static str {
    match title {
        "filters" => "Written after a bar, beside those of [tera](https://keats.github.io/tera/) itself.",
        _ => "Asked with `is`, as in `{% if card.title is vertical %}`, beside those of tera itself.",
    }
}

/// The names that `filters.rs` registers.
fn registered(register: &str) -> Vec<String> {
    let source = include_str!("../../filters.rs");
    let call = format!("tera.{register}(\"");
    let calls = source.split(&call).skip(1);
    calls.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
}

fn row(name: &str, comments: &BTreeMap<String, String>, tongue: &Tongue) -> [String; 4] {
    let meaning = comments.get(name).filter(|comment| !comment.is_empty());
    let meaning = meaning.unwrap_or_else(|| panic!("{name} needs a comment for those who write themes"));
    let example = EXAMPLES.iter().find(|(of, _)| *of == name).unwrap_or_else(|| panic!("{name} needs an example"));
    let (theme, notes) = load(&[("templates/404.html", example.1)]);
    assert!(notes.is_empty(), "{name}: {notes:?}");
    let given = render(&theme, Lang::FIRST, &samples::chrome(), &samples::not_found()).expect("rendered");
    [code(name), code(example.1), tongue.say(meaning), code(&given)]
}

/// The theme's own words.
pub(super) fn words(tongue: &Tongue) -> String {
    let [ja, en] = ["ja.toml", "en.toml"].map(words_of);
    let rows: Vec<[String; 3]> =
        ja.iter().map(|(key, word)| [code(key), shown(word), shown(&en[key.as_str()])]).collect();
    let lead = tongue.say("The theme's own words in the language of the page; `{…}` are holes for `fill`.");
    format!("### words\n\n{lead}\n\n{}", table([tongue.say("name"), "ja".to_owned(), "en".to_owned()], &rows))
}

fn words_of(file: &str) -> toml::Table {
    let files = layers::built_in("i18n");
    let (_, bytes) = files.iter().find(|(name, _)| name == file).expect("a word file");
    toml::from_str(std::str::from_utf8(bytes).expect("UTF-8")).expect("TOML")
}

fn shown(word: &toml::Value) -> String {
    match word {
        toml::Value::String(text) => text.clone(),
        forms => forms.to_string(),
    }
}
