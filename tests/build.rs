//! What a build writes (the paths people may rely on), who is shown when, and where the portal may stand.

use hibi::site::Show;

use crate::html;
use crate::town::Town;

/// A town with a bit of everything: two languages, a tag, an indicator, a page in a folder.
fn town() -> Town {
    Town::new()
        .site("paginate_by = 2\n[languages.en]\ntitle = \"Hinata\"\n")
        .file("content/_index.md", "---\ntitle: ようこそ\n---\nはじめての人へ。\n")
        .file("content/about.md", "---\ntitle: 宣伝部について\n---\nみんなで。\n")
        .file("content/policy/index.md", "---\ntitle: 推進方針\n---\n[計画](plan.md)\n")
        .file("content/policy/plan.md", "---\ntitle: 計画\n---\n[方針](index.md)\n")
        .story(
            "asa",
            "title: 朝の土手\ndate: 2026-04-01\nstage: A\ntags: [川, 朝]",
            "川の音。\n\n[夜](yoru.md)と[](value:people.population)人。",
        )
        .file(
            "content/stories/asa.en.md",
            "---\ntitle: The bank\ndate: 2026-04-01\nsegment: inside\nstage: A\n---\nA river.\n",
        )
        .story(
            "yoru",
            "title: 夜の道\ndate: 2026-04-02\nsegment: [outside, administration]\naliases: [/old/yoru/]",
            "星。",
        )
        .story("hiru", "title: 昼の店\ndate: 2026-04-03", "![人口](chart:people)")
        .data(
            "
            people:
              kind: facts
              title: 数字でみるまち
              description: 人口。
              source: { title: 統計 }
              as_of: 2025-01-01
              items:
                population: { label: 人口, value: 206000, unit: 人 }
            ",
        )
}

#[test]
fn every_promised_path_is_there() {
    let portal = town().build().is_fine();
    let promised = "
        index.html 404.html robots.txt sitemap.xml feed.xml feed.json
        stories/index.html stories/page/2/index.html
        stories/asa/index.html stories/hiru/index.html stories/yoru/index.html
        segment/inside/index.html segment/outside/index.html segment/administration/index.html
        segment/inside/feed.xml segment/outside/feed.xml segment/administration/feed.xml
        stage/h/index.html stage/e/index.html stage/a/index.html stage/r/index.html stage/t/index.html
        stage/h/feed.xml stage/e/feed.xml stage/a/feed.xml stage/r/feed.xml stage/t/feed.xml
        tags/川/index.html tags/朝/index.html
        map/index.html
        indicators/index.html indicators/people/index.html
        indicators/people.csv indicators/people.json indicators/people.svg
        about/index.html policy/index.html policy/plan/index.html
        old/yoru/index.html
        en/index.html en/stories/index.html en/stories/asa/index.html en/feed.xml en/feed.json
        en/stage/a/index.html en/stage/a/feed.xml en/map/index.html en/indicators/people/index.html
    ";
    let missing: Vec<&str> = promised.split_whitespace().filter(|path| !portal.has(path)).collect();
    assert!(missing.is_empty(), "missing: {missing:?}\nthere: {:#?}", portal.files());
}

#[test]
fn nothing_is_published_but_what_belongs_to_a_portal() {
    let endings = ["html", "xml", "json", "txt", "csv", "svg", "css", "js", "woff2"];
    for path in town().build().files() {
        assert!(endings.iter().any(|ending| path.ends_with(&format!(".{ending}"))), "{path}");
        assert!(!path.ends_with(".md") && !path.contains("site.toml") && !path.contains("indicators.yaml"), "{path}");
    }
}

#[test]
fn the_least_portal_builds() {
    let portal = Town::new().build().is_fine();
    assert!(portal.has("index.html") && portal.has("stories/index.html") && portal.has("feed.xml"));
    assert!(!portal.has("indicators/index.html"), "no data, no page of indicators");
}

#[test]
fn every_page_is_well_formed_and_says_its_language() {
    for (path, page) in town().build().pages() {
        html::assert_nested(&html::read(&page));
        let wanted = if path.starts_with("en/") { "en" } else { "ja" };
        assert_eq!(html::elements(&page, "html")[0][0], ("lang".to_owned(), wanted.to_owned()), "{path}");
        assert!(!html::text_of(&page, "title").trim().is_empty(), "{path}");
        assert_eq!(html::elements(&page, "h1").len(), 1, "{path}");
    }
}

