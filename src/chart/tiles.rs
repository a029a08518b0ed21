//! Tiles: a figure set large, with the strip that shows it, its interval and its target on an axis.

use rust_decimal::Decimal;

use super::Tile;
use super::scale::Scale;
use super::svg::{Area, Svg, num};
use super::words::{Outcome, Writing, outcome, outcome_note};
use crate::data::Period;
use crate::data::interval::Interval;
use crate::data::target::Target;
use crate::decimal::{Rounding, round};

/// The strip's width.
const WIDTH: f64 = 216.0;
const HEIGHT: f64 = 22.0;

/// Draws a strip; it repeats what the tile says in words, so it is hidden from readers. `None` without a target or interval.
pub(super) fn draw(
    value: Decimal,
    interval: Option<Interval>,
    target: Option<Decimal>,
    bounds: &[Decimal],
) -> Option<String> {
    if interval.is_none() && target.is_none() {
        return None;
    }
    let ends = interval.into_iter().flat_map(|interval| [interval.low, interval.high]);
    let scale = Scale::over(ends.chain([value]).chain(target).chain(bounds.iter().copied()), true, 4);
    let x = |value: Decimal| scale.place(value, 6.0, WIDTH - 6.0);
    let middle = HEIGHT / 2.0;
    let mut svg = Svg::default();
    svg.rect("c-track", Area { x: 0.0, y: middle - 2.5, width: WIDTH, height: 5.0 });
    if let Some(interval) = interval {
        let (low, high) = (x(interval.low), x(interval.high));
        svg.rect("c-data-1-muted", Area::between((low, middle - 2.5), (high, middle + 2.5)));
    }
    svg.disc("c-data-1", (x(value), middle), 6.0);
    if let Some(target) = target {
        for class in ["c-whisker-halo", "c-target-tick"] {
            svg.line(class, (x(target), 0.0), (x(target), HEIGHT));
        }
    }
    let (width, height, body) = (num(WIDTH), num(HEIGHT), svg.into_body());
    Some(format!(
        r#"<svg class="chart chart-strip" viewBox="0 0 {width} {height}" width="{width}" height="{height}" aria-hidden="true">{body}</svg>"#
    ))
}

/// A tile: `value` is exact and `large` as it stands.
pub(super) fn tile(
    (label, period): (String, Period),
    (value, large): (Decimal, Decimal),
    interval: Option<Interval>,
    (target, up): (Option<&Target>, bool),
    writing: &Writing,
) -> Tile {
    let target_words = target.map(|target| {
        let fine = |missing| round(missing, large.scale().max(target.value.scale()), Rounding::HalfUp);
        let outcome = match outcome(value, target, up, interval) {
            Outcome::ToGo(missing) => Outcome::ToGo(fine(missing)),
            Outcome::Short(missing) => Outcome::Short(fine(missing)),
            met => met,
        };
        let bare = Writing { unit: String::new(), ..writing.clone() };
        format!("{}　{}", bare.target(target.value, target.period), outcome_note(outcome, &bare))
    });
    Tile {
        label,
        before: String::new(),
        value: writing.figure(large),
        unit: writing.unit.clone(),
        period: period.label(writing.language),
        interval: interval.map(|interval| Writing { unit: String::new(), ..writing.clone() }.interval(interval)),
        target: target_words,
        strip: draw(value, interval, target.map(|target| target.value), &[]),
    }
}
