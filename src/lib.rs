//! hibi (日々) makes a static portal of Markdown stories about everyday good things and of a city's indicators.
//!
//! # The way through
//!
//! ```text
//! Tree ──▶ Config, Documents, Dataset ──▶ Site ──▶ Pages ──▶ Views ──▶ Output ──▶ disk
//! ```
//!
//! | step | room | what comes of it |
//! | --- | --- | --- |
//! | scan | [`source`], [`picture`] | every input file, as one value, the only reader of the disk; what pictures are |
//! | read | [`config`], [`content`], [`markdown`], [`data`], [`voices`] | settings; documents with holes where links go; figures with the arithmetic done; what citizens said |
//! | describe | [`schema`] | what the files that were read may hold, for editors |
//! | assemble | [`site`] | who is shown, who lives where, what leads where; immutable |
//! | view | [`page`], [`chart`], [`table`], [`paper`] | what a template sees of a page, and nothing else |
//! | render | [`theme`] | HTML; the only user of tera |
//! | gather | [`feed`], [`sitemap`], `search`, `cards`, [`output`] | path → bytes; the only writer of the disk is `output::write` |
//!
//! A room uses rooms above it in the list below, never one below. [`build`] is the whole way on one screen; the
//! commands in [`command`] only arrange it. Nothing holds global state, and nothing but the commands asks the machine for
//! the time.
//!
//! Values carry their hash ([`hashed`]), and memos ([`memo`]) keep what the last build made: a document by its bytes, a
//! resolved text by what it may look at, a chart by its figures, a page by the view that its template sees, addresses and
//! orders by what all front matter says, the search's index by all that can be found. A later build in the same process
//! therefore redoes only what changed, without anyone keeping track of who depends on whom. A build that no other follows
//! keeps nothing in memory, but the list of the files that it wrote holds the hashes by which the next run takes again what
//! lies there, and by which it knows the texts that it need not read. A first one writes its pages as they are made.
//!
//! Problems are data ([`diag`]): each step returns its value together with its notes and goes on, so that one run
//! tells all of them.

pub mod diag;
pub mod hashed;
pub mod par;
pub mod memo;
pub mod text;
pub mod date;
pub mod decimal;
pub mod picture;
pub mod source;
pub mod node;
pub mod config;
pub mod markdown;
pub mod content;
pub mod data;
pub mod voices;
pub mod schema;
pub mod chart;
pub mod table;
pub mod paper;
pub mod site;
pub mod theme;
pub mod page;
pub mod feed;
pub mod sitemap;
#[cfg(feature = "search")]
pub mod search;
#[cfg(feature = "cards")]
pub mod cards;
pub mod output;
pub mod build;
#[cfg(feature = "serve")]
pub mod serve;
pub mod cli;
pub mod command;
