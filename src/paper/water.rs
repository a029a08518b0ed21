//! Scenes at the water: river bank, bridge and sea.

use super::animals;
use super::dye::Dye;
use super::folk::{self, Arm, Head, Look};
use super::land;
use super::motif::Motif;
use super::path::{At, Path};
use super::scene::{Far, Scene};
use super::sheet::Sheet;
use super::town;

/// Draws the scene of one of the motifs above.
pub(super) fn draw(scene: &mut Scene) {
    match scene.motif {
        Motif::Bridge => bridge(scene),
        Motif::Sea => sea(scene),
        _ => river(scene),
    }
}

fn river(scene: &mut Scene) {
    let sun = scene.other + scene.side * 60.0;
    scene.ground();
    let sheet = &mut scene.sheet;
    let disc = sheet.dye(&[Dye::Sun, Dye::Sun, Dye::Paper, Dye::Apricot]);
    sheet.disc(disc, (sun, 174.0), 88.0);
    let ridge = sheet.dye(&[Dye::Wisteria, Dye::Green]);
    land::hills(sheet, ridge, 210.0, 9.0);
    let base = 219.0;
    let village = scene.main + scene.side * 66.0;
    town::row(sheet, village - 112.0, village + 56.0, base, 0.72);
    let edge = land::rolling(sheet, -12.0, 612.0, 222.0, 3.0);
    sheet.band(ridge, &edge, 300.0);
    land::hills(sheet, Dye::Water, 240.0, 3.0);
    land::ripples(sheet, (14.0, 256.0), 560.0, 48.0, 8);
    let light = if disc == Dye::Paper { Dye::Sun } else { disc };
    land::glints(sheet, light, (sun, 254.0), 84.0);
    land::hills(sheet, Dye::Green, 304.0, 12.0);
    let (meadow, blade) = match (scene.snowy, sheet.sky) {
        (true, _) => (Dye::Paper, Dye::Sand),
        (false, Dye::Leaf) => (Dye::Forest, Dye::Green),
        _ => (Dye::Leaf, Dye::Forest),
    };
    land::hills(sheet, meadow, 344.0, 9.0);
    land::grass(sheet, blade, (10.0, 376.0), 580.0, 20.0, 22);
    animals::dog_walker(sheet, (scene.main - 46.0, 364.0), 138.0, 1.0);
    let x = scene.other - scene.side * 42.0;
    let adult = Look::next(sheet).head(Head::Hat);
    let child = Look::next(sheet).young();
    let (left, right) = folk::arms(scene.side, Arm::Down, Arm::Wave);
    folk::person(sheet, (x, 366.0), 136.0, adult, left, right);
    let (left, right) = folk::arms(-scene.side, Arm::Down, Arm::Wave);
    let beside = (x - scene.side * 50.0, 370.0);
    folk::person(sheet, beside, 92.0, child, left, right);
    let birds = sheet.dye(&[Dye::Paper]);
    land::flock(sheet, birds, (scene.main - 40.0, 74.0));
}
fn bridge(scene: &mut Scene) {
    scene.sky();
    let far = scene.any_far();
    scene.land(if far == Far::Hills { Far::Town } else { far });
    let (main, side) = (300.0 + scene.side * 52.0, scene.side);
    let sheet = &mut scene.sheet;
    let stream = [
        (main - 330.0, 412.0),
        (main - 236.0, 352.0),
        (main - 100.0, 326.0),
        (main + 20.0, 321.0),
        (main + 130.0, 328.0),
        (main + 246.0, 356.0),
        (main + 330.0, 412.0),
    ];
    sheet.band(Dye::Water, &stream, 412.0);
    land::ripples(sheet, (main - 150.0, 346.0), 290.0, 18.0, 4);
    let bank = scene.near;
    for end in [-1.0, 1.0] {
        let mound = [
            (main + end * 420.0, 350.0),
            (main + end * 270.0, 342.0),
            (main + end * 210.0, 352.0),
            (main + end * 150.0, 412.0),
        ];
        sheet.band(bank, &mound, 412.0);
    }
    let (width, rise, foot) = (500.0, 108.0, 382.0);
    let deck = |x: f64| foot - rise * (1.0 - (x / 250.0) * (x / 250.0));
    let (one, two) = (Look::next(sheet), Look::next(sheet).young());
    let (near, far) = (side * 20.0, side * 62.0);
    folk::person(sheet, (main + near, deck(near) + 4.0), 92.0, one, Arm::Down, Arm::Down);
    let (left, right) = folk::arms(side, Arm::Down, Arm::Wave);
    folk::person(sheet, (main + far, deck(far) + 4.0), 70.0, two, left, right);
    arch(sheet, (main, foot), width, rise);
    scene.people(scene.other - side * 44.0, 372.0, 104.0);
    scene.front();
    scene.birds((scene.other - 30.0, 180.0));
}

