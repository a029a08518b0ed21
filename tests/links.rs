//! Links and pictures in texts: every way to write one, and that none leads nowhere.

use crate::html;
use crate::town::{Portal, Town};

fn town() -> Town {
    Town::new()
        .file("content/about.md", "---\ntitle: 宣伝部\n---\n## 入りかた\n\n## はじめに\n")
        .file("content/policy/index.md", "---\ntitle: 方針\n---\n")
        .story("yoru", "title: 夜", "## 星の話\n\n## 星の話\n")
}

/// The town with a story that says something, and the links of that story's text.
fn says(body: &str) -> (Portal, Vec<String>) {
    let portal = town().story("asa", "", body).build();
    let page = if portal.errors().is_empty() { portal.page("/stories/asa/") } else { String::new() };
    let prose = page.split("<div class=\"prose\">").nth(1).unwrap_or_default();
    let prose = prose.split("</div>").next().unwrap_or_default();
    (portal, html::attributes(prose, "href"))
}

#[test]
fn a_link_may_be_written_in_many_ways() {
    let ways = [
        ("yoru.md", "/stories/yoru/"),
        ("./yoru.md", "/stories/yoru/"),
        ("yoru", "/stories/yoru/"),
        ("../stories/yoru.md", "/stories/yoru/"),
        ("../about.md", "/about/"),
        ("../policy/index.md", "/policy/"),
        ("../policy/", "/policy/"),
        ("@/stories/yoru.md", "/stories/yoru/"),
        ("@/about.md", "/about/"),
        ("/stories/", "/stories/"),
        ("/stories/yoru", "/stories/yoru/"),
        ("/", "/"),
        ("/map/", "/map/"),
        ("/feed.xml", "/feed.xml"),
        ("/stage/h/", "/stage/h/"),
        ("https://example.jp/a?b=c&d#e", "https://example.jp/a?b=c&d#e"),
        ("mailto:a@example.jp", "mailto:a@example.jp"),
        ("tel:0423-00-0000", "tel:0423-00-0000"),
    ];
    for (written, leads) in ways {
        let (portal, links) = says(&format!("[ここ]({written})"));
        assert_eq!(portal.codes(), [""; 0], "{written}: {}", portal.told());
        assert_eq!(links, [leads], "{written}");
    }
}

#[test]
fn a_link_may_name_a_heading() {
    let ways = [
        ("yoru.md#星の話", "/stories/yoru/#%E6%98%9F%E3%81%AE%E8%A9%B1"),
        ("yoru.md#星の話-1", "/stories/yoru/#%E6%98%9F%E3%81%AE%E8%A9%B1-1"),
        ("yoru.md#%E6%98%9F%E3%81%AE%E8%A9%B1", "/stories/yoru/#%E6%98%9F%E3%81%AE%E8%A9%B1"),
        ("@/about.md#はじめに", "/about/#%E3%81%AF%E3%81%98%E3%82%81%E3%81%AB"),
        ("#ここ", "#%E3%81%93%E3%81%93"),
    ];
    for (written, leads) in ways {
        let (portal, links) = says(&format!("## ここ\n\n[ここ]({written})"));
        assert_eq!(portal.codes(), [""; 0], "{written}");
        assert_eq!(links, [leads], "{written}");
    }
}

#[test]
fn links_may_be_references_and_autolinks() {
    let (portal, links) = says("[夜][y]と<https://example.jp/>と<a@example.jp>\n\n[y]: yoru.md \"夜の話\"\n");
    assert_eq!(portal.codes(), [""; 0], "{}", portal.told());
    assert_eq!(links[0], "/stories/yoru/");
    assert_eq!(links[1], "https://example.jp/");
}

#[test]
fn a_link_to_another_site_does_not_lend_it_our_window() {
    let portal = town().story("asa", "", "[外](https://example.jp/)").build();
    assert!(portal.page("/stories/asa/").contains("<a href=\"https://example.jp/\" rel=\"noopener\""));
}

