//! Operations: who is asked. Tokens are kept elsewhere, never here.

use super::fault::unreadable;
use super::open::{all, first};
use super::pins;
use super::text::OperationText;
use super::{Archive, Operation, OperationId, Place, home};
use crate::{Code, Error, Result};
use chrono_tz::Tz;
use rusqlite::{Connection, Row, params};

const COLUMNS: &str = "id, name, place, code, port, seed, anchor, zone";
/// Longest name, in characters: what a heading holds.
const NAME_MAX: usize = 80;
/// Characters of an id: enough that one is never given twice, also not to another archive on this
/// computer, because tokens are kept by it.
const ID_LENGTH: usize = 12;

impl Archive {
    /// The operations, by name.
    pub fn operations(&self) -> Result<Vec<Operation>> {
        self.list("name_key IS NOT NULL")
    }

    /// Operations that were removed with their archive kept.
    pub fn removed_operations(&self) -> Result<Vec<Operation>> {
        self.list("name_key IS NULL")
    }

    fn list(&self, which: &str) -> Result<Vec<Operation>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM operations WHERE {which} ORDER BY name_key, lower(name), id"
        );
        self.read(|ledger| all(ledger, &sql, [], operation))
    }

    /// The operation with that id; `NotFound` if there is none or it was removed.
    pub fn operation(&self, id: &OperationId) -> Result<Operation> {
        let sql =
            format!("SELECT {COLUMNS} FROM operations WHERE id = ?1 AND name_key IS NOT NULL");
        let found = self.read(|ledger| first(ledger, &sql, [&id.0], operation))?;
        found.ok_or_else(|| unknown(&id.0))
    }

    /// The operation of that name, compared without case; `NotFound` if there is none.
    pub fn operation_named(&self, name: &str) -> Result<Operation> {
        let sql = format!("SELECT {COLUMNS} FROM operations WHERE name_key = ?1");
        let found = self.read(|ledger| first(ledger, &sql, [name_key(name)], operation))?;
        found.ok_or_else(|| unknown(name.trim()))
    }

    /// Adds an operation under a new id. `Usage` if the name is unusable or taken.
    pub fn add_operation(&self, name: &str, place: Place, zone: Tz) -> Result<Operation> {
        let added = Operation { id: new_id(), name: checked_name(name)?, place, zone };
        self.write(|ledger| put(ledger, &added))?;
        Ok(added)
    }

    /// Changes name, place and zone of an operation. `Usage` if the name is unusable or taken,
    /// `NotFound` if the operation is unknown.
    pub fn change_operation(&self, operation: &Operation) -> Result<()> {
        self.operation(&operation.id)?;
        let changed = Operation { name: checked_name(&operation.name)?, ..operation.clone() };
        self.write(|ledger| put(ledger, &changed))
    }

    /// Brings back an operation that was removed with its archive kept.
    pub fn revive_operation(&self, id: &OperationId, name: &str) -> Result<Operation> {
        let removed = self.removed_operations()?;
        let found = removed.into_iter().find(|operation| operation.id == *id);
        let found = found.ok_or_else(|| unknown(&id.0))?;
        let revived = Operation { name: checked_name(name)?, ..found };
        self.write(|ledger| put(ledger, &revived))?;
        Ok(revived)
    }

    /// Removes an operation. Its archive stays and can be brought back, unless `erase_archive`:
    /// then its rows, ledger lines, roster, quota and runs are erased for good. Its token is the
    /// caller's to forget.
    pub fn remove_operation(&self, id: &OperationId, erase_archive: bool) -> Result<()> {
        if erase_archive {
            return self.erase_operation(id);
        }
        self.operation(id)?;
        self.write(|ledger| {
            ledger.execute("UPDATE operations SET name_key = NULL WHERE id = ?1", [&id.0])?;
            Ok(())
        })
    }

    /// Also for operations removed before with their archive kept.
    fn erase_operation(&self, id: &OperationId) -> Result<()> {
        let lock = self.writer_lock()?;
        self.write(|ledger| {
            let next = self.bump(ledger, &lock)?;
            let sql = "SELECT w.path FROM windows w JOIN subjects s ON s.id = w.subject \
                       WHERE s.operation = ?1 AND w.path IS NOT NULL";
            for path in all(ledger, sql, [&id.0], |row| Ok(row.get::<_, String>(0)?))? {
                pins::retire(ledger, &path, next)?;
            }
            let key = format!("pseudonyms.{}", id.0);
            ledger.execute("DELETE FROM meta WHERE key = ?1", [&key])?;
            match ledger.execute("DELETE FROM operations WHERE id = ?1", [&id.0])? {
                0 => Err(unknown(&id.0)),
                _ => Ok(()),
            }
        })?;
        self.inner.sweep_retired(&lock)?;
        self.remove_emptied(id)?;
        self.inner.flush_log()
    }

    /// Removes the operation's folders and whatever else lies in them (segments set aside), except
    /// segments that are still pinned: these go with their pin.
    fn remove_emptied(&self, id: &OperationId) -> Result<()> {
        let folder = home::operation_folder(self.home(), id);
        let waiting = self.read(|ledger| {
            all(ledger, "SELECT path FROM retired", [], |row| Ok(row.get::<_, String>(0)?))
        })?;
        let files = home::files_below(&folder)?;
        let (pinned, left): (Vec<_>, Vec<_>) = files
            .into_iter()
            .partition(|file| waiting.contains(&home::relative(self.home(), file)));
        left.iter().try_for_each(|file| home::remove(file))?;
        if pinned.is_empty() && folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(super::fault::at(&folder))?;
        }
        Ok(())
    }
}

