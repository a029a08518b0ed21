//! Charts as pages show them: with their number, their files and the words around them.

use std::sync::Arc;

use super::parts::{ChartCard, Download};
use super::press::{Drawn, FORMATS, Press};
use crate::config::Lang;
use crate::data::Figure;
use crate::data::tally::{Row, Thing};
use crate::site::addresses;

/// The chart of an indicator, as the `number`th of its page.
pub fn card(press: &Press<'_>, lang: Lang, index: usize, number: usize) -> ChartCard {
    let config = press.config();
    let indicator = &press.site.dataset.indicators[index];
    let Drawn { chart, files } = &**press.edition(lang).drawn[index];
    let downloads = FORMATS.iter().zip(files).map(|((format, ending), file)| Download {
        format,
        url: press.url(&addresses::indicator_file(config, lang, &indicator.id, ending)),
        size: size(file.len()),
    });
    ChartCard {
        id: indicator.id.clone(),
        url: press.url(&addresses::indicator(config, lang, &indicator.id)),
        number,
        chart: Arc::clone(chart),
        caption: None,
        alt: chart.name.clone(),
        links: links(press, lang, &indicator.figure),
        downloads: downloads.collect(),
    }
}

/// The lists of what a tally counts.
fn links(press: &Press<'_>, lang: Lang, figure: &Figure) -> Vec<Option<String>> {
    let Figure::Tally(tally) = figure else { return Vec::new() };
    let rows = tally.in_language(lang).map_or(&[][..], |counted| &counted.rows);
    let link = |row: &Row| match &row.thing {
        Thing::Term(term) => Some(addresses::term(press.config(), lang, *term)),
        Thing::Tag(slug) => Some(addresses::tag(press.config(), lang, slug)),
        Thing::Author(page) => page.as_ref().map(|page| addresses::author(press.config(), lang, page)),
        Thing::Year(_) => None,
    };
    rows.iter().map(|row| Some(press.url(&link(row)?))).collect()
}

/// The chart that a text embeds; `None` where there is no such indicator, which has been noted.
pub fn embedded(
    press: &Press<'_>,
    lang: Lang,
    id: &str,
    number: usize,
    alt: &str,
    caption: Option<&str>,
) -> Option<ChartCard> {
    let index = press.site.dataset.indicators.iter().position(|indicator| indicator.id == id)?;
    let card = card(press, lang, index, number);
    Some(ChartCard { alt: alt.to_owned(), caption: caption.map(str::to_owned), ..card })
}

/// A file's size in words.
fn size(bytes: usize) -> String {
    if bytes < 1000 { format!("{bytes} B") } else { format!("{} KB", bytes.div_ceil(1000)) }
}
