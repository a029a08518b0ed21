//! Sample views, fully filled and nearly empty: they document what templates see, and the tests render them.

mod cards;
mod chrome;
mod figures;
mod lists;
mod people;
mod posters;
mod voices;

use serde_json::json;

pub(super) use cards::{bare_card, cards, person};
use cards::{day, unnamed};
pub(super) use chrome::{bare_chrome, chrome};
pub(super) use figures::{chart_card, empty_chart_card, indicator, indicators};
pub(super) use lists::{empty_list, empty_map, list, map, search, tags_page, term_list};
pub(super) use people::{author, authors, bare_author};
pub(super) use posters::{bare_poster, facts, poster};
pub(super) use voices::{bare_voices, voices};

use crate::page::bars::NavView;
use crate::page::home::{HomeTerm, HomeView, HomeVocabulary};
use crate::page::note::{NotFoundView, NoteView, RedirectView};
use crate::page::parts::{Card, Contributor, Head, Link, TermCount, TermGroup, TermRef, TocEntry, Translation};
use crate::page::story::{Rail, Related, StoryView};
use crate::theme::Ready;

#[expect(clippy::unnecessary_wraps, reason = "it writes the many optional texts")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub(super) fn link(label: &str, url: &str) -> Link {
    Link { label: label.to_owned(), url: url.to_owned(), external: url.starts_with("http") }
}

/// Terms written as `id label reading-or-motto`, parted by bars.
fn group(key: &str, label: &str, mark: &'static str, terms: &[(&str, &str, &str)]) -> TermGroup {
    let total = terms.len();
    let term = |(index, (id, name, more)): (usize, &(&str, &str, &str))| TermRef {
        id: (*id).to_owned(),
        letter: if id.len() <= 2 { (*id).to_owned() } else { (index + 1).to_string() },
        label: (*name).to_owned(),
        motto: (mark == "pattern" && !more.is_empty()).then(|| (*more).to_owned()),
        reading: (mark == "petal" && !more.is_empty()).then(|| (*more).to_owned()),
        url: format!("/{key}/{}/", id.to_lowercase()),
        mark,
        position: index + 1,
        total,
        tone: format!("{mark}-{}", index + 1),
    };
    TermGroup {
        key: key.to_owned(),
        label: label.to_owned(),
        mark,
        terms: terms.iter().enumerate().map(term).map(Ready::new).collect(),
    }
}

pub(super) fn stages() -> TermGroup {
    let terms = [
        ("H", "気づく", "Hear"),
        ("E", "体験する", "Experience"),
        ("A", "愛着をもつ", "Attach"),
        ("R", "参加する", "Relate"),
        ("T", "語る・広める", "Tell"),
    ];
    group("stage", "HEARTの段階", "petal", &terms)
}

pub(super) fn eight_stages() -> TermGroup {
    let terms = [
        ("1", "知らない", ""),
        ("2", "耳にする", ""),
        ("3", "訪れる", ""),
        ("4", "また訪れる", ""),
        ("5", "友人にすすめる", ""),
        ("6", "手を貸す", ""),
        ("7", "なかまになる", ""),
        ("8", "つぎの人を迎える", ""),
    ];
    group("step", "関わりの段", "petal", &terms)
}

pub(super) fn segments() -> TermGroup {
    let terms =
        [("inside", "市内", "つくる・つなぐ"), ("outside", "市外", "伝える"), ("administration", "行政", "支える")];
    group("segment", "だれに", "pattern", &terms)
}

