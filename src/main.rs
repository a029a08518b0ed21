//! The program: arguments → command → exit status.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    hibi::command::run(&hibi::cli::Cli::parse())
}
