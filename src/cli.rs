//! The command line: what can be asked for, nothing else.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// A static portal of everyday good things, from Markdown stories and a data file.
#[derive(Debug, Parser)]
#[command(name = "hibi", version, about, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Folder of the portal.
    #[arg(short, long, global = true, default_value = ".", value_name = "DIR")]
    pub root: PathBuf,
    /// Settings file; default: site.toml in the portal's folder.
    #[arg(short, long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Form of the messages.
    #[arg(long, global = true, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Language of the messages; default: the site's.
    #[arg(long, global = true, value_enum)]
    pub lang: Option<MessageLanguage>,
}

/// What hibi does.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the portal.
    Build {
        /// What to build.
        #[command(flatten)]
        site: SiteArgs,
        /// Folder to write to; default: public in the portal's folder.
        #[arg(short, long, value_name = "DIR")]
        output_dir: Option<PathBuf>,
    },
    /// Look for mistakes without writing anything.
    Check {
        /// What to check.
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Begin a story or a page.
    New {
        /// What to begin.
        #[command(subcommand)]
        kind: NewKind,
    },
    /// Begin a portal in a new folder.
    Init {
        /// The folder.
        dir: PathBuf,
    },
    /// Tell what a message means and how to mend it.
    Explain {
        /// The code, such as H012.
        code: String,
    },
}

/// What can be begun.
#[derive(Debug, Subcommand)]
pub enum NewKind {
    /// A story, as a draft with complete front matter.
    Story {
        /// Its title.
        title: String,
        /// Its name in addresses; default: today's date.
        #[arg(long)]
        slug: Option<String>,
    },
    /// A page.
    Page {
        /// Its title.
        title: String,
        /// Its name in addresses.
        #[arg(long)]
        slug: Option<String>,
    },
}

/// What is asked of a build.
#[derive(Args, Debug)]
pub struct SiteArgs {
    /// Where the portal will be published.
    #[arg(short = 'u', long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Show drafts.
    #[arg(short = 'D', long)]
    pub drafts: bool,
    /// Show what is to be published later.
    #[arg(short = 'F', long)]
    pub future: bool,
    /// Show what is no longer current.
    #[arg(short = 'E', long)]
    pub expired: bool,
    /// The moment to take for now, such as 2026-04-12T09:00:00+09:00; default: `SOURCE_DATE_EPOCH`, else the clock.
    #[arg(long, value_name = "RFC3339")]
    pub now: Option<String>,
    /// Fail on warnings.
    #[arg(long)]
    pub strict: bool,
}

/// The form of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, on standard error.
    Human,
    /// An object a line, on standard output.
    Json,
    /// Annotations of GitHub Actions, on standard output.
    Github,
}

/// The language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MessageLanguage {
    /// Japanese.
    Ja,
    /// English.
    En,
}
