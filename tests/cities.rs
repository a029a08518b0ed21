//! Four cities' printed figures, to the last digit: each city under `cities/` is a small portal, built by the program
//! as people build theirs. What a document prints is in these tables as it is printed; it must be the same on the
//! indicator's page and in its CSV. What a document does not print stands nowhere.

use std::fs;
use std::path::Path;
use std::process::Command;

use rust_decimal::Decimal;
use tempfile::TempDir;

use crate::html::{self, Piece};
use crate::town::NOW;

/// A city's portal as the program wrote it.
struct City {
    folder: TempDir,
}

impl City {
    /// Builds the portal under `cities/NAME`. Warnings would fail it.
    fn build(name: &str) -> Self {
        let folder = TempDir::new().expect("a folder");
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cities").join(name);
        let said = Command::new(env!("CARGO_BIN_EXE_hibi"))
            .args(["build", "--strict", "--now", NOW, "--root"])
            .arg(&root)
            .arg("--output-dir")
            .arg(folder.path().join("public"))
            .env_clear()
            .output()
            .expect("the program");
        assert!(said.status.success(), "{name}: {}", String::from_utf8_lossy(&said.stderr));
        Self { folder }
    }

    fn file(&self, path: &str) -> String {
        let path = self.folder.path().join("public").join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    fn page(&self, address: &str) -> String {
        self.file(&format!("{address}index.html"))
    }

    fn words(&self, address: &str) -> String {
        html::words(&self.page(address))
    }

    /// The rows of an indicator's CSV, head first.
    fn csv(&self, id: &str) -> Vec<Vec<String>> {
        let text = self.file(&format!("indicators/{id}.csv"));
        let text = text.strip_prefix('\u{FEFF}').expect("a mark for Excel");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let rows = reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect());
        rows.collect()
    }

    /// The rows of the table on an indicator's page, head first.
    fn table(&self, id: &str) -> Vec<Vec<String>> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut inside = false;
        for piece in html::read(&self.page(&format!("indicators/{id}/"))) {
            match piece {
                Piece::Start(name, _) if name == "tr" => rows.push(Vec::new()),
                Piece::Start(name, _) if name == "th" || name == "td" => {
                    inside = true;
                    rows.last_mut().expect("a row").push(String::new());
                }
                Piece::End(name) if name == "th" || name == "td" => inside = false,
                Piece::Text(text) if inside => rows.last_mut().and_then(|row| row.last_mut()).unwrap().push_str(&text),
                _ => {}
            }
        }
        rows
    }
}

/// The cell of a table in the row and under the column that are named; units in brackets belong to no name.
fn cell<'a>(rows: &'a [Vec<String>], row: &str, column: &str) -> &'a str {
    let is = |text: &String, name: &str| text.split('（').next() == Some(name) || text == name;
    let at = rows[0].iter().position(|head| is(head, column)).unwrap_or_else(|| panic!("no {column} in {:?}", rows[0]));
    let found = rows[1..].iter().find(|cells| cells.iter().any(|text| is(text, row)));
    &found.unwrap_or_else(|| panic!("no {row} in {rows:?}"))[at]
}

/// A figure as documents print it, with any minus and any commas.
fn number(text: &str) -> Decimal {
    text.replace(['−', '▲'], "-").replace([',', '+'], "").parse().unwrap_or_else(|_| panic!("{text:?} is no figure"))
}

/// Rows and columns as a document prints them.
struct Printed<'a> {
    indicator: &'a str,
    columns: &'a [&'a str],
    rows: &'a [(&'a str, &'a [&'a str])],
}

impl Printed<'_> {
    /// Every figure, on the page and in the CSV.
    #[track_caller]
    fn stands_in(&self, city: &City) {
        for (name, rows) in [("page", city.table(self.indicator)), ("CSV", city.csv(self.indicator))] {
            for (row, figures) in self.rows {
                assert_eq!(figures.len(), self.columns.len());
                for (column, figure) in self.columns.iter().zip(*figures) {
                    let found = cell(&rows, row.trim_end_matches(if name == "CSV" { '年' } else { ' ' }), column);
                    assert_eq!(found, *figure, "{} of {} in the {name}: {row}, {column}", self.indicator, name);
                }
            }
        }
    }
}

