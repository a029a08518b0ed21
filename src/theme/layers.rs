//! The three layers of a theme: what is in the program, what lies in `themes/NAME`, what is the site's own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::{Asset, text_of};
use crate::config::Config;
use crate::diag::suggest::nearest;
use crate::diag::{Code, Diagnostic, Notes};
use crate::source::{Content, SourcePath, Tree};

/// Names of the templates that are in the program.
pub(super) const DEFAULT_PREFIX: &str = "@default/";
/// Names of the templates of `themes/NAME`.
pub(super) const THEME_PREFIX: &str = "@theme/";

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The files below a folder of the default theme, by their path below it.
pub(super) fn built_in(folder: &str) -> Vec<(String, &'static [u8])> {
    fn walk(dir: &'static Dir<'static>, top: &str, found: &mut Vec<(String, &'static [u8])>) {
        for file in dir.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            if let Some(name) = path.strip_prefix(top) {
                found.push((name.to_owned(), file.contents()));
            }
        }
        for inner in dir.dirs() {
            walk(inner, top, found);
        }
    }
    let mut found = Vec::new();
    walk(&DEFAULT, &format!("{folder}/"), &mut found);
    found.sort();
    found
}

/// Notes a theme that is nowhere.
pub(super) fn check_name(tree: &Tree, config: &Config, notes: &mut Notes) {
    let name = config.theme.as_str();
    if name == "default" || tree.under(&format!("themes/{name}/")).next().is_some() {
        return;
    }
    let mut known: BTreeSet<&str> = tree
        .under("themes/")
        .filter_map(|(path, _)| path.as_str().strip_prefix("themes/")?.split_once('/'))
        .map(|(theme, _)| theme)
        .collect();
    known.insert("default");
    let near = nearest(name, known.iter().copied());
    let span = config.places.get("theme").map(|span| (span.start, span.end));
    notes.push(
        Diagnostic { span, ..Diagnostic::in_file(Code::UnknownTheme, &config.file) }
            .with("name", name)
            .with_list("known", known.iter().copied())
            .near(near),
    );
}

/// The texts of all templates by the names under which tera knows them.
#[derive(Debug, Default)]
pub(super) struct Templates {
    texts: BTreeMap<String, (Option<SourcePath>, Arc<str>)>,
}

impl Templates {
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(name, (_, text))| (name.as_str(), text.as_ref()))
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(|(_, text)| text.as_ref())
    }

    /// The text that is shown under a name: the site's own, else the theme's, else that in the program.
    pub(super) fn uppermost(&self, name: &str) -> Option<&str> {
        ["", THEME_PREFIX, DEFAULT_PREFIX].iter().find_map(|prefix| self.text(&format!("{prefix}{name}")))
    }

    /// Which templates lie in which files of the tree.
    pub(super) fn files(&self) -> BTreeMap<String, SourcePath> {
        self.texts.iter().filter_map(|(name, (file, _))| Some((name.clone(), file.clone()?))).collect()
    }

    /// Leaves templates out; false if none of them was there.
    pub(super) fn remove(&mut self, names: &BTreeSet<String>) -> bool {
        let before = self.texts.len();
        self.texts.retain(|name, _| !names.contains(name));
        self.texts.len() < before
    }

    /// Templates of no files, for tests.
    #[cfg(test)]
    pub(super) fn of(texts: &[(&str, &str)]) -> Self {
        Self { texts: texts.iter().map(|(name, text)| ((*name).to_owned(), (None, Arc::from(*text)))).collect() }
    }
}

pub(super) fn templates(tree: &Tree, theme: &str, notes: &mut Notes) -> Templates {
    let mut texts = BTreeMap::new();
    for (name, bytes) in built_in("templates") {
        let text: Arc<str> = String::from_utf8_lossy(bytes).into();
        texts.insert(format!("{DEFAULT_PREFIX}{name}"), (None, text));
    }
    for (folder, prefix) in [(format!("themes/{theme}/templates/"), THEME_PREFIX), ("templates/".to_owned(), "")] {
        for (path, source) in tree.under(&folder) {
            let Some(text) = text_of(&source.content) else {
                notes.push(Diagnostic::in_file(Code::NotUtf8, path).with("encoding", "?"));
                continue;
            };
            let name = path.as_str().strip_prefix(&folder).unwrap_or(path.as_str());
            texts.insert(format!("{prefix}{name}"), (Some(path.clone()), text));
        }
    }
    fill_blocks(&mut texts);
    Templates { texts }
}

/// Gives frames of a theme or a site, in which fewer blocks stand than in the one they take the place of, those that they
/// lack, never shown: pages that are not its own write into them all the same.
fn fill_blocks(texts: &mut BTreeMap<String, (Option<SourcePath>, Arc<str>)>) {
    let ours = || texts.iter().filter_map(|(name, (_, text))| Some((name.strip_prefix(DEFAULT_PREFIX)?, text)));
    let extended: BTreeSet<&str> =
        ours().filter_map(|(_, text)| text.split("{% extends \"").nth(1)?.split('"').next()).collect();
    let frames: Vec<(String, BTreeSet<String>)> = ours()
        .filter(|(name, _)| extended.contains(name))
        .map(|(name, text)| (name.to_owned(), blocks(text)))
        .collect();
    for (name, wanted) in frames {
        for prefix in ["", THEME_PREFIX] {
            let Some((_, text)) =
                texts.get_mut(&format!("{prefix}{name}")).filter(|(_, text)| !text.contains("extends"))
            else {
                continue;
            };
            let own = blocks(text);
            let lacking: String = wanted
                .difference(&own)
                .map(|block| format!("{{% if false %}}{{% block {block} %}}{{% endblock {block} %}}{{% endif %}}"))
                .collect();
            if !lacking.is_empty() {
                *text = format!("{text}{lacking}").into();
            }
        }
    }
}

/// The names of the blocks in a template.
fn blocks(text: &str) -> BTreeSet<String> {
    let names = text.split("{%").skip(1).filter_map(|tag| {
        let words = tag.trim_start_matches('-').trim_start().strip_prefix("block ")?;
        words.split(|letter: char| !letter.is_alphanumeric() && letter != '_').find(|word| !word.is_empty())
    });
    names.map(str::to_owned).collect()
}

/// The files to publish. Of the site's own `static` only those that take the place of one of the theme's.
pub(super) fn assets(tree: &Tree, theme: &str) -> Vec<Asset> {
    let mut found: BTreeMap<String, Asset> = BTreeMap::new();
    for (name, bytes) in built_in("static") {
        found.insert(name.clone(), Asset { name, file: None, content: Content::Bytes(bytes.into()) });
    }
    for (folder, adds) in [(format!("themes/{theme}/static/"), true), ("static/".to_owned(), false)] {
        for (path, source) in tree.under(&folder) {
            let name = path.as_str().strip_prefix(&folder).unwrap_or(path.as_str());
            if adds || found.contains_key(name) {
                let asset = Asset { name: name.to_owned(), file: Some(path.clone()), content: source.content.clone() };
                found.insert(name.to_owned(), asset);
            }
        }
    }
    found.into_values().collect()
}
