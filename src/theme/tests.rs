//! Every template of the default theme, rendered with full and with empty views; layers, words, mistakes, escaping.

mod names;
mod reference;
mod views;

use crate::config::{self, Config, Lang, Overrides};
use crate::diag::{Code, Diagnostic, Notes};
use crate::page::bars::{FooterView, TermsView};
use crate::page::card::TileView;
use crate::page::note::NotFoundView;
use crate::page::parts::Chrome;
use crate::source::{Source, SourcePath, Tree};
use crate::theme::View;

use super::{Theme, layers, samples};

pub(super) fn town(files: &[(&str, &str)]) -> (Tree, Config) {
    let mut tree = Tree::default();
    let settings =
        "title = \"ひなたびより\"\nbase_url = \"https://hinata.example.jp/\"\n[languages.en]\n[languages.en-GB]\n";
    tree.insert(SourcePath::new("site.toml"), Source::from_text(settings));
    for (path, text) in files {
        tree.insert(SourcePath::new(path), Source::from_text(*text));
    }
    let config = config::parse(&tree, &Overrides::default());
    (tree, config.value.expect("the sample settings are sound"))
}

fn load(files: &[(&str, &str)]) -> (Theme, Notes) {
    let (tree, config) = town(files);
    let checked = Theme::load(&tree, &config);
    (checked.value, checked.notes)
}

fn render<V: View>(theme: &Theme, lang: Lang, chrome: &Chrome, view: &V) -> Result<String, Diagnostic> {
    theme.render(&theme.frame(lang, chrome)?, view).map(|html| String::from_utf8(html).expect("UTF-8"))
}

/// Renders every sample; each page under a name.
pub(super) fn render_all(
    theme: &Theme,
    lang: Lang,
    chrome: &Chrome,
) -> Vec<(&'static str, Result<String, Diagnostic>)> {
    let (cards, bare) = (samples::cards(), samples::bare_card());
    let mut pages = Vec::new();
    macro_rules! page {
        ($name:literal, $view:expr) => {
            pages.push(($name, render(theme, lang, chrome, &$view)))
        };
    }
    page!("home", samples::home(&cards, 6, samples::stages()));
    page!("home-5", samples::home(&cards, 5, samples::stages()));
    page!("home-3", samples::home(&cards, 3, samples::stages()));
    page!("home-1", samples::home(&cards, 0, samples::eight_stages()));
    page!("home-0", samples::empty_home());
    page!("story", samples::story(&cards, 0));
    page!("story-long", samples::story(&cards, 9));
    page!("story-0", samples::empty_story(&bare));
    page!("list", samples::list(&cards));
    page!("term", samples::term_list(&cards));
    page!("list-0", samples::empty_list());
    page!("map", samples::map());
    page!("map-0", samples::empty_map());
    page!("indicators", samples::indicators());
    page!("indicator", samples::indicator(&cards));
    page!("figure", samples::chart_card(1));
    page!("figure-0", samples::empty_chart_card());
    page!("page", samples::note());
    page!("page-0", samples::empty_note());
    page!("tags", samples::tags_page());
    page!("search", samples::search());
    let facts = samples::facts();
    page!("poster", samples::poster(&cards[0], &facts));
    page!("poster-0", samples::bare_poster(&bare));
    page!("author", samples::author(&cards));
    page!("author-0", samples::bare_author(&bare));
    page!("authors", samples::authors());
    page!("404", samples::not_found());
    page!("redirect", samples::redirect());
    page!("part-nav", samples::place());
    page!("part-terms", TermsView(&samples::place()));
    page!("part-footer", FooterView {});
    page!("part-card", TileView { card: &cards[0], summary: true });
    pages
}

