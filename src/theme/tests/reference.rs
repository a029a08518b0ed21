//! The reference part of `themes/README.md`, written from what the sources and the default theme say of themselves.
//! `UPDATE_EXPECT=1 cargo test --lib reference` writes it anew.

mod callable;
mod examples;
mod structs;
mod templates;
mod tongue;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::to_value;

use super::views::{Sample, views};
use crate::theme::samples;
use examples::Examples;
use structs::{Shape, Structs};
use templates::{Component, Template};
use tongue::Tongue;

/// The line from which on the file is written here.
const BEGIN: &str =
    "<!-- From here on, tests write this file from the sources: UPDATE_EXPECT=1 cargo test --lib reference -->\n";

/// What all templates see as `site`.
const CHROME: &str = "Chrome";

/// All that is known of what templates see.
struct Reference {
    structs: Structs,
    examples: Examples,
    /// In how many places each struct stands.
    places: BTreeMap<String, usize>,
    views: Vec<Sample>,
    templates: Vec<Template>,
    tongue: Tongue,
}

impl Reference {
    fn read(tongue: Tongue) -> Self {
        let structs = structs::read();
        let views = views();
        let mut examples = Examples::default();
        for view in &views {
            examples.learn(&structs, &Shape::Named(view.view.to_owned()), &view.value);
        }
        let site = to_value(samples::chrome()).expect("plain data");
        examples.learn(&structs, &Shape::Named(CHROME.to_owned()), &site);
        let mut places: BTreeMap<String, usize> = views.iter().map(|view| (view.view.to_owned(), 1)).collect();
        for name in structs.values().flat_map(|seen| &seen.fields).filter_map(|field| field.shape.named()) {
            *places.entry(name.to_owned()).or_default() += 1;
        }
        Self { structs, examples, places, views, templates: templates::all(), tongue }
    }

    fn say(&self, english: &str) -> String {
        self.tongue.say(english)
    }

    /// Whether a struct has a table of its own; others are told where they stand.
    fn is_shared(&self, name: &str) -> bool {
        self.places[name] > 1 && !self.structs[name].is_word
    }

    /// A table of all names below `prefix`.
    fn table(&self, name: &str, prefix: &str) -> String {
        let mut rows = Vec::new();
        self.rows(name, prefix, &mut rows);
        table(["name", "type", "meaning", "example"].map(|head| self.say(head)), &rows)
    }

    fn rows(&self, name: &str, prefix: &str, rows: &mut Vec<[String; 4]>) {
        let seen = &self.structs[name];
        if let Some(other) = &seen.same_as {
            return self.rows(other, prefix, rows);
        }
        for field in &seen.fields {
            let path = format!("{prefix}{}", field.name);
            assert!(!field.meaning.is_empty(), "{name}.{} needs a comment for those who write themes", field.name);
            let mut meaning = self.say(&field.meaning);
            let inner = field.shape.named().filter(|inner| !self.is_shared(inner));
            if let Some(words) = inner.map(|inner| &self.structs[inner]).filter(|inner| inner.is_word) {
                for word in &words.fields {
                    let _ = write!(meaning, " `{}`: {}", word.name, self.say(&word.meaning));
                }
            }
            rows.push([
                code(&path),
                self.kind(&field.shape),
                meaning,
                code(&self.examples.of(name, &field.name, &field.shape)),
            ]);
            if let Some(inner) = inner.filter(|inner| !self.structs[*inner].is_word) {
                self.rows(inner, &format!("{path}{}.", brackets(&field.shape)), rows);
            }
        }
    }

    fn kind(&self, shape: &Shape) -> String {
        match shape {
            Shape::Text => self.say("text"),
            Shape::Number => self.say("number"),
            Shape::YesNo => self.say("yes/no"),
            Shape::Html => "HTML".to_owned(),
            Shape::Anything => self.say("anything"),
            Shape::Texts => self.say("texts by name"),
            Shape::PairOfTexts => self.say("pair of texts"),
            Shape::Named(name) if self.structs[name].is_word => self.say("text"),
            Shape::Named(name) if self.is_shared(name) => link(name),
            Shape::Named(_) => self.say("map"),
            Shape::List(inner) => self.say("list of {}").replace("{}", &self.kinds(inner)),
            Shape::OrNull(inner) => self.say("{} or null").replace("{}", &self.kind(inner)),
        }
    }

