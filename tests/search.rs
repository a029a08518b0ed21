//! The search page, what can be found with it, and what must not be.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::process::Command;

use tempfile::TempDir;

use crate::html;
use crate::town::{NOW, Portal, Town, story};

const DATA: &str = "people:\n  kind: facts\n  title: 数字でみるまち\n  description: 人口と世帯。\n  source: { title: 統計 }\n  \
    as_of: 2025-01-01\n  items:\n    population: { label: 人口, value: 206000, unit: 人 }\n";

/// A town of two languages with a story, a page and an indicator.
fn town() -> Town {
    let town = Town::new().site("[search]\nenabled = true\n[languages.en]\ntitle = \"Days\"\n").data(DATA).index();
    let town = town.story(
        "asa",
        "title: \"{朝|あさ}の土手\"\nstage: A\ntags: [川]",
        "この{土手|どて}は、{土手|どて}の上まで歩ける。",
    );
    town.file("content/stories/asa.en.md", &story("asa", "title: Morning on the bank", "The river and the bank."))
        .file("content/about.md", "---\ntitle: 宣伝部について\n---\n集まりの話。\n")
}

/// What the index holds of each text, by the address that it leads to.
fn found(portal: &Portal) -> BTreeMap<String, serde_json::Value> {
    let fragments = portal.files().into_iter().filter(|file| file.ends_with(".pf_fragment"));
    let read = fragments.map(|file| {
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(&portal.bytes(&file)[..]).read_to_end(&mut bytes).unwrap();
        let fragment: serde_json::Value = serde_json::from_slice(bytes.strip_prefix(b"pagefind_dcd").unwrap()).unwrap();
        (fragment["url"].as_str().unwrap().to_owned(), fragment)
    });
    read.collect()
}

/// The words of a text in the index, as results show them.
fn content(fragment: &serde_json::Value) -> String {
    fragment["content"].as_str().unwrap().replace('\u{200B}', "")
}

fn index_of(portal: &Portal) -> BTreeMap<String, Vec<u8>> {
    let files = portal.files().into_iter().filter(|file| file.starts_with("pagefind/"));
    files.map(|file| (file.clone(), portal.bytes(&file))).collect()
}

#[test]
fn there_is_no_trace_of_it_until_it_is_asked_for() {
    let portal = Town::new().story("asa", "", "土手の朝。").index().build().is_fine();
    assert!(!portal.has("search/index.html"));
    let files: Vec<_> =
        portal.files().into_iter().filter(|file| file.contains("pagefind") || file.contains("search")).collect();
    assert_eq!(files, Vec::<String>::new());
    for (file, page) in portal.pages() {
        assert!(!html::attributes(&page, "href").iter().any(|href| href.contains("/search/")), "{file}");
    }
}

#[test]
fn stories_pages_and_indicators_can_be_found_in_their_language() {
    let portal = town().build().is_fine();
    let found = found(&portal);
    let addresses: Vec<&str> = found.keys().map(String::as_str).collect();
    assert_eq!(
        addresses,
        ["/about/", "/en/indicators/people/", "/en/stories/asa/", "/indicators/people/", "/stories/asa/"]
    );
    let entry: serde_json::Value = serde_json::from_slice(&portal.bytes("/pagefind/pagefind-entry.json")).unwrap();
    assert_eq!(entry["languages"]["ja"]["page_count"], 3);
    assert_eq!(entry["languages"]["en"]["page_count"], 2);
    let story = &found["/stories/asa/"];
    assert_eq!(story["meta"]["title"], "朝の土手");
    assert_eq!(story["meta"]["about"], "物語・市内・愛着をもつ");
    assert_eq!(story["meta"]["picture"], "/assets/scenes/asa.svg");
    assert_eq!(story["filters"]["in-segment"], serde_json::json!(["市内"]));
    assert_eq!(story["filters"]["in-stage"], serde_json::json!(["愛着をもつ"]));
    assert_eq!(found["/en/stories/asa/"]["meta"]["about"], "Story, In the city, Notice");
    assert!(content(&found["/indicators/people/"]).contains("人口と世帯。"));
}

#[test]
fn readings_are_found_and_part_no_word() {
    let found = found(&town().build().is_fine());
    let story = &found["/stories/asa/"];
    assert_eq!(story["meta"]["yomi"], "あさ どて");
    let content = content(story);
    assert!(content.contains("この土手は、土手の上まで歩ける。"), "{content}");
    assert!(content.ends_with("朝（あさ） 土手（どて）"), "{content}");
}

#[test]
fn a_part_of_a_term_is_found_under_the_whole() {
    let plan = "[search]\nenabled = true\n[[vocabulary]]\nkey = \"plan\"\nlabel = \"計画\"\nterms = [{ id = \"1\", label = \"章\", \
        children = [{ id = \"1-1\", label = \"施策\" }] }]\n";
    let asa = "---\ntitle: 朝\ndate: 2026-04-01\nplan: 1-1\n---\n土手の朝。\n";
    let portal =
        Town::new().site(&format!("map = false\n{plan}")).file("content/stories/asa.md", asa).index().build().is_fine();
    assert_eq!(found(&portal)["/stories/asa/"]["filters"]["in-plan"], serde_json::json!(["施策", "章"]));
}

