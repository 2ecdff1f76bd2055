//! The catalogue of reports, as shown.

use super::TextsView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Type of a column, by its name in report files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KindView {
    /// Free text.
    Text,
    /// Identifier or phone.
    Id,
    /// Whole number.
    Integer,
    /// Number with decimals.
    Decimal,
    /// Ratio.
    Percent,
    /// Seconds.
    Duration,
    /// Moment.
    Datetime,
    /// Day.
    Date,
    /// Slot of the day, `HH:MM`.
    Hour,
    /// One of a short list.
    Choice,
}

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum GrainView {
    /// A fact with a time.
    Event,
    /// Sums of a day.
    Daily,
    /// Sums of exactly the asked window.
    Exact,
}

/// A value of a choice column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ChoiceView {
    /// Normal form.
    pub value: String,
    /// Label.
    pub label: TextsView,
    /// Colour token, if it has a fixed one.
    pub color: Option<String>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ColumnView {
    /// Name in queries.
    pub name: String,
    /// Type.
    pub kind: KindView,
    /// Meaning to joins and drill-downs (`agent`, `call`…), if any.
    pub role: Option<String>,
    /// Header.
    pub label: TextsView,
    /// What it means.
    pub meaning: TextsView,
    /// Known values of a choice column.
    pub values: Vec<ChoiceView>,
    /// Whether it tells who a customer is.
    pub personal: bool,
}

/// A parameter beside the period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ParamView {
    /// Name.
    pub name: String,
    /// Whether a fetch needs it.
    pub required: bool,
    /// The value that stands for everything, if there is one.
    pub all: Option<String>,
    /// The list that names its values: `agents`, `campaigns`, `skills`, `routing_points`,
    /// `activity_codes`.
    pub picker: Option<String>,
    /// Label.
    pub label: TextsView,
}

/// A report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReportView {
    /// Code.
    pub code: String,
    /// Family.
    pub family: String,
    /// Title.
    pub title: TextsView,
    /// The question it answers.
    pub question: TextsView,
    /// What to know before trusting it; empty if nothing.
    pub caution: TextsView,
    /// Grain.
    pub grain: GrainView,
    /// The column that puts a row in a period.
    pub time: Option<String>,
    /// Parameters.
    pub params: Vec<ParamView>,
    /// Columns in order, `_day` first for daily reports.
    pub columns: Vec<ColumnView>,
    /// KPIs shown by default.
    pub kpis: Vec<String>,
    /// Charts shown by default.
    pub charts: Vec<String>,
    /// Questions that have a page in a workbook.
    pub questions: Vec<QuestionView>,
}

/// A question that has a page in a workbook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct QuestionView {
    /// Name in layouts.
    pub name: String,
    /// Name of its sheet.
    pub title: TextsView,
}

/// All reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReportList {
    /// By family and number.
    pub reports: Vec<ReportView>,
    /// Questions of the scorecard.
    pub scorecard: Vec<QuestionView>,
    /// Report files that could not be read: file, line and reason.
    pub refused: Vec<RefusedFile>,
}

/// A report file that could not be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RefusedFile {
    /// File name.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Reason, in English.
    pub why: String,
}

/// Asks for the names behind a parameter's ids.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PickerKey {
    /// Operation id.
    pub operation: String,
    /// `agents`, `campaigns`, `skills`, `routing_points`, `activity_codes`.
    pub picker: String,
    /// Ask wolkvox again (one call) instead of answering from what is kept.
    pub refresh: bool,
}

/// An id with its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct NamedId {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
}

/// Names behind ids.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct NameList {
    /// In order of name.
    pub names: Vec<NamedId>,
    /// When they were read, UTC `YYYY-MM-DDTHH:MM:SSZ`; null if never.
    pub read: Option<String>,
}
