//! Pictures of all origins, published without what they say of their makers: photos that pages show, those of the
//! static folder, those of the theme.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::files::Files;
use crate::config::SitePath;
use crate::diag::{Diagnostic, Notes};
use crate::output::{Blob, Picture};
use crate::picture::{self, Fault, Kind, Shape};
use crate::site::Site;
use crate::source::{Content, Source, SourcePath, Tree};

fn held(file: &SourcePath, source: &Source) -> Arc<Picture> {
    Arc::new(Picture { file: file.clone(), content: source.content.clone(), hash: source.hash })
}

/// The photos that pages show, in all their sizes.
pub(super) fn photos(site: &Site, tree: &Tree, notes: &mut Notes) -> Files {
    let mut files = Files::new();
    for photo in site.photos() {
        let Some(source) = tree.get(&photo.file) else { continue };
        if photo.shape == Shape::Drawing {
            files.extend(drawing(photo.address.clone(), &photo.file, source, notes));
            continue;
        }
        let picture = held(&photo.file, source);
        files.extend(photo.published().map(|(at, shape)| (at.clone(), Blob::Picture(Arc::clone(&picture), shape))));
    }
    files
}

/// The site's own files, at their own paths; photos that pages show are published by those.
pub(super) fn statics(site: &Site, tree: &Tree, notes: &mut Notes) -> Files {
    let shown: BTreeSet<&SourcePath> = site.photos().into_iter().map(|photo| &photo.file).collect();
    let mut files = Files::new();
    for (file, source) in
        tree.under("static/").filter(|(file, _)| !shown.contains(file) && !site.withdrawn.contains(*file))
    {
        let Some(address) = SitePath::parse(file.as_str().trim_start_matches("static/")) else { continue };
        let blob = match source.look() {
            _ if file.ending() == "svg" => {
                files.extend(drawing(address, file, source, notes));
                continue;
            }
            // A photo held sideways is turned; all others stay as they are.
            Ok(look) if look.turn != 1 => Blob::Picture(held(file, source), look.shape(look.width, Kind::Jpeg)),
            Ok(_) => Blob::Picture(held(file, source), Shape::Bare),
            Err(Fault::NotAPicture) if !picture::is_ending(&file.ending()) => other(source),
            Err(fault) => {
                notes.push(fault.note(file.file_name(), |code| Diagnostic::in_file(code, file)));
                continue;
            }
        };
        files.push((address, blob));
    }
    files
}

/// A drawing of the static folder, cleaned at once: it is small, and its mistakes are told with all others.
fn drawing(address: SitePath, file: &SourcePath, source: &Source, notes: &mut Notes) -> Option<(SitePath, Blob)> {
    let cleaned = match &source.content {
        Content::Text(text) => picture::make(text.as_bytes(), Shape::Drawing),
        Content::Bytes(bytes) => picture::make(bytes, Shape::Drawing),
        Content::File { .. } => return Some((address, Blob::Picture(held(file, source), Shape::Drawing))),
    };
    match cleaned {
        Ok(bytes) => Some((address, Blob::Bytes(bytes.into()))),
        Err(fault) => {
            notes.push(fault.note(file.file_name(), |code| Diagnostic::in_file(code, file)));
            None
        }
    }
}

fn other(source: &Source) -> Blob {
    match &source.content {
        Content::Text(text) => Blob::Bytes(text.as_bytes().into()),
        Content::Bytes(bytes) => Blob::Bytes(Arc::clone(bytes)),
        Content::File { path, length, hash, .. } => Blob::File { path: path.clone(), length: *length, hash: *hash },
    }
}
