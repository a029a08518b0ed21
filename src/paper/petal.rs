//! The petal mark that counts a stage: disc, pair, trefoil, quatrefoil, plum blossom and beyond.

use super::chance::around;
use super::path::Path;

/// Path data (one `d` of arcs) of the mark with `n` petals in a box of 1000 × 1000; the first petal points up.
///
/// Counts beyond 8 stay at 8 and 0 counts as 1; sites with more than eight stages show a numbered disc instead. All
/// outlines turn the same way, so any fill rule but `evenodd` shows their union.
#[must_use]
pub fn petal_path(n: usize) -> String {
    let mut path = Path::default();
    let (count, far, r) = match n {
        0 | 1 => (1_u32, 0.0, 34.0),
        2 => {
            path.circle((32.0, 57.0), 27.0).circle((68.0, 43.0), 27.0);
            return path.data().to_owned();
        }
        3 => (3, 23.0, 25.5),
        4 => (4, 25.0, 22.5),
        5 => (5, 27.0, 20.0),
        6 => (6, 29.0, 18.0),
        7 => (7, 29.0, 16.0),
        _ => (8, 29.0, 14.5),
    };
    for index in 0..count {
        let (cos, sin) = around(f64::from(index) / f64::from(count) - 0.25);
        path.circle((50.0 + cos * far, 50.0 + sin * far), r);
    }
    if count > 2 {
        path.circle((50.0, 50.0), 20.0);
    }
    path.data().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_count_their_petals() {
        for (n, outlines) in [(0, 1), (1, 1), (2, 2), (3, 4), (4, 5), (5, 6), (8, 9), (40, 9)] {
            assert_eq!(petal_path(n).matches('z').count(), outlines, "{n}");
        }
        assert!(petal_path(1).starts_with("M160 500a340 340 0 1 1 680 0"));
    }
}
