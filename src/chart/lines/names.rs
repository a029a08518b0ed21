//! Names and figures at the ends of lines, pushed apart where lines end close together. Names that are too long to
//! stand there become numbers, with a key below.

use super::{Line, Lines, Plan, Style};
use crate::chart::measure::{SIZE, bold, width, wrap};
use crate::chart::svg::{Anchor, Svg};
use crate::chart::words::no_data;

/// The size of figures.
const FIGURE: f64 = SIZE + 1.0;
/// From line to line of a key.
const KEY_LINE: f64 = 20.0;
/// The room that a leader takes from a line's end to a name that had to move.
const LEADER: f64 = 14.0;

/// What stands at the ends of lines, and the room that it needs.
pub(super) struct Names {
    /// The name and the figure of each line; one of both may be empty.
    ends: Vec<[String; 2]>,
    /// The figures at the beginning, where there are but two periods.
    starts: Vec<String>,
    /// The room at the right.
    pub(super) room: f64,
    /// The room within the plot for the figures at the beginning.
    pub(super) start_room: f64,
    /// From one end to the next, at least.
    step: f64,
}

/// The most room for names on paper of a width.
fn most(paper: f64) -> f64 {
    paper * if paper < 400.0 { 0.3 } else { 0.26 }
}

fn widest<'a>(texts: impl Iterator<Item = &'a String>) -> f64 {
    texts.map(|text| bold(text, FIGURE)).fold(0.0, f64::max)
}

/// Whether some name would have to be cut.
fn is_keyed(lines: &Lines, paper: f64) -> bool {
    lines.series.len() > 1 && lines.series.iter().any(|line| width(&line.label, FIGURE) > most(paper))
}

/// 「①」: a number that no figure beside it runs into.
fn number(index: usize) -> String {
    let circled =
        u32::try_from(index).ok().filter(|index| *index < 20).and_then(|index| char::from_u32(0x2460 + index));
    circled.map_or_else(|| (index + 1).to_string(), String::from)
}

/// A line's last figure.
fn last_figure(lines: &Lines, line: &Line) -> String {
    let Some((_, value)) = line.points.last() else { return no_data(lines.writing.language).to_owned() };
    if let Some(shown) = &line.shown {
        return shown.clone();
    }
    let text = lines.writing.fitting(*value, 76.0);
    let with_unit = lines.writing.unit_after(&text);
    if width(&with_unit, FIGURE) > 96.0 { text } else { with_unit }
}

impl Names {
    pub(super) fn new(lines: &Lines, paper: f64) -> Self {
        let count = lines.series.len();
        let keyed = is_keyed(lines, paper);
        let name = |(index, line): (usize, &Line)| if keyed { number(index) } else { line.label.clone() };
        let names: Vec<String> = lines.series.iter().enumerate().map(name).collect();
        let figures: Vec<String> = lines.series.iter().map(|line| last_figure(lines, line)).collect();
        let both: Vec<String> = names.iter().zip(&figures).map(|(name, figure)| format!("{name} {figure}")).collect();
        let one_line = count > 4 && widest(both.iter()) <= most(paper);
        let ends: Vec<[String; 2]> = match count {
            1 => figures.into_iter().map(|figure| [String::new(), figure]).collect(),
            _ if one_line => both.into_iter().map(|both| [both, String::new()]).collect(),
            // Two lines each, as long as that leaves room for all.
            2..=6 => names.into_iter().zip(figures).map(|(name, figure)| [name, figure]).collect(),
            _ => names.into_iter().map(|name| [name, String::new()]).collect(),
        };
        let starts = starts(lines);
        let start_room = if starts.is_empty() { 0.0 } else { widest(starts.iter()) + 6.0 };
        let leader = if count > 4 { LEADER } else { 0.0 };
        let room = widest(ends.iter().flatten()) + 14.0 + leader;
        let step = match ends.first() {
            Some([_, figure]) if figure.is_empty() => 18.0,
            Some([name, _]) if name.is_empty() => 20.0,
            _ => 38.0,
        };
        Self { ends, starts, room, start_room, step }
    }
}

/// Two periods make a slope, which says its figures at both ends.
fn starts(lines: &Lines) -> Vec<String> {
    let [(first, _), _] = lines.names.as_slice() else { return Vec::new() };
    let figure = |line: &Line| {
        let at_start = line.points.first().filter(|(at, _)| at == first);
        at_start.map_or_else(String::new, |(_, value)| lines.writing.fitting(*value, 76.0))
    };
    if lines.series.len() < 2 { Vec::new() } else { lines.series.iter().map(figure).collect() }
}

