//! Periods as people write them, and how they follow each other.

use super::{Length, Naming, Period};
use crate::diag::Language::{En, Ja};

fn read(text: &str) -> Period {
    Period::read(text).unwrap_or_else(|| panic!("{text} should be a period"))
}

#[test]
fn reads_years_in_either_calendar() {
    assert_eq!(read("2025").label(Ja), "2025年");
    assert_eq!(read("２０２５年"), read("2025"));
    assert_eq!(read("R7"), read("2025"));
    assert_eq!(read("R7年度"), read("2025年度"));
    assert_eq!(read("令和元年度").label(En), "FY2019");
    assert_eq!(read("FY2025"), read("2025年度"));
    assert_eq!(read("平成元年"), read("1989"));
}

#[test]
fn a_fiscal_year_runs_from_april_to_march() {
    let year = read("2025年度");
    assert_eq!((year.start().to_string(), year.end().to_string()), ("2025-04-01".into(), "2026-03-31".into()));
    let half = read("R7年度下半期");
    assert_eq!((half.start().to_string(), half.end().to_string()), ("2025-10-01".into(), "2026-03-31".into()));
    assert_eq!(read("2025年度第4四半期").start().to_string(), "2026-01-01");
    assert_eq!(read("2025年度第4四半期").key(), "2025年度-Q4");
}

#[test]
fn periods_are_named_in_either_calendar() {
    let named = |text: &str, naming| read(text).named(naming).label(Ja);
    assert_eq!(named("2025年度", Naming::Era), "令和7年度");
    assert_eq!(named("2025年度", Naming::Both), "令和7（2025）年度");
    assert_eq!(named("2019", Naming::Era), "令和元年");
    assert_eq!(named("2019年度", Naming::Era), "令和元年度");
    assert_eq!(named("2018年度", Naming::Era), "平成30年度");
    assert_eq!(
        (named("2019-04", Naming::Era), named("2019-05", Naming::Era)),
        ("平成31年4月".into(), "令和元年5月".into())
    );
    assert_eq!(named("2025年度-H2", Naming::Era), "令和7年度下半期");
    assert_eq!(read("2025年度").named(Naming::Era).label(En), "FY2025");
    assert_eq!(read("2025").named(Naming::Era), read("2025"));
    for text in ["1700", "2019", "1989", "2025年度", "2025年度-Q4", "2019-04"] {
        assert_eq!(read(&named(text, Naming::Era)), read(text), "{text}");
    }
}

#[test]
fn reads_parts_of_years() {
    assert_eq!(read("2025年上半期").length(), Length::Half);
    assert_eq!(read("2025-H2").start().to_string(), "2025-07-01");
    assert_eq!(read("2025Q3").label(Ja), "2025年第3四半期");
    assert_eq!(read("2025-04"), read("2025年4月"));
    assert_eq!(read("2025-04").end().to_string(), "2025-04-30");
    assert_eq!(read("2025-04-01").length(), Length::Day);
}

#[test]
fn every_key_is_read_as_the_same_period() {
    for text in ["2025", "2025年度", "2025-H1", "2025年度-H2", "2025-Q4", "2025年度-Q4", "2025-04", "2025-04-01"]
    {
        assert_eq!(read(text).key(), text);
        assert_eq!(read(&read(text).key()), read(text));
    }
}

#[test]
fn neighbours_differ_by_one() {
    for (one, next) in [("2025", "2026"), ("2025年度", "2026年度"), ("2025-12", "2026-01"), ("2025-Q4", "2026-Q1")]
    {
        assert_eq!(read(next).ordinal() - read(one).ordinal(), 1, "{one}");
    }
    assert_eq!(read("2026年度-Q1").ordinal() - read("2025年度-Q4").ordinal(), 1);
    assert_eq!(read("2026-01-01").ordinal() - read("2025-12-31").ordinal(), 1);
    assert_eq!(read("2025").since(read("2021"), Ja), "4年");
    assert_eq!(read("2025年度-Q4").next(), Some(read("2026年度-Q1")));
    assert_eq!(read("2026-01-31").next(), Some(read("2026-02-01")));
    assert_eq!(read("2025年度-Q4").year_before(), Some(read("2024年度-Q4")));
}

#[test]
fn refuses_what_is_no_period() {
    for text in ["", "25", "20251", "2025-13", "2025Q5", "2025年x", "2025年度上", "H", "去年", "99999", "0000"] {
        assert_eq!(Period::read(text), None, "{text}");
    }
}
