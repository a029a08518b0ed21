//! Scenes of days out: lanterns, kite, fireworks and music.

use super::animals;
use super::dye::Dye;
use super::folk::{self, Arm, Look};
use super::land;
use super::motif::Motif;
use super::path::{At, Path};
use super::scene::{Far, Scene};
use super::sheet::Sheet;

/// Draws the scene of one of the motifs above.
pub(super) fn draw(scene: &mut Scene) {
    match scene.motif {
        Motif::Lanterns => lanterns(scene),
        Motif::Fireworks => fireworks(scene),
        Motif::Music => music(scene),
        Motif::Playground => super::play::playground(scene),
        _ => flying(scene),
    }
}

fn lanterns(scene: &mut Scene) {
    let at = (scene.other, 150.0);
    scene.sky_with(at, 62.0);
    let far = scene.any_far();
    scene.land(far);
    scene.beside(322.0);
    let side = scene.side;
    tower(&mut scene.sheet, (scene.main, 352.0));
    garland(&mut scene.sheet, 20.0, 60.0, 7);
    scene.people(scene.main + side * 112.0, 368.0, 96.0);
    scene.people(scene.other - side * 10.0, 364.0, 108.0);
    if scene.sheet.likely(55) {
        animals::dog(&mut scene.sheet, (300.0 - side * 30.0, 370.0), 48.0, side);
    }
    scene.front();
}

/// The tower of a summer dance: a drummer on a stage with a red and white curtain.
fn tower(sheet: &mut Sheet, at: At) {
    let put = |x: f64, y: f64| (at.0 + x, at.1 - y);
    for x in [-56.0, 56.0] {
        sheet.line(Dye::Earth, 7.0, &[put(x * 1.2, 0.0), put(x, 92.0)]);
        sheet.line(Dye::Earth, 5.0, &[put(x * 0.86, 92.0), put(x * 0.86, 168.0)]);
    }
    let braces = [put(-64.0, 8.0), put(58.0, 82.0), put(-58.0, 82.0), put(64.0, 8.0)];
    sheet.line(Dye::Earth, 4.0, &braces[..2]);
    sheet.line(Dye::Earth, 4.0, &braces[2..]);
    drummer(sheet, at);
    sheet.slab(Dye::Paper, put(-70.0, 104.0), 140.0, 30.0);
    let stripes: Vec<_> =
        (0..5_u32).map(|index| (at.0 - 70.0 + f64::from(index) * 28.0 + 14.0, at.1 - 104.0, 14.0, 30.0)).collect();
    sheet.boxes(Dye::Vermilion, &stripes);
    sheet.slab(Dye::Earth, put(-76.0, 108.0), 152.0, 7.0);
    let roof = if sheet.sky == Dye::Wisteria { Dye::Forest } else { Dye::Indigo };
    sheet.poly(roof, &[put(-74.0, 164.0), put(-34.0, 190.0), put(34.0, 190.0), put(74.0, 164.0)]);
}

/// Who drums on the tower at `at`; the curtain hides the legs.
fn drummer(sheet: &mut Sheet, at: At) {
    let put = |x: f64, y: f64| (at.0 + x, at.1 - y);
    let look = Look::next(sheet);
    let look = if look.coat == Dye::Vermilion { look.coat(Dye::Indigo) } else { look };
    let (hand, up) = (put(16.0, 128.0), put(-34.0, 158.0));
    sheet.line(Dye::Sand, 3.4, &[hand, put(30.0, 124.0)]);
    sheet.line(Dye::Sand, 3.4, &[up, put(-24.0, 172.0)]);
    let (left, right) = (Arm::To(up.0, up.1), Arm::To(hand.0, hand.1));
    folk::person(sheet, put(-12.0, 78.0), 84.0, look.head(folk::Head::Cap), left, right);
    sheet.disc(Dye::Earth, put(34.0, 116.0), 19.0);
    sheet.disc(Dye::Paper, put(34.0, 116.0), 14.0);
}

/// A string of `count` lanterns across the picture, hanging `sag` units below `top` in the middle.
pub(super) fn garland(sheet: &mut Sheet, top: f64, sag: f64, count: u32) {
    let y = |x: f64| top + sag * (1.0 - ((x - 300.0) / 320.0) * ((x - 300.0) / 320.0));
    let mut rope = Path::default();
    rope.go((-20.0, top)).quad((300.0, top + sag * 2.0), (620.0, top));
    sheet.stroke(Dye::Ink, 2.2, &rope);
    let red = sheet.chance.below(2);
    for index in 0..count {
        let x = 600.0 * (f64::from(index) + 0.5) / f64::from(count);
        lantern(sheet, (x, y(x) + 2.0), 27.0, index % 2 == red);
    }
}

