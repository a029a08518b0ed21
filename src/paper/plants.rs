//! Trees, flowers and other plants; `at` is always the foot on the ground, `tall` the whole height in units.

use super::chance::around;
use super::dye::Dye;
use super::path::{At, Path};
use super::sheet::Sheet;

fn trunk(sheet: &mut Sheet, at: At, tall: f64, thick: f64) {
    let (top, half) = (at.1 - tall, thick / 2.0);
    sheet.poly(
        Dye::Earth,
        &[(at.0 - half * 0.62, top), (at.0 + half * 0.62, top), (at.0 + half, at.1), (at.0 - half, at.1)],
    );
}

/// A large tree with a crown of four discs; `fruit` hangs in it when given.
pub(super) fn large_tree(sheet: &mut Sheet, at: At, tall: f64, crown: Dye, fruit: Option<Dye>) {
    trunk(sheet, at, tall * 0.5, tall * 0.115);
    let put = |x: f64, y: f64| (at.0 + x * tall, at.1 - y * tall);
    let branch = |x: f64, y: f64| [put(0.0, 0.36), put(x, y)];
    sheet.line(Dye::Earth, tall * 0.035, &branch(-0.14, 0.5));
    sheet.line(Dye::Earth, tall * 0.035, &branch(0.14, 0.52));
    let lean = sheet.between(-0.02, 0.02);
    sheet.disc(crown, put(-0.2, 0.57), tall * 0.165);
    sheet.disc(crown, put(0.21, 0.59), tall * 0.17);
    sheet.oval(crown, put(lean, 0.72), tall * 0.235, tall * 0.255);
    if let Some(dye) = fruit {
        hang(sheet, dye, put(lean, 0.7), tall * 0.25, tall * 0.027);
    }
}

/// Fruit in a crown of radius `r` round `at`, on two rings so that none overlap.
fn hang(sheet: &mut Sheet, dye: Dye, at: At, r: f64, size: f64) {
    let turned = sheet.chance.unit();
    for index in 0..9_u32 {
        let ring = if index < 3 { 0.3 } else { 0.72 };
        let place = if index < 3 { f64::from(index) / 3.0 } else { f64::from(index - 3) / 6.0 + 0.09 };
        let (cos, sin) = around(turned + place + sheet.between(-0.035, 0.035));
        let far = r * (ring + sheet.between(-0.06, 0.06));
        let place = (at.0 + cos * far, at.1 + sin * far);
        if size < 5.0 {
            sheet.dot(dye, place, size * 1.05);
        } else {
            sheet.disc(dye, place, size * 1.05);
        }
    }
}

/// A round tree on a thin trunk, with fruit when given.
pub(super) fn round_tree(sheet: &mut Sheet, at: At, tall: f64, crown: Dye, fruit: Option<Dye>) {
    trunk(sheet, at, tall * 0.52, tall * 0.075);
    let r = tall * 0.31;
    let heart = (at.0, at.1 - tall + r);
    sheet.oval(crown, heart, r, r * 1.04);
    if let Some(dye) = fruit {
        hang(sheet, dye, heart, r, tall * 0.036);
    }
}

/// A slim tree, egg-shaped.
pub(super) fn oval_tree(sheet: &mut Sheet, at: At, tall: f64, crown: Dye) {
    trunk(sheet, at, tall * 0.42, tall * 0.07);
    sheet.oval(crown, (at.0, at.1 - tall * 0.64), tall * 0.23, tall * 0.36);
}

/// A tree shaped like one large leaf with its veins.
pub(super) fn leaf_tree(sheet: &mut Sheet, at: At, tall: f64, crown: Dye, veins: Dye) {
    trunk(sheet, at, tall * 0.3, tall * 0.075);
    let mut path = Path::default();
    let (low, top) = ((at.0, at.1 - tall * 0.2), (at.0, at.1 - tall));
    Sheet::leaf_shape(&mut path, low, top, tall * 0.3);
    sheet.cut(crown, &path);
    let mut lines = Path::default();
    lines.open(&[(at.0, at.1 - tall * 0.22), (at.0, at.1 - tall * 0.8)]);
    for share in [0.36, 0.5, 0.64] {
        let (y, out) = (at.1 - tall * share, tall * 0.085);
        lines.open(&[(at.0 - out, y - out * 0.9), (at.0, y), (at.0 + out, y - out * 0.9)]);
    }
    sheet.stroke(veins, (tall * 0.014).max(1.1), &lines);
}

