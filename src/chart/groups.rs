//! Upright bars of a few series, side by side in each period. Colour and pattern tell the series apart; a key names
//! them, since no name fits above a bar.

mod figures;
mod plan;

use rust_decimal::Decimal;

use super::Drawing;
use super::axis::{self, Name};
use super::bars::{Foot, draw_feet, height_with};
use super::measure::{SIZE, width};
use super::svg::{Anchor, Area, Svg};
use super::words::{Writing, no_data};
use plan::Plan;

/// The bars of one period.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    /// What stands at their foot; empty for a period that the data leave out.
    pub(super) name: Name,
    /// How high they are, one for each series; `None` is a gap.
    pub(super) values: Vec<Option<Decimal>>,
    /// Whether it is the one that counts.
    pub(super) strong: bool,
    /// Why it cannot be compared with the groups before it.
    pub(super) broken: Option<String>,
    /// What happened then.
    pub(super) event: Option<String>,
}

impl Group {
    fn is_known(&self) -> bool {
        self.values.iter().any(Option::is_some)
    }
}

/// Groups of bars.
#[derive(Clone, Debug)]
pub(super) struct Groups {
    /// The names of the series, four at most.
    pub(super) labels: Vec<String>,
    /// The groups from left to right.
    pub(super) row: Vec<Group>,
    /// What a series is to reach, with its words.
    pub(super) targets: Vec<Option<(Decimal, String)>>,
    /// How figures are written.
    pub(super) writing: Writing,
}

impl Groups {
    fn has_remarks(&self) -> bool {
        self.row.iter().any(|group| group.event.is_some() || group.broken.is_some())
    }

    /// Whether the bars are thick enough to be told apart on paper of a width.
    pub(super) fn fits(&self, paper: f64) -> bool {
        Plan::new(self, paper).thickness >= 6.0
    }
}

/// What the swatches of the key stand for.
#[derive(Clone, Copy, Debug)]
enum Part {
    Series(usize),
    Target,
    Gap,
}

/// Groups of bars below their key.
pub(super) fn drawing(groups: &Groups, paper: f64) -> Drawing {
    let plan = Plan::new(groups, paper);
    Drawing::new(height_with(groups.has_remarks(), paper) + plan.key.height(), |svg| draw(svg, groups, &plan))
}

fn draw(svg: &mut Svg, groups: &Groups, plan: &Plan) {
    plan.key.draw(svg, 0.0, |svg, index, swatch| paint_swatch(svg, plan.parts[index], swatch));
    axis::grid(svg, plan.plot, &plan.scale, &plan.ticks);
    for (index, line, value) in known(groups) {
        paint(svg, line, plan.bar(index, line, value));
    }
    axis::zero_line(svg, plan.plot, &plan.scale);
    for (index, group) in groups.row.iter().enumerate() {
        draw_gaps(svg, (index, group), plan);
    }
    for target in plan.targets(groups) {
        // On a bar of any colour the line needs a ground of its own.
        svg.rect("c-paper", Area { y: target.y - 3.0, height: 6.0, ..target });
        svg.line("c-target", (target.x, target.y), (target.right(), target.y));
    }
    let named = groups.row.iter().enumerate().filter(|(_, group)| !group.name.long.is_empty());
    let names: Vec<(f64, &Name, bool)> =
        named.map(|(index, group)| (plan.middle(index), &group.name, group.strong)).collect();
    axis::name_row(svg, &names, plan.plot.bottom() + plan.hanging + 20.0, (0.0, plan.plot.right()));
    figures::draw(svg, groups, plan);
    let feet = groups.row.iter().enumerate().map(|(index, group)| Foot {
        left: plan.left(index),
        middle: plan.middle(index),
        broken: group.broken.as_ref(),
        event: group.event.as_ref(),
    });
    draw_feet(svg, feet, plan.plot, plan.plot.bottom() + plan.hanging + 44.0);
}

/// Every bar: the place of its group, that of its series, its figure.
fn known(groups: &Groups) -> impl Iterator<Item = (usize, usize, Decimal)> + '_ {
    let of = |(index, group): (usize, &'_ Group)| {
        let values = group.values.clone().into_iter().enumerate();
        values.filter_map(move |(line, value)| Some((index, line, value?)))
    };
    groups.row.iter().enumerate().flat_map(of)
}

/// Fills the bar of a series: full, slanted hatching, hollow, level stripes.
fn paint(svg: &mut Svg, line: usize, area: Area) {
    match line {
        0 => svg.rect("c-data-1", area),
        1 => {
            svg.rect("c-data-2", area);
            svg.hatch("c-hatch", area);
        }
        2 => svg.rect("c-outline", area.inside(0.8)),
        _ => {
            svg.rect("c-data-1-muted", area);
            svg.stripes("c-hatch", area);
        }
    }
}

