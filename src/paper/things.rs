//! Scenes round a thing: bowls on a table, the big pot, train, bus and bicycle.

use super::animals;
use super::dye::Dye;
use super::folk::{self, Arm, Head, Look};
use super::land;
use super::motif::Motif;
use super::path::{At, Path};
use super::plants;
use super::scene::{Far, Scene};
use super::sheet::Sheet;
use super::town;
use super::vehicles;

/// Draws the scene of one of the motifs above.
pub(super) fn draw(scene: &mut Scene) {
    match scene.motif {
        Motif::Pot => pot(scene),
        Motif::Train => train(scene),
        Motif::Bus => bus(scene),
        Motif::Bicycle => cycling(scene),
        _ => bowls(scene),
    }
}

/// A bowl whose rim is `wide` units across, its foot at `at`, with something in it.
fn bowl(sheet: &mut Sheet, at: At, wide: f64, dye: Dye, food: Dye) {
    let put = |x: f64, y: f64| (at.0 + x * wide, at.1 - y * wide);
    let mut body = Path::default();
    body.go(put(-0.5, 0.4))
        .cubic(put(-0.46, 0.16), put(-0.34, 0.06), put(-0.2, 0.05))
        .line(put(-0.18, 0.0))
        .line(put(0.18, 0.0))
        .line(put(0.2, 0.05))
        .cubic(put(0.34, 0.06), put(0.46, 0.16), put(0.5, 0.4))
        .close();
    sheet.cut(dye, &body);
    sheet.oval(dye, put(0.0, 0.4), wide * 0.5, wide * 0.105);
    let mut inside = Path::default();
    inside.smooth(
        &[
            put(-0.44, 0.4),
            put(-0.22, 0.465),
            put(0.0, 0.48),
            put(0.22, 0.465),
            put(0.44, 0.4),
            put(0.22, 0.34),
            put(0.0, 0.325),
            put(-0.22, 0.34),
        ],
        true,
    );
    sheet.flat(food, &inside);
}

/// A curl of steam rising from `at`, `tall` units high.
pub(super) fn steam(sheet: &mut Sheet, at: At, tall: f64, wide: f64) {
    let put = |x: f64, y: f64| (at.0 + x * tall, at.1 - y * tall);
    sheet.curve(Dye::Paper, wide, &[put(0.0, 0.0), put(-0.14, 0.2), put(0.1, 0.44), put(-0.08, 0.7), put(0.08, 1.0)]);
}

fn bowls(scene: &mut Scene) {
    scene.sky();
    let far = scene.any_far();
    scene.land(if far == Far::Town { Far::Hills } else { far });
    scene.beside(316.0);
    let main = 300.0 + scene.side * 56.0;
    table(&mut scene.sheet, (main, 300.0));
    if scene.sheet.likely(60) {
        let at = (scene.other - scene.side * 70.0, 380.0);
        animals::dog(&mut scene.sheet, at, 58.0, scene.side);
    }
    scene.front();
    scene.birds((scene.main - 20.0, 90.0));
}

/// A low table with three bowls; `at` is the middle of its top.
fn table(sheet: &mut Sheet, at: At) {
    let (main, top) = at;
    for x in [-168.0, 150.0] {
        sheet.slab(Dye::Earth, (main + x, top + 16.0), 19.0, 74.0);
    }
    let (one, rice, two) = if sheet.likely(50) {
        (Dye::Vermilion, Dye::Paper, Dye::Forest)
    } else {
        (Dye::Paper, Dye::Apricot, Dye::Vermilion)
    };
    steam(sheet, (main - 20.0, top - 84.0), 62.0, 9.0);
    steam(sheet, (main + 22.0, top - 88.0), 76.0, 9.0);
    bowl(sheet, (main, top), 152.0, Dye::Indigo, Dye::Window);
    toppings(sheet, (main, top - 61.0));
    bowl(sheet, (main - 122.0, top), 84.0, one, rice);
    bowl(sheet, (main + 122.0, top), 84.0, two, Dye::Apricot);
    for (x, y) in [(-148.0, 66.0), (-136.0, 70.0)] {
        let tip = (main + x + 62.0, top - y + 31.0);
        sheet.line(Dye::Ink, 3.0, &[(main + x, top - y), tip]);
    }
    sheet.slab(Dye::Earth, (main - 188.0, top - 2.0), 376.0, 22.0);
}

