#![no_main]
#![allow(dead_code, missing_docs, reason = "each target opens one of the ways in that they share")]

#[path = "../entry.rs"]
mod entry;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry::table(bytes));
