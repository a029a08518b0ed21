//! Periods: what `2025`, `R7年度`, `2025年上半期`, `2025Q3` or `2025-04` mean, in order of time.

use std::cmp::Ordering;
use std::fmt::Write as _;
use std::hash::{Hash, Hasher};

use jiff::civil::Date;

use crate::config::Naming;
use crate::date::{era_of, era_year};
use crate::diag::Language;
use crate::text::fold;

/// How long a period is and where its years begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Length {
    /// January to December.
    Year,
    /// April to March.
    FiscalYear,
    /// Half of a calendar year.
    Half,
    /// Half of a fiscal year.
    FiscalHalf,
    /// Three months of a calendar year.
    Quarter,
    /// Three months of a fiscal year.
    FiscalQuarter,
    /// A month.
    Month,
    /// A day.
    Day,
}

/// A period of time, ordered by its first day. How it is named makes no difference to what it is.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    start: Date,
    length: Length,
    naming: Naming,
}

impl Period {
    fn what(self) -> (Date, Length) {
        (self.start, self.length)
    }
}

impl PartialEq for Period {
    fn eq(&self, other: &Self) -> bool {
        self.what() == other.what()
    }
}

impl Eq for Period {}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        self.what().cmp(&other.what())
    }
}

impl Hash for Period {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.what().hash(state);
    }
}

