//! An indicator's own page, and the page of all indicators.

use serde::Serialize;

use super::parts::{Card, ChartCard, Head, Link, Translation};

/// What `indicator.html` sees as `page`.
#[derive(Debug, Serialize, Hash)]
pub struct IndicatorView<'a> {
    /// The document's head.
    pub head: Head,
    /// The way here from the home page.
    pub crumbs: Vec<Link>,
    /// The chart with all that belongs beside it.
    pub figure: ChartCard,
    /// Stories that cite the indicator, newest first.
    pub stories: Vec<&'a Card>,
    /// The page in other languages.
    pub translations: Vec<Translation>,
}

/// What `indicators.html` sees as `page`.
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
