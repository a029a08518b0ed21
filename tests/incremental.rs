//! Building again with what the last build left: only what changed is made anew, and the result is as if it were all new.

use std::collections::BTreeMap;

use hibi::build::Memory;

use crate::town::{PIXEL, Portal, Town, story};

pub(crate) fn town() -> Town {
    let mut town = Town::new()
        .site("paginate_by = 3\n[languages.en]\n")
        .file("content/_index.md", "---\ntitle: ようこそ\n---\nはじめに。\n")
        .file("content/about.md", "---\ntitle: 宣伝部\n---\n[朝](stories/s1.md)\n")
        .file("content/stories/s1.en.md", &story("s1", "title: Morning", "Water."))
        .data(&data("206000"));
    for number in 1..=8 {
        town = set(town, number, &front(number, "題"), "本文。");
    }
    town
}

fn data(population: &str) -> String {
    format!(
        "people:\n  kind: facts\n  title: 数字\n  description: 人口。\n  source: {{ title: 統計 }}\n  as_of: 2025-01-01\n  \
         items:\n    population: {{ label: 人口, value: {population}, unit: 人 }}\n"
    )
}

pub(crate) fn front(number: usize, title: &str) -> String {
    let (segment, stage, tag) =
        (["inside", "outside"][number % 2], ["H", "E", "A"][number % 3], ["川", "朝"][number % 2]);
    let author = ["木村", "小野"][number % 2];
    format!(
        "title: {title}{number}\ndate: 2026-03-{number:02}\nsegment: {segment}\nstage: {stage}\ntags: [{tag}]\nauthor: {author}"
    )
}

pub(crate) fn set(town: Town, number: usize, front: &str, body: &str) -> Town {
    town.story(&format!("s{number}"), front, body)
}

fn everything(portal: &Portal) -> BTreeMap<String, Vec<u8>> {
    portal.files().into_iter().map(|path| (path.clone(), portal.bytes(&path))).collect()
}

/// Builds `before`, then `after` with the memory of that; gives the pages rendered anew and those whose bytes changed.
fn edit(before: &Town, after: &Town) -> (Vec<String>, Vec<String>) {
    let mut memory = Memory::default();
    let first = before.build_again(&mut memory);
    let second = after.build_again(&mut memory);
    assert!(second.errors().is_empty(), "{}", second.told());
    let (old, new) = (everything(&first), everything(&second));
    let clean = everything(&after.build());
    let stale: Vec<_> = clean.keys().chain(new.keys()).filter(|path| clean.get(*path) != new.get(*path)).collect();
    assert!(stale.is_empty(), "{stale:?}");
    let changed = new.iter().filter(|(path, bytes)| path.ends_with(".html") && old.get(*path) != Some(bytes));
    let mut changed: Vec<String> =
        changed.map(|(path, _)| format!("/{}", path.strip_suffix("index.html").unwrap_or(path))).collect();
    changed.sort();
    (second.rendered(), changed)
}

#[test]
fn nothing_changed_nothing_rendered() {
    let (rendered, changed) = edit(&town(), &town());
    assert_eq!((rendered, changed), (vec![], vec![]));
}

#[test]
fn a_new_text_renders_one_page() {
    let (rendered, changed) = edit(&town(), &set(town(), 4, &front(4, "題"), "新しい本文。"));
    assert_eq!(rendered, ["/stories/s4/"]);
    assert_eq!(changed, rendered);
}

#[test]
fn the_words_of_the_home_page_render_the_home_page() {
    let after = town().file("content/_index.md", "---\ntitle: ようこそ\n---\nおかえりなさい。\n");
    let (rendered, _) = edit(&town(), &after);
    assert_eq!(rendered, ["/"]);
}

#[test]
fn a_new_title_renders_the_pages_that_show_it() {
    let (rendered, changed) = edit(&town(), &set(town(), 4, &front(4, "新しい題"), "本文。"));
    assert_eq!(rendered, changed, "no page is rendered in vain");
    for page in ["/stories/s4/", "/stories/page/2/", "/tags/%E5%B7%9D/", "/tags/川/", "/authors/木村/"] {
        let there = rendered.iter().any(|other| other == page);
        assert!(there || page.contains('%'), "{page} in {rendered:?}");
    }
    for other in ["/about/", "/authors/", "/authors/小野/", "/indicators/", "/en/", "/en/stories/s1/", "/404.html"] {
        assert!(!rendered.iter().any(|page| page == other), "{other}");
    }
}

