//! Tells and draws an mGAP: totals over time, the answers below them, the worked sum beside.

use rust_decimal::Decimal;

use super::bars::{self, Bar, Bars};
use super::diverging::{Diverging, Heads, Question, Shares};
use super::svg::Anchor;
use super::words::{self, Outcome, Writing, outcome, pick};
use super::{Drawing, NARROW, Table, Teller, Tile, Told, WIDE, nothing, strip};
use crate::data::answers::Scale;
use crate::data::interval::{Interval, margin};
use crate::data::mgap::{Mgap, Round, Voice, clear_change};
use crate::data::read::Remark;
use crate::data::{Period, Sampling};
use crate::decimal::{Rounding, round, shown, signed, trimmed};
use crate::diag::Language;

/// An mGAP with all that its sentences need.
struct Story<'a> {
    teller: Teller<'a>,
    mgap: &'a Mgap,
    /// The rounds that can be compared: none lies before the last change of method.
    first: Option<&'a Round>,
    last: &'a Round,
    total: Writing,
    score: Writing,
}

pub(super) fn tell(teller: Teller<'_>, mgap: &Mgap) -> Told {
    let Some(last) = mgap.latest() else { return nothing(teller) };
    let comparable = since_break(&mgap.breaks, last.period);
    let first = mgap.rounds.iter().find(|round| round.total.is_some() && comparable.is_none_or(|from| round.period >= from));
    let language = teller.language;
    let points = pick(language, "ポイント", "points").to_owned();
    let story = Story {
        teller,
        mgap,
        first: first.filter(|first| first.period < last.period),
        last,
        total: Writing { language, signed: true, unit: String::new() },
        score: Writing { language, signed: mgap.scale.is_signed(), unit: points },
    };
    Told {
        finding: story.finding(),
        subtitle: story.subtitle(),
        alt: story.alt(),
        table: story.table(),
        method: story.method(),
        tiles: story.tiles(),
        has_error: last.voices.iter().flatten().any(|voice| voice.error.is_some()),
        wide: story.drawing(WIDE),
        narrow: story.drawing(NARROW),
    }
}

/// The period of the last break up to `last`: what lies before it cannot be compared.
pub(super) fn since_break(breaks: &[Remark], last: Period) -> Option<Period> {
    breaks.iter().map(|remark| remark.period).rfind(|period| *period <= last)
}

/// 「8〜10点」.
pub(super) fn band(band: (u8, u8), language: Language) -> String {
    let (first, last) = band;
    let range = if first == last { first.to_string() } else { format!("{first}{}{last}", pick(language, "〜", "–")) };
    match language {
        Language::Ja => format!("{range}点"),
        Language::En => range,
    }
}

/// The answers between the bands, or all others where the bands leave out an end as well.
pub(super) fn middle_band(scale: &Scale, language: Language) -> String {
    if scale.low.0 > 0 || scale.high.1 < 10 || scale.low.1 + 1 > scale.high.0 - 1 {
        return pick(language, "ほか", "Other").to_owned();
    }
    band((scale.low.1 + 1, scale.high.0 - 1), language)
}

pub(super) fn heads(scale: &Scale, language: Language) -> Heads {
    Heads {
        low: band(scale.low, language),
        middle: middle_band(scale, language),
        high: band(scale.high, language),
        score: pick(language, if scale.index { "指数" } else { "差" }, if scale.index { "Index" } else { "Net" }).to_owned(),
    }
}

/// ± half the interval, with one decimal more than the score.
pub(super) fn margin_text(error: Option<Decimal>, scale: &Scale) -> Option<String> {
    error.map(|error| format!("±{}", shown(round(margin(error), scale.score_digits + 1, Rounding::HalfUp))))
}

impl<'a> Story<'a> {
    fn language(&self) -> Language {
        self.teller.language
    }

    fn large(&self, total: Decimal) -> Decimal {
        self.mgap.large(total)
    }

    fn interval(&self, round_: &Round) -> Option<Interval> {
        let interval = Interval::around(round_.total?, round_.error?);
        Some(Interval { low: self.large(interval.low), high: self.large(interval.high) })
    }

