//! A second language: files beside the first ones, with lists, feeds and links of their own.

use crate::html;
use crate::town::{Town, story};

fn town() -> Town {
    Town::new()
        .site("description = \"まちの話\"\n[languages.en]\ntitle = \"Hinata\"\ndescription = \"Stories of a town\"\n")
        .story("asa", "title: 朝の土手\ndate: 2026-04-01\ntags: [川]", "")
        .story("yoru", "title: 夜の道\ndate: 2026-04-02", "")
        .file("content/stories/asa.en.md", &story("asa", "title: The bank\ndate: 2026-04-01\ntags: [river]", "Water."))
        .file("content/about.md", "---\ntitle: 宣伝部\n---\n")
        .file("content/about.en.md", "---\ntitle: About us\n---\n")
}

#[test]
fn each_language_has_its_own_lists() {
    let portal = town().build().is_fine();
    let english = html::words(&portal.page("/en/stories/"));
    assert!(english.contains("The bank") && !english.contains("夜の道"));
    let japanese = html::words(&portal.page("/stories/"));
    assert!(japanese.contains("夜の道") && !japanese.contains("The bank"));
    assert!(
        portal.has("en/tags/river/index.html")
            && !portal.has("tags/river/index.html")
            && !portal.has("en/tags/川/index.html")
    );
}

#[test]
fn each_language_has_its_own_feeds() {
    let portal = town().build();
    for feed in ["/en/feed.xml", "/en/feed.json", "/en/stage/h/feed.xml"] {
        let text = portal.page(feed);
        assert!(text.contains("The bank") && !text.contains("夜の道"), "{feed}");
        assert!(text.contains("https://hinata.example.jp/en/stories/asa/"), "{feed}");
    }
    assert!(!portal.page("/feed.xml").contains("The bank"));
}

#[test]
fn versions_name_each_other() {
    let portal = town().build();
    for page in ["/stories/asa/", "/en/stories/asa/", "/about/", "/en/about/", "/", "/en/", "/stage/h/", "/en/stage/h/"]
    {
        let html = portal.page(page);
        for lang in ["ja", "en"] {
            let prefix = if lang == "ja" { "" } else { "en/" };
            let path = page.trim_start_matches('/').trim_start_matches("en/");
            let wanted = format!("hreflang=\"{lang}\" href=\"https://hinata.example.jp/{prefix}{path}\"");
            assert!(html.contains(&wanted), "{page} lacks {wanted}");
        }
    }
    assert!(
        html::attributes(&portal.page("/stories/asa/"), "href").contains(&"/en/stories/asa/".to_owned()),
        "a link to click"
    );
    assert!(html::attributes(&portal.page("/en/stories/asa/"), "href").contains(&"/stories/asa/".to_owned()));
}

#[test]
fn a_page_without_a_version_claims_none() {
    let page = town().build().page("/stories/yoru/");
    assert!(!page.contains("hreflang=\"en\" href=\"https://hinata.example.jp/en/stories/yoru/\""));
}

#[test]
fn pages_speak_their_language_throughout() {
    let portal = town().build();
    let page = portal.page("/en/stories/asa/");
    assert!(page.contains("<html lang=\"en\">"));
    assert!(html::text_of(&page, "title").contains("Hinata"));
    assert_eq!(html::text_of(&portal.page("/en/"), "title"), "Hinata");
}

#[test]
fn a_version_without_an_original_is_a_warning() {
    let portal = town().file("content/stories/hiru.en.md", &story("hiru", "", "")).build();
    assert_eq!(portal.codes(), ["H056"]);
    assert!(portal.has("en/stories/hiru/index.html"));
}

#[test]
fn a_language_that_the_site_lacks_is_an_error() {
    let portal = town().file("content/stories/hiru.fr.md", &story("hiru", "", "")).build();
    assert_eq!(portal.codes(), ["H055"]);
}

#[test]
fn a_name_with_a_dot_is_no_language() {
    let portal = town().file("content/stories/v1.2.md", &story("版", "", "")).build().is_fine();
    assert!(portal.has("stories/v1.2/index.html"));
}

#[test]
fn terms_and_indicators_are_translated_in_the_settings() {
    let portal = town()
        .data(
            "
            people:
              kind: facts
              title: 数字
              description: 人口。
              source: { title: 統計, en: Statistics }
              as_of: 2025-01-01
              en: { title: Figures, description: People. }
              items:
                population: { label: 人口, value: 206000, unit: 人, en: { label: Population, unit: people } }
            ",
        )
        .build()
        .is_fine();
    assert!(html::text_of(&portal.page("/en/indicators/people/"), "h1").contains("Figures"));
    assert!(html::text_of(&portal.page("/indicators/people/"), "h1").contains("数字"));
    assert!(html::words(&portal.page("/en/stage/h/")).contains("Notice"));
}

