//! The parser's events, with the words between two of them in one piece.

use pulldown_cmark::{DefaultBrokenLinkCallback, Event, OffsetIter, Options, Parser};

use crate::diag::Span;

/// Events with the ranges of the text that they were made of.
pub(super) type Events<'t> = Vec<(Event<'t>, Span)>;

/// All events of a text. The library joins words as well, but moves each event several times.
pub(super) fn gather(text: &str) -> Events<'_> {
    let mut events: Events<'_> = Vec::with_capacity(text.len() / 10);
    let mut joined = String::new();
    for (event, range) in parser(text) {
        if let (Some((Event::Text(first), whole)), Event::Text(words)) = (events.last_mut(), &event) {
            if joined.is_empty() {
                joined.push_str(first);
            }
            joined.push_str(words);
            whole.end = range.end;
        } else {
            settle(&mut joined, &mut events);
            events.push((event, range));
        }
    }
    settle(&mut joined, &mut events);
    events
}

fn parser(text: &str) -> OffsetIter<'_, DefaultBrokenLinkCallback> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    Parser::new_ext(text, options).into_offset_iter()
}

/// Gives the last event its words, where these came in pieces: once, since there may be thousands.
fn settle(joined: &mut String, events: &mut Events<'_>) {
    if let (false, Some((Event::Text(words), _))) = (joined.is_empty(), events.last_mut()) {
        *words = std::mem::take(joined).into();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, TextMergeWithOffset};

    use super::{gather, parser};

    proptest! {
        #[test]
        fn words_are_joined_as_the_library_joins_them(text in r"[a朝。*_\[\]()!`~|\\&;:<>#\n -]{0,40}") {
            let library: Vec<_> = TextMergeWithOffset::new(parser(&text)).collect();
            prop_assert_eq!(gather(&text), library);
        }
    }

    #[test]
    fn thousands_of_pieces_are_one_text() {
        let text = "\\*朝".repeat(5000);
        let events = gather(&text);
        assert_eq!(events.len(), 3);
        assert_eq!(events[1].0, Event::Text("*朝".repeat(5000).into()));
    }
}
