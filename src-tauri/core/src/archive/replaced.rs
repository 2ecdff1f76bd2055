//! Archives that a restore replaced: kept beside the one in use until somebody lets them go.

use super::fault::at;
use super::lock::{self, WriterLock};
use super::open::{Archive, Limits};
use super::takeover::{self, is_aside};
use crate::{Code, Error, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// What is kept of replaced archives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replaced {
    /// How many.
    pub archives: u64,
    /// Bytes of all their files.
    pub bytes: u64,
}

impl Archive {
    /// The replaced archives beside this one. Errors: `Busy` while a restore is under way; `Disk`.
    pub fn replaced(&self) -> Result<Replaced> {
        let folders = folders(self.folder())?;
        let sizes: Result<Vec<u64>> = folders.iter().map(|folder| size(folder)).collect();
        Ok(Replaced { archives: folders.len() as u64, bytes: sizes?.iter().sum() })
    }

    /// Deletes them for good; tells what went. Errors: `Busy` while a restore is under way, or while
    /// one is open in a program, before which others may have gone; `Disk`.
    pub fn delete_replaced(&self) -> Result<Replaced> {
        let home = self.folder();
        let _lock = WriterLock::take(home, Limits::default().lock_wait)?;
        let mut gone = Replaced::default();
        for folder in folders(home)? {
            lock::refuse_in_use(&folder)?;
            let bytes = size(&folder)?;
            takeover::discard(home, &folder)?;
            gone.archives += 1;
            gone.bytes += bytes;
        }
        Ok(gone)
    }
}

/// Folders of the name that a restore gives, none while one is under way.
fn folders(home: &Path) -> Result<Vec<PathBuf>> {
    if takeover::is_under_way(home) {
        return Err(Error::new(Code::Busy, "a restore is under way"));
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(home).map_err(at(home))? {
        let entry = entry.map_err(at(home))?;
        let kind = entry.file_type().map_err(at(home))?;
        if kind.is_dir() && entry.file_name().to_str().is_some_and(is_aside) {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// Bytes of all files below; links are not followed.
fn size(folder: &Path) -> Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        let entry = entry.map_err(at(folder))?;
        let facts = entry.metadata().map_err(at(&entry.path()))?;
        sum += if facts.is_dir() { size(&entry.path())? } else { facts.len() };
    }
    Ok(sum)
}
