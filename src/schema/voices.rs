//! `content/voices.yaml`: what citizens said and what the city answered.

use serde_json::{Value as Json, json};

use super::shape::{Scribe, Words, like, moment, said, text, words_of};
use crate::voices::State;

/// The file.
pub(super) fn voices(scribe: Scribe<'_>) -> Json {
    json!({ "type": ["array", "null"], "items": voice(scribe) })
}

fn voice(scribe: Scribe<'_>) -> Json {
    let last: Vec<&str> = State::WORDS.iter().filter(|(_, state)| state.is_final()).map(|(word, _)| *word).collect();
    let entries = scribe
        .map()
        .must(
            "text",
            like(said(), "バス停に、日かげがほしいです。"),
            ("声。空の行で段落が分かれる。", "What was said; an empty line parts paragraphs."),
        )
        .must("who", like(said(), "南町・60代"), ("その人が望む呼び方。", "Who said it, in the words that they chose."))
        .must("date", moment(), ("日付。", "The day on which it was said."))
        .must(
            "state",
            words_of(&State::WORDS),
            (
                "受付、検討中、対応中、対応済み、回答、見送り。あとの三つには返事が要る。",
                "How far the city has come; the last three need a reply.",
            ),
        )
        .may("reply", reply(scribe), ("市の返事。", "What the city answered."))
        .keyword("if", json!({ "required": ["state"], "properties": { "state": { "enum": last } } }))
        .keyword("then", json!({ "required": ["reply"], "properties": { "reply": { "type": "object" } } }));
    let (shape, words) = translation(scribe, ["text", "who"]);
    entries.translated_as(shape, words).done()
}

fn reply(scribe: Scribe<'_>) -> Json {
    let (shape, words) = translation(scribe, ["text", "by"]);
    let entries = scribe
        .map()
        .must("text", said(), ("返事。", "The answer."))
        .must("by", like(said(), "道路公園課"), ("答えた部署。", "The department that answers."))
        .must("date", moment(), ("返事の日。", "The day of the answer."))
        .translated_as(shape, words);
    entries.done()
}

/// A translation says both: a plain text would stand for either.
fn translation(scribe: Scribe<'_>, keys: [&str; 2]) -> (Json, Words) {
    let words: Words = ("この言語での言葉。", "The words in this language.");
    let entries = keys.into_iter().fold(scribe.map(), |entries, key| entries.may(key, text(), words));
    (entries.done(), words)
}
