//! `hibi explain NAME`: the long form of a diagnostic, and what a template sees.

use super::Status;
use super::say::{self, Voice};
use crate::cli::Cli;
use crate::diag::suggest::nearest;
use crate::diag::{Code, Language, explain};
use crate::theme::guide::{self, Section};

/// Tells what a code means or what a template sees; without a name, what there is to ask for.
pub(super) fn run(cli: &Cli, name: Option<&str>) -> Status {
    let language = Voice::of(cli).language(Language::Ja);
    let Some(name) = name else {
        say::line(&format!("{}\n\n{}", names(language), codes(language)));
        return Status::Fine;
    };
    let wanted = crate::text::fold(name).to_uppercase();
    if let Some(code) = Code::ALL.iter().find(|code| code.number() == wanted) {
        let explanation = explain(*code, language);
        let (severity, number) = (code.severity().word(), code.number());
        say::line(&format!("{severity}[{number}] {}\n\n{}", explanation.title, explanation.text.trim()));
        return Status::Fine;
    }
    if let Some(section) = guide::section(&crate::text::fold(name), language) {
        say::line(&told(&section, language));
        return Status::Fine;
    }
    let known = Code::ALL.iter().map(|code| code.number()).chain(guide::sections(language).map(|section| section.name));
    let near = nearest(name, known).map(|near| format!(" → {near}")).unwrap_or_default();
    say::error(&match language {
        Language::Ja => format!("「{name}」という番号も名前もありません{near}\n\n{}", names(language)),
        Language::En => format!("there is no code or name {name}{near}\n\n{}", names(language)),
    });
    Status::Usage
}

/// What the manual of themes says, and what to ask for next.
fn told(section: &Section, language: Language) -> String {
    let next = section.leads_to().join(" / ");
    let next = match language {
        _ if next.is_empty() => String::new(),
        Language::Ja => format!("\nつづき：hibi explain {next}"),
        Language::En => format!("\nRead on: hibi explain {next}"),
    };
    format!("{}\n\n{}{next}", section.name, section.plain())
}

/// All that the manual of themes tells of, by chapters.
fn names(language: Language) -> String {
    let mut text = match language {
        Language::Ja => {
            "説明できるもの（hibi explain 名前）：H001 などの番号と、テンプレートを書く人のための次の名前".to_owned()
        }
        Language::En => "What can be explained (hibi explain NAME): codes such as H001, and for templates".to_owned(),
    };
    let mut chapter = "";
    for section in guide::sections(language) {
        if section.chapter != chapter {
            chapter = section.chapter;
            text.push_str(&format!("\n\n{chapter}\n"));
        }
        text.push_str(&format!("  {}", section.name));
    }
    text
}

/// All codes with what they are called.
fn codes(language: Language) -> String {
    let lines = Code::ALL.iter().map(|code| format!("{}  {}", code.number(), explain(*code, language).title));
    lines.collect::<Vec<_>>().join("\n")
}
