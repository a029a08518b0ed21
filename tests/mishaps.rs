//! What people mistype, paste or put in odd places: read as it was meant, or named with its file; never a panic.

use std::fs;
use std::process::Command;
use std::time::Instant;

use crate::html;
use crate::town::{NOW, Portal, Town, story};

fn data(figures: &str) -> Town {
    Town::new().data(&format!(
        "x:\n  kind: series\n  title: t\n  description: d\n  source: {{ title: q }}\n  as_of: 2025-01-01\n{figures}"
    ))
}

fn says_in(portal: &Portal, file: &str) {
    let notes = portal.built.report.notes();
    assert!(!notes.is_empty(), "taken in silence");
    assert!(notes.iter().all(|note| note.file.as_ref().is_some_and(|path| path.as_str() == file)), "{}", portal.told());
}

#[test]
fn words_that_look_like_something_else_are_words() {
    let portal = Town::new().story("asa", "title: no\ntags: [yes, 2024, 1.0, 0123, 12:30, null]", "").build().is_fine();
    assert_eq!(html::text_of(&portal.page("/stories/asa/"), "h1").replace('\u{200B}', ""), "no");
    for tag in ["yes", "2024", "1.0", "0123"] {
        assert!(portal.has(&format!("tags/{tag}/index.html")), "{tag}: {:?}", portal.files());
    }
    let one = Town::new().story("asa", "tags: 祭り", "").build().is_fine();
    assert!(one.has("tags/祭り/index.html"), "a tag that is no list is one tag");
}

#[test]
fn all_missing_keys_are_named_at_once() {
    let portal = Town::new().file("content/stories/asa.md", "---\nsummary: 朝\n---\n").build();
    assert_eq!(portal.codes(), ["H014"; 4]);
    for key in ["title", "date", "segment", "stage"] {
        assert!(portal.told().contains(&format!("`{key}`")), "{}", portal.told());
    }
}

#[test]
fn an_empty_file_is_named() {
    for text in ["", "\n", "---", "---\n", "---\n---\n", "\u{FEFF}"] {
        let portal = Town::new().file("content/stories/asa.md", text).build();
        says_in(&portal, "content/stories/asa.md");
    }
}

#[test]
fn three_dashes_in_a_text_are_a_rule() {
    let page = Town::new().story("asa", "", "前。\n\n---\n\n後。\n").build().is_fine().page("/stories/asa/");
    assert!(page.contains("前。") && page.contains("<hr>") && page.contains("後。"));
}

#[test]
fn a_picture_is_a_file_and_not_an_address() {
    for image in ["javascript:alert(1)", "data:image/png;base64,AAAA", "//evil.example/x.png"] {
        let portal = Town::new().story("asa", &format!("image: '{image}'\nimage_alt: x"), "").build();
        assert!(!portal.errors().is_empty(), "{image}");
        says_in(&portal, "content/stories/asa.md");
    }
}

#[test]
fn a_list_is_not_one_text() {
    for front in ["slug: [asa, yoru]", "slug: []", "image: [asa.jpg, yoru.jpg]", "image: { src: asa.jpg }"] {
        let portal = Town::new().story("asa", &format!("{front}\nimage_alt: 川"), "").build();
        assert_eq!(portal.codes(), ["H015"], "{front}");
        says_in(&portal, "content/stories/asa.md");
    }
    for site in [
        "[[nav]]\nlabel = \"物語\"\nlink = []\n",
        "[[footer]]\ntitle = \"読む\"\nlinks = [{ label = \"物語\", link = { to = \"/stories/\" } }]\n",
        "cards = { enabled = false, font = [] }\n",
        "[[vocabulary]]\nkey = \"area\"\nlabel = \"地域\"\n\
         terms = [{ id = \"kita\", label = \"北\", next = { text = \"歩く\", link = [\"@/join.md\"] } }]\n",
    ] {
        let portal = Town::new().site(site).build();
        assert_eq!(portal.codes(), ["H015"], "{site}");
        says_in(&portal, "site.toml");
    }
}

