//! The cards that others see of a shared page: who has one, what the page says of it, what it is painted with.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use tempfile::TempDir;

use crate::html;
use crate::town::{NOW, PIXEL, Portal, Town, story};

const DATA: &str = "people:\n  kind: facts\n  title: 数字でみるまち\n  description: 人口と世帯。\n  source: { title: 統計 }\n  \
    as_of: 2025-01-01\n  items:\n    population: { label: 人口, value: 206000, unit: 人 }\n";

fn town() -> Town {
    let town = Town::new().site("cards = true\n[languages.en]\ntitle = \"Days\"\n").data(DATA);
    town.story("asa", "title: 朝六時の土手で、「おはよう」が増えていく\ntags: [川]", "土手の朝。")
        .file("content/stories/asa.en.md", &story("asa", "title: Morning on the bank", "The river."))
}

/// What a page says under a name such as `og:image`.
fn told(page: &str, name: &str) -> Option<String> {
    let value = |meta: &[(String, String)], key: &str| {
        meta.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone())
    };
    let metas = html::elements(page, "meta").into_iter();
    let mut own = metas.filter(|meta| [value(meta, "property"), value(meta, "name")].contains(&Some(name.to_owned())));
    own.next().and_then(|meta| value(&meta, "content"))
}

fn cards(portal: &Portal) -> Vec<String> {
    portal.files().into_iter().filter(|file| file.starts_with("assets/cards/")).collect()
}

