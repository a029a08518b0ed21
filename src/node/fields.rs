//! Reading a map key by key: each mistake is noted at its own place and the reading goes on.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::{Key, Node, Value};
use crate::date;
use crate::diag::suggest::nearest;
use crate::diag::{Arg, Code, Diagnostic, Notes, Span};
use crate::source::SourcePath;

/// Names in one piece of memory: all keys that some map might have are asked for in each map.
#[derive(Debug, Default)]
struct Names(String);

impl Names {
    /// Stands after each name, and in none.
    const END: char = '\0';

    fn push(&mut self, name: &str) {
        self.0.reserve(name.len() + 1);
        self.0.push_str(name);
        self.0.push(Self::END);
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split_terminator(Self::END)
    }

    fn has(&self, name: &str) -> bool {
        self.iter().any(|own| own == name)
    }
}

/// A map being read. `finish` notes the keys that nobody asked for.
#[derive(Debug)]
pub struct Fields<'a, 'n> {
    /// The file that holds the map.
    pub file: &'a SourcePath,
    /// What to point at when a key is missing.
    pub place: Span,
    /// Where mistakes go.
    pub notes: &'n mut Notes,
    /// Whether it is no map, which has been noted.
    is_other: bool,
    entries: &'a [(Key, Node)],
    /// Which of the entries were asked for.
    taken: Vec<bool>,
    asked: Names,
    foreign: Names,
}

impl<'a, 'n> Fields<'a, 'n> {
    /// Starts to read `node`; notes a mistake and reads nothing if it is no map.
    pub fn new(file: &'a SourcePath, place: Span, node: &'a Node, notes: &'n mut Notes) -> Self {
        let is_other = !node.is_map() && !node.is_null();
        if is_other {
            notes.push(wrong_type(file, node, "map"));
        }
        let entries = node.as_map().unwrap_or_default();
        let taken = vec![false; entries.len()];
        Self { file, place, notes, is_other, entries, taken, asked: Names::default(), foreign: Names::default() }
    }