#[test]
fn a_broken_link_fails_the_build_and_the_nearest_is_proposed() {
    let broken = [
        ("yoro.md", "H062"),
        ("@/abuot.md", "H062"),
        ("/storeis/", "H062"),
        ("../../etc/passwd", "H062"),
        ("yoru.md#月の話", "H063"),
        ("#どこ", "H063"),
        ("@/about.md#入り方", "H063"),
    ];
    for (written, code) in broken {
        let (portal, _) = says(&format!("[ここ]({written})"));
        assert_eq!(portal.codes(), [code], "{written}");
    }
    let (portal, _) = says("[ここ](yoro.md)");
    let note = &portal.built.report.notes()[0];
    assert!(note.hint(hibi::diag::Language::Ja).is_some_and(|hint| hint.contains("yoru.md")), "{note:?}");
}

#[test]
fn the_place_of_a_broken_link_is_that_of_the_link() {
    let town = town().story("asa", "", "一行目。\n二行目の[ここ](yoro.md)。");
    let portal = town.build();
    let place = town.tree().place(&portal.built.report.notes()[0]).expect("a place");
    assert_eq!((place.line, place.column), (8, 5));
}

#[test]
fn a_link_to_a_hidden_story_is_a_warning_and_leads_nowhere() {
    let town = town().story("himitsu", "draft: true", "").story("asa", "", "[つづき](himitsu.md)へ");
    let portal = town.build();
    assert_eq!(portal.codes(), ["H068"]);
    let page = portal.page("/stories/asa/");
    assert!(!page.contains("himitsu") && html::words(&page).contains("つづきへ"));
}

#[test]
fn a_story_with_mistakes_keeps_its_address() {
    let portal = town().story("warui", "stage: Z", "").story("asa", "", "[悪い](warui.md)").build();
    assert_eq!(portal.codes(), ["H012"], "the link is no second mistake");
}

#[test]
fn a_link_may_lead_to_a_photo_but_to_no_other_file() {
    let town = town().photo("content/stories/asa.png").file("content/stories/memo.txt", "x");
    let photo = town.clone().story("asa", "", "[写真](asa.png)").build().is_fine();
    assert!(photo.page("/stories/asa/").contains("href=\"/stories/asa/asa.png\""));
    assert!(photo.has("stories/asa/asa.png"), "a photo that is linked to is published");
    let other = town.story("asa", "", "[メモ](memo.txt)").build();
    assert_eq!(other.codes(), ["H008"]);
}

#[test]
fn only_four_schemes_lead_out() {
    for bad in [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/x",
    ] {
        let (portal, _) = says(&format!("[x](<{bad}>)"));
        assert_eq!(portal.codes(), ["H061"], "{bad}");
    }
}

#[test]
fn pictures_of_other_sites_are_not_shown() {
    let (portal, _) = says("![x](https://example.jp/a.png)");
    assert_eq!(portal.codes(), ["H065"]);
}

#[test]
fn a_missing_picture_fails_the_build() {
    let (portal, _) = says("![川](kawa.jpg)");
    assert_eq!(portal.codes(), ["H064"]);
    let portal = town().story("asa", "image: kawa.jpg\nimage_alt: 川", "").build();
    assert_eq!(portal.codes(), ["H064"]);
}

#[test]
fn links_of_the_settings_are_checked_too() {
    let portal = town().site("[[nav]]\nlabel = \"x\"\nlink = \"@/nowhere.md\"\n").build();
    assert_eq!(portal.codes(), ["H062"]);
    let portal = town().site("[[nav]]\nlabel = \"宣伝部へ\"\nlink = \"@/about.md\"\n").build().is_fine();
    assert!(portal.page("/").contains("宣伝部へ"));
}

#[test]
fn in_another_language_links_stay_in_that_language_where_they_can() {
    let portal = town()
        .site("[languages.en]\n")
        .file("content/about.en.md", "---\ntitle: About\n---\n")
        .file("content/stories/asa.md", &crate::town::story("asa", "", ""))
        .file("content/stories/asa.en.md", &crate::town::story("asa", "", "[about](../about.md) [night](yoru.md)"))
        .build()
        .is_fine();
    let page = portal.page("/en/stories/asa/");
    assert!(page.contains("<a href=\"/en/about/\">about</a>"));
    assert!(page.contains("<a href=\"/stories/yoru/\">night</a>"), "there is no English one");
}
