//! Rows of a segment straight from Parquet, in the table's form, each with its exact number.

use super::footer::{Footer, damaged};
use crate::{Code, Error, Result};
use datafusion::arrow::array::{ArrayRef, RecordBatch, RecordBatchOptions, new_null_array};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{FieldRef, Schema, SchemaRef};
use datafusion::arrow::error::ArrowError;
use datafusion::parquet::arrow::ProjectionMask;
use datafusion::parquet::arrow::arrow_reader::{ParquetRecordBatchReaderBuilder, RowSelection};
use std::collections::BTreeMap;
use std::fs::File;
use std::ops::Range;
use std::sync::Arc;

/// The columns that are wanted of files, whatever the files call them.
#[derive(Clone)]
pub(super) struct Wanted {
    schema: SchemaRef,
    rename: BTreeMap<String, String>,
}

impl Wanted {
    /// Columns of the table by the table's names; `rename` as in [`super::Source`].
    pub(super) fn new(
        table: &Schema,
        names: &[String],
        rename: &BTreeMap<String, String>,
    ) -> Result<Self> {
        let field = |name: &String| -> Result<FieldRef> {
            let field = table.field_with_name(name).map_err(arrow_error)?;
            // A file may lack any column.
            Ok(Arc::new(field.clone().with_nullable(true)))
        };
        let fields = names.iter().map(field).collect::<Result<Vec<_>>>()?;
        Ok(Wanted { schema: Arc::new(Schema::new(fields)), rename: rename.clone() })
    }

    pub(super) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// The file's name for a column of the table.
    fn in_file<'a>(&'a self, name: &'a str) -> &'a str {
        let renamed = self.rename.iter().find(|(_, new)| *new == name);
        renamed.map_or(name, |(old, _)| old.as_str())
    }

    fn mask(&self, footer: &Footer) -> ProjectionMask {
        let schema = footer.meta.schema();
        let names = self.schema.fields().iter().map(|field| self.in_file(field.name()));
        let places = names.filter_map(|name| schema.column_with_name(name).map(|(place, _)| place));
        ProjectionMask::roots(footer.meta.parquet_schema(), places)
    }

    /// The file's batch with the table's names and types. What cannot be cast is unknown: such
    /// segments are marked "re-read needed" elsewhere.
    fn unify(&self, batch: &RecordBatch) -> Result<RecordBatch> {
        let rows = batch.num_rows();
        let column = |field: &FieldRef| -> Result<ArrayRef> {
            match batch.column_by_name(self.in_file(field.name())) {
                None => Ok(new_null_array(field.data_type(), rows)),
                Some(array) if array.data_type() == field.data_type() => Ok(Arc::clone(array)),
                Some(array) => cast(array, field.data_type()).map_err(arrow_error),
            }
        };
        let columns = self.schema.fields().iter().map(column).collect::<Result<Vec<_>>>()?;
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        RecordBatch::try_new_with_options(Arc::clone(&self.schema), columns, &options)
            .map_err(arrow_error)
    }
}

/// Reads all rows; `each` gets the number of a batch's first row in the file, and the batch.
pub(super) fn read_all(
    footer: &Footer,
    wanted: &Wanted,
    batch_size: usize,
    mut each: impl FnMut(u32, RecordBatch) -> Result<()>,
) -> Result<()> {
    let reader = builder(footer, wanted)?.with_batch_size(batch_size).build().map_err(damaged)?;
    let mut first = 0_u32;
    for batch in reader {
        let batch = wanted.unify(&batch.map_err(arrow_error)?)?;
        let rows = u32::try_from(batch.num_rows()).map_err(too_many)?;
        each(first, batch)?;
        first = first.checked_add(rows).ok_or_else(|| too_many("rows of a file"))?;
    }
    Ok(())
}

/// Reads only these rows (ascending, each once), decoding only the pages that hold them.
pub(super) fn read_rows(footer: &Footer, wanted: &Wanted, rows: &[u32]) -> Result<RecordBatch> {
    let (groups, selection) = selection(footer, rows);
    let reader = builder(footer, wanted)?
        .with_row_groups(groups)
        .with_row_selection(selection)
        .with_batch_size(rows.len().max(1))
        .build()
        .map_err(damaged)?;
    let batches = reader.collect::<Result<Vec<_>, _>>().map_err(arrow_error)?;
    let batches = batches.iter().map(|batch| wanted.unify(batch)).collect::<Result<Vec<_>>>()?;
    datafusion::arrow::compute::concat_batches(&wanted.schema, &batches).map_err(arrow_error)
}

fn builder(footer: &Footer, wanted: &Wanted) -> Result<ParquetRecordBatchReaderBuilder<File>> {
    let builder =
        ParquetRecordBatchReaderBuilder::new_with_metadata(footer.open()?, footer.meta.clone());
    Ok(builder.with_projection(wanted.mask(footer)))
}

/// The row groups that hold the rows, and where the rows are among theirs.
fn selection(footer: &Footer, rows: &[u32]) -> (Vec<usize>, RowSelection) {
    let (mut groups, mut ranges) = (Vec::new(), Vec::<Range<usize>>::new());
    let (mut start, mut chosen, mut rest) = (0_usize, 0_usize, rows);
    for (group, meta) in footer.meta.metadata().row_groups().iter().enumerate() {
        let length = usize::try_from(meta.num_rows()).unwrap_or(0);
        let (here, after) = rest.split_at(rest.partition_point(|r| (*r as usize) < start + length));
        if !here.is_empty() {
            for row in here {
                push_row(&mut ranges, *row as usize - start + chosen);
            }
            groups.push(group);
            chosen += length;
        }
        rest = after;
        start += length;
    }
    (groups, RowSelection::from_consecutive_ranges(ranges.into_iter(), chosen))
}

fn push_row(ranges: &mut Vec<Range<usize>>, row: usize) {
    match ranges.last_mut() {
        Some(last) if last.end == row => last.end += 1,
        _ => ranges.push(row..row + 1),
    }
}

/// A failure of Arrow while reading.
pub(super) fn arrow_error(cause: ArrowError) -> Error {
    let code = match cause {
        ArrowError::IoError(..) => Code::Disk,
        ArrowError::ParquetError(_) => Code::ArchiveDamaged,
        _ => Code::Internal,
    };
    Error::new(code, "rows of a segment cannot be read").because(cause)
}

fn too_many<E: std::fmt::Display>(what: E) -> Error {
    Error::new(Code::TooLarge, format!("a file has too many rows to number: {what}"))
}
