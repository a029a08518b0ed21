//! The document's head: titles, addresses, languages, and what machines read.

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::chrome::translation;
use super::parts::{Charts, Head, Person, Translation};
use super::press::Press;
use crate::config::{Lang, SitePath};
use crate::date;
use crate::site::{EntryId, addresses};
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
    let path = press.url(about.address);
    let bars = &press.edition(lang).bars;
    let (nav, terms) = bars.above(&path);
    Head {
        nav,
        terms,
        footer: bars.footer(),
        path,
        title: if is_home { site.clone() } else { format!("{} | {site}", about.title) },
        description: excerpt(&description.replace('\n', " "), DESCRIPTION),
        canonical: Some(press.absolute(about.address)),
        og_type: "website",
        image: None,
        image_width: None,
        image_height: None,
        image_alt: None,
        alternates: alternates(press, &about.versions),
        feeds: vec![press.edition(lang).feed.clone()],
        json_ld: None,
        noindex: false,
        charts: Charts::None,
        searches: false,
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

/// JSON-LD for a story, its keys as schema.org spells them.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Article<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    author: Vec<ArticleAuthor<'a>>,
    date_modified: Option<String>,
    date_published: Option<String>,
    headline: &'a str,
    image: Option<&'a str>,
    in_language: &'a str,
    keywords: &'a [String],
    main_entity_of_page: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Json>,
}

#[derive(Serialize)]
struct ArticleAuthor<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// What schema.org calls an author of a kind.
fn kind_of(kind: &str) -> &'static str {
    if kind == "person" { "Person" } else { "Organization" }
}

/// JSON-LD for an author's page.
pub fn profile(press: &Press<'_>, person: &Person, bio: Option<&str>, own: Option<&str>, page: &SitePath) -> String {
    let entity = json!({
        "@type": kind_of(&person.kind),
        "name": person.name,
        "description": bio,
        "image": person.portrait.as_ref().map(|portrait| &portrait.absolute),
        "url": press.absolute(page),
        "sameAs": own,
    });
    let known = entity.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null());
    let known: serde_json::Map<String, Json> = known.map(|(key, value)| (key.clone(), value.clone())).collect();
    for_script(&json!({"@context": "https://schema.org", "@type": "ProfilePage", "mainEntity": known}))
}

/// JSON-LD for a story.
pub fn article(press: &Press<'_>, lang: Lang, id: EntryId, picture: Option<&str>) -> String {
    let config = press.config();
    let entry = press.site.entry(id);
    let meta = &entry.document.meta;
    let stamp = |moment| date::rfc3339(moment, &config.zone);
    let published = meta.date.and_then(stamp);
    let authors = meta.authors.iter().map(|author| ArticleAuthor {
        kind: kind_of(&author.kind),
        name: &author.name,
        url: author.page.as_deref().map(|page| press.absolute(&addresses::author(config, lang, page))),
    });
    for_script(&Article {
        context: "https://schema.org",
        kind: "Article",
        author: authors.collect(),
        date_modified: meta.updated.and_then(stamp).or_else(|| published.clone()),
        date_published: published,
        headline: &meta.title,
        image: picture,
        in_language: &config.languages[lang.index()].tag,
        keywords: &meta.tags,
        main_entity_of_page: press.absolute(&entry.address),
        publisher: publisher(press, lang),
    })
}

/// The publisher for JSON-LD.
pub fn publisher(press: &Press<'_>, lang: Lang) -> Option<Json> {
    let publisher = &press.config().publisher;
    let name = publisher.name.as_ref()?.get(lang);
    Some(json!({"@type": "GovernmentOrganization", "name": name, "url": publisher.url}))
}

/// JSON that may stand inside a script element.
pub fn for_script<T: Serialize>(value: &T) -> String {
    /// The first byte of the two separators of lines, and of other characters.
    const SEPARATOR: u8 = 0xE2;
    let json = serde_json::to_string(value).unwrap_or_default();
    // All bytes are looked at, many at a time.
    if !json.bytes().fold(false, |found, byte| found | matches!(byte, b'<' | b'>' | b'&' | SEPARATOR)) {
        return json;
    }
    let mut text = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        match character {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => text.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => text.push(character),
        }
    }
    text
}
