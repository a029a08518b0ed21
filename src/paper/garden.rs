//! Scenes of flowers and fields.

use super::dye::Dye;
use super::folk::{self, Arm, Head, Look};
use super::land;
use super::motif::Motif;
use super::path::{At, Path};
use super::plants::{self, Bloom};
use super::scene::Scene;
use super::sheet::Sheet;
use super::town::{self, Roof};

/// Draws the scene of one of the motifs above.
pub(super) fn draw(scene: &mut Scene) {
    match scene.motif {
        Motif::Field => field(scene),
        _ => flowers(scene),
    }
}

/// A basket of fruit, `wide` units at the rim.
pub(super) fn basket(sheet: &mut Sheet, at: At, wide: f64, fruit: Dye) {
    let rim = at.1 - wide * 0.6;
    for (x, y) in [(-0.28, -0.06), (0.0, -0.14), (0.28, -0.06)] {
        sheet.disc(fruit, (at.0 + x * wide, rim + y * wide), wide * 0.17);
    }
    sheet.poly(
        Dye::Sand,
        &[(at.0 - wide * 0.5, rim), (at.0 + wide * 0.5, rim), (at.0 + wide * 0.36, at.1), (at.0 - wide * 0.36, at.1)],
    );
    sheet.line(Dye::Earth, 1.6, &[(at.0 - wide * 0.44, rim + wide * 0.2), (at.0 + wide * 0.44, rim + wide * 0.2)]);
}

/// Small flowers along the lower edge.
pub(super) fn flower_strip(sheet: &mut Sheet, foot: f64) {
    let mut x = sheet.between(14.0, 34.0);
    while x < 590.0 {
        let bloom = sheet.chance.pick(&[Bloom::Cosmos, Bloom::Tulip, Bloom::Daisy], Bloom::Cosmos);
        let dye = sheet.dye(&[Dye::Vermilion, Dye::Sun, Dye::Paper, Dye::Rose, Dye::Wisteria]);
        let tall = sheet.between(36.0, 52.0);
        plants::flower(sheet, (x, foot + 4.0), tall, bloom, dye);
        x += sheet.between(46.0, 76.0);
    }
}

fn flowers(scene: &mut Scene) {
    scene.sky();
    let far = scene.any_far();
    scene.land(far);
    scene.beside(322.0);
    scene.people(scene.other, 360.0, 92.0);
    let y = scene.sheet.between(366.0, 374.0);
    land::hills(&mut scene.sheet, scene.fore, y, 6.0);
    let sheet = &mut scene.sheet;
    let bloom = sheet.chance.pick(&[Bloom::Cosmos, Bloom::Tulip, Bloom::Daisy], Bloom::Cosmos);
    let dyes: [Dye; 3] = match sheet.sky {
        Dye::Rose => [Dye::Vermilion, Dye::Paper, Dye::Wisteria],
        Dye::Wisteria => [Dye::Rose, Dye::Paper, Dye::Sun],
        Dye::Sun => [Dye::Vermilion, Dye::Paper, Dye::Rose],
        _ => [Dye::Vermilion, Dye::Rose, Dye::Sun],
    };
    let start = sheet.chance.below(3);
    // Tall ones in the middle of the bunch, each before the last, so that heads overlap stems but not heads.
    for (index, (x, tall)) in
        [(-116.0, 196.0), (-34.0, 268.0), (52.0, 232.0), (-72.0, 122.0), (118.0, 166.0), (12.0, 146.0), (76.0, 108.0)]
            .into_iter()
            .enumerate()
    {
        let dye = dyes[(index + start as usize) % 3];
        let (place, height) = (scene.main + x + sheet.between(-5.0, 5.0), tall + sheet.between(-8.0, 8.0));
        plants::flower(sheet, (place, 404.0), height, bloom, dye);
    }
    flower_tufts(sheet, scene.other - scene.side * 20.0, dyes[1]);
    scene.birds((scene.other - 20.0, 186.0));
}

fn flower_tufts(sheet: &mut Sheet, x: f64, dye: Dye) {
    for (dx, tall) in [(-96.0, 44.0), (-40.0, 56.0), (24.0, 40.0), (78.0, 52.0)] {
        plants::flower(sheet, (x + dx, 404.0), tall, Bloom::Daisy, dye);
    }
}

fn field(scene: &mut Scene) {
    scene.sky();
    let sheet = &mut scene.sheet;
    let (main, other, side) = (scene.main, scene.other, scene.side);
    land::hills(sheet, scene.far, 214.0, 20.0);
    let roof = if sheet.sky == Dye::Wisteria { Dye::Vermilion } else { Dye::Indigo };
    town::house(sheet, (other - 10.0, 242.0), 104.0, 60.0, Roof::Hip, roof);
    let barn = sheet.dye(&[Dye::Vermilion, Dye::Earth]);
    town::house(sheet, (other + side * 78.0, 242.0), 62.0, 40.0, Roof::Gable, barn);
    plants::oval_tree(sheet, (other - side * 86.0, 244.0), 88.0, Dye::Forest);
    let slim = (main - side * 46.0, 244.0);
    plants::leaf_tree(sheet, slim, 104.0, Dye::Forest, Dye::Leaf);
    let round = (main + side * 70.0, 246.0);
    plants::round_tree(sheet, round, 112.0, Dye::Forest, Some(Dye::Apricot));
    sheet.slab(Dye::Earth, (-10.0, 238.0), 620.0, 180.0);
    furrows(sheet, scene.snowy);
    let look = Look::next(sheet).head(Head::Hat);
    let (left, right) = folk::arms(side, Arm::Down, Arm::Wave);
    folk::person(sheet, (main, 376.0), 124.0, look, left, right);
    basket(sheet, (main - side * 56.0, 380.0), 50.0, Dye::Vermilion);
    let child = Look::next(sheet).young();
    let at = (other + side * 20.0, 368.0);
    folk::person(sheet, at, 84.0, child, Arm::Down, Arm::Wave);
    scene.birds((scene.main - 30.0, 80.0));
}

/// Rows that run to a point on the horizon: earth, leaf and apricot, with plants that grow towards us.
fn furrows(sheet: &mut Sheet, snowy: bool) {
    let (goal, top) = (300.0, 238.0);
    let mut plants_path = Path::default();
    for index in -5..=5_i32 {
        let middle = f64::from(index);
        let green = index.rem_euclid(2) == 0;
        let (near, far) = (middle * 128.0, middle * 40.0);
        let dye = match (snowy, green) {
            (true, _) => Dye::Paper,
            (false, true) => Dye::Leaf,
            (false, false) => Dye::Apricot,
        };
        sheet.poly(
            dye,
            &[
                (goal + far - 8.0, top),
                (goal + far + 8.0, top),
                (goal + near + 36.0, 408.0),
                (goal + near - 36.0, 408.0),
            ],
        );
        if green {
            for share in [0.1, 0.24, 0.42, 0.64, 0.92] {
                let at = (goal + far + (near - far) * share, top + 170.0 * share);
                plants::sprout(&mut plants_path, at, 5.0 + 14.0 * share);
            }
        }
    }
    sheet.flat(Dye::Forest, &plants_path);
}
