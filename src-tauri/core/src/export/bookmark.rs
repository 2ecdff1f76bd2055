//! The question of a workbook inside it: a JSON text in numbered custom properties, each as long
//! as Excel allows. Base64 keeps it clear of what XML and Excel read into texts.

use crate::{Code, Error, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use zip::ZipArchive;

/// Names of the properties begin so; a number from 1 follows.
const NAME: &str = "AtalayaView";
/// Characters of a property's value at most.
const LONGEST: usize = 255;
/// Properties at most: some 19 KB of JSON. Longer lists of filters are not kept.
const MOST: usize = 100;
/// Where a workbook keeps them.
const PLACE: &str = "docProps/custom.xml";
/// Bytes of that part, unpacked, at most.
const PART_MAX: u64 = 1024 * 1024;
/// Bytes read of a workbook altogether; its list of parts is what takes most.
const READ_MAX: u64 = 8 * 1024 * 1024;

/// The properties that hold `json`; none if it is too long to be kept.
pub fn bookmark_properties(json: &str) -> Vec<(String, String)> {
    let text = STANDARD.encode(json);
    let pieces = text.as_bytes().chunks(LONGEST);
    if pieces.len() > MOST {
        return Vec::new();
    }
    let texts = pieces.map(|piece| String::from_utf8_lossy(piece).into_owned());
    (1..).zip(texts).map(|(number, text)| (format!("{NAME}{number:03}"), text)).collect()
}

/// The JSON text that a workbook holds; `None` if it holds none of ours.
///
/// Reads the list of parts and one small part, whatever the size of the file.
/// Errors: `NotOurs` if it is no workbook, or damaged; `Disk`.
pub fn read_bookmark(path: &Path) -> Result<Option<String>> {
    let file = Bounded { file: File::open(path)?, left: READ_MAX };
    let mut parts = ZipArchive::new(BufReader::new(file)).map_err(|_| damaged("no workbook"))?;
    let mut xml = Vec::new();
    match parts.by_name(PLACE) {
        Ok(part) => part.take(PART_MAX + 1).read_to_end(&mut xml),
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(_) => return Err(damaged("the properties cannot be unpacked")),
    }
    .map_err(|_| damaged("the properties cannot be unpacked"))?;
    if xml.len() as u64 > PART_MAX {
        return Err(damaged("the properties are too large"));
    }
    joined(&properties(&xml)?)
}

fn damaged(why: &str) -> Error {
    Error::new(Code::NotOurs, format!("not a view of Atalaya: {why}"))
}

/// The pieces in their order; one missing between others is a damage, not a shorter view.
fn joined(pieces: &BTreeMap<usize, String>) -> Result<Option<String>> {
    if pieces.is_empty() {
        return Ok(None);
    }
    if pieces.len() > MOST || !pieces.keys().copied().eq(1..=pieces.len()) {
        return Err(damaged("a piece is missing"));
    }
    let text: String = pieces.values().map(String::as_str).collect();
    let json = STANDARD.decode(text).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    json.map(Some).ok_or_else(|| damaged("not readable"))
}

/// Our properties by number. Programs that save the file anew keep them, maybe under other
/// prefixes and in another order.
fn properties(xml: &[u8]) -> Result<BTreeMap<usize, String>> {
    let text = std::str::from_utf8(xml).map_err(|_| damaged("not readable"))?;
    let mut reader = Reader::from_str(text);
    let mut found = BTreeMap::new();
    let mut number = None;
    loop {
        match reader.read_event().map_err(|_| damaged("not readable"))? {
            Event::Start(tag) if tag.local_name().as_ref() == "property" => {
                let name = tag.try_get_attribute("name").ok().flatten();
                number = name.and_then(|name| name.value.strip_prefix(NAME)?.parse().ok());
            }
            Event::Text(text) => {
                let Some(number) = number else { continue };
                let piece: &mut String = found.entry(number).or_default();
                piece.push_str(text.trim());
            }
            Event::End(tag) if tag.local_name().as_ref() == "property" => number = None,
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// A file of which no more than so many bytes are ever read: a made-up list of parts may be as
/// large as the file.
struct Bounded {
    file: File,
    left: u64,
}

impl Read for Bounded {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 && !room.is_empty() {
            return Err(io::Error::other("too much to read"));
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(room.len());
        let read = self.file.read(&mut room[..most])?;
        self.left -= read as u64;
        Ok(read)
    }
}

impl Seek for Bounded {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
