use super::{Fault, Kind, bare, exif, jpeg, svg};

const SECRET: &[u8] = b"GPS35.68";

fn part(name: &[u8], inside: &[&[u8]]) -> Vec<u8> {
    let inside = inside.concat();
    [&u32::try_from(inside.len() + 8).unwrap().to_be_bytes(), name, &inside].concat()
}

/// An AVIF of two items, the second of them EXIF, whose bytes lie behind each other.
fn avif() -> Vec<u8> {
    let item = |id: u8, kind: &[u8]| part(b"infe", &[&[2, 0, 0, 0, 0, id, 0, 0], kind, b"\0"]);
    let items = part(b"iinf", &[&[0; 4], &[0, 2], &item(1, b"av01"), &item(2, b"Exif")]);
    let head = part(b"ftyp", &[b"avif\0\0\0\0avif"]);
    let meta = |start: u8| {
        let place = |id: u8, at: u8, length: u8| [0, id, 0, 0, 0, 1, 0, 0, 0, at, 0, 0, 0, length];
        let places = [place(1, start, 4), place(2, start + 4, 8)].concat();
        part(b"meta", &[&[0; 4], &items, &part(b"iloc", &[&[0, 0, 0, 0, 0x44, 0, 0, 2], &places])])
    };
    let start = u8::try_from(head.len() + meta(0).len() + 8).unwrap();
    [head, meta(start), part(b"mdat", &[b"DOTS", SECRET]), part(b"uuid", &[SECRET])].concat()
}

#[test]
fn an_avif_keeps_its_places_and_loses_its_notes() {
    let before = avif();
    let after = bare(&before).unwrap();
    assert_eq!(before.len(), after.len());
    assert!(after.windows(4).any(|part| part == b"DOTS"));
    assert!(!after.windows(SECRET.len()).any(|part| part == SECRET));
}

#[test]
fn a_photo_inside_a_drawing_loses_its_notes() {
    let photo = [b"GIF89a\x01\0\x01\0\0\0\0\x21\xFE\x08".as_slice(), SECRET, b"\0\x3B"].concat();
    let drawing = format!("<svg><image href=\"data:image/gif;base64,{}\"/></svg>", svg::base64::encoded(&photo));
    let cleaned = String::from_utf8(svg::clean(drawing.as_bytes()).unwrap()).unwrap();
    let data = cleaned.split("base64,").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert_eq!(svg::base64::decoded(data).unwrap(), b"GIF89a\x01\0\x01\0\0\0\0\x3B");
}

#[test]
fn base_64_comes_back() {
    for length in 0..9 {
        let bytes: Vec<u8> = (250..).take(length).map(|byte: u32| byte.to_le_bytes()[0]).collect();
        assert_eq!(svg::base64::decoded(&svg::base64::encoded(&bytes)).unwrap(), bytes);
    }
    assert_eq!(svg::base64::encoded(b"Man"), "TWFu");
    assert_eq!(svg::base64::decoded("a"), None);
}

#[test]
fn exif_that_says_the_turn_says_it_and_no_more() {
    for turn in 1..=8 {
        assert_eq!(exif::turn(&exif::only(turn)), turn);
    }
    assert_eq!(exif::turn(b"II*\0\xFF\xFF\xFF\xFF"), 1);
}

#[test]
fn a_photo_held_sideways_keeps_only_that_word_when_its_dots_are_kept() {
    let head = [&[0xFF, 0xD8, 0xFF, 0xE1, 0, 44][..], b"Exif\0\0", &exif::only(6), SECRET, b"xx"].concat();
    let photo = [&head, &[0xFF, 0xDA, 0, 2, 1, 2, 0xFF, 0, 3, 0xFF, 0xD9][..], SECRET].concat();
    let after = jpeg::bare(&photo).unwrap();
    assert!(!after.windows(SECRET.len()).any(|part| part == SECRET));
    assert!(after.ends_with(&[0xFF, 0xDA, 0, 2, 1, 2, 0xFF, 0, 3, 0xFF, 0xD9]));
    assert_eq!(exif::turn(&after[12..]), 6);
}

proptest::proptest! {
    #[test]
    fn no_bytes_at_all_make_it_fall_over(bytes: Vec<u8>, kind in 0..6_usize) {
        let starts: [&[u8]; 6] =
            [b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\xFF\0\0\0WEBP", b"\0\0\0\x18ftypavif", b"<svg>"];
        let bytes = [starts[kind], &bytes].concat();
        let _ = (super::look(&bytes), bare(&bytes), svg::clean(&bytes));
    }
}

#[test]
fn kinds_are_told_by_their_first_bytes() {
    assert_eq!(super::kind(b"\xFF\xD8\xFF\xE0"), Ok(Kind::Jpeg));
    assert_eq!(super::kind(b"\0\0\0\x18ftypmif1"), Err(Fault::Heic));
    assert_eq!(super::kind(b"<html>"), Err(Fault::NotAPicture));
}
