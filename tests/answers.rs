//! Figures from CSV files: what people answered is counted, and nobody's row leaves the folder.

mod properties;

use hibi::build::Memory;
use serde_json::Value as Json;

use crate::html;
use crate::town::{Portal, Town};

/// 40 people, of whom all but 4 live in town: recommend 8, 6, 3 in turn; take part 5, 9; thank 10.
fn people() -> String {
    let mut csv = "番号,居住地,すすめたい,参加したい,感謝したい\r\n".to_owned();
    for number in 0..40 {
        let place = if number % 10 == 9 { "市外" } else { "市内" };
        let (recommend, participate) = (["8", "6", "3"][number % 3], ["5", "9"][number % 2]);
        csv += &format!("秘密{number},{place},{recommend},{participate},10\r\n");
    }
    csv
}

const MGAP: &str = "
    mgap:
      kind: mgap
      title: mGAP
      description: 合計。
      source: { title: 市民意識調査 }
      as_of: 2025-09-30
      sampling: random
      csv: answers-2025.csv
      components: { recommend: 推奨, participate: 参加, thank: 感謝 }
      periods:
        2025:
          population: 8.4
          recommend: { column: すすめたい }
          participate: { column: 参加したい }
          thank: { column: 感謝したい }
    ";

fn nps(parts: &str) -> String {
    format!(
        "nps:\n  kind: nps\n  title: すすめたい気持ち\n  description: NPS。\n  source: {{ title: 調査 }}\n  \
         as_of: 2025-09-30\n  csv: a.csv\n{parts}\n"
    )
}

fn survey(more: &str) -> String {
    format!(
        "love:\n  kind: survey\n  title: 愛着\n  description: 割合。\n  source: {{ title: 調査 }}\n  \
         as_of: 2025-09-30\n  csv: a.csv\n  column: 愛着\n  answers:\n    attached: {{ label: 感じている, \
         match: [そう思う, ややそう思う] }}\n    detached: {{ label: 感じていない, match: そう思わない }}\n  \
         rest: [どちらともいえない]\n  no_answer: [無回答]\n{more}\n"
    )
}

fn town(data: &str, csv: &str) -> Town {
    Town::new().data(data).file("content/a.csv", csv)
}

fn json(portal: &Portal, id: &str) -> Json {
    serde_json::from_str(&portal.page(&format!("/indicators/{id}.json"))).expect("JSON")
}

/// Rows of a survey by place: how many of each place answered yes and no.
fn by_place(places: &[(&str, usize, usize)]) -> String {
    let mut csv = "居住地,愛着\n".to_owned();
    for (place, yes, no) in places {
        csv += &format!("{place},そう思う\n").repeat(*yes);
        csv += &format!("{place},そう思わない\n").repeat(*no);
    }
    csv
}

const PLACES: &str = "  groups:
    all: { label: 全体 }
    river: { label: 川, where: { 居住地: 川 } }
    hill: { label: 山, where: { 居住地: 山 } }
    field: { label: 里, where: { 居住地: 里 } }";

#[test]
fn the_answers_of_people_become_scores_and_volumes() {
    let portal = Town::new().data(MGAP).file("content/answers-2025.csv", &people()).build().is_fine();
    // 14 of 40 said 8, 13 said 3: (35 − 32.5) rounds to 3; × 8.4 = 25.2. 20 said 9 and 20 said 5. All said 10.
    let rows = json(&portal, "mgap")["rows"].clone();
    assert_eq!(rows[0]["n"], 40);
    assert_eq!((&rows[0]["low"], &rows[0]["high"]), (&Json::from(32.5), &Json::from(35)));
    assert_eq!((&rows[0]["volume"], &rows[1]["volume"], &rows[2]["volume"]), (&25.2.into(), &0.into(), &840.into()));
    assert_eq!(rows[3]["volume"], 865.2);
}

