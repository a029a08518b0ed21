//! Dogs, and those who walk them.

use super::dye::Dye;
use super::folk::{self, Arm, Look};
use super::path::{At, Path};
use super::sheet::Sheet;

/// A small white dog, its paws at `at`, `length` units long, looking right when `facing` is 1, left when -1.
pub(super) fn dog(sheet: &mut Sheet, at: At, length: f64, facing: f64) {
    let unit = length / 50.0;
    let put = |x: f64, y: f64| (at.0 + x * unit * facing, at.1 - y * unit);
    sheet.line(Dye::Paper, 4.0 * unit, &[put(-18.0, 17.0), put(-24.5, 25.0)]);
    let mut legs = Path::default();
    for x in [-18.0, -11.5, 8.0, 14.0] {
        legs.outline(&[put(x - 1.9, 12.0), put(x + 1.9, 12.0), put(x + 1.6, 0.0), put(x - 1.6, 0.0)]);
    }
    sheet.cut(Dye::Paper, &legs);
    let mut body = Path::default();
    body.smooth(
        &[
            put(-21.0, 15.0),
            put(-14.0, 20.5),
            put(2.0, 20.0),
            put(14.0, 21.0),
            put(19.0, 17.0),
            put(17.0, 11.0),
            put(-2.0, 9.0),
            put(-18.0, 9.5),
        ],
        true,
    );
    sheet.cut(Dye::Paper, &body);
    sheet.poly(Dye::Paper, &[put(14.0, 25.0), put(15.5, 34.5), put(21.0, 28.0)]);
    sheet.disc(Dye::Paper, put(19.5, 23.5), 7.4 * unit);
    sheet.dot(Dye::Ink, put(26.0, 22.5), 2.1 * unit);
}

/// Somebody walking a dog on a lead; `facing` as in [`dog`].
pub(super) fn dog_walker(sheet: &mut Sheet, at: At, height: f64, facing: f64) {
    let look = Look::next(sheet);
    let hand = (at.0 + facing * height * 0.24, at.1 - height * 0.5);
    let (left, right) =
        if facing > 0.0 { (Arm::Down, Arm::To(hand.0, hand.1)) } else { (Arm::To(hand.0, hand.1), Arm::Down) };
    let paws = (at.0 + facing * height * 0.78, at.1 + height * 0.02);
    let length = height * 0.46;
    sheet.line(Dye::Ink, 2.0, &[hand, (paws.0 + facing * length * 0.2, paws.1 - length * 0.38)]);
    folk::person(sheet, at, height, look, left, right);
    dog(sheet, paws, length, facing);
}
