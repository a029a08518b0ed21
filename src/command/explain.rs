//! `hibi explain CODE`: the long form of a diagnostic.

use super::Status;
use super::say::{self, Voice};
use crate::cli::Cli;
use crate::diag::suggest::nearest;
use crate::diag::{Code, Language, explain};

/// Tells what a code means; without one that exists, which there are.
pub(super) fn run(cli: &Cli, code: &str) -> Status {
    let language = Voice::of(cli).language(Language::Ja);
    let wanted = crate::text::fold(code).to_uppercase();
    if let Some(found) = Code::ALL.iter().find(|code| code.number() == wanted) {
        let explanation = explain(*found, language);
        say::line(&format!(
            "{}[{}] {}\n\n{}",
            found.severity().word(),
            found.number(),
            explanation.title,
            explanation.text.trim()
        ));
        return Status::Fine;
    }
    let near = nearest(&wanted, Code::ALL.iter().map(|code| code.number()));
    let near = near.map(|near| format!(" → {near}")).unwrap_or_default();
    say::error(&match language {
        Language::Ja => format!("「{code}」という番号はありません{near}"),
        Language::En => format!("there is no code {code}{near}"),
    });
    Status::Usage
}
