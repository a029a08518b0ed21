//! Nodes → voices, each mistake noted at its own place.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use super::{Reply, State, Voice};
use crate::config::Config;
use crate::config::language::{self, Language};
use crate::diag::{Code, Diagnostic, Notes, Span};
use crate::node::Node;
use crate::node::fields::{Fields, wrong_type};
use crate::source::SourcePath;

/// Reads the whole file, in its order.
pub(super) fn all(file: &SourcePath, root: &Node, config: &Config, notes: &mut Notes) -> Vec<Voice> {
    // A file of comments alone is an empty map.
    if root.as_map().is_some_and(<[_]>::is_empty) || root.is_null() {
        return Vec::new();
    }
    let Some(items) = root.as_list() else {
        let place = root.as_map().and_then(<[_]>::first).map_or(&root.span, |(key, _)| &key.span).clone();
        notes.push(wrong_type(file, &Node { span: place, ..root.clone() }, "- text: …"));
        return Vec::new();
    };
    let mut of_day: BTreeMap<Date, usize> = BTreeMap::new();
    let mut voices: Vec<Voice> = items.iter().filter_map(|item| voice(file, item, config, notes)).collect();
    for voice in &mut voices {
        let number = of_day.entry(voice.date).and_modify(|number| *number += 1).or_insert(1);
        voice.id =
            if *number == 1 { format!("voice-{}", voice.date) } else { format!("voice-{}-{number}", voice.date) };
    }
    voices
}

fn voice(file: &SourcePath, node: &Node, config: &Config, notes: &mut Notes) -> Option<Voice> {
    let Some(entries) = node.as_map() else {
        notes.push(wrong_type(file, node, "- text: …"));
        return None;
    };
    let place = entries.first().map_or(&node.span, |(key, _)| &key.span).clone();
    let mut fields = Fields::new(file, place, node, notes);
    let others = &config.languages[1..];
    let text = language::require_text(&mut fields, "text", "text: バス停に、日かげがほしいです。", others);
    let who = language::require_text(&mut fields, "who", "who: 南町・40代", others);
    let date = day(&mut fields, "date: 2026-03-02", config);
    let state = fields.require("state", "state: received").map(|node| node.span.clone());
    let state = state.and_then(|place| Some((fields.one_of("state", &State::WORDS)?, place)));
    let reply = reply(&mut fields, date, config);
    translations(&mut fields, others, ["text", "who"]);
    if let Some((state, place)) = state.clone().filter(|(state, _)| state.is_final() && !fields.has("reply")) {
        silent(&mut fields, state, place);
    }
    fields.finish();
    Some(Voice { id: String::new(), text: text?, who: who?, date: date?, state: state?.0, reply })
}

/// Notes that nobody has said how it ended.
fn silent(fields: &mut Fields<'_, '_>, state: State, place: Span) {
    // A key that was mistyped is told as such.
    if !fields.is_meant("reply") {
        fields.notes.push(Diagnostic::at(Code::ReplyMissing, fields.file, place).with("state", state.word()));
    }
}

fn reply(fields: &mut Fields<'_, '_>, said: Option<Date>, config: &Config) -> Option<Reply> {
    let (key, node) = fields.entry("reply")?;
    let mut inner = fields.child(key.span.clone(), node);
    if !node.is_map() {
        return None;
    }
    let others = &config.languages[1..];
    let text = language::require_text(&mut inner, "text", "text: 四月に、木を一本植えます。", others);
    let by = language::require_text(&mut inner, "by", "by: 道路公園課", others);
    let date = day(&mut inner, "date: 2026-03-20", config);
    if let (Some(said), Some(date), Some(node)) = (said, date, inner.take("date"))
        && date < said
    {
        let note = Diagnostic::at(Code::ReplyBeforeVoice, inner.file, node.span.clone());
        inner.notes.push(note.with("reply", date).with("voice", said));
    }
    translations(&mut inner, others, ["text", "by"]);
    inner.finish();
    Some(Reply { text: text?, by: by?, date: date? })
}

fn day(fields: &mut Fields<'_, '_>, example: &str, config: &Config) -> Option<Date> {
    let given = fields.require("date", example).is_some();
    given.then(|| fields.moment("date", &config.zone)).flatten().map(DateTime::date)
}

/// A translation says both what and who: a plain text would stand for either.
fn translations(fields: &mut Fields<'_, '_>, others: &[Language], keys: [&str; 2]) {
    for language in others {
        if let Some(node) = fields.take(&language.tag).filter(|node| node.as_text().is_some()) {
            let [first, second] = keys;
            fields.notes.push(wrong_type(fields.file, node, &format!("{{ {first}: …, {second}: … }}")));
        }
    }
    language::allow_translations(fields, others, &keys);
}