pub(super) fn head(path: &str, title: &str) -> Head {
    let absolute = format!("https://hinata.example.jp{path}");
    Head {
        path: path.to_owned(),
        title: format!("{title} | ひなたびより"),
        description: "ひなた市の日常の“いいね”を一話ずつ。".to_owned(),
        canonical: Some(absolute),
        og_type: "website",
        image: some("https://hinata.example.jp/pictures/asa.jpg"),
        image_width: Some(1440),
        image_height: Some(960),
        image_alt: some("土手を歩く人"),
        alternates: vec![translation("ja", "日本語", path), translation("en", "English", &format!("/en{path}"))],
        feeds: vec![shared("物語", "/feed.xml")],
        json_ld: some(r#"{"@context":"https://schema.org","@type":"WebPage"}"#),
        noindex: true,
        ..Head::default()
    }
}

pub(super) fn place() -> NavView {
    NavView { here: some("/stories/"), within: some("/map/") }
}

fn translation(lang: &str, label: &str, url: &str) -> Translation {
    let absolute = format!("https://hinata.example.jp{url}");
    Translation { lang: lang.to_owned(), label: label.to_owned(), url: url.to_owned(), absolute }
}

/// A link that several pages show.
fn shared(label: &str, url: &str) -> Ready<Link> {
    Ready::new(link(label, url))
}

fn crumbs(labels: &[(&str, &str)]) -> Vec<Link> {
    let home = [link("ホーム", "/")];
    home.into_iter().chain(labels.iter().map(|(label, url)| link(label, url))).collect()
}

fn counted(term: &Ready<TermRef>, count: usize, newest: &str) -> Ready<TermCount> {
    Ready::new(TermCount { term: term.clone(), count, newest: Some(link(newest, "/stories/asa/")) })
}

fn home_vocabulary(group: TermGroup, cards: &[Ready<Card>]) -> HomeVocabulary<'_> {
    let counts = [31, 42, 27, 19, 14, 1, 0, 3];
    let texts = [
        "「あ、いいな」に出会う",
        "行ってみる、味わってみる",
        "「わたしのまち」になる",
        "手を動かし、仲間になる",
        "自分のことばで手わたす",
    ];
    let term = |(index, term): (usize, &Ready<TermRef>)| HomeTerm {
        count: counted(term, counts[index % 8], &cards[(index + 7) % cards.len()].title),
        description: (group.mark == "petal").then(|| texts[index % 5].to_owned()),
        cards: cards.iter().skip(7 - index).take(2).collect(),
    };
    let terms = group.terms.iter().enumerate().map(term).collect();
    HomeVocabulary { group: Ready::new(group), terms }
}

pub(super) fn home(cards: &[Ready<Card>], new: usize, steps: TermGroup) -> HomeView<'_> {
    let names = ["木村 さとし", "小野 はるか", "森田 ゆい", "阿部 けいすけ", "道路公園課", "ひなた小 子ども記者クラブ"];
    let contributor = |(index, name): (usize, &&str)| Contributor { person: person(name, index), count: 12 - index };
    HomeView {
        head: head("/", "ひなたびより"),
        title: "いつもの道に、いいねがある。".to_owned(),
        summary: some(
            "暮らす人、通う人、帰ってくる人。それぞれが見つけた日常の“いいね”を、みんなの宣伝部が一話ずつ縫いとめています。",
        ),
        hero_wide: some("/assets/hero/hinata/wide.svg"),
        hero_narrow: some("/assets/hero/hinata/narrow.svg"),
        body: "<p>この町のことを、少しだけ。</p>".to_owned(),
        count: 1133,
        people: 64,
        lead: cards.first(),
        new: cards.iter().skip(1).take(new).collect(),
        vocabularies: vec![home_vocabulary(steps, cards), home_vocabulary(segments(), cards)],
        indicator: Some(chart_card(1)),
        voice: voices().voices.into_iter().next(),
        contributors: names.iter().enumerate().map(contributor).collect(),
        join: some("/join/"),
    }
}

pub(super) fn empty_home() -> HomeView<'static> {
    HomeView {
        head: Head {
            path: "/".to_owned(), title: "ひなたびより".to_owned(), og_type: "website", ..Head::default()
        },
        title: "はじまりの町".to_owned(),
        summary: None,
        hero_wide: None,
        hero_narrow: None,
        body: String::new(),
        count: 0,
        people: 0,
        lead: None,
        new: Vec::new(),
        vocabularies: Vec::new(),
        indicator: None,
        voice: None,
        contributors: Vec::new(),
        join: None,
    }
}

pub(super) const BODY: &str = include_str!("tests/body.html");

