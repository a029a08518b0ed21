//! `hibi schema NAME`: JSON Schemas for editors.

use super::Status;
use super::build::{judge, read};
use super::say::{self, Voice};
use crate::cli::{Cli, SchemaName};
use crate::config::{self, Overrides};
use crate::diag::{Checked, Language, Report};
use crate::schema::{Of, schema};

/// Prints a schema; without a name, that of every file.
pub(super) fn run(cli: &Cli, name: Option<SchemaName>) -> Status {
    let of = match name {
        None => Of::All,
        Some(SchemaName::FrontMatter) => Of::FrontMatter,
        Some(SchemaName::Story) => Of::Story,
        Some(SchemaName::Page) => Of::Page,
        Some(SchemaName::Site) => Of::Site,
        Some(SchemaName::Data) => Of::Data,
        Some(SchemaName::Voices) => Of::Voices,
    };
    let Checked { value: tree, notes: mut of_files } = read(cli);
    let Checked { value: config, mut notes } = config::parse(&tree, &Overrides::default());
    // What is wrong with other files is no matter here.
    of_files.retain(|note| note.file.as_ref().is_some_and(|file| file.as_str() == "site.toml"));
    notes.append(&mut of_files);
    let report = Report::new(notes);
    let site = config.as_ref().map_or(Language::Ja, config::Config::message_language);
    let language = Voice::of(cli).language(site);
    let is_sound = report.errors() == 0;
    if !is_sound && of.needs_settings() {
        Voice::of(cli).report(&report, &tree, language);
        return judge(&report, false);
    }
    let schema = schema(of, config.as_ref().filter(|_| is_sound), language);
    say::line(&format!("{schema:#}"));
    Status::Fine
}
