//! What a fact is to be at least or at most, and whether it is. A range or a bound may leave that open.

use rust_decimal::Decimal;

use super::{Fact, Sense};
use crate::data::target::read::bound;
use crate::data::target::{Aim, Verdict};
use crate::node::fields::Fields;

/// What a fact is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Goal {
    /// The bound, with its direction.
    pub aim: Aim,
    /// Whether the fact keeps to it.
    pub verdict: Verdict,
}

/// `target: { at_least: 3 }`.
pub(super) fn read(row: &mut Fields<'_, '_>) -> Option<Aim> {
    let node = row.take("target")?;
    bound(row.file, node, row.notes)
}

/// What becomes of an aim: met or missed where every figure that the fact may mean is.
pub(super) fn judge(fact: &Fact, aim: Aim) -> Verdict {
    let (Some(value), Some(bar)) = (fact.value, aim.bound()) else { return Verdict::NoData };
    let highest = fact.to.unwrap_or(value);
    let (low, high) = match fact.sense {
        Sense::Exact | Sense::About => (Some(value), Some(highest)),
        Sense::AtMost | Sense::Under => (None, Some(highest)),
        Sense::AtLeast | Sense::Over => (Some(value), None),
    };
    // The bound of “under” and “over” is no figure that they mean.
    let open = matches!(fact.sense, Sense::Under | Sense::Over);
    let below = |end: Decimal| end < bar || (open && end == bar);
    let above = |end: Decimal| end > bar || (open && end == bar);
    let (met, missed) = if matches!(aim, Aim::AtMost(_)) {
        (high.is_some_and(|high| high <= bar), low.is_some_and(above))
    } else {
        (low.is_some_and(|low| low >= bar), high.is_some_and(below))
    };
    match (met, missed) {
        (true, _) => Verdict::Met,
        (_, true) => Verdict::Missed,
        _ => Verdict::Open,
    }
}
