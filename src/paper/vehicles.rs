//! Vehicles: trains on their viaduct and buses, with passengers at the windows.

use super::dye::Dye;
use super::face;
use super::folk::{Head, Look};
use super::path::{At, Path};
use super::sheet::Sheet;

/// A viaduct from `span.0` to `span.1`, its deck's upper edge at `deck`, piers down to `foot`.
pub(super) fn viaduct(sheet: &mut Sheet, span: (f64, f64), deck: f64, foot: f64, scale: f64) {
    let mut x = span.0 + 60.0 * scale;
    while x < span.1 {
        sheet.slab(Dye::Sand, (x, deck + 8.0 * scale), 26.0 * scale, foot - deck - 8.0 * scale);
        x += 150.0 * scale;
    }
    sheet.slab(Dye::Sand, (span.0, deck), span.1 - span.0, 18.0 * scale);
}

/// A train of `cars` cars, each 210 × 92 units at `scale` 1, from `left`, standing on `deck`.
pub(super) fn train(sheet: &mut Sheet, left: f64, deck: f64, cars: u32, scale: f64) {
    for index in 0..cars {
        let at = (left + f64::from(index) * 218.0 * scale, deck - 7.0 * scale);
        car(sheet, at, scale);
    }
}

fn car(sheet: &mut Sheet, at: At, scale: f64) {
    let (wide, tall) = (210.0 * scale, 84.0 * scale);
    for x in [34.0, 66.0, 144.0, 176.0] {
        sheet.dot(Dye::Ink, (at.0 + x * scale, at.1 + 1.0 * scale), 8.5 * scale);
    }
    let top = at.1 - tall;
    sheet.slab(Dye::Ink, (at.0 + 3.0 * scale, top - 8.0 * scale), wide - 6.0 * scale, 10.0 * scale);
    sheet.slab(Dye::Paper, (at.0, top), wide, tall - 2.0 * scale);
    let mut panes = Vec::new();
    for column in 0..4_u32 {
        panes.push((at.0 + (12.0 + f64::from(column) * 49.0) * scale, top + 12.0 * scale, 39.0 * scale, 30.0 * scale));
    }
    sheet.boxes(Dye::Water, &panes);
    sheet.boxes(Dye::Vermilion, &[(at.0, top + 51.0 * scale, wide, 12.0 * scale)]);
    if scale > 0.8 {
        for (x, y, width, height) in panes {
            if sheet.likely(55) {
                let shift = sheet.between(-5.0, 5.0);
                passenger(sheet, (x + width / 2.0 + shift, y + height), scale);
            }
        }
    }
}

/// The head of somebody at a window whose lower edge is at `at`.
fn passenger(sheet: &mut Sheet, at: At, scale: f64) {
    let look = Look::next(sheet);
    let mut body = Path::default();
    let (x, y) = at;
    let unit = scale * 0.98;
    body.go((x - 13.0 * unit, y))
        .quad((x - 11.0 * unit, y - 8.0 * unit), (x, y - 8.0 * unit))
        .quad((x + 11.0 * unit, y - 8.0 * unit), (x + 13.0 * unit, y))
        .close();
    sheet.flat(look.coat, &body);
    let simple = look.head(if look.head == Head::Bob { Head::Bob } else { Head::Cap });
    face::head(sheet, (x, y - 14.0 * unit), 8.6 * unit, simple);
}

