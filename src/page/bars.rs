//! What stands above and below every page: links, terms, footer. Written once for all pages that show it alike.

use std::collections::BTreeMap;

use serde::Serialize;

use super::parts::Chrome;
use crate::diag::{Checked, Notes};
use crate::hashed::hash_of;
use crate::theme::{Frame, Snippet, Theme};

/// The links above a page: where it stands among them. What `partials/nav.html` sees as `page`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Hash)]
pub struct NavView {
    /// The address of the link that leads to the page itself; null when none does.
    pub here: Option<String>,
    /// The address of the nearest link that leads to a page above it; null when none does.
    pub within: Option<String>,
}

/// The row of terms above a page: where it stands among them. What `partials/terms.html` sees as `page`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct TermsView<'a>(pub &'a NavView);

/// The foot of every page: it is the same everywhere. What `partials/footer.html` sees as `page`.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct FooterView {}

/// The links and terms above a page.
#[derive(Clone, Debug, Default, Hash)]
struct Above {
    nav: Snippet,
    terms: Snippet,
}

/// What stands above and below the pages of a language.
#[derive(Clone, Debug, Default, Hash)]
pub struct Bars {
    /// The links among which sections are looked for, the longest first.
    sections: Vec<String>,
    above: BTreeMap<NavView, Above>,
    footer: Snippet,
}

impl Bars {
    /// A hash of all that they are made from.
    #[must_use]
    pub fn seen(theme: &Theme, frame: &Frame) -> u64 {
        let templates = [theme.reach::<NavView>(), theme.reach::<TermsView<'_>>(), theme.reach::<FooterView>()];
        hash_of(&(templates, frame.hash()))
    }

    /// Writes them for every place that a page can have.
    #[must_use]
    pub fn make(theme: &Theme, frame: &Frame, chrome: &Chrome) -> Checked<Self> {
        let mut notes = Notes::new();
        let mut sections: Vec<String> =
            chrome.nav.iter().map(|link| link.url.clone()).filter(|url| *url != chrome.home).collect();
        sections.sort_by_key(|url| std::cmp::Reverse(url.len()));
        let footer = theme.snippet(frame, &FooterView {}).map_err(|note| notes.push(note)).unwrap_or_default();
        let mut bars = Self { sections, above: BTreeMap::new(), footer };
        let terms = chrome.vocabularies.iter().flat_map(|group| group.terms.iter().map(|term| term.url.clone()));
        let links: Vec<String> = chrome.nav.iter().map(|link| link.url.clone()).chain(terms).collect();
        let mut places: Vec<NavView> = bars.sections.iter().map(|url| bars.place(&format!("{url}…"), &links)).collect();
        places.extend(links.iter().map(|url| bars.place(url, &links)));
        places.push(NavView::default());
        for place in places {
            let nav = theme.snippet(frame, &place);
            let terms = theme.snippet(frame, &TermsView(&place));
            let mut take = |snippet: Result<Snippet, _>| snippet.map_err(|note| notes.push(note)).unwrap_or_default();
            let above = Above { nav: take(nav), terms: take(terms) };
            bars.above.insert(place, above);
        }
        Checked { value: bars, notes }
    }

    fn place(&self, path: &str, links: &[String]) -> NavView {
        let here = links.iter().find(|url| *url == path).cloned();
        NavView { here, within: self.within(path) }
    }

    /// The nearest link to a page above the one at `path`.
    fn within(&self, path: &str) -> Option<String> {
        self.sections.iter().find(|url| *url != path && path.starts_with(url.as_str())).cloned()
    }

    /// The links and the terms above the page at `path`.
    #[must_use]
    pub fn above(&self, path: &str) -> (Snippet, Snippet) {
        let here = NavView { here: Some(path.to_owned()), within: self.within(path) };
        let above = self.above.get(&here).or_else(|| self.above.get(&NavView { here: None, ..here }));
        above.map(|above| (above.nav.clone(), above.terms.clone())).unwrap_or_default()
    }

    /// What stands below every page.
    #[must_use]
    pub fn footer(&self) -> Snippet {
        self.footer.clone()
    }
}
