//! The home hero, 1280 × 640: a field of sun, a paper disc for the site's phrase, hills, town, train, river and people.
//! Composed by hand; the seed only varies edges, roofs and clothes. At night the dyes turn it into a moonlit scene.

use super::animals;
use super::dye::{Dark, Dye};
use super::folk::{self, Arm, Head, Look};
use super::land;
use super::path::{At, Path};
use super::plants;
use super::sheet::Sheet;
use super::town::{self, Roof};

/// The wide hero as a file: 1280 × 640 units, and 640 more at both sides for wider screens.
///
/// The disc for the phrase has its centre at (960, 250) and a radius of 244. The kite's string leaves the lower edge at
/// x = 64, two units wide.
#[must_use]
pub fn hero(seed: &str) -> String {
    let mut sheet = Sheet::new(seed, Dye::Field);
    let sky = &mut sheet;
    sky.boxes(Dye::Field, &[(-640.0, 0.0, 2560.0, 640.0)]);
    land::stars(sky, Dye::Star, (-620.0, 10.0), 1300.0, 380.0, 44);
    land::stars(sky, Dye::Star, (700.0, 10.0), 1200.0, 300.0, 24);
    sky.disc(Dye::Moon, (960.0, 250.0), 244.0);
    for (x, y, width) in [(154.0, 76.0, 118.0), (529.0, 108.0, 160.0), (1182.0, 96.0, 122.0), (-250.0, 150.0, 150.0)] {
        land::cloud(sky, (x, y), width);
    }
    for (at, span) in [((560.0, 214.0), 29.0), ((599.0, 195.0), 22.0), ((640.0, 231.0), 17.0)] {
        land::bird(sky, Dye::Bird, at, span);
    }
    distance(&mut sheet);
    railway(&mut sheet);
    river(&mut sheet);
    left_hill(&mut sheet);
    people(&mut sheet);
    flyer(&mut sheet);
    sheet.file((-640, 2560), 640, Dark::Night)
}

/// Back hills and the town before them.
fn distance(sheet: &mut Sheet) {
    let back = [
        (-660.0, 440.0),
        (-420.0, 404.0),
        (-180.0, 456.0),
        (0.0, 462.0),
        (120.0, 422.0),
        (220.0, 428.0),
        (300.0, 450.0),
        (385.0, 440.0),
        (480.0, 406.0),
        (570.0, 424.0),
        (650.0, 452.0),
        (760.0, 441.0),
        (880.0, 462.0),
        (1000.0, 465.0),
        (1110.0, 440.0),
        (1280.0, 404.0),
        (1480.0, 430.0),
        (1700.0, 400.0),
        (1940.0, 440.0),
    ];
    sheet.band(Dye::Green, &back, 660.0);
    let meadow = [
        (-660.0, 500.0),
        (-200.0, 480.0),
        (120.0, 476.0),
        (400.0, 470.0),
        (700.0, 466.0),
        (1000.0, 468.0),
        (1300.0, 462.0),
        (1940.0, 480.0),
    ];
    sheet.band(Dye::Leaf, &meadow, 660.0);
    town(sheet);
}

/// The town behind the railway, from left to right; all feet stand at y = 508.
fn town(sheet: &mut Sheet) {
    let left: [(f64, f64, f64, Roof, Dye); 4] = [
        (325.0, 52.0, 66.0, Roof::Gable, Dye::Indigo),
        (386.0, 44.0, 42.0, Roof::Hip, Dye::Indigo),
        (459.0, 40.0, 36.0, Roof::Gable, Dye::Vermilion),
        (522.0, 58.0, 54.0, Roof::Flat, Dye::Earth),
    ];
    let right: [(f64, f64, f64, Roof, Dye); 9] = [
        (766.0, 44.0, 30.0, Roof::Gable, Dye::Indigo),
        (818.0, 40.0, 26.0, Roof::Hip, Dye::Forest),
        (874.0, 46.0, 32.0, Roof::Gable, Dye::Indigo),
        (958.0, 50.0, 34.0, Roof::Flat, Dye::Earth),
        (1023.0, 54.0, 40.0, Roof::Gable, Dye::Vermilion),
        (1088.0, 56.0, 34.0, Roof::Lean, Dye::Vermilion),
        (1142.0, 42.0, 30.0, Roof::Hip, Dye::Forest),
        (1214.0, 38.0, 56.0, Roof::Gable, Dye::Indigo),
        (1272.0, 48.0, 66.0, Roof::Hip, Dye::Indigo),
    ];
    for (x, width, height, roof, dye) in left {
        town::house(sheet, (x, 508.0), width, height, roof, dye);
    }
    plants::leaf_tree(sheet, (425.0, 506.0), 84.0, Dye::Forest, Dye::Leaf);
    chimney(sheet, (482.0, 508.0));
    plants::round_tree(sheet, (566.0, 508.0), 60.0, Dye::Forest, None);
    hall(sheet, (655.0, 508.0));
    for (x, width, height, roof, dye) in right {
        town::house(sheet, (x, 508.0), width, height, roof, dye);
    }
    plants::oval_tree(sheet, (918.0, 508.0), 62.0, Dye::Forest);
    plants::leaf_tree(sheet, (1178.0, 510.0), 52.0, Dye::Forest, Dye::Leaf);
    town::row(sheet, 1312.0, 1480.0, 507.0, 1.0);
    plants::round_tree(sheet, (1580.0, 510.0), 84.0, Dye::Forest, None);
    plants::oval_tree(sheet, (1640.0, 510.0), 70.0, Dye::Forest);
}

