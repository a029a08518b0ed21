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
        /// Write pages without indentation, blank lines and comments.
        #[arg(long)]
        minify: bool,
    },
    /// Show the portal while it is being written.
    #[cfg(feature = "serve")]
    Serve(Box<ServeArgs>),
    /// Look for mistakes without writing anything.
    Check {
        /// What to check.
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Tell how the stories are spread, and which pages and figures wait for somebody.
    Report {
        /// What to look at.
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
    /// Print a JSON Schema for editors: of the front matter, of site.toml, of the data file.
    ///
    /// Vocabularies and languages are those of site.toml. Without a name, one schema for every file of a portal: what a
    /// file holds says which one it is, and each of the schemas below stands under $defs.
    Schema {
        /// The files that it is for; default: all.
        #[arg(value_enum)]
        name: Option<SchemaName>,
    },
    /// Tell what a message means and how to mend it, or what a template sees.
    Explain {
        /// A code such as H012, a template such as story.html, or a kind of thing such as Card; without one, what there is.
        name: Option<String>,
    },
}

/// What a schema may be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaName {
    /// The front matter of all pages; what has a vocabulary, tags or a poster is judged as a story.
    FrontMatter,
    /// The front matter of stories: content/stories/**.md.
    Story,
    /// The front matter of every other page.
    Page,
    /// The settings: site.toml, which need not be there yet.
    Site,
    /// The data file: content/indicators.yaml or content/indicators/*.yaml.
    Data,
    /// What citizens said: content/voices.yaml.
    Voices,
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
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
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
    /// Make a search page, whatever site.toml says. In the preview, its index as well, which takes its time.
    #[cfg(feature = "search")]
    #[arg(long)]
    pub search: bool,
    /// Fail on warnings.
    #[arg(long)]
    pub strict: bool,
}

/// What is asked of a preview.
#[cfg(feature = "serve")]
#[derive(Args, Debug)]
pub struct ServeArgs {
    /// What to show.
    #[command(flatten)]
    pub site: SiteArgs,
    /// Port to listen on; 0 takes a free one. Default: 1111, or the next that is free.
    #[arg(short, long)]
    pub port: Option<u16>,
    /// Address to listen on. Others than this machine can see the preview when it is not a loopback address.
    #[arg(short, long, value_name = "ADDRESS")]
    pub interface: Option<std::net::IpAddr>,
    /// Open a browser.
    #[arg(short = 'O', long)]
    pub open: bool,
    /// Reload when files change (the default).
    #[arg(long, overrides_with = "no_watch")]
    pub watch: bool,
    /// Do not look for changes.
    #[arg(long, overrides_with = "watch")]
    pub no_watch: bool,
    /// Look for changes every so many milliseconds, for network drives and containers.
    #[arg(long, value_name = "MS", num_args = 0..=1, require_equals = true, default_missing_value = "700")]
    pub poll: Option<u64>,
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
