//! The disk → `Tree`. The only reader of the disk; whatever cannot be read is named, and the rest is read all the same.

mod decode;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Read as _, Seek as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use walkdir::WalkDir;

use super::{Content, Source, SourcePath, Tree};
use crate::diag::{Checked, Code, Diagnostic, Notes};
use crate::hashed::{hash_bytes, hash_file, hash_of};
use crate::{par, picture};

/// The folders of a portal; nothing else below the root is looked at.
pub(crate) const FOLDERS: [&str; 4] = ["content", "static", "templates", "themes"];

/// The largest text that is taken, by the ending of its name, in bytes.
fn text_limit(ending: &str) -> Option<u64> {
    match ending {
        "md" => Some(2 << 20),
        "yaml" | "yml" => Some(16 << 20),
        "csv" | "tsv" => Some(64 << 20),
        // Templates too are held as texts, so that a mistake in one can be shown at its line.
        "toml" | "html" | "xml" => Some(1 << 20),
        _ => None,
    }
}

/// Small files of themes and static folders are held in memory, where their bytes can name them.
const HELD: u64 = 1 << 20;

/// Fonts are held up to this length: cards are written with them.
const FONT: u64 = 32 << 20;

/// Reads all files of the portal at `root`, with `config` as its settings file.
#[must_use]
pub fn scan(root: &Path, config: &Path) -> Checked<Tree> {
    rescan(root, config, &Tree::default())
}

/// Reads what changed since `old` was read, and takes the rest from there.
#[must_use]
pub fn rescan(root: &Path, config: &Path, old: &Tree) -> Checked<Tree> {
    let mut notes = Notes::new();
    let mut found = Vec::new();
    let mut tree = Tree::default();
    found.push((SourcePath::new("site.toml"), config.to_path_buf()));
    for folder in FOLDERS {
        walk(root, folder, &mut found, &mut tree.linked, &mut notes);
    }
    let sources = par::map(&found, |(path, disk)| read(path, disk, old.get(path)));
    for ((path, _), source) in found.into_iter().zip(sources) {
        match source {
            // A missing site.toml is said by the room that needs it.
            Err(note) if path.as_str() == "site.toml" && note.code == Code::ConfigMissing => {}
            Err(note) => {
                notes.push(note);
                // That there is something keeps links to it from being called broken.
                tree.insert(path, Source::from_bytes(Vec::new()));
            }
            Ok(source) => {
                let source = source.note_to(&mut notes);
                if tree.insert(path.clone(), source).is_some() {
                    notes.push(Diagnostic::in_file(Code::SameFileName, &path).with("name", &path));
                }
            }
        }
    }
    Checked { value: tree, notes }
}

/// Reads again some files that `tree` holds already, and says which are not as they were. `None` where one of them is
/// new, gone or broken: then only a look at all of them tells what happened.
#[must_use]
pub fn reread<'p>(
    root: &Path,
    config: &Path,
    tree: &Tree,
    changed: impl IntoIterator<Item = &'p PathBuf>,
) -> Option<(Tree, Vec<SourcePath>)> {
    let mut read_again = Vec::new();
    for disk in changed {
        let relative = disk.strip_prefix(root).ok()?.to_str()?.replace('\\', "/");
        let about = fs::symlink_metadata(disk);
        let of_link = disk.parent().is_some_and(|folder| tree.linked.contains(folder));
        match tree.find(&relative) {
            _ if disk == config || of_link => return None,
            // Another settings file than the one in use.
            Some((path, _)) if path.as_str() == "site.toml" => {}
            Some((path, _)) if about.as_ref().is_ok_and(fs::Metadata::is_file) => {
                let read = read(path, disk, None).ok().filter(|read| read.notes.is_empty())?;
                read_again.push((path.clone(), read.value));
            }
            None if relative.split('/').any(is_leftover) => {}
            // What an editor wrote beside a file, to give it the file's name, is gone by now.
            None if about.is_err() && tree.under(&format!("{relative}/")).next().is_none() => {}
            _ => return None,
        }
    }
    let mut tree = tree.clone();
    let mut different = Vec::new();
    for (path, source) in read_again {
        let hash = source.hash;
        if tree.insert(path.clone(), source).is_some_and(|old| old.hash != hash) {
            different.push(path);
        }
    }
    Some((tree, different))
}

