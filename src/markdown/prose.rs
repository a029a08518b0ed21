//! The running words of a text with their places: what lints read. Headings, code and pictures are left out.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A character of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The character.
    pub character: char,
    /// The byte at which it stands in its file.
    pub at: usize,
    /// Whether it is part of a link.
    pub linked: bool,
}

/// The sentences of `text`, which starts at byte `offset` of its file.
#[must_use]
pub fn sentences(text: &str, offset: usize) -> Vec<Vec<Letter>> {
    let mut found = vec![Vec::new()];
    let (mut links, mut hidden) = (0_usize, 0_usize);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { .. }) => links += 1,
            Event::End(TagEnd::Link) => links = links.saturating_sub(1),
            Event::Start(Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Image { .. }) => {
                hidden += 1;
                if !matches!(event, Event::Start(Tag::Image { .. })) {
                    found.push(Vec::new());
                }
            }
            Event::End(TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Image) => hidden = hidden.saturating_sub(1),
            Event::Text(_) if hidden == 0 => {
                let letters = text[range.clone()].char_indices();
                let letter = |(at, character)| Letter { character, at: range.start + at + offset, linked: links > 0 };
                push(&mut found, letters.map(letter));
            }
            Event::Code(_) | Event::SoftBreak => push(&mut found, [gap(range.start + offset)].into_iter()),
            Event::HardBreak | Event::Start(Tag::Paragraph | Tag::Item | Tag::TableCell) => found.push(Vec::new()),
            _ => {}
        }
    }
    found.retain(|sentence| !sentence.is_empty());
    found
}

fn gap(at: usize) -> Letter {
    Letter { character: ' ', at, linked: true }
}

/// Adds letters to the last sentence, and begins a new one after each that ends.
fn push(found: &mut Vec<Vec<Letter>>, letters: impl Iterator<Item = Letter>) {
    for letter in letters {
        let Some(sentence) = found.last_mut() else { return };
        let after_stop = sentence.last().is_some_and(|last: &Letter| last.character == '.');
        sentence.push(letter);
        let ends = matches!(letter.character, '。' | '！' | '？' | '!' | '?');
        if ends || (after_stop && letter.character.is_whitespace()) {
            found.push(Vec::new());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sentences;

    fn texts(text: &str) -> Vec<String> {
        sentences(text, 0).iter().map(|sentence| sentence.iter().map(|letter| letter.character).collect()).collect()
    }

    #[test]
    fn sentences_end_at_stops_and_blocks() {
        assert_eq!(texts("一つ。二つ\n目！\n\n- 三つ\n- 四つ"), ["一つ。", "二つ 目！", "三つ", "四つ"]);
        assert_eq!(texts("It was 3.5 now. Then more."), ["It was 3.5 now. ", "Then more."]);
    }

    #[test]
    fn headings_code_and_pictures_are_left_out() {
        assert_eq!(texts("# 題 1\n\n本`2`文![3](a.png)。\n\n```\n4\n```\n"), ["本 文。"]);
        let linked = sentences("あ[い](b.md)", 10);
        let of = |at: usize| (linked[0][at].at, linked[0][at].linked);
        assert_eq!((of(0), of(1)), ((10, false), (14, true)));
    }
}
