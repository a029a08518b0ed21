//! Scenes of seasons and hours: snow, rain, mountain, sea and night.

use super::dye::Dye;
use super::folk::{self, Arm, Head, Look};
use super::land;
use super::motif::Motif;
use super::path::{At, Path};
use super::plants;
use super::scene::{Far, Scene};
use super::sheet::Sheet;
use super::town::{self, Roof};

/// Draws the scene of one of the motifs above.
pub(super) fn draw(scene: &mut Scene) {
    match scene.motif {
        Motif::Rain => rain(scene),
        Motif::Mountain => mountain(scene),
        Motif::Night => night(scene),
        _ => snow(scene),
    }
}

fn snow(scene: &mut Scene) {
    scene.sky();
    scene.land(Far::Hills);
    let (main, other, side) = (scene.main, scene.other, scene.side);
    let sheet = &mut scene.sheet;
    let mut x = other - 110.0;
    for tall in [112.0, 156.0, 128.0, 92.0] {
        let foot = 322.0 + sheet.between(0.0, 8.0);
        plants::fir(sheet, (x, foot), tall, Dye::Forest, true);
        x += sheet.between(54.0, 66.0);
    }
    town::house(sheet, (main + side * 120.0, 326.0), 88.0, 62.0, Roof::Gable, Dye::Vermilion);
    land::hills(sheet, scene.fore, 348.0, 5.0);
    snowman(sheet, (main, 374.0), side);
    let look = Look::next(sheet).young();
    let look = if look.coat == Dye::Paper { look.coat(Dye::Indigo) } else { look };
    let (left, right) = folk::arms(side, Arm::Down, Arm::Up);
    folk::person(sheet, (main - side * 92.0, 376.0), 92.0, look.head(Head::Peak), left, right);
    land::hills(sheet, Dye::Paper, 382.0, 4.0);
}

fn snowman(sheet: &mut Sheet, at: At, side: f64) {
    let put = |x: f64, y: f64| (at.0 + x * side, at.1 - y);
    sheet.line(Dye::Earth, 4.0, &[put(-34.0, 62.0), put(-70.0, 88.0), put(-76.0, 102.0)]);
    sheet.line(Dye::Earth, 4.0, &[put(34.0, 62.0), put(68.0, 80.0), put(82.0, 76.0)]);
    sheet.disc(Dye::Paper, put(0.0, 46.0), 48.0);
    sheet.disc(Dye::Paper, put(0.0, 112.0), 33.0);
    sheet.slab(Dye::Vermilion, (at.0 - 31.0, at.1 - 92.0), 62.0, 13.0);
    sheet.slab(Dye::Vermilion, put(14.0, 84.0), 13.0, 30.0);
    sheet.dot(Dye::Ink, put(-4.0, 120.0), 3.0);
    sheet.dot(Dye::Ink, put(-20.0, 120.0), 3.0);
    sheet.poly(Dye::Apricot, &[put(-12.0, 114.0), put(-12.0, 106.0), put(-38.0, 108.0)]);
    for y in [36.0, 58.0] {
        sheet.dot(Dye::Ink, put(-4.0, y), 3.2);
    }
    sheet.poly(Dye::Indigo, &[put(-26.0, 138.0), put(26.0, 138.0), put(20.0, 172.0), put(-20.0, 172.0)]);
}

fn rain(scene: &mut Scene) {
    scene.sky();
    let far = scene.any_far();
    scene.land(far);
    scene.beside(320.0);
    // What another motif sets beside the subject needs the place of the third walker.
    let crowd = if scene.alone() { 3 } else { 2 };
    let (main, other, side) = (scene.main, scene.other, scene.side);
    let sheet = &mut scene.sheet;
    land::hills(sheet, Dye::Sand, 346.0, 3.0);
    for (x, y, wide) in [(main - side * 96.0, 380.0, 60.0), (other - side * 20.0, 386.0, 78.0)] {
        sheet.oval(Dye::Water, (x, y), wide, 8.0);
    }
    let dyes = [Dye::Vermilion, Dye::Indigo, Dye::Sun, Dye::Paper, Dye::Forest];
    let turn = sheet.chance.below(5) as usize;
    for (index, (x, tall)) in
        [(main, 132.0), (main + side * 96.0, 92.0), (other + side * 10.0, 122.0)].into_iter().take(crowd).enumerate()
    {
        let dye = dyes[(turn + index * 2) % 5];
        let dye = if dye == sheet.sky { Dye::Rose } else { dye };
        under_umbrella(sheet, (x, 374.0 + if tall < 100.0 { 4.0 } else { 0.0 }), tall, dye, side);
    }
}

