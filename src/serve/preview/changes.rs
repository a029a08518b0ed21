//! What a browser must look at again after a build.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::output::{Blob, Output};

/// A stylesheet that took another's place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Swap {
    pub(super) old: String,
    pub(super) new: String,
}

/// What is different between two portals.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// The stylesheets that took another's place.
    pub(super) styles: Vec<Swap>,
    /// The files that differ in more than a stylesheet's name, are new or are gone.
    pub(super) changed: Vec<String>,
}

/// Compares two portals.
pub(super) fn between(old: &Output, new: &Output) -> Changes {
    let styles = styles(old, new);
    let mut changed = Vec::new();
    // Both are in order of their paths, so one walk over both finds what is in one only.
    let (mut before, mut after) = (old.files().peekable(), new.files().peekable());
    loop {
        let order = match (before.peek(), after.peek()) {
            (Some((old, _)), Some((new, _))) => old.cmp(new),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => break,
        };
        let old = if order.is_le() { before.next() } else { None };
        let new = if order.is_ge() { after.next() } else { None };
        match (old, new) {
            (Some((path, old)), Some((_, new))) if differs(old, new, &styles) => changed.push(path.to_owned()),
            (Some((path, _)), None) | (None, Some((path, _))) => changed.push(path.to_owned()),
            _ => {}
        }
    }
    Changes { styles, changed }
}

fn differs(old: &Blob, new: &Blob, styles: &[Swap]) -> bool {
    match (old, new) {
        (Blob::Bytes(old), Blob::Bytes(new)) => {
            !Arc::ptr_eq(old, new) && old != new && !same_but_styles(old, new, styles)
        }
        (old, new) => old != new,
    }
}

fn styles(old: &Output, new: &Output) -> Vec<Swap> {
    let plain = |path: &str| path.rsplitn(3, '.').nth(2).map(str::to_owned);
    let sheets = |output: &Output| -> BTreeMap<String, String> {
        let sheets = output.under("assets/").filter(|(path, _)| path.ends_with(".css"));
        sheets.filter_map(|(path, _)| Some((plain(path)?, path.to_owned()))).collect()
    };
    let before = sheets(old);
    let changed = sheets(new).into_iter().filter_map(|(name, new)| {
        let old = before.get(&name)?.clone();
        (old != new).then_some(Swap { old, new })
    });
    changed.collect()
}

fn same_but_styles(before: &[u8], after: &[u8], styles: &[Swap]) -> bool {
    if styles.is_empty() {
        return false;
    }
    let (Ok(before), Ok(after)) = (std::str::from_utf8(before), std::str::from_utf8(after)) else { return false };
    let swapped = styles.iter().fold(before.to_owned(), |text, swap| text.replace(&swap.old, &swap.new));
    swapped == after
}

#[cfg(test)]
mod tests {
    use super::between;
    use crate::config::SitePath;
    use crate::hashed::Table;
    use crate::output::{Begun, Blob, OrderMemory, Output};

    fn output(files: &[(&str, &str)]) -> Output {
        let files = files.iter().map(|(path, text)| (SitePath::home().join(path), Blob::Bytes(text.as_bytes().into())));
        Output::of(files.collect(), &Table::default(), Begun::default(), &mut OrderMemory::default()).value
    }

    #[test]
    fn new_gone_and_different_files_are_named_and_pages_with_only_another_style_are_not() {
        let old = output(&[
            ("a.html", "x assets/theme.11.css"),
            ("assets/theme.11.css", "a{}"),
            ("b.txt", "1"),
            ("c.txt", "1"),
            ("d.txt", "1"),
        ]);
        let new = output(&[
            ("a.html", "x assets/theme.22.css"),
            ("assets/theme.22.css", "b{}"),
            ("b.txt", "2"),
            ("c.txt", "1"),
            ("e.txt", "1"),
        ]);
        let found = between(&old, &new);
        assert_eq!(found.changed, ["assets/theme.11.css", "assets/theme.22.css", "b.txt", "d.txt", "e.txt"]);
        assert_eq!(
            (found.styles[0].old.as_str(), found.styles[0].new.as_str()),
            ("assets/theme.11.css", "assets/theme.22.css")
        );
    }
}
