//! Tests of the room as a whole: the same bytes for the same seed, bounds, well-formed files.

use super::{Motif, hero, hero_narrow, plain_scene, scene};

/// Every element is closed, attributes are quoted and every number is whole.
fn check(svg: &str) {
    let mut open = Vec::new();
    for tag in svg.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap_or((tag, ""));
        let name = tag.split([' ', '/']).next().unwrap_or("");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "closing {name}");
        } else if !tag.ends_with('/') {
            open.push(name);
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        for value in tag.split('"').skip(1).step_by(2) {
            assert!(!value.contains('.') || value.contains("//"), "{value} in {tag}");
        }
    }
    assert!(open.is_empty(), "{open:?}");
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
}

#[test]
fn a_thousand_scenes_are_sound() {
    let mut sizes = Vec::new();
    for index in 0..1000_usize {
        let first = Motif::ALL[index % Motif::ALL.len()];
        let second = Motif::ALL[(index * 7 + index / 29) % Motif::ALL.len()];
        let motifs: &[Motif] = match index % 3 {
            0 => &[],
            1 => &[first],
            _ => &[first, second],
        };
        let svg = scene(&format!("story-{index}"), index % 10, motifs);
        check(&svg);
        sizes.push(svg.len());
    }
    sizes.sort_unstable();
    assert!(sizes[500] < 14_000, "median {}", sizes[500]);
    assert!(sizes[999] < 30_000, "largest {}", sizes[999]);
}

#[test]
fn a_scene_belongs_to_its_seed() {
    for motif in Motif::ALL {
        assert_eq!(scene("a", 1, &[motif]), scene("a", 1, &[motif]));
        assert_ne!(scene("a", 1, &[motif]), scene("b", 1, &[motif]));
        assert_ne!(scene("a", 1, &[motif]), scene("a", 2, &[motif]));
    }
    assert_eq!(scene("a", 3, &[]), scene("a", 8, &[]), "colours repeat after the fifth");
}

#[test]
fn heroes_are_sound_and_styled() {
    for seed in ["", "hibi", "ひなた"] {
        for svg in [hero(seed), hero_narrow(seed)] {
            check(&svg);
            assert!(svg.len() < 28_000, "{}", svg.len());
            let (style, body) = svg.split_once("</style>").unwrap();
            for class in body.split("class=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                let upper = class.to_uppercase() == class;
                assert!(style.contains(&format!(".{class}{{{}:", if upper { "stroke" } else { "--d" })), "{class}");
            }
        }
    }
}

#[test]
fn a_shadow_repeats_the_piece_that_throws_it() {
    let svg = hero("hibi");
    for name in svg.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert_eq!(svg.matches(&format!("id=\"{name}\"")).count(), 1, "{name}");
    }
    assert!(svg.contains("<use href=\"#a\"/>"));
}

#[test]
fn a_plain_scene_is_the_same_in_plain_words() {
    let (rich, plain) = (scene("hibi", 2, &[]), plain_scene("hibi", 2, &[]));
    check(&plain);
    for rich_word in ["var(", "--", "@media", "px", "path,circle"] {
        let (style, _) = plain.split_once("</style>").unwrap();
        assert!(!style.contains(rich_word), "{rich_word} in {style}");
    }
    let outlines =
        |svg: &str| svg.split(" d=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
    let (one, mut other): (Vec<String>, Vec<String>) = (outlines(&rich), outlines(&plain));
    assert!(other.len() > one.len(), "its shadows have outlines of their own");
    other.dedup();
    assert_eq!(one, other);
}
