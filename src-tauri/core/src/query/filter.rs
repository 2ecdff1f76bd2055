//! Typed questions: which rows, in which order. Names are checked against the report.

use crate::reports::{AT, DAY, EXTRA, Grain, Kind, Report, UNREAD, schema};
use crate::{Code, Error, Result};
use chrono::{NaiveDate, NaiveDateTime};

/// A value that a column is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// For text, id, hour and choice columns.
    Text(String),
    /// Whole numbers, and durations in seconds.
    Integer(i64),
    /// Decimals, and percents as a ratio.
    Number(f64),
    /// A wall-clock moment.
    Moment(NaiveDateTime),
    /// A day; compared with a moment it stands for all of its seconds.
    Day(NaiveDate),
}

/// A condition on one column.
///
/// Unknown values (null, and texts that mean "no value") satisfy no positive test. The negative
/// ones (`IsNot`, `Lacks`) are exact complements and so include them: what `=` and `!=` count
/// adds up to all rows.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Equals one of these. Text exactly as received, choices in their normal form.
    Is(Vec<Value>),
    /// Not [`Test::Is`].
    IsNot(Vec<Value>),
    /// Smaller.
    Below(Value),
    /// Smaller or equal.
    AtMost(Value),
    /// Greater.
    Above(Value),
    /// Greater or equal.
    AtLeast(Value),
    /// Between both, ends included.
    Between(Value, Value),
    /// Has this text in it, whatever its case and accents.
    Contains(String),
    /// Not [`Test::Contains`].
    Lacks(String),
    /// Begins with this text, whatever its case and accents.
    Starts(String),
    /// Ends with this text, whatever its case and accents.
    Ends(String),
    /// Unknown: null, or a text that stands for no value.
    Empty,
    /// Not [`Test::Empty`].
    NotEmpty,
}

/// How several tests of one column go together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Join {
    /// All must hold.
    #[default]
    And,
    /// One suffices.
    Or,
}

/// Conditions on one column.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// The column.
    pub column: String,
    /// Its tests; none lets every row pass.
    pub tests: Vec<Test>,
    /// How they go together.
    pub join: Join,
}

impl Filter {
    /// A single test of a column.
    pub fn one(column: impl Into<String>, test: Test) -> Self {
        Filter { column: column.into(), tests: vec![test], join: Join::And }
    }
}

/// Which rows: all filters must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters {
    /// Conditions per column.
    pub all: Vec<Filter>,
    /// Quick search: some text column contains it, whatever case and accents. Empty: no search.
    pub search: String,
    /// Whether consolidated total rows are wanted too; they are left out everywhere else.
    pub totals: bool,
}

/// A column to sort by. Unknown values come last in both directions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub column: String,
    /// From great to small.
    pub descending: bool,
}

/// Which rows in which order; without sort by time, ties by arrival.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    /// Which rows.
    pub filters: Filters,
    /// The order; ties by arrival.
    pub sort: Vec<Sort>,
}

/// The kind of a column that can be filtered and sorted by, system columns included.
pub fn kind_of(report: &Report, name: &str) -> Result<Kind> {
    if let Some(column) = report.column(name) {
        return Ok(column.kind);
    }
    match name {
        AT => Ok(Kind::Datetime),
        DAY if report.grain == Grain::Daily => Ok(Kind::Date),
        UNREAD | EXTRA => Ok(Kind::Text),
        _ => Err(unknown_column(report, name)),
    }
}

/// The refusal of a column name, with the names that exist.
pub(super) fn unknown_column(report: &Report, name: &str) -> Error {
    let schema = schema(report);
    let known: Vec<_> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    let why = format!("{} has no column '{name}'", report.code);
    Error::new(Code::Usage, format!("column: {why}"))
        .with("what", "column")
        .with("why", why)
        .with("known", known.join(", "))
}
