//! `hibi serve`: the preview, with what it tells in the terminal.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use super::Status;
use super::build::{clock, options};
use super::say::{self, Voice};
use crate::cli::{Cli, ServeArgs};
use crate::diag::{Language, Report};
use crate::serve::{self, Port, Round, Said, Settings, Watch};

/// The port that is tried first.
const PORT: u16 = 1111;

/// Runs the preview until it is told to end.
pub(super) fn run(cli: &Cli, args: &ServeArgs) -> Status {
    let Some(clock) = clock(cli, args.site.now.as_deref()) else { return Status::Usage };
    let watch = match (args.no_watch, args.poll) {
        (true, _) => Watch::Off,
        (false, Some(milliseconds)) => Watch::Poll(Duration::from_millis(milliseconds.max(50))),
        (false, None) => Watch::Events,
    };
    let absolute = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone());
    let root = absolute(&cli.root);
    let settings = Settings {
        config: cli.config.as_ref().map_or_else(|| root.join("site.toml"), absolute),
        root,
        options: options(&args.site, false),
        clock,
        interface: args.interface.unwrap_or(IpAddr::from([127, 0, 0, 1])),
        port: args.port.map_or(Port::From(PORT), Port::Named),
        watch,
        open: args.open,
    };
    let voice = Voice::of(cli);
    let mut told = Report::default();
    match serve::run(settings, move |said, language| tell(voice, &said, voice.language(language), &mut told)) {
        Ok(()) => Status::Fine,
        Err(note) => {
            voice.fault(&note, voice.language(Language::Ja));
            Status::Usage
        }
    }
}

fn tell(voice: Voice, said: &Said<'_>, language: Language, told: &mut Report) {
    let ja = language == Language::Ja;
    match said {
        Said::Ready(url) => voice.closing(&if ja {
            format!("プレビュー：{url}　（終わるには Ctrl+C）")
        } else {
            format!("preview: {url}  (Ctrl+C ends it)")
        }),
        Said::Open(url) => say::error(&if ja {
            format!("ご注意：ほかの機械からも {url} で見えます。下書きも見えることがあります。")
        } else {
            format!("warning: other machines can see {url}, drafts perhaps among it.")
        }),
        Said::Polling(reason) => say::error(&if ja {
            format!("変更の知らせを受けられないので、ときどき見に行きます（{reason}）")
        } else {
            format!("looking for changes from time to time, since the system cannot tell of them ({reason})")
        }),
        Said::Built(round) => {
            let report = &round.built.report;
            let new = report.notes().iter().filter(|note| !told.notes().contains(note)).cloned().collect();
            voice.report(&Report::new(new), round.tree, language);
            *told = report.clone();
            voice.closing(&line(round, language));
        }
    }
}

/// The most changed files that are named.
const NAMED: usize = 3;

/// What changed, what came of it, and how long that took.
fn line(round: &Round<'_>, language: Language) -> String {
    let report = &round.built.report;
    let names = round.changed.iter().take(NAMED).map(|file| file.as_str().to_owned());
    let more = round.changed.len().checked_sub(NAMED).filter(|more| *more > 0).map(|more| format!("+{more}"));
    let what = names.chain(more).collect::<Vec<_>>().join(" ");
    let (pages, milliseconds) = (round.built.rendered.len(), round.took.as_millis());
    let (errors, warnings) = (report.errors(), report.warnings());
    let done = match language {
        Language::Ja if errors > 0 && what.is_empty() => {
            format!("エラー{errors}件（まだページを作れません）　{milliseconds}ミリ秒")
        }
        Language::En if errors > 0 && what.is_empty() => format!("{errors} errors, no pages yet  {milliseconds} ms"),
        Language::Ja if errors > 0 => format!("エラー{errors}件（前のページのままです）　{milliseconds}ミリ秒"),
        Language::En if errors > 0 => format!("{errors} errors, the pages stay as they were  {milliseconds} ms"),
        Language::Ja => format!("{pages}ページを作りました、警告{warnings}件　{milliseconds}ミリ秒"),
        Language::En => format!("{pages} pages rendered, {warnings} warnings  {milliseconds} ms"),
    };
    match (what.is_empty(), language) {
        (true, _) => done,
        (false, Language::Ja) => format!("{what}　{done}"),
        (false, Language::En) => format!("{what}  {done}"),
    }
}
