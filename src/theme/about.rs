//! What a theme says of itself: `theme.toml`.

use super::text_of;
use crate::diag::Notes;
use crate::node;
use crate::node::fields::Fields;
use crate::source::{SourcePath, Tree};

/// What the portal needs to know of its theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct About {
    /// Whether stories without a photo get a picture cut from paper, and people a crest.
    pub(super) pictures: bool,
}

/// Reads `themes/NAME/theme.toml`; a theme without one is like the default theme.
pub(super) fn load(tree: &Tree, theme: &str, notes: &mut Notes) -> About {
    let file = SourcePath::new(&format!("themes/{theme}/theme.toml"));
    let text = tree.get(&file).and_then(|source| text_of(&source.content)).unwrap_or_default();
    let root = node::toml::parse(&file, &text, notes);
    let mut fields = Fields::new(&file, 0..0, &root, notes);
    for key in ["name", "title", "licence", "description", "author"] {
        fields.text(key);
    }
    let pictures = fields.flag("pictures").unwrap_or(true);
    fields.finish();
    About { pictures }
}
