//! Sample indicators.

use std::sync::Arc;

use super::{crumbs, head, some, translation};
use crate::chart::{Chart, Table, Tile};
use crate::hashed::Hashed;
use crate::page::indicator::{IndicatorView, IndicatorsView};
use crate::page::parts::{Card, ChartCard, Download};
use crate::theme::Ready;

fn tile(label: &str, value: &str, unit: &str) -> Tile {
    Tile {
        label: label.to_owned(),
        before: String::new(),
        value: value.to_owned(),
        unit: unit.to_owned(),
        period: "2025年".to_owned(),
        interval: some("95%信頼区間 −132 〜 −3"),
        target: some("目標 +84（2029年）　あと151"),
        strip: some("<svg viewBox=\"0 0 216 20\"><path class=\"c-grid\" d=\"M0 8H216V12H0Z\"/></svg>"),
    }
}

pub(in crate::theme) fn chart_card(number: usize) -> ChartCard {
    let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let chart = Chart {
        height: 360,
        name: "地域参画総量 mGAP".to_owned(),
        title: "mGAPは四年で227ふえた。目標まで、あと151。".to_owned(),
        subtitle: "地域参画総量（意欲の差 × 対象人口・万人）、ひなた市、2021〜2025年。縦線は95%信頼区間".to_owned(),
        description: "「すすめたい」「加わりたい」「ありがとう」の気持ちを0〜10点でたずね、8〜10点の割合から0〜5点の割合を引きます。".to_owned(),
        wide: include_str!("../tests/chart-wide.svg").to_owned(),
        narrow: include_str!("../tests/chart-narrow.svg").to_owned(),
        alt: "mGAPの棒グラフ。2021年の−294から2025年の−67まで、毎年ふえている。目標は2029年に+84。".to_owned(),
        table: Table {
            caption: "mGAPの推移".to_owned(),
            columns: row(&["年", "推奨", "参加", "感謝", "対象人口（万人）", "mGAP", "95%信頼区間"]),
            rows: vec![
                row(&["2021年", "−14", "−58", "+37", "8.4", "−294.0", "−361 〜 −227"]),
                row(&["2025年", "−5", "−47", "+44", "8.4", "−67.2", "−132 〜 −3"]),
            ],
        },
        targets: Some(Table {
            caption: "目標と結果".to_owned(),
            columns: row(&["時期", "結果", "実績", "目標"]),
            rows: vec![row(&["2025年", "○ 達成", "−67.2", "前年比増（−294から）"])],
        }),
        method: row(&["差 × 対象人口 ＝ 意欲量", "(−5 −47 +44) × 8.4 ＝ −67.2"]),
        tiles: vec![
            tile("地域参画総量 mGAP", "−67", ""),
            tile("すすめたい（推奨）", "−5", "ポイント"),
            tile("加わりたい（参加）", "−47", "ポイント"),
            tile("ありがとう（感謝）", "+44", "ポイント"),
        ],
        source: "ひなた市「市民意識調査」令和3〜7年度".to_owned(),
        source_url: some("https://example.jp/survey"),
        as_of: "2025-10-31".to_owned(),
        as_of_text: "2025年10月31日".to_owned(),
        overdue: some("更新の時期をすぎています（前回 2025年10月31日、毎年）"),
        note: some("2023年に問いの言い方を変えました。"),
        sampling: some("18歳以上の無作為抽出3,000人、回収率40.1%。"),
    };
    ChartCard {
        id: "mgap".to_owned(),
        url: "/indicators/mgap/".to_owned(),
        number,
        alt: chart.name.clone(),
        links: Vec::new(),
        chart: Arc::new(Hashed::new(chart)),
        caption: some("まちの熱量のうつりかわり"),
        downloads: ["CSV", "JSON", "SVG"]
            .map(|format| Download {
                format,
                url: format!("/indicators/mgap.{}", format.to_lowercase()),
                size: "2 KB".to_owned(),
            })
            .to_vec(),
    }
}

pub(in crate::theme) fn empty_chart_card() -> ChartCard {
    let full = chart_card(1);
    let chart = Chart {
        height: 360,
        method: Vec::new(),
        tiles: Vec::new(),
        source_url: None,
        note: None,
        sampling: None,
        table: Table { caption: "表".to_owned(), columns: Vec::new(), rows: Vec::new() },
        ..Chart::clone(&full.chart)
    };
    ChartCard { chart: Arc::new(Hashed::new(chart)), caption: None, downloads: Vec::new(), ..full }
}

pub(in crate::theme) fn indicators() -> IndicatorsView {
    IndicatorsView {
        head: head("/indicators/", "指標"),
        crumbs: crumbs(&[("指標", "/indicators/")]),
        figures: (1..=4).map(chart_card).collect(),
        translations: vec![translation("en", "English", "/en/indicators/")],
    }
}

pub(in crate::theme) fn indicator(cards: &[Ready<Card>]) -> IndicatorView<'_> {
    IndicatorView {
        head: head("/indicators/mgap/", "mGAP"),
        crumbs: crumbs(&[("指標", "/indicators/"), ("地域参画総量 mGAP", "/indicators/mgap/")]),
        figure: chart_card(1),
        stories: cards.iter().take(2).collect(),
        permalink: "https://hinata.example.jp/indicators/mgap/".to_owned(),
        embed: "<figure>\n<img src=\"https://hinata.example.jp/indicators/mgap.svg\" alt=\"mGAP\">\n</figure>"
            .to_owned(),
        translations: vec![translation("en", "English", "/en/indicators/mgap/")],
    }
}