#[test]
fn what_is_not_shown_is_not_in_the_index() {
    let without = town().build().is_fine();
    for hidden in ["draft: true", "publish_date: 2027-01-01", "expiry_date: 2026-01-01"] {
        let with = town().story("kieru", &format!("title: 消える話\n{hidden}"), "消える本文。").build().is_fine();
        assert_eq!(index_of(&with), index_of(&without), "{hidden}");
    }
    // Nor is what only this preview shows.
    let show = hibi::site::Show { drafts: true, ..hibi::site::Show::default() };
    let with = town().story("kieru", "draft: true", "消える本文。").show(show).build().is_fine();
    assert_eq!(index_of(&with), index_of(&without));
}

#[test]
fn names_that_are_shown_as_initials_are_not_in_the_index() {
    let author = "author: { name: 木村さとし, reading: きむら さとし, display: initials }";
    let found = found(&town().story("ko", author, "川で遊んだ。").build().is_fine());
    let all = format!("{found:?}");
    assert!(all.contains("川") && !all.contains("木村") && !all.contains("きむら"), "{all}");
}

#[test]
fn the_page_is_a_list_that_a_script_makes_searchable() {
    let portal = town().build().is_fine();
    for (address, other) in [("/search/", "/stage/h/"), ("/en/search/", "/en/stage/h/")] {
        let page = portal.page(address);
        assert!(html::attributes(&page, "href").iter().any(|href| href == other), "{page}");
        let form = html::elements(&page, "form").into_iter().next().expect("a form");
        assert!(form.iter().any(|(name, _)| name == "hidden"), "without the script it would answer nothing: {form:?}");
        assert!(page.contains("; script-src 'self' 'wasm-unsafe-eval'\""), "{page}");
        assert!(page.contains("noindex"));
    }
    for (file, page) in portal.pages() {
        let search = if file.starts_with("en/") { "/en/search/" } else { "/search/" };
        assert!(html::attributes(&page, "href").iter().any(|href| href == search), "{file}");
        assert_eq!(page.contains("wasm-unsafe-eval"), file.ends_with("search/index.html"), "{file}");
        assert_eq!(page.contains("<script type=\"module\""), file.ends_with("search/index.html"), "{file}");
    }
    assert!(!portal.page("/sitemap.xml").contains("/search/"));
}

#[test]
fn only_the_files_that_the_page_asks_for_are_published() {
    let portal = town().build().is_fine();
    let kinds: BTreeSet<String> = index_of(&portal)
        .into_keys()
        .map(|file| if file.contains("pf_") { file.rsplit_once('.').unwrap().1.to_owned() } else { file })
        .collect();
    let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    assert_eq!(
        kinds,
        [
            "pagefind/pagefind-entry.json",
            "pagefind/pagefind.js",
            "pagefind/wasm.en.pagefind",
            "pagefind/wasm.unknown.pagefind",
            "pf_filter",
            "pf_fragment",
            "pf_index",
            "pf_meta"
        ]
    );
}

#[test]
fn a_preview_has_the_page_and_makes_the_index_only_when_asked() {
    let files = TempDir::new().unwrap();
    town().move_to(files.path());
    let tree = hibi::source::scan::scan(files.path(), &files.path().join("site.toml")).value;
    let clock = hibi::date::Clock::at(NOW.parse().unwrap());
    let built = hibi::build::build(
        &tree,
        Vec::new(),
        &clock,
        &hibi::build::Options::default(),
        &mut hibi::build::Memory::default(),
    );
    assert!(built.output.get("search/index.html").is_some());
    assert!(!built.output.files().any(|(file, _)| file.starts_with("pagefind/")));
}

#[test]
fn below_another_address_everything_leads_there() {
    let portal = town().base_url("https://hinata.example.jp/promo/").build().is_fine();
    assert_eq!(found(&portal)["/promo/stories/asa/"]["meta"]["picture"], "/promo/assets/scenes/asa.svg");
    assert!(portal.page("/search/").contains("data-index=\"/promo/pagefind/\""));
}

#[test]
fn an_index_is_made_again_only_when_something_to_be_found_has_changed() {
    let mut memory = hibi::build::Memory::default();
    let first = town().build_again(&mut memory);
    assert_eq!(index_of(&town().build_again(&mut memory)), index_of(&first));
    let edited = town().story("asa", "title: 朝の土手", "書きなおした。");
    assert_eq!(index_of(&edited.build_again(&mut memory)), index_of(&edited.build()));
}

#[test]
fn the_bytes_are_the_same_in_every_run_on_one_thread_and_on_two() {
    let mut town = town();
    for number in 0..40 {
        town = town.story(
            &format!("s{number}"),
            "tags: [川, 朝]",
            &"川べりの道を歩くと、桜と魚とおはようがある。\n\n".repeat(number % 5 + 1),
        );
    }
    let folder = TempDir::new().unwrap();
    town.move_to(folder.path());
    let build = |threads: &str| {
        let run = Command::new(env!("CARGO_BIN_EXE_hibi"))
            .args(["build", "--strict", "--now", NOW, "-o", threads])
            .env("RAYON_NUM_THREADS", threads)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let below = folder.path().join(threads);
        let files = walkdir::WalkDir::new(&below).into_iter().flatten().filter(|entry| entry.file_type().is_file());
        let read = files
            .map(|entry| (entry.path().strip_prefix(&below).unwrap().to_owned(), std::fs::read(entry.path()).unwrap()));
        read.collect::<BTreeMap<_, _>>()
    };
    let (one, two) = (build("1"), build("2"));
    assert!(one.keys().any(|path| path.starts_with("pagefind")));
    assert!(one == two, "the builds differ");
}
