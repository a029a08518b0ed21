//! Data that no one would draw on purpose.

use super::{assert_readable, chart_of, mgap, survey_round, target_lines};
use crate::chart::draw;
use crate::config::Lang;
use crate::data::sample::{config, dataset, file};

/// What a city might type on a bad day.
#[test]
fn odd_data_gives_readable_pictures() {
    let label = "とても長い名前のついた項目でありまして四十文字はあろうかというものでございます";
    let values = [
        "{ 2025: 5 }".to_owned(),
        "{ 2024: 0, 2025: 0 }".to_owned(),
        "{ 2023: -5, 2024: -3, 2025: -9.25 }".to_owned(),
        "{ 2024: 999999999999999, 2025: -999999999999999 }".to_owned(),
        "{ 1000: 5, 9998: 6 }".to_owned(),
        "{ 2024: 0.0000000001, 2025: 0.0000000002 }".to_owned(),
        "{ 2025: ~ }".to_owned(),
        format!(
            "{{ {} }}",
            (1960..2020).map(|year| format!("{year}: {}", year * year % 97)).collect::<Vec<_>>().join(", ")
        ),
    ];
    for periods in &values {
        for (title, shape) in [("ひとつ", "lines"), (label, "lines"), ("ひとつ", "bars"), (label, "bars")] {
            let kind = format!("            kind: series\n            unit: 人\n            shape: {shape}");
            let yaml = file(&format!("{kind}\n            periods: {periods}")).replace("ひとつ", title);
            let checked = dataset(&yaml);
            assert_eq!(checked.notes, [], "{periods}");
            assert_readable(&draw(&checked.value.indicators[0], Lang::FIRST, &config()));
        }
    }
    let names: Vec<String> = (0..12).map(|index| format!("s{index}: {{ label: {label}{index} }}")).collect();
    let row = |year: i32| {
        format!(
            "{year}: {{ {} }}",
            (0..12).map(|index| format!("s{index}: {}", index * 7 + year % 5)).collect::<Vec<_>>().join(", ")
        )
    };
    chart_of(
        &format!(
            "\n            kind: series\n            series: {{ {} }}\n            periods: {{ {}, {} }}",
            names.join(", "),
            row(2024),
            row(2025)
        ),
        0,
    );
    let groups: Vec<String> =
        (0..20).map(|index| format!("g{index}: {{ label: {label}, a: {index}, b: {} }}", 100 - index * 3)).collect();
    chart_of(
        &format!(
            "\n            kind: survey\n            answers: {{ a: {label}, b: B }}\n            groups: {{ {} }}",
            groups.join(", ")
        ),
        0,
    );
    chart_of(
        &format!(
            "\n            kind: facts\n            items: {{ a: {{ label: {label}, value: 999999999999999, unit: {label}, base: {label} }}, b: {{ label: B, value: ~ }} }}"
        ),
        0,
    );
}

/// Charts in which words, figures and lines once met.
#[test]
fn words_and_figures_keep_apart() {
    let halves = "
            kind: diffusion
            method: half
            sampling: random
            periods: { 2023: { better: 32, unchanged: 40, worse: 28, n: 810 }, 2025: { better: 36.2, unchanged: 40.0, worse: 23.8, n: 900 } }
            targets: { 2029: TARGET }";
    for target in ["45", "50", "58", "60", "66", "90"] {
        let chart = chart_of(&halves.replace("TARGET", target), 0);
        assert!(chart.wide.contains(">56.2</text>") && chart.narrow.contains(">56.2</text>"), "{target}");
        chart_of(&halves.replace("TARGET", target), 1);
        let net = halves.replace("method: half", "method: net");
        assert!(chart_of(&net.replace("TARGET", target), 0).wide.contains(">+12.4</text>"), "{target}");
        chart_of(&net.replace("TARGET", &format!("-{target}")), 0);
    }
    let gaps = "
            kind: series
            periods: { 2012: 2100, 2014: 2900, 2017: 3240, 2019: 3890, 2021: 1950, 2025: 4610 }
            breaks: { 2021: 数え方を変えた }
            targets: { 2029: 5200 }";
    chart_of(gaps, 0);
    let label = "とても長い名前のついた項目でありまして四十文字はあろうかというものでございます";
    let two = chart_of(
        &format!(
            "
            kind: series
            unit: 人
            series: {{ a: {label}あ, b: {label}い }}
            periods: {{ 2023: {{ a: 3, b: 2 }}, 2024: {{ a: 3, b: 5 }}, 2025: {{ a: 4, b: 4 }} }}
            targets: {{ 2029: {{ a: 9 }} }}"
        ),
        0,
    );
    assert!(two.wide.contains("9人（2029年）"));
    assert!(two.wide.contains("ございますあ") && two.wide.contains("ございますい"), "the key holds whole names");
}

