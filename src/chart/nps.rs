//! Tells and draws a net promoter score: the score over time, and the answers behind it.

use rust_decimal::Decimal;

use super::axis::Name;
use super::bars::{self, Bar, Bars};
use super::diverging::{Diverging, Question, Shares};
use super::scores::{error_formula, heads, margin_text, published_note, rounded, since_break};
use super::svg::Anchor;
use super::tiles::tile;
use super::words::{self, Outcome, Writing, change_sentence, outcome, pick, sentence};
use super::{Drawing, NARROW, Table, Teller, Told, WIDE, nothing};
use crate::data::answers::Answers;
use crate::data::interval::Interval;
use crate::data::mgap::clear_change;
use crate::data::nps::{Nps, Round};
use crate::data::read::Remark;
use crate::data::{Period, Sampling};
use crate::decimal::shown;
use crate::diag::Language;

struct Story<'a> {
    teller: Teller<'a>,
    nps: &'a Nps,
    first: Option<(&'a Round, &'a Answers)>,
    last: (&'a Round, &'a Answers),
    score: Writing,
}

pub(super) fn tell(teller: Teller<'_>, nps: &Nps) -> Told {
    let Some(last) = nps.latest() else {
        return nothing(teller, &nps.rounds.iter().map(|round| round.period).collect::<Vec<_>>());
    };
    let from = since_break(&nps.breaks, last.0.period);
    let mut comparable = nps.rounds.iter().filter(|round| from.is_none_or(|from| round.period >= from));
    let first = comparable.find_map(|round| Some((round, round.answers.as_ref()?)));
    let points = pick(teller.language, "ポイント", "points").to_owned();
    let story = Story {
        teller,
        nps,
        first: first.filter(|first| first.0.period < last.0.period),
        last,
        score: Writing { language: teller.language, signed: nps.scale.is_signed(), unit: points },
    };
    Told {
        finding: story.finding(),
        subtitle: story.subtitle(),
        alt: story.alt(),
        table: story.table(),
        method: story.method(),
        tiles: story.tiles(),
        has_error: last.0.error.is_some(),
        wide: story.drawing(WIDE),
        narrow: story.drawing(NARROW),
    }
}

