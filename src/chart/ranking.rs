//! Tells and draws rankings: lines whose axis runs down, so that the first place is on top.

use rust_decimal::Decimal;

use super::axis::Name;
use super::lines::{self, Line, Lines, Mark};
use super::scores::since_break;
use super::tiles::tile;
use super::words::{self, Outcome, Writing, named, outcome, outcome_sentence, pick, sentence};
use super::{Drawing, NARROW, Table, Teller, Tile, Told, WIDE, nothing};
use crate::data::Period;
use crate::data::ranking::Ranking;
use crate::data::read::Remark;
use crate::data::target::Target;
use crate::decimal::shown;
use crate::diag::Language;

struct Story<'a> {
    teller: Teller<'a>,
    ranking: &'a Ranking,
    writing: Writing,
    first: Period,
    last: Period,
}

pub(super) fn tell(teller: Teller<'_>, ranking: &Ranking) -> Told {
    let mut known = ranking.rows.iter().filter(|row| row.places.iter().any(Option::is_some));
    let (Some(first), Some(last)) = (ranking.rows.first(), known.next_back()) else {
        return nothing(teller, &ranking.rows.iter().map(|row| row.period).collect::<Vec<_>>());
    };
    let unit = pick(teller.language, "位", "").to_owned();
    let writing = Writing { language: teller.language, signed: false, unit };
    let story = Story { teller, ranking, writing, first: first.period, last: last.period };
    Told {
        finding: story.finding(),
        subtitle: story.subtitle(),
        alt: story.alt(),
        table: story.table(),
        method: vec![
            pick(
                teller.language,
                "順位は、数が小さいほど上です。図は1位を上にしています。",
                "A smaller rank is better; the picture has the first place on top.",
            )
            .to_owned(),
        ],
        tiles: story.tiles(),
        has_error: false,
        wide: story.drawing(WIDE),
        narrow: story.drawing(NARROW),
    }
}

/// 「つ」 counts up to nine.
fn counter(number: Decimal) -> &'static str {
    if number.abs() < Decimal::TEN { "つ" } else { "" }
}

impl<'a> Story<'a> {
    fn ja(&self) -> bool {
        self.teller.language == Language::Ja
    }

