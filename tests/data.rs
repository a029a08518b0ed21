//! Figures: from the data file to pages, downloads and texts, exact to the last digit.

use serde_json::Value as Json;

use crate::html;
use crate::town::Town;

/// 西東京市, R7, as its policy prints it.
const R7: &str = "
    mgap:
      kind: mgap
      title: 西東京市版 mGAP
      description: 推奨・参加・感謝の意欲量と、その合計。
      source: { title: 令和7年度 市民意識調査ほか }
      as_of: 2026-03-31
      sampling: mixed
      population_unit: 万人
      components:
        recommend:   { label: 推奨意欲量 }
        participate: { label: 参加意欲量 }
        thank:       { label: 感謝意欲量 }
      periods:
        2025:
          population: 20.7
          recommend:   { low: 38, high: 30 }
          participate: { low: 67, high: 14 }
          thank:       { low: 19, high: 61, score: 41 }
      targets: { 2029: 0 }
    ";

/// A town with this data and a text; the words of the text's page.
fn says(data: &str, text: &str) -> String {
    let portal = Town::new().data(data).story("asa", "", text).build().is_fine();
    html::words(&portal.page("/stories/asa/"))
}

#[test]
fn the_printed_table_comes_out_to_the_digit() {
    let text = "[](value:mgap.2025.recommend)、[](value:mgap.2025.participate)、[](value:mgap.2025.thank)、[](value:mgap.2025)";
    assert!(says(R7, text).contains("−165.6、−1,097.1、+848.7、−414"), "{}", says(R7, text));
    let portal = Town::new().data(R7).build().is_fine();
    for file in ["/indicators/mgap/", "/indicators/mgap.csv", "/indicators/mgap.json"] {
        let file = portal.page(file);
        for figure in ["165.6", "097.1", "848.7", "414"] {
            assert!(file.contains(figure), "{figure}");
        }
        assert!(!file.contains("59999") && !file.contains("00001"), "arithmetic is decimal");
    }
}

#[test]
fn the_same_table_from_the_answers_themselves() {
    // 1,000 answers each: 380 low and 300 high, 670 and 140, 194 and 606.
    let counted = R7
        .replace("{ low: 38, high: 30 }", "{ counts: [80, 50, 50, 50, 50, 100, 160, 160, 150, 50, 100] }")
        .replace("{ low: 67, high: 14 }", "{ counts: [200, 90, 90, 90, 100, 100, 100, 90, 70, 40, 30] }")
        .replace("{ low: 19, high: 61, score: 41 }", "{ counts: [50, 20, 20, 24, 30, 50, 100, 100, 306, 100, 200] }");
    let text = "[−165.6](value:mgap.2025.recommend)、[−1097.1](value:mgap.2025.participate)、[848.7](value:mgap.2025.thank)、[−414](value:mgap.2025)";
    assert!(says(&counted, text).contains("−165.6、−1097.1、848.7、−414"));
}

#[test]
fn classic_bands_are_0_to_6_and_9_to_10() {
    let nps = "
        nps:
          kind: nps
          title: すすめたい気持ち
          description: NPS。
          source: { title: 調査 }
          as_of: 2025-09-30
          periods:
            2025: { counts: [28, 17, 33, 52, 68, 247, 178, 196, 209, 82, 94], n: 1204 }
        ";
    // (82 + 94 − 623) / 1204 = −37.1 %
    assert!(says(nps, "[−37](value:nps.2025)点").contains("−37点"));
}

#[test]
fn an_empty_text_is_filled_and_another_must_agree() {
    assert!(says(R7, "2025年は [](value:mgap.2025) でした。").contains("2025年は −414 でした。"));
    for agrees in ["−414", "-414", "▲414", "－４１４", "−414.0"] {
        assert!(says(R7, &format!("[{agrees}](value:mgap.2025)")).contains(agrees));
    }
    for disagrees in ["414", "−413", "−4140", "約400", "−414人"] {
        let portal = Town::new().data(R7).story("asa", "", &format!("[{disagrees}](value:mgap.2025)")).build();
        assert_eq!(portal.codes(), ["H082"], "{disagrees}");
    }
}

