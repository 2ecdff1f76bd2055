//! Cells as JSON, the same for the window, the command line and tests.

use crate::reports::is_unknown;
use crate::time::moment_text;
use chrono::{DateTime, Duration, NaiveDate};
use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use datafusion::arrow::datatypes::{
    DataType, Date32Type, Float64Type, Int32Type, Int64Type, TimeUnit, TimestampMillisecondType,
};
use serde_json::{Map, Value};

/// A cell: durations in whole seconds, moments `YYYY-MM-DDTHH:MM:SS`, days `YYYY-MM-DD`, percents
/// as a ratio, ids as text, unknown as null.
pub fn json(column: &ArrayRef, row: usize) -> Value {
    if column.is_null(row) {
        return Value::Null;
    }
    match column.data_type() {
        DataType::Utf8 => text(column.as_string::<i32>().value(row)),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).into(),
        DataType::Int32 => column.as_primitive::<Int32Type>().value(row).into(),
        // Not a number and infinity have no form in JSON and become null.
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).into(),
        DataType::Boolean => column.as_boolean().value(row).into(),
        DataType::Timestamp(TimeUnit::Millisecond, _) => {
            moment(column.as_primitive::<TimestampMillisecondType>().value(row))
        }
        DataType::Date32 => day(column.as_primitive::<Date32Type>().value(row)),
        // The archive has no other types.
        _ => Value::Null,
    }
}

/// The rows of a batch as objects by column name.
pub fn json_rows(batch: &RecordBatch) -> Vec<Map<String, Value>> {
    let schema = batch.schema();
    let object = |row| {
        let cell = |(field, column): (&_, _)| (String::clone(field), json(column, row));
        let names = schema.fields().iter().map(|field| field.name());
        names.zip(batch.columns()).map(cell).collect()
    };
    (0..batch.num_rows()).map(object).collect()
}

/// Cells of some columns of a row.
pub(super) fn cells(batch: &RecordBatch, first: usize, count: usize, row: usize) -> Vec<Value> {
    batch.columns()[first..first + count].iter().map(|column| json(column, row)).collect()
}

fn text(text: &str) -> Value {
    if is_unknown(text) { Value::Null } else { text.into() }
}

fn moment(milliseconds: i64) -> Value {
    let moment = DateTime::from_timestamp_millis(milliseconds);
    moment.map_or(Value::Null, |moment| moment_text(moment.naive_utc()).into())
}

fn day(days: i32) -> Value {
    let day = NaiveDate::default().checked_add_signed(Duration::days(days.into()));
    day.map_or(Value::Null, |day| day.format("%Y-%m-%d").to_string().into())
}
