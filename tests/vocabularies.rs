//! Vocabularies: whatever lists of terms a city has, by configuration alone.

use crate::html;
use crate::town::Town;

const PLAN: &str = r#"
    [[vocabulary]]
    key = "segment"
    label = "だれに"
    required = true
    multiple = true
    terms = [{ id = "inside", label = "市内" }, { id = "outside", label = "市外" }]

    [[vocabulary]]
    key = "stage"
    label = "段階"
    required = true
    mark = "petal"
    terms = [{ id = "H", label = "気づく" }, { id = "E", label = "関わる" }]

    [[vocabulary]]
    key = "plan"
    label = "総合計画"
    multiple = true
    terms = [
      { id = "1", label = "第1章 ひと", description = "ひとの章です。", children = [
        { id = "1-1", label = "施策1 学ぶ", children = [{ id = "1-1-a", label = "小施策ア" }] },
        { id = "1-2", label = "施策2 集う" },
      ] },
      { id = "2", label = "第2章 まち" },
    ]
"#;

fn town() -> Town {
    Town::new().site(PLAN).story("asa", "plan: 1-1-a\ntitle: 朝の話", "").story(
        "yoru",
        "plan: [1-2, 2]\ntitle: 夜の話\nsegment: outside",
        "",
    )
}

#[test]
fn a_third_vocabulary_has_pages_and_feeds() {
    let portal = town().build().is_fine();
    for term in ["1", "1-1", "1-1-a", "1-2", "2"] {
        assert!(
            portal.has(&format!("plan/{term}/index.html")) && portal.has(&format!("plan/{term}/feed.xml")),
            "{term}"
        );
    }
    assert!(html::text_of(&portal.page("/plan/2/"), "h1").contains("第2章"));
    assert!(portal.page("/plan/1/").contains("ひとの章です。"));
    assert!(portal.page("/stories/").contains("/plan/1/"), "the list of stories offers it");
}

#[test]
fn a_part_belongs_to_its_whole() {
    let portal = town().build();
    let titles = |address: &str| {
        let page = html::words(&portal.page(address));
        (page.contains("朝の話"), page.contains("夜の話"))
    };
    assert_eq!(titles("/plan/1/"), (true, true));
    assert_eq!(titles("/plan/1-1/"), (true, false));
    assert_eq!(titles("/plan/1-1-a/"), (true, false));
    assert_eq!(titles("/plan/1-2/"), (false, true));
    assert!(portal.page("/plan/1/").contains("/plan/1-1/"), "the whole names its parts");
    assert!(portal.page("/plan/1/feed.xml").contains("朝の話"));
}

#[test]
fn ids_match_without_regard_to_case_and_width() {
    let portal = Town::new().story("asa", "stage: ｈ\nsegment: [INSIDE, Ｏｕｔｓｉｄｅ]", "").build().is_fine();
    for list in ["/stage/h/", "/segment/inside/", "/segment/outside/"] {
        assert!(portal.page(list).contains("/stories/asa/"), "{list}");
    }
}

#[test]
fn addresses_are_in_lower_case() {
    let portal = Town::new().build().is_fine();
    assert!(portal.has("stage/h/index.html") && !portal.has("stage/H/index.html"));
}

#[test]
fn the_map_is_made_of_any_two() {
    let map = |axes: &str| town().site(&format!("map = {axes}\n{}", crate::town::dedent(PLAN))).build();
    let own = map("[\"plan\", \"segment\"]").is_fine();
    assert!(own.has("map/1/inside/index.html") && own.has("map/2/outside/index.html"));
    let words = html::words(&own.page("/map/"));
    assert!(words.contains("第1章 ひと") && !words.contains("施策1"), "parts are counted with their whole");
    let default = town().build();
    assert!(default.has("map/inside/h/index.html") && default.has("map/outside/h/index.html"));
    assert_eq!(map("[\"plan\", \"area\"]").codes(), ["H018"]);
    assert!(!map("false").is_fine().has("map/index.html"));
}

