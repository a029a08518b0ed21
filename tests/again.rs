//! A new run of the program takes again what the last one wrote: what it publishes and what it tells is as if it had
//! made all anew.

use std::fs;
use std::sync::Arc;

use hibi::build::Memory;
use hibi::output::write::{Entered, Job, write};

use crate::disasters::files;
use crate::incremental::{self, Dice, front, set};
use crate::town::{Portal, Town};
use crate::twin::Place;

impl Place {
    /// Builds as a run of the program does, with nothing in memory but what lies in the published folder.
    fn run(&self, town: &Town) -> Portal {
        let entered = Entered::early(self.0.path(), &self.public()).map(Arc::new);
        let portal = town.build_again(&mut Memory::of_one_build(entered.clone()));
        let entered = entered.as_deref();
        if portal.errors().is_empty() {
            let texts = portal.built.known_texts(&town.tree());
            write(&Job { texts, entered, ..Job::new(&portal.built.output, self.0.path(), &self.public()) }).unwrap();
        } else if let Some(entered) = entered {
            entered.give_up();
        }
        portal
    }

    /// Runs once more and fails unless all is as a first run makes it.
    #[track_caller]
    fn assert_as_clean(&self, town: &Town) -> Portal {
        let clean = Self::new();
        let (again, first) = (self.run(town), clean.run(town));
        assert_eq!(again.told(), first.told());
        if first.errors().is_empty() {
            let (again, first) = (files(&self.public()), files(&clean.public()));
            let differing: Vec<_> =
                again.keys().chain(first.keys()).filter(|path| again.get(*path) != first.get(*path)).collect();
            assert!(differing.is_empty(), "{differing:?}");
        }
        again
    }
}

fn town() -> Town {
    incremental::town()
}

/// Publishes `before`, then `after` in another run; gives the pages that this rendered.
#[track_caller]
fn rendered(before: &Town, after: &Town) -> Vec<String> {
    let place = Place::new();
    place.run(before);
    place.assert_as_clean(after).rendered()
}

#[test]
fn only_what_shows_a_change_is_rendered() {
    assert_eq!(rendered(&town(), &town()), [""; 0]);
    assert_eq!(rendered(&town(), &set(town(), 4, &front(4, "題"), "新しい本文。")), ["/stories/s4/"]);
    let titled = rendered(&town(), &set(town(), 4, &front(4, "新しい題"), "本文。"));
    let is_there = |page: &str| titled.iter().any(|other| other == page);
    assert!(is_there("/stories/s4/") && is_there("/stories/page/2/") && is_there("/authors/木村/"), "{titled:?}");
    assert!(!is_there("/about/") && !is_there("/en/stories/s1/") && !is_there("/404.html"), "{titled:?}");
}

#[test]
fn a_new_story_renders_only_what_shows_it() {
    let more = rendered(&town(), &set(town(), 9, &front(9, "題"), "[八](s8.md)"));
    let is_there = |page: &str| more.iter().any(|other| other == page);
    assert!(is_there("/stories/s9/") && is_there("/stories/s8/") && is_there("/stories/"), "{more:?}");
    for older in ["/stories/s2/", "/stories/s4/", "/en/stories/s1/"] {
        assert!(!is_there(older), "{older} in {more:?}");
    }
}

#[test]
fn whatever_is_edited_the_result_is_that_of_a_first_run() {
    for script in 0..2 {
        let mut dice = Dice(script + 20);
        let (place, mut town) = (Place::new(), town());
        for _ in 0..14 {
            for _ in 0..=dice.roll(3) {
                town = incremental::random_edit(town, &mut dice);
            }
            place.assert_as_clean(&town);
        }
    }
}

#[test]
fn a_link_is_told_when_what_it_led_to_is_gone_though_its_own_text_is_as_before() {
    let linked = set(town(), 1, &front(1, "題"), "[見出し](s8.md#見出し)と[七](s7.md)");
    let whole = set(linked, 8, &front(8, "題"), "## 見出し\n\n本文。");
    let place = Place::new();
    assert_eq!(place.assert_as_clean(&whole).codes(), [""; 0]);
    let other = set(whole.clone(), 8, &front(8, "題"), "## 別の見出し\n\n本文。");
    assert_eq!(place.assert_as_clean(&other).codes(), ["H063"]);
    assert_eq!(place.assert_as_clean(&other).codes(), ["H063"]);
    assert_eq!(place.assert_as_clean(&whole.clone().without("content/stories/s7.md")).codes(), ["H062"]);
    assert_eq!(place.assert_as_clean(&whole).codes(), [""; 0]);
}

#[test]
fn a_warning_is_told_by_each_run() {
    let place = Place::new();
    let town = set(town(), 4, &front(4, "題"), "<b>太字</b>");
    for _ in 0..3 {
        assert_eq!(place.assert_as_clean(&town).codes(), ["H060"]);
    }
}

#[test]
fn a_page_that_somebody_changed_is_made_anew() {
    let place = Place::new();
    place.run(&town());
    fs::write(place.public().join("stories/s3/index.html"), "somebody else's").unwrap();
    fs::remove_file(place.public().join("stories/s5/index.html")).unwrap();
    assert_eq!(place.assert_as_clean(&town()).rendered(), ["/stories/s3/", "/stories/s5/"]);
}

#[test]
fn a_list_of_files_without_what_they_were_made_from_serves_as_well() {
    let place = Place::new();
    place.run(&town());
    let list = place.public().join(".hibi-manifest");
    let lines = fs::read_to_string(&list).unwrap();
    let bare = lines.lines().filter(|line| !line.starts_with("text")).map(|line| match line.split_once('.') {
        Some((hash, rest)) if hash.len() == 32 => format!("{hash} {}\n", rest.split_once(' ').unwrap().1),
        _ => format!("{line}\n"),
    });
    let bare: String = bare.collect();
    assert!(bare.len() + 1000 < lines.len());
    fs::write(&list, bare).unwrap();
    assert!(place.assert_as_clean(&town()).rendered().len() > 30);
}
