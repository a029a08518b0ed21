//! The preview: wait → scan → build → publish, in memory. The only room that runs for long and has state.
//!
//! One thread builds, one runtime answers browsers; between them stands the newest `Preview`, replaced whole.

mod browser;
mod http;
mod preview;
mod watch;

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::net::TcpListener;
use tokio::sync::{oneshot, watch as channel};

pub use preview::Preview;

use crate::build::{self, Built, Memory, Options};
use crate::date::Clock;
use crate::diag::{Checked, Code, Diagnostic, Language, Report};
use crate::source::{SourcePath, Tree, scan};
use watch::{Changes, Watching};

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watch {
    /// The system tells.
    Events,
    /// A look every so often, for shares and containers whose systems do not tell.
    Poll(Duration),
    /// Not at all.
    Off,
}

/// What a preview is asked for.
pub struct Settings {
    /// The portal's folder.
    pub root: PathBuf,
    /// Its settings file.
    pub config: PathBuf,
    /// What is built.
    pub options: Options,
    /// Tells the moment to take for now, anew at each build.
    pub clock: Box<dyn Fn() -> Clock + Send>,
    /// The address to listen on.
    pub interface: IpAddr,
    /// The port, and whether it was asked for by name.
    pub port: Port,
    /// How changes are noticed.
    pub watch: Watch,
    /// Whether to open a browser.
    pub open: bool,
}

/// The port to listen on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    /// This one and no other; 0 takes a free one.
    Named(u16),
    /// This one or the next that is free.
    From(u16),
}

