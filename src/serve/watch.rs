//! Noticing that something changed. The only user of notify.
//!
//! Folders are watched, never files: an editor that saves by renaming leaves a watched file deaf. Every event is taken
//! for a hint; mere reading is not one. Where the system has no watches left, the folders are looked at from time to time.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{EventKind, ModifyKind};
use notify::{Config, ErrorKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::Watch;
use crate::source::scan::FOLDERS;

/// How long it must be quiet before a change counts as finished, and how long that may take at the most.
const QUIET: Duration = Duration::from_millis(12);
const PATIENCE: Duration = Duration::from_millis(45);
/// How often to look where the system does not tell.
const POLL: Duration = Duration::from_millis(700);
/// Looking may take this part of the time at the most, so that a large portal does not keep a processor busy.
const POLL_SHARE: u32 = 20;
/// After a change everything is looked at once more, in case an event was lost.
const SECOND_LOOK: Duration = Duration::from_millis(600);
/// So many files at once are many: then everything is looked at.
const MANY: usize = 64;

/// What may have changed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Changes {
    /// These files, as far as is known.
    Files(BTreeSet<PathBuf>),
    /// Anything.
    Anything,
}

/// A source of hints.
pub(super) struct Watching {
    hints: Receiver<notify::Result<notify::Event>>,
    watcher: Option<RecommendedWatcher>,
    root: PathBuf,
    poll: Option<Duration>,
    fell_back: Option<String>,
    /// When everything is to be looked at once more.
    look: Option<Duration>,
    /// Folders besides those of a portal.
    others: BTreeSet<PathBuf>,
    /// How long the last look took.
    took: Duration,
}

impl Watching {
    /// Begins to watch the portal at `root`.
    pub(super) fn start(root: &Path, watch: Watch) -> Self {
        let (tell, hints) = channel();
        let mut watching = Self {
            hints,
            watcher: None,
            root: root.to_path_buf(),
            poll: None,
            fell_back: None,
            // What happened between the first reading and now nobody has told of.
            look: Some(Duration::ZERO),
            others: BTreeSet::new(),
            took: Duration::ZERO,
        };
        match watch {
            Watch::Off => {}
            Watch::Poll(every) => watching.poll = Some(every),
            Watch::Events => match watcher(root, tell) {
                Ok(watcher) => watching.watcher = Some(watcher),
                Err(error) => watching.fall_back(&error),
            },
        }
        watching
    }

    /// Why the system's own watches could not be used; told once.
    pub(super) fn fell_back(&mut self) -> Option<String> {
        self.fell_back.take()
    }

    /// Tells how long it took to look at everything.
    pub(super) fn looked(&mut self, took: Duration) {
        self.took = took;
    }

    /// Watches folders that lie outside those of a portal but matter all the same: of links' targets, of the settings.
    pub(super) fn also(&mut self, folders: impl IntoIterator<Item = PathBuf>) {
        for folder in folders {
            let inside = FOLDERS.iter().any(|name| folder.starts_with(self.root.join(name)));
            if inside || folder == self.root || self.others.contains(&folder) {
                continue;
            }
            if let Some(watcher) = &mut self.watcher
                && let Err(error) = watcher.watch(&folder, RecursiveMode::NonRecursive)
            {
                self.failed(&error);
            }
            self.others.insert(folder);
        }
    }

    /// Waits until something may have changed; for ever where nobody watches.
    pub(super) fn wait(&mut self) -> Changes {
        while self.watcher.is_none() {
            if let Some(every) = self.poll {
                std::thread::sleep(every.max(self.took * POLL_SHARE));
                return Changes::Anything;
            }
            std::thread::park();
        }
        let mut batch = Batch::default();
        while batch.is_empty() {
            let hint = match self.look {
                Some(time) => self.hints.recv_timeout(time),
                None => self.hints.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match hint {
                Ok(hint) => batch.add(hint),
                Err(RecvTimeoutError::Timeout) => {
                    self.look = None;
                    return Changes::Anything;
                }
                Err(RecvTimeoutError::Disconnected) => {
                    self.fall_back(&notify::Error::generic("the watcher ended"));
                    return Changes::Anything;
                }
            }
        }
        let last = Instant::now() + PATIENCE;
        loop {
            let left = last.saturating_duration_since(Instant::now()).min(QUIET);
            match self.hints.recv_timeout(left) {
                Ok(hint) => batch.add(hint),
                Err(_) => break,
            }
        }
        if let Some(error) = batch.exhausted.take() {
            self.fall_back(&error);
        }
        self.watch_new_folders(&batch.moved);
        self.look = Some(SECOND_LOOK);
        batch.into_changes()
    }

    /// A portal's folder that came, or came back, is not watched yet. Folders inside one are, by notify itself.
    fn watch_new_folders(&mut self, moved: &BTreeSet<PathBuf>) {
        let Some(watcher) = &mut self.watcher else { return };
        let mut mistake = None;
        for folder in FOLDERS.iter().map(|name| self.root.join(name)).filter(|folder| moved.contains(folder)) {
            // It is no mistake if the old one went by itself.
            let _ = watcher.unwatch(&folder);
            if folder.is_dir() {
                mistake = watcher.watch(&folder, RecursiveMode::Recursive).err().or(mistake);
            }
        }
        if let Some(error) = mistake {
            self.failed(&error);
        }
    }

    /// A folder that vanished meanwhile needs no watch; where there are none left, polling has to do.
    fn failed(&mut self, error: &notify::Error) {
        if !matches!(error.kind, ErrorKind::PathNotFound | ErrorKind::WatchNotFound) {
            self.fall_back(error);
        }
    }

    fn fall_back(&mut self, error: &notify::Error) {
        self.watcher = None;
        self.poll = Some(POLL);
        self.fell_back = Some(error.to_string());
    }
}

#[derive(Debug, Default)]
struct Batch {
    files: BTreeSet<PathBuf>,
    /// What came, went or got another name.
    moved: BTreeSet<PathBuf>,
    anything: bool,
    /// The system has no watches left for a new folder.
    exhausted: Option<notify::Error>,
}

impl Batch {
    fn is_empty(&self) -> bool {
        self.files.is_empty() && !self.anything
    }

    fn add(&mut self, hint: notify::Result<notify::Event>) {
        let event = match hint {
            Ok(event) => event,
            Err(error) => {
                self.anything = true;
                self.exhausted = Some(error).filter(|error| matches!(error.kind, ErrorKind::MaxFilesWatch));
                return;
            }
        };
        // To open a file for reading is no change; to take it for one would build for ever.
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        if event.need_rescan() || event.paths.is_empty() || self.files.len() > MANY {
            self.anything = true;
        }
        if !matches!(event.kind, EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_))) {
            self.moved.extend(event.paths.iter().cloned());
        }
        if !self.anything {
            self.files.extend(event.paths);
        }
    }

    fn into_changes(self) -> Changes {
        if self.anything { Changes::Anything } else { Changes::Files(self.files) }
    }
}

fn watcher(root: &Path, tell: Sender<notify::Result<notify::Event>>) -> notify::Result<RecommendedWatcher> {
    // A link may lead anywhere, to the whole disk even; those that count are watched by `also`.
    let config = Config::default().with_follow_symlinks(false);
    let handler = move |event| {
        // Nobody listens any more when the program ends.
        let _ = tell.send(event);
    };
    let mut watcher = RecommendedWatcher::new(handler, config)?;
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in FOLDERS.iter().map(|name| root.join(name)).filter(|folder| folder.is_dir()) {
        watcher.watch(&folder, RecursiveMode::Recursive)?;
    }
    Ok(watcher)
}
