//! Tells and draws a tally: a lying bar for each term, tag or author, an upright one for each year.

use rust_decimal::Decimal;

use super::axis::Name;
use super::bars::{self, Bar, Bars};
use super::measure::{SIZE, cut, width};
use super::svg::{Anchor, Area, Svg};
use super::words::{self, Writing, pick};
use super::{Drawing, NARROW, Table, Teller, Tile, Told, WIDE, nothing};
use crate::config::Config;
use crate::data::period::day_in_words;
use crate::data::tally::{By, Counted, Of, Row, Tally, Thing};
use crate::decimal::{shown, to_f64};
use crate::diag::Language;

/// The most bars that are drawn; the table has all.
const MOST_BARS: usize = 16;
const THICK: f64 = 22.0;

struct Story<'a> {
    teller: Teller<'a>,
    config: &'a Config,
    tally: &'a Tally,
    counted: &'a Counted,
    writing: Writing,
}

pub(super) fn tell(teller: Teller<'_>, tally: &Tally, config: &Config) -> Told {
    let counted = tally.in_language(teller.lang).filter(|counted| !counted.rows.is_empty());
    let Some(counted) = counted else { return nothing(teller, &[]) };
    let unit = match tally.of {
        Of::Stories => pick(teller.language, "話", "stories"),
        Of::Pages => pick(teller.language, "ページ", "pages"),
    };
    let writing = Writing { language: teller.language, signed: false, unit: unit.to_owned() };
    let story = Story { teller, config, tally, counted, writing };
    Told {
        finding: story.finding(),
        subtitle: story.subtitle(),
        alt: story.alt(),
        table: story.table(),
        method: story.method(),
        tiles: vec![story.tile()],
        has_error: false,
        wide: story.drawing(WIDE),
        narrow: story.drawing(NARROW),
    }
}