#[test]
fn the_interval_of_the_total_is_that_of_each_persons_own_sum() {
    let portal = Town::new().data(MGAP).file("content/answers-2025.csv", &people()).build().is_fine();
    // The same in floating-point numbers: own sums, their spread, and 40 of 84,000 people.
    let side = |score: u32| f64::from(i32::from(score >= 8) - i32::from(score <= 5));
    let sums: Vec<f64> = (0..40usize).map(|at| side([8, 6, 3][at % 3]) + side([5, 9][at % 2]) + 1.0).collect();
    let mean = sums.iter().sum::<f64>() / 40.0;
    let variance = sums.iter().map(|sum| (sum - mean) * (sum - mean)).sum::<f64>() / 40.0;
    let error = (variance / 40.0 * (84_000.0 - 40.0) / (84_000.0 - 1.0)).sqrt() * 100.0 * 8.4;
    let total = json(&portal, "mgap")["rows"][3].clone();
    let margin = (total["ci95_high"].as_f64().unwrap() - total["ci95_low"].as_f64().unwrap()) / 2.0;
    assert!((margin - 1.96 * error).abs() < 0.1, "{margin} {}", 1.96 * error);
    let words = html::words(&portal.page("/indicators/mgap/"));
    assert!(words.contains("一人ひとりの答えから計算しています") && !words.contains("上限です"));
    // From margins alone, only the bound is known, which is wider.
    let margins = MGAP
        .replace("{ column: すすめたい }", "{ low: 32.5, high: 35, n: 40 }")
        .replace("{ column: 参加したい }", "{ low: 50, high: 50, n: 40 }")
        .replace("{ column: 感謝したい }", "{ low: 0, high: 100, n: 40 }")
        .replace("csv: answers-2025.csv\n", "\n");
    let portal = Town::new().data(&margins).build().is_fine();
    let total = json(&portal, "mgap")["rows"][3].clone();
    assert!(total["ci95_high"].as_f64().unwrap() - total["ci95_low"].as_f64().unwrap() > 2.0 * margin);
    assert!(html::words(&portal.page("/indicators/mgap/")).contains("上限です"));
}

#[test]
fn a_person_who_left_a_question_open_counts_for_the_others() {
    let csv = people().replacen("秘密0,市内,8,5,10", "秘密0,市内,８, ,１０", 1);
    let portal = Town::new().data(MGAP).file("content/answers-2025.csv", &csv).build().is_fine();
    let rows = json(&portal, "mgap")["rows"].clone();
    assert_eq!((&rows[0]["n"], &rows[1]["n"], &rows[2]["n"]), (&40.into(), &39.into(), &40.into()));
    assert!(html::words(&portal.page("/indicators/mgap/")).contains("一人ひとりの答えから計算しています"));
}

#[test]
fn nobodys_row_leaves_the_folder() {
    let data = MGAP.replace("csv: answers-2025.csv", "csv: raw/answers-2025.csv");
    let town = Town::new().data(&data).file("content/raw/answers-2025.csv", &people());
    let town = town.file("content/raw/unused.csv", "名\n秘密\n").story("asa", "", "![図](chart:mgap)");
    let portal = town.build().is_fine();
    assert_eq!(portal.where_is("秘密"), [""; 0]);
    assert!(!portal.files().iter().any(|file| file.contains("answers") || file.contains("unused")));
    let beside = town.clone().file("content/stories/hiru/answers.csv", &people());
    let beside =
        beside.file("content/stories/hiru/index.md", &crate::town::story("hiru", "", "昼。")).build().is_fine();
    assert_eq!(beside.where_is("秘密"), [""; 0]);
    for picture in ["image: ../raw/answers-2025.csv\nimage_alt: 表", "image: /raw/answers-2025.csv\nimage_alt: 表"] {
        assert!(!town.clone().story("ban", picture, "").build().errors().is_empty());
    }
    assert!(!town.clone().story("ban", "", "![表](../raw/answers-2025.csv)").build().errors().is_empty());
    let linked = town.story("yoru", "", "[答え](../raw/answers-2025.csv)").build();
    assert_eq!(linked.codes(), ["H008"]);
}

