//! What holds for any text whatever, however strange.

use hibi::config::{Config, Overrides, SitePath};
use hibi::content;
use hibi::markdown::{self, RawLink};
use hibi::source::{Source, SourcePath, Tree};
use hibi::text;
use proptest::prelude::*;

use crate::html::{self, Piece};
use crate::town::Town;

/// Pieces that mean something to Markdown, to HTML, to YAML or to us, between letters by chance.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
        2 => any::<char>().prop_map(String::from),
        1 => "[ -~]{0,4}",
        1 => "[ぁ-ん一-龯、。「」（）]{0,4}",
    ];
    prop::collection::vec(piece, 0..48).prop_map(|pieces| pieces.concat())
}

const PIECES: [&str; 88] = [
    "\n",
    "\n\n",
    "    ",
    "\t",
    "# ",
    "## ",
    "- ",
    "1. ",
    "2026. 4. ",
    "> ",
    "> [!NOTE]\n",
    "> [!WARNING]\n> ",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~~",
    "~",
    "`",
    "```",
    "```rust\n",
    "\\",
    "|",
    "|---|\n",
    "| a | b |\n|---|:-:|\n",
    "[",
    "]",
    "](",
    ")",
    "(",
    "![",
    "!",
    "{",
    "}",
    "{土手|どて}",
    "｜土手《どて》",
    "｜",
    "《",
    "》",
    "[^1]",
    "[^1]: ",
    "[a]: x.md\n",
    "[ ] ",
    "[x] ",
    "<",
    ">",
    "</",
    "/>",
    "<b>",
    "</b>",
    "<br>",
    "<wbr>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<?",
    "<svg onload=x>",
    "javascript:x",
    "java\tscript:",
    "data:text/html,x",
    "https://example.jp/",
    "<https://example.jp/>",
    "<a@example.jp>",
    "mailto:a@b",
    "chart:x",
    "value:x.2025",
    "![図](chart:x \"題\")",
    "[](value:x.2025)",
    "![絵](a.png)",
    "&amp;",
    "&#106;",
    "&lt;",
    "\"",
    "'",
    "{#id onclick=x}",
    "---\n",
    "***\n",
    "title: ",
    "\u{0}",
    "\u{FDD0}",
    "\u{FEFF}",
    "\u{202E}",
    "\u{2028}",
    "한국",
    "🎏",
];

/// Everything that a text may become; nothing here can run or reach out by itself.
const ELEMENTS: [&str; 32] = [
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "aside",
    "em",
    "strong",
    "del",
    "a",
    "code",
    "pre",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "div",
    "span",
    "sup",
    "section",
    "ruby",
    "rt",
    "rp",
    "br",
    "hr",
];
const ATTRIBUTES: [&str; 12] = [
    "class",
    "id",
    "href",
    "rel",
    "title",
    "role",
    "start",
    "scope",
    "tabindex",
    "aria-label",
    "aria-labelledby",
    "lang",
];

/// The HTML of a text, with a word where the rest of the site would be asked.
fn prose(text: &str) -> String {
    let body = markdown::parse(&SourcePath::new("content/a.md"), text, 0).value;
    body.render(|link, out| match link {
        RawLink::Href { .. } => out.push_str(" href=\"/\""),
        RawLink::Image { .. } | RawLink::Chart { .. } => out.push_str("<div></div>"),
        RawLink::Value { .. } | RawLink::Word(_) => out.push('語'),
    })
}

