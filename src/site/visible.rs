//! Who is shown: drafts, what is still to come, what is over.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use crate::content::{Document, Meta};

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

/// The day of `now`, if the same documents and photos are shown on all of it. Figures are judged by days.
#[must_use]
pub fn even_day(documents: &[Arc<Document>], now: DateTime) -> Option<Range<DateTime>> {
    let midnight = |day: Date| day.at(0, 0, 0, 0);
    let day = midnight(now.date())..midnight(now.date().tomorrow().ok()?);
    let turns = |document: &Arc<Document>| {
        let meta = &document.meta;
        let consent = meta.photo_consent.as_ref().map(|consent| consent.until);
        // At the first moment of a day it turns for all of it.
        let within = |turn: DateTime| day.start < turn && turn < day.end;
        [meta.publish_date.or(meta.date), meta.expiry_date, consent].into_iter().flatten().any(within)
    };
    (!documents.iter().any(turns)).then_some(day)
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
