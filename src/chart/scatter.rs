//! Tells and draws a scatter: fields as points, dotted means, four named quarters; the urgent one is tinted.

use rust_decimal::Decimal;

use super::axis::{label_box, overlap};
use super::measure::{SIZE, cut, width};
use super::scale::Scale;
use super::svg::{Anchor, Area, Svg, path_through};
use super::words::{self, Writing, pick};
use super::{Drawing, NARROW, Table, Teller, Told, WIDE, nothing};
use crate::data::scatter::{Axis, Point, Scatter};
use crate::decimal::shown;
use crate::diag::Language;

struct Story<'a> {
    teller: Teller<'a>,
    scatter: &'a Scatter,
}

pub(super) fn tell(teller: Teller<'_>, scatter: &Scatter) -> Told {
    if scatter.points.is_empty() {
        return nothing(teller, &[]);
    }
    let story = Story { teller, scatter };
    Told {
        finding: story.finding(),
        subtitle: story.subtitle(),
        alt: story.alt(),
        table: story.table(),
        method: story.method(),
        tiles: Vec::new(),
        has_error: false,
        wide: story.drawing(WIDE),
        narrow: story.drawing(NARROW),
    }
}

/// Where everything stands.
struct Plan {
    plot: Area,
    x: Scale,
    y: Scale,
    means: (Option<f64>, Option<f64>),
}

impl Plan {
    fn place(&self, point: &Point) -> (f64, f64) {
        (self.x.place(point.x, self.plot.x, self.plot.right()), self.y.place(point.y, self.plot.bottom(), self.plot.y))
    }
}

impl<'a> Story<'a> {
    fn ja(&self) -> bool {
        self.teller.language == Language::Ja
    }

    fn label(&self, point: &'a Point) -> &'a str {
        point.name.label.get(self.teller.lang)
    }

    fn axis(&self, axis: &'a Axis) -> &'a str {
        axis.label.get(self.teller.lang)
    }

    fn quadrant(&self, index: usize) -> String {
        self.scatter.quadrant(index, self.teller.lang, self.ja())
    }

    /// Whether a point lies in the quarter of what matters most and satisfies least.
    fn is_urgent(&self, point: &Point) -> bool {
        let (x, y) = (self.scatter.x.mean, self.scatter.y.mean);
        x.is_some_and(|mean| point.x < mean) && y.is_some_and(|mean| point.y > mean)
    }

    /// The urgent points, furthest from the means first.
    fn urgent(&self) -> Vec<&'a Point> {
        let mut urgent: Vec<&Point> = self.scatter.points.iter().filter(|point| self.is_urgent(point)).collect();
        let (x, y) = (self.scatter.x.mean.unwrap_or_default(), self.scatter.y.mean.unwrap_or_default());
        urgent.sort_by_key(|point| std::cmp::Reverse((x - point.x) + (point.y - y)));
        urgent
    }

    fn finding(&self) -> String {
        let urgent = self.urgent();
        let names: Vec<String> = urgent.iter().take(2).map(|point| self.label(point).to_owned()).collect();
        let (x, y) = (self.axis(&self.scatter.x), self.axis(&self.scatter.y));
        match (names.is_empty(), self.ja()) {
            (true, true) => format!("{y}が高いのに{x}が低いものは、ない。"),
            (true, false) => format!("Nothing is high in {y} and low in {x}."),
            (false, true) => format!("{y}が高く{x}が低いのは、{}。", names.join("と")),
            (false, false) => format!("High in {y}, low in {x}: {}.", names.join(" and ")),
        }
    }

    fn subtitle(&self) -> String {
        let count = self.scatter.points.len();
        let (x, y) = (self.axis(&self.scatter.x), self.axis(&self.scatter.y));
        if self.ja() {
            format!("{count}項目の{x}（横）と{y}（縦）。点線は平均")
        } else {
            format!("{x} (across) and {y} (up) of {count} fields; dotted: means")
        }
    }

    fn alt(&self) -> String {
        let title = self.teller.indicator.about.title.get(self.teller.lang);
        let urgent: Vec<String> = self.urgent().iter().take(6).map(|point| self.label(point).to_owned()).collect();
        let (quarter, names) = (self.quadrant(0), words::join(&urgent, self.teller.language));
        let names = if names.is_empty() { pick(self.teller.language, "なし", "none").to_owned() } else { names };
        if self.ja() {
            format!(
                "{title}の散布図。{}「{quarter}」の区画にあるのは、{names}。",
                self.subtitle().replace("。点線は平均", "。")
            )
        } else {
            format!("Scatter plot of {title}: {}. In the quarter “{quarter}”: {names}.", self.subtitle())
        }
    }

    fn quadrant_of(&self, point: &Point) -> String {
        let (Some(x), Some(y)) = (self.scatter.x.mean, self.scatter.y.mean) else { return String::new() };
        self.quadrant(usize::from(point.x >= x) + if point.y > y { 0 } else { 2 })
    }

    fn table(&self) -> Table {
        let language = self.teller.language;
        let heads = [
            pick(language, "項目", "Field"),
            self.axis(&self.scatter.x),
            self.axis(&self.scatter.y),
            pick(language, "区画", "Quarter"),
        ];
        let row = |point: &'a Point| {
            vec![self.label(point).to_owned(), shown(point.x), shown(point.y), self.quadrant_of(point)]
        };
        let mut rows: Vec<Vec<String>> = self.scatter.points.iter().map(row).collect();
        if let (Some(x), Some(y)) = (self.scatter.x.mean, self.scatter.y.mean) {
            rows.push(vec![pick(language, "平均", "Mean").to_owned(), shown(x), shown(y), "—".to_owned()]);
        }
        let caption = self.teller.indicator.about.title.get(self.teller.lang).clone();
        Table { caption, columns: heads.map(str::to_owned).to_vec(), rows }
    }