fn paint_swatch(svg: &mut Svg, part: Part, swatch: Area) {
    let middle = swatch.y + swatch.height / 2.0;
    match part {
        Part::Series(line) => paint(svg, line, swatch),
        Part::Target => svg.line("c-target", (swatch.x, middle), (swatch.right(), middle)),
        Part::Gap => svg.line("c-gap", (swatch.x, middle), (swatch.right(), middle)),
    }
}

/// A period without any figure says so where there is room; where bars are missing, dots mark their places.
fn draw_gaps(svg: &mut Svg, (index, group): (usize, &Group), plan: &Plan) {
    let y = plan.y(Decimal::ZERO) - 4.0;
    if plan.says_nothing(group) {
        let words = no_data(plan.language);
        svg.text("c-label c-halo", (plan.middle(index), y - 4.0), Anchor::Middle, words);
        return;
    }
    for (line, _) in group.values.iter().enumerate().filter(|(_, value)| value.is_none()) {
        let place = plan.bar(index, line, Decimal::ZERO);
        svg.line("c-gap", (place.x, y), (place.right(), y));
    }
}

impl Plan {
    /// Whether 「データなし」 stands in the place of a whole group.
    fn says_nothing(&self, group: &Group) -> bool {
        !group.is_known() && width(no_data(self.language), SIZE) + 4.0 <= self.slot
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::plan::Plan;
    use super::{Group, Groups, known};
    use crate::chart::axis::{Name, overlap};
    use crate::chart::svg::Area;
    use crate::chart::words::Writing;
    use crate::chart::{NARROW, WIDE};
    use crate::diag::Language;

    fn groups(series: i64, periods: i64) -> Groups {
        let value = |period: i64, line: i64| {
            let number = (period * 37 + line * 53) % 100 - 30;
            Some(Decimal::from(number)).filter(|_| (period + line) % 7 != 0)
        };
        let group = |period: i64| Group {
            name: Name::plain(&(2000 + period).to_string()),
            values: (0..series).map(|line| value(period, line)).collect(),
            strong: period + 1 == periods,
            ..Group::default()
        };
        Groups {
            labels: (0..series).map(|line| format!("系列{line}")).collect(),
            row: (0..periods).map(group).collect(),
            targets: (0..series).map(|_| Some((Decimal::from(80), "目標 80（2029年）".to_owned()))).collect(),
            writing: Writing { language: Language::Ja, signed: false, unit: "人".to_owned() },
        }
    }

    #[test]
    fn bars_stand_apart_on_the_zero_line_within_their_groups() {
        for (series, periods, paper) in
            (2..=4).flat_map(|series| (1..=24).flat_map(move |count| [(series, count, WIDE), (series, count, NARROW)]))
        {
            let groups = groups(series, periods);
            let plan = Plan::new(&groups, paper);
            if !groups.fits(paper) {
                continue;
            }
            let zero = plan.y(Decimal::ZERO);
            let mut bars: Vec<Area> = Vec::new();
            for (index, line, value) in known(&groups) {
                let bar = plan.bar(index, line, value);
                assert!(bar.x >= plan.left(index) && bar.right() <= plan.left(index) + plan.slot, "{bar:?}");
                assert!(bar.y >= plan.plot.y && bar.bottom() <= plan.plot.bottom() && bar.width >= 6.0, "{bar:?}");
                let foot = if value < Decimal::ZERO { bar.y } else { bar.bottom() };
                assert!((foot - zero).abs() < 0.01, "{bar:?} does not stand on {zero}");
                let wider = Area { x: bar.x - 1.9, width: bar.width + 3.8, ..bar };
                assert!(overlap(wider, &bars) == 0.0, "{bar:?} touches another of {series} × {periods}");
                bars.push(bar);
            }
        }
    }

    #[test]
    fn bars_too_thin_to_tell_apart_do_not_fit() {
        assert!(groups(2, 5).fits(NARROW) && groups(4, 5).fits(NARROW) && groups(4, 12).fits(WIDE));
        assert!(!groups(2, 60).fits(WIDE) && !groups(4, 12).fits(NARROW));
    }

    #[test]
    fn a_target_is_drawn_at_the_bar_of_its_series_in_the_last_group() {
        let mut groups = groups(3, 4);
        groups.targets[0] = None;
        let plan = Plan::new(&groups, WIDE);
        let targets = plan.targets(&groups);
        assert_eq!(targets.len(), 2);
        for (target, line) in targets.iter().zip([1, 2]) {
            let bar = plan.bar(3, line, Decimal::from(80));
            assert!((target.y - bar.y).abs() < 0.01 && target.x <= bar.x && target.right() >= bar.right());
        }
    }
}
