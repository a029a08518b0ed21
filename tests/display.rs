//! How periods and negative figures are written for people; data files never change with it.

use crate::html;
use crate::town::{Portal, Town};

/// A town whose series says how it is displayed, or leaves it to the settings.
fn town(site: &str, display: &str) -> Portal {
    let data = format!(
        "
        moves:
          kind: series
          title: 社会増減
          en: {{ title: Balance }}
          description: 転入と転出の差。
          source: {{ title: 台帳 }}
          as_of: 2026-03-31
          unit: 人
          signed: true
          periods: {{ 2018年度: -30, 2019年度: -120, 2025年度: -414 }}
          targets: {{ 2025年度: -10 }}
          {display}
        "
    );
    let site = format!("[languages.en]\n{site}");
    Town::new()
        .site(&site)
        .data(&data)
        .story("asa", "", "値は[](value:moves.R7年度)、[▲414](value:moves.2025年度)。")
        .build()
}

fn words(portal: &Portal, page: &str) -> String {
    html::words(&portal.page(page))
}

#[test]
fn periods_are_named_in_the_calendar_of_the_settings_or_the_indicator() {
    let era = "[indicators]\nperiods = \"era\"\n";
    for (site, display, expected) in [
        ("", "", ["2019年度", "2025年度"]),
        (era, "", ["令和元年度", "令和7年度"]),
        ("", "display: { periods: era }", ["令和元年度", "令和7年度"]),
        (era, "display: { periods: both }", ["令和元（2019）年度", "令和7（2025）年度"]),
        (era, "display: { periods: western }", ["2019年度", "2025年度"]),
    ] {
        let portal = town(site, display).is_fine();
        let told = words(&portal, "/indicators/moves/");
        assert!(expected.iter().all(|period| told.contains(period)), "{display}: {told}");
        let (csv, json) = (portal.page("/indicators/moves.csv"), portal.page("/indicators/moves.json"));
        assert!(csv.contains("\r\n2025年度,-414,") && json.contains("\"period\": \"2025年度\""), "{csv}");
        assert!(words(&portal, "/en/indicators/moves/").contains("FY2019"));
    }
}

#[test]
fn axes_have_the_names_of_the_calendar() {
    let picture = town("", "display: { periods: era }").is_fine().page("/indicators/moves.svg");
    assert!(picture.contains(">平成30年度<") && picture.contains(">令和7<"), "{picture}");
}

#[test]
fn negative_figures_carry_the_sign_of_the_settings() {
    for (sign, shown) in [("▲", "▲414"), ("△", "△414"), ("−", "−414"), ("-", "−414")] {
        let portal = town(&format!("[indicators]\nminus = \"{sign}\"\n"), "").is_fine();
        let told = words(&portal, "/indicators/moves/");
        assert!(told.contains(&format!("{shown}人")), "{told}");
        assert!(sign == "-" || sign == "−" || !told.contains('−'), "{told}");
        assert!(words(&portal, "/stories/asa/").contains(&format!("値は{shown}、▲414。")));
        assert!(words(&portal, "/en/indicators/moves/").contains("−414"));
        assert!(portal.page("/indicators/moves.csv").contains(",-414,"));
    }
    assert_eq!(town("[indicators]\nminus = \"~\"\n", "").codes(), ["H018"]);
    assert_eq!(town("", "display: { period: era }").codes(), ["H013"]);
}
