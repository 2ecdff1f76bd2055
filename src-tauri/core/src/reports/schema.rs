//! A report's rows as Arrow columns.

use super::{Grain, Kind, Report};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use std::sync::Arc;

/// System column, never null: the moment that puts the row in a period. The report's time column
/// where it could be read, else the first second of the row's window.
pub const AT: &str = "_at";
/// System column of `daily` reports: the day, as a date. First everywhere.
pub const DAY: &str = "_day";
/// System column: JSON object of keys that the report file does not know, null if none.
pub const EXTRA: &str = "_extra";
/// System column: JSON object of original texts that could not be read, null if none.
pub const UNREAD: &str = "_unread";
/// System column: whether the row is a consolidated total of the others.
pub const TOTAL: &str = "_total";

/// The Arrow type of a kind. Moments are wall clock, so they carry no zone; milliseconds because
/// Parquet has no seconds.
pub fn arrow_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text | Kind::Id | Kind::Hour | Kind::Choice => DataType::Utf8,
        Kind::Integer | Kind::Duration => DataType::Int64,
        Kind::Decimal | Kind::Percent => DataType::Float64,
        Kind::Datetime => DataType::Timestamp(TimeUnit::Millisecond, None),
        Kind::Date => DataType::Date32,
    }
}

/// The schema of a report's segments: `_day` (daily only), the documented columns in order, then
/// `_at`, `_total`, `_unread`, `_extra`.
pub fn schema(report: &Report) -> SchemaRef {
    let mut fields = Vec::with_capacity(report.columns.len() + 5);
    if report.grain == Grain::Daily {
        fields.push(Field::new(DAY, DataType::Date32, false));
    }
    for column in &report.columns {
        fields.push(Field::new(&column.name, arrow_type(column.kind), true));
    }
    fields.push(Field::new(AT, DataType::Timestamp(TimeUnit::Millisecond, None), false));
    fields.push(Field::new(TOTAL, DataType::Boolean, false));
    fields.push(Field::new(UNREAD, DataType::Utf8, true));
    fields.push(Field::new(EXTRA, DataType::Utf8, true));
    Arc::new(Schema::new(fields))
}
