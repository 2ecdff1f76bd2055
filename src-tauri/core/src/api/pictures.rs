//! Pictures that the window made: PNG data URLs, checked before anything is done with them.

use crate::{Error, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Bytes of a picture at most.
const BYTES_MAX: usize = 16 * 1024 * 1024;
/// Pixels of a picture at most: unpacked it has four bytes each.
const PIXELS_MAX: u64 = 40_000_000;

const PREFIX: &str = "data:image/png;base64,";
/// How every PNG file begins: signature, then the length and the name of its first part.
const BEGIN: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";
/// How every PNG file ends.
const END: &[u8] = b"\0\0\0\0IEND\xae\x42\x60\x82";

/// The PNG file in a data URL. `Usage` if it is none, or too large.
pub(super) fn png_of(data_url: &str) -> Result<Vec<u8>> {
    let text = data_url.strip_prefix(PREFIX).ok_or_else(|| refused("not a PNG data URL"))?;
    if text.len() / 4 * 3 > BYTES_MAX + 3 {
        return Err(refused("larger than 16 MiB"));
    }
    let png = STANDARD.decode(text).map_err(|_| refused("not a PNG data URL"))?;
    let whole = png.starts_with(BEGIN) && png.ends_with(END);
    let (width, height) = match (whole, side(&png, BEGIN.len()), side(&png, BEGIN.len() + 4)) {
        (true, Some(width), Some(height)) => (width, height),
        _ => return Err(refused("not a whole PNG picture")),
    };
    if width == 0 || height == 0 || width.saturating_mul(height) > PIXELS_MAX {
        return Err(refused("has too many pixels, or none"));
    }
    Ok(png)
}

fn side(png: &[u8], at: usize) -> Option<u64> {
    let bytes = png.get(at..at + 4)?.try_into().ok()?;
    Some(u64::from(u32::from_be_bytes(bytes)))
}

fn refused(why: &str) -> Error {
    Error::usage("picture", why)
}
