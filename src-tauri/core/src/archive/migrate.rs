//! The ledger's versions. Forward only; a ledger of a newer version is refused untouched.

use super::fault::at;
use super::home;
use crate::{Code, Error, Result};
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::path::Path;
use std::time::Duration;

/// One script per version, in order. A released script is never edited.
const MIGRATIONS: &[&str] = &[include_str!("migrations/1.sql"), include_str!("migrations/2.sql")];

/// The version that this program writes.
pub(super) const LATEST: usize = MIGRATIONS.len();

/// Up to 3.51.2, two connections that write and checkpoint at once could damage a ledger.
const SQLITE_AT_LEAST: i32 = 3_051_003;

/// Waiting for another process's ledger transaction; they last milliseconds.
const LEDGER_WAIT: Duration = Duration::from_secs(30);

/// Refuses an SQLite with the known fault. Bundled, so this only guards our own build.
pub(super) fn check_sqlite() -> Result<()> {
    if rusqlite::version_number() < SQLITE_AT_LEAST {
        let detail = format!("SQLite {} is too old", rusqlite::version());
        return Err(Error::new(Code::Internal, detail));
    }
    Ok(())
}

/// Opens the ledger for writing and brings it to the latest version. Needs the writer lock.
pub(super) fn open_ledger(home: &Path) -> Result<Connection> {
    refuse_missing(home, &home.join(home::LEDGER))?;
    open_or_create(home)
}

/// As [`open_ledger`], also where segments without a ledger lie.
pub(super) fn open_or_create(home: &Path) -> Result<Connection> {
    let path = home.join(home::LEDGER);
    if path.exists() {
        refuse_newer(&path)?;
    }
    let mut ledger = connect(&path)?;
    let version = version(&ledger)?;
    if (1..LATEST).contains(&version) {
        keep_old(&ledger, home, version)?;
    }
    for (index, script) in MIGRATIONS.iter().enumerate().skip(version) {
        migrate(&mut ledger, index + 1, script)?;
    }
    probe(&ledger)?;
    home::sync_folder(home)?;
    Ok(ledger)
}

/// A connection with the settings that every one of ours has.
pub(super) fn connect(path: &Path) -> Result<Connection> {
    let ledger = Connection::open(path)?;
    ledger.busy_timeout(LEDGER_WAIT)?;
    ledger.pragma_update(None, "journal_mode", "WAL")?;
    ledger.pragma_update(None, "synchronous", "FULL")?;
    ledger.pragma_update(None, "foreign_keys", true)?;
    ledger.pragma_update(None, "secure_delete", true)?;
    ledger.set_prepared_statement_cache_capacity(64);
    Ok(ledger)
}

/// A connection that cannot change anything.
pub(super) fn connect_reader(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let reader = Connection::open_with_flags(path, flags)?;
    reader.busy_timeout(LEDGER_WAIT)?;
    reader.pragma_update(None, "query_only", true)?;
    Ok(reader)
}

/// A ledger that is gone or empty while segments exist was lost: nothing new is made over it.
fn refuse_missing(home: &Path, path: &Path) -> Result<()> {
    let has_ledger = match std::fs::metadata(path) {
        Ok(facts) => facts.len() > 0,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => false,
        Err(cause) => return Err(at(path)(cause)),
    };
    if has_ledger {
        return Ok(());
    }
    let files = home::files_below(&home.join(home::SEGMENTS))?;
    if files.iter().any(|file| home::ends(file, home::SEGMENT)) {
        return Err(Error::new(
            Code::ArchiveDamaged,
            "the ledger is missing, its segments are not",
        )
        .with("file", path.display()));
    }
    Ok(())
}

/// Refuses a ledger of a newer version, without writing to it.
pub(super) fn refuse_newer(path: &Path) -> Result<()> {
    let opened = |flags| {
        let ledger = Connection::open_with_flags(path, flags)?;
        ledger.busy_timeout(LEDGER_WAIT)?;
        version(&ledger).map(|version| (ledger, version))
    };
    let (ledger, version) = match opened(OpenFlags::SQLITE_OPEN_READ_ONLY) {
        // A change that was cut off by a kill must be taken back before anything can be read.
        Err(_) if journal_of(path).exists() => opened(OpenFlags::SQLITE_OPEN_READ_WRITE)?,
        opened => opened?,
    };
    if version <= LATEST {
        return Ok(());
    }
    let made_by: Option<String> = ledger
        .query_row("SELECT value FROM meta WHERE key = 'made_by'", [], |row| row.get(0))
        .optional()
        .unwrap_or_default();
    Err(Error::new(Code::ArchiveNewer, "the ledger was made by a newer version")
        .with("version", made_by.unwrap_or_default())
        .with("file", path.display()))
}

fn journal_of(ledger: &Path) -> std::path::PathBuf {
    let mut name = ledger.as_os_str().to_owned();
    name.push("-journal");
    name.into()
}

fn version(ledger: &Connection) -> Result<usize> {
    let version: i64 = ledger.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    usize::try_from(version).map_err(|_| super::fault::unreadable("the ledger's version"))
}

/// Before a ledger changes its version, a copy of it is kept beside it.
fn keep_old(ledger: &Connection, home: &Path, version: usize) -> Result<()> {
    let copy = home.join(format!("ledger-version-{version}.sqlite"));
    if !copy.exists() {
        ledger.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
    }
    Ok(())
}

fn migrate(ledger: &mut Connection, version: usize, script: &str) -> Result<()> {
    let change = ledger.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    change.execute_batch(script)?;
    change.execute(
        "INSERT OR REPLACE INTO meta (key, value) VALUES ('made_by', ?1)",
        [env!("CARGO_PKG_VERSION")],
    )?;
    change.execute_batch(&format!("PRAGMA user_version = {version}"))?;
    Ok(change.commit()?)
}

/// Touches every table once, so that a ledger with a damaged page is found at opening rather than
/// in the middle of work.
fn probe(ledger: &Connection) -> Result<()> {
    let mut tables = ledger.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let names: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for name in names {
        ledger.query_row(
            &format!("SELECT count(*) FROM (SELECT 1 FROM {name} LIMIT 1)"),
            [],
            |_| Ok(()),
        )?;
    }
    Ok(())
}
