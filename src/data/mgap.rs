//! mGAP: population × score for each component, and their sum. Also the seam between scores and volumes.

mod people;

use rust_decimal::Decimal;

use super::answers::{self, Answers, Scale};
use super::period::Period;
use super::read::{self, Named, Remark, Row};
use super::rows::{Answered, Origin, Sheets, Taken, Withheld};
use super::target::{self, Better, Point, Target, Targets};
use super::value::{Values, is_of};
use super::{Sampling, interval};
use crate::config::language::{self, Language, Localized};
use crate::decimal::{round, trimmed};
use crate::diag::{Code, Diagnostic};
use crate::node::fields::Fields;

/// Keys of a row that are no components.
pub const ROW_KEYS: [&str; 9] = ["population", "total", "change", "target", "result", "n", "csv", "column", "where"];

/// What an indicator of kind `mgap` holds.
#[derive(Clone, Debug, Hash)]
pub struct Mgap {
    /// The bands and the rounding of scores.
    pub scale: Scale,
    /// Decimals of a volume.
    pub volume_digits: u32,
    /// Decimals of the total where it stands large: in pictures and headlines.
    pub total_digits: u32,
    /// What populations are counted in.
    pub unit: Localized<String>,
    /// The components: recommend, take part, thank.
    pub parts: Vec<Named>,
    /// The surveys in order of time.
    pub rounds: Vec<Round>,
    /// What the total or a component's score is to reach.
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
    /// The components in their order; `None` where one was not asked for.
    pub voices: Vec<Option<Voice>>,
    /// Which components are kept secret, and why.
    pub withheld: Vec<Option<Withheld>>,
    /// The sum of the volumes, if no component is missing.
    pub total: Option<Decimal>,
    /// The total's standard error, for random samples: of each person's own sum, or else a bound.
    pub error: Option<Decimal>,
    /// Whether the error is that of each person's own sum; the bound is the sum of the components' errors.
    pub by_person: bool,
}

/// One component of one survey.
#[derive(Clone, Debug, Hash)]
pub struct Voice {
    /// The answers and their score.
    pub answers: Answers,
    /// The population that the score is multiplied with.
    pub population: Decimal,
    /// Population × score.
    pub volume: Decimal,
    /// The score's standard error, for random samples.
    pub error: Option<Decimal>,
}

impl Mgap {
    /// The last survey that has a total, or else the last one.
    #[must_use]
    pub fn latest(&self) -> Option<&Round> {
        self.rounds.iter().rev().find(|round| round.total.is_some()).or(self.rounds.last())
    }

    /// The survey with a total that comes before the one of `period`.
    #[must_use]
    pub fn before(&self, period: Period) -> Option<&Round> {
        self.rounds.iter().rev().find(|round| round.period < period && round.total.is_some())
    }

    /// The nearest target for the whole (`None`) or a component, from `period` on.
    #[must_use]
    pub fn target(&self, part: Option<usize>, period: Period) -> Option<&Target> {
        self.targets.next(part, period)
    }

    /// The totals over time (`None`), or the scores of a component; gaps among them.
    pub(super) fn course(&self, part: Option<usize>) -> Vec<Point> {
        let point = |round: &Round| {
            let voice = part.and_then(|part| round.voices.get(part)?.as_ref());
            let (value, error) = match part {
                None => (round.total, round.error),
                Some(_) => (voice.map(|voice| voice.answers.score), voice.and_then(|voice| voice.error)),
            };
            let withheld =
                part.map_or_else(|| round.why_no_total(), |part| round.withheld.get(part).copied().flatten());
            Point { period: round.period, value, error, withheld }
        };
        self.rounds.iter().map(point).collect()
    }

    /// A total as it stands large.
    #[must_use]
    pub fn large(&self, total: Decimal) -> Decimal {
        round(total, self.total_digits, self.scale.rounding)
    }
}

