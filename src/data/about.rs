//! What an indicator says about itself: title, description, source, day. All but the remarks are required.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::config::language::{self, Language, Localized};
use crate::diag::{Code, Diagnostic};
use crate::node::fields::Fields;

/// Where figures come from.
#[derive(Clone, Debug, Hash)]
pub struct Origin {
    /// The source's title.
    pub title: Localized<String>,
    /// Its address.
    pub url: Option<String>,
}

/// What an indicator says about itself.
#[derive(Clone, Debug, Hash)]
pub struct About {
    /// Its name.
    pub title: Localized<String>,
    /// Other names that texts give it.
    pub names: Vec<String>,
    /// What it means.
    pub description: Localized<String>,
    /// A headline that states the finding, where the composed one won't do.
    pub finding: Option<Localized<String>>,
    /// A remark on the figures.
    pub note: Option<Localized<String>>,
    /// Where the figures come from.
    pub source: Origin,
    /// The day for which they hold.
    pub as_of: Date,
}

/// Reads what all kinds say alike; what is missing is noted and stands empty. Source and day may be left out where
/// `own` gives them.
pub(super) fn read(
    fields: &mut Fields<'_, '_>,
    id: &str,
    own: Option<(&Localized<String>, Date)>,
    others: &[Language],
) -> About {
    let title = language::require_text(fields, "title", "title: 転入と転出", others);
    let description =
        language::require_text(fields, "description", "description: 一年間の転入者数と転出者数。", others);
    let source = match own {
        Some((title, _)) if fields.entry("source").is_none() => Origin { title: title.clone(), url: None },
        _ => read_source(fields, others),
    };
    let as_of = match own {
        Some((_, today)) if fields.entry("as_of").is_none() => Some(today),
        _ => {
            let given = fields.require("as_of", "as_of: 2026-03-31").is_some();
            given.then(|| fields.moment("as_of", &TimeZone::UTC).map(DateTime::date)).flatten()
        }
    };
    About {
        title: title.unwrap_or_else(|| Localized::new(id.to_owned(), Vec::new())),
        names: fields.texts("names").into_iter().map(|(name, _)| name).collect(),
        description: description.unwrap_or_default(),
        finding: language::read_text(fields, "finding", others),
        note: language::read_text(fields, "note", others),
        source,
        as_of: as_of.unwrap_or_default(),
    }
}

fn read_source(fields: &mut Fields<'_, '_>, others: &[Language]) -> Origin {
    const EXAMPLE: &str = "source: { title: 市民意識調査（令和7年度） }";
    let Some((key, _)) = fields.entry("source") else {
        fields.missing("source", EXAMPLE);
        return Origin { title: Localized::default(), url: None };
    };
    let place = key.span.clone();
    let Some(node) = fields.take("source") else { return Origin { title: Localized::default(), url: None } };
    let mut inner = fields.child(place, node);
    let title = language::require_text(&mut inner, "title", "title: 市民意識調査（令和7年度）", others);
    language::allow_translations(&mut inner, others, &["title"]);
    let url = inner.take("url").and_then(|node| {
        let text = node.as_text().unwrap_or_default().trim();
        let sound = text.starts_with("https://") || text.starts_with("http://");
        if !sound {
            inner.notes.push(Diagnostic::at(Code::BadSourceUrl, inner.file, node.span.clone()).with("url", text));
        }
        sound.then(|| text.to_owned())
    });
    inner.finish();
    Origin { title: title.unwrap_or_default(), url }
}