    /// The same for many of a kind.
    fn kinds(&self, shape: &Shape) -> String {
        match shape {
            Shape::OrNull(inner) => self.say("{} or nulls").replace("{}", &self.kinds(inner)),
            Shape::List(inner) => self.say("lists of {}").replace("{}", &self.kinds(inner)),
            Shape::Text => self.say("texts"),
            Shape::PairOfTexts => self.say("pairs of texts"),
            Shape::Named(name) if !self.is_shared(name) => self.say("maps"),
            _ => self.kind(shape),
        }
    }

    /// The section of a template.
    fn template(&self, template: &Template) -> String {
        let mut text = format!("### {}\n\n", template.name);
        let view = self.views.iter().find(|view| view.template == template.name);
        let meaning = match view.filter(|view| !self.is_shared(view.view)) {
            Some(view) => self.structs[view.view].meaning.as_str(),
            None => template.meaning(),
        };
        assert!(!meaning.is_empty(), "{} needs a comment at its beginning", template.name);
        let told = format!("What `{}` sees as `page`.", template.name);
        let _ = writeln!(text, "{}\n", self.say(meaning.trim_end_matches(&told).trim_end()));
        text += &self.facts(template);
        text += &view.map_or_else(|| self.components(template), |view| self.page(view));
        text
    }

    /// What a view holds.
    fn page(&self, view: &Sample) -> String {
        if self.is_shared(view.view) {
            return self.say("`page` is a {}.").replace("{}", &link(view.view)) + "\n\n";
        }
        let seen = &self.structs[view.view];
        if seen.fields.is_empty() && seen.same_as.is_none() {
            return self.say("It sees [site](#site) and [words](#words) alone.") + "\n\n";
        }
        self.table(view.view, "page.")
    }

    /// The templates that include or extend one.
    fn takers(&self, template: &Template) -> Vec<&Template> {
        let name = template.name.as_str();
        self.templates
            .iter()
            .filter(|other| other.includes().contains(&name) || other.extends() == Some(name))
            .collect()
    }

