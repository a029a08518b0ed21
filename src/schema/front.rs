//! The front matter of stories and of pages. Vocabularies are those of the settings; none is known by name.

use serde_json::{Value as Json, json};

use super::Defs;
use super::shape::{
    Entries, Scribe, any_of, flag, like, list_of, moment, of_form, reference, said, text, texts, words_of,
};
use crate::config::author::DISPLAY;
use crate::config::spelling::SPELLINGS;
use crate::config::{Lang, Term, Vocabulary};

/// Two percents, in either width.
const FOCUS: &str = "^[ 　,，]*[0-9０-９]{1,3}[%％]?[ 　,，]+[0-9０-９]{1,3}[%％]?[ 　,，]*$";

/// The shapes that front matter refers to.
pub(super) fn defs(scribe: Scribe<'_>) -> Defs {
    Defs::from([("author", author(scribe))])
}

/// The front matter of a story.
pub(super) fn story(scribe: Scribe<'_>) -> Json {
    let mut entries = common(scribe);
    for vocabulary in vocabularies(scribe) {
        entries = with_vocabulary(entries, scribe, vocabulary);
    }
    let entries = entries.may("tags", texts(), ("タグ。ひとつでも、並べてもよい。", "Tags: one, or a list.")).may(
        "poster",
        flag(),
        (
            "掲示板に貼る一枚を作るか。書かなければ設定のとおり。",
            "Whether there is a poster to print; else as the settings say.",
        ),
    );
    entries.done()
}

/// The front matter of every other page.
pub(super) fn page(scribe: Scribe<'_>) -> Json {
    common(scribe).done()
}

/// The keys that stories alone have.
pub(super) fn of_stories(scribe: Scribe<'_>) -> Vec<String> {
    let keys = vocabularies(scribe).iter().map(|vocabulary| vocabulary.key.clone());
    keys.chain(["tags", "poster"].map(str::to_owned)).collect()
}

/// The vocabularies, where they are known.
pub(super) fn vocabularies(scribe: Scribe<'_>) -> &[Vocabulary] {
    scribe.config.map(|config| config.vocabularies.as_slice()).unwrap_or_default()
}

