//! What the server has seen: the requests, in the order of their arrival.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use chrono::NaiveDateTime;

/// One HTTP request as the server saw it. The token itself is never kept.
#[derive(Debug, Clone)]
pub struct Seen {
    /// When its head was complete.
    pub at: Instant,
    /// Path, for example `/api/v2/reports_manager.php`.
    pub endpoint: String,
    /// Value of the parameter `api`, empty if absent.
    pub api: String,
    /// The other parameters, decoded, `date_ini` and `date_end` included.
    pub params: BTreeMap<String, String>,
    /// `date_ini`, if it could be read.
    pub from: Option<NaiveDateTime>,
    /// `date_end`, if it could be read.
    pub to: Option<NaiveDateTime>,
    /// HTTP status of the answer; 0 while it is under way or if the connection just ended.
    pub status: u16,
    /// Rows in the answer.
    pub rows: usize,
    /// Whether an accepted token came with it.
    pub token_ok: bool,
}

#[derive(Debug, Default)]
pub(crate) struct Log {
    entries: Mutex<Entries>,
}

#[derive(Debug, Default)]
struct Entries {
    next: u64,
    seen: Vec<(u64, Seen)>,
}

impl Log {
    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes an arrival; the number finds it again for [`Log::answered`].
    pub(crate) fn arrived(&self, seen: Seen) -> u64 {
        let mut entries = self.entries();
        let number = entries.next;
        entries.next += 1;
        entries.seen.push((number, seen));
        number
    }

    pub(crate) fn answered(&self, number: u64, status: u16, rows: usize) {
        let mut entries = self.entries();
        if let Some((_, seen)) = entries.seen.iter_mut().find(|(known, _)| *known == number) {
            seen.status = status;
            seen.rows = rows;
        }
    }

    /// How often the same question was answered with rows before.
    pub(crate) fn readings(&self, api: &str, params: &BTreeMap<String, String>) -> usize {
        let same = |seen: &Seen| seen.rows > 0 && seen.api == api && seen.params == *params;
        self.entries().seen.iter().filter(|(_, seen)| same(seen)).count()
    }

    pub(crate) fn all(&self) -> Vec<Seen> {
        self.entries().seen.iter().map(|(_, seen)| seen.clone()).collect()
    }

    pub(crate) fn clear(&self) {
        self.entries().seen.clear();
    }
}
