//! Header, footer and whatever else all pages of a language share.

use super::parts::{Chrome, Link, LinkGroup, Translation};
use super::press::Press;
use super::terms::Terms;
use crate::config::{Lang, MenuItem, SitePath};
use crate::site::addresses;
use crate::site::resolve::Url;

/// Makes what all pages of a language share.
pub fn make(press: &Press<'_>, lang: Lang, terms: &Terms) -> Chrome {
    let config = press.config();
    let publisher = &config.publisher;
    let home = addresses::home(config, lang);
    let shelves = press.site.shelves(lang);
    Chrome {
        lang: config.languages[lang.index()].tag.clone(),
        title: config.title.get(lang).clone(),
        tagline: config.tagline.get(lang).clone(),
        description: config.description.get(lang).clone(),
        base: config.base_url.path().to_owned(),
        home: press.url(&home),
        stories: press.url(&addresses::stories(config, lang)),
        map: config.map.map(|_| press.url(&addresses::map(config, lang))),
        indicators: has_indicators(press).then(|| press.url(&addresses::indicators(config, lang))),
        tags: (!shelves.tags.is_empty()).then(|| press.url(&addresses::tags(config, lang))),
        authors: (!shelves.authors.is_empty()).then(|| press.url(&addresses::authors(config, lang))),
        search: config.search.then(|| press.url(&addresses::search(config, lang))),
        atom: press.url(&home.join("feed.xml")),
        json_feed: press.url(&home.join("feed.json")),
        assets: press.assets.iter().map(|(name, address)| (name.clone(), press.url(address))).collect(),
        nav: nav(press, lang),
        footer: footer(press, lang),
        vocabularies: terms.groups().cloned().collect(),
        languages: languages(press),
        publisher: publisher.name.as_ref().map(|name| name.get(lang).clone()),
        publisher_url: publisher.url.clone(),
        contact: publisher.contact.as_ref().map(|contact| contact.get(lang).clone()),
        licence_url: publisher.licence.as_deref().and_then(licence_url).map(str::to_owned),
        licence: publisher.licence.clone(),
        extra: config.extra.clone(),
    }
}

fn has_indicators(press: &Press<'_>) -> bool {
    !press.site.dataset.indicators.is_empty()
}

/// The address of a licence that everyone knows.
fn licence_url(licence: &str) -> Option<&'static str> {
    Some(match licence.trim() {
        "CC BY 4.0" => "https://creativecommons.org/licenses/by/4.0/deed.ja",
        "CC BY-SA 4.0" => "https://creativecommons.org/licenses/by-sa/4.0/deed.ja",
        "CC BY-NC 4.0" => "https://creativecommons.org/licenses/by-nc/4.0/deed.ja",
        "CC0" | "CC0 1.0" => "https://creativecommons.org/publicdomain/zero/1.0/deed.ja",
        _ => return None,
    })
}

fn languages(press: &Press<'_>) -> Vec<Translation> {
    let config = press.config();
    if config.languages.len() < 2 {
        return Vec::new();
    }
    let home = |lang| addresses::home(config, lang);
    config.langs().map(|lang| translation(press, lang, &home(lang))).collect()
}

/// A page in a language, for links between languages.
pub fn translation(press: &Press<'_>, lang: Lang, address: &SitePath) -> Translation {
    let language = &press.config().languages[lang.index()];
    Translation {
        lang: language.tag.clone(),
        label: language.label.clone(),
        url: press.url(address),
        absolute: press.absolute(address),
    }
}

fn nav(press: &Press<'_>, lang: Lang) -> Vec<Link> {
    let config = press.config();
    if !config.nav.is_empty() {
        return config.nav.iter().filter_map(|item| link(press, lang, item)).collect();
    }
    let own = |key, address: SitePath| Link::inside(press.word(lang, key), press.url(&address));
    let mut links = vec![own("stories", addresses::stories(config, lang))];
    links.extend(config.map.map(|_| own("map", addresses::map(config, lang))));
    links.extend(has_indicators(press).then(|| own("indicators", addresses::indicators(config, lang))));
    links
}

fn footer(press: &Press<'_>, lang: Lang) -> Vec<LinkGroup> {
    let menus = press.config().footer.iter().map(|menu| LinkGroup {
        title: menu.title.get(lang).clone(),
        links: menu.items.iter().filter_map(|item| link(press, lang, item)).collect(),
    });
    menus.collect()
}

/// A link of the settings; `None` where it leads nowhere, which has been noted.
fn link(press: &Press<'_>, lang: Lang, item: &MenuItem) -> Option<Link> {
    let (url, external) = setting_url(press, lang, &item.link)?;
    Some(Link { label: item.label.get(lang).clone(), url, external })
}

/// Where a link of the settings leads, and whether it leaves the portal.
pub fn setting_url(press: &Press<'_>, lang: Lang, link: &str) -> Option<(String, bool)> {
    match press.site.setting(link, lang) {
        Url::Inside(address, fragment) => Some((with_fragment(press.url(&address), fragment.as_deref()), false)),
        Url::Web(url) => Some((url, true)),
        Url::Photo(_) | Url::Anchor(_) | Url::Nowhere => None,
    }
}

/// An address with the place on the page.
pub fn with_fragment(url: String, fragment: Option<&str>) -> String {
    match fragment {
        Some(fragment) => format!("{url}#{}", crate::config::address::encode(fragment)),
        None => url,
    }
}

/// An indicator's name as a link to its page.
pub fn indicator_link(press: &Press<'_>, lang: Lang, id: &str) -> Option<Link> {
    let index = press.site.dataset.indicators.iter().position(|indicator| indicator.id == id)?;
    let label = press.edition(lang).drawn[index].chart.name.clone();
    Some(Link::inside(label, press.url(&addresses::indicator(press.config(), lang, id))))
}
