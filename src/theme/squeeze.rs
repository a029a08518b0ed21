//! Stylesheets as they are published: without comments and without the spaces that only people need.

/// The same rules in fewer bytes. Comments that begin with `!` stay, since licences stand in such.
#[must_use]
pub(super) fn squeeze(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut spaced = false;
    while let Some(next) = rest.chars().next() {
        let (piece, after) = rest.split_at(piece_length(rest, next));
        rest = after;
        if next.is_ascii_whitespace() {
            spaced = true;
            continue;
        }
        if piece.starts_with("/*") && !piece.starts_with("/*!") {
            // It parts what stands on either side, as a space does.
            spaced = true;
            continue;
        }
        // The last semicolon of a block parts nothing.
        if next == '}' && out.ends_with(';') {
            out.pop();
        }
        let needless = out.is_empty()
            || out.ends_with(['{', '}', ';', ',', ':', '>', '/'])
            || matches!(next, '{' | '}' | ';' | ',' | '>' | '/');
        if spaced && !needless {
            out.push(' ');
        }
        spaced = false;
        out.push_str(piece);
    }
    out
}

/// The bytes that stay together: a comment, a text in quotes, an escaped sign, a sign that parts others, else all up to
/// the next of these.
fn piece_length(rest: &str, first: char) -> usize {
    match first {
        '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
        '"' | '\'' => quoted_length(rest, first),
        '\\' => first.len_utf8() + rest.chars().nth(1).map_or(0, char::len_utf8),
        _ if is_mark(first) => first.len_utf8(),
        _ => rest.find(is_mark).unwrap_or(rest.len()),
    }
}

/// Whether a sign begins a piece of its own.
fn is_mark(sign: char) -> bool {
    matches!(sign, '{' | '}' | ';' | ',' | ':' | '>' | '/' | '"' | '\'' | '\\') || sign.is_ascii_whitespace()
}

fn quoted_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, sign) in rest.char_indices().skip(1) {
        if !escaped && sign == quote {
            return at + sign.len_utf8();
        }
        escaped = !escaped && sign == '\\';
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::squeeze;

    #[test]
    fn spaces_and_comments_go_where_they_say_nothing() {
        let css = "/* 糸 */\n:root {\n  --rail: calc(5vw + 32px);\n  color: red;\n}\n@media (min-width: 40rem) and print { a:hover > b , c { margin : 0 auto ; grid-area: 1 / 2 } }\n";
        let expected = ":root{--rail:calc(5vw + 32px);color:red}@media (min-width:40rem) and print{a:hover>b,c{margin :0 auto;grid-area:1/2}}";
        assert_eq!(squeeze(css), expected);
    }

    #[test]
    fn what_is_quoted_or_escaped_stays() {
        let css = "a::after { content: \" {a;  b} /* c */ \\\" ; \"; }\n.\\31 2 { width: 1px }\n/*! MIT */ b { }";
        assert_eq!(squeeze(css), "a::after{content:\" {a;  b} /* c */ \\\" ; \"}.\\31 2{width:1px}/*! MIT */b{}");
    }

    #[test]
    fn a_comment_parts_what_it_stands_between() {
        assert_eq!(squeeze("a/**/b{}"), "a b{}");
        assert_eq!(squeeze("a{} /* never closed"), "a{}");
    }

    #[test]
    fn squeezing_twice_changes_nothing() {
        for (name, css) in super::super::layers::built_in("static") {
            if name.ends_with(".css") {
                let once = squeeze(std::str::from_utf8(css).unwrap());
                assert_eq!(squeeze(&once), once, "{name}");
            }
        }
    }
}
