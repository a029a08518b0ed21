//! Targets of three kinds: a value to reach, more than the year before, secured every year. Their results stand on pages,
//! in downloads and in texts, and follow the build's clock.

use crate::html;
use crate::town::{Portal, Town};

/// KPIs as a policy sets them: 前年度比増, 毎年度確保, and a value by a year.
const KPI: &str = "
    planners:
      kind: series
      title: スマイルプランナー
      en: { title: Smile planners }
      description: 登録した人の数。
      source: { title: 登録簿 }
      as_of: 2026-03-31
      unit: 人
      periods: { 2023年度: 700, 2024年度: 810, 2025年度: 890 }
      targets: { every_year: more }
    firms:
      kind: series
      title: 企業
      en: { title: Firms }
      description: 誘致した企業と、創業した企業。
      source: { title: 産業課調べ }
      as_of: 2026-03-31
      unit: 件
      series: { attracted: { label: 誘致, en: Attracted }, founded: { label: 創業, en: Founded } }
      periods:
        2024年度: { attracted: 1, founded: 7 }
        2025年度: { attracted: 0, founded: 9 }
      targets: { every_year: { attracted: secured, founded: { at_least: 5 } }, 2026年度: { founded: 12 } }
    ";

fn town() -> Town {
    Town::new().site("[languages.en]\ntitle = \"Hinata Days\"\n").data(KPI)
}

fn words(portal: &Portal, page: &str) -> String {
    html::words(&portal.page(page))
}

/// The words without the spaces between them, as cells of a table stand close together.
fn close(portal: &Portal, page: &str) -> String {
    words(portal, page).split_whitespace().collect()
}

#[test]
fn the_finding_tells_what_became_of_the_newest_year() {
    let portal = town().build().is_fine();
    let told = words(&portal, "/indicators/planners/");
    assert!(told.contains("前の年度より80人ふえ、目標（前年度比増）を達成。"), "{told}");
    let told = words(&portal, "/en/indicators/planners/");
    assert!(told.contains("Up 80 people on the year before, the target (more than the year before) is met."), "{told}");
    let told = words(&portal, "/indicators/firms/");
    assert!(told.contains("2025年度の目標は、2つのうち1つを達成。"), "{told}");
}

#[test]
fn each_year_has_its_result_in_word_and_mark() {
    let portal = town().build().is_fine();
    let told = close(&portal, "/indicators/firms/");
    for row in
        ["誘致○達成1件毎年度1件以上", "誘致×未達成0件毎年度1件以上", "創業○達成9件毎年度5件以上", "…これから—12件"]
    {
        assert!(told.contains(row), "{row}: {told}");
    }
    let page = portal.page("/indicators/planners/");
    html::assert_nested(&html::read(&page));
    assert!(close(&portal, "/indicators/planners/").contains("○達成890人前年度比増（810人から）"));
}

#[test]
fn results_follow_the_clock_of_the_build() {
    let next_year = town().at("2027-04-01T00:00:00+09:00").build().is_fine();
    assert!(close(&next_year, "/indicators/firms/").contains("–データなし—12件"));
    let last_day = town().at("2027-03-31T23:59:59+09:00").build().is_fine();
    assert!(close(&last_day, "/indicators/firms/").contains("…これから—12件"));
}

#[test]
fn downloads_carry_targets_and_results() {
    let portal = town().build().is_fine();
    let csv = portal.page("/indicators/planners.csv");
    assert!(csv.contains("2025年度,890,前年度比増,810,達成"), "{csv}");
    let json: serde_json::Value = serde_json::from_str(&portal.page("/indicators/firms.json")).expect("JSON");
    let results: Vec<_> = json["targets"].as_array().expect("a list").iter().map(|one| &one["result"]).collect();
    assert_eq!(results, ["met", "met", "missed", "met", "not_yet_due"]);
}

#[test]
fn texts_state_targets_and_results() {
    let text = "[](value:planners.R7年度.target)人をこえて[](value:planners.R7年度.result)、誘致は[未達成](value:firms.2025年度.attracted.result)";
    let portal = town().story("asa", "", text).build().is_fine();
    assert!(words(&portal, "/stories/asa/").contains("810人をこえて達成、誘致は未達成"));
    assert!(portal.page("/stories/asa/").contains("<data value=\"missed\">未達成</data>"));
    let wrong = town().story("asa", "", "[達成](value:firms.2025年度.attracted.result)").build();
    assert_eq!(wrong.codes(), ["H082"]);
}
