//! hibi: Markdown stories and a data file become a static portal.

pub mod diag;
pub mod hashed;
pub mod memo;
pub mod par;
pub mod text;
pub mod date;
pub mod decimal;
pub mod source;
pub mod node;
pub mod config;
pub mod markdown;
pub mod content;
pub mod data;
pub mod chart;
pub mod table;
pub mod paper;
pub mod site;
pub mod page;
pub mod theme;
pub mod feed;
pub mod sitemap;
pub mod output;
pub mod build;
pub mod cli;
pub mod command;
