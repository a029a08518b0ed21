//! SVG: a drawing that may hold programs, links to elsewhere and notes of the program that drew it. A drawing with
//! programs is refused; notes are left out.

pub(super) mod base64;

use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer, XmlVersion};

use super::Fault;

/// What runs, or brings in something that may.
const ACTIVE: [&str; 14] = [
    "script",
    "foreignobject",
    "iframe",
    "embed",
    "object",
    "handler",
    "listener",
    "audio",
    "video",
    "canvas",
    "link",
    "meta",
    "base",
    "html",
];

/// The drawing without notes, comments and what drawing programs add for themselves.
///
/// # Errors
/// If it is none, or could do more than be looked at.
pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|_| Fault::NotAPicture)?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut writer = Writer::new(Vec::with_capacity(bytes.len()));
    // How deep we are in something that is left out, and whether the drawing has begun and ended.
    let (mut skipped, mut depth, mut styles, mut seen) = (0_usize, 0_usize, false, false);
    loop {
        let event = reader.read_event().map_err(|_| Fault::CutOff)?;
        let kept = match event {
            Event::Eof => break,
            Event::Start(start) => {
                let dropped = skipped > 0 || is_note(&start);
                skipped += usize::from(dropped);
                depth += 1;
                styles = local(&start) == "style";
                seen |= local(&start) == "svg";
                (!dropped).then(|| element(&start).map(Event::Start)).transpose()?
            }
            Event::Empty(start) => {
                let dropped = skipped > 0 || is_note(&start);
                seen |= local(&start) == "svg";
                (!dropped).then(|| element(&start).map(Event::Empty)).transpose()?
            }
            Event::End(end) => {
                let dropped = skipped > 0;
                skipped = skipped.saturating_sub(1);
                depth = depth.saturating_sub(1);
                styles = false;
                (!dropped).then_some(Event::End(end))
            }
            Event::DocType(words) if words.to_ascii_uppercase().contains("<!ENTITY") => {
                return Err(Fault::Active("entity"));
            }
            Event::Comment(_) | Event::PI(_) | Event::DocType(_) => None,
            Event::Text(ref words) if styles => {
                looks_inside(words)?;
                (skipped == 0).then_some(event)
            }
            // Unfolded, so that nothing hides in it.
            Event::CData(words) => {
                looks_inside(&words)?;
                (skipped == 0).then(|| Event::Text(BytesText::new(&words).into_owned()))
            }
            // A letter spelled so that it is not seen.
            Event::GeneralRef(_) if styles => return Err(Fault::Active("entity")),
            other => (skipped == 0).then_some(other),
        };
        if let Some(event) = kept {
            writer.write_event(event).map_err(|_| Fault::Damaged)?;
        }
    }
    match (seen, depth) {
        (false, _) => Err(Fault::NotAPicture),
        (true, 0) => Ok(writer.into_inner()),
        (true, _) => Err(Fault::CutOff),
    }
}

fn local(start: &BytesStart<'_>) -> String {
    start.local_name().as_ref().to_ascii_lowercase()
}

/// Whether an element is a note of a drawing program: it lies in a space of its own, or says so.
fn is_note(start: &BytesStart<'_>) -> bool {
    let foreign = start.name().prefix().is_some_and(|prefix| !prefix.as_ref().eq_ignore_ascii_case("svg"));
    local(start) == "metadata" || (foreign && !ACTIVE.contains(&local(start).as_str()))
}

/// The element with the attributes that draw.
fn element(start: &BytesStart<'_>) -> Result<BytesStart<'static>, Fault> {
    let name = local(start);
    if ACTIVE.contains(&name.as_str()) {
        return Err(Fault::Active("script"));
    }
    let mut kept = BytesStart::new(start.name().as_ref().to_owned());
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| Fault::Damaged)?;
        let key = attribute.key.as_ref().to_owned();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Fault::Damaged)?;
        let lower = key.to_ascii_lowercase();
        let (prefix, own) = lower.split_once(':').unwrap_or(("", &lower));
        if own.starts_with("on") {
            return Err(Fault::Active("handler"));
        }
        if own == "attributename" && value.to_ascii_lowercase().contains("href") {
            return Err(Fault::Active("script"));
        }
        let value = match (prefix, own) {
            (_, "href") => match link(&name, &value)? {
                Some(value) => value,
                None => continue,
            },
            ("" | "xlink" | "xml", _) | ("xmlns", "xlink" | "svg") => {
                looks_inside(&value)?;
                value.into_owned()
            }
            _ => continue,
        };
        kept.push_attribute((key.as_str(), value.as_str()));
    }
    Ok(kept)
}

/// A link within the drawing, or a picture inside it without its notes. Links that readers click lead nowhere.
fn link(element: &str, value: &str) -> Result<Option<String>, Fault> {
    let value: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    if value.starts_with('#') {
        return Ok(Some(value));
    }
    if let Some((kind, data)) = value.strip_prefix("data:image/").and_then(|data| data.split_once(";base64,"))
        && matches!(kind, "png" | "jpeg" | "jpg" | "gif" | "webp")
    {
        let bytes = base64::decoded(data).ok_or(Fault::Damaged)?;
        return Ok(Some(format!("data:image/{kind};base64,{}", base64::encoded(&super::bare(&bytes)?))));
    }
    if value.to_ascii_lowercase().starts_with("javascript:") {
        return Err(Fault::Active("script"));
    }
    if element == "a" { Ok(None) } else { Err(Fault::Active("elsewhere")) }
}

/// Refuses styles that bring in something from elsewhere.
fn looks_inside(styles: &str) -> Result<(), Fault> {
    let styles: String = styles.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let elsewhere = styles.split("url(").skip(1).any(|rest| !rest.trim_start_matches(['"', '\'']).starts_with('#'));
    if elsewhere || styles.contains("@import") || styles.contains("javascript:") {
        return Err(Fault::Active("elsewhere"));
    }
    Ok(())
}
