//! People and animals: of varied ages, skins, hair and hats, without faces and never a caricature.
//! All measures are hundredths of the figure's height, upwards from the soles.

use super::dye::Dye;
pub(super) use super::face::Head;
use super::face::{back_hair, head};
use super::path::{At, Path};
use super::sheet::Sheet;

/// Where an arm goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Arm {
    Down,
    /// Raised in greeting.
    Wave,
    /// Straight up and out.
    Up,
    /// Reaching to the side at the height of the waist.
    Out,
    /// In front of the body, as if holding something.
    Hold,
    /// The hand is at this point of the picture.
    To(f64, f64),
}

/// The left and the right arm of somebody turned to `side` (1 right, -1 left): `near` is the arm on that side.
pub(super) fn arms(side: f64, away: Arm, near: Arm) -> (Arm, Arm) {
    if side > 0.0 { (away, near) } else { (near, away) }
}

/// How somebody looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) coat: Dye,
    pub(super) legs: Dye,
    pub(super) skin: Dye,
    pub(super) hair: Dye,
    pub(super) head: Head,
    /// Children have larger heads.
    pub(super) child: bool,
}

const COATS: [Dye; 8] =
    [Dye::Vermilion, Dye::Indigo, Dye::Paper, Dye::Sun, Dye::Wisteria, Dye::Rose, Dye::Apricot, Dye::Forest];

impl Look {
    /// The next visitor: coats go round so that neighbours differ.
    pub(super) fn next(sheet: &mut Sheet) -> Self {
        sheet.worn += 3;
        let mut coat = COATS[(sheet.worn % 8) as usize];
        if coat == sheet.sky {
            sheet.worn += 3;
            coat = COATS[(sheet.worn % 8) as usize];
        }
        let legs = match coat {
            Dye::Indigo => Dye::Ink,
            Dye::Sun | Dye::Paper => sheet.chance.pick(&[Dye::Indigo, Dye::Vermilion, Dye::Ink], Dye::Indigo),
            _ => sheet.chance.pick(&[Dye::Indigo, Dye::Ink], Dye::Indigo),
        };
        let head = sheet.chance.pick(&[Head::Cap, Head::Cap, Head::Bun, Head::Bob, Head::Bob, Head::Hat], Head::Cap);
        let skin = sheet.chance.pick(&[Dye::Skin, Dye::Skin, Dye::Tan], Dye::Skin);
        let hair = sheet.chance.pick(&[Dye::Ink, Dye::Ink, Dye::Ink, Dye::Sand], Dye::Ink);
        Self { coat, legs, skin, hair, head, child: false }
    }

    /// The same person in another coat.
    pub(super) fn coat(mut self, coat: Dye) -> Self {
        self.coat = coat;
        self.legs = if coat == Dye::Indigo { Dye::Ink } else { Dye::Indigo };
        self
    }

    /// The same person with something else on the head.
    pub(super) fn head(mut self, head: Head) -> Self {
        self.head = head;
        self
    }

    /// A child: dark hair, no straw hat.
    pub(super) fn young(mut self) -> Self {
        self.hair = Dye::Ink;
        self.child = true;
        if self.head == Head::Hat {
            self.head = Head::Peak;
        }
        self
    }
}

/// The measures of a body in hundredths of its height: children have larger heads.
struct Build {
    unit: f64,
    head: f64,
    face: f64,
    neck: f64,
    hem: f64,
}

impl Build {
    fn of(height: f64, young: bool) -> Self {
        let unit = height / 100.0;
        let head = if young { 16.0 } else { 13.8 };
        Self {
            unit,
            head,
            face: 100.0 - head - 1.5,
            neck: if young { 69.0 } else { 74.0 },
            hem: if young { 27.0 } else { 29.0 },
        }
    }
}

/// Somebody standing with the soles at `at`, `height` units tall; `left` and `right` are as seen in the picture.
pub(super) fn person(sheet: &mut Sheet, at: At, height: f64, look: Look, left: Arm, right: Arm) {
    let build = Build::of(height, look.child);
    let unit = build.unit;
    let put = |x: f64, y: f64| (at.0 + x * unit, at.1 - y * unit);
    back_hair(sheet, put(0.0, build.face), build.head * unit, look);
    let mut legs = Path::default();
    for side in [-1.0, 1.0] {
        let x = |value: f64| side * value;
        legs.outline(&[
            put(x(2.2), build.hem + 4.0),
            put(x(11.5), build.hem + 4.0),
            put(x(12.5), 0.0),
            put(x(4.0), 0.0),
        ]);
    }
    sheet.cut(look.legs, &legs);
    arm(sheet, &put, &build, -1.0, left, look);
    arm(sheet, &put, &build, 1.0, right, look);
    sheet.poly(look.coat, &coat_points(&put, &build));
    for (side, pose) in [(-1.0, left), (1.0, right)] {
        if pose == Arm::Hold {
            let from = put(side * 9.5, build.neck - 6.0);
            let hand = put(side * 5.0, 47.0);
            sheet.line(look.coat, 8.0 * unit, &[from, put(side * 17.0, 53.0), hand]);
            sheet.dot(look.skin, hand, 4.4 * unit);
        }
    }
    head(sheet, put(0.0, build.face), build.head * unit, look);
}