    fn method(&self) -> Vec<String> {
        let count = self.scatter.points.len();
        let line = |axis: &'a Axis| {
            let (label, mean) = (self.axis(axis), shown(axis.mean?));
            Some(match (axis.stated, self.ja()) {
                (true, true) => format!("{label}の平均 {mean} は、出典に書かれた値です。"),
                (true, false) => format!("The mean of {label}, {mean}, is the source’s."),
                (false, true) => format!("{label}の平均 {mean} は、ここにある{count}項目の単純な平均です。"),
                (false, false) => format!("The mean of {label}, {mean}, is the plain mean of these {count} fields."),
            })
        };
        [&self.scatter.x, &self.scatter.y].into_iter().filter_map(line).collect()
    }

    fn plan(&self, all: f64) -> Plan {
        let narrow = all < 400.0;
        let over = |pick: fn(&Point) -> Decimal, mean: Option<Decimal>, (edges, steps): ((u32, u32), u32)| {
            Scale::around(self.scatter.points.iter().map(pick).chain(mean), edges, steps)
        };
        let x = over(|point| point.x, self.scatter.x.mean, ((12, 12), if narrow { 3 } else { 5 }));
        // The names of the quarters stand at the upper and the lower edge.
        let y = over(|point| point.y, self.scatter.y.mean, ((6, 9), 5));
        let writing = Writing { language: self.teller.language, signed: false, unit: String::new() };
        let gutter = super::axis::gutter(&super::axis::tick_texts(&y, &writing, None));
        let plot = Area { x: gutter, y: 30.0, width: all - gutter - 8.0, height: if narrow { 330.0 } else { 430.0 } };
        let means = (
            self.scatter.x.mean.map(|mean| x.place(mean, plot.x, plot.right())),
            self.scatter.y.mean.map(|mean| y.place(mean, plot.bottom(), plot.y)),
        );
        Plan { plot, x, y, means }
    }

    fn drawing(&self, all: f64) -> Drawing {
        let plan = self.plan(all);
        let mut svg = Svg::default();
        let mut taken = self.draw_frame(&mut svg, &plan, all);
        let key = self.draw_points(&mut svg, &plan, &mut taken);
        let mut y = plan.plot.bottom() + 76.0;
        for (number, point) in key.iter().enumerate() {
            let text = format!("{} {}", number + 1, self.label(point));
            svg.text("c-label c-ink", (0.0, y), Anchor::Start, &cut(&text, SIZE, all));
            y += 21.0;
        }
        Drawing { body: svg.into_body(), height: y - 14.0 }
    }

    /// Axes, means and the names of the quarters; returns where words stand.
    fn draw_frame(&self, svg: &mut Svg, plan: &Plan, all: f64) -> Vec<Area> {
        let plot = plan.plot;
        let writing = Writing { language: self.teller.language, signed: false, unit: String::new() };
        if let (Some(x), Some(y)) = plan.means {
            svg.rect("c-tint", Area::between((plot.x, plot.y), (x, y)));
        }
        for (tick, text) in plan.y.ticks.iter().zip(super::axis::tick_texts(&plan.y, &writing, None)) {
            svg.text("c-label", (plot.x - 10.0, plan.y.place(*tick, plot.bottom(), plot.y) + 5.0), Anchor::End, &text);
        }
        for (tick, text) in plan.x.ticks.iter().zip(super::axis::tick_texts(&plan.x, &writing, None)) {
            let half = width(&text, SIZE) / 2.0;
            let x = plan.x.place(*tick, plot.x, plot.right()).min(all - half);
            svg.text("c-label", (x, plot.bottom() + 20.0), Anchor::Middle, &text);
        }
        svg.line("c-frame", (plot.x, plot.y), (plot.x, plot.bottom()));
        svg.line("c-frame", (plot.x, plot.bottom()), (plot.right(), plot.bottom()));
        svg.text("c-label", (0.0, 14.0), Anchor::Start, &cut(&format!("↑ {}", self.axis(&self.scatter.y)), SIZE, all));
        svg.text(
            "c-label",
            (all, plot.bottom() + 44.0),
            Anchor::End,
            &cut(&format!("{} →", self.axis(&self.scatter.x)), SIZE, all),
        );
        let mut taken = self.draw_means(svg, plan);
        taken.extend(self.draw_quarters(svg, plan));
        taken
    }

    fn draw_means(&self, svg: &mut Svg, plan: &Plan) -> Vec<Area> {
        let plot = plan.plot;
        let mut taken: Vec<Area> = self.scatter.points.iter().map(|point| mark_box(plan.place(point))).collect();
        let words = |axis: &'a Axis| {
            let mean = shown(axis.mean.unwrap_or_default());
            if self.ja() { format!("{}の平均 {mean}", self.axis(axis)) } else { format!("Mean {mean}") }
        };
        let mut name = |svg: &mut Svg, text: String, places: &[(f64, f64, Anchor)]| {
            let size = (width(&text, SIZE), SIZE);
            let boxed = |(x, y, anchor): &(f64, f64, Anchor)| label_box((*x, *y), *anchor, size);
            let cost = |place: &(f64, f64, Anchor)| overlap(boxed(place), &taken) + beyond(boxed(place), plot);
            let best = places.iter().min_by(|one, other| cost(one).total_cmp(&cost(other)));
            if let Some((x, y, anchor)) = best {
                svg.text("c-label c-halo", (*x, *y), *anchor, &text);
                taken.push(boxed(&(*x, *y, *anchor)));
            }
        };
        if let Some(x) = plan.means.0 {
            svg.line("c-mean", (x, plot.y), (x, plot.bottom()));
            let y = plot.bottom() - 8.0;
            name(svg, words(&self.scatter.x), &[(x + 6.0, y, Anchor::Start), (x - 6.0, y, Anchor::End)]);
        }
        if let Some(y) = plan.means.1 {
            svg.line("c-mean", (plot.x, y), (plot.right(), y));
            let ends = [(plot.x + 8.0, Anchor::Start), (plot.right() - 4.0, Anchor::End)];
            let places = ends.map(|(x, anchor)| [(x, y + 18.0, anchor), (x, y - 7.0, anchor)]).concat();
            name(svg, words(&self.scatter.y), &places);
        }
        taken.split_off(self.scatter.points.len())
    }

    fn draw_quarters(&self, svg: &mut Svg, plan: &Plan) -> Vec<Area> {
        let (Some(x), Some(y)) = plan.means else { return Vec::new() };
        let plot = plan.plot;
        let left = (plot.x + 8.0, Anchor::Start, x - plot.x - 16.0);
        let right = (plot.right() - 4.0, Anchor::End, plot.right() - x - 12.0);
        let rows = [(plot.y + 18.0, 0, y - plot.y), (plot.bottom() - 28.0, 2, plot.bottom() - y - 26.0)];
        let mut taken = Vec::new();
        for (y, first, _) in rows.into_iter().filter(|(.., height)| *height > 26.0) {
            for (offset, (x, anchor, room)) in [left, right].into_iter().enumerate() {
                let name = self.quadrant(first + offset);
                if width(&name, SIZE) > room {
                    continue;
                }
                let class = if first + offset == 0 { "c-label c-text-2 c-strong" } else { "c-label c-strong" };
                svg.text(class, (x, y), anchor, &name);
                taken.push(label_box((x, y), anchor, (width(&name, SIZE), SIZE)));
            }
        }
        taken
    }

    /// The points with their names; those whose names find no place get a number, and are returned.
    fn draw_points(&self, svg: &mut Svg, plan: &Plan, taken: &mut Vec<Area>) -> Vec<&'a Point> {
        taken.extend(self.scatter.points.iter().map(|point| mark_box(plan.place(point))));
        for point in &self.scatter.points {
            self.draw_mark(svg, point, plan.place(point));
        }
        let mut numbered = Vec::new();
        for point in &self.scatter.points {
            let strong = point.highlight || self.is_urgent(point);
            let class = if strong { "c-label c-strong c-halo" } else { "c-label c-ink c-halo" };
            let name = self.label(point);
            // A long name would lie across its neighbours, free as its place may be.
            let found = best_place(name, plan.place(point), plan.plot, taken);
            if let Some((at, anchor, cost)) = found
                && cost <= 0.5
                && width(name, SIZE) <= plan.plot.width * 0.36
            {
                svg.text(class, at, anchor, name);
                taken.push(label_box(at, anchor, (width(name, SIZE), SIZE)));
                continue;
            }
            numbered.push(point);
            let number = numbered.len().to_string();
            if let Some((at, anchor, _)) = best_place(&number, plan.place(point), plan.plot, taken) {
                svg.text(class, at, anchor, &number);
                taken.push(label_box(at, anchor, (width(&number, SIZE), SIZE)));
            }
        }
        numbered
    }

    fn draw_mark(&self, svg: &mut Svg, point: &Point, (x, y): (f64, f64)) {
        if point.highlight {
            svg.disc("c-ring", (x, y), 7.0);
        } else if self.is_urgent(point) {
            let corners = [(x, y - 7.5), (x + 7.5, y), (x, y + 7.5), (x - 7.5, y)];
            svg.path("c-data-2 c-mark", &format!("{}Z", path_through(&corners)));
        } else {
            svg.disc("c-data-1 c-mark", (x, y), 6.0);
        }
    }
}