#[test]
fn a_fact_left_open_is_not_shown() {
    let portal = Town::new().story("asa", "facts: { 時間: 毎朝6時, 行き方: ~, 費用: }", "").build().is_fine();
    let page = html::words(&portal.page("/stories/asa/"));
    assert!(page.contains("毎朝6時") && !page.contains("行き方") && !page.contains("費用"), "{page}");
}

#[test]
fn an_alias_may_not_take_the_place_of_a_file() {
    let town = Town::new().file("static/x.txt", "x").story("asa", "aliases: [/x.txt]", "");
    assert_eq!(town.build().codes(), ["H053"]);
    let styles = town.story("asa", "", "").build().files().into_iter().find(|path| path.ends_with(".css"));
    let alias = format!("aliases: [/{}]", styles.expect("the theme's styles"));
    let portal = Town::new().story("asa", &alias, "").build();
    assert!(!portal.errors().is_empty() && portal.files().is_empty(), "{}", portal.told());
}

#[test]
fn marks_that_mean_something_in_addresses_are_only_letters_in_names() {
    for name in ["100%", "朝#夜", "朝&夜", "朝'夜", "50%25", "朝;夜"] {
        let portal = Town::new().story(name, "title: 題", "").story("asa", "", &format!("[x](<{name}.md>)")).build();
        if !portal.errors().is_empty() {
            assert!(portal.files().is_empty(), "{name}");
            continue;
        }
        let files: Vec<String> = portal.files().iter().map(|path| hibi::config::address::encode(path)).collect();
        let page = portal.page("/stories/");
        let links = html::attributes(&page, "href").into_iter().filter(|href| href.starts_with("/stories/"));
        for href in links {
            let path = href.trim_start_matches('/');
            assert!(
                files.contains(&format!("{path}index.html")) || files.iter().any(|file| file == path),
                "{name}: {href}"
            );
        }
    }
}

#[test]
fn a_data_file_of_another_shape_is_named() {
    let shapes = [
        "- a\n",
        "x\n",
        "x: 1\n",
        "x: [1]\n",
        "x:\n  kind: [series]\n",
        "x: {\n",
        "1: 2\n",
        "x:\n\tkind: series\n",
        "{}}\n",
        "? a\n",
    ];
    for shape in shapes {
        says_in(&Town::new().data(shape).build(), "content/indicators.yaml");
    }
    let (cp932, ..) = encoding_rs::SHIFT_JIS.encode("x:\n  kind: series\n  title: 転入と転出の表\n");
    let place = tempfile::TempDir::new().unwrap();
    Town::new().bytes("content/indicators.yaml", &cp932).move_to(place.path());
    let said = Command::new(env!("CARGO_BIN_EXE_hibi")).arg("build").current_dir(place.path()).output().unwrap();
    let text = String::from_utf8(said.stderr).unwrap();
    assert!(
        said.status.code() == Some(1) && text.contains("content/indicators.yaml") && text.contains("Shift_JIS"),
        "{text}"
    );
}

#[test]
fn no_chart_is_drawn_of_nothing() {
    for nothing in ["", "  periods: {}\n", "  periods:\n"] {
        let portal = data(nothing).build();
        assert!(!portal.errors().is_empty(), "{nothing:?}");
        says_in(&portal, "content/indicators.yaml");
    }
    let odd = [
        "{ 2025: }",
        "{ 2025: 1 }",
        "{ 2024: 0, 2025: 0 }",
        "{ 2024: -5, 2025: -1 }",
        "{ 2024: 0.000001, 2025: 999999999999 }",
        "{ 2025: 2, 2024: 1 }",
    ];
    for figures in odd {
        let portal = data(&format!("  periods: {figures}\n")).story("asa", "", "![図](chart:x)").build().is_fine();
        for (path, text) in portal.texts() {
            for wrong in ["NaN", "Infinity", "=\"inf\"", "=\"-inf\"", ">inf<"] {
                assert!(!text.contains(wrong), "{path} of {figures}: {wrong}");
            }
        }
    }
    let turned = data("  periods: { 2025: 2, 2024: 1 }\n").build().page("/indicators/x.csv");
    assert_eq!(
        turned,
        data("  periods: { 2024: 1, 2025: 2 }\n").build().page("/indicators/x.csv"),
        "years in their order"
    );
}

