//! Tells and sets facts: large numerals in a list, each with its unit, base and day.

use super::measure::{SIZE, cut, width};
use super::svg::{Anchor, Svg};
use super::words::{self, pick};
use super::{Drawing, NARROW, Table, Teller, Tile, Told, WIDE};
use crate::data::facts::{Fact, Facts};
use crate::data::period::day_in_words;
use crate::decimal::shown;
use crate::diag::Language;

/// On narrow paper the remark takes a line of its own below the numeral.
fn pitch(all: f64) -> f64 {
    if all < 400.0 { 82.0 } else { 66.0 }
}

const NUMERAL: f64 = 34.0;

pub(super) fn tell(teller: Teller<'_>, facts: &Facts) -> Told {
    let drawing = |all: f64| {
        let rows = u32::try_from(facts.items.len()).unwrap_or(u32::MAX);
        Drawing::new(f64::from(rows) * pitch(all) + 2.0, |svg| set(svg, teller, facts, all))
    };
    let title = teller.indicator.about.title.get(teller.lang).clone();
    Told {
        finding: finding(teller, facts).unwrap_or_else(|| title.clone()),
        subtitle: subtitle(teller),
        alt: alt(teller, facts, &title),
        table: table(teller, facts, title),
        method: Vec::new(),
        tiles: tiles(teller, facts),
        has_error: false,
        wide: drawing(WIDE),
        narrow: drawing(NARROW),
    }
}

fn label<'a>(teller: Teller<'_>, fact: &'a Fact) -> &'a str {
    fact.name.label.get(teller.lang)
}

fn figure(teller: Teller<'_>, fact: &Fact) -> String {
    fact.value.map_or_else(|| words::no_data(teller.language).to_owned(), shown)
}

fn with_unit(teller: Teller<'_>, fact: &Fact) -> String {
    let unit = fact.unit.get(teller.lang);
    let space = if unit.starts_with(|c: char| c.is_ascii_alphabetic()) { " " } else { "" };
    if fact.value.is_some() { format!("{}{space}{unit}", figure(teller, fact)) } else { figure(teller, fact) }
}

/// The first two facts as a sentence.
fn finding(teller: Teller<'_>, facts: &Facts) -> Option<String> {
    let known = facts.items.iter().filter(|fact| fact.value.is_some()).take(2);
    let ja = teller.language == Language::Ja;
    let part = |fact: &Fact| {
        let (name, figure) = (label(teller, fact), with_unit(teller, fact));
        if ja { format!("{name}は{figure}") } else { format!("{name}: {figure}") }
    };
    let parts: Vec<String> = known.map(part).collect();
    let stop = pick(teller.language, "。", ".");
    (!parts.is_empty()).then(|| format!("{}{stop}", words::join(&parts, teller.language)))
}

fn subtitle(teller: Teller<'_>) -> String {
    let day = day_in_words(teller.indicator.about.as_of, teller.language);
    match teller.language {
        Language::Ja => format!("{day}現在（日付を添えたものは、その日のもの）"),
        Language::En => format!("As of {day}, unless another day is given"),
    }
}

fn alt(teller: Teller<'_>, facts: &Facts, title: &str) -> String {
    let parts = facts.items.iter().take(8).map(|fact| format!("{} {}", label(teller, fact), with_unit(teller, fact)));
    let parts = words::join(&parts.collect::<Vec<_>>(), teller.language);
    match teller.language {
        Language::Ja => format!("{title}。{parts}。"),
        Language::En => format!("{title}: {parts}."),
    }
}

fn table(teller: Teller<'_>, facts: &Facts, caption: String) -> Table {
    let heads = pick(teller.language, "項目,値,単位,基準,時点", "Item,Value,Unit,Base,As of");
    let columns = heads.split(',').map(str::to_owned).collect();
    let row = |fact: &Fact| {
        let day = fact.as_of.unwrap_or(teller.indicator.about.as_of);
        vec![
            label(teller, fact).to_owned(),
            figure(teller, fact),
            fact.unit.get(teller.lang).clone(),
            fact.base.as_ref().map(|base| base.get(teller.lang).clone()).unwrap_or_default(),
            day_in_words(day, teller.language),
        ]
    };
    Table { caption, columns, rows: facts.items.iter().map(row).collect() }
}

fn tiles(teller: Teller<'_>, facts: &Facts) -> Vec<Tile> {
    let known = facts.items.iter().filter(|fact| fact.value.is_some()).take(4);
    let tile = |fact: &Fact| Tile {
        label: label(teller, fact).to_owned(),
        value: figure(teller, fact),
        unit: fact.unit.get(teller.lang).clone(),
        period: day_in_words(fact.as_of.unwrap_or(teller.indicator.about.as_of), teller.language),
        interval: None,
        target: None,
        strip: None,
    };
    known.map(tile).collect()
}

fn set(svg: &mut Svg, teller: Teller<'_>, facts: &Facts, all: f64) {
    let units =
        facts.items.iter().map(|fact| width(fact.unit.get(teller.lang), SIZE)).fold(0.0, f64::max).min(all * 0.2);
    let numeral_end = all - if units > 0.0 { units + 8.0 } else { 0.0 };
    let mut y = 0.0;
    for fact in &facts.items {
        svg.line("c-grid", (0.0, y + 1.0), (all, y + 1.0));
        let text = figure(teller, fact);
        let large = fact.value.is_some() && width(&text, NUMERAL) < all * 0.6;
        let taken = width(&text, if large { NUMERAL } else { SIZE });
        let room = numeral_end - taken - 12.0;
        svg.text("c-name", (0.0, y + 29.0), Anchor::Start, &cut(label(teller, fact), 16.0, room));
        let (remark_y, remark_room) = if all < 400.0 { (y + 70.0, all) } else { (y + 51.0, room) };
        svg.text("c-label", (0.0, remark_y), Anchor::Start, &cut(&remark(teller, fact), SIZE, remark_room));
        svg.text(if large { "c-numeral" } else { "c-label c-ink" }, (numeral_end, y + 46.0), Anchor::End, &text);
        if fact.value.is_some() {
            let unit = cut(fact.unit.get(teller.lang), SIZE, units + 1.0);
            svg.text("c-label", (numeral_end + 6.0, y + 46.0), Anchor::Start, &unit);
        }
        y += pitch(all);
    }
    svg.line("c-grid", (0.0, y + 1.0), (all, y + 1.0));
}

/// The base, and the day where it differs from that of the others.
fn remark(teller: Teller<'_>, fact: &Fact) -> String {
    let base = fact.base.as_ref().map(|base| base.get(teller.lang).clone()).unwrap_or_default();
    let day = fact.as_of.filter(|day| *day != teller.indicator.about.as_of);
    let day = day.map_or_else(String::new, |day| day_in_words(day, teller.language));
    words::join(&[base, day], teller.language)
}
