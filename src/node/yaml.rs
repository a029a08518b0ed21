//! Front matter and data files → nodes. The only user of `serde_yaml`.
//!
//! `serde_yaml` judges whether the text is sound YAML; the marked parser beside it gives each value its place and
//! keeps it as typed (`72.50`, `0123`, `no`), which a `serde_yaml::Value` would turn into a float or a truth value.

mod entries;
mod mistakes;
mod plain;
mod sound;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::{Key, Node, Value};
use crate::diag::{Checked, Code, Diagnostic, Notes, Span};
use crate::source::SourcePath;

/// How deep lists and maps may be nested.
const DEPTH_LIMIT: usize = 32;

/// A piece of YAML inside a file.
#[derive(Clone, Copy, Debug)]
pub struct Excerpt<'a> {
    /// The file that holds it.
    pub file: &'a SourcePath,
    /// The YAML.
    pub text: &'a str,
    /// The byte of the file at which it starts.
    pub offset: usize,
}

impl Excerpt<'_> {
    fn note(&self, code: Code, span: &Span) -> Diagnostic {
        Diagnostic::at(code, self.file, span.start + self.offset..span.end + self.offset)
    }
}

/// Reads one YAML document. `None` where it cannot be read; the notes say why.
///
/// Lines that nobody can read are noted one by one and taken out, so that the rest is looked at as well.
#[must_use]
pub fn parse(excerpt: Excerpt<'_>, notes: &mut Notes) -> Option<Node> {
    plain::read(excerpt).or_else(|| by_parsers(excerpt, Node::is_map, notes))
}

/// As `parse`, for a file that may be a list as a whole; what it must be is for its reader to judge.
#[must_use]
pub fn parse_any(excerpt: Excerpt<'_>, notes: &mut Notes) -> Option<Node> {
    by_parsers(excerpt, |_| true, notes)
}

/// Whether a document is of the kind that is wanted.
type Wanted = fn(&Node) -> bool;

fn by_parsers(excerpt: Excerpt<'_>, wanted: Wanted, notes: &mut Notes) -> Option<Node> {
    mistakes::silent(excerpt, notes);
    let mut slips = mistakes::misread(excerpt);
    if slips.is_empty() {
        match judge(excerpt, wanted) {
            Ok(node) => return Some(node.note_to(notes)),
            Err(refusal) => {
                slips = mistakes::slips(excerpt);
                if slips.is_empty() {
                    notes.push(mistakes::explain(excerpt, refusal));
                    return None;
                }
            }
        }
    }
    without(excerpt, wanted, slips, notes, |rest, notes| {
        // Lines that were hidden behind those.
        let more = mistakes::slips(rest);
        if more.is_empty() { None } else { without(rest, wanted, more, notes, |_, _| None) }
    })
}

/// Reads what is left of a document without the lines of `slips`, whose keys count as written; `or` where not even that
/// can be read.
fn without(
    excerpt: Excerpt<'_>,
    wanted: Wanted,
    slips: Vec<Slip>,
    notes: &mut Notes,
    or: impl FnOnce(Excerpt<'_>, &mut Notes) -> Option<Node>,
) -> Option<Node> {
    let mut rest = excerpt.text.as_bytes().to_vec();
    let mut unread = Vec::new();
    let mut nested = false;
    for slip in slips {
        nested |= slip.key.is_none();
        notes.push(slip.note);
        // Of an entry with several slips nothing is left after the first.
        let Some(key) = slip.key.filter(|key| unread.last().is_none_or(|(last, _): &(Key, Node)| last != key)) else {
            continue;
        };
        // Line breaks stay, so that what is left stands at its place.
        rest[slip.lines.clone()].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
        unread.push((key, Node { span: slip.lines, value: Value::Unread }));
    }
    // What hangs on a line that belongs to no entry cannot be told from here.
    let rest = String::from_utf8(rest).ok().filter(|_| !nested)?;
    let rest = Excerpt { text: &rest, ..excerpt };
    let mut node = match judge(rest, wanted) {
        Ok(node) => node.note_to(notes),
        Err(_) => or(rest, notes)?,
    };
    if let Value::Map(entries) = &mut node.value {
        entries.extend(unread);
    }
    Some(node)
}

/// A line that cannot be read, with the lines that are lost by it and their key in the outermost map, if there is one.
struct Slip {
    lines: Span,
    key: Option<Key>,
    note: Diagnostic,
}

/// Reads a document that both parsers take.
fn judge(excerpt: Excerpt<'_>, wanted: Wanted) -> Read<Checked<Node>> {
    let mut reader = Reader::new(excerpt);
    let node = reader.document()?;
    let mut notes = reader.notes;
    if !wanted(&node) {
        return Err(Refusal::Syntax { at: 0, reason: "not a list of keys and values".to_owned() });
    }
    let duplicates = mistakes::duplicate_keys(excerpt, &node);
    // Judged after the cheap look: brackets nested thousands deep have been refused by now.
    // Only its form: a figure of forty digits is sound YAML, and what it means is judged where it is read.
    match serde_yaml::from_str::<sound::Anything>(excerpt.text) {
        Err(error) if duplicates.is_empty() => {
            let at = error.location().map_or(0, |place| place.index());
            Err(Refusal::Syntax { at, reason: error.to_string() })
        }
        _ => {
            notes.extend(duplicates);
            Ok(Checked { value: node, notes })
        }
    }
}

enum Refusal {
    /// Sound YAML that we do not take.
    Feature(Code, Span),
    Syntax {
        at: usize,
        reason: String,
    },
}

struct Reader<'a> {
    excerpt: Excerpt<'a>,
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    notes: Notes,
    /// The parser counts characters; this is the byte at which the last mark stood.
    marked: (usize, usize),
}

