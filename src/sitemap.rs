//! Pages → sitemap.xml (in parts where one would grow too long) and robots.txt.

use std::fmt::Write as _;

use crate::config::{Lang, SitePath};
use crate::page::press::Press;
use crate::page::{Page, Route};
use crate::text::escaped;

/// How many addresses a sitemap may hold; the protocol's limit is 50,000.
const LIMIT: usize = 40_000;

/// The sitemap's files.
#[must_use]
pub fn sitemap(press: &Press<'_>, routes: &[Route]) -> Vec<(SitePath, Vec<u8>)> {
    let urls: Vec<String> = routes.iter().filter_map(|route| url(press, route)).collect();
    let home = SitePath::home();
    if urls.len() <= LIMIT {
        return vec![(home.join("sitemap.xml"), set(&urls))];
    }
    let mut files = Vec::new();
    let mut index = String::from(HEADER);
    index.push_str("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (number, part) in urls.chunks(LIMIT).enumerate() {
        let address = home.join(&format!("sitemap-{}.xml", number + 1));
        let _ = writeln!(index, "<sitemap><loc>{}</loc></sitemap>", escaped(&press.absolute(&address)));
        files.push((address, set(part)));
    }
    index.push_str("</sitemapindex>\n");
    files.push((home.join("sitemap.xml"), index.into_bytes()));
    files
}

const HEADER: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

fn set(urls: &[String]) -> Vec<u8> {
    let mut xml = String::from(HEADER);
    xml.push_str(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for url in urls {
        xml.push_str(url);
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}

/// A page's element; `None` for pages that nobody should find.
fn url(press: &Press<'_>, route: &Route) -> Option<String> {
    let (changed, versions) = match &route.page {
        Page::NotFound | Page::Redirect(_) | Page::Poster(..) | Page::Search(_) => return None,
        Page::Story(_, id) | Page::Note(_, id) => {
            let entry = press.site.entry(*id);
            if entry.badge.is_some() {
                return None;
            }
            let meta = &entry.document.meta;
            (meta.updated.or(meta.date), press.site.directory.versions(*id))
        }
        _ => (None, Vec::new()),
    };
    let mut xml = format!("<url><loc>{}</loc>", escaped(&press.absolute(&route.address)));
    if let Some(changed) = changed {
        let _ = write!(xml, "<lastmod>{}</lastmod>", changed.date());
    }
    if versions.len() > 1 {
        for (lang, id) in versions {
            let tag = &press.config().languages[Lang::index(lang)].tag;
            let address = press.absolute(&press.site.entry(id).address);
            let _ = write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{}\"/>", escaped(&address));
        }
    }
    xml.push_str("</url>\n");
    Some(xml)
}

/// robots.txt: everything may be read.
#[must_use]
pub fn robots(press: &Press<'_>) -> Vec<u8> {
    let sitemap = press.absolute(&SitePath::home().join("sitemap.xml"));
    format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n").into_bytes()
}
