use super::sample::{TODAY, codes, config, dataset, file, numbers, only};
use super::{Rhythm, parse};
use crate::config::Lang;
use crate::diag::Language;
use crate::source::{Source, SourcePath, Tree};

const SERIES: &str = "
            kind: series
            periods: { 2025: 1 }";

#[test]
fn common_keys_are_required() {
    let notes = dataset("moves:\n  kind: series\n  periods: { 2025: 1 }\n").notes;
    let missing: Vec<String> = notes.iter().map(|note| format!("{:?}", note.args["key"])).collect();
    for key in ["title", "description", "source", "as_of"] {
        assert!(missing.iter().any(|found| found.contains(key)), "{key} in {missing:?}");
    }
    assert_eq!(notes.len(), 4);
}

#[test]
fn an_unknown_kind_or_key_is_named_with_the_nearest() {
    let checked = dataset(&file(&SERIES.replace("series", "seris")));
    assert_eq!(checked.notes.len(), 1);
    assert_eq!(checked.notes[0].code.number(), "H018");
    assert!(format!("{:?}", checked.notes[0].args["near"]).contains("series"));
    assert_eq!(checked.value.indicators.len(), 0);
    assert!(checked.value.faulty.contains("one"));
    assert_eq!(codes(&format!("{SERIES}\n            uint: 人")), ["H013"]);
}

#[test]
fn odd_shapes_are_named_and_never_panic() {
    for yaml in [
        "[1, 2]",
        "moves: 3\n",
        "moves: [1]\n",
        "moves:\n",
        "moves: { kind: series, periods: 5 }\n",
        "a: {kind: mgap}\n",
    ] {
        assert!(!dataset(yaml).notes.is_empty(), "{yaml}");
    }
    assert_eq!(dataset("").value.indicators.len(), 0);
    for kind in ["mgap", "nps", "series", "survey", "facts"] {
        for rest in [
            "",
            "periods: {}",
            "periods: { 2025: }",
            "periods: { 2025: [] }",
            "groups: { a: }",
            "items: [1]",
            "components: 5",
            "targets: 3",
        ] {
            let yaml = file(&format!("            kind: {kind}\n            {rest}"));
            let checked = dataset(&yaml);
            for indicator in &checked.value.indicators {
                let chart = crate::chart::draw(indicator, Lang::FIRST, &config());
                assert!(!chart.wide.contains("NaN"), "{yaml}");
            }
        }
    }
}

/// Indicators that give something a name, a remark among them.
fn named(name: &str) -> [String; 4] {
    [
        ("series", format!("breaks: {{ 2025: {name} }}"), "periods: { 2025: 3 }"),
        ("series", format!("series: {{ a: {name} }}"), "periods: { 2025: 3 }"),
        ("survey", format!("answers: {{ a: {name} }}"), "groups: { all: { label: 全体, a: 3 } }"),
        (
            "mgap",
            format!("components: {{ a: {name} }}"),
            "periods: { 2025: { population: 2, a: { low: 1, high: 2 } } }",
        ),
    ]
    .map(|(kind, names, rest)| format!("            kind: {kind}\n            {names}\n            {rest}"))
}

#[test]
fn a_name_left_open_is_missing() {
    for (name, code) in [("~", "H014"), ("", "H014"), ("{}", "H014"), ("[転入]", "H015")] {
        for yaml in named(name) {
            assert_eq!(codes(&yaml), [code], "{yaml}");
        }
    }
    // In quotes, a wave is a word as any other.
    for yaml in named("'~'") {
        assert_eq!(codes(&yaml), [""; 0], "{yaml}");
    }
}

#[test]
fn a_comma_inside_braces_is_explained() {
    let notes = dataset("a:\n  kind: series\n  title: A\n  description: A。\n  source: { title: 抽出3,000人） }\n  as_of: 2026-01-01\n  periods: { 2025: 1 }\n").notes;
    assert_eq!(notes.iter().map(|note| note.code.number()).collect::<Vec<_>>(), ["H031"]);
    assert!(notes[0].message(Language::Ja).contains("000人"));
}

#[test]
fn ids_and_repeats_are_checked() {
    assert_eq!(dataset(&file(SERIES).replace("one:", "Öne:")).notes[0].code.number(), "H041");
    assert_eq!(codes(&format!("{SERIES}\n            source: {{ title: x }}")).first(), Some(&"H016"));
    assert_eq!(codes(&SERIES.replace("{ 2025: 1 }", "{}")), ["H104"]);
    assert_eq!(codes(&SERIES.replace("{ 2025: 1 }", "{ 2025: ~ }")), [""; 0]);
}

#[test]
fn a_source_address_must_be_one() {
    let yaml = file(SERIES).replace("{ title: 調査 }", "{ title: 調査, url: \"javascript:alert(1)\" }");
    assert_eq!(dataset(&yaml).notes[0].code.number(), "H118");
}

