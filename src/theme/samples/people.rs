//! Sample pages of people.

use super::{crumbs, head, link, person, some, stages, translation, unnamed};
use crate::page::author::{AuthorView, AuthorsView, Station};
use crate::page::parts::{Card, Contributor, Head, Pager, PagerCell};
use crate::theme::Ready;

pub(in crate::theme) fn author(cards: &[Ready<Card>]) -> AuthorView<'_> {
    let steps = stages();
    let stations = steps.terms.iter().zip([0, 5, 6, 1, 0]).filter(|(_, count)| *count > 0);
    let cell = |number: usize| Some(PagerCell { number, url: format!("/authors/ono/page/{number}/") });
    AuthorView {
        head: Head { og_type: "profile", ..head("/authors/ono/", "小野 はるか") },
        crumbs: crumbs(&[("みんなの宣伝部", "/authors/"), ("小野 はるか", "/authors/ono/")]),
        person: person("小野 はるか", 4),
        bio: some("商店街の花屋。閉店のあとに、となりの店の話を聞いて歩きます。"),
        site: Some(link("hana.example.jp", "https://hana.example.jp/")),
        count: 12,
        stations: stations.map(|(term, count)| Station { term: term.clone(), count }).collect(),
        most: Some(steps.terms[2].clone()),
        cards: cards.iter().take(6).collect(),
        pager: Some(Pager {
            page: 1,
            pages: 2,
            previous: some("/authors/ono/"),
            next: some("/authors/ono/page/2/"),
            cells: vec![cell(1), cell(2)],
        }),
        translations: vec![translation("en", "English", "/en/authors/ono/")],
    }
}

pub(in crate::theme) fn bare_author(card: &Ready<Card>) -> AuthorView<'_> {
    AuthorView {
        head: Head::default(),
        crumbs: Vec::new(),
        person: unnamed(),
        bio: None,
        site: None,
        count: 1,
        stations: Vec::new(),
        most: None,
        cards: vec![card],
        pager: None,
        translations: Vec::new(),
    }
}

pub(in crate::theme) fn authors() -> AuthorsView {
    let names = ["木村 さとし", "小野 はるか", "森田 ゆい", "阿部 けいすけ", "道路公園課"];
    let contributor = |(index, name): (usize, &&str)| Contributor { person: person(name, index), count: 12 - index };
    AuthorsView {
        head: head("/authors/", "みんなの宣伝部"),
        crumbs: crumbs(&[("みんなの宣伝部", "/authors/")]),
        contributors: names.iter().enumerate().map(contributor).collect(),
        translations: vec![translation("en", "English", "/en/authors/")],
    }
}
