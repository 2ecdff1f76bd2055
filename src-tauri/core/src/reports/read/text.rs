//! From bytes to text: byte order marks, broken encodings, JSON escapes.

use crate::{Code, Error, Result};
use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, Read};

/// The UTF-8 byte order mark.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// The body as text, and whether it had to be taken as Windows-1252. A character cut at the very
/// end means a cut answer, not another encoding.
pub(super) fn whole(body: &[u8]) -> Result<(Cow<'_, str>, bool)> {
    let body = body.strip_prefix(BOM).unwrap_or(body);
    match std::str::from_utf8(body) {
        Ok(text) => Ok((Cow::Borrowed(text), false)),
        Err(cause) if cause.error_len().is_none() => {
            Err(Error::new(Code::Cut, "the answer ends inside a character"))
        }
        Err(_) => Ok((Cow::Owned(body.iter().map(|byte| windows_1252(*byte)).collect()), true)),
    }
}

/// The character of a byte in Windows-1252; the five bytes that it leaves open become U+FFFD.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
        '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ',
        '\u{fffd}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// A reader that hands on valid UTF-8: no byte order mark, and invalid bytes as Windows-1252.
pub(super) struct Repair<'a, R> {
    inner: R,
    /// Bytes read and not yet known to be text.
    raw: Vec<u8>,
    /// Text not yet handed on, from `taken`.
    text: Vec<u8>,
    taken: usize,
    at_start: bool,
    repaired: &'a Cell<u64>,
}

impl<'a, R: Read> Repair<'a, R> {
    /// Reads `inner`; counts repaired bytes in `repaired`.
    pub(super) fn new(inner: R, repaired: &'a Cell<u64>) -> Self {
        Repair { inner, raw: Vec::new(), text: Vec::new(), taken: 0, at_start: true, repaired }
    }

    /// Reads more and turns as much of it into text as is whole; false at the end.
    fn refill(&mut self) -> io::Result<bool> {
        self.text.clear();
        self.taken = 0;
        while self.text.is_empty() {
            let known = self.raw.len();
            self.raw.resize(known + 64 * 1024, 0);
            let read = self.inner.read(&mut self.raw[known..])?;
            self.raw.truncate(known + read);
            if read == 0 && known == 0 {
                return Ok(false);
            }
            if self.at_start && self.raw.len() < BOM.len() && read > 0 {
                continue;
            }
            if std::mem::take(&mut self.at_start) && self.raw.starts_with(BOM) {
                self.raw.drain(..BOM.len());
            }
            self.decode(read == 0);
            if read == 0 && self.text.is_empty() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Moves whole characters from `raw` to `text`. At the end an incomplete one is repaired too.
    fn decode(&mut self, at_end: bool) {
        let mut rest = self.raw.as_slice();
        while let Err(cause) = std::str::from_utf8(rest) {
            let (valid, broken) = rest.split_at(cause.valid_up_to());
            self.text.extend_from_slice(valid);
            rest = broken;
            if cause.error_len().is_none() && !at_end {
                let kept = rest.to_vec();
                self.raw = kept;
                return;
            }
            let mut utf8 = [0; 4];
            self.text.extend_from_slice(windows_1252(rest[0]).encode_utf8(&mut utf8).as_bytes());
            self.repaired.set(self.repaired.get() + 1);
            rest = &rest[1..];
        }
        self.text.extend_from_slice(rest);
        self.raw.clear();
    }
}

impl<R: Read> Read for Repair<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.taken == self.text.len() && !self.refill()? {
            return Ok(0);
        }
        let count = into.len().min(self.text.len() - self.taken);
        into[..count].copy_from_slice(&self.text[self.taken..self.taken + count]);
        self.taken += count;
        Ok(count)
    }
}

/// The text of a JSON string without its quotes, and whether characters were broken: a surrogate
/// without its other half becomes U+FFFD. `inside` is valid JSON.
pub(super) fn unescape(inside: &str) -> (Cow<'_, str>, bool) {
    if !inside.as_bytes().contains(&b'\\') {
        return (Cow::Borrowed(inside), false);
    }
    let mut text = String::with_capacity(inside.len());
    let mut broken = false;
    let mut rest = inside;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let (character, length) = escape(&rest[at..]);
        broken |= character.is_none();
        text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
        rest = &rest[at + length..];
    }
    text.push_str(rest);
    (Cow::Owned(text), broken)
}

/// The character of the escape that `text` begins with (none for a lone surrogate), and its length.
fn escape(text: &str) -> (Option<char>, usize) {
    let plain = match text.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'u') => return unicode_escape(text),
        Some(other) => char::from(*other),
        None => return (None, 1),
    };
    (Some(plain), 2)
}

fn unicode_escape(text: &str) -> (Option<char>, usize) {
    let Some(first) = code_unit(text) else { return (None, text.len().min(2)) };
    if let Some(character) = char::from_u32(first) {
        return (Some(character), 6);
    }
    let second = text.get(6..).filter(|rest| rest.starts_with("\\u")).and_then(code_unit);
    match second {
        Some(low @ 0xdc00..=0xdfff) if first < 0xdc00 => {
            (char::from_u32(0x10000 + ((first - 0xd800) << 10) + (low - 0xdc00)), 12)
        }
        _ => (None, 6),
    }
}

fn code_unit(text: &str) -> Option<u32> {
    u32::from_str_radix(text.get(2..6)?, 16).ok()
}
