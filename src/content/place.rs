//! A file's name → what the file is, its language, its address and its date.

use jiff::civil::{Date, DateTime};

use super::Spanned;
use crate::config::address::is_storable;
use crate::config::{Config, Lang};
use crate::diag::suggest::nearest;
use crate::diag::{Code, Diagnostic, Notes};
use crate::source::SourcePath;

/// What a content file is, and its address without the language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// `content/_index.md`.
    Home,
    /// `content/stories/_index.md`: the words over the list of stories.
    Stories,
    /// A story, by its slug.
    Story(String),
    /// Any other page, by its path without slashes at its ends.
    Page(String),
}

/// A file's name, taken apart.
#[derive(Debug)]
pub(super) struct Named {
    /// The folders below `content/`.
    folders: Vec<String>,
    /// The name without endings, language and date; the folder's name for `index`.
    stem: String,
    /// Whether it is `index` or `_index`.
    index: bool,
    dated: Option<Date>,
}

/// Takes the language out of a file's name: `asa.en.md`.
pub(super) fn split_language(file: &SourcePath, config: &Config, notes: &mut Notes) -> (Named, Lang) {
    let path = file.as_str().strip_prefix("content/").unwrap_or(file.as_str());
    let mut folders: Vec<String> = path.split('/').map(str::to_owned).collect();
    let name = folders.pop().unwrap_or_default();
    let name = name.strip_suffix(".md").unwrap_or(&name);
    let (stem, lang) = match name.rsplit_once('.') {
        Some((stem, tag)) if config.lang(tag).is_some() => (stem, config.lang(tag).unwrap_or_default()),
        // `v1.2.md` is a name; `asa.fr.md` is a language that the site does not have.
        Some((stem, tag)) if tag.len() == 2 && tag.chars().all(|c| c.is_ascii_lowercase()) => {
            let tags = || config.languages.iter().map(|language| language.tag.as_str());
            let note = Diagnostic::in_file(Code::UnknownLanguage, file).with("tag", tag);
            notes.push(note.with_list("known", tags()).near(nearest(tag, tags())));
            (stem, Lang::FIRST)
        }
        _ => (name, Lang::FIRST),
    };
    let index = matches!(stem, "index" | "_index");
    let section = stem == "_index";
    let (dated, stem) = if index {
        let folder = if section || folders.len() <= 1 && folders.first().is_some_and(|f| f == "stories") {
            String::new()
        } else {
            folders.last().cloned().unwrap_or_default()
        };
        split_date(&folder)
    } else {
        split_date(stem)
    };
    (Named { folders, stem, index, dated }, lang)
}

/// `2026-04-12-asa` → the day and `asa`.
fn split_date(name: &str) -> (Option<Date>, String) {
    let dated = name.get(..10).and_then(|day| day.parse::<Date>().ok());
    match (dated, name.get(10..).and_then(|rest| rest.strip_prefix(['-', '_']))) {
        (Some(day), Some(rest)) if !rest.is_empty() => (Some(day), rest.to_owned()),
        _ => (None, name.to_owned()),
    }
}

impl Named {
    /// Whether the file is a story.
    pub(super) fn is_story(&self) -> bool {
        self.in_stories() && !self.stem.is_empty()
    }

    fn in_stories(&self) -> bool {
        self.folders.first().is_some_and(|folder| folder == "stories")
    }

    /// The day in the file's name.
    pub(super) fn date(&self) -> Option<DateTime> {
        self.dated.map(|day| day.at(0, 0, 0, 0))
    }

    /// The document's place; `slug` is what the front matter says over the name.
    pub(super) fn place(&self, file: &SourcePath, slug: Option<&Spanned>, notes: &mut Notes) -> Place {
        let slug = slug.filter(|slug| {
            let sound = is_slug(&slug.text);
            if !sound {
                let code = if slug.text.len() > 255 { Code::NameTooLong } else { Code::BadSlug };
                notes.push(Diagnostic::at(code, file, slug.span.clone()).with("slug", &slug.text));
            }
            sound
        });
        let written = slug.map_or_else(|| self.stem.clone(), |slug| slug.text.clone());
        let last = written.split_whitespace().collect::<Vec<_>>().join("-");
        if self.in_stories() && last.is_empty() {
            return Place::Stories;
        }
        let mut parts: Vec<&str> = self.folders.iter().map(String::as_str).collect();
        if self.index && !self.stem.is_empty() {
            parts.pop();
        }
        if last.is_empty() && parts.is_empty() {
            return Place::Home;
        }
        if !last.is_empty() {
            parts.push(&last);
        }
        if let Some(part) = parts.iter().find(|part| !is_storable(part)) {
            let code = if part.len() > 255 { Code::NameTooLong } else { Code::BadSlug };
            notes.push(Diagnostic::in_file(code, file).with("slug", part));
        }
        if self.in_stories() { Place::Story(last) } else { Place::Page(parts.join("/")) }
    }
}

fn is_slug(slug: &str) -> bool {
    is_storable(slug) && !slug.contains('/') && slug.trim() == slug
}

#[cfg(test)]
mod tests {
    use super::split_date;

    #[test]
    fn a_date_may_stand_in_the_name() {
        assert_eq!(split_date("2026-04-12-asa").1, "asa");
        assert!(split_date("2026-04-12-asa").0.is_some());
        assert_eq!(split_date("2026-13-40-asa"), (None, "2026-13-40-asa".to_owned()));
        assert_eq!(split_date("2026-04-12"), (None, "2026-04-12".to_owned()));
        assert_eq!(split_date("朝の土手を歩く人"), (None, "朝の土手を歩く人".to_owned()));
    }
}
