//! Paper crests (紋切り) for people without a portrait: a folded sheet cut once and opened.

use super::chance::{Chance, around};
use super::path::{At, Path};

/// Disc colours: ink, the five stages, the three segments.
const COLOURS: [&str; 9] =
    ["#1C2735", "#166EAD", "#0C541E", "#8B690F", "#A4266A", "#3E0F74", "#813D0C", "#0A4261", "#517472"];

/// The shape of the holes in a ring.
#[derive(Clone, Copy)]
enum Hole {
    Round,
    Leaf,
    Slit,
}

/// A crest as a standalone SVG of 100 × 100 units, the same for the same `seed` (a person's id).
///
/// `colour` is the disc: 0 ink, 1–5 the stages, 6–8 the segments by position, then again from 0. No style, no ids: it may be
/// set inline or kept as a file.
#[must_use]
pub fn crest(seed: &str, colour: usize) -> String {
    let mut chance = Chance::of(seed);
    let fold = chance.pick(&[5_u32, 6, 6, 8, 8, 10], 6);
    let mut path = Path::default();
    outline(&mut path, &mut chance, fold);
    holes(&mut path, &mut chance, fold);
    let dye = COLOURS.get(colour % COLOURS.len()).copied().unwrap_or("#1C2735");
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1000 1000\" width=\"100\" height=\"100\"><circle cx=\"500\" cy=\"500\" r=\"500\" fill=\"{dye}\"/><path fill=\"#FFFCF5\" fill-rule=\"evenodd\" d=\"{}\"/></svg>\n",
        path.data()
    )
}

fn spot(turns: f64, r: f64) -> At {
    let (cos, sin) = around(turns - 0.25);
    (50.0 + cos * r, 50.0 + sin * r)
}

/// One half petal of six radii, mirrored and turned round.
fn outline(path: &mut Path, chance: &mut Chance, fold: u32) {
    let reach = 42.0;
    let mut half: Vec<f64> = (0..6).map(|_| chance.between(0.72, 1.0)).collect();
    // The tip or the notch between two petals decides the character: let one of them be clear.
    let (tip, notch) = if chance.likely(60) { (1.0, 0.74) } else { (0.8, 1.0) };
    if let Some(first) = half.first_mut() {
        *first = tip;
    }
    if let Some(last) = half.last_mut() {
        *last = notch;
    }
    let mut points = Vec::new();
    for petal in 0..fold {
        let start = f64::from(petal) / f64::from(fold);
        let step = 1.0 / f64::from(fold) / 10.0;
        let mirrored = half.iter().skip(1).rev().skip(1).copied();
        for (index, radius) in (0_u32..).zip(half.iter().copied().chain(mirrored)) {
            points.push(spot(start + f64::from(index) * step, reach * radius));
        }
    }
    if chance.likely(60) {
        path.smooth(&points, true);
    } else {
        path.outline(&points);
    }
}

/// Two rings of holes and one in the middle.
fn holes(path: &mut Path, chance: &mut Chance, fold: u32) {
    let kinds = [Hole::Round, Hole::Leaf, Hole::Leaf, Hole::Slit];
    let (inner, outer) = (chance.pick(&kinds, Hole::Leaf), chance.pick(&kinds, Hole::Round));
    let shift = if chance.likely(50) { 0.5 } else { 0.0 };
    let doubled = chance.likely(30) && fold < 8;
    ring(path, inner, fold, 0.0, (9.0, 17.5));
    ring(path, outer, if doubled { fold * 2 } else { fold }, shift, (20.5, 28.5));
    let core = chance.between(3.2, 5.0);
    path.circle((50.0, 50.0), core);
}

/// `count` holes between two radii, the first up when `shift` is 0.
fn ring(path: &mut Path, hole: Hole, count: u32, shift: f64, (near, far): (f64, f64)) {
    let room = std::f64::consts::TAU * (near + far) / 2.0 / f64::from(count);
    for index in 0..count {
        let turns = (f64::from(index) + shift) / f64::from(count);
        match hole {
            Hole::Round => {
                let size = ((far - near) * 0.42).min(room * 0.34);
                path.circle(spot(turns, f64::midpoint(near, far)), size);
            }
            Hole::Leaf => leaf(path, spot(turns, near), spot(turns, far), (room * 0.34).min(4.2)),
            Hole::Slit => leaf(path, spot(turns, near - 0.5), spot(turns, far + 1.5), (room * 0.2).min(1.9)),
        }
    }
}

fn leaf(path: &mut Path, from: At, to: At, width: f64) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = (dx * dx + dy * dy).sqrt().max(0.1);
    let (nx, ny) = (-dy / length * width, dx / length * width);
    let middle = (from.0 + dx * 0.55, from.1 + dy * 0.55);
    path.go(from).quad((middle.0 + nx, middle.1 + ny), to).quad((middle.0 - nx, middle.1 - ny), from).close();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crest_belongs_to_its_seed() {
        assert_eq!(crest("kimura", 1), crest("kimura", 1));
        assert_ne!(crest("kimura", 1), crest("ono", 1));
        assert_ne!(crest("kimura", 1), crest("kimura", 2));
        assert_eq!(crest("kimura", 0), crest("kimura", 9));
    }

    #[test]
    fn crests_are_small() {
        for index in 0..200 {
            let svg = crest(&format!("person-{index}"), index);
            assert!(svg.len() < 6000, "{}", svg.len());
            assert!(!svg.contains("NaN"));
        }
    }
}