/// A paper lantern hanging from `at`, its half width `r`.
fn lantern(sheet: &mut Sheet, at: At, r: f64, red: bool) {
    let (dye, mark) = if red { (Dye::Vermilion, Dye::Paper) } else { (Dye::Paper, Dye::Vermilion) };
    let heart = (at.0, at.1 + r * 1.32);
    sheet.boxes(
        Dye::Ink,
        &[
            (at.0 - r * 0.44, at.1 + r * 0.12, r * 0.88, r * 0.26),
            (at.0 - r * 0.44, at.1 + r * 2.3, r * 0.88, r * 0.26),
        ],
    );
    sheet.oval(dye, heart, r, r * 1.08);
    sheet.disc(mark, heart, r * 0.34);
}

fn flying(scene: &mut Scene) {
    scene.keep((scene.other, 92.0), 80.0);
    let x = scene.main + scene.side * 50.0;
    scene.sky_with((x.clamp(90.0, 510.0), 108.0), 54.0);
    let far = scene.any_far();
    scene.land(far);
    scene.beside(322.0);
    let (main, other, side) = (scene.main, scene.other, scene.side);
    let sheet = &mut scene.sheet;
    let peak =
        [(main - 230.0, 404.0), (main - 120.0, 350.0), (main, 322.0), (main + 130.0, 348.0), (main + 240.0, 404.0)];
    let hill = if scene.snowy {
        Dye::Haze
    } else if scene.near == Dye::Green {
        Dye::Leaf
    } else {
        Dye::Green
    };
    let hill = if hill == sheet.sky { Dye::Forest } else { hill };
    sheet.band(hill, &peak, 408.0);
    let at = (main, 350.0);
    let hand = (at.0 - side * 30.0, at.1 - 94.0);
    let kite_at = (other + side * 10.0, 92.0);
    let middle = (f64::midpoint(hand.0, kite_at.0) + side * 10.0, f64::midpoint(hand.1, kite_at.1) + 36.0);
    kite(sheet, kite_at, 66.0, side);
    let mut string = Path::default();
    string.go(kite_at).quad(middle, hand);
    sheet.stroke(Dye::Thread, 2.4, &string);
    let look = Look::next(sheet).young();
    let arm = Arm::To(hand.0, hand.1);
    let (left, right) = folk::arms(side, arm, Arm::Out);
    folk::person(sheet, at, 108.0, look, left, right);
    let friend = Look::next(sheet).young();
    let (left, right) = folk::arms(side, Arm::Wave, Arm::Down);
    folk::person(sheet, (main + side * 64.0, 366.0), 76.0, friend, left, right);
    scene.front();
    scene.birds((main - 20.0, 200.0));
}

/// A kite round `at`: half its height is `r`, it leans away from `side`, where its flyer stands.
pub(super) fn kite(sheet: &mut Sheet, at: At, r: f64, side: f64) {
    let put = |x: f64, y: f64| (at.0 + side * (x * 0.92 + y * 0.38) * r, at.1 + (y * 0.92 - x * 0.38) * r);
    let (top, low, left, right) = (put(0.0, -0.95), put(0.0, 1.25), put(-0.68, 0.0), put(0.68, 0.0));
    let heart = put(0.0, 0.0);
    let tail = |x: f64, y: f64| (low.0 + x * r, low.1 + y * r);
    sheet.curve(Dye::Paper, 5.0, &[low, tail(-0.22, 0.28), tail(0.12, 0.56), tail(-0.1, 0.86), tail(0.08, 1.08)]);
    let (red, pale) = if sheet.sky == Dye::Rose { (Dye::Vermilion, Dye::Sun) } else { (Dye::Vermilion, Dye::Paper) };
    sheet.poly(Dye::Indigo, &[top, heart, left]);
    sheet.poly(red, &[top, right, heart]);
    sheet.poly(red, &[left, heart, low]);
    sheet.poly(pale, &[heart, right, low]);
}

