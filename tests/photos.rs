//! Photos beside stories: what is published, under which name, and what never is.

use crate::html;
use crate::town::{PIXEL, Town, story};

const FRONT: &str = "image: asa.png\nimage_alt: 朝焼けの土手";

#[test]
fn a_photo_beside_a_story_is_published_beside_its_page() {
    let portal = Town::new().photo("content/stories/asa.png").story("asa", FRONT, "").build().is_fine();
    assert_eq!(portal.bytes("/stories/asa/asa.png"), PIXEL);
    let page = portal.page("/stories/asa/");
    assert!(page.contains("alt=\"朝焼けの土手\"") && page.contains("src=\"/stories/asa/asa.png\""));
    assert!(page.contains("<meta property=\"og:image\" content=\"https://hinata.example.jp/stories/asa/asa.png\">"));
}

#[test]
fn a_story_may_be_a_folder_with_its_photos() {
    let text = story("asa", "image: a.png\nimage_alt: 川", "![橋](b.png \"木の橋\")\n\n![空](sub/c.png)");
    let portal = Town::new()
        .file("content/stories/asa/index.md", &text)
        .photo("content/stories/asa/a.png")
        .photo("content/stories/asa/b.png")
        .photo("content/stories/asa/sub/c.png")
        .build()
        .is_fine();
    assert!(portal.has("stories/asa/a.png") && portal.has("stories/asa/b.png") && portal.has("stories/asa/c.png"));
    let page = portal.page("/stories/asa/");
    let picture = html::elements(&page, "img").into_iter().find(|img| img.contains(&("src".into(), "/stories/asa/b.png".into())));
    let picture = picture.expect("the photo in the text");
    for wanted in [("alt", "橋"), ("width", "1"), ("height", "1"), ("loading", "lazy")] {
        assert!(picture.contains(&(wanted.0.to_owned(), wanted.1.to_owned())), "{picture:?}");
    }
    assert!(page.contains("<figcaption>木の橋</figcaption>"));
}

#[test]
fn both_languages_show_one_photo() {
    let portal = Town::new()
        .site("[languages.en]\n")
        .file("content/stories/asa/index.md", &story("asa", FRONT, ""))
        .file("content/stories/asa/index.en.md", &story("asa", "image: asa.png\nimage_alt: A bank", ""))
        .photo("content/stories/asa/asa.png")
        .build()
        .is_fine();
    assert!(portal.has("stories/asa/asa.png") && !portal.has("en/stories/asa/asa.png"));
    assert!(portal.page("/en/stories/asa/").contains("src=\"/stories/asa/asa.png\""));
}

#[test]
fn a_photo_that_no_page_shows_is_not_published() {
    let portal = Town::new().photo("content/stories/asa.png").photo("content/stories/himitsu.png").story("asa", FRONT, "").build();
    assert!(portal.files().iter().all(|path| !path.contains("himitsu")));
}

#[test]
fn a_hidden_storys_photo_is_hidden() {
    let portal = Town::new().photo("content/stories/asa.png").story("asa", &format!("draft: true\n{FRONT}"), "").build();
    assert!(portal.files().iter().all(|path| !path.ends_with(".png")));
}

#[test]
fn nothing_but_pictures_is_ever_published() {
    for name in ["beside.html", "beside.php", "beside.js", "beside.svg", "beside.pdf", "beside.exe", "beside.txt"] {
        let town = Town::new().bytes(&format!("content/stories/{name}"), b"<script>alert(1)</script>");
        let beside = town.clone().story("asa", "", "").build().is_fine();
        assert!(beside.files().iter().all(|path| !path.ends_with(name)), "{name}");
        let shown = town.clone().story("asa", "", &format!("![x]({name})")).build();
        assert_eq!(shown.codes(), ["H007"], "{name}");
        let linked = town.story("asa", "", &format!("[x]({name})")).build();
        assert_eq!(linked.codes(), ["H008"], "{name}");
    }
}

#[test]
fn a_picture_by_name_alone_is_none() {
    let town = Town::new().bytes("content/stories/asa.png", b"<html>").story("asa", FRONT, "");
    assert_eq!(town.build().codes(), ["H007"]);
    let empty = Town::new().bytes("content/stories/asa.png", b"").story("asa", FRONT, "");
    assert_eq!(empty.build().codes(), ["H007"]);
}

#[test]
fn a_photo_needs_words_for_those_who_cannot_see_it() {
    let town = Town::new().photo("content/stories/asa.png");
    assert_eq!(town.clone().story("asa", "image: asa.png", "").build().codes(), ["H057"]);
    assert_eq!(town.story("asa", "", "![](asa.png)").build().codes(), ["H057"]);
}

#[test]
fn endings_may_be_in_capitals() {
    let portal = Town::new().photo("content/stories/ASA.PNG").story("asa", "image: ASA.PNG\nimage_alt: 川", "").build().is_fine();
    assert!(portal.has("stories/asa/asa.png"));
}

#[test]
fn photos_do_not_come_from_outside() {
    for outside in ["../../site.toml", "../../../etc/passwd", "javascript:x", "https://example.jp/a.png", "/../x.png"] {
        let portal = Town::new().story("asa", &format!("image: '{outside}'\nimage_alt: x"), "").build();
        assert_eq!(portal.errors().len(), 1, "{outside}: {}", portal.told());
    }
}

#[test]
fn static_files_keep_their_own_paths() {
    let portal = Town::new()
        .photo("static/img/town.png")
        .file("static/robots.txt", "User-agent: *\nDisallow: /\n")
        .story("asa", "image: /img/town.png\nimage_alt: 町", "")
        .build()
        .is_fine();
    assert!(portal.has("img/town.png") && portal.page("/stories/asa/").contains("src=\"/img/town.png\""));
    assert_eq!(portal.page("/robots.txt"), "User-agent: *\nDisallow: /\n", "a site's own takes the place of ours");
}

#[test]
fn two_photos_of_one_published_name_are_both_told() {
    let text = story("asa", "", "![一](a.png) ![二](A.PNG)");
    let portal = Town::new()
        .file("content/stories/asa/index.md", &text)
        .photo("content/stories/asa/a.png")
        .bytes("content/stories/asa/A.PNG", &[PIXEL, b"another"].concat())
        .build();
    assert!(!portal.errors().is_empty(), "one of two photos was lost in silence: {:?}", portal.files());
}

#[test]
fn a_story_without_a_photo_has_a_picture_of_its_own() {
    let portal = Town::new().story("asa", "tags: [川]", "").story("yoru", "", "").build().is_fine();
    let picture = |name: &str| portal.page(&format!("/assets/scenes/{name}.svg"));
    assert!(picture("asa").contains("<svg") && picture("asa") != picture("yoru"));
    assert!(!portal.page("/stories/asa/").contains("og:image"), "search engines are not shown drawings");
}
