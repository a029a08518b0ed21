//! What citizens said, and what the city answered: all of it in a list, and one on the home page.

use jiff::civil::Date;
use serde::Serialize;

use super::parts::{Day, Head, Link, Pager, Translation};
use super::press::Press;
use super::{dates, head, list};
use crate::config::language::Localized;
use crate::config::{Lang, SitePath};
use crate::site::addresses;
use crate::text::joins_lines;
use crate::voices::{State, Voice};

/// What citizens said, newest first, at `voices/`; further pages below `page/2/`. What `voices.html` sees as `page`.
#[derive(Debug, Serialize, Hash)]
pub struct VoicesView {
    /// The document's head.
    pub head: Head,
    /// The way here from the home page.
    pub crumbs: Vec<Link>,
    /// How many there are.
    pub count: usize,
    /// Those of this page, newest first.
    pub voices: Vec<VoiceCard>,
    /// The other pages of the list; null when there is but one.
    pub pager: Option<Pager>,
    /// The list in other languages.
    pub translations: Vec<Translation>,
}

/// What a citizen said.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct VoiceCard {
    /// Its name on its page, for addresses.
    pub id: String,
    /// Its address: that of the page with its name behind it.
    pub url: String,
    /// What was said, by paragraphs.
    pub text: Vec<String>,
    /// The language of the text where it is not the page's; null where it is.
    pub lang: Option<String>,
    /// Who said it, in the words that they chose.
    pub who: String,
    /// When it was said.
    pub date: Day,
    /// How far the city has come with it: `received`, `under-review`, `in-progress`, `done`, `answered` or `declined`.
    pub state: &'static str,
    /// The same in words.
    pub state_label: String,
    /// What the city answered; null where it has not.
    pub reply: Option<VoiceReply>,
}

/// What the city answered.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct VoiceReply {
    /// The answer, by paragraphs.
    pub text: Vec<String>,
    /// The language of the answer where it is not the page's; null where it is.
    pub lang: Option<String>,
    /// The department that answers.
    pub by: String,
    /// When it answered.
    pub date: Day,
}

/// Makes the `number`th page of what citizens said.
pub fn view(press: &Press<'_>, lang: Lang, number: usize) -> VoicesView {
    let config = press.config();
    let list = addresses::voices(config, lang);
    let address = addresses::nth_page(&list, number);
    let versions = if number == 1 { head::versions(press, |lang| addresses::voices(config, lang)) } else { Vec::new() };
    let (title, lead) = (press.word(lang, "voices_title"), press.word(lang, "voices_lead"));
    let about = head::About { title, description: Some(lead), address: &address, versions };
    let count = press.site.voices.len();
    let shown = (0..count).skip((number - 1) * config.paginate_by).take(config.paginate_by);
    VoicesView {
        head: head::make(press, lang, &about),
        crumbs: vec![list::home_crumb(press, lang), Link::inside(press.word(lang, "voices"), press.url(&list))],
        count,
        voices: shown.map(|at| card(press, lang, at)).collect(),
        pager: list::pager(press, &list, number, addresses::pages(config, count)),
        translations: head::translations(press, lang, &about.versions),
    }
}

/// The newest with a reply, else the newest: a home page shows that the city listens.
pub fn newest(press: &Press<'_>, lang: Lang) -> Option<VoiceCard> {
    let voices = &press.site.voices;
    let answered = voices.iter().position(|voice| voice.reply.is_some());
    answered.or((!voices.is_empty()).then_some(0)).map(|at| card(press, lang, at))
}

/// One of them, by its place in their order.
pub fn card(press: &Press<'_>, lang: Lang, at: usize) -> VoiceCard {
    let Voice { id, text, who, date, state, reply } = &press.site.voices[at];
    VoiceCard {
        id: id.clone(),
        url: format!("{}#{id}", press.url(&page_of(press, lang, at))),
        text: paragraphs(text.get(lang)),
        lang: foreign(press, lang, text),
        who: who.get(lang).clone(),
        date: day(press, lang, *date),
        state: state.word(),
        state_label: press.word(lang, label(*state)).to_owned(),
        reply: reply.as_ref().map(|reply| VoiceReply {
            text: paragraphs(reply.text.get(lang)),
            lang: foreign(press, lang, &reply.text),
            by: reply.by.get(lang).clone(),
            date: day(press, lang, reply.date),
        }),
    }
}

/// The page on which one of them stands.
fn page_of(press: &Press<'_>, lang: Lang, at: usize) -> SitePath {
    let config = press.config();
    addresses::nth_page(&addresses::voices(config, lang), at / config.paginate_by + 1)
}

/// The key of the theme's word for a state.
fn label(state: State) -> &'static str {
    match state {
        State::Received => "voice_received",
        State::UnderReview => "voice_under_review",
        State::InProgress => "voice_in_progress",
        State::Done => "voice_done",
        State::Answered => "voice_answered",
        State::Declined => "voice_declined",
    }
}

fn day(press: &Press<'_>, lang: Lang, date: Date) -> Day {
    dates::day(press, lang, date.at(0, 0, 0, 0))
}

/// The language of a text that nobody has translated.
fn foreign(press: &Press<'_>, lang: Lang, text: &Localized<String>) -> Option<String> {
    (!text.has(lang)).then(|| press.config().languages[0].tag.clone())
}

/// A text parted at its empty lines. Between Japanese characters the end of a line is no space.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines().map(str::trim) {
        match paragraphs.last_mut().filter(|_| !line.is_empty()) {
            Some(last) => {
                let joined = last.ends_with(joins_lines) && line.starts_with(joins_lines);
                if !last.is_empty() && !joined {
                    last.push(' ');
                }
                last.push_str(line);
            }
            None => paragraphs.push(String::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn empty_lines_part_paragraphs_and_japanese_lines_join_without_a_space() {
        assert_eq!(
            paragraphs("バス停に、\n日かげを。\n\n \nお願い\nします。\n"),
            ["バス停に、日かげを。", "お願いします。"]
        );
        assert_eq!(paragraphs("A bench\nby the river."), ["A bench by the river."]);
        assert!(paragraphs(" \n").is_empty());
    }
}
