//! Houses and other buildings; `at` is the middle of the foot, sizes are units.

use super::dye::Dye;
use super::path::{At, Path};
use super::sheet::Sheet;

/// The shape of a roof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Roof {
    Gable,
    Hip,
    Flat,
    Lean,
}

const ROOFS: [Dye; 4] = [Dye::Vermilion, Dye::Indigo, Dye::Earth, Dye::Forest];

/// A house: wall of `width` × `height` and a roof on top of it.
pub(super) fn house(sheet: &mut Sheet, at: At, width: f64, height: f64, roof: Roof, dye: Dye) {
    let (left, top) = (at.0 - width / 2.0, at.1 - height);
    let wall = if sheet.likely(14) { Dye::Sand } else { Dye::Wall };
    sheet.slab(wall, (left, top), width, height);
    panes(sheet, (left, top), width, height);
    let eave = (width * 0.09).clamp(2.5, 8.0);
    let (from, to) = (left - eave, left + width + eave);
    let rise = match roof {
        Roof::Flat => (height * 0.12).clamp(5.0, 10.0),
        Roof::Lean => width * 0.26,
        _ => width * 0.42,
    };
    let low = top + 1.0;
    match roof {
        Roof::Gable => sheet.poly(dye, &[(from, low), (at.0, low - rise), (to, low)]),
        Roof::Hip => {
            let inset = width * 0.24;
            sheet.poly(dye, &[(from, low), (from + inset, low - rise), (to - inset, low - rise), (to, low)]);
        }
        Roof::Flat => sheet.slab(dye, (from, low - rise), to - from, rise),
        Roof::Lean => sheet.poly(dye, &[(from, low), (from, low - rise * 0.55), (to, low - rise), (to, low)]),
    }
}

/// Windows on a wall from its left top corner, in rows and columns that fit.
fn panes(sheet: &mut Sheet, at: At, width: f64, height: f64) {
    let size = (width * 0.17).clamp(5.0, 15.0);
    let columns: u32 = if width > size * 7.0 { 3 } else { 2 };
    let rows: u32 = if height > size * 6.2 {
        3
    } else if height > size * 4.1 {
        2
    } else {
        1
    };
    let mut all = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            let x = at.0 + width * (f64::from(column) + 0.5) / f64::from(columns) - size / 2.0;
            let y = at.1 + height * (f64::from(row) + 0.5) / f64::from(rows) - size * 0.5;
            all.push((x, y, size, size * 1.05));
        }
    }
    sheet.boxes(Dye::Window, &all);
}

/// Some roof, and a dye for it other than the ground's.
pub(super) fn any_roof(sheet: &mut Sheet) -> (Roof, Dye) {
    let roof =
        sheet.chance.pick(&[Roof::Gable, Roof::Gable, Roof::Hip, Roof::Hip, Roof::Flat, Roof::Lean], Roof::Gable);
    (roof, sheet.dye(&ROOFS))
}

/// A row of small houses from `left` to `right` with their feet near `base`.
pub(super) fn row(sheet: &mut Sheet, left: f64, right: f64, base: f64, scale: f64) {
    let mut x = left;
    let mut last = Dye::Paper;
    while x < right {
        let width = sheet.between(34.0, 54.0) * scale;
        let height = sheet.between(24.0, 50.0) * scale;
        let (roof, mut dye) = any_roof(sheet);
        if dye == last {
            dye = if dye == Dye::Vermilion { Dye::Indigo } else { Dye::Vermilion };
        }
        last = dye;
        house(sheet, (x + width / 2.0, base), width, height, roof, dye);
        x += width + sheet.between(7.0, 16.0) * scale;
    }
}

/// A striped awning hanging from the line `at`–`at + width`, with scalloped lower edge.
pub(super) fn awning(sheet: &mut Sheet, at: At, width: f64, drop: f64, dye: Dye) {
    let count = (width / 30.0).max(3.0).floor();
    let stripe = width / count;
    let mut index = 0.0;
    while index < count {
        let left = at.0 + index * stripe;
        let even = (index / 2.0).floor() * 2.0 >= index - 0.1;
        let mut path = Path::default();
        path.go((left, at.1))
            .line((left + stripe, at.1))
            .line((left + stripe, at.1 + drop))
            .cubic(
                (left + stripe, at.1 + drop + stripe * 0.62),
                (left, at.1 + drop + stripe * 0.62),
                (left, at.1 + drop),
            )
            .close();
        sheet.cut(if even { dye } else { Dye::Paper }, &path);
        index += 1.0;
    }
    sheet.slab(dye, (at.0 - 5.0, at.1 - 13.0), width + 10.0, 15.0);
}

