//! `site.toml`. What it says of itself, such as its languages, makes no difference here: the next line may change it.

use serde_json::{Value as Json, json};

use super::Defs;
use super::shape::{
    Entries, Scribe, TAG, any_of, count, flag, id, keys_of_form, like, list_of, of_form, reference, said, text, texts,
    words_of,
};
use crate::config::author::DISPLAY;
use crate::config::vocabulary::reserved;
use crate::config::{Mark, NAMINGS, SIGNS};

/// What an id may be.
const ID: &str = "^[A-Za-z0-9_][A-Za-z0-9_-]*$";
const WEB: &str = "^https?://";

/// The settings.
pub(super) fn site(scribe: Scribe<'_>) -> Json {
    let scribe = Scribe { config: None, gaps: false, ..scribe };
    let entries = scribe
        .map()
        .must("title", like(said(), "ひなたびより"), ("サイトの名前。", "The site's name."))
        .must(
            "base_url",
            like(of_form("^https?://[^\\s?#\"'<>`@\\\\]+$"), "https://hinata.example.jp/"),
            (
                "公開する場所。https://example.jp/promo/ のような下の階層でもよい。",
                "Where it is published; may lie below a host's root.",
            ),
        )
        .may("description", text(), ("サイトの説明。", "A sentence on the site."))
        .may("tagline", text(), ("名前にそえる言葉。", "A few words beside the name."));
    let entries = with_pages(with_program(entries, scribe), scribe);
    let entries = entries
        .may(
            "author",
            list_of(&author(scribe), 0),
            ("書いた人の紹介。", "Authors of whom more is known than their names."),
        )
        .may(
            "vocabulary",
            list_of(&vocabulary(scribe), 0),
            ("分類。書かなければ、だれに（segment）とHEARTの段階（stage）。", "Vocabularies; else segment and stage."),
        )
        .may(
            "map",
            any_of([
                json!({ "const": false }),
                json!({ "type": "array", "items": text(), "minItems": 2, "maxItems": 2, "uniqueItems": true }),
            ]),
            (
                "マップの行と列になる分類。いらなければ false。",
                "The vocabularies that are rows and columns of the map, or false.",
            ),
        )
        .may("extra", json!({}), ("テーマのための、自由な項目。", "Whatever a theme wants to know."));
    entries.done()
}

/// The shapes that the settings refer to.
pub(super) fn defs(scribe: Scribe<'_>) -> Defs {
    let scribe = Scribe { config: None, gaps: false, ..scribe };
    Defs::from([("link", link(scribe)), ("term", term(scribe))])
}

/// What the program is to do.
fn with_program<'a>(entries: Entries<'a>, scribe: Scribe<'a>) -> Entries<'a> {
    let check = scribe.map().may(
        "allow",
        texts(),
        ("知らせなくてよい番号、アドレス、名前。", "Numbers, addresses and names that may stand."),
    );
    let search = scribe.map().may("enabled", flag(), ("作るか。", "Whether it is made."));
    let cards = scribe.map().may("enabled", flag(), ("作るか。", "Whether they are made.")).may(
        "font",
        like(text(), "static/fonts/namae.ttf"),
        ("カードの字のフォント。", "A font for them."),
    );
    entries
        .may("language", like(of_form(&format!("^{TAG}$")), "ja"), ("もとの言語。", "The first language."))
        .may("languages", languages(scribe), ("ほかの言語。", "The other languages."))
        .may("timezone", like(text(), "Asia/Tokyo"), ("日付を決める時間帯。", "The zone in which dates are judged."))
        .may("theme", like(text(), "default"), ("テーマの名前。", "The theme's name."))
        .may("data", like(text(), "content/indicators.yaml"), ("データファイル。", "The data file."))
        .may("indicators", display(scribe), ("指標の見せかた。", "How indicators are written."))
        .may("check", check.done(), ("hibi check が知らせないもの。", "What hibi check leaves alone."))
        .may("search", search.done(), ("「さがす」のページ。", "The search page."))
        .may("cards", any_of([flag(), cards.done()]), ("共有されたときのカード。", "Cards for whoever shares a page."))
}

/// What pages show.
fn with_pages<'a>(entries: Entries<'a>, scribe: Scribe<'a>) -> Entries<'a> {
    let publisher = scribe
        .map()
        .may("name", text(), ("名前。", "The body's name."))
        .may("url", text(), ("自分のサイト。", "Its own site."))
        .may("contact", text(), ("連絡先。", "How to reach it."))
        .may("licence", like(text(), "CC BY 4.0"), ("文とデータの利用条件。", "The licence of texts and data."))
        .translated(&["name", "contact"]);
    let footer = scribe
        .map()
        .must("title", said(), ("見出し。", "Its title."))
        .may("links", list_of(&reference("link"), 0), ("リンク。", "Its links."))
        .translated(&["title"]);
    entries
        .may("paginate_by", count(1), ("一覧の1ページに並べる数。", "Stories on a page of a list."))
        .may("posters", flag(), ("物語ごとに、掲示板に貼る一枚を作るか。", "Whether stories have posters."))
        .may("publisher", publisher.done(), ("発行者。", "Who publishes."))
        .may("nav", list_of(&reference("link"), 0), ("上の並び。", "The header's links."))
        .may("footer", list_of(&footer.done(), 0), ("下の並び。", "The footer's groups of links."))
}

