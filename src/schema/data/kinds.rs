//! The keys that each kind of indicator has of its own.

use serde_json::{Value as Json, json};

use super::parts::{
    Parts, answers, by_period, labelled, named, origin, origins, over_time, part_names, period, range, scale,
};
use crate::data::Kind;
use crate::data::facts::{ENDS, Sense};
use crate::data::{diffusion, mgap, ranking, scatter, series, survey, tally};
use crate::decimal::Rounding;
use crate::schema::front;
use crate::schema::shape::{
    Entries, Scribe, any_of, count, digits, flag, like, list_of, moment, number, one_of, reference, said, share, text,
    texts, words_of,
};

/// Adds the keys of a kind.
pub(super) fn with_kind<'a>(entries: Entries<'a>, scribe: Scribe<'a>, kind: Kind) -> Entries<'a> {
    match kind {
        Kind::Mgap => with_mgap(entries, scribe),
        Kind::Nps => with_nps(entries, scribe),
        Kind::Diffusion => with_diffusion(entries, scribe),
        Kind::Series => with_series(entries, scribe),
        Kind::Survey => with_survey(entries, scribe),
        Kind::Ranking => with_ranking(entries, scribe),
        Kind::Scatter => with_scatter(entries, scribe),
        Kind::Facts => with_facts(entries, scribe),
        Kind::Tally => with_tally(entries, scribe),
    }
}

/// What stands under `periods`.
fn rows<'a>(entries: Entries<'a>, scribe: Scribe<'a>, row: Json) -> Entries<'a> {
    entries.must("periods", by_period(scribe, row), ("時期ごとの数字。", "The figures by period."))
}

fn with_mgap<'a>(entries: Entries<'a>, scribe: Scribe<'a>) -> Entries<'a> {
    let population = |entries: Entries<'a>| {
        let words = ("人口。単位は population_unit。", "The population, in population_unit.");
        entries.may("population", number(), words)
    };
    let part = answers(origin(population(scribe.map()), scribe)).done();
    let row = origin(population(scribe.map()), scribe).others(scribe.gap(part)).done();
    let entries =
        over_time(origins(scale(entries, scribe), scribe), scribe, Parts { whole: Some("total"), named: true });
    let entries = entries
        .must(
            "components",
            like(named(scribe, &mgap::ROW_KEYS, scribe.map()), json!({ "recommend": { "label": "推奨" } })),
            ("部分（推奨、参加、感謝など）。", "The components: recommend, take part, thank …"),
        )
        .may("population_unit", like(text(), "万人"), ("人口の単位。", "What populations are counted in."))
        .may("volume_digits", digits(), ("意欲量の小数の桁。", "Decimals of a volume."))
        .may("total_digits", digits(), ("大きく出す合計の小数の桁。", "Decimals of the total where it stands large."));
    rows(entries, scribe, row)
}

fn with_nps<'a>(entries: Entries<'a>, scribe: Scribe<'a>) -> Entries<'a> {
    let row = answers(origin(scribe.map(), scribe)).done();
    let entries =
        over_time(origins(scale(entries, scribe), scribe), scribe, Parts { whole: Some("score"), named: false });
    rows(entries, scribe, row)
}

/// Which answers there are decides what a period holds; the method, whether they have weights.
fn with_diffusion<'a>(entries: Entries<'a>, scribe: Scribe<'a>) -> Entries<'a> {
    let is_weighted = json!({ "required": ["method"], "properties": { "method": { "const": "weighted" } } });
    let (weighted, usual) = steps(scribe);
    let (own_row, usual_row) = steps_of_period(scribe);
    let entries = over_time(entries, scribe, Parts { whole: Some("index"), named: false })
        .may(
            "method",
            words_of(&diffusion::METHODS),
            (
                "net：よくなった−悪くなった、half：変わらないを半分、weighted：重みつき。",
                "net: better − worse, half: unchanged by half, weighted.",
            ),
        )
        .may("steps", json!({ "type": "object" }), ("答え。よいほうから。", "The answers, best first."))
        .keyword(
            "allOf",
            json!([
                {
                    "if": is_weighted,
                    "then": { "required": ["steps"], "properties": { "steps": weighted } },
                    "else": { "properties": { "steps": scribe.gap(usual) } },
                },
                {
                    "if": { "required": ["steps"] },
                    "then": { "properties": { "periods": by_period(scribe, own_row) } },
                    "else": { "properties": { "periods": by_period(scribe, usual_row) } },
                },
            ]),
        );
    rows(entries, scribe, json!({ "type": "object" }))
}

