//! Tells of figures over time; `picture` draws them.

mod picture;

use rust_decimal::Decimal;

use super::journey::journey;
use super::measure::{SIZE, cut};
use super::scores::since_break;
use super::tiles::tile;
use super::words::{self, Writing, change_sentence, outcome, pick};
use super::{NARROW, Table, Teller, Tile, Told, WIDE, nothing};
use crate::data::Period;
use crate::data::series::{Row, Series};
use crate::data::target::Target;
use crate::decimal::signed;
use crate::diag::Language;

struct Story<'a> {
    teller: Teller<'a>,
    series: &'a Series,
    writing: Writing,
    first: Period,
    last: Period,
    /// The period from which on figures can be compared.
    comparable: Option<Period>,
}

pub(super) fn tell(teller: Teller<'_>, series: &Series) -> Told {
    let (Some(first), Some(last)) = (series.rows.first(), last_known(series)) else {
        return nothing(teller, &series.rows.iter().map(|row| row.period).collect::<Vec<_>>());
    };
    let unit = series.unit.get(teller.lang).clone();
    let story = Story {
        teller,
        series,
        writing: Writing { language: teller.language, signed: series.signed, unit },
        first: first.period,
        last,
        comparable: since_break(&series.breaks, last),
    };
    Told {
        finding: story.finding(),
        subtitle: story.subtitle(),
        alt: story.alt(),
        table: story.table(),
        method: story.method(),
        tiles: story.tiles(),
        has_error: false,
        wide: story.drawing(WIDE),
        narrow: story.drawing(NARROW),
    }
}

/// The last period for which some figure is known.
fn last_known(series: &Series) -> Option<Period> {
    series.rows.iter().rev().find(|row| row.values.iter().any(Option::is_some)).map(|row| row.period)
}

impl<'a> Story<'a> {
    fn language(&self) -> Language {
        self.teller.language
    }

    fn ja(&self) -> bool {
        self.language() == Language::Ja
    }

