//! The manual of themes, `themes/README.md`, by its sections, for `hibi explain`. Its tables are written from the sources by
//! a test, so that there is nothing here that could differ from them.

use crate::diag::Language;

/// The manual is part of the program.
fn manual(language: Language) -> &'static str {
    match language {
        Language::Ja => include_str!("../../themes/README.md"),
        Language::En => include_str!("../../themes/README.en.md"),
    }
}

/// Begins a chapter of what is written from the sources; sections begin with one more.
const CHAPTER: &str = "\n## ";
const SECTION: &str = "\n### ";
/// Stands between what people wrote and what is written from the sources.
const BEGIN: &str = "\n<!-- From here on";

/// What can be asked for: a template, or a kind of thing that templates see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// The title of its chapter.
    pub chapter: &'static str,
    /// Its name: `story.html`, `Card`.
    pub name: &'static str,
    /// What is said of it, in Markdown.
    text: &'static str,
    language: Language,
}

/// All sections in their order.
pub fn sections(language: Language) -> impl Iterator<Item = Section> {
    let reference = manual(language).split_once(BEGIN).map_or("", |(_, reference)| reference);
    reference.split(CHAPTER).skip(1).flat_map(move |chapter| {
        let title = chapter.lines().next().unwrap_or_default();
        chapter.split(SECTION).skip(1).filter_map(move |section| {
            let (name, text) = section.split_once('\n')?;
            Some(Section { chapter: title, name, text, language })
        })
    })
}

/// The section of a template or of a kind of thing, by any of the names under which templates know it.
#[must_use]
pub fn section(name: &str, language: Language) -> Option<Section> {
    let layers = ["@default/", "@theme/", "templates/"];
    let plain = layers.iter().find_map(|layer| name.strip_prefix(layer)).unwrap_or(name);
    sections(language).find(|section| section.name.eq_ignore_ascii_case(plain))
}

impl Section {
    /// The section for a terminal: tables as lists, without the marks of Markdown.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut text = String::new();
        let mut heads: Vec<String> = Vec::new();
        for line in self.text.trim().lines() {
            if !line.starts_with("| ") {
                heads.clear();
                text.push_str(&without_marks(line));
            } else if heads.is_empty() {
                heads = cells(line);
                continue;
            } else if line.starts_with("| ---") {
                continue;
            } else {
                text.push_str(&entry(&heads, &cells(line)));
            }
            text.push('\n');
        }
        text
    }

    /// The sections that this one leads to, each once.
    #[must_use]
    pub fn leads_to(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for part in self.text.split("](#").skip(1) {
            let target = part.split(')').next().unwrap_or_default();
            let name =
                sections(self.language).map(|section| section.name).find(|name| name.eq_ignore_ascii_case(target));
            names.extend(name.filter(|name| !names.contains(name)));
        }
        names
    }
}

/// A row of a table: name and kind in one line, the rest below it.
fn entry(heads: &[String], row: &[String]) -> String {
    let (top, rest) = row.split_at(row.len().min(2));
    let top: Vec<&str> = top.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
    let mut text = top.join("  —  ");
    let rest: Vec<String> = rest
        .iter()
        .zip(heads.iter().skip(2))
        .enumerate()
        .filter(|(_, (cell, _))| !cell.is_empty())
        .map(|(at, (cell, head))| if at == 0 { cell.clone() } else { format!("({head}: {cell})") })
        .collect();
    if !rest.is_empty() {
        text.push_str("\n    ");
        text.push_str(&rest.join(" "));
    }
    text
}

/// The cells of a row of a table.
fn cells(line: &str) -> Vec<String> {
    const BAR: &str = "\u{0}";
    let row = line.replace("\\|", BAR);
    let inner = row.trim_start_matches("| ").trim_end_matches('|');
    inner.split(" | ").map(|cell| without_marks(cell.trim()).replace(BAR, "|")).collect()
}

/// Text without backticks, and with the words of links alone.
fn without_marks(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, link)) = rest.split_once('[') {
        plain.push_str(before);
        match link.split_once("](").and_then(|(words, target)| Some((words, target.split_once(')')?.1))) {
            Some((words, after)) if !words.contains(['[', ']']) => {
                plain.push_str(words);
                rest = after;
            }
            _ => {
                plain.push('[');
                rest = link;
            }
        }
    }
    (plain + rest).replace('`', "")
}

#[cfg(test)]
mod tests {
    use super::{section, sections, without_marks};
    use crate::diag::Language;

    #[test]
    fn a_template_is_found_by_all_its_names() {
        for name in ["story.html", "@default/story.html", "@theme/story.html", "templates/story.html", "Story.HTML"] {
            assert_eq!(section(name, Language::Ja).map(|section| section.name), Some("story.html"), "{name}");
        }
        assert_eq!(section("card", Language::En).map(|section| section.name), Some("Card"));
        assert_eq!(section("storyhtml", Language::Ja), None);
    }

    #[test]
    fn both_languages_tell_of_the_same() {
        let names = |language| sections(language).map(|section| section.name).collect::<Vec<_>>();
        assert_eq!(names(Language::Ja), names(Language::En));
    }

    #[test]
    fn sections_are_told_without_marks() {
        for section in [Language::Ja, Language::En].into_iter().flat_map(sections) {
            let plain = section.plain();
            assert!(!plain.contains("](") && !plain.contains('\u{0}'), "{plain}");
            assert!(plain.lines().all(|line| !line.starts_with('|')), "{plain}");
        }
        assert_eq!(without_marks("list of [Card](#card) or `null`, [x] too"), "list of Card or null, [x] too");
    }

    #[test]
    fn a_section_leads_to_others_that_are_there() {
        let story = section("story.html", Language::Ja).map(|section| section.leads_to()).unwrap_or_default();
        assert!(story.contains(&"Head") && story.contains(&"Card"), "{story:?}");
        for section in [Language::Ja, Language::En].into_iter().flat_map(sections) {
            let links = section.text.matches("](#").count();
            assert_eq!(links == 0, section.leads_to().is_empty(), "{}", section.name);
        }
    }
}
