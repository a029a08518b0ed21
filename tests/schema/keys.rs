//! Readers and schemas know the same keys. Each map of `full/`, a portal that uses every key there is, gets a key that
//! nobody knows; what the reader then says it would take must be what the schema takes there, and the other way round.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use hibi::config::Config;
use hibi::config::spelling::SPELLINGS;
use hibi::diag::{Arg, Code, Diagnostic, Language, Severity};
use hibi::schema::{Of, schema};
use hibi::source::scan::scan;
use hibi::source::{Source, SourcePath, Tree};
use serde_json::{Value as Json, json};

use super::complaints;
use super::files::{File, files, settings};
use super::places::{described, maps};

const UNKNOWN: &str = "zz-nobody-knows";

fn full() -> Tree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema/full");
    scan(&root, &root.join("site.toml")).value
}

/// What is noted on a file of the portal once it holds `value`.
fn notes_on(tree: &Tree, file: &File, value: &Json) -> Vec<Diagnostic> {
    let text = match file.of {
        Of::Site => toml::to_string(value).expect("TOML"),
        // JSON is YAML.
        Of::Story | Of::Page => format!("---\n{value}\n---\n"),
        _ => value.to_string(),
    };
    let mut alone = Tree::default();
    // What the file needs beside it.
    for beside in ["site.toml", "content/answers.csv", "content/moves.csv"].map(SourcePath::new) {
        alone.insert(beside.clone(), tree.get(&beside).expect("a file").clone());
    }
    alone.insert(SourcePath::new(&file.path), Source::from_text(text));
    let again = files(&alone).into_iter().find(|again| again.path == file.path);
    again.expect("the file").notes
}

/// The keys that a reader would have taken in place of the unknown one, if it says so.
fn known(notes: &[Diagnostic]) -> Option<BTreeSet<String>> {
    let is_ours = |note: &&Diagnostic| matches!(note.args.get("key"), Some(Arg::Text(key)) if key == UNKNOWN);
    let note = notes.iter().filter(|note| note.code == Code::UnknownKey).find(is_ours)?;
    match note.args.get("known") {
        Some(Arg::List(known)) => Some(known.iter().cloned().collect()),
        other => panic!("{other:?}"),
    }
}

/// The value with another key in the map at `path`.
fn with_unknown(value: &Json, path: &str) -> Json {
    let mut value = value.clone();
    value.pointer_mut(path).expect("a place")[UNKNOWN] = json!("x");
    value
}

/// The value with nothing but another key in the map at `path`.
fn with_unknown_alone(value: &Json, path: &str) -> Json {
    let mut value = value.clone();
    *value.pointer_mut(path).expect("a place") = json!({ UNKNOWN: "x" });
    value
}

/// A data file's indicator alone: reading all of them for each change takes its time.
fn alone(of: Of, value: &Json, path: &str) -> Json {
    match path.split('/').nth(1) {
        Some(id) if of == Of::Data => json!({ id: value[id] }),
        _ => value.clone(),
    }
}

/// What a reader knows where each part of a schema speaks, by the part's pointer; and whether it took any key there.
type Seen = BTreeMap<String, (BTreeSet<String>, bool)>;

/// Compares all maps of a file; adds to `seen` what readers know where each part of the schema speaks.
fn compare(tree: &Tree, file: &File, schema: &Json, seen: &mut Seen) -> Vec<String> {
    let mut wrong = Vec::new();
    let whole = file.value.as_ref().expect("a value");
    for place in maps(schema, whole) {
        let value = &alone(file.of, whole, &place.path);
        let at = format!("{}#{}", file.path, place.path);
        let told = known(&notes_on(tree, file, &with_unknown(value, &place.path)))
            .or_else(|| known(&notes_on(tree, file, &with_unknown_alone(value, &place.path))));
        let is_open = place.parts.iter().any(|part| part.takes(UNKNOWN));
        match &told {
            None if place.parts.is_empty() => {}
            None if !is_open => wrong.push(format!("{at}: the schema is closed, the reader takes any key")),
            Some(known) => {
                let lacking = known.iter().filter(|key| !place.parts.iter().any(|part| part.takes(key)));
                wrong.extend(lacking.map(|key| format!("{at}: the schema lacks `{key}`")));
            }
            None => {}
        }
        for part in place.parts {
            let (known, any) = seen.entry(part.pointer).or_default();
            known.extend(told.iter().flatten().cloned());
            *any |= told.is_none();
        }
    }
    wrong
}

