//! One binary for all tests: it links once. How to write a test stands in `README.md`.
#![expect(clippy::unwrap_used, reason = "a test that unwraps fails, which is what it is for")]
#![allow(clippy::format_collect, reason = "long hostile texts read best as what repeats")]

mod again;
mod ahead;
mod answers;
mod architecture;
mod authors;
mod build;
mod burden;
mod camera;
#[cfg(feature = "cards")]
mod cards;
mod charts;
mod cities;
mod command;
mod data;
mod diagnostics;
mod disasters;
mod display;
mod feeds;
mod freshness;
mod fuzz;
mod golden;
mod html;
mod incremental;
mod languages;
mod links;
mod minify;
mod mishaps;
mod names;
mod output;
mod people;
mod photos;
mod posters;
mod properties;
mod report;
mod schema;
#[cfg(feature = "search")]
mod search;
mod serve;
mod takedown;
mod tally;
mod targets;
mod texts;
mod themes;
mod together;
mod town;
mod twin;
mod unchanged;
mod untrusted;
mod vocabularies;
mod voices;
