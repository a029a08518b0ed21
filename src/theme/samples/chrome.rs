//! What all pages share, full and bare.

use serde_json::json;

use super::{link, segments, some, stages, translation};
use crate::page::parts::{Chrome, LinkGroup};
use crate::theme::Ready;

pub(in crate::theme) fn chrome() -> Chrome {
    let assets =
        super::super::layers::built_in("static").into_iter().map(|(name, _)| (name.clone(), format!("/assets/{name}")));
    let footer = |title: &str, links: &[(&str, &str)]| LinkGroup {
        title: title.to_owned(),
        links: links.iter().map(|(label, url)| link(label, url)).collect(),
    };
    Chrome {
        lang: "ja".to_owned(),
        title: "ひなたびより".to_owned(),
        tagline: "ひなた市 みんなの宣伝部".to_owned(),
        description: "ひなた市の日常の“いいね”を一話ずつ。".to_owned(),
        base: "/".to_owned(),
        home: "/".to_owned(),
        stories: "/stories/".to_owned(),
        map: some("/map/"),
        indicators: some("/indicators/"),
        voices: some("/voices/"),
        tags: some("/tags/"),
        authors: some("/authors/"),
        search: some("/search/"),
        atom: "/feed.xml".to_owned(),
        json_feed: "/feed.json".to_owned(),
        assets: assets.collect(),
        nav: vec![
            link("物語", "/stories/"),
            link("物語マップ", "/map/"),
            link("指標", "/indicators/"),
            link("宣伝部", "/about/"),
        ],
        footer: vec![
            footer("読む", &[("物語", "/stories/"), ("物語マップ", "/map/"), ("言葉からさがす", "/tags/")]),
            footer(
                "データと購読",
                &[("指標", "/indicators/"), ("Atomフィード", "/feed.xml"), ("JSON Feed", "/feed.json")],
            ),
            footer(
                "このサイトについて",
                &[("シティプロモーション推進方針", "/policy/"), ("ひなた市公式サイト", "https://example.jp/")],
            ),
        ],
        vocabularies: vec![Ready::new(segments()), Ready::new(stages())],
        languages: vec![translation("ja", "日本語", "/"), translation("en", "English", "/en/")],
        publisher: some("ひなた市"),
        publisher_url: some("https://example.jp/"),
        contact: some("ひなた市役所 広報プロモーション課 電話 000-000-0000"),
        licence: some("CC BY 4.0"),
        licence_url: some("https://creativecommons.org/licenses/by/4.0/deed.ja"),
        extra: json!({ "note": "free" }),
    }
}

/// A chrome without anything that may be missing.
pub(in crate::theme) fn bare_chrome() -> Chrome {
    Chrome {
        tagline: String::new(),
        description: String::new(),
        map: None,
        indicators: None,
        voices: None,
        tags: None,
        authors: None,
        search: None,
        nav: Vec::new(),
        footer: Vec::new(),
        vocabularies: Vec::new(),
        languages: Vec::new(),
        publisher: None,
        publisher_url: None,
        contact: None,
        licence: None,
        licence_url: None,
        extra: json!(null),
        ..chrome()
    }
}
