//! Stories → Atom and JSON Feed, with the whole text and full addresses.

use jiff::civil::DateTime;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use serde_json::{Value as Json, json};

use crate::config::{Lang, SitePath};
use crate::date;
use crate::hashed::hash_of;
use crate::page::body;
use crate::page::press::Press;
use crate::site::{EntryId, addresses};

/// How many of the newest stories a feed holds.
const LENGTH: usize = 30;

/// The form of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Atom (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl Form {
    /// The name of a feed's file.
    #[must_use]
    pub fn file(self) -> &'static str {
        match self {
            Self::Atom => "feed.xml",
            Self::Json => "feed.json",
        }
    }

    /// Writes a feed.
    #[must_use]
    pub fn write(self, press: &Press<'_>, feed: &Feed<'_>) -> Vec<u8> {
        match self {
            Self::Atom => atom(press, feed),
            Self::Json => json(press, feed),
        }
    }
}

/// What a feed is of.
#[derive(Debug)]
pub struct Feed<'a> {
    /// Its title.
    pub title: String,
    /// The page that lists the same stories.
    pub page: SitePath,
    /// The feed itself.
    pub address: SitePath,
    /// The stories, newest first.
    pub stories: &'a [EntryId],
    /// The language.
    pub lang: Lang,
}

impl Feed<'_> {
    /// The stories that it holds.
    fn newest(&self) -> &[EntryId] {
        &self.stories[..self.stories.len().min(LENGTH)]
    }

    /// A hash of all that it is made from.
    #[must_use]
    pub fn seen(&self, press: &Press<'_>) -> u64 {
        let story = |id: &EntryId| {
            let entry = press.site.entry(*id);
            (&entry.address, entry.document.meta.hash_value(), press.site.text_hash(*id))
        };
        hash_of(&(press.shared(), &self.title, self.newest().iter().map(story).collect::<Vec<_>>()))
    }
}

/// A story's moment of publication or of its last change.
fn moment(press: &Press<'_>, id: EntryId, changed: bool) -> Option<String> {
    let meta = &press.site.entry(id).document.meta;
    let moment: Option<DateTime> = if changed { meta.updated.or(meta.date) } else { meta.date };
    date::rfc3339(moment?, &press.config().zone)
}

fn atom(press: &Press<'_>, feed: &Feed<'_>) -> Vec<u8> {
    let mut xml = Xml(Writer::new(Vec::new()));
    xml.write(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
    let stories = feed.newest();
    // An empty feed has never changed; the standard wants a moment all the same.
    let newest = stories.iter().filter_map(|id| moment(press, *id, true)).max();
    let newest = newest.unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned());
    let lang = press.config().languages[feed.lang.index()].tag.as_str();
    let page = press.absolute(&feed.page);
    let own = press.absolute(&feed.address);
    xml.inside("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", lang)], |xml| {
        xml.text("title", &feed.title);
        xml.text("id", &page);
        xml.text("updated", &newest);
        xml.inside("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)], |_| {});
        xml.inside("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &page)], |_| {});
        xml.text("generator", "hibi");
        for id in stories {
            entry(xml, press, feed.lang, *id);
        }
    });
    xml.0.into_inner()
}

fn entry(xml: &mut Xml, press: &Press<'_>, lang: Lang, id: EntryId) {
    let entry = press.site.entry(id);
    let meta = &entry.document.meta;
    let url = press.absolute(&entry.address);
    xml.inside("entry", &[], |xml| {
        xml.text("title", &meta.title);
        xml.text("id", &url);
        xml.inside("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &url)], |_| {});
        if let Some(published) = moment(press, id, false) {
            xml.text("published", &published);
        }
        xml.text("updated", &moment(press, id, true).unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned()));
        for (name, page) in authors(press, id) {
            xml.inside("author", &[], |xml| {
                xml.text("name", &name);
                if let Some(page) = page {
                    xml.text("uri", &page);
                }
            });
        }
        for tag in &meta.tags {
            xml.inside("category", &[("term", tag)], |_| {});
        }
        if let Some(summary) = &meta.summary {
            xml.text("summary", summary);
        }
        let html = body::in_feed(press, lang, id);
        xml.inside("content", &[("type", "html")], |xml| xml.write(Event::Text(BytesText::new(&html))));
    });
}

/// Who wrote a story, each with their page if they have one; the site itself where nobody is named, since each entry
/// must have an author.
fn authors(press: &Press<'_>, id: EntryId) -> Vec<(String, Option<String>)> {
    let document = &press.site.entry(id).document;
    let config = press.config();
    let authors = &document.meta.authors;
    if authors.is_empty() {
        return vec![(config.title.get(document.lang).clone(), None)];
    }
    let page = |page: &String| press.absolute(&addresses::author(config, document.lang, page));
    authors.iter().map(|author| (author.name.clone(), author.page.as_ref().map(page))).collect()
}

fn json(press: &Press<'_>, feed: &Feed<'_>) -> Vec<u8> {
    let items = feed.newest().iter().map(|id| item(press, feed.lang, *id));
    let json = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": press.config().description.get(feed.lang),
        "home_page_url": press.absolute(&feed.page),
        "feed_url": press.absolute(&feed.address),
        "language": press.config().languages[feed.lang.index()].tag,
        "items": items.collect::<Vec<Json>>(),
    });
    serde_json::to_vec_pretty(&json).unwrap_or_default()
}

fn item(press: &Press<'_>, lang: Lang, id: EntryId) -> Json {
    let entry = press.site.entry(id);
    let meta = &entry.document.meta;
    let url = press.absolute(&entry.address);
    let author = |(name, page)| match page {
        Some(page) => json!({"name": name, "url": page}),
        None => json!({"name": name}),
    };
    let authors: Vec<Json> = authors(press, id).into_iter().map(author).collect();
    let mut item = json!({
        "id": url,
        "url": url,
        "title": meta.title,
        "content_html": body::in_feed(press, lang, id),
        "authors": authors,
        "tags": meta.tags,
    });
    let optional = [
        ("summary", meta.summary.clone()),
        ("date_published", moment(press, id, false)),
        ("date_modified", moment(press, id, true)),
    ];
    for (key, value) in optional {
        if let Some(value) = value {
            item[key] = Json::from(value);
        }
    }
    item
}

/// A writer of elements into memory, which cannot fail.
struct Xml(Writer<Vec<u8>>);

impl Xml {
    fn write(&mut self, event: Event<'_>) {
        // Writing into a Vec has no way to fail.
        let _ = self.0.write_event(event);
    }

    fn inside(&mut self, name: &str, attributes: &[(&str, &str)], inner: impl FnOnce(&mut Self)) {
        let mut start = quick_xml::events::BytesStart::new(name);
        start.extend_attributes(attributes.iter().copied());
        self.write(Event::Start(start));
        inner(self);
        self.write(Event::End(quick_xml::events::BytesEnd::new(name)));
    }

    fn text(&mut self, name: &str, text: &str) {
        self.inside(name, &[], |xml| xml.write(Event::Text(BytesText::new(text))));
    }
}
