//! The home hero for small screens, 390 × 620: the same day, drawn for a narrow window.

use super::dye::{Dark, Dye};
use super::folk::{self, Arm, Head, Look};
use super::land;
use super::path::{At, Path};
use super::plants;
use super::sheet::Sheet;
use super::town::{self, Roof};

/// The narrow hero as a file: 390 × 620 units, and 195 more at the right.
///
/// The disc for the phrase has its centre at (242, 222) and a radius of 166. The kite's string leaves the lower edge at
/// x = 20, two units wide.
#[must_use]
pub fn hero_narrow(seed: &str) -> String {
    let mut sheet = Sheet::new(seed, Dye::Field);
    sheet.boxes(Dye::Field, &[(-300.0, 0.0, 990.0, 620.0)]);
    land::stars(&mut sheet, Dye::Star, (-290.0, 10.0), 970.0, 330.0, 40);
    sheet.disc(Dye::Moon, (242.0, 222.0), 166.0);
    land::cloud(&mut sheet, (10.0, 120.0), 100.0);
    land::cloud(&mut sheet, (318.0, 61.0), 110.0);
    distance(&mut sheet);
    water(&mut sheet);
    child(&mut sheet);
    sheet.file((0, 585), 620, Dark::Night)
}

fn distance(sheet: &mut Sheet) {
    let back = [
        (-310.0, 420.0),
        (-100.0, 400.0),
        (0.0, 416.0),
        (70.0, 384.0),
        (130.0, 404.0),
        (190.0, 388.0),
        (256.0, 373.0),
        (320.0, 400.0),
        (390.0, 392.0),
        (520.0, 380.0),
        (700.0, 410.0),
    ];
    sheet.band(Dye::Green, &back, 640.0);
    let meadow = [(-310.0, 460.0), (0.0, 440.0), (120.0, 434.0), (260.0, 430.0), (400.0, 432.0), (700.0, 440.0)];
    sheet.band(Dye::Leaf, &meadow, 640.0);
    plants::oval_tree(sheet, (64.0, 474.0), 64.0, Dye::Forest);
    plants::leaf_tree(sheet, (102.0, 468.0), 76.0, Dye::Forest, Dye::Paper);
    for (x, width, height, roof, dye) in [
        (137.0, 34.0, 34.0, Roof::Gable, Dye::Vermilion),
        (180.0, 42.0, 50.0, Roof::Hip, Dye::Indigo),
        (223.0, 32.0, 40.0, Roof::Gable, Dye::Earth),
        (264.0, 40.0, 64.0, Roof::Flat, Dye::Indigo),
        (310.0, 34.0, 46.0, Roof::Gable, Dye::Vermilion),
        (354.0, 42.0, 54.0, Roof::Hip, Dye::Indigo),
        (398.0, 34.0, 38.0, Roof::Gable, Dye::Vermilion),
    ] {
        town::house(sheet, (x, 463.0), width, height, roof, dye);
    }
    town::row(sheet, 422.0, 640.0, 462.0, 0.9);
    plants::round_tree(sheet, (286.0, 470.0), 60.0, Dye::Forest, None);
}

fn water(sheet: &mut Sheet) {
    let edge = [(170.0, 640.0), (216.0, 570.0), (262.0, 520.0), (320.0, 486.0), (400.0, 470.0), (700.0, 474.0)];
    sheet.band(Dye::Water, &edge, 640.0);
    land::ripples(sheet, (318.0, 488.0), 60.0, 12.0, 1);
    land::ripples(sheet, (268.0, 534.0), 110.0, 20.0, 2);
    land::ripples(sheet, (236.0, 578.0), 130.0, 12.0, 2);
    let right = [(250.0, 640.0), (296.0, 594.0), (388.0, 576.0), (460.0, 566.0), (700.0, 570.0)];
    sheet.band(Dye::Green, &right, 640.0);
    let hill = [
        (-310.0, 520.0),
        (-120.0, 494.0),
        (0.0, 490.0),
        (70.0, 484.0),
        (140.0, 496.0),
        (196.0, 528.0),
        (228.0, 570.0),
        (248.0, 640.0),
    ];
    sheet.band(Dye::Green, &hill, 640.0);
    let front = [(-310.0, 590.0), (-60.0, 562.0), (50.0, 552.0), (110.0, 556.0), (156.0, 586.0), (186.0, 640.0)];
    sheet.band(Dye::Forest, &front, 640.0);
    land::grass(sheet, Dye::Leaf, (34.0, 592.0), 110.0, 20.0, 9);
}

fn child(sheet: &mut Sheet) {
    let (hand, heart): (At, At) = ((82.0, 468.0), (62.0, 212.0));
    let girl = Look { skin: Dye::Skin, ..Look::next(sheet).coat(Dye::Vermilion).head(Head::Bob).young() };
    folk::person(sheet, (326.0, 592.0), 72.0, Look { legs: Dye::Ink, ..girl }, Arm::Wave, Arm::Down);
    let put = |x: f64, y: f64| (heart.0 + x, heart.1 + y);
    let (top, right, low, left) = (put(-15.0, -36.0), put(26.0, -12.0), put(20.0, 42.0), put(-25.0, 10.0));
    sheet.curve(Dye::Paper, 4.0, &[low, put(12.0, 62.0), put(19.0, 78.0), put(26.0, 92.0), put(14.0, 108.0)]);
    sheet.poly(Dye::Indigo, &[top, heart, left]);
    sheet.poly(Dye::Vermilion, &[top, right, heart]);
    sheet.poly(Dye::Vermilion, &[left, heart, low]);
    sheet.poly(Dye::Paper, &[heart, right, low]);
    let mut string = Path::default();
    string
        .go(heart)
        .cubic((64.0, 320.0), (70.0, 420.0), hand)
        .cubic((70.0, 500.0), (24.0, 540.0), (21.0, 580.0))
        .quad((20.0, 596.0), (20.0, 620.0));
    sheet.stroke(Dye::Thread, 2.0, &string);
    let look = Look { skin: Dye::Skin, ..Look::next(sheet).coat(Dye::Paper).head(Head::Cap).young() };
    folk::person(sheet, (112.0, 557.0), 116.0, look, Arm::To(hand.0, hand.1), Arm::Out);
}
