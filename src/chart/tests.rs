mod odd;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::axis::{label_box, overlap};
use super::measure::width;
use super::svg::{Anchor, Area};
use super::{CSS, Chart, draw, standalone};
use crate::config::Lang;
use crate::data::sample::{config, only};
use crate::diag::Language;

/// A line of text in a drawing.
#[derive(Debug)]
struct Label {
    text: String,
    area: Area,
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let value = element.try_get_attribute(name).unwrap()?;
    Some(value.value.into_owned())
}

/// Reads a drawing as XML: its size, its labels, and whether its classes have a look and no coordinate is strange.
fn examine(svg: &str) -> ((f64, f64), Vec<Label>) {
    let mut reader = Reader::from_str(svg);
    let (mut size, mut labels, mut pending) = ((0.0, 0.0), Vec::new(), None);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return (size, labels),
            Event::Start(element) | Event::Empty(element) => {
                assert!(attribute(&element, "style").is_none(), "{svg}");
                for class in
                    attribute(&element, "class").unwrap_or_default().split(' ').filter(|class| class.starts_with("c-"))
                {
                    let known = CSS.contains(&format!(".{class}{{"))
                        || CSS.contains(&format!(".{class},"))
                        || ["c-dash-1", "c-title"].contains(&class);
                    assert!(known, "the class {class} has no look");
                }
                let number =
                    |name: &str| attribute(&element, name).unwrap_or_default().parse::<f64>().unwrap_or(f64::NAN);
                match element.name().as_ref() {
                    "svg" => size = (number("width"), number("height")),
                    "rect" => {
                        let area =
                            Area { x: number("x"), y: number("y"), width: number("width"), height: number("height") };
                        assert!(
                            area.width >= 0.0 && area.height >= 0.0 && area.x >= -1.0 && area.right() <= size.0 + 1.0,
                            "{area:?} in {size:?}"
                        );
                        assert!(area.y >= -1.0 && area.bottom() <= size.1 + 1.0, "{area:?} in {size:?}");
                    }
                    "text" => {
                        let class = attribute(&element, "class").unwrap_or_default();
                        let anchor = match class.rsplit(' ').next() {
                            Some("c-mid") => Anchor::Middle,
                            Some("c-end") => Anchor::End,
                            _ => Anchor::Start,
                        };
                        pending = Some(((number("x"), number("y")), anchor, font_size(&class)));
                    }
                    _ => {}
                }
            }
            Event::Text(text) => {
                let text = text.to_string();
                if let Some((at, anchor, size)) = pending.take() {
                    let area = label_box(at, anchor, (width(&text, size), size));
                    labels.push(Label { text, area });
                }
            }
            _ => {}
        }
    }
}

fn font_size(class: &str) -> f64 {
    let sizes = [("c-value-strong", 18.0), ("c-value", 15.0), ("c-name", 16.0), ("c-numeral", 34.0), ("c-score", 22.0)];
    sizes.into_iter().find(|(name, _)| class.split(' ').any(|class| class == *name)).map_or(14.0, |(_, size)| size)
}

/// The height, the beginning and the end of each target line.
fn target_lines(svg: &str) -> Vec<(f64, f64, f64)> {
    let value = |tag: &str, name: &str| -> Option<f64> {
        tag.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0.parse().ok()
    };
    let lines = svg.split("<line class=\"c-target\"").skip(1).filter_map(|tag| {
        let tag = tag.split_once("/>")?.0;
        Some((value(tag, "y1")?, value(tag, "x1")?, value(tag, "x2")?))
    });
    lines.collect()
}

/// Every label lies on the paper, under no target line and on no other label.
fn assert_readable(chart: &Chart) {
    for svg in [&chart.wide, &chart.narrow] {
        assert!(!svg.contains("NaN") && !svg.contains("inf\""), "{svg}");
        let (size, labels) = examine(svg);
        let targets = target_lines(svg);
        for (index, label) in labels.iter().enumerate() {
            let area = label.area;
            for (y, from, to) in &targets {
                let struck = *y > area.y + 2.0 && *y < area.bottom() - 2.0 && *to > area.x && *from < area.right();
                assert!(!struck, "the target line strikes 「{}」 in {}", label.text, chart.title);
            }
            let inside =
                area.x >= -3.0 && area.right() <= size.0 + 6.0 && area.y >= -3.0 && area.bottom() <= size.1 + 4.0;
            assert!(inside, "「{}」 leaves {size:?}: {area:?}\n{}", label.text, chart.title);
            for other in &labels[..index] {
                let shared = overlap(area, &[other.area]);
                assert!(shared < 22.0, "「{}」 on 「{}」: {shared} in {}", label.text, other.text, chart.title);
            }
        }
    }
    assert!(!chart.table.rows.is_empty() && chart.table.rows.iter().all(|row| row.len() == chart.table.columns.len()));
    assert!(!chart.alt.is_empty() && !chart.title.is_empty());
}

