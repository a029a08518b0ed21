//! What editors, pupils and citizens type is text, wherever it is shown.

use serde_json::Value as Json;

use crate::html::{self, Piece};
use crate::town::{Portal, Town};

/// Words that would do harm if they were taken for markup anywhere.
const NASTY: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'\" onmouseover='alert(1)",
    "</title></script><svg/onload=alert(1)>",
    "]]><b>&amp;&lt;",
    "{{ 7*7 }}{% raw %}",
];

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A town in which `text` stands in every field of a story.
fn everywhere(text: &str) -> Portal {
    let value = quoted(text);
    let front = format!(
        "title: {value}\nsummary: {value}\ntags: [{value}]\nauthor: {{ name: {value}, department: {value} }}\nplace: {value}\n\
         quote: {value}\ncredit: {value}\nfacts: {{ {value}: {value} }}\nimage: asa.png\nimage_alt: {value}\nextra: {{ x: {value} }}"
    );
    let site = format!(
        "title = {0}\nbase_url = \"https://hinata.example.jp/\"\ndescription = {0}\ntagline = {0}\n\
         [publisher]\nname = {0}\ncontact = {0}\nlicence = {0}\n",
        Json::from(text)
    );
    let data = format!(
        "x:\n  kind: facts\n  title: {value}\n  description: {value}\n  note: {value}\n  source: {{ title: {value} }}\n  as_of: 2025-01-01\n  \
         items:\n    a: {{ label: {value}, value: 1, unit: {value} }}\n"
    );
    Town::new()
        .file("site.toml", &site)
        .photo("content/stories/asa.png")
        .story("asa", &front, "## 見出し\n\n![図](chart:x)\n")
        .data(&data)
        .build()
}

/// Fails where a page holds an element or an attribute that could run something.
fn assert_dead(path: &str, page: &str) {
    for piece in html::read(page) {
        let Piece::Start(name, attributes) = piece else { continue };
        assert!(!matches!(name.as_str(), "iframe" | "object" | "embed" | "base" | "form" | "b"), "{path}: <{name}>");
        for (key, value) in attributes {
            assert!(!key.starts_with("on"), "{path}: {key}={value}");
            if matches!(key.as_str(), "href" | "src" | "content") {
                assert!(!value.trim().to_lowercase().starts_with("javascript:"), "{path}: {key}={value}");
            }
            assert!(!(name == "img" && key == "src" && value == "x"), "{path}");
        }
    }
}

#[test]
fn text_stays_text_on_every_page() {
    for nasty in NASTY {
        let portal = everywhere(nasty);
        assert!(portal.errors().is_empty(), "{}", portal.told());
        for (path, page) in portal.pages() {
            html::assert_nested(&html::read(&page));
            assert_dead(&path, &page);
        }
        let page = portal.page("/stories/asa/");
        assert!(html::text_of(&page, "title").contains(nasty), "{nasty}");
        assert!(html::text_of(&page, "h1").replace('\u{200B}', "").contains(nasty), "{nasty}: {}", html::text_of(&page, "h1"));
        assert!(html::attributes(&page, "alt").iter().any(|alt| alt == nasty), "{nasty}");
        assert!(html::attributes(&page, "content").iter().any(|content| content.contains(nasty)), "the description: {nasty}");
    }
}

#[test]
fn text_stays_text_in_feeds_and_data() {
    for nasty in NASTY {
        let portal = everywhere(nasty);
        let feed: Json = serde_json::from_str(&portal.page("/feed.json")).expect("JSON");
        let item = &feed["items"][0];
        assert_eq!(item["title"], nasty);
        assert_eq!(item["summary"], nasty);
        assert_eq!(item["authors"][0]["name"], nasty);
        let atom = portal.page("/feed.xml");
        let mut reader = quick_xml::Reader::from_str(&atom);
        while !matches!(reader.read_event().expect("well-formed XML"), quick_xml::events::Event::Eof) {}
        let json: Json = serde_json::from_str(&portal.page("/indicators/x.json")).expect("JSON");
        assert!(json.to_string().len() > 2);
    }
}

#[test]
fn text_stays_text_in_json_ld() {
    for nasty in NASTY {
        let page = everywhere(nasty).page("/stories/asa/");
        let pieces = html::read(&page);
        let data = pieces.iter().find_map(|piece| if let Piece::Raw(raw) = piece { Some(raw) } else { None }).expect("JSON-LD");
        assert!(!data.contains('<'));
        let data: Json = serde_json::from_str(data).expect("JSON");
        assert_eq!(data["headline"], nasty);
        assert_eq!(data["author"][0]["name"], nasty);
    }
}

