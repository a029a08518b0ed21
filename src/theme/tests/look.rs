//! Writes the samples as pages, to be looked at in a browser:
//! `HIBI_LOOK=/tmp/look cargo test --lib look -- --ignored`, then serve the folder.

use std::path::Path;

use super::{render_all, samples, town};
use crate::config::Lang;
use crate::source::Content;
use crate::theme::Theme;

#[test]
#[ignore = "writes to the folder that HIBI_LOOK names"]
fn look() {
    let folder = std::env::var("HIBI_LOOK").expect("HIBI_LOOK names a folder");
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder.join("assets")).expect("a folder");
    let (tree, config) = town(&[]);
    let theme = Theme::load(&tree, &config).value;
    for asset in theme.assets() {
        let Content::Bytes(bytes) = &asset.content else { continue };
        std::fs::write(folder.join("assets").join(&asset.name), bytes).expect("written");
    }
    let css = theme.stylesheet(&config, "").expect("a stylesheet");
    std::fs::write(folder.join("assets/theme.css"), css).expect("written");
    let english = crate::page::parts::Chrome { lang: "en".to_owned(), ..samples::chrome() };
    for (lang, chrome, ending) in [(Lang::FIRST, samples::chrome(), ""), (Lang::nth(1), english, "-en")] {
        for (name, page) in render_all(&theme, lang, &chrome) {
            std::fs::write(folder.join(format!("{name}{ending}.html")), page.expect("rendered")).expect("written");
        }
    }
}