#[test]
fn machines_read_the_same_figure() {
    let portal = Town::new().data(R7).story("asa", "", "[▲414](value:mgap.2025)").build();
    assert!(portal.page("/stories/asa/").contains("<data value=\"-414\">▲414</data>"));
}

#[test]
fn what_the_data_does_not_say_cannot_be_stated() {
    let code = |text: &str| Town::new().data(R7).story("asa", "", text).build().codes();
    assert_eq!(code("[](value:mgpa.2025)"), ["H058"]);
    assert_eq!(code("[](value:mgap.2024)"), ["H081"]);
    assert_eq!(code("[](value:mgap)"), ["H081"]);
    assert_eq!(code("[](value:mgap.2025.thanks)"), ["H081"]);
    assert_eq!(code("![合計](chart:mgpa)"), ["H058"]);
    assert_eq!(code("![](chart:mgap)"), ["H080"]);
    let named = Town::new().data(R7).story("asa", "indicators: [mgpa]", "").build();
    assert_eq!(named.codes(), ["H058"]);
}

#[test]
fn a_figure_with_a_mistake_is_told_once() {
    let wrong = R7.replace("score: 41", "score: 44");
    let portal = Town::new().data(&wrong).story("asa", "", "[](value:mgap.2025) ![合計](chart:mgap)").build();
    assert_eq!(portal.codes(), ["H110"]);
}

#[test]
fn a_chart_stands_in_the_text_with_table_source_and_date() {
    let portal = Town::new()
        .data(R7)
        .story("asa", "", "![三つの意欲量の合計。2025年は−414](chart:mgap \"西東京市版\")")
        .build()
        .is_fine();
    let page = portal.page("/stories/asa/");
    html::assert_nested(&html::read(&page));
    assert!(page.contains("三つの意欲量の合計。2025年は−414"), "its alternative text");
    assert!(page.contains("/indicators/mgap/") && page.contains("令和7年度 市民意識調査ほか"));
    let words = html::words(&page);
    assert!(words.contains("2026年3月31日"), "the day of the figures");
}

#[test]
fn an_indicator_names_the_stories_that_cite_it() {
    let portal = Town::new()
        .data(R7)
        .story("asa", "title: 朝の話", "[](value:mgap.2025)")
        .story("hiru", "title: 昼の話\nindicators: mgap", "")
        .story("yoru", "title: 夜の話", "")
        .build()
        .is_fine();
    let page = html::words(&portal.page("/indicators/mgap/"));
    assert!(page.contains("朝の話") && page.contains("昼の話") && !page.contains("夜の話"));
    assert!(portal.page("/stories/hiru/").contains("/indicators/mgap/"));
}

#[test]
fn downloads_can_be_read_by_programs() {
    let portal = Town::new().data(R7).build().is_fine();
    let csv = portal.page("/indicators/mgap.csv");
    assert!(csv.starts_with('\u{FEFF}'), "Excel wants a mark");
    let mut rows = csv::Reader::from_reader(csv.trim_start_matches('\u{FEFF}').as_bytes());
    assert!(rows.records().all(|row| row.is_ok()) && !csv.contains('−'), "minus is -");
    let json: Json = serde_json::from_str(&portal.page("/indicators/mgap.json")).expect("JSON");
    assert!(json.is_object());
    assert!(
        portal.page("/indicators/mgap.svg").starts_with("<svg")
            || portal.page("/indicators/mgap.svg").starts_with("<?xml")
    );
}

#[test]
fn data_may_lie_in_several_files() {
    let portal = Town::new()
        .file("content/indicators/a.yaml", R7)
        .file("content/indicators/b.yaml", &R7.replace("mgap:\n      kind", "other:\n      kind"))
        .build()
        .is_fine();
    assert!(portal.has("indicators/mgap/index.html") && portal.has("indicators/other/index.html"));
    let twice = Town::new().file("content/indicators/a.yaml", R7).file("content/indicators/b.yaml", R7).build();
    assert_eq!(twice.codes(), ["H016"]);
}

