//! Scenes of a market stall, a shop front and the library's reading table.

use super::dye::Dye;
use super::folk::{self, Arm, Head, Look};
use super::land;
use super::motif::Motif;
use super::path::{At, Path};
use super::scene::Scene;
use super::sheet::Sheet;
use super::town::{self, Roof};

/// Draws the scene of one of the motifs above.
pub(super) fn draw(scene: &mut Scene) {
    match scene.motif {
        Motif::Shop => shop(scene),
        Motif::Books => books(scene),
        _ => stall(scene),
    }
}

fn stall(scene: &mut Scene) {
    scene.sky();
    let far = scene.any_far();
    scene.land(far);
    scene.beside(322.0);
    stall_at(&mut scene.sheet, (scene.main, 356.0), 1.0);
    scene.people(scene.other + scene.side * 44.0, 368.0, 104.0);
    scene.front();
    scene.birds((scene.other - 24.0, 184.0));
}

/// A market stall with its keeper, 220 units wide at `scale` 1.
pub(super) fn stall_at(sheet: &mut Sheet, at: At, scale: f64) {
    let put = |x: f64, y: f64| (at.0 + x * scale, at.1 - y * scale);
    let awning = sheet.dye(&[Dye::Vermilion, Dye::Indigo, Dye::Forest]);
    for x in [-98.0, 88.0] {
        sheet.slab(Dye::Sand, put(x, 176.0), 10.0 * scale, 176.0 * scale);
    }
    sheet.slab(Dye::Window, put(-90.0, 160.0), 180.0 * scale, 90.0 * scale);
    let look = Look::next(sheet);
    let coat = if look.coat == Dye::Sun { look.coat(Dye::Wisteria) } else { look };
    folk::bust(sheet, put(26.0, 58.0), 54.0 * scale, coat);
    sheet.slab(Dye::Wall, put(-102.0, 56.0), 204.0 * scale, 56.0 * scale);
    let goods = [Dye::Green, Dye::Apricot, Dye::Apricot, Dye::Forest, Dye::Vermilion, Dye::Sun, Dye::Leaf];
    let turn = sheet.chance.below(7) as usize;
    for index in 0..7_u32 {
        let dye = goods[(index as usize + turn) % 7];
        sheet.disc(dye, put(-82.0 + f64::from(index) * 27.0, 66.0), 11.0 * scale);
    }
    for x in [-68.0, -41.0, 40.0, 67.0] {
        sheet.disc(goods[(turn + 3) % 7], put(x, 82.0), 10.0 * scale);
    }
    sheet.slab(Dye::Earth, put(-108.0, 62.0), 216.0 * scale, 14.0 * scale);
    let place = put(-112.0, 186.0);
    town::awning(sheet, place, 224.0 * scale, 26.0 * scale, awning);
}

fn shop(scene: &mut Scene) {
    scene.ground();
    let (main, side) = (300.0 + scene.side * 34.0, scene.side);
    let sheet = &mut scene.sheet;
    let disc = sheet.dye(&[Dye::Sun, Dye::Paper, Dye::Apricot]);
    sheet.disc(disc, (main - side * 262.0, 92.0), 44.0);
    if sheet.likely(60) {
        land::cloud(sheet, (main + side * 220.0 - 50.0, 88.0), 104.0);
    }
    sheet.slab(Dye::Earth, (-10.0, 322.0), 620.0, 90.0);
    sheet.slab(Dye::Wall, (main - 200.0, 120.0), 400.0, 212.0);
    let (door, window) = (main + side * 142.0, main - side * 46.0);
    let frame = sheet.dye(&[Dye::Indigo, Dye::Forest]);
    sheet.slab(frame, (window - 124.0, 160.0), 248.0, 124.0);
    sheet.boxes(Dye::Window, &[(window - 115.0, 169.0, 230.0, 106.0)]);
    goods(sheet, window);
    let leaf = if frame == Dye::Indigo { Dye::Forest } else { Dye::Indigo };
    sheet.slab(leaf, (door - 44.0, 158.0), 88.0, 174.0);
    sheet.boxes(Dye::Window, &[(door - 31.0, 170.0, 62.0, 84.0)]);
    sheet.dot(Dye::Sun, (door + side * 30.0, 274.0), 5.0);
    let stripes = sheet.dye(&[Dye::Vermilion, Dye::Indigo, Dye::Forest]);
    town::awning(sheet, (main - 214.0, 92.0), 428.0, 36.0, stripes);
    sign(sheet, (main, 50.0));
    pot_plant(sheet, (main - side * 184.0, 334.0));
    let look = Look::next(sheet);
    let at = ((main + side * 226.0).clamp(40.0, 560.0), 372.0);
    let bag = (at.0 - side * 36.0, at.1 - 64.0);
    let (left, right) = folk::arms(side, Arm::To(bag.0, bag.1), Arm::Down);
    sheet.slab(Dye::Sand, (bag.0 - 11.0, bag.1 + 2.0), 22.0, 30.0);
    folk::person(sheet, at, 136.0, look, left, right);
    let child = Look::next(sheet).young();
    let (left, right) = folk::arms(side, Arm::Down, Arm::Wave);
    let at = (main - side * 240.0, 370.0);
    folk::person(sheet, at, 94.0, child, left, right);
    kerb(sheet);
}

