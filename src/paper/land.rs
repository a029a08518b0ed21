//! Sky and land: discs, clouds, birds, hills, water, grass, rain and snow.

use super::chance::around;
use super::dye::Dye;
use super::path::{At, Path};
use super::sheet::Sheet;

/// A cloud with its left tip at `at`, `width` units wide.
pub(super) fn cloud(sheet: &mut Sheet, at: At, width: f64) {
    let lean = sheet.between(-0.03, 0.03);
    let put = |x: f64, y: f64| (at.0 + x * width, at.1 + y * width);
    let mut path = Path::default();
    path.go(put(0.0, 0.0))
        .quad(put(0.08, -0.02), put(0.14, -0.12))
        .cubic(put(0.18, -0.21), put(0.28, -0.24), put(0.34 + lean, -0.19))
        .cubic(put(0.36 + lean, -0.42), put(0.62 + lean, -0.42), put(0.66 + lean, -0.19))
        .cubic(put(0.72, -0.25), put(0.83, -0.22), put(0.85, -0.12))
        .quad(put(0.92, -0.02), put(1.0, 0.0))
        .quad(put(0.5, 0.07), put(0.0, 0.0))
        .close();
    sheet.cut(Dye::Paper, &path);
}

/// A folded paper bird round `at`, `span` units wide.
pub(super) fn bird(sheet: &mut Sheet, dye: Dye, at: At, span: f64) {
    let flip = if sheet.likely(50) { 1.0 } else { -1.0 };
    let put = |x: f64, y: f64| (at.0 + x * span * flip, at.1 + y * span);
    let mut path = Path::default();
    path.go(put(-0.5, -0.06))
        .quad(put(-0.25, 0.04), put(-0.1, -0.02))
        .line(put(0.14, -0.42))
        .line(put(0.2, 0.0))
        .quad(put(0.35, 0.0), put(0.5, -0.08))
        .quad(put(0.02, 0.34), put(-0.5, -0.06))
        .close();
    sheet.cut(dye, &path);
}

/// Two or three birds near `at`.
pub(super) fn flock(sheet: &mut Sheet, dye: Dye, at: At) {
    let mut x = at.0;
    for span in [19.0, 14.0, 11.0] {
        let y = at.1 + sheet.between(-16.0, 14.0);
        bird(sheet, dye, (x, y), span);
        x += sheet.between(24.0, 38.0);
        if sheet.likely(25) {
            break;
        }
    }
}

/// A rolling edge from `left` to `right` round the height `y`, up to `swing` units up and down.
pub(super) fn rolling(sheet: &mut Sheet, left: f64, right: f64, y: f64, swing: f64) -> Vec<At> {
    let steps = ((right - left) / 105.0).max(3.0).floor();
    let wide = (right - left) / steps;
    let mut points = Vec::new();
    let mut up = sheet.likely(50);
    let mut step = 0.0;
    while step <= steps {
        let tall = sheet.between(0.35, 1.0) * swing;
        let aside = if step > 0.0 && step < steps { sheet.between(-0.2, 0.2) * wide } else { 0.0 };
        points.push((left + step * wide + aside, if up { y - tall } else { y + tall }));
        up = !up;
        step += 1.0;
    }
    points
}

/// Land across a file picture, its edge round `y`.
pub(super) fn hills(sheet: &mut Sheet, dye: Dye, y: f64, swing: f64) {
    let edge = rolling(sheet, -12.0, 612.0, y, swing);
    sheet.band(dye, &edge, 408.0);
}

/// Blades of grass in the rectangle from `at`, printed in one go.
pub(super) fn grass(sheet: &mut Sheet, dye: Dye, at: At, width: f64, height: f64, count: u32) {
    let mut path = Path::default();
    for _ in 0..count {
        let foot = (at.0 + sheet.between(0.0, width), at.1 + sheet.between(0.0, height));
        let tip = (foot.0 + sheet.between(-4.5, 4.5), foot.1 - sheet.between(9.0, 15.0));
        Sheet::leaf_shape(&mut path, foot, tip, 3.4);
    }
    sheet.flat(dye, &path);
}