#[test]
fn nishitokyo_mgap_is_the_printed_table() {
    let city = City::build("nishitokyo");
    let rows = city.csv("mgap");
    let printed = [
        ("推奨意欲量", "38", "30", "−8", "−165.6"),
        ("参加意欲量", "67", "14", "−53", "−1097.1"),
        ("感謝意欲量", "19", "61", "41", "848.7"),
    ];
    for (part, low, high, score, volume) in printed {
        let columns =
            [("0〜5点", low), ("8〜10点", high), ("点数の差", score), ("意欲量", volume), ("対象人口", "20.7")];
        for (column, figure) in columns {
            assert_eq!(number(cell(&rows, part, column)), number(figure), "{part}, {column}");
        }
    }
    assert_eq!(number(cell(&rows, "mGAP", "意欲量")), number("−414"));

    let words = city.words("indicators/mgap/");
    for line in [
        "(30 − 38) × 20.7 = −165.6",
        "(14 − 67) × 20.7 = −1,097.1",
        "61 − 19 → 41",
        "41 × 20.7 = 848.7",
        "−165.6 − 1,097.1 + 848.7 = −414.0",
        "2025年度のmGAPは−414。",
    ] {
        assert!(words.contains(line), "{line}: {words}");
    }
    assert!(!words.contains("信頼区間") && words.contains("無作為抽出ではない"), "mixed answers have no interval");
    let table = city.table("mgap");
    for (part, score) in [("推奨意欲量", "−8"), ("参加意欲量", "−53"), ("感謝意欲量", "+41")] {
        assert!(cell(&table, "2025年度", part).starts_with(score), "{part}");
    }
    let story = city.words("stories/mihon-tsukue/");
    for figure in ["推奨は−165.6", "参加は−1,097.1", "感謝は848.7", "合わせて−414"] {
        assert!(story.contains(figure), "{figure}");
    }
}

#[test]
fn nishitokyo_attachment_and_staying_by_age() {
    let city = City::build("nishitokyo");
    let attachment = Printed {
        indicator: "attachment-age",
        columns: &["感じている", "感じていない"],
        rows: &[
            ("全体", &["72.5", "12.1"]),
            ("18〜19歳", &["48.0", "44.0"]),
            ("20〜29歳", &["68.8", "18.0"]),
            ("30〜39歳", &["69.7", "19.0"]),
        ],
    };
    let staying = Printed {
        indicator: "stay-age",
        columns: &["住みつづけたい", "住みつづけたいと思わない"],
        rows: &[
            ("全体", &["80.5", "5.9"]),
            ("18〜19歳", &["66.0", "8.0"]),
            ("20〜29歳", &["72.2", "10.4"]),
            ("30〜39歳", &["79.6", "9.1"]),
        ],
    };
    attachment.stands_in(&city);
    staying.stands_in(&city);
    for id in ["attachment-age", "stay-age"] {
        assert_eq!(city.csv(id).len(), 5, "older groups are not printed");
        assert!(city.words(&format!("indicators/{id}/")).contains("40歳以上は、資料に値の記載なし"));
    }
}

#[test]
fn nishitokyo_attachment_by_years_of_residence() {
    let city = City::build("nishitokyo");
    let printed = Printed {
        indicator: "attachment-residence",
        columns: &["感じている", "感じていない"],
        rows: &[
            ("全体", &["72.5", "12.1"]),
            ("1年未満", &["54.0", "20.6"]),
            ("1年〜5年未満", &["66.2", "19.2"]),
            ("5年〜10年未満", &["69.9", "16.7"]),
        ],
    };
    printed.stands_in(&city);
}

#[test]
fn what_is_missing_from_100_is_given_no_meaning() {
    let city = City::build("nishitokyo");
    for (id, rest) in [("attachment-age", "15.4"), ("stay-age", "13.6"), ("attachment-residence", "15.4")] {
        assert_eq!(cell(&city.table(id), "全体", "残り"), rest);
        assert!(!city.csv(id)[0].iter().any(|head| head.contains("残り")), "it is no datum of the source");
        let page = city.page(&format!("indicators/{id}/"));
        assert!(page.contains("内訳は示されていない"));
        for name in ["無回答", "わからない", "どちらとも", "不明", "その他"] {
            assert!(!page.contains(name), "{id}: {name}");
        }
    }
}

#[test]
fn the_whole_is_not_the_mean_of_the_groups_that_are_shown() {
    let city = City::build("nishitokyo");
    for id in ["attachment-age", "stay-age", "attachment-residence"] {
        let shares: Vec<Decimal> = city.csv(id)[1..].iter().map(|row| number(&row[1])).collect();
        let mean = shares[1..].iter().sum::<Decimal>() / Decimal::from(shares.len() - 1);
        assert!(shares[0] > mean.round_dp(1) + Decimal::ONE, "{id}: {} and {mean}", shares[0]);
        assert!(!city.words(&format!("indicators/{id}/")).contains(&mean.round_dp(1).to_string()), "{id}");
    }
}