/// Adds an operation or changes the one with its id; `Usage` if another has its name.
pub(super) fn put(ledger: &Connection, operation: &Operation) -> Result<()> {
    let key = name_key(&operation.name);
    let sql = "SELECT id FROM operations WHERE name_key = ?1 AND id <> ?2";
    let taken = first(ledger, sql, [&key, &operation.id.0], |row| Ok(row.get::<_, String>(0)?))?;
    if taken.is_some() {
        return Err(
            Error::usage("name", "another operation has this name").with("name", &operation.name)
        );
    }
    let text = OperationText::from(operation);
    // A seed uses all 64 bits; SQLite's integers are signed.
    let seed = text.seed.map(u64::cast_signed);
    ledger.execute(
        "INSERT INTO operations (id, name, name_key, place, code, port, seed, anchor, zone) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (id) DO UPDATE SET \
         name = excluded.name, name_key = excluded.name_key, place = excluded.place, \
         code = excluded.code, port = excluded.port, seed = excluded.seed, \
         anchor = excluded.anchor, zone = excluded.zone",
        params![
            text.id,
            text.name,
            key,
            text.place,
            text.code,
            text.port,
            seed,
            text.anchor,
            text.zone
        ],
    )?;
    Ok(())
}

fn operation(row: &Row) -> Result<Operation> {
    let text = OperationText {
        id: row.get(0)?,
        name: row.get(1)?,
        place: row.get(2)?,
        code: row.get(3)?,
        port: row.get(4)?,
        seed: row.get::<_, Option<i64>>(5)?.map(i64::cast_unsigned),
        anchor: row.get(6)?,
        zone: row.get(7)?,
    };
    text.read().map_err(|cause| unreadable("an operation").because(cause))
}

fn checked_name(name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME_MAX || name.chars().any(char::is_control) {
        return Err(Error::usage("name", format!("a name has 1 to {NAME_MAX} visible characters")));
    }
    Ok(name.to_owned())
}

fn name_key(name: &str) -> String {
    name.trim().to_lowercase()
}

fn new_id() -> OperationId {
    let letter = || fastrand::alphanumeric().to_ascii_lowercase();
    OperationId(std::iter::repeat_with(letter).take(ID_LENGTH).collect())
}

fn unknown(name: &str) -> Error {
    Error::new(Code::NotFound, format!("no operation '{name}'"))
        .with("what", "operation")
        .with("name", name)
}
