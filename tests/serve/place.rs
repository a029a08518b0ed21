//! A portal on the disk with its preview: starting, asking, comparing, ending.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use hibi::build::{self, Memory, Options};
use hibi::date::Clock;
use hibi::output::Blob;
use hibi::source::scan;
use serde_json::Value as Json;
use tempfile::TempDir;

use crate::town::{NOW, Town};

/// How long anything may take on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(10);

/// A preview that runs.
pub(super) struct Preview {
    pub(super) folder: TempDir,
    child: Child,
    said: Arc<Mutex<String>>,
    pub(super) host: String,
    pub(super) base: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        // A test that failed leaves nothing running.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("a text")
    }

    /// The value of a header.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(':'));
        lines.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }
}

/// Starts the program with its words going into one text.
pub(super) fn start(folder: &Path, arguments: &[&str]) -> (Child, Arc<Mutex<String>>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hibi"));
    command.arg("serve").args(arguments).args(["--now", NOW]).current_dir(folder).env_clear();
    listened(command)
}

/// Starts a command with its words going into one text.
pub(super) fn listened(mut command: Command) -> (Child, Arc<Mutex<String>>) {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program");
    let said = Arc::new(Mutex::new(String::new()));
    let listen = |from: Box<dyn std::io::Read + Send>| {
        let said = Arc::clone(&said);
        std::thread::spawn(move || {
            for line in BufReader::new(from).lines().map_while(Result::ok) {
                said.lock().expect("a lock").push_str(&(line + "\n"));
            }
        });
    };
    listen(Box::new(child.stdout.take().expect("its output")));
    listen(Box::new(child.stderr.take().expect("its messages")));
    (child, said)
}