/// What the preview tells whoever started it.
#[derive(Debug)]
pub enum Said<'a> {
    /// It listens.
    Ready(&'a str),
    /// It listens where others than this machine can reach it.
    Open(&'a str),
    /// It looks from time to time, since the system has no watches left.
    Polling(&'a str),
    /// It was built, or built again.
    Built(&'a Round<'a>),
}

/// One building of the portal.
#[derive(Debug)]
pub struct Round<'a> {
    /// The files that changed; empty at first.
    pub changed: &'a [SourcePath],
    /// What came of it.
    pub built: &'a Built,
    /// The input.
    pub tree: &'a Tree,
    /// How long it took, with reading.
    pub took: Duration,
}

/// Runs the preview until the program is told to end.
///
/// # Errors
/// If the port is taken or cannot be listened on.
pub fn run(settings: Settings, mut say: impl FnMut(Said<'_>, Language) + Send + 'static) -> Result<(), Diagnostic> {
    let listener = bind(&settings)?;
    let address = listener.local_addr().map_err(|error| busy(settings.port, &error))?;
    let place = http::Place { address, root: settings.root.clone() };
    let (hand_over, first) = oneshot::channel();
    let desk = std::thread::spawn(move || Desk::new(settings).work(address, hand_over, &mut say));
    match http::serve(listener, place, first) {
        End::Told => Ok(()),
        // The desk works for ever; that it stopped is a fault of the program, which must not pass in silence.
        End::Deserted => desk.join().map_err(|fault| std::panic::resume_unwind(fault)),
    }
}

/// Why answering ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// Somebody wants the program to end.
    Told,
    /// Nobody builds any more.
    Deserted,
}

/// The highest port that is tried when the first is taken.
const PORTS_TRIED: u16 = 50;

fn bind(settings: &Settings) -> Result<std::net::TcpListener, Diagnostic> {
    let at = |port: u16| std::net::TcpListener::bind(SocketAddr::new(settings.interface, port));
    let bound = match settings.port {
        Port::Named(port) => at(port),
        Port::From(port) => {
            let mut ports = (port..port.saturating_add(PORTS_TRIED)).map(at);
            ports
                .find(|bound| !matches!(bound, Err(error) if error.kind() == std::io::ErrorKind::AddrInUse))
                .unwrap_or_else(|| at(port))
        }
    };
    bound.map_err(|error| busy(settings.port, &error))
}

fn busy(port: Port, error: &std::io::Error) -> Diagnostic {
    let (Port::Named(port) | Port::From(port)) = port;
    Diagnostic::new(Code::PortTaken).with("port", port).with("reason", error)
}

/// The building side: what was read last, and what was made of it.
struct Desk {
    settings: Settings,
    tree: Arc<Tree>,
    scanned: Vec<Diagnostic>,
    memory: Memory,
    last: Option<Arc<Preview>>,
}

impl Desk {
    fn new(settings: Settings) -> Self {
        let scanned = scan::scan(&settings.root, &settings.config);
        Self { settings, tree: Arc::new(scanned.value), scanned: scanned.notes, memory: Memory::default(), last: None }
    }

    /// Builds what was read. A failed build keeps the pages of the last good one and shows its mistakes over them.
    fn build(&mut self, changed: &[SourcePath], started: Instant, say: &mut impl FnMut(Said<'_>, Language)) -> Preview {
        let clock = (self.settings.clock)();
        let built = build::build(&self.tree, self.scanned.clone(), &clock, &self.settings.options, &mut self.memory);
        let round = Round { changed, built: &built, tree: &self.tree, took: started.elapsed() };
        say(Said::Built(&round), built.language);
        Preview::of(built, Arc::clone(&self.tree), self.last.as_deref())
    }

    /// Builds for the first time, says where, and keeps up from then on.
    fn work(
        mut self,
        address: SocketAddr,
        hand_over: oneshot::Sender<http::Newest>,
        say: &mut impl FnMut(Said<'_>, Language),
    ) {
        let first = self.build(&[], Instant::now(), say);
        let (site, language) = (format!("http://{address}{}", first.base), first.language);
        let (publish, newest) = channel::channel(Arc::new(first));
        if hand_over.send(newest).is_err() {
            // The program is about to end.
            return;
        }
        if !address.ip().is_loopback() {
            say(Said::Open(&site), language);
        }
        say(Said::Ready(&site), language);
        if self.settings.open {
            browser::open(&site);
        }
        self.keep_up(&publish, say);
    }

    /// Waits for changes and publishes what comes of them, for ever.
    fn keep_up(&mut self, publish: &channel::Sender<Arc<Preview>>, say: &mut impl FnMut(Said<'_>, Language)) {
        self.last = Some(Arc::clone(&publish.borrow()));
        let mut watching = Watching::start(&self.settings.root, self.settings.watch);
        loop {
            let of_config = self.settings.config.parent().map(Path::to_path_buf);
            watching.also(self.tree.linked_folders().map(Path::to_path_buf).chain(of_config));
            if let Some(reason) = watching.fell_back() {
                say(Said::Polling(&reason), publish.borrow().language);
            }
            let changes = watching.wait();
            let started = Instant::now();
            let changed = self.read(&changes);
            watching.looked(started.elapsed());
            if changed.is_empty() {
                continue;
            }
            let preview = Arc::new(self.build(&changed, started, say));
            self.last = Some(Arc::clone(&preview));
            publish.send_replace(preview);
        }
    }

    /// Reads what may have changed and says what did. Events are hints: the files themselves decide.
    fn read(&mut self, changes: &Changes) -> Vec<SourcePath> {
        if let Changes::Files(files) = changes
            && let Some((tree, changed)) = scan::reread(&self.settings.root, &self.settings.config, &self.tree, files)
        {
            self.tree = Arc::new(tree);
            return changed;
        }
        let Checked { value: tree, notes } = scan::rescan(&self.settings.root, &self.settings.config, &self.tree);
        let mut changed = self.tree.differences(&tree);
        // A file that could not be read, or now can, is a change although the tree holds neither.
        let (before, after) = (Report::new(self.scanned.clone()), Report::new(notes.clone()));
        if before.notes() != after.notes() {
            changed.extend(after.notes().iter().chain(before.notes()).filter_map(|note| note.file.clone()));
            changed.dedup();
        }
        self.tree = Arc::new(tree);
        self.scanned = notes;
        changed
    }
}

/// Makes the listener ready for the runtime.
fn for_runtime(listener: std::net::TcpListener) -> std::io::Result<TcpListener> {
    listener.set_nonblocking(true)?;
    TcpListener::from_std(listener)
}
