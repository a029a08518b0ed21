//! A small town to build in a test: files in memory, a clock that stands still, and questions about what came out.

use std::collections::BTreeMap;
use std::path::Path;

use hibi::build::{self, Built, Memory, Options};
use hibi::config::Overrides;
use hibi::date::Clock;
use hibi::diag::Language;
use hibi::output::Blob;
use hibi::site::Show;
use hibi::source::{Content, Source, SourcePath, Tree};

/// What all towns' clocks show unless a test says otherwise.
pub(crate) const NOW: &str = "2026-04-12T09:00:00+09:00";

const SITE: &str = "title = \"ひなたびより\"\nbase_url = \"https://hinata.example.jp/\"\n";

/// A town's files and what is asked of its build.
#[derive(Clone)]
pub(crate) struct Town {
    files: BTreeMap<String, Source>,
    options: Options,
    now: String,
}

impl Town {
    /// A town with the least settings and no content.
    pub(crate) fn new() -> Self {
        let town = Self { files: BTreeMap::new(), options: Options::default(), now: NOW.to_owned() };
        town.file("site.toml", SITE)
    }

    /// Adds to the settings, below title and base URL.
    pub(crate) fn site(self, more: &str) -> Self {
        self.file("site.toml", &format!("{SITE}{}", dedent(more)))
    }

    /// Puts a text at a path, in place of what was there.
    pub(crate) fn file(mut self, path: &str, text: &str) -> Self {
        self.files.insert(path.to_owned(), Source::from_text(dedent(text)));
        self
    }

    /// Puts bytes at a path.
    pub(crate) fn bytes(mut self, path: &str, bytes: &[u8]) -> Self {
        self.files.insert(path.to_owned(), Source::from_bytes(bytes));
        self
    }

    /// Puts a picture of one pixel at a path.
    pub(crate) fn photo(self, path: &str) -> Self {
        self.bytes(path, PIXEL)
    }

    /// Takes a file away.
    pub(crate) fn without(mut self, path: &str) -> Self {
        assert!(self.files.remove(path).is_some(), "no {path} to take away");
        self
    }

    /// A story at `content/stories/NAME.md`. What `front` leaves out of title, date, segment and stage is filled in.
    pub(crate) fn story(self, name: &str, front: &str, body: &str) -> Self {
        let text = story(name, front, body);
        self.file(&format!("content/stories/{name}.md"), &text)
    }

    /// The data file.
    pub(crate) fn data(self, yaml: &str) -> Self {
        self.file("content/indicators.yaml", yaml)
    }

    /// Publishes below another address than the settings say.
    pub(crate) fn base_url(mut self, url: &str) -> Self {
        self.options.overrides = Overrides { base_url: Some(url.to_owned()), ..Overrides::default() };
        self
    }

    /// Looks for typing mistakes as well, as `check` does.
    pub(crate) fn lint(mut self) -> Self {
        self.options.lint = true;
        self
    }

    /// Makes the index of the search page, as `build` does.
    #[cfg(feature = "search")]
    pub(crate) fn index(mut self) -> Self {
        self.options.index = true;
        self
    }

    /// Shows what is hidden otherwise.
    pub(crate) fn show(mut self, show: Show) -> Self {
        self.options.show = show;
        self
    }

    /// Sets the clock.
    pub(crate) fn at(mut self, now: &str) -> Self {
        now.clone_into(&mut self.now);
        self
    }

    /// The town's files as the library takes them.
    pub(crate) fn tree(&self) -> Tree {
        let mut tree = Tree::default();
        for (path, source) in &self.files {
            tree.insert(SourcePath::new(path), source.clone());
        }
        tree
    }

    /// The text of a file.
    pub(crate) fn text(&self, path: &str) -> &str {
        self.files[path].text().expect("a text")
    }

    /// The paths of all files.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    /// Builds without a past.
    pub(crate) fn build(&self) -> Portal {
        self.build_again(&mut Memory::default())
    }

    /// Builds with what earlier builds left in `memory`.
    pub(crate) fn build_again(&self, memory: &mut Memory) -> Portal {
        let tree = self.tree();
        let clock = Clock::at(self.now.parse().expect("a moment"));
        let built = build::build(&tree, Vec::new(), &clock, &self.options, memory);
        Portal { built }
    }

    /// Brings the town's files to a folder, for tests that need the disk.
    pub(crate) fn move_to(&self, root: &Path) {
        for (path, source) in &self.files {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            let bytes = match &source.content {
                Content::Text(text) => text.as_bytes(),
                Content::Bytes(bytes) => bytes,
                Content::File { .. } => unreachable!("towns hold their bytes"),
            };
            std::fs::write(path, bytes).expect("a written file");
        }
    }
}

