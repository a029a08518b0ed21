//! Links in header and footer, as the settings name them; the site resolves where they lead.

use super::language::{self, Language, Localized};
use crate::diag::Span;
use crate::node::Node;
use crate::node::fields::{Fields, wrong_type};

/// A link with its words.
#[derive(Clone, Debug)]
pub struct MenuItem {
    /// Its words.
    pub label: Localized<String>,
    /// `@/about.md`, `/stories/` or `https://…`.
    pub link: String,
    /// Where the link stands in the settings.
    pub span: Span,
}

/// A group of links under a title.
#[derive(Clone, Debug)]
pub struct Menu {
    /// Its title.
    pub title: Localized<String>,
    /// Its links.
    pub items: Vec<MenuItem>,
}

pub(super) fn read_items(fields: &mut Fields<'_, '_>, key: &str, others: &[Language]) -> Vec<MenuItem> {
    let nodes = list(fields, key);
    nodes.iter().filter_map(|node| read_item(fields, node, others)).collect()
}

pub(super) fn read_menus(fields: &mut Fields<'_, '_>, key: &str, others: &[Language]) -> Vec<Menu> {
    let mut menus = Vec::new();
    for node in list(fields, key) {
        let mut inner = fields.child(node.span.clone(), node);
        let title = language::require_text(&mut inner, "title", "title = \"読む\"", others);
        let items = read_items(&mut inner, "links", others);
        language::allow_translations(&mut inner, others, &["title"]);
        inner.finish();
        menus.extend(title.map(|title| Menu { title, items }));
    }
    menus
}

fn list<'a>(fields: &mut Fields<'a, '_>, key: &str) -> &'a [Node] {
    let Some(node) = fields.take(key) else { return &[] };
    node.as_list().unwrap_or_else(|| {
        fields.notes.push(wrong_type(fields.file, node, "[{ label = \"…\", link = \"…\" }]"));
        &[]
    })
}

fn read_item(fields: &mut Fields<'_, '_>, node: &Node, others: &[Language]) -> Option<MenuItem> {
    let mut inner = Fields::new(fields.file, node.span.clone(), node, fields.notes);
    let label = language::require_text(&mut inner, "label", "label = \"物語\"", others);
    inner.require("link", "link = \"/stories/\"");
    let link = inner.text_at("link");
    language::allow_translations(&mut inner, others, &["label"]);
    inner.finish();
    let (link, span) = link?;
    Some(MenuItem { label: label?, link, span })
}
