//! `hibi report`: what the portal has and what it lacks, as tables for people or as one object for programs.

use serde_json::{Value as Json, json};

use super::Status;
use super::build::{clock, go, judge, options, read};
use super::say::{self, Voice};
use crate::cli::{Cli, Format, SiteArgs};
use crate::diag::Language;
use crate::site::overview::{Coverage, Overdue, Overview, Stale};
use crate::text;

/// Tells of the portal; where it has mistakes, of those instead.
pub(super) fn run(cli: &Cli, site: &SiteArgs) -> Status {
    let Some(clock) = clock(cli, site.now.as_deref()) else { return Status::Usage };
    let (tree, built) = go(read(cli), &clock(), &options(site, false));
    let voice = Voice::of(cli);
    let language = voice.language(built.language);
    let status = judge(&built.report, site.strict);
    if status != Status::Fine {
        voice.report(&built.report, tree, language);
        return status;
    }
    let overview = built.site.as_ref().map(Overview::of).unwrap_or_default();
    say::line(&match cli.format {
        Format::Json => object(&overview).to_string(),
        Format::Human | Format::Github => words(&overview, language),
    });
    Status::Fine
}

fn object(overview: &Overview) -> Json {
    let coverage = overview.coverage.iter().map(|one| {
        let cell = |(column, stories): (&String, &usize)| json!({ "column": column, "stories": stories });
        let rows = one.rows.iter().map(|(label, counts)| {
            json!({ "row": label, "cells": one.columns.iter().zip(counts).map(cell).collect::<Vec<_>>() })
        });
        json!({ "lang": one.lang, "stories": one.stories, "rows": rows.collect::<Vec<_>>() })
    });
    let stale = overview.stale.iter().map(|Stale { file, title, review_by, owner }| {
        json!({ "file": file, "title": title, "review_by": review_by.to_string(), "owner": owner })
    });
    let overdue = overview
        .overdue
        .iter()
        .map(|Overdue { id, title, as_of, due }| json!({ "id": id, "title": title, "as_of": as_of.to_string(), "due": due.to_string() }));
    json!({
        "coverage": coverage.collect::<Vec<_>>(),
        "stale": stale.collect::<Vec<_>>(),
        "overdue": overdue.collect::<Vec<_>>(),
    })
}

fn words(overview: &Overview, language: Language) -> String {
    let mut parts: Vec<String> = overview.coverage.iter().map(|one| table(one, language)).collect();
    let stale = overview.stale.iter().map(|Stale { file, title, review_by, owner }| {
        let owner = owner.as_ref().map(|owner| match language {
            Language::Ja => format!("、担当：{owner}"),
            Language::En => format!(", {owner}"),
        });
        let owner = owner.unwrap_or_default();
        match language {
            Language::Ja => format!("  {file}「{title}」（{review_by} まで{owner}）"),
            Language::En => format!("  {file}: {title} (by {review_by}{owner})"),
        }
    });
    let (some, none) = match language {
        Language::Ja => ("見直しの日を過ぎたページ", "見直しの日（review_by）を過ぎたページはありません。"),
        Language::En => ("Pages past their day of review", "No page is past its day of review (review_by)."),
    };
    parts.push(list(some, none, &stale.collect::<Vec<_>>()));
    let overdue = overview.overdue.iter().map(|Overdue { id, title, as_of, due }| match language {
        Language::Ja => format!("  {id}「{title}」（いまの値は {as_of}、次は {due} まで）"),
        Language::En => format!("  {id}: {title} (as of {as_of}, newer by {due})"),
    });
    let (some, none) = match language {
        Language::Ja => ("更新の日を過ぎた指標", "更新の日（update_every）を過ぎた指標はありません。"),
        Language::En => ("Indicators due for newer figures", "No indicator is due for newer figures (update_every)."),
    };
    parts.push(list(some, none, &overdue.collect::<Vec<_>>()));
    parts.join("\n\n")
}

fn list(some: &str, none: &str, lines: &[String]) -> String {
    if lines.is_empty() { none.to_owned() } else { format!("{some}\n{}", lines.join("\n")) }
}

/// The counts in columns that stand under their names, Japanese letters as wide as two others.
fn table(coverage: &Coverage, language: Language) -> String {
    let Coverage { lang, stories, columns, rows } = coverage;
    let title = match language {
        Language::Ja => format!("物語の広がり（{lang}、{stories}話）"),
        Language::En => format!("Stories ({lang}, {stories})"),
    };
    let first = rows.iter().map(|(label, _)| text::columns(label)).max().unwrap_or(0);
    let mut lines = vec![title, format!("  {}{}", " ".repeat(first), cells(columns, columns))];
    for (label, counts) in rows {
        let counts: Vec<String> = counts.iter().map(usize::to_string).collect();
        lines.push(format!("  {label}{}{}", " ".repeat(first - text::columns(label)), cells(columns, &counts)));
    }
    lines.join("\n")
}

/// Texts at the right of columns as wide as `heads`.
fn cells(heads: &[String], texts: &[String]) -> String {
    let cell = |(head, text): (&String, &String)| {
        let space = text::columns(head).max(4).saturating_sub(text::columns(text));
        format!("  {}{text}", " ".repeat(space))
    };
    heads.iter().zip(texts).map(cell).collect()
}
