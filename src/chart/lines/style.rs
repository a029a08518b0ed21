//! How each of up to twelve series looks, so that no two look alike even without colour.

use crate::chart::svg::{Area, Svg, path_through};

/// Three colours × dash × marker, never colour alone.
pub(super) struct Style {
    colour: usize,
    dash: usize,
    shape: usize,
}

impl Style {
    pub(super) fn nth(index: usize) -> Self {
        let turn = index % 3 + index / 3;
        Self { colour: index % 3 + 1, dash: turn % 3 + 1, shape: turn % 4 }
    }

    pub(super) fn stroke(&self) -> String {
        format!("c-line-{} c-dash-{}", self.colour, self.dash)
    }

    pub(super) fn text(&self) -> String {
        format!("c-text-{}", self.colour)
    }

    pub(super) fn marker(&self, svg: &mut Svg, (x, y): (f64, f64)) {
        let class = format!("c-data-{} c-mark", self.colour);
        let corners = |points: [(f64, f64); 4]| {
            let mut data = path_through(&points.map(|(dx, dy)| (x + dx, y + dy)));
            data.push('Z');
            data
        };
        match self.shape {
            0 => svg.disc(&class, (x, y), 5.0),
            1 => svg.rect(&class, Area { x: x - 4.5, y: y - 4.5, width: 9.0, height: 9.0 }),
            2 => svg.path(&class, &corners([(0.0, -6.0), (5.5, 4.5), (-5.5, 4.5), (-5.5, 4.5)])),
            _ => svg.path(&class, &corners([(0.0, -6.0), (6.0, 0.0), (0.0, 6.0), (-6.0, 0.0)])),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Style;

    #[test]
    fn no_two_series_share_colour_and_marker() {
        let looks: BTreeSet<(usize, usize)> =
            (0..12).map(Style::nth).map(|style| (style.colour, style.shape)).collect();
        assert_eq!(looks.len(), 12);
    }
}
