//! Who wrote something: a name, or a name with what kind of author it is.

use crate::diag::Notes;
use crate::node::Node;
use crate::node::fields::{self, Fields};
use crate::source::SourcePath;

/// A person or a body.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Author {
    /// The name.
    pub name: String,
    /// `person`, or what the front matter says, such as `department`.
    pub kind: String,
    /// The department, if one is given.
    pub department: Option<String>,
}

/// Reads `木村さとし`, `[木村さとし, 小野はるか]` or `{name: 道路公園課, kind: department}`.
pub(super) fn read(file: &SourcePath, node: &Node, notes: &mut Notes) -> Vec<Author> {
    let items = node.as_list().unwrap_or(std::slice::from_ref(node));
    items.iter().filter_map(|item| read_one(file, item, notes)).collect()
}

fn read_one(file: &SourcePath, node: &Node, notes: &mut Notes) -> Option<Author> {
    if node.as_map().is_none() {
        let name = fields::text(file, node, notes)?;
        return Some(Author { name, kind: "person".to_owned(), department: None });
    }
    let mut inner = Fields::new(file, node.span.clone(), node, notes);
    let name = inner.required_text("name", "name: 木村さとし");
    let kind = inner.text("kind").unwrap_or_else(|| "person".to_owned());
    let department = inner.text("department");
    inner.finish();
    Some(Author { name: name?, kind, department })
}