impl Story<'_> {
    fn ja(&self) -> bool {
        self.teller.language == Language::Ja
    }

    fn things(&self) -> &'static str {
        match self.tally.of {
            Of::Stories => pick(self.teller.language, "物語", "stories"),
            Of::Pages => pick(self.teller.language, "ページ", "pages"),
        }
    }

    /// 「12話」, “1 story”.
    fn amount(&self, count: u64) -> String {
        match (self.ja(), count, self.tally.of) {
            (false, 1, Of::Stories) => "1 story".to_owned(),
            (false, 1, Of::Pages) => "1 page".to_owned(),
            _ => self.writing.with_unit(count.into()),
        }
    }

    fn label(&self, row: &Row) -> String {
        match row.thing {
            Thing::Year(period) => period.label(self.teller.language),
            _ => row.label.clone(),
        }
    }

    fn by_year(&self) -> bool {
        matches!(self.tally.by, By::Year | By::FiscalYear)
    }

    /// What documents were counted by, in a word.
    fn measure(&self) -> String {
        let language = self.teller.language;
        match self.tally.by {
            By::Vocabulary(index) => self.config.vocabularies[index].label.get(self.teller.lang).clone(),
            By::Tag => pick(language, "タグ", "Tag").to_owned(),
            By::Author => pick(language, "書いた人", "Author").to_owned(),
            By::Year => pick(language, "年", "Year").to_owned(),
            By::FiscalYear => pick(language, "年度", "Fiscal year").to_owned(),
        }
    }

    fn finding(&self) -> String {
        let total = self.amount(self.counted.total);
        let most = self.counted.rows.iter().rev().max_by_key(|row| row.count).filter(|row| row.count > 0);
        let (Some(most), things) = (most, self.things()) else {
            return self.teller.indicator.about.title.get(self.teller.lang).clone();
        };
        let (label, count) = (words::named(&self.label(most), self.teller.language), self.amount(most.count));
        let tied = self.counted.rows.iter().filter(|row| row.count == most.count).count() > 1;
        match (self.ja(), tied) {
            (true, true) => format!("{things}は全部で{total}。多いところで{count}。"),
            (true, false) => format!("{things}は全部で{total}。いちばん多いのは{label}の{count}。"),
            (false, true) => format!("{total} in all, at most {count} each."),
            (false, false) => format!("{total} in all; the most are {label}: {count}."),
        }
    }

    fn subtitle(&self) -> String {
        let day = day_in_words(self.teller.indicator.about.as_of, self.teller.language);
        let (measure, unit) = (self.measure(), &self.writing.unit);
        if self.ja() {
            format!("{measure}ごとの数（{unit}）、{day}現在")
        } else {
            format!("Number by {measure}, as of {day}")
        }
    }

    fn alt(&self) -> String {
        let title = self.teller.indicator.about.title.get(self.teller.lang);
        let parts: Vec<String> = self
            .counted
            .rows
            .iter()
            .take(MOST_BARS)
            .map(|row| format!("{} {}", self.label(row), shown(row.count.into())))
            .collect();
        let parts = words::join(&parts, self.teller.language);
        if self.ja() {
            format!("{title}の棒グラフ。{parts}。")
        } else {
            format!("Bar chart of {title}: {parts}.")
        }
    }

    fn table(&self) -> Table {
        let count = format!("{}（{}）", pick(self.teller.language, "数", "Number"), self.writing.unit);
        let count = if self.ja() { count } else { format!("Number of {}", self.things()) };
        let rows = self.counted.rows.iter().map(|row| vec![self.label(row), shown(row.count.into())]);
        Table {
            caption: self.teller.indicator.about.title.get(self.teller.lang).clone(),
            columns: vec![self.measure(), count],
            rows: rows.collect(),
        }
    }

    /// What counts and what does not.
    fn method(&self) -> Vec<String> {
        let (things, language) = (self.things(), self.teller.language);
        let mut lines = vec![if self.ja() {
            format!("公開中の{things}を数えました。下書き、公開前、掲載を終えたものは数えていません。")
        } else {
            format!("Published {things} are counted; drafts and those not yet or no longer shown are not.")
        }];
        if self.config.languages.len() > 1 {
            let label = &self.config.languages[self.teller.lang.index()].label;
            lines.push(if self.ja() {
                format!("この言語（{label}）の{things}だけを数えています。")
            } else {
                format!("Only {things} in this language ({label}) are counted.")
            });
        }
        if self.counted.rows.len() > MOST_BARS && !self.by_year() {
            lines.push(if self.ja() {
                format!("図は多い順に{MOST_BARS}まで、表にはすべてあります。")
            } else {
                format!("The picture shows the first {MOST_BARS}, the table all.")
            });
        }
        let sum: u64 = self.counted.rows.iter().map(|row| row.count).sum();
        if sum > self.counted.total {
            let (ja, en) = (
                "いくつかにまたがるものは、それぞれに数えています。そのため、合計は全部の数より多くなります。",
                "What belongs to several is counted in each, so the sum is more than all.",
            );
            lines.push(pick(language, ja, en).to_owned());
        }
        lines
    }

    fn tile(&self) -> Tile {
        Tile {
            label: pick(self.teller.language, "全部で", "In all").to_owned(),
            before: String::new(),
            value: shown(self.counted.total.into()),
            unit: self.writing.unit.clone(),
            period: day_in_words(self.teller.indicator.about.as_of, self.teller.language),
            interval: None,
            target: None,
            strip: None,
        }
    }

    fn drawing(&self, paper: f64) -> Drawing {
        if self.by_year() {
            let bars = self.years();
            let height = bars::height(&bars, paper);
            return Drawing::new(height, |svg| bars::draw(svg, &bars, (paper, height)));
        }
        let rows = &self.counted.rows[..self.counted.rows.len().min(MOST_BARS)];
        let narrow = paper < 400.0;
        let pitch = THICK + if narrow { 32.0 } else { 14.0 };
        let height = 8.0 + pitch * f64::from(u32::try_from(rows.len()).unwrap_or(u32::MAX));
        Drawing::new(height, |svg| self.lying(svg, rows, (paper, pitch)))
    }

    fn lying(&self, svg: &mut Svg, rows: &[Row], (paper, pitch): (f64, f64)) {
        let narrow = paper < 400.0;
        let widest = rows.iter().map(|row| width(&self.label(row), SIZE + 1.0)).fold(0.0, f64::max);
        let names = if narrow { 0.0 } else { widest.min(200.0) + 14.0 };
        let room = paper - names - 70.0;
        let most = rows.iter().map(|row| row.count).max().unwrap_or(0).max(1);
        let mut y = 8.0;
        for row in rows {
            let count = Decimal::from(row.count);
            let length = to_f64(count / Decimal::from(most)) * room;
            let top = if narrow { y + 20.0 } else { y };
            let label = cut(&self.label(row), SIZE + 1.0, if narrow { paper } else { names - 14.0 });
            let (x, baseline, anchor) =
                if narrow { (0.0, y + 14.0, Anchor::Start) } else { (names - 14.0, top + 16.0, Anchor::End) };
            svg.text("c-label c-ink", (x, baseline), anchor, &label);
            svg.rect("c-data-1", Area { x: names, y: top, width: length, height: THICK });
            svg.text("c-value c-strong", (names + length + 8.0, top + 16.0), Anchor::Start, &shown(count));
            y += pitch;
        }
        if !narrow {
            svg.line("c-zero", (names, 2.0), (names, y - 8.0));
        }
    }

    fn years(&self) -> Bars {
        let last = self.counted.rows.len().saturating_sub(1);
        let bar = |(index, row): (usize, &Row)| {
            let count = Decimal::from(row.count);
            let name = match row.thing {
                Thing::Year(period) => Name::of(period, self.teller.language),
                _ => Name::default(),
            };
            Bar { name, value: Some(count), shown: shown(count), strong: index == last, ..Bar::gap() }
        };
        let row = self.counted.rows.iter().enumerate().map(bar).collect();
        let writing = Writing { unit: String::new(), ..self.writing.clone() };
        Bars { row, target: None, reference: None, categories: false, writing }
    }
}