#[test]
fn a_table_program_runs_nothing() {
    for formula in ["=1+1", "+1", "-1+1", "@SUM(A1)", "\tx"] {
        let portal = everywhere(formula);
        assert!(portal.errors().is_empty(), "{}", portal.told());
        let csv = portal.page("/indicators/x.csv");
        let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.trim_start_matches('\u{FEFF}').as_bytes());
        for row in rows.records() {
            for cell in &row.expect("a row") {
                let number = cell.parse::<f64>().is_ok();
                assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{formula}: {cell:?}");
            }
        }
    }
}

#[test]
fn raw_html_is_dropped_and_named() {
    let tags = [
        "<script>alert(1)</script>",
        "<iframe src=\"https://example.jp/\"></iframe>",
        "<img src=x onerror=alert(1)>",
        "文の中の<b onclick=\"x\">太字</b>です。",
        "<style>*{display:none}</style>",
        "<form action=x><input></form>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext></mtext></math>",
        "<!-- a --> <b> -->",
        "<div",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    ];
    for tag in tags {
        let portal = Town::new().story("asa", "", &format!("前の文。\n\n{tag}\n\n後の文。")).build();
        assert!(portal.errors().is_empty(), "{tag}");
        let page = portal.page("/stories/asa/");
        html::assert_nested(&html::read(&page));
        assert_dead("", &page);
        assert!(page.contains("前の文。") && page.contains("後の文。"), "no text is lost: {tag}");
        if tag != "<div" {
            assert!(portal.codes().contains(&"H060"), "{tag}: {}", portal.told());
        }
    }
}

#[test]
fn comments_and_line_breaks_need_no_warning() {
    let portal = Town::new().story("asa", "", "<!-- 覚え書き -->\n\n一行目<br>二行目<wbr>つづき").build().is_fine();
    let page = portal.page("/stories/asa/");
    assert!(page.contains("一行目<br>") && !page.contains("覚え書き"));
}

#[test]
fn dangerous_links_are_dead_in_every_spelling() {
    let spellings = [
        "[x](javascript:alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](&#106;avascript:alert(1))",
        "[x](JAVASCRIPT:alert(1))",
        "[x](vbscript:msgbox)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](javascript:alert(1))",
        "<javascript:alert(1)>",
        "[x][r]\n\n[r]: javascript:alert(1)\n",
        "[x](\\\\evil.example\\x)",
    ];
    for spelling in spellings {
        let portal = Town::new().story("asa", "", spelling).build();
        assert!(!portal.codes().is_empty(), "{spelling}");
        if portal.errors().is_empty() {
            assert_dead(spelling, &portal.page("/stories/asa/"));
        }
    }
}

#[test]
fn attributes_of_headings_and_code_stay_in_their_place() {
    let body = "## 見出し {#\"onclick=alert(1) .x onclick=y}\n\n```\"><script>alert(1)</script>\nx\n```\n\n[x](https://example.jp/ '\"onmouseover=\"x')\n";
    let portal = Town::new().story("asa", "", body).build();
    let page = portal.page("/stories/asa/");
    html::assert_nested(&html::read(&page));
    assert_dead("", &page);
}

#[test]
fn settings_of_colours_and_addresses_cannot_break_out() {
    let term = |color: &str| format!("[[vocabulary]]\nkey = \"a\"\nlabel = \"a\"\nterms = [{{ id = \"x\", label = \"x\", color = {} }}]\n", Json::from(color));
    for bad in ["red;}body{display:none", "url(https://evil.example)", "#12345", "#gggggg"] {
        assert_eq!(Town::new().site(&term(bad)).build().codes(), ["H046"], "{bad}");
    }
    for bad in ["javascript:x", "https://a\"b/", "https://a b/", "example.jp", "https://u@h/"] {
        assert_eq!(Town::new().base_url(bad).build().codes(), ["H040"], "{bad}");
    }
}

#[test]
fn an_alias_runs_nothing_in_its_page() {
    let portal = Town::new().story("asa", "title: '<script>x</script>'\naliases: ['/a b/', '/朝/']", "").build().is_fine();
    for (path, page) in portal.pages() {
        assert_dead(&path, &page);
        html::assert_nested(&html::read(&page));
    }
    let quoted = Town::new().story("asa", "aliases: ['/\"><script>x/']", "").build();
    assert_eq!(quoted.codes(), ["H052"]);
}

#[test]
fn characters_that_turn_the_line_around_are_refused_where_lines_are_shared() {
    for title in ["\"朝\\u202Eの話\"", "朝\u{202E}の話", "\"a\\0b\"", "\u{2066}朝"] {
        assert_eq!(Town::new().story("asa", &format!("title: {title}"), "").build().codes(), ["H005"], "{title:?}");
    }
}