/// Writes names and figures.
pub(super) fn draw(svg: &mut Svg, lines: &Lines, plan: &Plan) {
    draw_starts(svg, lines, plan);
    let names = &plan.names;
    let height = |line: &Line| line.points.last().map_or(plan.plot.bottom(), |(_, value)| plan.y(*value));
    let heights: Vec<f64> = lines.series.iter().map(height).collect();
    let mut ends: Vec<(usize, f64)> = heights.iter().copied().enumerate().collect();
    ends.sort_by(|one, other| one.1.total_cmp(&other.1));
    // A second line would reach the names of the periods.
    let lowest = plan.plot.bottom() - if names.step > 30.0 { 10.0 } else { 0.0 };
    spread(&mut ends, names.step, (plan.plot.y, lowest));
    let edge = plan.x(plan.ends.1) + 12.0;
    let leaders = lines.series.len() > 4 && ends.iter().any(|(index, y)| (y - heights[*index]).abs() > 6.0);
    let x = if leaders { edge + LEADER } else { edge };
    for (index, y) in ends {
        let class = Style::nth(index).text();
        let [name, figure] = &names.ends[index];
        if leaders {
            svg.line("c-leader", (edge - 3.0, heights[index]), (x - 3.0, y));
        }
        let (name_y, figure_y) = match (name.is_empty(), figure.is_empty()) {
            (false, false) => (y - 2.0, y + 15.0),
            _ => (y + 5.0, y + 5.0),
        };
        if !name.is_empty() {
            svg.text(&format!("c-label {class} c-strong"), (x, name_y), Anchor::Start, name);
        }
        if !figure.is_empty() {
            svg.text(&format!("c-value {class} c-strong"), (x, figure_y), Anchor::Start, figure);
        }
    }
}

fn draw_starts(svg: &mut Svg, lines: &Lines, plan: &Plan) {
    let mut places: Vec<(usize, f64)> = Vec::new();
    for (index, _) in plan.names.starts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
        if let Some((_, value)) = lines.series[index].points.first() {
            places.push((index, plan.y(*value)));
        }
    }
    places.sort_by(|one, other| one.1.total_cmp(&other.1));
    spread(&mut places, 18.0, (plan.plot.y, plan.plot.bottom()));
    for (index, y) in places {
        let class = format!("c-label {} c-strong c-halo", Style::nth(index).text());
        svg.text(&class, (plan.x(plan.ends.0) - 10.0, y + 5.0), Anchor::End, &plan.names.starts[index]);
    }
}

/// Moves places that lie closer than `step` apart, keeping their order and, where it can, the bounds.
fn spread(places: &mut [(usize, f64)], step: f64, (top, bottom): (f64, f64)) {
    let mut least = top;
    for (_, y) in places.iter_mut() {
        *y = y.max(least);
        least = *y + step;
    }
    let mut most = bottom;
    for (_, y) in places.iter_mut().rev() {
        *y = y.min(most);
        most = *y - step;
    }
}

/// The names that are too long to stand at the lines, each in lines of its own with the number that stands there.
pub(super) fn key(lines: &Lines, paper: f64) -> Vec<Vec<String>> {
    if !is_keyed(lines, paper) {
        return Vec::new();
    }
    let name =
        |(index, line): (usize, &Line)| wrap(&format!("{} {}", number(index), line.label), SIZE, (paper - 24.0, 3));
    lines.series.iter().enumerate().map(name).collect()
}

/// How high the key is.
pub(super) fn key_height(key: &[Vec<String>]) -> f64 {
    if key.is_empty() {
        return 0.0;
    }
    f64::from(u32::try_from(key.iter().flatten().count()).unwrap_or(u32::MAX)) * KEY_LINE + 14.0
}

/// Writes the key below `top`: marker, number, name.
pub(super) fn draw_key(svg: &mut Svg, key: &[Vec<String>], top: f64) {
    let mut y = top + 24.0;
    for (index, texts) in key.iter().enumerate() {
        Style::nth(index).marker(svg, (8.0, y - 5.0));
        for text in texts {
            svg.text("c-label c-ink", (24.0, y), Anchor::Start, text);
            y += KEY_LINE;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn names_at_the_ends_keep_apart() {
        let mut places = [(0, 10.0), (1, 12.0), (2, 90.0)];
        spread(&mut places, 20.0, (0.0, 100.0));
        assert_eq!(places.map(|(_, y)| y.to_string()), ["10", "30", "90"]);
        let mut low = [(0, 95.0), (1, 99.0)];
        spread(&mut low, 20.0, (0.0, 100.0));
        assert_eq!(low.map(|(_, y)| y.to_string()), ["80", "100"]);
    }
}