#[test]
fn every_template_renders_with_full_and_with_empty_views() {
    let (theme, notes) = load(&[]);
    assert_eq!(notes, Notes::new());
    for chrome in [samples::chrome(), samples::bare_chrome()] {
        for lang in [Lang::FIRST, Lang::nth(1), Lang::nth(2)] {
            for (name, page) in render_all(&theme, lang, &chrome) {
                let html = page.unwrap_or_else(|note| panic!("{name}: {note:?}"));
                assert!(!html.contains("null") && !html.contains("[object"), "{name}");
                let h1 = html.matches("<h1").count();
                assert_eq!(
                    h1,
                    usize::from(!name.starts_with("figure") && !name.starts_with("part-")),
                    "{name} has {h1} h1"
                );
            }
        }
    }
}

#[test]
fn nothing_is_inline_and_nothing_comes_from_elsewhere() {
    let (theme, _) = load(&[]);
    for (name, page) in render_all(&theme, Lang::FIRST, &samples::chrome()) {
        let html = page.expect("rendered");
        for forbidden in [" style=", "<style", " onclick", " onload", "<script>", "src=\"http", "javascript:"] {
            assert!(!html.contains(forbidden), "{name} holds {forbidden}");
        }
    }
}

#[test]
fn both_languages_have_the_same_words_with_the_same_holes() {
    let holes = |text: &str| -> Vec<String> {
        let mut names: Vec<String> =
            text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0.to_owned())).collect();
        names.sort();
        names
    };
    let (theme, _) = load(&[]);
    let files = layers::built_in("i18n");
    let keys = |name: &str| -> Vec<String> {
        let (_, bytes) = files.iter().find(|(file, _)| file == name).expect("a word file");
        let table: toml::Table = toml::from_str(std::str::from_utf8(bytes).expect("UTF-8")).expect("TOML");
        table.keys().cloned().collect()
    };
    assert_eq!(keys("ja.toml"), keys("en.toml"));
    for key in keys("ja.toml") {
        let word = |lang| theme.word(lang, &key).expect("a word");
        assert_eq!(holes(word(Lang::FIRST)), holes(word(Lang::nth(1))), "{key}");
    }
}

#[test]
fn a_site_replaces_single_words_templates_and_files() {
    let (theme, notes) = load(&[
        ("themes/default/i18n/ja.toml", "skip = \"とばす\"\n"),
        ("templates/404.html", "{% extends \"@default/404.html\" %}{% block main %}<h1>ない</h1>{% endblock main %}"),
        ("static/mark.svg", "<svg/>"),
        ("static/robots.txt", "x"),
    ]);
    assert_eq!(notes, Notes::new());
    let html = render(&theme, Lang::FIRST, &samples::chrome(), &samples::not_found()).expect("rendered");
    assert!(html.contains("とばす") && html.contains("<h1>ない</h1>") && html.contains("site-header"));
    let mark = theme.assets().iter().find(|asset| asset.name == "mark.svg").expect("the mark");
    assert_eq!(mark.file.as_ref().map(SourcePath::as_str), Some("static/mark.svg"));
    assert!(!theme.assets().iter().any(|asset| asset.name == "robots.txt"));
}

#[test]
fn a_language_takes_the_words_of_the_one_that_it_belongs_to() {
    let (theme, _) = load(&[]);
    assert_eq!(theme.word(Lang::nth(2), "skip"), Some("Skip to content"));
    let html = render(&theme, Lang::nth(1), &samples::chrome(), &samples::list(&[])).expect("rendered");
    assert!(html.contains("133 stories"));
}

#[test]
fn mistakes_in_templates_are_named_with_their_place() {
    let broken = "<p>朝</p>\n{% if page.title %}\n";
    let unknown = "<h1>{{ page.title | shout }}</h1>{{ page.title | cry }}";
    let (_, notes) = load(&[("templates/a.html", broken), ("templates/b.html", unknown)]);
    let found: Vec<(&str, Option<&str>)> =
        notes.iter().map(|note| (note.code.number(), note.file.as_ref().map(SourcePath::as_str))).collect();
    let (a, b) = (("H090", Some("templates/a.html")), ("H090", Some("templates/b.html")));
    assert_eq!(found, [a, b, b]);
    let (start, end) = notes[1].span.expect("a place");
    assert_eq!(&unknown[start..end], "shout");
}

