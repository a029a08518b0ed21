//! A resolved text → the HTML of a page or of a feed.

use super::chrome::with_fragment;
use super::figure;
use super::parts::ChartCard;
use super::press::Press;
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
            let Some(card) = figure::embedded(press, lang, id, number, alt, caption.as_deref()) else { return };
            match render(press, lang, &card) {
                Ok(html) => out.push_str(&html),
                Err(note) => notes.push(note),
            }
        }
        Target::Image { photo, alt, caption, alone } => {
            let (width, height) = (photo.width, photo.height);
            image(out, &press.url(&photo.address), (width, height), alt, caption.as_deref(), *alone);
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
            image(out, &picture, (None, None), alt, caption.as_deref(), true);
        }
        Target::Image { photo, alt, caption, alone } => {
            let size = (photo.width, photo.height);
            image(out, &press.absolute(&photo.address), size, alt, caption.as_deref(), *alone);
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

fn image(out: &mut String, src: &str, (width, height): Size, alt: &str, caption: Option<&str>, alone: bool) {
    let measures = match (width, height) {
        (Some(width), Some(height)) => format!(" width=\"{width}\" height=\"{height}\""),
        _ => String::new(),
    };
    let image = format!(
        "<img src=\"{}\" alt=\"{}\"{measures} loading=\"lazy\" decoding=\"async\">",
        escaped(src),
        escaped(alt)
    );
    if !alone {
        out.push_str(&image);
        return;
    }
    out.push_str("<figure class=\"photo\">");
    out.push_str(&image);
    if let Some(caption) = caption {
        out.push_str("<figcaption>");
        push_escaped(out, caption);
        out.push_str("</figcaption>");
    }
    out.push_str("</figure>\n");
}