/// Waits until `look` finds something.
pub(super) fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(started.elapsed() < PATIENCE, "waited too long for {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Waits for a program's end.
pub(super) fn ends(child: &mut Child) -> ExitStatus {
    wait_for("its end", || child.try_wait().expect("a status"))
}

impl Preview {
    /// A preview of a town, on a port that is free.
    pub(super) fn of(town: &Town, arguments: &[&str]) -> Self {
        let folder = TempDir::new().expect("a folder");
        town.move_to(folder.path());
        Self::at(folder, arguments)
    }

    pub(super) fn at(folder: TempDir, arguments: &[&str]) -> Self {
        let started = start(folder.path(), &[&["--port", "0"], arguments].concat());
        Self::that_runs(folder, started)
    }

    /// A preview that was started by other means.
    pub(super) fn that_runs(folder: TempDir, (child, said): (Child, Arc<Mutex<String>>)) -> Self {
        let address = wait_for("the address", || {
            let said = said.lock().expect("a lock");
            let (_, after) = said.split_once("http://")?;
            // The whole line has come.
            let (line, _) = after.split_once('\n')?;
            line.split(['　', ' ']).next().map(str::to_owned)
        });
        let (host, base) = address.split_once('/').expect("a path");
        Self { folder, child, said, host: host.to_owned(), base: format!("/{base}") }
    }

    pub(super) fn path(&self, inner: &str) -> PathBuf {
        self.folder.path().join(inner)
    }

    pub(super) fn write(&self, inner: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(inner);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a written file");
    }

    pub(super) fn said(&self) -> String {
        self.said.lock().expect("a lock").clone()
    }

    pub(super) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Sends bytes, which may be no whole request, and takes what comes back.
    pub(super) fn raw(&self, request: &[u8]) -> Vec<u8> {
        self.exchange(request, true)
    }

    fn exchange(&self, request: &[u8], hang_up: bool) -> Vec<u8> {
        let mut stream = self.connect();
        // It may hang up before it has taken all.
        let _ = stream.write_all(request);
        if hang_up {
            std::thread::sleep(Duration::from_millis(20));
            let _ = stream.shutdown(std::net::Shutdown::Write);
        }
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    pub(super) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        stream
    }

    /// Asks with a method and more headers.
    pub(super) fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let host = if headers.starts_with("Host:") { String::new() } else { format!("Host: {}\r\n", self.host) };
        let request = format!("{method} {path} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n");
        let bytes = self.exchange(request.as_bytes(), false);
        let end = bytes.windows(4).position(|part| part == b"\r\n\r\n").unwrap_or_else(|| panic!("no head for {path}"));
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Answer { status, head, body: bytes[end + 4..].to_vec() }
    }

    pub(super) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// What the editor's bar is told of a page.
    pub(super) fn about(&self, path: &str) -> Json {
        serde_json::from_slice(&self.get(&format!("/_hibi/page?path={}", encode(path))).body).expect("JSON")
    }

    pub(super) fn version(&self) -> u64 {
        self.about("/")["version"].as_u64().expect("a number")
    }

    /// The stream of events.
    pub(super) fn events(&self) -> Events {
        let mut stream = self.connect();
        let request =
            format!("GET /_hibi/events HTTP/1.1\r\nHost: {}\r\nOrigin: http://{}\r\n\r\n", self.host, self.host);
        stream.write_all(request.as_bytes()).expect("sent");
        Events { lines: BufReader::new(stream) }
    }

    /// What differs between the portal served and a clean build of its folder; `None` when nothing does.
    pub(super) fn difference(&self, clean: &BTreeMap<String, Vec<u8>>) -> Option<String> {
        let differs = clean.iter().find(|(path, bytes)| {
            let answer = self.get(&format!("{}{}", self.base, encode(path)));
            answer.status != 200 || without_script(&answer.body) != **bytes
        });
        differs.map(|(path, _)| path.clone())
    }

    /// Waits until all that is served is as a clean build makes it.
    #[track_caller]
    pub(super) fn settles(&self, what: &str) -> BTreeMap<String, Vec<u8>> {
        let clean = clean(self.folder.path());
        let mut differing = None;
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            differing = self.difference(&clean);
            if differing.is_none() {
                return clean;
            }
            std::thread::sleep(Duration::from_millis(15));
        }
        panic!("{what}: {differing:?} is not as in a clean build\n{}", self.said());
    }

    /// Ends it by a signal; gives the status and how long that took.
    pub(super) fn end(&mut self, signal: &str) -> (ExitStatus, Duration) {
        let started = Instant::now();
        let sent = Command::new("kill").args([signal, &self.child.id().to_string()]).status().expect("kill");
        assert!(sent.success());
        (ends(&mut self.child), started.elapsed())
    }
}

/// Events as they come.
pub(super) struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    /// The next event, or `None` if none comes in time.
    pub(super) fn next(&mut self) -> Option<Json> {
        loop {
            let mut line = String::new();
            if self.lines.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).ok();
            }
        }
    }
}

/// A clean build of a folder, in memory.
pub(super) fn clean(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let scanned = scan::scan(root, &root.join("site.toml"));
    let clock = Clock::at(NOW.parse().expect("a moment"));
    let built = build::build(&scanned.value, scanned.notes, &clock, &Options::default(), &mut Memory::default());
    let files = built.output.files().map(|(path, blob)| {
        let bytes = match blob {
            Blob::Bytes(bytes) => bytes.to_vec(),
            Blob::File { path, .. } => fs::read(path).expect("a photo"),
            Blob::Picture(picture, shape) => picture.make(*shape).expect("a photo"),
        };
        (path.to_owned(), bytes)
    });
    files.collect()
}

/// A page as it is without what only the preview has.
pub(super) fn without_script(page: &[u8]) -> Vec<u8> {
    let find =
        |from: usize, what: &[u8]| page[from..].windows(what.len()).position(|part| part == what).map(|at| from + at);
    let Some(start) = find(0, b"<script src=\"/_hibi/") else { return page.to_vec() };
    let end = find(start, b"</script>").expect("its end") + b"</script>".len();
    [&page[..start], &page[end..]].concat()
}

/// A path with percent signs where addresses need them.
pub(super) fn encode(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
