//! Markdown as Japanese writers type it, on the finished page: bold, line breaks, ruby, headings, alerts, footnotes.

use crate::html;
use crate::town::Town;

/// The HTML of a text on its page.
fn prose(body: &str) -> String {
    let page = Town::new().story("asa", "", body).build().is_fine().page("/stories/asa/");
    let from = page.find("<div class=\"prose\">").expect("a text") + "<div class=\"prose\">".len();
    let end = page[from..].find("</div>\n").unwrap_or(page.len() - from);
    page[from..from + end].trim().to_owned()
}

#[test]
fn bold_works_next_to_japanese_marks() {
    assert_eq!(prose("**「朝」**が来た。"), "<p><strong>「朝」</strong>が来た。</p>");
    assert_eq!(prose("これは**（大事）**です。"), "<p>これは<strong>（大事）</strong>です。</p>");
    assert_eq!(prose("9時~12時、13時~15時"), "<p>9時~12時、13時~15時</p>");
}

#[test]
fn lines_of_japanese_are_joined_without_a_space() {
    assert_eq!(
        prose("朝の\n土手を\n[歩く](#)".replace("(#)", "(https://example.jp/)").as_str()).matches('\n').count(),
        0
    );
    assert_eq!(prose("日本語\nEnglish"), "<p>日本語\nEnglish</p>");
}

#[test]
fn money_and_quotes_are_left_alone() {
    assert_eq!(prose("価格は$5と$10です。"), "<p>価格は$5と$10です。</p>");
    assert_eq!(html::words(&prose("\"引用\"と言った")), "\"引用\"と言った");
}

#[test]
fn ruby_stands_over_its_base() {
    let wanted = "<p><ruby>土手<rp>（</rp><rt>どて</rt><rp>）</rp></ruby>を歩く</p>";
    assert_eq!(prose("{土手|どて}を歩く"), wanted);
    assert_eq!(prose("｜土手《どて》を歩く"), wanted);
}

#[test]
fn ruby_gives_its_base_where_there_is_no_room_for_readings() {
    let portal =
        Town::new().story("asa", "", "{土手|どて}で川を見る。\n\n## {朝市|あさいち}のこと\n").build().is_fine();
    let page = portal.page("/stories/asa/");
    assert!(page.contains("<meta name=\"description\" content=\"土手で川を見る。"));
    assert!(page.contains("<h2 id=\"朝市のこと\">"));
    assert!(!page.contains("content=\"{土手"));
}

#[test]
fn a_title_may_have_ruby() {
    let front = "title: 朝の{土手|どて}で、｜旭橋《あさひばし》まで\nsummary: \"{土手|どて}の話。\"\nplace: ｜旭町《あさひまち》";
    let portal = Town::new()
        .story("asa", front, "")
        .story("yoru", "title: 夜", "[朝](asa.md)")
        .file("content/about.md", "---\ntitle: \"{宣伝|せんでん}部\"\n---\n")
        .build()
        .is_fine();
    let ruby = "<ruby>土手<rp>（</rp><rt>どて</rt><rp>）</rp></ruby>";
    for (address, heading) in [("/stories/asa/", "h1"), ("/stories/", "h2"), ("/", "h3")] {
        let page = portal.page(address);
        assert!(page.contains(ruby), "{address} shows the reading in its {heading}");
    }
    assert!(html::text_of(&portal.page("/about/"), "h1").contains("せんでん"));
    assert_eq!(html::text_of(&portal.page("/stories/asa/"), "title"), "朝の土手で、旭橋まで | ひなたびより");
    for feed in ["/feed.xml", "/feed.json"] {
        assert!(portal.page(feed).contains("朝の土手で、旭橋まで"), "{feed}");
    }
    for (path, text) in portal.texts() {
        assert!(!text.contains("{土手") && !text.contains("《") && !text.contains("{宣伝"), "{path}");
        let in_attribute = text.split("=\"").skip(1).any(|rest| rest.split('"').next().unwrap().contains("<ruby>"));
        assert!(!in_attribute, "{path}");
    }
}

