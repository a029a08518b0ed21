//! Photos: where one that a document names lies, and where it is published. Nothing but pictures is.

use super::directory::Directory;
use crate::config::SitePath;
use crate::content::Document;
use crate::source::{Content, PictureSize, SourcePath, Tree};

/// A photo that some page shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Photo {
    /// The file.
    pub file: SourcePath,
    /// Where it is published.
    pub address: SitePath,
    /// In pixels.
    pub width: Option<u32>,
    /// In pixels.
    pub height: Option<u32>,
}

/// Why a photo cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoPhoto {
    /// There is no such file.
    Missing,
    /// The file is none of the kinds of picture that are shown.
    NotAnImage,
}

/// Endings of the pictures that people may put beside their stories. SVG can hold scripts, so it is not among them.
const ENDINGS: [&str; 6] = ["jpg", "jpeg", "png", "webp", "gif", "avif"];

/// Whether a file's name is that of a picture that can be shown.
pub(super) fn is_picture(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
}

/// The photo at `path`, seen from `document`: beside it, or from the root of the site's static folder.
pub(super) fn find(tree: &Tree, directory: &Directory, document: &Document, path: &str) -> Result<Photo, NoPhoto> {
    if let Some(inside) = path.strip_prefix('/') {
        let (file, source) = tree.find(&format!("static/{inside}")).ok_or(NoPhoto::Missing)?;
        let address = SitePath::parse(inside).ok_or(NoPhoto::Missing)?;
        let svg = file.ending() == "svg";
        let size = size(&source.content);
        return if svg || size.is_some() { Ok(photo(file, address, size)) } else { Err(NoPhoto::NotAnImage) };
    }
    let file = crate::source::relative(document.file.folder(), path).ok_or(NoPhoto::Missing)?;
    let (file, source) = tree.find(&file).ok_or(NoPhoto::Missing)?;
    let size = size(&source.content);
    if !ENDINGS.contains(&file.ending().as_str()) || size.is_none() {
        return Err(NoPhoto::NotAnImage);
    }
    let address = beside(directory, document, file).ok_or(NoPhoto::Missing)?;
    Ok(photo(file, address, size))
}

fn size(content: &Content) -> Option<PictureSize> {
    match content {
        Content::File { size, .. } => *size,
        Content::Bytes(bytes) => {
            let size = imagesize::blob_size(bytes).ok()?;
            Some(PictureSize { width: u32::try_from(size.width).ok()?, height: u32::try_from(size.height).ok()? })
        }
        Content::Text(_) => None,
    }
}

fn photo(file: &SourcePath, address: SitePath, size: Option<PictureSize>) -> Photo {
    Photo { file: file.clone(), address, width: size.map(|size| size.width), height: size.map(|size| size.height) }
}

/// A photo in a document's own folder is published beside that document, any other beside the one that shows it.
fn beside(directory: &Directory, document: &Document, file: &SourcePath) -> Option<SitePath> {
    let owner = directory.find(&format!("{}/index.md", file.folder())).and_then(Result::ok);
    let shown_by = directory.find(document.file.as_str()).and_then(Result::ok);
    let page = &directory.entry(owner.or(shown_by)?).address;
    let name = file.file_name().to_lowercase();
    SitePath::parse(&format!("{}{name}", page.as_str()))
}
