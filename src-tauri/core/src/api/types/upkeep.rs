//! What the window asks of the computer and of the archive's upkeep.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Text for the clipboard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct CopyRequest {
    /// Plain text; tables as lines with tabs.
    pub text: String,
    /// The same as an HTML table, for programs that take it; null for text only.
    #[serde(default)]
    pub html: Option<String>,
}

/// A picture of a chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Picture {
    /// File name without ending.
    pub name: String,
    /// PNG as a data URL (`data:image/png;base64,…`), at most 16 MiB.
    pub png: String,
}

/// A text file of a chart's figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TextFile {
    /// File name with its ending, `csv` or `txt`.
    pub name: String,
    /// Content, at most 16 MiB.
    pub text: String,
}

/// A file or folder that was written where the user said.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct SavedFile {
    /// Number by which it can be opened or shown in its folder; 0 if the user closed the dialog.
    pub ticket: u64,
    /// Name without folder.
    pub name: String,
    /// Name of the folder, without what lies above it.
    pub folder: String,
    /// Bytes.
    pub bytes: u64,
}

/// A folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FolderView {
    /// Its name, without what lies above it.
    pub name: String,
}

/// How large the archive is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ArchiveFacts {
    /// Name of its folder.
    pub folder: String,
    /// Segment files.
    pub files: u64,
    /// Bytes of segments and ledger.
    pub bytes: u64,
    /// Per operation and report.
    pub parts: Vec<ArchivePart>,
    /// Whether a backup waits to take the archive's place at the next start.
    pub restore_waits: bool,
    /// Archives that a backup replaced, kept beside this one.
    pub replaced: ReplacedView,
}

/// Archives that a backup replaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ReplacedView {
    /// How many.
    pub archives: u64,
    /// Bytes of all their files.
    pub bytes: u64,
}

/// What is kept of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ArchivePart {
    /// Operation id.
    pub operation: String,
    /// Report code.
    pub report: String,
    /// First day held.
    pub from: String,
    /// Last day held.
    pub to: String,
    /// Rows.
    pub rows: u64,
    /// Bytes.
    pub bytes: u64,
}

/// What was copied into or out of a backup.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct BackupView {
    /// False if the user closed the dialog.
    pub done: bool,
    /// Name of the backup's folder.
    pub name: String,
    /// Number by which it can be shown in its folder; 0 if there is none.
    pub ticket: u64,
    /// Segment files.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Segments that were missing or damaged.
    pub damaged: u64,
}

/// Days to delete.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ForgetRequest {
    /// Operation id.
    pub operation: String,
    /// Windows that end before this day go.
    pub before: String,
    /// Only tell what would go.
    pub dry: bool,
}

/// What went, or would go.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ForgetView {
    /// Windows.
    pub windows: u64,
    /// Rows.
    pub rows: u64,
    /// Bytes.
    pub bytes: u64,
}
