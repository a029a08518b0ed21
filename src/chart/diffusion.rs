//! Tells and draws a diffusion index: the index over time, and the answers behind it.

use rust_decimal::Decimal;

use super::course::{Course, Point};
use super::diverging::{Diverging, Heads, Question, Shares, draw_below};
use super::stack::{Row, Stack, draw_stack_below};
use super::words::{self, pick};
use super::{Table, Teller, Told, nothing};
use crate::data::diffusion::{Diffusion, Method, Round};
use crate::data::interval::margin;
use crate::decimal::{Rounding, round, shown};
use crate::diag::Language;

struct Story<'a> {
    teller: Teller<'a>,
    diffusion: &'a Diffusion,
    last: (&'a Round, Decimal),
    course: Course<'a>,
}

pub(super) fn tell(teller: Teller<'_>, diffusion: &Diffusion) -> Told {
    let Some(last) = diffusion.rounds.iter().rev().find_map(|round| Some((round, round.index?))) else {
        return nothing(teller, &diffusion.rounds.iter().map(|round| round.period).collect::<Vec<_>>());
    };
    let story = Story { teller, diffusion, last, course: course(teller, diffusion) };
    let mut bars = story.course.bars();
    if diffusion.method == Method::Half {
        let words =
            pick(teller.language, "50：よくなった人と悪くなった人が同じ", "50: as many better as worse").to_owned();
        bars.reference = Some((Decimal::from(50), words));
    }
    let head = pick(teller.language, "答えの割合（%）", "Shares of answers (%)");
    let drawing = |width| match story.diverging() {
        Some(diverging) => draw_below(Some(&bars), head, &diverging, width),
        None => draw_stack_below(&bars, head, &story.stack(), width),
    };
    story.course.told((story.subtitle(), story.table(), story.method()), drawing)
}

fn course<'a>(teller: Teller<'a>, diffusion: &'a Diffusion) -> Course<'a> {
    let point = |round: &Round| Point { error: round.error, ..Point::of(round.period, round.index) };
    Course {
        points: diffusion.rounds.iter().map(point).collect(),
        breaks: &diffusion.breaks,
        events: &diffusion.events,
        ..Course::of(teller, diffusion.is_signed(), &diffusion.targets)
    }
}

impl<'a> Story<'a> {
    fn language(&self) -> Language {
        self.teller.language
    }

