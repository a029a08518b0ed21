//! Diffusion index: answers better, unchanged, worse (or more steps), each with a weight.

use rust_decimal::Decimal;

use super::period::Period;
use super::read::{self, Named, Remark, Row};
use super::target::{self, Better, Point, Targets};
use super::value::Values;
use super::{Sampling, interval};
use crate::config::language::{Language, Localized};
use crate::decimal::trimmed;
use crate::diag::{Code, Diagnostic};
use crate::node::fields::Fields;

/// How the answers become one figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Method {
    /// better − worse: −100 to 100.
    #[default]
    Net,
    /// better + ½ unchanged: 0 to 100, 50 is the turning line.
    Half,
    /// Σ share × weight.
    Weighted,
}

/// The words for methods.
pub const METHODS: [(&str, Method); 3] = [("net", Method::Net), ("half", Method::Half), ("weighted", Method::Weighted)];

/// Keys of a row that are no answers, and ends of the paths by which texts state figures.
pub const RESERVED: [&str; 4] = ["n", "change", "target", "result"];

/// One of the answers.
#[derive(Clone, Debug, Hash)]
pub struct Step {
    /// Its key and its name.
    pub name: Named,
    /// What a share of it counts.
    pub weight: Decimal,
}

/// What an indicator of kind `diffusion` holds.
#[derive(Clone, Debug, Hash)]
pub struct Diffusion {
    /// How the answers become one figure.
    pub method: Method,
    /// The answers, best first.
    pub steps: Vec<Step>,
    /// The surveys in order of time.
    pub rounds: Vec<Round>,
    /// What the index is to reach.
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
    /// The share of each answer in per cent.
    pub shares: Vec<Option<Decimal>>,
    /// The index; `None` is a gap.
    pub index: Option<Decimal>,
    /// How many answered.
    pub n: Option<u64>,
    /// The index's standard error, for random samples of the three-step kinds.
    pub error: Option<Decimal>,
}

impl Diffusion {
    /// Whether the index shows a plus.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        match self.method {
            Method::Net => true,
            Method::Half => false,
            Method::Weighted => self.steps.iter().any(|step| step.weight < Decimal::ZERO),
        }
    }

    /// Every figure under the path by which texts state it.
    pub(super) fn values(&self, values: &mut Values) {
        let show = if self.is_signed() { Values::signed } else { Values::plain };
        let mut before: Option<Decimal> = None;
        for round in &self.rounds {
            let key = round.period.key();
            let Some(index) = round.index else { continue };
            show(values, key.clone(), index).unit("ポイント").unit("points");
            for (step, share) in self.steps.iter().zip(&round.shares) {
                if let Some(share) = share {
                    values.share(format!("{key}.{}", step.name.id), *share);
                }
            }
            if let Some(n) = round.n {
                values.plain(format!("{key}.n"), n.into()).unit("人").unit("people");
            }
            if let Some(before) = before.replace(index) {
                values.signed(format!("{key}.change"), index - before).unit("ポイント").unit("points");
            }
        }
        self.targets.values(values, (self.is_signed(), None), |key, _| key.to_owned());
    }

    /// The index over time, gaps among it.
    pub(super) fn course(&self) -> Vec<Point> {
        let point = |round: &Round| Point { error: round.error, ..Point::of(round.period, round.index) };
        self.rounds.iter().map(point).collect()
    }
}

/// Reads an indicator of kind `diffusion`.
pub(super) fn read(fields: &mut Fields<'_, '_>, sampling: Option<Sampling>, others: &[Language]) -> Diffusion {
    let method = fields.one_of("method", &METHODS).unwrap_or_default();
    let mut diffusion = Diffusion {
        method,
        steps: read_steps(fields, method, others),
        rounds: Vec::new(),
        targets: target::read::targets(fields, &[], Some("index"), Better::Higher),
        breaks: read::remarks(fields, "breaks", others),
        events: read::remarks(fields, "events", others),
    };
    let rows = read::periods(fields, "periods: { 2025: { better: 42, unchanged: 38, worse: 20 } }");
    diffusion.rounds = rows.into_iter().map(|row| read_round(fields, row, &diffusion, sampling)).collect();
    diffusion
}

/// `steps` with a weight each; the three usual answers otherwise, which may be named anew.
fn read_steps(fields: &mut Fields<'_, '_>, method: Method, others: &[Language]) -> Vec<Step> {
    if method != Method::Weighted && fields.entry("steps").is_none() {
        return usual_steps(method, others);
    }
    let mut steps = Vec::new();
    for (key, node) in read::rows(fields, "steps", "steps: { much: { label: とても, weight: 1 } }") {
        read::check_part_id(fields.file, key, &RESERVED, fields.notes);
        let mut inner = fields.child(key.span.clone(), node);
        let label = read::labelled(&mut inner, &key.text, others);
        let weight = weight_of(method, &key.text).or_else(|| {
            inner.require("weight", "weight: 1");
            read::field(&mut inner, "weight")
        });
        inner.finish();
        steps.push(Step { name: Named { id: key.text.clone(), label }, weight: weight.unwrap_or_default() });
    }
    steps
}

/// The weight of the three usual answers.
fn weight_of(method: Method, id: &str) -> Option<Decimal> {
    let half = Decimal::new(5, 1);
    match (method, id) {
        (Method::Net | Method::Half, "better") => Some(Decimal::ONE),
        (Method::Net, "unchanged") | (Method::Half, "worse") => Some(Decimal::ZERO),
        (Method::Net, "worse") => Some(Decimal::NEGATIVE_ONE),
        (Method::Half, "unchanged") => Some(half),
        _ => None,
    }
}

