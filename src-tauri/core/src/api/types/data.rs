//! Questions to the held rows.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use ts_rs::TS;

/// What is asked of: a report's rows of a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TableKey {
    /// Operation id.
    pub operation: String,
    /// Report code.
    pub report: String,
    /// Parameters; what is left out means all that is held.
    #[serde(default)]
    pub params: BTreeMap<String, String>,
    /// First moment, inclusive.
    pub from: String,
    /// Last moment, inclusive.
    pub to: String,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// Equal to the value.
    Eq,
    /// Anything else than the value, unknown included.
    Ne,
    /// Less than.
    Lt,
    /// At most.
    Le,
    /// More than.
    Gt,
    /// At least.
    Ge,
    /// Between two values, both included.
    Between,
    /// One of the values.
    In,
    /// None of the values.
    NotIn,
    /// Text contains, without case.
    Contains,
    /// Text does not contain.
    NotContains,
    /// Text starts with, without case.
    Starts,
    /// Text ends with, without case.
    Ends,
    /// Unknown.
    Empty,
    /// Known.
    NotEmpty,
}

/// One condition on a column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TestView {
    /// Comparison.
    pub op: Op,
    /// Its values as text: numbers plain, durations in seconds or `H:MM:SS`, moments ISO.
    #[serde(default)]
    pub values: Vec<String>,
}

/// Conditions on a column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FilterView {
    /// Column name.
    pub column: String,
    /// Conditions.
    pub tests: Vec<TestView>,
    /// Whether one of them is enough; else all must hold.
    #[serde(default)]
    pub any: bool,
}

/// A sort key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SortView {
    /// Column name.
    pub column: String,
    /// Greatest first.
    #[serde(default)]
    pub descending: bool,
}

/// Filters of a view: conditions on columns, all of which hold, and a quick search.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Narrowing {
    /// Conditions.
    #[serde(default)]
    pub filters: Vec<FilterView>,
    /// Text that any text column contains; empty for none.
    #[serde(default)]
    pub search: String,
    /// Conditions as typed on the command line: `column op value`.
    #[serde(default)]
    pub conditions: Vec<String>,
}

/// Asks for a stretch of rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RowsRequest {
    /// The table.
    pub table: TableKey,
    /// Filters.
    #[serde(default)]
    pub narrowing: Narrowing,
    /// Sort keys; none is time, then arrival.
    #[serde(default)]
    pub sort: Vec<SortView>,
    /// Columns in the wanted order; none is all.
    #[serde(default)]
    pub columns: Vec<String>,
    /// First row, from 0.
    pub offset: u64,
    /// Rows wanted, at most 10,000.
    pub limit: u32,
    /// The grid that asks; empty is never superseded.
    #[serde(default)]
    pub view: String,
    /// The view's own count of its questions: a greater one cancels what runs for smaller ones.
    #[serde(default)]
    pub revision: u64,
}

/// A stretch of rows, column order as asked; a row is a list of values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RowsView {
    /// Rows that pass the filters.
    pub total: u64,
    /// First row given.
    pub offset: u64,
    /// Column names.
    pub columns: Vec<String>,
    /// Values: text, number, null.
    #[ts(type = "(string | number | boolean | null)[][]")]
    pub rows: Vec<Vec<Value>>,
    /// Generation of the archive that answered; a greater one means that data changed.
    pub generation: u64,
}

/// Asks for a column's values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DistinctRequest {
    /// The table.
    pub table: TableKey,
    /// Filters; those on `column` itself are left out.
    #[serde(default)]
    pub narrowing: Narrowing,
    /// Column name.
    pub column: String,
    /// Only values that contain this, without case.
    #[serde(default)]
    pub search: String,
    /// Values wanted, at most 10,000.
    pub limit: u32,
}

/// A value and how often it comes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ValueCount {
    /// The value; null is unknown.
    #[ts(type = "string | number | boolean | null")]
    pub value: Value,
    /// Rows with it.
    pub count: u64,
}

/// A column's values, most frequent first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DistinctView {
    /// Values.
    pub values: Vec<ValueCount>,
    /// Whether there are more values than were wanted.
    pub more: bool,
}

/// A stretch of time that rows are put together by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BucketView {
    /// Quarter of an hour.
    Quarter,
    /// Hour of a date.
    Hour,
    /// Date.
    Day,
    /// Week, from Monday.
    Week,
    /// Month.
    Month,
    /// Hour of the day, 0 to 23.
    HourOfDay,
    /// Day of the week, 1 Monday to 7 Sunday.
    Weekday,
    /// Day of the week and hour of the day.
    WeekdayHour,
}

/// How values are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FoldView {
    /// Sum.
    Sum,
    /// Number of rows, or of known values of the column.
    Count,
    /// Average of known values.
    Avg,
    /// Smallest.
    Min,
    /// Greatest.
    Max,
    /// The value below which the share `q` of values lies.
    Quantile,
    /// Number of different values.
    Distinct,
}

/// A figure to compute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct MeasureView {
    /// How.
    pub fold: FoldView,
    /// Of which column; null counts rows.
    pub column: Option<String>,
    /// For quantiles, 0 to 1.
    #[serde(default)]
    pub q: Option<f64>,
}

/// Asks for figures by time and dimension.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AggregateRequest {
    /// The table.
    pub table: TableKey,
    /// Filters.
    #[serde(default)]
    pub narrowing: Narrowing,
    /// Time bucket, if any. Durations are cut at its borders where rows have start and end.
    #[serde(default)]
    pub bucket: Option<BucketView>,
    /// Columns whose values make groups.
    #[serde(default)]
    pub dimensions: Vec<String>,
    /// Figures.
    pub measures: Vec<MeasureView>,
    /// Groups wanted at most, greatest first measure first; null is all, in order.
    #[serde(default)]
    pub top: Option<u32>,
    /// The panel that asks; empty is never superseded.
    #[serde(default)]
    pub view: String,
    /// The view's own count of its questions: a greater one cancels what runs for smaller ones.
    #[serde(default)]
    pub revision: u64,
}

/// Figures by group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AggregateView {
    /// Names: bucket columns (`bucket`, or `weekday` and `hour`), dimensions, then `m0`, `m1`….
    pub columns: Vec<String>,
    /// One row per group.
    #[ts(type = "(string | number | boolean | null)[][]")]
    pub rows: Vec<Vec<Value>>,
    /// Seconds of events that reach beyond the period, by measure: what the series leaves out.
    pub carried: Vec<f64>,
}
