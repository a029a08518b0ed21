//! Scatter: two figures for each field, such as satisfaction and importance, with their means.

use rust_decimal::Decimal;

use super::read::{self, Named};
use super::value::Values;
use crate::config::language::{self, Language, Localized};
use crate::decimal::{Rounding, round};
use crate::diag::{Code, Diagnostic};
use crate::node::fields::Fields;

/// More points than this cannot be told apart in one picture.
const MOST_POINTS: usize = 60;

/// What no field can be called.
pub const RESERVED: [&str; 1] = ["mean"];

/// What an indicator of kind `scatter` holds.
#[derive(Clone, Debug, Hash)]
pub struct Scatter {
    /// The axis to the right: satisfaction.
    pub x: Axis,
    /// The axis upwards: importance.
    pub y: Axis,
    /// The fields.
    pub points: Vec<Point>,
    /// What the four quarters are called: upper left, upper right, lower left, lower right.
    pub quadrants: [Option<Localized<String>>; 4],
}

/// An axis.
#[derive(Clone, Debug, Hash)]
pub struct Axis {
    /// What it measures.
    pub label: Localized<String>,
    /// The mean: stated, or of the points.
    pub mean: Option<Decimal>,
    /// Whether the mean was stated.
    pub stated: bool,
}

/// One field.
#[derive(Clone, Debug, Hash)]
pub struct Point {
    /// Its key and its name.
    pub name: Named,
    /// How far to the right it lies.
    pub x: Decimal,
    /// How far up it lies.
    pub y: Decimal,
    /// Whether it is to stand out.
    pub highlight: bool,
}

/// The quarters' keys and default names, upper left first.
pub const QUADRANTS: [(&str, &str, &str); 4] = [
    ("upper_left", "急いで、よくする", "Improve first"),
    ("upper_right", "この調子で、続ける", "Keep it up"),
    ("lower_left", "声を聞いて、考える", "Listen and think"),
    ("lower_right", "強みとして、育てる", "Build on it"),
];

impl Scatter {
    /// Every figure under the path by which texts state it.
    pub(super) fn values(&self, values: &mut Values) {
        for point in &self.points {
            values.plain(format!("{}.x", point.name.id), point.x).unit("点");
            values.plain(format!("{}.y", point.name.id), point.y).unit("点");
        }
        for (key, axis) in [("mean.x", &self.x), ("mean.y", &self.y)] {
            if let Some(mean) = axis.mean {
                values.plain(key.to_owned(), mean).unit("点");
            }
        }
    }

    /// The name of a quarter, or its default.
    #[must_use]
    pub fn quadrant(&self, index: usize, lang: crate::config::Lang, ja: bool) -> String {
        let given = self.quadrants.get(index).and_then(Option::as_ref).map(|label| label.get(lang).clone());
        let (_, ja_name, en_name) = QUADRANTS[index.min(3)];
        given.unwrap_or_else(|| if ja { ja_name } else { en_name }.to_owned())
    }
}

/// Reads an indicator of kind `scatter`.
pub(super) fn read(fields: &mut Fields<'_, '_>, others: &[Language]) -> Scatter {
    let mut x = read_axis(fields, "x", ("満足度", "Satisfaction"), others);
    let mut y = read_axis(fields, "y", ("重要度", "Importance"), others);
    let quadrants = read_quadrants(fields, others);
    let mut points = Vec::new();
    let rows = read::rows(fields, "items", "items: { transit: { label: 公共交通, x: 2.62, y: 4.3 } }");
    if rows.len() > MOST_POINTS {
        let note = Diagnostic::at(Code::TooManyRows, fields.file, fields.place.clone());
        fields.notes.push(note.with("key", "items").with("count", rows.len()).with("most", MOST_POINTS));
    }
    for (key, node) in rows.iter().take(MOST_POINTS) {
        read::check_part_id(fields.file, key, &RESERVED, fields.notes);
        let mut row = fields.child(key.span.clone(), node);
        let label = read::labelled(&mut row, &key.text, others);
        let highlight = row.flag("highlight").unwrap_or(false);
        row.require("x", "x: 2.62");
        row.require("y", "y: 4.3");
        let (across, up) = (read::field(&mut row, "x"), read::field(&mut row, "y"));
        row.finish();
        if let (Some(x), Some(y)) = (across, up) {
            points.push(Point { name: Named { id: key.text.clone(), label }, x, y, highlight });
        }
    }
    let rounding = fields.one_of("rounding", &Rounding::WORDS).unwrap_or_default();
    x.mean = x.mean.or_else(|| mean(points.iter().map(|point| point.x), rounding));
    y.mean = y.mean.or_else(|| mean(points.iter().map(|point| point.y), rounding));
    Scatter { x, y, points, quadrants }
}