#[test]
fn a_title_may_say_where_it_is_broken() {
    let front = "title: 朝六時の土手で、<wbr>「<i>おはよう</i>」が<br>\ntags: [川]\nindicators: people";
    let data = "people:\n  kind: facts\n  title: 数字\n  description: 人口。\n  source: { title: 統計 }\n  as_of: 2025-01-01\n  \
        items:\n    population: { label: 人口, value: 206000, unit: 人 }\n";
    let town = Town::new().data(data).story("asa", front, "").story("yoru", "title: 夜", "");
    let portal = town.file("content/about.md", "---\ntitle: 宣伝部の<wbr>こと\n---\n").build().is_fine();
    for (address, element) in [
        ("/stories/asa/", "h1"),
        ("/stories/", "h3"),
        ("/tags/川/", "h3"),
        ("/stories/asa/poster/", "h1"),
        ("/about/", "h1"),
    ] {
        let page = portal.page(address);
        let heading = page.split(&format!("<{element}")).find(|part| part.contains("<wbr>")).expect(address);
        assert!(heading.contains("class=\"breaks\"") && !heading.contains("<i>"), "{address}");
    }
    for (path, text) in portal.texts() {
        let raw = if path.ends_with(".html") { "&lt;wbr" } else { "<wbr>" };
        for there in [raw, "%3Cwbr", "\\u003cwbr"] {
            assert!(!text.contains(there), "{path} holds {there}");
        }
        let in_attribute = text.split("=\"").skip(1).any(|rest| rest.split('"').next().unwrap().contains("wbr>"));
        assert!(!in_attribute, "{path} has a break where there can be none");
    }
    assert!(
        portal.page("/feed.xml").contains("<title>朝六時の土手で、「&lt;i&gt;おはよう&lt;/i&gt;」が&lt;br&gt;</title>")
    );
    assert_eq!(
        html::text_of(&portal.page("/stories/asa/"), "title"),
        "朝六時の土手で、「<i>おはよう</i>」が<br> | ひなたびより"
    );
}

#[test]
fn a_reading_that_is_not_closed_is_told_in_titles_too() {
    let portal = Town::new().story("asa", "title: 朝の｜土手《どて", "").build();
    assert_eq!(portal.codes(), ["H067"]);
}

#[test]
fn the_pages_title_is_the_only_first_heading() {
    let page = Town::new().story("asa", "", "# 一\n\n### 二\n\n# 三\n").build().is_fine().page("/stories/asa/");
    assert_eq!(html::elements(&page, "h1").len(), 1);
    let prose = prose("# 一\n\n### 二\n\n##### 三\n");
    assert!(
        prose.contains("<h2 id=\"一\">") && prose.contains("<h3 id=\"二\">") && prose.contains("<h4 id=\"三\">"),
        "{prose}"
    );
}

#[test]
fn alerts_have_a_title_in_the_pages_language() {
    let body = "> [!NOTE]\n> 雨の日は休みます。";
    let japanese = prose(body);
    assert!(japanese.contains("<p class=\"alert-title\">") && !japanese.contains("Note"), "{japanese}");
    let english = Town::new().site("[languages.en]\n").story("asa", "", "");
    let english = english.file("content/stories/asa.en.md", &crate::town::story("asa", "", body)).build().is_fine();
    assert!(english.page("/en/stories/asa/").contains("<p class=\"alert-title\">Note</p>"));
}

#[test]
fn footnotes_lead_there_and_back() {
    let html = prose("川[^k]と橋[^h]。\n\n[^k]: 空堀川\n[^h]: 木の橋\n");
    let ids = html::attributes(&html, "id");
    for link in html::attributes(&html, "href") {
        assert!(ids.contains(&link.trim_start_matches('#').to_owned()), "{link} in {html}");
    }
    assert_eq!(html::attributes(&html, "href").len(), 4, "{html}");
}

#[test]
fn tables_can_be_scrolled_and_read_aloud() {
    let html = prose("| 年 | 人 |\n|---|--:|\n| 2025 | 4,520 |\n");
    assert!(html.contains("<th scope=\"col\">年</th>") && html.contains("role=\"region\" aria-label="), "{html}");
    assert!(html.contains("<td class=\"align-right\">4,520</td>"), "{html}");
}