impl Story<'_> {
    fn language(&self) -> Language {
        self.teller.language
    }

    fn name(&self) -> &str {
        self.teller.indicator.about.title.get(self.teller.lang)
    }

    fn bare(&self) -> Writing {
        Writing { unit: String::new(), ..self.score.clone() }
    }

    fn interval(&self, round: &Round) -> Option<Interval> {
        let interval = Interval::around(round.answers.as_ref()?.score, round.error?);
        Some(rounded(interval, self.nps.scale.score_digits + 1))
    }

    fn finding(&self) -> String {
        let (round, answers) = self.last;
        let period = round.period.label(self.language());
        let mut sentence = match self.first {
            None if self.language() == Language::Ja => {
                format!("{}は、{period}に{}。", self.name(), self.score.figure(answers.score))
            }
            None => format!("{}: {} in {period}.", self.name(), self.score.figure(answers.score)),
            Some((first, before)) => {
                let time = round.period.since(first.period, self.language());
                let clear = clear_change((before.score, first.error), (answers.score, round.error)) != Some(false);
                change_sentence(self.name(), &time, (answers.score - before.score, clear), &self.score)
            }
        };
        if let Some(target) = self.nps.target(round.period) {
            let outcome: Outcome = outcome(answers.score, target.value, true, self.interval(round));
            sentence += &words::outcome_sentence(outcome, &self.score);
        }
        sentence
    }

    fn subtitle(&self) -> String {
        let first = self.nps.rounds.first().map_or(self.last.0.period, |round| round.period);
        let heads = heads(&self.nps.scale, self.language());
        let (high, low) = (heads.high, heads.low);
        let measure = match self.language() {
            Language::Ja => format!("{high}の割合 − {low}の割合（ポイント）"),
            Language::En => format!("Share of {high} minus share of {low} (points)"),
        };
        let n = self.last.1.n.map_or_else(String::new, |n| format!("n={}", shown(n.into())));
        let whisker = if self.last.0.error.is_some() {
            pick(self.language(), "。縦線は95%信頼区間", "; whiskers: 95% CI")
        } else {
            ""
        };
        let span = words::span(first, self.last.0.period, self.language());
        format!("{}{whisker}", words::join(&[measure, span, n], self.language()))
    }

    fn alt(&self) -> String {
        let (round, answers) = self.last;
        let (name, now, when) = (self.name(), self.score.figure(answers.score), round.period.label(self.language()));
        let ja = self.language() == Language::Ja;
        let mut text = match self.nps.rounds.iter().find_map(|round| Some((round, round.answers.as_ref()?))) {
            Some((first, before)) if first.period < round.period => {
                let (from, then) = (first.period.label(self.language()), self.score.figure(before.score));
                if ja {
                    format!("{name}の棒グラフ。{from}の{then}から{when}の{now}へ。")
                } else {
                    format!("Bar chart of {name}: from {then} in {from} to {now} in {when}.")
                }
            }
            _ if ja => format!("{name}の図。{when}は{now}。"),
            _ => format!("{name}: {now} in {when}."),
        };
        if let Some(target) = self.nps.target(round.period) {
            let target = self.bare().target(target.value, target.period);
            text += &sentence(&target, self.language());
        }
        text
    }

    fn table(&self) -> Table {
        let language = self.language();
        let none = || words::no_data(language).to_owned();
        let heads = heads(&self.nps.scale, language);
        let has_error = self.nps.rounds.iter().any(|round| round.error.is_some());
        let mut columns = vec![pick(language, "時期", "Period").to_owned()];
        columns.extend(
            [&heads.low, &heads.middle, &heads.high]
                .map(|head| if language == Language::Ja { format!("{head}（%）") } else { format!("{head} (%)") }),
        );
        columns.extend([pick(language, "差（ポイント）", "Net (points)").to_owned(), "n".to_owned()]);
        if has_error {
            columns.push(pick(language, "95%信頼区間", "95% CI").to_owned());
        }
        let row = |round: &Round| {
            let mut cells = vec![round.period.label(language)];
            match &round.answers {
                None => cells.resize(columns.len(), none()),
                Some(answers) => {
                    cells
                        .extend([answers.low, answers.middle(), answers.high].map(|share| shown(answers.shown(share))));
                    cells.push(self.score.figure(answers.score));
                    cells.push(answers.n.map_or_else(none, |n| shown(n.into())));
                    if has_error {
                        let ends = |interval: Interval| {
                            format!(
                                "{} {} {}",
                                self.score.figure(interval.low),
                                pick(language, "〜", "to"),
                                self.score.figure(interval.high)
                            )
                        };
                        cells.push(self.interval(round).map_or_else(none, ends));
                    }
                }
            }
            cells
        };
        let rows = self.nps.rounds.iter().map(row).collect();
        Table { caption: self.name().to_owned(), columns, rows }
    }

    fn tiles(&self) -> Vec<super::Tile> {
        let (round, answers) = self.last;
        let target = self.nps.target(round.period).map(|target| (target.value, target.period));
        let figure = (answers.score, answers.score);
        vec![tile((self.name().to_owned(), round.period), figure, self.interval(round), (target, true), &self.score)]
    }

    fn method(&self) -> Vec<String> {
        let (round, answers) = self.last;
        let (high, low) = (shown(answers.shown(answers.high)), shown(answers.shown(answers.low)));
        let score = shown(answers.score);
        let relation = if answers.high - answers.low == answers.score { "=" } else { "≒" };
        let formula = if self.nps.scale.index {
            format!("50 + ({high} − {low}) ÷ 2 {relation} {score}")
        } else {
            format!("{high} − {low} {relation} {score}")
        };
        let period = round.period.label(self.language());
        let colon = pick(self.language(), "：", ": ");
        let mut lines = vec![format!("{period}{colon}{formula}")];
        lines.extend(published_note(&period, answers, &self.score));
        if self.teller.indicator.sampling == Some(Sampling::Random) && round.error.is_some() {
            lines.push(error_formula(&self.nps.scale, false, self.language()));
        }
        lines
    }

    fn bars(&self) -> Bars {
        let language = self.language();
        let remark = |remarks: &[Remark], period: Period| {
            remarks
                .iter()
                .find(|remark| remark.period == period)
                .map(|remark| remark.text.get(self.teller.lang).clone())
        };
        let mut row = Vec::new();
        let mut before: Option<Period> = None;
        for round in &self.nps.rounds {
            let gap = before.map_or(0, |before| round.period.ordinal() - before.ordinal() - 1);
            row.extend((0..gap.min(3)).map(|_| Bar::gap()));
            before = Some(round.period);
            let score: Option<Decimal> = round.answers.as_ref().map(|answers| answers.score);
            row.push(Bar {
                name: Name::of(round.period, language),
                value: score,
                shown: score.map_or_else(String::new, |score| self.score.figure(score)),
                interval: self.interval(round),
                strong: round.period == self.last.0.period,
                broken: remark(&self.nps.breaks, round.period),
                event: remark(&self.nps.events, round.period),
            });
        }
        let target = self.nps.target(self.last.0.period);
        let target = target.map(|target| (target.value, self.bare().target(target.value, target.period)));
        Bars { row, target, categories: false, writing: self.bare() }
    }

    fn shares(&self, round: &Round, answers: &Answers) -> Shares {
        Shares {
            period: round.period.label(self.language()),
            low: answers.shown(answers.low),
            middle: answers.shown(answers.middle()),
            high: answers.shown(answers.high),
            score: self.score.figure(answers.score),
            margin: margin_text(round.error, &self.nps.scale),
        }
    }

    fn drawing(&self, width: f64) -> Drawing {
        let now = self.shares(self.last.0, self.last.1);
        let then = self.first.map(|(round, answers)| self.shares(round, answers));
        let question = Question { label: String::new(), now, then };
        let diverging = Diverging { questions: vec![question], heads: heads(&self.nps.scale, self.language()) };
        let bars_height = match (self.nps.rounds.len(), width < 400.0) {
            (..=1, _) => 0.0,
            (_, true) => 250.0,
            (_, false) => 290.0,
        };
        let top = if bars_height > 0.0 { bars_height + 52.0 } else { 0.0 };
        Drawing::new(top + diverging.height(width), |svg| {
            if bars_height > 0.0 {
                bars::draw(svg, &self.bars(), (width, bars_height));
                let head = pick(self.language(), "答えの割合（%）", "Shares of answers (%)");
                svg.text("c-name", (0.0, bars_height + 32.0), Anchor::Start, head);
            }
            diverging.draw(svg, top, width);
        })
    }
}
