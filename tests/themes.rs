//! Themes of one's own: what they replace, what they may do without, and what is written once for all pages.

use crate::html;
use crate::town::Town;

/// A theme with a story page and three colours of its own, and without pictures.
fn with_window() -> Town {
    Town::new()
        .site("theme = \"mado\"\nmap = false")
        .file("themes/mado/theme.toml", "name = \"mado\"\ntitle = \"窓\"\nlicence = \"CC BY 4.0\"\npictures = false\n")
        .file(
            "themes/mado/templates/story.html",
            "{% extends \"base.html\" %}{% block main %}<h1>窓：{{ page.card.title }}</h1>{{ page.body | safe }}{% endblock main %}",
        )
        .file("themes/mado/static/mado.css", ":root { --ink: #123; --paper: #fed; --thread: #246; }\n")
        .story("asa", "title: 朝の話\nauthor: 木村さとし", "土手の朝。")
        .story("yoru", "title: 夜の話\nauthor: 小野はるか", "坂の夜。")
}

#[test]
fn a_theme_replaces_single_templates_and_keeps_the_rest() {
    let portal = with_window().build().is_fine();
    assert!(html::text_of(&portal.page("/stories/asa/"), "h1").contains("窓：朝の話"));
    let list = portal.page("/stories/");
    assert!(list.contains("class=\"cards\"") && html::words(&list).contains("夜の話"), "{list}");
    assert!(portal.files().iter().any(|file| file.starts_with("assets/mado.") && file.ends_with(".css")));
}

#[test]
fn a_theme_may_do_without_pictures() {
    let portal = with_window().build().is_fine();
    let drawn: Vec<String> =
        portal.files().into_iter().filter(|file| file.contains("scenes/") || file.contains("crests/")).collect();
    assert_eq!(drawn, Vec::<String>::new());
    for (file, page) in portal.pages() {
        assert!(!page.contains("scenes/") && !page.contains("crests/"), "{file}");
    }
    let with = Town::new().story("asa", "title: 朝の話\nauthor: 木村さとし", "").build().is_fine();
    assert!(with.has("assets/scenes/asa.svg") && with.page("/stories/asa/").contains("assets/scenes/asa.svg"));
}

#[test]
fn a_portal_may_do_without_a_map() {
    let portal = with_window().build().is_fine();
    assert!(!portal.has("map/index.html"));
    assert_eq!(portal.where_is("href=\"/map/"), Vec::<String>::new());
}

#[test]
fn an_unknown_key_of_a_theme_is_named() {
    let town = with_window().file("themes/mado/theme.toml", "name = \"mado\"\npicture = false\n");
    let portal = town.build();
    assert_eq!(portal.codes(), ["H013"]);
    assert!(portal.told().contains("themes/mado/theme.toml"), "{}", portal.told());
}

#[test]
fn the_links_above_a_page_tell_where_it_stands() {
    let portal = Town::new().story("asa", "title: 朝の話", "").build().is_fine();
    let marked = |address: &str| {
        let page = portal.page(address);
        let nav = page.split("<nav class=\"nav-wide\"").nth(1).and_then(|rest| rest.split("</nav>").next());
        let nav = nav.expect("the links above").to_owned();
        nav.split("<a ")
            .filter(|link| link.contains("aria-current"))
            .map(|link| link.split('>').next().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(marked("/stories/"), ["href=\"/stories/\" aria-current=\"page\""]);
    assert_eq!(marked("/stories/asa/"), ["href=\"/stories/\" aria-current=\"true\""]);
    assert_eq!(marked("/map/"), ["href=\"/map/\" aria-current=\"page\""]);
    assert_eq!(marked("/"), Vec::<String>::new());
    assert!(portal.page("/stage/h/").contains("href=\"/stage/h/\" aria-current=\"page\""));
}

#[test]
fn a_story_looks_alike_in_all_lists() {
    let town = (1..=9).fold(Town::new(), |town, number| {
        town.story(&format!("s{number}"), &format!("title: 話{number}\ndate: 2026-03-0{number}"), "")
    });
    let portal = town.build().is_fine();
    let card = |address: &str, title: &str| {
        let page = portal.page(address);
        let cards = page.split("<article").filter(|card| card.contains(title)).map(str::to_owned);
        cards.map(|card| card.split("</article>").next().unwrap_or_default().to_owned()).last().expect("a card")
    };
    assert_eq!(card("/stories/", "話4"), card("/stage/h/", "話4"));
    assert!(card("/stories/", "話4").contains("loading=\"lazy\""));
}
