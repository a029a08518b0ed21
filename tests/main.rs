//! One binary for all tests: it links once. How to write a test stands in `README.md`.

mod architecture;
mod build;
mod command;
mod data;
mod diagnostics;
mod feeds;
mod golden;
mod html;
mod incremental;
mod languages;
mod links;
mod names;
mod output;
mod photos;
mod properties;
mod serve;
mod texts;
mod town;
mod untrusted;
mod vocabularies;
