//! Front matter and data files → nodes. The only user of `serde_yaml`.
//!
//! `serde_yaml` judges whether the text is sound YAML; the marked parser beside it gives each value its place and
//! keeps it as typed (`72.50`, `0123`, `no`), which `serde_yaml::Value` would turn into a float or a truth value.

mod mistakes;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::{Key, Node, Value};
use crate::diag::{Code, Diagnostic, Notes, Span};
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
#[must_use]
pub fn parse(excerpt: Excerpt<'_>, notes: &mut Notes) -> Option<Node> {
    mistakes::silent(excerpt, notes);
    let mut reader = Reader::new(excerpt);
    match reader.document() {
        Ok(node) => {
            // Judged after the cheap look: brackets nested thousands deep have been refused by now.
            match serde_yaml::from_str::<serde_yaml::Value>(excerpt.text) {
                Ok(_) if node.as_map().is_some() => Some(node),
                Ok(_) => {
                    notes.push(mistakes::explain(excerpt, 0, "not a list of keys and values", None));
                    None
                }
                Err(error) => {
                    let at = error.location().map_or(0, |place| place.index());
                    notes.push(mistakes::explain(excerpt, at, &error.to_string(), Some(&node)));
                    None
                }
            }
        }
        Err(Refusal::Feature(code, span)) => {
            notes.push(mistakes::feature(excerpt, code, &span));
            None
        }
        Err(Refusal::Syntax { at, reason }) => {
            notes.push(mistakes::explain(excerpt, at, &reason, None));
            None
        }
    }
}

enum Refusal {
    /// Sound YAML that we do not take.
    Feature(Code, Span),
    Syntax { at: usize, reason: String },
}

struct Reader<'a> {
    excerpt: Excerpt<'a>,
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    /// The parser counts characters; this is the byte at which the last mark stood.
    marked: (usize, usize),
}

type Read<T> = Result<T, Refusal>;

impl<'a> Reader<'a> {
    fn new(excerpt: Excerpt<'a>) -> Self {
        Self { excerpt, parser: Parser::new_from_str(excerpt.text), marked: (0, 0) }
    }

    /// The byte of the `index`th character. Marks mostly grow, so counting goes on from the last one.
    fn byte(&mut self, index: usize) -> usize {
        let (from_character, from_byte) = if index >= self.marked.0 { self.marked } else { (0, 0) };
        let rest = &self.excerpt.text[from_byte..];
        let byte = rest.char_indices().nth(index - from_character).map_or(self.excerpt.text.len(), |(at, _)| from_byte + at);
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
            let mut value = self.node(event, span, depth + 1)?;
            if missing && value.is_null() {
                value.span = key.span.clone();
            }
            entries.push((key, value));
        }
    }
}
