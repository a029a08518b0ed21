//! What indicators are to reach, told for each period: a table, and a sentence on the newest one.

use rust_decimal::Decimal;

use super::words::{Writing, named, pick};
use super::{Table, Teller, Tile, Told};
use crate::data::period::Length;
use crate::data::target::{Aim, Judged, Targets, Verdict};
use crate::data::{Figure, Period};
use crate::decimal::trimmed;
use crate::diag::Language;

/// The targets of an indicator with the words for their parts.
struct Goals<'a> {
    teller: Teller<'a>,
    targets: &'a Targets,
    labels: Vec<&'a str>,
}

impl<'a> Goals<'a> {
    fn of(teller: Teller<'a>) -> Option<Self> {
        let (targets, parts) = teller.indicator.figure.targets()?;
        let labels = parts.iter().map(|part| part.label.get(teller.lang).as_str()).collect();
        (!targets.judged.is_empty()).then_some(Self { teller, targets, labels })
    }

    fn ja(&self) -> bool {
        self.teller.language == Language::Ja
    }

    /// How the figures of a part are written.
    fn writing(&self, part: Option<usize>) -> Writing {
        let language = self.teller.language;
        let points = || pick(language, "ポイント", "points").to_owned();
        let (signed, unit) = match &self.teller.indicator.figure {
            Figure::Mgap(mgap) if part.is_some() => (mgap.scale.is_signed(), points()),
            Figure::Nps(nps) => (nps.scale.is_signed(), points()),
            Figure::Diffusion(diffusion) => (diffusion.is_signed(), points()),
            Figure::Series(series) => (series.signed, series.unit.get(self.teller.lang).clone()),
            Figure::Ranking(_) => (false, pick(language, "位", "").to_owned()),
            _ => (true, String::new()),
        };
        Writing { language, signed, unit }
    }

    fn label(&self, part: Option<usize>) -> &'a str {
        let title = self.teller.indicator.about.title.get(self.teller.lang);
        part.and_then(|part| self.labels.get(part).copied()).unwrap_or(title)
    }

    fn aim(&self, judged: &Judged) -> String {
        let writing = self.writing(judged.part);
        judged.aim.words(judged.period.length(), self.teller.language, |value| writing.with_unit(value))
    }

    /// Whether more than one thing is aimed at, so that each must be named.
    fn many(&self) -> bool {
        self.targets.judged.iter().any(|judged| judged.part != self.targets.judged[0].part)
    }

    fn row(&self, judged: &Judged, many: bool) -> Vec<String> {
        let language = self.teller.language;
        let writing = self.writing(judged.part);
        let mut cells = vec![judged.period.label(language)];
        if many {
            cells.push(self.label(judged.part).to_owned());
        }
        let (mark, actual) = (mark(judged.verdict), judged.value.map(|value| trimmed_total(value, judged)));
        cells.push(format!("{mark} {}", judged.verdict.words(language)));
        cells.push(actual.map_or_else(|| "—".to_owned(), |value| writing.with_unit(value)));
        let aim = self.aim(judged);
        cells.push(match judged.bar.filter(|_| judged.aim.bound().is_none()) {
            Some(bar) if self.ja() => format!("{aim}（{}から）", writing.with_unit(bar)),
            Some(bar) => format!("{aim} ({})", writing.with_unit(bar)),
            None => aim,
        });
        cells
    }

    /// The verdicts on the newest period that has one of met or missed.
    fn newest(&self) -> Vec<&Judged> {
        let known = |judged: &&Judged| judged.verdict.is_met().is_some();
        let last: Option<Period> = self.targets.judged.iter().filter(known).map(|judged| judged.period).max();
        self.targets.judged.iter().filter(known).filter(|judged| Some(judged.period) == last).collect()
    }

    /// 「前の年度より80件ふえ、目標（前年度比増）を達成。」
    fn sentence(&self) -> String {
        // What came of two figures has been told by then.
        let brief = self.targets.judged.iter().filter(|judged| judged.value.is_some()).count() <= 1;
        match self.newest().as_slice() {
            [] => String::new(),
            [one] if !self.many() => self.sentence_of_one(one, brief),
            several => self.sentence_of_many(several),
        }
    }

    /// A tile that tells nothing of a target yet tells what is aimed at in every year.
    fn complete(&self, tile: &mut Tile) {
        let newest = self.newest();
        let yearly = newest.iter().find(|judged| self.label(judged.part) == tile.label);
        if let (None, Some(judged)) = (&tile.target, yearly) {
            let language = self.teller.language;
            let (verdict, aim) = (judged.verdict, self.aim(judged));
            let target = pick(language, "目標 ", "Target: ");
            tile.target = Some(format!("{target}{aim}　{} {}", mark(verdict), verdict.words(language)));
        }
    }

    fn sentence_of_one(&self, judged: &Judged, brief: bool) -> String {
        let aim = self.aim(judged);
        let (Some(value), Some(bar), false) = (judged.value, judged.bar, matches!(judged.aim, Aim::Reach(_))) else {
            // The sentence on values to reach is already there.
            return String::new();
        };
        let writing = self.writing(judged.part);
        let course = match judged.aim {
            _ if brief => String::new(),
            Aim::More | Aim::Less => change(value - bar, judged.period, &writing),
            _ => {
                let (period, value) = (judged.period.label(self.teller.language), writing.with_unit(value));
                if self.ja() { format!("{period}は{value}で、") } else { format!("{value} in {period}: ") }
            }
        };
        let tail = match (judged.verdict, self.ja()) {
            (Verdict::Missed, true) => "は未達成。",
            (Verdict::Missed, false) => "is missed.",
            (Verdict::MetWithinError, true) => "を達成（誤差の幅内）。",
            (Verdict::MetWithinError, false) => "is met, within the error.",
            (_, true) => "を達成。",
            (_, false) => "is met.",
        };
        if self.ja() {
            format!("{course}目標（{aim}）{tail}")
        } else {
            format!(" {}{} target ({aim}) {tail}", course, if course.is_empty() { "The" } else { "the" })
        }
    }

    fn sentence_of_many(&self, newest: &[&Judged]) -> String {
        let met = newest.iter().filter(|judged| judged.verdict.is_met() == Some(true)).count();
        let (all, period) = (newest.len(), newest[0].period.label(self.teller.language));
        match (self.ja(), all) {
            (true, 1) => {
                let verdict = if met == 1 { "を達成" } else { "は未達成" };
                format!("{period}の{}の目標（{}）{verdict}。", self.label(newest[0].part), self.aim(newest[0]))
            }
            (false, 1) => {
                let verdict = if met == 1 { "met" } else { "missed" };
                let label = named(self.label(newest[0].part), Language::En);
                format!(" The target of {label} for {period} ({}) is {verdict}.", self.aim(newest[0]))
            }
            (true, _) => format!("{period}の目標は、{all}つのうち{met}つを達成。"),
            (false, _) => format!(" Of {all} targets for {period}, {met} met."),
        }
    }
}

