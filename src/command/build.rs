//! `hibi build` and `hibi check`: the same way, with and without the writer.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;

use super::Status;
use super::say::Voice;
use crate::build::{self, Built, Memory, Options};
use crate::cli::{Cli, SiteArgs};
use crate::config::Overrides;
use crate::date::Clock;
use crate::diag::{Checked, Code, Diagnostic, Language, Report};
use crate::output::Counts;
use crate::output::write::{self, Entered, Job, Receipt, Written};
use crate::par;
use crate::site::Show;
use crate::source::{Tree, scan};

/// Writes the portal.
pub(super) fn build(cli: &Cli, site: &SiteArgs, output_dir: Option<&Path>, minify: bool) -> Status {
    let started = Instant::now();
    let target = output_dir.map_or_else(|| cli.root.join("public"), Path::to_path_buf);
    let mut asked = Options { index: true, ..options(site, false) };
    asked.overrides.minify = minify;
    let Some(clock) = clock(cli, site.now.as_deref()) else { return Status::Usage };
    let clock = clock();
    let (scanned, entered) = par::both(|| read(cli), || Entered::early(&cli.root, &target).map(Arc::new));
    let made_of = build::made_of(&scanned.value, &asked);
    let close = |outcome: &Outcome, language| {
        Voice::of(cli).closing(&success(outcome, &target, started, Voice::of(cli).language(language)));
        Status::Fine
    };
    if scanned.notes.is_empty()
        && let Some(last) = entered.as_deref().and_then(|entered| entered.as_before(made_of, clock.moment()))
    {
        let outcome = Outcome { counts: last.counts, written: Written::default(), warnings: 0 };
        return close(&outcome, last.language);
    }
    let memory = Memory::of_one_build(entered.clone());
    let (tree, built) = go_with(memory, scanned, &clock, &asked);
    let language = Voice::of(cli).language(built.language);
    Voice::of(cli).report(&built.report, tree, language);
    let status = judge(&built.report, site.strict);
    let written = if status == Status::Fine {
        let tell = |done: usize, of: usize| Voice::of(cli).photos(done, of, language);
        let receipt = receipt(built, made_of);
        let job = Job {
            output: &built.output,
            receipt,
            texts: built.known_texts(tree),
            root: &cli.root,
            target: &target,
            entered: entered.as_deref(),
            tell: &tell,
        };
        write::write(&job).map_err(|note| unwritten(cli, (tree, built), &note))
    } else {
        Voice::of(cli).closing(&failure(&built.report, language));
        Err(status)
    };
    match written {
        Ok(written) => {
            let outcome = Outcome { counts: built.counts, written, warnings: built.report.warnings() };
            close(&outcome, built.language)
        }
        Err(status) => {
            if let Some(entered) = entered {
                entered.give_up();
            }
            status
        }
    }
}

/// Says why a portal could not be written.
fn unwritten(cli: &Cli, (tree, built): (&Tree, &Built), note: &Diagnostic) -> Status {
    let voice = Voice::of(cli);
    let language = voice.language(built.language);
    if note.code == Code::PhotoCutOff {
        // One was found on the way; now all are.
        let report = Report::new(write::try_out(&built.output, &|done, of| voice.photos(done, of, language)));
        voice.report(&report, tree, language);
        voice.closing(&failure(&report, language));
        return Status::Mistakes;
    }
    voice.fault(note, language);
    if note.code == Code::OutputRefused { Status::Usage } else { Status::Mistakes }
}

/// Looks for mistakes.
pub(super) fn check(cli: &Cli, site: &SiteArgs) -> Status {
    let Some(clock) = clock(cli, site.now.as_deref()) else { return Status::Usage };
    let (tree, built) = go(read(cli), &clock(), &options(site, true));
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

pub(super) fn read(cli: &Cli) -> Checked<Tree> {
    let config: PathBuf = cli.config.clone().unwrap_or_else(|| cli.root.join("site.toml"));
    scan::scan(&cli.root, &config)
}

/// Builds in memory.
pub(super) fn go(scanned: Checked<Tree>, clock: &Clock, asked: &Options) -> (&'static Tree, &'static Built) {
    go_with(Memory::of_one_build(None), scanned, clock, asked)
}

/// Builds with something to remember.
/// Nothing is freed: the program is about to end, and the system takes the memory of a program back far quicker.
fn go_with(memory: Memory, scanned: Checked<Tree>, clock: &Clock, asked: &Options) -> (&'static Tree, &'static Built) {
    let tree: &Tree = Box::leak(Box::new(scanned.value));
    let memory = Box::leak(Box::new(memory));
    let built: &Built = Box::leak(Box::new(build::build(tree, scanned.notes, clock, asked, memory)));
    (tree, built)
}

/// What the next build needs to know to have nothing to do. Problems are told anew each time.
fn receipt(built: &Built, made_of: u64) -> Option<Receipt> {
    let holds = built.holds.clone().filter(|_| built.report.notes().is_empty())?;
    Some(Receipt { made_of, holds, language: built.language, counts: built.counts })
}

/// What the command line asks of a build.
pub(super) fn options(site: &SiteArgs, lint: bool) -> Options {
    #[cfg(feature = "search")]
    let search = site.search;
    #[cfg(not(feature = "search"))]
    let search = false;
    Options {
        overrides: Overrides { base_url: site.base_url.clone(), search, minify: false },
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

pub(super) fn judge(report: &Report, strict: bool) -> Status {
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

/// What a build that went well came to.
struct Outcome {
    counts: Counts,
    written: Written,
    warnings: usize,
}

fn success(outcome: &Outcome, target: &Path, started: Instant, language: Language) -> String {
    let Outcome { counts: Counts { stories, pages, files }, written: Written { written, removed }, warnings } = outcome;
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