    fn finding(&self) -> String {
        let (ja, last) = (self.language() == Language::Ja, self.last);
        let Some(total) = last.total else {
            let name = self.teller.indicator.about.title.get(self.teller.lang);
            return name.clone();
        };
        let period = last.period.label(self.language());
        let mut sentence = match self.first.and_then(|first| Some((first, first.total?))) {
            None if ja => format!("{period}のmGAPは{}。", self.total.figure(self.large(total))),
            None => format!("mGAP was {} in {period}.", self.total.figure(self.large(total))),
            Some((first, before)) => {
                let years = last.period.since(&first.period, self.language());
                let clear = clear_change((before, first.error), (total, last.error)) != Some(false);
                change_sentence("mGAP", &years, (self.large(total - before), clear), &self.total)
            }
        };
        if let Some(outcome) = self.outcome() {
            sentence += &words::outcome_sentence(outcome, &self.total);
        }
        sentence
    }

    fn outcome(&self) -> Option<Outcome> {
        let target = self.mgap.target(None, self.last.period)?;
        let total = self.last.total?;
        let interval = self.last.error.map(|error| Interval::around(total, error));
        Some(match outcome(total, target.value, true, interval) {
            Outcome::ToGo(missing) => Outcome::ToGo(self.large(missing)),
            met => met,
        })
    }

    fn subtitle(&self) -> String {
        let first = self.mgap.rounds.first().map_or(self.last.period, |round| round.period);
        let span = words::span(first, self.last.period, self.language());
        let unit = self.mgap.unit.get(self.teller.lang);
        let sizes = self.last.voices.iter().flatten().filter_map(|voice| voice.answers.n).max();
        let n = sizes.map_or_else(String::new, |n| format!("n={}", shown(n.into())));
        let whisker = if self.interval(self.last).is_some() {
            pick(self.language(), "。縦線は95%信頼区間", "; whiskers: 95% CI")
        } else {
            ""
        };
        let (ja, en) = (format!("意欲量（差 × 対象人口・{unit}）の合計"), format!("Sum of net scores × population ({unit})"));
        let head = pick(self.language(), &ja, &en).to_owned();
        format!("{}{whisker}", words::join(&[head, span, n], self.language()))
    }

    fn alt(&self) -> String {
        let known: Vec<&Round> = self.mgap.rounds.iter().filter(|round| round.total.is_some()).collect();
        let (ja, name) = (self.language() == Language::Ja, self.teller.indicator.about.title.get(self.teller.lang));
        let figure = |round: &Round| round.total.map_or_else(String::new, |total| self.total.figure(self.large(total)));
        let when = |round: &Round| round.period.label(self.language());
        let mut text = match known.as_slice() {
            [] => format!("{name}。{}。", words::no_data(self.language())),
            [only] if ja => format!("{name}の図。{}は{}。", when(only), figure(only)),
            [only] => format!("{name}: {} in {}.", figure(only), when(only)),
            [first, .., last] if ja => {
                format!("{name}の棒グラフ。{}の{}から{}の{}へ。", when(first), figure(first), when(last), figure(last))
            }
            [first, .., last] => {
                format!("Bar chart of {name}: from {} in {} to {} in {}.", figure(first), when(first), figure(last), when(last))
            }
        };
        let parts: Vec<String> = self.parts().map(|(label, voice)| format!("{label} {}", self.score.figure(voice.answers.score))).collect();
        if !parts.is_empty() {
            let parts = words::join(&parts, self.language());
            text += &if ja { format!("点数の差は、{parts}。") } else { format!(" Net scores: {parts}.") };
        }
        if let Some(target) = self.mgap.target(None, self.last.period) {
            let target = self.total.target(target.value, target.period);
            text += &if ja { format!("{target}。") } else { format!(" {target}.") };
        }
        text
    }

