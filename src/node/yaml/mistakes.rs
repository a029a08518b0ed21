//! What people really typed when YAML will not parse, or parses into something they did not mean.
//! Works on lines, before and beside the parsers, because their own words and places help nobody.

use std::collections::HashSet;

use super::entries::Entries;
use super::{Excerpt, Refusal, Slip};
use crate::diag::{Code, Diagnostic, Notes, Span};
use crate::node::{Key, Node, Value};

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

/// The lines with the bytes at which they start, without those inside a block of text.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    let mut block_indent: Option<usize> = None;
    text.split_inclusive('\n').filter_map(move |raw| {
        let at = start;
        start += raw.len();
        let line = raw.trim_end_matches('\n');
        let indent = indent(line);
        if block_indent.is_some_and(|parent| indent > parent || line.trim().is_empty()) {
            return None;
        }
        block_indent = key_line(at, line).filter(|found| is_block(found.value)).map(|_| key_column(line));
        Some((at, line))
    })
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// Where the key of a line begins: behind the mark of a list that stands before it.
fn key_column(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t', '-']).len()
}

/// Whether a value is `|`, `>-` or the like, which begins a block of text.
fn is_block(value: &str) -> bool {
    value.strip_prefix(['|', '>']).is_some_and(|rest| {
        let rest = rest.split(" #").next().unwrap_or(rest);
        rest.trim().chars().all(|c| matches!(c, '-' | '+' | '0'..='9'))
    })
}

