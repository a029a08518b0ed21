//! What a portal says of people, and no more: names by initials, numbers and addresses that should not stand there.

use hibi::build::{Memory, Options, build};
use hibi::date::Clock;
use hibi::diag::Language;

use crate::html;
use crate::town::{NOW, Portal, Town};

/// A town as `hibi check` sees it.
fn check(town: &Town) -> Portal {
    let options = Options { lint: true, ..Options::default() };
    let clock = Clock::at(NOW.parse().expect("a moment"));
    Portal { built: build(&town.tree(), Vec::new(), &clock, &options, &mut Memory::default()) }
}

const PRIVATE: &str =
    "電話は090-1234-5678、手紙は kawata@example.jp、家は旭町2丁目3番4号の川田さん、番号は123456789018。";

#[test]
fn check_warns_of_what_says_too_much_of_a_person() {
    let in_text = Town::new().story("asa", "", PRIVATE);
    assert_eq!(check(&in_text).codes(), ["H170", "H171", "H172", "H173"]);
    let in_front = Town::new().story("asa", &format!("quote: {PRIVATE}"), "");
    assert_eq!(check(&in_front).codes(), ["H170", "H171", "H172", "H173"]);
    let on_a_page = Town::new().file("content/about.md", &format!("---\ntitle: 私たち\n---\n{PRIVATE}\n"));
    assert_eq!(check(&on_a_page).codes(), ["H170", "H171", "H172", "H173"]);
    in_text.build().is_fine();
}

#[test]
fn messages_do_not_repeat_what_should_not_be_known() {
    let portal = check(&Town::new().story("asa", "", PRIVATE));
    for note in portal.built.report.notes() {
        for language in [Language::Ja, Language::En] {
            let said = format!("{}{}", note.message(language), note.hint(language).unwrap_or_default());
            for secret in ["1234", "kawata", "3番4号"] {
                assert!(!said.contains(secret), "{said}");
            }
        }
    }
}

#[test]
fn the_citys_own_numbers_are_allowed() {
    let text =
        "窓口は０４２－１２３－４５６７、senden@hinata.example.jp です。休日は042-999-0000、or eigyo@city.example.jp。";
    let town = Town::new().story("asa", "", text);
    assert_eq!(check(&town).codes(), ["H170", "H171", "H170", "H171"]);
    let own = "[publisher]\ncontact = \"広報課 042-123-4567 / senden@hinata.example.jp\"\n";
    assert_eq!(check(&town.clone().site(own)).codes(), ["H170", "H171"]);
    let listed = format!("{own}[check]\nallow = [\"042(999)0000\", \"@city.example.jp\"]\n");
    check(&town.site(&listed)).is_fine();
    assert_eq!(check(&Town::new().site("[check]\nalow = [\"x\"]\n")).codes(), ["H013"]);
}

#[test]
fn a_pupil_is_shown_by_initials_alone() {
    let town = |author: &str| {
        let front = format!("author: {author}\ntags: [川]");
        Town::new().site("[languages.en]\ntitle = \"Days\"\n").story("asa", &front, "川の話。")
    };
    let full = town("{ name: 木村さとし, reading: きむら さとし }").build().is_fine();
    assert!(full.where_is("木村さとし").len() > 3);
    let short =
        town("{ name: 木村さとし, reading: きむら さとし, display: initials, department: 六年 }").build().is_fine();
    for name in ["木村", "さとし", "きむら"] {
        assert_eq!(short.where_is(name), [""; 0], "{name}");
    }
    let page = short.page("/stories/asa/");
    assert!(html::words(&page).contains("K.S.") && html::words(&page).contains("六年"));
    assert!(short.page("/feed.json").contains("K.S.") && short.page("/feed.xml").contains("<name>K.S.</name>"));
    // The name of the crest's file would tell whether a guess of the name is right.
    let crests =
        |portal: &Portal| portal.files().into_iter().filter(|path| path.contains("crests/")).collect::<Vec<_>>();
    assert!(crests(&full) != crests(&short));
    let latin = town("{ name: Lan Tran, display: initials }").build().is_fine();
    assert!(html::words(&latin.page("/stories/asa/")).contains("L.T.") && latin.where_is("Tran").is_empty());
}

#[test]
fn a_name_without_initials_is_named_and_not_shown() {
    for (author, code) in [
        ("{ name: 木村さとし, display: initials }", "H014"),
        ("{ name: 木村さとし, reading: 木村, display: initials }", "H014"),
        ("{ name: 木村さとし, display: initial }", "H018"),
        ("{ name: 木村さとし, dispaly: initials }", "H013"),
    ] {
        let portal = Town::new().story("asa", &format!("author: {author}"), "").build();
        assert_eq!(portal.codes(), [code], "{author}");
        assert!(portal.files().is_empty());
    }
}
