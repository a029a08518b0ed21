//! One binary for all tests: it links once.

mod diagnostics;