    fn parts(&self) -> impl Iterator<Item = (&'a str, &'a Voice)> + use<'a> {
        let lang = self.teller.lang;
        self.mgap.parts.iter().zip(&self.last.voices).filter_map(move |(part, voice)| Some((part.label.get(lang).as_str(), voice.as_ref()?)))
    }

    fn table(&self) -> Table {
        let language = self.language();
        let unit = self.mgap.unit.get(self.teller.lang);
        let has_error = self.mgap.rounds.iter().any(|round| round.error.is_some());
        let mut columns = vec![pick(language, "時期", "Period").to_owned()];
        let bands = format!("{} − {}", band(self.mgap.scale.high, language), band(self.mgap.scale.low, language));
        for part in &self.mgap.parts {
            let label = part.label.get(self.teller.lang);
            columns.push(if language == Language::Ja { format!("{label}（{bands}）") } else { format!("{label} ({bands})") });
        }
        columns.push(if language == Language::Ja { format!("対象人口（{unit}）") } else { format!("Population ({unit})") });
        columns.push("mGAP".to_owned());
        if has_error {
            columns.push(pick(language, "95%信頼区間", "95% CI").to_owned());
        }
        let rows = self.mgap.rounds.iter().map(|round| self.row(round, has_error)).collect();
        Table { caption: self.teller.indicator.about.title.get(self.teller.lang).clone(), columns, rows }
    }

    fn row(&self, row: &Round, has_error: bool) -> Vec<String> {
        let language = self.language();
        let none = || words::no_data(language).to_owned();
        let mut cells = vec![row.period.label(language)];
        for voice in &row.voices {
            cells.push(voice.as_ref().map_or_else(none, |voice| {
                let answers = &voice.answers;
                let (high, low) = (shown(answers.shown(answers.high)), shown(answers.shown(answers.low)));
                let score = self.score.figure(answers.score);
                if language == Language::Ja { format!("{score}（{high} − {low}）") } else { format!("{score} ({high} − {low})") }
            }));
        }
        let mut populations: Vec<Decimal> = row.voices.iter().flatten().map(|voice| voice.population).collect();
        populations.dedup();
        let populations: Vec<String> = populations.into_iter().map(shown).collect();
        cells.push(if populations.is_empty() { none() } else { populations.join(" / ") });
        cells.push(row.total.map_or_else(none, signed));
        if has_error {
            let range = |interval: Interval| format!("{} {} {}", signed(interval.low), pick(language, "〜", "to"), signed(interval.high));
            cells.push(self.interval(row).map_or_else(none, range));
        }
        cells
    }

    fn tiles(&self) -> Vec<Tile> {
        let mut tiles = Vec::new();
        let period = self.last.period;
        if let Some(total) = self.last.total {
            let target = self.mgap.target(None, period).map(|target| (target.value, target.period));
            let label = self.teller.indicator.about.title.get(self.teller.lang).clone();
            tiles.push(tile((label, period), (total, self.large(total)), self.interval(self.last), (target, true), &self.total));
        }
        for (index, voice) in self.last.voices.iter().enumerate() {
            let Some(voice) = voice else { continue };
            let target = self.mgap.target(Some(index), period).map(|target| (target.value, target.period));
            let label = self.mgap.parts[index].label.get(self.teller.lang).clone();
            let interval = voice.error.map(|error| rounded(Interval::around(voice.answers.score, error), self.mgap.scale.score_digits + 1));
            tiles.push(tile((label, period), (voice.answers.score, voice.answers.score), interval, (target, true), &self.score));
        }
        tiles.truncate(4);
        tiles
    }

    fn method(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.parts().map(|(label, voice)| self.worked(label, voice)).collect();
        if let Some(total) = self.last.total {
            let parts: Vec<String> = self.parts().map(|(_, voice)| shown(voice.volume)).collect();
            let sum = parts.join(" + ").replace("+ −", "− ");
            lines.push(format!("mGAP: {sum} = {}", shown(total)));
        }
        for (label, voice) in self.parts() {
            lines.extend(published_note(label, &voice.answers, &self.score));
        }
        if self.teller.indicator.sampling == Some(Sampling::Random) && self.last.error.is_some() {
            lines.push(error_formula(&self.mgap.scale, true, self.language()));
            let (ja, en) = (
                "mGAPの区間は、各項目の誤差（対象人口 × 標準誤差）をそのまま足した上限です。同じ人が全部の問いに答えているため、二乗和の平方根では小さすぎます。",
                "The interval of the total is an upper bound: the components’ errors (population × standard error) added up as they are, since the same people answered all questions.",
            );
            lines.push(pick(self.language(), ja, en).to_owned());
        }
        lines
    }

    /// 「推奨意欲量：(30 − 38) × 20.7 = −165.6」.
    fn worked(&self, label: &str, voice: &Voice) -> String {
        let answers = &voice.answers;
        let (high, low) = (shown(answers.shown(answers.high)), shown(answers.shown(answers.low)));
        let (population, volume) = (shown(voice.population), shown(voice.volume));
        let colon = pick(self.language(), "：", ": ");
        let score = shown(answers.score);
        let simple = !self.mgap.scale.index && answers.high - answers.low == answers.score;
        if simple {
            return format!("{label}{colon}({high} − {low}) × {population} = {volume}");
        }
        let difference = if self.mgap.scale.index { format!("50 + ({high} − {low}) ÷ 2") } else { format!("{high} − {low}") };
        let factor = if answers.score.is_sign_negative() { format!("({score})") } else { score.clone() };
        let relation = if answers.differs.is_some() { "→" } else { "≒" };
        format!("{label}{colon}{difference} {relation} {score}, {factor} × {population} = {volume}")
    }

    fn drawing(&self, width: f64) -> Drawing {
        let narrow = width < 400.0;
        let bars = self.bars(narrow);
        let height = if narrow { 270.0 } else { 330.0 };
        let diverging = self.diverging();
        let has_parts = !diverging.questions.is_empty();
        let below = if has_parts { 56.0 + diverging.height(width) } else { 0.0 };
        Drawing::new(height + below, |svg| {
            bars::draw(svg, &bars, (width, height));
            if has_parts {
                let (ja, en) = ("答えの割合", "Shares of answers");
                let period = self.last.period.label(self.language());
                let head = match self.language() {
                    Language::Ja => format!("{period}の{ja}（%）"),
                    Language::En => format!("{en}, {period} (%)"),
                };
                svg.text("c-name", (0.0, height + 34.0), Anchor::Start, &head);
                diverging.draw(svg, height + 56.0, width);
            }
        })
    }

    /// The totals by period; where there is but one, its volumes and their sum.
    fn bars(&self, narrow: bool) -> Bars {
        let language = self.language();
        let target = self.mgap.target(None, self.last.period);
        let target = target.map(|target| (target.value, self.total.target(target.value, target.period)));
        let bars = if self.mgap.rounds.len() > 1 { self.bars_by_period() } else { self.bars_by_part(narrow) };
        Bars { bars, target, writing: Writing { language, ..self.total.clone() } }
    }

    fn bars_by_period(&self) -> Vec<Bar> {
        let language = self.language();
        let remark = |remarks: &[Remark], period: Period| {
            remarks.iter().find(|remark| remark.period == period).map(|remark| remark.text.get(self.teller.lang).clone())
        };
        let periods: Vec<Period> = self.mgap.rounds.iter().map(|round| round.period).collect();
        let mut bars = Vec::new();
        for (index, round) in self.mgap.rounds.iter().enumerate() {
            let gap = index.checked_sub(1).map_or(0, |before| round.period.ordinal() - periods[before].ordinal() - 1);
            // A few missing periods keep their places; very long gaps take one.
            for _ in 0..gap.min(3) {
                bars.push(Bar::gap());
            }
            bars.push(Bar {
                label: if index == 0 { round.period.label(language) } else { round.period.short(language) },
                value: round.total,
                shown: round.total.map_or_else(String::new, |total| self.total.figure(self.large(total))),
                interval: self.interval(round),
                strong: round.period == self.last.period,
                broken: remark(&self.mgap.breaks, round.period),
                event: remark(&self.mgap.events, round.period),
            });
        }
        bars
    }

    fn bars_by_part(&self, narrow: bool) -> Vec<Bar> {
        let bar = |label: &str, value: Decimal, interval: Option<Interval>, strong: bool| Bar {
            label: label.to_owned(),
            shown: self.total.figure(if strong { trimmed(value) } else { value }),
            value: Some(value),
            interval: interval.filter(|_| !narrow || strong),
            strong,
            broken: None,
            event: None,
        };
        let mut bars: Vec<Bar> = self
            .parts()
            .map(|(label, voice)| {
                let interval = voice.error.map(|error| Interval::around(voice.volume, error * voice.population));
                bar(label, voice.volume, interval, false)
            })
            .collect();
        if let Some(total) = self.last.total {
            bars.push(bar("mGAP", total, self.interval(self.last), true));
        }
        bars
    }

    fn diverging(&self) -> Diverging {
        let first = self.first.map(|first| (first.period, &first.voices));
        let mut questions = Vec::new();
        for (index, part) in self.mgap.parts.iter().enumerate() {
            let Some(now) = &self.last.voices[index] else { continue };
            let then = first.and_then(|(period, voices)| Some((period, voices[index].as_ref()?)));
            questions.push(Question {
                label: part.label.get(self.teller.lang).clone(),
                now: self.shares(self.last.period, now),
                then: then.map(|(period, voice)| self.shares(period, voice)),
            });
        }
        Diverging { questions, heads: heads(&self.mgap.scale, self.language()) }
    }

    fn shares(&self, period: Period, voice: &Voice) -> Shares {
        let answers = &voice.answers;
        Shares {
            period: period.label(self.language()),
            low: answers.shown(answers.low),
            middle: answers.shown(answers.middle()),
            high: answers.shown(answers.high),
            score: self.score.figure(answers.score),
            margin: margin_text(voice.error, &self.mgap.scale),
        }
    }
}

