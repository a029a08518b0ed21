//! What each command does: arranges calls of the library, tells what came of them. Nothing is computed here.

mod build;
mod explain;
mod init;
mod new;
mod report;
mod say;
mod schema;
#[cfg(feature = "serve")]
mod serve;

use std::process::ExitCode;

use crate::cli::{Cli, Command};

/// Runs a command and says how it ended: 0 fine, 1 mistakes in the content, 2 wrong usage or settings.
#[must_use]
pub fn run(cli: &Cli) -> ExitCode {
    let status = match &cli.command {
        Command::Build { site, output_dir, minify } => {
            crate::par::on_workers(|| build::build(cli, site, output_dir.as_deref(), *minify))
        }
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(cli, args),
        Command::Check { site } => crate::par::on_workers(|| build::check(cli, site)),
        Command::Report { site } => report::run(cli, site),
        Command::New { kind } => new::run(cli, kind),
        Command::Init { dir } => init::run(cli, dir),
        Command::Schema { name } => schema::run(cli, *name),
        Command::Explain { name } => explain::run(cli, name.as_deref()),
    };
    ExitCode::from(status as u8)
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Status {
    Fine = 0,
    Mistakes = 1,
    Usage = 2,
}
