//! Draws an mGAP: totals over time (or its parts, where there is but one survey) above the answers.

use rust_decimal::Decimal;

use super::Story;
use crate::chart::Drawing;
use crate::chart::axis::Name;
use crate::chart::bars::{self, Bar, Bars};
use crate::chart::diverging::{Diverging, Question, Shares};
use crate::chart::scores::{heads, margin_text};
use crate::chart::svg::Anchor;
use crate::chart::words::{Writing, pick, why, withheld};
use crate::data::interval::Interval;
use crate::data::mgap::Voice;
use crate::data::read::{Named, Remark};
use crate::data::{Period, Withheld};
use crate::decimal::trimmed;
use crate::diag::Language;

impl Story<'_> {
    pub(super) fn drawing(&self, width: f64) -> Drawing {
        let narrow = width < 400.0;
        let bars = self.bars(narrow);
        let height = if narrow { 270.0 } else { 330.0 };
        let diverging = self.diverging();
        let secrets = self.secrets();
        let has_parts = !diverging.questions.is_empty() || !secrets.is_empty();
        let middle = if diverging.questions.is_empty() { 0.0 } else { diverging.height(width) };
        let below =
            if has_parts { 56.0 + middle + 24.0 * f64::from(u32::try_from(secrets.len()).unwrap_or(0)) } else { 0.0 };
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
                if !diverging.questions.is_empty() {
                    diverging.draw(svg, height + 56.0, width);
                }
                for (y, line) in (0..).map(|at| height + 56.0 + middle + 24.0 * f64::from(at)).zip(&secrets) {
                    svg.text("c-label", (0.0, y), Anchor::Start, line);
                }
            }
        })
    }

    /// The components that are kept secret, each with its reason.
    pub(super) fn secrets(&self) -> Vec<String> {
        let (language, lang) = (self.language(), self.teller.lang);
        let parts = self.mgap.parts.iter().zip(&self.last.withheld);
        let line = |(part, why): (&Named, &Option<Withheld>)| {
            let colon = pick(language, "：", ": ");
            why.map(|why| format!("{}{colon}{}", part.label.get(lang), withheld(why, language)))
        };
        parts.filter_map(line).collect()
    }

    /// The totals by period; where there is but one, its volumes and their sum.
    fn bars(&self, narrow: bool) -> Bars {
        let language = self.language();
        let target = self.mgap.target(None, self.last.period);
        let target = target.map(|target| (target.value, self.total.target(target.value, target.period)));
        let row = if self.mgap.rounds.len() > 1 { self.bars_by_period() } else { self.bars_by_part(narrow) };
        Bars {
            row,
            target,
            reference: None,
            categories: self.mgap.rounds.len() == 1,
            writing: Writing { language, ..self.total.clone() },
        }
    }

    fn bars_by_period(&self) -> Vec<Bar> {
        let language = self.language();
        let remark = |remarks: &[Remark], period: Period| {
            remarks
                .iter()
                .find(|remark| remark.period == period)
                .map(|remark| format!("{} {}", period.label(language), remark.text.get(self.teller.lang)))
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
                name: Name::of(round.period, language),
                value: round.total,
                shown: round
                    .total
                    .map_or_else(|| why(round.why_no_total(), language), |total| self.total.figure(self.large(total))),
                interval: self.interval(round),
                strong: round.period == self.last.period,
                broken: remark(&self.mgap.breaks, round.period),
                event: remark(&self.mgap.events, round.period),
            });
        }
        bars
    }

    fn bars_by_part(&self, narrow: bool) -> Vec<Bar> {
        let bar = |name: Name, value: Decimal, interval: Option<Interval>, strong: bool| Bar {
            name,
            shown: self.total.figure(if strong { trimmed(value) } else { value }),
            value: Some(value),
            interval: interval.filter(|_| !narrow || strong),
            strong,
            broken: None,
            event: None,
        };
        let mut names: Vec<Name> = self.parts().map(|(label, _)| Name::plain(label)).collect();
        bars::mark_common_end(&mut names);
        let part = |(name, (_, voice)): (Name, (&str, &Voice))| {
            let interval = voice.error.map(|error| Interval::around(voice.volume, error * voice.population));
            bar(name, voice.volume, interval, false)
        };
        let mut bars: Vec<Bar> = names.into_iter().zip(self.parts()).map(part).collect();
        if let Some(total) = self.last.total {
            bars.push(bar(Name::plain("mGAP"), total, self.interval(self.last), true));
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