impl Bar {
    /// The place of a period without a figure.
    pub(super) fn gap() -> Self {
        Self { label: String::new(), value: None, shown: String::new(), interval: None, strong: false, broken: None, event: None }
    }
}

/// An interval with its ends rounded.
pub(super) fn rounded(interval: Interval, digits: u32) -> Interval {
    let to = |value| round(value, digits, Rounding::HalfUp);
    Interval { low: to(interval.low), high: to(interval.high) }
}

/// 「mGAPは4年で227ふえた。」, and as plainly where it fell, stood still, or cannot be told from chance.
pub(super) fn change_sentence(name: &str, time: &str, (change, clear): (Decimal, bool), writing: &Writing) -> String {
    let distance = writing.distance(change);
    let ja = writing.language == Language::Ja;
    if !clear {
        let change = writing.unit_after(&signed(change));
        return if ja {
            format!("{name}は{time}で{change}。誤差の幅内で、はっきりした変化とはいえない。")
        } else {
            format!("{name} changed by {change} in {time}: no clear change, within the error.")
        };
    }
    // Counts grow; scores and shares go up.
    let (rose, fell) = if matches!(writing.unit.as_str(), "ポイント" | "%" | "％") { ("上がった", "下がった") } else { ("ふえた", "へった") };
    match (change.is_zero(), change.is_sign_positive(), ja) {
        (true, _, true) => format!("{name}は{time}で変わらなかった。"),
        (true, _, false) => format!("{name} did not change in {time}."),
        (_, true, true) => format!("{name}は{time}で{distance}{rose}。"),
        (_, true, false) => format!("{name} rose by {distance} in {time}."),
        (_, false, true) => format!("{name}は{time}で{distance}{fell}。"),
        (_, false, false) => format!("{name} fell by {distance} in {time}."),
    }
}

