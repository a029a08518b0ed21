//! Targets, figures that are kept secret, and ranges meet in one indicator: none says more than it may.

use serde_json::Value as Json;

use crate::html;
use crate::town::{Portal, Town};

/// NPS of three years, of which 2024 has 9 answers only, with a target for each year and a value to reach.
const NPS: &str = "
    nps:
      kind: nps
      title: すすめたい気持ち
      en: { title: Recommending }
      description: NPS。
      source: { title: 調査 }
      as_of: 2025-09-30
      csv: a.csv
      column: 点
      periods:
        2023: { where: { 年: 2023 } }
        2024: { where: { 年: 2024 } }
        2025: { where: { 年: 2025 } }
      targets: { 2024: 0, every_year: more }
    ";

fn answers() -> String {
    let year =
        |year: u32, high: usize, low: usize| format!("{year},9\n").repeat(high) + &format!("{year},3\n").repeat(low);
    format!("年,点\n{}{}{}", year(2023, 10, 10), year(2024, 9, 0), year(2025, 20, 5))
}

fn town(data: &str) -> Town {
    Town::new().site("[languages.en]\ntitle = \"Hinata Days\"\n").data(data).file("content/a.csv", &answers())
}

fn json(portal: &Portal, id: &str) -> Json {
    serde_json::from_str(&portal.page(&format!("/indicators/{id}.json"))).expect("JSON")
}

fn close(portal: &Portal, page: &str) -> String {
    html::words(&portal.page(page)).split_whitespace().collect()
}

#[test]
fn a_target_in_a_year_that_is_kept_secret_is_neither_met_nor_missed() {
    let portal = town(NPS).build().is_fine();
    let told = json(&portal, "nps");
    let results: Vec<(&str, &str)> = told["targets"]
        .as_array()
        .expect("targets")
        .iter()
        .map(|target| (target["period"].as_str().unwrap_or_default(), target["result"].as_str().unwrap_or_default()))
        .collect();
    // 2024 would be met (+100); 2025 would be missed (+60), if anyone could compare them.
    assert_eq!(results, [("2024", "withheld"), ("2025", "withheld")]);
    for target in told["targets"].as_array().expect("targets") {
        assert_ne!(target["actual"], 100, "{target}");
        assert_ne!(target["value"], 100, "the bar of the year after would tell it: {target}");
    }
    let row = &told["rows"][1];
    assert_eq!((&row["score"], &row["result"]["id"]), (&Json::Null, &"withheld".into()));
    assert_eq!(row["withheld"], "10人未満のため非公表");
    let page = close(&portal, "/indicators/nps/");
    assert!(page.contains("–非公表—0ポイント") && page.contains("–非公表+60ポイント前年比増"), "{page}");
    assert!(!page.contains("100ポイント") && !page.contains("届いた"), "{page}");
    assert!(page.contains("目標0（2024年）非公表"), "the tile: {page}");
    assert!(close(&portal, "/en/indicators/nps/").contains("withheld"));
    let csv = portal.page("/indicators/nps.csv");
    assert!(csv.contains("2024,,,,,,10人未満のため非公表,到達,0,非公表"), "{csv}");
}

#[test]
fn a_text_states_that_a_result_is_withheld_and_not_the_figure() {
    let result = town(NPS).story("asa", "", "結果は[](value:nps.2024.result)。").build().is_fine();
    assert!(html::words(&result.page("/stories/asa/")).contains("結果は非公表。"));
    assert_eq!(town(NPS).story("asa", "", "[](value:nps.2024)").build().codes(), ["H138"]);
    let bar = town(NPS).story("asa", "", "[](value:nps.R7年.target)[](value:nps.2025.targe)").build();
    assert_eq!(bar.codes(), ["H138", "H081"], "the bar of 2025 is 2024's figure");
    assert!(bar.errors()[0].contains("fewer than 10 answered"), "{:?}", bar.errors());
}

