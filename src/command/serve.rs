//! `hibi serve`: the preview, with what it tells in the terminal.

use std::net::IpAddr;
use std::time::Duration;

use super::Status;
use super::build::{clock, options};
use super::say::{self, Voice};
use crate::cli::{Cli, ServeArgs};
use crate::diag::Language;
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
    let root = std::path::absolute(&cli.root).unwrap_or_else(|_| cli.root.clone());
    let settings = Settings {
        config: cli.config.clone().unwrap_or_else(|| root.join("site.toml")),
        root,
        options: options(&args.site, false),
        clock,
        interface: args.interface.unwrap_or(IpAddr::from([127, 0, 0, 1])),
        port: args.port.map_or(Port::From(PORT), Port::Named),
        watch,
        open: args.open,
    };
    let voice = Voice::of(cli);
    match serve::run(settings, move |said, language| tell(voice, &said, voice.language(language))) {
        Ok(()) => Status::Fine,
        Err(note) => {
            voice.fault(&note, voice.language(Language::Ja));
            Status::Usage
        }
    }
}

fn tell(voice: Voice, said: &Said<'_>, language: Language) {
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
        Said::Built(round) => tell_round(voice, round, language),
    }
}

/// The most changed files that are named.
const NAMED: usize = 3;

fn tell_round(voice: Voice, round: &Round<'_>, language: Language) {
    let report = &round.built.report;
    voice.report(report, round.tree, language);
    let names: Vec<&str> = round.changed.iter().take(NAMED).map(crate::source::SourcePath::as_str).collect();
    let more = round.changed.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" +{more}") } else { String::new() };
    let (what, pages, milliseconds) = (names.join(" "), round.built.rendered.len(), round.took.as_millis());
    let (errors, warnings) = (report.errors(), report.warnings());
    voice.closing(&match language {
        Language::Ja if errors > 0 => format!("{what}{more}　エラー{errors}件（前のページのままです）　{milliseconds}ミリ秒"),
        Language::En if errors > 0 => format!("{what}{more}  {errors} errors, the pages stay as they were  {milliseconds} ms"),
        Language::Ja => format!("{what}{more}　{pages}ページを作りました、警告{warnings}件　{milliseconds}ミリ秒"),
        Language::En => format!("{what}{more}  {pages} pages rendered, {warnings} warnings  {milliseconds} ms"),
    });
}
