//! Where a link leads, by its spelling: `machi.md`, `../a/index.md#見出し`, `@/stories/asa.md`, `/stories/`, `#見出し`.

use std::borrow::Cow;

use super::super::directory::{Directory, EntryId};
use super::super::photo::{self, Photo};
use super::super::visible::Badge;
use super::Resolver;
use crate::config::{Lang, SitePath};
use crate::content::Document;
use crate::diag::suggest::nearest;
use crate::source::relative;
use crate::text::{nfc, percent_decoded};

/// What a link leads to.
pub(super) enum Located {
    Page(EntryId, Option<String>),
    Address(SitePath, Option<String>),
    Anchor(String),
    Photo(Photo),
    Hidden(Badge),
    /// A file that is there, but is no page and no picture.
    NotPublished,
    Missing,
    /// A page whose file could not be read, which has been noted.
    Unread,
}

impl Resolver<'_> {
    /// Looks up a link that stands in `folder`.
    pub(super) fn locate(&self, to: &str, folder: &str, lang: Lang, from: Option<&Document>) -> Located {
        let (path, fragment) = to.split_once('#').map_or((to, None), |(path, fragment)| (path, Some(fragment)));
        let fragment = fragment.filter(|fragment| !fragment.is_empty()).map(|fragment| decoded(fragment).into_owned());
        let path = decoded(path);
        if path.is_empty() {
            return fragment.map_or(Located::Missing, Located::Anchor);
        }
        if let Some(address) = path.strip_prefix('/') {
            return self.by_address(address, lang, fragment);
        }
        let file = match path.strip_prefix("@/") {
            Some(inside) => relative("content", inside),
            None => relative(folder, &path),
        };
        let Some(file) = file else { return Located::Missing };
        match spellings(&file).find_map(|candidate| self.directory.find(&candidate)) {
            Some(Ok(id)) => return Located::Page(self.directory.in_language(id, lang).unwrap_or(id), fragment),
            Some(Err(badge)) => return Located::Hidden(badge),
            None => {}
        }
        let in_tree = |path: &str| self.tree.find(path).is_some();
        if spellings(&file).any(|path| path.ends_with(".md") && in_tree(&path)) {
            return Located::Unread;
        }
        if !in_tree(&file) {
            return Located::Missing;
        }
        let photo = from.and_then(|document| photo::find(self.tree, self.directory, document, &path).ok());
        photo.map_or(Located::NotPublished, Located::Photo)
    }

    /// An address of the site itself, with or without its closing slash; in the language of the page where that has one.
    fn by_address(&self, address: &str, lang: Lang, fragment: Option<String>) -> Located {
        let plain = address.trim_end_matches('/');
        let prefix =
            if lang.is_first() { String::new() } else { format!("{}/", self.config.languages[lang.index()].tag) };
        let forms = [
            format!("{prefix}{plain}/"),
            format!("{prefix}{plain}"),
            format!("{plain}/"),
            plain.to_owned(),
            if plain.is_empty() { prefix } else { format!("{plain}/") },
        ];
        let found = forms.into_iter().find(|form| self.directory.is_taken(form) && (form != "/"));
        found
            .and_then(|form| SitePath::parse(&form))
            .map_or(Located::Missing, |found| Located::Address(found, fragment))
    }

    /// The link that its author may have meant.
    pub(super) fn near(&self, to: &str, folder: &str) -> Option<String> {
        if to.starts_with("www.") {
            return Some(format!("https://{to}"));
        }
        let path = decoded(to.split('#').next().unwrap_or(to));
        if let Some(address) = path.strip_prefix('/') {
            return nearest(address, self.directory.taken()).map(|near| format!("/{near}"));
        }
        let (shown_prefix, wanted) = match path.strip_prefix("@/") {
            Some(inside) => ("@/", relative("content", inside)?),
            None => ("", relative(folder, &path)?),
        };
        let near = nearest_file(&wanted, self.directory)?;
        let base = if shown_prefix.is_empty() { folder } else { "content" };
        Some(near.strip_prefix(&format!("{base}/")).map_or_else(
            || format!("@/{}", near.trim_start_matches("content/")),
            |inside| format!("{shown_prefix}{inside}"),
        ))
    }
}

/// The document meant by a path: its name is a slip away, or it lies in another folder.
fn nearest_file<'d>(wanted: &str, directory: &'d Directory) -> Option<&'d str> {
    let wanted = wanted.trim_end_matches('/');
    let (folder, name) = wanted.rsplit_once('/').unwrap_or(("", wanted));
    let named = |file: &&str| file.rsplit_once('/').is_some_and(|(_, other)| other == name);
    let beside = directory.files().filter_map(|file| file.strip_prefix(folder)?.strip_prefix('/'));
    let beside = nearest(name.trim_end_matches(".md"), beside.filter_map(|file| file.strip_suffix(".md")));
    let file = beside.map(|near| format!("{folder}/{near}.md"));
    file.and_then(|file| directory.files().find(|known| *known == file)).or_else(|| directory.files().find(named))
}

/// The files that a link may mean: itself, a page without its ending, a folder.
fn spellings(file: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let plain = file.trim_end_matches('/');
    let others = [".md", "/index.md", "/_index.md"].into_iter().map(move |ending| [plain, ending].concat().into());
    std::iter::once(Cow::Borrowed(file)).chain(others)
}

/// A link's path without percent signs, in NFC.
pub(in crate::site) fn decoded(path: &str) -> Cow<'_, str> {
    match percent_decoded(path) {
        Cow::Borrowed(path) => nfc(path),
        Cow::Owned(path) => nfc(&path).into_owned().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn percent_signs_are_read() {
        assert_eq!(decoded("%E6%9C%9D.md"), "朝.md");
        assert_eq!(decoded("100%.md"), "100%.md");
    }
}
