//! A portal's files as an editor sees them: each with its schema's name, its value, and what its reader says of it.

use hibi::config::{self, Config, Overrides};
use hibi::content;
use hibi::data;
use hibi::diag::{Diagnostic, Severity};
use hibi::schema::Of;
use hibi::source::{SourcePath, Tree};
use hibi::voices;
use serde_json::{Map, Value as Json};

/// The day on which targets are judged.
const TODAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 4, 12);

/// A file, read.
pub(super) struct File {
    pub(super) path: String,
    pub(super) of: Of,
    /// Its value by a parser that is not the program's own; `None` where that cannot read it.
    pub(super) value: Option<Json>,
    pub(super) notes: Vec<Diagnostic>,
}

impl File {
    pub(super) fn is_fine(&self) -> bool {
        self.notes.iter().all(|note| note.severity() != Severity::Error)
    }

    /// The numbers of what was noted.
    pub(super) fn codes(&self) -> Vec<&'static str> {
        self.notes.iter().map(|note| note.code.number()).collect()
    }
}

/// The settings with what was noted on them.
pub(super) fn settings(tree: &Tree) -> (Option<Config>, Vec<Diagnostic>) {
    let read = config::parse(tree, &Overrides::default());
    (read.value, read.notes)
}

/// Every file of a portal that has a schema.
pub(super) fn files(tree: &Tree) -> Vec<File> {
    let (config, notes) = settings(tree);
    let of_site = tree.get(&SourcePath::new("site.toml")).and_then(|source| source.text());
    let value = of_site.and_then(|text| toml::from_str(text).ok()).map(from_toml);
    let mut files = vec![File { path: "site.toml".to_owned(), of: Of::Site, value, notes }];
    let Some(config) = config.filter(|config| !config.incomplete) else { return files };
    let notes = [data::parse(tree, &config, TODAY).notes, voices::parse(tree, &config).notes].concat();
    for (path, source) in tree.under("content/") {
        let Some(text) = source.text() else { continue };
        let name = path.as_str();
        let is_story = name.starts_with("content/stories/");
        let (of, text, notes) = match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("md") => {
                let notes = content::parse(path, text, &config, None).notes;
                (if is_story { Of::Story } else { Of::Page }, front_matter(text), notes)
            }
            Some("yaml" | "yml") => {
                let notes = notes.iter().filter(|note| note.file.as_ref() == Some(path)).cloned();
                (if name == voices::FILE { Of::Voices } else { Of::Data }, &**text, notes.collect())
            }
            _ => continue,
        };
        files.push(File { path: name.to_owned(), of, value: from_yaml(text), notes });
    }
    files
}

fn front_matter(text: &str) -> &str {
    let rest = text.strip_prefix("---\n").unwrap_or_default();
    rest.split_once("\n---").map_or(rest, |(matter, _)| matter)
}

/// A YAML text's value.
pub(super) fn from_yaml(text: &str) -> Option<Json> {
    fn value(yaml: serde_yaml::Value) -> Json {
        use serde_yaml::Value as Yaml;
        match yaml {
            Yaml::Sequence(items) => items.into_iter().map(value).collect(),
            Yaml::Mapping(entries) => {
                let key = |key: Yaml| match key {
                    Yaml::String(key) => key,
                    other => serde_yaml::to_string(&other).unwrap().trim().to_owned(),
                };
                Json::Object(entries.into_iter().map(|(name, inner)| (key(name), value(inner))).collect::<Map<_, _>>())
            }
            Yaml::Tagged(tagged) => value(tagged.value),
            plain => serde_json::to_value(plain).unwrap_or(Json::Null),
        }
    }
    serde_yaml::from_str(text).ok().map(value)
}

/// A TOML value, with its dates as texts.
pub(super) fn from_toml(toml: toml::Value) -> Json {
    match toml {
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(from_toml).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, from_toml(value))).collect(),
        plain => serde_json::to_value(plain).unwrap(),
    }
}
