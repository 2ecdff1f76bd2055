//! The ledger's versions.

use super::given::*;
use atalaya_core::archive::{Archive, WindowState};
use atalaya_core::{Code, Error, Result};
use rusqlite::Connection;

/// A ledger as version 1 wrote it. Stays as it is for ever: what was released must open.
const VERSION_1: &str = include_str!("ledger-1.sql");

fn sql(path: &std::path::Path, script: &str) -> Result<()> {
    let ledger = Connection::open(path)?;
    ledger.execute_batch(script)?;
    ledger.close().map_err(|(_, cause)| Error::from(cause))
}

#[test]
fn a_ledger_of_version_1_opens() -> Result<()> {
    let folder = tempfile::tempdir()?;
    sql(&folder.path().join("ledger.sqlite"), VERSION_1)?;
    let archive = Archive::open(folder.path(), &clock())?;
    let operations = archive.operations()?;
    assert_eq!((operations.len(), operations[0].name.as_str()), (1, "Ventas"));
    let id = &operations[0].id;
    let subjects = archive.subjects(id, "agent_2")?;
    let records = archive.windows(&subjects[0], window("2026-03-01", "2026-03-03"))?;
    let told: Vec<_> = records.iter().map(|r| (r.state, r.rows, r.closed)).collect();
    let expected = [
        (WindowState::Held, 12, true),
        (WindowState::Empty, 0, true),
        (WindowState::Failed, 0, false),
    ];
    assert_eq!(told, expected);
    assert_eq!(archive.generation()?, 7);
    assert_eq!(archive.quota(id, date("2026-03-01"))?.left(), Some(898));
    assert_eq!(archive.roster(id)?[0].aliases, ["ana_p"]);
    assert_eq!(archive.state_meanings(id)?.len(), 1);
    assert_eq!(archive.setting("language")?, Some(serde_json::json!("es")));
    assert_eq!(
        (archive.views()?.len(), archive.exports(9)?.len(), archive.runs(id, 9)?.len()),
        (1, 1, 1)
    );
    Ok(())
}

/// The tables of a ledger, as SQLite keeps them.
fn tables(path: &std::path::Path) -> Result<Vec<String>> {
    let ledger = Connection::open(path)?;
    let mut asked =
        ledger.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")?;
    let tables = asked.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    let plain = |sql: String| sql.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(tables.into_iter().map(plain).collect())
}

#[test]
fn a_new_ledger_and_a_migrated_one_have_the_same_tables() -> Result<()> {
    let given = given()?;
    let folder = tempfile::tempdir()?;
    let old = folder.path().join("ledger.sqlite");
    sql(&old, VERSION_1)?;
    drop(Archive::open(folder.path(), &clock())?);
    assert_eq!(tables(&old)?, tables(&given.home().join("ledger.sqlite"))?);
    Ok(())
}

/// Until the ledger has its log, a kill leaves a journal that must be played back first.
#[test]
fn a_change_cut_off_by_a_kill_is_taken_back_at_opening() -> Result<()> {
    let (folder, killed) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let path = folder.path().join("ledger.sqlite");
    sql(&path, VERSION_1)?;
    let ledger = Connection::open(&path)?;
    let many = "PRAGMA cache_size = 5; BEGIN IMMEDIATE; DELETE FROM settings;
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
        INSERT INTO settings SELECT 'half-' || i, hex(randomblob(100)) FROM n;";
    ledger.execute_batch(many)?;
    for name in ["ledger.sqlite", "ledger.sqlite-journal"] {
        std::fs::copy(folder.path().join(name), killed.path().join(name))?;
    }
    let archive = Archive::open(killed.path(), &clock())?;
    assert!(archive.settings()?.keys().all(|key| !key.starts_with("half-")));
    assert!(!archive.operations()?.is_empty(), "what was there is there");
    Ok(())
}

#[test]
fn a_ledger_of_a_newer_version_is_refused_untouched() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("ledger.sqlite");
    let newer = "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
                 INSERT INTO meta VALUES ('made_by', '9.3.0'); PRAGMA user_version = 99;";
    sql(&path, newer)?;
    let before = std::fs::read(&path)?;
    let refused = Archive::open(folder.path(), &clock()).expect_err("it is newer");
    assert_eq!(refused.code(), Code::ArchiveNewer);
    assert!(refused.params().contains(&("version", "9.3.0".to_owned())), "{refused:?}");
    assert_eq!(std::fs::read(&path)?, before);
    Ok(())
}

#[test]
fn the_folder_is_for_this_user_only_and_sqlite_is_sound() -> Result<()> {
    let given = given()?;
    assert!(rusqlite::version_number() >= 3_051_003, "{}", rusqlite::version());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(given.home())?.permissions().mode() & 0o777, 0o700);
    }
    let ledger = Connection::open(given.home().join("ledger.sqlite"))?;
    let mode: String = ledger.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    assert_eq!(mode, "wal");
    Ok(())
}

#[test]
fn a_killed_first_start_is_started_over() -> Result<()> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("ledger.sqlite"), "")?;
    let archive = Archive::open(folder.path(), &clock())?;
    assert_eq!(archive.generation()?, 0);
    Ok(())
}