/// Egg, leek and pink fishcake on the soup whose middle is `at`.
fn toppings(sheet: &mut Sheet, at: At) {
    sheet.oval(Dye::Paper, (at.0 - 34.0, at.1), 17.0, 5.6);
    sheet.oval(Dye::Apricot, (at.0 - 33.0, at.1), 8.0, 3.4);
    sheet.oval(Dye::Rose, (at.0 + 34.0, at.1 - 1.0), 14.0, 4.6);
    for (x, y) in [(-4.0, -4.0), (6.0, 3.0), (14.0, -5.0), (-8.0, 5.0)] {
        sheet.dot(Dye::Green, (at.0 + x, at.1 + y), 3.0);
    }
}

fn pot(scene: &mut Scene) {
    scene.ground();
    let (main, side) = (300.0, scene.side);
    let sheet = &mut scene.sheet;
    tiles(sheet);
    let floor = if sheet.sky == Dye::Leaf { Dye::Green } else { Dye::Leaf };
    sheet.slab(floor, (-10.0, 252.0), 620.0, 160.0);
    for (x, tall) in [(-70.0, 96.0), (-6.0, 116.0), (58.0, 92.0)] {
        steam(sheet, (main + x, 166.0), tall, 14.0);
    }
    kettle(sheet, main);
    let stick = (main + side * 152.0, 62.0);
    sheet.line(Dye::Sand, 9.0, &[stick, (main + side * 64.0, 190.0)]);
    sheet.disc(Dye::Sand, stick, 9.0);
    let cook = Look::next(sheet).coat(Dye::Paper).head(Head::Cook);
    let reach = Arm::To(main + side * 186.0, 252.0);
    let (left, right) = folk::arms(side, reach, Arm::Down);
    folk::person(sheet, (main + side * 232.0, 384.0), 178.0, cook, left, right);
    let mut look = Look::next(sheet).young();
    if matches!(look.coat, Dye::Indigo | Dye::Paper) {
        look = look.coat(Dye::Vermilion);
    }
    let (left, right) = folk::arms(side, Arm::Down, Arm::Wave);
    folk::person(sheet, (main - side * 236.0, 386.0), 138.0, look, left, right);
}

/// The big pot of the school kitchen, full of stew, its middle at `x`.
fn kettle(sheet: &mut Sheet, x: f64) {
    let put = |dx: f64, y: f64| (x + dx, y);
    for ear in [-172.0, 172.0] {
        sheet.disc(Dye::Indigo, put(ear, 214.0), 27.0);
    }
    let mut body = Path::default();
    body.go(put(-170.0, 180.0))
        .cubic(put(-166.0, 290.0), put(-150.0, 352.0), put(-122.0, 366.0))
        .quad(put(0.0, 384.0), put(122.0, 366.0))
        .cubic(put(150.0, 352.0), put(166.0, 290.0), put(170.0, 180.0))
        .close();
    sheet.cut(Dye::Indigo, &body);
    sheet.line(Dye::Water, 4.0, &[put(-128.0, 236.0), put(-114.0, 312.0)]);
    sheet.oval(Dye::Sand, put(0.0, 182.0), 172.0, 38.0);
    sheet.oval(Dye::Apricot, put(0.0, 183.0), 156.0, 29.0);
    for (dye, dx, y) in [
        (Dye::Vermilion, -104.0, 182.0),
        (Dye::Paper, -62.0, 194.0),
        (Dye::Forest, -30.0, 176.0),
        (Dye::Sun, 6.0, 196.0),
        (Dye::Vermilion, 38.0, 180.0),
        (Dye::Green, 112.0, 178.0),
        (Dye::Paper, 92.0, 195.0),
    ] {
        let (left, right) = (dx - 9.0, dx + 9.0);
        sheet.poly(dye, &[put(left, y - 5.0), put(right, y - 7.0), put(right, y + 4.0), put(left, y + 6.0)]);
    }
}

