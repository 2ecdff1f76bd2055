//! What an interrupted run left behind: temporary files, and segments that no ledger line names.

use super::lock::{self, WriterLock};
use super::open::all;
use super::{Archive, home};
use crate::Result;
use chrono::{DateTime, Utc};
use rusqlite::Connection;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

impl Archive {
    /// Removes temporary files whose writer is gone, segments that the ledger does not list and
    /// that are older than the limit, and replaced files that nobody pins any more.
    pub(super) fn sweep_left_over(&self, lock: &WriterLock, now: DateTime<Utc>) -> Result<()> {
        for file in home::files_below(&self.home().join(home::SEGMENTS))? {
            if home::ends(&file, home::TEMPORARY) && is_abandoned(&file) {
                home::remove(&file)?;
            }
        }
        for file in self.orphans()? {
            if self.is_old(&file, now) {
                home::remove(&file)?;
            }
        }
        self.inner.sweep_retired(lock)
    }

    /// Segments on disk that the ledger does not know. Meaningful under the writer lock only.
    pub(super) fn orphans(&self) -> Result<Vec<PathBuf>> {
        let known = self.read(known_paths)?;
        let mut files = home::files_below(&self.home().join(home::SEGMENTS))?;
        files.retain(|file| {
            home::ends(file, home::SEGMENT) && !known.contains(&home::relative(self.home(), file))
        });
        Ok(files)
    }

    fn is_old(&self, file: &Path, now: DateTime<Utc>) -> bool {
        let Ok(changed) = std::fs::metadata(file).and_then(|facts| facts.modified()) else {
            return false;
        };
        let age = now.signed_duration_since(DateTime::<Utc>::from(changed));
        age.to_std().is_ok_and(|age| age >= self.inner.limits.orphan_age)
    }
}

fn known_paths(ledger: &Connection) -> Result<HashSet<String>> {
    let sql = "SELECT path FROM windows WHERE path IS NOT NULL UNION SELECT path FROM retired";
    let paths = all(ledger, sql, [], |row| Ok(row.get::<_, String>(0)?))?;
    Ok(paths.into_iter().collect())
}

/// A temporary file is locked by its writer as long as that lives.
fn is_abandoned(file: &Path) -> bool {
    let opened = std::fs::OpenOptions::new().read(true).write(true).open(file);
    opened.is_ok_and(|opened| lock::try_lock(&opened, file).unwrap_or(false))
}