#[test]
fn a_copy_of_the_answers_cannot_be_published() {
    let town = Town::new().data(MGAP).file("content/answers-2025.csv", &people().replace('\r', ""));
    for copy in ["static/answers-2025.csv", "static/files/other.txt", "themes/own/static/a.csv"] {
        assert_eq!(town.clone().file(copy, &people().replace('\r', "")).build().codes(), ["H139"], "{copy}");
        let marked = format!("\u{FEFF}{}", people());
        assert_eq!(town.clone().bytes(copy, marked.as_bytes()).build().codes(), ["H139"], "{copy}");
    }
    let series =
        "s:\n  kind: series\n  title: t\n  description: d\n  source: { title: q }\n  as_of: 2025-01-01\n  csv: a.csv\n";
    let open =
        Town::new().data(series).file("content/a.csv", "年,人\n2025,5\n").file("static/a.csv", "年,人\n2025,5\n");
    open.build().is_fine();
    town.file("static/other.csv", "年,人\n2025,5\n").build().is_fine();
}

#[test]
fn a_message_shows_the_place_and_the_cell_but_not_the_row() {
    let csv = people().replace("秘密7,市内,6,9,10", "秘密7,市内,6点,9,10");
    let town = Town::new().data(MGAP).file("content/answers-2025.csv", &csv);
    let portal = town.build();
    assert_eq!(portal.errors(), ["row 9, “すすめたい”: “6点” is no answer"]);
    let note = &portal.built.report.notes()[0];
    for language in [hibi::diag::Language::Ja, hibi::diag::Language::En] {
        let drawn = hibi::diag::human::draw(note, &town.tree(), language, hibi::diag::human::Paint::Plain);
        assert!(drawn.contains("content/answers-2025.csv:9:8") && !drawn.contains("秘密"), "{drawn}");
    }
}

#[test]
fn groups_are_split_by_other_columns() {
    let csv = "居住地,年齢,点\n".to_owned()
        + &"市内,18〜29歳,10\n".repeat(12)
        + &"市内,30〜39歳,0\n".repeat(12)
        + &"市内,40歳〜,5\n".repeat(12)
        + &"市外,18〜29歳,7\n".repeat(12);
    let split = |condition: &str| {
        let data = nps(&format!("  column: 点\n  where: {condition}\n  periods: {{ 2025: {{}} }}"));
        let row = json(&town(&data, &csv).build().is_fine(), "nps")["rows"][0].clone();
        (row["n"].as_u64().unwrap(), row["score"].as_i64().unwrap())
    };
    assert_eq!(split("{ 居住地: 市内 }"), (36, -33));
    assert_eq!(split("{ 居住地: 市内, 年齢: [18〜29歳, ３０〜３９歳] }"), (24, 0));
    assert_eq!(split("{ 年齢: 18〜29歳 }"), (24, 50));
    let both = |own: &str| {
        let data =
            nps(&format!("  column: 点\n  where: {{ 居住地: 市内 }}\n  periods: {{ 2025: {{ where: {own} }} }}"));
        json(&town(&data, &csv).build().is_fine(), "nps")["rows"][0]["n"].as_u64().unwrap()
    };
    assert_eq!(both("{ 年齢: 18〜29歳 }"), 12, "conditions add up");
    assert_eq!(both("{ 居住地: 市外 }"), 12, "the nearest one of a column counts");
}

#[test]
fn words_of_cells_are_matched_to_answers() {
    let csv = "愛着\n".to_owned()
        + &"そう思う\n".repeat(10)
        + &" ややそう思う \n".repeat(5)
        + &"そう思わない\n".repeat(4)
        + &"どちらともいえない\n".repeat(6)
        + &"無回答\n".repeat(9)
        + "\n,\n";
    let portal = town(&survey("  groups: { all: { label: 全体 } }"), &csv.replace("\n,\n", "\n")).build().is_fine();
    let row = json(&portal, "love")["rows"][0].clone();
    assert_eq!((&row["attached"], &row["detached"], &row["n"]), (&60.into(), &16.into(), &25.into()));
    assert!(html::words(&portal.page("/indicators/love/")).contains("24.0"), "the rest");
}