/// Reads an indicator of kind `mgap`.
pub(super) fn read(
    fields: &mut Fields<'_, '_>,
    sampling: Option<Sampling>,
    others: &[Language],
    sheets: &Sheets<'_>,
) -> Mgap {
    let scale = Scale::read(fields, (0, 5), (8, 10));
    let unit = language::read_text(fields, "population_unit", others);
    let parts = read::named(fields, "components", &ROW_KEYS, others);
    let mut mgap = Mgap {
        scale,
        volume_digits: read::digits(fields, "volume_digits", 1),
        total_digits: read::digits(fields, "total_digits", 0),
        unit: read::unit(&unit.unwrap_or_else(|| Localized::new("万人".to_owned(), Vec::new())), others),
        rounds: Vec::new(),
        targets: target::read::targets(fields, &parts, Some("total"), Better::Higher),
        breaks: read::remarks(fields, "breaks", others),
        events: read::remarks(fields, "events", others),
        parts,
    };
    let origin = Origin::read(fields, sheets);
    let rows = read::periods(fields, "periods: { 2025: { population: 20.7, … } }");
    mgap.rounds = rows.into_iter().map(|row| read_round(fields, row, (&mgap, &origin), sampling)).collect();
    mgap
}

fn read_round(
    fields: &mut Fields<'_, '_>,
    (period, key, node): Row<'_>,
    (mgap, origin): (&Mgap, &Origin<'_, '_>),
    sampling: Option<Sampling>,
) -> Round {
    let mut round = Round {
        period,
        voices: Vec::with_capacity(mgap.parts.len()),
        withheld: vec![None; mgap.parts.len()],
        total: None,
        error: None,
        by_person: false,
    };
    if node.is_null() {
        round.voices.resize(mgap.parts.len(), None);
        return round;
    }
    let mut row = Fields::new(fields.file, key.span.clone(), node, fields.notes);
    let given = row.take("population").is_some();
    let population = positive(&mut row);
    let (origin, _) = origin.within(&mut row);
    let mut people = Vec::new();
    for (index, part) in mgap.parts.iter().enumerate() {
        let found = row.entry(&part.id).and_then(|(key, node)| {
            let mut inner = row.child(key.span.clone(), node);
            let found = read_voice(&mut inner, (given, population), (mgap, &origin), sampling);
            inner.finish();
            found
        });
        match found {
            Some(Taken::Shown((voice, rows))) => {
                round.voices.push(Some(voice));
                people.extend(rows);
            }
            Some(Taken::Withheld(withheld)) => {
                round.voices.push(None);
                round.withheld[index] = Some(withheld);
            }
            None => round.voices.push(None),
        }
    }
    row.finish();
    add_up(&mut round, &people, mgap);
    round
}

/// The sum of the volumes and its error.
fn add_up(round: &mut Round, people: &[Answered<u8>], mgap: &Mgap) {
    let known: Option<Vec<&Voice>> = round.voices.iter().map(Option::as_ref).collect();
    let Some(known) = known.filter(|known| !known.is_empty()) else { return };
    round.total = Some(known.iter().map(|voice| voice.volume).sum());
    round.error = known.iter().map(|voice| Some(voice.error? * voice.population)).sum();
    if round.error.is_some()
        && let Some(error) = people::error_of_total(&known, people, mgap)
    {
        round.error = Some(error);
        round.by_person = true;
    }
}

fn positive(fields: &mut Fields<'_, '_>) -> Option<Decimal> {
    let node = fields.take("population")?;
    let number = read::number(fields.file, node, fields.notes)?;
    if number <= Decimal::ZERO {
        let code = if number.is_zero() { Code::NoPeople } else { Code::NegativeCount };
        fields.notes.push(Diagnostic::at(code, fields.file, node.span.clone()).with("found", number));
        return None;
    }
    Some(number)
}

/// A component, with the answers of each person where they are known.
type FoundVoice = Taken<(Voice, Option<Answered<u8>>)>;

fn read_voice(
    fields: &mut Fields<'_, '_>,
    (given, of_round): (bool, Option<Decimal>),
    (mgap, origin): (&Mgap, &Origin<'_, '_>),
    sampling: Option<Sampling>,
) -> Option<FoundVoice> {
    let given = given || fields.take("population").is_some();
    let own = positive(fields);
    let found = answers::read(fields, &mgap.scale, origin);
    if !given {
        fields.missing("population", "population: 20.7");
    }
    let (answers, rows) = match found? {
        Taken::Shown(found) => found,
        Taken::Withheld(withheld) => return Some(Taken::Withheld(withheld)),
    };
    let population = own.or(of_round)?;
    let volume = round(population * answers.score, mgap.volume_digits, mgap.scale.rounding);
    let error = (sampling == Some(Sampling::Random)).then(|| answers.error(&mgap.scale, mgap.people(population)));
    Some(Taken::Shown((Voice { answers, population, volume, error: error.flatten() }, rows)))
}