#[test]
fn a_map_of_one_vocabulary_or_of_three_is_none() {
    for axes in [
        "\"segment\"",
        "[]",
        "[\"segment\"]",
        "[\"segment\", \"segment\"]",
        "[\"plan\", \"segment\", \"stage\"]",
        "true",
    ] {
        let portal = Town::new().site(&format!("map = {axes}\n")).build();
        assert_eq!(portal.codes(), ["H015"], "{axes}");
        assert!(portal.hints()[0].contains("[\"segment\", \"stage\"]"), "{:?}", portal.hints());
    }
    let none = Town::new().site("vocabulary = []\nmap = \"segment\"\n").build();
    assert!(none.hints()[0].contains("false"), "where there are no two, there is no map");
}

#[test]
fn a_portal_may_have_one_vocabulary_or_none() {
    let one = "[[vocabulary]]\nkey = \"area\"\nlabel = \"地域\"\nterms = [{ id = \"kita\", label = \"北\" }]\n";
    let front = "---\ntitle: 朝\ndate: 2026-04-01\narea: kita\n---\n";
    let portal = Town::new().site(one).file("content/stories/asa.md", front).build().is_fine();
    assert!(portal.has("area/kita/index.html") && !portal.has("map/index.html") && !portal.has("stage/h/index.html"));
    let none = Town::new().site("vocabulary = []\n").file("content/stories/asa.md", &front.replace("area: kita\n", ""));
    let portal = none.build().is_fine();
    assert!(portal.has("stories/asa/index.html") && !portal.has("map/index.html"));
}

#[test]
fn a_city_names_its_own_steps_in_any_number() {
    let steps = r#"
        [[vocabulary]]
        key = "petal"
        label = "花びら"
        mark = "petal"
        terms = [
          { id = "a", label = "一" }, { id = "b", label = "二" }, { id = "c", label = "三" }, { id = "d", label = "四" },
          { id = "e", label = "五" }, { id = "f", label = "六" }, { id = "g", label = "七" },
        ]
    "#;
    let front = |term: &str| format!("---\ntitle: {term}の話\ndate: 2026-04-01\npetal: {term}\n---\n");
    let mut town = Town::new().site(steps);
    for term in ["a", "d", "g"] {
        town = town.file(&format!("content/stories/{term}.md"), &front(term));
    }
    let portal = town.build().is_fine();
    assert!(portal.page("/stories/d/").contains("/petal/g/"));
}

#[test]
fn a_call_to_action_stands_on_the_terms_page_and_in_its_stories() {
    let site = r#"
        [[vocabulary]]
        key = "stage"
        label = "段階"
        terms = [{ id = "H", label = "気づく", next = { text = "会いに行く", link = "@/about.md" } }]
    "#;
    let portal = Town::new()
        .site(site)
        .file("content/about.md", "---\ntitle: 宣伝部\n---\n")
        .file("content/stories/asa.md", "---\ntitle: 朝\ndate: 2026-04-01\nstage: H\n---\n")
        .build()
        .is_fine();
    for page in ["/stage/h/", "/stories/asa/"] {
        assert!(portal.page(page).contains("会いに行く"), "{page}");
    }
}

#[test]
fn terms_are_checked() {
    let code = |front: &str| Town::new().story("asa", front, "").build().codes();
    assert_eq!(code("stage: [H, E]"), ["H050"]);
    assert_eq!(code("stage: Z"), ["H012"]);
    assert_eq!(code("stage:"), ["H014"]);
    assert_eq!(code("stage: []"), ["H014"], "an empty list names no term");
    assert_eq!(code("segment: [{ inside: yes }]"), ["H015"], "what is no term is not missing as well");
    assert_eq!(code("segment: [inside, insdie]"), ["H012"]);
    let twice = "[[vocabulary]]\nkey = \"a\"\nlabel = \"a\"\nterms = [{ id = \"x\", label = \"x\" }, { id = \"X\", label = \"y\" }]\n";
    assert_eq!(Town::new().site(twice).build().codes(), ["H042"]);
    for reserved in ["title", "stories", "map", "assets", "tags", "indicators", "authors", "updated"] {
        assert_eq!(Town::new().site(&vocabulary(reserved)).build().codes(), ["H045"], "{reserved}");
    }
}