#[test]
fn nishitokyo_in_the_brand_survey() {
    let city = City::build("nishitokyo");
    let printed = Printed {
        indicator: "brand",
        columns: &[
            "魅力度（点）",
            "魅力度（位）",
            "認知度（点）",
            "認知度（位）",
            "情報接触度（点）",
            "情報接触度（位）",
            "観光意欲度（点）",
            "観光意欲度（位）",
            "居留意欲度（点）",
            "居留意欲度（位）",
        ],
        rows: &[
            ("2025年", &["7.4", "526", "27.8", "354", "16.6", "390", "15.3", "779", "8.4", "142"]),
            ("2024年", &["6.7", "535", "26.4", "394", "14.5", "459", "17.1", "599", "6.5", "330"]),
        ],
    };
    printed.stands_in(&city);
    assert!(city.words("indicators/brand/").contains("1,000のなかの順位"));
    assert!(city.words("indicators/brand/").contains("4つが上がり、1つが下がった"), "a smaller rank is better");
}

#[test]
fn nishitokyo_among_the_26_cities_of_tama() {
    let city = City::build("nishitokyo");
    let printed = Printed {
        indicator: "tama",
        columns: &["多摩26市のなかの順位"],
        rows: &[("2023年", &["22"]), ("2024年", &["16"]), ("2025年", &["18"])],
    };
    printed.stands_in(&city);
    assert!(city.words("indicators/tama/").contains("22位から18位へ、4つ上がった"));
}

#[test]
fn nishitokyo_facts_keep_their_dates_and_their_vagueness() {
    let city = City::build("nishitokyo");
    let (page, csv) = (city.table("numbers"), city.csv("numbers"));
    let facts = [
        // On the page: figure, unit, day. In the CSV: figure, how it is meant, day.
        ("人口（出入りの説明）", ["約206,000", "人", "2025年1月1日"], ["206000", "約", "2025-01-01"]),
        ("人口（mGAPの計算）", ["約207,000", "人", "2026年3月31日"], ["207000", "約", "2026-03-31"]),
        ("一年の転入", ["10,000", "人超", "2025年1月1日"], ["10000", "超", "2025-01-01"]),
        ("一年の転出", ["10,000", "人超", "2025年1月1日"], ["10000", "超", "2025-01-01"]),
        ("出入りの割合", ["約5", "%", "2025年1月1日"], ["5", "約", "2025-01-01"]),
        ("昼間人口指数", ["80.9", "", "2020年10月1日"], ["80.9", "", "2020-10-01"]),
    ];
    for (fact, on_page, in_csv) in facts {
        assert_eq!(["値", "単位", "時点"].map(|column| cell(&page, fact, column)), on_page, "{fact}");
        assert_eq!(["値", "値の意味", "時点"].map(|column| cell(&csv, fact, column)), in_csv, "{fact}");
    }
    assert_eq!(cell(&page, "昼間人口指数", "基準"), "常住人口=100、26のうち低いほうから4番目");
    let rank = ["順番", "いくつのうち", "数える向き"].map(|column| cell(&csv, "昼間人口指数", column));
    assert_eq!(rank, ["4", "26", "低いほうから"]);
}

#[test]
fn nishitokyo_importance_is_told_in_words_and_not_drawn() {
    let city = City::build("nishitokyo");
    assert_eq!(cell(&city.table("numbers"), "市民参画の重要度", "値"), "すべての分野でいちばん低い");
    assert_eq!(cell(&city.csv("numbers"), "市民参画の重要度", "値"), "", "no figure is printed");
    assert_eq!(cell(&city.csv("numbers"), "市民参画の重要度", "ことば"), "すべての分野でいちばん低い");
    assert!(city.words("indicators/numbers/").contains("資料に値の記載なし"));
}

#[test]
fn saitama_prints_one_side_of_the_pair() {
    let city = City::build("saitama");
    assert_eq!(cell(&city.table("good-to-live"), "市民", "住みやすい"), "86.3");
    assert_eq!(cell(&city.table("good-to-live"), "市の外の人", "住みやすい"), "データなし");
    assert_eq!(cell(&city.csv("good-to-live"), "市民", "住みやすい"), "86.3");
    assert_eq!(cell(&city.csv("good-to-live"), "市の外の人", "住みやすい"), "", "a gap is never a zero");
    assert!(city.words("stories/mihon-madoguchi/").contains("住みやすいと思う市民は86.3%"));
}

