//! Every mistake and its picture: each folder of `diagnostics/` is a tiny portal with the exact report beside it.
//!
//! `UPDATE_EXPECT=1 cargo test diagnostics` writes the reports anew; read the difference before you commit it.
//! A folder without a `site.toml` has the settings of `default.toml`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use hibi::build::{Built, Memory, Options, build};
use hibi::date::Clock;
use hibi::diag::human::{Paint, draw};
use hibi::diag::{Code, Diagnostic, Language, explain, github, json};
use hibi::output::write::{Job, write};
use hibi::source::{Tree, scan::scan};

/// Codes whose mistake cannot lie in a folder under version control, or needs a program built otherwise; each has a test.
const MADE_ON_THE_DISK: [Code; 11] = [
    Code::FileTooLarge,
    Code::Unreadable,
    Code::NameNotUtf8,
    Code::LinkLeavesPortal,
    Code::SameFileName,
    Code::ConfigMissing,
    Code::OutputRefused,
    Code::WriteFailed,
    Code::PortTaken,
    Code::NoSearch,
    Code::NoCards,
];

/// A code that follows others, and the folder that shows it.
const NEVER_ALONE: [(Code, &str); 1] = [(Code::CsvMore, "many-wrong-rows")];

/// Folders that show several mistakes together.
const SEVERAL: [&str; 6] =
    ["all-at-once", "broken-data", "broken-settings", "five-stories", "follow-ups", "many-wrong-rows"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

fn fixtures() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the folder of this test").flatten();
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A folder of mistakes, checked.
struct Checked {
    name: String,
    root: PathBuf,
    tree: Tree,
    built: Built,
}

/// All folders, checked once for all tests.
fn checked() -> &'static [Checked] {
    static ALL: OnceLock<Vec<Checked>> = OnceLock::new();
    ALL.get_or_init(|| {
        hibi::par::map(&fixtures(), |name| {
            let root = folder().join(name);
            let (tree, built) = check(&root);
            Checked { name: name.clone(), root, tree, built }
        })
    })
}

fn one(name: &str) -> &'static Checked {
    checked().iter().find(|checked| checked.name == name).expect("a folder of that name")
}

/// Checks the portal at `root` as `hibi check` does, on 20 April 2026.
fn check(root: &Path) -> (Tree, Built) {
    let own = root.join("site.toml");
    let settings = if own.exists() { own } else { folder().join("default.toml") };
    check_with(root, &settings)
}

fn check_with(root: &Path, settings: &Path) -> (Tree, Built) {
    let clock = Clock::at("2026-04-20T03:00:00Z".parse().expect("a moment"));
    let scanned = scan(root, settings);
    let options = Options { lint: true, ..Options::default() };
    let built = build(&scanned.value, scanned.notes, &clock, &options, &mut Memory::default());
    (scanned.value, built)
}

fn picture(tree: &Tree, built: &Built, language: Language) -> String {
    let drawn = built.report.notes().iter().map(|note| draw(note, tree, language, Paint::Plain));
    drawn.collect::<Vec<_>>().join("\n")
}

/// The difference between what is and what should be, or nothing.
fn compare(file: &Path, found: &str) -> Option<String> {
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(file, found).expect("the expectation can be written");
        return None;
    }
    let expected = fs::read_to_string(file).unwrap_or_default();
    (expected != found).then(|| format!("{}\n--- expected\n{expected}\n--- found\n{found}", file.display()))
}