#[test]
fn figures_in_other_spellings_are_named_and_never_guessed() {
    for figure in
        ["\"12,345\"", "１２３", "\"１２３\"", "12 345", "約100", "1O0", "0x10", "99999999999999999999999999999999"]
    {
        let portal = data(&format!("  periods:\n    2024: 1\n    2025: {figure}\n")).build();
        assert!(!portal.errors().is_empty(), "{figure}");
        says_in(&portal, "content/indicators.yaml");
    }
}

#[test]
fn hostile_data_ends_in_time() {
    let laughs: String = ('b'..='i')
        .map(|c| format!("{c}: &{c} [{}]\n", vec![format!("*{}", (c as u8 - 1) as char); 9].join(", ")))
        .collect();
    let many: String = (1000..101_000).map(|year| format!("    {year}: 1\n")).collect();
    let texts = [
        format!("a: &a [x, x, x]\n{laughs}"),
        format!("x: {}\n", "[".repeat(100_000)),
        format!("x: {}\n", "{a: ".repeat(50_000)),
        format!("x:\n  kind: series\n  periods:\n{many}"),
        "x: ".to_owned() + &"a".repeat(4_000_000),
        "- ".repeat(100_000),
        format!("x:\n{}", "　kind：a\n".repeat(60_000)),
        (0..60_000).map(|number| format!("x{number}：\n　kind: a\n")).collect(),
    ];
    for text in texts {
        let started = Instant::now();
        let portal = Town::new().data(&text).build();
        let shown: String = text.chars().take(40).collect();
        assert!(!portal.errors().is_empty(), "{shown}");
        assert!(started.elapsed().as_secs() < 10, "{:?}: {shown}", started.elapsed());
    }
}

#[test]
fn labels_stay_text_in_charts_tables_and_data() {
    let label = "</script><b>\"'&\u{2028}";
    let yaml = format!(
        "  series: {{ a: {{ label: {} }} }}\n  periods: {{ 2024: {{ a: 1 }}, 2025: {{ a: 2 }} }}\n",
        serde_json::Value::from(label)
    );
    let portal = data(&yaml).story("asa", "", "![図](chart:x)").build();
    assert!(portal.errors().is_empty(), "{}", portal.told());
    for (path, page) in portal.pages() {
        html::assert_nested(&html::read(&page));
        assert!(html::elements(&page, "b").is_empty(), "{path}");
    }
    let json: serde_json::Value = serde_json::from_str(&portal.page("/indicators/x.json")).expect("JSON");
    assert!(json.to_string().contains("</script><b>"));
    let drawing = portal.page("/indicators/x.svg");
    let mut reader = quick_xml::Reader::from_str(&drawing);
    while !matches!(reader.read_event().expect("well-formed XML"), quick_xml::events::Event::Eof) {}
    assert!(!drawing.contains("<b>"));
}

#[test]
fn a_portal_may_be_deep_or_without_stories() {
    let deep = format!("content/stories/{}asa.md", "a/".repeat(40));
    Town::new().file(&deep, &story("asa", "", "")).build().is_fine();
    Town::new().build().is_fine();
}