/// A bus standing with its wheels at `at` (their middle), 300 × 150 units at `scale` 1, nose towards `facing`.
pub(super) fn bus(sheet: &mut Sheet, at: At, scale: f64, facing: f64, dye: Dye) {
    let put = |x: f64, y: f64| (at.0 + x * scale * facing, at.1 - y * scale);
    let mut body = Path::default();
    body.go(put(-150.0, 18.0))
        .line(put(-150.0, 140.0))
        .quad(put(-149.0, 152.0), put(-136.0, 152.0))
        .line(put(126.0, 152.0))
        .quad(put(140.0, 152.0), put(143.0, 138.0))
        .line(put(153.0, 76.0))
        .line(put(153.0, 18.0))
        .close();
    sheet.cut(dye, &body);
    let band = if dye == Dye::Vermilion { Dye::Paper } else { Dye::Vermilion };
    let quad = |left: f64, right: f64, high: f64, low: f64| {
        [put(left, high), put(right, high), put(right, low), put(left, low)]
    };
    let (mut stripe, mut panes, mut door, mut glass) = <(Path, Path, Path, Path)>::default();
    stripe.outline(&quad(-150.0, 153.0, 62.0, 50.0));
    for left in [-140.0, -90.0, -40.0] {
        panes.outline(&quad(left, left + 44.0, 136.0, 82.0));
    }
    panes.outline(&[put(92.0, 138.0), put(130.0, 138.0), put(141.0, 80.0), put(92.0, 80.0)]);
    door.outline(&quad(22.0, 76.0, 138.0, 22.0));
    for left in [27.0, 51.0] {
        glass.outline(&quad(left, left + 20.0, 132.0, 30.0));
    }
    sheet.flat(band, &stripe);
    sheet.flat(Dye::Water, &panes);
    for x in [-118.0, -68.0, -18.0] {
        if sheet.likely(75) {
            passenger(sheet, put(x, 82.0), scale * 1.5);
        }
    }
    passenger(sheet, put(112.0, 80.0), scale * 1.4);
    sheet.flat(Dye::Paper, &door);
    sheet.flat(Dye::Window, &glass);
    for x in [-98.0, 108.0] {
        sheet.disc(Dye::Ink, put(x, 20.0), 26.0 * scale);
        sheet.dot(Dye::Sand, put(x, 20.0), 11.0 * scale);
    }
    sheet.dot(Dye::Sun, put(146.0, 34.0), 5.5 * scale);
}

/// A bicycle standing on `at` (the middle between its wheels), `long` units from axle to axle, going towards `facing`.
pub(super) fn bicycle(sheet: &mut Sheet, at: At, long: f64, facing: f64) {
    let unit = long / 100.0;
    let put = |x: f64, y: f64| (at.0 + x * unit * facing, at.1 - y * unit);
    let mut wheels = Path::default();
    for x in [-50.0, 50.0] {
        wheels.circle(put(x, 34.0), 33.0 * unit);
    }
    sheet.stroke(Dye::Ink, 4.4 * unit, &wheels);
    let mut spokes = Path::default();
    for x in [-50.0, 50.0] {
        spokes.open(&[put(x - 31.0, 34.0), put(x + 31.0, 34.0)]).open(&[put(x, 3.0), put(x, 65.0)]);
        spokes.open(&[put(x - 22.0, 12.0), put(x + 22.0, 56.0)]).open(&[put(x - 22.0, 56.0), put(x + 22.0, 12.0)]);
    }
    sheet.stroke(Dye::Paper, 1.3 * unit, &spokes);
    let mut frame = Path::default();
    frame.open(&[put(-50.0, 34.0), put(-6.0, 32.0), put(36.0, 74.0), put(-20.0, 70.0), put(-50.0, 34.0)]);
    frame.open(&[put(-6.0, 32.0), put(-24.0, 84.0)]).open(&[put(50.0, 34.0), put(33.0, 94.0), put(20.0, 98.0)]);
    sheet.stroke(Dye::Vermilion, 5.0 * unit, &frame);
    sheet.line(Dye::Ink, 6.0 * unit, &[put(-34.0, 86.0), put(-15.0, 86.0)]);
}

/// Somebody riding a bicycle, seen from the side.
pub(super) fn rider(sheet: &mut Sheet, at: At, long: f64, facing: f64, look: Look) {
    let unit = long / 100.0;
    let put = |x: f64, y: f64| (at.0 + x * unit * facing, at.1 - y * unit);
    let look = if look.coat == Dye::Vermilion { look.coat(Dye::Indigo) } else { look };
    sheet.line(look.legs, 11.0 * unit, &[put(-22.0, 90.0), put(6.0, 72.0), put(-2.0, 42.0)]);
    bicycle(sheet, at, long, facing);
    sheet.line(look.legs, 12.0 * unit, &[put(-22.0, 90.0), put(12.0, 62.0), put(0.0, 22.0)]);
    sheet.line(look.legs, 8.0 * unit, &[put(0.0, 20.0), put(9.0, 20.0)]);
    sheet.poly(look.coat, &[put(-4.0, 150.0), put(8.0, 146.0), put(2.0, 84.0), put(-38.0, 84.0), put(-30.0, 108.0)]);
    sheet.line(look.coat, 10.0 * unit, &[put(1.0, 138.0), put(10.0, 112.0), put(22.0, 104.0)]);
    sheet.dot(look.skin, put(22.0, 102.0), 6.0 * unit);
    let head = put(4.0, 166.0);
    face::head(sheet, head, 18.0 * unit, look);
}
