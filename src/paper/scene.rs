//! A scene from back to front: ground, disc, cloud, far land, near land, the subject with its people, foreground, birds.
//! The subject stands 70 to 110 units off the middle; sun and companions take the other side.

use super::dye::{Dark, Dye, Painter};
use super::folk::{self, Arm, Look};
use super::land;
use super::motif::Motif;
use super::path::At;
use super::sheet::Sheet;
use super::{events, garden, nature, places, shops, things, water, weather};

/// What stands in the distance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Far {
    Hills,
    Town,
    Water,
}

/// The state shared by all parts of one picture of 600 × 400 units.
pub(super) struct Scene {
    pub(super) sheet: Sheet,
    /// -1 when the subject is on the left, 1 on the right.
    pub(super) side: f64,
    /// The x of the subject and of the free half opposite.
    pub(super) main: f64,
    pub(super) other: f64,
    /// The dyes of hills, meadow and foreground.
    pub(super) far: Dye,
    pub(super) near: Dye,
    pub(super) fore: Dye,
    pub(super) snowy: bool,
    pub(super) motif: Motif,
    more: Vec<Motif>,
    /// Circles of the sky that are taken: middle and radius.
    pub(super) taken: Vec<(At, f64)>,
    /// True when the foreground has been laid.
    pub(super) fronted: bool,
}

/// A cut-paper picture as a standalone SVG file of 600 × 400 units with its own light and dark dyes.
///
/// `ground` is the position of the stage from 1, whose fill becomes the sky (0 = no stage). The first of `motifs` is the
/// subject, the next two are added where they fit; without any the seed chooses.
#[must_use]
pub fn scene(seed: &str, ground: usize, motifs: &[Motif]) -> String {
    cut(Scene::new(seed, Dye::ground(ground), motifs))
}

/// The same in light alone, for painters that know no custom properties.
#[must_use]
pub fn plain_scene(seed: &str, ground: usize, motifs: &[Motif]) -> String {
    let scene = Scene::new(seed, Dye::ground(ground), motifs);
    cut(Scene { sheet: scene.sheet.painted_by(Painter::Plain), ..scene })
}

fn cut(mut scene: Scene) -> String {
    match scene.motif {
        Motif::Tree | Motif::Fruit | Motif::Grove | Motif::Bench => nature::draw(&mut scene),
        Motif::Flowers | Motif::Field => garden::draw(&mut scene),
        Motif::River | Motif::Bridge | Motif::Sea => water::draw(&mut scene),
        Motif::Houses | Motif::School | Motif::Gate => places::draw(&mut scene),
        Motif::Stall | Motif::Shop | Motif::Books => shops::draw(&mut scene),
        Motif::Lanterns | Motif::Kite | Motif::Fireworks | Motif::Music | Motif::Playground => {
            events::draw(&mut scene);
        }
        Motif::Bowls | Motif::Pot | Motif::Train | Motif::Bus | Motif::Bicycle => {
            things::draw(&mut scene);
        }
        Motif::Snow | Motif::Rain | Motif::Mountain | Motif::Night => weather::draw(&mut scene),
    }
    scene.over();
    scene.sheet.file((0, 600), 400, Dark::Dim)
}

impl Scene {
    fn new(seed: &str, sky: Dye, motifs: &[Motif]) -> Self {
        const OWN: [Motif; 9] = [
            Motif::Tree,
            Motif::Grove,
            Motif::Houses,
            Motif::Stall,
            Motif::Flowers,
            Motif::Lanterns,
            Motif::Kite,
            Motif::Bowls,
            Motif::Bridge,
        ];
        let mut sheet = Sheet::new(seed, sky);
        let side = if sheet.likely(50) { 1.0 } else { -1.0 };
        let chosen = sheet.chance.pick(&OWN, Motif::Tree);
        let motif = motifs.first().copied().unwrap_or(chosen);
        let more: Vec<Motif> = motifs.iter().copied().skip(1).filter(|other| *other != motif).take(2).collect();
        let main = 300.0 + side * sheet.between(70.0, 110.0);
        let other = 300.0 - side * sheet.between(120.0, 160.0);
        let snowy = motif == Motif::Snow || more.contains(&Motif::Snow);
        let (mut far, mut near, mut fore) = (Dye::Green, Dye::Leaf, Dye::Forest);
        if snowy {
            (far, near, fore) = (if sky == Dye::Wisteria { Dye::Sky } else { Dye::Wisteria }, Dye::Paper, Dye::Haze);
        } else if sky == Dye::Leaf || (sheet.likely(25) && sky != Dye::Wisteria) {
            (far, near) = (Dye::Wisteria, Dye::Green);
        }
        Self { sheet, side, main, other, far, near, fore, snowy, motif, more, taken: Vec::new(), fronted: false }
    }