impl Period {
    /// The calendar year `year`, for years from 1 to 9999.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        Self::new(Length::Year, year, 1)
    }

    /// The fiscal year that `year` begins, April to March.
    #[must_use]
    pub fn fiscal_year(year: i16) -> Option<Self> {
        Self::new(Length::FiscalYear, year, 1)
    }

    /// The `part`th piece (from 1) of `year`.
    fn new(length: Length, year: i16, part: i16) -> Option<Self> {
        let (pieces, months, first) = match length {
            Length::Year => (1, 12, 1),
            Length::FiscalYear => (1, 12, 4),
            Length::Half => (2, 6, 1),
            Length::FiscalHalf => (2, 6, 4),
            Length::Quarter => (4, 3, 1),
            Length::FiscalQuarter => (4, 3, 4),
            Length::Month => (12, 1, 1),
            Length::Day => return None,
        };
        if !(1..=pieces).contains(&part) || !(1..=9998).contains(&year) {
            return None;
        }
        let month = first - 1 + (part - 1) * months;
        let month_number = i8::try_from(month % 12 + 1).ok()?;
        let start = Date::new(year + month / 12, month_number, 1).ok()?;
        Some(Self { start, length, naming: Naming::Western })
    }

    /// Reads a period as data files and texts write it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let folded = fold(text.trim());
        if let Ok(start) = folded.parse::<Date>() {
            return (folded.len() == 10 && start.year() >= 1).then_some(Self {
                start,
                length: Length::Day,
                naming: Naming::Western,
            });
        }
        let (year, fiscal, rest) = split_year(&folded)?;
        let rest = rest.trim_matches([' ', '-', '.', '/', '年', '度']);
        if rest.is_empty() {
            return Self::new(if fiscal { Length::FiscalYear } else { Length::Year }, year, 1);
        }
        if let Some(half) = half(rest) {
            return Self::new(if fiscal { Length::FiscalHalf } else { Length::Half }, year, half);
        }
        if let Some(quarter) = quarter(rest) {
            return Self::new(if fiscal { Length::FiscalQuarter } else { Length::Quarter }, year, quarter);
        }
        let month = rest.trim_end_matches('月').parse().ok().filter(|_| rest.len() <= 5)?;
        // 2025年度1月 lies in 2026.
        Self::new(Length::Month, if fiscal && month < 4 { year + 1 } else { year }, month)
    }

    /// How long it is.
    #[must_use]
    pub fn length(self) -> Length {
        self.length
    }

    /// Its first day.
    #[must_use]
    pub fn start(self) -> Date {
        self.start
    }

    /// Its last day.
    #[must_use]
    pub fn end(self) -> Date {
        let next = match self.length {
            Length::Day => return self.start,
            _ => self.start.checked_add(jiff::Span::new().months(self.months())),
        };
        next.and_then(Date::yesterday).unwrap_or(self.start)
    }

    /// The period after it.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        let start = self.end().tomorrow().ok()?;
        (start.year() < 9999).then_some(Self { start, ..self })
    }

    /// The same period a year before.
    #[must_use]
    pub fn year_before(self) -> Option<Self> {
        let start = self.start.checked_sub(jiff::Span::new().years(1)).ok()?;
        Some(Self { start, ..self })
    }

    fn months(self) -> i32 {
        match self.length {
            Length::Year | Length::FiscalYear => 12,
            Length::Half | Length::FiscalHalf => 6,
            Length::Quarter | Length::FiscalQuarter => 3,
            Length::Month | Length::Day => 1,
        }
    }

    /// Its place among periods of the same length: neighbours differ by one, so a jump is a gap.
    #[must_use]
    pub fn ordinal(self) -> i32 {
        if self.length == Length::Day {
            let day_zero = Date::constant(1, 1, 1);
            return day_zero.until(self.start).map_or(0, |span| span.get_days());
        }
        (i32::from(self.start.year()) * 12 + i32::from(self.start.month()) - 1).div_euclid(self.months())
    }

    /// The year it belongs to: for fiscal periods the one that the fiscal year is named by.
    #[must_use]
    pub fn named_year(self) -> i16 {
        let fiscal = matches!(self.length, Length::FiscalYear | Length::FiscalHalf | Length::FiscalQuarter);
        if fiscal && self.start.month() < 4 { self.start.year() - 1 } else { self.start.year() }
    }

    /// Which piece of its year it is, from 1.
    fn part(self) -> i16 {
        let fiscal = matches!(self.length, Length::FiscalYear | Length::FiscalHalf | Length::FiscalQuarter);
        let month = i16::from(self.start.month()) - 1 + if fiscal { 9 } else { 0 };
        let months = i16::try_from(self.months()).unwrap_or(1);
        month % 12 / months + 1
    }

    /// How downloads and `value:` write it: `2025`, `2025年度`, `2025-H1`, `2025年度-Q3`, `2025-04`, `2025-04-01`.
    #[must_use]
    pub fn key(self) -> String {
        let (year, part) = (self.named_year(), self.part());
        match self.length {
            Length::Year => format!("{year}"),
            Length::FiscalYear => format!("{year}年度"),
            Length::Half => format!("{year}-H{part}"),
            Length::FiscalHalf => format!("{year}年度-H{part}"),
            Length::Quarter => format!("{year}-Q{part}"),
            Length::FiscalQuarter => format!("{year}年度-Q{part}"),
            Length::Month => format!("{year:04}-{part:02}"),
            Length::Day => self.start.to_string(),
        }
    }

    /// Its name in words: `2025年度`, `FY2025`.
    #[must_use]
    pub fn label(self, language: Language) -> String {
        match language {
            Language::Ja => self.label_ja(),
            Language::En => self.label_en(),
        }
    }

    /// The same period, named in another calendar.
    #[must_use]
    pub fn named(self, naming: Naming) -> Self {
        Self { naming, ..self }
    }

    /// Its year in Japanese: 「2025」「令和7」「令和7（2025）」. Years and their parts belong to the era in which the
    /// calendar year ends, so that 2019 and its fiscal year are 令和元; months and days to their own.
    fn year_ja(self) -> String {
        let year = self.named_year();
        let day = match self.length {
            Length::Month | Length::Day => Some(self.start),
            _ => Date::new(year, 12, 31).ok(),
        };
        let era = day.filter(|_| self.naming != Naming::Western).and_then(era_of);
        let Some((era, of_era)) = era else { return year.to_string() };
        let number = if of_era == 1 { "元".to_owned() } else { of_era.to_string() };
        match self.naming {
            Naming::Both => format!("{}{number}（{year}）", era.name),
            _ => format!("{}{number}", era.name),
        }
    }

    fn label_ja(self) -> String {
        let (year, part) = (self.year_ja(), self.part());
        let half = if part == 1 { "上半期" } else { "下半期" };
        match self.length {
            Length::Year => format!("{year}年"),
            Length::FiscalYear => format!("{year}年度"),
            Length::Half => format!("{year}年{half}"),
            Length::FiscalHalf => format!("{year}年度{half}"),
            Length::Quarter => format!("{year}年第{part}四半期"),
            Length::FiscalQuarter => format!("{year}年度第{part}四半期"),
            Length::Month => format!("{year}年{part}月"),
            Length::Day => format!("{year}年{}月{}日", self.start.month(), self.start.day()),
        }
    }

    /// Its year without the word for it, as the beginning of a span has it: 「2021」〜2025年.
    #[must_use]
    pub fn year_alone(self, language: Language) -> String {
        if language == Language::Ja { self.year_ja() } else { self.named_year().to_string() }
    }

    fn label_en(self) -> String {
        let (year, part) = (self.named_year(), self.part());
        match self.length {
            Length::Year => format!("{year}"),
            Length::FiscalYear => format!("FY{year}"),
            Length::Half => format!("H{part} {year}"),
            Length::FiscalHalf => format!("H{part} FY{year}"),
            Length::Quarter => format!("Q{part} {year}"),
            Length::FiscalQuarter => format!("Q{part} FY{year}"),
            Length::Month => format!("{} {year}", self.start.strftime("%b")),
            Length::Day => day_in_words(self.start, Language::En),
        }
    }

    /// Its name on an axis, shorter than in words: `2022`, `22上`, `4月`. The first of an axis carries its whole name.
    #[must_use]
    pub fn short(self, language: Language) -> String {
        let (year, part) = (self.named_year(), self.part());
        if language == Language::Ja && self.naming == Naming::Era && self.length <= Length::FiscalYear {
            return self.year_ja();
        }
        let mut text = String::new();
        let written = match (self.length, language) {
            (Length::Year | Length::FiscalYear, _) => write!(text, "{year}"),
            (Length::Half | Length::FiscalHalf, Language::Ja) => {
                write!(text, "{:02}{}", year % 100, if part == 1 { "上" } else { "下" })
            }
            (Length::Half | Length::FiscalHalf, Language::En) => write!(text, "H{part} {:02}", year % 100),
            (Length::Quarter | Length::FiscalQuarter, _) => write!(text, "{:02}Q{part}", year % 100),
            (Length::Month, Language::Ja) => write!(text, "{:02}.{part}", year % 100),
            (Length::Month, Language::En) => write!(text, "{} {:02}", self.start.strftime("%b"), year % 100),
            (Length::Day, _) => write!(text, "{}/{}", self.start.month(), self.start.day()),
        };
        debug_assert!(written.is_ok(), "writing to a String cannot fail");
        text
    }

    /// The time from `earlier` to this one in words: 「4年」, “4 years”. Empty for the same period.
    #[must_use]
    pub fn since(self, earlier: Self, language: Language) -> String {
        let steps = self.ordinal() - earlier.ordinal();
        let (ja, en) = match self.length {
            Length::Year | Length::FiscalYear => ("年", "year"),
            Length::Half | Length::FiscalHalf => ("半期", "half-year"),
            Length::Quarter | Length::FiscalQuarter => ("四半期", "quarter"),
            Length::Month => ("か月", "month"),
            Length::Day => ("日", "day"),
        };
        match language {
            Language::Ja => format!("{steps}{ja}"),
            Language::En => format!("{steps} {en}{}", if steps == 1 { "" } else { "s" }),
        }
    }
}