fn chart_of(yaml: &str, lang: usize) -> Chart {
    let chart = draw(&only(yaml), Lang::nth(lang), &config());
    assert_readable(&chart);
    chart
}

fn mgap(periods: &str) -> String {
    format!(
        "
            kind: mgap
            sampling: random
            components:
              recommend: {{ label: すすめたい, en: Recommend }}
              thank: {{ label: ありがとう, en: Say thank you }}
            periods:
{periods}            targets: {{ 2029: 84 }}"
    )
}

fn survey_round(year: u32, recommend: (u32, u32), thank: (u32, u32)) -> String {
    format!(
        "              {year}: {{ population: 8.4, recommend: {{ low: {}, high: {}, n: 1200 }}, thank: {{ low: {}, high: {}, n: 1200 }} }}\n",
        recommend.0, recommend.1, thank.0, thank.1
    )
}

#[test]
fn the_printed_mgap_is_told_with_its_sum() {
    let chart = chart_of(crate::data::mgap::tests::R7, 0);
    assert_eq!(chart.title, "2025年のmGAPは−414。目標まで、あと414。");
    assert_eq!(chart.method[0], "推奨意欲量：(30 − 38) × 20.7 = −165.6");
    assert_eq!(chart.method[1], "参加意欲量：(14 − 67) × 20.7 = −1,097.1");
    assert_eq!(chart.method[2], "感謝意欲量：61 − 19 → 41, 41 × 20.7 = 848.7");
    assert_eq!(chart.method[3], "mGAP: −165.6 − 1,097.1 + 848.7 = −414.0");
    assert!(chart.method[4].contains("+41") && chart.method[4].contains("+42"), "{}", chart.method[4]);
    assert!(chart.sampling.is_some_and(|words| words.contains("誤差は示していません")));
    assert_eq!(chart.tiles[0].value, "−414");
    assert_eq!(chart.tiles[0].interval, None);
    assert_eq!(chart.table.rows[0].last().map(String::as_str), Some("−414.0"));
}

#[test]
fn a_change_is_told_honestly_in_every_direction() {
    let title = |first: (u32, u32), last: (u32, u32)| {
        let periods = survey_round(2021, first, (22, 59)) + &survey_round(2025, last, (22, 59));
        chart_of(&mgap(&periods), 0).title
    };
    assert_eq!(title((60, 10), (30, 40)), "mGAPは4年で504ふえた。目標に届いた。");
    assert_eq!(title((30, 40), (60, 10)), "mGAPは4年で504へった。目標まで、あと193。");
    assert!(title((30, 40), (30, 41)).starts_with("mGAPは4年で+8。誤差の幅内で、はっきりした変化とはいえない。"));
    let en = chart_of(&mgap(&(survey_round(2021, (60, 10), (22, 59)) + &survey_round(2025, (30, 40), (22, 59)))), 1);
    assert_eq!(en.title, "mGAP rose by 504 in 4 years. The target is met.");
}

#[test]
fn nothing_is_compared_across_a_change_of_method() {
    let periods: String = [(2021, 60), (2022, 55), (2023, 30), (2025, 20)]
        .into_iter()
        .map(|(year, low)| survey_round(year, (low, 20), (22, 59)))
        .collect();
    let chart = chart_of(&format!("{}\n            breaks: {{ 2023: 調べ方を変えた }}", mgap(&periods)), 0);
    assert!(chart.title.starts_with("mGAPは2年で"), "{}", chart.title);
    assert!(chart.wide.contains("調べ方を変えた") && chart.wide.contains("c-break"));
}