/// White ripples on water in the rectangle from `at`.
pub(super) fn ripples(sheet: &mut Sheet, at: At, width: f64, height: f64, count: u32) {
    let mut path = Path::default();
    let step = width / f64::from(count.max(1));
    for index in 0..count {
        let x = at.0 + (f64::from(index) + sheet.between(0.0, 0.45)) * step;
        let y = at.1 + sheet.between(0.0, height);
        let long = sheet.between(36.0, 56.0);
        path.go((x, y))
            .quad((x + long * 0.22, y - 5.0), (x + long * 0.5, y))
            .quad((x + long * 0.76, y + 5.0), (x + long, y - 0.5));
    }
    sheet.stroke(Dye::Paper, 2.4, &path);
}

/// The path of light a low sun draws on the water below it: bars from `at` downwards.
pub(super) fn glints(sheet: &mut Sheet, dye: Dye, at: At, width: f64) {
    let mut path = Path::default();
    for (row, share) in [(0.0, 1.0), (15.0, 0.66), (29.0, 0.36)] {
        let half = width * share / 2.0;
        path.open(&[(at.0 - half, at.1 + row), (at.0 + half, at.1 + row)]);
    }
    sheet.stroke(dye, 4.0, &path);
}

/// Falling snow over the picture, kept off a grid so that flakes never clump.
pub(super) fn snowfall(sheet: &mut Sheet) {
    let mut sizes = [Path::default(), Path::default(), Path::default()];
    for row in 0..6_u32 {
        for column in 0..9_u32 {
            let x = (f64::from(column) + sheet.between(0.1, 0.9)) * 67.0;
            let y = (f64::from(row) + sheet.between(0.1, 0.9)) * 62.0;
            if let Some(path) = sizes.get_mut(((row + column * 2) % 3) as usize) {
                path.point((x, y));
            }
        }
    }
    for (path, width) in sizes.iter().zip([4.0, 5.6, 8.0]) {
        sheet.stroke(Dye::Paper, width, path);
    }
}

/// Slanting rain between `top` and `low` across the picture.
pub(super) fn rainfall(sheet: &mut Sheet, left: f64, right: f64, top: f64, low: f64) {
    let mut path = Path::default();
    let mut x = left;
    while x < right {
        let y = sheet.between(top, low - 22.0);
        let long = sheet.between(12.0, 21.0);
        path.open(&[(x, y), (x - long * 0.24, y + long)]);
        x += sheet.between(9.0, 18.0);
    }
    sheet.stroke(Dye::Paper, 2.0, &path);
}

/// Small stars in the rectangle from `at`.
pub(super) fn stars(sheet: &mut Sheet, dye: Dye, at: At, width: f64, height: f64, count: u32) {
    let mut sizes = [Path::default(), Path::default()];
    let step = width / f64::from(count.max(1));
    for index in 0..count {
        let x = at.0 + (f64::from(index) + sheet.chance.unit()) * step;
        let y = at.1 + sheet.between(0.0, height);
        if let Some(path) = sizes.get_mut((index % 2) as usize) {
            path.point((x.round(), y.round()));
        }
    }
    for (path, wide) in sizes.iter().zip([2.8, 4.6]) {
        sheet.stroke(dye, wide, path);
    }
}

/// A firework round `at`: rings of leaf-shaped sparks up to `r` units long.
pub(super) fn firework(sheet: &mut Sheet, at: At, r: f64, outer: Dye, inner: Dye) {
    let turned = sheet.chance.unit();
    for (dye, count, from, to, wide) in [(outer, 16_u32, 0.5, 1.0, 0.085), (inner, 10, 0.16, 0.44, 0.075)] {
        let mut path = Path::default();
        for index in 0..count {
            let (cos, sin) = around(turned + f64::from(index) / f64::from(count));
            let near = (at.0 + cos * r * from, at.1 + sin * r * from);
            Sheet::leaf_shape(&mut path, near, (at.0 + cos * r * to, at.1 + sin * r * to), r * wide);
        }
        sheet.cut(dye, &path);
    }
    sheet.dot(outer, at, r * 0.07);
}
