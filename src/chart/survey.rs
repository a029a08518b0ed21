//! Tells and draws a survey: shares of answers by group.

use rust_decimal::Decimal;

use super::stack::{Row, Stack};
use super::words::{self, pick};
use super::{Drawing, NARROW, Table, Teller, Tile, Told, WIDE};
use crate::data::interval::{Interval, margin};
use crate::data::survey::{Group, Survey};
use crate::decimal::{Rounding, round, shown};
use crate::diag::Language;

/// The keys under which everyone taken together is usually written.
const WHOLE: [&str; 5] = ["all", "total", "overall", "whole", "average"];

/// A group with its share of the first answer.
type Share<'a> = (&'a Group, Decimal);

struct Story<'a> {
    teller: Teller<'a>,
    survey: &'a Survey,
}

pub(super) fn tell(teller: Teller<'_>, survey: &Survey) -> Told {
    let story = Story { teller, survey };
    let stack = story.stack();
    let drawing = |width: f64| Drawing::new(stack.height(width), |svg| stack.draw(svg, 0.0, width));
    Told {
        finding: story.finding(),
        subtitle: story.subtitle(),
        alt: story.alt(),
        table: story.table(),
        method: story.method(),
        tiles: story.tiles(),
        has_error: story.has_error(),
        wide: drawing(WIDE),
        narrow: drawing(NARROW),
    }
}

fn is_whole(group: &Group) -> bool {
    WHOLE.contains(&group.name.id.as_str())
}

fn percent(share: Decimal) -> String {
    format!("{}%", shown(share))
}

impl<'a> Story<'a> {
    fn ja(&self) -> bool {
        self.teller.language == Language::Ja
    }

    fn label(&self, group: &'a Group) -> &'a str {
        group.name.label.get(self.teller.lang)
    }

    fn answer(&self, index: usize) -> &'a str {
        self.survey.answers.get(index).map_or("", |answer| answer.label.get(self.teller.lang))
    }

    fn has_error(&self) -> bool {
        self.survey.groups.iter().any(|group| group.errors.iter().any(Option::is_some))
    }

    fn whole(&self) -> Option<(&'a Group, Decimal)> {
        let group = self.survey.groups.iter().find(|group| is_whole(group))?;
        Some((group, group.shares.first().copied().flatten()?))
    }

    /// The groups with the smallest and the largest first share.
    fn ends(&self) -> Option<(Share<'a>, Share<'a>)> {
        let known = || {
            let groups = self.survey.groups.iter().filter(|group| !is_whole(group));
            groups.filter_map(|group| Some((group, group.shares.first().copied().flatten()?)))
        };
        let low = known().min_by_key(|(_, share)| *share)?;
        let high = known().reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        (low.1 < high.1).then_some((low, high))
    }

    /// 「「感じている」は全体で72.5%。18〜19歳は48.0%にとどまる。」
    fn finding(&self) -> String {
        let answer = self.answer(0);
        match (self.whole(), self.ends(), self.ja()) {
            (Some((_, all)), Some(((low, low_share), (high, high_share))), true) => format!(
                "「{answer}」は全体で{}。{}の{}から{}の{}まで差がある。",
                percent(all),
                self.label(low),
                percent(low_share),
                self.label(high),
                percent(high_share)
            ),
            (Some((_, all)), Some(((low, low_share), (high, high_share))), false) => format!(
                "“{answer}”: {} overall, from {} ({}) to {} ({}).",
                percent(all),
                percent(low_share),
                self.label(low),
                percent(high_share),
                self.label(high)
            ),
            (Some((_, all)), None, true) => format!("「{answer}」は全体で{}。", percent(all)),
            (Some((_, all)), None, false) => format!("“{answer}”: {} overall.", percent(all)),
            (None, Some(((low, low_share), (high, high_share))), true) => format!(
                "「{answer}」がいちばん多いのは{}の{}、少ないのは{}の{}。",
                self.label(high),
                percent(high_share),
                self.label(low),
                percent(low_share)
            ),
            (None, Some(((low, low_share), (high, high_share))), false) => format!(
                "“{answer}” ranges from {} ({}) to {} ({}).",
                percent(low_share),
                self.label(low),
                percent(high_share),
                self.label(high)
            ),
            (None, None, _) => self.teller.indicator.about.title.get(self.teller.lang).clone(),
        }
    }

    fn subtitle(&self) -> String {
        let measure = pick(self.teller.language, "答えの割合（%）", "Shares of answers (%)").to_owned();
        let n = self.survey.groups.iter().find(|group| is_whole(group)).and_then(|group| group.n);
        let n = n.map_or_else(String::new, |n| format!("n={}", shown(n.into())));
        let about = &self.teller.indicator.about;
        let day = crate::data::period::day_in_words(about.as_of, self.teller.language);
        let day = if self.ja() { format!("{day}現在") } else { format!("as of {day}") };
        let whisker = if self.has_error() {
            pick(self.teller.language, "。横線は95%信頼区間", "; whiskers: 95% CI")
        } else {
            ""
        };
        format!("{}{whisker}", words::join(&[measure, day, n], self.teller.language))
    }