fn fireworks(scene: &mut Scene) {
    scene.ground();
    let (main, other) = (scene.main, scene.other);
    let sheet = &mut scene.sheet;
    land::stars(sheet, Dye::Paper, (10.0, 12.0), 580.0, 190.0, 16);
    let big = sheet.dye(&[Dye::Vermilion, Dye::Paper]);
    let inner = sheet.dye(&[Dye::Sun, Dye::Apricot, Dye::Paper]);
    let small = if big == Dye::Vermilion { Dye::Paper } else { Dye::Vermilion };
    for (x, y) in [(main, 118.0), (other, 86.0)] {
        let mut trail = Path::default();
        trail.go((x, y + 30.0)).quad((x + 6.0, y + 90.0), (x + 2.0, 250.0));
        sheet.stroke(Dye::Paper, 1.6, &trail);
    }
    land::firework(sheet, (main, 118.0), 100.0, big, if inner == big { Dye::Sun } else { inner });
    land::firework(sheet, (other, 86.0), 62.0, small, Dye::Indigo);
    let dye = sheet.dye(&[Dye::Indigo, Dye::Apricot]);
    land::firework(sheet, (300.0 + scene.side * 230.0, 70.0), 42.0, dye, big);
    scene.land(Far::Water);
    scene.people(main + scene.side * 30.0, 366.0, 104.0);
    scene.people(other + scene.side * 40.0, 370.0, 96.0);
    scene.front();
}

fn music(scene: &mut Scene) {
    scene.sky();
    let far = scene.any_far();
    scene.land(far);
    let (main, side) = (scene.main, scene.side);
    let sheet = &mut scene.sheet;
    sheet.poly(
        Dye::Earth,
        &[(main - 164.0, 342.0), (main + 164.0, 342.0), (main + 176.0, 372.0), (main - 176.0, 372.0)],
    );
    sheet
        .poly(Dye::Sand, &[(main - 150.0, 330.0), (main + 150.0, 330.0), (main + 170.0, 348.0), (main - 170.0, 348.0)]);
    for x in [-56.0, 56.0] {
        sheet.poly(
            Dye::Indigo,
            &[
                (main + x * 0.7 - 7.0, 270.0),
                (main + x * 0.7 + 7.0, 270.0),
                (main + x + 8.0, 338.0),
                (main + x - 8.0, 338.0),
            ],
        );
    }
    let drum = (main, 236.0);
    sheet.disc(Dye::Vermilion, drum, 74.0);
    sheet.disc(Dye::Paper, drum, 61.0);
    three_commas(sheet, drum, 26.0);
    for turn in 0..20_u32 {
        let (cos, sin) = super::chance::around(f64::from(turn) / 20.0);
        sheet.dot(Dye::Ink, (drum.0 + cos * 67.0, drum.1 + sin * 67.0), 2.4);
    }
    for x in [-1.0, 1.0] {
        let look = Look::next(sheet);
        let look = if x > 0.0 { look.coat(Dye::Indigo) } else { look.coat(Dye::Vermilion) };
        let at = (main + x * 116.0, 338.0);
        let (near, high) = ((main + x * 78.0, 226.0), (main + x * 100.0, 196.0));
        sheet.line(Dye::Sand, 5.0, &[near, (main + x * 46.0, 232.0)]);
        sheet.line(Dye::Sand, 5.0, &[high, (main + x * 70.0, 168.0)]);
        let (low, up) = (Arm::To(near.0, near.1), Arm::To(high.0, high.1));
        let (left, right) = folk::arms(x, low, up);
        folk::person(sheet, at, 132.0, look.head(folk::Head::Cap), left, right);
    }
    scene.people(scene.other - side * 60.0, 376.0, 84.0);
    scene.front();
}

/// Three commas that chase each other, as on old drums, `r` units from the middle `at`.
fn three_commas(sheet: &mut Sheet, at: At, r: f64) {
    let mut path = Path::default();
    for index in 0..3_u32 {
        let turn = f64::from(index) / 3.0 - 0.25;
        let (cos, sin) = super::chance::around(turn);
        let put = |x: f64, y: f64| (at.0 + (cos * x - sin * y) * r, at.1 + (sin * x + cos * y) * r);
        path.go(put(1.05, -0.45))
            .cubic(put(1.5, 0.1), put(1.2, 0.75), put(0.7, 1.2))
            .cubic(put(0.85, 0.7), put(0.8, 0.35), put(0.45, 0.15))
            .cubic(put(0.1, -0.3), put(0.6, -0.85), put(1.05, -0.45))
            .close();
    }
    sheet.flat(Dye::Ink, &path);
}
