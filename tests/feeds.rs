//! Feeds: what readers' programs are given.

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value as Json;

use crate::town::Town;

fn town() -> Town {
    Town::new()
        .site("[publisher]\nname = \"ひなた市\"\n")
        .file("content/about.md", "---\ntitle: 宣伝部\n---\n")
        .story(
            "asa",
            "
            title: 朝の土手 & 川
            date: 2026-04-01T06:00
            updated: 2026-04-05
            summary: 川の<音>。
            tags: [川]
            author: [木村さとし, 小野はるか]
            ",
            "{土手|どて}で。[夜](yoru.md)と[宣伝部](../about.md)と[ここ](#続き)\n\n## 続き\n\n![川](kawa.png)\n",
        )
        .photo("content/stories/kawa.png")
        .story("yoru", "title: 夜の道\ndate: 2026-04-02", "星。")
}

/// The elements of a feed: the names of all open elements, their attributes and their text.
struct Element {
    path: String,
    attributes: Vec<(String, String)>,
    text: String,
}

fn read(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<usize> = Vec::new();
    let mut elements: Vec<Element> = Vec::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                let path = open.last().map_or(name.clone(), |parent| format!("{}/{name}", elements[*parent].path));
                let attributes = tag.attributes().map(|attribute| {
                    let attribute = attribute.expect("a sound attribute");
                    let value = crate::html::plain(&attribute.value);
                    (attribute.key.as_ref().to_owned(), value)
                });
                let attributes = attributes.collect();
                open.push(elements.len());
                elements.push(Element { path, attributes, text: String::new() });
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Text(text) => {
                if let Some(parent) = open.last() {
                    elements[*parent].text.push_str(&text);
                }
            }
            Event::GeneralRef(entity) => {
                if let Some(parent) = open.last() {
                    elements[*parent].text.push_str(&crate::html::plain(&format!("&{};", &*entity)));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    elements
}

fn texts(elements: &[Element], path: &str) -> Vec<String> {
    elements.iter().filter(|element| element.path == path).map(|element| element.text.clone()).collect()
}

#[test]
fn atom_has_all_that_the_standard_requires() {
    let portal = town().build().is_fine();
    for feed in ["/feed.xml", "/stage/h/feed.xml", "/stage/t/feed.xml"] {
        let elements = read(&portal.page(feed));
        for required in ["feed/title", "feed/id", "feed/updated"] {
            assert_eq!(texts(&elements, required).len(), 1, "{feed}: {required}");
        }
        let entries = texts(&elements, "feed/entry").len();
        for required in
            ["feed/entry/title", "feed/entry/id", "feed/entry/updated", "feed/entry/published", "feed/entry/content"]
        {
            assert_eq!(texts(&elements, required).len(), entries, "{feed}: {required}");
        }
        let own = elements
            .iter()
            .find(|one| one.path == "feed/link" && one.attributes.contains(&("rel".into(), "self".into())));
        let href =
            &own.expect("a link to itself").attributes.iter().find(|(name, _)| name == "href").expect("an address").1;
        assert_eq!(*href, format!("https://hinata.example.jp{feed}"));
    }
}

#[test]
fn entries_stand_newest_first_with_their_moments() {
    let elements = read(&town().build().page("/feed.xml"));
    assert_eq!(texts(&elements, "feed/entry/title"), ["夜の道", "朝の土手 & 川"]);
    assert_eq!(texts(&elements, "feed/entry/published"), ["2026-04-02T00:00:00+09:00", "2026-04-01T06:00:00+09:00"]);
    assert_eq!(texts(&elements, "feed/entry/updated"), ["2026-04-02T00:00:00+09:00", "2026-04-05T00:00:00+09:00"]);
    assert_eq!(texts(&elements, "feed/updated"), ["2026-04-05T00:00:00+09:00"]);
}

#[test]
fn who_wrote_it_and_what_it_is_about() {
    let elements = read(&town().build().page("/feed.xml"));
    assert_eq!(texts(&elements, "feed/entry/author/name"), ["ひなたびより", "木村さとし", "小野はるか"]);
    assert_eq!(texts(&elements, "feed/entry/summary"), ["川の<音>。"]);
    let category = elements.iter().find(|one| one.path == "feed/entry/category").expect("a tag");
    assert_eq!(category.attributes, [("term".to_owned(), "川".to_owned())]);
}

#[test]
fn every_address_in_a_feed_has_its_host() {
    let portal = town().base_url("https://example.jp/promo/").build();
    for content in texts(&read(&portal.page("/feed.xml")), "feed/entry/content") {
        for name in ["href", "src"] {
            for url in crate::html::attributes(&content, name) {
                assert!(url.starts_with("https://example.jp/promo/"), "{url}");
            }
        }
    }
    let elements = read(&portal.page("/feed.xml"));
    assert_eq!(texts(&elements, "feed/entry/id")[1], "https://example.jp/promo/stories/asa/");
}

#[test]
fn the_content_is_the_story_itself() {
    let content = texts(&read(&town().build().page("/feed.xml")), "feed/entry/content").remove(1);
    crate::html::assert_nested(&crate::html::read(&content));
    assert!(content.contains("https://hinata.example.jp/stories/asa/#%E7%B6%9A%E3%81%8D"), "anchors too");
    assert!(content.contains("src=\"https://hinata.example.jp/stories/asa/kawa.png\""));
}

#[test]
fn json_feed_says_the_same() {
    let feed: Json = serde_json::from_str(&town().build().page("/feed.json")).expect("JSON");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["title"], "ひなたびより");
    assert_eq!(feed["feed_url"], "https://hinata.example.jp/feed.json");
    assert_eq!(feed["language"], "ja");
    let items = feed["items"].as_array().expect("items");
    let titles: Vec<_> = items.iter().map(|item| item["title"].as_str().expect("a title")).collect();
    assert_eq!(titles, ["夜の道", "朝の土手 & 川"]);
    let asa = &items[1];
    assert_eq!(asa["id"], "https://hinata.example.jp/stories/asa/");
    assert_eq!(asa["summary"], "川の<音>。");
    assert_eq!(asa["date_published"], "2026-04-01T06:00:00+09:00");
    assert_eq!(asa["authors"][1]["name"], "小野はるか");
    assert!(asa["content_html"].as_str().is_some_and(|html| html.contains("どて")));
}

#[test]
fn a_long_feed_holds_the_newest() {
    let mut town = Town::new();
    for day in 1..=40 {
        let date = format!("date: 2026-0{}-{:02}", day / 30 + 1, day % 30 + 1);
        town = town.story(&format!("s{day:02}"), &date, "");
    }
    let elements = read(&town.build().page("/feed.xml"));
    let titles = texts(&elements, "feed/entry/title");
    assert_eq!(titles.first().map(String::as_str), Some("s40"));
    assert!(titles.len() < 40 && !titles.contains(&"s01".to_owned()));
}

#[test]
fn a_portal_without_stories_has_feeds_all_the_same() {
    let portal = Town::new().build();
    let elements = read(&portal.page("/feed.xml"));
    assert_eq!(texts(&elements, "feed/updated").len(), 1);
    let feed: Json = serde_json::from_str(&portal.page("/feed.json")).expect("JSON");
    assert_eq!(feed["items"], Json::Array(Vec::new()));
}

#[test]
fn pages_name_their_feeds() {
    let portal = town().build();
    let named = |page: &str, feed: &str| {
        portal.page(page).contains("type=\"application/atom+xml\" title=\"")
            && portal.page(page).contains(&format!("href=\"{feed}\""))
    };
    assert!(named("/", "/feed.xml") && named("/stories/asa/", "/feed.xml"));
    assert!(named("/stage/h/", "/stage/h/feed.xml"));
}
