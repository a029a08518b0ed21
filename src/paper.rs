//! Pictures cut from paper: scenes for stories without a photo, crests for people, petal marks and the home hero.
//! Pure functions of their arguments: the same seed gives the same bytes on every machine, and no input makes them fail.
//! Nothing outside this room is used; `paper/` holds the dyes, the sheet, the primitives and one file per family of scenes.

mod animals;
mod chance;
mod crest;
mod dye;
mod events;
mod face;
mod folk;
mod garden;
mod hero;
mod hero_narrow;
mod land;
mod motif;
mod nature;
mod path;
mod petal;
mod places;
mod plants;
mod play;
mod scene;
mod setting;
mod sheet;
mod shops;
mod things;
mod town;
mod vehicles;
mod water;
mod weather;
mod words;

pub use crest::crest;
pub use hero::hero;
pub use hero_narrow::hero_narrow;
pub use motif::Motif;
pub use petal::petal_path;
pub use scene::{plain_scene, scene};
pub use words::motif_for;

#[cfg(test)]
mod tests;