#[test]
fn an_age_that_is_kept_secret_hides_another_if_all_are_told() {
    let mut csv = "年齢,愛着\n".to_owned();
    for (age, yes, no) in [("18〜19歳", 3, 2), ("20〜29歳", 10, 8), ("30〜39歳", 20, 9)] {
        csv += &format!("{age},はい\n").repeat(yes);
        csv += &format!("{age},いいえ\n").repeat(no);
    }
    let data = "
    love:
      kind: survey
      title: 愛着
      description: 割合。
      source: { title: 調査 }
      as_of: 2025-09-30
      sampling: random
      csv: b.csv
      column: 愛着
      answers: { attached: { label: 感じている, match: はい }, detached: { label: 感じていない, match: いいえ } }
      groups:
        all: { label: 全体 }
        teens: { label: 18〜19歳, where: { 年齢: 18〜19歳 } }
        twenties: { label: 20〜29歳, where: { 年齢: 20〜29歳 } }
        thirties: { label: 30〜39歳, where: { 年齢: 30〜39歳 } }
    ";
    let portal = Town::new().data(data).file("content/b.csv", &csv).build().is_fine();
    let rows = json(&portal, "love")["rows"].clone();
    assert_eq!((&rows[0]["n"], &rows[3]["n"]), (&52.into(), &29.into()));
    assert_eq!((&rows[1]["attached"], &rows[2]["attached"]), (&Json::Null, &Json::Null));
    assert_eq!(rows[1]["withheld"], "10人未満のため非公表");
    assert_eq!(rows[2]["withheld"], "10人未満の答えがわかるため非公表");
    // Nowhere on the page, in its picture or its text alternative stands what was withheld: 60.0 and 55.6 per cent.
    for page in ["/indicators/love/", "/indicators/love.svg", "/indicators/love.csv", "/indicators/love.json"] {
        let page = portal.page(page);
        assert!(!page.contains("60.0") && !page.contains("55.6"), "{page}");
        assert!(page.contains("10人未満の"), "{page}");
    }
}

#[test]
fn a_range_has_reached_its_target_only_as_a_whole() {
    let data = "
    bodies:
      kind: facts
      title: 委員会
      description: 回数と人数。
      source: { title: 要綱 }
      as_of: 2025-04-01
      items:
        times: { label: 会議, en: Meetings, value: [3, 4], unit: 回, target: { at_least: 3 } }
        wished: { label: 部会, en: Groups, value: [3, 4], unit: 回, target: { at_least: 4 } }
        members: { label: 委員, en: Members, value: 7, is: at-most, unit: 人, target: { at_most: 6 } }
        visits: { label: 見学, en: Visits, value: [1, 2], unit: 回, target: { at_least: 3 } }
    ";
    let story = "会議は[](value:bodies.times.low)回から、目標は[3回](value:bodies.times.target)で[](value:bodies.times.result)。";
    let portal = town(data).story("asa", "", story).build().is_fine();
    assert!(html::words(&portal.page("/stories/asa/")).contains("会議は3回から、目標は3回で達成。"));
    let page = close(&portal, "/indicators/bodies/");
    for told in ["目標3回以上：○達成", "目標4回以上：–範囲による", "目標6人以内：–範囲による", "目標3回以上：×未達成"]
    {
        assert_eq!(page.matches(told).count(), 5, "tile, pictures and their text: {told} in {page}");
    }
    assert!(page.contains("3回以上○達成部会"), "the table: {page}");
    let rows = json(&portal, "bodies")["rows"].clone();
    let results: Vec<&str> = (0..4).map(|at| rows[at]["result"]["id"].as_str().unwrap_or_default()).collect();
    assert_eq!(results, ["met", "open", "open", "missed"]);
    assert_eq!((&rows[0]["target"], &rows[0]["aim"]["id"]), (&3.into(), &"at_least".into()));
    let csv = portal.page("/indicators/bodies.csv");
    assert!(csv.lines().any(|line| line.starts_with("部会,3,4") && line.contains("以上,4,範囲による")), "{csv}");
    let english = html::words(&portal.page("/en/indicators/bodies/"));
    assert!(english.contains("depends on the range") && english.contains("at most 6"), "{english}");
}
