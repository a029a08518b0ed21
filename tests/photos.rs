//! Photos beside stories: what is published, under which name, and what never is.

use crate::town::{NOW, PIXEL, Town, story};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use hibi::build::{self, Memory, Options};
use hibi::date::Clock;
use hibi::output::write::{self, Job, try_out};
use hibi::source::scan::scan;

use crate::{camera, html};

const FRONT: &str = "image: asa.png\nimage_alt: 朝焼けの土手";

#[test]
fn a_photo_beside_a_story_is_published_beside_its_page() {
    let portal = Town::new().photo("content/stories/asa.png").story("asa", FRONT, "").build().is_fine();
    assert!(portal.bytes("/stories/asa/asa.png").starts_with(&PIXEL[..4]));
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
    let picture =
        html::elements(&page, "img").into_iter().find(|img| img.contains(&("src".into(), "/stories/asa/b.png".into())));
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
    let portal = Town::new()
        .photo("content/stories/asa.png")
        .photo("content/stories/himitsu.png")
        .story("asa", FRONT, "")
        .build();
    assert!(portal.files().iter().all(|path| !path.contains("himitsu")));
}

#[test]
fn a_hidden_storys_photo_is_hidden() {
    let portal =
        Town::new().photo("content/stories/asa.png").story("asa", &format!("draft: true\n{FRONT}"), "").build();
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
    let portal = Town::new()
        .photo("content/stories/ASA.PNG")
        .story("asa", "image: ASA.PNG\nimage_alt: 川", "")
        .build()
        .is_fine();
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

/// The paths of published files that hold what must not be published.
fn leaks(portal: &crate::town::Portal) -> Vec<String> {
    let holds = |bytes: &[u8], words: &[u8]| bytes.windows(words.len()).any(|part| part == words);
    let files = portal.files().into_iter();
    files.filter(|path| holds(&portal.bytes(&format!("/{path}")), camera::SECRET)).collect()
}

#[test]
fn what_a_photo_says_of_its_place_is_nowhere_in_the_portal() {
    let text = story(
        "asa",
        "image: a.jpg\nimage_alt: 川",
        "![橋](b.png) ![空](c.webp) ![雲](d.gif) ![町](/img/e.jpg) ![図](/img/zu.svg)",
    );
    let portal = Town::new()
        .file("content/stories/asa/index.md", &text)
        .bytes("content/stories/asa/a.jpg", &camera::jpeg(600, 400, 1))
        .bytes("content/stories/asa/b.png", &camera::png(40, 30))
        .bytes("content/stories/asa/c.webp", &camera::webp(40, 30))
        .bytes("content/stories/asa/d.gif", &camera::gif())
        .bytes("static/img/e.jpg", &camera::jpeg(60, 40, 6))
        .bytes("static/img/unshown.jpg", &camera::jpeg(60, 40, 1))
        .bytes("static/img/sideways.JPG", &camera::jpeg(60, 40, 8))
        .bytes("static/img/unshown.png", &camera::png(60, 40))
        .bytes("static/img/unshown.webp", &camera::webp(60, 40))
        .file("static/img/zu.svg", &camera::svg())
        .file("static/img/unshown.svg", &camera::svg())
        .build()
        .is_fine();
    assert_eq!(leaks(&portal), [""; 0]);
    for path in ["img/unshown.jpg", "img/unshown.png", "img/unshown.webp", "stories/asa/a.jpg", "stories/asa/b.png"] {
        let photo = image::load_from_memory(&portal.bytes(&format!("/{path}"))).expect(path);
        let (left, right) = (photo.to_rgb8().get_pixel(2, 2).0, photo.to_rgb8().get_pixel(photo.width() - 3, 2).0);
        assert!(left[0] > 180 && right[2] > 180, "{path} still shows what it showed: {left:?} {right:?}");
    }
    assert!(portal.page("/img/unshown.svg").contains("<path d=\"M0 0h9v9z\"/>"));
}

#[test]
#[cfg(feature = "images")]
fn a_photo_is_published_in_several_widths_never_wider_than_it_is() {
    let portal = Town::new()
        .bytes("content/stories/asa.jpg", &camera::jpeg(1000, 500, 1))
        .story("asa", "image: asa.jpg\nimage_alt: 川", "![川](asa.jpg)")
        .build()
        .is_fine();
    for width in [480, 960, 1000] {
        let photo = portal.bytes(&format!("/stories/asa/asa.jpg.{width}.webp"));
        let photo = image::load_from_memory_with_format(&photo, image::ImageFormat::WebP).expect("a WebP");
        assert_eq!((photo.width(), photo.height()), (width, width / 2));
    }
    assert!(!portal.has("stories/asa/asa.jpg.1440.webp"));
    let page = portal.page("/stories/asa/");
    let srcset = "/stories/asa/asa.jpg.480.webp 480w, /stories/asa/asa.jpg.960.webp 960w, \
                  /stories/asa/asa.jpg.1000.webp 1000w";
    let sources = html::attributes(&page, "srcset");
    assert_eq!(sources, [srcset, srcset], "the story's picture and the one in its text");
    assert!(page.contains("width=\"1000\" height=\"500\""));
}

#[test]
#[cfg(feature = "images")]
fn a_photo_held_sideways_stands_upright() {
    let portal = Town::new()
        .bytes("content/stories/asa.jpg", &camera::jpeg(64, 32, 6))
        .story("asa", "image: asa.jpg\nimage_alt: 川", "")
        .build()
        .is_fine();
    assert!(portal.page("/stories/asa/").contains("width=\"32\" height=\"64\""));
    for name in ["asa.jpg", "asa.jpg.32.webp"] {
        let photo = image::load_from_memory(&portal.bytes(&format!("/stories/asa/{name}"))).expect("a photo").to_rgb8();
        assert_eq!(photo.dimensions(), (32, 64));
        assert!(photo.get_pixel(16, 5).0[0] > 180 && photo.get_pixel(16, 60).0[2] > 180, "red is above, {name}");
    }
}

#[test]
#[cfg(feature = "images")]
fn a_photo_is_made_alike_each_time_alone_and_with_others() {
    use hibi::picture::{Kind, Shape, make, make_all};
    let photo = camera::jpeg(700, 500, 3);
    let shapes = [Shape::Fitted(480, Kind::Webp), Shape::Fitted(700, Kind::Jpeg), Shape::Bare];
    let together = make_all(&photo, &shapes).expect("made");
    let alone: Vec<_> = shapes.iter().map(|shape| make(&photo, *shape).expect("made")).collect();
    assert!(together == alone);
}

#[test]
fn what_is_wrong_with_a_photo_is_named() {
    let jpeg = camera::jpeg(64, 32, 1);
    let end = jpeg.windows(2).rposition(|pair| pair == [0xFF, 0xD9]).expect("an end");
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    let mut bomb = camera::png(8, 8);
    bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    let cases: [(&str, Vec<u8>, &str); 6] = [
        ("asa.jpg", jpeg[..end].to_vec(), "H160"),
        ("asa.jpg", jpeg[..300].to_vec(), "H160"),
        ("asa.jpg", heic, "H161"),
        ("asa.png", bomb, "H162"),
        ("asa.jpg", camera::png(8, 8), "H163"),
        ("asa.webp", camera::webp(8, 8)[..60].to_vec(), "H160"),
    ];
    for (name, bytes, code) in cases {
        let beside = Town::new().bytes(&format!("content/stories/{name}"), &bytes);
        let beside = beside.story("asa", &format!("image: {name}\nimage_alt: 川"), "").build();
        assert_eq!(beside.codes(), [code], "{}", beside.told());
        // Of a file that is just there, only its name may say what it likes.
        let alone = Town::new().bytes(&format!("static/{name}"), &bytes).story("asa", "", "").build();
        assert_eq!(alone.codes(), if code == "H163" { vec![] } else { vec![code] }, "{}", alone.told());
    }
}

#[test]
fn a_drawing_that_could_do_more_than_be_looked_at_is_refused() {
    let inside = [
        "<script>alert(1)</script>",
        "<a href=\"java&#x73;cript:alert(1)\"><path d=\"\"/></a>",
        "<path onclick=\"alert(1)\"/>",
        "<foreignObject><p>x</p></foreignObject>",
        "<image href=\"https://example.com/a.png\"/>",
        "<use xlink:href=\"b.svg#x\"/>",
        "<style>@import 'https://example.com/a.css';</style>",
        "<style><![CDATA[path { fill: url(https://example.com/a) }]]></style>",
        "<set attributeName=\"href\" to=\"javascript:alert(1)\"/>",
        "<x:script xmlns:x=\"http://www.w3.org/2000/svg\">alert(1)</x:script>",
    ];
    for inside in inside {
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>");
        let portal = Town::new().file("static/zu.svg", &svg).story("asa", "", "").build();
        assert_eq!(portal.codes(), ["H164"], "{inside}");
    }
}

#[test]
fn a_consent_that_is_over_takes_the_photo_down_everywhere() {
    let front = "image: asa.jpg\nimage_alt: 土手の三人\nphoto_consent: 2026-05-31";
    let town = Town::new()
        .bytes("content/stories/asa.jpg", &camera::jpeg(64, 32, 1))
        .bytes("static/machi.png", &camera::png(64, 32))
        .story("asa", front, "![三人](asa.jpg)\n\n![町](/machi.png)\n\n[大きく](asa.jpg) [町](/machi.png)")
        .story("yuu", "image: asa.jpg\nimage_alt: 土手の三人", "");
    let named = |portal: &crate::town::Portal| -> Vec<String> {
        let texts = [portal.where_is("asa.jpg"), portal.where_is("machi.png")].concat();
        let files = portal.files().into_iter().filter(|path| path.contains(".jpg") || path.contains("machi"));
        texts.into_iter().chain(files).collect()
    };
    let before = town.clone().at("2026-05-31T23:59:00+09:00").build().is_fine();
    assert!(before.has("stories/asa/asa.jpg") && before.has("machi.png") && !before.has("assets/scenes/asa.svg"));
    let after = town.at("2026-06-01T00:00:00+09:00").build().is_fine();
    assert_eq!(named(&after), [""; 0]);
    assert!(after.has("assets/scenes/asa.svg") && after.has("assets/scenes/yuu.svg"));
    assert!(after.page("/stories/asa/").contains("/assets/scenes/asa.svg"));
}

#[test]
fn a_consent_is_told_of_thirty_days_ahead_by_checks_only() {
    let town =
        Town::new().photo("content/stories/asa.png").story("asa", &format!("{FRONT}\nphoto_consent: 2026-06-30"), "");
    for (day, told) in [("2026-05-30", 0), ("2026-05-31", 1), ("2026-07-01", 1)] {
        let town = town.clone().at(&format!("{day}T12:00:00+09:00"));
        assert_eq!(town.clone().build().codes(), [""; 0], "a build goes on, that photos may go");
        assert_eq!(town.lint().build().codes(), vec!["H166"; told], "{day}");
    }
}

#[test]
fn the_point_that_matters_stays_in_sight() {
    let portal = Town::new()
        .photo("content/stories/asa.png")
        .story("asa", &format!("{FRONT}\nimage_focus: 40% 30％"), "")
        .build()
        .is_fine();
    assert!(portal.page("/stories/asa/").contains("class=\"focus-40-30\""));
    let styles = portal.files().into_iter().find(|path| path.starts_with("assets/theme.")).expect("a stylesheet");
    assert!(portal.page(&format!("/{styles}")).contains(".focus-40-30{object-position:40% 30%}"));
    for wrong in ["左上", "40", "140% 20%", "1% 2% 3%"] {
        let front = format!("{FRONT}\nimage_focus: {wrong}");
        assert_eq!(Town::new().photo("content/stories/asa.png").story("asa", &front, "").build().codes(), ["H167"]);
    }
}

/// Builds the portal at `root` and writes it; says how many photos were made, or which codes kept it from that.
fn write(root: &Path) -> Result<usize, Vec<&'static str>> {
    let scanned = scan(root, &root.join("site.toml"));
    let clock = Clock::at(NOW.parse().expect("a moment"));
    let built = build::build(&scanned.value, scanned.notes, &clock, &Options::default(), &mut Memory::default());
    let made = AtomicUsize::new(0);
    let count = |_, _| {
        made.fetch_add(1, Ordering::Relaxed);
    };
    match write::write(&Job { tell: &count, ..Job::new(&built.output, root, &root.join("public")) }) {
        Ok(_) => Ok(made.into_inner()),
        Err(_) => Err(try_out(&built.output, &|_, _| {}).iter().map(|note| note.code.number()).collect()),
    }
}