    /// What a template is made from, and who takes it in.
    fn facts<'a>(&'a self, template: &'a Template) -> String {
        let parent = self.templates.iter().find(|other| template.extends() == Some(&other.name));
        let mut blocks: BTreeSet<&str> = template.blocks().into_iter().collect();
        blocks.extend(parent.map(Template::blocks).unwrap_or_default());
        let (extended, included): (Vec<&Template>, Vec<&Template>) =
            self.takers(template).into_iter().partition(|other| other.extends() == Some(&template.name));
        let names = |templates: Vec<&'a Template>| templates.into_iter().map(|other| other.name.as_str()).collect();
        let facts = [
            ("Extends", template.extends().into_iter().collect()),
            ("Blocks", blocks.into_iter().collect()),
            ("Includes", template.includes()),
            ("Included by", names(included)),
            ("Extended by", names(extended)),
            ("Style sheets", template.sheets()),
        ];
        let facts: Vec<String> = facts
            .into_iter()
            .filter(|(_, names): &(&str, Vec<&str>)| !names.is_empty())
            .map(|(fact, names)| {
                format!("- {}: {}\n", self.say(fact), names.into_iter().map(code).collect::<Vec<_>>().join(", "))
            })
            .collect();
        if facts.is_empty() { String::new() } else { facts.concat() + "\n" }
    }

    /// The whole part.
    fn text(&self) -> String {
        let by_view: Vec<&Template> = self.views.iter().map(|view| self.of(view)).collect();
        let (parts, pages): (Vec<_>, Vec<_>) = by_view.into_iter().partition(|template| template.name.contains('/'));
        let others =
            self.templates.iter().filter(|template| self.views.iter().all(|view| view.template != template.name));
        let (components, others): (Vec<_>, Vec<_>) = others.partition(|template| !template.components().is_empty());
        for template in &others {
            assert!(!self.takers(template).is_empty(), "{} needs a sample view in views.rs", template.name);
        }
        let chapter = |title: &str, lead: &str, templates: &[&Template]| {
            let sections: String = templates.iter().map(|template| self.template(template)).collect();
            format!("## {}\n\n{}\n\n{sections}", self.say(title), self.say(lead))
        };
        [
            chapter("Pages", "Each has a file of its own among what is published.", &pages),
            chapter("Parts written once", "Their HTML is made once and shown by many pages.", &parts),
            self.everywhere(),
            self.shared(),
            callable::text(&self.tongue),
            chapter(
                "Components",
                "Called as `{{ <icon name=\"search\" /> }}` in any template, without including the file.",
                &components,
            ),
            chapter("Templates that belong to others", "They see what the template sees that takes them in.", &others),
        ]
        .concat()
    }

    fn of(&self, view: &Sample) -> &Template {
        let template = self.templates.iter().find(|template| template.name == view.template);
        template.unwrap_or_else(|| panic!("no template for {}", view.view))
    }

    fn everywhere(&self) -> String {
        let [title, meaning] = ["What every template sees", &self.structs[CHROME].meaning].map(|text| self.say(text));
        let site = self.table(CHROME, "site.");
        format!("## {title}\n\n### site\n\n{meaning}\n\n{site}{}", callable::words(&self.tongue))
    }

    fn shared(&self) -> String {
        let mut text = format!("## {}\n\n", self.say("What several pages show"));
        for (name, seen) in
            self.structs.iter().filter(|(name, _)| self.places.contains_key(*name) && self.is_shared(name))
        {
            let _ = write!(text, "### {name}\n\n{}\n\n{}", self.say(&seen.meaning), self.table(name, ""));
        }
        text
    }

    /// The components of a template.
    fn components(&self, template: &Template) -> String {
        let row = |component: Component| {
            assert!(!component.meaning.is_empty(), "{}: {} needs a comment", template.name, component.name);
            [code(&component.name), code(&component.arguments), self.say(&component.meaning)]
        };
        let rows: Vec<[String; 3]> = template.components().into_iter().map(row).collect();
        let heads = ["name", "arguments", "meaning"].map(|head| self.say(head));
        if rows.is_empty() { String::new() } else { table(heads, &rows) }
    }
}

fn brackets(shape: &Shape) -> &'static str {
    match shape {
        Shape::List(_) => "[]",
        Shape::OrNull(inner) => brackets(inner),
        _ => "",
    }
}

fn link(name: &str) -> String {
    format!("[{name}](#{})", name.to_lowercase())
}

fn code(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("`{text}`") }
}

/// A table in Markdown.
fn table<const N: usize>(heads: [String; N], rows: &[[String; N]]) -> String {
    let line = |cells: [String; N]| format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|")).join(" | "));
    let rows: String = rows.iter().cloned().map(line).collect();
    format!("{}{}{rows}\n", line(heads), line(std::array::from_fn(|_| "---".to_owned())))
}

#[test]
fn the_manual_of_themes_says_what_the_sources_say() {
    for (name, tongue) in [("README.md", Tongue::japanese()), ("README.en.md", Tongue::english())] {
        let reference = Reference::read(tongue);
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes").join(name);
        let written = fs::read_to_string(&file).expect("the manual of themes");
        let (before, rest) = written.split_once(BEGIN).expect("the line from which on the file is written here");
        let found = format!("\n{}\n", reference.text().trim_end());
        reference.tongue.check();
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&file, format!("{before}{BEGIN}{found}")).expect("the manual can be written");
        } else {
            assert!(rest == found, "themes/{name} is not what the sources say; look at the head of this file");
        }
    }
}

/// The anchor of a heading, as sites that show Markdown make it.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase().replace(' ', "-");
    kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
}

#[test]
fn links_within_the_manual_lead_somewhere() {
    for manual in [include_str!("../../../themes/README.md"), include_str!("../../../themes/README.en.md")] {
        let anchors: BTreeSet<String> = manual
            .lines()
            .filter(|line| line.starts_with('#'))
            .map(|line| anchor(line.trim_start_matches('#').trim()))
            .collect();
        let targets = manual.split("](#").skip(1).filter_map(|rest| rest.split(')').next());
        let broken: BTreeSet<&str> = targets.filter(|target| !anchors.contains(*target)).collect();
        assert!(broken.is_empty(), "{broken:?}");
    }
}
