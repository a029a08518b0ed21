//! How often figures are brought up to date: `check` warns and pages say so, by the build's clock; a build never warns.

use crate::html;
use crate::town::Town;

fn town(every: &str) -> Town {
    Town::new().data(&format!(
        "
        visitors:
          kind: series
          title: 来訪者
          description: 人数。
          source: {{ title: 観光統計 }}
          as_of: 2024-09-30
          update_every: {every}
          periods: {{ 2023: 16, 2024: 27 }}
        "
    ))
}

#[test]
fn what_is_overdue_is_told_by_check_and_on_the_page() {
    let late = town("year").at("2025-10-01T00:00:00+09:00");
    assert_eq!(late.clone().lint().build().codes(), ["H142"]);
    let built = late.build().is_fine();
    let told = html::words(&built.page("/indicators/visitors/"));
    assert!(told.contains("更新の時期をすぎています（前回 2024年9月30日、毎年）"), "{told}");
}

#[test]
fn the_clock_is_that_of_the_site() {
    // Still 30 September in Japan a second before; the same moment is 15:00 of that day in UTC.
    let in_time = town("year").at("2025-09-30T23:59:59+09:00").lint().build();
    assert_eq!(in_time.codes(), [""; 0]);
    assert_eq!(town("year").at("2025-09-30T15:00:00Z").lint().build().codes(), ["H142"]);
    assert!(!html::words(&in_time.page("/indicators/visitors/")).contains("更新の時期"));
}

#[test]
fn each_rhythm_has_its_own_day() {
    for (every, last) in [
        ("month", "2024-10-30"),
        ("quarter", "2024-12-30"),
        ("half", "2025-03-30"),
        ("fiscal_year", "2026-03-31"),
        ("3 years", "2027-09-30"),
    ] {
        let told = |time: &str| town(every).at(&format!("{last}T{time}+09:00")).lint().build().codes();
        assert_eq!(told("23:59:59"), [""; 0], "{every}");
        let after = last.parse::<jiff::civil::Date>().unwrap().tomorrow().unwrap();
        let next_day = town(every).at(&format!("{after}T00:00:00+09:00")).lint().build();
        assert_eq!(next_day.codes(), ["H142"], "{every}");
    }
    assert_eq!(town("sometimes").build().codes(), ["H018"]);
}
