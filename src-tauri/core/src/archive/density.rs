//! How many rows a second of a subject holds, learned from its answers: sizes the next windows.

use super::open::first;
use super::text::json;
use super::{Archive, Subject};
use crate::Result;
use crate::time::Window;
use rusqlite::Connection;

/// Peaks fade by a tenth with each answer: a quieter season is found out, a single quiet day does
/// not make the next windows too long.
const FADE: f64 = 0.9;

impl Archive {
    /// Learns from an answer of `rows` rows for `window`. The peak counts, because windows must
    /// fit on busy days too.
    pub fn learn_density(&self, subject: &Subject, window: Window, rows: u64) -> Result<()> {
        let seen = rows as f64 / window.seconds() as f64;
        self.write(|ledger| {
            let known = density(ledger, subject)?.unwrap_or(0.0);
            ledger.execute(
                "INSERT OR REPLACE INTO density (operation, report, params, rows_per_second) \
                 VALUES (?1, ?2, ?3, ?4)",
                (
                    &subject.operation.0,
                    &subject.report,
                    json(&subject.params),
                    seen.max(known * FADE),
                ),
            )?;
            Ok(())
        })
    }

    /// Rows per second to expect; `None` before the first answer.
    pub fn density(&self, subject: &Subject) -> Result<Option<f64>> {
        self.read(|ledger| density(ledger, subject))
    }
}

fn density(ledger: &Connection, subject: &Subject) -> Result<Option<f64>> {
    let sql = "SELECT rows_per_second FROM density \
               WHERE operation = ?1 AND report = ?2 AND params = ?3";
    let key = (&subject.operation.0, &subject.report, json(&subject.params));
    first(ledger, sql, key, |row| Ok(row.get(0)?))
}
