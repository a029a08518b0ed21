//! YAML as nearly everyone writes front matter, `key: words` and `key: [word, word]`, read line by line: some fifteen
//! times as fast as by two parsers. Whatever looks like more is left to them, with all its mistakes; what is read here
//! they would read alike.

use super::Excerpt;
use crate::diag::Span;
use crate::node::{Key, Node, Value};

/// Reads a text that is as plain as that; `None` where it is not.
pub(super) fn read(excerpt: Excerpt<'_>) -> Option<Node> {
    let mut entries: Vec<(Key, Node)> = Vec::new();
    let mut start = excerpt.offset;
    for line in excerpt.text.split_inclusive('\n') {
        let (key, node) = entry(start, line.strip_suffix('\n').unwrap_or(line))?;
        if entries.iter().any(|(other, _)| other.text == key.text) {
            return None;
        }
        entries.push((key, node));
        start += line.len();
    }
    let first = entries.first()?.0.span.start;
    Some(Node { span: first..start, value: Value::Map(entries) })
}

fn entry(start: usize, line: &str) -> Option<(Key, Node)> {
    let (name, rest) = line.split_once(": ")?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    let value = rest.trim_start_matches(' ');
    if !is_name || !value.chars().all(is_printable) {
        return None;
    }
    let key = Key { span: start..start + name.len(), text: name.to_owned() };
    let at = start + line.len() - value.len();
    let node = match value.strip_prefix('[') {
        Some(rest) => list(at, value, rest.strip_suffix(']')?)?,
        None => scalar(at, value)?,
    };
    Some((key, node))
}

fn scalar(at: usize, words: &str) -> Option<Node> {
    let marked = words.starts_with([
        ' ', '-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`',
    ]);
    let parted = words.as_bytes().windows(2).any(|pair| matches!(pair, b": " | b" #"));
    if words.is_empty() || marked || words.ends_with([' ', ':']) || parted {
        return None;
    }
    Some(Node { span: span(at, words), value: Value::Scalar { text: words.to_owned(), quoted: false } })
}

fn list(at: usize, whole: &str, inner: &str) -> Option<Node> {
    // An ideographic comma parts nothing, which its author should hear of.
    if inner.contains(['[', ']', '{', '}', ':', '#', '\'', '"', '、', '，']) || inner.contains(" -") {
        return None;
    }
    let mut items = Vec::new();
    let mut start = at + 1;
    for part in inner.split(',') {
        let words = part.trim_matches(' ');
        items.push(scalar(start + (part.len() - part.trim_start_matches(' ').len()), words)?);
        start += part.len() + 1;
    }
    Some(Node { span: span(at, whole), value: Value::List(items) })
}

fn span(at: usize, text: &str) -> Span {
    at..at + text.len()
}

/// Whether a character may stand in YAML and ends no line.
fn is_printable(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{A0}'..='\u{2027}' | '\u{202A}'..='\u{D7FF}' | '\u{E000}'..='\u{FEFE}' | '\u{FF00}'..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Excerpt, by_parsers};
    use super::read;
    use crate::source::SourcePath;

    fn both(text: &str) -> (Option<crate::node::Node>, Option<crate::node::Node>, usize) {
        let file = SourcePath::new("content/stories/asa.md");
        let excerpt = Excerpt { file: &file, text, offset: 4 };
        let mut notes = Vec::new();
        let slow = by_parsers(excerpt, crate::node::Node::is_map, &mut notes);
        (read(excerpt), slow, notes.len())
    }

    #[test]
    fn the_usual_front_matter_is_read_here() {
        let text = "title: 朝六時の土手で、「おはよう」が増えていく\ndate: 2026-04-12\nsegment:   [inside, outside]\n\
                    stage: A\ntags: [川, 朝]\nauthor: 木村さとし\ndraft: true\n";
        let (fast, slow, notes) = both(text);
        assert!(fast.is_some());
        assert_eq!((fast, notes), (slow, 0));
    }

    #[test]
    fn what_is_more_than_plain_is_left_to_the_parsers() {
        for text in [
            "title: \"朝\"\n",
            "title: 朝 # 仮の題\n",
            "title: 募集: 四月\n",
            "title:\n  朝\n",
            "title: 朝\n  の土手\n",
            "title: 朝\ntitle: 夕\n",
            "tags: [川、朝]\n",
            "tags: [川, [朝]]\n",
            "tags: [川, -]\n",
            "tags: []\n",
            "tags: [川,]\n",
            "title: |\n  朝\n",
            "title: 朝\n\n",
            "- 朝\n",
            "",
        ] {
            assert_eq!(read(Excerpt { file: &SourcePath::new("a.md"), text, offset: 0 }), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_parsers_would_read_it_alike(
            lines in proptest::collection::vec(("[a-z][a-z_0-9-]{0,5}", "[ :]{0,3}", r#"[a-z朝、：「\[\]{}:,#&*!|>'"%@`~?= .0-9-]{0,12}"#), 1..5)
        ) {
            let text: String = lines.iter().map(|(key, gap, value)| format!("{key}:{gap}{value}\n")).collect();
            let (fast, slow, notes) = both(&text);
            if let Some(fast) = fast {
                prop_assert_eq!((Some(fast), 0), (slow, notes), "{}", text);
            }
        }

        #[test]
        fn lists_too(items in proptest::collection::vec("[a-z朝 :&*.0-9-]{1,5}", 1..5), gap in " {1,3}") {
            let text = format!("tags:{gap}[{}]\n", items.join(","));
            let (fast, slow, notes) = both(&text);
            if let Some(fast) = fast {
                prop_assert_eq!((Some(fast), 0), (slow, notes), "{}", text);
            }
        }

        #[test]
        fn any_character(words in "\\PC{1,8}") {
            let (fast, slow, notes) = both(&format!("title: 朝{words}土手\n"));
            if let Some(fast) = fast {
                prop_assert_eq!((Some(fast), 0), (slow, notes));
            }
        }
    }
}
