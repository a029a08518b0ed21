//! stub
pub fn csv(_i: &crate::data::Indicator, _l: crate::config::Lang, _c: &crate::config::Config) -> String { String::new() }
pub fn json(_i: &crate::data::Indicator, _l: crate::config::Lang, _c: &crate::config::Config) -> String { String::new() }
