//! Answers on the scale 0…10: shares below and above, the score between them, and its rounding.

use rust_decimal::Decimal;

use super::interval;
use super::read::{self, people, share};
use super::rows::{Answered, Origin, Taken};
use crate::decimal::{Rounding, round, trimmed};
use crate::diag::{Code, Diagnostic, Span};
use crate::node::Node;
use crate::node::fields::{Fields, wrong_type};

/// Which answers count as low and high, and how the score is made of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Scale {
    /// The first and the last answer that count as low.
    pub low: (u8, u8),
    /// The first and the last answer that count as high.
    pub high: (u8, u8),
    /// Decimals of the score.
    pub score_digits: u32,
    /// How the score and what follows from it are rounded.
    pub rounding: Rounding,
    /// Whether the score s becomes 50 + s/2.
    pub index: bool,
}

/// The answers to one question at one time.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Answers {
    /// How many chose 0, 1 … 10, if that is known.
    pub counts: Option<[u64; 11]>,
    /// The share of low answers in per cent, exact or as published.
    pub low: Decimal,
    /// The share of high answers in per cent.
    pub high: Decimal,
    /// How many answered.
    pub n: Option<u64>,
    /// The score on the scale of the indicator: rounded, or as published.
    pub score: Decimal,
    /// Whether the score was published and differs from what the shares give.
    pub differs: Option<Decimal>,
}

impl Answers {
    /// The share that is neither low nor high.
    #[must_use]
    pub fn middle(&self) -> Decimal {
        Decimal::ONE_HUNDRED - self.low - self.high
    }

    /// A share with the digits it was published with; a counted one gets one decimal.
    #[must_use]
    pub fn shown(&self, share: Decimal) -> Decimal {
        if self.counts.is_some() { round(share, 1, Rounding::HalfUp) } else { share }
    }

    /// The standard error of the score in points of the scale, if `n` is known.
    #[must_use]
    pub fn error(&self, scale: &Scale, population: Option<Decimal>) -> Option<Decimal> {
        let error = interval::of_difference_of_shares(self.high, self.low, self.n?, population);
        Some(if scale.index { error / Decimal::TWO } else { error })
    }
}

impl Scale {
    /// The score that the shares give.
    #[must_use]
    pub fn score(&self, low: Decimal, high: Decimal) -> Decimal {
        let score = round(high - low, self.score_digits, self.rounding);
        if !self.index {
            return score;
        }
        round(Decimal::from(50) + score / Decimal::TWO, self.score_digits + 1, self.rounding)
    }

    /// Whether scores are shown with a plus.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        !self.index
    }

    /// 1 for a high answer, −1 for a low one, 0 for the others.
    pub(super) fn side(&self, answer: u8) -> i8 {
        let within = |band: (u8, u8)| (band.0..=band.1).contains(&answer);
        i8::from(within(self.high)) - i8::from(within(self.low))
    }

    fn of_counts(band: (u8, u8), counts: &[u64; 11]) -> u64 {
        counts[usize::from(band.0)..=usize::from(band.1)].iter().sum()
    }

    /// Reads `bands`, `score_digits`, `rounding` and `index`.
    pub(super) fn read(fields: &mut Fields<'_, '_>, low: (u8, u8), high: (u8, u8)) -> Self {
        let mut scale = Self {
            low,
            high,
            score_digits: read::digits(fields, "score_digits", 0),
            rounding: fields.one_of("rounding", &Rounding::WORDS).unwrap_or_default(),
            index: fields.flag("index").unwrap_or(false),
        };
        if let Some((key, node)) = fields.entry("bands") {
            let mut inner = fields.child(key.span.clone(), node);
            let low = read_band(&mut inner, "low").unwrap_or(low);
            let high = read_band(&mut inner, "high").unwrap_or(high);
            inner.finish();
            if low.1 < high.0 {
                (scale.low, scale.high) = (low, high);
            } else {
                fields.notes.push(Diagnostic::at(Code::BadBands, fields.file, node.span.clone()));
            }
        }
        scale
    }
}

