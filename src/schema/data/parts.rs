//! What several kinds of indicators have: lists of names, periods, remarks, targets, answers from CSV files.

use serde_json::{Value as Json, json};

use crate::data::target::read::{BETTER, BOUNDS, EVERY_YEAR, WORDS};
use crate::date::ERAS;
use crate::decimal::Rounding;
use crate::schema::shape::{
    Entries, Scribe, any_of, count, digits, flag, keys_of_form, like, list_of, number, reference, said, share, text,
    texts, words_of,
};

/// The names of parts by which texts state figures: no dots, no spaces, none of `reserved`.
pub(super) fn part_names(reserved: &[&str]) -> Json {
    let mut names = keys_of_form(r"^[^.\s]+$");
    if !reserved.is_empty() {
        names["not"] = json!({ "enum": reserved });
    }
    names
}

/// A list of names, each a text or a map with a `label` and what `more` holds.
pub(super) fn named(scribe: Scribe<'_>, reserved: &[&str], more: Entries<'_>) -> Json {
    let entry = labelled(more).done();
    let list = scribe.map().named(part_names(reserved)).others(any_of([said(), entry]));
    list.keyword("minProperties", 1.into()).done()
}

/// A map that has a name.
pub(super) fn labelled(entries: Entries<'_>) -> Entries<'_> {
    entries.must("label", said(), ("名前。", "Its name.")).translated(&["label"])
}

/// What a period may look like as a key.
pub(super) fn period_name(scribe: Scribe<'_>) -> Json {
    scribe.hinted(like(keys_of_form(&period_pattern()), "2025年度"))
}

fn period_names() -> Json {
    reference("period")
}

/// A period.
pub(super) fn period() -> Json {
    json!({ "type": ["string", "integer"], "pattern": period_pattern(), "minimum": 1000, "maximum": 9998 })
}

/// Years, fiscal years, eras, and the pieces of them; in either width, as readers fold it away.
fn period_pattern() -> String {
    const DIGIT: &str = "[0-9０-９]";
    const BETWEEN: &str = "[-－ 　./．／年度]";
    let names: Vec<&str> = ERAS.iter().map(|era| era.name).collect();
    let letters: String = ERAS.iter().map(|era| both_cases(era.letter)).collect();
    let era = format!("(?:{}|[{letters}])[.．]*(?:元|{DIGIT}{{1,4}})", names.join("|"));
    let year = format!("(?:[FfＦｆ][YyＹｙ][ 　]*)?(?:{DIGIT}{{4}}|{era})");
    let half = "[上下]半?期|[前後]期|[HhＨｈ][12１２]";
    let quarter = "[QqＱｑ]0*[1-4１-４]|第?0*[1-4１-４]四半期";
    let month = format!("{DIGIT}{{1,2}}月?|{DIGIT}{{2}}[-－]{DIGIT}{{2}}");
    format!("^[ 　]*{year}(?:{BETWEEN}*(?:{half}|{quarter})|{BETWEEN}+(?:{month}))?{BETWEEN}*$")
}

fn both_cases(letter: char) -> String {
    const FULL_WIDTH: u32 = 0xFEE0;
    let cases = [letter, letter.to_ascii_lowercase()];
    let wide = cases.map(|letter| char::from_u32(u32::from(letter) + FULL_WIDTH).unwrap_or(letter));
    cases.into_iter().chain(wide).collect()
}

/// Rows by period. One without anything is a gap.
pub(super) fn by_period(scribe: Scribe<'_>, row: Json) -> Json {
    scribe.map().named(period_names()).others(scribe.gap(row)).keyword("minProperties", 1.into()).done()
}

/// Remarks by period.
pub(super) fn remarks(scribe: Scribe<'_>) -> Json {
    let remark = scribe.map().must("text", said(), ("言葉。", "The words.")).translated(&["text"]).done();
    scribe.map().named(period_names()).others(any_of([text(), remark])).done()
}

/// `{ at_least: 3 }` or `{ at_most: 10 }`.
pub(super) fn bound(scribe: Scribe<'_>) -> Json {
    let [least, most] = BOUNDS;
    let entries = scribe.map().given(least, number(), ("これ以上。", "It or more.")).given(
        most,
        number(),
        ("これ以下。", "It or less."),
    );
    entries.keyword("minProperties", 1.into()).keyword("maxProperties", 1.into()).done()
}

/// The parts of an indicator to which a target may be set.
#[derive(Clone, Copy)]
pub(super) struct Parts {
    /// The name of the whole, if it has one.
    pub(super) whole: Option<&'static str>,
    /// Whether the indicator names parts of its own.
    pub(super) named: bool,
}

impl Parts {
    /// A value for the whole, or one for each part.
    fn value(self, scribe: Scribe<'_>, value: Json) -> Json {
        let mut parts = scribe.map();
        if let Some(whole) = self.whole {
            parts = parts.given(whole, value.clone(), ("全体。", "The whole."));
        }
        if self.named {
            parts = parts.others(value.clone()).named(json!({ "not": { "enum": BOUNDS } }));
        }
        any_of([value, parts.done()])
    }
}

/// `better`, `targets`, `breaks` and `events`.
pub(super) fn over_time<'a>(entries: Entries<'a>, scribe: Scribe<'a>, parts: Parts) -> Entries<'a> {
    let aim = any_of([words_of(&WORDS), reference("bound")]);
    let names = any_of([json!({ "const": EVERY_YEAR }), period_names()]);
    let targets = json!({
        "type": "object",
        "propertyNames": names,
        "properties": { EVERY_YEAR: parts.value(scribe, aim) },
        "additionalProperties": parts.value(scribe, scribe.gap(number())),
    });
    entries
        .may(
            "better",
            parts.value(scribe, words_of(&BETTER)),
            ("多いほどよいか（higher）、少ないほどよいか（lower）。", "Which way is better: higher or lower."),
        )
        .may(
            "targets",
            like(targets, json!({ "2029": 4800 })),
            (
                "目標。時期ごとの値か、every_year（more、less、secured、{ at_least: 3 }）。",
                "Targets: values by period, or every_year (more, less, secured, { at_least: 3 }).",
            ),
        )
        .may("breaks", reference("remarks"), ("調べ方が変わった時。", "Changes of method, by period."))
        .may("events", reference("remarks"), ("そのころのできごと。", "What happened meanwhile, by period."))
}

/// How answers from 0 to 10 become a score.
pub(super) fn scale<'a>(entries: Entries<'a>, scribe: Scribe<'a>) -> Entries<'a> {
    let band = json!({ "type": "array", "items": count(0), "minItems": 2, "maxItems": 2 });
    let bands = scribe.map().may("low", like(band.clone(), json!([0, 6])), ("低いほう。", "The low answers.")).may(
        "high",
        like(band, json!([9, 10])),
        ("高いほう。", "The high answers."),
    );
    entries
        .may("bands", bands.done(), ("0から10の答えの分けかた。", "Which of the answers 0 to 10 are low and high."))
        .may("score_digits", digits(), ("点数の小数の桁。", "Decimals of a score."))
        .may("index", flag(), ("点数を0から100にする。", "Whether scores run from 0 to 100."))
        .may("rounding", words_of(&Rounding::WORDS), ("丸めかた。", "How figures are rounded."))
}

/// Where answers lie in a CSV file.
pub(super) fn origin<'a>(entries: Entries<'a>, scribe: Scribe<'a>) -> Entries<'a> {
    let conditions = scribe.map().others(scribe.gap(texts())).keyword("minProperties", 1.into()).done();
    entries
        .may(
            "csv",
            like(text(), "answers-2025.csv"),
            ("答えのCSV。データファイルから見た場所。", "A CSV file of answers, seen from the data file."),
        )
        .may("column", like(text(), "すすめたい"), ("CSVの列の名前。", "The column's name."))
        .may(
            "where",
            like(conditions, json!({ "居住地": "市内" })),
            ("この言葉のある行だけ。", "Only rows with these words."),
        )
}

/// What an indicator says of all its answers in CSV files.
pub(super) fn origins<'a>(entries: Entries<'a>, scribe: Scribe<'a>) -> Entries<'a> {
    origin(entries, scribe)
        .may("no_answer", texts(), ("答えとして数えない言葉。", "Words that mean that a question was left open."))
        .may(
            "min_answers",
            count(1),
            ("これより少ない答えは公表しない。", "Fewer answers than this are not published."),
        )
}

/// The answers of one question.
pub(super) fn answers(entries: Entries<'_>) -> Entries<'_> {
    let counts = json!({ "type": "array", "items": count(0), "minItems": 11, "maxItems": 11 });
    entries
        .may("counts", counts, ("0から10までの、答えの数。", "How many gave each answer from 0 to 10."))
        .may("low", share(), ("低い答えの割合（%）。", "The share of low answers, in per cent."))
        .may("high", share(), ("高い答えの割合（%）。", "The share of high answers, in per cent."))
        .may("n", count(1), ("答えた人の数。", "How many answered."))
        .may("score", number(), ("公表された点数。", "The score as published."))
}

/// Two or more ends of a range: used for facts.
pub(super) fn range() -> Json {
    let mut ends = list_of(&number(), 2);
    ends["maxItems"] = 2.into();
    ends
}
