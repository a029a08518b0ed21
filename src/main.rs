//! The program: arguments → command → exit status.

use std::process::ExitCode;

use clap::Parser;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    hibi::command::run(&hibi::cli::Cli::parse())
}
