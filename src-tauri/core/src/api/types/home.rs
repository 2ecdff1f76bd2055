//! What the home screen tells: how fresh each report is, what needs attention, what was done.

use super::ErrorView;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// How a report stands, over the last 31 days up to today.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReportState {
    /// Report code.
    pub report: String,
    /// When it was last asked with an answer, wall clock of the operation; null if never.
    pub last_read: Option<String>,
    /// First day that is held at all; null if none.
    pub first_day: Option<String>,
    /// Last day that is held at all.
    pub last_day: Option<String>,
    /// State per day, oldest first, 31 of them: `held`, `empty`, `partial`, `failed`, `open`,
    /// `never`.
    pub days: Vec<String>,
    /// Rows held of all time.
    pub rows: u64,
}

/// Something that wants a look.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Attention {
    /// `failed` or `partial` (windows), `new_columns` (of an answer), `problems` (values that could
    /// not be read), `strangers` (ids in rows that the roster does not know), `unclassified`
    /// (states without a class), `token` (none is kept), `refused` (report files).
    pub kind: String,
    /// Report code; empty if no single one is meant.
    pub report: String,
    /// How many.
    pub count: u64,
    /// First day; empty if no days are meant.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Error code of the latest failure; empty if none.
    pub code: String,
    /// A few names of what is meant: columns, ids, states. At most five.
    pub names: Vec<String>,
}

/// How an operation stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OverviewView {
    /// Operation id.
    pub operation: String,
    /// The first of the 31 days.
    pub from: String,
    /// Today.
    pub to: String,
    /// By family and number, as in the catalogue.
    pub reports: Vec<ReportState>,
    /// Most urgent first; empty if all is well.
    pub attention: Vec<Attention>,
}

/// A workbook written earlier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PastExport {
    /// Number by which it can be opened or shown in its folder.
    pub ticket: u64,
    /// When, UTC `YYYY-MM-DDTHH:MM:SSZ`.
    pub at: String,
    /// File name without folder.
    pub name: String,
    /// Name of the folder, without what lies above it.
    pub folder: String,
    /// Codes of the reports in it.
    pub reports: Vec<String>,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Rows in it.
    pub rows: u64,
    /// Whether the file is still there.
    pub there: bool,
}

/// The latest workbooks, newest first, at most twenty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ExportLog {
    /// Workbooks.
    pub exports: Vec<PastExport>,
}

/// A fetch of this or an earlier session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PastRun {
    /// Number in the ledger.
    pub id: u64,
    /// When it began, UTC `YYYY-MM-DDTHH:MM:SSZ`.
    pub started: String,
    /// When it ended, UTC; null if the program ended first.
    pub finished: Option<String>,
    /// Report code.
    pub report: String,
    /// Parameters.
    pub params: BTreeMap<String, String>,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// `done`, `incomplete`, `cancelled`, `parked`, `failed`; `running` while it runs, `lost` if the
    /// program ended before it did.
    pub outcome: String,
    /// HTTP calls made.
    pub requests: u64,
    /// Windows kept.
    pub windows: u32,
    /// Rows kept.
    pub rows: u64,
    /// Windows that ended partial or failed.
    pub troubles: u32,
    /// What ended it, if an error did.
    pub error: Option<ErrorView>,
}

/// The latest fetches of an operation, newest first, at most a hundred.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RunHistory {
    /// Fetches.
    pub runs: Vec<PastRun>,
}
