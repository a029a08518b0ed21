//! Pictures as bytes: what one is, how large, and how to publish it without what it says about its maker and place.
//! Which pictures are published, and where, is for later rooms; so are reading and writing them.

mod avif;
mod chunks;
mod exif;
mod gif;
mod jpeg;
#[cfg(feature = "images")]
mod make;
#[cfg(feature = "cards")]
mod paint;
pub mod svg;

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use crate::diag::{Code, Diagnostic};

/// The kinds of picture that are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Photos.
    Jpeg,
    /// Screenshots and drawings.
    Png,
    /// Either.
    Webp,
    /// Small films.
    Gif,
    /// Either, published as it is.
    Avif,
}

impl Kind {
    /// The endings that a file's name may have, the usual one first.
    #[must_use]
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::Webp => &["webp"],
            Self::Gif => &["gif"],
            Self::Avif => &["avif"],
        }
    }
}

/// Whether a file's ending, in lower case, is that of a picture made of dots.
#[must_use]
pub fn is_ending(ending: &str) -> bool {
    let kinds = [Kind::Jpeg, Kind::Png, Kind::Webp, Kind::Gif, Kind::Avif];
    kinds.iter().any(|kind| kind.endings().contains(&ending))
}

/// What a picture's first bytes say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Look {
    /// Its kind, by its bytes.
    pub kind: Kind,
    /// In pixels, upright.
    pub width: u32,
    /// In pixels, upright.
    pub height: u32,
    /// How the camera was held: 1 to 8, as EXIF counts; 1 is upright.
    pub turn: u8,
    /// Whether it moves.
    pub moves: bool,
}

impl Look {
    /// What is made of the photo where it is to be at most `width` wide: films, and pictures that cannot be drawn
    /// anew, stay as large as they are.
    #[must_use]
    pub fn shape(self, width: u32, kind: Kind) -> Shape {
        #[cfg(feature = "images")]
        if !self.moves {
            return Shape::Fitted(width, kind);
        }
        let _ = (width, kind);
        Shape::Bare
    }

    /// Its width and height where it is to be at most `width` wide.
    #[must_use]
    pub fn fitted(self, width: u32) -> (u32, u32) {
        if self.width <= width {
            return (self.width, self.height);
        }
        let rounded = (u64::from(self.height) * u64::from(width) + u64::from(self.width) / 2) / u64::from(self.width);
        (width, u32::try_from(rounded).unwrap_or(1).max(1))
    }
}

/// What is made of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// The same picture without what it says of its maker, camera and place.
    Bare,
    /// A drawing, cleaned.
    Drawing,
    /// A drawing of our own, painted as PNG.
    #[cfg(feature = "cards")]
    Painted,
    /// Drawn anew: upright, at most as wide as this.
    #[cfg(feature = "images")]
    Fitted(u32, Kind),
}

/// Makes a picture of a file's bytes.
///
/// # Errors
/// If the bytes are damaged.
pub fn make(bytes: &[u8], shape: Shape) -> Result<Vec<u8>, Fault> {
    make_all(bytes, &[shape]).map(|made| made.into_iter().next().unwrap_or_default())
}

/// Makes several pictures of a file's bytes, which are decoded once.
///
/// # Errors
/// If the bytes are damaged.
pub fn make_all(bytes: &[u8], shapes: &[Shape]) -> Result<Vec<Vec<u8>>, Fault> {
    #[cfg(feature = "images")]
    let mut photo = None;
    let made = shapes.iter().map(|shape| match shape {
        Shape::Bare => bare(bytes),
        Shape::Drawing => svg::clean(bytes),
        #[cfg(feature = "cards")]
        Shape::Painted => paint::png(bytes).ok_or(Fault::Damaged),
        #[cfg(feature = "images")]
        Shape::Fitted(width, kind) => {
            let photo = match &photo {
                Some(photo) => photo,
                None => photo.insert(make::Photo::decode(bytes, look(bytes)?)?),
            };
            photo.fitted(*width, *kind)
        }
    });
    made.collect()
}

/// Does as much of the making as tells whether it would succeed.
///
/// # Errors
/// As `make`.
pub fn try_out(bytes: &[u8], shape: Shape) -> Result<(), Fault> {
    match shape {
        #[cfg(feature = "images")]
        Shape::Fitted(..) => make::Photo::decode(bytes, look(bytes)?).map(|_| ()),
        // Whatever a site's words are, the drawing is sound.
        #[cfg(feature = "cards")]
        Shape::Painted => Ok(()),
        shape => make(bytes, shape).map(|_| ()),
    }
}

/// Why a picture cannot be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// It is none.
    NotAPicture,
    /// It is a telephone's HEIC, whatever its name says.
    Heic,
    /// Its end is missing.
    CutOff,
    /// It has more dots than any page can use, or claims so.
    TooManyDots(u32, u32),
    /// It is longer than any photo, in bytes.
    TooLong(u64),
    /// Its name says that it is of another kind than it is.
    Ending(Kind),
    /// Its inside is damaged.
    Damaged,
    /// What it says of its maker and place cannot be taken out.
    Private,
    /// A drawing that could do more than be looked at: `script`, `handler`, `elsewhere`, `entity`.
    Active(&'static str),
}

/// The most dots that are decoded: 64 million take up to 256 MB. Telephones make 12 to 50 million.
const DOTS: u64 = 64_000_000;
/// The longest side: that of a WebP.
const SIDE: u32 = 16_383;
/// The longest file, in bytes.
pub const LENGTH: u64 = 100 << 20;

