//! The scene of a playground: slide, swing and those who play.

use super::dye::Dye;
use super::folk::{self, Arm, Look};
use super::path::{At, Path};
use super::plants;
use super::scene::Scene;
use super::sheet::Sheet;

/// Draws the scene.
pub(super) fn playground(scene: &mut Scene) {
    scene.sky();
    let far = scene.any_far();
    scene.land(far);
    let (main, other, side) = (scene.main, scene.other, scene.side);
    let sheet = &mut scene.sheet;
    plants::any_tree(sheet, (main + side * 150.0, 330.0), 150.0);
    swing(sheet, (other + side * 10.0, 362.0), side);
    slide(sheet, (main + side * 4.0, 364.0), side);
    let look = Look::next(sheet);
    folk::person(sheet, (main + side * 124.0, 372.0), 100.0, look, Arm::Wave, Arm::Down);
    scene.front();
    scene.birds((scene.other - 20.0, 170.0));
}

/// A slide with a child on top; it runs down towards the side away from `side`.
fn slide(sheet: &mut Sheet, at: At, side: f64) {
    let put = |x: f64, y: f64| (at.0 + x * side * 1.16, at.1 - y * 1.16);
    let look = Look::next(sheet).young();
    let frame = Dye::Indigo;
    sheet.line(frame, 6.0, &[put(78.0, 0.0), put(54.0, 150.0)]);
    sheet.line(frame, 6.0, &[put(44.0, 0.0), put(28.0, 112.0)]);
    sheet.line(frame, 6.0, &[put(22.0, 112.0), put(20.0, 150.0)]);
    let mut steps = Path::default();
    for y in [20.0, 40.0, 60.0, 80.0] {
        steps.open(&[put(44.0 - y * 0.14, y), put(77.0 - y * 0.16, y)]);
    }
    sheet.stroke(frame, 4.0, &steps);
    folk::person(sheet, put(37.0, 92.0), 94.0, look, Arm::Up, Arm::Up);
    let mut chute = Path::default();
    chute
        .go(put(60.0, 120.0))
        .line(put(16.0, 120.0))
        .cubic(put(-30.0, 96.0), put(-42.0, 20.0), put(-96.0, 15.0))
        .line(put(-96.0, 3.0))
        .cubic(put(-36.0, 5.0), put(-18.0, 78.0), put(16.0, 99.0))
        .line(put(60.0, 99.0))
        .close();
    let dye = if sheet.sky == Dye::Rose { Dye::Sun } else { Dye::Vermilion };
    sheet.cut(dye, &chute);
}

/// A swing frame with a child in full swing.
fn swing(sheet: &mut Sheet, at: At, side: f64) {
    let put = |x: f64, y: f64| (at.0 + x * side, at.1 - y);
    for x in [-78.0, 78.0] {
        let legs = [put(x - 14.0, 0.0), put(x * 0.92, 156.0), put(x + 14.0, 0.0)];
        sheet.line(Dye::Indigo, 6.0, &legs);
    }
    sheet.line(Dye::Indigo, 7.0, &[put(-76.0, 156.0), put(76.0, 156.0)]);
    let seat = put(38.0, 46.0);
    let mut ropes = Path::default();
    ropes.open(&[put(-6.0, 154.0), put(22.0, 46.0)]).open(&[put(26.0, 154.0), put(54.0, 46.0)]);
    sheet.stroke(Dye::Ink, 1.8, &ropes);
    let look = Look::next(sheet).young();
    let hand = |x: f64| {
        let place = put(x, 78.0);
        Arm::To(place.0, place.1)
    };
    // The hands hold the ropes, which lean towards the top.
    let (left, right) = if side > 0.0 { (hand(13.7), hand(45.7)) } else { (hand(45.7), hand(13.7)) };
    sheet.slab(Dye::Earth, (seat.0 - 20.0, seat.1 - 1.0), 40.0, 6.0);
    folk::seated(sheet, seat, 80.0, look, left, right);
}
