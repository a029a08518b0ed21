//! A story on one sheet for notice boards, with the way to the whole of it.

use serde::Serialize;

use super::head;
use super::parts::{Card, Head};
use super::press::Press;
use super::qr::Qr;
use crate::config::{Lang, SitePath};
use crate::hashed::hash_of;
use crate::site::{EntryId, addresses};
use crate::text::percent_decoded;
use crate::theme::Ready;

/// A story on one sheet of A4 for notice boards, at `stories/SLUG/poster/`. What `poster.html` sees as `page`.
#[derive(Debug, Serialize, Hash)]
pub struct PosterView<'a> {
    /// The document's head, without links and footer: a sheet of paper has none.
    pub head: Head,
    /// The story's title, summary, date, terms, picture, authors and place.
    pub card: &'a Ready<Card>,
    /// `facts` of the front matter in the order written: `{{ fact[0] }}` is the label, `{{ fact[1] }}` the text.
    pub facts: &'a [(String, String)],
    /// Who took the picture.
    pub credit: Option<&'a str>,
    /// The story's address as people read it: without `https://`, in its own letters.
    pub address: String,
    /// The story's address as a QR code; null where it is too long for one.
    pub qr: Option<Qr>,
}

/// Where a story's poster is, if it has one.
pub fn address(press: &Press<'_>, id: EntryId) -> Option<SitePath> {
    let entry = press.site.entry(id);
    press.config().has_poster(entry.document.meta.poster).then(|| addresses::poster(&entry.address))
}

/// A hash of all that a poster's view is made from.
#[must_use]
pub fn seen(press: &Press<'_>, lang: Lang, id: EntryId) -> u64 {
    let edition = press.edition(lang);
    let template = press.theme.reach::<PosterView<'_>>();
    let meta = press.site.entry(id).document.meta.hash_value();
    hash_of(&(press.shared(), edition.frame.hash(), template, meta, edition.card(id)))
}

/// Makes a story's poster.
pub fn view<'a>(press: &'a Press<'_>, lang: Lang, id: EntryId) -> PosterView<'a> {
    let entry = press.site.entry(id);
    let meta = &entry.document.meta;
    let address = addresses::poster(&entry.address);
    let about = head::About {
        title: &meta.title,
        description: meta.summary.as_deref(),
        address: &address,
        versions: Vec::new(),
    };
    let mut head = head::make(press, lang, &about);
    let story = press.absolute(&entry.address);
    let shown = story.split_once("://").map_or(story.as_str(), |(_, rest)| rest);
    head.canonical = Some(story.clone());
    head.noindex = true;
    head.without_bars();
    PosterView {
        head,
        card: press.edition(lang).card(id),
        facts: &meta.facts,
        credit: meta.credit.as_deref(),
        address: percent_decoded(shown).into_owned(),
        qr: Qr::of(&story),
    }
}
