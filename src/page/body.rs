//! A resolved text → the HTML of a page or of a feed.

use super::chrome::with_fragment;
use super::parts::ChartCard;
use super::press::Press;
use super::{card, figure as chart};
use crate::config::{Lang, SitePath};
use crate::diag::{Diagnostic, Notes};
use crate::site::resolve::{Target, Url};
use crate::site::{EntryId, addresses};
use crate::text::{escaped, push_escaped};

/// The HTML of an entry's text on its own page. Charts are numbered in the order in which they stand.
pub fn on_page(press: &Press<'_>, lang: Lang, id: EntryId, notes: &mut Notes) -> String {
    let mut number = 0;
    press.site.body(id).render(|target, out| match target {
        Target::Href(url) => href(out, local(press, url).as_deref()),
        Target::Chart { id, alt, caption } => {
            number += 1;
            let Some(card) = chart::embedded(press, lang, id, number, alt, caption.as_deref()) else { return };
            match render(press, lang, &card) {
                Ok(html) => out.push_str(&html),
                Err(note) => notes.push(note),
            }
        }
        Target::Image { photo, alt, caption, alone } => {
            let size = (photo.width, photo.height);
            let around = card::srcset(photo, |address| press.url(address)).map(|srcset| {
                format!("<picture><source type=\"image/webp\" srcset=\"{}\" sizes=\"{SIZES}\">", escaped(&srcset))
            });
            let inside = |out: &mut String| {
                out.push_str(around.as_deref().unwrap_or_default());
                push_image(out, &press.url(&photo.address), size, alt);
                out.push_str(if around.is_some() { "</picture>" } else { "" });
            };
            figure(out, inside, caption.as_deref(), *alone);
        }
        other => words(press, lang, other, out),
    })
}

fn render(press: &Press<'_>, lang: Lang, card: &ChartCard) -> Result<String, Diagnostic> {
    press.theme.render(&press.edition(lang).frame, card).map(|html| String::from_utf8_lossy(&html).into_owned())
}

/// The HTML of an entry's text for feeds: the same text, every address with host, charts as pictures.
pub fn in_feed(press: &Press<'_>, lang: Lang, id: EntryId) -> String {
    let config = press.config();
    let own = &press.site.entry(id).address;
    press.site.body(id).render(|target, out| match target {
        Target::Href(url) => href(out, absolute(press, own, url).as_deref()),
        Target::Chart { id, alt, caption } => {
            let picture = press.absolute(&addresses::indicator_file(config, lang, id, "svg"));
            figure(out, |out| push_image(out, &picture, (None, None), alt), caption.as_deref(), true);
        }
        Target::Image { photo, alt, caption, alone } => {
            let size = (photo.width, photo.height);
            let src = press.absolute(&photo.address);
            figure(out, |out| push_image(out, &src, size, alt), caption.as_deref(), *alone);
        }
        other => words(press, lang, other, out),
    })
}

fn words(press: &Press<'_>, lang: Lang, target: &Target, out: &mut String) {
    match target {
        Target::Value { text, number, .. } => {
            out.push_str("<data value=\"");
            push_escaped(out, number);
            out.push_str("\">");
            push_escaped(out, text);
            out.push_str("</data>");
        }
        Target::Word(key) => push_escaped(out, press.word(lang, key)),
        _ => {}
    }
}

fn href(out: &mut String, url: Option<&str>) {
    if let Some(url) = url {
        out.push_str(" href=\"");
        push_escaped(out, url);
        out.push('"');
    }
}

fn local(press: &Press<'_>, url: &Url) -> Option<String> {
    match url {
        Url::Inside(address, fragment) => Some(with_fragment(press.url(address), fragment.as_deref())),
        Url::Photo(photo) => Some(press.url(&photo.address)),
        Url::Anchor(fragment) => Some(with_fragment(String::new(), Some(fragment))),
        Url::Web(url) => Some(url.clone()),
        Url::Nowhere => None,
    }
}

fn absolute(press: &Press<'_>, own: &SitePath, url: &Url) -> Option<String> {
    match url {
        Url::Inside(address, fragment) => Some(with_fragment(press.absolute(address), fragment.as_deref())),
        Url::Photo(photo) => Some(press.absolute(&photo.address)),
        Url::Anchor(fragment) => Some(with_fragment(press.absolute(own), Some(fragment))),
        Url::Web(url) => Some(url.clone()),
        Url::Nowhere => None,
    }
}

type Size = (Option<u32>, Option<u32>);

/// How wide a text's photos are on a page.
const SIZES: &str = "(min-width: 60rem) 42rem, 100vw";

fn push_image(out: &mut String, src: &str, (width, height): Size, alt: &str) {
    let measures = match (width, height) {
        (Some(width), Some(height)) => format!(" width=\"{width}\" height=\"{height}\""),
        _ => String::new(),
    };
    let (src, alt) = (escaped(src), escaped(alt));
    out.push_str(&format!("<img src=\"{src}\" alt=\"{alt}\"{measures} loading=\"lazy\" decoding=\"async\">"));
}

/// A picture that stands alone becomes a figure.
fn figure(out: &mut String, image: impl Fn(&mut String), caption: Option<&str>, alone: bool) {
    if !alone {
        return image(out);
    }
    out.push_str("<figure class=\"photo\">");
    image(out);
    if let Some(caption) = caption {
        out.push_str("<figcaption>");
        push_escaped(out, caption);
        out.push_str("</figcaption>");
    }
    out.push_str("</figure>\n");
}
