//! Tells an mGAP: totals over time and what became of the target, the worked sum, the table. `picture` draws it.

mod picture;

use rust_decimal::Decimal;

use super::journey::journey;
use super::scores::{band, error_formula, published_note, rounded, since_break};
use super::tiles::tile;
use super::words::{self, Outcome, Writing, change_sentence, outcome, pick, sentence};
use super::{NARROW, Table, Teller, Tile, Told, WIDE, nothing};
use crate::data::interval::Interval;
use crate::data::mgap::{Mgap, Round, Voice, clear_change};
use crate::data::{Period, Sampling};
use crate::decimal::{shown, signed};
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
    let Some(last) = mgap.latest() else {
        return nothing(teller, &mgap.rounds.iter().map(|round| round.period).collect::<Vec<_>>());
    };
    let comparable = since_break(&mgap.breaks, last.period);
    let first =
        mgap.rounds.iter().find(|round| round.total.is_some() && comparable.is_none_or(|from| round.period >= from));
    let language = teller.language;
    let points = pick(language, "ポイント", "points").to_owned();
    let story = Story {
        teller,
        mgap,
        first: first.filter(|first| first.period < last.period),
        last,
        total: Writing { language, signed: mgap.scale.is_signed(), unit: String::new() },
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
                let years = last.period.since(first.period, self.language());
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
        Some(match outcome(total, target, true, interval) {
            Outcome::ToGo(missing) => Outcome::ToGo(self.large(missing)),
            Outcome::Short(missing) => Outcome::Short(self.large(missing)),
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
        let (ja, en) =
            (format!("意欲量（差 × 対象人口・{unit}）の合計"), format!("Sum of net scores × population ({unit})"));
        let head = pick(self.language(), &ja, &en).to_owned();
        format!("{}{whisker}", words::join(&[head, span, n], self.language()))
    }

    fn alt(&self) -> String {
        let (ja, name) = (self.language() == Language::Ja, self.teller.indicator.about.title.get(self.teller.lang));
        let known = self.mgap.rounds.iter().filter_map(|round| Some((round.period, self.large(round.total?))));
        let known: Vec<(Period, Decimal)> = known.collect();
        let journey = match known.as_slice() {
            [] => words::nothing(self.last.why_no_total(), self.language()),
            known => journey(known, &self.total),
        };
        let mut text = match (known.len(), ja) {
            (..2, true) => format!("{name}の図。{journey}。"),
            (..2, false) => format!("{name}: {journey}."),
            (_, true) => format!("{name}の棒グラフ。{journey}。"),
            (_, false) => format!("Bar chart of {name}: {journey}."),
        };
        let parts: Vec<String> =
            self.parts().map(|(label, voice)| format!("{label} {}", self.score.figure(voice.answers.score))).collect();
        if !parts.is_empty() {
            let parts = words::join(&parts, self.language());
            let head = pick(self.language(), "点数の差は、", "Net scores: ");
            text += &sentence(&format!("{head}{parts}"), self.language());
        }
        for secret in self.secrets() {
            text += &sentence(&secret, self.language());
        }
        if let Some(target) = self.mgap.target(None, self.last.period) {
            let target = self.total.target(target.value, target.period);
            text += &sentence(&target, self.language());
        }
        text
    }

    fn parts(&self) -> impl Iterator<Item = (&'a str, &'a Voice)> + use<'a> {
        let lang = self.teller.lang;
        self.mgap
            .parts
            .iter()
            .zip(&self.last.voices)
            .filter_map(move |(part, voice)| Some((part.label.get(lang).as_str(), voice.as_ref()?)))
    }

    fn table(&self) -> Table {
        let language = self.language();
        let unit = self.mgap.unit.get(self.teller.lang);
        let has_error = self.mgap.rounds.iter().any(|round| round.error.is_some());
        let mut columns = vec![pick(language, "時期", "Period").to_owned()];
        let bands = format!("{} − {}", band(self.mgap.scale.high, language), band(self.mgap.scale.low, language));
        for part in &self.mgap.parts {
            let label = part.label.get(self.teller.lang);
            columns.push(if language == Language::Ja {
                format!("{label}（{bands}）")
            } else {
                format!("{label} ({bands})")
            });
        }
        columns.push(if language == Language::Ja {
            format!("対象人口（{unit}）")
        } else {
            format!("Population ({unit})")
        });
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
        let no_total = || words::nothing(row.why_no_total(), language);
        let mut cells = vec![row.period.label(language)];
        for (voice, withheld) in row.voices.iter().zip(&row.withheld) {
            let nothing = || words::nothing(*withheld, language);
            cells.push(voice.as_ref().map_or_else(nothing, |voice| {
                let answers = &voice.answers;
                let (high, low) = (shown(answers.shown(answers.high)), shown(answers.shown(answers.low)));
                let score = self.score.figure(answers.score);
                if language == Language::Ja {
                    format!("{score}（{high} − {low}）")
                } else {
                    format!("{score} ({high} − {low})")
                }
            }));
        }
        let mut populations: Vec<Decimal> = row.voices.iter().flatten().map(|voice| voice.population).collect();
        populations.dedup();
        let populations: Vec<String> = populations.into_iter().map(shown).collect();
        cells.push(if populations.is_empty() { none() } else { populations.join(" / ") });
        cells.push(row.total.map_or_else(no_total, signed));
        if has_error {
            let range = |interval: Interval| {
                format!("{} {} {}", signed(interval.low), pick(language, "〜", "to"), signed(interval.high))
            };
            cells.push(self.interval(row).map_or_else(no_total, range));
        }
        cells
    }

    fn tiles(&self) -> Vec<Tile> {
        let mut tiles = Vec::new();
        let period = self.last.period;
        if let Some(total) = self.last.total {
            let target = self.mgap.target(None, period);
            let label = self.teller.indicator.about.title.get(self.teller.lang).clone();
            tiles.push(tile(
                (label, period),
                (total, self.large(total)),
                self.interval(self.last),
                (target, true),
                &self.total,
            ));
        }
        for (index, voice) in self.last.voices.iter().enumerate() {
            let Some(voice) = voice else { continue };
            let target = self.mgap.target(Some(index), period);
            let label = self.mgap.parts[index].label.get(self.teller.lang).clone();
            let interval = voice
                .error
                .map(|error| rounded(Interval::around(voice.answers.score, error), self.mgap.scale.score_digits + 1));
            tiles.push(tile(
                (label, period),
                (voice.answers.score, voice.answers.score),
                interval,
                (target, true),
                &self.score,
            ));
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
            lines.push(method_of_total(self.last.by_person, self.language()).to_owned());
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
        let difference =
            if self.mgap.scale.index { format!("50 + ({high} − {low}) ÷ 2") } else { format!("{high} − {low}") };
        let factor = if answers.score.is_sign_negative() { format!("({score})") } else { score.clone() };
        let relation = if answers.differs.is_some() { "→" } else { "≒" };
        format!("{label}{colon}{difference} {relation} {score}, {factor} × {population} = {volume}")
    }
}

/// How the error of the total comes about.
fn method_of_total(by_person: bool, language: Language) -> &'static str {
    let (ja, en) = if by_person {
        (
            "mGAPの区間は、一人ひとりの答えから計算しています。一人の値 = 各項目の 対象人口 × (その人の点 − 平均) / n の和（高い点は1、低い点は−1、ほかは0）、標準誤差 = 100 × √(一人の値の二乗の和)。問いどうしの関わりが入っています。",
            "The interval of the total is computed from each person’s answers: own value = sum over the components of population × (own point − mean) / n, where a high answer is 1, a low one −1, others 0; standard error = 100 × √(sum of the squares of all own values). It holds the correlation of the questions.",
        )
    } else {
        (
            "mGAPの区間は、各項目の誤差（対象人口 × 標準誤差）をそのまま足した上限です。同じ人が全部の問いに答えているため、二乗和の平方根では小さすぎます。",
            "The interval of the total is an upper bound: the components’ errors (population × standard error) added up as they are, since the same people answered all questions.",
        )
    };
    pick(language, ja, en)
}