#[test]
fn each_mistake_has_its_picture() {
    let mut wrong = String::new();
    for Checked { root, tree, built, .. } in checked() {
        for (language, file) in [(Language::Ja, "expected.txt"), (Language::En, "expected.en.txt")] {
            if let Some(difference) = compare(&root.join(file), &picture(tree, built, language)) {
                let _ = writeln!(wrong, "{difference}");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_folder_shows_its_code_and_only_that() {
    for Checked { name, built, .. } in checked().iter().filter(|checked| !SEVERAL.contains(&checked.name.as_str())) {
        let codes: BTreeSet<&str> = built.report.notes().iter().map(|note| note.code.number()).collect();
        assert_eq!(codes, [name.as_str()].into(), "a mistake should be told once, without others in its wake");
    }
}

#[test]
fn each_code_has_a_folder_or_a_test() {
    let made = MADE_ON_THE_DISK.iter().chain(NEVER_ALONE.iter().map(|(code, _)| code));
    let made: BTreeSet<&str> = made.map(|code| code.number()).collect();
    let wanted: BTreeSet<&str> =
        Code::ALL.iter().map(|code| code.number()).filter(|code| !made.contains(code)).collect();
    let fixtures = fixtures();
    let found: BTreeSet<&str> = fixtures.iter().map(String::as_str).filter(|name| !SEVERAL.contains(name)).collect();
    assert_eq!(wanted, found);
}

#[test]
fn a_code_that_follows_others_is_shown_with_them() {
    for (code, folder) in NEVER_ALONE {
        assert!(one(folder).built.report.notes().iter().any(|note| note.code == code), "{folder}");
    }
}

#[test]
fn nothing_is_left_unsaid_in_a_message() {
    for Checked { name, built, .. } in checked() {
        for note in built.report.notes() {
            for language in [Language::Ja, Language::En] {
                let said = format!("{} {}", note.message(language), note.hint(language).unwrap_or_default());
                for hole in
                    ["{to}", "{key}", "{value}", "{near}", "{known}", "{allowed}", "{found}", "{reason}", "{mended}"]
                {
                    assert!(!said.contains(hole), "{name}: {said}");
                }
            }
        }
    }
}

#[test]
fn each_code_is_explained_in_both_languages() {
    for code in Code::ALL {
        let (ja, en) = (explain(*code, Language::Ja), explain(*code, Language::En));
        for said in [ja, en] {
            assert!(!said.title.is_empty() && said.text.trim().len() > 60, "{code:?}");
        }
        assert!(ja.text.contains(['。', '、']), "{code:?} is explained in Japanese");
        assert!(ja.text.lines().all(|line| !line.contains("...")), "{code:?}");
    }
}

#[test]
fn programs_get_an_object_a_line() {
    let Checked { root, tree, built, .. } = one("all-at-once");
    let lines = |line: fn(&Diagnostic, &Tree, Language) -> String| {
        built.report.notes().iter().map(|note| line(note, tree, Language::Ja) + "\n").collect::<String>()
    };
    let wrong: Vec<String> = [("expected.json", lines(json::line)), ("expected.github", lines(github::line))]
        .into_iter()
        .filter_map(|(file, found)| compare(&root.join(file), &found))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn five_broken_stories_are_five_names() {
    let files: BTreeSet<&str> =
        one("five-stories").built.report.notes().iter().filter_map(|note| Some(note.file.as_ref()?.as_str())).collect();
    assert_eq!(files.len(), 5, "{files:?}");
}

const SETTINGS: &str = "title = \"ひなたびより\"\nbase_url = \"https://hinata.example.jp/\"\n";
const STORY: &str = "---\ntitle: 朝六時の土手で\ndate: 2026-04-12\nsegment: inside\nstage: A\n---\n川沿いの話です。\n";

/// A portal with one sound story, and `files` beside it.
fn portal(files: &[(&str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a place for a portal");
    let own = [("site.toml", SETTINGS), ("content/stories/asa.md", STORY)];
    for (name, text) in own.iter().chain(files) {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    root
}

fn pictures(root: &Path) -> String {
    let (tree, built) = check(root);
    picture(&tree, &built, Language::Ja)
}

#[test]
fn a_file_that_is_too_large_is_named_with_the_limit() {
    let story = format!("{STORY}{}", "朝".repeat(800_000));
    let matter = STORY.replace("stage:", &format!("summary: {}\nstage:", "朝".repeat(30_000)));
    let root = portal(&[("content/stories/a.md", &story), ("content/stories/b.md", &matter)]);
    assert_eq!(
        pictures(root.path()),
        "error[H002]: ファイルが大きすぎて読めません：2.2 MB（2.0 MB まで）
--> content/stories/a.md
 = 直し方: 内容を分けるなどして、2.0 MB 以下にしてください

error[H002]: 冒頭の項目（--- と --- のあいだ）が大きすぎて読めません：87 KB（64 KB まで）
 --> content/stories/b.md:1:1
  |
1 | ---
  | ^^^ 内容を分けるなどして、64 KB 以下にしてください
"
    );
}

#[test]
#[cfg(unix)]
fn what_is_no_ordinary_file_is_named_and_links_to_it_are_not_called_broken() {
    let root = portal(&[
        ("content/stories/hiru.md/x.txt", ""),
        ("content/a.md", "---\ntitle: あ\n---\n[夕](stories/yuu.md)\n"),
    ]);
    let pipe = root.path().join("content/stories/yuu.md");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success());
    let found = pictures(root.path());
    let expected =
        "error[H003]: このファイルを読めません：`.md` で終わる名前のフォルダーです。名前から `.md` を取ってください
--> content/stories/hiru.md
 = 直し方: ファイルを開けるか確かめ、いらないものなら `content` の外へ移してください

error[H003]: このファイルを読めません：ふつうのファイルではありません
--> content/stories/yuu.md
 = 直し方: ファイルを開けるか確かめ、いらないものなら `content` の外へ移してください
";
    assert_eq!(found, expected);
}

#[test]
#[cfg(target_os = "linux")]
fn names_that_are_no_text_or_the_same_to_the_eye_are_named() {
    use std::os::unix::ffi::OsStrExt as _;
    let root = portal(&[("static/が.txt", ""), ("static/か\u{3099}.txt", "")]);
    let name = std::ffi::OsStr::from_bytes(b"content/stories/\x92\xa9.md");
    fs::write(root.path().join(name), STORY).expect("a file");
    assert_eq!(
        pictures(root.path()),
        "error[H004]: ファイル名 `content/stories/\u{fffd}\u{fffd}.md` に、読めない文字があります
--> content/stories/\u{fffd}\u{fffd}.md
 = 直し方: 名前を付け直してください（半角の英数字とハイフンなら確実です。例 asa-no-dote.md）

error[H009]: 見た目が同じ名前 `static/が.txt` のファイルが二つあります
--> static/が.txt
 = 直し方: どちらかを消すか、別の名前にしてください
"
    );
}

#[test]
#[cfg(unix)]
fn a_link_out_of_the_portal_is_passed_over_and_named() {
    let root = portal(&[]);
    std::os::unix::fs::symlink("/etc/hostname", root.path().join("static-link")).expect("a link");
    fs::create_dir(root.path().join("static")).expect("a folder");
    std::os::unix::fs::symlink("/etc/hostname", root.path().join("static/host.txt")).expect("a link");
    let (_, built) = check(root.path());
    assert!(built.output.get("host.txt").is_none() && built.output.get("index.html").is_some());
    assert_eq!(
        pictures(root.path()),
        "warning[H006]: このリンク（シンボリックリンク）の先は、ポータルの中のファイルではありません。読みとばしました
--> static/host.txt
 = 直し方: リンクではなく、ファイルそのものをここに置いてください
"
    );
}

#[test]
fn a_folder_without_settings_is_told_what_to_do() {
    let root = tempfile::tempdir().expect("a folder");
    assert_eq!(
        pictures_with(root.path()),
        "error[H010]: 設定ファイル site.toml がありません
--> site.toml
 = 直し方: ポータルのフォルダーで実行するか、`hibi init 新しいフォルダー名` で作ってください
"
    );
}

/// As `pictures`, without falling back on the settings of the fixtures.
fn pictures_with(root: &Path) -> String {
    let (tree, built) = check_with(root, &root.join("site.toml"));
    picture(&tree, &built, Language::Ja)
}

#[test]
fn settings_in_another_encoding_are_one_mistake() {
    let root = portal(&[]);
    fs::write(
        root.path().join("site.toml"),
        b"title = \"\x82\xd0\x82\xc8\x82\xbd\"\nbase_url = \"https://h.example/\"\n",
    )
    .expect("a file");
    let (_, built) = check(root.path());
    assert_eq!(built.report.notes().iter().map(|note| note.code).collect::<Vec<_>>(), [Code::NotUtf8]);
}

/// What is said when the sound portal is written to `target`.
fn refusal(root: &Path, target: &Path) -> String {
    let (_, built) = check(root);
    let note = write(&Job::new(&built.output, root, target)).expect_err("this place is refused");
    let said = draw(&note, &Tree::default(), Language::Ja, Paint::Plain);
    said.replace(&*fs::canonicalize(root).expect("a folder").to_string_lossy(), "ROOT")
        .replace(&*root.to_string_lossy(), "ROOT")
}

#[test]
#[cfg(unix)]
fn folders_that_are_not_ours_are_refused_each_with_its_reason() {
    let root = portal(&[("others/letter.txt", "手紙"), ("file", "")]);
    let root = root.path();
    std::os::unix::fs::symlink(root.join("others"), root.join("link")).expect("a link");
    let reasons = [
        ("content/out", "記事や設定など、もとのファイルが入っている場所です"),
        (".", "記事や設定など、もとのファイルが入っている場所です"),
        ("link", "フォルダーではなく、別の場所へのリンクです"),
        ("file", "フォルダーではなく、ファイルです"),
        ("others", "hibi が作ったのではないファイルが入っています。消してしまわないよう、何も書いていません"),
    ];
    for (target, reason) in reasons {
        let said = refusal(root, &root.join(target));
        assert!(said.starts_with("error[H093]: ROOT") && said.contains(reason), "{target}: {said}");
        assert!(
            said.ends_with("= 直し方: 空のフォルダーか、まだない名前を指定してください（例 -o public）\n"),
            "{said}"
        );
    }
    assert_eq!(fs::read_to_string(root.join("others/letter.txt")).ok().as_deref(), Some("手紙"));
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let root = portal(&[("file", "")]);
    let said = refusal(root.path(), &root.path().join("file/public"));
    assert!(said.starts_with("error[H094]: ROOT/file に書きこめません。"), "{said}");
    let full =
        Diagnostic::new(Code::WriteFailed).with("path", "public").with("reason", std::io::Error::from_raw_os_error(28));
    let full = full.message(Language::Ja);
    assert!(full.starts_with("public に書きこめません。ディスクの空きがありません（No space left on device"), "{full}");
}

#[test]
fn a_taken_port_is_said_in_the_readers_language() {
    let taken = std::io::Error::from_raw_os_error(98);
    let note = Diagnostic::new(Code::PortTaken).with("port", 1111).with("reason", taken);
    let said = note.message(Language::Ja);
    assert!(said.starts_with("ポート 1111 では始められません。"), "{said}");
}
