//! How much is kept.

use super::open::all;
use super::text::{self, counted};
use super::{Archive, OperationId, home};
use crate::Result;
use crate::time::Window;

/// What is kept of a report of an operation, its parameters taken together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The operation; also one that was removed with its archive kept.
    pub operation: OperationId,
    /// Report code.
    pub report: String,
    /// From the first to the last second of what was asked with success.
    pub extent: Window,
    /// Rows.
    pub rows: u64,
    /// Segment files.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// The ledger's tables whose sizes say something.
const COUNTED: &[&str] = &[
    "operations",
    "subjects",
    "windows",
    "retired",
    "settings",
    "views",
    "templates",
    "exports",
    "roster",
    "state_classes",
    "names",
    "runs",
];

impl Archive {
    /// What is kept, by operation and report.
    pub fn parts(&self) -> Result<Vec<Part>> {
        let sql = "SELECT s.operation, s.report, min(w.starts), max(w.ends), sum(w.rows), \
                   count(w.path), sum(ifnull(w.bytes, 0)) FROM windows w \
                   JOIN subjects s ON s.id = w.subject WHERE w.state <> 'failed' \
                   GROUP BY s.operation, s.report ORDER BY s.operation, s.report";
        self.read(|ledger| {
            all(ledger, sql, [], |row| {
                Ok(Part {
                    operation: OperationId(row.get(0)?),
                    report: row.get(1)?,
                    extent: text::window(&row.get::<_, String>(2)?, &row.get::<_, String>(3)?)?,
                    rows: counted(row.get(4)?)?,
                    files: counted(row.get(5)?)?,
                    bytes: counted(row.get(6)?)?,
                })
            })
        })
    }

    /// Bytes of the ledger and its log.
    pub fn ledger_bytes(&self) -> u64 {
        let files = home::LEDGER_FILES.iter().map(|name| self.home().join(name));
        files.filter_map(|file| std::fs::metadata(file).ok()).map(|facts| facts.len()).sum()
    }

    /// How many lines the ledger's tables have.
    pub fn line_counts(&self) -> Result<Vec<(&'static str, u64)>> {
        self.read(|ledger| {
            let count = |table: &&'static str| {
                let sql = format!("SELECT count(*) FROM {table}");
                let lines = ledger.query_row(&sql, [], |row| row.get(0))?;
                Ok((*table, counted(lines)?))
            };
            COUNTED.iter().map(count).collect()
        })
    }
}