#[test]
fn a_new_figure_renders_the_pages_that_state_it() {
    let before = set(town(), 2, &front(2, "題"), "[](value:people.population)人");
    let after = before.clone().data(&data("206500"));
    let (rendered, changed) = edit(&before, &after);
    assert_eq!(rendered, changed);
    assert!(rendered.contains(&"/stories/s2/".to_owned()) && rendered.contains(&"/indicators/people/".to_owned()));
    assert!(!rendered.contains(&"/stories/s3/".to_owned()));
}

#[test]
fn a_story_moved_changes_the_links_to_it() {
    let (rendered, changed) = edit(&town(), &set(town(), 1, &format!("{}\nslug: asa", front(1, "題")), "本文。"));
    assert_eq!(rendered, changed);
    assert!(rendered.contains(&"/about/".to_owned()) && rendered.contains(&"/stories/asa/".to_owned()), "{rendered:?}");
}

#[test]
fn a_photo_that_comes_and_goes_is_noticed() {
    let shown = set(town(), 4, &format!("{}\nimage: a.png\nimage_alt: 川", front(4, "題")), "本文。![橋](b.png)");
    let whole = shown.clone().photo("content/stories/a.png").photo("content/stories/b.png");
    let mut memory = Memory::default();
    assert_eq!(shown.build_again(&mut memory).codes(), ["H064", "H064"]);
    assert_eq!(whole.build_again(&mut memory).codes(), [""; 0]);
    let taller = [&PIXEL[..23], &[9], &PIXEL[24..]].concat();
    let changed = whole.clone().bytes("content/stories/b.png", &taller).build_again(&mut memory);
    assert!(changed.page("/stories/s4/").contains("height=\"9\""));
    assert_eq!(whole.clone().without("content/stories/b.png").build_again(&mut memory).codes(), ["H064"]);
}

#[test]
fn a_warning_is_told_again_by_the_second_build() {
    let town = set(town(), 4, &front(4, "題"), "<b>太字</b>");
    let mut memory = Memory::default();
    assert_eq!(town.build_again(&mut memory).codes(), town.build_again(&mut memory).codes());
}

#[test]
fn settings_reach_every_page() {
    let titled = town().site("description = \"新しい説明\"\npaginate_by = 3\n[languages.en]\n");
    let (rendered, changed) = edit(&town(), &titled);
    assert!(changed.iter().all(|page| rendered.contains(page)), "{changed:?}");
}

#[test]
fn a_template_renders_the_pages_that_it_can_change() {
    let before = set(town(), 2, &front(2, "題"), "![人口](chart:people)");
    let templates = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates");
    let mut changing = 0;
    for file in walkdir::WalkDir::new(templates).into_iter().filter_map(Result::ok) {
        let Ok(text) = std::fs::read_to_string(file.path()) else { continue };
        let name = file.path().strip_prefix(templates).unwrap().to_string_lossy().into_owned();
        // What stands outside of the blocks of a template that extends another is not shown.
        let text = if text.contains("{% extends") {
            text.replacen("{% block main %}", "{% block main %}<i>x</i>", 1)
        } else if text.contains("{% component") {
            text.replacen("</", "<i>x</i></", 1)
        } else {
            format!("{text}<i>x</i>")
        };
        let (rendered, changed) = edit(&before, &before.clone().file(&format!("templates/{name}"), &text));
        assert!(changed.iter().all(|page| rendered.contains(page)), "{name}: {changed:?}");
        changing += usize::from(!changed.is_empty());
    }
    assert!(changing > 20, "{changing}");
}

