//! Names of files: Japanese, odd, alike; and that no two things share an address.

use crate::html;
use crate::town::{Town, story};

#[test]
fn two_stories_of_one_address_are_both_named() {
    let same = Town::new().story("asa", "", "").file("content/stories/b.md", &story("b", "slug: asa", "")).build();
    assert_eq!(same.codes(), ["H053"]);
    let told = same.built.report.notes()[0].message(hibi::diag::Language::Ja);
    assert!(told.contains("content/stories/asa.md") && told.contains("content/stories/b.md"), "{told}");
}

#[test]
fn only_case_or_width_apart_is_the_same_address() {
    for other in ["ASA", "Asa", "ａｓａ"] {
        let portal = Town::new().story("asa", "", "").story(other, "", "").build();
        assert_eq!(portal.codes(), ["H053"], "{other}");
    }
}

#[test]
fn a_file_and_a_folder_of_one_name_are_the_same_address() {
    let portal = Town::new().story("asa", "", "").file("content/stories/asa/index.md", &story("asa", "", "")).build();
    assert_eq!(portal.codes(), ["H053"]);
    let dated = Town::new().story("asa", "", "").file("content/stories/2026-04-01-asa.md", &story("asa", "", "")).build();
    assert_eq!(dated.codes(), ["H053"]);
}

#[test]
fn a_page_may_not_take_a_place_of_the_program() {
    for name in ["stories.md", "map.md", "404.html.md", "feed.xml.md", "segment/inside.md", "robots.txt.md", "sitemap.xml/x.md"] {
        let portal = Town::new().file(&format!("content/{name}"), "---\ntitle: x\n---\n").build();
        assert_eq!(portal.codes(), ["H053"], "{name}: {:?}", portal.files());
    }
}

#[test]
fn decomposed_names_are_composed() {
    let decomposed = "か\u{3099}っこう";
    let portal = Town::new()
        .story(decomposed, "", "")
        .story("asa", "", "[学校](がっこう.md)と[学校](か\u{3099}っこう.md)")
        .build()
        .is_fine();
    assert!(portal.has("stories/がっこう/index.html"));
    assert!(portal.files().iter().all(|path| !path.contains('\u{3099}')));
}

#[test]
fn japanese_and_odd_names_are_published_and_linked() {
    for name in ["朝の土手", "朝 の 土手", "朝（一）", "１２３", "a+b", "a,b", "a=b", "a@b", "a!b", "[朝]", "a.b.c", "朝~", "é", "🎏"] {
        let portal = Town::new().story(name, "title: 題", "").story("asa", "", &format!("[x](<{name}.md>)")).build();
        assert_eq!(portal.codes(), [""; 0], "{name}: {}", portal.told());
        let page = portal.page("/stories/asa/");
        let files: Vec<String> = portal.files().iter().map(|path| hibi::config::address::encode(path)).collect();
        for href in html::attributes(&page, "href") {
            if let Some(rest) = href.strip_prefix("/stories/").filter(|rest| !rest.is_empty()) {
                assert!(files.contains(&format!("stories/{rest}index.html")), "{name}: {href}");
            }
        }
    }
}

#[test]
fn a_name_of_255_bytes_is_published_and_a_longer_one_is_named() {
    let portal = Town::new().story(&"あ".repeat(85), "title: 題", "").build().is_fine();
    assert!(portal.has(&format!("stories/{}/index.html", "あ".repeat(85))));
    let long = Town::new().file("content/stories/a.md", &story("a", &format!("slug: {}", "あ".repeat(86)), "")).build();
    assert_eq!(long.errors().len(), 1, "{}", long.told());
}

#[test]
fn what_windows_cannot_store_is_refused() {
    for name in ["con", "nul", "aux", "com1", "a.", "a:b", "a*b", "a?b", "a\"b", "a<b", "a|b", "a\\b"] {
        let portal = Town::new().story(name, "title: 題", "").build();
        assert_eq!(portal.codes(), ["H051"], "{name}: {:?}", portal.files());
    }
}

#[test]
fn a_slug_stays_below_its_folder() {
    for slug in ["../x", "a/b", "/x", "%2e%2e", "a\\b", "..", ".", "con", ".git"] {
        let portal = Town::new().story("asa", &format!("slug: '{slug}'"), "").build();
        assert_eq!(portal.codes(), ["H051"], "{slug}: {:?}", portal.files());
    }
}

#[test]
fn a_date_may_stand_in_the_name() {
    let portal = Town::new()
        .file("content/stories/2026-04-01-asa.md", "---\ntitle: 朝\nsegment: inside\nstage: H\n---\n")
        .build()
        .is_fine();
    assert!(portal.has("stories/asa/index.html"));
    assert!(portal.page("/stories/asa/").contains("datetime=\"2026-04-01\""));
}

#[test]
fn stories_may_lie_in_folders_by_year() {
    let portal = Town::new().file("content/stories/2026/asa.md", &story("asa", "", "")).build().is_fine();
    assert!(portal.has("stories/asa/index.html"));
}

#[test]
fn tags_that_differ_in_case_and_width_are_one() {
    let portal = Town::new().story("a", "tags: [ABC]\ndate: 2026-04-02", "").story("b", "tags: [ａｂｃ]", "").build().is_fine();
    let tags: Vec<String> = portal.files().into_iter().filter(|path| path.starts_with("tags/")).collect();
    assert_eq!(tags, ["tags/abc/index.html", "tags/index.html"]);
    let page = html::words(&portal.page("/tags/abc/"));
    assert!(page.contains('a') && page.contains('b'));
}

#[test]
fn odd_tags_have_pages_that_their_links_reach() {
    for tag in ["C++", "a/b", "..", "con", "100%", "？", "#川", "<b>", "🎏", "a b"] {
        let portal = Town::new().story("asa", &format!("tags: ['{tag}']"), "").build();
        assert_eq!(portal.codes(), [""; 0], "{tag}: {}", portal.told());
        let files: Vec<String> = portal.files().iter().map(|path| hibi::config::address::encode(path)).collect();
        let links = html::attributes(&portal.page("/stories/asa/"), "href");
        let tags: Vec<_> = links.iter().filter(|href| href.starts_with("/tags/") && *href != "/tags/").collect();
        assert!(!tags.is_empty(), "{tag}");
        for href in tags {
            assert!(files.contains(&format!("{}index.html", &href[1..])), "{tag}: {href} of {files:?}");
        }
    }
}

#[test]
fn tags_that_come_to_one_address_share_its_page() {
    let portal = Town::new().story("a", "tags: ['C++']\ntitle: 一話", "").story("b", "tags: ['C']\ntitle: 二話", "").build().is_fine();
    let words = html::words(&portal.page("/tags/c/"));
    assert!(words.contains("一話") && words.contains("二話"), "none is lost");
}