/// A tiled kitchen wall.
fn tiles(sheet: &mut Sheet) {
    let line = if sheet.sky == Dye::Sky { Dye::Water } else { Dye::Paper };
    let mut path = Path::default();
    for row in 0..6_u32 {
        let y = f64::from(row) * 44.0 + 20.0;
        path.open(&[(-4.0, y), (604.0, y)]);
        let shift = if row % 2 == 0 { 0.0 } else { 36.0 };
        for column in 0..9_u32 {
            let x = f64::from(column) * 72.0 + shift;
            path.open(&[(x, y - 44.0), (x, y)]);
        }
    }
    sheet.stroke(line, 3.0, &path);
}

fn train(scene: &mut Scene) {
    scene.sky();
    let sheet = &mut scene.sheet;
    land::hills(sheet, scene.far, 186.0, 24.0);
    town::row(sheet, -20.0, 610.0, 224.0, 1.12);
    for x in [scene.main - 60.0, scene.other + 30.0] {
        plants::any_tree(sheet, (x, 226.0), 88.0);
    }
    land::hills(sheet, if scene.near == Dye::Leaf { Dye::Leaf } else { scene.near }, 228.0, 4.0);
    let deck = 322.0;
    let mut x = 40.0;
    while x < 620.0 {
        sheet.slab(Dye::Sand, (x, deck + 8.0), 30.0, 90.0);
        x += 152.0;
    }
    sheet.slab(Dye::Sand, (-10.0, deck), 620.0, 20.0);
    let start = -196.0 + scene.side * 66.0;
    vehicles::train(sheet, start, deck, 4, 1.08);
    scene.birds((scene.main - 20.0, 70.0));
}

fn bus(scene: &mut Scene) {
    scene.sky();
    let far = scene.any_far();
    scene.land(far);
    scene.beside(316.0);
    let (main, other, side) = (300.0 + scene.side * 56.0, scene.other, scene.side);
    let sheet = &mut scene.sheet;
    sheet.slab(Dye::Sand, (-10.0, 330.0), 620.0, 90.0);
    let stop = other - side * 2.0;
    sheet.slab(Dye::Indigo, (stop - 3.0, 232.0), 6.0, 116.0);
    sheet.disc(Dye::Vermilion, (stop, 222.0), 22.0);
    sheet.slab(Dye::Paper, (stop - 14.0, 252.0), 28.0, 34.0);
    let dye = sheet.dye(&[Dye::Vermilion, Dye::Indigo, Dye::Green]);
    vehicles::bus(sheet, (main + side * 20.0, 358.0), 1.0, -side, dye);
    scene.people(other - side * 62.0, 376.0, 104.0);
    let y = scene.sheet.between(384.0, 388.0);
    land::hills(&mut scene.sheet, scene.fore, y, 3.0);
    scene.birds((scene.main - 20.0, 80.0));
}

fn cycling(scene: &mut Scene) {
    scene.sky();
    let far = scene.any_far();
    scene.land(far);
    scene.beside(318.0);
    let sheet = &mut scene.sheet;
    let edge = land::rolling(sheet, -12.0, 612.0, 346.0, 3.0);
    sheet.band(Dye::Sand, &edge, 408.0);
    let look = Look::next(sheet);
    vehicles::rider(sheet, (scene.main, 366.0), 118.0, -scene.side, look);
    scene.people(scene.other - scene.side * 46.0, 366.0, 100.0);
    scene.front();
    scene.birds((scene.other - 20.0, 176.0));
}
