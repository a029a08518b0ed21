//! Scenes outdoors: trees, groves, flowers, river, field and bench.

use super::animals;
use super::dye::Dye;
use super::folk::{self, Arm, Head, Look};
use super::garden;
use super::motif::Motif;
use super::path::{At, Path};
use super::plants;
use super::scene::Scene;
use super::sheet::Sheet;

/// Draws the scene of one of the motifs above.
pub(super) fn draw(scene: &mut Scene) {
    match scene.motif {
        Motif::Fruit => fruit(scene),
        Motif::Grove => grove(scene),
        Motif::Bench => bench(scene),
        _ => tree(scene),
    }
}

fn tree(scene: &mut Scene) {
    scene.keep((scene.main, 130.0), 56.0);
    scene.sky();
    let far = scene.any_far();
    scene.land(far);
    scene.beside(322.0);
    let tall = scene.sheet.between(290.0, 320.0);
    plants::large_tree(&mut scene.sheet, (scene.main, 352.0), tall, Dye::Forest, None);
    scene.people(scene.other + scene.side * 40.0, 364.0, 98.0);
    scene.front();
    scene.birds((scene.other - 20.0, 190.0));
}

fn fruit(scene: &mut Scene) {
    scene.keep((scene.main, 130.0), 56.0);
    scene.sky();
    let far = scene.any_far();
    scene.land(far);
    scene.beside(322.0);
    let fruit =
        if scene.sheet.sky == Dye::Rose { Dye::Apricot } else { scene.sheet.dye(&[Dye::Apricot, Dye::Vermilion]) };
    let at = (scene.main, 352.0);
    plants::large_tree(&mut scene.sheet, at, 312.0, Dye::Forest, Some(fruit));
    let look = Look::next(&mut scene.sheet).head(Head::Hat);
    let x = scene.main - scene.side * 92.0;
    let reach = Arm::To(x + scene.side * 28.0, 262.0);
    let (left, right) = folk::arms(scene.side, Arm::Down, reach);
    folk::person(&mut scene.sheet, (x, 366.0), 104.0, look, left, right);
    garden::basket(&mut scene.sheet, (x - scene.side * 48.0, 368.0), 40.0, fruit);
    if scene.sheet.likely(60) {
        animals::dog(&mut scene.sheet, (scene.other - scene.side * 36.0, 372.0), 48.0, scene.side);
    }
    scene.front();
}

fn grove(scene: &mut Scene) {
    scene.sky();
    let far = scene.any_far();
    scene.land(far);
    let sheet = &mut scene.sheet;
    let mut path = Path::default();
    let (x, side) = (scene.other, scene.side);
    path.go((x - 62.0, 404.0))
        .cubic((x - 10.0, 370.0), (x + side * 90.0 - 20.0, 350.0), (x + side * 40.0, 318.0))
        .line((x + side * 40.0 + 16.0, 317.0))
        .cubic((x + side * 120.0 + 16.0, 350.0), (x + 60.0, 372.0), (x + 46.0, 404.0))
        .close();
    sheet.cut(if scene.snowy { Dye::Haze } else { Dye::Sand }, &path);
    let main = scene.main;
    plants::any_tree(sheet, (main + side * 118.0, 330.0), 150.0);
    plants::oval_tree(sheet, (main - side * 118.0, 326.0), 132.0, Dye::Forest);
    let leaf = if sheet.sky == Dye::Leaf { Dye::Forest } else { Dye::Leaf };
    plants::leaf_tree(sheet, (main - side * 44.0, 338.0), 238.0, Dye::Forest, Dye::Leaf);
    plants::round_tree(
        sheet,
        (main + side * 56.0, 350.0),
        214.0,
        if leaf == Dye::Leaf { Dye::Green } else { leaf },
        None,
    );
    plants::leaf_tree(
        sheet,
        (main + side * 150.0, 362.0),
        148.0,
        if leaf == Dye::Leaf { Dye::Leaf } else { Dye::Green },
        Dye::Forest,
    );
    scene.people(scene.other + scene.side * 24.0, 366.0, 84.0);
    scene.front();
    scene.birds((scene.other - 30.0, 196.0));
}

fn bench(scene: &mut Scene) {
    scene.keep((scene.main + scene.side * 76.0, 130.0), 70.0);
    scene.sky();
    let far = scene.any_far();
    scene.land(far);
    let (main, side) = (scene.main, scene.side);
    let sheet = &mut scene.sheet;
    plants::large_tree(sheet, (main + side * 76.0, 344.0), 300.0, Dye::Forest, None);
    let middle = main - side * 20.0;
    bench_at(sheet, (middle, 364.0), 176.0);
    let (one, two) = (Look::next(sheet), Look::next(sheet));
    folk::seated(sheet, (middle - 42.0, 331.0), 112.0, one, Arm::Wave, Arm::Down);
    if sheet.likely(70) {
        folk::seated(sheet, (middle + 44.0, 331.0), 106.0, two, Arm::Down, Arm::Down);
    } else {
        animals::dog(sheet, (middle + 44.0, 333.0), 44.0, -1.0);
    }
    scene.people(scene.other - scene.side * 16.0, 370.0, 100.0);
    scene.front();
    scene.birds((scene.other - 20.0, 180.0));
}

/// A bench with its back: `at` is the middle on the ground.
pub(super) fn bench_at(sheet: &mut Sheet, at: At, width: f64) {
    let left = at.0 - width / 2.0;
    for x in [left + 12.0, left + width - 20.0] {
        sheet.slab(Dye::Indigo, (x, at.1 - 64.0), 8.0, 64.0);
    }
    sheet.slab(Dye::Earth, (left, at.1 - 66.0), width, 11.0);
    sheet.slab(Dye::Earth, (left, at.1 - 51.0), width, 11.0);
    sheet.slab(Dye::Earth, (left - 4.0, at.1 - 33.0), width + 8.0, 9.0);
}
