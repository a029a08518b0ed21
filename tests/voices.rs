//! What citizens said and what the city answered: `content/voices.yaml`.

use crate::html;
use crate::town::{Portal, Town};

/// Three voices in no order, one of them with a reply, one in both languages.
const VOICES: &str = "
    - text: |
        バス停に、
        日かげがほしいです。

        木でもかまいません。
      who: 南町・60代
      date: 2026-02-03
      state: done
      reply:
        text: 木を一本植えました。
        by: 道路公園課
        date: 2026-03-20
        en: { text: We planted a tree., by: Roads and Parks }
      en: { text: The bus stop needs some shade., who: Minami-cho }
    - { text: 川べりの道に、あかりを。, who: 旭町・中学生, date: 2026-04-01, state: received }
    - { text: 花火は、いつですか。, who: 東原・30代, date: 2025-12-24, state: under-review }
";

fn town() -> Town {
    Town::new().site("[languages.en]\n").file("content/voices.yaml", VOICES)
}

/// A town with one voice of these lines.
fn one(lines: &str) -> Portal {
    Town::new().file("content/voices.yaml", lines).build()
}

/// Where words stand in others, to compare places.
fn at(text: &str, words: &str) -> usize {
    text.find(words).unwrap_or_else(|| panic!("no {words} in {text}"))
}

#[test]
fn the_newest_comes_first_whatever_the_order_in_the_file() {
    let portal = town().build().is_fine();
    let words = html::words(&portal.page("/voices/"));
    let places = ["川べりの道に、あかりを。", "バス停に、日かげがほしいです。", "花火は、いつですか。"]
        .map(|said| at(&words, said));
    assert!(places.is_sorted(), "{words}");
}

#[test]
fn a_voice_tells_who_when_how_far_and_the_reply() {
    let portal = town().build().is_fine();
    let page = portal.page("/voices/");
    let words = html::words(&page);
    for said in [
        "受付",
        "対応済み",
        "検討中",
        "南町・60代",
        "2026年2月3日",
        "市の返事",
        "道路公園課",
        "2026年3月20日",
        "木を一本植えました。",
    ] {
        at(&words, said);
    }
    assert_eq!(html::text_of(&page, "h1"), "みんなの声");
    assert!(
        page.contains("<p>バス停に、日かげがほしいです。</p><p>木でもかまいません。</p>"),
        "empty lines part paragraphs"
    );
    assert!(page.contains("datetime=\"2026-02-03\"") && page.contains("id=\"voice-2026-02-03\""));
}

#[test]
fn each_state_has_its_words() {
    let reply = "reply: { text: はい。, by: 課, date: 2026-04-01 }";
    let states = [
        ("received", "受付", "Received"),
        ("under-review", "検討中", "Under review"),
        ("in-progress", "対応中", "In progress"),
        ("done", "対応済み", "Done"),
        ("answered", "回答", "Answered"),
        ("declined", "見送り（理由あり）", "Declined (with reason)"),
    ];
    for (state, ja, en) in states {
        let file = format!("- {{ text: あ, who: 甲, date: 2026-03-01, state: {state}, {reply} }}\n");
        let portal = Town::new().site("[languages.en]\n").file("content/voices.yaml", &file).build().is_fine();
        at(&html::words(&portal.page("/voices/")), ja);
        at(&html::words(&portal.page("/en/voices/")), en);
    }
}

#[test]
fn what_nobody_has_translated_says_its_language() {
    let portal = town().build().is_fine();
    let page = portal.page("/en/voices/");
    let words = html::words(&page);
    for said in [
        "The bus stop needs some shade.",
        "Minami-cho",
        "We planted a tree.",
        "Roads and Parks",
        "川べりの道に、あかりを。",
    ] {
        at(&words, said);
    }
    assert!(!words.contains("日かげ"), "{words}");
    assert_eq!(page.matches("<blockquote lang=\"ja\">").count(), 2);
    assert_eq!(page.matches("<blockquote>").count(), 1);
}

#[test]
fn the_home_page_shows_the_newest_with_a_reply() {
    let words = html::words(&town().build().is_fine().page("/"));
    assert!(words.contains("バス停に、日かげがほしいです。") && !words.contains("あかりを"), "{words}");
    let none = "- { text: 一, who: 甲, date: 2026-03-01, state: received }\n- { text: 二つめ, who: 乙, date: 2026-03-02, state: received }\n";
    at(&html::words(&one(none).is_fine().page("/")), "二つめ");
}