#[test]
fn neither_network_nor_home_nor_folder_is_needed() {
    let place = tempfile::TempDir::with_prefix("日々 の").unwrap();
    Town::new().story("asa", "title: 朝", "").move_to(place.path());
    let root = place.path().to_str().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_hibi"));
    command
        .args(["build", "--now", NOW, "-r", root])
        .current_dir("/")
        .env_clear()
        .env("LANG", "C")
        .env("SECRET", "himitsu-no-kagi");
    let said = command.output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    for entry in walkdir::WalkDir::new(place.path().join("public")).into_iter().flatten() {
        if entry.file_type().is_file() {
            let text = String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned();
            assert!(!text.contains("himitsu-no-kagi") && !text.contains(root), "{}", entry.path().display());
        }
    }
}

#[test]
fn templates_reach_no_file_no_environment_no_network_and_no_shell() {
    let calls = [
        "get_env(name=\"PATH\")",
        "load_data(path=\"site.toml\")",
        "load_data(url=\"http://localhost/\")",
        "read_file(path=\"/etc/passwd\")",
        "exec(command=\"id\")",
        "now()",
        "fetch(url=\"http://localhost/\")",
    ];
    for call in calls {
        let portal = Town::new().file("templates/404.html", &format!("<p>{{{{ {call} }}}}</p>")).build();
        assert!(!portal.errors().is_empty(), "{call} is there");
    }
    for path in ["/etc/passwd", "../site.toml", "../../../etc/passwd", "file:///etc/passwd"] {
        let portal = Town::new().file("templates/404.html", &format!("{{% include \"{path}\" %}}")).build();
        assert!(!portal.errors().is_empty(), "{path} is read");
    }
}

#[test]
fn only_our_own_markup_is_taken_as_it_is() {
    let ours = [
        "page.body",
        "page.head.json_ld",
        "page.hero_wide",
        "page.hero_narrow",
        "card.chart.wide",
        "card.chart.narrow",
        "tile.strip",
    ];
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/templates");
    let mut found = 0;
    for entry in walkdir::WalkDir::new(root).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let text = fs::read_to_string(entry.path()).unwrap();
        for (at, _) in text.match_indices("safe") {
            let Some(before) = text[..at].trim_end().strip_suffix('|') else { continue };
            let value = before.trim_end().rsplit([' ', '{', '(']).next().unwrap_or_default();
            assert!(ours.contains(&value), "{}: {value} | safe", entry.path().display());
            found += 1;
        }
    }
    assert!(found >= ours.len());
}

/// What a page says to browsers that it may do.
fn policy(page: &str) -> String {
    let policies = html::elements(page, "meta")
        .into_iter()
        .filter(|meta| meta.iter().any(|(name, value)| name == "http-equiv" && value == "Content-Security-Policy"));
    policies.flatten().find(|(name, _)| name == "content").map(|(_, value)| value).expect("a policy")
}

#[test]
fn the_headers_for_hosts_are_the_pages_own_policy_and_more() {
    let text = include_str!("../SECURITY.md");
    let (text, of_search) = text.split_once("### 「さがす」").expect("a part on the search page");
    let samples_of = |text: &'static str| -> Vec<&'static str> {
        text.split("```").skip(1).step_by(2).filter(|sample| sample.contains("Content-Security-Policy")).collect()
    };
    let (samples, of_search) = (samples_of(text), samples_of(of_search));
    assert_eq!((samples.len(), of_search.len()), (3, 3), "for three kinds of hosts");
    let policy = policy(&Town::new().story("asa", "", "").build().page("/stories/asa/"));
    assert!(policy.starts_with("default-src 'self';") && !policy.contains("unsafe"), "{policy}");
    for sample in of_search {
        for line in [&policy, "; script-src 'self' 'wasm-unsafe-eval'"] {
            assert!(sample.contains(line), "{line} in {sample}");
        }
    }
    for sample in samples {
        for line in [
            format!("{policy}; frame-ancestors 'self'"),
            "nosniff".to_owned(),
            "strict-origin-when-cross-origin".to_owned(),
            "camera=(), geolocation=(), microphone=(), payment=()".to_owned(),
        ] {
            assert!(sample.contains(&line), "{line} in {sample}");
        }
    }
}