    fn title(&self) -> &'a str {
        self.teller.indicator.about.title.get(self.teller.lang)
    }

    fn label(&self, line: usize) -> &'a str {
        self.ranking.lines[line].label.get(self.teller.lang)
    }

    fn rank(&self, rank: Decimal) -> String {
        if self.ja() { self.writing.with_unit(rank) } else { format!("rank {}", shown(rank)) }
    }

    fn target(&self, line: usize) -> Option<&'a Target> {
        self.ranking.targets.next(Some(line), self.last)
    }

    /// The first and the last place of a line that can be compared.
    fn ends(&self, line: usize) -> Option<((Period, Decimal), (Period, Decimal))> {
        let from = since_break(&self.ranking.breaks, self.last);
        let comparable =
            || self.ranking.points(line).filter(move |(period, _)| from.is_none_or(|from| *period >= from));
        Some((comparable().next()?, comparable().next_back()?))
    }

    fn finding(&self) -> String {
        if self.ranking.lines.len() > 1 {
            return self.finding_of_many();
        }
        let Some(((from, before), (to, now))) = self.ends(0) else { return self.title().to_owned() };
        let name = named(self.title(), self.teller.language);
        let mut text = self.move_sentence(&name, (from, before), (to, now));
        if let Some(target) = self.target(0) {
            let outcome: Outcome = outcome(now, target, false, None);
            let unit = if self.ja() { counter(now - target.value) } else { "places" };
            let places = Writing { unit: unit.to_owned(), ..self.writing.clone() };
            text += &outcome_sentence(outcome, &places);
        }
        text
    }

    fn move_sentence(&self, name: &str, (from, before): (Period, Decimal), (to, now): (Period, Decimal)) -> String {
        let (then, today) = (self.rank(before), self.rank(now));
        let when = to.label(self.teller.language);
        if from == to {
            return if self.ja() {
                format!("{name}は、{when}に{today}。")
            } else {
                format!("{name}: {today} in {when}.")
            };
        }
        let time = to.since(from, self.teller.language);
        let places = shown((before - now).abs());
        let places = if self.ja() { format!("{places}{}", counter(before - now)) } else { places };
        match (now.cmp(&before), self.ja()) {
            (std::cmp::Ordering::Less, true) => format!("{name}は{time}で{then}から{today}へ、{places}上がった。"),
            (std::cmp::Ordering::Less, false) => format!("{name}: up {places} in {time}, from {then} to {today}."),
            (std::cmp::Ordering::Equal, true) => format!("{name}は{time}前と同じ{today}。"),
            (std::cmp::Ordering::Equal, false) => format!("{name}: {today}, as {time} before."),
            (std::cmp::Ordering::Greater, true) => format!("{name}は{time}で{then}から{today}へ、{places}下がった。"),
            (std::cmp::Ordering::Greater, false) => format!("{name}: down {places} in {time}, from {then} to {today}."),
        }
    }

    /// How many of the lines rose and how many fell.
    fn finding_of_many(&self) -> String {
        let moves =
            (0..self.ranking.lines.len()).filter_map(|line| self.ends(line)).filter(|(first, last)| first.0 < last.0);
        let (mut up, mut down, mut same) = (0, 0, 0);
        for ((_, before), (_, now)) in moves {
            match now.cmp(&before) {
                std::cmp::Ordering::Less => up += 1,
                std::cmp::Ordering::Greater => down += 1,
                std::cmp::Ordering::Equal => same += 1,
            }
        }
        if up + down + same == 0 {
            let best = (0..self.ranking.lines.len())
                .filter_map(|line| Some((self.ranking.points(line).next_back()?.1, line)))
                .min();
            return best.map_or_else(
                || self.title().to_owned(),
                |(rank, line)| {
                    if self.ja() {
                        format!("いちばん上は{}の{}。", self.label(line), self.rank(rank))
                    } else {
                        format!("{} stands highest: {}.", self.label(line), self.rank(rank))
                    }
                },
            );
        }
        self.moves([up, down, same])
    }

    /// 「3つの順位のうち、2つが上がり、1つは同じ。」 What nothing did is left out.
    fn moves(&self, [up, down, same]: [usize; 3]) -> String {
        let ja = [(up, "つが上がり"), (down, "つが下がり"), (same, "つは同じ")];
        let en = [(up, " rose"), (down, " fell"), (same, " did not move")];
        let all = up + down + same;
        let parts = |words: [(usize, &str); 3]| -> Vec<String> {
            let parts = words.into_iter().filter(|(count, _)| *count > 0);
            parts.map(|(count, word)| format!("{count}{word}")).collect()
        };
        if self.ja() {
            let text = parts(ja).join("、");
            let text = match text.strip_suffix("がり") {
                Some(start) => format!("{start}がった"),
                None => text,
            };
            format!("{all}つの順位のうち、{text}。")
        } else {
            format!("Of {all} ranks, {}.", parts(en).join(", "))
        }
    }

    fn subtitle(&self) -> String {
        let of = self.ranking.of.map_or_else(String::new, |of| {
            let of = shown(of.into());
            if self.ja() { format!("{of}のなかの順位") } else { format!("Rank among {of}") }
        });
        let of = if of.is_empty() { pick(self.teller.language, "順位", "Rank").to_owned() } else { of };
        let span = words::span(self.first, self.last, self.teller.language);
        let text = words::join(&[of, span], self.teller.language);
        format!("{text}{}", pick(self.teller.language, "。上ほどよい", "; higher is better"))
    }

    fn alt(&self) -> String {
        let mut text = if self.ja() {
            format!("{}の折れ線グラフ。", self.title())
        } else {
            format!("Line chart of {}.", self.title())
        };
        for line in 0..self.ranking.lines.len().min(6) {
            let Some((first, last)) = self.ends(line) else { continue };
            let moved = self.move_sentence(self.label(line), first, last);
            text += pick(self.teller.language, "", " ");
            text += &moved;
        }
        for line in 0..self.ranking.lines.len() {
            if let Some(target) = self.target(line) {
                text += &sentence(&self.writing.target(target.value, target.period), self.teller.language);
            }
        }
        text
    }

    fn table(&self) -> Table {
        let language = self.teller.language;
        let scores = self.ranking.has_scores();
        let mut columns = vec![pick(language, "時期", "Period").to_owned()];
        for line in 0..self.ranking.lines.len() {
            let label = self.label(line);
            columns.push(if self.ja() { format!("{label}（位）") } else { format!("{label} (rank)") });
            if scores {
                columns.push(if self.ja() { format!("{label}（点）") } else { format!("{label} (score)") });
            }
        }
        let rows = self.ranking.rows.iter().map(|row| {
            let none = || words::no_data(language).to_owned();
            let mut cells = vec![row.period.label(language)];
            for place in &row.places {
                cells.push(place.map_or_else(none, |place| shown(place.rank)));
                if scores {
                    cells.push(place.and_then(|place| place.score).map_or_else(none, shown));
                }
            }
            cells
        });
        Table { caption: self.title().to_owned(), columns, rows: rows.collect() }
    }

    fn tiles(&self) -> Vec<Tile> {
        let tiles = (0..self.ranking.lines.len()).filter_map(|line| {
            let (period, rank) = self.ranking.points(line).next_back()?;
            Some(tile(
                (self.label(line).to_owned(), period),
                (rank, rank),
                None,
                (self.target(line), false),
                &self.writing,
            ))
        });
        tiles.take(4).collect()
    }

    /// 「142位（8.4点）」, where the score behind the last rank is known.
    fn rank_with_score(&self, line: usize) -> Option<String> {
        let place = self.ranking.rows.iter().rev().find_map(|row| row.places[line])?;
        let (rank, score) = (self.writing.with_unit(place.rank), shown(place.score?));
        Some(if self.ja() { format!("{rank}（{score}点）") } else { format!("{rank} ({score})") })
    }

    fn drawing(&self, width: f64) -> Drawing {
        let language = self.teller.language;
        let line = |index: usize| Line {
            label: self.label(index).to_owned(),
            points: self.ranking.points(index).map(|(period, rank)| (period.ordinal(), rank)).collect(),
            shown: self.rank_with_score(index),
            target: self.target(index).map(|target| (target.value, self.writing.target(target.value, target.period))),
        };
        let marks = |remarks: &[Remark]| {
            let mark = |remark: &Remark| Mark {
                at: remark.period.ordinal(),
                text: format!("{} {}", remark.period.label(language), remark.text.get(self.teller.lang)),
            };
            remarks.iter().filter(|remark| (self.first..=self.last).contains(&remark.period)).map(mark).collect()
        };
        let lines = Lines {
            series: (0..self.ranking.lines.len()).map(line).collect(),
            names: self.ranking.rows.iter().map(|row| (row.period.ordinal(), Name::of(row.period, language))).collect(),
            breaks: marks(&self.ranking.breaks),
            events: marks(&self.ranking.events),
            between: None,
            writing: self.writing.clone(),
            from_zero: true,
            ranks: true,
        };
        lines::drawing(&lines, width)
    }
}
