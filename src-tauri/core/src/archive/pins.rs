//! Pins: while one lives, the files that its generation lists stay on disk.
//!
//! Within a process pins are counted by generation. Other processes are told by a shared lock on
//! `readers.lock`: a file is removed only under the writer lock, and only while no other process
//! holds that lock.

use super::fault::at;
use super::lock::{self, WriterLock};
use super::open::{Inner, all, generation, guard};
use super::text::{count, counted};
use super::{Archive, home};
use crate::Result;
use std::collections::BTreeMap;
use std::fs::File;
use std::sync::Arc;

/// The pins of this process.
#[derive(Debug, Default)]
pub(super) struct Pins {
    live: BTreeMap<u64, usize>,
    /// Locked (shared) as long as `live` has any.
    hold: Option<File>,
    /// Whether a commit of ours left files for later.
    waiting: bool,
}

/// Keeps the files of a generation. Take it first, then ask for segments: every file listed by
/// then or later stays until the pin is dropped.
#[derive(Debug)]
pub struct Pin {
    inner: Arc<Inner>,
    generation: u64,
}

impl Pin {
    /// The generation that was current when the pin was taken.
    pub fn generation(&self) -> u64 {
        self.generation
    }
}

impl Drop for Pin {
    fn drop(&mut self) {
        let mut pins = guard(&self.inner.pins);
        if let Some(left) = pins.live.get_mut(&self.generation) {
            *left -= 1;
            if *left == 0 {
                pins.live.remove(&self.generation);
            }
        }
        if pins.live.is_empty() {
            pins.hold = None;
        }
        let waiting = pins.waiting;
        drop(pins);
        if waiting {
            // What cannot be removed now is removed by the next commit or at the next opening.
            drop(self.inner.sweep_retired_if_free());
        }
    }
}

impl Archive {
    /// Pins the current generation.
    pub fn pin(&self) -> Result<Pin> {
        let mut pins = guard(&self.inner.pins);
        let taken = match pins.hold {
            Some(_) => None,
            None => Some(self.inner.hold_readers_lock()?),
        };
        let generation = self.read(generation)?;
        pins.hold = taken.or(pins.hold.take());
        *pins.live.entry(generation).or_default() += 1;
        drop(pins);
        Ok(Pin { inner: Arc::clone(&self.inner), generation })
    }
}

impl Inner {
    fn hold_readers_lock(&self) -> Result<File> {
        let path = self.home.join(home::READERS_LOCK);
        let file = lock::open(&path)?;
        file.lock_shared().map_err(at(&path))?;
        Ok(file)
    }

    fn sweep_retired_if_free(&self) -> Result<()> {
        match WriterLock::take_now(&self.home)? {
            Some(lock) => self.sweep_retired(&lock),
            None => Ok(()),
        }
    }

    /// Removes replaced files that no pin needs.
    pub(super) fn sweep_retired(&self, _lock: &WriterLock) -> Result<()> {
        let retired = self.read(|ledger| {
            all(ledger, "SELECT path, generation FROM retired", [], |row| {
                Ok((row.get::<_, String>(0)?, counted(row.get(1)?)?))
            })
        })?;
        let mut pins = guard(&self.pins);
        pins.waiting = !retired.is_empty();
        if retired.is_empty() {
            return Ok(());
        }
        // Only holders of the writer lock remove files, so nothing is lost between letting our
        // shared lock go and taking it again.
        pins.hold = None;
        let path = self.home.join(home::READERS_LOCK);
        let readers = lock::open(&path)?;
        let alone = lock::try_lock(&readers, &path)?;
        let oldest = pins.live.keys().next().copied().unwrap_or(u64::MAX);
        let swept = if alone { self.remove_retired(&retired, oldest) } else { Ok(0) };
        drop(readers);
        if !pins.live.is_empty() {
            pins.hold = Some(self.hold_readers_lock()?);
        }
        pins.waiting = swept? < retired.len();
        Ok(())
    }

    /// Removes those replaced at or before the oldest pinned generation; says how many.
    fn remove_retired(&self, retired: &[(String, u64)], oldest: u64) -> Result<usize> {
        let mut gone = Vec::new();
        for (path, _) in retired.iter().filter(|(_, generation)| *generation <= oldest) {
            // A file that another program holds open (Windows) stays for the next time.
            if home::remove(&home::absolute(&self.home, path)).is_ok() {
                gone.push(path);
            }
        }
        self.write(|ledger| {
            for path in &gone {
                ledger.execute("DELETE FROM retired WHERE path = ?1", [path])?;
            }
            Ok(())
        })?;
        Ok(gone.len())
    }
}

/// Notes a file that the ledger no longer lists from `generation` on.
pub(super) fn retire(ledger: &rusqlite::Connection, path: &str, generation: u64) -> Result<()> {
    ledger.execute(
        "INSERT OR REPLACE INTO retired (path, generation) VALUES (?1, ?2)",
        (path, count(generation)),
    )?;
    Ok(())
}
