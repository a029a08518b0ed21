//! A story on one sheet for notice boards. That it is one sheet, only a browser can tell: see `browser/posters.mjs`.

use crate::html;
use crate::town::Town;

const FRONT: &str =
    "title: 朝の{土手|どて}で\nsummary: 一言が、二十人に。\nplace: 旭町\nfacts: { 時間: 毎朝6時 }\nauthor: 木村さとし";

#[test]
fn a_story_has_a_poster_with_the_way_to_it() {
    let portal = Town::new().story("asa", FRONT, "本文は出ません。").build().is_fine();
    let poster = portal.page("/stories/asa/poster/");
    let words = html::words(&poster);
    for word in ["一言が、二十人に。", "旭町", "時間", "毎朝6時", "ひなたびより", "hinata.example.jp/stories/asa/"]
    {
        assert!(words.contains(word), "{word} in {words}");
    }
    assert!(!words.contains("本文は出ません"));
    assert!(html::text_of(&poster, "h1").contains("どて"));
    assert!(html::elements(&poster, "svg").iter().any(|svg| svg.contains(&("class".into(), "qr".into()))));
    assert!(html::attributes(&portal.page("/stories/asa/"), "href").contains(&"/stories/asa/poster/".to_owned()));
    assert!(html::attributes(&poster, "href").contains(&"/stories/asa/".to_owned()));
}

#[test]
fn posters_are_found_by_their_story_alone() {
    let portal = Town::new().site("[languages.en]\n").story("asa", FRONT, "").build().is_fine();
    assert!(portal.page("/stories/asa/poster/").contains("<meta name=\"robots\" content=\"noindex\">"));
    let names: Vec<String> = portal.where_is("/poster/");
    assert_eq!(names, ["stories/asa/index.html"]);
    let canonical = "<link rel=\"canonical\" href=\"https://hinata.example.jp/stories/asa/\">";
    assert!(portal.page("/stories/asa/poster/").contains(canonical));
}

#[test]
fn a_site_or_a_story_may_do_without() {
    let town = |site: &str, front: &str| Town::new().site(site).story("asa", front, "").build().is_fine();
    for (site, front, there) in [
        ("", "", true),
        ("posters = false", "", false),
        ("", "poster: false", false),
        ("posters = false", "poster: true", true),
    ] {
        let portal = town(site, front);
        assert_eq!(portal.has("stories/asa/poster/index.html"), there, "{site} {front}");
        assert_eq!(portal.where_is("/poster/").is_empty(), !there, "{site} {front}");
    }
}

#[test]
fn a_poster_goes_with_its_story() {
    let portal = Town::new().story("asa", "draft: true", "").build().is_fine();
    assert!(portal.files().iter().all(|path| !path.contains("poster/")), "{:?}", portal.files());
}

#[test]
fn a_text_may_link_to_a_poster_and_nothing_may_take_its_place() {
    let town = Town::new().story("asa", "", "");
    town.clone().story("yoru", "", "[貼る](/stories/asa/poster/)").build().is_fine();
    assert_eq!(town.clone().story("yoru", "aliases: [/stories/asa/poster/]", "").build().codes(), ["H053"]);
    assert_eq!(town.file("static/stories/asa/poster/index.html", "x").build().codes(), ["H053"]);
}

#[test]
fn a_poster_below_another_path_names_the_whole_address() {
    let portal = Town::new().story("朝", "", "").base_url("https://example.jp/promo/").build().is_fine();
    let poster = portal.page("/stories/朝/poster/");
    assert!(html::words(&poster).contains("example.jp/promo/stories/朝/"));
    assert!(poster.contains(" d=\"M4 4.5h7m"), "a QR code begins with a corner");
}
