//! The words of the archive: operations, subjects, windows, segments.

use crate::reports::Problems;
use crate::time::Window;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// An operation's id: lower-case letters and digits, also its folder and its name in the keyring.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OperationId(pub String);

/// Where an operation's reports come from. Holds no token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// `https://wv<code>.wolkvox.com`; the code as typed and checked, for instance `0015`.
    Wolkvox(String),
    /// A server on this computer: 127.0.0.1 and this port, plain http. For tests and `simulate`.
    Loopback(u16),
    /// The built-in sample operation. It finds its port at run time; seed and anchor make re-reads
    /// after a restart equal.
    Sample {
        /// Seed of the invented data.
        seed: u64,
        /// The last day of the planted stories.
        anchor: NaiveDate,
    },
}

/// One wolkvox server with its token (kept elsewhere), a name and a time zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Id.
    pub id: OperationId,
    /// Name given by the user; unique, compared without case.
    pub name: String,
    /// Where its reports come from.
    pub place: Place,
    /// Zone of its wall clock; GMT-5 (America/Bogota) unless said otherwise.
    pub zone: Tz,
}

/// A report with its parameters within an operation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Subject {
    /// The operation.
    pub operation: OperationId,
    /// The report's code.
    pub report: String,
    /// Its parameters, complete (see [`crate::reports::Report::complete`]).
    pub params: BTreeMap<String, String>,
}

impl Subject {
    /// Parameters as `name=value`, joined by `&`; empty if there are none.
    pub fn params_text(&self) -> String {
        let pairs: Vec<_> =
            self.params.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("&")
    }

    /// The folder of its segments: 16 hex digits of a hash over report and parameters, so that no
    /// value becomes part of a path.
    pub fn hash(&self) -> String {
        let digest = Sha256::digest(format!("{}?{}", self.report, self.params_text()));
        digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// What became of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WindowState {
    /// Rows arrived and are kept.
    Held,
    /// wolkvox says there are none.
    Empty,
    /// Rows are kept, but more exist than wolkvox can deliver.
    Partial,
    /// Asked, and nothing could be kept.
    Failed,
}

impl WindowState {
    /// All states with their names in the ledger and in JSON.
    pub const ALL: &[(WindowState, &str)] = &[
        (WindowState::Held, "held"),
        (WindowState::Empty, "empty"),
        (WindowState::Partial, "partial"),
        (WindowState::Failed, "failed"),
    ];

    /// Its name in the ledger and in JSON.
    pub fn name(self) -> &'static str {
        WindowState::ALL.iter().find(|(state, _)| *state == self).map_or("failed", |(_, n)| n)
    }

    /// The state of that name.
    pub fn parse(name: &str) -> Option<Self> {
        WindowState::ALL.iter().find(|(_, known)| *known == name).map(|(state, _)| *state)
    }
}

/// A line of the ledger: one window of one subject, as it stands now.
#[derive(Clone, Debug, PartialEq)]
pub struct WindowRecord {
    /// Line number; names the window in details and diagnoses.
    pub id: i64,
    /// The window.
    pub window: Window,
    /// What became of it.
    pub state: WindowState,
    /// Whether it will not be read again: fetched 48 h after its end, not cut, nothing doubtful.
    pub closed: bool,
    /// Whether something in its answer asks for another look.
    pub doubtful: bool,
    /// When it was last read; a failed window: when it was last tried.
    pub fetched: DateTime<Utc>,
    /// Rows kept.
    pub rows: u64,
    /// Why it failed or is partial: an [`crate::Code`] text; empty if neither.
    pub reason: String,
    /// Why the latest try to read it again failed: a [`crate::Code`] text; empty if it did not.
    pub last_failure: String,
    /// Problems of its rows.
    pub problems: Problems,
    /// Its segment, if rows are kept.
    pub segment: Option<SegmentFile>,
}

/// An immutable Parquet file with the rows of one window.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SegmentFile {
    /// Where it lies.
    pub path: PathBuf,
    /// The window that was asked.
    pub window: Window,
    /// Rows in it.
    pub rows: u64,
    /// Bytes of the file.
    pub bytes: u64,
    /// Smallest and greatest `_at` of its rows, as a window; differs from `window` where rows lie
    /// outside it.
    pub span: Window,
    /// Version of the report file that made it.
    pub version: u32,
}

/// What is held of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayState {
    /// All of it, with rows, closed.
    Held,
    /// All of it, and there are no rows, closed.
    Empty,
    /// Some of it, or cut.
    Partial,
    /// Asked without success.
    Failed,
    /// All of what exists so far; will be read again.
    Open,
    /// Never asked.
    Never,
}

impl DayState {
    /// All states with their names in JSON.
    pub const ALL: &[(DayState, &str)] = &[
        (DayState::Held, "held"),
        (DayState::Empty, "empty"),
        (DayState::Partial, "partial"),
        (DayState::Failed, "failed"),
        (DayState::Open, "open"),
        (DayState::Never, "never"),
    ];

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        DayState::ALL.iter().find(|(state, _)| *state == self).map_or("never", |(_, n)| n)
    }
}

/// A day of a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayCoverage {
    /// The day.
    pub date: NaiveDate,
    /// What is held of it.
    pub state: DayState,
    /// Rows kept whose window lies in it (a window of several days counts on each as unknown: 0
    /// with `shared` set).
    pub rows: u64,
    /// Whether its rows are in a segment with other days, so that `rows` is not known per day.
    pub shared: bool,
    /// When it was last read.
    pub fetched: Option<DateTime<Utc>>,
    /// Why it is partial or failed: a [`crate::Code`] text; empty if neither.
    pub reason: String,
}