/// Lists the files below `root/folder`, without those that systems and editors leave behind.
fn walk(
    root: &Path,
    folder: &str,
    found: &mut Vec<(SourcePath, PathBuf)>,
    linked: &mut BTreeSet<PathBuf>,
    notes: &mut Notes,
) {
    let top = root.join(folder);
    if !top.is_dir() {
        return;
    }
    let entries = WalkDir::new(&top).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || !is_leftover(&entry.file_name().to_string_lossy()))
    {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path =
                    error.path().map(|path| path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned());
                let file = SourcePath::new(&path.unwrap_or_else(|| folder.to_owned()));
                let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                notes.push(Diagnostic::in_file(Code::Unreadable, &file).with("reason", reason));
                continue;
            }
        };
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let Some(path) = relative.to_str() else {
            let shown = relative.to_string_lossy();
            notes.push(Diagnostic::in_file(Code::NameNotUtf8, &SourcePath::new(&shown)).with("name", &shown));
            continue;
        };
        let path = SourcePath::new(&path.replace('\\', "/"));
        let kind = entry.file_type();
        if kind.is_symlink() {
            match linked_file(root, entry.path()) {
                Some(target) => {
                    linked.extend(target.parent().map(Path::to_path_buf));
                    found.push((path, target));
                }
                None => notes.push(Diagnostic::in_file(Code::LinkLeavesPortal, &path)),
            }
        } else if !kind.is_dir() || path.is_markdown() && entry.depth() > 0 {
            // A folder called asa.md was meant as a story; reading it tells so.
            found.push((path, entry.into_path()));
        }
    }
}

/// The file that a link leads to, if it is one of this portal's own.
fn linked_file(root: &Path, link: &Path) -> Option<PathBuf> {
    let target = fs::canonicalize(link).ok()?;
    let root = fs::canonicalize(root).ok()?;
    (target.starts_with(&root) && target.is_file()).then_some(target)
}

/// Files that nobody wrote on purpose: hidden ones, backups, locks.
fn is_leftover(name: &str) -> bool {
    name.starts_with(['.', '~'])
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || matches!(name, "Thumbs.db" | "desktop.ini" | "4913" | "__MACOSX")
        || [".swp", ".swx", ".tmp", ".bak", ".orig", ".part", ".crdownload"].iter().any(|ending| name.ends_with(ending))
}

fn read(path: &SourcePath, disk: &Path, old: Option<&Source>) -> Result<Checked<Source>, Diagnostic> {
    let unreadable = |error: &std::io::Error| {
        let code = if error.kind() == std::io::ErrorKind::NotFound { Code::ConfigMissing } else { Code::Unreadable };
        Diagnostic::in_file(code, path).with("reason", error)
    };
    let is_as_before =
        |old: &&Source| fs::metadata(disk).is_ok_and(|about| about.is_file() && old.stamp == stamp(&about));
    if let Some(old) = old.filter(is_as_before) {
        return Ok(Checked::fine(old.clone()));
    }
    let mut file = open(disk).map_err(|error| unreadable(&error))?;
    let about = file.metadata().map_err(|error| unreadable(&error))?;
    if !about.is_file() {
        let reason = if about.is_dir() { "a folder, not a file" } else { "not a regular file" };
        return Err(Diagnostic::in_file(Code::Unreadable, path).with("reason", reason));
    }
    let mut source = contents(path, disk, (&mut file, &about))?;
    // 0 is like no stamp: what has something to say is read each time, so that it is said each time, and so is a file
    // that may change again without a trace.
    source.value.stamp = if source.notes.is_empty() && is_settled(&about) { stamp(&about) } else { 0 };
    Ok(source)
}

/// Opens a file. What is none, such as a pipe that nobody writes to, is not waited for.
#[cfg(target_os = "linux")]
fn open(disk: &Path) -> std::io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = i32::try_from(rustix::fs::OFlags::NONBLOCK.bits()).unwrap_or(0);
    File::options().read(true).custom_flags(flags).open(disk)
}