/// A tall white chimney with a red disc, as bath houses have.
fn chimney(sheet: &mut Sheet, at: At) {
    let put = |x: f64, y: f64| (at.0 + x, at.1 - y);
    sheet.poly(Dye::Paper, &[put(-7.0, 146.0), put(7.0, 146.0), put(11.0, 0.0), put(-11.0, 0.0)]);
    sheet.boxes(Dye::Vermilion, &[(at.0 - 9.0, at.1 - 136.0, 18.0, 7.0)]);
    sheet.disc(Dye::Vermilion, put(0.0, 106.0), 11.0);
}

/// The town hall with its clock.
fn hall(sheet: &mut Sheet, at: At) {
    let put = |x: f64, y: f64| (at.0 + x, at.1 - y);
    sheet.poly(Dye::Vermilion, &[put(-48.0, 84.0), put(-48.0, 92.0), put(-12.0, 110.0), put(-12.0, 84.0)]);
    sheet.disc(Dye::Forest, put(26.0, 86.0), 16.0);
    sheet.slab(Dye::Wall, put(-75.0, 86.0), 150.0, 86.0);
    sheet.slab(Dye::Wall, put(-17.0, 118.0), 34.0, 34.0);
    sheet.poly(Dye::Indigo, &[put(-23.0, 116.0), put(0.0, 142.0), put(23.0, 116.0)]);
    sheet.disc(Dye::Sand, put(0.0, 100.0), 9.5);
    sheet.line(Dye::Ink, 1.8, &[put(0.0, 106.0), put(0.0, 100.0), put(4.5, 98.0)]);
    let mut panes = Vec::new();
    for y in [75.0, 47.0] {
        for column in 0..6_u32 {
            panes.push((at.0 - 65.0 + f64::from(column) * 23.0, at.1 - y, 15.0, 17.0));
        }
    }
    sheet.boxes(Dye::Window, &panes);
}

/// The viaduct with a train of four cars.
fn railway(sheet: &mut Sheet) {
    let mut x = 422.0;
    while x < 1930.0 {
        sheet.slab(Dye::Sand, (x, 532.0), 18.0, 56.0);
        x += 122.0;
    }
    sheet.slab(Dye::Sand, (308.0, 525.0), 1640.0, 12.0);
    let (mut panes, mut stripes) = (Vec::new(), Vec::new());
    for car in 0..4_u32 {
        let left = 372.0 + f64::from(car) * 156.0;
        sheet.slab(Dye::Paper, (left, 480.0), 150.0, 44.0);
        for column in 0..5_u32 {
            panes.push((left + 9.0 + f64::from(column) * 28.0, 487.0, 19.0, 16.0));
        }
        stripes.push((left, 507.0, 150.0, 7.0));
    }
    sheet.boxes(Dye::Water, &panes);
    sheet.boxes(Dye::Vermilion, &stripes);
}

/// The river from the right, with its banks.
fn river(sheet: &mut Sheet) {
    let edge = [
        (560.0, 640.0),
        (700.0, 622.0),
        (790.0, 600.0),
        (880.0, 588.0),
        (980.0, 568.0),
        (1080.0, 557.0),
        (1200.0, 555.0),
        (1400.0, 548.0),
        (1940.0, 560.0),
    ];
    sheet.band(Dye::Water, &edge, 660.0);
    land::ripples(sheet, (930.0, 578.0), 340.0, 26.0, 5);
    land::ripples(sheet, (780.0, 612.0), 240.0, 16.0, 3);
    let mut bank = Path::default();
    bank.go((380.0, 660.0))
        .cubic((440.0, 600.0), (560.0, 590.0), (640.0, 592.0))
        .cubic((700.0, 592.0), (772.0, 612.0), (758.0, 660.0))
        .close();
    sheet.cut(Dye::Green, &bank);
    let right = [
        (990.0, 660.0),
        (1040.0, 624.0),
        (1120.0, 606.0),
        (1220.0, 596.0),
        (1340.0, 590.0),
        (1600.0, 596.0),
        (1940.0, 586.0),
    ];
    sheet.band(Dye::Green, &right, 660.0);
}