/// What the mark of a point covers.
fn mark_box((x, y): (f64, f64)) -> Area {
    Area { x: x - 7.0, y: y - 7.0, width: 14.0, height: 14.0 }
}

/// How far a box leaves the plot, weighed so that any overlap is better.
fn beyond(area: Area, plot: Area) -> f64 {
    let over = [
        plot.x + 2.0 - area.x,
        area.right() - plot.right() - 6.0,
        plot.y - 8.0 - area.y,
        area.bottom() - plot.bottom() + 1.0,
    ];
    over.into_iter().map(|over| over.max(0.0) * 1000.0).sum()
}

/// The place beside a point where a text covers least (right, left, above, below, corners), and how much it covers.
fn best_place(text: &str, (x, y): (f64, f64), plot: Area, taken: &[Area]) -> Option<((f64, f64), Anchor, f64)> {
    let size = (width(text, SIZE), SIZE);
    let places = [
        ((x + 11.0, y + 5.0), Anchor::Start),
        ((x - 11.0, y + 5.0), Anchor::End),
        ((x, y - 11.0), Anchor::Middle),
        ((x, y + 22.0), Anchor::Middle),
        ((x + 8.0, y - 7.0), Anchor::Start),
        ((x + 8.0, y + 17.0), Anchor::Start),
        ((x - 8.0, y - 7.0), Anchor::End),
        ((x - 8.0, y + 17.0), Anchor::End),
    ];
    let own = mark_box((x, y));
    let cost = |(at, anchor): ((f64, f64), Anchor)| {
        let area = label_box(at, anchor, size);
        (at, anchor, overlap(area, taken) - overlap(area, &[own]) + beyond(area, plot))
    };
    let costs = places.map(cost);
    let free = costs.into_iter().find(|(.., cost)| *cost <= 0.5);
    free.or_else(|| costs.into_iter().min_by(|one, other| one.2.total_cmp(&other.2)))
}