    /// True when `motif` is to be set in besides the subject.
    pub(super) fn also(&self, motif: Motif) -> bool {
        self.more.contains(&motif)
    }

    /// True when only one motif was given.
    pub(super) fn alone(&self) -> bool {
        self.more.is_empty()
    }

    /// True when it rains or snows, so that no sun shines.
    pub(super) fn wet(&self) -> bool {
        self.motif == Motif::Rain || self.also(Motif::Rain)
    }

    /// Smaller things other motifs set beside the subject, on the near land at `y`.
    pub(super) fn beside(&mut self, y: f64) {
        let at = (self.other - self.side * 44.0, y);
        if self.also(Motif::Tree) || self.also(Motif::Bench) {
            super::plants::large_tree(&mut self.sheet, at, 190.0, Dye::Forest, None);
        } else if self.also(Motif::Fruit) {
            super::plants::round_tree(&mut self.sheet, at, 150.0, Dye::Forest, Some(Dye::Apricot));
        } else if self.also(Motif::Grove) {
            for (x, tall) in [(-62.0, 96.0), (0.0, 132.0), (58.0, 88.0)] {
                super::plants::any_tree(&mut self.sheet, (at.0 + x, y), tall);
            }
        } else if self.also(Motif::Stall) || self.also(Motif::Shop) {
            shops::stall_at(&mut self.sheet, (at.0, y + 8.0), 0.62);
        } else if self.also(Motif::Bicycle) {
            super::vehicles::bicycle(&mut self.sheet, (at.0, y + 20.0), 66.0, self.side);
        }
    }

    /// One or two people near `x`, standing at `y`, about `tall` units.
    pub(super) fn people(&mut self, x: f64, y: f64, tall: f64) {
        let sheet = &mut self.sheet;
        let look = Look::next(sheet);
        if sheet.likely(65) {
            let child = sheet.likely(55);
            let height = if child { tall * 0.68 } else { tall * sheet.between(0.94, 1.04) };
            let gap = tall * if child { 0.38 } else { 0.44 };
            let other = if child { Look::next(sheet).young() } else { Look::next(sheet) };
            let (first, second) = if sheet.likely(50) { (-gap / 2.0, gap / 2.0) } else { (gap / 2.0, -gap / 2.0) };
            let wave = |x: f64, arm: Arm| folk::arms(x, Arm::Down, arm);
            let (left, right) = wave(first, if sheet.likely(50) { Arm::Wave } else { Arm::Down });
            folk::person(sheet, (x + first, y), tall, look, left, right);
            let (left, right) = wave(second, if sheet.likely(35) { Arm::Wave } else { Arm::Down });
            folk::person(sheet, (x + second, y + 4.0), height, other, left, right);
        } else {
            folk::person(sheet, (x, y), tall, look, Arm::Down, Arm::Wave);
        }
    }

    /// What comes last: birds, and the lanterns, kites or weather of other motifs.
    fn over(&mut self) {
        if matches!(self.motif, Motif::Books | Motif::Pot) {
            return;
        }
        if self.also(Motif::Flowers) && !self.fronted {
            garden::flower_strip(&mut self.sheet, 402.0);
        }
        if self.also(Motif::Lanterns) {
            events::garland(&mut self.sheet, 30.0, 58.0, 7);
        } else if self.also(Motif::Kite) {
            events::kite(&mut self.sheet, (self.other, 76.0), 40.0, self.side);
        } else if self.also(Motif::Fireworks) {
            let (outer, inner) =
                (self.sheet.dye(&[Dye::Vermilion, Dye::Paper]), self.sheet.dye(&[Dye::Sun, Dye::Apricot]));
            land::firework(&mut self.sheet, (self.other, 92.0), 64.0, outer, inner);
        }
        if self.wet() {
            land::rainfall(&mut self.sheet, 4.0, 600.0, 6.0, 380.0);
        } else if self.snowy {
            land::snowfall(&mut self.sheet);
        }
    }
}