/// Notes the mistakes that YAML accepts in silence.
pub(super) fn silent(excerpt: Excerpt<'_>, notes: &mut Notes) {
    for (start, line) in lines(excerpt.text) {
        if let Some(found) = key_line(start, line) {
            comment_in_value(excerpt, &found, notes);
            japanese_comma(excerpt, &found, notes);
        }
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
    notes.push(
        excerpt
            .note(Code::CommentCutsValue, &span)
            .with("lost", rest)
            .with("key", line.key)
            .with("mended", quoted(line.key, line.value)),
    );
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

/// The lines that YAML takes for something else: a full-width space is a letter to it, and becomes part of the key.
pub(super) fn misread(excerpt: Excerpt<'_>) -> Vec<Slip> {
    let spaced = lines(excerpt.text).filter(|(_, line)| line.trim_start_matches([' ', '-']).starts_with('　'));
    let keyed = spaced.filter(|(_, line)| {
        // A line of a block of text may begin with such a space; blocks are indented by others.
        if line.starts_with('　') && line.contains([':', '：']) {
            return true;
        }
        let words = line.trim_start_matches([' ', '-', '　']);
        words.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_').starts_with([':', '：'])
    });
    let found: Vec<_> = keyed.collect();
    if found.is_empty() {
        return Vec::new();
    }
    let entries = Entries::of(excerpt.text);
    let slips = found.into_iter().filter_map(|(start, line)| {
        let note = full_width_indent(excerpt, &entries, start, line)?;
        Some(slip(excerpt, &entries, (start, line), note))
    });
    slips.collect()
}

/// The lines in a text that no parser takes which are wrong by themselves.
pub(super) fn slips(excerpt: Excerpt<'_>) -> Vec<Slip> {
    let in_list = excerpt.text.starts_with("- ") || excerpt.text.contains("\n- ");
    let entries = Entries::of(excerpt.text);
    let found = lines(excerpt.text).filter_map(|(start, line)| {
        let note = tab(excerpt, start, line)
            .or_else(|| full_width_indent(excerpt, &entries, start, line))
            .or_else(|| full_width_colon(excerpt, start, line))
            .or_else(|| colon_in_value(excerpt, start, line))
            .or_else(|| needs_quotes(excerpt, start, line))
            .or_else(|| unclosed(excerpt, start, line))
            .or_else(|| if in_list { None } else { no_key(excerpt, start, line) })?;
        Some(slip(excerpt, &entries, (start, line), note))
    });
    found.collect()
}

/// A line that cannot be read takes the whole entry with it in which it stands.
fn slip(excerpt: Excerpt<'_>, entries: &Entries<'_>, (start, line): (usize, &str), note: Diagnostic) -> Slip {
    let outermost = line.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '　');
    let own = outermost && !entries.is_nested(start, line);
    let entry = if own { Some((start, line)) } else { entries.above(start) };
    let lines = entry.map_or(start, |(first, _)| first)..entries.end(start + line.len());
    let key = entry.map(|(start, line)| {
        let end = line.find([':', '：']).or_else(|| line.find([' ', '　'])).unwrap_or(line.len());
        let from = start + excerpt.offset;
        Key { span: from..from + end, text: line[..end].trim_matches(['　', ' ']).to_owned() }
    });
    Slip { lines, key, note }
}

/// The words for what stopped a parser, where no line is wrong by itself.
pub(super) fn explain(excerpt: Excerpt<'_>, refusal: Refusal) -> Diagnostic {
    match refusal {
        Refusal::Feature(code, span) => excerpt.note(code, &span).with("limit", super::DEPTH_LIMIT),
        Refusal::Syntax { at, reason } => {
            let (start, line) = line_at(excerpt.text, at);
            let from = start + indent(line);
            excerpt.note(Code::YamlSyntax, &(from..(start + line.trim_end().len()).max(from))).with("reason", reason)
        }
    }
}

fn tab(excerpt: Excerpt<'_>, start: usize, line: &str) -> Option<Diagnostic> {
    let at = start + line[..indent(line)].find('\t')?;
    Some(excerpt.note(Code::TabIndent, &(at..at + 1)))
}

/// A line that starts with a full-width space, which indents nothing.
fn full_width_indent(excerpt: Excerpt<'_>, entries: &Entries<'_>, start: usize, line: &str) -> Option<Diagnostic> {
    let head = line.trim_start_matches([' ', '-']);
    let at = line.len() - head.len();
    let words = head.trim_start_matches(['　', ' ']);
    let width = head.len() - head.trim_start_matches('　').len();
    if width == 0 {
        return None;
    }
    let before = &line[..at];
    let spaces = match entries.is_nested(start, line) {
        true => "  ".repeat(width / '　'.len_utf8()),
        false if before.ends_with('-') => " ".to_owned(),
        false => String::new(),
    };
    let words = match words.split_once([':', '：']) {
        Some((key, value)) => format!("{}: {}", key.trim(), value.trim()),
        None => words.to_owned(),
    };
    let note = excerpt.note(Code::FullWidthColon, &(start + at..start + at + '　'.len_utf8())).with("what", "indent");
    Some(note.with("mended", format!("{before}{spaces}{}", words.trim_end())))
}

/// `title：…`, `title:値`, `title:　値`, `title 値`.
fn full_width_colon(excerpt: Excerpt<'_>, start: usize, line: &str) -> Option<Diagnostic> {
    let note = |at: usize, mark: char, mended: String| {
        let at = start + at;
        let note = excerpt.note(Code::FullWidthColon, &(at..at + mark.len_utf8())).with("what", "colon");
        Some(note.with("mended", mended.trim_end()))
    };
    let head = line.trim_start_matches([' ', '-']);
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let key = &head[..head.find(|c: char| !is_name(c)).unwrap_or(head.len())];
    let at = line.len() - head.len() + key.len();
    let mark = line[at..].chars().next().filter(|_| !key.is_empty())?;
    let tail = &line[at + mark.len_utf8()..];
    let wrong = match mark {
        '：' => true,
        ':' => !tail.is_empty() && !tail.starts_with([' ', '\t']) && !tail.starts_with("//"),
        // A word and a space at the start of a line can only be a key that lost its colon.
        ' ' | '　' => {
            indent(line) == 0 && !line.contains([':', '：']) && !head.starts_with('#') && head.len() == line.len()
        }
        _ => false,
    };
    if wrong { note(at, mark, format!("{key}: {}", tail.trim())) } else { None }
}

/// `title: 参加者募集: 4月開始`.
fn colon_in_value(excerpt: Excerpt<'_>, start: usize, line: &str) -> Option<Diagnostic> {
    let found = key_line(start, line)?;
    if found.value.starts_with(['"', '\'', '[', '{']) {
        return None;
    }
    let value = found.value.split(" #").next().unwrap_or(found.value).trim_end();
    let at = value.find(": ").or_else(|| value.ends_with(':').then(|| value.len() - 1))?;
    let span = found.value_span.start + at..found.value_span.start + at + 1;
    Some(excerpt.note(Code::ColonInValue, &span).with("key", found.key).with("mended", quoted(found.key, found.value)))
}

/// `title: @市`, `title: *星`, `title: "引用"つき`, `title: [速報] 桜`.
fn needs_quotes(excerpt: Excerpt<'_>, start: usize, line: &str) -> Option<Diagnostic> {
    let found = key_line(start, line)?;
    let first = found.value.chars().next()?;
    let longer = found.value.chars().count() > 1;
    let special = longer && matches!(first, '@' | '`' | '%' | '*' | '&' | '!' | '>' | '|') && !is_block(found.value)
        || found.value.starts_with("- ")
        || found.value.starts_with("? ");
    let goes_on = closing(first).and_then(|closing| found.value[1..].find(closing)).is_some_and(|at| {
        let rest = found.value[at + 2..].trim_start();
        !rest.is_empty() && !rest.starts_with(['#', ',', ']', '}'])
    });
    (special || goes_on).then(|| {
        excerpt
            .note(Code::NeedsQuotes, &found.value_span)
            .with("first", first)
            .with("mended", quoted(found.key, found.value))
    })
}

/// `朝の土手` alone: outside a list every line of the outermost map has a key.
fn no_key(excerpt: Excerpt<'_>, start: usize, line: &str) -> Option<Diagnostic> {
    let words = line.trim_end();
    let other = words.is_empty()
        || words.starts_with([' ', '\t', '-', '#', ']', '}', '"', '\'', '%'])
        || words.contains(':')
        || words == "...";
    if other {
        return None;
    }
    Some(excerpt.note(Code::YamlSyntax, &(start..start + words.len())).with("reason", "not a list of keys and values"))
}

fn closing(opening: char) -> Option<char> {
    match opening {
        '"' | '\'' => Some(opening),
        '[' => Some(']'),
        '{' => Some('}'),
        _ => None,
    }
}

/// `title: "朝の土手` and `tags: [川, 朝`, when the lines below don't go on with it.
fn unclosed(excerpt: Excerpt<'_>, start: usize, line: &str) -> Option<Diagnostic> {
    let found = key_line(start, line)?;
    let first = found.value.chars().next()?;
    let closing = closing(first)?;
    let below = excerpt.text[start + line.len()..].lines().nth(1).unwrap_or_default();
    if found.value[1..].contains(closing) || indent(below) > indent(line) || below.trim_start().starts_with(closing) {
        return None;
    }
    let mended = format!("{}: {}{closing}", found.key, found.value);
    Some(excerpt.note(Code::YamlSyntax, &found.value_span).with("reason", "unclosed").near(Some(&mended)))
}

/// `{ title: 抽出3,000人 }`: `key` is the rest of the value of `name`.
pub(super) fn cut_value(excerpt: Excerpt<'_>, name: &Key, value: &Node, key: &Key) -> Diagnostic {
    let (from, cut) = (value.span.start - excerpt.offset, key.span.start - excerpt.offset);
    let rest = &excerpt.text[cut..];
    let end = cut + rest.find([' ', '}', '\n']).unwrap_or(rest.len());
    let whole = excerpt.text[from..end].trim_end_matches(',');
    let digits = whole.replace(',', "");
    let number = digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-');
    let mended = if number { format!("{}: {digits}", name.text) } else { quoted(&name.text, whole) };
    let note = excerpt.note(Code::CommaSplitsValue, &(cut..from + whole.len()));
    note.with("key", &name.text).with("lost", &excerpt.text[cut..from + whole.len()]).with("mended", mended)
}

fn quoted(key: &str, value: &str) -> String {
    let value = value.replace('\\', "\\\\").replace('"', "\\\"");
    format!("{key}: \"{value}\"")
}

/// Every key that stands a second time in its map.
pub(super) fn duplicate_keys(excerpt: Excerpt<'_>, root: &Node) -> Notes {
    let mut notes = Notes::new();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        match &node.value {
            Value::Map(entries) => {
                let mut seen = HashSet::new();
                for (key, value) in entries {
                    if !seen.insert(key.text.as_str()) {
                        notes.push(
                            Diagnostic::at(Code::DuplicateKey, excerpt.file, key.span.clone()).with("key", &key.text),
                        );
                    }
                    open.push(value);
                }
            }
            Value::List(items) => open.extend(items),
            Value::Scalar { .. } | Value::Unread => {}
        }
    }
    notes
}
