//! Net promoter score: one question by period, high share minus low share.

use rust_decimal::Decimal;

use super::Sampling;
use super::answers::{self, Answers, Scale};
use super::period::Period;
use super::read::{self, Remark, Row};
use super::rows::{Origin, Sheets, Taken, Withheld};
use super::target::{self, Better, Point, Targets};
use super::value::{Values, is_of};
use crate::config::language::Language;
use crate::node::fields::Fields;

/// What an indicator of kind `nps` holds.
#[derive(Clone, Debug, Hash)]
pub struct Nps {
    /// The bands and the rounding of scores.
    pub scale: Scale,
    /// The surveys in order of time.
    pub rounds: Vec<Round>,
    /// What the score is to reach.
    pub targets: Targets,
    /// Changes of method.
    pub breaks: Vec<Remark>,
    /// What happened meanwhile.
    pub events: Vec<Remark>,
}

/// One survey.
#[derive(Clone, Debug, Hash)]
pub struct Round {
    /// When.
    pub period: Period,
    /// The answers; `None` is a gap.
    pub answers: Option<Answers>,
    /// Why there are none, if they are kept secret.
    pub withheld: Option<Withheld>,
    /// The score's standard error, for random samples.
    pub error: Option<Decimal>,
}

impl Nps {
    /// The last survey that has answers.
    #[must_use]
    pub fn latest(&self) -> Option<(&Round, &Answers)> {
        self.rounds.iter().rev().find_map(|round| Some((round, round.answers.as_ref()?)))
    }

    /// The scores over time, gaps among them.
    pub(super) fn course(&self) -> Vec<Point> {
        let score = |round: &Round| round.answers.as_ref().map(|answers| answers.score);
        let point = |round: &Round| Point {
            period: round.period,
            value: score(round),
            error: round.error,
            withheld: round.withheld,
        };
        self.rounds.iter().map(point).collect()
    }

    /// Why a path states nothing, if that is kept secret.
    pub(super) fn withheld(&self, path: &str) -> Option<Withheld> {
        let round = self.rounds.iter().find(|round| is_of(path, &round.period.key()));
        round.and_then(|round| round.withheld).or_else(|| self.targets.withheld(path, |key, _| key.to_owned()))
    }

    /// Every figure under the path by which texts state it.
    pub(super) fn values(&self, values: &mut Values) {
        let score = if self.scale.is_signed() { Values::signed } else { Values::plain };
        let mut before: Option<&Answers> = None;
        for round in &self.rounds {
            let Some(answers) = &round.answers else { continue };
            let key = round.period.key();
            score(values, key.clone(), answers.score).unit("ポイント").unit("points");
            values.share(format!("{key}.low"), answers.shown(answers.low));
            values.share(format!("{key}.high"), answers.shown(answers.high));
            values.share(format!("{key}.middle"), answers.shown(answers.middle()));
            if let Some(n) = answers.n {
                values.plain(format!("{key}.n"), n.into()).unit("人").unit("people");
            }
            if let Some(before) = before {
                values.signed(format!("{key}.change"), answers.score - before.score).unit("ポイント").unit("points");
            }
            before = Some(answers);
        }
        self.targets.values(values, (self.scale.is_signed(), None), |key, _| key.to_owned());
    }
}

/// Reads an indicator of kind `nps`.
pub(super) fn read(
    fields: &mut Fields<'_, '_>,
    sampling: Option<Sampling>,
    others: &[Language],
    sheets: &Sheets<'_>,
) -> Nps {
    let scale = Scale::read(fields, (0, 6), (9, 10));
    let origin = Origin::read(fields, sheets);
    let targets = target::read::targets(fields, &[], Some("score"), Better::Higher);
    let breaks = read::remarks(fields, "breaks", others);
    let events = read::remarks(fields, "events", others);
    let rows = read::periods(fields, "periods: { 2025: { low: 38, high: 30, n: 1204 } }");
    let rounds = rows.into_iter().map(|row| read_round(fields, row, (&scale, &origin), sampling)).collect();
    Nps { scale, rounds, targets, breaks, events }
}

fn read_round(
    fields: &mut Fields<'_, '_>,
    (period, key, node): Row<'_>,
    (scale, origin): (&Scale, &Origin<'_, '_>),
    sampling: Option<Sampling>,
) -> Round {
    if node.is_null() {
        return Round { period, answers: None, withheld: None, error: None };
    }
    let mut row = Fields::new(fields.file, key.span.clone(), node, fields.notes);
    let found = if node.as_map().is_some() { answers::read(&mut row, scale, origin) } else { None };
    row.finish();
    let (answers, withheld) = match found {
        Some(Taken::Shown((answers, _))) => (Some(answers), None),
        Some(Taken::Withheld(withheld)) => (None, Some(withheld)),
        None => (None, None),
    };
    let random = sampling == Some(Sampling::Random);
    let error = answers.as_ref().filter(|_| random).and_then(|answers| answers.error(scale, None));
    Round { period, answers, withheld, error }
}

#[cfg(test)]
mod tests {
    use crate::data::sample::{numbers, only};

    #[test]
    fn classic_bands_are_0_to_6_and_9_to_10() {
        let yaml = "
            kind: nps
            periods:
              2025: { counts: [28, 17, 33, 52, 68, 247, 178, 196, 209, 82, 94], n: 1204 }
              2024: { low: 50, high: 14.5 }
              2023: ~
            targets: { 2029: -30 }";
        let (indicator, numbers_of) = (only(yaml), numbers);
        // (82 + 94 − 623) / 1204 = −37.13 %
        assert_eq!(numbers_of(&indicator, "2025"), "−37");
        assert_eq!(numbers_of(&indicator, "2024"), "−36");
        assert_eq!(numbers_of(&indicator, "2025.change"), "−1");
        assert_eq!(numbers_of(&indicator, "2029.target"), "−30");
        assert_eq!(numbers_of(&indicator, "2023"), "none");
    }
}
