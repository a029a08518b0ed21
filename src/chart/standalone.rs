//! The picture as a file of its own: title, drawing, source, and its own colours for light and dark.

use std::fmt::Write as _;

use super::measure::{SIZE, width, wrap};
use super::svg::{Anchor, Svg, num};
use super::{CSS, Chart, WIDE};
use crate::diag::Language;
use crate::text::escaped;

const MARGIN: f64 = 24.0;
const TITLE_SIZE: f64 = 22.0;

const DARK: &str = "--color-paper:#141a24;--color-ink:#f0eee9;--color-ink-2:#b8bec5;--color-ink-3:#9ea6ae;\
--color-data-1:#87c6f2;--color-data-1-muted:#4e6d87;--color-data-2:#f0a35e;--color-data-2-muted:#94623a;\
--color-data-neutral:#7b8187;--color-grid:#2d3441;--color-rule:#363d4b;--color-thread-strong:#f37253";

const FONTS: &str = "\"Hiragino Sans\",\"BIZ UDPGothic\",\"Noto Sans JP\",\"Noto Sans CJK JP\",\"Yu Gothic Medium\",Meiryo,system-ui,sans-serif";

/// The chart as a file for download: everything that a page says beside it stands inside.
#[must_use]
pub fn standalone(chart: &Chart, language: Language) -> String {
    let mut frame = Svg::default();
    let room = (WIDE, 4);
    let mut y = MARGIN + TITLE_SIZE;
    for line in wrap(&chart.title, TITLE_SIZE, room) {
        frame.text("c-title", (MARGIN, y), Anchor::Start, &line);
        y += TITLE_SIZE * 1.4;
    }
    for line in wrap(&chart.subtitle, SIZE, room) {
        frame.text("c-note", (MARGIN, y), Anchor::Start, &line);
        y += SIZE * 1.5;
    }
    let drawing_top = y;
    y += f64::from(chart.height) + 30.0;
    for line in foot(chart, language).iter().flat_map(|text| wrap(text, SIZE, room)) {
        frame.text("c-label", (MARGIN, y), Anchor::Start, &line);
        y += SIZE * 1.5;
    }
    finish(chart, language, (y + MARGIN / 2.0, drawing_top), &frame.into_body())
}

fn foot(chart: &Chart, language: Language) -> Vec<String> {
    let mut lines = match language {
        Language::Ja => vec![format!("出典：{}（{}現在）", chart.source, chart.as_of_text)],
        Language::En => vec![format!("Source: {} (as of {})", chart.source, chart.as_of_text)],
    };
    if let Some(note) = &chart.note {
        lines.push(if language == Language::Ja { format!("注：{note}") } else { format!("Note: {note}") });
    }
    lines.extend(chart.sampling.clone());
    lines
}

fn finish(chart: &Chart, language: Language, (height, drawing_top): (f64, f64), words: &str) -> String {
    debug_assert!(width(&chart.title, SIZE) >= 0.0);
    let (all_width, all_height) = (num(WIDE + 2.0 * MARGIN), num(height));
    let tag = if language == Language::Ja { "ja" } else { "en" };
    let (title, alt) = (escaped(&chart.title), escaped(&chart.alt));
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {all_width} {all_height}" width="{all_width}" height="{all_height}" role="img" xml:lang="{tag}"><title>{title}</title><desc>{alt}</desc>"#
    );
    let _ = write!(
        svg,
        "<style>{CSS}svg{{font-family:{FONTS};background:var(--color-paper,#fdfcf9)}}.c-title{{font-size:22px;font-weight:700}}@media (prefers-color-scheme:dark){{svg{{{DARK}}}}}</style>"
    );
    let _ = write!(svg, r#"<rect class="c-paper" x="0" y="0" width="{all_width}" height="{all_height}"/>{words}"#);
    let _ = write!(svg, r#"<svg x="{}" y="{}" {}"#, num(MARGIN), num(drawing_top), inner(&chart.wide));
    svg.push_str("</svg>\n");
    svg
}

/// The inline drawing, not hidden as it is on pages.
fn inner(wide: &str) -> String {
    let attributes = wide.strip_prefix("<svg ").unwrap_or(wide);
    let head = attributes.find(" aria-hidden=").unwrap_or(0);
    let body = attributes.find('>').map_or(0, |at| at + 1);
    format!("{}>{}", &attributes[..head], &attributes[body..])
}
