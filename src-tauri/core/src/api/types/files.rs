//! Workbooks and the archive's own upkeep.

use super::{Look, Narrowing, ScorecardRequest, SortView, TableKey};
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

/// What becomes of the rows behind a workbook's figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DetailView {
    /// Sheets of the workbook.
    #[default]
    Inside,
    /// A CSV file per report beside it.
    Csv,
    /// A Parquet file per report beside it.
    Parquet,
    /// They are left out.
    None,
}

impl DetailView {
    /// The format of the files beside the workbook, if rows go there.
    pub fn format(self) -> Option<&'static str> {
        match self {
            DetailView::Csv => Some("csv"),
            DetailView::Parquet => Some("parquet"),
            DetailView::Inside | DetailView::None => None,
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
    /// What becomes of the rows; sheets of the workbook unless said otherwise.
    #[serde(default)]
    #[ts(as = "Option<DetailView>", optional)]
    pub detail: DetailView,
    /// What it shows, and its looks; the usual ones unless said otherwise.
    #[serde(default)]
    #[ts(optional)]
    pub look: Option<Look>,
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
            detail: DetailView::Inside,
            look: None,
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
    /// Files with rows beside it, in order.
    pub beside: Vec<BesideFile>,
}

/// A file with the rows of a report, beside a workbook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct BesideFile {
    /// Report code.
    pub report: String,
    /// File name without folder.
    pub name: String,
    /// Its rows.
    pub rows: u64,
    /// Its bytes.
    pub bytes: u64,
    /// Number by which it can be opened or shown in its folder.
    pub ticket: u64,
}

/// What a workbook would be, before it is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ExportPreview {
    /// File name without folder, as it is suggested or taken.
    pub name: String,
    /// Name of the remembered folder, without what lies above it.
    pub folder: String,
    /// Whether a file of that name lies there and would be replaced.
    pub replaces: bool,
    /// Reports with how many rows each brings.
    pub reports: Vec<ExportCount>,
    /// Rows over all reports.
    pub rows: u64,
    /// Rows of a report from which they are better kept in a file beside the workbook.
    pub soft_limit: u64,
    /// Rows that a sheet holds; a report with more takes several.
    pub sheet_limit: u64,
    /// Names of the files beside it.
    pub beside: Vec<String>,
}

/// The rows that a report brings into a workbook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ExportCount {
    /// Report code.
    pub report: String,
    /// Its rows with the sheet's filters.
    pub rows: u64,
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
