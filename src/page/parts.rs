//! What several pages show in the same way: links, terms, cards, pictures, the head of the document.
//! Templates see these under the names of their fields. `Option`s are always there, as null when empty.

use serde::Serialize;

use crate::theme::{Ready, Snippet};

/// A link with its words.
#[derive(Clone, Debug, Serialize, Hash, PartialEq)]
pub struct Link {
    /// The words of the link.
    pub label: String,
    /// Where it leads.
    pub url: String,
    /// Whether it leaves the portal.
    pub external: bool,
}

impl Link {
    /// A link to a page of the portal.
    pub fn inside(label: impl Into<String>, url: impl Into<String>) -> Self {
        Self { label: label.into(), url: url.into(), external: false }
    }
}

/// Links under a title.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct LinkGroup {
    /// The title above them.
    pub title: String,
    /// The links.
    pub links: Vec<Link>,
}

/// A day as machines and as people read it.
#[derive(Clone, Debug, Serialize, Hash, PartialEq)]
pub struct Day {
    /// For `datetime`: `2026-04-12`.
    pub iso: String,
    /// For people, as the word `date_long` of the theme has it: `2026年4月12日`.
    pub text: String,
    /// The same in short (`date_short`): `4月12日`.
    pub short: String,
}

/// A term as it is shown wherever it is named.
#[derive(Clone, Debug, Serialize, Hash, PartialEq)]
pub struct TermRef {
    /// Its id as site.toml writes it.
    pub id: String,
    /// What stands inside a large mark: the id if it is one or two letters long, else the position.
    pub letter: String,
    /// Its name.
    pub label: String,
    /// A few words beside the name (`motto` in site.toml).
    pub motto: Option<String>,
    /// What its letter stands for (`reading` in site.toml), unless that is the name.
    pub reading: Option<String>,
    /// The address of the list of its stories.
    pub url: String,
    /// How terms of its vocabulary are marked: `petal` for steps on a way, `pattern` for what stands side by side,
    /// `plain` for words alone.
    pub mark: &'static str,
    /// Its place among its equals, from 1.
    pub position: usize,
    /// How many equals there are.
    pub total: usize,
    /// Its colours: write `class="tone-{{ term.tone }}"`. `petal-3`, `pattern-1`, `plain`, or `own-stage-h` for a
    /// colour of its own.
    pub tone: String,
}

/// A vocabulary with some of its terms.
#[derive(Clone, Debug, Serialize, Hash, PartialEq)]
pub struct TermGroup {
    /// Its key in site.toml and in front matter.
    pub key: String,
    /// Its name.
    pub label: String,
    /// How its terms are marked: `petal`, `pattern` or `plain`.
    pub mark: &'static str,
    /// The terms.
    pub terms: Vec<Ready<TermRef>>,
}

/// A picture, from a photo or cut from paper.
#[derive(Clone, Debug, Serialize, Hash, PartialEq)]
pub struct Picture {
    /// Its address.
    pub src: String,
    /// Its address with host, for other sites.
    pub absolute: String,
    /// Its width in pixels, where known.
    pub width: Option<u32>,
    /// Its height in pixels, where known.
    pub height: Option<u32>,
    /// The same photo as WebP, for `srcset`; null where there is but one size.
    pub srcset: Option<String>,
    /// A class that keeps a point of it in sight where it is cut to fit.
    pub focus: Option<String>,
    /// The alternative text; empty for a generated picture, which is decoration.
    pub alt: String,
    /// Whether it was cut from paper, for want of a photo.
    pub generated: bool,
}

/// A person or a body that wrote something.
#[derive(Clone, Debug, Serialize, Hash, PartialEq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// What kind of author: `person`, or whatever the front matter says, such as `department`.
    pub kind: String,
    /// The department, if one was given.
    pub department: Option<String>,
    /// The address of their crest, a picture cut from paper; null where the theme wants none.
    pub crest: Option<String>,
    /// Their photo; null where the settings name none.
    pub portrait: Option<Picture>,
    /// The address of their page; null for those who have none, since they are shown by initials.
    pub url: Option<String>,
}

/// A person and how many stories are theirs.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Contributor {
    /// The person.
    pub person: Ready<Person>,
    /// How many stories.
    pub count: usize,
}

