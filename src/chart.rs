//! Figure → `Chart`: picture, table and sentences, ready for a page in one language.

mod axis;
mod bars;
mod course;
mod dataset;
mod diffusion;
mod diverging;
mod facts;
mod goals;
mod groups;
mod journey;
mod key;
mod lines;
mod measure;
mod mgap;
mod nps;
mod ranking;
mod scale;
mod scatter;
mod scores;
mod series;
mod stack;
mod standalone;
mod survey;
mod svg;
mod tally;
mod tiles;
mod words;

use serde::Serialize;

use crate::config::{Config, Lang, Minus};
use crate::data::answers::Scale;
use crate::data::period::day_in_words;
use crate::data::{Figure, Indicator, Period, Sampling, Withheld};
use crate::diag::Language;
pub use dataset::{coverage, variables};
pub(crate) use facts::{bound_sense, sense_words};
pub use standalone::standalone;
use svg::{Anchor, Svg};
pub(crate) use words::{pick, withheld};

/// The colours and strokes of the classes that drawings use. Themes include it; downloads carry it, so names are short.
pub const CSS: &str = include_str!("chart/chart.css");

/// The width of the drawing for wide columns.
pub const WIDE: f64 = 620.0;
/// The width of the drawing for narrow ones.
pub const NARROW: f64 = 326.0;

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
    /// The drawing for columns of 560 px and more, as inline SVG: write with `| safe`.
    pub wide: String,
    /// The drawing for narrow columns (326 px), as inline SVG: write with `| safe`.
    pub narrow: String,
    /// The height of the wide drawing, whose width is 620.
    pub height: u32,
    /// What, range, direction and target in a sentence: the drawing's text alternative.
    pub alt: String,
    /// The figures of the drawing.
    pub table: Table,
    /// What was aimed at in each period, and what became of it; null where there are no targets.
    pub targets: Option<Table>,
    /// How the figures come about, a formula with its numbers in each line; empty where they are taken as they are.
    pub method: Vec<String>,
    /// The newest figures as tiles, at most four.
    pub tiles: Vec<Tile>,
    /// The source's title.
    pub source: String,
    /// The source's address.
    pub source_url: Option<String>,
    /// The day up to which the figures hold, for `datetime`: `2026-03-31`.
    pub as_of: String,
    /// The same day in words.
    pub as_of_text: String,
    /// That newer figures should be there by now, in a sentence; null while they need not.
    pub overdue: Option<String>,
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
    /// What stands small before the numeral: 「約」; mostly empty.
    pub before: String,
    /// The numeral, with a true minus.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// When: 「2025年」.
    pub period: String,
    /// How sure it is, in words: 「95%信頼区間 −132 〜 −3」.
    pub interval: Option<String>,
    /// What is aimed at, in words: 「目標 +84（2029年）　あと151」.
    pub target: Option<String>,
    /// The strip that shows value, interval and target on an axis, as inline SVG: write with `| safe`.
    pub strip: Option<String>,
}

/// What a kind says about itself; the rest of a chart is the same for all.
struct Told {
    finding: String,
    subtitle: String,
    alt: String,
    table: Table,
    method: Vec<String>,
    tiles: Vec<Tile>,
    /// Whether some figure carries an interval.
    has_error: bool,
    wide: Drawing,
    narrow: Drawing,
}

/// A drawing and its height.
struct Drawing {
    body: String,
    height: f64,
}

impl Drawing {
    fn new(height: f64, draw: impl FnOnce(&mut Svg)) -> Self {
        let mut svg = Svg::default();
        draw(&mut svg);
        Self { body: svg.into_body(), height }
    }
}

/// An indicator with the language that it is told in.
#[derive(Clone, Copy)]
struct Teller<'a> {
    indicator: &'a Indicator,
    lang: Lang,
    language: Language,
}

/// Draws and tells an indicator in one of the portal's languages.
#[must_use]
pub fn draw(indicator: &Indicator, lang: Lang, config: &Config) -> Chart {
    let tag = config.languages.get(lang.index()).map_or("ja", |language| language.tag.as_str());
    let teller = Teller { indicator, lang, language: Language::of_tag(tag) };
    let told = match &indicator.figure {
        Figure::Mgap(figure) => mgap::tell(teller, figure),
        Figure::Nps(figure) => nps::tell(teller, figure),
        Figure::Diffusion(figure) => diffusion::tell(teller, figure),
        Figure::Series(figure) => series::tell(teller, figure),
        Figure::Ranking(figure) => ranking::tell(teller, figure),
        Figure::Scatter(figure) => scatter::tell(teller, figure),
        Figure::Survey(figure) => survey::tell(teller, figure),
        Figure::Facts(figure) => facts::tell(teller, figure),
        Figure::Tally(figure) => tally::tell(teller, figure, config),
    };
    let minus = if teller.language == Language::Ja { indicator.display.minus } else { Minus::default() };
    assemble(teller, written(goals::told(teller, told), minus), minus)
}

/// An indicator of which no figure is known yet: it says so, for each of its periods.
fn nothing(teller: Teller<'_>, periods: &[Period]) -> Told {
    nothing_but(teller, periods.iter().map(|period| (*period, None)))
}

