//! Locks of the operating system: kill -9 leaves none behind.

use super::fault::at;
use super::home;
use crate::{Code, Error, Result};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

const BETWEEN_TRIES: Duration = Duration::from_millis(20);
/// A program that is just ending, or starting another, lets go within this time.
const ENDING: Duration = Duration::from_millis(500);

/// The right to change files and ledger together; one holder among all processes. Held per
/// commit, never for long.
#[derive(Debug)]
pub(super) struct WriterLock {
    _file: File,
}

impl WriterLock {
    /// Waits up to `wait` for the lock, then [`Code::Busy`].
    pub(super) fn take(home: &Path, wait: Duration) -> Result<WriterLock> {
        let end = Instant::now() + wait;
        loop {
            if let Some(lock) = WriterLock::take_now(home)? {
                return Ok(lock);
            }
            if Instant::now() >= end {
                return Err(Error::new(Code::Busy, "another program is writing to the archive")
                    .with("seconds", wait.as_secs()));
            }
            std::thread::sleep(BETWEEN_TRIES);
        }
    }

    /// The lock, if nobody holds it.
    pub(super) fn take_now(home: &Path) -> Result<Option<WriterLock>> {
        let path = home.join(home::WRITER_LOCK);
        let file = open(&path)?;
        Ok(try_lock(&file, &path)?.then_some(WriterLock { _file: file }))
    }
}

/// Says that this process has the ledger open; any number may.
pub(super) fn in_use(home: &Path) -> Result<File> {
    let path = home.join(home::OPEN_LOCK);
    let file = open(&path)?;
    file.lock_shared().map_err(at(&path))?;
    Ok(file)
}

/// Refuses with [`Code::Busy`] while any process has the ledger open: SQLite would remove the new
/// ledger's log when such a process closes the old one. Needs the writer lock, without which
/// nobody opens it meanwhile.
pub(super) fn refuse_in_use(home: &Path) -> Result<()> {
    let path = home.join(home::OPEN_LOCK);
    let end = Instant::now() + ENDING;
    while !try_lock(&open(&path)?, &path)? {
        if Instant::now() >= end {
            return Err(Error::new(Code::Busy, "the archive is open in a program"));
        }
        std::thread::sleep(BETWEEN_TRIES);
    }
    Ok(())
}

/// Opens a file for locking, creating it if needed.
pub(super) fn open(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    options.open(path).map_err(at(path))
}

/// Locks for one holder; false if it is locked already.
pub(super) fn try_lock(file: &File, path: &Path) -> Result<bool> {
    match file.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(cause)) => Err(at(path)(cause)),
    }
}