#[test]
fn a_group_of_few_people_is_withheld_and_so_is_what_would_tell_of_it() {
    let csv = by_place(&[("川", 30, 10), ("山", 20, 5), ("里", 4, 5)]);
    let portal = town(&survey(PLACES), &csv).build().is_fine();
    let rows = json(&portal, "love")["rows"].clone();
    let of = |at: usize| (rows[at]["n"].clone(), rows[at]["withheld"].clone());
    assert_eq!(of(0), (74.into(), Json::Null));
    assert_eq!(of(1), (40.into(), Json::Null));
    assert_eq!(of(2), (Json::Null, "10人未満の答えがわかるため非公表".into()));
    assert_eq!(of(3), (Json::Null, "10人未満のため非公表".into()));
    let page = portal.page("/indicators/love/");
    assert!(html::words(&page).contains("10人未満のため非公表"));
    assert!(portal.page("/indicators/love.svg").contains("10人未満のため非公表"));
    assert!(
        portal.page("/indicators/love.csv").contains("里,,,,10人未満のため非公表"),
        "{}",
        portal.page("/indicators/love.csv")
    );
    let english: Json = serde_json::from_str(
        &town(&survey(PLACES), &csv).site("[languages.en]\n").build().is_fine().page("/en/indicators/love.json"),
    )
    .expect("JSON");
    assert_eq!(english["rows"][3]["withheld"], "withheld (fewer than 10 answers)");
    assert_eq!(english["rows"][2]["withheld"], "withheld (would reveal fewer than 10)");
    // Without the whole there is nothing to subtract from; two small groups hide each other.
    let parts = survey(&PLACES.replace("    all: { label: 全体 }\n", ""));
    assert_eq!(json(&town(&parts, &csv).build().is_fine(), "love")["rows"][1]["n"], 25);
    let two = by_place(&[("川", 30, 10), ("山", 3, 5), ("里", 4, 5)]);
    assert_eq!(json(&town(&survey(PLACES), &two).build().is_fine(), "love")["rows"][1]["n"], 40);
    // A smaller number may be enough.
    let least = survey(&format!("  min_answers: 9\n{PLACES}"));
    assert_eq!(json(&town(&least, &csv).build().is_fine(), "love")["rows"][3]["n"], 9);
}

#[test]
fn two_indicators_together_tell_no_more_than_one() {
    let csv = by_place(&[("川", 30, 10), ("里", 4, 5)]);
    let all = survey("  groups: { all: { label: 全体 } }");
    let river = survey("  groups: { river: { label: 川, where: { 居住地: 川 } } }").replacen("love:", "river:", 1);
    let portal = town(&format!("{all}{river}"), &csv).build().is_fine();
    assert_eq!(json(&portal, "love")["rows"][0]["n"], 49);
    assert_eq!(json(&portal, "river")["rows"][0]["n"], Json::Null);
}

#[test]
fn a_withheld_figure_cannot_be_stated() {
    let csv = by_place(&[("川", 30, 10), ("山", 20, 5), ("里", 4, 5)]);
    let codes =
        |path: &str| town(&survey(PLACES), &csv).story("asa", "", &format!("[](value:love.{path})")).build().errors();
    assert_eq!(codes("river.attached"), [""; 0]);
    assert_eq!(codes("field.attached"), ["`love.field.attached` is not shown: fewer than 10 answered"]);
    let telling = "`love.hill.n` is not shown: with other figures it would tell the answers of fewer than 10";
    assert_eq!(codes("hill.n"), [telling]);
    let few = "番号,居住地,すすめたい,参加したい,感謝したい\n".to_owned() + &"1,市内,5,,8\n".repeat(12);
    let town = Town::new().data(MGAP).file("content/answers-2025.csv", &few);
    for path in ["2025", "R7年.participate.score"] {
        assert_eq!(
            town.clone().story("asa", "", &format!("[](value:mgap.{path})")).build().codes(),
            ["H138"],
            "{path}"
        );
    }
    assert_eq!(town.clone().story("asa", "", "[](value:mgap.2025.thank.scor)").build().codes(), ["H081"]);
    let portal = town.build().is_fine();
    let words = html::words(&portal.page("/indicators/mgap/"));
    assert!(words.contains("参加：10人未満のため非公表") && !words.contains("データなし"), "{words}");
}