/// Somebody below an umbrella.
fn under_umbrella(sheet: &mut Sheet, at: At, tall: f64, dye: Dye, side: f64) {
    let look = Look::next(sheet);
    let look =
        if look.coat == dye { look.coat(if dye == Dye::Indigo { Dye::Vermilion } else { Dye::Indigo }) } else { look };
    let look = if look.head == Head::Hat || tall < 100.0 { look.head(Head::Bob).young() } else { look };
    let hand = (at.0 + side * tall * 0.2, at.1 - tall * 0.58);
    let top = (at.0 + side * tall * 0.08, at.1 - tall * 1.42);
    sheet.line(Dye::Ink, 2.4, &[hand, top]);
    let arm = Arm::To(hand.0, hand.1);
    let (left, right) = folk::arms(side, Arm::Down, arm);
    folk::person(sheet, at, tall, look, left, right);
    let (r, edge) = (tall * 0.46, top.1 + tall * 0.4);
    let put = |x: f64, y: f64| (top.0 + x * r, edge + y * r);
    let mut roof = Path::default();
    roof.go(put(-1.0, 0.0))
        .cubic(put(-0.9, -0.62), put(-0.4, -0.84), put(0.0, -0.84))
        .cubic(put(0.4, -0.84), put(0.9, -0.62), put(1.0, 0.0))
        .quad(put(0.67, -0.17), put(0.34, 0.0))
        .quad(put(0.0, -0.17), put(-0.34, 0.0))
        .quad(put(-0.67, -0.17), put(-1.0, 0.0))
        .close();
    sheet.cut(dye, &roof);
    let mut ribs = Path::default();
    ribs.go(put(0.0, -0.84))
        .quad(put(-0.3, -0.5), put(-0.34, 0.0))
        .go(put(0.0, -0.84))
        .quad(put(0.3, -0.5), put(0.34, 0.0));
    sheet.stroke(if dye == Dye::Paper { Dye::Sand } else { Dye::Paper }, 1.6, &ribs);
    sheet.line(Dye::Ink, 3.0, &[put(0.0, -0.84), put(0.0, -0.96)]);
}

/// A mountain with a white top: `at` is the middle of its foot.
pub(super) fn peak(sheet: &mut Sheet, at: At, width: f64, tall: f64) {
    let half = width / 2.0;
    let dye = if sheet.sky == Dye::Wisteria { Dye::Indigo } else { Dye::Wisteria };
    let put = |x: f64, y: f64| (at.0 + x * half, at.1 - y * tall);
    let mut body = Path::default();
    body.go(put(-1.0, 0.0))
        .cubic(put(-0.5, 0.3), put(-0.3, 0.8), put(-0.14, 1.0))
        .line(put(0.12, 1.0))
        .cubic(put(0.3, 0.78), put(0.52, 0.3), put(1.0, 0.0))
        .close();
    sheet.cut(dye, &body);
    let mut cap = Path::default();
    cap.go(put(-0.14, 1.0))
        .line(put(0.12, 1.0))
        .quad(put(0.2, 0.9), put(0.3, 0.7))
        .line(put(0.19, 0.62))
        .line(put(0.12, 0.74))
        .line(put(0.02, 0.56))
        .line(put(-0.07, 0.72))
        .line(put(-0.19, 0.6))
        .line(put(-0.32, 0.69))
        .quad(put(-0.22, 0.88), put(-0.14, 1.0))
        .close();
    sheet.flat(Dye::Paper, &cap);
}

