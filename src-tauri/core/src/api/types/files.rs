//! Workbooks and the archive's own upkeep.

use super::{Narrowing, ScorecardRequest, SortView, TableKey};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a workbook goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportPlace {
    /// The remembered folder, without a dialog.
    Remembered,
    /// A place that the system's dialog asks for.
    Ask,
}

/// A sheet to write.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ExportSheet {
    /// The table.
    pub table: TableKey,
    /// Filters.
    #[serde(default)]
    pub narrowing: Narrowing,
    /// Sort keys.
    #[serde(default)]
    pub sort: Vec<SortView>,
    /// Columns in the wanted order; none is all.
    #[serde(default)]
    pub columns: Vec<String>,
}

/// For whom a workbook is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EditionView {
    /// For the operation itself.
    #[default]
    Internal,
    /// For outsiders: phones and identity numbers under stable other names.
    Client,
}

impl EditionView {
    /// Its name in the log of exports.
    pub fn name(self) -> &'static str {
        match self {
            EditionView::Internal => "internal",
            EditionView::Client => "client",
        }
    }
}

/// Asks for a workbook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ExportRequest {
    /// Sheets in order.
    pub sheets: Vec<ExportSheet>,
    /// Language of the workbook: `es`, `en`, `pt`.
    pub language: String,
    /// Where it goes.
    pub place: ExportPlace,
    /// The scorecard, as a page of its own; needs no sheets beside it.
    #[serde(default)]
    #[ts(optional)]
    pub scorecard: Option<ScorecardRequest>,
    /// For whom it is; internal unless said otherwise.
    #[serde(default)]
    #[ts(as = "Option<EditionView>", optional)]
    pub edition: EditionView,
    /// Whether agents are masked too; in the client's edition only.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub mask_agents: bool,
}

impl ExportRequest {
    /// The internal edition of these sheets.
    pub fn new(sheets: Vec<ExportSheet>, language: &str, place: ExportPlace) -> Self {
        ExportRequest {
            sheets,
            language: language.to_owned(),
            place,
            scorecard: None,
            edition: EditionView::Internal,
            mask_agents: false,
        }
    }
}

/// A workbook that was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ExportView {
    /// Number by which it can be opened or shown in its folder; 0 if the user closed the dialog.
    pub ticket: u64,
    /// File name without folder.
    pub name: String,
    /// Name of the folder, without what lies above it.
    pub folder: String,
    /// Rows written.
    pub rows: u64,
    /// Bytes of the file.
    pub bytes: u64,
    /// Whether another name was taken because the file is open elsewhere.
    pub renamed: bool,
    /// Texts that were cut because Excel cannot hold them.
    pub cut_texts: u64,
    /// Days of the period that are not wholly held.
    pub missing_days: u32,
}

/// Names a written workbook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TicketKey {
    /// Its number.
    pub ticket: u64,
}

/// Asks for a check of the archive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct VerifyRequest {
    /// Also read every file and compare its hash.
    pub full: bool,
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct VerifyView {
    /// Windows in the ledger.
    pub windows: u64,
    /// Files checked.
    pub files: u64,
    /// Findings; empty if all is well.
    pub findings: Vec<FindingView>,
    /// Files that the ledger does not list; swept later.
    pub orphans: u64,
}

/// Something wrong in the archive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FindingView {
    /// `ledger`, `overlap`, `missing`, `size`, `footer`, `facts`, `contents`, `rows`.
    pub kind: String,
    /// Report code; empty if the ledger itself is meant.
    pub report: String,
    /// First second of the window, if one is meant.
    pub from: String,
    /// Last second.
    pub to: String,
}