/// The answers where each has a weight, and where the weights of the usual three are known.
fn steps(scribe: Scribe<'_>) -> (Json, Json) {
    let weight = || scribe.map().must("weight", number(), ("割合にかける重み。", "What a share of it counts."));
    let steps = || {
        let steps = scribe.map().named(part_names(&diffusion::RESERVED)).others(labelled(weight()).done());
        steps.keyword("minProperties", 1.into())
    };
    let usual = ["better", "unchanged", "worse"].into_iter().fold(steps(), |steps, id| {
        steps.given(id, labelled(scribe.map()).done(), ("ふつうの三つの答え。", "One of the usual three answers."))
    });
    (steps().done(), usual.done())
}

/// What a period holds of own answers, and of the usual three.
fn steps_of_period(scribe: Scribe<'_>) -> (Json, Json) {
    let row = || {
        let row = scribe.map().may("n", count(1), ("答えた人の数。", "How many answered."));
        let words = ("変わらない（%）。書かなければ残り。", "Unchanged, in per cent; else what is missing from 100.");
        row.may("unchanged", share(), words)
    };
    let usual = row().must("better", share(), ("よくなった（%）。", "Better, in per cent.")).must(
        "worse",
        share(),
        ("悪くなった（%）。", "Worse, in per cent."),
    );
    (row().others(share()).done(), usual.done())
}

fn with_series<'a>(entries: Entries<'a>, scribe: Scribe<'a>) -> Entries<'a> {
    let row = scribe.map().others(scribe.gap(number())).done();
    over_time(entries, scribe, Parts { whole: None, named: true })
        .may("unit", like(text(), "人"), ("単位。", "The unit of all figures."))
        .may(
            "series",
            named(scribe, &series::RESERVED, scribe.map()),
            ("二本以上の線。", "The series, where there are several."),
        )
        .may("signed", flag(), ("＋もつける。", "Whether figures are shown with a plus."))
        .may("shape", words_of(&series::SHAPES), ("折れ線か、棒か。", "Lines or bars."))
        .given("periods", by_period(scribe, any_of([number(), row])), ("時期ごとの数字。", "The figures by period."))
        .may(
            "csv",
            like(text(), "moves.csv"),
            ("系列のCSV。1列目が時期。", "A CSV file whose first column holds the periods."),
        )
        .may("column", text(), ("CSVの列の名前。", "The column's name."))
        .keyword("if", json!({ "required": ["csv"], "properties": { "csv": { "not": { "type": "null" } } } }))
        .keyword("then", json!({ "properties": { "periods": false } }))
        .keyword("else", json!({ "required": ["periods"], "properties": { "column": false } }))
}

fn with_survey<'a>(entries: Entries<'a>, scribe: Scribe<'a>) -> Entries<'a> {
    let words = scribe.map().may(
        "match",
        texts(),
        ("CSVでこの答えにあたる言葉。", "Words of the CSV file that mean this answer."),
    );
    let group = labelled(origin(scribe.map(), scribe))
        .may("n", count(1), ("答えた人の数。", "How many were asked."))
        .others(scribe.gap(share()))
        .done();
    let groups = scribe.map().named(part_names(&[])).others(group).keyword("minProperties", 1.into()).done();
    origins(entries, scribe)
        .must(
            "answers",
            like(named(scribe, &survey::RESERVED, words), json!({ "attached": { "label": "感じている" } })),
            ("答え。", "The answers."),
        )
        .must(
            "groups",
            like(groups, json!({ "all": { "label": "全体", "attached": 72.5 } })),
            (
                "区分ごとの割合（%）。足りない分は「残り」。",
                "Shares by group, in per cent; what is missing stays a remainder.",
            ),
        )
        .may("rest", texts(), ("CSVで「残り」に数える言葉。", "Words of the CSV file that count as the remainder."))
}

/// Where nothing is named, a period has a place; else one for each name, or for the only one.
fn with_ranking<'a>(entries: Entries<'a>, scribe: Scribe<'a>) -> Entries<'a> {
    let place = || {
        let map = scribe.map().must("rank", count(1), ("順位。", "The place."));
        map.may("score", number(), ("点数。", "The score behind it."))
    };
    let one = any_of([count(1), place().done()]);
    let each = any_of([count(1), scribe.map().others(scribe.gap(one.clone())).done(), place().done()]);
    let entries = over_time(entries, scribe, Parts { whole: None, named: true })
        .may("of", count(1), ("いくつの中の順位か。", "How many are ranked."))
        .may(
            "series",
            named(scribe, &ranking::RESERVED, scribe.map()),
            ("順位が二つ以上のとき。", "What is ranked, where it is more than one."),
        )
        .keyword("if", json!({ "required": ["series"] }))
        .keyword("then", json!({ "properties": { "periods": by_period(scribe, each) } }))
        .keyword("else", json!({ "properties": { "periods": by_period(scribe, one) } }));
    rows(entries, scribe, json!({}))
}