#[test]
fn saitama_prints_directions_without_figures() {
    let city = City::build("saitama");
    let (page, csv) = (city.table("targets"), city.csv("targets"));
    for (strategy, outcome, asked) in [
        ("信頼", "上がったが、目標には届かなかった", "市民"),
        ("共有", "下がった", "市民"),
        ("存在感", "上がったが、目標には届かなかった", "首都圏の人"),
    ] {
        assert_eq!((cell(&page, strategy, "値"), cell(&page, strategy, "基準")), (outcome, asked));
        assert_eq!((cell(&csv, strategy, "ことば"), cell(&csv, strategy, "値")), (outcome, ""));
    }
    for term in ["trust", "sharing", "presence"] {
        assert!(city.words(&format!("strategy/{term}/")).contains("見本の話"), "{term}");
    }
}

#[test]
fn asaka_bodies_have_bounds_and_ranges() {
    let city = City::build("asaka");
    let (page, csv) = (city.table("bodies"), city.csv("bodies"));
    let bodies = [
        // On the page: figure and unit. In the CSV: the figure, the upper end of a range, how it is meant.
        ("委員会の人数", ["7", "人以内"], ["7", "", "以内"]),
        ("委員会の会議", ["約2", "回"], ["2", "", "約"]),
        ("庁内の委員会の人数", ["10", "人以内"], ["10", "", "以内"]),
        ("庁内の委員会の会議", ["3〜4", "回"], ["3", "4", ""]),
        ("市民会議の人数", ["15", "人以内"], ["15", "", "以内"]),
        ("市民会議の会議", ["2〜3", "回"], ["2", "3", ""]),
        ("任期", ["2", "年以内"], ["2", "", "以内"]),
    ];
    for (fact, on_page, in_csv) in bodies {
        assert_eq!(["値", "単位"].map(|column| cell(&page, fact, column)), on_page, "{fact}");
        assert_eq!(["値", "値の上の端", "値の意味"].map(|column| cell(&csv, fact, column)), in_csv, "{fact}");
    }
    assert!(city.words("stories/mihon-kaigi/").contains("一年に3〜4回ひらきます"));
}

#[test]
fn asaka_plan_has_6_chapters_24_measures_and_70_sub_measures() {
    let city = City::build("asaka");
    let printed = Printed {
        indicator: "plan",
        columns: &["値"],
        rows: &[("章", &["6"]), ("施策", &["24"]), ("小施策", &["70"])],
    };
    printed.stands_in(&city);
    for chapter in 1..=6 {
        assert!(city.words(&format!("plan/{chapter}/")).contains(&format!("第{chapter}章")));
    }
    let inside = city.words("segment/inside/");
    assert!(inside.contains("市内の戦略") && inside.contains("市内の戦術"), "a segment has strategy and tactics");
}

#[test]
fn sanyo_onoda_targets_stand_without_data() {
    let city = City::build("sanyo-onoda");
    let rules = [
        ("planners", "目標の種類", "結果", "前年度比増"),
        ("programs", "目標の種類", "結果", "前年度比増"),
        ("smile", "目標の種類", "結果", "前年度比増"),
        ("resources", "UJIターンの目標の種類", "UJIターンの結果", "毎年度確保"),
        ("resources", "企業の誘致と創業の目標の種類", "企業の誘致と創業の結果", "毎年度確保"),
        ("resources", "寄附の目標の種類", "寄附の結果", "毎年度確保"),
    ];
    for (id, kind, result, rule) in rules {
        let rows = city.csv(id);
        assert_eq!(cell(&rows, "2025年度", kind), rule, "{id}");
        assert_eq!(cell(&rows, "2025年度", result), "データなし", "what is not known is neither met nor missed");
        let words = city.words(&format!("indicators/{id}/"));
        let rule = if rule == "毎年度確保" { "毎年度1以上" } else { rule };
        assert!(words.contains(rule) && words.contains("資料に値の記載なし") && !words.contains("未達成"), "{id}");
    }
    assert_eq!(city.csv("views")[1], ["2025年度", ""], "the plan's target is not printed either");
}

#[test]
fn sanyo_onoda_has_three_pillars() {
    let city = City::build("sanyo-onoda");
    for pillar in 1..=3 {
        assert!(city.words(&format!("pillar/{pillar}/")).contains("見本の話"));
    }
}

#[test]
fn each_portal_says_that_it_is_a_test() {
    for name in ["nishitokyo", "asaka", "sanyo-onoda", "saitama"] {
        let city = City::build(name);
        assert!(city.words("").contains("これは試験用のポータルです"), "{name}");
    }
}
