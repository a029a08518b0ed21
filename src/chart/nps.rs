//! Tells and draws a net promoter score: the score over time, and the answers behind it.

use super::course::{Course, Point};
use super::diverging::{Diverging, Question, Shares, draw_below};
use super::scores::{error_formula, heads, margin_text, published_note};
use super::words::{self, pick};
use super::{Table, Teller, Told, nothing_but};
use crate::data::Sampling;
use crate::data::answers::Answers;
use crate::data::nps::{Nps, Round};
use crate::decimal::shown;
use crate::diag::Language;

struct Story<'a> {
    teller: Teller<'a>,
    nps: &'a Nps,
    last: (&'a Round, &'a Answers),
    course: Course<'a>,
}

pub(super) fn tell(teller: Teller<'_>, nps: &Nps) -> Told {
    let Some(last) = nps.latest() else {
        return nothing_but(teller, nps.rounds.iter().map(|round| (round.period, round.withheld)));
    };
    let course = course(teller, nps);
    let story = Story { teller, nps, last, course };
    let diverging = story.diverging();
    let bars = (nps.rounds.len() > 1).then(|| story.course.bars());
    let head = pick(teller.language, "答えの割合（%）", "Shares of answers (%)");
    let drawing = |width| draw_below(bars.as_ref(), head, &diverging, width);
    story.course.told((story.subtitle(), story.table(), story.method()), drawing)
}

fn course<'a>(teller: Teller<'a>, nps: &'a Nps) -> Course<'a> {
    let point = |round: &Round| Point {
        period: round.period,
        value: round.answers.as_ref().map(|answers| answers.score),
        error: round.error,
        withheld: round.withheld,
    };
    Course {
        points: nps.rounds.iter().map(point).collect(),
        breaks: &nps.breaks,
        events: &nps.events,
        digits: nps.scale.score_digits + 1,
        ..Course::of(teller, nps.scale.is_signed(), &nps.targets)
    }
}

impl Story<'_> {
    fn language(&self) -> Language {
        self.teller.language
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
        let whisker = pick(self.language(), "。縦線は95%信頼区間", "; whiskers: 95% CI");
        let whisker = if self.last.0.error.is_some() { whisker } else { "" };
        let span = words::span(first, self.last.0.period, self.language());
        format!("{}{whisker}", words::join(&[measure, span, n], self.language()))
    }

    fn table(&self) -> Table {
        let language = self.language();
        let heads = heads(&self.nps.scale, language);
        let has_error = self.course.points.iter().any(|point| point.error.is_some());
        let mut columns = vec![pick(language, "時期", "Period").to_owned()];
        columns.extend([&heads.low, &heads.middle, &heads.high].map(|head| words::per_cent(head, language)));
        columns.extend([pick(language, "差（ポイント）", "Net (points)").to_owned(), "n".to_owned()]);
        if has_error {
            columns.push(pick(language, "95%信頼区間", "95% CI").to_owned());
        }
        let none = || words::no_data(language).to_owned();
        let row = |(round, point): (&Round, &Point)| {
            let mut cells = vec![round.period.label(language)];
            if let Some(answers) = &round.answers {
                let shares = [answers.low, answers.middle(), answers.high];
                cells.extend(shares.map(|share| shown(answers.shown(share))));
                cells.push(self.course.writing.figure(answers.score));
                cells.push(answers.n.map_or_else(none, |n| shown(n.into())));
                cells.push(self.course.interval_cell(point).unwrap_or_else(none));
            }
            cells.resize(columns.len(), words::nothing(round.withheld, language));
            cells
        };
        let rows = self.nps.rounds.iter().zip(&self.course.points).map(row).collect();
        Table { caption: self.course.name.to_owned(), columns, rows }
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
        lines.extend(published_note(&period, answers, &self.course.writing));
        if self.teller.indicator.sampling == Some(Sampling::Random) && round.error.is_some() {
            lines.push(error_formula(&self.nps.scale, false, self.language()));
        }
        lines
    }

    fn diverging(&self) -> Diverging {
        let first = self.course.first().map(|(point, _)| point.period);
        let then = self.nps.rounds.iter().find(|round| Some(round.period) == first);
        let then = then.and_then(|round| Some(self.shares(round, round.answers.as_ref()?)));
        let question = Question { label: String::new(), now: self.shares(self.last.0, self.last.1), then };
        Diverging { questions: vec![question], heads: heads(&self.nps.scale, self.language()) }
    }

    fn shares(&self, round: &Round, answers: &Answers) -> Shares {
        Shares {
            period: round.period.label(self.language()),
            low: answers.shown(answers.low),
            middle: answers.shown(answers.middle()),
            high: answers.shown(answers.high),
            score: self.course.writing.figure(answers.score),
            margin: margin_text(round.error, &self.nps.scale),
        }
    }
}