    fn title(&self) -> &'a str {
        self.teller.indicator.about.title.get(self.teller.lang)
    }

    fn label(&self, line: usize) -> &'a str {
        self.series.lines[line].label.get(self.teller.lang)
    }

    /// The figures of a line that can be compared with its last one.
    fn points(&self, line: usize) -> Vec<(Period, Decimal)> {
        self.series.points(line).filter(|(period, _)| self.comparable.is_none_or(|from| *period >= from)).collect()
    }

    fn target(&self, line: usize) -> Option<&'a Target> {
        self.series.targets.next(Some(line), self.last)
    }

    fn up(&self, line: usize) -> bool {
        self.series.targets.up(Some(line))
    }

    fn finding(&self) -> String {
        match self.series.lines.len() {
            1 => self.finding_of_one(),
            2 => self.finding_of_two().unwrap_or_else(|| self.finding_of_many()),
            _ => self.finding_of_many(),
        }
    }

    fn finding_of_one(&self) -> String {
        let points = self.points(0);
        let mut sentence = match points.as_slice() {
            [] => return self.title().to_owned(),
            [(period, value)] => {
                let (period, value) = (period.label(self.language()), self.writing.with_unit(*value));
                if self.ja() {
                    format!("{}は、{period}に{value}。", self.title())
                } else {
                    format!("{}: {value} in {period}.", self.title())
                }
            }
            [(from, before), .., (to, now)] => {
                change_sentence(self.title(), &to.since(*from, self.language()), (now - before, true), &self.writing)
            }
        };
        if let (Some(target), Some((_, now))) = (self.target(0), points.last()) {
            sentence += &words::outcome_sentence(outcome(*now, target, self.up(0), None), &self.writing);
        }
        sentence
    }

    /// 「2022年から転入が転出を上回り、差は430人。」
    fn finding_of_two(&self) -> Option<String> {
        let (since, difference) = self.lead(self.last)?;
        let (upper, lower) = if difference > Decimal::ZERO { (0, 1) } else { (1, 0) };
        let (upper, lower) = (self.label(upper), self.label(lower));
        let distance = self.writing.distance(difference);
        let last = self.last.label(self.language());
        let always = since == self.first || since == self.last;
        let since = since.label(self.language());
        Some(match (difference.is_zero(), always, self.ja()) {
            (true, _, true) => format!("{last}は、{upper}と{lower}が同じ。"),
            (true, _, false) => format!("{upper} and {lower} are equal in {last}."),
            (_, true, true) => format!("{last}は{upper}が{lower}を上回り、差は{distance}。"),
            (_, true, false) => format!("{upper} exceeds {lower} by {distance} in {last}."),
            (_, false, true) => format!("{since}から{upper}が{lower}を上回り、{last}の差は{distance}。"),
            (_, false, false) => {
                format!("{upper} has exceeded {lower} since {since}; the difference in {last} is {distance}.")
            }
        })
    }

    /// Since when, without a gap, the same of two lines lies above the other, and by how much at `period`.
    fn lead(&self, period: Period) -> Option<(Period, Decimal)> {
        let difference = |row: &Row| match row.values[..] {
            [Some(first), Some(second)] => Some(first - second),
            _ => None,
        };
        let mut rows = self.series.rows.iter().rev().skip_while(|row| row.period > period);
        let last = rows.next()?;
        let now = difference(last)?;
        let mut since = last.period;
        for row in rows {
            let same = difference(row)
                .is_some_and(|then| !then.is_zero() && then.is_sign_positive() == now.is_sign_positive());
            if !same || since.ordinal() - row.period.ordinal() > 1 {
                break;
            }
            since = row.period;
        }
        Some((since, now))
    }

    fn finding_of_many(&self) -> String {
        let row = self.series.rows.iter().find(|row| row.period == self.last);
        let values = row
            .into_iter()
            .flat_map(|row| row.values.iter().enumerate())
            .filter_map(|(index, value)| Some((index, (*value)?)));
        let Some((index, value)) = values.max_by_key(|(index, value)| (*value, std::cmp::Reverse(*index))) else {
            return self.title().to_owned();
        };
        let (label, value, last) = (self.label(index), self.writing.with_unit(value), self.last.label(self.language()));
        if self.ja() {
            format!("{last}にいちばん多いのは{label}で、{value}。")
        } else {
            format!("{label} is the highest in {last}: {value}.")
        }
    }

    fn subtitle(&self) -> String {
        let unit = &self.writing.unit;
        let names: Vec<String> = (0..self.series.lines.len()).map(|line| self.label(line).to_owned()).collect();
        let names =
            if names.len() > 3 { self.title().to_owned() } else { names.join(pick(self.language(), "と", " and ")) };
        let measure = match (unit.is_empty(), self.ja()) {
            (true, _) => names,
            (_, true) => format!("{names}（{unit}）"),
            (_, false) => format!("{names} ({unit})"),
        };
        let span = words::span(self.first, self.last, self.language());
        let text = words::join(&[measure, span], self.language());
        let scale = self.lines(false).scale();
        if scale.holds_zero() || self.has_bars() {
            return text;
        }
        let from = self.writing.with_unit(scale.low());
        if self.ja() { format!("{text}。縦軸は{from}から") } else { format!("{text}; axis from {from}") }
    }

    fn alt(&self) -> String {
        let mut sentences = Vec::new();
        for line in 0..self.series.lines.len().min(6) {
            let points: Vec<(Period, Decimal)> = self.series.points(line).collect();
            let (label, journey) = (self.label(line), journey(&points, &self.writing));
            sentences.push(match (self.ja(), points.len()) {
                (true, 1..) => format!("{label}は{journey}"),
                _ => format!("{label}: {journey}"),
            });
        }
        let targets = (0..self.series.lines.len())
            .filter_map(|line| Some(self.target_words(self.label(line), self.target(line)?)));
        sentences.extend(targets);
        let (ja, en) = match (self.has_bars(), self.series.rows.len()) {
            (true, 1) => ("図", "Chart"),
            (true, _) => ("棒グラフ", "Bar chart"),
            (false, _) => ("折れ線グラフ", "Line chart"),
        };
        let (head, stop) = if self.ja() {
            (format!("{}の{ja}。", self.title()), "。")
        } else {
            (format!("{en} of {}. ", self.title()), ". ")
        };
        format!("{head}{}{}", sentences.join(stop), stop.trim_end())
    }

    /// The line of a target: a value to reach, else what every year is to have.
    fn target_line(&self, line: usize) -> Option<(Decimal, String)> {
        if let Some(target) = self.target(line) {
            let label = cut(self.label(line), SIZE, 112.0);
            return Some((target.value, self.target_words(&label, target)));
        }
        let (_, aim) = self.series.targets.yearly.iter().find(|(part, _)| *part == Some(line))?;
        let words = aim.words(self.last.length(), self.language(), |value| self.writing.with_unit(value));
        let named = if self.series.lines.len() == 1 {
            String::new()
        } else {
            format!("{} ", cut(self.label(line), SIZE, 112.0))
        };
        Some((aim.bound()?, format!("{named}{words}")))
    }

    fn target_words(&self, label: &str, target: &Target) -> String {
        let words = self.writing.target(target.value, target.period);
        match (self.series.lines.len(), self.ja()) {
            (1, _) => words,
            (_, true) => format!("{label}の{words}"),
            (_, false) => format!("{label}: {words}"),
        }
    }

    fn table(&self) -> Table {
        let unit = &self.writing.unit;
        let mut columns = vec![pick(self.language(), "時期", "Period").to_owned()];
        for line in 0..self.series.lines.len() {
            let label = self.label(line);
            columns.push(match (unit.is_empty(), self.ja()) {
                (true, _) => label.to_owned(),
                (_, true) => format!("{label}（{unit}）"),
                (_, false) => format!("{label} ({unit})"),
            });
        }
        let rows = self.series.rows.iter().map(|row| {
            let cell = |value: &Option<Decimal>| {
                value.map_or_else(|| words::no_data(self.language()).to_owned(), |value| self.writing.figure(value))
            };
            std::iter::once(row.period.label(self.language())).chain(row.values.iter().map(cell)).collect()
        });
        Table { caption: self.title().to_owned(), columns, rows: rows.collect() }
    }

    fn tiles(&self) -> Vec<Tile> {
        let mut tiles = Vec::new();
        for line in 0..self.series.lines.len().min(4) {
            let Some((period, value)) = self.series.points(line).next_back() else { continue };
            let target = self.target(line);
            let goal = (target, self.up(line));
            tiles.push(tile((self.label(line).to_owned(), period), (value, value), None, goal, &self.writing));
        }
        tiles
    }

    fn method(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let row = self.series.rows.iter().find(|row| row.period == self.last);
        if let Some([Some(first), Some(second)]) = row.map(|row| row.values.as_slice()) {
            let (first_text, second_text) = (self.writing.figure(*first), self.writing.figure(*second));
            let difference = self.writing.unit_after(&signed(first - second));
            let names = format!("{} − {}", self.label(0), self.label(1));
            let period = self.last.label(self.language());
            lines.push(if self.ja() {
                format!("{period}の差：{names} = {first_text} − {second_text} = {difference}")
            } else {
                format!("Difference in {period}: {names} = {first_text} − {second_text} = {difference}")
            });
        }
        for remark in &self.series.breaks {
            let (period, text) = (remark.period.label(self.language()), remark.text.get(self.teller.lang));
            lines.push(if self.ja() {
                format!("{period}：{text}（それより前とは比べられません）")
            } else {
                format!("{period}: {text} (not comparable with earlier figures)")
            });
        }
        lines
    }
}
