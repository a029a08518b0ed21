//! The dyes of the papers, light and dark, and the style sheets made of them.
//! A picture file carries only the rules it uses; the hero, set inline, takes custom properties.

use std::fmt::Write as _;

/// A colour of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dye {
    Sun,
    Apricot,
    Sky,
    Water,
    Leaf,
    Green,
    Forest,
    Rose,
    Wisteria,
    Vermilion,
    Indigo,
    Earth,
    Paper,
    Sand,
    Wall,
    Window,
    Skin,
    Tan,
    Shadow,
    Ink,
    Haze,
    Field,
    Moon,
    Star,
    Thread,
    Bird,
}

/// What a dye is: its name in custom properties, its colour in light, in dark files, in the hero's night.
struct Bath(Dye, &'static str, &'static str, &'static str, &'static str);

/// All dyes in the order of [`Dye`].
const BATHS: [Bath; 26] = [
    Bath(Dye::Sun, "sun", "#FFD157", "#C99A3A", "#C99A3A"),
    Bath(Dye::Apricot, "apricot", "#EE9F3C", "#D98F3C", "#D98F3C"),
    Bath(Dye::Sky, "sky", "#B4D9E8", "#3F6B88", "#3F6B88"),
    Bath(Dye::Water, "water", "#7DB8D4", "#2F587A", "#2F5577"),
    Bath(Dye::Leaf, "leaf", "#9CC069", "#4E7A4A", "#2F5750"),
    Bath(Dye::Green, "green", "#5B9551", "#35604A", "#264A48"),
    Bath(Dye::Forest, "forest", "#2F6141", "#1F4537", "#173633"),
    Bath(Dye::Rose, "rose", "#F2AFA6", "#A86A74", "#A86A74"),
    Bath(Dye::Wisteria, "wisteria", "#AFA3D6", "#6C63A0", "#6C63A0"),
    Bath(Dye::Vermilion, "vermilion", "#D8432A", "#D2553C", "#C9523B"),
    Bath(Dye::Indigo, "indigo", "#274A70", "#1D3A5C", "#2B4166"),
    Bath(Dye::Earth, "earth", "#B57A4E", "#8A5F45", "#6A5347"),
    Bath(Dye::Paper, "paper", "#FFFCF5", "#EFE8DA", "#C9CBD8"),
    Bath(Dye::Sand, "sand", "#EBD9B8", "#B9A98C", "#6D7488"),
    Bath(Dye::Wall, "wall", "#FFFCF5", "#56627A", "#46536E"),
    Bath(Dye::Window, "window", "#FFE9A8", "#FFDF8A", "#FFD873"),
    Bath(Dye::Skin, "skin", "#F2CBA4", "#DDB48E", "#DEB58E"),
    Bath(Dye::Tan, "tan", "#D9A277", "#B98662", "#B98662"),
    Bath(Dye::Shadow, "shadow", "#1C27352B", "#00000057", "#00000057"),
    Bath(Dye::Ink, "ink", "#1C2735", "#101722", "#0E1520"),
    Bath(Dye::Haze, "haze", "#DCECF2", "#34475E", "#34475E"),
    Bath(Dye::Field, "field", "#FFD157", "#1D2A48", "#1D2A48"),
    Bath(Dye::Moon, "moon", "#FFFCF5", "#FBEFC9", "#FBEFC9"),
    Bath(Dye::Star, "star", "none", "#FFDF8A", "#FFDF8A"),
    Bath(Dye::Thread, "thread", "#D13C23", "#F37253", "#F37253"),
    Bath(Dye::Bird, "bird", "#1C2735", "#8FA0B0", "#8FA0B0"),
];

/// Dyes no line is ever drawn in.
const UNSTROKED: [Dye; 8] =
    [Dye::Sky, Dye::Wall, Dye::Window, Dye::Shadow, Dye::Haze, Dye::Field, Dye::Moon, Dye::Bird];

impl Dye {
    /// The bit that stands for this dye in a set of used ones.
    pub(super) fn bit(self) -> u32 {
        1 << (self as u32)
    }

    /// The class that fills with this dye in a picture file: one small letter.
    pub(super) fn letter(self) -> char {
        char::from(b'a' + self as u8)
    }