#[test]
fn files_in_the_folder_are_merged() {
    let mut tree = Tree::default();
    for (name, id) in [("a", "one"), ("b", "two"), ("c", "one")] {
        let path = SourcePath::new(&format!("content/indicators/{name}.yaml"));
        tree.insert(path, Source::from_text(file(SERIES).replace("one:", &format!("{id}:"))));
    }
    let checked = parse(&tree, &config(), TODAY);
    assert_eq!(checked.value.ids().collect::<Vec<_>>(), ["one", "two"]);
    assert_eq!(checked.notes.len(), 1);
    assert_eq!(checked.notes[0].code.number(), "H016");
    assert_eq!(checked.notes[0].file, Some(SourcePath::new("content/indicators/c.yaml")));
}

#[test]
fn a_named_data_file_must_exist() {
    let mut config = config();
    assert_eq!(parse(&Tree::default(), &config, TODAY).notes, []);
    config.data = "data/figures.yaml".to_owned();
    assert_eq!(parse(&Tree::default(), &config, TODAY).notes[0].code.number(), "H100");
}

#[test]
fn words_stand_in_both_languages() {
    let yaml = file(&format!(
        "{SERIES}\n            unit: 人\n            update_every: year\n            en: {{ title: One, unit: people }}"
    ));
    let checked = dataset(&yaml);
    assert_eq!(checked.notes, []);
    let indicator = &checked.value.indicators[0];
    assert_eq!(indicator.about.title.get(Lang::nth(1)), "One");
    assert_eq!(indicator.about.description.get(Lang::nth(1)), "説明。");
    assert_eq!(indicator.update_every, Some(Rhythm::Years(1)));
    assert_eq!(indicator.due().map(|day| day.to_string()).as_deref(), Some("2027-03-31"));
    assert!(indicator.value("2025", Lang::FIRST).is_some_and(|value| value.agrees("1 people") && value.agrees("1人")));
}

#[test]
fn every_path_states_a_figure() {
    let indicator = only(super::mgap::tests::R7);
    let paths = indicator.paths(Lang::FIRST);
    assert!(paths.contains(&"2025.thank.score".to_owned()), "{paths:?}");
    for path in &paths {
        assert!(
            indicator.value(path, Lang::FIRST).is_some_and(|value| value.agrees(value.text(Language::Ja))),
            "{path}"
        );
    }
    assert_eq!(numbers(&indicator, "R7.thank"), "+848.7");
    assert_eq!(numbers(&indicator, "2024"), "none");
}

#[test]
fn a_comment_above_an_indicator_changes_nothing() {
    let (plain, moved) = (dataset(&file(SERIES)), dataset(&format!("# 注\n{}", file(SERIES))));
    assert_eq!(plain.value.indicators[0].hash_value(), moved.value.indicators[0].hash_value());
}

mod properties {
    use proptest::prelude::*;

    use super::super::Figure;
    use super::super::sample::{config, dataset, file};
    use crate::chart;
    use crate::config::Lang;
    use crate::table;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn counts_make_shares_and_a_score_within_range(counts in prop::collection::vec(0u64..10_000, 11)) {
            let checked = dataset(&file(&format!("            kind: nps\n            sampling: random\n            periods: {{ 2025: {{ counts: {counts:?} }} }}")));
            if counts.iter().sum::<u64>() == 0 {
                prop_assert_eq!(checked.notes.len(), 1);
                return Ok(());
            }
            prop_assert_eq!(&checked.notes, &[]);
            let Figure::Nps(nps) = &checked.value.indicators[0].figure else { panic!("an NPS was wanted") };
            let (_, answers) = nps.latest().unwrap();
            prop_assert_eq!((answers.low + answers.middle() + answers.high).round_dp(20), rust_decimal::Decimal::ONE_HUNDRED);
            prop_assert!(answers.score.abs() <= rust_decimal::Decimal::ONE_HUNDRED);
            prop_assert!((answers.score - (answers.high - answers.low)).abs() <= rust_decimal::Decimal::new(5, 1));
        }

        #[test]
        fn any_text_as_a_data_file_is_read_or_named(text in "[a-z0-9:{}\\[\\],. \n\"'~-]{0,200}") {
            let checked = dataset(&format!("one:\n  kind: series\n  {text}"));
            for indicator in &checked.value.indicators {
                let chart = chart::draw(indicator, Lang::FIRST, &config());
                prop_assert!(!chart.wide.contains("NaN") && !chart.wide.contains("inf"));
                let marked = table::csv(indicator, Lang::FIRST, &config()).starts_with('\u{FEFF}');
                prop_assert!(marked);
            }
        }
    }
}