fn mountain(scene: &mut Scene) {
    scene.keep((scene.main, 96.0), 30.0);
    let x = scene.other - scene.side * 20.0;
    scene.sky_with((x, 96.0), 50.0);
    let (main, other, side) = (scene.main, scene.other, scene.side);
    let sheet = &mut scene.sheet;
    peak(sheet, (main, 312.0), 470.0, 236.0);
    let far = if scene.far == Dye::Wisteria { Dye::Green } else { scene.far };
    land::hills(sheet, far, 268.0, 14.0);
    let mut tree = main - side * 40.0;
    for tall in [64.0, 84.0, 70.0] {
        plants::fir(sheet, (tree, 318.0), tall, Dye::Forest, scene.snowy);
        tree += side * 50.0;
    }
    town::row(sheet, other - 70.0, other + 60.0, 316.0, 0.85);
    land::hills(sheet, scene.near, 316.0, 7.0);
    let look = Look::next(sheet).head(Head::Hat);
    hiker(sheet, (main - side * 70.0, 368.0), 104.0, side, look);
    let young = Look::next(sheet).young();
    hiker(sheet, (main - side * 134.0, 370.0), 80.0, side, young);
    scene.front();
    scene.birds((scene.other - 20.0, 190.0));
}

/// Somebody with rucksack and stick.
fn hiker(sheet: &mut Sheet, at: At, tall: f64, side: f64, look: Look) {
    let hand = (at.0 + side * tall * 0.27, at.1 - tall * 0.5);
    sheet.line(Dye::Earth, 3.2, &[(hand.0 - side * 2.0, hand.1 - tall * 0.12), (hand.0 + side * tall * 0.05, at.1)]);
    let pack = if look.coat == Dye::Forest { Dye::Apricot } else { Dye::Forest };
    sheet.oval(pack, (at.0 - side * tall * 0.13, at.1 - tall * 0.55), tall * 0.12, tall * 0.17);
    let arm = Arm::To(hand.0, hand.1);
    let (left, right) = folk::arms(side, Arm::Down, arm);
    folk::person(sheet, at, tall, look, left, right);
}

fn night(scene: &mut Scene) {
    scene.ground();
    let (main, other, side) = (scene.main, scene.other, scene.side);
    let sheet = &mut scene.sheet;
    land::stars(sheet, Dye::Paper, (8.0, 12.0), 584.0, 200.0, 26);
    let moon = sheet.dye(&[Dye::Sun, Dye::Apricot, Dye::Paper]);
    sheet.disc(moon, (other, 118.0), 70.0);
    land::cloud(sheet, (other + side * 20.0 - 70.0, 158.0), 130.0);
    land::hills(sheet, Dye::Indigo, 236.0, 22.0);
    let mut x = main - 140.0;
    for index in 0..5_u32 {
        let (wide, tall) = (sheet.between(52.0, 70.0), sheet.between(50.0, 112.0));
        let roof = if index % 2 == 0 { Roof::Gable } else { Roof::Flat };
        dark_house(sheet, (x + wide / 2.0, 326.0), wide, tall, roof);
        x += wide + 4.0;
    }
    land::hills(sheet, Dye::Forest, 322.0, 7.0);
    lamp_post(sheet, (other + side * 40.0, 372.0));
    scene.people(other - side * 10.0, 372.0, 108.0);
    let y = scene.sheet.between(378.0, 384.0);
    land::hills(&mut scene.sheet, Dye::Ink, y, 4.0);
}

/// A house in silhouette with lit windows.
fn dark_house(sheet: &mut Sheet, at: At, width: f64, height: f64, roof: Roof) {
    let (left, top) = (at.0 - width / 2.0, at.1 - height);
    if roof == Roof::Gable {
        sheet.poly(Dye::Ink, &[(left - 5.0, top + 1.0), (at.0, top - width * 0.4), (left + width + 5.0, top + 1.0)]);
    } else {
        sheet.slab(Dye::Ink, (left - 4.0, top - 6.0), width + 8.0, 8.0);
    }
    sheet.slab(Dye::Ink, (left, top), width, height);
    let mut lit = Vec::new();
    let mut y = top + 12.0;
    while y < at.1 - 20.0 {
        for share in [0.2, 0.6] {
            if sheet.likely(75) {
                lit.push((left + width * share, y, width * 0.2, 13.0));
            }
        }
        y += 27.0;
    }
    sheet.boxes(Dye::Window, &lit);
}

fn lamp_post(sheet: &mut Sheet, at: At) {
    sheet.slab(Dye::Ink, (at.0 - 2.5, at.1 - 132.0), 5.0, 132.0);
    sheet.disc(Dye::Window, (at.0, at.1 - 142.0), 14.0);
    sheet.poly(Dye::Ink, &[(at.0 - 16.0, at.1 - 152.0), (at.0, at.1 - 164.0), (at.0 + 16.0, at.1 - 152.0)]);
}
