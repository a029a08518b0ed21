use crate::data::sample::{codes, numbers, only};
use crate::data::{Figure, Indicator};
use crate::decimal::{Rounding, plain};

/// 西東京市, R7, as printed.
pub(crate) const R7: &str = "
            kind: mgap
            sampling: mixed
            population_unit: 万人
            components:
              recommend:   { label: 推奨意欲量, en: Recommend }
              participate: { label: 参加意欲量, en: Take part }
              thank:       { label: 感謝意欲量, en: Thank }
            periods:
              2025:
                population: 20.7
                recommend:   { low: 38, high: 30 }
                participate: { low: 67, high: 14 }
                thank:       { low: 19, high: 61, score: 41 }
            targets: { 2029: 0 }";

fn total(indicator: &Indicator) -> String {
    let Figure::Mgap(mgap) = &indicator.figure else { panic!("an mGAP was wanted") };
    mgap.latest().and_then(|round| round.total).map_or_else(|| "none".to_owned(), plain)
}

#[test]
fn the_printed_table_comes_out_exactly() {
    let indicator = only(R7);
    assert_eq!(numbers(&indicator, "2025.recommend"), "−165.6");
    assert_eq!(numbers(&indicator, "2025.participate"), "−1,097.1");
    assert_eq!(numbers(&indicator, "2025.thank"), "+848.7");
    assert_eq!(numbers(&indicator, "2025.thank.score"), "+41");
    // The sum is −414.0, printed −414; a text may write either.
    assert_eq!(total(&indicator), "-414.0");
    assert_eq!(numbers(&indicator, "2025"), "−414");
    assert!(
        indicator
            .value("2025", crate::config::Lang::FIRST)
            .is_some_and(|value| value.agrees("−414.0") && value.agrees("▲414"))
    );
    assert_eq!(numbers(&indicator, "2029.target"), "0");
    assert_eq!(numbers(&indicator, "2025.thank.population"), "20.7");
}

#[test]
fn without_the_published_score_the_shares_decide() {
    let indicator = only(&R7.replace(", score: 41", ""));
    assert_eq!(numbers(&indicator, "2025.thank.score"), "+42");
    assert_eq!(numbers(&indicator, "2025.thank"), "+869.4");
    assert_eq!(total(&indicator), "-393.3");
}

#[test]
fn counts_give_the_score_without_one_being_stated() {
    // 1,000 answers: 194 low and 606 high make 41.2 points, rounded to 41, where the rounded shares 19 and 61 make 42.
    let counts = "thank: { counts: [50, 20, 20, 24, 30, 50, 100, 100, 306, 100, 200], n: 1000 }";
    let indicator = only(&R7.replace("thank:       { low: 19, high: 61, score: 41 }", counts));
    assert_eq!(numbers(&indicator, "2025.thank.score"), "+41");
    assert_eq!(numbers(&indicator, "2025.thank"), "+848.7");
    assert_eq!(total(&indicator), "-414.0");
    assert_eq!(numbers(&indicator, "2025.thank.high"), "60.6");
}

#[test]
fn a_published_score_may_be_one_point_off_and_no_more() {
    let with = |score: &str| codes(&R7.replace("score: 41", &format!("score: {score}")));
    assert_eq!(with("43"), [""; 0]);
    assert_eq!(with("40.9"), ["H110"]);
    assert_eq!(with("44"), ["H110"]);
    let finer = R7.replace("low: 19, high: 61", "low: 19.2, high: 60.8");
    assert_eq!(codes(&finer.replace("score: 41", "score: 42")), [""; 0]);
    assert_eq!(codes(&finer), ["H110"]);
    assert_eq!(codes(&finer.replace("score: 41", "score: 41.7")), [""; 0]);
    assert_eq!(codes(&finer.replace("score: 41", "score: 41.8")), ["H110"]);
}

