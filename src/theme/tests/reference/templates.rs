//! What the default theme's templates say of themselves: their first comment, their blocks, what they take in.

use crate::theme::layers;

/// A template of the default theme.
pub(super) struct Template {
    pub(super) name: String,
    text: String,
}

/// A piece that templates may call: `<icon name="search" />`.
pub(super) struct Component {
    pub(super) name: String,
    pub(super) arguments: String,
    pub(super) meaning: String,
}

/// All of them, by name.
pub(super) fn all() -> Vec<Template> {
    let files = layers::built_in("templates");
    files
        .into_iter()
        .map(|(name, bytes)| Template { name, text: String::from_utf8_lossy(bytes).into_owned() })
        .collect()
}

impl Template {
    /// The comment with which it opens.
    pub(super) fn meaning(&self) -> &str {
        let comment = self.text.strip_prefix("{#").and_then(|rest| rest.split_once("#}"));
        comment.map_or("", |(comment, _)| comment.trim_end_matches('-').trim())
    }

    /// The template that it fills in.
    pub(super) fn extends(&self) -> Option<&str> {
        self.named_by("{% extends \"").into_iter().next()
    }

    /// The templates that it takes in.
    pub(super) fn includes(&self) -> Vec<&str> {
        self.named_by("include \"")
    }

    /// The places that another template may fill in.
    pub(super) fn blocks(&self) -> Vec<&str> {
        let starts = self.text.split("{%").skip(1).map(|tag| tag.trim_start_matches('-').trim_start());
        starts.filter_map(|tag| tag.strip_prefix("block ")?.split([' ', '-', '%']).next()).collect()
    }

    /// The stylesheets that it asks for.
    pub(super) fn sheets(&self) -> Vec<&str> {
        let mut sheets = self.named_by("<sheet name=\"");
        sheets.extend(self.named_by("site.assets[\"").into_iter().filter(|name| name.ends_with(".css")));
        sheets
    }

    /// The words that follow `before`, up to the closing quotation mark, each once.
    fn named_by(&self, before: &str) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.text.split(before).skip(1).filter_map(|rest| rest.split('"').next()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The components that it defines, each with the comment above it.
    pub(super) fn components(&self) -> Vec<Component> {
        let mut found = Vec::new();
        let mut above = "";
        for line in self.text.lines() {
            if let Some(head) = line.strip_prefix("{% component ") {
                let (name, rest) = head.split_once('(').expect("arguments");
                let arguments = rest.rsplit_once(')').expect("the end of the arguments").0.split(", ");
                // What it takes from the page that calls it need not be given.
                let given: Vec<&str> = arguments.filter(|argument| !argument.starts_with('@')).collect();
                let meaning =
                    above.strip_prefix("{#").and_then(|comment| comment.strip_suffix("#}")).unwrap_or_default();
                found.push(Component {
                    name: name.to_owned(),
                    arguments: given.join(", "),
                    meaning: meaning.trim().to_owned(),
                });
            }
            above = line;
        }
        found
    }
}
