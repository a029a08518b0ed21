//! Answers around a zero line: low ones hatched to the left, high ones to the right, those between in a column of
//! their own, the score at the far right; an earlier time as a thin bar below.

use rust_decimal::Decimal;

use super::Drawing;
use super::bars::{self, Bars};
use super::measure::{SIZE, cut, width};
use super::svg::{Anchor, Area, Svg};
use crate::decimal::{shown, to_f64};

/// The shares at one time.
#[derive(Clone, Debug)]
pub(super) struct Shares {
    /// When.
    pub(super) period: String,
    /// In per cent.
    pub(super) low: Decimal,
    /// In per cent.
    pub(super) middle: Decimal,
    /// In per cent.
    pub(super) high: Decimal,
    /// The score as shown.
    pub(super) score: String,
    /// `±4.7`.
    pub(super) margin: Option<String>,
}

/// One question.
#[derive(Clone, Debug)]
pub(super) struct Question {
    /// Its name; empty where there is but one.
    pub(super) label: String,
    /// The newest answers.
    pub(super) now: Shares,
    /// Earlier ones to compare with.
    pub(super) then: Option<Shares>,
}

/// The heads of the columns.
#[derive(Clone, Debug)]
pub(super) struct Heads {
    /// 「0〜5点」.
    pub(super) low: String,
    /// 「6〜7点」.
    pub(super) middle: String,
    /// 「8〜10点」.
    pub(super) high: String,
    /// 「差」.
    pub(super) score: String,
}

/// Questions with the heads of their columns.
#[derive(Clone, Debug)]
pub(super) struct Diverging {
    /// The questions from top to bottom.
    pub(super) questions: Vec<Question>,
    /// The heads of the columns.
    pub(super) heads: Heads,
}

/// Bars over time with the answers below them under a heading; without bars, the answers alone.
pub(super) fn draw_below(bars: Option<&Bars>, head: &str, diverging: &Diverging, width: f64) -> Drawing {
    let height = bars.map_or(0.0, |bars| bars::height(bars, width));
    let top = if bars.is_some() { height + 52.0 } else { 0.0 };
    Drawing::new(top + diverging.height(width), |svg| {
        if let Some(bars) = bars {
            bars::draw(svg, bars, (width, height));
            svg.text("c-name", (0.0, height + 32.0), Anchor::Start, head);
        }
        diverging.draw(svg, top, width);
    })
}

/// Where the columns stand.
struct Plan {
    narrow: bool,
    top: f64,
    pitch: f64,
    zero: f64,
    /// Pixels per cent.
    unit: f64,
    /// Where the bars of the middle answers begin.
    middle: f64,
    width: f64,
}

const HEAD: f64 = 30.0;
const LABEL: f64 = 28.0;
const THICK: f64 = 28.0;
const THIN: f64 = 13.0;

impl Diverging {
    fn pitch(&self, narrow: bool) -> f64 {
        let labels =
            if self.questions.iter().all(|question| question.label.is_empty()) && !narrow { 0.0 } else { LABEL };
        let then = if self.questions.iter().any(|question| question.then.is_some()) { THIN + 7.0 } else { 0.0 };
        let caption = if narrow { 24.0 } else { 0.0 };
        labels + THICK + then + caption + 24.0
    }

    /// How high the drawing is.
    pub(super) fn height(&self, width: f64) -> f64 {
        let rows = u32::try_from(self.questions.len()).unwrap_or(u32::MAX);
        HEAD + f64::from(rows) * self.pitch(width < 400.0)
    }

    fn plan(&self, top: f64, width_of_all: f64) -> Plan {
        let narrow = width_of_all < 400.0;
        let all = || self.questions.iter().flat_map(|question| std::iter::once(&question.now).chain(&question.then));
        let most = |pick: fn(&Shares) -> Decimal| all().map(|shares| to_f64(pick(shares))).fold(8.0, f64::max);
        let (low, middle, high) = (most(|s| s.low), most(|s| s.middle), most(|s| s.high));
        let figures = 58.0;
        let (start, reserved) = if narrow {
            (0.0, 2.0 * figures)
        } else {
            let period = all().map(|shares| width(&shares.period, SIZE)).fold(0.0, f64::max) + 10.0;
            (period, period + 2.0 * figures + figures + 16.0 + 104.0)
        };
        let parts = if narrow { low + high } else { low + high + middle };
        let unit = ((width_of_all - reserved) / parts).max(0.1);
        let zero = start + figures + low * unit;
        Plan {
            narrow,
            top,
            pitch: self.pitch(narrow),
            zero,
            unit,
            middle: zero + high * unit + figures + 16.0,
            width: width_of_all,
        }
    }

