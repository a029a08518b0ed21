//! A page in fewer bytes, where that is asked for: without indentation, blank lines and comments, which is what templates
//! written for people are full of. Nothing that a reader sees changes, so spaces become fewer but never none.

/// Elements whose text stands as it was written.
const VERBATIM: [&str; 4] = ["pre", "textarea", "script", "style"];

/// What a page is made of, as far as spaces matter.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Words,
    Tag,
    Comment,
    Verbatim,
}

/// The same page in fewer bytes. Comments that a server or a licence may need stay: `<!--#include …-->`, `<!--! … -->`.
#[must_use]
pub fn html(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    // Nothing stands before the first tag.
    let mut spaced = true;
    while !rest.is_empty() {
        let (kind, length) = piece(rest);
        let (text, after) = rest.split_at(length);
        rest = after;
        match kind {
            Piece::Comment => {}
            Piece::Words => spaced = push_words(&mut out, text, spaced),
            Piece::Tag => {
                push_tag(&mut out, text);
                spaced = false;
            }
            Piece::Verbatim => {
                out.push_str(text);
                spaced = false;
            }
        }
    }
    out
}

/// The piece at the beginning of `rest`, and its length in bytes. What is never closed stays as it is.
fn piece(rest: &str) -> (Piece, usize) {
    let all = rest.len();
    if let Some(inside) = rest.strip_prefix("<!--") {
        let kind = if inside.starts_with(['#', '!']) { Piece::Verbatim } else { Piece::Comment };
        return inside.find("-->").map_or((Piece::Verbatim, all), |end| (kind, "<!--".len() + end + "-->".len()));
    }
    let opens = |text: &str| text.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '/' | '!'));
    let Some(inside) = rest.strip_prefix('<').filter(|inside| opens(inside)) else {
        let first = rest.chars().next().map_or(all, char::len_utf8);
        return (Piece::Words, rest[first..].find('<').map_or(all, |next| first + next));
    };
    let Some(end) = tag_length(rest) else { return (Piece::Verbatim, all) };
    let name = inside.split(|sign: char| !sign.is_ascii_alphanumeric()).next().unwrap_or_default();
    if VERBATIM.iter().any(|verbatim| name.eq_ignore_ascii_case(verbatim)) {
        return (Piece::Verbatim, end + closing(&rest[end..], name));
    }
    (Piece::Tag, end)
}

/// How long the tag is that `rest` begins with; a `>` in quotes does not end it.
fn tag_length(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match quote {
            Some(open) if byte == open => quote = None,
            None if byte == b'>' => return Some(at + 1),
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            _ => {}
        }
    }
    None
}

/// Where the tag begins that closes an element; the end of the page where there is none.
fn closing(text: &str, name: &str) -> usize {
    let is_end = |at: &usize| {
        let found = text[at + "</".len()..].get(..name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    text.match_indices("</").map(|(at, _)| at).find(is_end).unwrap_or(text.len())
}

/// Appends a tag, with single spaces between its attributes and none before its end.
fn push_tag(out: &mut String, text: &str) {
    let mut quote = None;
    for sign in text.chars() {
        match quote {
            None if sign.is_ascii_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
                continue;
            }
            None if matches!(sign, '"' | '\'') => quote = Some(sign),
            None if sign == '>' => out.truncate(out.trim_end_matches(' ').len()),
            Some(open) if sign == open => quote = None,
            _ => {}
        }
        out.push(sign);
    }
}

/// Appends words, each run of spaces as one: a line break where there was one, since between Japanese letters every browser
/// shows a space, but some no line break. `spaced` says whether a space stands before them already; so does what is given back.
fn push_words(out: &mut String, text: &str, mut spaced: bool) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        let run = rest.len() - rest.trim_start_matches(|sign: char| sign.is_ascii_whitespace()).len();
        if run > 0 && !spaced {
            out.push(if rest[..run].contains('\n') { '\n' } else { ' ' });
        }
        spaced |= run > 0;
        let word = rest[run..].find(|sign: char| sign.is_ascii_whitespace()).unwrap_or(rest.len() - run);
        if word > 0 {
            out.push_str(&rest[run..run + word]);
            spaced = false;
        }
        rest = &rest[run + word..];
    }
    spaced
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::html;

    #[test]
    fn indentation_blank_lines_and_comments_go() {
        let page =
            "\n<!doctype html>\n\n<ul>\n    <!-- 一つめ -->\n    <li>朝の  <b>土手</b>\n\n  を歩く</li>\n</ul>\n";
        assert_eq!(html(page), "<!doctype html>\n<ul>\n<li>朝の <b>土手</b>\nを歩く</li>\n</ul>\n");
    }

    #[test]
    fn what_stands_as_written_stays() {
        for page in [
            "<pre>a\n\n   b <!-- c --></pre>",
            "<script>\n  let a = \"<b>  </b>\";\n</script>",
            "<TEXTAREA>\n  x\n</textarea>",
            "<style>\n  a  {}\n</style>",
            "<!--#include virtual=\"/a  b\" -->",
            "<!--! MIT  licence -->",
            "<img alt=\"a  >  b\">",
            "a < b",
        ] {
            assert_eq!(html(page), page);
        }
        assert_eq!(html("<pre>  </pre>  <p>  x"), "<pre>  </pre> <p> x");
    }

    #[test]
    fn attributes_stand_a_space_apart() {
        assert_eq!(html("<a\n   href=\"/a  b\"\n\n   class='c'\n>x</a >"), "<a href=\"/a  b\" class='c'>x</a>");
        assert_eq!(html("<br />"), "<br />");
    }

    #[test]
    fn what_is_never_closed_stays() {
        for page in ["x <!-- a  b", "<a href=\"  x", "<pre>  a", "<script>  "] {
            assert_eq!(html(page), page);
        }
    }

    /// The words alone, with single spaces.
    fn words(page: &str) -> String {
        page.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    }

    proptest! {
        #[test]
        fn doing_it_twice_changes_nothing(page in "([ \n]{0,3}(<p>|</p>|<!-- x  -->|<pre>|</pre>|<a  href=\"  \">|語|a|<|>|\")){0,12}[ \n]{0,3}") {
            let once = html(&page);
            prop_assert_eq!(html(&once), once);
        }

        #[test]
        fn no_word_is_lost_joined_or_parted(page in "([ \n]{0,3}(<p>|</p>|<b>|語|a|&amp;)){0,12}[ \n]{0,3}") {
            prop_assert_eq!(words(&html(&page)), words(&page));
        }
    }
}
