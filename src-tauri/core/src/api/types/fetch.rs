//! Plans, runs and coverage.

use super::{ErrorView, QuotaView};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What to fetch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FetchRequest {
    /// Operation id.
    pub operation: String,
    /// Report code.
    pub report: String,
    /// Parameters; a missing one becomes its all-value.
    #[serde(default)]
    pub params: BTreeMap<String, String>,
    /// First day or moment; widened to whole days.
    pub from: String,
    /// Last day or moment.
    pub to: String,
    /// Read closed days again too.
    #[serde(default)]
    pub reread: bool,
}

/// A window that a run would ask.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PlannedWindow {
    /// First second.
    pub from: String,
    /// Last second, inclusive.
    pub to: String,
    /// Why: `new`, `open`, `partial`, `failed`, `reread`, `confirm`.
    pub why: String,
}

/// A window that is not asked because it was read within the last five minutes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SkippedWindow {
    /// First second.
    pub from: String,
    /// Last second, inclusive.
    pub to: String,
    /// `floor`.
    pub skipped: String,
    /// When it may be asked again, wall clock.
    pub next_at: String,
}

/// What a run would do, exactly, before it starts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PlanView {
    /// Report code.
    pub report: String,
    /// First day asked for.
    pub from: String,
    /// Last day asked for, after days to come were dropped.
    pub to: String,
    /// Whether the period was widened to whole days.
    pub widened: bool,
    /// Days after today that were dropped.
    pub dropped_days: u32,
    /// Windows in the order they would be asked.
    pub windows: Vec<PlannedWindow>,
    /// Windows skipped by the five-minute floor.
    pub skipped: Vec<SkippedWindow>,
    /// Calls needed if no window must be halved.
    pub calls: u64,
    /// Days held already.
    pub days_held: u32,
    /// Days of the period.
    pub days: u32,
    /// The day's calls.
    pub quota: QuotaView,
}

/// How a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// Waits for another run of the same server.
    Queued,
    /// Asks and keeps.
    Running,
    /// Paused by the user.
    Paused,
    /// Ended; all windows are as they should be.
    Done,
    /// Ended, but some windows are partial or failed.
    Incomplete,
    /// Ended by the user; what was fetched is kept.
    Cancelled,
    /// Waits for tomorrow's calls or for the server.
    Parked,
    /// Ended by an error.
    Failed,
}

/// How a fetch goes, while it goes and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RunView {
    /// Number of the run.
    pub run: u64,
    /// Operation id.
    pub operation: String,
    /// Report code.
    pub report: String,
    /// Parameters.
    pub params: BTreeMap<String, String>,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// State.
    pub state: RunState,
    /// Windows done.
    pub done: u32,
    /// Windows known to be needed; grows when one is halved.
    pub windows: u32,
    /// The window being asked, as `from`.
    pub current_from: Option<String>,
    /// The window being asked, as `to`.
    pub current_to: Option<String>,
    /// Why it waits, as an error code, and until when (seconds from now).
    pub waiting: Option<Waiting>,
    /// Rows kept so far.
    pub rows: u64,
    /// Bytes received so far.
    pub bytes: u64,
    /// HTTP calls made so far.
    pub requests: u64,
    /// Bytes a second over the run.
    pub rate: f64,
    /// Seconds left, once it can be told.
    pub left_seconds: Option<f64>,
    /// Windows that could not be kept whole.
    pub troubles: Vec<WindowTrouble>,
    /// What ended it, if an error did.
    pub error: Option<ErrorView>,
}

/// Why a run waits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Waiting {
    /// Error code that caused it.
    pub code: String,
    /// Seconds until the next try.
    pub seconds: f64,
}

/// A window that could not be kept whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct WindowTrouble {
    /// First second.
    pub from: String,
    /// Last second, inclusive.
    pub to: String,
    /// `partial` or `failed`.
    pub state: String,
    /// Error code.
    pub code: String,
}

/// Names a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RunKey {
    /// Number of the run.
    pub run: u64,
}

/// All runs of this session, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RunList {
    /// Runs.
    pub runs: Vec<RunView>,
}

/// What a finished fetch prints (`fetch --json`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FetchView {
    /// Every HTTP call counted.
    pub requests: u64,
    /// Rows kept by this run.
    pub rows: u64,
    /// Windows as they stand now.
    pub windows: Vec<FetchedWindow>,
    /// Problems by kind and column.
    pub problems: Vec<ProblemView>,
    /// The day's calls.
    pub quota: QuotaView,
}

/// A window of a finished fetch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FetchedWindow {
    /// First second.
    pub from: String,
    /// Last second, inclusive.
    pub to: String,
    /// `held`, `empty`, `partial`, `failed`.
    pub state: String,
    /// Rows kept.
    pub rows: u64,
    /// `floor` if it was not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub skipped: Option<String>,
    /// When it may be asked again, if skipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub next_at: Option<String>,
    /// Error code, if partial or failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<String>,
}

/// A problem of rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ProblemView {
    /// Kind, as in the catalogues under `problems`.
    pub kind: String,
    /// Column; empty for the row as a whole.
    pub column: String,
    /// How often.
    pub count: u64,
}

/// Asks what is held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CoverageRequest {
    /// Operation id.
    pub operation: String,
    /// Report code.
    pub report: String,
    /// Parameters; left out means all that is held.
    #[serde(default)]
    pub params: BTreeMap<String, String>,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

/// A day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DayView {
    /// Date.
    pub date: String,
    /// `held`, `empty`, `partial`, `failed`, `open`, `never`.
    pub state: String,
    /// Rows, if it was asked and its segment holds no other day.
    pub rows: Option<u64>,
    /// When it was last read, wall clock.
    pub fetched: Option<String>,
    /// Error code, if partial or failed.
    pub reason: Option<String>,
}

/// What is held of a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CoverageView {
    /// Day by day.
    pub days: Vec<DayView>,
    /// Whether the subject never returned a row: its empty days are not proven.
    pub unproven: bool,
    /// Whether seven such days suggest that the report does not exist on this server.
    pub maybe_absent: bool,
}