/// A story as lists show it.
#[derive(Clone, Debug, Serialize, Hash, PartialEq)]
pub struct Card {
    /// The address of the story.
    pub url: String,
    /// Its title, in words alone.
    pub title: String,
    /// Its title with its ruby and its `<wbr>`, for the filters `nb` and `tate`.
    pub heading: String,
    /// One or two sentences.
    pub summary: Option<String>,
    /// When it was published; null where it has no date.
    pub date: Option<Day>,
    /// Its terms by vocabulary, in the order of the settings.
    pub groups: Vec<Ready<TermGroup>>,
    /// Its picture; null where there is no photo and the theme wants no other.
    pub picture: Option<Picture>,
    /// Who wrote it.
    pub authors: Vec<Ready<Person>>,
    /// Where it happened.
    pub place: Option<String>,
    /// Why not everyone sees it: `draft`, `future`, `expired`; null for what everyone sees.
    pub badge: Option<&'static str>,
    /// The story as lists show it, made by `partials/card.html`: write `{{ card.tile }}`. Null in themes whose
    /// `list.html` does not ask for it.
    pub tile: Option<Snippet>,
    /// The same without the summary.
    pub tile_short: Option<Snippet>,
}

/// A page in another language.
#[derive(Clone, Debug, Serialize, Hash, PartialEq)]
pub struct Translation {
    /// The language's tag, for `lang` and `hreflang`.
    pub lang: String,
    /// The language's name in itself.
    pub label: String,
    /// The address of the page.
    pub url: String,
    /// The page's address with host.
    pub absolute: String,
}

/// What stands in the document's head.
#[derive(Clone, Debug, Default, Serialize, Hash)]
pub struct Head {
    /// The page's address within the site, `/promo/stories/asa/`: header links that lead here or above are marked.
    pub path: String,
    /// The document's title, with the site's name.
    pub title: String,
    /// One or two sentences on the page.
    pub description: String,
    /// The page's address with host; null for pages that have none.
    pub canonical: Option<String>,
    /// For `og:type`: `website`, `article` or `profile`.
    pub og_type: &'static str,
    /// The address with host of a picture for whoever shares the page.
    pub image: Option<String>,
    /// Its width in pixels, where known.
    pub image_width: Option<u32>,
    /// Its height in pixels, where known.
    pub image_height: Option<u32>,
    /// What it shows or says.
    pub image_alt: Option<String>,
    /// All languages of the page, itself included; empty when there is but one.
    pub alternates: Vec<Translation>,
    /// Atom feeds of what the page lists.
    pub feeds: Vec<Ready<Link>>,
    /// JSON-LD, already escaped for a script element: write with `| safe`.
    pub json_ld: Option<String>,
    /// Whether search engines should leave it out.
    pub noindex: bool,
    /// Whether charts stand on the page, and so which sheets it needs.
    pub charts: Charts,
    /// Whether the page searches: its policy must allow the search's WebAssembly.
    pub searches: bool,
    /// The links above the page: HTML of `partials/nav.html`.
    pub nav: Snippet,
    /// The terms above the page: HTML of `partials/terms.html`.
    pub terms: Snippet,
    /// What stands below the page: HTML of `partials/footer.html`.
    pub footer: Snippet,
}

impl Head {
    /// Leaves out what stands above and below a page.
    pub fn without_bars(&mut self) {
        (self.nav, self.terms, self.footer) = Default::default();
    }
}

/// Whether charts stand on a page, and so which sheets it needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Hash)]
#[serde(rename_all = "lowercase")]
pub enum Charts {
    /// No chart.
    #[default]
    None,
    /// Drawings, which need `chart.css`.
    Drawings,
    /// Drawings with data and downloads, which need `figure.css` as well.
    Figures,
}

impl Charts {
    /// What a text with or without charts needs.
    #[must_use]
    pub fn in_text(shown: bool) -> Self {
        if shown { Self::Figures } else { Self::None }
    }
}

/// A heading of a page's text, for its list of contents.
#[derive(Clone, Debug, Serialize, Hash, PartialEq)]
pub struct TocEntry<'a> {
    /// The heading's level, from 2.
    pub level: u8,
    /// Its anchor: `href="#{{ entry.id }}"`.
    pub id: &'a str,
    /// Its words.
    pub text: &'a str,
}

