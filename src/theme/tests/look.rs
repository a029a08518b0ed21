//! Writes the samples as pages, to be looked at in a browser:
//! `HIBI_LOOK=/tmp/look cargo test --lib look -- --ignored`, then serve the folder.

use std::path::Path;

use super::{render_all, samples, town};
use crate::config::Lang;
use crate::paper;
use crate::source::Content;
use crate::theme::Theme;

#[test]
#[ignore = "writes to the folder that HIBI_LOOK names"]
fn look() {
    let folder = std::env::var("HIBI_LOOK").expect("HIBI_LOOK names a folder");
    let folder = Path::new(&folder);
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("written");
    };
    let (tree, config) = town(&[]);
    let theme = Theme::load(&tree, &config).value;
    for asset in theme.assets() {
        let Content::Bytes(bytes) = &asset.content else { continue };
        write(&format!("assets/{}", asset.name), bytes);
    }
    let css = theme.stylesheet(&config, &format!("{}{}", crate::chart::CSS, paper::dye_css())).expect("a stylesheet");
    write("assets/theme.css", css.as_bytes());
    for card in samples::cards() {
        let stage = card.groups[1].terms[0].position;
        let motifs: Vec<paper::Motif> = paper::motif_for(&card.title).into_iter().collect();
        write(card.picture.src.trim_start_matches('/'), paper::scene(&card.title, stage, &motifs).as_bytes());
    }
    for seed in 0..8 {
        write(&format!("crests/{seed}.svg"), paper::crest(&format!("person {seed}"), seed).as_bytes());
    }
    let english = crate::page::parts::Chrome { lang: "en".to_owned(), ..samples::chrome() };
    for (lang, chrome, ending) in [(Lang::FIRST, samples::chrome(), ""), (Lang::nth(1), english, "-en")] {
        for (name, page) in render_all(&theme, lang, &chrome) {
            write(&format!("{name}{ending}.html"), page.expect("rendered").as_bytes());
        }
    }
}