    /// Starts to read a map inside this one.
    pub fn child<'s>(&'s mut self, place: Span, node: &'a Node) -> Fields<'a, 's> {
        Fields::new(self.file, place, node, self.notes)
    }

    /// The key and value of `key`; `None` when it is missing or empty.
    pub fn entry(&mut self, key: &str) -> Option<(&'a Key, &'a Node)> {
        self.asked.push(key);
        let entries: &'a [(Key, Node)] = self.entries;
        let mut found = None;
        for (entry, taken) in entries.iter().zip(&mut self.taken).filter(|((name, _), _)| name.text == key) {
            *taken = true;
            found = found.or(Some(entry));
        }
        found.filter(|(_, node)| !node.is_null() && node.value != Value::Unread).map(|(name, node)| (name, node))
    }

    /// Whether `key` was written with a value; it does not count as asked for.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, node)| name.text == key && !node.is_null())
    }

    /// As `take`, for a key that is understood but not proposed: another program's spelling.
    pub fn take_foreign(&mut self, key: &str) -> Option<&'a Node> {
        self.foreign.push(key);
        self.take(key)
    }

    /// Whether `key` was written, but wrongly: its line could not be read, or its name is a slip away. Asked last.
    #[must_use]
    pub fn is_meant(&self, key: &str) -> bool {
        let known = self.known();
        let slip = |name: &str| !self.asked.has(name) && nearest(name, known.iter().copied()) == Some(key);
        self.entries
            .iter()
            .any(|(name, node)| if name.text == key { node.value == Value::Unread } else { slip(&name.text) })
    }

    fn known(&self) -> Vec<&str> {
        let mut known: Vec<&str> = Vec::new();
        for key in self.asked.iter().filter(|key| !self.foreign.has(key)) {
            if !known.contains(&key) {
                known.push(key);
            }
        }
        known
    }

    /// The value of `key`; `None` when it is missing or empty.
    pub fn take(&mut self, key: &str) -> Option<&'a Node> {
        self.entry(key).map(|(_, node)| node)
    }

    /// The value of `key`, noted as missing when it is not there. `example` shows how it might be written.
    pub fn require(&mut self, key: &str, example: &str) -> Option<&'a Node> {
        let node = self.take(key);
        if node.is_none() {
            self.missing(key, example);
        }
        node
    }

    /// Notes that `key` is missing, at its own place if it was written without a value. What is no map lacks no key.
    pub fn missing(&mut self, key: &str, example: &str) {
        let written = self.entries.iter().find(|(name, _)| name.text == key);
        if self.is_other || written.is_some_and(|(_, node)| node.value == Value::Unread) {
            return;
        }
        let place = written.map_or_else(|| self.place.clone(), |(name, _)| name.span.clone());
        self.notes.push(Diagnostic::at(Code::MissingKey, self.file, place).with("key", key).with("example", example));
    }

    /// The text of `key`.
    pub fn text(&mut self, key: &str) -> Option<String> {
        let node = self.take(key)?;
        text(self.file, node, self.notes)
    }

    /// The text of `key` with its place.
    pub fn text_at(&mut self, key: &str) -> Option<(String, Span)> {
        let span = self.take(key)?.span.clone();
        Some((self.text(key)?, span))
    }

    /// The text of `key`, which must be there.
    pub fn required_text(&mut self, key: &str, example: &str) -> Option<String> {
        let node = self.require(key, example)?;
        let text = text(self.file, node, self.notes)?;
        if text.trim().is_empty() {
            self.missing(key, example);
            return None;
        }
        Some(text)
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &str) -> Option<bool> {
        let node = self.take(key)?;
        match node.as_text() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => {
                self.notes.push(wrong_type(self.file, node, "true / false"));
                None
            }
        }
    }

    /// One text or a list of texts.
    pub fn texts(&mut self, key: &str) -> Vec<(String, Span)> {
        let Some(node) = self.take(key) else { return Vec::new() };
        let items = node.as_list().unwrap_or(std::slice::from_ref(node));
        items.iter().filter_map(|item| Some((text(self.file, item, self.notes)?, item.span.clone()))).collect()
    }

    /// A day, `2026-04-12`, or a moment, `2026-04-12T09:00`.
    pub fn moment(&mut self, key: &str, zone: &jiff::tz::TimeZone) -> Option<jiff::civil::DateTime> {
        let node = self.take(key)?;
        moment(self.file, node, zone, self.notes)
    }

    /// A whole number of at least `least`.
    pub fn count(&mut self, key: &str, least: usize) -> Option<usize> {
        let node = self.take(key)?;
        let found =
            node.as_text().and_then(|text| text.replace('_', "").parse().ok()).filter(|number| *number >= least);
        if found.is_none() {
            self.notes.push(wrong_type(self.file, node, &format!("{least}, {}, {} …", least + 1, least + 2)));
        }
        found
    }

    /// One of the words of `choices`, each with what it stands for.
    pub fn one_of<T: Copy>(&mut self, key: &str, choices: &[(&str, T)]) -> Option<T> {
        let node = self.take(key)?;
        one_of(self.file, node, key, choices, self.notes)
    }

    /// The entries that nobody has asked for yet, which then count as asked for.
    pub fn others(&mut self) -> Vec<(&'a Key, &'a Node)> {
        let entries: &'a [(Key, Node)] = self.entries;
        let others = entries.iter().zip(&mut self.taken).filter(|(_, taken)| !**taken);
        let others = others.map(|((key, node), taken)| {
            *taken = true;
            (key, node)
        });
        others.collect()
    }

    /// Notes every key that nobody asked for; those that were asked for are the known ones.
    pub fn finish(self) {
        // A key that is missing because its name was mistyped is told once.
        let told_twice = |note: &Diagnostic| {
            let here = note.code == Code::MissingKey && note.span == Some((self.place.start, self.place.end));
            here && matches!(note.args.get("key"), Some(Arg::Text(key)) if self.is_meant(key))
        };
        let twice: Vec<usize> = (0..self.notes.len()).filter(|at| told_twice(&self.notes[*at])).collect();
        for at in twice.into_iter().rev() {
            self.notes.remove(at);
        }
        let unknown = self.entries.iter().zip(&self.taken).filter(|(_, taken)| !**taken);
        let unknown: Vec<&Key> = unknown.map(|((key, _), _)| key).collect();
        if unknown.is_empty() {
            return;
        }
        let known = self.known();
        let mut notes = Notes::new();
        for key in unknown {
            notes.push(
                Diagnostic::at(Code::UnknownKey, self.file, key.span.clone())
                    .with("key", &key.text)
                    .with_list("known", known.iter().copied())
                    .near(nearest(&key.text, known.iter().copied())),
            );
        }
        self.notes.append(&mut notes);
    }
}

