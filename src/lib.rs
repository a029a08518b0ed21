//! hibi: Markdown stories and a data file become a static portal.

pub mod diag;
pub mod hashed;
pub mod text;
pub mod date;
pub mod decimal;
pub mod source;
pub mod node;
pub mod config;
pub mod data;
pub mod chart;
pub mod page;
