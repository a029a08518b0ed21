//! The languages of a portal, and texts that stand in several of them.

use crate::diag::Span;
use crate::node::fields::Fields;

/// One of the portal's languages, by its place in the settings; 0 is the language of files without a tag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(u8);

impl Lang {
    /// The language of files whose name holds no tag.
    pub const FIRST: Lang = Lang(0);

    /// The `index`th language.
    #[must_use]
    pub fn nth(index: usize) -> Self {
        Self(u8::try_from(index).unwrap_or(u8::MAX))
    }

    /// Its place in the settings.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// Whether it is the language of files without a tag.
    #[must_use]
    pub fn is_first(self) -> bool {
        self.0 == 0
    }
}

/// A language and the site's words in it.
#[derive(Clone, Debug, Hash)]
pub struct Language {
    /// BCP 47, such as `ja`.
    pub tag: String,
    /// Its own name for itself, such as English.
    pub label: String,
    /// The site's name in it.
    pub title: Option<String>,
    /// The site's description in it.
    pub description: Option<String>,
    /// The words beside the name in it.
    pub tagline: Option<String>,
    /// Where it is named in the settings.
    pub span: Span,
}

/// A value for the first language, and others where they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Localized<T> {
    first: T,
    others: Vec<Option<T>>,
}

impl<T> Localized<T> {
    /// A value with those for the second language, the third and so on.
    pub fn new(first: T, others: Vec<Option<T>>) -> Self {
        Self { first, others }
    }

    /// Every value that was given.
    pub fn all(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.first).chain(self.others.iter().flatten())
    }

    /// Whether a value was given for a language.
    pub fn has(&self, lang: Lang) -> bool {
        lang.index().checked_sub(1).is_none_or(|index| self.others.get(index).is_some_and(Option::is_some))
    }

    /// The value for a language, or that of the first language.
    pub fn get(&self, lang: Lang) -> &T {
        match lang.index().checked_sub(1) {
            None => &self.first,
            Some(index) => self.others.get(index).and_then(Option::as_ref).unwrap_or(&self.first),
        }
    }
}

/// Reads `language` and `[languages.TAG]`.
pub(super) fn read(fields: &mut Fields<'_, '_>) -> Vec<Language> {
    let tag = fields.text("language").unwrap_or_else(|| "ja".to_owned());
    let span = fields.take("language").map_or(0..0, |node| node.span.clone());
    let (title, description, tagline) = (None, None, None);
    let mut languages = vec![Language { label: own_name(&tag), tag, title, description, tagline, span }];
    let Some((key, node)) = fields.entry("languages") else { return languages };
    let mut table = fields.child(key.span.clone(), node);
    for (key, node) in table.others() {
        let mut inner = table.child(key.span.clone(), node);
        languages.push(Language {
            label: inner.text("label").unwrap_or_else(|| own_name(&key.text)),
            tag: key.text.clone(),
            title: inner.text("title"),
            description: inner.text("description"),
            tagline: inner.text("tagline"),
            span: key.span.clone(),
        });
        inner.finish();
    }
    languages
}

fn own_name(tag: &str) -> String {
    match tag {
        "ja" => "日本語",
        "en" => "English",
        "zh" => "中文",
        "ko" => "한국어",
        "pt" => "Português",
        "vi" => "Tiếng Việt",
        other => other,
    }
    .to_owned()
}

/// Reads a text and its translations: `label = "…"` with `en = { label = "…" }` or `en = "…"` beside it.
pub fn read_text(fields: &mut Fields<'_, '_>, key: &str, others: &[Language]) -> Option<Localized<String>> {
    let first = fields.text(key)?;
    Some(with_translations(fields, first, key, others))
}

/// As `read_text`, for a text that must be there.
pub fn require_text(
    fields: &mut Fields<'_, '_>,
    key: &str,
    example: &str,
    others: &[Language],
) -> Option<Localized<String>> {
    let first = fields.required_text(key, example)?;
    Some(with_translations(fields, first, key, others))
}

fn with_translations(fields: &mut Fields<'_, '_>, first: String, key: &str, others: &[Language]) -> Localized<String> {
    let translated = others.iter().map(|language| {
        let node = fields.take(&language.tag)?;
        node.as_text().or_else(|| node.text_of(key)).map(str::to_owned)
    });
    let translated = translated.collect();
    Localized::new(first, translated)
}

/// Notes keys inside translations other than `keys`, and what is no text under these.
pub fn allow_translations(fields: &mut Fields<'_, '_>, others: &[Language], keys: &[&str]) {
    for language in others {
        let Some((key, node)) = fields.entry(&language.tag) else { continue };
        if node.as_text().is_some() {
            continue;
        }
        let mut inner = fields.child(key.span.clone(), node);
        for key in keys {
            inner.text(key);
        }
        inner.finish();
    }
}