    fn alt(&self) -> String {
        let title = self.teller.indicator.about.title.get(self.teller.lang);
        let groups = self.survey.groups.iter().take(8).map(|group| {
            if let Some(why) = group.withheld {
                return format!("{} {}", self.label(group), words::withheld(why, self.teller.language));
            }
            let shares: Vec<String> = group
                .shares
                .iter()
                .map(|share| share.map_or_else(|| words::no_data(self.teller.language).to_owned(), percent))
                .collect();
            format!("{} {}", self.label(group), shares.join(pick(self.teller.language, "・", " / ")))
        });
        let groups = words::join(&groups.collect::<Vec<_>>(), self.teller.language);
        let answers: Vec<String> = (0..self.survey.answers.len()).map(|index| self.answer(index).to_owned()).collect();
        if self.ja() {
            format!("{title}の帯グラフ。「{}」の割合は、{groups}。", answers.join("」「"))
        } else {
            format!("Bar chart of {title}. Shares of {}: {groups}.", answers.join(" / "))
        }
    }

    fn has_remainder(&self) -> bool {
        self.survey.groups.iter().any(|group| group.rest.is_some())
    }

    fn rest(&self) -> &'static str {
        pick(self.teller.language, "残り（内訳は示されていない）", "Rest (not broken down)")
    }

    fn table(&self) -> Table {
        let (language, has_n) = (self.teller.language, self.survey.groups.iter().any(|group| group.n.is_some()));
        let mut columns = vec![pick(language, "区分", "Group").to_owned()];
        let per_cent = |text: &str| if self.ja() { format!("{text}（%）") } else { format!("{text} (%)") };
        for index in 0..self.survey.answers.len() {
            columns.push(per_cent(self.answer(index)));
        }
        if self.has_remainder() {
            columns.push(per_cent(pick(language, "残り", "Rest")));
        }
        if has_n {
            columns.push("n".to_owned());
        }
        let rows = self.survey.groups.iter().map(|group| {
            let none = || words::nothing(group.withheld, language);
            let mut cells = vec![self.label(group).to_owned()];
            for (share, error) in group.shares.iter().zip(&group.errors) {
                let error = error.map_or_else(String::new, |error| {
                    format!(" ±{}", shown(round(margin(error), 1, Rounding::HalfUp)))
                });
                cells.push(share.map_or_else(none, |share| format!("{}{error}", shown(share))));
            }
            if self.has_remainder() {
                cells.push(group.rest.map_or_else(|| "—".to_owned(), shown));
            }
            if has_n {
                cells.push(group.n.map_or_else(none, |n| shown(n.into())));
            }
            cells
        });
        Table {
            caption: self.teller.indicator.about.title.get(self.teller.lang).clone(),
            columns,
            rows: rows.collect(),
        }
    }

    fn tiles(&self) -> Vec<Tile> {
        let Some((group, _)) = self.whole() else { return Vec::new() };
        let tile = |(index, share): (usize, &Option<Decimal>)| {
            let share = (*share)?;
            let interval = group.errors.get(index).copied().flatten().map(|error| Interval::around(share, error));
            let writing = words::Writing { language: self.teller.language, signed: false, unit: String::new() };
            let interval = interval.map(|interval| super::scores::rounded(interval, 1));
            Some(Tile {
                label: self.answer(index).to_owned(),
                before: String::new(),
                value: shown(share),
                unit: "%".to_owned(),
                period: self.label(group).to_owned(),
                interval: interval.map(|interval| writing.interval(interval)),
                target: None,
                strip: super::tiles::draw(share, interval, None, &[Decimal::ONE_HUNDRED]),
            })
        };
        group.shares.iter().enumerate().filter_map(tile).take(4).collect()
    }

    fn method(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.has_remainder() {
            let (ja, en) = (
                "割合の合計が100%にならない分は、内訳が示されていないため「残り」としています。",
                "Where the shares do not add up to 100%, the rest is not broken down by the source.",
            );
            lines.push(pick(self.teller.language, ja, en).to_owned());
        }
        if self.has_error() {
            let (ja, en) = (
                "95%信頼区間 = ±1.96 × √(p(1 − p) / n) × 100。pは割合、nは答えた人の数。",
                "95% CI = ±1.96 × √(p(1 − p) / n) × 100. p is the share, n the number of answers.",
            );
            lines.push(pick(self.teller.language, ja, en).to_owned());
        }
        lines
    }

    fn stack(&self) -> Stack {
        let row = |group: &'a Group| Row {
            label: self.label(group).to_owned(),
            shares: group.shares.clone(),
            error: group.errors.first().copied().flatten(),
            n: group.n.map_or_else(String::new, |n| format!("n={}", shown(n.into()))),
            whole: is_whole(group),
            nothing: words::nothing(group.withheld, self.teller.language),
        };
        Stack {
            answers: (0..self.survey.answers.len()).map(|index| self.answer(index).to_owned()).collect(),
            rest: if self.has_remainder() { self.rest().to_owned() } else { String::new() },
            rows: self.survey.groups.iter().map(row).collect(),
        }
    }
}