#[test]
fn a_photo_is_made_once_for_all_builds() {
    let root = tempfile::tempdir().expect("a place for a portal");
    let root = root.path();
    let town = Town::new()
        .bytes("content/stories/asa.jpg", &camera::jpeg(600, 400, 1))
        .bytes("static/machi.png", &camera::png(60, 40))
        .story("asa", "image: asa.jpg\nimage_alt: 川", "");
    town.move_to(root);
    let published = |name: &str| std::fs::read(root.join("public/stories/asa").join(name)).expect("a published photo");
    assert_eq!(write(root), Ok(2));
    let (first, listed) = (published("asa.jpg"), std::fs::read(root.join("public/.hibi-manifest")).expect("a list"));
    assert_eq!(write(root), Ok(0));
    town.clone().story("yuu", "", "").move_to(root);
    assert_eq!(write(root), Ok(0), "another story is written, the photos are taken along");
    assert_eq!(published("asa.jpg"), first);
    town.bytes("content/stories/asa.jpg", &camera::jpeg(640, 400, 1)).move_to(root);
    assert_eq!(write(root), Ok(1));
    assert_ne!(published("asa.jpg"), first);
    // Somebody's change of what is published is undone.
    std::fs::write(root.join("public/stories/asa/asa.jpg"), b"x").expect("written");
    assert_eq!(write(root), Ok(1));
    assert!(published("asa.jpg").len() > 1);
    assert_ne!(std::fs::read(root.join("public/.hibi-manifest")).expect("a list"), listed);
}

#[test]
#[cfg(feature = "images")]
fn photos_that_are_damaged_inside_are_all_named_and_the_old_portal_stays() {
    let root = tempfile::tempdir().expect("a place for a portal");
    let root = root.path();
    let damaged = |width| {
        let mut photo = camera::png(width, 40);
        // Within the dots, which a PNG packs.
        let dots = photo.windows(4).position(|name| name == b"IDAT").expect("dots") + 4;
        photo[dots..dots + 8].fill(0xEE);
        photo
    };
    let town = Town::new().photo("content/stories/asa.png").photo("content/stories/yuu.png");
    let town = town.story("asa", FRONT, "").story("yuu", "image: yuu.png\nimage_alt: 川", "");
    town.move_to(root);
    write(root).expect("written");
    let before = std::fs::read(root.join("public/stories/asa/asa.png")).expect("a photo");
    let broken = town.bytes("content/stories/asa.png", &damaged(60)).bytes("content/stories/yuu.png", &damaged(70));
    broken.move_to(root);
    assert_eq!(write(root), Err(vec!["H160", "H160"]));
    assert_eq!(std::fs::read(root.join("public/stories/asa/asa.png")).expect("a photo"), before);
}