impl Fault {
    /// The note that tells of it, at a place that the code is given to.
    #[must_use]
    pub fn note(self, name: &str, at: impl FnOnce(Code) -> Diagnostic) -> Diagnostic {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        match self {
            Self::NotAPicture => at(Code::NotAnImage).with("to", name),
            Self::Heic => at(Code::PhotoHeic).with("to", name).with("mended", format!("{stem}.jpg")),
            Self::CutOff => at(Code::PhotoCutOff).with("to", name).with("part", "cut"),
            Self::Damaged => at(Code::PhotoCutOff).with("to", name).with("part", "damaged"),
            Self::TooManyDots(width, height) => {
                at(Code::PhotoTooLarge).with("to", name).with("size", format!("{width}×{height}"))
            }
            Self::TooLong(length) => {
                at(Code::PhotoTooLarge).with("to", name).with("size", format!("{} MB", length >> 20))
            }
            Self::Ending(kind) => {
                let ending = kind.endings()[0];
                let note = at(Code::PhotoEnding).with("to", name).with("kind", format!("{kind:?}").to_uppercase());
                note.with("mended", format!("{stem}.{ending}"))
            }
            Self::Private => at(Code::PhotoPrivate).with("to", name),
            Self::Active(reason) => at(Code::ActiveDrawing).with("to", name).with("reason", reason),
        }
    }
}

/// Looks at a picture in memory.
///
/// # Errors
/// What cannot be published.
pub fn look(bytes: &[u8]) -> Result<Look, Fault> {
    look_into(&mut Cursor::new(bytes), bytes.len() as u64).unwrap_or(Err(Fault::NotAPicture))
}

/// Looks at a picture on the disk: of a photo, only at its first bytes and its last.
///
/// # Errors
/// If it cannot be read; inside, what cannot be published.
pub fn look_into(file: &mut (impl Read + Seek), length: u64) -> io::Result<Result<Look, Fault>> {
    let mut first = [0; 16];
    let read = read_up_to(file, &mut first)?;
    let kind = match kind(&first[..read]) {
        Ok(kind) => kind,
        Err(fault) => return Ok(Err(fault)),
    };
    if length > LENGTH {
        return Ok(Err(Fault::TooLong(length)));
    }
    file.seek(SeekFrom::Start(0))?;
    let look = if kind == Kind::Jpeg {
        jpeg::look(file)?
    } else {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        whole(kind, &bytes)
    };
    Ok(look.and_then(within_limits))
}

fn whole(kind: Kind, bytes: &[u8]) -> Result<Look, Fault> {
    if kind == Kind::Avif {
        avif::bare(bytes)?;
    }
    let size = imagesize::blob_size(bytes).map_err(|_| Fault::CutOff)?;
    let (width, height) = (u32::try_from(size.width), u32::try_from(size.height));
    let (Ok(width), Ok(height)) = (width, height) else { return Err(Fault::NotAPicture) };
    // Telephones' other kinds and bombs are told before the bytes are walked through.
    let look = within_limits(Look { kind, width, height, turn: 1, moves: false })?;
    match kind {
        Kind::Png => Ok(Look { moves: chunks::png(bytes)?.moves, ..look }),
        Kind::Webp => Ok(Look { moves: chunks::webp(bytes)?.moves, ..look }),
        Kind::Gif => gif::bare(bytes).map(|_| Look { moves: true, ..look }),
        Kind::Jpeg | Kind::Avif => Ok(Look { moves: true, ..look }),
    }
}

fn within_limits(look: Look) -> Result<Look, Fault> {
    let Look { width, height, .. } = look;
    if width == 0 || height == 0 {
        return Err(Fault::Damaged);
    }
    let fits = width <= SIDE && height <= SIDE && u64::from(width) * u64::from(height) <= DOTS;
    if fits { Ok(look) } else { Err(Fault::TooManyDots(width, height)) }
}

fn kind(first: &[u8]) -> Result<Kind, Fault> {
    match first {
        [0xFF, 0xD8, 0xFF, ..] => Ok(Kind::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok(Kind::Png),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Ok(Kind::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Kind::Webp),
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => match brand.get(..4) {
            Some(b"avif" | b"avis") => Ok(Kind::Avif),
            Some(b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" | b"mif1" | b"msf1") => Err(Fault::Heic),
            _ => Err(Fault::NotAPicture),
        },
        _ => Err(Fault::NotAPicture),
    }
}

fn read_up_to(file: &mut impl Read, into: &mut [u8]) -> io::Result<usize> {
    let mut read = 0;
    while read < into.len() {
        match file.read(&mut into[read..])? {
            0 => break,
            more => read += more,
        }
    }
    Ok(read)
}

/// The picture as it is, without what it says of its maker, camera and place. A photo held sideways keeps that word.
///
/// # Errors
/// If it is none, or ends too early.
pub fn bare(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    match kind(bytes)? {
        Kind::Jpeg => jpeg::bare(bytes),
        Kind::Png => chunks::png(bytes).map(|bare| bare.bytes),
        Kind::Webp => chunks::webp(bytes).map(|bare| bare.bytes),
        Kind::Gif => gif::bare(bytes),
        Kind::Avif => avif::bare(bytes),
    }
}

#[cfg(test)]
mod tests;
