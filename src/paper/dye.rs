//! The dyes of the papers, light and dark, and the style sheets made of them.
//! A picture file carries only the rules it uses.

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

/// Who paints the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Painter {
    /// A browser.
    Browser,
    /// A painter that knows neither custom properties nor schemes.
    Plain,
}

/// What a picture looks like on dark pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dark {
    /// The same day, dimmed.
    Dim,
    /// A night of its own, as the hero has.
    Night,
}

/// What a dye is: its colour in light, on dark pages, at night.
struct Bath(Dye, &'static str, &'static str, &'static str);

/// All dyes in the order of [`Dye`].
const BATHS: [Bath; 26] = [
    Bath(Dye::Sun, "#FFD157", "#C99A3A", "#C99A3A"),
    Bath(Dye::Apricot, "#EE9F3C", "#D98F3C", "#D98F3C"),
    Bath(Dye::Sky, "#B4D9E8", "#3F6B88", "#3F6B88"),
    Bath(Dye::Water, "#7DB8D4", "#2F587A", "#2F5577"),
    Bath(Dye::Leaf, "#9CC069", "#4E7A4A", "#2F5750"),
    Bath(Dye::Green, "#5B9551", "#35604A", "#264A48"),
    Bath(Dye::Forest, "#2F6141", "#1F4537", "#173633"),
    Bath(Dye::Rose, "#F2AFA6", "#A86A74", "#A86A74"),
    Bath(Dye::Wisteria, "#AFA3D6", "#6C63A0", "#6C63A0"),
    Bath(Dye::Vermilion, "#D8432A", "#D2553C", "#C9523B"),
    Bath(Dye::Indigo, "#274A70", "#1D3A5C", "#2B4166"),
    Bath(Dye::Earth, "#B57A4E", "#8A5F45", "#6A5347"),
    Bath(Dye::Paper, "#FFFCF5", "#EFE8DA", "#C9CBD8"),
    Bath(Dye::Sand, "#EBD9B8", "#B9A98C", "#6D7488"),
    Bath(Dye::Wall, "#FFFCF5", "#56627A", "#46536E"),
    Bath(Dye::Window, "#FFE9A8", "#FFDF8A", "#FFD873"),
    Bath(Dye::Skin, "#F2CBA4", "#DDB48E", "#DEB58E"),
    Bath(Dye::Tan, "#D9A277", "#B98662", "#B98662"),
    Bath(Dye::Shadow, "#1C27352B", "#00000057", "#00000057"),
    Bath(Dye::Ink, "#1C2735", "#101722", "#0E1520"),
    Bath(Dye::Haze, "#DCECF2", "#34475E", "#34475E"),
    Bath(Dye::Field, "#FFD157", "#1D2A48", "#1D2A48"),
    Bath(Dye::Moon, "#FFFCF5", "#FBEFC9", "#FBEFC9"),
    Bath(Dye::Star, "none", "#FFDF8A", "#FFDF8A"),
    Bath(Dye::Thread, "#D13C23", "#F37253", "#F37253"),
    Bath(Dye::Bird, "#1C2735", "#8FA0B0", "#8FA0B0"),
];

impl Dye {
    /// The bit that stands for this dye in a set of used ones.
    pub(super) fn bit(self) -> u32 {
        1 << (self as u32)
    }

    /// The class that fills with this dye in a picture file: one small letter.
    pub(super) fn letter(self) -> char {
        char::from(b'a' + self as u8)
    }

    /// The dye of the ground of a stage, by its position from 1; 0 is pale haze, beyond 5 the colours repeat.
    pub(super) fn ground(position: usize) -> Self {
        const GROUNDS: [Dye; 5] = [Dye::Sky, Dye::Leaf, Dye::Sun, Dye::Rose, Dye::Wisteria];
        position.checked_sub(1).and_then(|index| GROUNDS.get(index % GROUNDS.len())).copied().unwrap_or(Dye::Haze)
    }
}

/// The `<style>` of a picture file: rules for the dyes in `fills` and `lines` (sets of [`Dye::bit`]), then the dark ones.
/// A shadow is the same piece used once more: what it is filled with passes over the piece's own dye.
pub(super) fn file_style(fills: u32, lines: u32, after: Dark, painter: Painter) -> String {
    let plain = painter == Painter::Plain;
    let mut light = String::new();
    let mut dark = String::new();
    let mut stroked = String::new();
    for bath in &BATHS {
        let (dye, letter, day) = (bath.0, bath.0.letter(), bath.1);
        let evening = if after == Dark::Night { bath.3 } else { bath.2 };
        if fills & dye.bit() != 0 {
            if plain && dye == Dye::Shadow {
                push(&mut light, format_args!(".{letter}{{fill:{day};transform:translate(13 20)}}"));
            } else if plain {
                push(&mut light, format_args!(".{letter}{{fill:{day}}}"));
            } else if dye == Dye::Shadow {
                push(&mut light, format_args!("use{{--s:{day};transform:translate(13px,20px)}}"));
                push(&mut dark, format_args!("use{{--s:{evening}}}"));
            } else {
                push(&mut light, format_args!(".{letter}{{--d:{day}}}"));
                push(&mut dark, format_args!(".{letter}{{--d:{evening}}}"));
            }
        }
        if lines & dye.bit() != 0 {
            let upper = letter.to_ascii_uppercase();
            let comma = if stroked.is_empty() { "" } else { "," };
            push(&mut stroked, format_args!("{comma}.{upper}"));
            push(&mut light, format_args!(".{upper}{{stroke:{day}}}"));
            push(&mut dark, format_args!(".{upper}{{stroke:{evening}}}"));
        }
    }
    if !stroked.is_empty() {
        stroked.push_str("{fill:none;stroke-linecap:round;stroke-linejoin:round}");
    }
    if plain {
        return format!("<style>{stroked}{light}</style>");
    }
    format!(
        "<style>path,circle{{fill:var(--s,var(--d))}}{stroked}{light}@media(prefers-color-scheme:dark){{{dark}}}</style>"
    )
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
}
