//! Days and moments: reading them, Japanese eras, and the clock that `main` passes in.

use std::ops::Range;

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// The moment a build takes for now, in the site's time zone. Only `main` asks the machine for it.
#[derive(Clone, Debug)]
pub struct Clock {
    now: Timestamp,
}

impl Clock {
    /// A clock that stands at `now`.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        Self { now }
    }

    /// The moment.
    #[must_use]
    pub fn moment(&self) -> Timestamp {
        self.now
    }

    /// What the clock shows in `zone`.
    #[must_use]
    pub fn now_in(&self, zone: &TimeZone) -> DateTime {
        self.now.to_zoned(zone.clone()).datetime()
    }
}

/// Reads `2026-04-12`, `2026-04-12T09:00`, `2026-04-12 09:00:00` or RFC 3339 with an offset.
#[must_use]
pub fn parse(text: &str, zone: &TimeZone) -> Option<DateTime> {
    if let Ok(timestamp) = text.parse::<Timestamp>() {
        return Some(timestamp.to_zoned(zone.clone()).datetime());
    }
    let well_formed = text.len() >= 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    well_formed.then(|| text.parse::<DateTime>().ok()).flatten()
}

/// A stretch of time in `zone`, in moments; `None` at the ends of the calendar.
#[must_use]
pub fn moments(stretch: &Range<DateTime>, zone: &TimeZone) -> Option<Range<Timestamp>> {
    let moment = |at: DateTime| at.to_zoned(zone.clone()).map(|zoned| zoned.timestamp()).ok();
    Some(moment(stretch.start)?..moment(stretch.end)?)
}

/// RFC 3339 with the offset of `zone`; `None` for a moment outside what the calendar holds.
#[must_use]
pub fn rfc3339(moment: DateTime, zone: &TimeZone) -> Option<String> {
    let zoned: Zoned = moment.to_zoned(zone.clone()).ok()?;
    Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// A Japanese era.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Era {
    /// Its name, such as 令和.
    pub name: &'static str,
    /// Its letter, such as R.
    pub letter: char,
    /// The first day that counts as it.
    pub start: Date,
}

/// The eras since 1868, newest first.
pub const ERAS: [Era; 5] = [
    Era { name: "令和", letter: 'R', start: Date::constant(2019, 5, 1) },
    Era { name: "平成", letter: 'H', start: Date::constant(1989, 1, 8) },
    Era { name: "昭和", letter: 'S', start: Date::constant(1926, 12, 25) },
    Era { name: "大正", letter: 'T', start: Date::constant(1912, 7, 30) },
    Era { name: "明治", letter: 'M', start: Date::constant(1868, 1, 25) },
];

/// The era of a day and the year within it, from 1.
#[must_use]
pub fn era_of(day: Date) -> Option<(Era, i16)> {
    ERAS.into_iter().find(|era| day >= era.start).map(|era| (era, day.year() - era.start.year() + 1))
}

/// The Western year of `令和7年`, `R7` or `平成元年`.
#[must_use]
pub fn era_year(text: &str) -> Option<i16> {
    let folded = crate::text::fold(text);
    let era = ERAS
        .into_iter()
        .find(|era| folded.starts_with(era.name) || folded.starts_with(era.letter.to_ascii_lowercase()))?;
    let rest = folded.strip_prefix(era.name).or_else(|| folded.strip_prefix(era.letter.to_ascii_lowercase()))?;
    let year = rest.trim_start_matches('.').trim_end_matches('年');
    let year: i16 = if year == "元" { 1 } else { year.parse().ok()? };
    (year >= 1).then(|| era.start.year() + year - 1)
}

/// The day meant by `令和8年4月12日`, `2026年4月12日`, `2026/4/12` or `R8.4.12`, to be proposed in a message.
#[must_use]
pub fn from_japanese(text: &str) -> Option<Date> {
    let folded = crate::text::fold(text);
    let parts: Vec<&str> = folded.split(['年', '月', '日', '/', '.', '-']).filter(|part| !part.is_empty()).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let year = year.trim().parse().ok().or_else(|| era_year(year.trim()))?;
    Date::new(year, month.trim().parse().ok()?, day.trim().parse().ok()?).ok()
}

/// The weekday's Japanese letter.
#[must_use]
pub fn weekday_ja(day: Date) -> char {
    match day.weekday() {
        Weekday::Monday => '月',
        Weekday::Tuesday => '火',
        Weekday::Wednesday => '水',
        Weekday::Thursday => '木',
        Weekday::Friday => '金',
        Weekday::Saturday => '土',
        Weekday::Sunday => '日',
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use jiff::tz::TimeZone;

    use super::{era_of, era_year, from_japanese, parse, rfc3339};

    #[test]
    fn reads_days_and_moments() {
        let zone = TimeZone::fixed(jiff::tz::offset(9));
        assert_eq!(parse("2026-04-12", &zone), Some(date(2026, 4, 12).at(0, 0, 0, 0)));
        assert_eq!(parse("2026-04-11T15:30:00Z", &zone), Some(date(2026, 4, 12).at(0, 30, 0, 0)));
        assert_eq!(parse("2024-13-45", &zone), None);
        assert_eq!(parse("令和8年4月12日", &zone), None);
        assert_eq!(parse("20260412", &zone), None);
    }

    #[test]
    fn writes_moments_with_their_offset() {
        let zone = TimeZone::fixed(jiff::tz::offset(9));
        assert_eq!(rfc3339(date(2026, 4, 12).at(6, 0, 0, 0), &zone).as_deref(), Some("2026-04-12T06:00:00+09:00"));
    }

    #[test]
    fn eras_change_on_their_day() {
        let year = |day| era_of(day).map(|(era, year)| (era.letter, year));
        assert_eq!(year(date(2019, 4, 30)), Some(('H', 31)));
        assert_eq!(year(date(2019, 5, 1)), Some(('R', 1)));
        assert_eq!(era_year("平成元年"), Some(1989));
        assert_eq!(era_year("R7"), Some(2025));
    }

    #[test]
    fn japanese_days_can_be_proposed() {
        assert_eq!(from_japanese("令和８年４月１２日"), Some(date(2026, 4, 12)));
        assert_eq!(from_japanese("2026/4/12"), Some(date(2026, 4, 12)));
        assert_eq!(from_japanese("きのう"), None);
    }
}