#[test]
fn no_page_has_one_id_twice() {
    for (path, page) in town().build().pages() {
        let mut ids = html::attributes(&page, "id");
        ids.sort();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count, "{path}");
    }
}

#[test]
fn stories_are_listed_newest_first_and_paged() {
    let portal = town().build();
    let first = portal.page("/stories/");
    let newest = first.find("昼の店").expect("the newest");
    assert!(newest < first.find("夜の道").expect("the one before"));
    assert!(!html::words(&first).contains("朝の土手"));
    assert!(html::words(&portal.page("/stories/page/2/")).contains("朝の土手"));
}

/// The town with stories that are not for everyone, each with a word of its own in every place a word can stand.
fn hidden() -> Town {
    let front = |key: &str, word: &str| {
        format!("title: {word}の題\nsummary: {word}の要約\ntags: [{word}の札]\nauthor: {word}さん\n{key}")
    };
    town()
        .story("kakikake", &front("draft: true", "下書"), "下書の本文")
        .story("asatte", &front("date: 2026-04-14", "未来"), "未来の本文")
        .story("raishu", &front("publish_date: 2026-04-20", "予約"), "予約の本文")
        .story("sengetsu", &front("expiry_date: 2026-04-01", "期限"), "期限の本文")
        .file("content/himitsu.md", "---\ntitle: 下書の頁\ndraft: true\n---\n下書\n")
}

#[test]
fn what_is_hidden_appears_nowhere() {
    let portal = hidden().build().is_fine();
    for word in ["下書の", "下書さん", "未来の", "未来さん", "予約の", "期限の", "期限さん"] {
        assert_eq!(portal.where_is(word), [""; 0], "{word}");
    }
    for name in ["kakikake", "asatte", "raishu", "sengetsu", "himitsu"] {
        let named: Vec<_> = portal.files().into_iter().filter(|path| path.contains(name)).collect();
        assert_eq!(named, [""; 0], "files");
        assert_eq!(portal.where_is(name), [""; 0], "{name}");
    }
}

#[test]
fn flags_show_what_is_hidden_with_a_badge() {
    let flags = [
        ("kakikake", "下書の題", Show { drafts: true, ..Show::default() }),
        ("asatte", "未来の題", Show { future: true, ..Show::default() }),
        ("raishu", "予約の題", Show { future: true, ..Show::default() }),
        ("sengetsu", "期限の題", Show { expired: true, ..Show::default() }),
    ];
    for (name, title, show) in flags {
        let portal = hidden().show(show).build().is_fine();
        let page = portal.page(&format!("/stories/{name}/"));
        assert!(html::text_of(&page, "h1").contains(title));
        assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "not for search engines");
        assert!(portal.page("/tags/").contains(&title.replace("の題", "の札")));
    }
}

#[test]
fn dates_are_judged_in_the_zone_of_the_site() {
    // It is the 12th in Tokyo and still the 11th in London and New York.
    let town = Town::new().story("asa", "date: 2026-04-12", "").at("2026-04-12T00:30:00+09:00");
    assert!(town.build().has("stories/asa/index.html"));
    let london = town.site("timezone = \"Europe/London\"\n");
    assert!(!london.build().has("stories/asa/index.html"));
    let later = london.at("2026-04-12T00:00:00+01:00");
    assert!(later.build().has("stories/asa/index.html"));
}

#[test]
fn a_story_appears_at_its_moment_and_goes_at_its_moment() {
    let town = Town::new().story("asa", "publish_date: 2026-04-12T10:00\nexpiry_date: 2026-04-12T12:00", "");
    let shown = |now: &str| town.clone().at(now).build().has("stories/asa/index.html");
    assert!(!shown("2026-04-12T09:59:59+09:00"));
    assert!(shown("2026-04-12T10:00:00+09:00"));
    assert!(shown("2026-04-12T11:59:59+09:00"));
    assert!(!shown("2026-04-12T12:00:00+09:00"));
}

#[test]
fn an_old_address_leads_to_the_new_one() {
    let page = town().build().page("/old/yoru/");
    assert!(page.contains("<meta http-equiv=\"refresh\" content=\"0; url=/stories/yoru/\">"));
    assert!(page.contains("<link rel=\"canonical\" href=\"https://hinata.example.jp/stories/yoru/\">"));
    assert!(html::attributes(&page, "href").contains(&"/stories/yoru/".to_owned()), "a link for those who stay");
}

