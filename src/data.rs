//! Data file → `Dataset`: indicators with their figures, checked and with all arithmetic done.
//! A kind is a file below; it reads its own keys, and lists every figure under the path by which texts state it.

mod about;
pub mod answers;
pub mod diffusion;
pub mod facts;
mod figure;
mod files;
pub mod interval;
pub mod mgap;
pub mod nps;
pub mod period;
pub mod ranking;
pub mod read;
pub mod rhythm;
mod rows;
pub mod scatter;
pub mod series;
pub mod survey;
pub mod tally;
pub mod target;
pub mod value;

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use jiff::civil::Date;

pub use about::{About, Origin};
pub use files::{Words, parse, texts};
pub use period::Period;
pub use rhythm::Rhythm;
pub use rows::Withheld;
pub use value::Shown;

use crate::config::language::{self, Lang, Language, Localized};
use crate::config::{Config, Display};
use crate::diag::{Code, Diagnostic, Notes, Span};
use crate::hashed::Hashed;
use crate::node::fields::Fields;
use crate::node::{Key, Node};
use crate::source::SourcePath;
use rows::Sheets;

/// Every indicator of a portal.
#[derive(Clone, Debug, Default, Hash)]
pub struct Dataset {
    /// The indicators in the order of the data file.
    pub indicators: Vec<Arc<Hashed<Indicator>>>,
    /// Ids with mistakes, some of which could not be read at all: what refers to them should not be noted besides.
    pub faulty: BTreeSet<String>,
    /// Whether a whole file could not be read, so that nobody knows which ids it holds.
    pub unread: bool,
    /// The files that hold what single people answered.
    pub answers: Vec<SourcePath>,
}

impl Dataset {
    /// The indicator with an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Arc<Hashed<Indicator>>> {
        self.indicators.iter().find(|indicator| indicator.id == id)
    }

    /// Every id, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.indicators.iter().map(|indicator| indicator.id.as_str())
    }
}

/// How a sample was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sampling {
    /// Each person had a known chance: the only kind that has an error of its own.
    Random,
    /// Filled up by age, sex or place.
    Quota,
    /// Whoever wished to answer.
    SelfSelected,
    /// Several ways at once.
    Mixed,
}

/// A place in a file, which counts for nothing when values are compared: a comment above an indicator changes no page.
#[derive(Clone, Debug)]
pub struct Position(pub Span);

impl Hash for Position {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// One indicator.
#[derive(Clone, Debug, Hash)]
pub struct Indicator {
    /// Its key in the data file.
    pub id: String,
    /// The file that holds it.
    pub file: SourcePath,
    /// Where its key stands.
    pub place: Position,
    /// Its words.
    pub about: About,
    /// How the sample was drawn, where there is one.
    pub sampling: Option<Sampling>,
    /// How often it is brought up to date.
    pub update_every: Option<Rhythm>,
    /// How it is written for people.
    pub display: Display,
    /// Whether newer figures should be there by the day of the build.
    pub overdue: bool,
    /// Its figures.
    pub figure: Figure,
}

/// The figures of an indicator. A new kind is a file, an arm here and an arm in `chart`.
#[derive(Clone, Debug, Hash)]
pub enum Figure {
    /// Population × score, summed.
    Mgap(mgap::Mgap),
    /// High share minus low share.
    Nps(nps::Nps),
    /// Better minus worse.
    Diffusion(diffusion::Diffusion),
    /// Figures by period.
    Series(series::Series),
    /// Shares of answers by group.
    Survey(survey::Survey),
    /// Places, where less is better.
    Ranking(ranking::Ranking),
    /// Two figures for each field.
    Scatter(scatter::Scatter),
    /// Single figures.
    Facts(facts::Facts),
    /// Counts of the portal's own stories or pages, made once the site is known.
    Tally(tally::Tally),
}

/// A kind of figure, as in [`Figure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are those of `Figure`")]
pub enum Kind {
    Mgap,
    Nps,
    Diffusion,
    Series,
    Survey,
    Ranking,
    Scatter,
    Facts,
    Tally,
}

/// The words for kinds.
pub const KINDS: [(&str, Kind); 9] = [
    ("mgap", Kind::Mgap),
    ("nps", Kind::Nps),
    ("diffusion", Kind::Diffusion),
    ("series", Kind::Series),
    ("survey", Kind::Survey),
    ("ranking", Kind::Ranking),
    ("scatter", Kind::Scatter),
    ("facts", Kind::Facts),
    ("tally", Kind::Tally),
];

impl Figure {
    /// The word of its kind.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Mgap(_) => "mgap",
            Self::Nps(_) => "nps",
            Self::Diffusion(_) => "diffusion",
            Self::Series(_) => "series",
            Self::Survey(_) => "survey",
            Self::Ranking(_) => "ranking",
            Self::Scatter(_) => "scatter",
            Self::Facts(_) => "facts",
            Self::Tally(_) => "tally",
        }
    }

    fn values(&self, lang: Lang) -> value::Values {
        let mut values = value::Values::default();
        match self {
            Self::Mgap(figure) => figure.values(&mut values),
            Self::Nps(figure) => figure.values(&mut values),
            Self::Diffusion(figure) => figure.values(&mut values),
            Self::Series(figure) => figure.values(&mut values),
            Self::Survey(figure) => figure.values(&mut values),
            Self::Ranking(figure) => figure.values(&mut values),
            Self::Scatter(figure) => figure.values(&mut values),
            Self::Facts(figure) => figure.values(&mut values),
            Self::Tally(figure) => figure.values(&mut values, lang),
        }
        values
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Mgap(figure) => figure.rounds.is_empty() || figure.parts.is_empty(),
            Self::Nps(figure) => figure.rounds.is_empty(),
            Self::Diffusion(figure) => figure.rounds.is_empty() || figure.steps.is_empty(),
            Self::Series(figure) => figure.rows.is_empty(),
            Self::Survey(figure) => figure.groups.is_empty() || figure.answers.is_empty(),
            Self::Ranking(figure) => figure.rows.is_empty(),
            Self::Scatter(figure) => figure.points.is_empty(),
            Self::Facts(figure) => figure.items.is_empty(),
            Self::Tally(_) => false,
        }
    }
}