fn read_band(fields: &mut Fields<'_, '_>, key: &str) -> Option<(u8, u8)> {
    let node = fields.take(key)?;
    let ends: Option<Vec<u8>> =
        node.as_list().map(|items| items.iter().filter_map(|item| item.as_text()?.parse().ok()).collect());
    match ends.as_deref() {
        Some([first, last]) if first <= last && *last <= 10 => Some((*first, *last)),
        _ => {
            fields.notes.push(Diagnostic::at(Code::BadBands, fields.file, node.span.clone()));
            None
        }
    }
}

/// The answers of one question with those of each person, where they are known.
pub(super) type Found = Taken<(Answers, Option<Answered<u8>>)>;

/// Reads the answers of one question: `counts`, or `low` and `high`, or rows of a CSV file; `n`; a published `score`.
/// `None` where something is missing or contradicts itself, which is noted.
pub(super) fn read(fields: &mut Fields<'_, '_>, scale: &Scale, origin: &Origin<'_, '_>) -> Option<Found> {
    let has_figures = ["counts", "low", "high"].iter().any(|key| fields.has(key));
    let Some(origin) = origin.of_part(fields, has_figures) else {
        return read_figures(fields, scale, None).map(|answers| Taken::Shown((answers, None)));
    };
    match origin.take(fields, "0…10", answer) {
        Some(Taken::Shown(rows)) => {
            let answers = read_figures(fields, scale, Some(&rows))?;
            Some(Taken::Shown((answers, Some(rows))))
        }
        other => {
            // What is stated besides is not looked at, but it is no unknown key.
            for key in ["n", "score", "low", "high"] {
                fields.take(key);
            }
            match other? {
                Taken::Withheld(withheld) => Some(Taken::Withheld(withheld)),
                Taken::Shown(_) => None,
            }
        }
    }
}

/// An answer as it stands in a cell.
fn answer(word: &str) -> Option<u8> {
    word.parse().ok().filter(|answer| *answer <= 10 && word.bytes().all(|byte| byte.is_ascii_digit()))
}

fn count(rows: &Answered<u8>) -> [u64; 11] {
    let mut counts = [0; 11];
    for (_, answer) in &rows.answers {
        counts[usize::from(*answer)] += 1;
    }
    counts
}

fn read_figures(fields: &mut Fields<'_, '_>, scale: &Scale, rows: Option<&Answered<u8>>) -> Option<Answers> {
    let problems = fields.notes.len();
    let size_place = fields.take("n").map(|node| node.span.clone());
    let size = read::sample_size(fields);
    // Beside rows, `counts` is a key that nobody asks for.
    let counts_node = if rows.is_some() { None } else { fields.take("counts") };
    let place = counts_node.map_or_else(|| fields.place.clone(), |node| node.span.clone());
    let counts = counts_node.map(|node| read_counts(fields, node));
    let shares = match rows.map(|rows| Some(count(rows))).or(counts) {
        Some(counts) => counts.and_then(|counts| from_counts(fields, (counts, place), scale, (size, size_place))),
        None => from_shares(fields, size),
    };
    let score =
        fields.take("score").and_then(|node| Some((read::number(fields.file, node, fields.notes)?, node.span.clone())));
    let shares = shares.filter(|_| fields.notes.len() == problems)?;
    let computed = scale.score(shares.low, shares.high);
    let Some((published, place)) = score else {
        return Some(Answers { score: computed, differs: None, ..shares });
    };
    if !agrees(scale, &shares, published) {
        let note = Diagnostic::at(Code::ScoreDisagrees, fields.file, place).with("score", published);
        let note = note.with("computed", trimmed(exact_score(scale, &shares).round_dp(2)));
        fields
            .notes
            .push(note.with("high", trimmed(shares.high.round_dp(2))).with("low", trimmed(shares.low.round_dp(2))));
        return None;
    }
    Some(Answers { score: published, differs: (published != computed).then_some(computed), ..shares })
}

