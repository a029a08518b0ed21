//! Axes: grid lines with their figures, periods in a row, horizontal lines for targets.

use rust_decimal::Decimal;

use super::measure::{SIZE, bold, cut, width};
use super::scale::Scale;
use super::svg::{Anchor, Area, Svg};
use super::words::Writing;
use crate::data::Period;
use crate::diag::Language;

/// The figures of an axis as they stand beside it; one of them, the uppermost, may carry the unit.
pub(super) fn tick_texts(scale: &Scale, writing: &Writing, with_unit: Option<usize>) -> Vec<String> {
    let digits = scale.digits();
    let text = |(index, tick): (usize, &Decimal)| {
        let mut tick = *tick;
        tick.rescale(digits);
        let tick = if tick.is_zero() { Decimal::ZERO } else { tick };
        let text = writing.fitting(tick, 76.0);
        let unit = cut(&writing.unit, SIZE, 60.0);
        if with_unit == Some(index) { Writing { unit, ..writing.clone() }.unit_after(&text) } else { text }
    };
    scale.ticks.iter().enumerate().map(text).collect()
}

/// The room that the figures of an axis need to its left.
pub(super) fn gutter(texts: &[String]) -> f64 {
    texts.iter().map(|text| width(text, SIZE)).fold(0.0, f64::max) + 10.0
}

/// Grid lines across `plot` with their figures at the left; zero is drawn as a line of its own.
pub(super) fn grid(svg: &mut Svg, plot: Area, scale: &Scale, texts: &[String]) {
    for (tick, text) in scale.ticks.iter().zip(texts) {
        let y = scale.place(*tick, plot.bottom(), plot.y);
        if !tick.is_zero() {
            svg.line("c-grid", (plot.x, y), (plot.right(), y));
        }
        let class = if tick.is_zero() { "c-label c-ink" } else { "c-label" };
        svg.text(class, (plot.x - 10.0, y + 5.0), Anchor::End, text);
    }
}

/// The zero line, drawn over the bars.
pub(super) fn zero_line(svg: &mut Svg, plot: Area, scale: &Scale) {
    if scale.holds_zero() {
        let y = scale.place(Decimal::ZERO, plot.bottom(), plot.y);
        svg.line("c-zero", (plot.x, y), (plot.right(), y));
    }
}

/// Which of `places` (in order, each with its text's width) can carry a label without touching its neighbours.
/// The last always does; equal steps are preferred, so that the eye can count.
pub(super) fn labelled(places: &[(f64, f64)]) -> Vec<usize> {
    let Some(last) = places.len().checked_sub(1) else { return Vec::new() };
    let fits = |chosen: &[usize]| {
        chosen.windows(2).all(|pair| {
            let ((x1, w1), (x2, w2)) = (places[pair[0]], places[pair[1]]);
            x2 - x1 >= f64::midpoint(w1, w2) + 8.0
        })
    };
    let steps: Vec<usize> = (1..=last.max(1)).collect();
    let even = steps.iter().filter(|step| last % **step == 0).map(|step| (0..=last).step_by(*step).collect::<Vec<_>>());
    let from_end = |step: usize| {
        let mut chosen: Vec<usize> = (0..=last).rev().step_by(step).collect();
        chosen.reverse();
        chosen
    };
    let best_even = even.into_iter().find(|chosen| fits(chosen));
    let best_any = steps.iter().map(|step| from_end(*step)).find(|chosen| fits(chosen));
    match (best_even, best_any) {
        (Some(even), Some(any)) if even.len() * 2 > any.len() => even,
        (_, Some(any)) => any,
        (Some(even), None) => even,
        (None, None) => vec![last],
    }
}

/// The name of a place on an axis: the first one shown says what the numbers are (「2021年」), the others are short.
#[derive(Clone, Debug, Default)]
pub(super) struct Name {
    /// 「2021年」.
    pub(super) long: String,
    /// 「2021」.
    pub(super) short: String,
}

impl Name {
    /// The name of a period.
    pub(super) fn of(period: Period, language: Language) -> Self {
        Self { long: period.label(language), short: period.short(language) }
    }

    /// A name that is always the same.
    pub(super) fn plain(text: &str) -> Self {
        Self { long: text.to_owned(), short: text.to_owned() }
    }
}

/// Writes as many names as fit below or above an axis; each has its place and whether it is the one that counts.
pub(super) fn name_row(svg: &mut Svg, names: &[(f64, &Name, bool)], y: f64, (left, right): (f64, f64)) {
    let place = |(x, text): (f64, &str)| {
        let half = bold(text, SIZE) / 2.0;
        (x.clamp(left + half, (right - half).max(left + half)), half * 2.0)
    };
    let text = |index: usize| if index == 0 { &names[index].1.long } else { &names[index].1.short };
    let places: Vec<(f64, f64)> = (0..names.len()).map(|index| place((names[index].0, text(index)))).collect();
    for (order, index) in labelled(&places).into_iter().enumerate() {
        let (x, name, strong) = names[index];
        let text = if order == 0 { &name.long } else { &name.short };
        let class = if strong { "c-label c-strong c-halo" } else { "c-label c-halo" };
        svg.text(class, (place((x, text)).0, y), Anchor::Middle, text);
    }
}

/// A rectangle that a label would take, for the search of a free place.
pub(super) fn label_box((x, baseline): (f64, f64), anchor: Anchor, (text_width, size): (f64, f64)) -> Area {
    let x = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - text_width / 2.0,
        Anchor::End => x - text_width,
    };
    Area { x, y: baseline - size * 0.9, width: text_width, height: size * 1.15 }
}

/// How much of `area` is covered by `others`.
pub(super) fn overlap(area: Area, others: &[Area]) -> f64 {
    let covered = |other: &Area| {
        let across = (area.right().min(other.right()) - area.x.max(other.x)).max(0.0);
        let down = (area.bottom().min(other.bottom()) - area.y.max(other.y)).max(0.0);
        across * down
    };
    others.iter().map(covered).sum()
}

#[cfg(test)]
mod tests {
    use super::labelled;

    #[test]
    fn labels_keep_apart_and_the_last_one_stays() {
        let places =
            |count: u32, step: f64, width: f64| (0..count).map(|i| (f64::from(i) * step, width)).collect::<Vec<_>>();
        assert_eq!(labelled(&places(5, 60.0, 40.0)), [0, 1, 2, 3, 4]);
        assert_eq!(labelled(&places(10, 30.0, 40.0)), [0, 3, 6, 9]);
        assert_eq!(labelled(&places(60, 5.0, 40.0)).last(), Some(&59));
        assert_eq!(labelled(&places(1, 5.0, 40.0)), [0]);
        assert_eq!(labelled(&[]), [0; 0]);
        assert_eq!(labelled(&places(8, 30.0, 40.0)), [1, 3, 5, 7]);
    }
}
