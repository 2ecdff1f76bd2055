//! Old days let go: their lines leave the ledger, their files go once nobody reads them.

use super::fault::at;
use super::open::{all, generation, set_generation};
use super::text::counted;
use super::{Archive, OperationId, home, ledger, pins};
use crate::Result;
use crate::time::{Window, moment_text};
use chrono::NaiveDate;
use rusqlite::Connection;
use std::path::Path;

/// What went, or would go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Windows.
    pub windows: u64,
    /// Their rows.
    pub rows: u64,
    /// Bytes of their segments.
    pub bytes: u64,
}

struct Old {
    id: i64,
    path: Option<String>,
    rows: u64,
    bytes: u64,
}

impl Archive {
    /// Lets go of the operation's windows that end before `day`, whatever their state, so that
    /// their days count as never asked. Who reads them now goes on reading them. What was learned
    /// of the subjects (row density, that they ever had rows) stays. `dry` only tells.
    ///
    /// Errors: `NotFound` for an unknown operation; `Busy`, `Disk`: nothing went.
    pub fn forget(&self, operation: &OperationId, day: NaiveDate, dry: bool) -> Result<Forgotten> {
        self.operation(operation)?;
        if dry {
            return Ok(sum(&self.read(|ledger| ended(ledger, operation, day))?));
        }
        let lock = self.writer_lock()?;
        let gone = self.write(|ledger| {
            let old = ended(ledger, operation, day)?;
            let next = generation(ledger)? + 1;
            for line in &old {
                ledger::delete_line(ledger, line.id)?;
                if let Some(path) = &line.path {
                    pins::retire(ledger, path, next)?;
                }
            }
            if !old.is_empty() {
                set_generation(ledger, next)?;
            }
            Ok(sum(&old))
        })?;
        // The lines are gone; files that cannot go now go with the next commit or opening.
        drop(self.inner.sweep_retired(&lock));
        self.remove_set_aside(operation, day)?;
        self.inner.flush_log()?;
        Ok(gone)
    }

    /// Damaged segments are kept under another name, and hold rows too.
    fn remove_set_aside(&self, operation: &OperationId, day: NaiveDate) -> Result<()> {
        let before = day.format("%Y%m%d000000").to_string();
        for file in home::files_below(&home::operation_folder(self.home(), operation))? {
            if home::ends(&file, home::DAMAGED) && end_in_name(&file) < Some(before.as_str()) {
                std::fs::remove_file(&file).map_err(at(&file))?;
            }
        }
        Ok(())
    }
}

/// The end of the window in a segment's name, `YYYYMMDDHHMMSS`. A name without one sorts first:
/// nobody knows how old its rows are.
fn end_in_name(file: &Path) -> Option<&str> {
    file.file_name()?.to_str()?.split('_').nth(1)
}

fn ended(ledger: &Connection, operation: &OperationId, day: NaiveDate) -> Result<Vec<Old>> {
    let sql = "SELECT w.id, w.path, w.rows, ifnull(w.bytes, 0) FROM windows w \
               JOIN subjects s ON s.id = w.subject WHERE s.operation = ?1 AND w.ends < ?2";
    all(ledger, sql, [&operation.0, &moment_text(Window::day(day).from)], |row| {
        let (rows, bytes) = (counted(row.get(2)?)?, counted(row.get(3)?)?);
        Ok(Old { id: row.get(0)?, path: row.get(1)?, rows, bytes })
    })
}

fn sum(old: &[Old]) -> Forgotten {
    Forgotten {
        windows: old.len() as u64,
        rows: old.iter().map(|line| line.rows).sum(),
        bytes: old.iter().map(|line| line.bytes).sum(),
    }
}
