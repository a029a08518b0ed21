//! Scenes of places: houses, stall, shop, school, library, bridge and shrine gate.

use super::animals;
use super::dye::Dye;
use super::folk::{self, Arm, Head, Look};
use super::motif::Motif;
use super::path::At;
use super::plants;
use super::scene::{Far, Scene};
use super::sheet::Sheet;
use super::town::{self, Roof};

/// Draws the scene of one of the motifs above.
pub(super) fn draw(scene: &mut Scene) {
    match scene.motif {
        Motif::School => school(scene),
        Motif::Gate => gate(scene),
        _ => houses(scene),
    }
}

fn houses(scene: &mut Scene) {
    scene.sky();
    scene.land(Far::Hills);
    let (main, side) = (scene.main, scene.side);
    let sheet = &mut scene.sheet;
    plants::any_tree(sheet, (main - side * 184.0, 326.0), 110.0);
    let turn = sheet.chance.below(4) as usize;
    let dyes = [Dye::Vermilion, Dye::Indigo, Dye::Earth, Dye::Forest];
    let roofs = [Roof::Hip, Roof::Gable, Roof::Gable, Roof::Hip];
    // The row is 350 units wide and ends a little before the edge of the picture.
    let mut x = main - 175.0 + side * 20.0;
    for (index, (width, height)) in [(86.0, 118.0), (84.0, 78.0), (90.0, 104.0), (70.0, 138.0)].into_iter().enumerate()
    {
        let wide = width + sheet.between(-6.0, 6.0);
        let tall = height + sheet.between(-8.0, 8.0);
        let roof = roofs[(index + turn) % 4];
        let base = 338.0 + if index % 2 == 0 { 0.0 } else { 4.0 };
        town::house(sheet, (x + wide / 2.0, base), wide, tall, roof, dyes[(index * 3 + turn) % 4]);
        x += wide + 7.0;
    }
    scene.people(scene.other - scene.side * 40.0, 366.0, 86.0);
    if scene.sheet.likely(45) {
        animals::dog(&mut scene.sheet, (main, 372.0), 44.0, -side);
    }
    scene.front();
    scene.birds((scene.other - 30.0, 184.0));
}

fn school(scene: &mut Scene) {
    scene.sky();
    scene.land(Far::Hills);
    let (main, side) = (300.0 + scene.side * 60.0, scene.side);
    let sheet = &mut scene.sheet;
    plants::any_tree(sheet, (main - side * 196.0, 332.0), 124.0);
    let roof = sheet.dye(&[Dye::Indigo, Dye::Vermilion]);
    town::school(sheet, (main, 330.0), 320.0, roof);
    plants::oval_tree(sheet, (main + side * 184.0, 338.0), 118.0, Dye::Forest);
    for (x, tall, peak) in [(-1.0, 92.0, true), (-0.55, 84.0, false), (0.62, 88.0, true)] {
        let look = Look::next(sheet).young();
        let look = look.head(if peak { Head::Peak } else { Head::Bob });
        let wave = if sheet.likely(50) { Arm::Wave } else { Arm::Up };
        let (left, right) = folk::arms(x * side, Arm::Down, wave);
        folk::person(sheet, (main + x * side * 190.0, 376.0), tall, look, left, right);
    }
    scene.front();
    scene.birds((scene.other - 20.0, 150.0));
}

fn gate(scene: &mut Scene) {
    scene.sky();
    scene.land(Far::Hills);
    let (main, side) = (scene.main, scene.side);
    let sheet = &mut scene.sheet;
    plants::round_tree(sheet, (main + side * 138.0, 336.0), 176.0, Dye::Forest, None);
    plants::fir(sheet, (main - side * 132.0, 332.0), 170.0, Dye::Forest, scene.snowy);
    plants::fir(sheet, (main + side * 84.0, 330.0), 150.0, Dye::Forest, scene.snowy);
    let path = [(main - 34.0, 318.0), (main + 34.0, 318.0), (main + 92.0, 408.0), (main - 92.0, 408.0)];
    sheet.poly(Dye::Sand, &path);
    town::torii(sheet, (main, 364.0), 236.0);
    for x in [-1.0, 1.0] {
        lamp(sheet, (main + x * 146.0, 372.0));
    }
    let look = Look::next(sheet);
    folk::person(sheet, (main - side * 14.0, 372.0), 88.0, look, Arm::Down, Arm::Down);
    scene.people(scene.other - scene.side * 30.0, 372.0, 96.0);
    scene.front();
    scene.birds((scene.other - 30.0, 176.0));
}

/// A stone lantern.
fn lamp(sheet: &mut Sheet, at: At) {
    let put = |x: f64, y: f64| (at.0 + x, at.1 - y);
    sheet.slab(Dye::Sand, put(-5.0, 34.0), 10.0, 34.0);
    sheet.slab(Dye::Sand, put(-13.0, 40.0), 26.0, 7.0);
    sheet.slab(Dye::Sand, put(-9.0, 57.0), 18.0, 17.0);
    sheet.boxes(Dye::Window, &[(at.0 - 4.5, at.1 - 54.0, 9.0, 11.0)]);
    sheet.poly(Dye::Sand, &[put(-17.0, 57.0), put(-6.0, 68.0), put(6.0, 68.0), put(17.0, 57.0)]);
    sheet.slab(Dye::Sand, put(-14.0, 6.0), 28.0, 6.0);
}
