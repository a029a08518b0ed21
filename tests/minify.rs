//! `--minify`: the same pages in fewer bytes.

use std::fs;

use crate::command::Place;
use crate::disasters::files;
use crate::html::{self, Piece};
use crate::town::{NOW, Town};

const TEMPLATE: &str = "{% extends \"base.html\" %}
{% block main %}
    <article   id=\"a\">
        {# 消える #}
        <!-- 消える -->
        <h1>
            {{ page.card.title }}
        </h1>

        {{ page.body | safe }}
    </article>
{% endblock %}
";

fn town() -> Town {
    Town::new()
        .file("templates/story.html", TEMPLATE)
        .story("asa", "title: 朝の土手", "水面が\n光る。\n\n```\na\n\n    b\n```")
        .story("yoru", "title: 夜の橋", "灯が  ともる。")
}

/// A page as a browser takes it in: tags, and words with single spaces.
fn taken_in(page: &str) -> Vec<Piece> {
    let pieces = html::read(page).into_iter().map(|piece| match piece {
        Piece::Text(words) => Piece::Text(words.split_ascii_whitespace().collect::<Vec<_>>().join(" ")),
        piece => piece,
    });
    let mut joined: Vec<Piece> = Vec::new();
    for piece in pieces.filter(|piece| *piece != Piece::Text(String::new())) {
        match (&piece, joined.last_mut()) {
            // What a comment stood between.
            (Piece::Text(more), Some(Piece::Text(words))) => *words = format!("{words} {more}"),
            _ => joined.push(piece),
        }
    }
    joined
}

/// The pages below `public/`, by address.
fn pages(place: &Place) -> Vec<(String, String)> {
    let pages = files(&place.path("public")).into_iter();
    let pages = pages.filter(|(path, _)| path.extension().is_some_and(|ending| ending == "html"));
    pages.map(|(path, bytes)| (path.display().to_string(), String::from_utf8(bytes).unwrap())).collect()
}

#[test]
fn pages_lose_indentation_blank_lines_and_comments_alone() {
    let place = Place::of(&town());
    assert_eq!(place.hibi(&["build", "--now", NOW]).status, Some(0));
    let before = pages(&place);
    assert_eq!(place.hibi(&["build", "--now", NOW, "--minify"]).status, Some(0));
    let after = pages(&place);
    assert_eq!(before.len(), after.len());
    for ((path, old), (_, new)) in before.iter().zip(&after) {
        assert!(new.len() <= old.len(), "{path}");
        assert_eq!(taken_in(new), taken_in(old), "{path}");
    }
    let story = fs::read_to_string(place.path("public/stories/asa/index.html")).unwrap();
    let (_, main) = story.split_once("<article").unwrap();
    let (main, _) = main.split_once("</article>").unwrap();
    assert_eq!(
        main,
        " id=\"a\">\n<h1>\n朝の土手\n</h1>\n<p>水面が光る。</p>\n<pre tabindex=\"0\"><code>a\n\n    b\n</code></pre>\n"
    );
}

#[test]
fn a_build_that_is_asked_otherwise_makes_all_pages_anew() {
    let place = Place::of(&town());
    let build = |arguments: &[&str]| {
        let said = place.hibi(&[&["build", "--now", NOW], arguments].concat());
        assert_eq!(said.status, Some(0), "{}", said.err);
        pages(&place)
    };
    let (plain, small) = (build(&[]), build(&["--minify"]));
    assert_ne!(plain, small);
    assert_eq!(build(&[]), plain);
    assert_eq!(build(&["--minify"]), small);
    assert_eq!(build(&["--minify"]), small);
}
