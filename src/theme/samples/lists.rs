//! Sample lists, maps and tags.

use super::counted;
use super::{cards, crumbs, head, link, segments, some, stages, translation};
use crate::page::list::{Filter, ListView};
use crate::page::map::{MapCell, MapRow, MapView};
use crate::page::note::TagsView;
use crate::page::parts::{Card, Head, Pager, PagerCell, TagCount, TermGroup, TermRef};
use crate::page::search::SearchView;
use crate::theme::Ready;

fn tags() -> Vec<TagCount> {
    let tag =
        |(index, name): (usize, &str)| TagCount { link: link(name, &format!("/tags/{name}/")), count: index * 7 + 1 };
    ["川べり", "朝", "あいさつ", "商店街", "図書館", "まつり", "畑", "電車"].into_iter().enumerate().map(tag).collect()
}

fn filter(group: &TermGroup, chosen: Option<&str>) -> Filter {
    let terms = group.terms.iter().enumerate().map(|(index, term)| counted(term, 10 + index, "朝六時の土手で"));
    Filter { label: group.label.clone(), terms: terms.collect(), chosen: chosen.map(str::to_owned) }
}

pub(in crate::theme) fn list(cards: &[Ready<Card>]) -> ListView<'_> {
    let cell = |number: usize| Some(PagerCell { number, url: format!("/stories/page/{number}/") });
    ListView {
        head: head("/stories/", "物語"),
        crumbs: crumbs(&[("物語", "/stories/")]),
        kind: "stories",
        title: "物語".to_owned(),
        kicker: None,
        lead: some("ひなた市の毎日から、一話ずつ。"),
        terms: Vec::new(),
        count: 133,
        cards: cards.iter().collect(),
        pager: Some(Pager {
            page: 2,
            pages: 12,
            previous: some("/stories/"),
            next: some("/stories/page/3/"),
            cells: vec![cell(1), cell(2), cell(3), None, cell(12)],
        }),
        filters: vec![filter(&segments(), None), filter(&stages(), None)],
        tags: tags(),
        children: Vec::new(),
        feed: some("/feed.xml"),
        next: Some(link("宣伝部に入る", "/join/")),
        translations: vec![translation("en", "English", "/en/stories/")],
    }
}

pub(in crate::theme) fn term_list(cards: &[Ready<Card>]) -> ListView<'_> {
    let term = stages().terms[3].clone();
    ListView {
        head: head(&term.url, &term.label),
        crumbs: crumbs(&[("HEARTの段階", "/map/"), (&term.label, &term.url)]),
        kind: "term",
        title: term.label.clone(),
        kicker: some("HEARTの段階"),
        lead: some("手を動かし、仲間になった人たちの話です。"),
        count: 7,
        cards: cards.iter().take(7).collect(),
        pager: None,
        filters: vec![filter(&stages(), Some("R"))],
        tags: Vec::new(),
        children: vec![counted(&term, 3, "朝")],
        next: Some(link("宣伝部に入る", "/join/")),
        terms: vec![term],
        ..list(cards)
    }
}

pub(in crate::theme) fn empty_list() -> ListView<'static> {
    ListView {
        head: Head::default(),
        crumbs: Vec::new(),
        kind: "cell",
        title: "市内 × 参加する".to_owned(),
        kicker: None,
        lead: None,
        terms: vec![segments().terms[0].clone(), stages().terms[3].clone()],
        count: 0,
        cards: Vec::new(),
        pager: None,
        filters: Vec::new(),
        tags: Vec::new(),
        children: Vec::new(),
        feed: None,
        next: None,
        translations: Vec::new(),
    }
}

pub(in crate::theme) fn map() -> MapView {
    let (rows, columns) = (segments(), stages());
    let counts = [[14, 21, 15, 15, 7], [12, 14, 9, 0, 6], [5, 37, 3, 4, 1]];
    let titles = cards();
    let cell = |row: usize, (column, term): (usize, &Ready<TermRef>)| {
        let count: usize = counts[row][column];
        MapCell {
            column: term.clone(),
            count,
            marks: count.min(30),
            more: count.saturating_sub(30),
            url: (count > 0).then(|| format!("/map/{row}/{column}/")),
            newest: (count > 0).then(|| link(&titles[(row * 3 + column) % titles.len()].title, "/stories/asa/")),
        }
    };
    let row = |(index, term): (usize, &Ready<TermRef>)| MapRow {
        term: counted(term, counts[index].iter().sum(), "朝"),
        cells: columns.terms.iter().enumerate().map(|entry| cell(index, entry)).collect(),
    };
    MapView {
        head: head("/map/", "物語マップ"),
        crumbs: crumbs(&[("物語マップ", "/map/")]),
        count: 133,
        rows_label: rows.label.clone(),
        columns_label: columns.label.clone(),
        columns: columns.terms.iter().map(|term| counted(term, 31, "朝")).collect(),
        rows: rows.terms.iter().enumerate().map(row).collect(),
        join: some("/join/"),
        translations: vec![translation("en", "English", "/en/map/")],
    }
}

pub(in crate::theme) fn empty_map() -> MapView {
    MapView {
        crumbs: Vec::new(),
        count: 0,
        rows: Vec::new(),
        columns: Vec::new(),
        join: None,
        translations: Vec::new(),
        ..map()
    }
}

pub(in crate::theme) fn tags_page() -> TagsView {
    let translations = vec![translation("en", "English", "/en/tags/")];
    TagsView {
        head: head("/tags/", "言葉からさがす"),
        crumbs: crumbs(&[("言葉", "/tags/")]),
        tags: tags(),
        translations,
    }
}

pub(in crate::theme) fn search() -> SearchView {
    SearchView {
        head: Head { searches: true, ..head("/search/", "さがす") },
        crumbs: crumbs(&[("さがす", "/search/")]),
        index: "/pagefind/".to_owned(),
        filters: vec![filter(&segments(), None), filter(&stages(), None)],
        tags: tags(),
        translations: vec![translation("en", "English", "/en/search/")],
    }
}
