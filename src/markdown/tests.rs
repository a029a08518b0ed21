use super::{Body, RawLink, Reading, Words, parse, words};
use crate::diag::Code;
use crate::source::SourcePath;
use crate::text::Letters;

fn read(text: &str) -> (Body<RawLink>, Vec<Code>) {
    let checked = parse(&SourcePath::new("a.md"), text, 0);
    (checked.value, checked.notes.iter().map(|note| note.code).collect())
}

fn html(text: &str) -> String {
    let (body, _) = read(text);
    body.render(|link, out| match link {
        RawLink::Href { to, .. } => out.push_str(&format!(" href=\"{to}\"")),
        RawLink::Image { to, alt, .. } => out.push_str(&format!("<img src={to} alt={alt}>")),
        RawLink::Chart { id, alt, .. } => out.push_str(&format!("<chart {id} {alt}>")),
        RawLink::Value { path, typed, .. } => out.push_str(&format!("<value {path} {typed}>")),
        RawLink::Word(key) => out.push_str(key),
    })
}

#[test]
fn bold_beside_japanese_punctuation() {
    for (text, wanted) in [
        ("これは**「強調」**です", "これは<strong>「強調」</strong>です"),
        ("**強調。**次", "<strong>強調。</strong>次"),
        ("価格は**500円（税込）**です。", "価格は<strong>500円（税込）</strong>です。"),
        ("これは~~「取消」~~です", "これは<del>「取消」</del>です"),
        ("これは**重要**です", "これは<strong>重要</strong>です"),
        ("これは*「斜体」*です", "これは<em>「斜体」</em>です"),
        ("***「両方」***だ", "<em><strong>「両方」</strong></em>だ"),
        ("9時~12時、15時~17時", "9時~12時、15時~17時"),
        ("a * b * c", "a * b * c"),
        ("`**「コード」**です`", "<code>**「コード」**です</code>"),
        (r"\*\*「そのまま」\*\*です", "**「そのまま」**です"),
    ] {
        assert_eq!(html(text), format!("<p>{wanted}</p>\n"), "{text}");
    }
}

#[test]
fn japanese_lines_join_and_others_keep_their_space() {
    assert_eq!(html("朝の\n土手"), "<p>朝の土手</p>\n");
    assert_eq!(html("株式会社\n[東京](x.md)都"), "<p>株式会社<a href=\"x.md\">東京</a>都</p>\n");
    assert_eq!(html("日本語\nEnglish"), "<p>日本語\nEnglish</p>\n");
    assert_eq!(html("in\n`code`"), "<p>in\n<code>code</code></p>\n");
    assert_eq!(html("한국어\n문장"), "<p>한국어\n문장</p>\n");
    assert_eq!(html("朝の\n{土手|どて}"), "<p>朝の<ruby>土手<rp>（</rp><rt>どて</rt><rp>）</rp></ruby></p>\n");
}

#[test]
fn headings_have_unicode_ids_and_never_skip() {
    let (body, _) = read("# 一言目は、犬に\n\n#### 深い\n\n## 一言目は、犬に\n\n## 名前 {#name onclick=x}\n");
    let headings: Vec<_> = body.headings.iter().map(|h| (h.level, h.id.as_str())).collect();
    assert_eq!(headings, [(2, "一言目は犬に"), (3, "深い"), (2, "一言目は犬に-1"), (2, "name")]);
    assert!(!body.html.contains("onclick"));
}

#[test]
fn raw_html_is_dropped_and_named() {
    let (body, codes) = read("<script>alert(1)</script>\n\n文<b>字</b><br>と<!-- 覚え -->\n");
    assert_eq!(codes, [Code::RawHtml, Code::RawHtml]);
    assert_eq!(&*body.html, "<p>文字<br>と</p>\n");
}

#[test]
fn dangerous_links_are_dead() {
    for text in [
        "[x](javascript:alert(1))",
        "[x](<java script:alert(1)>)",
        "[x](JAVASCRIPT&#58;alert(1))",
        "![x](data:text/html,x)",
        "[x](//evil.example)",
    ] {
        let (body, codes) = read(text);
        assert_eq!(codes, [Code::BadScheme], "{text}");
        assert!(!body.html.contains("href") && !body.html.contains("src"), "{text}");
    }
}

#[test]
fn footnotes_lead_back_to_each_mention() {
    let html = html("一[^a]、二[^a]。\n\n[^a]: 注です。\n");
    assert!(html.contains("id=\"fnref-1-1\"") && html.contains("id=\"fnref-1-2\""), "{html}");
    assert!(html.contains("<li id=\"fn-1\"><p>注です。 <a href=\"#fnref-1-1\""), "{html}");
    assert!(html.contains("href=\"#fnref-1-2\""), "{html}");
}

#[test]
fn alerts_have_a_title_in_the_pages_language() {
    assert_eq!(
        html("> [!NOTE]\n> 雨の日は休み。"),
        "<aside class=\"alert alert-note\" role=\"note\">\n<p class=\"alert-title\">alert_note</p>\n<p>雨の日は休み。</p>\n</aside>\n"
    );
}

#[test]
fn charts_and_values_are_holes() {
    assert_eq!(html("![意欲量の合計](chart:mgap \"mGAP\")"), "<chart mgap 意欲量の合計>");
    assert_eq!(html("合計は[−414](value:mgap.2025)です"), "<p>合計は<value mgap.2025 −414>です</p>\n");
    let (_, codes) = read("![](chart:mgap)");
    assert_eq!(codes, [Code::ChartAltMissing]);
}

#[test]
fn formulas_and_quotes_stay_as_typed() {
    assert_eq!(html("価格は$5と$10、\"引用\"と"), "<p>価格は$5と$10、&quot;引用&quot;と</p>\n");
}

#[test]
fn places_are_those_of_the_file_in_spite_of_neutral_letters() {
    let text = "これは**「強調」**です <b>x";
    let checked = parse(&SourcePath::new("a.md"), text, 10);
    assert_eq!(checked.notes[0].span, Some((10 + text.find("<b>").unwrap(), 10 + text.find('x').unwrap())));
}

#[test]
fn the_words_alone_have_no_marks_and_no_readings() {
    let text = "この**「{土手|どて}」**で\n会う。";
    let Words { plain, readings } = words(&SourcePath::new("a.md"), text);
    assert_eq!(plain, "この「土手」で会う。\n");
    assert_eq!(readings, [Reading { base: "土手".to_owned(), kana: "どて".to_owned() }]);
    let (body, _) = read(text);
    assert_eq!((&*body.lead, body.letters), ("この「土手」で会う。", Letters { wide: 10, narrow: 0 }));
}