    fn label(&self, index: usize) -> &'a str {
        self.diffusion.steps[index].name.label.get(self.teller.lang)
    }

    /// The formula in words: 「よくなった − 悪くなった」.
    fn formula(&self) -> String {
        let mut text = String::new();
        for (index, step) in self.diffusion.steps.iter().enumerate().filter(|(_, step)| !step.weight.is_zero()) {
            let sign = match (step.weight.is_sign_negative(), text.is_empty()) {
                (true, true) => "−",
                (true, false) => " − ",
                (false, true) => "",
                (false, false) => " + ",
            };
            let weight = step.weight.abs();
            let factor =
                if weight == Decimal::ONE { String::new() } else { format!("{} × ", shown(weight.normalize())) };
            text.push_str(sign);
            text.push_str(&factor);
            text.push_str(self.label(index));
        }
        text
    }

    fn subtitle(&self) -> String {
        let first = self.diffusion.rounds.first().map_or(self.last.0.period, |round| round.period);
        let span = words::span(first, self.last.0.period, self.language());
        let n = self.last.0.n.map_or_else(String::new, |n| format!("n={}", shown(n.into())));
        let formula = match self.language() {
            Language::Ja => format!("{}（ポイント）", self.formula()),
            Language::En => format!("{} (points)", self.formula()),
        };
        words::join(&[formula, span, n], self.language())
    }

    fn table(&self) -> Table {
        let language = self.language();
        let none = || words::no_data(language).to_owned();
        let has_error = self.course.points.iter().any(|point| point.error.is_some());
        let mut columns = vec![pick(language, "時期", "Period").to_owned()];
        columns.extend((0..self.diffusion.steps.len()).map(|index| words::per_cent(self.label(index), language)));
        columns.extend([pick(language, "指数", "Index").to_owned(), "n".to_owned()]);
        if has_error {
            columns.push(pick(language, "95%信頼区間", "95% CI").to_owned());
        }
        let row = |(round, point): (&Round, &Point)| {
            let mut cells = vec![round.period.label(language)];
            cells.extend(round.shares.iter().map(|share| share.map_or_else(none, shown)));
            cells.push(round.index.map_or_else(none, |index| self.course.writing.figure(index)));
            cells.push(round.n.map_or_else(none, |n| shown(n.into())));
            if has_error {
                cells.push(self.course.interval_cell(point).unwrap_or_else(none));
            }
            cells
        };
        let rows = self.diffusion.rounds.iter().zip(&self.course.points).map(row).collect();
        Table { caption: self.course.name.to_owned(), columns, rows }
    }

    /// The formula in words and with its numbers.
    fn method(&self) -> Vec<String> {
        let mut worked = String::new();
        for (step, share) in self.diffusion.steps.iter().zip(&self.last.0.shares) {
            let (Some(share), false) = (share, step.weight.is_zero()) else { continue };
            let negative = step.weight.is_sign_negative();
            if !worked.is_empty() || negative {
                worked.push_str(if negative { " − " } else { " + " });
            }
            if step.weight.abs() != Decimal::ONE {
                worked.push_str(&shown(step.weight.abs().normalize()));
                worked.push_str(" × ");
            }
            worked.push_str(&shown(*share));
        }
        let period = self.last.0.period.label(self.language());
        let colon = pick(self.language(), "：", ": ");
        let mut lines = vec![format!("{period}{colon}{} = {} = {}", self.formula(), worked.trim(), shown(self.last.1))];
        if self.last.0.error.is_some() {
            let (ja, en) = (
                "95%信頼区間 = ±1.96 × 100 × √((p + d − (p − d)²) / n)。pは「よくなった」、dは「悪くなった」の割合（½を使う指数では、その半分）。",
                "95% CI = ±1.96 × 100 × √((p + d − (p − d)²) / n); p is the share of better, d that of worse (half of it for the index with ½).",
            );
            lines.push(pick(self.language(), ja, en).to_owned());
        }
        lines
    }

    /// The three usual answers round a zero line; `None` for more or other steps.
    fn diverging(&self) -> Option<Diverging> {
        let place = |id: &str| self.diffusion.steps.iter().position(|step| step.name.id == id);
        let (better, unchanged, worse) = (place("better")?, place("unchanged")?, place("worse")?);
        if self.diffusion.steps.len() != 3 {
            return None;
        }
        let shares = |round: &Round| {
            let margin =
                round.error.map(|error| format!("±{}", shown(self::round(margin(error), 1, Rounding::HalfUp))));
            Some(Shares {
                period: round.period.label(self.language()),
                low: round.shares[worse]?,
                middle: round.shares[unchanged]?,
                high: round.shares[better]?,
                score: self.course.writing.figure(round.index?),
                margin,
            })
        };
        let first = self.course.first().map(|(point, _)| point.period);
        let then = self.diffusion.rounds.iter().find(|round| Some(round.period) == first).and_then(shares);
        let question = Question { label: String::new(), now: shares(self.last.0)?, then };
        let head = |index: usize| self.label(index).to_owned();
        let score = pick(self.language(), "指数", "Index").to_owned();
        let heads = Heads { low: head(worse), middle: head(unchanged), high: head(better), score };
        Some(Diverging { questions: vec![question], heads })
    }

    fn stack(&self) -> Stack {
        let row = |round: &Round| Row {
            label: round.period.label(self.language()),
            shares: round.shares.clone(),
            error: None,
            n: round.n.map_or_else(String::new, |n| format!("n={}", shown(n.into()))),
            whole: false,
            nothing: words::no_data(self.language()).to_owned(),
        };
        Stack {
            answers: (0..self.diffusion.steps.len()).map(|index| self.label(index).to_owned()).collect(),
            rest: String::new(),
            rows: self.diffusion.rounds.iter().rev().take(6).map(row).collect(),
        }
    }
}
