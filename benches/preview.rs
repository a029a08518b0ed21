//! From a saved file to the new text in the browser: `cargo bench --bench preview [-- STORIES…]`.
//!
//! For each size a portal is written, the program is started, and files are edited while a client asks for a page every
//! two milliseconds. Medians of fifteen; what the preview itself waits for more changes (`QUIET` in `serve/watch.rs`) is
//! in the figures. Processor time stands beside them, since a busy machine shows in the one and not in the other.
#![expect(clippy::print_stdout, reason = "a bench tells its figures")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot measure may end")]

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const TIMES: usize = 15;

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 4_000, 10_000] } else { sizes };
    println!(
        "| stories | first page | body edit | atomic save | title edit | style edit | template edit | memory | idle |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for size in sizes {
        measure(size);
    }
}

fn measure(size: usize) {
    let folder = tempfile::TempDir::new().unwrap();
    portal(folder.path(), size);
    let started = Instant::now();
    let preview = Preview::start(folder.path());
    preview.get("/").unwrap();
    let first = started.elapsed();
    // It looks a second time a moment after its start.
    std::thread::sleep(Duration::from_millis(1500));
    let path = folder.path().join("content/stories/s7.md");
    let page = "/stories/s7/";
    let body = preview.edits(page, |mark| fs::write(&path, story(7, "題", mark)).unwrap());
    let atomic = preview.edits(page, |mark| {
        let other = path.with_extension("md.tmp");
        fs::write(&other, story(7, "題", mark)).unwrap();
        fs::rename(other, &path).unwrap();
    });
    let title = preview.edits(page, |mark| fs::write(&path, story(7, mark, "本文。")).unwrap());
    let template = folder.path().join("templates/partials/footer.html");
    fs::create_dir_all(template.parent().unwrap()).unwrap();
    let last = format!("/stories/s{}/", size - 1);
    let footer = preview.edits(&last, |mark| fs::write(&template, format!("<footer>{mark}</footer>")).unwrap());
    let theme = folder.path().join("themes/machi/static");
    fs::create_dir_all(&theme).unwrap();
    let site = fs::read_to_string(folder.path().join("site.toml")).unwrap();
    fs::write(theme.join("theme.css"), "a{}").unwrap();
    fs::write(folder.path().join("site.toml"), format!("theme = \"machi\"\n{site}")).unwrap();
    std::thread::sleep(Duration::from_millis(2500));
    let style = preview.edits("/", |mark| {
        fs::write(theme.join("theme.css"), format!("a::after {{ content: '{mark}' }}")).unwrap();
    });
    let (idle, memory) = preview.idle();
    println!("| {size} | {first:.0?} | {body} | {atomic} | {title} | {style} | {footer} | {memory} MiB | {idle} % |");
}

/// A town of stories of some kilobytes with links, lists and tables.
fn portal(root: &Path, size: usize) {
    fs::create_dir_all(root.join("content/stories")).unwrap();
    let site = "title = \"ひなたびより\"\nbase_url = \"https://hinata.example.jp/\"\n";
    fs::write(root.join("site.toml"), site).unwrap();
    for number in 0..size {
        fs::write(root.join(format!("content/stories/s{number}.md")), story(number, "題", "本文。")).unwrap();
    }
}

fn story(number: usize, title: &str, mark: &str) -> String {
    let segment = ["inside", "outside", "administration"][number % 3];
    let stage = ["H", "E", "A", "R", "T"][number % 5];
    let (year, month, day) = (2000 + number % 25, number % 12 + 1, number % 28 + 1);
    let mut text = format!(
        "---\ntitle: {title}{number}\ndate: {year}-{month:02}-{day:02}\nsegment: {segment}\nstage: {stage}\n\
         tags: [札{}, 印{}]\nauthor: 書き手{}\nsummary: 土手であいさつが増えていく話、その{number}。\n---\n",
        number % 30,
        number % 7,
        number % 40
    );
    let _ = writeln!(text, "{mark}\n\n## 朝のこと\n");
    for part in 0..number % 5 + 3 {
        let _ = writeln!(
            text,
            "朝六時の土手で、犬の散歩をする人が「おはよう」と言う。その声が{part}人から{number}人へと増えていく。**あいさつ**は橋をわたり、町をめぐる。\n"
        );
    }
    let _ = writeln!(
        text,
        "- 川の音\n- 橋の影\n- [次の話](s{}.md)\n\n| 時 | 人 |\n| --- | --- |\n| 6 | {number} |\n| 7 | {} |",
        number / 2,
        number * 2
    );
    text
}

struct Preview {
    child: Child,
    host: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Median and greatest time to the new text, and the median of the processor time.
struct Times {
    median: Duration,
    most: Duration,
    processor: Duration,
}

impl std::fmt::Display for Times {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.0?} (≤ {:.0?}, cpu {:.0?})", self.median, self.most, self.processor)
    }
}

impl Preview {
    fn start(root: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hibi"));
        command.args(["serve", "-p", "0"]).current_dir(root).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines.find_map(|line| line.ok().filter(|line| line.contains("http://"))).unwrap();
        let host = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        Self { child, host }
    }

    fn get(&self, path: &str) -> Option<String> {
        let mut stream = TcpStream::connect(&self.host).ok()?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        Some(String::from_utf8_lossy(&answer).into_owned())
    }

    fn edits(&self, page: &str, edit: impl Fn(&str)) -> Times {
        let mut times = Vec::new();
        let mut processor = Vec::new();
        let style = page == "/";
        for round in 0..TIMES {
            // Pauses of different lengths, so that no tick falls in step with them.
            std::thread::sleep(Duration::from_millis(700 + 37 * round as u64 % 200));
            let mark = format!("しるし{round}");
            let before = self.processor();
            let old = if style { self.get(page) } else { None };
            edit(&mark);
            let saved = Instant::now();
            while !self.get(page).is_some_and(|text| {
                if style { assets(&text) != assets(old.as_deref().unwrap_or_default()) } else { text.contains(&mark) }
            }) {
                assert!(saved.elapsed() < Duration::from_secs(20), "{page} never shows {mark}");
                std::thread::sleep(Duration::from_millis(2));
            }
            times.push(saved.elapsed());
            processor.push(self.processor().checked_sub(before).unwrap());
        }
        times.sort();
        processor.sort();
        Times { median: times[TIMES / 2], most: times[TIMES - 1], processor: processor[TIMES / 2] }
    }

    /// The processor time it took so far, as the system counts it, in hundredths of a second.
    fn processor(&self) -> Duration {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let fields: Vec<u64> =
            stat.rsplit_once(')').unwrap().1.split_whitespace().filter_map(|field| field.parse().ok()).collect();
        Duration::from_millis((fields[10] + fields[11]) * 10)
    }

    /// Per cent of a processor when nobody does anything, and memory in MiB.
    fn idle(&self) -> (u128, u64) {
        std::thread::sleep(Duration::from_millis(1500));
        let before = self.processor();
        std::thread::sleep(Duration::from_secs(2));
        let idle = self.processor().checked_sub(before).unwrap().as_millis() / 20;
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        (idle, memory.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024)
    }
}

/// The stylesheets that a page names.
fn assets(page: &str) -> Vec<&str> {
    page.split("assets/").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}
