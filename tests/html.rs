//! A strict reading of HTML as our pages are written: tags with quoted attributes, text, nothing unclosed inside a tag.

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// `<a href="/">`, with the attributes' values as browsers read them.
    Start(String, Vec<(String, String)>),
    /// `</a>`.
    End(String),
    /// Words as browsers show them.
    Text(String),
    /// A script's or a style's content, as it stands.
    Raw(String),
}

/// Elements that have no end.
pub(crate) const VOID: [&str; 10] = ["area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// Reads a page; panics where a browser would have to guess.
pub(crate) fn read(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let Some(at) = rest.find('<') else {
            pieces.push(Piece::Text(plain(rest)));
            break;
        };
        if at > 0 {
            pieces.push(Piece::Text(plain(&rest[..at])));
        }
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = &comment[comment.find("-->").expect("the end of a comment") + 3..];
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            rest = &rest[rest.find('>').expect("the end of a declaration") + 1..];
        } else if let Some(end) = rest.strip_prefix("</") {
            let close = end.find('>').expect("the end of a tag");
            pieces.push(Piece::End(name(&end[..close])));
            rest = &end[close + 1..];
        } else {
            rest = start(rest, &mut pieces);
        }
    }
    pieces
}

/// Reads a start tag, and what a script or a style holds; gives what follows.
fn start<'a>(html: &'a str, pieces: &mut Vec<Piece>) -> &'a str {
    let stop = |c: char| c.is_whitespace() || c == '>' || c == '/';
    let inner = &html[1..];
    let end = inner.find(stop).unwrap_or_else(|| panic!("a tag that does not end: {}", head(html)));
    let tag = name(&inner[..end]);
    let mut rest = inner[end..].trim_start();
    let mut attributes: Vec<(String, String)> = Vec::new();
    let mut closed = false;
    loop {
        if let Some(after) = rest.strip_prefix('>') {
            rest = after;
            break;
        }
        if let Some(after) = rest.strip_prefix("/>") {
            rest = after;
            closed = true;
            break;
        }
        let stop = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '=' | '>'))
            .unwrap_or_else(|| panic!("{}", head(html)));
        let key = name(&rest[..stop]);
        rest = &rest[stop..];
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            let quoted =
                after.strip_prefix('"').unwrap_or_else(|| panic!("an attribute without quotes: {}", head(html)));
            let close = quoted.find('"').unwrap_or_else(|| panic!("an open quote: {}", head(html)));
            assert!(!quoted[..close].contains('<'), "a mark in an attribute: {}", head(html));
            value = plain(&quoted[..close]);
            rest = &quoted[close + 1..];
        }
        assert!(attributes.iter().all(|(other, _)| *other != key), "{key} twice: {}", head(html));
        attributes.push((key, value));
        rest = rest.trim_start();
    }
    pieces.push(Piece::Start(tag.clone(), attributes));
    if closed {
        pieces.push(Piece::End(tag));
    } else if tag == "script" || tag == "style" {
        let close = rest.find(&format!("</{tag}>")).expect("the end of a script");
        pieces.push(Piece::Raw(rest[..close].to_owned()));
        rest = &rest[close..];
    }
    rest
}

fn name(text: &str) -> String {
    let sound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_');
    assert!(!text.is_empty() && text.chars().all(sound), "no name: {text:?}");
    text.to_owned()
}

fn head(text: &str) -> String {
    text.chars().take(80).collect()
}

/// Text as browsers show it.
pub(crate) fn plain(text: &str) -> String {
    assert!(!text.contains('<'), "a loose mark: {}", head(text));
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find(';').unwrap_or_else(|| panic!("a loose ampersand: {}", head(&rest[at..])));
        let entity = &rest[at + 1..at + end];
        out.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "nbsp" => '\u{A0}',
            number => {
                let number = number.strip_prefix('#').unwrap_or_else(|| panic!("an unknown entity: &{entity};"));
                let code = number
                    .strip_prefix('x')
                    .map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
                code.and_then(char::from_u32).unwrap_or_else(|| panic!("no character: &{entity};"))
            }
        });
        rest = &rest[at + end + 1..];
    }
    out.push_str(rest);
    out
}

/// Fails where an element is closed that was not open, or left open.
pub(crate) fn assert_nested(pieces: &[Piece]) {
    let mut open: Vec<&str> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Start(name, _) if VOID.contains(&name.as_str()) => {}
            Piece::Start(name, _) => open.push(name),
            Piece::End(name) if VOID.contains(&name.as_str()) => {}
            Piece::End(name) => {
                assert_eq!(open.pop(), Some(name.as_str()), "closed in the wrong order; open: {open:?}");
            }
            Piece::Text(_) | Piece::Raw(_) => {}
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
}

/// The values of an attribute, on whatever element.
pub(crate) fn attributes(html: &str, wanted: &str) -> Vec<String> {
    let values = read(html).into_iter().filter_map(|piece| match piece {
        Piece::Start(_, attributes) => attributes.into_iter().find(|(name, _)| name == wanted).map(|(_, value)| value),
        _ => None,
    });
    values.collect()
}

/// The attributes of each element of a name.
pub(crate) fn elements(html: &str, wanted: &str) -> Vec<Vec<(String, String)>> {
    let found = read(html).into_iter().filter_map(|piece| match piece {
        Piece::Start(name, attributes) if name == wanted => Some(attributes),
        _ => None,
    });
    found.collect()
}

/// The words between the start and the end of the first element of a name.
pub(crate) fn text_of(html: &str, wanted: &str) -> String {
    let mut depth = 0;
    let mut text = String::new();
    for piece in read(html) {
        match piece {
            Piece::Start(name, _) if name == wanted => depth += 1,
            Piece::End(name) if name == wanted => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            Piece::Text(words) if depth > 0 => text.push_str(&words),
            _ => {}
        }
    }
    text
}

/// All words of a page that browsers show.
pub(crate) fn words(html: &str) -> String {
    let texts = read(html).into_iter().filter_map(|piece| match piece {
        Piece::Text(words) => Some(words),
        _ => None,
    });
    texts.collect()
}

#[test]
fn pages_are_read_as_browsers_read_them() {
    let pieces = read("<!doctype html><p class=\"a\">x &amp; &#39;y&#39;<br></p>");
    assert_nested(&pieces);
    assert_eq!(pieces[1], Piece::Text("x & 'y'".to_owned()));
    assert_eq!(attributes("<a href=\"/?a&amp;b\">", "href"), ["/?a&b"]);
}

#[test]
#[should_panic(expected = "closed in the wrong order")]
fn crossed_elements_are_noticed() {
    assert_nested(&read("<p><em></p></em>"));
}
