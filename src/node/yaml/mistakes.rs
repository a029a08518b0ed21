//! What people really typed when YAML will not parse, or parses into something they did not mean.
//! Works on lines, before and beside the parsers, because their own words and places help nobody.

use super::Excerpt;
use crate::diag::{Code, Diagnostic, Notes, Span};
use crate::node::{Node, Value};

/// One `key: value` line, with byte ranges into the excerpt.
struct Line<'a> {
    key: &'a str,
    value: &'a str,
    value_span: Span,
}

/// The line at byte `at`, and the byte at which it starts.
fn line_at(text: &str, at: usize) -> (usize, &str) {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let start = text[..at].rfind('\n').map_or(0, |before| before + 1);
    let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
    (start, &text[start..end])
}

fn key_line(start: usize, line: &str) -> Option<Line<'_>> {
    let colon = line.find(':')?;
    let key = line[..colon].trim_start_matches(['-', ' ']);
    let value = line[colon + 1..].trim();
    let value_start = start + colon + 1 + (line[colon + 1..].len() - line[colon + 1..].trim_start().len());
    Some(Line { key: key.trim(), value, value_span: value_start..value_start + value.len() })
}

/// Notes the mistakes that YAML accepts in silence.
pub(super) fn silent(excerpt: Excerpt<'_>, notes: &mut Notes) {
    let mut start = 0;
    let mut block_indent: Option<usize> = None;
    for raw in excerpt.text.split_inclusive('\n') {
        let line = raw.trim_end_matches('\n');
        let indent = line.len() - line.trim_start().len();
        if block_indent.is_some_and(|parent| indent > parent || line.trim().is_empty()) {
            start += raw.len();
            continue;
        }
        block_indent = None;
        if let Some(found) = key_line(start, line) {
            comment_in_value(excerpt, &found, notes);
            japanese_comma(excerpt, &found, notes);
            if found.value.starts_with(['|', '>']) {
                block_indent = Some(indent);
            }
        }
        start += raw.len();
    }
}

/// `title: 今日の一枚 #ひなた`: YAML takes the rest for a comment.
fn comment_in_value(excerpt: Excerpt<'_>, line: &Line<'_>, notes: &mut Notes) {
    if line.value.starts_with(['"', '\'', '#', '[', '{', '|', '>']) {
        return;
    }
    let Some(at) = line.value.find(" #") else { return };
    let rest = &line.value[at + 1..];
    // `# ` with a space is how people write a comment; `#word` is how they write a hashtag.
    if rest[1..].starts_with([' ', '\t']) || rest.len() == 1 {
        return;
    }
    let span = line.value_span.start + at + 1..line.value_span.end;
    notes.push(excerpt.note(Code::CommentCutsValue, &span).with("lost", rest).with("key", line.key).with("value", line.value));
}

/// `tags: [子育て、公園]`: one tag, not two.
fn japanese_comma(excerpt: Excerpt<'_>, line: &Line<'_>, notes: &mut Notes) {
    if !line.value.starts_with('[') || line.value.contains(['"', '\'']) {
        return;
    }
    if let Some(at) = line.value.find(['、', '，']) {
        let span = line.value_span.start + at..line.value_span.start + at + '、'.len_utf8();
        let mended = line.value.replace(['、', '，'], ", ");
        notes.push(excerpt.note(Code::JapaneseComma, &span).with("key", line.key).with("mended", mended));
    }
}

/// The best words for a mistake that stopped a parser at byte `at`.
pub(super) fn explain(excerpt: Excerpt<'_>, at: usize, reason: &str, parsed: Option<&Node>) -> Diagnostic {
    if let Some(note) = duplicate_key(excerpt, parsed) {
        return note;
    }
    tab(excerpt)
        .or_else(|| full_width_colon(excerpt))
        .or_else(|| near_line(excerpt, at, colon_in_value))
        .or_else(|| near_line(excerpt, at, needs_quotes))
        .unwrap_or_else(|| {
            let (start, line) = line_at(excerpt.text, at);
            excerpt.note(Code::YamlSyntax, &(start..start + line.trim_end().len())).with("reason", reason)
        })
}

/// Words for sound YAML that is not taken; `title: *星` and `title: &と` were meant as text.
pub(super) fn feature(excerpt: Excerpt<'_>, code: Code, span: &Span) -> Diagnostic {
    let (start, line) = line_at(excerpt.text, span.start);
    let meant_as_text = if code == Code::YamlFeature { needs_quotes(excerpt, start, line) } else { None };
    meant_as_text.unwrap_or_else(|| excerpt.note(code, span))
}

