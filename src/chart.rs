//! Figure → `Chart`: picture, table and sentences, ready for a page in one language.

use serde::Serialize;

/// An indicator drawn and told in one language.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Chart {
    /// The indicator's name: 「西東京市版 mGAP」.
    pub name: String,
    /// The finding in one sentence, given or composed from the data.
    pub title: String,
    /// Measure, period, number of answers, unit.
    pub subtitle: String,
    /// What the indicator means.
    pub description: String,
    /// The drawing for 560 px and more, inline SVG.
    pub wide: String,
    /// The drawing for narrow columns (326 px), inline SVG.
    pub narrow: String,
    /// What, range, direction and target in a sentence: the drawing's text alternative.
    pub alt: String,
    /// The figures of the drawing.
    pub table: Table,
    /// How the figures come about, a formula with its numbers in each line; empty where they are taken as they are.
    pub method: Vec<String>,
    /// The newest figures as tiles, at most four.
    pub tiles: Vec<Tile>,
    /// The source's title.
    pub source: String,
    /// The source's address.
    pub source_url: Option<String>,
    /// `2026-03-31`.
    pub as_of: String,
    /// The same day in words.
    pub as_of_text: String,
    /// A remark on the figures.
    pub note: Option<String>,
    /// How the sample was drawn and what follows for the error, in a sentence.
    pub sampling: Option<String>,
}

/// A table with a head row and a head column.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The heads of the columns; the first is that of the row heads.
    pub columns: Vec<String>,
    /// The rows: the row's head, then its cells as shown.
    pub rows: Vec<Vec<String>>,
}

/// A figure to be set large.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct Tile {
    /// What it is.
    pub label: String,
    /// The numeral, with a true minus.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// When: 「2025年」.
    pub period: String,
    /// 「95%信頼区間 −132 〜 −3」.
    pub interval: Option<String>,
    /// 「目標 +84（2029年）　あと151」.
    pub target: Option<String>,
    /// The strip that shows value, interval and target on an axis, inline SVG.
    pub strip: Option<String>,
}
pub fn draw(_i: &crate::data::Indicator, _l: crate::config::Lang, _c: &crate::config::Config) -> Chart { Chart{name:String::new(),title:String::new(),subtitle:String::new(),description:String::new(),wide:String::new(),narrow:String::new(),alt:String::new(),table:Table{caption:String::new(),columns:vec![],rows:vec![]},method:vec![],tiles:vec![],source:String::new(),source_url:None,as_of:String::new(),as_of_text:String::new(),note:None,sampling:None} }
pub fn standalone(_c: &Chart) -> String { String::new() }
pub const CSS: &str = "";