/// The hill the child stands on, and the dark foreground below it.
fn left_hill(sheet: &mut Sheet) {
    let hill = [
        (-660.0, 500.0),
        (-300.0, 470.0),
        (-40.0, 462.0),
        (110.0, 474.0),
        (220.0, 506.0),
        (330.0, 540.0),
        (440.0, 566.0),
        (560.0, 612.0),
        (640.0, 660.0),
    ];
    sheet.band(Dye::Green, &hill, 660.0);
    plants::leaf_tree(sheet, (299.0, 570.0), 132.0, Dye::Forest, Dye::Paper);
    plants::round_tree(sheet, (356.0, 587.0), 96.0, Dye::Leaf, Some(Dye::Apricot));
    plants::oval_tree(sheet, (430.0, 600.0), 78.0, Dye::Forest);
    let front = [
        (-660.0, 590.0),
        (-300.0, 560.0),
        (0.0, 550.0),
        (110.0, 548.0),
        (210.0, 553.0),
        (320.0, 576.0),
        (450.0, 606.0),
        (580.0, 646.0),
    ];
    sheet.band(Dye::Forest, &front, 660.0);
    land::grass(sheet, Dye::Leaf, (-300.0, 610.0), 700.0, 26.0, 34);
    land::grass(sheet, Dye::Leaf, (90.0, 584.0), 170.0, 22.0, 9);
}

/// Those who are out today.
fn people(sheet: &mut Sheet) {
    let coat = |sheet: &mut Sheet, coat: Dye, head: Head, skin: Dye, hair: Dye| {
        let look = Look::next(sheet).coat(coat).head(head);
        Look { skin, hair, ..look }
    };
    let lady = coat(sheet, Dye::Vermilion, Head::Bun, Dye::Skin, Dye::Ink);
    sheet.line(Dye::Ink, 2.0, &[(527.0, 568.0), (562.0, 596.0)]);
    folk::person(sheet, (506.0, 617.0), 94.0, lady, Arm::Down, Arm::To(527.0, 568.0));
    animals::dog(sheet, (578.0, 622.0), 46.0, 1.0);
    let elder = coat(sheet, Dye::Paper, Head::Hat, Dye::Tan, Dye::Sand);
    folk::person(sheet, (640.0, 622.0), 88.0, Look { legs: Dye::Ink, ..elder }, Arm::Wave, Arm::Down);
    plants::round_tree(sheet, (1218.0, 607.0), 128.0, Dye::Forest, Some(Dye::Apricot));
    plants::leaf_tree(sheet, (1262.0, 606.0), 88.0, Dye::Leaf, Dye::Paper);
    let girl = coat(sheet, Dye::Sun, Head::Bob, Dye::Skin, Dye::Ink);
    let father = coat(sheet, Dye::Indigo, Head::Cap, Dye::Tan, Dye::Ink);
    let hand = (1112.0, 580.0);
    folk::person(sheet, (1138.0, 626.0), 106.0, father, Arm::To(hand.0, hand.1), Arm::Down);
    folk::person(
        sheet,
        (1096.0, 629.0),
        77.0,
        Look { legs: Dye::Vermilion, ..girl },
        Arm::Down,
        Arm::To(hand.0, hand.1),
    );
}

/// The child, the kite and the string that becomes the page's thread.
fn flyer(sheet: &mut Sheet) {
    let hand = (186.0, 454.0);
    let other = (116.0, 498.0);
    kite(sheet, (351.0, 170.0));
    let mut string = Path::default();
    string
        .go((351.0, 170.0))
        .cubic((344.0, 270.0), (276.0, 372.0), (224.0, 420.0))
        .quad((202.0, 440.0), hand)
        .go(other)
        .cubic((96.0, 502.0), (84.0, 516.0), (76.0, 536.0))
        .cubic((66.0, 562.0), (64.0, 590.0), (64.0, 640.0));
    sheet.stroke(Dye::Thread, 2.0, &string);
    let look = Look { skin: Dye::Skin, ..Look::next(sheet).coat(Dye::Paper).head(Head::Cap).young() };
    folk::person(sheet, (150.0, 561.0), 131.0, look, Arm::To(other.0, other.1), Arm::To(hand.0, hand.1));
}

fn kite(sheet: &mut Sheet, heart: At) {
    let put = |x: f64, y: f64| (heart.0 + x, heart.1 + y);
    let (top, right, low, left) = (put(-27.0, -65.0), put(47.0, -22.0), put(37.0, 76.0), put(-45.0, 18.0));
    sheet.curve(
        Dye::Paper,
        5.0,
        &[
            low,
            put(23.0, 104.0),
            put(34.0, 130.0),
            put(49.0, 150.0),
            put(44.0, 172.0),
            put(29.0, 190.0),
            put(40.0, 202.0),
        ],
    );
    sheet.poly(Dye::Indigo, &[top, heart, left]);
    sheet.poly(Dye::Vermilion, &[top, right, heart]);
    sheet.poly(Dye::Vermilion, &[left, heart, low]);
    sheet.poly(Dye::Paper, &[heart, right, low]);
}
