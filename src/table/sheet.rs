//! A figure as rows and columns, each cell one datum.

mod facts;
mod goals;

use rust_decimal::Decimal;

use crate::chart::{self, answer_bands, pick};
use crate::config::{Config, Lang};
use crate::data::answers::{Answers, Scale};
use crate::data::diffusion::Diffusion;
use crate::data::interval::{Interval, margin};
use crate::data::mgap::{Mgap, Round};
use crate::data::nps::Nps;
use crate::data::ranking::Ranking;
use crate::data::read::Named;
use crate::data::scatter::{Axis, Point, Scatter};
use crate::data::series::Series;
use crate::data::survey::Survey;
use crate::data::tally::{self, Tally};
use crate::data::{Figure, Indicator, Withheld};
use crate::decimal::{Rounding, round};
use crate::diag::Language;

/// One datum.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// A figure.
    Number(Decimal),
    /// A word.
    Text(String),
    /// A thing with an id, which programs read, and a name, which people read.
    Name {
        /// The id.
        id: String,
        /// The name.
        label: String,
    },
}

impl Cell {
    fn number(value: Option<Decimal>) -> Self {
        value.map_or(Self::Empty, Self::Number)
    }

    fn text(value: impl Into<String>) -> Self {
        Self::Text(value.into())
    }
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name for programs.
    pub key: String,
    /// Its name for people.
    pub label: String,
}

/// Rows and columns.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// The unit of the figures, if they share one.
    pub unit: Option<String>,
}

/// Who asks, and in which language.
#[derive(Clone, Copy)]
struct Reader<'a> {
    indicator: &'a Indicator,
    lang: Lang,
    language: Language,
}

/// The figures of an indicator.
#[must_use]
pub fn sheet(indicator: &Indicator, lang: Lang, config: &Config) -> Sheet {
    let tag = config.languages.get(lang.index()).map_or("ja", |language| language.tag.as_str());
    let reader = Reader { indicator, lang, language: Language::of_tag(tag) };
    let mut sheet = match &indicator.figure {
        Figure::Mgap(figure) => reader.mgap(figure),
        Figure::Nps(figure) => reader.nps(figure),
        Figure::Diffusion(figure) => reader.diffusion(figure),
        Figure::Series(figure) => reader.series(figure),
        Figure::Survey(figure) => reader.survey(figure),
        Figure::Ranking(figure) => reader.ranking(figure),
        Figure::Scatter(figure) => reader.scatter(figure),
        Figure::Facts(figure) => reader.facts(figure),
        Figure::Tally(figure) => reader.tally(figure),
    };
    if let Some((targets, parts)) = indicator.figure.targets() {
        goals::add(reader, &mut sheet, targets, parts);
    }
    sheet
}

