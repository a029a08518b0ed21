//! The schemas that editors get: what the program accepts they accept, what it refuses they refuse, key by key.

mod files;
mod keys;
mod places;

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use hibi::data::Period;
use hibi::diag::Language;
use hibi::schema::{Of, schema};
use hibi::source::scan::scan;
use serde_json::Value as Json;

use crate::command::Place;
use crate::town::Town;
use files::{File, files, from_yaml, settings};

const EVERY: [Of; 7] = [Of::FrontMatter, Of::Story, Of::Page, Of::Site, Of::Data, Of::Voices, Of::All];
/// How the program calls them.
const NAMES: [&str; 6] = ["front-matter", "story", "page", "site", "data", "voices"];

fn validator(schema: &Json) -> jsonschema::Validator {
    jsonschema::draft202012::new(schema).unwrap_or_else(|error| panic!("{error}"))
}

/// Folders of this repository that are portals, each with its settings.
fn portals() -> Vec<(PathBuf, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = vec![root.to_path_buf(), root.join("benches/compare/hibi"), root.join("tests/golden/town")];
    for folder in ["tests/cities", "tests/browser", "tests/diagnostics"] {
        let inner =
            std::fs::read_dir(root.join(folder)).expect("a folder").map(|entry| entry.expect("an entry").path());
        found.extend(inner.filter(|path| path.join("content").is_dir() || path.join("site.toml").is_file()));
    }
    found.sort();
    let settings = |folder: &PathBuf| {
        let own = folder.join("site.toml");
        if own.is_file() { own } else { root.join("tests/diagnostics/default.toml") }
    };
    found.into_iter().map(|folder| (folder.clone(), settings(&folder))).collect()
}

/// What a schema has against a value.
fn complaints(schema: &Json, value: &Json) -> Vec<String> {
    told(&validator(schema), value)
}

fn told(validator: &jsonschema::Validator, value: &Json) -> Vec<String> {
    let told = |error: jsonschema::ValidationError<'_>| format!("{}: {error}", error.instance_path());
    validator.iter_errors(value).map(told).collect()
}

/// The schemas that judge a file: its own, and those that find out what it is.
fn judges(of: Of) -> Vec<Of> {
    let mut judges = vec![of, Of::All];
    judges.extend(matches!(of, Of::Story | Of::Page).then_some(Of::FrontMatter));
    judges
}

#[test]
fn every_schema_is_one() {
    for portal in [Town::new().tree(), scan(&portals()[0].0, &portals()[0].1).value] {
        let (config, _) = settings(&portal);
        for of in EVERY {
            for config in [config.as_ref(), None] {
                let schema = schema(of, config, Language::Ja);
                assert!(jsonschema::draft202012::meta::is_valid(&schema), "{of:?}");
                validator(&schema);
            }
        }
    }
}

#[test]
fn what_the_program_accepts_is_accepted() {
    let mut judged = 0;
    for (root, settings_file) in portals() {
        let tree = scan(&root, &settings_file).value;
        let (config, _) = settings(&tree);
        let config = config.as_ref();
        let every = EVERY.map(|of| (of, LazyCell::new(move || validator(&schema(of, config, Language::En)))));
        for file in files(&tree).iter().filter(|file| file.is_fine()) {
            let Some(value) = &file.value else { panic!("{} {}: unread", root.display(), file.path) };
            for (of, validator) in every.iter().filter(|(of, _)| judges(file.of).contains(of)) {
                let found = told(validator, value);
                assert!(found.is_empty(), "{} {} by {of:?}: {found:#?}", root.display(), file.path);
            }
            // Without settings, too, where they are not needed.
            if matches!(file.of, Of::Data | Of::Voices) {
                let found = complaints(&schema(file.of, None, Language::En), value);
                assert!(found.is_empty(), "{} {}: {found:#?}", root.display(), file.path);
            }
            judged += 1;
        }
    }
    assert!(judged > 300, "{judged}");
}

#[test]
fn a_portal_that_was_just_begun_is_accepted() {
    let place = Place::of(&Town::new());
    assert_eq!(place.hibi(&["init", "machi"]).status, Some(0));
    for new in [["new", "story", "題", "--root", "machi"], ["new", "page", "題", "--root", "machi"]] {
        assert_eq!(place.hibi(&new).status, Some(0));
    }
    let root = place.path("machi");
    let tree = scan(&root, &root.join("site.toml")).value;
    let (config, _) = settings(&tree);
    let files = files(&tree);
    assert_eq!(files.len(), 7);
    for File { path, of, value, .. } in files {
        let found = complaints(&schema(of, config.as_ref(), Language::Ja), &value.expect("a value"));
        assert!(found.is_empty(), "{path}: {found:#?}");
    }
}