fn check(of: Of, config: Option<&Config>, tree: &Tree) {
    let schema = schema(of, config, Language::En);
    let mut seen = Seen::new();
    let mut wrong = Vec::new();
    for file in files(tree).iter().filter(|file| file.of == of) {
        assert!(file.is_fine(), "{}: {:#?}", file.path, file.notes);
        let complaints = complaints(&schema, file.value.as_ref().expect("a value"));
        assert!(complaints.is_empty(), "{}: {complaints:#?}", file.path);
        wrong.extend(compare(tree, file, &schema, &mut seen));
    }
    for part in described(&schema) {
        match seen.get(&part.pointer) {
            None => wrong.push(format!("{}: no file of full/ has such a map", part.pointer)),
            Some((known, any)) => {
                let keys = part.keys().into_iter().filter(|key| !any && !known.contains(*key));
                wrong.extend(keys.map(|key| format!("{}: no reader asks for `{key}`", part.pointer)));
            }
        }
    }
    assert!(wrong.is_empty(), "{of:?}: {wrong:#?}");
}

#[test]
fn readers_and_schemas_know_the_same_keys() {
    let tree = full();
    let (config, _) = settings(&tree);
    for of in [Of::Story, Of::Page, Of::Site, Of::Data, Of::Voices] {
        check(of, config.as_ref(), &tree);
        if !of.needs_settings() {
            check(of, None, &tree);
        }
    }
}

#[test]
fn other_spellings_are_taken_and_not_proposed() {
    let tree = full();
    let (config, _) = settings(&tree);
    let schema = schema(Of::Story, config.as_ref(), Language::En);
    let every = files(&tree);
    let story = every.iter().find(|file| file.of == Of::Story).expect("a story");
    let deprecated = schema["properties"].as_object().unwrap().iter().filter(|(_, shape)| shape["deprecated"] == true);
    let deprecated: BTreeSet<&str> = deprecated.map(|(key, _)| key.as_str()).collect();
    let foreign: BTreeSet<&str> = SPELLINGS.iter().flat_map(|(_, others)| others.iter().copied()).collect();
    assert_eq!(deprecated, foreign);
    for (own, others) in SPELLINGS {
        for other in others {
            let mut value = story.value.clone().expect("a value");
            let written = value.as_object_mut().unwrap().remove(own).unwrap_or_else(|| panic!("{own} in full/"));
            value[*other] = written;
            assert_eq!(complaints(&schema, &value), [""; 0], "{other}");
            let notes = notes_on(&tree, story, &value);
            assert!(notes.iter().all(|note| note.code != Code::UnknownKey), "{other}: {notes:#?}");
        }
    }
}

/// What readers take though nothing comes of it, and a schema tells: keys, or parts of the way to them, with the values.
const OVERLOOKED: [(&str, &[&str]); 2] = [
    // A gap, as nothing is.
    ("/place/periods", &["{}"]),
    // Any word for a language.
    ("language", &["5", r#""x""#]),
];

fn is_overlooked(path: &str, key: &str, candidate: &str) -> bool {
    let is_at = |place: &str| key == place || place.starts_with('/') && path.ends_with(place);
    OVERLOOKED.iter().any(|(place, candidates)| is_at(place) && candidates.contains(&candidate))
}

#[test]
fn what_a_reader_takes_under_a_key_a_schema_takes() {
    let tree = full();
    let (config, _) = settings(&tree);
    let candidates = || [json!(5), json!("x"), json!([]), json!(["x"]), json!({}), json!({ "x": 1 }), json!(null)];
    let mut wrong = Vec::new();
    let mut taken = 0;
    for file in files(&tree) {
        let schema = schema(file.of, config.as_ref(), Language::En);
        let validator = super::validator(&schema);
        let whole = file.value.as_ref().expect("a value");
        for place in maps(&schema, whole) {
            // TOML has no null, and an indicator of nothing is none.
            let is_odd = |candidate: &Json| match file.of {
                Of::Site => candidate.is_null(),
                Of::Data => place.path.is_empty(),
                _ => false,
            };
            let value = alone(file.of, whole, &place.path);
            let map = value.pointer(&place.path).and_then(Json::as_object).expect("a map");
            for (key, candidate) in map.keys().flat_map(|key| candidates().map(|candidate| (key, candidate))) {
                let mut changed = value.clone();
                changed.pointer_mut(&place.path).expect("a map")[key] = candidate.clone();
                let is_error = |note: &Diagnostic| note.severity() == Severity::Error;
                if is_odd(&candidate) || notes_on(&tree, &file, &changed).iter().any(is_error) {
                    continue;
                }
                taken += 1;
                if validator.is_valid(&changed) == is_overlooked(&place.path, key, &candidate.to_string()) {
                    wrong.push(format!("{}#{}/{key}: {candidate}", file.path, place.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(taken > 500, "{taken}");
}
