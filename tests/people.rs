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

const PUPIL: &str = "author: { name: 木村 さとし, reading: きむら さとし, display: initials }";

/// The lines of a file at which a full name was found.
fn named(portal: &Portal, town: &Town) -> Vec<(String, usize)> {
    let tree = town.tree();
    let notes = portal.built.report.notes().iter().filter(|note| note.code.number() == "H190");
    let places = notes.map(|note| {
        let file = note.file.as_ref().expect("a file").as_str().to_owned();
        (file, tree.place(note).map_or(0, |place| place.line))
    });
    places.collect()
}

#[test]
fn a_pupils_name_is_told_wherever_it_would_be_published() {
    for front in [
        "title: 木村さとしの絵",
        "summary: 木村　さとしさんが描いた。",
        "quote: 「木村ｻﾄｼです」",
        "image_alt: 木村さとしさん",
        "credit: 木村さとし撮影",
        "tags: [川, 木村さとし]",
        "place: 木村さとしさんの家",
        "facts: { 描いた人: きむらさとし }",
        "facts: { 木村さとし: 絵 }",
        "extra: { who: 木村 さとし }",
        "slug: 木村さとし",
        "title: '#1 木村さとし'",
        "author: [市民の会, 木村さとし]",
    ] {
        let own = if front.starts_with("author") { "" } else { "\nimage: asa.png" };
        let alt = if front.starts_with("image_alt") { "" } else { "\nimage_alt: 川" };
        let town = Town::new().photo("content/stories/asa.png").story("e", PUPIL, "川の絵。");
        let town = town.story("asa", &format!("{front}{own}{alt}"), "");
        for portal in [town.build(), check(&town)] {
            assert_eq!(named(&portal, &town).len(), 1, "{front}: {}", portal.told());
            assert!(named(&portal, &town)[0].0 == "content/stories/asa.md");
        }
    }
    for body in [
        "木村さとしさん。",
        "# 木村 さとし",
        "![木村さとしさん](asa.png)",
        "![川](asa.png \"木村さとし画\")",
        "[絵](https://example.jp/木村さとし)",
        "> [!NOTE]\n> {木村|きむら}{さとし|さとし}さん",
        "木村**さとし**さん",
        "[^1]\n\n[^1]: きむら　サトシ",
    ] {
        let town = Town::new().photo("content/stories/asa.png").story("e", PUPIL, "川の絵。");
        let town = town.file(
            "content/about.md",
            &format!("---\ntitle: 私たち\n---\n{}", body.replace("asa.png", "stories/asa.png")),
        );
        let portal = town.build();
        assert_eq!(
            named(&portal, &town),
            [("content/about.md".to_owned(), body.lines().count() + 3)],
            "{}",
            portal.told()
        );
        assert!(!portal.files().is_empty(), "a warning keeps nothing from being published");
    }
}

#[test]
fn a_pupils_name_may_stand_where_it_is_said_not_to_be_shown() {
    let block = "author:\n  - name: 木村さとし # 木村さとしさんは六年\n    reading: きむら さとし\n    display: initials\n  - 広報課";
    for front in [PUPIL, block, "author: [{ name: 木村さとし, reading: きむら さとし, display: initials }]"]
    {
        let town =
            Town::new().story("asa", &format!("{front}\n# 木村さとし"), "K.S.さんの絵。六年の木村さんも描いた。");
        town.build().is_fine();
        check(&town).is_fine();
    }
    let listed =
        "[[author]]\nid = \"ks\"\nname = \"木村さとし\"\nreading = \"きむら さとし\"\ndisplay = \"initials\"\n";
    let town = Town::new().site(listed).story("asa", "author: 木村さとし", "川。");
    check(&town).is_fine();
    assert_eq!(check(&town.story("yoru", "", "木村さとしさんの絵。")).codes(), ["H190"]);
    let latin = Town::new().story("asa", "author: { name: K.S., display: initials }", "K.S.の絵。");
    check(&latin).is_fine();
}

#[test]
fn names_of_others_are_left_alone() {
    let town = Town::new().story("asa", "author: { name: 森 恵, reading: もり めぐみ, display: initials }", "");
    let other = "森恵み豊かな町。青森恵さん、森の恵み、めぐみの雨。お守りは、もりもり。";
    check(&town.clone().story("yoru", "", other)).is_fine();
    let named = town.story("yoru", "title: '絵：森恵'", "森恵さんの絵。もりめぐみさん。");
    assert_eq!(check(&named).codes(), ["H190"; 3]);
    let longer = Town::new().story("asa", PUPIL, "木村さとしげさんは市長です。");
    assert_eq!(check(&longer).codes(), ["H190"]);
    check(&longer.site("[check]\nallow = [\"木村さとしげ\"]\n")).is_fine();
}

