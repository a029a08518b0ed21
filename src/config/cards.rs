//! The setting `cards`: `true`, `false`, or `{ font = "static/fonts/hinata.ttf" }`.

use crate::diag::{Code, Diagnostic, Span};
use crate::node::fields::Fields;

/// The cards for whoever shares a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cards {
    /// Whether they are made.
    pub enabled: bool,
    /// The site's own font for them, with its place in the settings.
    pub font: Option<(String, Span)>,
}

impl Cards {
    /// Reads the setting.
    pub fn read(fields: &mut Fields<'_, '_>) -> Self {
        let Some((key, node)) = fields.entry("cards") else { return Self::default() };
        let mut cards = Self::default();
        if node.as_map().is_some() {
            let mut inner = fields.child(key.span.clone(), node);
            cards.enabled = inner.flag("enabled").unwrap_or(true);
            cards.font = inner.text_at("font");
            inner.finish();
        } else {
            cards.enabled = fields.flag("cards").unwrap_or(false);
        }
        if cards.enabled && !cfg!(feature = "cards") {
            fields.notes.push(Diagnostic::at(Code::NoCards, fields.file, key.span.clone()));
            cards.enabled = false;
        }
        cards
    }
}