#[test]
fn who_writes_the_name_of_a_term_is_told_its_id() {
    let hint = |front: &str| Town::new().story("asa", front, "").build().hints().remove(0);
    for (front, id) in [("segment: 市内", "inside"), ("segment: insdie", "inside"), ("stage: 関わる", "E")] {
        assert!(hint(front).contains(&format!("did you mean `{id}`?")), "{front}: {}", hint(front));
    }
    assert!(!hint("segment: 月面").contains("did you mean"));
}

/// Settings with a vocabulary of this key.
fn vocabulary(key: &str) -> String {
    format!("[[vocabulary]]\nkey = \"{key}\"\nlabel = \"x\"\nterms = [{{ id = \"x\", label = \"x\" }}]\n")
}

#[test]
fn a_key_that_other_generators_write_is_no_name_for_a_vocabulary() {
    for taken in ["description", "lastmod", "publishDate", "expiryDate"] {
        assert_eq!(Town::new().site(&vocabulary(taken)).build().codes(), ["H045"], "{taken}");
    }
    let front = "---\ntitle: 朝\ndate: 2026-04-01\ndescription: 土手の話。\nlastmod: 2026-04-02\n---\n";
    let portal = Town::new().site(&vocabulary("area")).file("content/stories/asa.md", front).build().is_fine();
    assert!(portal.page("/stories/asa/").contains("土手の話。"));
}

#[test]
fn a_town_without_stories_has_nothing_to_choose_from() {
    let town = Town::new().file("content/join.md", "---\ntitle: 届ける\n---\n");
    let empty = town.build().is_fine();
    let list = empty.page("/stories/");
    assert!(html::words(&list).contains("まだ物語がありません") && !list.contains("class=\"filters\""));
    let invitations = html::words(&empty.page("/")).matches("さいしょの一話を届ける").count();
    assert_eq!(invitations, 1, "one for the whole page");
    let first = town.story("asa", "", "").build().is_fine();
    assert!(first.page("/stories/").contains("class=\"filters\""));
    assert!(html::words(&first.page("/")).matches("さいしょの一話を届ける").count() > 1, "one for each empty place");
}

#[test]
fn one_side_alone_does_not_tell_the_newest_stories_again() {
    let site = "[[vocabulary]]\nkey = \"segment\"\nlabel = \"だれに\"\nmark = \"pattern\"\nterms = [TERMS]\n";
    let (one, other) = ("{ id = \"inside\", label = \"市内\" }", "{ id = \"outside\", label = \"市外\" }");
    let home = |terms: &str| {
        let story = "---\ntitle: 朝\ndate: 2026-04-01\nsegment: inside\n---\n";
        Town::new()
            .site(&site.replace("TERMS", terms))
            .file("content/stories/asa.md", story)
            .build()
            .is_fine()
            .page("/")
    };
    assert!(home(&format!("{one}, {other}")).contains("id=\"sides-segment\""));
    assert!(!home(one).contains("id=\"sides-segment\""));
}

#[test]
fn the_list_of_stories_names_the_tags_used_most() {
    let town = (0..30)
        .fold(Town::new(), |town, number| town.story(&format!("s{number}"), &format!("tags: [川, 札{number}]"), ""));
    let portal = town.build().is_fine();
    let tags = |page: &str| html::attributes(page, "href").iter().filter(|url| url.starts_with("/tags/%")).count();
    let list = portal.page("/stories/");
    assert_eq!(tags(&list), 24);
    assert!(html::words(&list).contains("言葉からさがす") && html::words(&list).contains("川"));
    assert_eq!(tags(&portal.page("/tags/")), 31);
}