/// A school: a long white house with a clock tower, `width` units wide.
pub(super) fn school(sheet: &mut Sheet, at: At, width: f64, roof: Dye) {
    let unit = width / 300.0;
    let put = |x: f64, y: f64| (at.0 + x * unit, at.1 - y * unit);
    sheet.slab(Dye::Wall, put(-28.0, 168.0), 56.0 * unit, 168.0 * unit);
    sheet.poly(roof, &[put(-36.0, 167.0), put(0.0, 206.0), put(36.0, 167.0)]);
    sheet.slab(Dye::Wall, put(-150.0, 100.0), 300.0 * unit, 100.0 * unit);
    let mut all = Vec::new();
    for y in [82.0, 48.0] {
        for x in [-136.0, -111.0, -86.0, -61.0, 41.0, 66.0, 91.0, 116.0] {
            let place = put(x, y);
            all.push((place.0, place.1, 19.0 * unit, 22.0 * unit));
        }
    }
    let middle = put(-10.0, 84.0);
    all.push((middle.0, middle.1, 20.0 * unit, 22.0 * unit));
    sheet.boxes(Dye::Window, &all);
    sheet.slab(roof, put(-156.0, 109.0), 126.0 * unit, 10.0 * unit);
    sheet.slab(roof, put(30.0, 109.0), 126.0 * unit, 10.0 * unit);
    sheet.disc(Dye::Sand, put(0.0, 137.0), 17.0 * unit);
    sheet.line(Dye::Ink, (2.6 * unit).max(1.4), &[put(0.0, 148.0), put(0.0, 137.0), put(8.0, 133.0)]);
    sheet.slab(Dye::Sand, put(-32.0, 52.0), 64.0 * unit, 7.0 * unit);
    sheet.slab(Dye::Earth, put(-17.0, 44.0), 34.0 * unit, 44.0 * unit);
    sheet.line(Dye::Sand, (1.6 * unit).max(1.0), &[put(0.0, 43.0), put(0.0, 1.0)]);
}

/// A torii gate, `width` units between the outer ends of its beam.
pub(super) fn torii(sheet: &mut Sheet, at: At, width: f64) {
    let unit = width / 100.0;
    let put = |x: f64, y: f64| (at.0 + x * unit, at.1 - y * unit);
    for side in [-1.0, 1.0] {
        let x = side * 31.0;
        sheet.poly(
            Dye::Vermilion,
            &[put(x - side * 3.0 - 4.5, 86.0), put(x - side * 3.0 + 4.5, 86.0), put(x + 5.5, 0.0), put(x - 5.5, 0.0)],
        );
        sheet.slab(Dye::Ink, put(x - 7.5, 7.0), 15.0 * unit, 7.0 * unit);
    }
    sheet.slab(Dye::Vermilion, put(-40.0, 68.0), 80.0 * unit, 7.5 * unit);
    sheet.slab(Dye::Vermilion, put(-4.5, 84.0), 9.0 * unit, 17.0 * unit);
    let mut beam = Path::default();
    beam.go(put(-50.0, 98.0))
        .quad(put(0.0, 88.0), put(50.0, 98.0))
        .line(put(46.5, 85.0))
        .quad(put(0.0, 78.0), put(-46.5, 85.0))
        .close();
    sheet.cut(Dye::Vermilion, &beam);
    let mut ridge = Path::default();
    ridge
        .go(put(-53.0, 103.0))
        .quad(put(0.0, 92.0), put(53.0, 103.0))
        .line(put(50.0, 96.0))
        .quad(put(0.0, 86.5), put(-50.0, 96.0))
        .close();
    sheet.cut(Dye::Ink, &ridge);
}
