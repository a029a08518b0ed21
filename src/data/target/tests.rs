//! Targets of each kind, judged on 12 April 2026: the fiscal year 2025 is over, that of 2026 is not.

use super::Verdict;
use crate::data::sample::{codes, numbers, only};

/// The verdicts of an indicator: `2025年度 in met`.
fn verdicts(yaml: &str) -> Vec<String> {
    let indicator = only(yaml);
    let (targets, parts) = indicator.figure.targets().expect("a kind with targets");
    let told = targets.judged.iter().map(|judged| {
        let part = judged.part.map_or("whole", |part| parts[part].id.as_str());
        format!("{} {part} {}", judged.period.key(), judged.verdict.key())
    });
    told.collect()
}

const PROGRAMS: &str = "
            kind: series
            unit: 件
            periods: { 2021年度: 12, 2022年度: 15, 2023年度: 15, 2025年度: 18, 2026年度: 2 }
            targets: { every_year: more }";

#[test]
fn more_than_the_year_before_asks_for_growth() {
    // 2024 is missing, so neither it nor the year after it can be judged; 2026 may still grow.
    let expected = [
        "2022年度 value met",
        "2023年度 value missed",
        "2024年度 value no_data",
        "2025年度 value no_data",
        "2026年度 value not_yet_due",
    ];
    assert_eq!(verdicts(PROGRAMS), expected);
    assert_eq!(verdicts(&PROGRAMS.replace("more", "前年度比増")), expected);
    let indicator = only(PROGRAMS);
    assert_eq!(numbers(&indicator, "2022年度.target"), "12");
    assert_eq!(numbers(&indicator, "令和4年度.result"), "達成");
    assert_eq!(numbers(&indicator, "2025年度.target"), "none");
}

#[test]
fn secured_every_year_asks_for_one_or_as_many_as_said() {
    let secured = PROGRAMS.replace("more", "secured");
    assert_eq!(verdicts(&secured)[0], "2021年度 value met");
    assert_eq!(verdicts(&secured)[3], "2024年度 value no_data");
    let sixteen = PROGRAMS.replace("more", "{ at_least: 16 }");
    let kinds: Vec<String> =
        verdicts(&sixteen).iter().map(|told| told.rsplit(' ').next().unwrap().to_owned()).collect();
    assert_eq!(kinds, ["missed", "missed", "missed", "no_data", "met", "not_yet_due"]);
}

#[test]
fn a_year_with_its_own_value_is_judged_by_that() {
    let both = PROGRAMS.replace("every_year: more", "every_year: more, 2022年度: 20, 2029年度: 30");
    let told = verdicts(&both);
    assert_eq!(
        (told[0].as_str(), told.last().unwrap().as_str()),
        ("2022年度 value missed", "2029年度 value not_yet_due")
    );
}

#[test]
fn each_line_has_its_own_targets_and_its_own_better_way() {
    let moves = "
            kind: series
            unit: 人
            series: { in: 転入, out: 転出 }
            better: { out: lower }
            periods: { 2024: { in: 4380, out: 4120 }, 2025: { in: 4520, out: 4090 } }
            targets: { 2025: { out: 4000 }, every_year: { in: more, out: { at_most: 4200 } } }";
    assert_eq!(verdicts(moves), ["2024 out met", "2025 in met", "2025 out missed"]);
    assert_eq!(codes(&moves.replace("out: { at_most: 4200 }", "out: more")), ["H140"]);
    assert_eq!(codes(&moves.replace("better: { out: lower }", "better: { in: higher }")), ["H140", "H141"]);
    assert_eq!(codes(&moves.replace("better: { out: lower }", "better: down")), ["H018", "H140", "H141"]);
    assert_eq!(codes(&moves.replace("in: more", "inn: more")), ["H013"]);
    assert_eq!(codes(&moves.replace("in: more", "in: grow")), ["H018"]);
    assert_eq!(codes(&moves.replace("{ in: more, out: { at_most: 4200 } }", "more")), ["H015"]);
}

#[test]
fn in_a_ranking_the_smaller_place_is_better() {
    let ranks = "
            kind: ranking
            of: 26
            periods: { 2023: 22, 2024: 16, 2025: 18 }
            targets: { 2025: 17, every_year: { at_most: 20 } }";
    assert_eq!(verdicts(ranks), ["2023 rank missed", "2024 rank met", "2025 rank missed"]);
}

#[test]
fn an_interval_that_holds_the_bar_is_met_within_the_error() {
    let random = "
            kind: diffusion
            sampling: random
            periods:
              2024: { better: 40, worse: 30, n: 500 }
              2025: { better: 42, worse: 30, n: 500 }
            targets: { 2025: 10, every_year: more, 2024: -5 }";
    // ±7.3 points each: +12 holds 10, and +10 lies clear of −5.
    assert_eq!(verdicts(random), ["2024 whole met", "2025 whole met_within_error"]);
    let grown = random.replace("2025: 10, ", "");
    assert_eq!(verdicts(&grown)[1], "2025 whole met_within_error", "a growth of 2 within ±10");
    let without = random.replace("sampling: random", "sampling: mixed");
    assert_eq!(verdicts(&without)[1], "2025 whole met");
}

#[test]
fn nothing_is_compared_across_a_change_of_method() {
    let broken = PROGRAMS.replace("targets", "breaks: { 2023年度: 数え方を変えた }\n            targets");
    assert_eq!(verdicts(&broken)[1], "2024年度 value no_data");
}

#[test]
fn quarters_are_compared_with_those_of_a_year_before() {
    let quarters = "
            kind: series
            periods: { 2024-Q1: 5, 2024-Q2: 9, 2025-Q1: 6, 2025-Q2: 8 }
            targets: { 2024: 7, every_year: more }";
    let told = verdicts(quarters);
    assert_eq!(told[0], "2024 value no_data", "the year's last quarter is missing");
    assert!(told.contains(&"2025-Q1 value met".to_owned()) && told.contains(&"2025-Q2 value missed".to_owned()));
    assert_eq!(Verdict::Met.is_met(), Some(true));
}
