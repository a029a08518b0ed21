//! The parts every scene has: sky with disc and clouds, far and near land, the foreground and the birds.

use super::dye::Dye;
use super::motif::Motif;
use super::path::At;
use super::scene::{Far, Scene};
use super::{garden, land, town, weather};

impl Scene {
    /// The whole ground in the stage's dye.
    pub(super) fn ground(&mut self) {
        let sky = self.sheet.sky;
        self.sheet.boxes(sky, &[(0.0, 0.0, 600.0, 400.0)]);
    }

    /// Ground, a disc away from the subject, clouds.
    pub(super) fn sky(&mut self) {
        let x = self.other - self.side * self.sheet.between(-40.0, 10.0);
        let (y, r) = (self.sheet.between(88.0, 122.0), self.sheet.between(48.0, 66.0));
        self.sky_with((x, y), r);
    }

    /// As [`Scene::sky`], the disc at a given place.
    pub(super) fn sky_with(&mut self, at: At, r: f64) {
        self.ground();
        if self.also(Motif::Night) {
            let moon = if self.sheet.sky == Dye::Sun { Dye::Apricot } else { Dye::Window };
            land::stars(&mut self.sheet, Dye::Paper, (10.0, 14.0), 580.0, 170.0, 24);
            self.disc(moon, at, r);
        } else if self.wet() {
            self.cloud((at.0, at.1), 165.0);
            self.cloud((self.main + self.side * 30.0, 66.0), 120.0);
        } else {
            // A kite or a firework set into the sky takes the place of the sun.
            let taken = self.also(Motif::Kite) || self.also(Motif::Fireworks);
            let dyes = [Dye::Sun, Dye::Sun, Dye::Paper, Dye::Apricot, Dye::Vermilion];
            // Red and white lanterns would vanish before a red or white sun.
            let bright = self.motif == Motif::Lanterns || self.also(Motif::Lanterns);
            let dye = self.sheet.dye(if bright { &[Dye::Sun, Dye::Apricot] } else { &dyes });
            if taken {
                self.keep(at, 70.0);
            } else {
                self.disc(dye, at, r);
            }
            if self.sheet.likely(70) {
                let width = self.sheet.between(95.0, 140.0);
                let y = self.sheet.between(58.0, 96.0);
                let x = self.main + self.side * self.sheet.between(20.0, 70.0);
                let places = [x, self.other, 300.0];
                if let Some(x) = places.into_iter().find(|x| self.free((*x, y), width / 2.0)) {
                    self.cloud((x.clamp(70.0, 530.0), y), width);
                }
            }
        }
    }

    /// Lays a sun or moon and keeps its place free of clouds and birds.
    pub(super) fn disc(&mut self, dye: Dye, at: At, r: f64) {
        self.sheet.disc(dye, at, r);
        self.taken.push((at, r));
    }

    /// Keeps clouds and birds out of the circle of `r` units round `at`.
    pub(super) fn keep(&mut self, at: At, r: f64) {
        self.taken.push((at, r));
    }

    /// Lays a cloud of `width` units with its middle at `at`.
    pub(super) fn cloud(&mut self, at: At, width: f64) {
        land::cloud(&mut self.sheet, (at.0 - width / 2.0, at.1), width);
        self.taken.push(((at.0, at.1 - width * 0.15), width * 0.45));
    }

    /// True when nothing in the sky is within `r` units of `at`.
    fn free(&self, at: At, r: f64) -> bool {
        self.taken.iter().all(|(other, size)| {
            let (dx, dy, far) = (at.0 - other.0, at.1 - other.1, r + size);
            dx * dx + dy * dy > far * far
        })
    }

    /// What the distance shows unless a motif asks for something else.
    pub(super) fn any_far(&mut self) -> Far {
        if self.also(Motif::River) || self.also(Motif::Sea) || self.also(Motif::Bridge) {
            Far::Water
        } else if self.also(Motif::Houses) {
            Far::Town
        } else {
            self.sheet.chance.pick(&[Far::Hills, Far::Hills, Far::Town, Far::Water], Far::Hills)
        }
    }

    /// The far band and what other motifs set on it, then the near land.
    pub(super) fn land(&mut self, far: Far) {
        if self.also(Motif::Mountain) {
            weather::peak(&mut self.sheet, (self.other, 330.0), 300.0, 190.0);
        }
        match far {
            Far::Hills => {
                let y = self.sheet.between(236.0, 256.0);
                land::hills(&mut self.sheet, self.far, y, 26.0);
                self.back();
                let y = self.sheet.between(306.0, 318.0);
                land::hills(&mut self.sheet, self.near, y, 9.0);
            }
            Far::Town => {
                let behind = if self.far == Dye::Wisteria { Dye::Wisteria } else { Dye::Green };
                land::hills(&mut self.sheet, behind, 252.0, 22.0);
                self.back();
                town::row(&mut self.sheet, -14.0, 606.0, 304.0, 0.92);
                let y = self.sheet.between(301.0, 304.0);
                land::hills(&mut self.sheet, self.near, y, 6.0);
            }
            Far::Water => {
                let ridge = if self.sheet.sky == Dye::Wisteria { Dye::Green } else { Dye::Wisteria };
                land::hills(&mut self.sheet, ridge, 226.0, 18.0);
                self.back();
                land::hills(&mut self.sheet, Dye::Water, 256.0, 3.0);
                land::ripples(&mut self.sheet, (20.0, 268.0), 560.0, 30.0, 7);
                let near = if self.near == Dye::Leaf { Dye::Leaf } else { Dye::Green };
                land::hills(&mut self.sheet, if self.snowy { Dye::Paper } else { near }, 314.0, 10.0);
            }
        }
    }

    /// Buildings other motifs set in the distance.
    fn back(&mut self) {
        let x = self.other;
        if self.also(Motif::School) {
            town::school(&mut self.sheet, (x, 312.0), 190.0, Dye::Indigo);
        }
        if self.also(Motif::Gate) {
            town::torii(&mut self.sheet, (x - self.side * 30.0, 312.0), 84.0);
        }
        if self.also(Motif::Train) {
            super::vehicles::viaduct(&mut self.sheet, (-10.0, 610.0), 262.0, 330.0, 0.55);
            super::vehicles::train(&mut self.sheet, x - 150.0, 262.0, 2, 0.55);
        }
    }

    /// The dark strip at the lower edge, with grass.
    pub(super) fn front(&mut self) {
        self.fronted = true;
        let y = self.sheet.between(372.0, 380.0);
        land::hills(&mut self.sheet, self.fore, y, 6.0);
        if self.also(Motif::Flowers) {
            garden::flower_strip(&mut self.sheet, 398.0);
        } else if !self.snowy {
            let blade = if self.near == Dye::Leaf { Dye::Leaf } else { Dye::Green };
            land::grass(&mut self.sheet, blade, (10.0, 388.0), 580.0, 12.0, 16);
        }
    }

    /// Birds at `at` or another free place of the sky, in most pictures.
    pub(super) fn birds(&mut self, at: At) {
        if self.sheet.likely(60) && !self.wet() {
            let dye = self.sheet.dye(&[Dye::Paper, Dye::Paper, Dye::Ink]);
            let places = [at, (300.0 - self.side * 40.0, 62.0), (self.other - self.side * 60.0, 56.0)];
            if let Some(place) = places.into_iter().find(|place| self.free(*place, 44.0)) {
                land::flock(&mut self.sheet, dye, (place.0 - 30.0, place.1));
            }
        }
    }
}
