//! The archive itself: opening, and the two ways to its ledger.

use super::lock::WriterLock;
use super::pins::Pins;
use super::{home, lock, migrate, takeover};
use crate::Result;
use crate::clock::Clock;
use rusqlite::{Connection, Params, Row, Transaction, TransactionBehavior};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Idle connections kept for the next question.
const READERS_KEPT: usize = 4;

/// How long the archive waits and keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Longest wait for another program's commit, then [`crate::Code::Busy`].
    pub lock_wait: Duration,
    /// Age from which a segment that the ledger does not list is removed at opening.
    pub orphan_age: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { lock_wait: Duration::from_secs(30), orphan_age: Duration::from_secs(24 * 3600) }
    }
}

/// What was fetched, kept in a folder: immutable segments, and a ledger that says which of them
/// count. Cheap to clone; every clone is the same archive. All calls block on the disk: keep them
/// off the thread that draws.
#[derive(Clone, Debug)]
pub struct Archive {
    pub(super) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(super) struct Inner {
    pub(super) home: PathBuf,
    pub(super) limits: Limits,
    pub(super) pins: Mutex<Pins>,
    _in_use: File,
    ledger: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
}

impl Archive {
    /// Opens the archive in `folder`, creating it (for this user only) if there is none, and
    /// removes what an interrupted run left behind. A backup that waits takes the archive's place
    /// before.
    ///
    /// Errors: `ArchiveNewer` if a newer version made it, `ArchiveDamaged` if its ledger is lost
    /// or unreadable (see [`Archive::rebuild`]), `Busy`, `Disk`, `DiskFull`.
    pub fn open(folder: &Path, clock: &dyn Clock) -> Result<Archive> {
        Archive::open_with(folder, clock, Limits::default())
    }

    /// As [`Archive::open`], with other limits.
    pub fn open_with(folder: &Path, clock: &dyn Clock, limits: Limits) -> Result<Archive> {
        migrate::check_sqlite()?;
        home::create_private(folder)?;
        let home = std::path::absolute(folder).map_err(super::fault::at(folder))?;
        let lock = WriterLock::take(&home, limits.lock_wait)?;
        takeover::take_over(&home, clock.now(), &lock)?;
        let ledger = migrate::open_ledger(&home)?;
        let archive = Archive::over(home, ledger, limits)?;
        archive.sweep_left_over(&lock, clock.now())?;
        Ok(archive)
    }

    /// The archive of that home and ledger. Needs the writer lock.
    pub(super) fn over(home: PathBuf, ledger: Connection, limits: Limits) -> Result<Archive> {
        let _in_use = lock::in_use(&home)?;
        let inner = Inner {
            home,
            limits,
            pins: Mutex::default(),
            _in_use,
            ledger: Mutex::new(ledger),
            readers: Mutex::default(),
        };
        Ok(Archive { inner: Arc::new(inner) })
    }

    /// The folder that holds it.
    pub fn folder(&self) -> &Path {
        &self.inner.home
    }

    /// The number of the ledger's state. It grows with every change of what rows are held, in
    /// whichever process, and never otherwise.
    pub fn generation(&self) -> Result<u64> {
        self.read(generation)
    }

    pub(super) fn home(&self) -> &Path {
        &self.inner.home
    }

    pub(super) fn writer_lock(&self) -> Result<WriterLock> {
        WriterLock::take(self.home(), self.inner.limits.lock_wait)
    }

    /// Asks the ledger; everything asked inside is of one state.
    pub(super) fn read<T>(&self, ask: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.inner.read(ask)
    }

    /// Changes the ledger, wholly or not at all.
    pub(super) fn write<T>(&self, change: impl FnOnce(&Transaction) -> Result<T>) -> Result<T> {
        self.inner.write(change)
    }
}

impl Inner {
    pub(super) fn read<T>(&self, ask: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let free = guard(&self.readers).pop();
        let reader = match free {
            Some(reader) => reader,
            None => migrate::connect_reader(&self.home.join(home::LEDGER))?,
        };
        let state = reader.unchecked_transaction()?;
        let answer = ask(&state);
        drop(state);
        let mut readers = guard(&self.readers);
        if readers.len() < READERS_KEPT {
            readers.push(reader);
        }
        answer
    }

    pub(super) fn write<T>(&self, change: impl FnOnce(&Transaction) -> Result<T>) -> Result<T> {
        let mut ledger = guard(&self.ledger);
        let transaction = ledger.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let answer = change(&transaction)?;
        transaction.commit()?;
        Ok(answer)
    }

    /// Empties the ledger's log into its file, so that erased contents are gone from disk.
    pub(super) fn flush_log(&self) -> Result<()> {
        let ledger = guard(&self.ledger);
        ledger.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }
}

/// A lock whose holder panicked is still good: every change is a transaction.
pub(super) fn guard<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn generation(ledger: &Connection) -> Result<u64> {
    let found = first(
        ledger,
        "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'generation'",
        [],
        |row| Ok(row.get::<_, i64>(0)?),
    )?;
    super::text::counted(found.unwrap_or(0))
}

pub(super) fn set_generation(ledger: &Connection, generation: u64) -> Result<()> {
    ledger.execute(
        "INSERT OR REPLACE INTO meta (key, value) VALUES ('generation', ?1)",
        [generation.to_string()],
    )?;
    Ok(())
}

/// All rows of an answer.
pub(super) fn all<T>(
    ledger: &Connection,
    sql: &str,
    params: impl Params,
    read: impl Fn(&Row) -> Result<T>,
) -> Result<Vec<T>> {
    let mut statement = ledger.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut answer = Vec::new();
    while let Some(row) = rows.next()? {
        answer.push(read(row)?);
    }
    Ok(answer)
}

/// The first row of an answer.
pub(super) fn first<T>(
    ledger: &Connection,
    sql: &str,
    params: impl Params,
    read: impl Fn(&Row) -> Result<T>,
) -> Result<Option<T>> {
    let mut statement = ledger.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    rows.next()?.map(read).transpose()
}