#[test]
fn a_draft_is_looked_through_by_check_alone() {
    let town = Town::new().story("e", PUPIL, "").story("asa", "draft: true", "木村さとしさんの絵。");
    town.build().is_fine();
    assert_eq!(check(&town).codes(), ["H190"]);
    let by_draft = Town::new().story("e", &format!("{PUPIL}\ndraft: true"), "").story("asa", "", "木村さとしさん");
    assert_eq!(by_draft.build().codes(), ["H190"], "whoever is named in a draft is named");
}

#[test]
fn a_file_is_not_called_by_a_pupils_name() {
    for path in ["content/stories/木村さとし.md", "content/stories/木村 さとし/index.md", "content/木村さとし/about.md"]
    {
        let text = "---\ntitle: 絵\ndate: 2026-04-01\nsegment: inside\nstage: H\n---\n";
        let text = if path.contains("stories") { text } else { "---\ntitle: 絵\n---\n" };
        let town = Town::new().story("e", PUPIL, "").file(path, text);
        assert_eq!(named(&town.build(), &town), [(path.to_owned(), 0)]);
    }
}

#[test]
fn what_tells_of_a_pupils_name_does_not_repeat_it() {
    let town = Town::new().story("asa", &format!("{PUPIL}\ntitle: 木村さとしの絵"), "きむらさとしさん。");
    let portal = check(&town);
    assert_eq!(portal.codes(), ["H190"; 2]);
    for note in portal.built.report.notes() {
        for language in [Language::Ja, Language::En] {
            let said = format!("{}{}", note.message(language), note.hint(language).unwrap_or_default());
            assert!(said.contains("K.S.") && !said.contains("木村") && !said.contains("きむら"), "{said}");
        }
    }
}

#[test]
fn names_are_looked_for_in_hostile_texts_in_time() {
    for text in ["{", "{木村|", "｜木村", "<wbr>", "木村", "木村さとし、", "か\u{3099}", "*_ "] {
        let town = Town::new().story("e", PUPIL, "").story("asa", "", &text.repeat(20_000));
        let started = std::time::Instant::now();
        let told = town.build().codes().iter().filter(|code| **code == "H190").count();
        assert_eq!(told, if text == "木村さとし、" { 20_000 } else { 0 }, "{text}");
        assert!(started.elapsed().as_secs() < 10, "{:?}: {text}", started.elapsed());
    }
}

fn figures(words: &str) -> String {
    format!(
        "n:\n  kind: facts\n  title: 数字\n  description: 市の数字。\n  source: {{ title: 統計 }}\n  as_of: 2025-01-01\n  \
         items:\n    a: {{ label: {words}, value: 123456789018, unit: 円 }}\n"
    )
}

#[test]
fn the_words_of_data_files_say_too_much_as_well() {
    check(&Town::new().data(&figures("人口"))).is_fine();
    let said = Town::new().data(&figures("担当は090-1234-5678、kawata@example.jp"));
    assert_eq!(check(&said).codes(), ["H170", "H171"]);
    said.build().is_fine();
    let quoted = Town::new().data(&figures("\"090-1234-5678\""));
    assert_eq!(check(&quoted).codes(), ["H170"]);
    check(&said.clone().site("[check]\nallow = [\"09012345678\", \"@example.jp\"]\n")).is_fine();
    let pupil = said.data(&figures("木村さとしさんの絵")).story("asa", PUPIL, "");
    assert_eq!(pupil.build().codes(), ["H190"]);
}

#[test]
fn answers_hold_no_numbers_of_people() {
    let data = "nps:\n  kind: nps\n  title: 気持ち\n  description: NPS。\n  source: { title: 調査 }\n  as_of: 2025-09-30\n  \
                csv: a.csv\n  column: すすめたい\n  periods: { 2025: {} }\n";
    let rows = |cell: &str| {
        let rows = (0..20).map(|number| format!("{number},{cell},8\n"));
        format!("番号,連絡先,すすめたい\n{}", rows.collect::<String>())
    };
    let town = |cell: &str| Town::new().data(data).file("content/a.csv", &rows(cell));
    check(&town("なし")).is_fine();
    let portal = check(&town("090-1234-5678"));
    assert_eq!(portal.codes(), ["H170"], "a column is told once");
    town("090-1234-5678").build().is_fine();
    assert_eq!(check(&town("kawata@example.jp")).codes(), ["H171"]);
    let unused = Town::new().file("content/a.csv", &rows("090-1234-5678"));
    check(&unused.story("asa", "", "")).is_fine();
}