#[test]
fn menus_the_sitemap_and_languages_lead_there() {
    let portal = town().build().is_fine();
    let home = portal.page("/");
    assert!(home.matches("href=\"/voices/\"").count() >= 3, "above, below, and beside the one on the home page");
    let page = portal.page("/voices/");
    assert!(page.contains("hreflang=\"en\" href=\"https://hinata.example.jp/en/voices/\""));
    assert!(portal.page("/sitemap.xml").contains("<loc>https://hinata.example.jp/voices/</loc>"));
    let linked = town().story("asa", "", "[声](/voices/)").build().is_fine();
    assert!(linked.page("/stories/asa/").contains("href=\"/voices/\""));
}

#[test]
fn without_voices_there_is_nothing() {
    for town in [Town::new(), Town::new().file("content/voices.yaml", "# まだありません。\n")] {
        let portal = town.build().is_fine();
        assert!(portal.where_is("みんなの声").is_empty() && !portal.has("voices/index.html"));
        assert!(!portal.page("/").contains("/assets/voices."));
    }
}

#[test]
fn many_voices_stand_on_several_pages() {
    let file: String =
        (1..=5).map(|day| format!("- {{ text: 声{day}, who: 甲, date: 2026-03-0{day}, state: received }}\n")).collect();
    let portal = Town::new().site("paginate_by = 2\n").file("content/voices.yaml", &file).build().is_fine();
    let words = html::words(&portal.page("/voices/page/3/"));
    assert!(words.contains("声1") && !words.contains("声2"), "{words}");
    assert!(!portal.has("voices/page/4/index.html"));
}

#[test]
fn voices_of_one_day_have_names_of_their_own() {
    let file = "- { text: 一, who: 甲, date: 2026-03-01, state: received }\n".repeat(2);
    let page = one(&file).is_fine().page("/voices/");
    assert!(page.contains("id=\"voice-2026-03-01\"") && page.contains("id=\"voice-2026-03-01-2\""));
}

#[test]
fn a_page_at_the_same_address_is_told() {
    let portal = town().file("content/voices.md", "---\ntitle: 声\n---\n").build();
    assert_eq!(portal.codes(), ["H053"]);
}

#[test]
fn all_mistakes_are_told_at_once() {
    let portal = one("
        - text: バス停に日かげを。
          date: 2026-13-02
          state: finished
          whom: 南町
        - who: 旭町
          date: 2026-03-02
          state: received
          reply: { text: はい。, by: 課, date: 2026-03-01 }
        - text: 橋を広く。
          who: 東原
          date: 2026-03-02
          state: declined
        - 花を。
        ");
    let mut codes = portal.codes();
    codes.sort_unstable();
    assert_eq!(codes, ["H013", "H014", "H015", "H017", "H018", "H199", "H200"], "{}", portal.told());
}

#[test]
fn a_file_that_is_no_list_is_told() {
    assert_eq!(one("voices:\n  - text: 花を。\n").codes(), ["H015"]);
}

#[test]
fn a_reply_that_is_a_slip_away_is_told_once() {
    let portal = one("
        - text: 花を。
          who: 南町
          date: 2026-03-02
          state: done
          replay: { text: はい。, by: 課, date: 2026-03-03 }
    ");
    assert_eq!(portal.codes(), ["H013"], "{}", portal.told());
}

#[test]
fn a_translation_tells_what_from_who() {
    let file = "- { text: 花を。, who: 南町, date: 2026-03-02, state: received, en: Flowers }\n";
    let portal = Town::new().site("[languages.en]\n").file("content/voices.yaml", file).build();
    assert_eq!(portal.codes(), ["H015"], "{}", portal.told());
}

#[test]
fn hostile_words_stay_words() {
    let hostile = "</blockquote><script>alert(1)</script>";
    let file = format!(
        "- {{ text: '{hostile} **b** [x](javascript:alert)', who: '\" onclick=\"{hostile}', date: 2026-03-01, state: done, reply: {{ text: '{hostile}', by: '<img src=x onerror=y>', date: 2026-03-02 }} }}\n"
    );
    let portal = Town::new().file("content/voices.yaml", &file).build().is_fine();
    for address in ["/voices/", "/"] {
        let page = portal.page(address);
        assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "{page}");
        assert!(page.contains("**b** [x](javascript:alert)"), "plain text is no Markdown");
        html::assert_nested(&html::read(&page));
    }
}

#[test]
fn check_tells_of_what_says_too_much() {
    let file = "- { text: 042-555-0123 に電話をください。, who: 南町, date: 2026-03-01, state: received }\n";
    let portal = Town::new().file("content/voices.yaml", file).lint().build();
    assert_eq!(portal.codes(), ["H170"]);
    assert!(portal.told().contains("content/voices.yaml"), "{}", portal.told());
}