/// A day in words: 「2026年3月31日」, “31 March 2026”.
#[must_use]
pub fn day_in_words(day: Date, language: Language) -> String {
    match language {
        Language::Ja => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Language::En => day.strftime("%-d %B %Y").to_string(),
    }
}

/// The year at the head of a folded text, whether it is a fiscal one, and what follows.
fn split_year(text: &str) -> Option<(i16, bool, &str)> {
    if let Some(rest) = text.strip_prefix("fy") {
        let (year, _, tail) = split_year(rest.trim_start())?;
        return Some((year, true, tail));
    }
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if digits == 4 {
        let rest = &text[4..];
        return Some((text[..4].parse().ok()?, rest.starts_with("年度"), rest));
    }
    if digits > 0 {
        return None;
    }
    let number_start = text.find(|c: char| c.is_ascii_digit() || c == '元')?;
    let number = &text[number_start..];
    let length = if number.starts_with('元') {
        '元'.len_utf8()
    } else {
        number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len())
    };
    let (head, rest) = text.split_at(number_start + length);
    Some((era_year(head)?, rest.starts_with("年度"), rest))
}

fn half(text: &str) -> Option<i16> {
    match text {
        "上半期" | "上期" | "前期" | "h1" => Some(1),
        "下半期" | "下期" | "後期" | "h2" => Some(2),
        _ => None,
    }
}

fn quarter(text: &str) -> Option<i16> {
    let number = text.strip_prefix('q').or_else(|| text.strip_prefix('第').unwrap_or(text).strip_suffix("四半期"))?;
    number.parse().ok()
}

#[cfg(test)]
mod tests;