impl Indicator {
    /// The figure that `value:ID.PATH` states: `2025`, `2025.thank.score`, `2029.target`, `population`.
    /// A period may be written in any way that data files may write it.
    #[must_use]
    pub fn value(&self, path: &str, lang: Lang) -> Option<Shown> {
        let values = self.figure.values(lang).0;
        let find = |path: &str| values.iter().find(|(known, _)| known == path).map(|(_, shown)| shown.clone());
        find(path).or_else(|| find(&value::with_key(path)?))
    }

    /// Why the figure that `value:ID.PATH` would state is not shown, if it is kept secret.
    #[must_use]
    pub fn withheld(&self, path: &str) -> Option<Withheld> {
        let find = |path: &str| match &self.figure {
            Figure::Mgap(figure) => figure.withheld(path),
            Figure::Nps(figure) => figure.withheld(path),
            Figure::Survey(figure) => figure.withheld(path),
            _ => None,
        };
        find(path).or_else(|| find(&value::with_key(path)?))
    }

    /// Every path that `value` knows, in order.
    #[must_use]
    pub fn paths(&self, lang: Lang) -> Vec<String> {
        self.figure.values(lang).0.into_iter().map(|(path, _)| path).collect()
    }

    /// Every figure with its path, in order.
    #[must_use]
    pub fn values(&self, lang: Lang) -> Vec<(String, Shown)> {
        self.figure.values(lang).0
    }
}

/// What every indicator is read with.
#[derive(Clone, Copy)]
struct Reading<'a, 't> {
    /// The settings.
    config: &'a Config,
    /// The languages besides the first.
    others: &'a [Language],
    /// The CSV files.
    sheets: &'a Sheets<'t>,
    /// The day of the build.
    today: Date,
}

fn is_id(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// The words for how samples were drawn.
pub const SAMPLING: [(&str, Sampling); 4] = [
    ("random", Sampling::Random),
    ("quota", Sampling::Quota),
    ("self-selected", Sampling::SelfSelected),
    ("mixed", Sampling::Mixed),
];

fn read_indicator(
    file: &SourcePath,
    key: &Key,
    node: &Node,
    reading: Reading<'_, '_>,
    notes: &mut Notes,
) -> Option<Indicator> {
    let valid_id = is_id(&key.text);
    if !valid_id {
        notes.push(Diagnostic::at(Code::BadId, file, key.span.clone()).with("id", &key.text));
    }
    let mut fields = Fields::new(file, key.span.clone(), node, notes);
    if node.as_map().is_none() && !node.is_null() {
        return None;
    }
    let kind = if fields.require("kind", "kind: series").is_some() { fields.one_of("kind", &KINDS) } else { None };
    let others = reading.others;
    // A tally's source is the portal itself, on the day of the build.
    let own = kind.filter(|kind| matches!(kind, Kind::Tally)).map(|_| (&reading.config.title, reading.today));
    let about = about::read(&mut fields, &key.text, own, others);
    let sampling = fields.one_of("sampling", &SAMPLING);
    let update_every = rhythm::read(&mut fields);
    let mut figure = read_figure(kind?, &mut fields, (sampling, &about.title), reading);
    let display = Display::read(&mut fields, "display", reading.config.display);
    figure.name_periods(display.periods);
    figure.judge(reading.today);
    let translated = ["title", "description", "finding", "note", "unit", "population_unit"];
    language::allow_translations(&mut fields, others, &translated);
    if figure.is_empty() && fields.notes.is_empty() {
        read::no_figures(file, key.span.clone(), fields.notes);
    }
    fields.finish();
    let place = Position(key.span.clone());
    let (id, file) = (key.text.clone(), file.clone());
    let mut indicator = Indicator { id, file, place, about, sampling, update_every, display, overdue: false, figure };
    indicator.overdue = indicator.due().is_some_and(|due| due < reading.today);
    valid_id.then_some(indicator)
}

fn read_figure(
    kind: Kind,
    fields: &mut Fields<'_, '_>,
    (sampling, title): (Option<Sampling>, &Localized<String>),
    Reading { config, others, sheets, .. }: Reading<'_, '_>,
) -> Figure {
    match kind {
        Kind::Mgap => Figure::Mgap(mgap::read(fields, sampling, others, sheets)),
        Kind::Nps => Figure::Nps(nps::read(fields, sampling, others, sheets)),
        Kind::Diffusion => Figure::Diffusion(diffusion::read(fields, sampling, others)),
        Kind::Series => Figure::Series(series::read(fields, title, others, sheets)),
        Kind::Survey => Figure::Survey(survey::read(fields, sampling, others, sheets)),
        Kind::Ranking => Figure::Ranking(ranking::read(fields, title, others)),
        Kind::Scatter => Figure::Scatter(scatter::read(fields, others)),
        Kind::Facts => Figure::Facts(facts::read(fields, others)),
        Kind::Tally => Figure::Tally(tally::read(fields, config)),
    }
}

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