fn exact_score(scale: &Scale, shares: &Answers) -> Decimal {
    let exact = shares.high - shares.low;
    if scale.index { Decimal::from(50) + exact / Decimal::TWO } else { exact }
}

/// Each rounded share may be half a step off, so their difference a whole one; a score rounded more coarsely than
/// the shares may be half a step of its own off besides. Never more than one point.
fn agrees(scale: &Scale, shares: &Answers, published: Decimal) -> bool {
    let step = |digits: u32| Decimal::new(1, digits);
    let half_step = step(published.scale()) / Decimal::TWO;
    let off = (published - exact_score(scale, shares)).abs();
    let digits = shares.low.scale().max(shares.high.scale());
    if shares.counts.is_none() && !scale.index && published.scale() < digits {
        return off < (step(digits) + half_step).min(Decimal::ONE);
    }
    let mut allowed = if shares.counts.is_some() {
        if scale.rounding == Rounding::Truncate { step(published.scale()) } else { half_step }
    } else {
        step(digits)
    };
    if scale.index {
        allowed = (allowed / Decimal::TWO).max(half_step);
    }
    off <= allowed.min(Decimal::ONE)
}

fn from_shares(fields: &mut Fields<'_, '_>, n: Option<u64>) -> Option<Answers> {
    let low_node = fields.require("low", "low: 38");
    let high_node = fields.require("high", "high: 30");
    let low = low_node.and_then(|node| share(fields.file, node, fields.notes));
    let high = high_node.and_then(|node| share(fields.file, node, fields.notes));
    let (low, high, place) = (low?, high?, high_node?.span.clone());
    if low + high > Decimal::ONE_HUNDRED {
        fields.notes.push(Diagnostic::at(Code::SharesOver100, fields.file, place).with("sum", low + high));
        return None;
    }
    Some(Answers { counts: None, low, high, n, score: Decimal::ZERO, differs: None })
}

fn from_counts(
    fields: &mut Fields<'_, '_>,
    (counts, place): ([u64; 11], Span),
    scale: &Scale,
    (size, size_place): (Option<u64>, Option<Span>),
) -> Option<Answers> {
    let sum: u64 = counts.iter().sum();
    if let (Some(size), Some(place)) = (size, size_place)
        && size != sum
    {
        fields.notes.push(Diagnostic::at(Code::CountsDisagree, fields.file, place).with("sum", sum).with("n", size));
        return None;
    }
    if sum == 0 {
        fields.notes.push(Diagnostic::at(Code::NoAnswers, fields.file, place));
        return None;
    }
    let share_of = |band| Decimal::from(Scale::of_counts(band, &counts)) * Decimal::ONE_HUNDRED / Decimal::from(sum);
    let (low, high) = (share_of(scale.low), share_of(scale.high));
    for (key, counted) in [("low", low), ("high", high)] {
        let Some(node) = fields.take(key) else { continue };
        let stated = share(fields.file, node, fields.notes)?;
        if (stated - counted).abs() > Decimal::new(1, stated.scale()) {
            let problem = Diagnostic::at(Code::ShareDisagrees, fields.file, node.span.clone());
            fields.notes.push(problem.with("stated", stated).with("counted", trimmed(counted.round_dp(2))));
            return None;
        }
    }
    Some(Answers { counts: Some(counts), low, high, n: Some(sum), score: Decimal::ZERO, differs: None })
}

fn read_counts(fields: &mut Fields<'_, '_>, node: &Node) -> Option<[u64; 11]> {
    let Some(items) = node.as_list() else {
        fields.notes.push(wrong_type(fields.file, node, "[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]"));
        return None;
    };
    if items.len() != 11 {
        let problem = Diagnostic::at(Code::CountsNotEleven, fields.file, node.span.clone());
        fields.notes.push(problem.with("found", items.len()));
        return None;
    }
    let read: Vec<Option<u64>> = items.iter().map(|item| people(fields.file, item, fields.notes)).collect();
    let counts: Option<Vec<u64>> = read.into_iter().collect();
    <[u64; 11]>::try_from(counts?).ok()
}