/// What a schema can tell of a single value: its keys, its type, its words, its form.
const TOLD_BY_SCHEMAS: [&str; 15] = [
    "H012", "H013", "H014", "H015", "H017", "H018", "H019", "H040", "H041", "H045", "H046", "H050", "H057", "H100",
    "H101",
];

#[test]
fn what_the_program_refuses_for_its_form_is_refused() {
    let mut told = BTreeSet::new();
    for (root, settings_file) in portals() {
        let tree = scan(&root, &settings_file).value;
        let (config, _) = settings(&tree);
        for file in files(&tree) {
            let Some(value) = &file.value else { continue };
            let codes: Vec<&str> = file.codes().into_iter().filter(|code| TOLD_BY_SCHEMAS.contains(code)).collect();
            for of in judges(file.of).into_iter().filter(|_| !codes.is_empty()) {
                let found = complaints(&schema(of, config.as_ref(), Language::En), value);
                assert!(!found.is_empty(), "{} {} by {of:?}: {codes:?}", root.display(), file.path);
            }
            told.extend(codes);
        }
    }
    assert!(told.len() > 12, "{told:?}");
}

/// What the story's schema of a town with the default vocabularies has against front matter.
fn of_story(front: &str) -> Vec<String> {
    let (config, _) = settings(&Town::new().tree());
    let value = from_yaml(&crate::town::dedent(front)).expect("YAML");
    complaints(&schema(Of::Story, config.as_ref(), Language::En), &value)
}

#[test]
fn slips_of_authors_are_told() {
    let good = "
        title: 朝
        date: 2026-04-12
        segment: [inside, outside]
        stage: A";
    assert_eq!(of_story(good), [""; 0]);
    for (written, slip) in [
        ("stage: A", "stage: Z"),
        ("stage: A", "stage: [A, H]"),
        ("stage: A", "tags: [川]"),
        ("stage: A", "stage:"),
        ("[inside, outside]", "[inside, outsite]"),
        ("[inside, outside]", "[]"),
        ("[inside, outside]", "{ inside: true }"),
        ("title: 朝", "titel: 朝"),
        ("title: 朝", "title: \"　\""),
        ("title: 朝", "title: [朝]"),
        ("2026-04-12", "令和8年4月12日"),
        ("2026-04-12", "2026-13-12"),
        ("stage: A", "stage: A\n        draft: はい"),
        ("stage: A", "stage: A\n        image: asa.jpg"),
        ("stage: A", "stage: A\n        author: { nmae: 木村 }"),
        ("stage: A", "stage: A\n        image_focus: 左上"),
    ] {
        assert!(good.contains(written), "{written}");
        assert!(!of_story(&good.replace(written, slip)).is_empty(), "{slip}");
    }
}

#[test]
fn ids_may_be_written_in_any_case_and_width() {
    let front = |stage: &str| of_story(&format!("{{ title: 朝, segment: Ｉnside, stage: {stage} }}"));
    for stage in ["H", "h", "Ｈ", "ｈ", "' H '", "[h]"] {
        assert_eq!(front(stage), [""; 0], "{stage}");
    }
}