fn common(scribe: Scribe<'_>) -> Entries<'_> {
    let entries = scribe.map().must(
        "title",
        like(said(), "朝六時の土手で、「おはよう」が増えていく"),
        ("題名。ふりがなと <wbr> が使える。", "The title. May have ruby and <wbr>."),
    );
    let entries = with_picture(with_words(with_dates(entries), scribe));
    let entries = entries
        .may(
            "slug",
            like(said(), "asa"),
            ("アドレスの名前。書かなければファイルの名前。", "The name in addresses; else the file's."),
        )
        .may("aliases", texts(), ("前のアドレス。ここへ案内する。", "Earlier addresses, which lead here."))
        .may("indicators", texts(), ("関わりのある指標の名前。", "Ids of indicators that it is about."))
        .may("extra", json!({}), ("テーマのための、自由な項目。", "Whatever a theme wants to know."));
    SPELLINGS.iter().fold(entries, |entries, (own, others)| {
        others.iter().fold(entries, |entries, other| entries.foreign(other, own))
    })
}

fn with_dates(entries: Entries<'_>) -> Entries<'_> {
    entries
        .may(
            "date",
            moment(),
            (
                "日付。物語に必要だが、ファイル名を 2026-04-12-asa.md としてもよい。",
                "The date. Stories need one, here or in the file's name: 2026-04-12-asa.md.",
            ),
        )
        .may("updated", moment(), ("直した日。", "When it was last changed."))
        .may("publish_date", moment(), ("この時から公開する。", "Not shown before."))
        .may("expiry_date", moment(), ("この時に掲載を終える。", "Not shown from then on."))
        .may(
            "review_by",
            moment(),
            ("見直す日。過ぎると hibi report に出る。", "When somebody should read it again; hibi report tells."),
        )
        .may("draft", flag(), ("下書き。公開しない。", "A draft: not shown."))
}

fn with_words<'a>(entries: Entries<'a>, scribe: Scribe<'a>) -> Entries<'a> {
    let facts = scribe.map().others(scribe.gap(text())).done();
    let author = any_of([text(), reference("author")]);
    entries
        .may("summary", text(), ("要約。一文か二文で。", "One or two sentences on it."))
        .may("place", like(text(), "旭町・ひなた川左岸"), ("場所。", "Where it plays."))
        .may("quote", text(), ("大きく出すひとこと。", "A sentence to be set large."))
        .may("owner", text(), ("担当。", "Who looks after it."))
        .may(
            "facts",
            like(facts, json!({ "時間": "毎朝6時ごろ" })),
            ("見出しと言葉の表（時間、行き方など）。", "Labels with words: when, how to get there …"),
        )
        .may(
            "author",
            any_of([author.clone(), list_of(&author, 0)]),
            (
                "書いた人。名前か、{ name: 道路公園課, kind: department }。並べてもよい。",
                "Who wrote it: a name, or { name: …, kind: department }, or a list.",
            ),
        )
}

fn author(scribe: Scribe<'_>) -> Json {
    let entries = scribe.map().must("name", said(), ("名前。", "The name."));
    let entries = entries
        .may(
            "kind",
            like(text(), "department"),
            ("どんな書き手か（department など）。", "What kind of author, such as department."),
        )
        .may("department", text(), ("部署。", "The department."))
        .may("reading", text(), ("名前の読み。", "How the name is read."))
        .may(
            "display",
            words_of(&DISPLAY),
            ("initials なら、頭文字だけを出す。", "initials shows nothing but initials."),
        );
    entries.done()
}

fn with_picture(entries: Entries<'_>) -> Entries<'_> {
    entries
        .may(
            "image",
            like(text(), "asa.jpg"),
            ("写真。ファイルと同じ場所か static/ に。", "The picture: beside the file, or in static/."),
        )
        .may(
            "image_alt",
            text(),
            ("写真に写っているもの。image があれば必要。", "What the picture shows; needed with image."),
        )
        .may(
            "image_focus",
            like(of_form(FOCUS), "40% 30%"),
            ("切りぬかれるとき残すところ。左から、上から。", "What stays when it is cut: from the left, from the top."),
        )
        .may("credit", text(), ("だれの写真か。", "Who took the picture."))
        .may(
            "photo_consent",
            any_of([moment(), json!({ "const": true }), json!({ "const": "true" })]),
            (
                "写っている人の同意。日付なら、その日が過ぎると写真が外れる。",
                "The consent of those in the photo; after a day given here it is taken down.",
            ),
        )
        .keyword("if", json!({ "required": ["image"], "properties": { "image": { "not": { "type": "null" } } } }))
        .keyword(
            "then",
            json!({ "required": ["image_alt"], "properties": { "image_alt": { "not": { "type": "null" } } } }),
        )
}

fn with_vocabulary<'a>(entries: Entries<'a>, scribe: Scribe<'a>, vocabulary: &Vocabulary) -> Entries<'a> {
    let term = term_of(scribe, vocabulary);
    let mut several = list_of(&term, usize::from(vocabulary.required));
    if !vocabulary.multiple {
        several["maxItems"] = 1.into();
    }
    let mut shape = any_of([term, several]);
    shape["title"] = label(scribe, &vocabulary.label).into();
    let words = if vocabulary.multiple {
        ("分類の語。並べてもよい。", "Terms: one, or a list.")
    } else {
        ("分類の語。ひとつ。", "A term.")
    };
    let entries = if vocabulary.required {
        entries.must(&vocabulary.key, shape, words)
    } else {
        entries.may(&vocabulary.key, shape, words)
    };
    let terms = vocabulary.terms.iter().map(|term| format!("{}：{}", term.id, label(scribe, &term.label)));
    entries.add_words(&vocabulary.key, &terms.collect::<Vec<_>>().join(" / "))
}

/// Any term of a vocabulary: written as the settings do, with their words on it; or in another case or width.
pub(super) fn term_of(scribe: Scribe<'_>, vocabulary: &Vocabulary) -> Json {
    // Of a vocabulary without terms, there is none.
    if vocabulary.terms.is_empty() {
        return json!(false);
    }
    let mut ways: Vec<Json> = vocabulary.terms.iter().flat_map(|term| as_written(scribe, term)).collect();
    let letters = |term: &Term| term.id.chars().map(|letter| format!("[{}]", spellings(letter))).collect::<String>();
    let ids: Vec<String> = vocabulary.terms.iter().map(letters).collect();
    ways.push(of_form(&format!("^\\s*(?:{})\\s*$", ids.join("|"))));
    any_of(ways)
}

fn as_written(scribe: Scribe<'_>, term: &Term) -> Vec<Json> {
    let mut exact = json!({ "const": term.id, "title": label(scribe, &term.label) });
    if let Some(words) = term.description.as_ref().or(term.motto.as_ref()) {
        exact["description"] = label(scribe, words).into();
    }
    // What looks like a number is one to an editor.
    let number = serde_json::from_str(&term.id).ok().filter(|id: &Json| !id.is_null());
    std::iter::once(exact).chain(number.map(|id| json!({ "const": id }))).collect()
}

/// A letter of an id in both cases and widths.
fn spellings(letter: char) -> String {
    const FULL_WIDTH: u32 = 0xFEE0;
    let cases = [letter.to_ascii_lowercase(), letter.to_ascii_uppercase()];
    let wide = cases.map(|letter| char::from_u32(u32::from(letter) + FULL_WIDTH).unwrap_or(letter));
    let mut letters: Vec<char> = cases.into_iter().chain(wide).collect();
    letters.dedup();
    letters.into_iter().map(|letter| if letter == '-' { "\\-".to_owned() } else { letter.to_string() }).collect()
}

/// A text of the settings in the schema's language, or in the site's.
fn label(scribe: Scribe<'_>, text: &crate::config::Localized<String>) -> String {
    let lang = scribe.config.and_then(|config| config.lang(scribe.language.tag())).unwrap_or(Lang::FIRST);
    text.get(lang).clone()
}