#[test]
fn a_year_with_few_answers_leaves_a_place_in_the_picture() {
    let csv = "年度,点\n".to_owned() + &"2024,9\n".repeat(9) + &"2025,9\n".repeat(20);
    let data =
        nps("  column: 点\n  periods:\n    2023: { low: 20, high: 50 }\n    2024: { where: { 年度: 2024 } }\n    \
         2025: { where: { 年度: 2025 } }");
    let portal = town(&data, &csv).build().is_fine();
    let rows = json(&portal, "nps")["rows"].clone();
    assert_eq!((&rows[0]["score"], &rows[1]["score"], &rows[2]["score"]), (&30.into(), &Json::Null, &100.into()));
    assert_eq!(rows[1]["withheld"], "10人未満のため非公表");
    let svg = portal.page("/indicators/nps.svg");
    assert!(html::words(&svg).replace(' ', "").contains("10人未満のため非公表"), "{}", html::words(&svg));
    assert!(portal.page("/indicators/nps/").contains("2024年：10人未満のため非公表。"), "the text alternative");
    let all_few = nps("  column: 点\n  where: { 年度: 2024 }\n  periods: { 2024: {} }");
    let portal = town(&all_few, &csv).build().is_fine();
    assert!(html::words(&portal.page("/indicators/nps/")).contains("10人未満のため非公表"));
}

#[test]
fn a_series_comes_from_a_spreadsheet() {
    let csv = "年,転入,転出\nR6年,\"4,380\",４１２０人\n2025年,4520,\n";
    let data = "moves:\n  kind: series\n  title: 転入と転出\n  description: 人数。\n  source: { title: 台帳 }\n  \
                as_of: 2026-01-31\n  unit: 人\n  csv: a.csv\n  series: { in: 転入, out: 転出 }\n";
    let portal = town(data, csv).build().is_fine();
    assert!(portal.page("/indicators/moves.csv").ends_with("2024,4380,4120\r\n2025,4520,\r\n"));
    let one = data.replace("  series: { in: 転入, out: 転出 }\n", "");
    assert_eq!(town(&one, csv).build().codes(), ["H134"], "which of the two?");
    let chosen = town(&format!("{one}  column: 転出\n"), csv).build().is_fine();
    assert!(chosen.page("/indicators/moves.csv").ends_with("2024,4120\r\n2025,\r\n"));
    let simple = town(&one, "年\t人数\n2024\t5\n").without("content/a.csv");
    let simple = simple.data(&one.replace("a.csv", "a.tsv")).file("content/a.tsv", "年\t人数\n2024\t5\n");
    assert!(simple.build().is_fine().page("/indicators/moves.csv").ends_with("2024,5\r\n"));
    let wrong = town(data, "年,転入,転出\n2024,5件,不明\n昨年,1,2\n2024,1,2\n2025-05,1,1\n").build();
    assert_eq!(wrong.codes(), ["H019", "H019", "H101", "H102", "H103"], "{}", wrong.told());
}

#[test]
fn figures_beside_the_rows_must_agree_with_them() {
    let csv = "点\n".to_owned() + &"9\n".repeat(15) + &"1\n".repeat(5);
    let codes =
        |beside: &str| town(&nps(&format!("  periods: {{ 2025: {{ column: 点, {beside} }} }}")), &csv).build().codes();
    assert_eq!(codes("n: 20, low: 25, high: 75, score: 50"), [""; 0]);
    assert_eq!((codes("n: 21"), codes("low: 30"), codes("score: 40")), (vec!["H106"], vec!["H111"], vec!["H110"]));
    assert_eq!(codes("counts: [0, 5, 0, 0, 0, 0, 0, 0, 0, 15, 0]"), ["H013"], "rows or counts");
    let shares = survey("  groups: { all: { label: 全体, where: { 愛着: そう思う }, attached: 50 } }");
    assert_eq!(town(&shares, &("愛着\n".to_owned() + &"そう思う\n".repeat(12))).build().codes(), ["H013"]);
    let nowhere = nps("  periods: { 2025: { column: 点 } }").replace("  csv: a.csv\n", "");
    assert_eq!(town(&nowhere, &csv).build().codes(), ["H014"]);
}