/// A tile: `value` is exact and `large` as it stands.
pub(super) fn tile(
    (label, period): (String, Period),
    (value, large): (Decimal, Decimal),
    interval: Option<Interval>,
    (target, up): (Option<(Decimal, Period)>, bool),
    writing: &Writing,
) -> Tile {
    let target_words = target.map(|(target, by)| {
        let outcome = match outcome(value, target, up, interval) {
            Outcome::ToGo(missing) => Outcome::ToGo(round(missing, large.scale().max(target.scale()), Rounding::HalfUp)),
            met => met,
        };
        let bare = Writing { unit: String::new(), ..writing.clone() };
        format!("{}　{}", bare.target(target, by), words::outcome_note(outcome, &bare))
    });
    Tile {
        label,
        value: writing.figure(large),
        unit: writing.unit.clone(),
        period: period.label(writing.language),
        interval: interval.map(|interval| Writing { unit: String::new(), ..writing.clone() }.interval(interval)),
        target: target_words,
        strip: strip::draw(value, interval, target.map(|(target, _)| target), &[]),
    }
}

/// A remark on a published score that the shares don't give.
pub(super) fn published_note(label: &str, answers: &crate::data::answers::Answers, score: &Writing) -> Option<String> {
    let computed = score.figure(answers.differs?);
    let published = score.figure(answers.score);
    let (high, low) = (shown(answers.shown(answers.high)), shown(answers.shown(answers.low)));
    Some(match score.language {
        Language::Ja => format!("{label}の{published}は公表された値です。四捨五入された割合から計算すると{computed}（{high} − {low}）になります。"),
        Language::En => format!("{label}: {published} is the published score; the rounded shares would give {computed} ({high} − {low})."),
    })
}

/// The formula of the standard error, by name.
pub(super) fn error_formula(scale: &Scale, finite: bool, language: Language) -> String {
    let half = if scale.index { " ÷ 2" } else { "" };
    let formula = format!("√((p + d − (p − d)²) / n){}{half}", if finite { " × √((N − n) / (N − 1))" } else { "" });
    match language {
        Language::Ja => format!("95%信頼区間 = ±1.96 × 標準誤差、標準誤差 = 100 × {formula}。pは高い点、dは低い点の割合{}。", if finite { "、Nは対象人口（人数で分かるとき）" } else { "" }),
        Language::En => format!("95% CI = ±1.96 × standard error; standard error = 100 × {formula}. p is the high share, d the low one{}.", if finite { ", N the population where it is known in people" } else { "" }),
    }
}
