//! Themes of one's own: what they replace, what they may do without, and what is written once for all pages.

use crate::html;
use crate::town::Town;

/// The manual of themes, whose first part makes one.
const MANUAL: &str = include_str!("../themes/README.md");

/// The files of the theme that the manual makes: a line with a name, then what the file holds.
fn made_in_the_manual() -> Vec<(&'static str, &'static str)> {
    let fenced = MANUAL.split("\n```").collect::<Vec<_>>();
    let file = |pair: &[&'static str]| {
        let name = pair[0].trim_end().rsplit('\n').next()?.strip_prefix('`')?.strip_suffix('`')?;
        Some((name, pair[1].split_once('\n')?.1))
    };
    fenced.windows(2).filter_map(file).collect()
}

/// A town with the theme of the manual: a story page and three colours of its own, and no pictures.
fn with_window() -> Town {
    let town = Town::new()
        .site("theme = \"mado\"\nmap = false")
        .story("asa", "title: 朝の話\nauthor: 木村さとし\nfacts: { 場所: 土手 }", "土手の朝。")
        .story("yoru", "title: 夜の話\nauthor: 小野はるか", "坂の夜。");
    made_in_the_manual().into_iter().fold(town, |town, (name, text)| town.file(name, text))
}

#[test]
fn a_theme_replaces_single_templates_and_keeps_the_rest() {
    let files: Vec<&str> = made_in_the_manual().into_iter().map(|(name, _)| name).collect();
    let names = ["theme.toml", "templates/story.html", "templates/partials/head.html", "static/mado.css"];
    assert_eq!(files, names.map(|name| format!("themes/mado/{name}")));
    let portal = with_window().build().is_fine();
    let story = portal.page("/stories/asa/");
    assert_eq!(html::text_of(&story, "h1"), "朝の話");
    assert!(story.contains("<dt>場所</dt><dd>土手</dd>") && !story.contains("story-grid"), "{story}");
    for (file, page) in portal.pages() {
        assert!(page.contains("/assets/mado."), "{file} has the colours");
    }
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

#[test]
fn a_frame_with_fewer_blocks_than_ours_still_frames_every_page() {
    let frame = "<!doctype html>\n<html lang=\"{{ site.lang }}\"><head><title>{{ page.head.title }}</title></head>\n\
                 <body><main>{% block main %}{% endblock main %}</main></body></html>\n";
    for path in ["templates/base.html", "themes/mado/templates/base.html"] {
        let theme = if path.starts_with("themes") { "theme = \"mado\"\n" } else { "" };
        let town = Town::new().site(theme).file("content/about.md", "---\ntitle: 窓\n---\n光。\n");
        let portal = town.story("asa", "title: 朝", "川。").file(path, frame).build().is_fine();
        for page in ["/", "/about/", "/stories/", "/stories/asa/", "/map/", "/404.html"] {
            let html = portal.page(page);
            assert!(html.contains("<body><main>") && !html.contains("<link"), "{page}: {html}");
        }
    }
}