/// A dashed line along the pavement.
fn kerb(sheet: &mut Sheet) {
    let mut path = Path::default();
    let mut step = 40.0;
    while step < 560.0 {
        path.open(&[(step, 388.0), (step + 16.0, 388.0)]);
        step += 26.0;
    }
    sheet.stroke(Dye::Apricot, 2.0, &path);
}

/// Loaves and pots on two shelves of a shop window centred on `x`.
fn goods(sheet: &mut Sheet, x: f64) {
    for (row, y) in [(0, 221.0), (1, 275.0)] {
        for column in 0..4_u32 {
            let place = (x - 84.0 + f64::from(column) * 56.0, y);
            if sheet.chance.below(2) == (column + row) % 2 {
                let mut loaf = Path::default();
                loaf.go((place.0 - 22.0, place.1))
                    .cubic(
                        (place.0 - 24.0, place.1 - 26.0),
                        (place.0 + 24.0, place.1 - 26.0),
                        (place.0 + 22.0, place.1),
                    )
                    .close();
                sheet.cut(Dye::Apricot, &loaf);
                let mut cuts = Path::default();
                for dx in [-9.0, 0.0, 9.0] {
                    cuts.open(&[(place.0 + dx - 2.0, place.1 - 6.0), (place.0 + dx + 2.0, place.1 - 13.0)]);
                }
                sheet.stroke(Dye::Window, 2.0, &cuts);
            } else {
                for dx in [-12.0, 12.0] {
                    sheet.oval(Dye::Earth, (place.0 + dx, place.1 - 8.0), 11.0, 8.5);
                }
            }
        }
        sheet.boxes(Dye::Earth, &[(x - 115.0, y, 230.0, 5.0)]);
    }
}

/// A round sign on its board over a shop.
fn sign(sheet: &mut Sheet, at: At) {
    sheet.slab(Dye::Earth, (at.0 - 120.0, at.1 + 20.0), 240.0, 12.0);
    sheet.disc(Dye::Earth, at, 34.0);
    sheet.disc(Dye::Sun, at, 22.0);
    let mut path = Path::default();
    path.go((at.0 - 12.0, at.1 + 1.0)).quad((at.0, at.1 + 13.0), (at.0 + 12.0, at.1 + 1.0));
    sheet.stroke(Dye::Vermilion, 3.0, &path);
}

/// A bush in a pot, standing at `at`.
pub(super) fn pot_plant(sheet: &mut Sheet, at: At) {
    sheet.oval(Dye::Forest, (at.0, at.1 - 44.0), 17.0, 22.0);
    sheet.poly(
        Dye::Vermilion,
        &[(at.0 - 14.0, at.1 - 24.0), (at.0 + 14.0, at.1 - 24.0), (at.0 + 10.0, at.1), (at.0 - 10.0, at.1)],
    );
}

