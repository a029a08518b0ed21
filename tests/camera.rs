//! Photos as cameras and programs write them: small, and full of what nobody wants to publish.

use std::io::{Cursor, Write as _};

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use image::codecs::jpeg::JpegEncoder;
use image::{ImageFormat, Rgb, RgbImage};

/// What must never be published: it stands for a place.
pub(crate) const SECRET: &[u8] = b"GPS35.6895N139.6917E";

/// A picture whose left half is red and whose right half is blue.
pub(crate) fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([220, 30, 30]) } else { Rgb([30, 30, 220]) })
}

fn exif(turn: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    tiff.extend([turn, 0, 0, 0, 0, 0, 0, 0]);
    [&tiff, SECRET].concat()
}

fn segment(marker: u8, inside: &[&[u8]]) -> Vec<u8> {
    let inside = inside.concat();
    let length = u16::try_from(inside.len() + 2).expect("a short segment").to_be_bytes();
    [&[0xFF, marker], &length[..], &inside].concat()
}

/// A JPEG with EXIF, XMP, IPTC, a colour profile, a comment, and a second picture behind its end.
pub(crate) fn jpeg(width: u32, height: u32, turn: u8) -> Vec<u8> {
    let mut plain = Vec::new();
    JpegEncoder::new_with_quality(&mut plain, 90).encode_image(&halves(width, height)).expect("a JPEG");
    let secrets = [
        segment(0xE1, &[b"Exif\0\0", &exif(turn)]),
        segment(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", SECRET]),
        segment(0xE2, &[b"ICC_PROFILE\0\x01\x01", SECRET]),
        segment(0xED, &[b"Photoshop 3.0\0", SECRET]),
        segment(0xFE, &[SECRET]),
    ];
    let behind = [&[0xFF, 0xD8], &segment(0xE1, &[b"Exif\0\0", SECRET])[..]].concat();
    [&plain[..2], &secrets.concat(), &plain[2..], &behind].concat()
}

fn chunk(name: [u8; 4], inside: &[u8]) -> Vec<u8> {
    // Chunks that are not needed may have a wrong sum; readers pass them over.
    [&u32::try_from(inside.len()).expect("short").to_be_bytes(), &name[..], inside, &[0; 4]].concat()
}

/// A PNG with texts, EXIF and a colour profile.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let mut plain = Cursor::new(Vec::new());
    halves(width, height).write_to(&mut plain, ImageFormat::Png).expect("a PNG");
    let plain = plain.into_inner();
    let secrets = [
        chunk(*b"tEXt", &[b"Location\0", SECRET].concat()),
        chunk(*b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", SECRET].concat()),
        chunk(*b"eXIf", &exif(1)),
    ];
    // The head and its chunk are 33 bytes.
    [&plain[..33], &secrets.concat(), &plain[33..], SECRET].concat()
}

/// A PNG of one colour, with four bytes for each dot: as much as a file of its length can ask for.
pub(crate) fn blank(width: u32, height: u32) -> Vec<u8> {
    let mut dots = ZlibEncoder::new(Vec::new(), Compression::fast());
    let row = vec![0; 1 + 4 * width as usize];
    (0..height).for_each(|_| dots.write_all(&row).expect("a row"));
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    let part = |name: &[u8], inside: &[u8]| {
        let (length, mut sum) = (u32::try_from(inside.len()).expect("short"), Crc::new());
        sum.update(name);
        sum.update(inside);
        [&length.to_be_bytes(), name, inside, &sum.sum().to_be_bytes()].concat()
    };
    let dots = dots.finish().expect("packed dots");
    [&b"\x89PNG\r\n\x1A\n"[..], &part(b"IHDR", &head), &part(b"IDAT", &dots), &part(b"IEND", &[])].concat()
}

/// A WebP with EXIF and XMP.
pub(crate) fn webp(width: u32, height: u32) -> Vec<u8> {
    let mut plain = Cursor::new(Vec::new());
    halves(width, height).write_to(&mut plain, ImageFormat::WebP).expect("a WebP");
    let plain = plain.into_inner();
    let part = |name: &[u8], inside: &[u8]| {
        let length = u32::try_from(inside.len()).expect("short").to_le_bytes();
        [name, &length, inside, &[0][..inside.len() % 2]].concat()
    };
    let side = |side: u32| (side - 1).to_le_bytes()[..3].to_vec();
    let head = part(b"VP8X", &[vec![0x0C, 0, 0, 0], side(width), side(height)].concat());
    let body = [&b"WEBP"[..], &head, &plain[12..], &part(b"EXIF", &exif(1)), &part(b"XMP ", SECRET)].concat();
    [&b"RIFF"[..], &u32::try_from(body.len()).expect("short").to_le_bytes(), &body, SECRET].concat()
}

/// A GIF of one dot with a comment.
pub(crate) fn gif() -> Vec<u8> {
    let head = b"GIF89a\x01\0\x01\0\x80\0\0\xDC\x1E\x1E\0\0\0";
    let comment = [&[0x21, 0xFE, u8::try_from(SECRET.len()).expect("short")], SECRET, &[0]].concat();
    [&head[..], &comment, b"\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3B", SECRET].concat()
}

/// A drawing with a drawing program's notes.
pub(crate) fn svg() -> String {
    let secret = String::from_utf8_lossy(SECRET);
    format!(
        "<?xml version=\"1.0\"?><!-- {secret} --><svg xmlns=\"http://www.w3.org/2000/svg\" \
         xmlns:inkscape=\"http://www.inkscape.org/\" viewBox=\"0 0 9 9\" inkscape:export-filename=\"/Users/{secret}\">\
         <metadata><rdf>{secret}</rdf></metadata><inkscape:note>{secret}</inkscape:note><path d=\"M0 0h9v9z\"/></svg>"
    )
}