/// A fir of three layers.
pub(super) fn fir(sheet: &mut Sheet, at: At, tall: f64, dye: Dye, snowy: bool) {
    trunk(sheet, at, tall * 0.2, tall * 0.08);
    for (low, high, half) in [(0.12, 0.55, 0.27), (0.34, 0.78, 0.215), (0.56, 1.0, 0.155)] {
        let (foot, top) = (at.1 - tall * low, at.1 - tall * high);
        sheet.poly(dye, &[(at.0, top), (at.0 + tall * half, foot), (at.0 - tall * half, foot)]);
    }
    if snowy {
        let (top, edge) = (at.1 - tall, at.1 - tall * 0.83);
        sheet.poly(
            Dye::Paper,
            &[
                (at.0, top),
                (at.0 + tall * 0.06, edge),
                (at.0 + tall * 0.02, edge - tall * 0.02),
                (at.0 - tall * 0.015, edge + tall * 0.015),
                (at.0 - tall * 0.06, edge),
            ],
        );
    }
}

/// A tree of any kind, for the middle distance.
pub(super) fn any_tree(sheet: &mut Sheet, at: At, tall: f64) {
    let crown = sheet.chance.pick(&[Dye::Forest, Dye::Forest, Dye::Green], Dye::Forest);
    match sheet.chance.below(4) {
        0 => leaf_tree(sheet, at, tall, Dye::Forest, Dye::Leaf),
        1 => oval_tree(sheet, at, tall, crown),
        _ => round_tree(sheet, at, tall, crown, None),
    }
}

/// The kinds of flower.
#[derive(Clone, Copy, Debug)]
pub(super) enum Bloom {
    Cosmos,
    Tulip,
    Daisy,
}

/// A flower on its stem with two leaves.
pub(super) fn flower(sheet: &mut Sheet, at: At, tall: f64, bloom: Bloom, dye: Dye) {
    let sway = sheet.between(-0.07, 0.07) * tall;
    let top = (at.0 + sway, at.1 - tall);
    sheet.curve(Dye::Forest, (tall * 0.028).max(2.4), &[at, (at.0 + sway * 0.2, at.1 - tall * 0.5), top]);
    let mut leaves = Path::default();
    let knot = (at.0 + sway * 0.1, at.1 - tall * 0.16);
    for (side, lift) in [(-1.0, 0.34), (1.0, 0.42)] {
        Sheet::leaf_shape(&mut leaves, knot, (at.0 + side * tall * 0.2, at.1 - tall * lift), tall * 0.06);
    }
    sheet.cut(Dye::Forest, &leaves);
    match bloom {
        Bloom::Cosmos => petals(sheet, top, (tall * 0.2).min(42.0), 8, dye),
        Bloom::Daisy => petals(sheet, top, (tall * 0.19).min(40.0), 12, dye),
        Bloom::Tulip => tulip(sheet, top, (tall * 0.15).min(32.0), dye),
    }
}

fn petals(sheet: &mut Sheet, at: At, r: f64, count: u32, dye: Dye) {
    let turned = sheet.chance.unit();
    let wide = 4.1 / f64::from(count) * r;
    let mut path = Path::default();
    for index in 0..count {
        let (cos, sin) = around(turned + f64::from(index) / f64::from(count));
        let (side, long) = ((-sin * wide * 0.5, cos * wide * 0.5), r * sheet.between(0.95, 1.05));
        let tip = (at.0 + cos * long, at.1 + sin * long);
        let shoulder = (at.0 + cos * long * 0.8, at.1 + sin * long * 0.8);
        path.go(at)
            .quad((shoulder.0 + side.0 * 1.5, shoulder.1 + side.1 * 1.5), (tip.0 + side.0 * 0.5, tip.1 + side.1 * 0.5))
            .quad((tip.0 + cos * r * 0.06, tip.1 + sin * r * 0.06), (tip.0 - side.0 * 0.5, tip.1 - side.1 * 0.5))
            .quad((shoulder.0 - side.0 * 1.5, shoulder.1 - side.1 * 1.5), at)
            .close();
    }
    sheet.cut(dye, &path);
    let heart = if dye == Dye::Sun { Dye::Earth } else { Dye::Sun };
    sheet.disc(heart, at, r * 0.3);
}

fn tulip(sheet: &mut Sheet, at: At, r: f64, dye: Dye) {
    let put = |x: f64, y: f64| (at.0 + x * r, at.1 + y * r);
    let mut path = Path::default();
    path.go(put(-0.85, -1.05))
        .line(put(-0.4, -0.5))
        .line(put(0.0, -1.2))
        .line(put(0.4, -0.5))
        .line(put(0.85, -1.05))
        .cubic(put(1.05, 0.4), put(0.6, 0.9), put(0.0, 0.95))
        .cubic(put(-0.6, 0.9), put(-1.05, 0.4), put(-0.85, -1.05))
        .close();
    sheet.cut(dye, &path);
}

/// A young plant in a field: leaves fanned out from `at`.
pub(super) fn sprout(path: &mut Path, at: At, size: f64) {
    for (x, y) in [(-0.85, -0.55), (-0.45, -0.95), (0.45, -0.95), (0.85, -0.55), (0.0, -1.15)] {
        Sheet::leaf_shape(path, at, (at.0 + x * size, at.1 + y * size), size * 0.26);
    }
}
