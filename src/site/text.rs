//! The resolved texts of a site: at once, or when somebody asks for one that an earlier run resolved to the same.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::resolve::{Resolver, Target, Url};
use super::{EntryId, ResolvedBody, Site};
use crate::content::{Known, KnownTexts};
use crate::par;
use crate::source::{SourcePath, Tree};

/// A text whose links are resolved.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    hash: u64,
    body: OnceLock<ResolvedBody>,
}

impl Resolved {
    /// One that is there.
    pub(super) fn now(body: ResolvedBody) -> Self {
        Self { hash: body.hash_value(), body: OnceLock::from(body) }
    }

    /// One that is resolved when somebody asks for it.
    pub(super) fn later(known: Known) -> Self {
        Self { hash: known.resolved, body: OnceLock::new() }
    }

    /// The text, if it has been resolved. One that has not leads to pages alone.
    pub(super) fn there(&self) -> Option<&ResolvedBody> {
        self.body.get()
    }
}

/// Whether a text with such a target can be resolved by addresses and headings alone, and is shown nowhere else.
fn is_plain(target: &Target) -> bool {
    matches!(target, Target::Href(Url::Inside(..) | Url::Anchor(_) | Url::Web(_)) | Target::Word(_))
}

impl Site {
    /// An entry's text.
    #[must_use]
    pub fn body(&self, id: EntryId) -> &ResolvedBody {
        self.bodies[id.index()].body.get_or_init(|| {
            // It leads to pages alone, so no other file is looked for.
            let tree = Tree::default();
            let Self { config, directory, dataset, withdrawn, .. } = self;
            let resolver = Resolver { config, directory, dataset, tree: &tree, withdrawn };
            resolver.body(&self.entry(id).document).value
        })
    }

    /// A hash of an entry's text.
    #[must_use]
    pub fn text_hash(&self, id: EntryId) -> u64 {
        self.bodies[id.index()].hash
    }

    /// What a later run need not find out again: of texts of which nothing was `noted` and that lead to pages alone.
    /// `read_from` gives the hash of a file and of all else that reading it depends on.
    #[must_use]
    pub fn known_texts(
        &self,
        noted: &BTreeSet<&SourcePath>,
        read_from: impl Fn(&SourcePath) -> Option<u64> + Sync,
    ) -> KnownTexts {
        let ids: Vec<EntryId> = self.directory.ids().collect();
        let texts = par::map(&ids, |id| {
            let document = &self.entry(*id).document;
            let resolved = &self.bodies[id.index()];
            let is_plain = resolved.there().is_none_or(|body| body.holes.iter().all(|hole| is_plain(&hole.link)));
            let file = Some(&document.file).filter(|file| is_plain && !noted.contains(file))?;
            Some(Known { read_from: read_from(file)?, headings: document.text.headings(), resolved: resolved.hash })
        });
        KnownTexts { context: self.context, texts: texts.into_iter().flatten().collect() }
    }
}
