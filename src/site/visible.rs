//! Who is shown: drafts, what is still to come, what is over.

use std::ops::Range;
use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::DateTime;

use crate::content::{Consent, Document, Meta};

/// Which hidden documents are shown all the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Show {
    /// Drafts.
    pub drafts: bool,
    /// What is to be published later.
    pub future: bool,
    /// What is no longer current.
    pub expired: bool,
}

/// Why a document is not for everyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Badge {
    /// Its author has not finished it.
    Draft,
    /// Its day is still to come.
    Future,
    /// Its day is over.
    Expired,
}

impl Badge {
    /// The word that templates and messages know it by.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Future => "future",
            Self::Expired => "expired",
        }
    }

    /// Whether it is shown all the same.
    pub(super) fn is_shown(self, show: Show) -> bool {
        match self {
            Self::Draft => show.drafts,
            Self::Future => show.future,
            Self::Expired => show.expired,
        }
    }
}

/// The stretch of time around `now` in which the same documents and photos are shown. Figures are judged by days, so it
/// never leaves the day.
#[must_use]
pub fn stretch(documents: &[Arc<Document>], now: DateTime) -> Range<DateTime> {
    let day = now.date().at(0, 0, 0, 0);
    let mut stretch = day..now.date().tomorrow().map_or(now, |next| next.at(0, 0, 0, 0));
    for meta in documents.iter().map(|document| &document.meta) {
        // What ends with a moment is still there at that moment itself.
        let after = |consent: &Consent| consent.until.checked_add(1.nanosecond()).ok();
        let shown = meta.publish_date.or(meta.date);
        for turn in [shown, meta.expiry_date, meta.photo_consent.as_ref().and_then(after)].into_iter().flatten() {
            if turn <= now {
                stretch.start = stretch.start.max(turn);
            } else {
                stretch.end = stretch.end.min(turn);
            }
        }
    }
    stretch
}

/// The first reason for which a document is not for everyone at `now`.
pub(super) fn badge(meta: &Meta, now: DateTime) -> Option<Badge> {
    if meta.draft {
        Some(Badge::Draft)
    } else if meta.publish_date.or(meta.date).is_some_and(|from| from > now) {
        Some(Badge::Future)
    } else if meta.expiry_date.is_some_and(|until| until <= now) {
        Some(Badge::Expired)
    } else {
        None
    }
}
