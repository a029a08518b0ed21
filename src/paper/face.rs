//! Heads with hair and hats, without faces; measures are shares of the head's radius.

use super::dye::Dye;
use super::folk::Look;
use super::path::{At, Path};
use super::sheet::Sheet;

/// What somebody wears on the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// Short hair.
    Cap,
    /// Hair in a bun on top.
    Bun,
    /// Hair down to the chin.
    Bob,
    /// A straw hat.
    Hat,
    /// A school or sports cap.
    Peak,
    /// A white kitchen cap.
    Cook,
}

/// The hair behind the head, drawn before the body.
pub(super) fn back_hair(sheet: &mut Sheet, at: At, r: f64, look: Look) {
    if look.head == Head::Bob {
        let (w, low) = (r * 1.13, at.1 + r * 0.78);
        let mut path = Path::default();
        path.go((at.0 - w, low))
            .cubic((at.0 - w * 1.12, at.1 - r * 0.9), (at.0 - w * 0.6, at.1 - r * 1.1), (at.0, at.1 - r * 1.1))
            .cubic((at.0 + w * 0.6, at.1 - r * 1.1), (at.0 + w * 1.12, at.1 - r * 0.9), (at.0 + w, low))
            .quad((at.0, low + r * 0.36), (at.0 - w, low))
            .close();
        sheet.cut(look.hair, &path);
    }
}

/// A face of paper with hair or hat; `at` is its centre, `r` its radius.
pub(super) fn head(sheet: &mut Sheet, at: At, r: f64, look: Look) {
    if look.head == Head::Bun {
        sheet.disc(look.hair, (at.0, at.1 - r * 1.34), r * 0.42);
    }
    sheet.oval(look.skin, at, r * 0.98, r);
    let wide = if look.head == Head::Bob { 1.1 } else { 1.05 };
    let brow = at.1 - r * 0.12;
    let mut cap = Path::default();
    cap.go((at.0 - r * wide, brow))
        .cubic((at.0 - r * wide, at.1 - r * 0.8), (at.0 - r * 0.62, at.1 - r * 1.12), (at.0, at.1 - r * 1.12))
        .cubic((at.0 + r * 0.62, at.1 - r * 1.12), (at.0 + r * wide, at.1 - r * 0.8), (at.0 + r * wide, brow))
        .quad((at.0, brow - r * 0.56), (at.0 - r * wide, brow))
        .close();
    match look.head {
        Head::Cap | Head::Bun | Head::Bob => sheet.cut(look.hair, &cap),
        Head::Hat => {
            sheet.flat(look.hair, &cap);
            straw_hat(sheet, at, r);
        }
        Head::Peak => {
            sheet.flat(look.hair, &cap);
            peaked_cap(sheet, at, r, if look.coat == Dye::Vermilion { Dye::Indigo } else { Dye::Vermilion });
        }
        Head::Cook => {
            sheet.flat(look.hair, &cap);
            sheet.oval(Dye::Paper, (at.0, at.1 - r * 0.85), r * 1.15, r * 0.5);
            sheet.slab(Dye::Paper, (at.0 - r * 0.95, at.1 - r * 0.75), r * 1.9, r * 0.32);
        }
    }
}

fn straw_hat(sheet: &mut Sheet, at: At, r: f64) {
    let brim = at.1 - r * 0.52;
    let mut crown = Path::default();
    crown
        .go((at.0 - r * 0.86, brim))
        .cubic((at.0 - r * 0.9, at.1 - r * 1.25), (at.0 - r * 0.4, at.1 - r * 1.42), (at.0, at.1 - r * 1.42))
        .cubic((at.0 + r * 0.4, at.1 - r * 1.42), (at.0 + r * 0.9, at.1 - r * 1.25), (at.0 + r * 0.86, brim))
        .close();
    sheet.cut(Dye::Sand, &crown);
    sheet.oval(Dye::Sand, (at.0, brim), r * 1.6, r * 0.32);
}

fn peaked_cap(sheet: &mut Sheet, at: At, r: f64, dye: Dye) {
    let edge = at.1 - r * 0.42;
    let mut crown = Path::default();
    crown
        .go((at.0 - r * 1.05, edge))
        .cubic((at.0 - r * 1.0, at.1 - r * 1.0), (at.0 - r * 0.6, at.1 - r * 1.2), (at.0, at.1 - r * 1.2))
        .cubic((at.0 + r * 0.6, at.1 - r * 1.2), (at.0 + r * 1.0, at.1 - r * 1.0), (at.0 + r * 1.05, edge))
        .line((at.0 + r * 1.5, edge + r * 0.16))
        .quad((at.0 + r * 0.6, edge + r * 0.26), (at.0 - r * 1.05, edge))
        .close();
    sheet.cut(dye, &crown);
}