pub(super) fn story(cards: &[Ready<Card>], index: usize) -> StoryView<'_> {
    let card = &cards[index];
    let steps = stages();
    let current =
        card.groups.iter().find(|group| group.mark == "petal").map_or(&steps.terms[0], |group| &group.terms[0]);
    let relations = ["before", "same", "after"];
    StoryView {
        head: Head { og_type: "article", ..head(&card.url, &card.title) },
        crumbs: [
            ("ホーム", "/"),
            ("物語", "/stories/"),
            ("市内 つくる・つなぐ", "/segment/inside/"),
            (&card.title, &card.url),
        ]
        .map(|(label, url)| shared(label, url))
        .to_vec(),
        card,
        updated: Some(day(11, 2)),
        minutes: 4,
        body: BODY.to_owned(),
        toc: toc(),
        facts: facts(),
        quote: some("名前は知らない。でも、来ない日は気になる。"),
        credit: some("写真：木村さとし"),
        tags: [("川べり", "/tags/川べり/"), ("あいさつ", "/tags/あいさつ/"), ("朝", "/tags/朝/")]
            .map(|(label, url)| shared(label, url))
            .to_vec(),
        rail: Some(Rail { current: current.clone(), group: Ready::new(steps.clone()) }),
        related: cards.iter().skip(2).zip(relations).map(|(card, relation)| Related { relation, card }).collect(),
        next: Some(link("朝のあいさつに加わる", "/join/")),
        older: Some(shared(&cards[1].title, &cards[1].url)),
        newer: Some(shared(&cards[2].title, &cards[2].url)),
        translations: vec![translation("en", "English", "/en/stories/asa/")],
        indicators: vec![link("西東京市版 mGAP", "/indicators/mgap/")],
        poster: Some(format!("{}poster/", card.url)),
        extra: json!({}),
    }
}

pub(super) fn empty_story(card: &Ready<Card>) -> StoryView<'_> {
    StoryView {
        head: Head { title: card.title.clone(), ..Head::default() },
        crumbs: Vec::new(),
        card,
        updated: None,
        minutes: 1,
        body: String::new(),
        toc: Vec::new(),
        facts: Vec::new(),
        quote: None,
        credit: None,
        tags: Vec::new(),
        rail: None,
        related: Vec::new(),
        next: None,
        older: None,
        newer: None,
        translations: Vec::new(),
        indicators: Vec::new(),
        poster: None,
        extra: json!(null),
    }
}

fn toc() -> Vec<TocEntry<'static>> {
    let entry = |level, id| TocEntry { level, id, text: id };
    vec![
        entry(2, "一言目は-犬に向かって"),
        entry(2, "約束がないから-続く"),
        entry(3, "表と注"),
        entry(2, "土手に-ベンチがひとつ"),
    ]
}

pub(super) fn note() -> NoteView<'static> {
    NoteView {
        head: head("/about/", "みんなの宣伝部について"),
        crumbs: crumbs(&[("みんなの宣伝部について", "/about/")]),
        title: "みんなの宣伝部について".to_owned(),
        summary: some("暮らす人も、通う人も、帰ってくる人も。だれでも部員になれます。"),
        updated: Some(day(4, 1)),
        body: BODY.to_owned(),
        toc: toc(),
        children: vec![link("推進方針", "/policy/"), link("市のサイト", "https://example.jp/")],
        translations: vec![translation("en", "English", "/en/about/")],
        extra: json!({}),
    }
}

pub(super) fn empty_note() -> NoteView<'static> {
    NoteView {
        head: Head::default(),
        crumbs: Vec::new(),
        summary: None,
        updated: None,
        body: String::new(),
        toc: Vec::new(),
        children: Vec::new(),
        translations: Vec::new(),
        ..note()
    }
}

pub(super) fn not_found() -> NotFoundView {
    NotFoundView { head: Head { canonical: None, ..head("/404.html", "見つかりません") } }
}

pub(super) fn redirect() -> RedirectView {
    RedirectView {
        head: head("/old/", "移りました"), title: cards()[0].title.clone(), url: "/stories/asa/".to_owned()
    }
}
