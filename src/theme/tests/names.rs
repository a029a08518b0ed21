//! Every dotted name in the default theme's templates is there in the sample views. A wrong last name inside
//! `{% if %}` is silently false in tera, so that no rendering would find it.

use std::collections::BTreeSet;

use serde_json::{Value, to_value};

use super::views::views;
use crate::theme::{layers, samples};

/// A template without its comments, which speak of names in words.
fn code(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.split("{#");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |code, part| code + part.split_once("#}").map_or("", |(_, rest)| rest))
}

/// The names that follow `root.` in a text, such as `head.title` for `page.head.title`.
fn names<'a>(text: &'a str, root: &str) -> BTreeSet<&'a str> {
    let part_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices(&format!("{root}.")) {
        if text[..at].chars().next_back().is_some_and(|before| part_of_name(before) || before == '"' || before == '/') {
            continue;
        }
        let tail = &text[at + root.len() + 1..];
        let end = tail.find(|c| !part_of_name(c)).unwrap_or(tail.len());
        found.insert(tail[..end].trim_end_matches('.'));
    }
    found
}

fn has(value: &Value, path: &str) -> bool {
    let mut at = value;
    for part in path.split('.') {
        match at.get(part) {
            Some(inner) => at = inner,
            None => return false,
        }
    }
    true
}

/// All maps anywhere below a value.
fn maps<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(fields) => {
            found.push(value);
            fields.values().for_each(|inner| maps(inner, found));
        }
        Value::Array(items) => items.iter().for_each(|inner| maps(inner, found)),
        _ => {}
    }
}

#[test]
fn every_name_in_a_template_is_there_in_the_views() {
    let site = to_value(samples::chrome()).expect("plain data");
    let (ja, views) = (words(), views());
    for (file, bytes) in layers::built_in("templates") {
        let text = code(bytes);
        for name in names(&text, "site") {
            assert!(has(&site, name), "{file}: site.{name}");
        }
        for name in names(&text, "words") {
            assert!(ja.contains(name), "{file}: words.{name}");
        }
        // A partial is seen with the views of several templates: the name must be there in one of them.
        let own: Vec<&Value> = views.iter().filter(|view| view.template == file).map(|view| &view.value).collect();
        let seen = if own.is_empty() { views.iter().map(|view| &view.value).collect() } else { own };
        for name in names(&text, "page") {
            assert!(seen.iter().any(|view| has(view, name)), "{file}: page.{name}");
        }
    }
}

/// Names of loop variables and of arguments: each must be found together on one kind of map.
#[test]
fn every_name_of_a_part_is_there_on_some_part() {
    let mut all = Vec::new();
    let views = views();
    let site = to_value(samples::chrome()).expect("plain data");
    for view in &views {
        maps(&view.value, &mut all);
    }
    maps(&site, &mut all);
    let roots = [
        "card",
        "term",
        "group",
        "person",
        "picture",
        "link",
        "file",
        "tile",
        "table",
        "entry",
        "filter",
        "pager",
        "cell",
        "row",
        "column",
        "contributor",
        "station",
        "related",
        "vocabulary",
        "child",
        "feed",
        "other",
        "language",
        "item",
        "tag",
        "chart",
    ];
    for (file, bytes) in layers::built_in("templates") {
        let text = code(bytes);
        for root in roots {
            for name in names(&text, root) {
                assert!(all.iter().any(|map| has(map, name)), "{file}: {root}.{name}");
            }
        }
    }
}

#[test]
fn no_word_is_left_over() {
    let texts: String = layers::built_in("templates").iter().map(|(_, bytes)| code(bytes)).collect();
    let used = names(&texts, "words");
    let unused: Vec<String> = words().into_iter().filter(|word| !used.contains(word.as_str())).collect();
    // Words that other rooms take through `Theme::word`.
    let elsewhere = [
        "alert_caution",
        "alert_important",
        "alert_note",
        "alert_tip",
        "alert_warning",
        "date_long",
        "date_short",
        "footnote_back",
        "footnotes",
        "table",
    ];
    assert_eq!(unused, elsewhere);
}

fn words() -> BTreeSet<String> {
    let files = layers::built_in("i18n");
    let (_, bytes) = files.iter().find(|(file, _)| file == "ja.toml").expect("the words");
    let table: toml::Table = toml::from_str(std::str::from_utf8(bytes).expect("UTF-8")).expect("TOML");
    table.into_iter().map(|(key, _)| key).collect()
}