/// The cells under a list that has several pages.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Pager {
    /// This page, from 1.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// The address of the page before; null on the first.
    pub previous: Option<String>,
    /// The address of the page after; null on the last.
    pub next: Option<String>,
    /// What to show under the list: pages, and null for a gap.
    pub cells: Vec<Option<PagerCell>>,
}

/// One page in the pager.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct PagerCell {
    /// The page's number, from 1.
    pub number: usize,
    /// Its address.
    pub url: String,
}

/// A term with the number of its stories.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct TermCount {
    /// The term.
    pub term: Ready<TermRef>,
    /// How many stories have it.
    pub count: usize,
    /// The newest of them; null where there is none.
    pub newest: Option<Link>,
}

/// A tag with the number of its stories.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct TagCount {
    /// The tag and its page.
    pub link: Link,
    /// How many stories have it.
    pub count: usize,
}

/// A file to download.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Download {
    /// What kind of file: `CSV`, `JSON`, `SVG`.
    pub format: &'static str,
    /// The file's address.
    pub url: String,
    /// Its size, such as `2 KB`.
    pub size: String,
}

/// An indicator's chart with all that belongs beside it.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct ChartCard {
    /// The indicator's id in the data file.
    pub id: String,
    /// The address of the indicator's page.
    pub url: String,
    /// The number of the figure on this page, from 1.
    pub number: usize,
    /// The chart itself.
    pub chart: std::sync::Arc<crate::hashed::Hashed<crate::chart::Chart>>,
    /// Words under the chart, from the text that embeds it.
    pub caption: Option<String>,
    /// The picture's name: the alternative text that the embedding text gives, else the indicator's name.
    /// What there is to see stands in the chart's own `alt`.
    pub alt: String,
    /// For each row of the chart's table, where its head leads; empty where none leads anywhere.
    pub links: Vec<Option<String>>,
    /// Its files to download.
    pub downloads: Vec<Download>,
}

/// What all pages of a language share.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Chrome {
    /// The language's tag.
    pub lang: String,
    /// The site's name.
    pub title: String,
    /// A few words beside the name.
    pub tagline: String,
    /// A sentence on the site.
    pub description: String,
    /// The path below which the site stands: `/` or `/promo/`.
    pub base: String,
    /// The address of the home page in this language.
    pub home: String,
    /// The address of the list of stories.
    pub stories: String,
    /// The address of the map; null where there is none.
    pub map: Option<String>,
    /// The address of the indicators; null where there are none.
    pub indicators: Option<String>,
    /// The address of what citizens said; null where nobody has.
    pub voices: Option<String>,
    /// The address of the list of tags; null where there are none.
    pub tags: Option<String>,
    /// The address of the list of authors; null where there are none.
    pub authors: Option<String>,
    /// The address of the search page; null where there is none.
    pub search: Option<String>,
    /// The address of the Atom feed of all stories.
    pub atom: String,
    /// The address of the JSON feed of all stories.
    pub json_feed: String,
    /// The addresses of the theme's files by their plain names: write `{{ site.assets["theme.css"] }}`.
    pub assets: std::collections::BTreeMap<String, String>,
    /// The links above every page (`nav` in site.toml).
    pub nav: Vec<Link>,
    /// The groups of links below every page; empty where site.toml has none.
    pub footer: Vec<LinkGroup>,
    /// The vocabularies, each with the terms that are part of no other.
    pub vocabularies: Vec<Ready<TermGroup>>,
    /// Every language's home page, when there are several.
    pub languages: Vec<Translation>,
    /// Who publishes (`[publisher]` in site.toml).
    pub publisher: Option<String>,
    /// The publisher's own site.
    pub publisher_url: Option<String>,
    /// How to reach the publisher.
    pub contact: Option<String>,
    /// The licence of texts and data.
    pub licence: Option<String>,
    /// The licence's address, for licences that are known.
    pub licence_url: Option<String>,
    /// `[extra]` of site.toml, as written.
    pub extra: serde_json::Value,
}