/// How indicators are written: in the settings, and for each of them.
pub(super) fn display(scribe: Scribe<'_>) -> Json {
    let entries = scribe
        .map()
        .may(
            "periods",
            words_of(&NAMINGS),
            (
                "western：2025年度、era：令和7年度、both：令和7（2025）年度。",
                "western: 2025年度, era: 令和7年度, both.",
            ),
        )
        .may("minus", words_of(&SIGNS), ("負の数のしるし。", "What stands before a negative figure."));
    entries.done()
}

fn languages(scribe: Scribe<'_>) -> Json {
    let language = scribe
        .map()
        .may("label", text(), ("その言語での名前（English など）。", "Its own name for itself, such as English."))
        .may("title", text(), ("サイトの名前。", "The site's name in it."))
        .may("description", text(), ("サイトの説明。", "The site's description in it."))
        .may("tagline", text(), ("名前にそえる言葉。", "The words beside the name in it."));
    scribe.map().named(keys_of_form(&format!("^{TAG}$"))).others(language.done()).done()
}

fn author(scribe: Scribe<'_>) -> Json {
    let entries = scribe
        .map()
        .must(
            "id",
            like(id(ID), "kimura"),
            ("アドレスの名前（/authors/kimura/）。", "The name in addresses: /authors/kimura/."),
        )
        .must("name", said(), ("物語の author と同じ名前。", "The name, as stories write it."))
        .may(
            "kind",
            like(text(), "department"),
            ("どんな書き手か（department など）。", "What kind of author, such as department."),
        )
        .may("department", text(), ("部署。", "The department."))
        .may("bio", text(), ("紹介文。", "A few sentences on them."))
        .may("portrait", like(text(), "/kimura.jpg"), ("static/ の写真。", "Their picture, in static/."))
        .may(
            "portrait_alt",
            said(),
            ("写真に写っているもの。portrait があれば必要。", "What the picture shows; needed with portrait."),
        )
        .may("url", of_form(WEB), ("自分のサイト。", "Their own site."))
        .may("reading", text(), ("名前の読み。", "How the name is read."))
        .may(
            "display",
            words_of(&DISPLAY),
            ("initials なら、頭文字だけを出す。", "initials shows nothing but initials."),
        )
        .keyword("dependentRequired", json!({ "portrait": ["portrait_alt"], "portrait_alt": ["portrait"] }))
        .translated(&["name", "department", "bio", "portrait_alt"]);
    entries.done()
}

fn vocabulary(scribe: Scribe<'_>) -> Json {
    let key = json!({ "type": "string", "pattern": ID, "not": { "enum": reserved().collect::<Vec<_>>() } });
    let entries = scribe
        .map()
        .must(
            "key",
            like(key, "pillar"),
            ("見出し書きの項目と、ページの場所。", "The front-matter key and the place of its pages."),
        )
        .must("label", like(said(), "推進の柱"), ("名前。", "Its name."))
        .must("terms", list_of(&reference("term"), 0), ("語。並べた順に出る。", "Its terms, in order."))
        .may("required", flag(), ("物語ごとに要るか。", "Whether each story needs one of its terms."))
        .may("multiple", flag(), ("ひとつの物語にいくつも付けられるか。", "Whether a story may have several."))
        .may(
            "mark",
            words_of(&Mark::WORDS),
            (
                "petal：花びらで段階を表す、pattern：模様、plain：言葉だけ。",
                "petal: petals that count steps, pattern: a pattern, plain: words.",
            ),
        )
        .translated(&["label"]);
    entries.done()
}

fn term(scribe: Scribe<'_>) -> Json {
    let next = scribe
        .map()
        .must("text", like(said(), "会いに行く"), ("言葉。", "Its words."))
        .must("link", like(text(), "@/join.md"), ("行き先。", "Where it leads."))
        .translated(&["text"]);
    let entries = scribe
        .map()
        .must("id", like(id(ID), "find"), ("見出し書きに書く名前。", "What front matter calls it."))
        .must("label", like(said(), "見つける"), ("名前。", "Its name."))
        .may("motto", text(), ("名前にそえる言葉。", "A few words beside the name."))
        .may("reading", text(), ("頭文字の読み。", "What its letter stands for."))
        .may("description", text(), ("説明。", "A paragraph on it."))
        .may("color", like(of_form("^#[0-9A-Fa-f]{6}$"), "#166eab"), ("色。", "A colour of its own."))
        .may("next", next.done(), ("読んだ人が次にできること。", "What a reader might do next."))
        .may(
            "children",
            list_of(&reference("term"), 0),
            ("その中の語（計画の節や施策など）。", "Terms that are parts of it."),
        )
        .translated(&["label", "motto", "description", "reading"]);
    entries.done()
}

fn link(scribe: Scribe<'_>) -> Json {
    let entries = scribe
        .map()
        .must("label", like(said(), "物語"), ("言葉。", "Its words."))
        .must(
            "link",
            like(text(), "@/about.md"),
            ("行き先。@/about.md、/stories/、https://… 。", "Where it leads: @/about.md, /stories/, https://…"),
        )
        .translated(&["label"]);
    entries.done()
}
