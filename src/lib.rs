//! hibi: Markdown stories and a data file become a static portal.

pub mod diag;
pub mod hashed;
pub mod memo;
pub mod par;
pub mod text;
pub mod date;
pub mod source;
pub mod node;
pub mod config;
pub mod markdown;
pub mod content;
pub mod data;
pub mod chart;
pub mod site;
pub mod page;
pub mod theme;