#[test]
fn a_town_has_its_own_vocabularies_in_its_own_words() {
    let town = Town::new().site(
        "
        [[vocabulary]]
        key = \"pillar\"
        label = \"推進の柱\"
        en = \"Pillar\"
        terms = [{ id = \"find\", label = \"見つける\", description = \"まちを歩く\", en = { label = \"Find\" } }]

        [languages.en]
        ",
    );
    let (config, _) = settings(&town.tree());
    let of = |language| schema(Of::Story, config.as_ref(), language)["properties"]["pillar"].clone();
    let (japanese, english) = (of(Language::Ja), of(Language::En));
    assert_eq!((&japanese["title"], &english["title"]), (&"推進の柱".into(), &"Pillar".into()));
    let term = &japanese["anyOf"][0];
    assert_eq!((&term["const"], &term["title"]), (&"find".into(), &"見つける".into()));
    assert_eq!(term["description"], "まちを歩く");
    let story = schema(Of::Story, config.as_ref(), Language::Ja);
    assert!(story["properties"].get("stage").is_none() && story["required"] == serde_json::json!(["title"]));
}

#[test]
fn periods_and_days_are_known_by_their_form() {
    let schema = schema(Of::Data, None, Language::Ja);
    let names = validator(&schema["$defs"]["period"]);
    let heads = [
        "2025",
        "２０２５",
        "FY2025",
        "fy 2025",
        "R7",
        "Ｒ７",
        "令和7",
        "令和元",
        "平成31",
        "h.31",
        "S64",
        "元",
        "25",
        "去",
    ];
    let pieces = [
        "",
        "年",
        "年度",
        "-Q3",
        "Q4",
        "第2四半期",
        "年度第1四半期",
        "H1",
        "年上半期",
        "下期",
        "前期",
        "-04",
        "年4月",
        "/12",
        "-04-01",
        "春",
    ];
    let mut known = 0;
    for text in heads.iter().flat_map(|head| pieces.iter().map(move |piece| format!("{head}{piece}"))) {
        if Period::read(&text).is_some() {
            assert!(names.is_valid(&text.as_str().into()), "{text}");
            known += 1;
        }
    }
    assert!(known > 120, "{known}");
    for wrong in ["去年", "25", "", "2025春", "令和", "X7", "20255", "合計"] {
        assert!(Period::read(wrong).is_none() && !names.is_valid(&wrong.into()), "{wrong}");
    }
    let days = validator(&schema["$defs"]["nps"]["properties"]["as_of"]);
    let zone = jiff::tz::TimeZone::UTC;
    for day in
        ["2026-04-12", "2026-04-12T09:00", "2026-04-12 09:00:00", "2026-04-12T09:00:00+09:00", "2026-04-12T00:00Z"]
    {
        assert!(hibi::date::parse(day, &zone).is_some() && days.is_valid(&day.into()), "{day}");
    }
    for wrong in ["2026/4/12", "12. 4. 2026", "2026-4-12", "R8.4.12", "2026-04-32", "2026-04-12x"] {
        assert!(hibi::date::parse(wrong, &zone).is_none() && !days.is_valid(&wrong.into()), "{wrong}");
    }
}

#[test]
fn the_program_prints_one_schema_or_all_the_same_each_time() {
    let place = Place::of(&Town::new());
    let all = place.hibi(&["schema"]);
    assert_eq!((all.status, all.err.as_str()), (Some(0), ""));
    let whole: Json = serde_json::from_str(&all.out).expect("JSON");
    assert_eq!(place.hibi(&["schema"]), all);
    for name in NAMES {
        let said = place.hibi(&["schema", name]);
        assert_eq!((said.status, said.err.as_str()), (Some(0), ""), "{name}");
        let schema: Json = serde_json::from_str(&said.out).expect("JSON");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        // Within the whole, without what only a file of its own needs.
        let inner = whole["$defs"][name].as_object().unwrap_or_else(|| panic!("{name}"));
        assert!(inner.iter().all(|(key, part)| schema[key] == *part), "{name}");
    }
    let english = place.hibi(&["schema", "site", "--lang", "en"]).out;
    assert!(english.contains("The site's name.") && !english.contains("サイトの名前。"), "{english}");
    assert_eq!(place.hibi(&["schema", "sites"]).status, Some(2));
}

#[test]
fn only_front_matter_needs_settings() {
    let none = Place::of(&Town::new().without("site.toml"));
    let broken = Place::of(&Town::new().site("titel = \"x\"\n"));
    for (place, code) in [(&none, "H010"), (&broken, "H013")] {
        for name in NAMES {
            let said = place.hibi(&["schema", name]);
            let is_fine = ["site", "data", "voices"].contains(&name);
            assert_eq!(said.status, Some(if is_fine { 0 } else { 2 }), "{name}: {}", said.err);
            assert!(said.out.is_empty() != is_fine && said.err.contains(code) != is_fine, "{name}: {}", said.err);
        }
        assert_eq!(place.hibi(&["schema"]).status, Some(2));
    }
    // Settings elsewhere.
    let place = Place::of(&Town::new());
    std::fs::rename(place.path("site.toml"), place.path("other.toml")).expect("another name");
    assert_eq!(place.hibi(&["schema", "story", "--config", "other.toml"]).status, Some(0));
}

#[test]
fn a_year_may_be_a_number_to_an_editor() {
    // Editors of YAML ask of the key `2025:` what JSON, which has texts for keys alone, would never ask.
    fn names<'s>(schema: &'s Json, found: &mut Vec<&'s Json>) {
        match schema {
            Json::Object(entries) => {
                let own = entries.get("propertyNames");
                found.extend(own.filter(|own| own.get("$ref").is_none()));
                entries.values().for_each(|inner| names(inner, found));
            }
            Json::Array(items) => items.iter().for_each(|inner| names(inner, found)),
            _ => {}
        }
    }
    let schema = schema(Of::All, None, Language::Ja);
    let mut found = Vec::new();
    names(&schema, &mut found);
    found.push(&schema["$defs"]["period"]);
    assert!(found.len() > 10, "{}", found.len());
    assert!(found.iter().all(|names| !names.to_string().contains("\"type\"")));
}
