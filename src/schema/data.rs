//! The data file: indicators by their ids, each judged by its kind. A kind is an entry of `$defs`, as it is a file of
//! the reader.

mod kinds;
mod parts;

use serde_json::{Value as Json, json};

use super::Defs;
use super::shape::{
    Entries, Scribe, any_of, described, keys_of_form, like, moment, of_form, reference, said, text, texts, words_of,
};
use super::site::display;
use crate::data::{KINDS, Kind, SAMPLING, rhythm};

/// The file.
pub(super) fn data(scribe: Scribe<'_>) -> Json {
    let mut file = scribe
        .map()
        .named(scribe.hinted(like(keys_of_form("^[a-z0-9][a-z0-9-]*$"), "moves-2025")))
        .others(reference("indicator"))
        .done();
    // Nothing but comments.
    file["type"] = json!(["object", "null"]);
    file
}

/// The shapes that the data file refers to.
pub(super) fn defs(scribe: Scribe<'_>) -> Defs {
    let kinds = KINDS.iter().map(|(word, kind)| {
        let entries = common(scribe, word, *kind);
        (*word, kinds::with_kind(entries, scribe, *kind).done())
    });
    let mut defs: Defs = kinds.collect();
    defs.insert("indicator", indicator(scribe));
    defs.insert("source", source(scribe));
    defs.insert("display", display(scribe));
    defs.insert("words", words(scribe));
    defs.insert("period", parts::period_name(scribe));
    defs.insert("remarks", scribe.gap(parts::remarks(scribe)));
    defs.insert("bound", parts::bound(scribe));
    defs
}

/// An indicator of any kind: its kind says which keys it may have.
fn indicator(scribe: Scribe<'_>) -> Json {
    let words = (
        "種類。mgap（修正地域参画総量）、nps、diffusion（よくなった−悪くなった）、series（時期ごとの数字）、survey（割合）、ranking（順位）、scatter（満足度×重要度）、facts（数字）、tally（物語の数）。",
        "Its kind: mgap, nps, diffusion, series (figures by period), survey (shares), ranking, scatter, facts, tally (the portal's own stories).",
    );
    let by_kind = KINDS.iter().map(|(word, _)| {
        json!({
            "if": { "required": ["kind"], "properties": { "kind": { "const": word } } },
            "then": reference(word),
        })
    });
    json!({
        "type": "object",
        "required": ["kind"],
        "properties": { "kind": described(words_of(&KINDS), scribe.say(words)) },
        "allOf": by_kind.collect::<Vec<_>>(),
    })
}

/// What indicators of all kinds say of themselves.
fn common<'a>(scribe: Scribe<'a>, word: &str, kind: Kind) -> Entries<'a> {
    let entries = scribe
        .map()
        .must("kind", json!({ "const": word }), ("種類。", "Its kind."))
        .must("title", like(said(), "転入と転出"), ("題名。", "Its name."))
        .must("description", like(said(), "一年間の転入者数と転出者数。"), ("何の数字か。", "What it means."))
        .may("names", texts(), ("本文での、ほかの呼び名。", "Other names that texts give it."))
        .may(
            "finding",
            text(),
            (
                "図の上に書くこと。書かなければ数字から作る。",
                "A headline that states the finding; else one is composed.",
            ),
        )
        .may("note", text(), ("注。", "A remark on the figures."))
        .may(
            "sampling",
            words_of(&SAMPLING),
            (
                "調べる人の選びかた。誤差の幅は random だけに描く。",
                "How the sample was drawn; only random gets an interval.",
            ),
        )
        .may("update_every", update_every(), ("いつ新しくするか。", "How often it is brought up to date."))
        .may("display", reference("display"), ("この指標の見せかた。", "How it is written."))
        .translated_as(any_of([text(), reference("words")]), ("この言語での言葉。", "The words in this language."));
    let (source, as_of) =
        (("数字の出典。", "Where the figures come from."), ("いつの数字か。", "The day for which they hold."));
    // Of a tally, the portal itself is the source, on the day of the build.
    if kind == Kind::Tally {
        entries.may("source", reference("source"), source).may("as_of", moment(), as_of)
    } else {
        entries.must("source", reference("source"), source).must("as_of", moment(), as_of)
    }
}

/// What an indicator says of itself in another language.
fn words(scribe: Scribe<'_>) -> Json {
    let keys = ["title", "description", "finding", "note", "unit", "population_unit"];
    let words = ("この言語での言葉。", "The words in this language.");
    keys.into_iter().fold(scribe.map(), |entries, key| entries.may(key, text(), words)).done()
}

fn source(scribe: Scribe<'_>) -> Json {
    let entries = scribe
        .map()
        .must("title", like(said(), "市民意識調査（令和7年度）"), ("題名。", "Its title."))
        .may("url", of_form("^\\s*https?://"), ("アドレス。", "Its address."))
        .translated(&["title"]);
    entries.done()
}

fn update_every() -> Json {
    let years = like(of_form("^[0-9０-９]{1,3}[ 　]*([yYｙＹ][eEｅＥ][aAａＡ][rRｒＲ][sSｓＳ]|年)$"), "2 years");
    any_of([words_of(&rhythm::WORDS), years])
}
