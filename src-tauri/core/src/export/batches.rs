//! Rows on their way into a file: batches cut to size, cells read by kind.

use super::ColumnSpec;
use crate::reports::{Kind, arrow_type};
use crate::{Code, Error, Result};
use arrow::array::{
    Array, ArrayRef, AsArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray,
    TimestampMillisecondArray,
};
use arrow::compute::cast;
use arrow::datatypes::{Date32Type, Float64Type, Int64Type, TimestampMillisecondType};

/// Rows that are handed out batch by batch, in the order in which they shall appear.
pub trait RowSource: Send {
    /// The next batch; `None` after the last. Columns are found by name.
    fn next(&mut self) -> Result<Option<RecordBatch>>;
}

/// Hands out a source's rows in slices of a wished size, whatever the size of its batches.
pub(super) struct Feed<'a> {
    source: &'a mut dyn RowSource,
    batch: Option<RecordBatch>,
}

impl<'a> Feed<'a> {
    pub(super) fn new(source: &'a mut dyn RowSource) -> Self {
        Feed { source, batch: None }
    }

    /// Up to `most` rows; `None` when the source is dry.
    pub(super) fn take(&mut self, most: usize) -> Result<Option<RecordBatch>> {
        let batch = match self.batch.take() {
            Some(batch) => batch,
            None => match self.next_filled()? {
                Some(batch) => batch,
                None => return Ok(None),
            },
        };
        if batch.num_rows() <= most {
            return Ok(Some(batch));
        }
        self.batch = Some(batch.slice(most, batch.num_rows() - most));
        Ok(Some(batch.slice(0, most)))
    }

    fn next_filled(&mut self) -> Result<Option<RecordBatch>> {
        loop {
            match self.source.next()? {
                Some(batch) if batch.num_rows() == 0 => {}
                other => return Ok(other),
            }
        }
    }
}

/// A column's values in one batch.
pub(super) enum Values {
    Text(StringArray),
    Whole(Int64Array),
    Real(Float64Array),
    Moment(TimestampMillisecondArray),
    Day(Date32Array),
}

/// A cell as it left the archive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value<'a> {
    /// Nothing known.
    Unknown,
    Text(&'a str),
    Whole(i64),
    Real(f64),
    /// Milliseconds since 1970, wall clock.
    Moment(i64),
    /// Days since 1970.
    Day(i32),
}

impl Values {
    /// The columns of a batch in the order of `columns`. Queries may hand out other physical types
    /// (views, dictionaries); they are brought to the one type of their kind.
    pub(super) fn of(batch: &RecordBatch, columns: &[ColumnSpec]) -> Result<Vec<Values>> {
        columns
            .iter()
            .map(|column| {
                let array = batch.column_by_name(&column.name).ok_or_else(|| {
                    Error::new(Code::Internal, format!("rows without column {}", column.name))
                })?;
                Values::read(array, column.kind).map_err(|cause| {
                    Error::new(Code::Internal, format!("column {}: {cause}", column.name))
                        .because(cause)
                })
            })
            .collect()
    }

    fn read(array: &ArrayRef, kind: Kind) -> Result<Values, arrow::error::ArrowError> {
        let wanted = arrow_type(kind);
        let array =
            if *array.data_type() == wanted { array.clone() } else { cast(array, &wanted)? };
        Ok(match kind {
            Kind::Text | Kind::Id | Kind::Hour | Kind::Choice => {
                Values::Text(array.as_string::<i32>().clone())
            }
            Kind::Integer | Kind::Duration => {
                Values::Whole(array.as_primitive::<Int64Type>().clone())
            }
            Kind::Decimal | Kind::Percent => {
                Values::Real(array.as_primitive::<Float64Type>().clone())
            }
            Kind::Datetime => {
                Values::Moment(array.as_primitive::<TimestampMillisecondType>().clone())
            }
            Kind::Date => Values::Day(array.as_primitive::<Date32Type>().clone()),
        })
    }

    pub(super) fn at(&self, row: usize) -> Value<'_> {
        match self {
            Values::Text(array) if array.is_valid(row) => Value::Text(array.value(row)),
            Values::Whole(array) if array.is_valid(row) => Value::Whole(array.value(row)),
            Values::Real(array) if array.is_valid(row) => Value::Real(array.value(row)),
            Values::Moment(array) if array.is_valid(row) => Value::Moment(array.value(row)),
            Values::Day(array) if array.is_valid(row) => Value::Day(array.value(row)),
            _ => Value::Unknown,
        }
    }
}
