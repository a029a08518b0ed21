//! `hibi build` and `hibi check`: the same way, with and without the writer.

use std::path::{Path, PathBuf};
use std::time::Instant;

use jiff::Timestamp;

use super::Status;
use super::say::Voice;
use crate::build::{self, Built, Memory, Options};
use crate::cli::{Cli, SiteArgs};
use crate::config::Overrides;
use crate::date::Clock;
use crate::diag::{Code, Diagnostic, Language, Report};
use crate::output::write::{self, Written};
use crate::site::Show;
use crate::source::{Tree, scan};

/// Writes the portal.
pub(super) fn build(cli: &Cli, site: &SiteArgs, output_dir: Option<&Path>) -> Status {
    let started = Instant::now();
    let asked = Options { index: true, ..options(site, false) };
    let Some((tree, built)) = go(cli, site, &asked) else { return Status::Usage };
    let language = Voice::of(cli).language(built.language);
    Voice::of(cli).report(&built.report, tree, language);
    let status = judge(&built.report, site.strict);
    if status != Status::Fine {
        Voice::of(cli).closing(&failure(&built.report, language));
        return status;
    }
    let target = output_dir.map_or_else(|| cli.root.join("public"), Path::to_path_buf);
    let voice = Voice::of(cli);
    let written = write::write_telling(&built.output, &cli.root, &target, &|done, of| voice.photos(done, of, language));
    match written {
        Ok(written) => {
            Voice::of(cli).closing(&success(built, written, &target, started, language));
            Status::Fine
        }
        Err(note) if note.code == Code::PhotoCutOff => {
            // One was found on the way; now all are.
            let report = Report::new(write::try_out(&built.output, &|done, of| voice.photos(done, of, language)));
            voice.report(&report, tree, language);
            voice.closing(&failure(&report, language));
            Status::Mistakes
        }
        Err(note) => {
            Voice::of(cli).fault(&note, language);
            if note.code == Code::OutputRefused { Status::Usage } else { Status::Mistakes }
        }
    }
}

/// Looks for mistakes.
pub(super) fn check(cli: &Cli, site: &SiteArgs) -> Status {
    let Some((tree, built)) = go(cli, site, &options(site, true)) else { return Status::Usage };
    let language = Voice::of(cli).language(built.language);
    let broken = write::try_out(&built.output, &|done, of| Voice::of(cli).photos(done, of, language));
    let report = Report::new(built.report.notes().iter().cloned().chain(broken).collect());
    Voice::of(cli).report(&report, tree, language);
    let status = judge(&report, site.strict);
    let (errors, warnings) = (report.errors(), report.warnings());
    let stories = built.counts.stories;
    Voice::of(cli).closing(&match language {
        Language::Ja => format!("物語{stories}話を調べました：エラー{errors}件、警告{warnings}件。"),
        Language::En => format!("{stories} stories checked: {errors} errors, {warnings} warnings."),
    });
    status
}

/// Scans and builds in memory. `None` where the command line itself is wrong, which has been told.
/// Nothing is freed: the program is about to end, and the system takes the memory of a program back far quicker.
fn go(cli: &Cli, site: &SiteArgs, asked: &Options) -> Option<(&'static Tree, &'static Built)> {
    let clock = clock(cli, site.now.as_deref())?();
    let config: PathBuf = cli.config.clone().unwrap_or_else(|| cli.root.join("site.toml"));
    let scanned = scan::scan(&cli.root, &config);
    let tree: &Tree = Box::leak(Box::new(scanned.value));
    let memory = Box::leak(Box::<Memory>::default());
    let built: &Built = Box::leak(Box::new(build::build(tree, scanned.notes, &clock, asked, memory)));
    Some((tree, built))
}

/// What the command line asks of a build.
pub(super) fn options(site: &SiteArgs, lint: bool) -> Options {
    #[cfg(feature = "search")]
    let search = site.search;
    #[cfg(not(feature = "search"))]
    let search = false;
    Options {
        overrides: Overrides { base_url: site.base_url.clone(), search },
        show: Show { drafts: site.drafts, future: site.future, expired: site.expired },
        lint,
        // In the preview, only where it is asked for.
        index: search,
    }
}

/// The moment to take for now: the flag, else `SOURCE_DATE_EPOCH`, else the machine's clock each time it is asked.
/// `None` where the flag or the variable is no moment, which has been told.
pub(super) fn clock(cli: &Cli, flag: Option<&str>) -> Option<Box<dyn Fn() -> Clock + Send>> {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok();
    let given = flag.map(|text| (text, text.parse::<Timestamp>().ok())).or_else(|| {
        let text = epoch.as_deref()?;
        Some((text, text.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok())))
    });
    match given {
        None => Some(Box::new(|| Clock::at(Timestamp::now()))),
        Some((_, Some(moment))) => Some(Box::new(move || Clock::at(moment))),
        Some((text, None)) => {
            let note = Diagnostic::new(Code::BadDate).with("found", text).near(Some("2026-04-12T09:00:00+09:00"));
            Voice::of(cli).fault(&note, Voice::of(cli).language(Language::Ja));
            None
        }
    }
}

fn judge(report: &Report, strict: bool) -> Status {
    let notes = report.notes();
    let counts = |note: &&Diagnostic| strict || note.severity() == crate::diag::Severity::Error;
    if notes.iter().filter(counts).any(build::is_about_settings) {
        Status::Usage
    } else if notes.iter().any(|note| counts(&note)) {
        Status::Mistakes
    } else {
        Status::Fine
    }
}

fn failure(report: &Report, language: Language) -> String {
    let (errors, warnings) = (report.errors(), report.warnings());
    match language {
        Language::Ja => format!("公開用のページは書きかえていません：エラー{errors}件、警告{warnings}件。"),
        Language::En => format!("Nothing was written: {errors} errors, {warnings} warnings."),
    }
}

fn success(built: &Built, written: Written, target: &Path, started: Instant, language: Language) -> String {
    let build::Counts { stories, pages, files } = built.counts;
    let Written { written, removed } = written;
    let warnings = built.report.warnings();
    let milliseconds = started.elapsed().as_millis();
    let target = target.display();
    match language {
        Language::Ja => format!(
            "物語{stories}話、{pages}ページ、{files}ファイルを {target} に（書きこみ{written}、削除{removed}、警告{warnings}）　{milliseconds}ミリ秒"
        ),
        Language::En => format!(
            "{stories} stories, {pages} pages, {files} files in {target} ({written} written, {removed} removed, {warnings} warnings) in {milliseconds} ms"
        ),
    }
}