type Read<T> = Result<T, Refusal>;

impl<'a> Reader<'a> {
    fn new(excerpt: Excerpt<'a>) -> Self {
        Self { excerpt, parser: Parser::new_from_str(excerpt.text), notes: Notes::new(), marked: (0, 0) }
    }

    /// The byte of the `index`th character. Marks mostly grow, so counting goes on from the last one.
    fn byte(&mut self, index: usize) -> usize {
        let (from_character, from_byte) = if index >= self.marked.0 { self.marked } else { (0, 0) };
        let rest = &self.excerpt.text[from_byte..];
        let byte =
            rest.char_indices().nth(index - from_character).map_or(self.excerpt.text.len(), |(at, _)| from_byte + at);
        self.marked = (index, byte);
        byte
    }

    fn next(&mut self) -> Read<(Event<'a>, Span)> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                let start = self.byte(span.start.index());
                let end = self.byte(span.end.index()).max(start);
                Ok((event, start..end))
            }
            Some(Err(error)) => {
                let at = self.byte(error.marker().index());
                Err(Refusal::Syntax { at, reason: error.info().to_owned() })
            }
            None => Err(Refusal::Syntax { at: self.excerpt.text.len(), reason: "unexpected end".to_owned() }),
        }
    }

    fn document(&mut self) -> Read<Node> {
        let end = self.excerpt.text.len();
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(root.unwrap_or_else(|| self.placed(Node::empty_map(0..end.min(1))))),
                Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing => {}
                _ if root.is_some() => return Err(Refusal::Feature(Code::YamlFeature, span)),
                event => root = Some(self.node(event, span, 0)?),
            }
        }
    }

    fn placed(&self, node: Node) -> Node {
        let offset = self.excerpt.offset;
        Node { span: node.span.start + offset..node.span.end + offset, value: node.value }
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Read<Node> {
        if depth > DEPTH_LIMIT {
            return Err(Refusal::Feature(Code::TooDeep, span));
        }
        let node = match event {
            Event::Scalar(text, style, 0, None) => {
                let quoted = style != ScalarStyle::Plain;
                Node { span, value: Value::Scalar { text: text.into_owned(), quoted } }
            }
            Event::SequenceStart(0, None) => self.list(&span, depth)?,
            Event::MappingStart(0, None) => self.map(&span, depth)?,
            // Anchors, aliases and tags: nobody needs them here, and they are how YAML is made to explode.
            _ => return Err(Refusal::Feature(Code::YamlFeature, span)),
        };
        Ok(self.placed(node))
    }

    fn list(&mut self, start: &Span, depth: usize) -> Read<Node> {
        let mut items = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                return Ok(Node { span: start.start..span.end, value: Value::List(items) });
            }
            items.push(self.node(event, span, depth + 1)?);
        }
    }

    fn map(&mut self, start: &Span, depth: usize) -> Read<Node> {
        let mut entries = Vec::new();
        loop {
            let (event, span) = self.next()?;
            let key = match event {
                Event::MappingEnd => {
                    return Ok(Node { span: start.start..span.end.max(start.start), value: Value::Map(entries) });
                }
                Event::Scalar(text, _, 0, None) => {
                    let offset = self.excerpt.offset;
                    Key { span: span.start + offset..span.end + offset, text: text.into_owned() }
                }
                _ => return Err(Refusal::Feature(Code::YamlFeature, span)),
            };
            let (event, span) = self.next()?;
            // A missing value stands at no place of its own: let it point at its key.
            let missing = span.is_empty();
            if is_nothing(&event) && self.cuts_value(&key, entries.last()) {
                continue;
            }
            let mut value = self.node(event, span, depth + 1)?;
            if missing && value.is_null() {
                value.span = key.span.clone();
            }
            entries.push((key, value));
        }
    }

    /// Whether a key without a value is the rest of the value before it, cut off by a comma: `{ title: 3,000人 }`.
    fn cuts_value(&mut self, key: &Key, before: Option<&(Key, Node)>) -> bool {
        let word = key.text.starts_with(|c: char| c.is_ascii_alphabetic())
            && key.text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
        let offset = self.excerpt.offset;
        let after = self.excerpt.text[key.span.end - offset..].trim_start();
        // `2018:` and `2018: ~` are keys with nothing behind them on purpose.
        if !after.starts_with([',', '}']) {
            return false;
        }
        if self.notes.last().and_then(|note| note.span).is_some_and(|(_, end)| key.span.start < end) {
            return true;
        }
        let Some((name, value)) = before.filter(|_| !word) else { return false };
        let between = self.excerpt.text.get(value.span.end - offset..key.span.start - offset);
        let plain = matches!(value.value, Value::Scalar { quoted: false, .. });
        let cut = plain && between.is_some_and(|between| between.trim() == ",");
        if cut {
            self.notes.push(mistakes::cut_value(self.excerpt, name, value, key));
        }
        cut
    }
}

/// Whether an event stands for a value that was not written.
fn is_nothing(event: &Event<'_>) -> bool {
    matches!(event, Event::Scalar(text, ScalarStyle::Plain, 0, None) if matches!(text.as_ref(), "" | "~"))
}