    /// Draws at the height `top`.
    pub(super) fn draw(&self, svg: &mut Svg, top: f64, width: f64) {
        let plan = self.plan(top, width);
        self.draw_heads(svg, &plan);
        for (index, question) in self.questions.iter().enumerate() {
            let row = u32::try_from(index).map_or(0.0, f64::from);
            draw_question(svg, question, top + HEAD + row * plan.pitch, (&plan, &self.heads));
        }
    }

    fn draw_heads(&self, svg: &mut Svg, plan: &Plan) {
        let y = plan.top + 14.0;
        let (low, high) = (format!("◂ {}", self.heads.low), format!("{} ▸", self.heads.high));
        // Both stay on the paper where nearly all answers lie on one side.
        let edge = if plan.narrow { plan.width } else { plan.middle - 16.0 };
        let x = (plan.zero + 10.0).min(edge - width(&high, SIZE)).max(width(&low, SIZE) + 20.0);
        svg.text("c-label c-text-2 c-strong", (x - 20.0, y), Anchor::End, &low);
        svg.text("c-label c-text-1 c-strong", (x, y), Anchor::Start, &high);
        if !plan.narrow {
            svg.text("c-label", (plan.middle, y), Anchor::Start, &self.heads.middle);
            svg.text("c-label c-strong", (plan.width, y), Anchor::End, &self.heads.score);
        }
    }
}

fn draw_question(svg: &mut Svg, question: &Question, top: f64, (plan, heads): (&Plan, &Heads)) {
    let mut y = top;
    if !question.label.is_empty() || plan.narrow {
        let name = if question.label.is_empty() { &question.now.period } else { &question.label };
        svg.text("c-name", (0.0, y + 16.0), Anchor::Start, &cut(name, 16.0, plan.width - 110.0));
        y += LABEL;
    }
    let bars_top = y;
    let score_y = if plan.narrow { top + 17.0 } else { y + 21.0 };
    draw_score(svg, &question.now, score_y, plan);
    draw_bars(svg, &question.now, (y, THICK), plan, true);
    y += THICK + 7.0;
    if let Some(then) = &question.then {
        draw_bars(svg, then, (y, THIN), plan, false);
        if !plan.narrow {
            svg.text("c-label", (plan.width, y + 11.0), Anchor::End, &then.score);
        }
        y += THIN + 7.0;
    }
    svg.line("c-zero", (plan.zero, bars_top - 5.0), (plan.zero, y - 2.0));
    if plan.narrow {
        let mut words = format!("{} {}%", heads.middle, shown(question.now.middle));
        if let Some(then) = &question.then {
            words = format!("{words}　{} {}", then.period, then.score);
        }
        svg.text("c-label", (0.0, y + 14.0), Anchor::Start, &cut(&words, SIZE, plan.width));
    }
}

/// The score large, its margin small at the edge.
fn draw_score(svg: &mut Svg, shares: &Shares, y: f64, plan: &Plan) {
    let margin = shares.margin.as_deref().unwrap_or_default();
    svg.text("c-label", (plan.width, y), Anchor::End, margin);
    let x = if margin.is_empty() { plan.width } else { plan.width - width(margin, SIZE) - 8.0 };
    svg.text("c-score", (x, y), Anchor::End, &shares.score);
}

fn draw_bars(svg: &mut Svg, shares: &Shares, (y, height): (f64, f64), plan: &Plan, strong: bool) {
    let low = to_f64(shares.low) * plan.unit;
    let high = to_f64(shares.high) * plan.unit;
    let left = Area { x: plan.zero - low, y, width: low, height };
    let right = Area { x: plan.zero, y, width: high, height };
    let class = |name: &'static str, muted: &'static str| if strong { name } else { muted };
    svg.rect(class("c-data-2", "c-data-2-muted"), left);
    svg.hatch("c-hatch", left);
    svg.rect(class("c-data-1", "c-data-1-muted"), right);
    let baseline = y + height / 2.0 + 5.0;
    let figure = |share: Decimal| format!("{}{}", shown(share), if strong { "%" } else { "" });
    let text_class = if strong { "c-value c-strong c-halo" } else { "c-label c-halo" };
    svg.text(text_class, (left.x - 6.0, baseline), Anchor::End, &figure(shares.low));
    svg.text(text_class, (right.right() + 6.0, baseline), Anchor::Start, &figure(shares.high));
    if plan.narrow {
        return;
    }
    svg.text(if strong { "c-label c-ink" } else { "c-label" }, (0.0, baseline), Anchor::Start, &shares.period);
    let middle = to_f64(shares.middle) * plan.unit;
    let area = Area { x: plan.middle, y, width: middle, height };
    svg.rect(if strong { "c-neutral" } else { "c-outline" }, area);
    let middle_class = if strong { "c-value" } else { "c-label" };
    svg.text(middle_class, (area.right() + 6.0, baseline), Anchor::Start, &figure(shares.middle));
}
