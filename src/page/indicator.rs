//! An indicator's own page, and the page of all indicators.

use serde::Serialize;

use super::parts::{Card, ChartCard, Charts, Head, Link, Translation};
use super::press::Press;
use super::{figure, head, list, share};
use crate::chart;
use crate::config::{Lang, SitePath};
use crate::site::addresses;
use crate::text::escaped;
use crate::theme::Ready;

/// An indicator, at `indicators/ID/`. What `indicator.html` sees as `page`.
#[derive(Debug, Serialize, Hash)]
pub struct IndicatorView<'a> {
    /// The document's head.
    pub head: Head,
    /// The way here from the home page.
    pub crumbs: Vec<Link>,
    /// The chart with all that belongs beside it.
    pub figure: ChartCard,
    /// Stories that cite the indicator, newest first.
    pub stories: Vec<&'a Ready<Card>>,
    /// The page's address with host, for those who cite it.
    pub permalink: String,
    /// HTML to show others, with which their site shows the chart.
    pub embed: String,
    /// The page in other languages.
    pub translations: Vec<Translation>,
}

/// All indicators, at `indicators/`. What `indicators.html` sees as `page`.
#[derive(Debug, Serialize, Hash)]
pub struct IndicatorsView {
    /// The document's head.
    pub head: Head,
    /// The way here from the home page.
    pub crumbs: Vec<Link>,
    /// Every chart, in the order of the data file.
    pub figures: Vec<ChartCard>,
    /// The page in other languages.
    pub translations: Vec<Translation>,
}

/// How many of the stories that cite an indicator are shown.
const CITING: usize = 6;

/// Makes an indicator's page.
pub fn view<'a>(press: &'a Press<'_>, lang: Lang, index: usize) -> IndicatorView<'a> {
    let config = press.config();
    let id = &press.site.dataset.indicators[index].id;
    let edition = press.edition(lang);
    let chart = &edition.drawn[index].chart;
    let versions = head::versions(press, |lang| addresses::indicator(config, lang, id));
    let address = addresses::indicator(config, lang, id);
    let about = head::About { title: &chart.name, description: Some(&chart.description), address: &address, versions };
    let mut head = head::make(press, lang, &about);
    share::page(press, &address, &chart.title, &mut head);
    head.json_ld = Some(dataset(press, lang, index));
    head.charts = Charts::Figures;
    let mut crumbs = crumbs(press, lang);
    crumbs.push(Link::inside(&chart.name, press.url(&address)));
    IndicatorView {
        head,
        crumbs,
        figure: figure::card(press, lang, index, 1),
        stories: press.site.citing(lang, id).iter().take(CITING).map(|id| edition.card(*id)).collect(),
        permalink: press.absolute(&address),
        embed: embed(press, lang, index),
        translations: head::translations(press, lang, &about.versions),
    }
}

/// Makes the page of all indicators.
pub fn all(press: &Press<'_>, lang: Lang) -> IndicatorsView {
    let config = press.config();
    let versions = head::versions(press, |lang| addresses::indicators(config, lang));
    let address = addresses::indicators(config, lang);
    let about = head::About { title: press.word(lang, "indicators"), description: None, address: &address, versions };
    let figures = 0..press.site.dataset.indicators.len();
    IndicatorsView {
        head: Head { charts: Charts::Figures, ..head::make(press, lang, &about) },
        crumbs: crumbs(press, lang),
        figures: figures.map(|index| figure::card(press, lang, index, index + 1)).collect(),
        translations: head::translations(press, lang, &about.versions),
    }
}

fn crumbs(press: &Press<'_>, lang: Lang) -> Vec<Link> {
    let address: SitePath = addresses::indicators(press.config(), lang);
    let label = press.word(lang, "indicators").to_owned();
    vec![list::home_crumb(press, lang), Link::inside(label, press.url(&address))]
}

/// A figure that needs neither script nor frame: the picture, its name, and the way to where it comes from.
fn embed(press: &Press<'_>, lang: Lang, index: usize) -> String {
    let config = press.config();
    let id = &press.site.dataset.indicators[index].id;
    let edition = press.edition(lang);
    let chart = &edition.drawn[index].chart;
    let [picture, page, alt, title, site] = [
        &press.absolute(&addresses::indicator_file(config, lang, id, "svg")),
        &press.absolute(&addresses::indicator(config, lang, id)),
        &chart.alt,
        &chart.title,
        &edition.chrome.title,
    ]
    .map(|text| escaped(text));
    format!(
        "<figure>\n<a href=\"{page}\"><img src=\"{picture}\" alt=\"{alt}\"></a>\n\
         <figcaption><a href=\"{page}\">{title} — {site}</a></figcaption>\n</figure>"
    )
}

/// JSON-LD for an indicator.
fn dataset(press: &Press<'_>, lang: Lang, index: usize) -> String {
    let config = press.config();
    let indicator = &press.site.dataset.indicators[index];
    let id = &indicator.id;
    let chart = &press.edition(lang).drawn[index].chart;
    let file = |ending: &str, kind: &str| {
        serde_json::json!({
            "@type": "DataDownload",
            "encodingFormat": kind,
            "contentUrl": press.absolute(&addresses::indicator_file(config, lang, id, ending)),
        })
    };
    let mut dataset = serde_json::json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": chart.name,
        "description": chart.description,
        "url": press.absolute(&addresses::indicator(config, lang, id)),
        "dateModified": chart.as_of,
        "temporalCoverage": chart::coverage(indicator),
        "variableMeasured": chart::variables(indicator, lang),
        "isBasedOn": chart.source_url.as_deref().unwrap_or(&chart.source),
        "inLanguage": config.languages[lang.index()].tag,
        "distribution": [file("csv", "text/csv"), file("json", "application/json"), file("svg", "image/svg+xml")],
    });
    // Who makes the portal answers for its figures, named as a publisher or not.
    let site = || serde_json::json!({"@type": "Organization", "name": press.edition(lang).chrome.title});
    let publisher = head::publisher(press, lang).unwrap_or_else(site);
    dataset["creator"] = publisher.clone();
    dataset["publisher"] = publisher;
    if let Some(licence) = &press.edition(lang).chrome.licence_url {
        dataset["license"] = serde_json::Value::from(licence.as_str());
    }
    head::for_script(&dataset)
}
