//! Addresses: where the site stands, and where a page stands within it.

use std::fmt;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic};
use crate::hashed::hash_bytes;
use crate::node::fields::Fields;
use crate::text::{fold, nfc};

/// Where the site is published: `https://example.jp/promo/`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl {
    origin: String,
    path: String,
}

impl BaseUrl {
    /// Reads a URL of scheme http or https without query and fragment.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let clean = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '<' | '>' | '\\' | '`' | '@');
        let sound = matches!(scheme, "http" | "https")
            && !host.is_empty()
            && host.chars().all(clean)
            && path.chars().all(|c| clean(c) && !matches!(c, '?' | '#'))
            && !path.split('/').any(|part| part == "..");
        let path = path.trim_matches('/');
        let path = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
        sound.then(|| Self { origin: format!("{scheme}://{host}"), path })
    }

    /// The path below which the site stands; starts and ends with `/`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The address of a page for use within the site, from the root of the host.
    #[must_use]
    pub fn local(&self, page: &SitePath) -> String {
        let mut url = String::with_capacity(self.path.len() + page.0.len());
        url.push_str(&self.path);
        push_encoded(&mut url, &page.0);
        url
    }

    /// The full address of a page.
    #[must_use]
    pub fn absolute(&self, page: &SitePath) -> String {
        let mut url = String::with_capacity(self.origin.len() + self.path.len() + page.0.len());
        url.push_str(&self.origin);
        url.push_str(&self.path);
        push_encoded(&mut url, &page.0);
        url
    }
}

pub(super) fn read_base_url(fields: &mut Fields<'_, '_>, given: Option<&str>) -> BaseUrl {
    let example = "base_url = \"https://hinata.example.jp/\"";
    let fallback = BaseUrl { origin: "http://localhost".to_owned(), path: "/".to_owned() };
    if let Some(given) = given {
        fields.take("base_url");
        return BaseUrl::parse(given).unwrap_or_else(|| {
            fields.notes.push(Diagnostic::new(Code::BadBaseUrl).with("found", given));
            fallback
        });
    }
    let Some(node) = fields.require("base_url", example) else { return fallback };
    let found = node.as_text().unwrap_or_default();
    BaseUrl::parse(found).unwrap_or_else(|| {
        fields.notes.push(Diagnostic::at(Code::BadBaseUrl, fields.file, node.span.clone()).with("found", found));
        fallback
    })
}

/// The file in a folder that browsers are shown.
const PAGE: &str = "index.html";

/// A page's or a file's address within the site: `stories/asa/`, `feed.xml`, empty for the home page.
/// Without a leading slash, in NFC, never leaving the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// The address of the home page.
    #[must_use]
    pub fn home() -> Self {
        Self("".into())
    }

    /// An address from its text. Parts that would leave the site, or that no file system can store, are refused.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = nfc(text.trim_start_matches('/'));
        let inner = text.strip_suffix('/').unwrap_or(&text);
        (inner.is_empty() || inner.split('/').all(is_storable)).then(|| Self(text.as_ref().into()))
    }

    /// The address of something below this one, which must be a page.
    #[must_use]
    pub fn join(&self, part: &str) -> Self {
        let mut joined = String::with_capacity(self.0.len() + part.len());
        joined.push_str(&self.0);
        joined.push_str(part);
        Self(joined.into())
    }

    /// The text, without a leading slash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that holds it.
    #[must_use]
    pub fn file(&self) -> String {
        let page = if self.is_folder() { PAGE } else { "" };
        [&self.0, page].concat()
    }

    /// The address that a file holds; `None` for a path that is none.
    #[must_use]
    pub fn of_file(file: &str) -> Option<Self> {
        let page = file.strip_suffix(PAGE).filter(|folder| folder.is_empty() || folder.ends_with('/'));
        Self::parse(page.unwrap_or(file))
    }

    fn is_folder(&self) -> bool {
        self.0.is_empty() || self.0.ends_with('/')
    }

    /// Whether `file` holds it.
    #[must_use]
    pub fn is_in(&self, file: &str) -> bool {
        file.strip_prefix(&*self.0).is_some_and(|rest| rest == if self.is_folder() { PAGE } else { "" })
    }

    /// The address as it stands in URLs.
    #[must_use]
    pub fn encoded(&self) -> String {
        encode(&self.0)
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.0)
    }
}

/// Percent-encodes what may not stand in the path of a URL; `/` stays.
#[must_use]
pub fn encode(path: &str) -> String {
    let mut url = String::with_capacity(path.len());
    push_encoded(&mut url, path);
    url
}

fn push_encoded(url: &mut String, path: &str) {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~') {
            url.push(char::from(byte));
        } else {
            url.extend(['%', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
        }
    }
}

/// The part of an address that stands for a word. Words that differ in case and width only share it; one without
/// letters is told by a number after `kind`.
#[must_use]
pub fn slug(word: &str, kind: &str) -> String {
    let mut slug = String::new();
    for character in fold(word).chars() {
        if character.is_alphanumeric() || matches!(character, '_' | '.' | 'ー' | '〜' | '々') {
            slug.push(character);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_matches(['-', '.']).to_owned();
    if is_storable(&slug) { slug } else { format!("{kind}-{:08x}", hash_bytes(word.as_bytes()) >> 32) }
}

/// Whether a part of a path can be a file's name everywhere, and means nothing special to file systems or URLs.
#[must_use]
pub fn is_storable(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).to_ascii_lowercase();
    let device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || (stem.len() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.ends_with(|c: char| c.is_ascii_digit()));
    !part.is_empty()
        && part.len() <= 255
        && !device
        && !part.starts_with('.')
        && !part.ends_with(['.', ' '])
        && !part.starts_with(' ')
        && !part.chars().any(|c| {
            c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '%' | '#' | '&' | '\'')
        })
}

#[cfg(test)]
mod tests {
    use super::{BaseUrl, SitePath};

    #[test]
    fn a_base_url_may_have_a_path() {
        let base = BaseUrl::parse("https://example.jp/promo").expect("sound");
        let page = SitePath::parse("/stories/朝/").expect("sound");
        assert_eq!(base.local(&page), "/promo/stories/%E6%9C%9D/");
        assert_eq!(base.absolute(&SitePath::home()), "https://example.jp/promo/");
        for bad in ["example.jp", "ftp://example.jp/", "https://", "https://a/?q", "javascript://a/", "https://u@h/"] {
            assert!(BaseUrl::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn addresses_stay_inside_and_can_be_stored() {
        for bad in ["../x", "a/../b", "a//b", "con/", "a\\b", ".git/", "a%2e%2e/", "x./", "aux.html"] {
            assert!(SitePath::parse(bad).is_none(), "{bad}");
        }
        assert_eq!(SitePath::parse("a/b/").map(|path| path.file()).as_deref(), Some("a/b/index.html"));
        assert_eq!(SitePath::home().file(), "index.html");
    }
}
