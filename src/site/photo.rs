//! Photos: where one that a document names lies, and where it is published, in which sizes. Nothing but pictures is.

use super::directory::Directory;
use crate::config::SitePath;
use crate::content::Document;
use crate::picture::{self, Fault, Kind, Look, Shape};
use crate::source::{SourcePath, Tree};

/// A photo that some page shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Photo {
    /// The file.
    pub file: SourcePath,
    /// Where it is published.
    pub address: SitePath,
    /// What is published there.
    pub shape: Shape,
    /// In pixels; unknown for drawings.
    pub width: Option<u32>,
    /// In pixels; unknown for drawings.
    pub height: Option<u32>,
    /// The same photo as WebP, from the smallest to the widest.
    pub smaller: Vec<Smaller>,
}

/// A photo in one more width.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Smaller {
    /// Where it is published.
    pub address: SitePath,
    /// What is published there.
    pub shape: Shape,
    /// In pixels.
    pub width: u32,
}

impl Photo {
    /// Everything that is published of it.
    pub fn published(&self) -> impl Iterator<Item = (&SitePath, Shape)> {
        let smaller = self.smaller.iter().map(|smaller| (&smaller.address, smaller.shape));
        std::iter::once((&self.address, self.shape)).chain(smaller)
    }
}

/// Why a photo cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoPhoto {
    /// There is no such file.
    Missing,
    /// The file cannot be shown.
    Faulty(Fault),
}

/// Whether a file's name is that of a picture that can be shown. SVG can hold scripts, so stories cannot bring it.
pub(super) fn is_picture(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| picture::is_ending(&ending.to_ascii_lowercase()))
}

/// The file of the photo at `path`, seen from `document`: beside it, or from the root of the site's static folder.
pub(super) fn file<'t>(tree: &'t Tree, document: &Document, path: &str) -> Option<&'t SourcePath> {
    let file = match path.strip_prefix('/') {
        Some(inside) => format!("static/{inside}"),
        None => crate::source::relative(document.file.folder(), path)?,
    };
    Some(tree.find(&file)?.0)
}

/// The photo at `path`, seen from `document`.
pub(super) fn find(tree: &Tree, directory: &Directory, document: &Document, path: &str) -> Result<Photo, NoPhoto> {
    if let Some(inside) = path.strip_prefix('/') {
        return of_static(tree, inside);
    }
    let file = file(tree, document, path).ok_or(NoPhoto::Missing)?;
    found(tree, file, beside(directory, document, file))
}

/// The photo or the drawing at a path within the site's static folder.
pub(super) fn of_static(tree: &Tree, inside: &str) -> Result<Photo, NoPhoto> {
    let (file, _) = tree.find(&format!("static/{inside}")).ok_or(NoPhoto::Missing)?;
    let address = SitePath::parse(inside);
    if file.ending() == "svg" {
        let address = address.ok_or(NoPhoto::Missing)?;
        let (width, height, smaller) = (None, None, Vec::new());
        return Ok(Photo { file: file.clone(), address, shape: Shape::Drawing, width, height, smaller });
    }
    found(tree, file, address)
}

fn found(tree: &Tree, file: &SourcePath, address: Option<SitePath>) -> Result<Photo, NoPhoto> {
    let source = tree.get(file).ok_or(NoPhoto::Missing)?;
    let ending = file.ending();
    if !picture::is_ending(&ending) {
        return Err(NoPhoto::Faulty(Fault::NotAPicture));
    }
    let look = source.look().map_err(NoPhoto::Faulty)?;
    if !look.kind.endings().contains(&ending.as_str()) {
        return Err(NoPhoto::Faulty(Fault::Ending(look.kind)));
    }
    Ok(photo(file, address.ok_or(NoPhoto::Missing)?, look))
}

/// The widths in which photos are published, in pixels.
const WIDTHS: [u32; 3] = [480, 960, 1440];

fn photo(file: &SourcePath, address: SitePath, look: Look) -> Photo {
    let [.., widest] = WIDTHS;
    let drawn = look.shape(widest, look.kind);
    // What is small enough and loses little by being what it is stays so: screenshots would only grow.
    let stays = look.kind != Kind::Jpeg && look.width <= widest;
    let shape = if stays { Shape::Bare } else { drawn };
    let (width, height) = if shape == Shape::Bare { (look.width, look.height) } else { look.fitted(widest) };
    let mut smaller = Vec::new();
    if drawn != Shape::Bare {
        let widths = WIDTHS.into_iter().filter(|each| *each < width).chain([width]);
        smaller.extend(widths.filter_map(|width| {
            let address = SitePath::parse(&format!("{}.{width}.webp", address.as_str()))?;
            Some(Smaller { address, shape: look.shape(width, Kind::Webp), width })
        }));
    }
    Photo { file: file.clone(), address, shape, width: Some(width), height: Some(height), smaller }
}

/// A photo in a document's own folder is published beside that document, any other beside the one that shows it.
fn beside(directory: &Directory, document: &Document, file: &SourcePath) -> Option<SitePath> {
    let owner = directory.find(&format!("{}/index.md", file.folder())).and_then(Result::ok);
    let shown_by = directory.find(document.file.as_str()).and_then(Result::ok);
    let page = &directory.entry(owner.or(shown_by)?).address;
    let name = file.file_name().to_lowercase();
    SitePath::parse(&format!("{}{name}", page.as_str()))
}
