//! Who wrote something: a name, or a name with what kind of author it is. A pupil may be shown by initials alone:
//! then the name goes no further than this file, but for those who look whether it stands in some text.

use crate::config::{Config, Lang, author};
use crate::diag::{Notes, Span};
use crate::node::Node;
use crate::node::fields::{self, Fields};
use crate::source::SourcePath;
use crate::text::initials::initials;

/// A person or a body.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Author {
    /// The name that is shown.
    pub name: String,
    /// `person`, or what the front matter or the settings say, such as `department`.
    pub kind: String,
    /// The department, if one is given.
    pub department: Option<String>,
    /// What stands for them in the address of their page. Those shown by initials have none: two of them may share
    /// their initials, and an address made of the name would tell it.
    pub page: Option<String>,
    /// Where they stand in their file.
    pub span: Span,
}

/// Somebody who is shown by initials alone, with what must not be said of them. Never for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FullName {
    /// The full name and how it is read, as written.
    pub names: Vec<String>,
    /// What is shown.
    pub initials: String,
    /// Where the name may stand: where it is said that it is not to be shown.
    pub span: Span,
}

/// Those who wrote something.
#[derive(Default)]
pub(super) struct Authors {
    pub(super) shown: Vec<Author>,
    pub(super) full_names: Vec<FullName>,
}

/// What authors are read with.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) file: &'a SourcePath,
    pub(super) config: &'a Config,
    pub(super) lang: Lang,
}

/// Reads `木村さとし`, `[木村さとし, 小野はるか]` or `{name: 道路公園課, kind: department}`.
pub(super) fn read(context: Context<'_>, node: &Node, notes: &mut Notes) -> Authors {
    let mut authors = Authors::default();
    for item in node.as_list().unwrap_or(std::slice::from_ref(node)) {
        read_one(context, item, &mut authors, notes);
    }
    authors
}

/// An author as the front matter has it.
#[derive(Default)]
struct Written {
    name: String,
    kind: Option<String>,
    department: Option<String>,
    reading: Option<String>,
    initials: bool,
}

fn read_one(context: Context<'_>, node: &Node, authors: &mut Authors, notes: &mut Notes) {
    let file = context.file;
    if node.as_map().is_none() {
        if let Some(name) = fields::text(file, node, notes) {
            complete(context, Written { name, ..Written::default() }, node, authors, notes);
        }
        return;
    }
    let mut inner = Fields::new(file, node.span.clone(), node, notes);
    let name = inner.required_text("name", "name: 木村さとし");
    let written = Written {
        name: name.unwrap_or_default(),
        kind: inner.text("kind"),
        department: inner.text("department"),
        reading: inner.text("reading"),
        initials: inner.one_of("display", &author::DISPLAY).unwrap_or(false),
    };
    inner.finish();
    if !written.name.is_empty() {
        complete(context, written, node, authors, notes);
    }
}

/// Adds what the settings say of the author.
fn complete(context: Context<'_>, written: Written, node: &Node, authors: &mut Authors, notes: &mut Notes) {
    let profile = context.config.authors.named(&written.name);
    let own = |text: &crate::config::Localized<String>| text.get(context.lang).clone();
    let kind = written.kind.or_else(|| profile?.kind.clone()).unwrap_or_else(|| "person".to_owned());
    let department = written.department.or_else(|| profile?.department.as_ref().map(own));
    let span = node.span.clone();
    if written.initials || profile.is_some_and(|profile| profile.initials) {
        let reading = written.reading.or_else(|| profile?.reading.clone());
        let Some(name) = initials(reading.as_deref().unwrap_or(&written.name)) else {
            Fields::new(context.file, span, node, notes).missing("reading", "reading: きむら さとし");
            return;
        };
        let names = std::iter::once(written.name).chain(reading).collect();
        authors.full_names.push(FullName { names, initials: name.clone(), span: span.clone() });
        authors.shown.push(Author { name, kind, department, page: None, span });
        return;
    }
    let page = profile.map_or_else(|| author::slug(&written.name), |profile| profile.id.clone());
    authors.shown.push(Author { name: written.name, kind, department, page: Some(page), span });
}