impl Reader<'_> {
    fn column(&self, key: &str, ja: &str, en: &str) -> Column {
        Column { key: key.to_owned(), label: pick(self.language, ja, en).to_owned() }
    }

    fn per_cent(&self, key: String, label: &str) -> Column {
        let label = if self.language == Language::Ja { format!("{label}（%）") } else { format!("{label} (%)") };
        Column { key, label }
    }

    /// The columns of answers on the scale 0…10.
    fn answer_columns(&self, scale: &Scale) -> Vec<Column> {
        let [low, middle, high] = answer_bands(scale, self.language);
        let mut columns = vec![self.per_cent("low".to_owned(), &low), self.per_cent("middle".to_owned(), &middle)];
        columns.extend([self.per_cent("high".to_owned(), &high), self.column("n", "n", "n")]);
        columns.push(self.column("score", "点数の差", "Net score"));
        columns
    }

    fn interval_columns(&self) -> [Column; 2] {
        [
            self.column("ci95_low", "95%信頼区間の下限", "95% CI low"),
            self.column("ci95_high", "95%信頼区間の上限", "95% CI high"),
        ]
    }

    fn mgap(&self, mgap: &Mgap) -> Sheet {
        let unit = mgap.unit.get(self.lang);
        let has_error = mgap.rounds.iter().any(|round| round.error.is_some());
        let population = format!("対象人口（{unit}）");
        let mut columns = vec![self.column("period", "時期", "Period"), self.column("part", "項目", "Component")];
        columns.push(self.column("population", &population, &format!("Population ({unit})")));
        columns.extend(self.answer_columns(&mgap.scale));
        columns.push(self.column("volume", "意欲量", "Volume"));
        if has_error {
            columns.extend(self.interval_columns());
        }
        let mut rows = Vec::new();
        for round in &mgap.rounds {
            self.mgap_rows(mgap, round, has_error, &mut rows);
        }
        for row in &mut rows {
            row.truncate(columns.len());
        }
        let withheld =
            mgap.rounds.iter().flat_map(|round| round.withheld.iter().copied().chain([round.why_no_total()]));
        self.reasons(&mut columns, &mut rows, withheld);
        Sheet { columns, rows, unit: Some(unit.clone()) }
    }

    /// One row for each component, whose interval is that of its volume, and one for the sum.
    fn mgap_rows(&self, mgap: &Mgap, row: &Round, has_error: bool, rows: &mut Vec<Vec<Cell>>) {
        let digits = mgap.volume_digits;
        let ends = |value: Decimal, error: Option<Decimal>| {
            let interval = error.map(|error| Interval::around(value, error));
            let end = |pick: fn(Interval) -> Decimal| {
                Cell::number(interval.map(|interval| round(pick(interval), digits, Rounding::HalfUp)))
            };
            [end(|interval| interval.low), end(|interval| interval.high)]
        };
        let period = Cell::text(row.period.key());
        for (part, voice) in mgap.parts.iter().zip(&row.voices) {
            let mut cells = vec![period.clone(), self.name(part)];
            cells.push(Cell::number(voice.as_ref().map(|voice| voice.population)));
            cells.extend(answer_cells(voice.as_ref().map(|voice| &voice.answers)));
            cells.push(Cell::number(voice.as_ref().map(|voice| voice.volume)));
            let error = voice.as_ref().and_then(|voice| Some(voice.error? * voice.population));
            cells.extend(ends(voice.as_ref().map_or(Decimal::ZERO, |voice| voice.volume), error));
            rows.push(cells);
        }
        let mut cells = vec![period, Cell::Name { id: "total".to_owned(), label: "mGAP".to_owned() }];
        cells.extend(std::iter::repeat_n(Cell::Empty, 6));
        cells.push(Cell::number(row.total));
        if has_error {
            cells.extend(ends(row.total.unwrap_or_default(), row.error));
        }
        rows.push(cells);
    }

    fn name(&self, part: &Named) -> Cell {
        Cell::Name { id: part.id.clone(), label: part.label.get(self.lang).clone() }
    }

    fn nps(&self, nps: &Nps) -> Sheet {
        let has_error = nps.rounds.iter().any(|round| round.error.is_some());
        let mut columns = vec![self.column("period", "時期", "Period")];
        columns.extend(self.answer_columns(&nps.scale));
        if has_error {
            columns.extend(self.interval_columns());
        }
        let row = |line: &crate::data::nps::Round| {
            let mut cells = vec![Cell::text(line.period.key())];
            cells.extend(answer_cells(line.answers.as_ref()));
            let interval = line.answers.as_ref().and_then(|answers| Some(Interval::around(answers.score, line.error?)));
            let end = |value: Option<Decimal>| {
                Cell::number(value.map(|value| round(value, nps.scale.score_digits + 1, Rounding::HalfUp)))
            };
            cells.extend([end(interval.map(|interval| interval.low)), end(interval.map(|interval| interval.high))]);
            cells.truncate(columns.len());
            cells
        };
        let mut rows: Vec<Vec<Cell>> = nps.rounds.iter().map(row).collect();
        self.reasons(&mut columns, &mut rows, nps.rounds.iter().map(|round| round.withheld));
        Sheet { columns, rows, unit: None }
    }

    fn diffusion(&self, diffusion: &Diffusion) -> Sheet {
        let mut columns = vec![self.column("period", "時期", "Period")];
        columns.extend(
            diffusion.steps.iter().map(|step| self.per_cent(step.name.id.clone(), step.name.label.get(self.lang))),
        );
        columns.extend([self.column("index", "指数", "Index"), self.column("n", "n", "n")]);
        let rows = diffusion.rounds.iter().map(|round| {
            let mut cells = vec![Cell::text(round.period.key())];
            cells.extend(round.shares.iter().map(|share| Cell::number(*share)));
            cells.extend([Cell::number(round.index), Cell::number(round.n.map(Decimal::from))]);
            cells
        });
        Sheet { columns, rows: rows.collect(), unit: None }
    }

    fn series(&self, series: &Series) -> Sheet {
        let mut columns = vec![self.column("period", "時期", "Period")];
        columns.extend(
            series.lines.iter().map(|line| Column { key: line.id.clone(), label: line.label.get(self.lang).clone() }),
        );
        let row = |row: &crate::data::series::Row| {
            std::iter::once(Cell::text(row.period.key()))
                .chain(row.values.iter().map(|value| Cell::number(*value)))
                .collect()
        };
        let unit = series.unit.get(self.lang);
        Sheet { columns, rows: series.rows.iter().map(row).collect(), unit: (!unit.is_empty()).then(|| unit.clone()) }
    }

    fn survey(&self, survey: &Survey) -> Sheet {
        let has_n = survey.groups.iter().any(|group| group.n.is_some());
        let has_error = survey.groups.iter().any(|group| group.errors.iter().any(Option::is_some));
        let mut columns = vec![self.column("group", "区分", "Group")];
        for answer in &survey.answers {
            let label = answer.label.get(self.lang);
            columns.push(self.per_cent(answer.id.clone(), label));
            if has_error {
                let (ja, en) = (format!("{label} 95%信頼区間の幅（±）"), format!("{label} 95% CI (±)"));
                columns.push(self.column(&format!("{}_ci95", answer.id), &ja, &en));
            }
        }
        if has_n {
            columns.push(self.column("n", "n", "n"));
        }
        let rows = survey.groups.iter().map(|group| {
            let mut cells = vec![self.name(&group.name)];
            for (share, error) in group.shares.iter().zip(&group.errors) {
                cells.push(Cell::number(*share));
                if has_error {
                    cells.push(Cell::number(error.map(|error| round(margin(error), 1, Rounding::HalfUp))));
                }
            }
            if has_n {
                cells.push(Cell::number(group.n.map(Decimal::from)));
            }
            cells
        });
        let mut rows: Vec<Vec<Cell>> = rows.collect();
        self.reasons(&mut columns, &mut rows, survey.groups.iter().map(|group| group.withheld));
        Sheet { columns, rows, unit: Some("%".to_owned()) }
    }

    /// A last column that says why cells of a row are empty, where some are kept secret.
    fn reasons(
        &self,
        columns: &mut Vec<Column>,
        rows: &mut [Vec<Cell>],
        withheld: impl Iterator<Item = Option<Withheld>> + Clone,
    ) {
        if withheld.clone().flatten().next().is_none() {
            return;
        }
        columns.push(self.column("withheld", "備考", "Remark"));
        for (row, why) in rows.iter_mut().zip(withheld) {
            row.push(why.map_or(Cell::Empty, |why| Cell::Text(chart::withheld(why, self.language))));
        }
    }

    fn ranking(&self, ranking: &Ranking) -> Sheet {
        let scores = ranking.has_scores();
        let mut columns = vec![self.column("period", "時期", "Period")];
        for line in &ranking.lines {
            let label = line.label.get(self.lang);
            columns.push(self.column(&line.id, &format!("{label}（位）"), &format!("{label} (rank)")));
            if scores {
                columns.push(self.column(
                    &format!("{}_score", line.id),
                    &format!("{label}（点）"),
                    &format!("{label} (score)"),
                ));
            }
        }
        let rows = ranking.rows.iter().map(|row| {
            let mut cells = vec![Cell::text(row.period.key())];
            for place in &row.places {
                cells.push(Cell::number(place.map(|place| place.rank)));
                if scores {
                    cells.push(Cell::number(place.and_then(|place| place.score)));
                }
            }
            cells
        });
        Sheet { columns, rows: rows.collect(), unit: None }
    }

    fn scatter(&self, scatter: &Scatter) -> Sheet {
        let axis = |key: &str, axis: &Axis| Column { key: key.to_owned(), label: axis.label.get(self.lang).clone() };
        let columns = vec![self.column("item", "項目", "Field"), axis("x", &scatter.x), axis("y", &scatter.y)];
        let row = |point: &Point| vec![self.name(&point.name), Cell::Number(point.x), Cell::Number(point.y)];
        let mut rows: Vec<Vec<Cell>> = scatter.points.iter().map(row).collect();
        let label = pick(self.language, "平均", "Mean").to_owned();
        rows.push(vec![
            Cell::Name { id: "mean".to_owned(), label },
            Cell::number(scatter.x.mean),
            Cell::number(scatter.y.mean),
        ]);
        Sheet { columns, rows, unit: None }
    }

    fn tally(&self, tally: &Tally) -> Sheet {
        let columns = vec![self.column("item", "項目", "Item"), self.column("count", "数", "Number")];
        let rows = tally.in_language(self.lang).map_or(&[][..], |counted| &counted.rows);
        let row = |row: &tally::Row| {
            let name = Cell::Name { id: row.key.clone(), label: row.label.clone() };
            vec![name, Cell::Number(row.count.into())]
        };
        Sheet { columns, rows: rows.iter().map(row).collect(), unit: None }
    }
}

/// Low, middle, high, n, score.
fn answer_cells(answers: Option<&Answers>) -> [Cell; 5] {
    let share = |pick: fn(&Answers) -> Decimal| Cell::number(answers.map(|answers| answers.shown(pick(answers))));
    [
        share(|answers| answers.low),
        share(Answers::middle),
        share(|answers| answers.high),
        Cell::number(answers.and_then(|answers| answers.n).map(Decimal::from)),
        Cell::number(answers.map(|answers| answers.score)),
    ]
}
