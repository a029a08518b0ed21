//! Days in words, by the patterns that the theme's words give for each language.

use jiff::civil::DateTime;

use super::parts::Day;
use super::press::Press;
use crate::config::Lang;

/// A day as a page shows it.
pub fn day(press: &Press<'_>, lang: Lang, moment: DateTime) -> Day {
    let date = moment.date();
    let written = |key: &str, fallback: &str| {
        let pattern = press.theme.word(lang, key).unwrap_or(fallback);
        jiff::fmt::strtime::format(pattern, date).unwrap_or_else(|_| date.to_string())
    };
    Day { iso: date.to_string(), text: written("date_long", "%Y-%m-%d"), short: written("date_short", "%m-%d") }
}