#[test]
fn an_alias_may_not_take_a_place_that_is_taken() {
    for taken in ["/about/", "/stories/asa/", "/feed.xml", "/stage/h/", "/", "/map"] {
        let portal = town().story("kitsune", &format!("aliases: [{taken}]"), "").build();
        assert!(!portal.errors().is_empty(), "{taken}: {:?}", portal.files());
    }
    for outside in ["../etc/", "https://example.com/", "//host/x", "/%2e%2e/x", "a\\b"] {
        let portal = town().story("kitsune", &format!("aliases: ['{outside}']"), "").build();
        assert_eq!(portal.codes(), ["H052"], "{outside}");
    }
}

#[test]
fn a_portal_works_below_a_path() {
    let portal = town().base_url("https://example.jp/promo/").build().is_fine();
    let encoded: Vec<String> = portal.files().iter().map(|path| hibi::config::address::encode(path)).collect();
    let mut checked = 0;
    for (path, page) in portal.pages() {
        for name in ["href", "src"] {
            for url in html::attributes(&page, name) {
                let inside = url.strip_prefix("https://example.jp").unwrap_or(&url);
                if inside.starts_with('#') || inside.contains("://") || inside.starts_with("mailto:") {
                    continue;
                }
                let (inside, _) = inside.split_once('#').unwrap_or((inside, ""));
                let rest = inside.strip_prefix("/promo/").unwrap_or_else(|| panic!("{path}: {name}={url}"));
                let file =
                    if rest.is_empty() || rest.ends_with('/') { format!("{rest}index.html") } else { rest.to_owned() };
                assert!(encoded.contains(&file), "{path}: {name}={url} leads nowhere");
                checked += 1;
            }
        }
    }
    assert!(checked > 300, "{checked}");
}

#[test]
fn machines_read_full_addresses() {
    let portal = town().base_url("https://example.jp/promo/").build();
    let story = portal.page("/stories/asa/");
    assert!(story.contains("<link rel=\"canonical\" href=\"https://example.jp/promo/stories/asa/\">"));
    assert!(story.contains("<meta property=\"og:url\" content=\"https://example.jp/promo/stories/asa/\">"));
    assert!(portal.page("/sitemap.xml").contains("<loc>https://example.jp/promo/stories/asa/</loc>"));
    assert!(portal.page("/robots.txt").contains("Sitemap: https://example.jp/promo/sitemap.xml"));
}

#[test]
fn the_sitemap_holds_each_page_once_and_no_page_that_is_none() {
    let portal = town().build();
    let sitemap = portal.page("/sitemap.xml");
    let listed: Vec<&str> = sitemap.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()).collect();
    let mut unique = listed.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), listed.len());
    assert!(!sitemap.contains("404") && !sitemap.contains("/old/yoru/"));
    assert!(
        listed.contains(&"https://hinata.example.jp/") && listed.contains(&"https://hinata.example.jp/policy/plan/")
    );
}

#[test]
fn no_page_runs_scripts_or_styles_of_its_own() {
    for (path, page) in town().build().pages() {
        for script in html::elements(&page, "script") {
            let kind = script.iter().find(|(name, _)| name == "type").map(|(_, value)| value.as_str());
            let file = script.iter().any(|(name, _)| name == "src");
            assert!(kind == Some("application/ld+json") || file, "{path}: an inline script");
        }
        assert!(html::elements(&page, "style").is_empty(), "{path}: an inline style");
        assert!(html::attributes(&page, "style").is_empty(), "{path}: a style attribute");
    }
}

#[test]
fn all_problems_are_told_together_and_nothing_is_made() {
    let portal = town()
        .story("a", "stage: Z", "")
        .story("b", "", "[x](nowhere.md)")
        .story("c", "date: 2026-13-45", "")
        .story("d", "title: 海: 山", "")
        .build();
    assert_eq!(portal.codes(), ["H012", "H062", "H017", "H023"], "{}", portal.told());
    assert_eq!(portal.files(), [""; 0]);
}

#[cfg(not(feature = "search"))]
#[test]
fn a_program_without_the_search_says_so() {
    let portal = Town::new().site("[search]\nenabled = true").story("asa", "", "土手の朝。").build();
    assert_eq!(portal.codes(), ["H195"]);
    assert!(!portal.has("search/index.html"));
}