#[test]
fn a_rank_stands_with_its_score_and_two_years_make_a_slope() {
    let chart = chart_of(
        "
            kind: ranking
            of: 1000
            series: { charm: 魅力度, known: 認知度, live: 居留意欲度 }
            periods:
              2024: { charm: { rank: 535, score: 6.7 }, known: { rank: 394, score: 26.4 }, live: { rank: 530, score: 6.5 } }
              2025: { charm: { rank: 526, score: 7.4 }, known: { rank: 354, score: 27.8 }, live: { rank: 142, score: 8.4 } }",
        0,
    );
    for svg in [&chart.wide, &chart.narrow] {
        assert!(svg.contains("142位（8.4点）") && svg.contains(">530</text>") && svg.contains(">1位</text>"), "{svg}");
    }
}

#[test]
fn one_figure_is_a_bar_and_no_lonely_point() {
    let chart = chart_of("\n            kind: series\n            unit: 人\n            periods: { 2025: 5 }", 0);
    assert!(chart.wide.contains("c-data-1\"") && chart.wide.contains(">5人</text>") && !chart.wide.contains("circle"));
}

#[test]
fn many_surveys_still_fit() {
    for count in [1, 2, 5, 12, 30, 60] {
        let periods: String =
            (0..count).map(|index| survey_round(2026 - count + index, (40 + index % 9, 20), (22, 59))).collect();
        chart_of(&mgap(&periods), 0);
        chart_of(&mgap(&periods), 1);
    }
    chart_of(&mgap(&(survey_round(2024, (0, 100), (0, 100)) + &survey_round(2025, (100, 0), (100, 0)))), 0);
    chart_of(&mgap(&(survey_round(2024, (0, 0), (0, 0)) + &survey_round(2025, (0, 0), (0, 0)))), 0);
}

#[test]
fn a_name_breaks_before_what_all_names_end_with() {
    let yaml = "
            kind: mgap
            components: { a: { label: 推奨意欲量 }, b: { label: 参加意欲量 }, c: { label: 感謝意欲量 }, d: { label: 発信意欲量 } }
            periods:
              2025:
                population: 20.7
                a: { low: 38, high: 30 }
                b: { low: 67, high: 14 }
                c: { low: 19, high: 61 }
                d: { low: 40, high: 20 }";
    let chart = chart_of(yaml, 0);
    for part in ["推奨", "参加", "感謝", "発信"] {
        assert!(chart.narrow.contains(&format!(">{part}</text>")), "{}", chart.narrow);
        assert!(chart.wide.contains(&format!(">{part}意欲量</text>")), "{}", chart.wide);
    }
    assert_eq!(chart.narrow.matches(">意欲量</text>").count(), 4);
}

#[test]
fn nothing_known_is_said_once() {
    let chart =
        chart_of("\n            kind: series\n            unit: 人\n            periods: { 2024: ~, 2025: ~ }", 0);
    assert_eq!(chart.wide.matches(">データなし</text>").count(), 1);
    assert!(!chart.title.contains("データなし") && chart.subtitle.is_empty());
}

#[test]
fn a_series_may_stand_as_bars() {
    let yaml = "
            kind: series
            unit: 件
            shape: bars
            periods: { 2022: 320, 2023: 380, 2025: 340 }
            targets: { 2029: 400 }";
    let chart = chart_of(yaml, 0);
    assert_eq!(chart.wide.matches("<rect class=\"c-data-1").count(), 3);
    assert!(chart.wide.contains(">340件</text>") && chart.wide.contains("目標 400件"));
    assert!(chart.wide.contains(">0</text>") && !chart.subtitle.contains("縦軸"), "bars begin at zero");
    assert!(chart.alt.contains("棒グラフ。"), "{}", chart.alt);
}