/// A town with figures whose translation, and that of the only one among them, are as given.
fn translated(whole: &str, part: &str) -> Town {
    town().data(&format!(
        "
        people:
          kind: facts
          title: 数字
          description: 人口。
          source: {{ title: 統計 }}
          as_of: 2025-01-01
          en: {whole}
          items:
            population: {{ label: 人口, value: 206000, unit: 人, en: {part} }}
        "
    ))
}

#[test]
fn a_translation_is_one_text() {
    for (whole, part) in
        [("{ title: [Figures] }", "Population"), ("Figures", "{ label: { short: Pop. } }"), ("Figures", "[Population]")]
    {
        assert_eq!(translated(whole, part).build().codes(), ["H015"], "{whole} {part}");
    }
    let footer =
        |english: &str| format!("\n[languages.en]\n[[footer]]\ntitle = \"読む\"\nen = {{ title = {english} }}\n");
    assert_eq!(Town::new().site(&footer("[]")).build().codes(), ["H015"]);
    Town::new().site(&footer("\"Read\"")).build().is_fine();
}

#[test]
fn a_translation_that_is_left_open_is_that_of_the_first_language() {
    let portal = translated("{ title: ~ }", "{ label: ~, unit: }").build().is_fine();
    let page = html::words(&portal.page("/en/indicators/people/"));
    assert!(page.contains("数字") && page.contains("人口") && !page.contains('~'), "{page}");
}

#[test]
fn the_first_language_may_be_english() {
    let site = "title = \"Hinata\"\nbase_url = \"https://hinata.example.jp/\"\nlanguage = \"en\"\n";
    let portal = Town::new().file("site.toml", site).story("asa", "title: The bank", "").build().is_fine();
    assert!(portal.page("/").contains("<html lang=\"en\">"));
}

/// A town that speaks Korean as well, by its own theme's words.
fn korean(words: &str) -> Town {
    Town::new()
        .site("theme = \"machi\"\n[languages.ko]\ntitle = \"히나타 나날\"\n")
        .file("themes/machi/i18n/ko.toml", words)
        .story("asa", "title: 朝の土手\nauthor: 木村さとし", "> [!NOTE]\n> 川。")
        .file("content/stories/asa.ko.md", &story("asa", "title: 아침 강둑\nauthor: 기무라", "> [!NOTE]\n> 강."))
}

/// Every word of the default theme, those of English with a mark for a translation.
fn all_words() -> String {
    let english = include_str!("../themes/default/i18n/en.toml");
    english.replace("= \"", "= \"한 ").replace("한 %", "%")
}

#[test]
fn a_third_language_is_one_file_of_words() {
    let portal = korean(&all_words()).build().is_fine();
    let page = portal.page("/ko/stories/asa/");
    assert!(page.contains("<html lang=\"ko\">") && html::text_of(&page, "title") == "아침 강둑 | 히나타 나날");
    let words = html::words(&page);
    assert!(words.contains("한 Skip to content") && words.contains("한 Note") && words.contains("강."), "{words}");
    assert!(html::words(&portal.page("/ko/stories/")).contains("한 1 story"), "one and many");
    assert!(html::words(&portal.page("/ko/authors/기무라/")).contains("아침 강둑"));
    assert!(html::attributes(&portal.page("/stories/asa/"), "hreflang").contains(&"ko".to_owned()));
    assert!(html::words(&portal.page("/")).contains("한국어"), "the language is offered under its own name");
}

#[test]
fn words_that_a_language_lacks_are_named_with_their_file() {
    let short = all_words().lines().filter(|line| !line.starts_with("skip =")).collect::<Vec<_>>().join("\n");
    let portal = korean(&short).build();
    assert_eq!(portal.codes(), ["H183"]);
    let note = &portal.built.report.notes()[0];
    assert_eq!(note.file.as_ref().map(hibi::source::SourcePath::as_str), Some("themes/machi/i18n/ko.toml"));
    assert!(portal.hints()[0].contains("skip = ") && portal.hints()[0].contains("themes/machi/i18n/ko.toml"));
    assert!(html::words(&portal.page("/ko/")).contains("Skip to content"), "English stands in");
    let none = Town::new().site("[languages.zh]\n").build();
    assert_eq!(none.codes(), ["H183"]);
    assert!(none.hints()[0].contains("themes/default/i18n/zh.toml"));
}