#[test]
fn an_edited_csv_makes_its_indicator_anew_and_nothing_else() {
    let before = Town::new().data(MGAP).file("content/answers-2025.csv", &people()).story("asa", "", "朝。");
    let after = before.clone().file("content/answers-2025.csv", &people().replace(",3,", ",9,"));
    let mut memory = Memory::default();
    before.build_again(&mut memory).is_fine();
    let second = after.build_again(&mut memory).is_fine();
    assert!(second.rendered().contains(&"/indicators/mgap/".to_owned()), "{:?}", second.rendered());
    assert!(!second.rendered().contains(&"/stories/asa/".to_owned()));
    let clean = after.build();
    for file in clean.files() {
        assert_eq!(clean.bytes(&file), second.bytes(&file), "{file}");
    }
}

/// A town on the disk, with files as other programs write them.
fn on_disk(files: &[(&str, Vec<u8>)]) -> (tempfile::TempDir, Portal) {
    let folder = tempfile::tempdir().expect("a folder");
    Town::new().data(&nps("  column: 点\n  periods: { 2025: { where: { 年齢: 18〜29歳 } } }")).move_to(folder.path());
    for (path, bytes) in files {
        std::fs::create_dir_all(folder.path().join(path).parent().expect("a folder")).expect("a folder");
        std::fs::write(folder.path().join(path), bytes).expect("a file");
    }
    let portal = built(folder.path());
    (folder, portal)
}

fn built(root: &std::path::Path) -> Portal {
    let tree = hibi::source::scan::scan(root, &root.join("site.toml"));
    let clock = hibi::date::Clock::at(crate::town::NOW.parse().expect("a moment"));
    let options = hibi::build::Options::default();
    Portal { built: hibi::build::build(&tree.value, tree.notes, &clock, &options, &mut Memory::default()) }
}

#[test]
fn excel_s_csv_is_read_as_it_is() {
    // Excel's CP932 has another wave dash than the data file.
    let rows = "１８～29歳,８,\"道、\r\n川, \"\"朝\"\"\"\r\n".repeat(12) + "30～39歳,,なし\r\n";
    let text = format!("年齢, 点 ,感想\r\n{rows}\r\n,,\r\n");
    let cp932 = encoding_rs::SHIFT_JIS.encode(&text).0.into_owned();
    for bytes in [cp932, text.clone().into_bytes(), format!("\u{FEFF}{text}").into_bytes()] {
        let (_folder, portal) = on_disk(&[("content/a.csv", bytes)]);
        assert_eq!(json(&portal.is_fine(), "nps")["rows"][0]["n"], 12);
    }
    let utf16: Vec<u8> = format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, name) in [(utf16, "UTF-16"), (encoding_rs::EUC_JP.encode(&text).0.into_owned(), "EUC-JP")] {
        let (_folder, portal) = on_disk(&[("content/a.csv", bytes)]);
        assert_eq!(portal.codes(), ["H001"]);
        assert!(portal.told().contains(name), "{}", portal.told());
    }
}

#[test]
fn a_large_copy_or_a_link_is_noticed_as_well() {
    let text = "年齢,点\n".to_owned() + &"18〜29歳,8\n".repeat(120_000);
    let (folder, portal) = on_disk(&[("content/a.csv", text.clone().into()), ("static/b.csv", text.into())]);
    assert_eq!(portal.codes(), ["H139"]);
    std::fs::remove_file(folder.path().join("static/b.csv")).expect("gone");
    built(folder.path()).is_fine();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../content/a.csv", folder.path().join("static/c.txt")).expect("a link");
        assert_eq!(built(folder.path()).codes(), ["H139"]);
    }
}
