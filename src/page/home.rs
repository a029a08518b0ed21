//! The home page.

use serde::Serialize;

use super::parts::{Card, ChartCard, Contributor, Head, TermCount, TermGroup};

/// What `home.html` sees as `page`.
#[derive(Debug, Serialize, Hash)]
pub struct HomeView<'a> {
    /// The document's head.
    pub head: Head,
    /// The phrase of the hero.
    pub title: String,
    /// One or two sentences under it.
    pub summary: Option<String>,
    /// The picture behind the phrase for wide screens, inline SVG of 1280 × 640 (`paper::hero`).
    pub hero_wide: Option<String>,
    /// The picture behind the phrase for small screens, inline SVG of 390 × 620 (`paper::hero_narrow`).
    pub hero_narrow: Option<String>,
    /// The text of `content/_index.md`, as HTML.
    pub body: String,
    /// How many stories there are.
    pub count: usize,
    /// How many people and bodies wrote them.
    pub people: usize,
    /// The newest story.
    pub lead: Option<&'a Card>,
    /// The next newest, at most six.
    pub new: Vec<&'a Card>,
    /// The vocabularies with their terms, counted.
    pub vocabularies: Vec<HomeVocabulary<'a>>,
    /// The first indicator.
    pub indicator: Option<ChartCard>,
    /// Those who wrote most, at most six.
    pub contributors: Vec<Contributor>,
    /// Where readers send their own story: a page named `join`, if there is one.
    pub join: Option<String>,
}

/// A vocabulary on the home page.
#[derive(Debug, Serialize, Hash)]
pub struct HomeVocabulary<'a> {
    /// The vocabulary.
    pub group: TermGroup,
    /// Its terms with their counts.
    pub terms: Vec<HomeTerm<'a>>,
}

/// A term on the home page.
#[derive(Debug, Serialize, Hash)]
pub struct HomeTerm<'a> {
    /// The term, its count and its newest story.
    pub count: TermCount,
    /// A paragraph on it.
    pub description: Option<String>,
    /// Its newest stories, at most two.
    pub cards: Vec<&'a Card>,
}
