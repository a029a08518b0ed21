//! What the destination of a link or a picture is, before anything of the site is known.

/// Where a destination leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Destination<'a> {
    /// Another site, by http or https.
    Web,
    /// A mail address or a telephone number.
    Contact,
    /// An indicator's chart.
    Chart(&'a str),
    /// An indicator's figure.
    Value(&'a str),
    /// Something within the portal.
    Inside,
    /// A scheme that is not let through.
    Refused(String),
}

/// Judges a destination by its scheme. Spaces and controls inside a scheme, which browsers ignore, are ignored here too.
pub(super) fn destination(to: &str) -> Destination<'_> {
    if to.starts_with("//") || to.starts_with("\\\\") || to.starts_with("/\\") {
        return Destination::Refused("//".to_owned());
    }
    let Some((scheme, rest)) = to.split_once(':') else { return Destination::Inside };
    if scheme.contains(['/', '#', '?']) {
        return Destination::Inside;
    }
    let scheme: String =
        scheme.chars().filter(|c| !c.is_whitespace() && !c.is_control()).flat_map(char::to_lowercase).collect();
    match scheme.as_str() {
        "http" | "https" if rest.starts_with("//") => Destination::Web,
        "mailto" | "tel" => Destination::Contact,
        "chart" => Destination::Chart(rest),
        "value" => Destination::Value(rest),
        _ => Destination::Refused(format!("{scheme}:")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Destination, destination};

    #[test]
    fn only_four_schemes_lead_out() {
        for refused in [
            "javascript:x",
            "JaVa\tScript:x",
            "data:text/html,x",
            "vbscript:x",
            " javascript:x",
            "//host/x",
            "file:///x",
        ] {
            assert!(matches!(destination(refused), Destination::Refused(_)), "{refused}");
        }
        assert_eq!(destination("https://example.jp/"), Destination::Web);
        assert_eq!(destination("tel:000"), Destination::Contact);
        assert_eq!(destination("../a.md#b:c"), Destination::Inside);
        assert_eq!(destination("value:mgap.2025"), Destination::Value("mgap.2025"));
    }
}