#[test]
fn code_is_shown_as_it_stands() {
    assert!(prose("```rust\nlet a = \"<b>\";\n```").contains("let a = &quot;&lt;b&gt;&quot;;"));
    assert_eq!(html::words(&prose("`{{ x }}` と `{土手|どて}`")), "{{ x }} と {土手|どて}");
}

#[test]
fn marks_of_templates_are_words() {
    assert_eq!(
        html::words(&prose("{{ site.title }} {% include \"x\" %} {# y #}")),
        "{{ site.title }} {% include \"x\" %} {# y #}"
    );
}

#[test]
fn two_headings_of_one_name_have_two_ids() {
    assert_eq!(html::attributes(&prose("## 朝\n\n## 朝\n\n## 「」\n"), "id"), ["朝", "朝-1", "section"]);
}

#[test]
fn no_heading_takes_the_id_of_another_part_of_its_page() {
    let data = "x:\n  kind: facts\n  title: 数字\n  description: 人口。\n  source: { title: 統計 }\n  as_of: 2025-01-01\n  items:\n    a: { label: 人口, value: 1 }\n";
    let shown = "川[^1]と橋[^1]。\n\n![人口](chart:x)\n\n[^1]: 注\n";
    let town = |more: &str| {
        let text = format!("---\ntitle: 題\n---\n{shown}{more}");
        Town::new()
            .data(data)
            .story("asa", "", &format!("{shown}{more}"))
            .file("content/_index.md", &text)
            .file("content/a.md", &text)
    };
    let pages = ["/", "/a/", "/stories/asa/"];
    let plain = town("").story("yoru", "", "").build().is_fine();
    let taken: Vec<String> = pages.iter().flat_map(|page| html::attributes(&plain.page(page), "id")).collect();
    assert!(taken.contains(&"main".to_owned()) && taken.contains(&"figure-1".to_owned()), "{taken:?}");
    let headings: String = taken.iter().map(|id| format!("\n## {id}\n")).collect();
    let portal = town(&headings).story("yoru", "", "").build().is_fine();
    for page in pages {
        let mut ids = html::attributes(&portal.page(page), "id");
        ids.sort();
        let twice: Vec<_> = ids.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone()).collect();
        assert!(twice.is_empty(), "{page}: {twice:?}");
    }
}

#[test]
fn a_chart_in_a_line_of_words_does_not_break_the_paragraphs() {
    let data = "
        people:
          kind: facts
          title: 数字
          description: 人口。
          source: { title: 統計 }
          as_of: 2025-01-01
          items:
            population: { label: 人口, value: 206000, unit: 人 }
        ";
    for body in [
        "前 ![人口](chart:people) 後",
        "- ![人口](chart:people)\n- 次",
        "- 前 ![人口](chart:people)\n\n- 次",
        "> ![人口](chart:people)",
        "| a |\n|---|\n| ![人口](chart:people) |",
        "## ![人口](chart:people)",
        "**![人口](chart:people)**",
        "[![人口](chart:people)](https://example.jp/)",
        "川[^1]\n\n[^1]: ![人口](chart:people)",
        "川[^1]\n\n[^1]: *![人口](chart:people)*\n[^1]",
    ] {
        let portal = Town::new().data(data).story("asa", "", body).build();
        assert!(portal.errors().is_empty(), "{body}: {}", portal.told());
        let page = portal.page("/stories/asa/");
        let pieces = html::read(&page);
        let nested = std::panic::catch_unwind(|| html::assert_nested(&pieces));
        assert!(nested.is_ok(), "{body}\n{page}");
        assert!(page.contains("id=\"figure-1\"") && !page.contains("<p></p>"), "{body}");
    }
}

#[test]
fn the_shortest_story_takes_a_minute() {
    let page = Town::new().story("asa", "", "朝。").build().is_fine().page("/stories/asa/");
    assert!(html::words(&page).contains("1分"));
}