/// `x: { label: 満足度, mean: 3.11 }`, or its name alone.
fn read_axis(fields: &mut Fields<'_, '_>, key: &str, default: (&str, &str), others: &[Language]) -> Axis {
    let translated = others.iter().map(|language| (!language.tag.starts_with("ja")).then(|| default.1.to_owned()));
    let usual = Localized::new(default.0.to_owned(), translated.collect());
    let Some((key, node)) = fields.entry(key) else { return Axis { label: usual, mean: None, stated: false } };
    if let Some(text) = node.as_text() {
        return Axis { label: Localized::new(text.to_owned(), Vec::new()), mean: None, stated: false };
    }
    let mut inner = fields.child(key.span.clone(), node);
    let label = language::read_text(&mut inner, "label", others).unwrap_or(usual);
    let mean = read::field(&mut inner, "mean");
    language::allow_translations(&mut inner, others, &["label"]);
    inner.finish();
    Axis { label, mean, stated: mean.is_some() }
}

fn read_quadrants(fields: &mut Fields<'_, '_>, others: &[Language]) -> [Option<Localized<String>>; 4] {
    let Some((key, node)) = fields.entry("quadrants") else { return [None, None, None, None] };
    let mut inner = fields.child(key.span.clone(), node);
    let names = QUADRANTS.map(|(key, ..)| {
        language::read_text(&mut inner, key, &[]).map(|name| {
            let first = name.get(crate::config::Lang::FIRST).clone();
            let translated = others.iter().map(|language| Some(inner.take(&language.tag)?.text_of(key)?.to_owned()));
            Localized::new(first, translated.collect())
        })
    });
    language::allow_translations(&mut inner, others, &QUADRANTS.map(|(key, ..)| key));
    inner.finish();
    names
}

/// The mean with one decimal more than the figures, at most four.
fn mean(figures: impl Iterator<Item = Decimal> + Clone, rounding: Rounding) -> Option<Decimal> {
    let count = figures.clone().count();
    let digits = figures.clone().map(|figure| figure.scale()).max()?;
    let sum: Decimal = figures.sum();
    Some(round(sum / Decimal::from(count), digits.min(4), rounding))
}

#[cfg(test)]
mod tests {
    use crate::data::sample::{codes, numbers, only};

    #[test]
    fn means_are_of_the_points_unless_stated() {
        let yaml = "
            kind: scatter
            x: { label: 満足度, mean: 3.11 }
            items:
              transit: { label: 公共交通, x: 2.62, y: 4.30 }
              parks: { label: 公園, x: 3.62, y: 3.98, highlight: true }";
        let indicator = only(yaml);
        assert_eq!(numbers(&indicator, "transit.y"), "4.30");
        assert_eq!(numbers(&indicator, "mean.x"), "3.11");
        assert_eq!(numbers(&indicator, "mean.y"), "4.14");
        assert_eq!(codes(&yaml.replace("x: 2.62, ", "")), ["H014"]);
        // 4.145 lies half a step from either neighbour.
        let halves = yaml.replace("3.98", "3.99");
        let mean = |rounding: &str| {
            let yaml = format!("{halves}\n            rounding: {rounding}");
            numbers(&only(&yaml), "mean.y")
        };
        assert_eq!(["half_up", "half_even", "truncate"].map(mean), ["4.15", "4.14", "4.14"]);
    }
}
