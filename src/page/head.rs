//! The document's head: titles, addresses, languages, and what machines read.

use serde_json::{Value as Json, json};

use super::chrome::translation;
use super::parts::{Head, Link, Translation};
use super::press::Press;
use crate::config::{Lang, SitePath};
use crate::date;
use crate::site::EntryId;
use crate::text::excerpt;

/// The longest description, in characters: what search engines show.
const DESCRIPTION: usize = 120;

/// What a page says of itself.
#[derive(Debug)]
pub struct About<'a> {
    /// Its title, without the site's name.
    pub title: &'a str,
    /// A sentence on it; the site's own where there is none.
    pub description: Option<&'a str>,
    /// Its address.
    pub address: &'a SitePath,
    /// The same page in all languages, itself included.
    pub versions: Vec<(Lang, SitePath)>,
}

/// Makes the head of a page.
pub fn make(press: &Press<'_>, lang: Lang, about: &About<'_>) -> Head {
    let config = press.config();
    let site = config.title.get(lang);
    let is_home = about.title.is_empty() || about.title == site;
    let description = about.description.filter(|text| !text.is_empty()).unwrap_or(config.description.get(lang));
    let home = crate::site::addresses::home(config, lang);
    let feed = Link { label: site.clone(), url: press.url(&home.join("feed.xml")), external: false };
    Head {
        path: press.url(about.address),
        title: if is_home { site.clone() } else { format!("{} | {site}", about.title) },
        description: excerpt(&description.replace('\n', " "), DESCRIPTION),
        canonical: Some(press.absolute(about.address)),
        og_type: "website",
        image: None,
        alternates: alternates(press, &about.versions),
        feeds: vec![feed],
        json_ld: None,
        noindex: false,
    }
}

fn alternates(press: &Press<'_>, versions: &[(Lang, SitePath)]) -> Vec<Translation> {
    if versions.len() < 2 {
        return Vec::new();
    }
    versions.iter().map(|(lang, address)| translation(press, *lang, address)).collect()
}

/// The other languages of a page, for links.
pub fn translations(press: &Press<'_>, lang: Lang, versions: &[(Lang, SitePath)]) -> Vec<Translation> {
    versions
        .iter()
        .filter(|(other, _)| *other != lang)
        .map(|(other, address)| translation(press, *other, address))
        .collect()
}

/// A generated page in all languages.
pub fn versions(press: &Press<'_>, address: impl Fn(Lang) -> SitePath) -> Vec<(Lang, SitePath)> {
    press.config().langs().map(|lang| (lang, address(lang))).collect()
}

/// A document in all languages that it has.
pub fn entry_versions(press: &Press<'_>, id: EntryId) -> Vec<(Lang, SitePath)> {
    let directory = &press.site.directory;
    directory.versions(id).into_iter().map(|(lang, id)| (lang, directory.entry(id).address.clone())).collect()
}

/// JSON-LD for a story.
pub fn article(press: &Press<'_>, lang: Lang, id: EntryId, picture: &str) -> String {
    let config = press.config();
    let entry = press.site.entry(id);
    let meta = &entry.document.meta;
    let stamp = |moment| date::rfc3339(moment, &config.zone);
    let authors: Vec<Json> = meta
        .authors
        .iter()
        .map(|author| {
            let kind = if author.kind == "person" { "Person" } else { "Organization" };
            json!({"@type": kind, "name": author.name})
        })
        .collect();
    let mut article = json!({
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": meta.title,
        "inLanguage": config.languages[lang.index()].tag,
        "mainEntityOfPage": press.absolute(&entry.address),
        "datePublished": meta.date.and_then(stamp),
        "dateModified": meta.updated.or(meta.date).and_then(stamp),
        "author": authors,
        "image": picture,
        "keywords": meta.tags,
    });
    if let Some(publisher) = publisher(press, lang) {
        article["publisher"] = publisher;
    }
    for_script(&article)
}

/// The publisher for JSON-LD.
pub fn publisher(press: &Press<'_>, lang: Lang) -> Option<Json> {
    let publisher = &press.config().publisher;
    let name = publisher.name.as_ref()?.get(lang);
    Some(json!({"@type": "GovernmentOrganization", "name": name, "url": publisher.url}))
}

/// JSON that may stand inside a script element.
pub fn for_script(json: &Json) -> String {
    let text = json.to_string();
    text.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}