/// A story's file with all that stories need.
pub(crate) fn story(name: &str, front: &str, body: &str) -> String {
    let front = dedent(front);
    let mut matter = String::new();
    for (key, value) in [("title", name), ("date", "2026-04-01"), ("segment", "inside"), ("stage", "H")] {
        if !front.lines().any(|line| line.starts_with(&format!("{key}:"))) {
            matter.push_str(&format!("{key}: {value}\n"));
        }
    }
    if !front.trim().is_empty() {
        matter.push_str(front.trim_end());
        matter.push('\n');
    }
    format!("---\n{matter}---\n{}\n", dedent(body))
}

/// The text without the indentation that its first line of words has: so that texts can stand inside tests.
pub(crate) fn dedent(text: &str) -> String {
    let text = text.strip_prefix('\n').unwrap_or(text);
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let indent = &first[..first.len() - first.trim_start_matches(' ').len()];
    if indent.is_empty() {
        return text.to_owned();
    }
    text.lines()
        .map(|line| line.strip_prefix(indent).unwrap_or(line.trim_start_matches(' ')).to_owned() + "\n")
        .collect()
}

/// A built town.
pub(crate) struct Portal {
    pub(crate) built: Built,
}

impl Portal {
    /// The HTML at an address such as `/stories/asa/`, or the text of a file such as `/feed.xml`.
    pub(crate) fn page(&self, address: &str) -> String {
        String::from_utf8(self.bytes(address)).expect("a text")
    }

    /// The bytes at an address.
    pub(crate) fn bytes(&self, address: &str) -> Vec<u8> {
        let path = address.trim_start_matches('/');
        let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        match self.built.output.get(&path) {
            Some(Blob::Bytes(bytes)) => bytes.to_vec(),
            Some(Blob::File { path, .. }) => std::fs::read(path).expect("a photo on the disk"),
            Some(Blob::Picture(picture, shape)) => picture.make(*shape).expect("a photo"),
            None => panic!("nothing at {address}; {:#?}\n{}", self.files(), self.told()),
        }
    }

    /// Whether something is published at a path such as `stories/asa/index.html`.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.built.output.get(path).is_some()
    }

    /// The paths of all files.
    pub(crate) fn files(&self) -> Vec<String> {
        self.built.output.files().map(|(path, _)| path.to_owned()).collect()
    }

    /// Every text of the portal with its path: pages, feeds, data, drawings, styles.
    pub(crate) fn texts(&self) -> Vec<(String, String)> {
        let texts = self.files().into_iter().filter_map(|path| {
            let text = String::from_utf8(self.bytes(&path)).ok()?;
            Some((path, text))
        });
        texts.collect()
    }

    /// Every HTML page with its path.
    pub(crate) fn pages(&self) -> Vec<(String, String)> {
        self.texts().into_iter().filter(|(path, _)| path.ends_with(".html")).collect()
    }

    /// The paths of the texts that hold some words.
    pub(crate) fn where_is(&self, words: &str) -> Vec<String> {
        self.texts().into_iter().filter(|(_, text)| text.contains(words)).map(|(path, _)| path).collect()
    }

    /// The pages that were rendered anew, by address.
    pub(crate) fn rendered(&self) -> Vec<String> {
        let mut rendered: Vec<String> = self.built.rendered.iter().map(ToString::to_string).collect();
        rendered.sort();
        rendered
    }

    /// The numbers of all that was noted, in the report's order.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.built.report.notes().iter().map(|note| note.code.number()).collect()
    }

    /// The messages of all errors, in English.
    pub(crate) fn errors(&self) -> Vec<String> {
        let errors = self.built.report.notes().iter().filter(|note| note.severity() == hibi::diag::Severity::Error);
        errors.map(|note| note.message(Language::En)).collect()
    }

    /// What was noted, with its place, for messages of tests.
    pub(crate) fn told(&self) -> String {
        let notes = self.built.report.notes().iter();
        let lines = notes.map(|note| {
            let file = note.file.as_ref().map_or("", |file| file.as_str());
            format!("{} {file} {:?}: {}", note.code.number(), note.span, note.message(Language::En))
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// What to write instead, for each note that knows.
    pub(crate) fn hints(&self) -> Vec<String> {
        self.built.report.notes().iter().filter_map(|note| note.hint(Language::En)).collect()
    }

    /// Fails unless nothing at all was noted.
    #[expect(clippy::wrong_self_convention, reason = "reads as a sentence: build().is_fine()")]
    #[track_caller]
    pub(crate) fn is_fine(self) -> Self {
        assert!(self.built.report.notes().is_empty(), "{}", self.told());
        assert!(!self.built.output.is_empty());
        self
    }
}

/// A PNG of one grey pixel.
pub(crate) const PIXEL: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, b'I', b'H', b'D', b'R', 0x00, 0x00, 0x00,
    0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3A, 0x7E, 0x9B, b'U', 0x00, 0x00, 0x00, 0x0A, b'I',
    b'D', b'A', b'T', b'x', 0x9C, b'c', b'h', 0x00, 0x00, 0x00, 0x82, 0x00, 0x81, b'w', 0xCD, b'r', 0xB6, 0x00, 0x00,
    0x00, 0x00, b'I', b'E', b'N', b'D', 0xAE, b'B', 0x60, 0x82,
];