#[test]
fn up_to_four_series_stand_as_bars_side_by_side() {
    let yaml = "
            kind: series
            unit: 人
            shape: bars
            series: { in: { label: 転入, en: In }, out: { label: 転出, en: Out } }
            periods:
              2022: { in: 4210, out: 4230 }
              2024: { in: 4380 }
              2025: { in: 4520, out: 4090 }
            breaks: { 2024: 数え方を変えた }
            targets: { 2029: { in: 4800 } }";
    let chart = chart_of(yaml, 0);
    for svg in [&chart.wide, &chart.narrow] {
        // Each with its swatch.
        assert_eq!(svg.matches("<rect class=\"c-data-1\"").count(), 4, "{svg}");
        assert_eq!(svg.matches("<rect class=\"c-data-2\"").count(), 3, "{svg}");
        assert_eq!(svg.matches("<path class=\"c-hatch\"").count(), 3, "{svg}");
        for words in ["転入", "転出", "転入の目標 4,800人（2029年）", "2024年 数え方を変えた", "データなし"]
        {
            assert!(svg.contains(&format!(">{words}</text>")), "{words}: {svg}");
        }
        assert_eq!(target_lines(svg).len(), 2, "at the bar and in the key");
        assert!(svg.contains(">0</text>"), "bars begin at zero");
    }
    assert!(chart.wide.contains(">4,520</text>") && chart.wide.contains(">4,210</text>"), "{}", chart.wide);
    assert!(chart.alt.contains("棒グラフ。転入は") && !chart.subtitle.contains("縦軸"), "{}", chart.alt);
    let lines = chart_of(&yaml.replace("shape: bars", "shape: lines"), 0);
    assert_eq!(lines.alt, chart.alt.replace("棒グラフ", "折れ線グラフ"));
    assert_eq!((lines.title, lines.table.rows), (chart.title, chart.table.rows));
    assert!(chart_of(yaml, 1).wide.contains(">In: Target 4,800 people (2029)</text>"));
}

#[test]
fn too_many_bars_for_the_paper_become_lines_from_zero() {
    let periods: Vec<String> =
        (1966..2026).map(|year| format!("{year}: {{ a: {}, b: {} }}", year % 9 + 90, year % 7 + 90)).collect();
    let chart = chart_of(
        &format!(
            "
            kind: series
            shape: bars
            series: {{ a: A, b: B }}
            periods: {{ {} }}",
            periods.join(", ")
        ),
        0,
    );
    assert!(
        chart.alt.contains("折れ線グラフ。") && !chart.subtitle.contains("縦軸"),
        "{} {}",
        chart.alt,
        chart.subtitle
    );
    for svg in [&chart.wide, &chart.narrow] {
        assert!(svg.contains("c-line-1") && svg.contains(">0</text>"), "{svg}");
    }
}

#[test]
fn odd_groups_of_bars_stay_readable() {
    let label = "とても長い名前のついた項目でありまして四十文字はあろうかというものでございます";
    for periods in [
        "{ 2025: { a: 5 } }",
        "{ 2024: { a: 0, b: 0 }, 2025: { a: 0, b: 0 } }",
        "{ 2023: { a: -5, b: -3 }, 2024: ~, 2025: { a: -9.25, b: -9.5 } }",
        "{ 2024: { a: 999999999999999, b: 1 }, 2025: { a: -999999999999999, b: 999999999999999 } }",
        "{ 1000: { a: 5, b: 4 }, 9998: { a: 6, b: 6 } }",
        "{ 2024: ~, 2025: { b: 0.0000000001 } }",
        "{ 2024: ~, 2025: ~ }",
    ] {
        for name in ["ひとつ", label] {
            for target in ["0", "-7", "999999999999999", "9"] {
                chart_of(
                    &format!(
                        "
            kind: series
            unit: 人
            shape: bars
            series: {{ a: {name}, b: {name}い, c: {name}う }}
            periods: {periods}
            breaks: {{ 2025: {label} }}
            targets: {{ 2029: {{ a: {target}, b: {target} }} }}
            better: lower"
                    ),
                    0,
                );
            }
        }
    }
}
