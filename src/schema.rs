//! JSON Schemas of what people write, for their editors: front matter, settings, data file, voices.
//!
//! A schema holds nothing that its reader does not: the words of closed lists are the reader's own tables, vocabularies
//! are those of the settings, and a test asks each reader for the keys that it knows. What takes more than one file to
//! judge, such as links and sums, is left to `hibi check`.

mod data;
mod front;
mod shape;
mod site;
mod voices;

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use crate::config::Config;
use crate::diag::Language;
use shape::{Scribe, Words, reference};

/// Shapes by the names under which schemas refer to them.
type Defs = BTreeMap<&'static str, Json>;

/// What a schema is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// The front matter of stories and other pages.
    FrontMatter,
    /// The front matter of stories.
    Story,
    /// The front matter of pages that are no stories.
    Page,
    /// `site.toml`.
    Site,
    /// The data file.
    Data,
    /// `content/voices.yaml`.
    Voices,
    /// Every file: what it holds says which of them it is.
    All,
}

impl Of {
    /// Whether it can only be said where the vocabularies are known.
    #[must_use]
    pub fn needs_settings(self) -> bool {
        matches!(self, Self::FrontMatter | Self::Story | Self::Page | Self::All)
    }

    fn title(self) -> Words {
        match self {
            Self::FrontMatter => ("hibi：見出し書き", "hibi: front matter"),
            Self::Story => ("hibi：物語の見出し書き", "hibi: front matter of stories"),
            Self::Page => ("hibi：物語でないページの見出し書き", "hibi: front matter of pages"),
            Self::Site => ("hibi：設定（site.toml）", "hibi: settings (site.toml)"),
            Self::Data => ("hibi：データファイル", "hibi: data file"),
            Self::Voices => ("hibi：みんなの声（voices.yaml）", "hibi: voices (voices.yaml)"),
            Self::All => ("hibi：ポータルのファイル", "hibi: files of a portal"),
        }
    }
}

/// The schema of `of`, told in `language`. Vocabularies and languages are those of `config`.
#[must_use]
pub fn schema(of: Of, config: Option<&Config>, language: Language) -> Json {
    let scribe = Scribe { language, config, gaps: true };
    let mut schema = match of {
        Of::FrontMatter => front_matter(scribe),
        Of::Story => front::story(scribe),
        Of::Page => front::page(scribe),
        Of::Site => site::site(scribe),
        Of::Data => data::data(scribe),
        Of::Voices => voices::voices(scribe),
        Of::All => any_file(scribe),
    };
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = scribe.say(of.title()).into();
    let words = (
        "hibi schema が作ったもの。site.toml の分類や言語を変えたら、作りなおしてください。",
        "Made by hibi schema; to be made anew when site.toml gets other vocabularies or languages.",
    );
    schema["description"] = scribe.say(words).into();
    let defs = defs(of, scribe);
    if !defs.is_empty() {
        schema["$defs"] = json!(defs);
    }
    schema
}

fn defs(of: Of, scribe: Scribe<'_>) -> Defs {
    let front_matter = || {
        let mut defs = front::defs(scribe);
        defs.extend([("story", front::story(scribe)), ("page", front::page(scribe))]);
        defs
    };
    match of {
        Of::FrontMatter => front_matter(),
        Of::Story | Of::Page => front::defs(scribe),
        Of::Voices => Defs::new(),
        Of::Site => site::defs(scribe),
        Of::Data => data::defs(scribe),
        Of::All => {
            let mut defs = front_matter();
            defs.extend(site::defs(scribe));
            defs.extend(data::defs(scribe));
            defs.insert("front-matter", self::front_matter(scribe));
            defs.insert("site", site::site(scribe));
            defs.insert("data", data::data(scribe));
            defs.insert("voices", voices::voices(scribe));
            defs
        }
    }
}

/// What has a key that only stories have is judged as one. Where a file lies, a schema cannot know.
fn front_matter(scribe: Scribe<'_>) -> Json {
    json!({
        "if": has_any(&front::of_stories(scribe)),
        "then": reference("story"),
        "else": reference("page"),
    })
}

/// Voices are a list; a data file has nothing but maps; settings have a key that no front matter has.
fn any_file(scribe: Scribe<'_>) -> Json {
    let keys = |schema: &Json| -> Vec<String> {
        schema["properties"].as_object().map(|map| map.keys().cloned().collect()).unwrap_or_default()
    };
    let of_front_matter = keys(&front::story(scribe));
    let of_settings: Vec<String> =
        keys(&site::site(scribe)).into_iter().filter(|key| !of_front_matter.contains(key)).collect();
    json!({
        "if": { "type": "array" },
        "then": reference("voices"),
        "else": {
            "if": { "additionalProperties": { "type": ["object", "null"] } },
            "then": reference("data"),
            "else": {
                "if": has_any(&of_settings),
                "then": reference("site"),
                "else": reference("front-matter"),
            },
        },
    })
}

fn has_any(keys: &[String]) -> Json {
    let one = |key: &String| json!({ "required": [key] });
    json!({ "anyOf": keys.iter().map(one).collect::<Vec<_>>() })
}