fn usual_steps(method: Method, others: &[Language]) -> Vec<Step> {
    let step = |id: &str, ja: &str, en: &str| {
        let translated = others.iter().map(|language| (!language.tag.starts_with("ja")).then(|| en.to_owned()));
        let label = Localized::new(ja.to_owned(), translated.collect());
        Step { name: Named { id: id.to_owned(), label }, weight: weight_of(method, id).unwrap_or_default() }
    };
    vec![
        step("better", "よくなった", "Better"),
        step("unchanged", "変わらない", "Unchanged"),
        step("worse", "悪くなった", "Worse"),
    ]
}

fn read_round(
    fields: &mut Fields<'_, '_>,
    (period, key, node): Row<'_>,
    diffusion: &Diffusion,
    sampling: Option<Sampling>,
) -> Round {
    let empty = Round { period, shares: vec![None; diffusion.steps.len()], index: None, n: None, error: None };
    if node.is_null() {
        return empty;
    }
    let mut row = Fields::new(fields.file, key.span.clone(), node, fields.notes);
    let n = read::sample_size(&mut row);
    let problems = row.notes.len();
    let mut shares: Vec<Option<Decimal>> = Vec::with_capacity(diffusion.steps.len());
    for step in &diffusion.steps {
        // The middle answer may be left out: it is what is missing from 100.
        let node = if step.name.id == "unchanged" {
            row.take("unchanged")
        } else {
            row.require(&step.name.id, &format!("{}: 40", step.name.id))
        };
        shares.push(node.and_then(|node| read::share(row.file, node, row.notes)));
    }
    let sound = row.notes.len() == problems;
    let sum: Decimal = shares.iter().flatten().sum();
    let slack = Decimal::new(5, shares.iter().flatten().map(Decimal::scale).max().unwrap_or(0) + 1);
    if sound && sum > Decimal::ONE_HUNDRED + slack {
        row.notes.push(Diagnostic::at(Code::SharesOver100, row.file, key.span.clone()).with("sum", sum));
    }
    row.finish();
    if !sound || node.as_map().is_none() {
        return empty;
    }
    if let Some(place) = diffusion.steps.iter().position(|step| step.name.id == "unchanged")
        && shares[place].is_none()
    {
        shares[place] = Some((Decimal::ONE_HUNDRED - sum).max(Decimal::ZERO));
    }
    let weighted = diffusion.steps.iter().zip(&shares).map(|(step, share)| Some(step.weight * (*share)?));
    let index: Option<Decimal> = weighted.sum::<Option<Decimal>>().map(with_digits_of(&shares));
    let error = (sampling == Some(Sampling::Random)).then(|| error_of(diffusion, &shares, n)).flatten();
    Round { shares, index, n, error, ..empty }
}

/// The index keeps the digits of its shares, and what a weight of ½ adds.
fn with_digits_of(shares: &[Option<Decimal>]) -> impl Fn(Decimal) -> Decimal {
    let digits = shares.iter().flatten().map(Decimal::scale).max().unwrap_or(0);
    move |index| {
        let mut index = trimmed(index);
        if index.scale() < digits {
            index.rescale(digits);
        }
        index
    }
}

fn error_of(diffusion: &Diffusion, shares: &[Option<Decimal>], n: Option<u64>) -> Option<Decimal> {
    let share = |id: &str| shares[diffusion.steps.iter().position(|step| step.name.id == id)?];
    let error = interval::of_difference_of_shares(share("better")?, share("worse")?, n?, None);
    match diffusion.method {
        Method::Net => Some(error),
        Method::Half => Some(error / Decimal::TWO),
        Method::Weighted => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::data::sample::{codes, numbers, only};

    const SMILE: &str = "
            kind: diffusion
            periods:
              2024: { better: 42.5, unchanged: 37.0, worse: 20.5 }
              2025: { better: 40, worse: 30, n: 500 }
            targets: { 2029: 30 }";

    #[test]
    fn net_is_better_minus_worse() {
        let indicator = only(SMILE);
        assert_eq!(numbers(&indicator, "2024"), "+22.0");
        assert_eq!(numbers(&indicator, "2025"), "+10");
        assert_eq!(numbers(&indicator, "2025.unchanged"), "30");
        assert_eq!(numbers(&indicator, "2025.change"), "−12.0");
    }

    #[test]
    fn half_counts_the_unchanged_by_half() {
        let indicator = only(&SMILE.replace("periods", "method: half\n            periods"));
        assert_eq!(numbers(&indicator, "2024"), "61.0");
        assert_eq!(numbers(&indicator, "2025"), "55");
    }

    #[test]
    fn weights_are_given_step_by_step() {
        let indicator = only(
            "
            kind: diffusion
            method: weighted
            steps:
              much: { label: とても, weight: 1 }
              some: { label: 少し, weight: 0.5 }
              none: { label: ない, weight: -1 }
            periods: { 2025: { much: 20, some: 50, none: 30 } }",
        );
        assert_eq!(numbers(&indicator, "2025"), "+15");
        assert_eq!(
            codes(
                "
            kind: diffusion
            method: weighted
            steps: { a: { label: A } }
            periods: { 2025: { a: 20 } }"
            ),
            ["H014"]
        );
    }

    #[test]
    fn shares_are_checked() {
        assert_eq!(codes(&SMILE.replace("worse: 30", "worse: 70")), ["H108"]);
        assert_eq!(codes(&SMILE.replace("better: 40, ", "")), ["H014"]);
    }
}