/// What was aimed at in each period, and what became of it.
pub(super) fn table(teller: Teller<'_>) -> Option<Table> {
    let goals = Goals::of(teller)?;
    let (language, many) = (teller.language, goals.many());
    let mut columns = vec![pick(language, "時期", "Period")];
    if many {
        columns.push(pick(language, "項目", "Part"));
    }
    // The result comes first: on narrow paper the last columns must be scrolled to.
    columns.extend([
        pick(language, "結果", "Result"),
        pick(language, "実績", "Actual"),
        pick(language, "目標", "Target"),
    ]);
    let title = teller.indicator.about.title.get(teller.lang);
    let caption =
        if goals.ja() { format!("{title}の目標と結果") } else { format!("{title}: targets and results") };
    Some(Table {
        caption,
        columns: columns.into_iter().map(str::to_owned).collect(),
        rows: goals.targets.judged.iter().map(|judged| goals.row(judged, many)).collect(),
    })
}

/// A chart's words with those on its targets.
pub(super) fn told(teller: Teller<'_>, told: Told) -> Told {
    let Some(goals) = Goals::of(teller) else { return told };
    let sentence = goals.sentence();
    let mut tiles = told.tiles;
    for tile in &mut tiles {
        goals.complete(tile);
    }
    Told { finding: told.finding + &sentence, alt: told.alt + &sentence, tiles, ..told }
}

/// The mark beside the word of a verdict.
pub(super) fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met | Verdict::MetWithinError => "○",
        Verdict::Missed => "×",
        Verdict::NoData | Verdict::Withheld | Verdict::Open => "–",
        Verdict::NotYetDue => "…",
    }
}

/// A total as it stands in tables: −414, not −414.0.
fn trimmed_total(value: Decimal, judged: &Judged) -> Decimal {
    if judged.part.is_none() { trimmed(value) } else { value }
}

/// 「前の年度より80件ふえ、」
fn change(change: Decimal, period: Period, writing: &Writing) -> String {
    let distance = writing.distance(change);
    let (ja, en) = match period.length() {
        Length::Year => ("前の年", "the year before"),
        Length::FiscalYear => ("前の年度", "the year before"),
        _ => ("前の年の同じ時期", "a year before"),
    };
    let (rose, fell) = if writing.counts() { ("ふえ", "へり") } else { ("上がり", "下がり") };
    match (change.is_zero(), change.is_sign_positive(), writing.language) {
        (true, _, Language::Ja) => format!("{ja}と同じで、"),
        (true, _, Language::En) => format!("As in {en}, "),
        (_, true, Language::Ja) => format!("{ja}より{distance}{rose}、"),
        (_, false, Language::Ja) => format!("{ja}より{distance}{fell}、"),
        (_, true, Language::En) => format!("Up {distance} on {en}, "),
        (_, false, Language::En) => format!("Down {distance} on {en}, "),
    }
}
