//! Tallies: the portal's own stories and pages, counted by what they are sorted by.

use hibi::build::Memory;
use hibi::site::Show;

use crate::html;
use crate::town::{Portal, Town};

fn tally(by: &str) -> String {
    format!(
        "
    tally:
      kind: tally
      title: 物語の数
      en: {{ title: Stories }}
      description: 公開した物語の数。
      {by}
    "
    )
}

/// Four stories for everyone, one of them in two segments; a draft, one still to come, one that is over.
fn town(by: &str) -> Town {
    let story = |town: Town, name: &str, front: &str| town.story(name, front, "本文。");
    let mut town = Town::new().site("[languages.en]\ntitle = \"Hinata Days\"\n").data(&tally(by));
    for (name, front) in [
        ("a", "stage: H\nsegment: inside\ndate: 2026-04-02\ntags: [川, 朝]\nauthor: 木村 さとし"),
        ("b", "stage: H\nsegment: [inside, outside]\ndate: 2026-03-31\ntags: [川]\nauthor: 木村さとし"),
        ("c", "stage: T\nsegment: outside\ndate: 2024-12-01\nauthor: 小野はるか"),
        ("d", "stage: E\nsegment: administration\ndate: 2024-05-01"),
        ("e", "stage: H\nsegment: inside\ndate: 2026-01-01\ndraft: true\ntags: [川]"),
        ("f", "stage: H\nsegment: inside\ndate: 2026-12-01"),
        ("g", "stage: H\nsegment: inside\ndate: 2023-01-01\nexpiry_date: 2024-01-01"),
    ] {
        town = story(town, name, front);
    }
    town.file("content/stories/a.en.md", "---\ntitle: River\ndate: 2026-04-02\nsegment: inside\nstage: H\n---\n")
}

/// The rows of the download: `気づく,2`.
fn rows(portal: &Portal) -> Vec<String> {
    let csv = portal.page("/indicators/tally.csv");
    csv.lines().skip(1).map(str::to_owned).collect()
}

fn counted(by: &str) -> Vec<String> {
    rows(&town(by).build().is_fine())
}

#[test]
fn what_is_published_is_counted_by_anything_it_is_sorted_by() {
    assert_eq!(counted("by: stage"), ["気づく,2", "関わる,1", "愛着をもつ,0", "すすめる,0", "語る・広める,1"]);
    assert_eq!(counted("by: segment"), ["市内,2", "市外,2", "行政,1"]);
    assert_eq!(counted("by: tag"), ["川,2", "朝,1"]);
    assert_eq!(counted("by: author"), ["木村 さとし,2", "小野はるか,1"]);
    assert_eq!(counted("by: year"), ["2024,2", "2025,0", "2026,2"]);
    assert_eq!(counted("by: fiscal_year"), ["2024年度,2", "2025年度,1", "2026年度,1"]);
    assert_eq!(counted("of: pages\n      by: year"), [""; 0], "a page without a date is in no year");
}

#[test]
fn conditions_must_all_hold() {
    assert_eq!(counted("by: stage\n      where: { segment: inside }")[0], "気づく,2");
    assert_eq!(
        counted("by: segment\n      where: { stage: [H, E], fiscal_year: 2025 }"),
        ["市内,1", "市外,1", "行政,0"]
    );
    assert_eq!(counted("by: stage\n      where: { tag: 朝, author: 木村さとし, year: 2026 }")[0], "気づく,1");
    assert_eq!(counted("by: author\n      period: R6年度"), ["小野はるか,1"]);
}

#[test]
fn drafts_that_are_shown_to_their_author_do_not_count() {
    let shown = town("by: stage").show(Show { drafts: true, future: true, expired: true }).build().is_fine();
    assert_eq!(rows(&shown)[0], "気づく,2");
}

#[test]
fn the_source_is_the_portal_and_the_day_that_of_the_build() {
    let portal = town("by: stage").build().is_fine();
    let page = portal.page("/indicators/tally/");
    html::assert_nested(&html::read(&page));
    let told = html::words(&page);
    for words in [
        "ひなたびより",
        "2026年4月12日現在",
        "物語は全部で4話。いちばん多いのは気づくの2話。",
        "この言語（日本語）の物語だけ",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(page.contains("<th scope=\"row\"><a href=\"/stage/h/\">気づく</a></th>"), "{page}");
    let english = portal.page("/en/indicators/tally/");
    assert!(html::words(&english).contains("1 story in all"), "{}", html::words(&english));
    let given = town("by: stage\n      source: { title: 広報課 }\n      as_of: 2026-04-01").build().is_fine();
    assert!(html::words(&given.page("/indicators/tally/")).contains("2026年4月1日現在"));
}

#[test]
fn texts_state_counts_by_term_tag_and_year() {
    let state = |by: &str, text: &str| {
        let portal = town(by).story("z", "date: 2020-01-01\nstage: R\nsegment: administration", text).build().is_fine();
        html::words(&portal.page("/stories/z/"))
    };
    assert!(
        state("by: stage", "気づく物語は[2話](value:tally.H)、全部で[](value:tally.total)話")
            .contains("2話、全部で5話")
    );
    assert!(state("by: tag", "川は[](value:tally.川)話").contains("川は2話"));
    assert!(state("by: fiscal_year", "令和6年度は[](value:tally.R6年度)話").contains("令和6年度は2話"));
    let wrong = town("by: stage").story("z", "", "[9話](value:tally.H)").build();
    assert_eq!(wrong.codes(), ["H082"]);
}

#[test]
fn what_cannot_be_counted_is_named() {
    let codes = |by: &str| town(by).build().codes();
    assert_eq!(codes("by: stagge"), ["H018"]);
    assert_eq!(codes("of: pages\n      by: stage"), ["H018"]);
    assert_eq!(codes("of: stories"), ["H014"]);
    assert_eq!(codes("by: stage\n      where: { segment: insid }"), ["H018"]);
    assert_eq!(codes("by: stage\n      where: { segmnt: inside }"), ["H013"]);
    let named = town("by: stage\n      where: { segment: 市内 }").build().hints();
    assert!(named[0].contains("did you mean `inside`?"), "{named:?}");
    assert_eq!(codes("by: stage\n      where: { year: 去年 }"), ["H015"]);
}

#[test]
fn a_new_story_counts_in_a_build_that_remembers_the_last() {
    let before = town("by: stage").story("z", "", "[](value:tally.total)");
    let after = before.clone().story("y", "stage: A", "新しい話。");
    let mut memory = Memory::default();
    before.build_again(&mut memory);
    let (again, anew) = (after.build_again(&mut memory).is_fine(), after.build().is_fine());
    assert_eq!(again.files(), anew.files());
    for file in anew.files() {
        assert_eq!(again.bytes(&file), anew.bytes(&file), "{file}");
    }
    assert!(html::words(&again.page("/stories/z/")).contains('6'));
    assert_eq!(rows(&again)[2], "愛着をもつ,1");
}