/// The width and height that a PNG's first bytes give.
fn size(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn stories_and_indicators_have_cards_in_each_language() {
    let portal = town().build().is_fine();
    assert_eq!(
        cards(&portal),
        [
            "assets/cards/en/indicators/people.png",
            "assets/cards/en/stories/asa.png",
            "assets/cards/indicators/people.png",
            "assets/cards/stories/asa.png"
        ]
    );
    for card in cards(&portal) {
        assert_eq!(size(&portal.bytes(&card)), (1200, 630), "{card}");
    }
    let page = portal.page("/stories/asa/");
    assert_eq!(told(&page, "og:image").as_deref(), Some("https://hinata.example.jp/assets/cards/stories/asa.png"));
    assert_eq!(told(&page, "og:image:width").as_deref(), Some("1200"));
    assert_eq!(told(&page, "og:image:height").as_deref(), Some("630"));
    assert_eq!(told(&page, "og:image:alt").as_deref(), Some("朝六時の土手で、「おはよう」が増えていく"));
    assert_eq!(told(&page, "twitter:card").as_deref(), Some("summary_large_image"));
    let page = portal.page("/en/indicators/people/");
    assert_eq!(
        told(&page, "og:image").as_deref(),
        Some("https://hinata.example.jp/assets/cards/en/indicators/people.png")
    );
}

#[test]
fn there_are_none_until_they_are_asked_for() {
    for settings in ["", "cards = false"] {
        let portal = Town::new().site(settings).data(DATA).story("asa", "", "土手の朝。").build().is_fine();
        assert_eq!(cards(&portal), Vec::<String>::new());
        assert_eq!(told(&portal.page("/stories/asa/"), "og:image"), None);
    }
}

#[test]
fn a_story_with_a_photo_is_shared_with_its_photo() {
    let photo =
        town().bytes("content/stories/asa.png", PIXEL).story("asa", "image: asa.png\nimage_alt: 土手の朝焼け", "");
    let portal = photo.build().is_fine();
    assert!(!portal.has("assets/cards/stories/asa.png"));
    let page = portal.page("/stories/asa/");
    assert_eq!(told(&page, "og:image").as_deref(), Some("https://hinata.example.jp/stories/asa/asa.png"));
    assert_eq!(told(&page, "og:image:alt").as_deref(), Some("土手の朝焼け"));
    assert_eq!(told(&page, "og:image:width").as_deref(), Some("1"));
}

#[test]
fn a_card_goes_with_its_story_and_changes_with_its_words() {
    let portal = town().build();
    let first = portal.bytes("assets/cards/stories/asa.png");
    let other = town().story("asa", "title: ほかの題", "").build().bytes("assets/cards/stories/asa.png");
    assert!(first != other);
    let text =
        town().story("asa", "title: 朝六時の土手で、「おはよう」が増えていく\ntags: [川]", "ちがう本文。").build();
    assert!(first == text.bytes("assets/cards/stories/asa.png"), "the text is not on the card");
    let gone = town().story("asa", "title: 消える話\ndraft: true", "").build();
    assert!(!gone.has("assets/cards/stories/asa.png"));
}

#[test]
fn letters_that_the_font_lacks_are_named_with_their_place() {
    let town = town().story("asa", "title: 𠮷野家の前の朝🌞", "");
    let portal = town.build();
    assert_eq!(portal.codes(), ["H197"]);
    let note = &portal.built.report.notes()[0];
    assert_eq!(note.file.as_ref().unwrap().as_str(), "content/stories/asa.md");
    let (start, end) = note.span.unwrap();
    assert_eq!(&town.text("content/stories/asa.md")[start..end], "𠮷");
    assert!(note.message(hibi::diag::Language::En).contains("🌞𠮷"), "{}", portal.told());
    assert_eq!(size(&portal.bytes("assets/cards/stories/asa.png")), (1200, 630));
}

#[test]
fn a_site_may_bring_its_own_letters() {
    let own = include_bytes!("../src/cards/letters/BIZUDPGothic-Bold.ttf");
    let site = |font: &str| format!("cards = {{ font = \"{font}\" }}");
    let town = |font: &str| Town::new().site(&site(font)).story("asa", "title: 朝の土手", "");
    let with = town("static/own.ttf").bytes("static/own.ttf", own).build().is_fine();
    let without = Town::new().site("cards = true").story("asa", "title: 朝の土手", "").build();
    let card = "assets/cards/stories/asa.png";
    assert!(with.bytes(card) == without.bytes(card));
    assert_eq!(town("static/none.ttf").build().codes(), ["H198"]);
    assert_eq!(town("static/own.ttf").bytes("static/own.ttf", b"wOF2 no font").build().codes(), ["H198"]);
}

#[test]
fn no_title_makes_a_card_fail() {
    let long = "長い題名、".repeat(60);
    let titles = [
        "a",
        "　",
        "。。。。",
        "「",
        "1234567890123456789012345678901234567890",
        "ＡＢＣ ﾊﾝｶｸ 한국어 العربية",
        &long,
        "<b>&amp;\u{200B}",
    ];
    for title in titles {
        let town = Town::new().site("cards = true").story("asa", &format!("title: \"{title}\""), "");
        let portal = town.build();
        if portal.codes().iter().all(|code| *code == "H197") {
            assert_eq!(size(&portal.bytes("assets/cards/stories/asa.png")), (1200, 630), "{title}");
        }
    }
}

#[test]
fn a_theme_without_pictures_has_cards_with_a_mark() {
    let theme = "name = \"mado\"\ntitle = \"窓\"\nlicence = \"CC BY 4.0\"\npictures = false\n";
    let town = Town::new().site("theme = \"mado\"\ncards = true").file("themes/mado/theme.toml", theme);
    let portal = town.story("asa", "title: 朝の土手", "").build().is_fine();
    assert_eq!(size(&portal.bytes("assets/cards/stories/asa.png")), (1200, 630));
}

#[test]
fn cards_are_painted_once_and_the_same_by_one_thread_and_two() {
    let folder = TempDir::new().unwrap();
    let mut town = town();
    for number in 0..6 {
        town = town.story(&format!("s{number}"), &format!("title: {number}番目の話"), "");
    }
    town.move_to(folder.path());
    let build = |to: &str, threads: &str| {
        let run = Command::new(env!("CARGO_BIN_EXE_hibi"))
            .args(["build", "--strict", "--now", NOW, "-o", to])
            .env("RAYON_NUM_THREADS", threads)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let below = folder.path().join(to).join("assets/cards");
        let files = walkdir::WalkDir::new(&below).into_iter().flatten().filter(|entry| entry.file_type().is_file());
        let read = files.map(|file| {
            let name = file.path().strip_prefix(&below).unwrap().to_owned();
            (name, (fs::read(file.path()).unwrap(), fs::metadata(file.path()).unwrap().modified().unwrap()))
        });
        read.collect::<BTreeMap<_, _>>()
    };
    let (one, two) = (build("one", "1"), build("two", "2"));
    assert!(one.len() == 10 && one.keys().eq(two.keys()), "{:?}", one.keys());
    assert!(one.values().zip(two.values()).all(|((one, _), (two, _))| one == two), "the bytes differ");
    assert!(build("one", "2") == one, "a card was written anew");
}
