//! Logos and colours of workbooks: checked before anything is done with them.

use crate::export::Rgb;
use crate::{Code, Error, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Bytes of a logo at most: it goes into every workbook.
pub(super) const LOGO_MAX: usize = 256 * 1024;
/// Pixels of its longer side at most.
const SIDE_MAX: u32 = 4000;
/// How clear white letters must be on the accent: the ratio that WCAG asks of text.
const CONTRAST: f64 = 4.5;

/// The picture of a data URL; none for an empty one.
pub(super) fn logo_of(url: &str) -> Result<Option<Vec<u8>>> {
    if url.is_empty() {
        return Ok(None);
    }
    let prefixes = ["data:image/png;base64,", "data:image/jpeg;base64,"];
    let text = prefixes.iter().find_map(|prefix| url.strip_prefix(prefix));
    let text = text.filter(|text| text.len() <= LOGO_MAX.div_ceil(3) * 4);
    let bytes = text.and_then(|text| STANDARD.decode(text).ok()).ok_or_else(refused)?;
    check(&bytes)?;
    Ok(Some(bytes))
}

/// A picture as data URL.
pub(super) fn logo_url(bytes: &[u8]) -> Result<String> {
    let kind = check(bytes)?;
    Ok(format!("data:image/{kind};base64,{}", STANDARD.encode(bytes)))
}

/// Whether it is a PNG or JPEG of a size that a page can take; says which.
fn check(bytes: &[u8]) -> Result<&'static str> {
    let (kind, size) = match bytes {
        [0x89, b'P', b'N', b'G', ..] => ("png", png_size(bytes)),
        [0xFF, 0xD8, 0xFF, ..] => ("jpeg", jpeg_size(bytes)),
        _ => return Err(refused()),
    };
    let fits =
        size.is_some_and(|(a, b)| (1..=SIDE_MAX).contains(&a) && (1..=SIDE_MAX).contains(&b));
    if fits && bytes.len() <= LOGO_MAX { Ok(kind) } else { Err(refused()) }
}

fn refused() -> Error {
    Error::new(Code::NotOurs, "not a PNG or JPEG picture of at most 256 KB and 4000 pixels")
}

fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let side = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let begins = bytes.starts_with(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR");
    let ends = bytes.ends_with(b"IEND\xae\x42\x60\x82");
    Some((side(16)?, side(20)?)).filter(|_| begins && ends)
}

/// The size stands in the frame header, after other parts of stated lengths.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let two = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    let mut at = 2;
    loop {
        let [0xFF, mark] = *bytes.get(at..at + 2)? else { return None };
        let is_frame = matches!(mark, 0xC0..=0xCF) && !matches!(mark, 0xC4 | 0xC8 | 0xCC);
        if is_frame {
            return Some((u32::from(two(at + 7)?), u32::from(two(at + 5)?)));
        }
        let length = usize::from(two(at + 2)?);
        if length < 2 {
            return None;
        }
        at += 2 + length;
    }
}

/// The colour of `#RRGGBB`; none for an empty text. `Usage` if white letters on it would be hard
/// to read.
pub(super) fn accent_of(text: &str) -> Result<Option<Rgb>> {
    if text.is_empty() {
        return Ok(None);
    }
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
    let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let rgb = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let rgb = rgb.ok_or_else(|| Error::usage("accent", "a colour is #RRGGBB"))?;
    if contrast_with_white(rgb) < CONTRAST {
        return Err(Error::usage("accent", "too light: white letters on it are hard to read"));
    }
    Ok(Some(Rgb(rgb)))
}

/// From 1 (white) to 21 (black), as WCAG reckons it.
fn contrast_with_white(rgb: u32) -> f64 {
    let part = |shift: u32| {
        let value = f64::from((rgb >> shift) & 0xFF) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    1.05 / (0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0) + 0.05)
}