/// How many people a unit of population stands for.
fn persons_in(unit: &str) -> Option<Decimal> {
    let persons = match unit.trim() {
        "人" | "people" => 1,
        "千人" => 1_000,
        "万人" => 10_000,
        "十万人" | "10万人" => 100_000,
        "百万人" => 1_000_000,
        _ => return None,
    };
    Some(persons.into())
}

impl Mgap {
    /// How many people a population is, where its unit tells.
    fn people(&self, population: Decimal) -> Option<Decimal> {
        persons_in(self.unit.get(crate::config::Lang::FIRST)).map(|persons| population * persons)
    }

    /// Every figure under the path by which texts state it.
    pub(super) fn values(&self, values: &mut Values) {
        let mut before: Option<&Round> = None;
        for round in &self.rounds {
            let key = round.period.key();
            if let Some(total) = round.total {
                // −414.0 reads −414; −67.2 stays.
                values.signed(key.clone(), trimmed(total)).coarse(self.total_digits);
            }
            if let (Some(now), Some(then)) = (round.total, before.and_then(|round| round.total)) {
                values.signed(format!("{key}.change"), trimmed(now - then)).coarse(self.total_digits);
            }
            for (index, (part, voice)) in self.parts.iter().zip(&round.voices).enumerate() {
                let Some(voice) = voice else { continue };
                let path = format!("{key}.{}", part.id);
                let earlier = before.and_then(|round| round.voices[index].as_ref());
                self.part_values(values, &path, voice, earlier);
            }
            before = Some(round);
        }
        self.targets.values(values, (true, None), |key, part| self.path(key, part));
    }

    fn path(&self, key: &str, part: Option<usize>) -> String {
        part.map_or_else(|| key.to_owned(), |part| format!("{key}.{}", self.parts[part].id))
    }

    /// Why a path states nothing, if that is kept secret: a component, or a total that would hold it.
    pub(super) fn withheld(&self, path: &str) -> Option<Withheld> {
        let of_round = |round: &Round| {
            let key = round.period.key();
            let mut parts = self.parts.iter().zip(&round.withheld);
            let part =
                parts.find_map(|(part, withheld)| (*withheld).filter(|_| is_of(path, &format!("{key}.{}", part.id))));
            let of_total = path == key || path == format!("{key}.change");
            part.or_else(|| round.why_no_total().filter(|_| of_total))
        };
        let of_target = || self.targets.withheld(path, |key, part| self.path(key, part));
        self.rounds.iter().find_map(of_round).or_else(of_target)
    }

    fn part_values(&self, values: &mut Values, path: &str, voice: &Voice, earlier: Option<&Voice>) {
        values.signed(path.to_owned(), voice.volume);
        let score = if self.scale.is_signed() { Values::signed } else { Values::plain };
        score(values, format!("{path}.score"), voice.answers.score).unit("ポイント").unit("points");
        values.share(format!("{path}.low"), voice.answers.shown(voice.answers.low));
        values.share(format!("{path}.high"), voice.answers.shown(voice.answers.high));
        values.share(format!("{path}.middle"), voice.answers.shown(voice.answers.middle()));
        values.plain(format!("{path}.population"), voice.population).units(&self.unit);
        if let Some(n) = voice.answers.n {
            values.plain(format!("{path}.n"), n.into()).unit("人").unit("people");
        }
        if let Some(earlier) = earlier {
            values.signed(format!("{path}.change"), voice.volume - earlier.volume);
            values.signed(format!("{path}.score.change"), voice.answers.score - earlier.answers.score);
        }
    }
}

impl Round {
    /// Why the total is not shown, if that is to keep a component secret.
    #[must_use]
    pub fn why_no_total(&self) -> Option<Withheld> {
        self.withheld.iter().flatten().next().copied()
    }
}

/// Whether the change between two surveys is larger than chance; `None` where no error is known.
#[must_use]
pub fn clear_change(earlier: (Decimal, Option<Decimal>), later: (Decimal, Option<Decimal>)) -> Option<bool> {
    Some(interval::is_clear(later.0 - earlier.0, interval::of_change(earlier.1?, later.1?)))
}

#[cfg(test)]
pub(crate) mod tests;