/// A note that `node` should be `wanted`.
#[must_use]
pub fn wrong_type(file: &SourcePath, node: &Node, wanted: &str) -> Diagnostic {
    Diagnostic::at(Code::WrongType, file, node.span.clone()).with("wanted", wanted).with("found", written(node))
}

/// One of a closed list of words, which stands under `key`; any other is noted.
pub fn one_of<T: Copy>(
    file: &SourcePath,
    node: &Node,
    key: &str,
    choices: &[(&str, T)],
    notes: &mut Notes,
) -> Option<T> {
    let typed = node.as_text().unwrap_or_default();
    let found = choices.iter().find(|(word, _)| *word == typed).map(|(_, value)| *value);
    if found.is_none() {
        let words = || choices.iter().map(|(word, _)| *word);
        let note = Diagnostic::at(Code::NotOneOf, file, node.span.clone()).with("key", key);
        let note = note.with("value", written(node)).with_list("allowed", words());
        notes.push(note.near(nearest(typed, words())));
    }
    found
}

/// What was written, short.
fn written(node: &Node) -> &str {
    node.as_text().unwrap_or(if node.as_list().is_some() { "[…]" } else { "{…}" })
}

/// The text of a scalar; a list or a map is noted.
pub fn text(file: &SourcePath, node: &Node, notes: &mut Notes) -> Option<String> {
    let text = node.as_text();
    if text.is_none() {
        notes.push(wrong_type(file, node, "“…”"));
    }
    if let Some(character) = text.and_then(|text| text.chars().find(|c| is_unseen(*c))) {
        let shown = format!("U+{:04X}", u32::from(character));
        notes.push(Diagnostic::at(Code::ControlCharacter, file, node.span.clone()).with("character", shown));
    }
    text.map(|text| text.trim().to_owned())
}

/// Whether a character is a control that no screen shows, or turns the direction of all that follows it on its line.
fn is_unseen(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\t')
        || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A decimal number: `72.5`, `-8`, `1_204`. Commas, full-width digits and words are noted, never guessed.
pub fn decimal(file: &SourcePath, node: &Node, notes: &mut Notes) -> Option<Decimal> {
    let typed = node.as_text().unwrap_or_default();
    let number = Decimal::from_str(typed).ok().filter(|_| !typed.contains(['e', 'E']));
    if number.is_none() {
        let mended: String = crate::text::fold(typed).replace([',', '、'], "").replace(['−', '▲', '△'], "-");
        let near = Decimal::from_str(&mended).is_ok().then_some(mended);
        notes.push(
            Diagnostic::at(Code::BadNumber, file, node.span.clone()).with("found", written(node)).near(near.as_deref()),
        );
    }
    number
}

/// A day or a moment, in the site's time zone.
pub fn moment(
    file: &SourcePath,
    node: &Node,
    zone: &jiff::tz::TimeZone,
    notes: &mut Notes,
) -> Option<jiff::civil::DateTime> {
    let typed = node.as_text().unwrap_or_default();
    let moment = date::parse(typed, zone);
    if moment.is_none() {
        let near = date::from_japanese(typed).map(|day| day.to_string());
        notes.push(
            Diagnostic::at(Code::BadDate, file, node.span.clone()).with("found", written(node)).near(near.as_deref()),
        );
    }
    moment
}
