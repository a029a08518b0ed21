//! `hibi init DIR`: a new portal that builds at once.

use std::fs;
use std::io;
use std::path::Path;

use super::Status;
use super::say::{self, Voice};
use crate::cli::Cli;
use crate::diag::{Code, Diagnostic, Language};

/// The files of a new portal.
const FILES: [(&str, &str); 5] = [
    ("site.toml", include_str!("init/site.toml")),
    ("content/_index.md", include_str!("init/index.md")),
    ("content/about.md", include_str!("init/about.md")),
    ("content/stories/hajimete.md", include_str!("init/story.md")),
    ("content/indicators.yaml", include_str!("init/indicators.yaml")),
];

/// Begins a portal. A folder with anything in it is left alone.
pub(super) fn run(cli: &Cli, dir: &Path) -> Status {
    let language = Voice::of(cli).language(Language::Ja);
    if fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        let note = Diagnostic::new(Code::OutputRefused).with("path", dir.display()).with("reason", "foreign");
        Voice::of(cli).fault(&note, language);
        return Status::Usage;
    }
    match write(dir) {
        Ok(()) => {
            say::line(&match language {
                Language::Ja => format!("{0} にポータルを作りました。つぎは： hibi build -r {0}", dir.display()),
                Language::En => format!("A portal stands in {0}. Next: hibi build -r {0}", dir.display()),
            });
            Status::Fine
        }
        Err(error) => {
            let note = Diagnostic::new(Code::WriteFailed).with("path", dir.display()).with("reason", error);
            Voice::of(cli).fault(&note, language);
            Status::Mistakes
        }
    }
}

fn write(dir: &Path) -> io::Result<()> {
    for (name, text) in FILES {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().unwrap_or(dir))?;
        fs::write(path, text)?;
    }
    Ok(())
}