fn books(scene: &mut Scene) {
    scene.ground();
    let rain = scene.also(Motif::Rain) || scene.sheet.likely(40);
    let sheet = &mut scene.sheet;
    sheet.slab(Dye::Paper, (66.0, -14.0), 468.0, 226.0);
    sheet.boxes(
        Dye::Water,
        &[
            (80.0, -10.0, 214.0, 96.0),
            (306.0, -10.0, 214.0, 96.0),
            (80.0, 96.0, 214.0, 100.0),
            (306.0, 96.0, 214.0, 100.0),
        ],
    );
    view(sheet, scene.side, rain);
    sheet.boxes(Dye::Paper, &[(294.0, -10.0, 12.0, 210.0), (80.0, 86.0, 440.0, 10.0), (80.0, 196.0, 440.0, 16.0)]);
    sheet.slab(Dye::Paper, (52.0, 202.0), 496.0, 15.0);
    for x in [164.0, 436.0] {
        sheet.line(Dye::Ink, 2.4, &[(x, -4.0), (x, 106.0)]);
        sheet.disc(Dye::Window, (x, 136.0), 11.0);
        let (left, right) = (x - 38.0, x + 38.0);
        let shade = [(x - 13.0, 100.0), (x + 13.0, 100.0), (right, 132.0), (left, 132.0)];
        sheet.poly(Dye::Vermilion, &shade);
    }
    let mut coats = Vec::new();
    for x in [136.0, 298.0, 462.0] {
        let look = Look::next(sheet);
        let look = if look.head == Head::Hat { look.head(Head::Cap) } else { look };
        let shift = sheet.between(-8.0, 8.0);
        folk::bust(sheet, (x + shift, 304.0), 104.0, look);
        coats.push((x + shift, look));
    }
    pile(sheet, (216.0, 302.0));
    pile(sheet, (382.0, 302.0));
    sheet.slab(Dye::Earth, (-10.0, 300.0), 620.0, 30.0);
    sheet.slab(Dye::Apricot, (-10.0, 330.0), 620.0, 13.0);
    sheet.slab(Dye::Earth, (62.0, 343.0), 24.0, 70.0);
    sheet.slab(Dye::Earth, (514.0, 343.0), 24.0, 70.0);
    for (x, look) in coats {
        open_book(sheet, (x, 304.0), look);
    }
}

/// What the window shows: bushes, a house, and sun or rain.
fn view(sheet: &mut Sheet, side: f64, rain: bool) {
    let (bush, hut) = (300.0 - side * 120.0, 300.0 + side * 100.0);
    if !rain {
        sheet.disc(Dye::Sun, (bush, 70.0), 34.0);
    }
    let mut hill = Path::default();
    hill.go((80.0, 196.0))
        .line((80.0, 162.0))
        .cubic((140.0, 118.0), (220.0, 128.0), (270.0, 160.0))
        .cubic((330.0, 134.0), (460.0, 120.0), (520.0, 156.0))
        .line((520.0, 196.0))
        .close();
    sheet.flat(Dye::Green, &hill);
    town::house(sheet, (hut, 196.0), 66.0, 42.0, Roof::Gable, Dye::Indigo);
    sheet.oval(Dye::Forest, (bush, 182.0), 44.0, 26.0);
    sheet.boxes(Dye::Paper, &[(80.0, 196.0, 440.0, 16.0)]);
    if rain {
        land::rainfall(sheet, 90.0, 516.0, -4.0, 186.0);
    }
}

fn pile(sheet: &mut Sheet, at: At) {
    let dyes = [Dye::Vermilion, Dye::Sun, Dye::Indigo, Dye::Rose, Dye::Forest, Dye::Paper];
    let turn = sheet.chance.below(6) as usize;
    for index in 0..3_u32 {
        let (wide, y) = (sheet.between(40.0, 54.0), at.1 - f64::from(index + 1) * 11.0);
        sheet.slab(dyes[(index as usize * 2 + turn) % 6], (at.0 - wide / 2.0, y), wide, 11.0);
    }
}

/// A book held open on the table, with the reader's hands.
fn open_book(sheet: &mut Sheet, at: At, look: Look) {
    let put = |x: f64, y: f64| (at.0 + x, at.1 + y);
    let cover = if look.coat == Dye::Vermilion { Dye::Indigo } else { Dye::Vermilion };
    sheet.poly(
        cover,
        &[put(-44.0, -24.0), put(0.0, -14.0), put(44.0, -24.0), put(44.0, 8.0), put(0.0, 18.0), put(-44.0, 8.0)],
    );
    for side in [-1.0, 1.0] {
        let page = [put(0.0, -18.0), put(side * 40.0, -28.0), put(side * 40.0, 3.0), put(0.0, 13.0)];
        sheet.poly(Dye::Paper, &page);
        sheet.dot(look.skin, put(side * 44.0, -8.0), 8.0);
    }
}