#[test]
fn two_series_are_compared_in_words() {
    let yaml = "
            kind: series
            unit: 人
            series: { in: { label: 転入, en: In }, out: { label: 転出, en: Out } }
            periods:
              2020: { in: 3940, out: 3990 }
              2021: { in: 4010, out: 4060 }
              2022: { in: 4230, out: 4120 }
              2023: { in: 4520, out: 4090 }
            targets: { 2029: { in: 4800 } }";
    let chart = chart_of(yaml, 0);
    assert_eq!(chart.title, "2022年から転入が転出を上回り、2023年の差は430人。");
    assert!(chart.subtitle.ends_with("。縦軸は3,800人から"), "{}", chart.subtitle);
    assert!(chart.wide.contains("c-dots") && chart.wide.contains("転入の目標 4,800人（2029年）"));
    assert_eq!(chart_of(yaml, 1).title, "In has exceeded Out since 2022; the difference in 2023 is 430 people.");
}

#[test]
fn gaps_stay_open() {
    let chart = chart_of(
        "
            kind: series
            periods: { 2017: 3240, 2018: 3610, 2019: 3890, 2021: 1950, 2022: 3120 }",
        0,
    );
    assert_eq!(chart.wide.matches("c-line-1").count(), 2);
    assert!(chart.wide.contains("データなし"));
    let single = chart_of(
        "
            kind: series
            periods: { 2017: 3240, 2018: ~, 2019: 3890 }",
        0,
    );
    assert_eq!(single.wide.matches("c-line-1").count(), 0);
    assert_eq!(single.table.rows[1], ["2018年", "データなし"]);
}

#[test]
fn a_file_of_its_own_says_everything() {
    let chart = chart_of(crate::data::mgap::tests::R7, 0);
    let svg = standalone(&chart, Language::Ja);
    assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    for part in ["<title>", "<desc>", "<style>", "prefers-color-scheme:dark", "出典：調査（2026年3月31日現在）"]
    {
        assert!(svg.contains(part), "{part}");
    }
    assert_eq!(svg.matches("role=").count(), 1);
    examine(&svg);
}