fn config() -> Config {
    hibi::config::parse(&Town::new().tree(), &Overrides::default()).value.expect("settings")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_text_becomes_nothing_but_harmless_elements(text in soup()) {
        let html = prose(&text);
        let pieces = html::read(&html);
        for piece in &pieces {
            let Piece::Start(name, attributes) = piece else { continue };
            prop_assert!(ELEMENTS.contains(&name.as_str()) || name == "wbr", "<{name}> from {text:?}");
            for (key, value) in attributes {
                prop_assert!(ATTRIBUTES.contains(&key.as_str()), "{key} from {text:?}");
                let leads = ["https://", "http://", "mailto:", "tel:", "#", "/"];
                prop_assert!(key != "href" || leads.iter().any(|lead| value.starts_with(lead)), "{value} from {text:?}");
            }
        }
        html::assert_nested(&pieces);
    }

    #[test]
    fn a_page_has_no_id_twice(text in soup()) {
        let mut ids = html::attributes(&prose(&text), "id");
        let count = ids.len();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), count);
    }

    #[test]
    fn no_private_mark_is_left_behind(text in soup()) {
        let noncharacter = |c: char| matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE;
        let text = text.replace(noncharacter, "");
        prop_assert!(!prose(&text).contains(noncharacter));
    }

    #[test]
    fn every_note_points_into_its_file(text in soup()) {
        let file = SourcePath::new("content/stories/a.md");
        for text in [text.clone(), format!("---\n{text}\n---\n"), format!("---\ntitle: {text}\n---\n{text}")] {
            for note in content::parse(&file, &text.as_str().into(), &config(), None).notes {
                let (start, end) = note.span.unwrap_or_default();
                prop_assert!(start <= end && end <= text.len() + 1, "{note:?} in {text:?}");
                prop_assert!(text.get(start.min(text.len())..end.min(text.len())).is_some(), "{note:?} cuts a letter of {text:?}");
            }
        }
    }

    #[test]
    fn any_front_matter_is_read_or_named(front in soup(), key in "[a-z_]{1,8}") {
        let file = SourcePath::new("content/stories/a.md");
        for text in [format!("---\n{front}\n---\n"), format!("---\n{key}: {front}\n---\n"), front] {
            let document = content::parse(&file, &text.as_str().into(), &config(), None);
            let complete = !document.value.meta.title.is_empty() && document.value.meta.date.is_some();
            prop_assert!(complete || !document.notes.is_empty(), "{text:?} was taken in silence");
        }
    }

    #[test]
    fn any_data_file_is_read_or_named(yaml in soup()) {
        let mut tree = Tree::default();
        let whole = format!("x:\n  kind: series\n  title: t\n  description: d\n  source: {{ title: s }}\n  as_of: 2025-01-01\n  periods:\n    2025: {yaml}\n");
        for text in [yaml, whole] {
            tree.insert(SourcePath::new("content/indicators.yaml"), Source::from_text(text));
            let _ = hibi::data::parse(&tree, &config(), jiff::civil::date(2026, 4, 12));
        }
    }

    #[test]
    fn any_settings_are_read_or_named(toml in soup()) {
        let mut tree = Tree::default();
        tree.insert(SourcePath::new("site.toml"), Source::from_text(toml));
        let parsed = hibi::config::parse(&tree, &Overrides::default());
        prop_assert!(!parsed.notes.is_empty(), "title and base URL are missing at least");
    }

    #[test]
    fn an_address_never_leaves_the_site(text in prop_oneof![soup(), "[./\\\\%a-c:~ ]{0,12}", "(\\.\\./|/|a|%2e|\\\\|\\.){0,8}"]) {
        let Some(path) = SitePath::parse(&text) else { return Ok(()) };
        let file = path.file();
        prop_assert!(!file.starts_with('/') && !file.contains('\\') && !file.contains('\0'));
        for part in file.split('/') {
            prop_assert!(!part.is_empty() && part != "." && part != ".." && part.len() <= 255, "{file:?}");
        }
        prop_assert!(path.encoded().bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'<>\\?#".contains(&byte)));
        prop_assert_eq!(text::nfc(&file), file.as_str());
    }

    #[test]
    fn an_excerpt_is_short_and_the_beginning_of_its_text(text in soup(), limit in 1_usize..60) {
        let excerpt = text::excerpt(&text, limit);
        prop_assert!(excerpt.chars().count() <= limit + 1);
        let cut = excerpt.strip_suffix('…').unwrap_or(&excerpt);
        prop_assert!(text.trim().starts_with(cut));
        if text.trim().chars().count() <= limit {
            prop_assert_eq!(excerpt, text.trim());
        }
    }

    #[test]
    fn a_headings_id_needs_no_escape(text in soup()) {
        let id = text::heading_id(&text);
        prop_assert!(!id.contains(|c: char| c.is_whitespace() || c.is_control() || "\"'<>&#?%/\\".contains(c)), "{id:?}");
        prop_assert!(!id.starts_with('-') && !id.ends_with('-'));
        prop_assert_eq!(text::heading_id(&id), id);
    }

    #[test]
    fn escaped_text_is_read_as_it_was(text in any::<String>()) {
        prop_assert_eq!(html::plain(&text::escaped(&text)), text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_story_makes_a_sound_page_or_a_message(title in "[^\u{0}-\u{1F}\u{7F}-\u{9F}]{1,20}", body in soup()) {
        let quoted = format!("title: '{}'\nsummary: '{0}'\ntags: ['{0}']", title.replace('\'', "''"));
        let portal = Town::new().story("asa", &quoted, &body).build();
        prop_assert!(!portal.files().is_empty() || !portal.errors().is_empty());
        for (_, page) in portal.pages() {
            html::assert_nested(&html::read(&page));
        }
    }
}