#[cfg(not(target_os = "linux"))]
fn open(disk: &Path) -> std::io::Result<File> {
    if fs::metadata(disk)?.is_file() { File::open(disk) } else { Err(std::io::ErrorKind::InvalidInput.into()) }
}

/// How finely disks tell times of change, with much to spare.
const TICK: Duration = Duration::from_millis(60);

/// Whether a change after this reading would show in the file's time of change.
fn is_settled(about: &fs::Metadata) -> bool {
    about.modified().is_ok_and(|time| time.elapsed().is_ok_and(|age| age > TICK))
}

/// What tells a file from its earlier self without opening it.
fn stamp(about: &fs::Metadata) -> u64 {
    let changed = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).map(|age| age.as_nanos());
    #[cfg(unix)]
    let file = std::os::unix::fs::MetadataExt::ino(about);
    #[cfg(not(unix))]
    let file = 0_u64;
    // 0 is for what never lay on a disk.
    hash_of(&(about.len(), changed, file)).max(1)
}

fn contents(
    path: &SourcePath,
    disk: &Path,
    (file, about): (&mut File, &fs::Metadata),
) -> Result<Checked<Source>, Diagnostic> {
    let unreadable = |error: &std::io::Error| Diagnostic::in_file(Code::Unreadable, path).with("reason", error);
    let ending = path.ending();
    let in_content = path.as_str().starts_with("content/");
    // What lies in a static folder is published as it is.
    let verbatim = path.as_str().starts_with("static/") || !in_content && path.as_str().contains("/static/");
    if let Some(limit) = text_limit(&ending).filter(|_| !verbatim) {
        if about.len() > limit {
            return Err(too_large(path, about.len(), limit));
        }
        let bytes = read_bytes(file, about.len()).map_err(|error| unreadable(&error))?;
        return decode::text(path, &bytes)
            .map(|text| Checked { value: Source::from_text(&*text.value), notes: text.notes });
    }
    // Tables are held whatever their size, so that a copy of people's answers is noticed before it is published.
    let held = if is_table(disk) { text_limit("csv").unwrap_or(HELD) } else { HELD };
    let font = matches!(ending.as_str(), "ttf" | "otf") && about.len() <= FONT;
    if font || !in_content && about.len() <= held {
        let bytes = read_bytes(file, about.len()).map_err(|error| unreadable(&error))?;
        return Ok(Checked::fine(Source::from_bytes(bytes)));
    }
    left_on_disk(disk, file, about.len()).map(Checked::fine).map_err(|error| unreadable(&error))
}

/// A file too large to hold. Its bytes are read once, a piece at a time, for their hash: its time of change says
/// nothing, since copying a portal or checking it out changes all of them.
fn left_on_disk(disk: &Path, file: &mut File, length: u64) -> std::io::Result<Source> {
    let look = picture::look_into(file, length)?;
    file.rewind()?;
    let hash = hash_file(file)?;
    let content = Content::File { path: disk.to_path_buf(), length, hash, look };
    Ok(Source { content, hash: hash_bytes(&hash.to_le_bytes()), stamp: 0 })
}

fn is_table(disk: &Path) -> bool {
    let ending = disk.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ending.eq_ignore_ascii_case("csv") || ending.eq_ignore_ascii_case("tsv")
}

/// Whether a file holds `text`, in whatever encoding and with whatever line ends.
#[must_use]
pub fn holds(path: &SourcePath, source: &Source, text: &str) -> bool {
    match &source.content {
        Content::Text(own) => **own == *text,
        Content::Bytes(bytes) => {
            // No encoding makes a text three times as long, or as short.
            let near = bytes.len() <= text.len() * 3 + 3 && bytes.len() * 3 + 3 >= text.len();
            near && decode::text(path, bytes).is_ok_and(|own| own.value == text)
        }
        Content::File { .. } => false,
    }
}

fn too_large(path: &SourcePath, length: u64, limit: u64) -> Diagnostic {
    let mebibytes = |bytes: u64| format!("{}.{} MB", bytes >> 20, ((bytes & 0xF_FFFF) * 10) >> 20);
    Diagnostic::in_file(Code::FileTooLarge, path)
        .with("part", "file")
        .with("size", mebibytes(length))
        .with("limit", mebibytes(limit))
}

fn read_bytes(file: &mut File, length: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}
