//! Saved views.

use super::{DetailView, EditionView};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A view that the user named: where it stands, its period, filters, sort, columns, charts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SavedView {
    /// Number.
    pub id: u64,
    /// Name; unique, compared without case.
    pub name: String,
    /// The window's own JSON text. Holds no rows, no persons and no operation.
    pub body: String,
}

/// All saved views.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SavedViewList {
    /// By name.
    pub views: Vec<SavedView>,
}

/// A view to save.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct NewView {
    /// Name.
    pub name: String,
    /// The window's JSON text, at most 256 KiB.
    pub body: String,
    /// Take the place of a view of that name; else a name in use is refused.
    #[serde(default)]
    pub replace: bool,
}

/// A new name for a view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ViewName {
    /// Number.
    pub id: u64,
    /// Name; refused if another view has it.
    pub name: String,
}

/// Names a view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ViewKey {
    /// Number.
    pub id: u64,
}

/// What was chosen for a workbook beside its view; kept in the workbook's bookmark.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct WorkbookChoice {
    /// Report codes in order.
    pub reports: Vec<String>,
    /// Whether it holds the scorecard.
    pub scorecard: bool,
    /// For whom it is.
    pub edition: EditionView,
    /// Whether agents are masked.
    pub mask_agents: bool,
    /// What became of the rows.
    pub detail: DetailView,
    /// Its language.
    pub language: String,
    /// Titles of columns whose filters are not in the bookmark.
    pub left_out: Vec<String>,
}

/// A view read from a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ViewFile {
    /// Whether a file was chosen; false if the dialog was closed.
    pub chosen: bool,
    /// The view's name.
    pub name: String,
    /// The window's JSON text.
    pub body: String,
    /// What was chosen for the workbook, if the file is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub workbook: Option<WorkbookChoice>,
}
