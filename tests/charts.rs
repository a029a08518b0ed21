//! Charts on pages: what stands beside the picture, what others may take of it, what machines are told.

use serde_json::Value as Json;

use crate::html;
use crate::town::Town;

const DATA: &str = "
    moves:
      kind: series
      title: 転入と<転出>
      description: 一年間の転入者数と転出者数。
      source: { title: 住民基本台帳 }
      as_of: 2026-01-31
      unit: 人
      en: { title: Moving in and out, description: People who moved in a year. }
      series: { in: { label: 転入, en: In }, out: { label: 転出, en: Out } }
      periods: { 2023: { in: 4390, out: 4150 }, 2024: { in: 4600, out: 4110 }, 2025: { in: 4520, out: 4090 } }
      targets: { 2029: { in: 4800 } }
    ";

fn town() -> Town {
    Town::new().site("[publisher]\nname = \"ひなた市\"\nlicence = \"CC BY 4.0\"\n[languages.en]\n").data(DATA)
}

#[test]
fn a_chart_has_a_name_and_tells_way_range_and_target() {
    let portal = town().story("asa", "", "![三年の動き](chart:moves)\n").build().is_fine();
    let picture = |page: &str| {
        let page = portal.page(page);
        let drawing = html::elements(&page, "div").into_iter().find(|tag| tag.contains(&("role".into(), "img".into())));
        let drawing = drawing.expect("a picture");
        let value = |name: &str| drawing.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
        let (name, id) = (value("aria-label").expect("a name"), value("aria-describedby").expect("a description"));
        let (_, rest) = page.split_once(&format!("<p id=\"{id}\" hidden>")).expect("the description");
        (name, rest.split_once("</p>").expect("its end").0.to_owned())
    };
    let (name, words) = picture("/indicators/moves/");
    assert_eq!(name, "転入と<転出>");
    assert!(words.contains("転入は2023年の4,390人から2025年の4,520人へ増加（最大は2024年の4,600人）"), "{words}");
    assert!(words.contains("転出は2023年の4,150人から2025年の4,090人へ減少。"), "{words}");
    assert!(words.ends_with("転入の目標 4,800人（2029年）。"), "{words}");
    let (_, words) = picture("/en/indicators/moves/");
    assert!(
        words.contains("In: from 4,390 people in 2023 to 4,520 people in 2025, up (highest 4,600 people in 2024).")
    );
    assert_eq!(picture("/stories/asa/").0, "三年の動き", "the text that embeds a chart names it");
}

#[test]
fn a_chart_can_be_embedded_without_script_or_frame() {
    let portal = town().base_url("https://hinata.example.jp/promo/").build().is_fine();
    let page = portal.page("/indicators/moves/");
    let snippet = html::text_of(&page, "textarea");
    html::assert_nested(&html::read(&snippet));
    assert_eq!(html::attributes(&snippet, "src"), ["https://hinata.example.jp/promo/indicators/moves.svg"]);
    assert!(portal.has("indicators/moves.svg"));
    let home = "https://hinata.example.jp/promo/indicators/moves/";
    assert_eq!(html::attributes(&snippet, "href"), [home, home], "the picture and its caption lead to the source");
    assert!(html::attributes(&snippet, "alt")[0].contains("転入と<転出>の折れ線グラフ"));
    assert!(html::words(&snippet).contains("ひなたびより"));
    assert!(html::attributes(&page, "href").contains(&home.to_owned()), "the page gives its address");
}

#[test]
fn catalogues_find_all_they_ask_of_a_dataset() {
    let portal = town().build().is_fine();
    let page = portal.page("/indicators/moves/");
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").expect("JSON-LD");
    let json: Json = serde_json::from_str(rest.split_once("</script>").expect("its end").0).expect("JSON");
    for key in ["name", "description", "license", "url", "inLanguage", "dateModified"] {
        assert!(json[key].as_str().is_some_and(|text| !text.is_empty()), "{key}: {json:#}");
    }
    assert_eq!(json["@type"], "Dataset");
    assert_eq!(json["temporalCoverage"], "2023-01-01/2025-12-31");
    assert_eq!(json["variableMeasured"], serde_json::json!(["転入", "転出"]));
    for key in ["creator", "publisher"] {
        assert_eq!(json[key]["name"], "ひなた市", "{key}");
    }
    let files = json["distribution"].as_array().expect("files");
    assert_eq!(files.len(), 3);
    for file in files {
        let url = file["contentUrl"].as_str().expect("an address");
        assert!(portal.has(url.strip_prefix("https://hinata.example.jp/").expect("here")), "{url}");
        assert!(file["encodingFormat"].as_str().is_some_and(|kind| kind.contains('/')));
    }
    let nameless = Town::new().site("[languages.en]\n").data(DATA).build().is_fine();
    assert!(
        nameless
            .page("/indicators/moves/")
            .contains("\"creator\":{\"@type\":\"Organization\",\"name\":\"ひなたびより\"}")
    );
}
