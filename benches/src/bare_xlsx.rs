//! The yardstick of the export: the writer alone, in constant memory, with the same cells ready in
//! memory. No query, no totals, no guard against formulas, no sync to disk.

use crate::args::Args;
use crate::export::COLUMNS;
use crate::figures::{Figure, timed};
use crate::rows::Draws;
use crate::{Result, data};
use arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use arrow::datatypes::{DataType, Int64Type, TimestampMillisecondType};
use atalaya_core::reports::Catalogue;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

pub(crate) fn measure(args: &Args) -> Result<Vec<Figure>> {
    let rows = cells(args)?;
    let target = args.folder().join("bare.xlsx");
    let (ms, ()) = timed(|| write(&rows, &target))?;
    std::fs::remove_file(&target)?;
    Ok(vec![Figure::ms("written", ms)])
}

/// Writes the cells for other writers: a line a row, tabs between cells, nothing where unknown.
pub(crate) fn tell_cells(args: &Args, target: &Path) -> Result<()> {
    let mut lines = BufWriter::new(File::create(target)?);
    for batch in cells(args)? {
        for row in 0..batch.num_rows() {
            for (place, column) in batch.columns().iter().enumerate() {
                let before = if place == 0 { "" } else { "\t" };
                match value(column, row) {
                    Some(Value::Text(text)) => write!(lines, "{before}{text}")?,
                    Some(Value::Number(number)) => write!(lines, "{before}{number}")?,
                    None => lines.write_all(before.as_bytes())?,
                }
            }
            lines.write_all(b"\n")?;
        }
    }
    Ok(lines.flush()?)
}

/// The rows of the export, drawn again.
fn cells(args: &Args) -> Result<Vec<RecordBatch>> {
    let report = Catalogue::built_in().named("agent_14")?;
    let mut left = data::events_export(args).2;
    let mut draws = Draws::new(data::EVENTS_SEED);
    let mut all = Vec::new();
    for day in data::events_days(args) {
        draws.batches(report, day, data::EVENTS_A_DAY, |batch| {
            let batch = batch.slice(0, left.min(batch.num_rows()));
            left -= batch.num_rows();
            let places = COLUMNS.map(|name| batch.schema().index_of(name));
            let places = places.into_iter().collect::<std::result::Result<Vec<_>, _>>()?;
            all.push(batch.project(&places)?);
            Ok(())
        })?;
        if left == 0 {
            break;
        }
    }
    Ok(all)
}

fn write(batches: &[RecordBatch], target: &Path) -> Result<()> {
    let mut book = Workbook::new();
    book.set_tempdir(target.parent().ok_or("no folder")?)?;
    let sheet = book.add_worksheet_with_constant_memory()?;
    for (place, name) in (0..).zip(COLUMNS) {
        let format = match name {
            "time" => "[h]:mm:ss",
            "date_ini" | "date_end" => "dd/mm/yyyy hh:mm:ss",
            _ => "@",
        };
        sheet.set_column_format(place, &Format::new().set_num_format(format))?;
        sheet.write_string(0, place, name)?;
    }
    let mut next = 1;
    for batch in batches {
        for row in 0..batch.num_rows() {
            for (place, column) in (0..).zip(batch.columns()) {
                cell(sheet, (next, place), column, row)?;
            }
            next += 1;
        }
    }
    Ok(book.save(target)?)
}

fn cell(sheet: &mut Worksheet, at: (u32, u16), column: &ArrayRef, row: usize) -> Result<()> {
    match value(column, row) {
        Some(Value::Text(text)) => sheet.write_string(at.0, at.1, text)?,
        Some(Value::Number(number)) => sheet.write_number(at.0, at.1, number)?,
        None => return Ok(()),
    };
    Ok(())
}

/// What a cell holds.
enum Value<'a> {
    Text(&'a str),
    Number(f64),
}

/// The cell as a workbook has it; none where nothing is known.
fn value(column: &ArrayRef, row: usize) -> Option<Value<'_>> {
    if column.is_null(row) {
        return None;
    }
    Some(match column.data_type() {
        DataType::Utf8 => Value::Text(column.as_string::<i32>().value(row)),
        DataType::Int64 => {
            let seconds = column.as_primitive::<Int64Type>().value(row);
            Value::Number(seconds as f64 / 86_400.0)
        }
        _ => {
            let millis = column.as_primitive::<TimestampMillisecondType>().value(row);
            Value::Number(millis as f64 / 86_400_000.0 + 25_569.0)
        }
    })
}
