//! Which templates a template shows or may show, so that a change of one makes anew only the pages that it can change.
//! Rather one too many than one too few: where a template has another's name in its text, it is taken to use it.

use std::collections::{BTreeMap, BTreeSet};

use memchr::memmem;

use super::layers::Templates;
use crate::hashed::hash_of;

/// How a piece that every template may use begins.
const COMPONENT: &str = "component ";

/// A hash for each template: of its own text and of all that it can reach, in all layers.
pub(super) fn hashes(templates: &Templates) -> BTreeMap<String, u64> {
    let mut texts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, text) in templates.iter() {
        texts.entry(plain(name)).or_default().push(text);
    }
    let names: Vec<&str> = texts.keys().copied().collect();
    let has = |text: &str, name: &str| memmem::find(text.as_bytes(), name.as_bytes()).is_some();
    let named = |text: &str| names.iter().copied().filter(|name| has(text, name)).collect::<Vec<_>>();
    let uses: BTreeMap<&str, BTreeSet<&str>> =
        texts.iter().map(|(name, texts)| (*name, texts.iter().flat_map(|text| named(text)).collect())).collect();
    let is_common = |name: &&str| texts[name].iter().any(|text| text.contains(COMPONENT));
    let common: Vec<&str> = names.iter().copied().filter(is_common).collect();
    let hash = |name: &str| {
        let mut reached = BTreeSet::new();
        let mut ahead: Vec<&str> = common.iter().copied().chain([name]).collect();
        while let Some(next) = ahead.pop() {
            if let Some((next, _)) = texts.get_key_value(next).filter(|_| !reached.contains(next)) {
                reached.insert(*next);
                ahead.extend(&uses[next]);
            }
        }
        let reached: Vec<_> = reached.into_iter().map(|name| (name, &texts[name])).collect();
        hash_of(&reached)
    };
    names.iter().map(|name| ((*name).to_owned(), hash(name))).collect()
}

/// A template's name without the layer that it is of.
fn plain(name: &str) -> &str {
    name.strip_prefix('@').and_then(|rest| rest.split_once('/')).map_or(name, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::hashes;
    use crate::theme::layers::Templates;

    /// The templates whose pages a new text of one changes.
    fn changed(texts: &[(&str, &str)], name: &str) -> Vec<String> {
        let before = hashes(&Templates::of(texts));
        let texts: Vec<_> = texts.iter().map(|(at, text)| (*at, if *at == name { "new" } else { *text })).collect();
        let after = hashes(&Templates::of(&texts));
        before.iter().filter(|(name, hash)| after.get(*name) != Some(hash)).map(|(name, _)| name.clone()).collect()
    }

    const THEME: [(&str, &str); 6] = [
        ("@default/base.html", "{% include 'partials/head.html' %}"),
        ("@default/partials/head.html", "<title>"),
        ("@default/story.html", "{% extends \"base.html\" %}"),
        ("story.html", "{% extends \"@default/story.html\" %}"),
        ("@default/poster.html", "<h1>"),
        ("@default/components/marks.html", "{% component mark() %}{% endcomponent %}"),
    ];

    #[test]
    fn a_template_changes_those_that_show_it() {
        assert_eq!(changed(&THEME, "@default/poster.html"), ["poster.html"]);
        assert_eq!(changed(&THEME, "story.html"), ["story.html"]);
        assert_eq!(changed(&THEME, "@default/partials/head.html"), ["base.html", "partials/head.html", "story.html"]);
    }

    #[test]
    fn a_component_changes_everything() {
        assert_eq!(changed(&THEME, "@default/components/marks.html").len(), 5);
    }

    #[test]
    fn templates_may_name_each_other_in_a_circle() {
        assert_eq!(changed(&[("a.html", "b.html"), ("b.html", "a.html")], "a.html"), ["a.html", "b.html"]);
    }
}