#[test]
fn markup_in_labels_is_text() {
    let chart = chart_of(
        "
            kind: series
            unit: \"</script>\"
            series: { a: { label: \"<b onload=alert(1)>&\" }, b: { label: \"' \\\" x\" } }
            periods: { 2024: { a: 1, b: 2 }, 2025: { a: 2, b: 1 } }",
        0,
    );
    assert!(!chart.wide.contains("<b onload") && !chart.wide.contains("</script>"));
}

#[test]
fn a_diffusion_index_prints_its_formula() {
    let yaml = "
            kind: diffusion
            periods: { 2024: { better: 30.1, worse: 28.5 }, 2025: { better: 36.2, unchanged: 40.0, worse: 23.8, n: 900 } }
            targets: { 2029: 20 }";
    let chart = chart_of(yaml, 0);
    assert_eq!(chart.title, "ひとつは1年で10.8ポイント上がった。目標まで、あと7.6ポイント。");
    assert_eq!(chart.method, ["2025年：よくなった − 悪くなった = 36.2 − 23.8 = 12.4"]);
    let half = chart_of(&yaml.replace("periods", "method: half\n            periods"), 0);
    assert_eq!(half.method, ["2025年：よくなった + 0.5 × 変わらない = 36.2 + 0.5 × 40.0 = 56.2"]);
    assert!(half.wide.contains("c-mean"));
}

#[test]
fn rankings_run_down() {
    let yaml = "
            kind: ranking
            of: 26
            periods: { 2023: 22, 2024: 16, 2025: 18 }
            targets: { 2029: 10 }";
    let chart = chart_of(yaml, 0);
    assert_eq!(chart.title, "ひとつは2年で22位から18位へ、4つ上がった。目標まで、あと8つ。");
    let ys: Vec<f64> = examine(&chart.wide)
        .1
        .iter()
        .filter(|label| ["1位", "5", "10"].contains(&label.text.as_str()))
        .map(|label| label.area.y)
        .collect();
    assert!(ys.windows(2).all(|pair| pair[0] < pair[1]) && ys.len() == 3, "{ys:?}");
    chart_of(yaml, 1);
    let five: Vec<String> = (0..5).map(|index| format!("s{index}: 項目の名前{index}")).collect();
    chart_of(&format!("
            kind: ranking
            series: {{ {} }}
            periods: {{ 2024: {{ s0: 1, s1: 2, s2: 3, s3: 4, s4: 5 }}, 2025: {{ s0: 5, s1: 4, s2: 3, s3: 2, s4: 1 }} }}", five.join(", ")), 0);
}

#[test]
fn crowded_points_get_numbers_and_a_key() {
    let items: Vec<String> = (0..60)
        .map(|index| {
            format!("p{index}: {{ label: とても長い名前の施策{index}, x: 3.{:02}, y: 4.{:02} }}", index % 9, index % 7)
        })
        .collect();
    let chart = draw(
        &only(&format!(
            "
            kind: scatter
            items: {{ {} }}",
            items.join(", ")
        )),
        Lang::FIRST,
        &config(),
    );
    assert!(chart.wide.contains("1 とても長い名前の施策"));
    let small = chart_of(
        "
            kind: scatter
            items:
              transit: { label: 公共交通, x: 2.62, y: 4.30 }
              parks: { label: 公園, x: 3.62, y: 3.98, highlight: true }",
        0,
    );
    assert_eq!(small.title, "重要度が高く満足度が低いのは、公共交通。");
    assert_eq!(small.table.rows[0][3], "急いで、よくする");
}

#[test]
fn facts_are_told_as_vaguely_as_their_source() {
    let yaml = "
            kind: facts
            items:
              inflow: { label: 一年の転入, en: Moved in, value: 10000, is: over, unit: 人 }
              body: { label: ここに書くには少し長い名の委員会の人数, en: Members, value: 7, is: at-most, unit: 人 }
              meetings: { label: 会議, en: Meetings, value: [3, 4], is: about, unit: 回 }
              daytime: { label: 昼間人口指数, en: Daytime index, value: 80.9, base: 常住人口=100, rank: { place: 4, of: 26, from: lowest } }
              trust: { label: 信頼, en: Trust, words: 上がったが、目標には届かなかった, base: 市民 }
              outside: { label: 市外, en: Outside, value: ~ }";
    let (ja, en) = (chart_of(yaml, 0), chart_of(yaml, 1));
    let cells = |chart: &Chart, at: usize| chart.table.rows.iter().map(|row| row[at].clone()).collect::<Vec<_>>();
    let words = "上がったが、目標には届かなかった";
    assert_eq!(cells(&ja, 1), ["10,000", "7", "約3〜4", "80.9", words, "データなし"]);
    assert_eq!(cells(&ja, 2), ["人超", "人以内", "回", "", "", ""]);
    assert_eq!(cells(&en, 1)[..3], ["over 10,000", "at most 7", "about 3–4"]);
    assert_eq!(cells(&ja, 3)[3], "常住人口=100、26のうち低いほうから4番目");
    assert!(cells(&en, 3)[3].ends_with("4th lowest of 26"));
    assert_eq!(ja.title, "一年の転入は10,000人超、ここに書くには少し長い名の委員会の人数は7人以内。");
    assert_eq!((ja.tiles.len(), ja.tiles[2].before.as_str(), ja.tiles[2].value.as_str()), (4, "約", "3〜4"));
    assert!(ja.narrow.contains("上がったが、目標には届かなかった（市民）"));
}

#[test]
fn what_no_rank_did_is_left_out_of_the_sentence() {
    let title = |later: [u32; 3], lang| {
        let [a, b, c] = later;
        let yaml = format!(
            "
            kind: ranking
            of: 24
            series: {{ a: A, b: B, c: C }}
            periods: {{ 2024: {{ a: 1, b: 7, c: 20 }}, 2025: {{ a: {a}, b: {b}, c: {c} }} }}"
        );
        chart_of(&yaml, lang).title
    };
    assert_eq!(title([1, 2, 17], 0), "3つの順位のうち、2つが上がり、1つは同じ。");
    assert_eq!(title([2, 2, 17], 0), "3つの順位のうち、2つが上がり、1つが下がった。");
    assert_eq!(title([2, 8, 21], 0), "3つの順位のうち、3つが下がった。");
    assert_eq!(title([1, 2, 17], 1), "Of 3 ranks, 2 rose, 1 did not move.");
}
