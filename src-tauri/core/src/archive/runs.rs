//! The history of fetches: what each did, and why it ended as it did.

use super::open::all;
use super::text::{self, count, json, utc, utc_text};
use super::{Archive, OperationId};
use crate::{Code, Error, Result};
use chrono::{DateTime, Utc};
use rusqlite::params;
use serde_json::Value;

/// A fetch.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Number.
    pub id: i64,
    /// Whose.
    pub operation: OperationId,
    /// When it began.
    pub started: DateTime<Utc>,
    /// When it ended; `None` while it runs, or if it was killed.
    pub finished: Option<DateTime<Utc>>,
    /// `done`, or the [`Code`] text of what stopped it; empty while it runs.
    pub outcome: String,
    /// Steps, waits, counts: for the copyable diagnosis. No rows, no persons, no token.
    pub diagnosis: Value,
}

impl Archive {
    /// Notes that a fetch begins; returns its number.
    pub fn start_run(
        &self,
        operation: &OperationId,
        started: DateTime<Utc>,
        diagnosis: &Value,
    ) -> Result<i64> {
        self.write(|ledger| {
            ledger.execute(
                "INSERT INTO runs (operation, started, diagnosis) VALUES (?1, ?2, ?3)",
                params![operation.0, utc_text(started), json(diagnosis)],
            )?;
            Ok(ledger.last_insert_rowid())
        })
    }

    /// Notes how a fetch ended. `NotFound` for an unknown number.
    pub fn end_run(
        &self,
        id: i64,
        finished: DateTime<Utc>,
        outcome: &str,
        diagnosis: &Value,
    ) -> Result<()> {
        let sql = "UPDATE runs SET finished = ?2, outcome = ?3, diagnosis = ?4 WHERE id = ?1";
        let facts = params![id, utc_text(finished), outcome, json(diagnosis)];
        match self.write(|ledger| Ok(ledger.execute(sql, facts)?))? {
            0 => Err(Error::new(Code::NotFound, format!("no run {id}")).with("what", "run")),
            _ => Ok(()),
        }
    }

    /// The latest fetches of an operation, newest first.
    pub fn runs(&self, operation: &OperationId, limit: u64) -> Result<Vec<Run>> {
        let sql = "SELECT id, started, finished, outcome, diagnosis FROM runs \
                   WHERE operation = ?1 ORDER BY id DESC LIMIT ?2";
        self.read(|ledger| {
            all(ledger, sql, (&operation.0, count(limit)), |row| {
                let finished = row.get::<_, Option<String>>(2)?;
                Ok(Run {
                    id: row.get(0)?,
                    operation: operation.clone(),
                    started: utc(&row.get::<_, String>(1)?)?,
                    finished: finished.as_deref().map(utc).transpose()?,
                    outcome: row.get(3)?,
                    diagnosis: text::from_json("a run", &row.get::<_, String>(4)?)?,
                })
            })
        })
    }
}