#[test]
fn mistakes_that_show_on_a_page_are_named_with_their_place() {
    let text = "<h1>日々</h1>\n{{ page.titel }}";
    let (theme, _) = load(&[("templates/page.html", text)]);
    let note = render(&theme, Lang::FIRST, &samples::chrome(), &samples::note()).expect_err("a mistake");
    assert_eq!(
        (note.code, note.file.as_ref().map(SourcePath::as_str)),
        (Code::NameMissing, Some("templates/page.html"))
    );
    let (start, end) = note.span.expect("a place");
    assert!(text[start..end].contains("titel"), "{:?}", &text[start..end]);
    assert_eq!(note.args.get("near"), Some(&"title".into()));
    assert_eq!(note.args.get("page"), Some(&"page.html".into()));

    let (theme, _) = load(&[("templates/page.html", "{{ words.menyu }}")]);
    let note = render(&theme, Lang::FIRST, &samples::chrome(), &samples::note()).expect_err("a mistake");
    assert_eq!(note.code, Code::WordMissing);
    assert!(note.args.contains_key("near"));
}

#[test]
fn templates_that_include_themselves_are_refused() {
    let (_, notes) = load(&[
        ("templates/a.html", "{% include \"a.html\" %}"),
        ("templates/b.html", "{% extends \"nowhere.html\" %}"),
    ]);
    let files: Vec<Option<&str>> = notes.iter().map(|note| note.file.as_ref().map(SourcePath::as_str)).collect();
    assert_eq!(files, [Some("templates/a.html"), Some("templates/b.html")]);
}

#[test]
fn everything_is_escaped_whatever_the_template_is_called() {
    let cards = [crate::theme::Ready::new(crate::page::parts::Card {
        title: "<b>\"'&".to_owned(),
        ..(*samples::bare_card()).clone()
    })];
    let files = [("templates/story.html", "{% include \"x.svg\" %}"), ("templates/x.svg", "{{ page.card.title }}")];
    let (theme, notes) = load(&files);
    assert_eq!(notes, Notes::new());
    let html = render(&theme, Lang::FIRST, &samples::chrome(), &samples::empty_story(&cards[0])).expect("rendered");
    assert!(html.starts_with("&lt;b&gt;&quot;") && !html.contains('"'), "{html}");
    let (theme, _) = load(&[]);
    let list = render(&theme, Lang::FIRST, &samples::chrome(), &samples::list(&cards)).expect("rendered");
    assert!(!list.contains("<b>"));
}

#[test]
fn an_unknown_theme_is_named_with_its_nearest_neighbour() {
    let (tree, mut config) = town(&[("themes/hinata/templates/home.html", "x")]);
    config.theme = "hinatta".to_owned();
    let notes = Theme::load(&tree, &config).notes;
    assert_eq!(notes.iter().map(|note| note.code).collect::<Vec<_>>(), [Code::UnknownTheme]);
    assert!(notes[0].args.contains_key("near"));
    config.theme = "hinata".to_owned();
    assert_eq!(Theme::load(&tree, &config).notes, Notes::new());
}

#[test]
fn the_hash_tells_of_every_change() {
    let plain = load(&[]).0;
    assert_eq!(plain.hash(), load(&[]).0.hash());
    assert_ne!(plain.hash(), load(&[("themes/default/i18n/ja.toml", "skip = \"x\"")]).0.hash());
    let missing = |theme: &Theme| theme.reach::<NotFoundView>();
    assert_eq!(missing(&plain), missing(&load(&[]).0));
    assert_ne!(missing(&plain), missing(&load(&[("templates/404.html", "x")]).0));
}
