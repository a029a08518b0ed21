//! Those who wrote something have a page with all that is theirs; those shown by initials have none.

use crate::html;
use crate::town::{Portal, Town, story};

/// The settings' words on one author.
const KIMURA: &str = "
    [languages.en]
    [[author]]
    id = \"kimura\"
    name = \"木村さとし\"
    department = \"旭町\"
    bio = \"土手を歩く人。\"
    url = \"https://kimura.example.jp/\"
    en = { name = \"Satoshi Kimura\", bio = \"Walks the bank.\" }
";

fn by(author: &str, more: &str) -> String {
    format!("author: {author}\n{more}")
}

/// Where the links of a page lead whose words are `name`.
fn links(page: &str, name: &str) -> Vec<String> {
    let anchors = page
        .split("<a ")
        .skip(1)
        .filter(|anchor| anchor.split_once('>').is_some_and(|(_, rest)| rest.split("</a>").next() == Some(name)));
    anchors.filter_map(|anchor| Some(anchor.split_once("href=\"")?.1.split('"').next()?.to_owned())).collect()
}

#[test]
fn an_author_has_a_page_with_all_stories() {
    let portal = Town::new()
        .story("asa", &by("木村さとし", "title: 朝の土手\nstage: H"), "")
        .story("hiru", &by("[小野はるか, 木村さとし]", "title: 昼の店\nstage: R"), "")
        .story("yoru", &by("小野はるか", "title: 夜の道"), "")
        .build()
        .is_fine();
    let page = portal.page("/authors/木村さとし/");
    let words = html::words(&page);
    assert_eq!(html::text_of(&page, "h1"), "木村さとし");
    assert!(words.contains("朝の土手") && words.contains("昼の店") && !words.contains("夜の道"));
    assert!(words.contains("2話（気づく 1・すすめる 1）"), "{words}");
    assert!(page.contains("\"@type\":\"ProfilePage\""));
    assert!(portal.page("/sitemap.xml").contains("/authors/%E6%9C%A8"));
}

#[test]
fn bylines_feeds_and_the_list_of_authors_lead_there() {
    let portal = Town::new().story("asa", &by("[木村さとし, 小野はるか]", ""), "").build().is_fine();
    let address = "/authors/%E6%9C%A8%E6%9D%91%E3%81%95%E3%81%A8%E3%81%97/";
    for page in ["/stories/asa/", "/authors/", "/"] {
        assert!(links(&portal.page(page), "木村さとし").iter().all(|link| link == address), "{page}");
        assert!(!links(&portal.page(page), "木村さとし").is_empty(), "{page}");
    }
    let story = portal.page("/stories/asa/");
    assert!(html::words(&story).contains("木村さとし・小野はるかが聞き、書きました"));
    let whole = format!("https://hinata.example.jp{address}");
    assert!(portal.page("/feed.xml").contains(&format!("<name>木村さとし</name><uri>{whole}</uri>")));
    assert!(portal.page("/feed.json").contains(&whole) && story.contains(&format!("\"url\":\"{whole}\"")));
    // In a list the title is the only link: it covers the card.
    let list = portal.page("/stories/");
    assert!(html::words(&list).contains("木村さとし") && links(&list, "木村さとし").is_empty());
}

#[test]
fn an_authors_stories_stand_on_several_pages() {
    let mut town = Town::new().site("paginate_by = 2\n");
    for day in 1..=5 {
        town = town.story(&format!("s{day}"), &by("木村さとし", &format!("date: 2026-03-0{day}")), "");
    }
    let portal = town.build().is_fine();
    assert!(html::words(&portal.page("/authors/木村さとし/page/3/")).contains("s1"));
    assert!(!portal.has("authors/木村さとし/page/4/index.html"));
}

#[test]
fn the_settings_say_more_of_an_author() {
    let portal = Town::new()
        .site(KIMURA)
        .story("asa", &by("木村　さとし", ""), "")
        .file("content/stories/asa.en.md", &story("asa", &by("Satoshi Kimura", "title: Morning"), ""))
        .build()
        .is_fine();
    let page = portal.page("/authors/kimura/");
    assert_eq!(html::text_of(&page, "h1"), "木村さとし");
    let words = html::words(&page);
    assert!(words.contains("土手を歩く人。") && words.contains("旭町"), "{words}");
    assert!(html::attributes(&page, "href").contains(&"https://kimura.example.jp/".to_owned()));
    let english = portal.page("/en/authors/kimura/");
    assert!(html::text_of(&english, "h1") == "Satoshi Kimura" && html::words(&english).contains("Walks the bank."));
    assert!(page.contains("hreflang=\"en\" href=\"https://hinata.example.jp/en/authors/kimura/\""));
    assert!(html::words(&portal.page("/stories/asa/")).contains("旭町"), "beside the story as well");
}

#[test]
fn a_portrait_takes_the_place_of_the_crest() {
    let site = format!("{KIMURA}portrait = \"/kimura.png\"\nportrait_alt = \"犬を連れた木村さん\"\n");
    let town = |author: &str| Town::new().site(&site).story("asa", &by(author, ""), "");
    let portal = town("木村さとし").photo("static/kimura.png").build().is_fine();
    let page = portal.page("/authors/kimura/");
    assert!(html::attributes(&page, "alt").contains(&"犬を連れた木村さん".to_owned()));
    assert!(html::attributes(&page, "src").contains(&"/kimura.png".to_owned()));
    assert!(html::attributes(&portal.page("/stories/asa/"), "src").contains(&"/kimura.png".to_owned()));
    assert_eq!(town("木村さとし").build().codes(), ["H064"], "there is no such photo");
    let without_words = Town::new().site(&format!("{KIMURA}portrait = \"/kimura.png\"\n"));
    assert_eq!(without_words.photo("static/kimura.png").build().codes(), ["H014"]);
}

#[test]
fn what_is_wrong_in_the_settings_is_told() {
    let town = |more: &str| Town::new().site(&format!("[[author]]\nid = \"kimura\"\nname = \"木村さとし\"\n{more}"));
    for (more, codes) in [
        ("boi = \"土手\"", vec!["H013"]),
        ("[[author]]\nid = \"KIMURA\"\nname = \"木村はるか\"", vec!["H042"]),
        ("[[author]]\nid = \"kimura-2\"\nname = \"木村 さとし\"", vec!["H042"]),
        ("[[author]]\nid = \"き\"\nname = \"木\"", vec!["H041"]),
        ("[[author]]\nid = \"ono\"", vec!["H014"]),
        ("[[author]]\nname = \"小野\"", vec!["H014"]),
        ("display = \"initials\"", vec!["H014"]),
        ("url = \"javascript:alert(1)\"", vec!["H181"]),
    ] {
        assert_eq!(town(more).build().codes(), codes, "{more}");
    }
    assert_eq!(Town::new().site("author = \"木村\"\n").build().codes(), ["H015"]);
}

#[test]
fn two_people_do_not_share_a_page() {
    let same = Town::new().story("asa", &by("木村C++", ""), "").story("yoru", &by("木村C#", ""), "").build();
    assert_eq!(same.codes(), ["H180"]);
    let id = Town::new().site(KIMURA).story("asa", &by("木村さとし", ""), "").story("yoru", &by("kimura", ""), "");
    assert_eq!(id.build().codes(), ["H180"]);
    let spaced = Town::new().story("asa", &by("木村さとし", ""), "").story("yoru", &by("木村 さとし", ""), "");
    assert!(html::words(&spaced.build().is_fine().page("/authors/木村さとし/")).contains("2話"));
}

#[test]
fn a_page_goes_with_the_last_visible_story() {
    let town = |more: &str| {
        Town::new().story("asa", &by("木村さとし", more), "").story("yoru", &by("小野はるか", ""), "").build().is_fine()
    };
    assert!(town("").has("authors/木村さとし/index.html"));
    for hidden in ["draft: true", "publish_date: 2099-01-01", "expiry_date: 2026-01-01"] {
        assert_eq!(town(hidden).where_is("木村さとし"), [""; 0], "{hidden}");
        assert!(town(hidden).files().iter().all(|path| !path.contains("木村")), "{hidden}");
    }
    let nobody = Town::new().story("asa", "", "").build().is_fine();
    assert!(!nobody.has("authors/index.html"));
    assert!(!html::attributes(&nobody.page("/"), "href").contains(&"/authors/".to_owned()));
}

/// Nothing that is published tells a name: no text, no file's name, no address.
#[track_caller]
fn keeps_secret(portal: &Portal, names: &[&str]) {
    for name in names {
        assert_eq!(portal.where_is(name), [""; 0], "{name}");
        let encoded = hibi::config::address::encode(name);
        assert_eq!(portal.where_is(&encoded), [""; 0], "{encoded}");
        assert!(portal.files().iter().all(|path| !path.contains(name)), "{name} in {:?}", portal.files());
    }
}

#[test]
fn who_is_shown_by_initials_has_no_page() {
    let author = "{ name: 木村さとし, reading: きむら さとし, display: initials }";
    let portal = Town::new().story("asa", &by(author, ""), "").build().is_fine();
    keeps_secret(&portal, &["木村", "さとし", "きむら"]);
    assert!(portal.files().iter().all(|path| !path.starts_with("authors/")), "{:?}", portal.files());
    let page = portal.page("/stories/asa/");
    assert!(html::words(&page).contains("K.S.が聞き、書きました") && links(&page, "K.S.").is_empty());
}

#[test]
fn initials_are_never_joined_with_a_name() {
    let hidden = "{ name: 木村さとし, reading: きむら さとし, display: initials }";
    let portal = Town::new()
        .site(KIMURA)
        .story("himitsu", &by(hidden, "title: 小さな話"), "")
        .story("asa", &by("木村さとし", "title: 朝の話"), "")
        .story("ks", &by("K.S.", "title: 別の人の話"), "")
        .build()
        .is_fine();
    for page in ["/authors/kimura/", "/authors/k.s/"] {
        let words = html::words(&portal.page(page));
        assert!(!words.contains("小さな話") && words.contains("1話"), "{page}");
    }
    assert!(links(&portal.page("/stories/himitsu/"), "K.S.").is_empty());
    assert!(!html::words(&portal.page("/stories/himitsu/")).contains("土手を歩く人"));
}

#[test]
fn the_settings_may_keep_a_name_for_all_stories() {
    let site = "[[author]]\nid = \"s\"\nname = \"木村さとし\"\nreading = \"きむら さとし\"\ndisplay = \"initials\"\nbio = \"六年生。\"\n";
    let town = Town::new().site(site).story("asa", &by("木村さとし", ""), "");
    let town = town.story("yoru", &by("[{ name: 木村 さとし }, 小野はるか]", ""), "");
    let portal = town.build().is_fine();
    keeps_secret(&portal, &["木村", "さとし", "きむら"]);
    assert!(html::words(&portal.page("/stories/yoru/")).contains("K.S.・小野はるかが"));
    assert!(portal.has("authors/小野はるか/index.html") && !portal.has("authors/s/index.html"));
}

#[test]
fn check_tells_of_an_author_whom_no_story_names() {
    let town = Town::new().site("[[author]]\nid = \"kimura\"\nname = \"木村さとし\"\n").lint();
    let portal = town.clone().story("asa", &by("木村さとる", ""), "").build();
    assert_eq!(portal.codes(), ["H182"]);
    assert!(portal.hints()[0].contains("木村さとる"));
    town.story("asa", &by("木村さとし", "draft: true"), "").build().is_fine();
}

#[test]
fn a_tally_by_author_leads_to_their_pages() {
    let data = "by:\n  kind: tally\n  title: 人ごとの物語\n  description: 数。\n  of: stories\n  by: author\n";
    let portal = Town::new().data(data).story("asa", &by("ono", ""), "").build().is_fine();
    assert!(links(&portal.page("/indicators/by/"), "ono").contains(&"/authors/ono/".to_owned()));
}
