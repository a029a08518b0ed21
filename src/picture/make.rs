//! Draws photos anew: decoded, upright, resized, encoded. Arithmetic is in whole numbers, so that the bytes are the same
//! on every machine; what the camera wrote beside the dots is left behind.

use std::io::Cursor;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits, metadata::Orientation};

use super::{DOTS, Fault, Kind, Look, SIDE};

/// Where fewer bytes begin to show.
const JPEG_QUALITY: u8 = 82;
const WEBP_QUALITY: f32 = 80.0;

/// A decoded photo.
pub(super) struct Photo {
    dots: DynamicImage,
    look: Look,
}

impl Photo {
    pub(super) fn decode(bytes: &[u8], look: Look) -> Result<Self, Fault> {
        Ok(Self { dots: decoded(bytes, look)?, look })
    }

    /// The photo as `kind`, upright and at most as wide as `width`.
    pub(super) fn fitted(&self, width: u32, kind: Kind) -> Result<Vec<u8>, Fault> {
        let mut photo = resized(&self.dots, self.look, width)?;
        if let Some(turn) = Orientation::from_exif(self.look.turn) {
            photo.apply_orientation(turn);
        }
        encoded(&photo, kind).ok_or(Fault::Damaged)
    }
}

/// The dots, three or four bytes each, as they lie in the file.
fn decoded(bytes: &[u8], look: Look) -> Result<DynamicImage, Fault> {
    let format = match look.kind {
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Png => ImageFormat::Png,
        Kind::Webp => ImageFormat::WebP,
        Kind::Gif | Kind::Avif => return Err(Fault::NotAPicture),
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(DOTS * 4);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|_| Fault::Damaged)?;
    // Dots of eight bytes each may be half as many.
    if decoder.total_bytes() > DOTS * 4 {
        return Err(Fault::TooManyDots(look.width, look.height));
    }
    let with_alpha = decoder.color_type().has_alpha();
    let photo = DynamicImage::from_decoder(decoder).map_err(|_| Fault::Damaged)?;
    Ok(if with_alpha { photo.into_rgba8().into() } else { photo.into_rgb8().into() })
}

fn resized(photo: &DynamicImage, look: Look, width: u32) -> Result<DynamicImage, Fault> {
    let (width, height) = look.fitted(width);
    // The photo still lies as the camera was held.
    let (width, height) = if look.turn < 5 { (width, height) } else { (height, width) };
    if (width, height) == (photo.width(), photo.height()) {
        return Ok(photo.clone());
    }
    let pixel = if photo.color().has_alpha() { PixelType::U8x4 } else { PixelType::U8x3 };
    let from = ImageRef::new(photo.width(), photo.height(), photo.as_bytes(), pixel).map_err(|_| Fault::Damaged)?;
    let mut to = Image::new(width, height, pixel);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
    Resizer::new().resize(&from, &mut to, &options).map_err(|_| Fault::Damaged)?;
    let dots = to.into_vec();
    let photo = match pixel {
        PixelType::U8x4 => image::RgbaImage::from_raw(width, height, dots).map(DynamicImage::from),
        _ => image::RgbImage::from_raw(width, height, dots).map(DynamicImage::from),
    };
    photo.ok_or(Fault::Damaged)
}

fn encoded(photo: &DynamicImage, kind: Kind) -> Option<Vec<u8>> {
    let (width, height, alpha) = (photo.width(), photo.height(), photo.color().has_alpha());
    let mut out = Vec::new();
    match kind {
        Kind::Webp => {
            let bytes = photo.as_bytes();
            let encoder = if alpha {
                webpx::Encoder::new_rgba(bytes, width, height)
            } else {
                webpx::Encoder::new_rgb(bytes, width, height)
            };
            return encoder.quality(WEBP_QUALITY).encode(webpx::Unstoppable).ok();
        }
        Kind::Png => {
            let encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Default, PngFilter::Adaptive);
            encoder.write_image(photo.as_bytes(), width, height, photo.color().into()).ok()?;
        }
        Kind::Jpeg | Kind::Gif | Kind::Avif => {
            JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY).encode_image(photo).ok()?;
        }
    }
    Some(out)
}