/// A red arched bridge: `at` is the middle between its feet.
pub(super) fn arch(sheet: &mut Sheet, at: At, width: f64, rise: f64) {
    let half = width / 2.0;
    let height = |x: f64| rise * (1.0 - (x / half) * (x / half));
    let mut rails = Path::default();
    let mut posts = Vec::new();
    for index in -4..=4_i32 {
        let x = f64::from(index) * half * 0.225;
        posts.push((at.0 + x, at.1 - height(x)));
    }
    for (x, y) in &posts {
        rails.open(&[(*x, *y), (*x, *y - 32.0)]);
    }
    sheet.stroke(Dye::Vermilion, 4.6, &rails);
    for end in [-0.93, 0.93] {
        let (x, y) = (at.0 + end * half, at.1 - height(end * half));
        sheet.slab(Dye::Vermilion, (x - 5.0, y - 44.0), 10.0, 46.0);
        sheet.slab(Dye::Ink, (x - 6.5, y - 48.0), 13.0, 7.0);
    }
    let control = |lift: f64| (at.0, at.1 - rise * 2.0 - lift);
    for (lift, wide) in [(32.0, 6.0), (17.0, 3.4)] {
        let mut path = Path::default();
        path.go((at.0 - half, at.1 - lift)).quad(control(lift), (at.0 + half, at.1 - lift));
        sheet.stroke(Dye::Vermilion, wide, &path);
    }
    let mut deck = Path::default();
    deck.go((at.0 - half - 10.0, at.1))
        .quad(control(0.0), (at.0 + half + 10.0, at.1))
        .line((at.0 + half - 8.0, at.1 + 14.0))
        .quad((at.0, at.1 - rise * 2.0 + 46.0), (at.0 - half + 8.0, at.1 + 14.0))
        .close();
    sheet.cut(Dye::Vermilion, &deck);
}
fn sea(scene: &mut Scene) {
    let x = scene.other;
    scene.sky_with((x, 128.0), 56.0);
    let (main, other, side) = (scene.main, scene.other, scene.side);
    let sheet = &mut scene.sheet;
    let isle = if sheet.sky == Dye::Wisteria { Dye::Green } else { Dye::Wisteria };
    let edge = [
        (other - 130.0, 232.0),
        (other - 60.0, 204.0),
        (other + 10.0, 192.0),
        (other + 80.0, 214.0),
        (other + 140.0, 232.0),
    ];
    sheet.band(isle, &edge, 250.0);
    sheet.slab(Dye::Water, (-10.0, 226.0), 620.0, 180.0);
    land::ripples(sheet, (14.0, 244.0), 560.0, 26.0, 6);
    boat(sheet, (main + side * 10.0, 290.0), 150.0, -side);
    boat(sheet, (other + side * 40.0, 258.0), 62.0, -side);
    land::ripples(sheet, (20.0, 300.0), 540.0, 28.0, 6);
    let shore = land::rolling(sheet, -12.0, 612.0, 350.0, 12.0);
    sheet.band(Dye::Sand, &shore, 408.0);
    scene.people(other - side * 20.0, 378.0, 104.0);
    animals::dog(&mut scene.sheet, (main - side * 40.0, 382.0), 50.0, -side);
    scene.birds((main - 40.0, 76.0));
}

/// A sailing boat: `at` is the middle of its keel, `tall` its height.
fn boat(sheet: &mut Sheet, at: At, tall: f64, facing: f64) {
    let put = |x: f64, y: f64| (at.0 + x * tall * facing, at.1 - y * tall);
    sheet.line(Dye::Earth, (tall * 0.03).max(2.0), &[put(0.0, 0.14), put(0.0, 1.0)]);
    let mut main = Path::default();
    main.go(put(-0.03, 0.97)).quad(put(-0.22, 0.5), put(-0.42, 0.25)).line(put(-0.03, 0.25)).close();
    sheet.cut(Dye::Paper, &main);
    let mut jib = Path::default();
    jib.go(put(0.03, 0.88)).quad(put(0.22, 0.52), put(0.36, 0.27)).line(put(0.03, 0.25)).close();
    sheet.cut(Dye::Vermilion, &jib);
    let mut hull = Path::default();
    hull.go(put(-0.46, 0.18))
        .line(put(0.48, 0.18))
        .quad(put(0.38, 0.02), put(0.24, 0.0))
        .line(put(-0.3, 0.0))
        .quad(put(-0.42, 0.04), put(-0.46, 0.18))
        .close();
    sheet.cut(Dye::Indigo, &hull);
}
