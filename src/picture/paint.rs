//! Paints a drawing of our own, of paths alone, as PNG. The only user of resvg, which is given no fonts and no files.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// The drawing in its own size. `None` where it cannot be read, which only a mistake in this program can bring about.
pub(super) fn png(svg: &[u8]) -> Option<Vec<u8>> {
    let tree = Tree::from_data(svg, &Options::default()).ok()?;
    let size = tree.size().to_int_size();
    let mut dots = Pixmap::new(size.width(), size.height())?;
    resvg::render(&tree, Transform::identity(), &mut dots.as_mut());
    dots.encode_png().ok()
}