#[test]
fn no_figure_is_ever_guessed() {
    let series = |value: &str| {
        format!(
            "s:\n  kind: series\n  title: t\n  description: d\n  source: {{ title: q }}\n  as_of: 2025-01-01\n  periods:\n    2024: 1\n    2025: {value}\n"
        )
    };
    for bad in [".nan", ".inf", "不明", "1e400", "[1]", "true", "1 2"] {
        let portal = Town::new().data(&series(bad)).build();
        assert_eq!(portal.errors().len(), 1, "{bad}: {}", portal.told());
    }
    for (empty, ()) in [("~", ()), ("", ())] {
        let portal = Town::new().data(&series(empty)).build().is_fine();
        for (path, text) in portal.texts() {
            assert!(!text.contains("NaN") && !text.contains("Infinity"), "{path}");
        }
    }
}

/// The figures of a kind that the manual lists, each stated in a text and filled in.
fn states(lines: &str, paths: &[(&str, &str)]) {
    let data =
        format!("it:\n  title: 題\n  description: 説明。\n  source: {{ title: 調査 }}\n  as_of: 2026-03-31\n{lines}");
    let text: Vec<String> = paths.iter().map(|(path, _)| format!("[](value:it.{path})")).collect();
    let told = says(&data, &format!("値は{}。", text.join("、")));
    let expected: Vec<&str> = paths.iter().map(|(_, figure)| *figure).collect();
    assert!(told.contains(&format!("値は{}。", expected.join("、"))), "{told}");
}

#[test]
fn each_kind_states_all_that_the_manual_lists() {
    states(
        "  kind: ranking\n  of: 1000\n  series: { charm: 魅力度 , known: 認知度 }\n  periods:\n    \
         2024: { charm: { rank: 535, score: 6.7 } }\n    2025: { charm: { rank: 526, score: 7.4 }, known: 354 }\n  \
         targets: { 2025: { charm: 500 } }\n",
        &[
            ("2025.charm", "526"),
            ("2025.charm.rank", "526"),
            ("2025.charm.score", "7.4"),
            ("2025.charm.change", "−9"),
            ("2025.charm.target", "500"),
            ("2025.charm.result", "未達成"),
            ("of", "1,000"),
        ],
    );
    states(
        "  kind: diffusion\n  periods: { 2024: { better: 40, worse: 30 }, R7: { better: 45, worse: 30, n: 500 } }\n",
        &[("2025", "+15"), ("2025.unchanged", "25"), ("令和7年.change", "+5"), ("2025.n", "500")],
    );
    states(
        "  kind: scatter\n  items: { bus: { label: バス, x: 2.6, y: 4.4 }, park: { label: 公園, x: 3.6, y: 4.0 } }\n",
        &[("bus.x", "2.6"), ("bus.y", "4.4"), ("mean.x", "3.1"), ("mean.y", "4.2")],
    );
    states(
        "  kind: survey\n  answers: { attached: ある, detached: ない }\n  groups: { all: { label: 全体, attached: 72.5, \
         detached: 12.1, n: 1204 } }\n",
        &[("all.attached", "72.5"), ("all.remainder", "15.4"), ("all.n", "1,204")],
    );
}

#[test]
fn a_wrong_path_is_told_with_those_that_are_like_it() {
    let hints = |path: &str| Town::new().data(R7).story("asa", "", &format!("[](value:{path})")).build().hints();
    assert!(hints("mgap.2025.recommend.scor")[0].contains("`mgap.2025.recommend.score`"));
    let far = &hints("mgap.2052.thank.persons")[0];
    let place = |path: &str| far.find(path).expect(far);
    assert!(place("mgap.2025.thank.score") < place("mgap.2025.recommend,"), "the likest come first: {far}");
}