#[test]
fn a_template_leaves_alone_the_pages_that_do_not_show_it() {
    let with = |name: &str, text: &str| edit(&town(), &town().file(name, text)).0;
    let text = "{% extends \"base.html\" %}{% block main %}<h1>ありません</h1>{% endblock main %}";
    assert_eq!(with("templates/404.html", text), ["/404.html"]);
    let posters = with("templates/poster.html", "<title>{{ page.card.title }}</title>");
    assert_eq!(posters.len(), 9);
    assert!(posters.iter().all(|page| page.ends_with("/poster/")), "{posters:?}");
    let footer = with("templates/partials/footer.html", "<footer>市役所</footer>");
    assert!(footer.contains(&"/stories/s1/".to_owned()) && footer.contains(&"/404.html".to_owned()));
    assert!(footer.iter().all(|page| !page.ends_with("/poster/")), "{footer:?}");
}

/// Numbers by chance that are the same in every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % sides as u64).expect("a small number")
    }
}

/// One edit of the many that people make.
pub(crate) fn random_edit(town: Town, dice: &mut Dice) -> Town {
    let number = dice.roll(12) + 1;
    let path = format!("content/stories/s{number}.md");
    let there = town.paths().contains(&path);
    let body = [
        "本文。",
        "[1](s1.md)",
        "[](value:people.population)",
        "<b>x</b>",
        "## 見出し\n[8](s8.md#見出し)",
        "![橋](b.png)",
    ][dice.roll(6)];
    match dice.roll(14) {
        0 if there => town.without(&path),
        0..=2 => set(town, number, &front(number, "題"), body),
        3 => set(town, number, &front(number, "別の題"), body),
        4 => set(town, number, &format!("{}\ndraft: true", front(number, "題")), body),
        5 => set(town, number, &format!("{}\naliases: [/old/{number}/]", front(number, "題")), body),
        6 => set(town, number, &front(number + 1, "題"), body),
        7 => set(town, number, &format!("{}\nslug: x{number}", front(number, "題")), body),
        8 => town.data(&data(["206000", "206500", "不明"][dice.roll(3)])),
        9 if town.paths().contains(&"content/stories/b.png".to_owned()) => town.without("content/stories/b.png"),
        9 => town.photo("content/stories/b.png"),
        10 => town.file(&format!("content/stories/s{number}.en.md"), &story("e", &front(number, "English"), body)),
        11 => {
            let name =
                ["404", "poster", "story", "partials/nav", "partials/footer", "partials/card", "partials/figure"];
            town.file(&format!("templates/{}.html", name[dice.roll(7)]), ["<p>一</p>", "<p>二</p>"][dice.roll(2)])
        }
        12 => town.file("templates/base.html", "{% block main %}{% endblock main %}{{ page.head.nav }}"),
        _ => town.site(&format!("paginate_by = {}\n[languages.en]\n", 2 + dice.roll(2))),
    }
}

#[test]
fn whatever_is_edited_the_result_is_that_of_a_clean_build() {
    for script in 0..5 {
        let mut dice = Dice(script);
        let mut memory = Memory::default();
        let mut town = town();
        for step in 0..16 {
            for _ in 0..=dice.roll(3) {
                town = random_edit(town, &mut dice);
            }
            let again = town.build_again(&mut memory);
            let clean = town.build();
            assert_eq!(again.told(), clean.told(), "script {script}, step {step}");
            let (again, clean) = (everything(&again), everything(&clean));
            let differing: Vec<_> =
                again.keys().chain(clean.keys()).filter(|path| again.get(*path) != clean.get(*path)).collect();
            assert!(differing.is_empty(), "script {script}, step {step}: {differing:?}");
        }
    }
}

#[test]
fn the_number_of_threads_makes_no_difference() {
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| everything(&town().build()))
    };
    assert!(with(1) == with(4));
}

#[test]
fn a_new_reply_renders_the_pages_that_show_it() {
    let voices = |reply: &str| {
        let said = "- { text: 花を。, who: 南町, date: 2026-03-02, state: answered, reply: { text: REPLY, by: 課, date: 2026-03-03 } }\n";
        town().file("content/voices.yaml", &said.replace("REPLY", reply))
    };
    let (rendered, changed) = edit(&voices("はい。"), &voices("植えました。"));
    assert_eq!(rendered, ["/", "/en/", "/en/voices/", "/voices/"]);
    assert_eq!(changed, rendered);
    let (rendered, changed) = edit(&town(), &voices("はい。"));
    assert!(rendered.len() >= changed.len() && changed.iter().any(|page| page == "/voices/"));
}