fn with_scatter<'a>(entries: Entries<'a>, scribe: Scribe<'a>) -> Entries<'a> {
    let axis = || {
        let map = scribe.map().may("label", text(), ("名前。", "Its name.")).may(
            "mean",
            number(),
            ("資料にある平均。", "The mean as stated."),
        );
        any_of([text(), map.translated(&["label"]).done()])
    };
    let keys = scatter::QUADRANTS.map(|(key, ..)| key);
    let quadrants =
        scatter::QUADRANTS.into_iter().fold(scribe.map(), |map, (key, ja, en)| map.may(key, text(), (ja, en)));
    let item = labelled(scribe.map())
        .must("x", number(), ("横。", "How far to the right it lies."))
        .must("y", number(), ("縦。", "How far up it lies."))
        .may("highlight", flag(), ("目立たせる。", "Whether it is to stand out."));
    let items = scribe.map().named(part_names(&scatter::RESERVED)).others(item.done());
    entries
        .must("items", items.keyword("minProperties", 1.into()).done(), ("項目。", "The fields."))
        .may("x", axis(), ("横の軸。書かなければ満足度。", "The axis to the right; else satisfaction."))
        .may("y", axis(), ("縦の軸。書かなければ重要度。", "The axis upwards; else importance."))
        .may(
            "quadrants",
            quadrants.translated(&keys).done(),
            ("四つの区画の名前。", "What the four quarters are called."),
        )
        .may("rounding", words_of(&Rounding::WORDS), ("平均の丸めかた。", "How means are rounded."))
}

fn with_facts<'a>(entries: Entries<'a>, scribe: Scribe<'a>) -> Entries<'a> {
    let rank = scribe
        .map()
        .must("place", count(1), ("順位。", "The place."))
        .may("of", count(1), ("いくつの中か。", "How many there are."))
        .may("from", words_of(&ENDS), ("高いほうからか、低いほうからか。", "From which end."));
    let item = scribe
        .map()
        .must("label", like(said(), "人口"), ("名前。", "Its name."))
        .may(
            "value",
            any_of([number(), range()]),
            ("数字。範囲は [3, 4]、わからなければ ~。", "The figure; [3, 4] for a range, ~ if it is not known."),
        )
        .may("unit", like(text(), "人"), ("単位。", "Its unit."))
        .may("is", words_of(&Sense::WORDS), ("約、以内、以上、超、未満。", "How the figure is meant."))
        .may("words", text(), ("数字のかわりの言葉。", "What the source says in place of a figure."))
        .may("base", text(), ("何にくらべた数か。", "What it is measured against."))
        .may("as_of", moment(), ("いつの数字か。", "Its own day."))
        .may("rank", rank.done(), ("順番。", "Its place among others."))
        .may("target", reference("bound"), ("目標。", "What it is to be."))
        .keyword("anyOf", json!([{ "required": ["value"] }, { "required": ["words"] }]))
        .translated(&["label", "unit", "base", "words"]);
    let items = scribe.map().named(part_names(&[])).others(item.done()).keyword("minProperties", 1.into());
    let example = json!({ "population": { "label": "人口", "value": 206_000, "unit": "人" } });
    entries.must("items", like(items.done(), example), ("数字。", "The figures."))
}

/// What may be counted by is up to the settings; without them, any word may be a vocabulary's.
fn with_tally<'a>(entries: Entries<'a>, scribe: Scribe<'a>) -> Entries<'a> {
    let vocabularies = front::vocabularies(scribe);
    let by = tally::BY.iter().map(|(word, _)| *word);
    let of_stories = vocabularies.iter().map(|vocabulary| vocabulary.key.as_str()).chain(["tag"]).chain(by.clone());
    let by_any = if scribe.config.is_some() { one_of(of_stories) } else { text() };
    let of_pages = || {
        scribe
            .map()
            .may("author", text(), ("この人が書いた。", "By this author."))
            .may("year", period(), ("この年の。", "Of this year."))
            .may("fiscal_year", period(), ("この年度の。", "Of this fiscal year."))
    };
    let mut conditions = of_pages().may("tag", text(), ("このタグのある。", "With this tag."));
    for vocabulary in vocabularies {
        let term = front::term_of(scribe, vocabulary);
        let terms = any_of([term.clone(), list_of(&term, 0)]);
        conditions = conditions.may(&vocabulary.key, terms, ("この語のある。", "With one of these terms."));
    }
    if scribe.config.is_none() {
        conditions = conditions.others(texts());
    }
    let pages = json!({ "required": ["of"], "properties": { "of": { "const": "pages" } } });
    entries
        .may("of", words_of(&tally::OF), ("何を数えるか。書かなければ物語。", "What is counted; else stories."))
        .must("by", by_any, ("何ごとに数えるか。", "By what it is counted."))
        .may("where", conditions.done(), ("これに合うものだけ。", "Only what meets all of this."))
        .may("period", like(period(), "R7年度"), ("日付がこの時期のものだけ。", "Only what is dated within this."))
        .keyword("if", pages)
        .keyword("then", json!({ "properties": { "by": one_of(by), "where": scribe.gap(of_pages().done()) } }))
}