/// A value that starts like something else may stop the parser only on the next line.
fn near_line(excerpt: Excerpt<'_>, at: usize, look: fn(Excerpt<'_>, usize, &str) -> Option<Diagnostic>) -> Option<Diagnostic> {
    let (start, line) = line_at(excerpt.text, at);
    look(excerpt, start, line).or_else(|| {
        let (before, line) = line_at(excerpt.text, start.checked_sub(1)?);
        look(excerpt, before, line)
    }).or_else(|| {
        // A quote that is never closed stops the parser at the end of the text.
        let mut from = 0;
        excerpt.text.split_inclusive('\n').find_map(|line| {
            let start = from;
            from += line.len();
            look(excerpt, start, line.trim_end_matches('\n'))
        })
    })
}

fn tab(excerpt: Excerpt<'_>) -> Option<Diagnostic> {
    let mut start = 0;
    for line in excerpt.text.split_inclusive('\n') {
        let indent: &str = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        if let Some(at) = indent.find('\t') {
            return Some(excerpt.note(Code::TabIndent, &(start + at..start + at + 1)));
        }
        start += line.len();
    }
    None
}

fn full_width_colon(excerpt: Excerpt<'_>) -> Option<Diagnostic> {
    let mut start = 0;
    for line in excerpt.text.split_inclusive('\n') {
        if let Some(note) = full_width_colon_in(excerpt, start, line.trim_end()) {
            return Some(note);
        }
        start += line.len();
    }
    None
}

/// `title：…`, `title:値`, `title:　値`, or a line that starts with a full-width space.
fn full_width_colon_in(excerpt: Excerpt<'_>, start: usize, line: &str) -> Option<Diagnostic> {
    let word_end = line.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-' || c == ' ')).unwrap_or(line.len());
    let (word, rest) = line.split_at(word_end);
    if line.trim_start_matches([' ', '-']).starts_with('　') {
        let at = start + line.find('　')?;
        return Some(excerpt.note(Code::FullWidthColon, &(at..at + '　'.len_utf8())).with("mended", line.replace('　', " ")));
    }
    let key = word.trim();
    if key.is_empty() {
        return None;
    }
    let colon = rest.chars().next()?;
    let tail = &rest[colon.len_utf8()..];
    let wrong = colon == '：' || (colon == ':' && tail.starts_with(|c: char| c == '　' || !c.is_ascii() && !c.is_whitespace()));
    let value = tail.trim();
    wrong.then(|| {
        let at = start + word_end;
        excerpt.note(Code::FullWidthColon, &(at..at + colon.len_utf8())).with("mended", format!("{key}: {value}"))
    })
}

/// `title: 参加者募集: 4月開始`.
fn colon_in_value(excerpt: Excerpt<'_>, start: usize, line: &str) -> Option<Diagnostic> {
    let found = key_line(start, line)?;
    if found.value.starts_with(['"', '\'', '[', '{']) {
        return None;
    }
    let at = found.value.find(": ").or_else(|| found.value.ends_with(':').then(|| found.value.len() - 1))?;
    let span = found.value_span.start + at..found.value_span.start + at + 1;
    Some(excerpt.note(Code::ColonInValue, &span).with("key", found.key).with("mended", quoted(found.key, found.value)))
}

/// `title: @市`, `title: *星`, `title: "引用"つき`, `title: [速報] 桜`.
fn needs_quotes(excerpt: Excerpt<'_>, start: usize, line: &str) -> Option<Diagnostic> {
    let found = key_line(start, line)?;
    let first = found.value.chars().next()?;
    let longer = found.value.chars().count() > 1;
    let special = longer && matches!(first, '@' | '`' | '%' | '*' | '&' | '!' | '>' | '|')
        || found.value.starts_with("- ")
        || found.value.starts_with("? ");
    let closing = match first {
        '"' | '\'' => Some(first),
        '[' => Some(']'),
        '{' => Some('}'),
        _ => None,
    };
    let unbalanced = closing.is_some_and(|closing| found.value.len() == 1 || !found.value.ends_with(closing));
    (special || unbalanced).then(|| {
        excerpt.note(Code::NeedsQuotes, &found.value_span).with("first", first).with("mended", quoted(found.key, found.value))
    })
}

fn quoted(key: &str, value: &str) -> String {
    let value = value.replace('\\', "\\\\").replace('"', "\\\"");
    format!("{key}: \"{value}\"")
}

fn duplicate_key(excerpt: Excerpt<'_>, parsed: Option<&Node>) -> Option<Diagnostic> {
    let mut open = vec![parsed?];
    while let Some(node) = open.pop() {
        match &node.value {
            Value::Map(entries) => {
                for (index, (key, value)) in entries.iter().enumerate() {
                    if entries[..index].iter().any(|(earlier, _)| earlier.text == key.text) {
                        return Some(Diagnostic::at(Code::DuplicateKey, excerpt.file, key.span.clone()).with("key", &key.text));
                    }
                    open.push(value);
                }
            }
            Value::List(items) => open.extend(items),
            Value::Scalar { .. } => {}
        }
    }
    None
}
