#![no_main]
#![allow(dead_code, missing_docs)]

#[path = "../entry.rs"]
mod entry;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry::markdown(bytes));
