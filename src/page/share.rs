//! What other sites show of a page that somebody shares: its photo, else its card.

use super::parts::{Card, Head};
use super::press::Press;
use crate::config::SitePath;
use crate::site::EntryId;

/// How wide and how high a card is, in pixels: what sharing sites show without cutting.
pub const SIZE: (u32, u32) = (1200, 630);

/// Where a page's card is published.
#[must_use]
pub fn card_address(page: &SitePath) -> SitePath {
    SitePath::home().join(&format!("assets/cards/{}.png", page.as_str().trim_end_matches('/')))
}

/// Whether a story gets a card: one with a photo is shared with that, and what is not public with nothing.
#[must_use]
pub fn has_card(press: &Press<'_>, id: EntryId) -> bool {
    press.config().cards.enabled && press.site.picture(id).is_none() && press.site.entry(id).badge.is_none()
}

/// Puts a story's picture into its page's head.
pub fn story(press: &Press<'_>, id: EntryId, card: &Card, head: &mut Head) {
    if has_card(press, id) {
        return page(press, &press.site.entry(id).address, &card.title, head);
    }
    if let Some(photo) = card.picture.as_ref().filter(|picture| !picture.generated) {
        head.image = Some(photo.absolute.clone());
        (head.image_width, head.image_height) = (photo.width, photo.height);
        head.image_alt = Some(photo.alt.clone()).filter(|alt| !alt.is_empty());
    }
}

/// Puts a page's card into its head, if there are cards at all.
pub fn page(press: &Press<'_>, address: &SitePath, title: &str, head: &mut Head) {
    if press.config().cards.enabled {
        head.image = Some(press.absolute(&card_address(address)));
        (head.image_width, head.image_height) = (Some(SIZE.0), Some(SIZE.1));
        head.image_alt = Some(title.to_owned());
    }
}