/// Somebody seated on a seat whose top is at `at`, knees towards us; `height` as when standing.
pub(super) fn seated(sheet: &mut Sheet, at: At, height: f64, look: Look, left: Arm, right: Arm) {
    let build = Build::of(height, look.child);
    let unit = build.unit;
    // The trunk of the body is shorter than a coat is long: the seat is 11 hundredths above the hem.
    let put = |x: f64, y: f64| (at.0 + x * unit, at.1 - (y - build.hem - 11.0) * unit);
    let seat = build.hem + 11.0;
    back_hair(sheet, put(0.0, build.face), build.head * unit, look);
    arm(sheet, &put, &build, -1.0, left, look);
    arm(sheet, &put, &build, 1.0, right, look);
    let (mut shins, mut knees) = (Path::default(), Path::default());
    for side in [-1.0, 1.0] {
        let (inner, outer) = (put(side * 4.0, seat), put(side * 11.5, seat - 30.0));
        shins.outline(&[inner, (outer.0, inner.1), outer, (inner.0, outer.1)]);
        knees
            .go(put(side * 1.2, seat + 5.0))
            .line(put(side * 14.0, seat + 5.0))
            .quad(put(side * 16.0, seat - 8.0), put(side * 8.5, seat - 8.5))
            .quad(put(side * 1.5, seat - 8.0), put(side * 1.2, seat + 5.0))
            .close();
    }
    sheet.cut(look.legs, &shins);
    sheet.cut(look.legs, &knees);
    let (neck, lap) = (build.neck, seat + 1.0);
    sheet.poly(
        look.coat,
        &[
            put(-7.5, neck),
            put(7.5, neck),
            put(10.5, neck - 3.0),
            put(15.5, lap),
            put(-15.5, lap),
            put(-10.5, neck - 3.0),
        ],
    );
    head(sheet, put(0.0, build.face), build.head * unit, look);
}

/// Head and shoulders behind a table or window sill: `at` is the middle of the lower edge, `width` the shoulders'.
pub(super) fn bust(sheet: &mut Sheet, at: At, width: f64, look: Look) {
    let unit = width / 66.0;
    let put = |x: f64, y: f64| (at.0 + x * unit, at.1 - y * unit);
    back_hair(sheet, put(0.0, 62.0), 20.0 * unit, look);
    let mut body = Path::default();
    body.go(put(-33.0, 0.0))
        .quad(put(-27.0, 40.0), put(-12.0, 44.0))
        .line(put(12.0, 44.0))
        .quad(put(27.0, 40.0), put(33.0, 0.0))
        .close();
    sheet.cut(look.coat, &body);
    head(sheet, put(0.0, 62.0), 20.0 * unit, look);
}

fn coat_points(put: &impl Fn(f64, f64) -> At, build: &Build) -> [At; 6] {
    let (neck, hem) = (build.neck, build.hem);
    [put(-7.5, neck), put(7.5, neck), put(10.5, neck - 3.0), put(17.0, hem), put(-17.0, hem), put(-10.5, neck - 3.0)]
}

fn arm(sheet: &mut Sheet, put: &impl Fn(f64, f64) -> At, build: &Build, side: f64, pose: Arm, look: Look) {
    let shoulder = build.neck - 5.5;
    let hand = match pose {
        Arm::Down => put(side * 21.5, shoulder - 21.5),
        Arm::Wave => put(side * 24.0, shoulder + 17.0),
        Arm::Up => put(side * 21.0, shoulder + 27.0),
        Arm::Out => put(side * 25.0, shoulder - 14.0),
        Arm::Hold => return,
        Arm::To(x, y) => (x, y),
    };
    sheet.line(look.coat, 8.2 * build.unit, &[put(side * 7.6, shoulder), hand]);
    sheet.dot(look.skin, hand, 4.7 * build.unit);
}