/// As `nothing`, where some periods are kept secret.
fn nothing_but(teller: Teller<'_>, periods: impl Iterator<Item = (Period, Option<Withheld>)>) -> Told {
    let (language, title) = (teller.language, teller.indicator.about.title.get(teller.lang).clone());
    let mut words = words::no_data(language).to_owned();
    let mut rows = Vec::new();
    for (period, why) in periods {
        words = words::nothing(why, language);
        rows.push(vec![period.label(language), words.clone()]);
    }
    let drawing = || Drawing::new(48.0, |svg| svg.text("c-label", (0.0, 28.0), Anchor::Start, &words));
    let columns = vec![pick(language, "時期", "Period").to_owned(), title.clone()];
    if rows.is_empty() {
        rows.push(vec!["—".to_owned(), words.clone()]);
    }
    Told {
        finding: title.clone(),
        // The picture says it.
        subtitle: String::new(),
        alt: format!("{title}{}{words}", pick(language, "：", ": ")),
        table: Table { caption: title, columns, rows },
        method: Vec::new(),
        tiles: Vec::new(),
        has_error: false,
        wide: drawing(),
        narrow: drawing(),
    }
}

/// The names of the low, the middle and the high answers: 「0〜5点」「6〜7点」「8〜10点」.
pub(crate) fn answer_bands(scale: &Scale, language: Language) -> [String; 3] {
    let heads = scores::heads(scale, language);
    [heads.low, heads.middle, heads.high]
}

/// What was told, with negative figures written as `minus` has it. Minus signs are written only here, so that no kind
/// must think of it; the author's own words stay as they are.
fn written(told: Told, minus: Minus) -> Told {
    let text = |text: String| minus.write(text);
    let drawing = |drawing: Drawing| Drawing { body: text(drawing.body), ..drawing };
    let tile = |tile: Tile| Tile {
        value: text(tile.value),
        interval: tile.interval.map(text),
        target: tile.target.map(text),
        ..tile
    };
    Told {
        finding: text(told.finding),
        subtitle: text(told.subtitle),
        alt: text(told.alt),
        table: rewritten(told.table, minus),
        method: told.method.into_iter().map(text).collect(),
        tiles: told.tiles.into_iter().map(tile).collect(),
        wide: drawing(told.wide),
        narrow: drawing(told.narrow),
        ..told
    }
}

fn rewritten(table: Table, minus: Minus) -> Table {
    let row = |row: Vec<String>| row.into_iter().map(|cell| minus.write(cell)).collect();
    Table { rows: table.rows.into_iter().map(row).collect(), ..table }
}

fn assemble(teller: Teller<'_>, told: Told, minus: Minus) -> Chart {
    let Teller { indicator, lang, language } = teller;
    let about = &indicator.about;
    let title = about.finding.as_ref().map_or(told.finding, |finding| finding.get(lang).clone());
    let drawn = |class: &str, width: f64, drawing: &Drawing| svg::frame(class, (width, drawing.height), &drawing.body);
    Chart {
        name: about.title.get(lang).clone(),
        subtitle: told.subtitle,
        description: about.description.get(lang).clone(),
        wide: drawn("chart-wide", WIDE, &told.wide),
        narrow: drawn("chart-narrow", NARROW, &told.narrow),
        height: whole(told.wide.height),
        alt: told.alt,
        table: told.table,
        targets: goals::table(teller).map(|table| rewritten(table, minus)),
        method: told.method,
        tiles: told.tiles,
        source: about.source.title.get(lang).clone(),
        source_url: about.source.url.clone(),
        as_of: about.as_of.to_string(),
        as_of_text: day_in_words(about.as_of, language),
        overdue: overdue(teller),
        note: about.note.as_ref().map(|note| note.get(lang).clone()),
        sampling: indicator.sampling.map(|sampling| sampling_sentence(sampling, told.has_error, language)),
        title,
    }
}

/// 「更新の時期をすぎています（前回 2024年9月30日、毎年）」.
fn overdue(teller: Teller<'_>) -> Option<String> {
    let (indicator, language) = (teller.indicator, teller.language);
    let rhythm = indicator.update_every.filter(|_| indicator.overdue)?.words(language);
    let day = day_in_words(indicator.about.as_of, language);
    Some(match language {
        Language::Ja => format!("更新の時期をすぎています（前回 {day}、{rhythm}）"),
        Language::En => format!("An update is overdue (last: {day}, {rhythm})"),
    })
}

fn whole(number: f64) -> u32 {
    rust_decimal::prelude::ToPrimitive::to_u32(&number.ceil()).unwrap_or_default()
}

fn sampling_sentence(sampling: Sampling, has_error: bool, language: Language) -> String {
    let (ja, en) = match sampling {
        Sampling::Random if has_error => (
            "無作為抽出の調査です。縦棒や±は95%信頼区間です。",
            "A random sample; whiskers and ± are 95% confidence intervals.",
        ),
        Sampling::Random => ("無作為抽出の調査です。", "A random sample."),
        Sampling::Quota => (
            "割り当て法による調査です。無作為抽出ではないため、誤差は示していません。",
            "A quota sample. It is not random, so no error is shown.",
        ),
        Sampling::SelfSelected => (
            "答えたい人が答えた調査です。無作為抽出ではないため、誤差は示していません。",
            "People chose to answer. The sample is not random, so no error is shown.",
        ),
        Sampling::Mixed => (
            "いくつかの集め方を合わせた調査です。無作為抽出ではないため、誤差は示していません。",
            "Answers were collected in several ways. The sample is not random, so no error is shown.",
        ),
    };
    pick(language, ja, en).to_owned()
}

#[cfg(test)]
mod tests;