#[test]
fn rounding_is_a_setting() {
    let score = |mode: &str, digits: u32| {
        let settings = format!("rounding: {mode}\n            score_digits: {digits}\n            population_unit");
        let shares =
            R7.replace("population_unit", &settings).replace("low: 19, high: 61, score: 41", "low: 19.0, high: 61.5");
        numbers(&only(&shares), "2025.thank.score")
    };
    assert_eq!(score("half_up", 0), "+43");
    assert_eq!(score("half_even", 0), "+42");
    assert_eq!(score("truncate", 0), "+42");
    assert_eq!(score("half_up", 1), "+42.5");
    assert_eq!(Rounding::WORDS.len(), 3);
}

#[test]
fn an_index_runs_from_0_to_100() {
    let indicator =
        only(&R7.replace("population_unit", "index: true\n            population_unit").replace(", score: 41", ""));
    assert_eq!(numbers(&indicator, "2025.recommend.score"), "46.0");
    assert_eq!(numbers(&indicator, "2025.recommend"), "+952.2");
}

#[test]
fn a_part_may_have_its_own_population() {
    let indicator = only(&R7.replace("thank:       { low: 19,", "thank:       { population: 100, low: 19,"));
    assert_eq!(numbers(&indicator, "2025.thank"), "+4,100.0");
}

#[test]
fn a_missing_part_leaves_no_total() {
    let indicator = only(&R7.replace("thank:       { low: 19, high: 61, score: 41 }", ""));
    assert_eq!(numbers(&indicator, "2025"), "none");
    assert_eq!(numbers(&indicator, "2025.recommend"), "−165.6");
}

#[test]
fn figures_that_contradict_each_other_are_errors() {
    let with = |shares: &str| codes(&R7.replace("low: 19, high: 61, score: 41", shares));
    assert_eq!(with("low: 60, high: 61"), ["H108"]);
    assert_eq!(with("low: -1, high: 61"), ["H109"]);
    assert_eq!(with("low: 19"), ["H014"]);
    assert_eq!(with("counts: [1, 2, 3]"), ["H107"]);
    assert_eq!(with("counts: [1, -2, 3, 0, 0, 0, 0, 0, 0, 0, 0]"), ["H105"]);
    assert_eq!(with("counts: [1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0], n: 7"), ["H106"]);
    assert_eq!(with("counts: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]"), ["H113"]);
    assert_eq!(with("counts: [1, 2.5, 3, 0, 0, 0, 0, 0, 0, 0, 0]"), ["H114"]);
    assert_eq!(with("counts: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], high: 52"), ["H111"]);
    assert_eq!(codes(&R7.replace("population: 20.7", "population: -3")), ["H105"]);
    assert_eq!(codes(&R7.replace("population: 20.7", "")), ["H014", "H014", "H014"]);
    assert_eq!(codes(&R7.replace("population: 20.7", "population: 9999999999999999")), ["H112"]);
}

#[test]
fn only_random_samples_have_an_error() {
    let random =
        R7.replace("mixed", "random").replace(" }\n", ", n: 1204 }\n").replace("Take part, n: 1204", "Take part");
    let random = random.replace("label: 推奨意欲量, en: Recommend, n: 1204", "label: 推奨意欲量");
    let random = random.replace(", en: Thank, n: 1204", "");
    let indicator = only(&random);
    let Figure::Mgap(mgap) = &indicator.figure else { panic!("an mGAP was wanted") };
    let round = mgap.latest().unwrap();
    let parts: rust_decimal::Decimal =
        round.voices.iter().flatten().map(|voice| voice.error.unwrap() * voice.population).sum();
    assert_eq!(round.error, Some(parts), "the bound is the plain sum");
    let mixed = only(&random.replace("random", "mixed"));
    let Figure::Mgap(mgap) = &mixed.figure else { panic!("an mGAP was wanted") };
    assert_eq!(mgap.latest().unwrap().error, None);
}
