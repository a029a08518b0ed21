//! `hibi new`: a story or a page with complete front matter.

use std::fs;
use std::io::Write as _;

use jiff::Zoned;

use super::Status;
use super::say::{self, Voice};
use crate::cli::{Cli, NewKind};
use crate::config::{self, Config, Lang, Overrides, address::is_storable};
use crate::diag::{Code, Diagnostic, Language};
use crate::source::scan;

/// Begins a story or a page. A file that is there already is never touched.
pub(super) fn run(cli: &Cli, kind: &NewKind) -> Status {
    let file = cli.config.clone().unwrap_or_else(|| cli.root.join("site.toml"));
    let tree = scan::scan(&cli.root, &file).value;
    let Some(config) = config::parse(&tree, &Overrides::default()).value else {
        Voice::of(cli).fault(&Diagnostic::new(Code::ConfigMissing), Voice::of(cli).language(Language::Ja));
        return Status::Usage;
    };
    let language = Voice::of(cli).language(config.message_language());
    let today = Zoned::now().with_time_zone(config.zone.clone()).date().to_string();
    let (folder, slug, text) = match kind {
        NewKind::Story { title, slug } => ("content/stories", slug, story(&config, title, &today)),
        NewKind::Page { title, slug } => ("content", slug, format!("---\ntitle: {}\n---\n\n", quoted(title))),
    };
    let slug = slug.clone().unwrap_or_else(|| today.clone());
    if !is_storable(&slug) || slug.contains('/') {
        Voice::of(cli).fault(&Diagnostic::new(Code::BadSlug).with("slug", slug), language);
        return Status::Usage;
    }
    let folder = cli.root.join(folder);
    let path = folder.join(format!("{slug}.md"));
    let written = fs::create_dir_all(&folder).and_then(|()| fs::File::create_new(&path)?.write_all(text.as_bytes()));
    match written {
        Ok(()) => {
            say::line(&path.display().to_string());
            Status::Fine
        }
        Err(error) => {
            let note = Diagnostic::new(Code::WriteFailed).with("path", path.display()).with("reason", error);
            Voice::of(cli).fault(&note, language);
            Status::Mistakes
        }
    }
}

/// A story's front matter: what is required filled with the first term, the choices beside it.
fn story(config: &Config, title: &str, today: &str) -> String {
    let mut text = format!("---\ntitle: {}\ndate: {today}\ndraft: true\n", quoted(title));
    for vocabulary in config.vocabularies.iter().filter(|vocabulary| vocabulary.required) {
        let terms: Vec<String> =
            vocabulary.terms.iter().map(|term| format!("{} = {}", term.id, term.label.get(Lang::FIRST))).collect();
        let first = vocabulary.terms.first().map_or("", |term| term.id.as_str());
        text.push_str(&format!("{}: {first}   # {}\n", vocabulary.key, terms.join(" / ")));
    }
    text.push_str("summary: \"\"\ntags: []\nauthor: \"\"\nplace: \"\"\n---\n\n");
    text
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
