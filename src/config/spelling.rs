//! Keys of front matter that other generators spell otherwise: read there, and no names for vocabularies.

/// A key with the spellings of other generators, which are understood but not proposed.
pub type Spelling = (&'static str, &'static [&'static str]);

/// When a page was last changed.
pub const UPDATED: Spelling = ("updated", &["lastmod"]);
/// Before it, nothing is shown.
pub const PUBLISH_DATE: Spelling = ("publish_date", &["publishDate"]);
/// From it on, nothing is shown.
pub const EXPIRY_DATE: Spelling = ("expiry_date", &["expiryDate"]);
/// What a page says, in a sentence or two.
pub const SUMMARY: Spelling = ("summary", &["description"]);
/// Who wrote it.
pub const AUTHOR: Spelling = ("author", &["authors"]);

/// Every key that other generators spell otherwise.
pub const SPELLINGS: [Spelling; 5] = [UPDATED, PUBLISH_DATE, EXPIRY_DATE, SUMMARY, AUTHOR];
