//! People and bodies of whom the settings say more than their names: `[[author]]`.

use std::collections::{BTreeMap, BTreeSet};

use super::language::{self, Lang, Language, Localized};
use crate::diag::{Code, Diagnostic, Span};
use crate::node::fields::{Fields, wrong_type};
use crate::text::initials::initials;
use crate::text::{fold, is_wide};

/// An author whom the settings describe.
#[derive(Clone, Debug, Hash)]
pub struct Profile {
    /// The part of their pages' addresses that stands for them.
    pub id: String,
    /// The name, by which stories mean them in any of the languages.
    pub name: Localized<String>,
    /// What kind of author, such as `department`.
    pub kind: Option<String>,
    /// The department, if one is given.
    pub department: Option<Localized<String>>,
    /// A few sentences on them.
    pub bio: Option<Localized<String>>,
    /// Their picture.
    pub portrait: Option<Portrait>,
    /// Their own site.
    pub url: Option<String>,
    /// How the name is read.
    pub reading: Option<String>,
    /// Whether they are shown by initials alone, whatever a story says.
    pub initials: bool,
    /// Where the name stands in the settings.
    pub span: Span,
}

/// The authors whom the settings describe.
#[derive(Clone, Debug, Default, Hash)]
pub struct Authors {
    profiles: Vec<Profile>,
    /// Their places by their names in all languages, as `same_name` has them.
    by_name: BTreeMap<String, usize>,
}

impl Authors {
    /// Whoever has a name in some language.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Profile> {
        // Most sites describe nobody, and have thousands of names.
        if self.profiles.is_empty() {
            return None;
        }
        self.profiles.get(*self.by_name.get(&same_name(name))?)
    }

    /// Whoever has an id.
    #[must_use]
    pub fn with_id(&self, id: &str) -> Option<&Profile> {
        self.profiles.iter().find(|profile| profile.id == id)
    }

    /// All, in the order of the settings.
    pub fn all(&self) -> impl Iterator<Item = &Profile> {
        self.profiles.iter()
    }

    /// Adds an author, unless one before has the address or a name; gives what is twice there.
    fn add(&mut self, profile: Profile) -> Result<(), String> {
        if self.with_id(&profile.id).is_some() {
            return Err(profile.id);
        }
        let names: BTreeSet<String> = profile.name.all().map(|name| same_name(name)).collect();
        if let Some(name) = profile.name.all().find(|name| self.by_name.contains_key(&same_name(name))) {
            return Err(name.clone());
        }
        let place = self.profiles.len();
        self.by_name.extend(names.into_iter().map(|name| (name, place)));
        self.profiles.push(profile);
        Ok(())
    }
}

/// A photo of an author.
#[derive(Clone, Debug, Hash)]
pub struct Portrait {
    /// The file, below the static folder.
    pub file: String,
    /// What it shows.
    pub alt: Localized<String>,
    /// Where the file's name stands in the settings.
    pub span: Span,
}

/// How a name may be shown; true where that is not in full.
pub const DISPLAY: [(&str, bool); 2] = [("name", false), ("initials", true)];

/// What two spellings of one person's name have in common: spaces, case and width make no difference.
#[must_use]
pub fn same_name(name: &str) -> String {
    fold(name).chars().filter(|character| !character.is_whitespace()).collect()
}

/// The part of an address that stands for a name. Between Japanese words a space is a matter of taste.
#[must_use]
pub fn slug(name: &str) -> String {
    let letters: Vec<char> = fold(name).trim().chars().collect();
    let wide = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|letter| is_wide(*letter));
    let kept = letters
        .iter()
        .enumerate()
        .filter(|(at, letter)| !letter.is_whitespace() || !(wide(at.checked_sub(1)) || wide(at.checked_add(1))));
    super::address::slug(&kept.map(|(_, letter)| *letter).collect::<String>(), "author")
}

pub(super) fn read_all(fields: &mut Fields<'_, '_>, others: &[Language]) -> Authors {
    let mut authors = Authors::default();
    let Some(node) = fields.take("author") else { return authors };
    let Some(items) = node.as_list() else {
        fields.notes.push(wrong_type(fields.file, node, "[[author]]"));
        return authors;
    };
    for item in items {
        let mut inner = Fields::new(fields.file, item.span.clone(), item, fields.notes);
        let profile = read_one(&mut inner, others);
        inner.finish();
        let Some(profile) = profile else { continue };
        let place = profile.span.clone();
        if let Err(twice) = authors.add(profile) {
            fields.notes.push(Diagnostic::at(Code::DuplicateTerm, fields.file, place).with("id", twice));
        }
    }
    authors
}

fn read_one(fields: &mut Fields<'_, '_>, others: &[Language]) -> Option<Profile> {
    let node = fields.require("id", "id = \"kimura\"");
    let span = fields.take("name").map_or(0..0, |node| node.span.clone());
    let name = language::require_text(fields, "name", "name = \"木村さとし\"", others);
    let profile = Profile {
        id: String::new(),
        name: name.unwrap_or_default(),
        kind: fields.text("kind"),
        department: language::read_text(fields, "department", others),
        bio: language::read_text(fields, "bio", others),
        portrait: read_portrait(fields, others),
        url: read_url(fields),
        reading: fields.text("reading"),
        initials: fields.one_of("display", &DISPLAY).unwrap_or(false),
        span,
    };
    language::allow_translations(fields, others, &["name", "department", "bio", "portrait_alt"]);
    if profile.initials && initials(profile.reading.as_ref().unwrap_or(profile.name.get(Lang::FIRST))).is_none() {
        fields.missing("reading", "reading = \"きむら さとし\"");
    }
    let node = node?;
    let id = node.as_text().unwrap_or_default();
    if !super::vocabulary::is_id(id) {
        fields.notes.push(Diagnostic::at(Code::BadId, fields.file, node.span.clone()).with("id", id));
        return None;
    }
    // Without a name it means nobody, which has been noted.
    let named = profile.name.all().any(|name| !name.is_empty());
    named.then(|| Profile { id: id.to_ascii_lowercase(), ..profile })
}

fn read_portrait(fields: &mut Fields<'_, '_>, others: &[Language]) -> Option<Portrait> {
    let node = fields.take("portrait")?;
    let alt = language::require_text(fields, "portrait_alt", "portrait_alt = \"犬を連れた木村さん\"", others);
    let file = fields.text("portrait")?;
    Some(Portrait { file, alt: alt.unwrap_or_default(), span: node.span.clone() })
}

fn read_url(fields: &mut Fields<'_, '_>) -> Option<String> {
    let node = fields.take("url")?;
    let url = fields.text("url")?;
    let sound = url.starts_with("https://") || url.starts_with("http://");
    if !sound {
        fields.notes.push(Diagnostic::at(Code::BadAuthorUrl, fields.file, node.span.clone()).with("url", &url));
    }
    sound.then_some(url)
}

#[cfg(test)]
mod tests {
    use super::{same_name, slug};

    #[test]
    fn a_name_has_one_address_however_it_is_typed() {
        for (name, expected) in [
            ("木村さとし", "木村さとし"),
            ("木村　さとし", "木村さとし"),
            ("木村 さとし ", "木村さとし"),
            ("Satoshi Kimura", "satoshi-kimura"),
            ("ＳＡＴＯＳＨＩ　Kimura", "satoshi-kimura"),
            ("か\u{3099}くの 会", "がくの会"),
            ("김 하나", "김하나"),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
        assert!(slug("？").starts_with("author-"));
        assert_eq!(same_name("木村　さとし"), same_name("木村さとし"));
    }
}
