//! Rows as a Parquet file (zstd) for analysts: the report's own column names and types, durations
//! in whole seconds, shares as ratios, moments without a zone, unknown as null.

use super::batches::{Feed, RowSource};
use super::{ColumnSpec, FileFormat, ReportSheet, beside, place};
use crate::reports::arrow_type;
use crate::{Code, Error, Result};
use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use arrow::array::{ArrayRef, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::{Field, Schema, SchemaRef};
use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

pub(super) const FORMAT: FileFormat = FileFormat {
    name: "parquet",
    extension: "parquet",
    write: |workbook, target, progress, cancel| {
        beside::alone(&FORMAT, workbook, target, progress, cancel)
    },
    rows: Some(|out, sheet, _, cancel, wrote| write_rows(out, sheet, cancel, wrote)),
};

/// Rows between two looks at progress and cancelling.
const STEP: usize = 8192;
/// Rows of a group: what the writer holds in memory.
const GROUP: usize = 65_536;

fn write_rows(
    out: &mut (dyn Write + Send),
    sheet: &mut ReportSheet,
    cancel: &CancellationToken,
    wrote: &mut dyn FnMut(u64),
) -> Result<u64> {
    let schema = schema(&sheet.columns);
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(GROUP))
        .set_created_by("Atalaya".to_owned())
        .build();
    let mut writer = ArrowWriter::try_new(out, schema.clone(), Some(properties)).map_err(failed)?;
    let rows: &mut dyn RowSource = sheet.rows.as_mut();
    let mut feed = Feed::new(rows);
    let mut done = 0;
    while let Some(batch) = feed.take(STEP)? {
        if cancel.is_cancelled() {
            return Err(place::cancelled());
        }
        writer.write(&chosen(&batch, &sheet.columns, &schema)?).map_err(failed)?;
        done += batch.num_rows() as u64;
        wrote(done);
    }
    writer.close().map_err(failed)?;
    Ok(done)
}

/// The columns under their own names, each with its title and kind as metadata.
fn schema(columns: &[ColumnSpec]) -> SchemaRef {
    let field = |column: &ColumnSpec| {
        let about = [("title", column.header.clone()), ("kind", column.kind.name().to_owned())];
        let about = about.map(|(key, value)| (key.to_owned(), value));
        Field::new(&column.name, arrow_type(column.kind), true).with_metadata(HashMap::from(about))
    };
    Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()))
}

fn chosen(batch: &RecordBatch, columns: &[ColumnSpec], schema: &SchemaRef) -> Result<RecordBatch> {
    let array = |column: &ColumnSpec| -> Result<ArrayRef> {
        let array = batch.column_by_name(&column.name);
        let array = array.ok_or_else(|| unfit(format!("rows without column {}", column.name)))?;
        cast(array, &arrow_type(column.kind)).map_err(|cause| unfit(cause.to_string()))
    };
    let arrays = columns.iter().map(array).collect::<Result<_>>()?;
    RecordBatch::try_new(schema.clone(), arrays).map_err(|cause| unfit(cause.to_string()))
}

fn unfit(why: String) -> Error {
    Error::new(Code::Internal, why)
}

/// The writer hides the causes of most errors in their text.
fn failed(cause: ParquetError) -> Error {
    place::write_error(&cause.to_string()).because(cause)
}