    /// The name of this dye in classes and custom properties.
    pub(super) fn name(self) -> &'static str {
        BATHS.iter().find(|bath| bath.0 == self).map_or("", |bath| bath.1)
    }

    /// The dye of the ground of a stage, by its position from 1; 0 is pale haze, beyond 5 the colours repeat.
    pub(super) fn ground(position: usize) -> Self {
        const GROUNDS: [Dye; 5] = [Dye::Sky, Dye::Leaf, Dye::Sun, Dye::Rose, Dye::Wisteria];
        position.checked_sub(1).and_then(|index| GROUNDS.get(index % GROUNDS.len())).copied().unwrap_or(Dye::Haze)
    }
}

/// The `<style>` of a picture file: rules for the dyes in `fills` and `lines` (sets of [`Dye::bit`]), then the dark ones.
pub(super) fn file_style(fills: u32, lines: u32) -> String {
    let mut light = String::new();
    let mut dark = String::new();
    let mut stroked = String::new();
    for bath in &BATHS {
        let (dye, letter) = (bath.0, bath.0.letter());
        if fills & dye.bit() != 0 {
            let moved = if dye == Dye::Shadow { ";transform:translate(1.3px,2px)" } else { "" };
            push(&mut light, format_args!(".{letter}{{fill:{}{moved}}}", bath.2));
            push(&mut dark, format_args!(".{letter}{{fill:{}}}", bath.3));
        }
        if lines & dye.bit() != 0 {
            let upper = letter.to_ascii_uppercase();
            let comma = if stroked.is_empty() { "" } else { "," };
            push(&mut stroked, format_args!("{comma}.{upper}"));
            push(&mut light, format_args!(".{upper}{{stroke:{}}}", bath.2));
            push(&mut dark, format_args!(".{upper}{{stroke:{}}}", bath.3));
        }
    }
    if !stroked.is_empty() {
        stroked.push_str("{fill:none;stroke-linecap:round;stroke-linejoin:round}");
    }
    format!("<style>{stroked}{light}@media(prefers-color-scheme:dark){{{dark}}}</style>")
}

/// The rules for inline pictures: `.p-NAME` fills, `.p-NAME-l` strokes, over `--dye-NAME` with the light colour as fallback.
/// Dark follows `prefers-color-scheme` and `data-scheme="light"` or `"dark"` on the root.
#[must_use]
pub fn dye_css() -> String {
    let mut css = String::from("[class^=p-][class$=-l]{fill:none;stroke-linecap:round;stroke-linejoin:round}");
    let mut night = String::new();
    for Bath(dye, name, light, _, dark) in &BATHS {
        push(&mut css, format_args!(".p-{name}{{fill:var(--dye-{name},{light})}}"));
        if !UNSTROKED.contains(dye) {
            push(&mut css, format_args!(".p-{name}-l{{stroke:var(--dye-{name},{light})}}"));
        }
        push(&mut night, format_args!("--dye-{name}:{dark};"));
    }
    css.push_str(".p-shadow{transform:translate(1.3px,2px)}");
    push(
        &mut css,
        format_args!(
            "@media(prefers-color-scheme:dark){{:root:not([data-scheme=light]){{{night}}}}}:root[data-scheme=dark]{{{night}}}"
        ),
    );
    css
}

/// Appends formatted text; writing to a `String` cannot fail.
fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn baths_stand_in_the_order_of_the_dyes() {
        for (index, bath) in BATHS.iter().enumerate() {
            assert_eq!(bath.0 as usize, index);
            assert!(bath.0.letter().is_ascii_lowercase());
        }
    }

    #[test]
    fn grounds_repeat_after_the_fifth() {
        assert_eq!(Dye::ground(0), Dye::Haze);
        assert_eq!(Dye::ground(1), Dye::Sky);
        assert_eq!(Dye::ground(6), Dye::Sky);
        assert_eq!(Dye::ground(8), Dye::Sun);
    }

    #[test]
    fn css_names_every_dye() {
        let css = dye_css();
        for bath in &BATHS {
            assert!(css.contains(&format!(".p-{}{{", bath.1)));
            assert_eq!(css.matches(&format!("--dye-{}:", bath.1)).count(), 2);
        }
    }
}
