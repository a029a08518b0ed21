//! Noticing that something changed. The only user of notify.
//!
//! Folders are watched, never files: an editor that saves by renaming leaves a watched file deaf. Every event is taken
//! for a hint; mere reading is not one. Where the system has no watches left, the folders are looked at from time to time.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::Watch;

/// How long it must be quiet before a change counts as finished, and how long that may take at the most.
const QUIET: Duration = Duration::from_millis(12);
const PATIENCE: Duration = Duration::from_millis(45);
/// How often to look where the system does not tell.
const POLL: Duration = Duration::from_millis(700);
/// After a change everything is looked at once more, in case an event was lost.
const SECOND_LOOK: Duration = Duration::from_millis(600);

/// What may have changed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Changes {
    /// The contents of these files, as far as is known.
    Files(Vec<PathBuf>),
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
    /// Whether everything is still to be looked at once more.
    second_look: bool,
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
            second_look: false,
        };
        match watch {
            Watch::Off => {}
            Watch::Poll(every) => watching.poll = Some(every),
            Watch::Events => match watcher(root, tell) {
                Ok(watcher) => watching.watcher = Some(watcher),
                Err(error) => {
                    watching.poll = Some(POLL);
                    watching.fell_back = Some(error.to_string());
                }
            },
        }
        watching
    }

    /// Why the system's own watches could not be used.
    pub(super) fn fell_back(&self) -> Option<&str> {
        self.fell_back.as_deref()
    }

    /// Waits until something may have changed. `None` when nothing ever will.
    pub(super) fn wait(&mut self) -> Option<Changes> {
        if let Some(every) = self.poll {
            std::thread::sleep(every);
            return Some(Changes::Anything);
        }
        self.watcher.as_ref()?;
        let mut batch = Batch::default();
        while batch.is_empty() {
            if self.second_look {
                match self.hints.recv_timeout(SECOND_LOOK) {
                    Ok(hint) => batch.add(hint),
                    Err(RecvTimeoutError::Timeout) => {
                        self.second_look = false;
                        return Some(Changes::Anything);
                    }
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
            } else {
                batch.add(self.hints.recv().ok()?);
            }
        }
        let first = Instant::now();
        while first.elapsed() < PATIENCE {
            match self.hints.recv_timeout(QUIET) {
                Ok(hint) => batch.add(hint),
                Err(_) => break,
            }
        }
        if batch.anything {
            self.watch_new_folders();
        }
        self.second_look = true;
        Some(batch.into_changes())
    }

    /// A portal's folder may have been made only now.
    fn watch_new_folders(&mut self) {
        if let Some(watcher) = &mut self.watcher {
            watch_folders(watcher, &self.root).ok();
        }
    }
}

#[derive(Debug, Default)]
struct Batch {
    files: Vec<PathBuf>,
    anything: bool,
}

impl Batch {
    fn is_empty(&self) -> bool {
        self.files.is_empty() && !self.anything
    }

    fn add(&mut self, hint: notify::Result<notify::Event>) {
        match hint {
            // To open a file for reading is no change; to take it for one would build for ever.
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => {}
            Ok(event) if matches!(event.kind, EventKind::Modify(ModifyKind::Data(_))) && !event.need_rescan() => {
                for path in event.paths {
                    if !self.files.contains(&path) {
                        self.files.push(path);
                    }
                }
            }
            Ok(_) | Err(_) => self.anything = true,
        }
    }

    fn into_changes(self) -> Changes {
        if self.anything { Changes::Anything } else { Changes::Files(self.files) }
    }
}

fn watcher(root: &Path, tell: std::sync::mpsc::Sender<notify::Result<notify::Event>>) -> notify::Result<RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(move |event| {
        // Nobody listens any more when the program ends.
        let _ = tell.send(event);
    })?;
    watch_folders(&mut watcher, root)?;
    Ok(watcher)
}

fn watch_folders(watcher: &mut RecommendedWatcher, root: &Path) -> notify::Result<()> {
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in crate::source::scan::FOLDERS {
        let folder = root.join(folder);
        if folder.is_dir() {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    Ok(())
}
