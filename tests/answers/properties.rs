//! What holds for whatever people answer, against the same computed in another way.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value as Json;

use super::{MGAP, PLACES, json, nps, survey, town};
use crate::html;
use crate::town::Town;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_the_rows_says_nothing(people in prop::collection::vec((0u8..3, 0u8..=10, 0u8..4), 12..60), turn in 1usize..50) {
        let row = |(place, score, word): &(u8, u8, u8)| {
            let word = ["そう思う", "そう思わない", "どちらともいえない", ""][usize::from(*word)];
            format!("{},{score},{word}\n", ["川", "山", "里"][usize::from(*place)])
        };
        // Every place is there, so that the data file is sound.
        let mut rows: Vec<String> = ["川,5,\n", "山,5,\n", "里,5,\n"].map(str::to_owned).into();
        rows.extend(people.iter().map(row));
        let data = format!("{}{}", survey(PLACES), nps("  column: 点\n  periods: { 2025: {} }"));
        let all = |rows: &[String]| -> BTreeMap<String, Vec<u8>> {
            let portal = town(&data, &format!("居住地,点,愛着\n{}", rows.concat())).build().is_fine();
            portal.files().into_iter().map(|file| (file.clone(), portal.bytes(&file))).collect()
        };
        let first = all(&rows);
        let length = rows.len();
        rows.rotate_left(turn % length);
        rows[..length / 2].reverse();
        prop_assert_eq!(first, all(&rows));
    }

    #[test]
    fn whatever_a_file_holds_is_read_or_named(csv in "[0-9a点,\"\n\t ー　〜]{0,60}") {
        let data = nps("  min_answers: 1\n  column: 点\n  periods: { 2025: { where: { 0: 1 } }, 2026: {} }");
        let series = "s:\n  kind: series\n  title: t\n  description: d\n  source: { title: q }\n  as_of: 2025-01-01\n  csv: a.csv\n";
        let portal = town(&format!("{data}{series}"), &format!("点,0\n{csv}")).build();
        let leaked = format!("点,0\n{csv}");
        prop_assert!(csv.trim().len() < 8 || portal.texts().iter().all(|(_, text)| !text.contains(&leaked)));
        prop_assert!(portal.errors().is_empty() || portal.built.output.is_empty());
    }

    #[test]
    fn shares_add_up_and_scores_stay_within_bounds(scores in prop::collection::vec(0u8..=10, 10..80)) {
        let csv: String = std::iter::once("点\n".to_owned()).chain(scores.iter().map(|score| format!("{score}\n"))).collect();
        let portal = town(&nps("  column: 点\n  periods: { 2025: {} }"), &csv).build().is_fine();
        let row = json(&portal, "nps")["rows"][0].clone();
        let share = |key: &str| row[key].as_f64().expect("a share");
        prop_assert!((share("low") + share("middle") + share("high") - 100.0).abs() < 0.11);
        prop_assert!((-100.0..=100.0).contains(&share("score")));
        let (high, all) = scores.iter().fold((0.0, 0.0), |(high, all), score| (high + f64::from(*score >= 9), all + 1.0));
        prop_assert!((share("high") - 100.0 * high / all).abs() < 0.051);
    }

    #[test]
    fn shares_of_a_group_and_their_rest_make_a_hundred(words in prop::collection::vec(0usize..4, 10..80)) {
        let word = |word: &usize| ["そう思う\n", "そう思わない\n", "どちらともいえない\n", "無回答\n"][*word];
        let answered = words.iter().filter(|word| **word < 3).count();
        let csv = format!("愛着\n{}", words.iter().map(word).collect::<String>());
        let portal = town(&survey("  groups: { all: { label: 全体 } }"), &csv).build().is_fine();
        let row = json(&portal, "love")["rows"][0].clone();
        if answered < 10 {
            prop_assert_eq!(&row["attached"], &Json::Null);
            return Ok(());
        }
        let share = |key: &str| row[key].as_f64().expect("a share");
        let rest = 100.0 - share("attached") - share("detached");
        for (at, share) in [share("attached"), share("detached"), rest].into_iter().enumerate() {
            let count = words.iter().filter(|word| **word == at).count();
            let exact = 100.0 * f64::from(u32::try_from(count).unwrap()) / f64::from(u32::try_from(answered).unwrap());
            prop_assert!((share - exact).abs() < 0.101, "{share} {exact} {row}");
        }
        if words.contains(&2) {
            let exact = words.iter().filter(|word| **word == 2).count() * 1000;
            let shown = format!("{:.1}", f64::from(u32::try_from((exact * 2 + answered) / (answered * 2)).unwrap()) / 10.0);
            prop_assert!(html::words(&portal.page("/indicators/love/")).contains(&shown), "{shown}");
        }
    }

    #[test]
    fn the_total_of_mgap_is_the_sum_of_scores_and_population(people in prop::collection::vec((0u8..=10, 0u8..=10, 0u8..=10), 10..60)) {
        let head = "番号,居住地,すすめたい,参加したい,感謝したい\n".to_owned();
        let csv = people.iter().fold(head, |csv, (a, b, c)| csv + &format!("1,市内,{a},{b},{c}\n"));
        let portal = Town::new().data(MGAP).file("content/answers-2025.csv", &csv).build().is_fine();
        let rows = json(&portal, "mgap")["rows"].clone();
        let figure = |at: usize, key: &str| rows[at][key].as_f64().expect("a figure");
        let all = f64::from(u32::try_from(people.len()).unwrap());
        let mut total = 0.0;
        for (at, pick) in [|p: &(u8, u8, u8)| p.0, |p: &(u8, u8, u8)| p.1, |p: &(u8, u8, u8)| p.2].into_iter().enumerate() {
            let sides = people.iter().map(pick).map(|score| i32::from(score >= 8) - i32::from(score <= 5)).sum::<i32>();
            let (exact, score) = (100.0 * f64::from(sides) / all, figure(at, "score"));
            prop_assert!((score - exact).abs() <= 0.5001 && score.abs() <= 100.0 && score.fract() == 0.0, "{score} {exact}");
            prop_assert!((figure(at, "volume") - score * 8.4).abs() < 0.0501, "{rows}");
            total += figure(at, "volume");
        }
        prop_assert!((figure(3, "volume") - total).abs() < 0.001, "{rows}");
    }

    #[test]
    fn more_people_make_a_narrower_interval(scores in prop::collection::vec(0u8..=10, 10..40)) {
        let data = nps("  sampling: random\n  column: 点\n  periods: { 2025: {} }");
        let width = |times: usize| {
            let rows: String = scores.iter().map(|score| format!("{score}\n")).collect();
            let portal = town(&data, &format!("点\n{}", rows.repeat(times))).build().is_fine();
            let row = json(&portal, "nps")["rows"][0].clone();
            row["ci95_high"].as_f64().expect("an end") - row["ci95_low"].as_f64().expect("an end")
        };
        let (once, twice) = (width(1), width(4));
        prop_assert!(twice <= once && (twice * 2.0 - once).abs() < 0.5, "{once} {twice}");
    }
}
