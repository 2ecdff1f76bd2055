//! Rows as comma-separated values (RFC 4180): UTF-8, CRLF, quotes where needed.
//!
//! Values are written for programs: durations in seconds, shares as ratios, moments as
//! `YYYY-MM-DDTHH:MM:SS`. Unknown is nothing at all, an empty text is `""`.

use super::batches::{Feed, RowSource, Value, Values};
use super::cells::starts_formula;
use super::{ColumnSpec, FileFormat, Limits, Progress, Workbook, Written, WrittenSheet, place};
use crate::{Error, Result};
use chrono::{DateTime, NaiveDate};
use std::io::{self, Write};
use std::path::Path;
use tokio_util::sync::CancellationToken;

pub(super) const FORMAT: FileFormat =
    FileFormat { name: "csv", extension: "csv", write: write_workbook };

/// Rows between two looks at progress and cancelling.
const STEP: usize = 2048;

/// Choices of a CSV file. The defaults suit programs that read it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CsvOptions {
    /// Whether a byte-order mark comes first, by which Excel knows UTF-8.
    pub bom: bool,
    /// Whether texts that a spreadsheet would read as a formula get an apostrophe before them.
    /// This changes values; plain numbers are exempt.
    pub formula_safe: bool,
}

/// Writes header and rows to `out` and returns the number of rows. `wrote` hears of every few
/// thousand.
pub fn write_rows(
    out: &mut dyn Write,
    columns: &[ColumnSpec],
    rows: &mut dyn RowSource,
    options: CsvOptions,
    cancel: &CancellationToken,
    wrote: &mut dyn FnMut(u64),
) -> Result<u64> {
    let mut done = 0;
    write_header(out, columns, options)?;
    let mut feed = Feed::new(rows);
    while let Some(batch) = feed.take(STEP)? {
        if cancel.is_cancelled() {
            return Err(place::cancelled());
        }
        let values = Values::of(&batch, columns)?;
        for row in 0..batch.num_rows() {
            write_row(out, &values, row, options)?;
        }
        done += batch.num_rows() as u64;
        wrote(done);
    }
    out.flush()?;
    Ok(done)
}

fn write_header(out: &mut dyn Write, columns: &[ColumnSpec], options: CsvOptions) -> Result<()> {
    if options.bom {
        out.write_all("\u{FEFF}".as_bytes())?;
    }
    for (at, column) in columns.iter().enumerate() {
        separate(out, at)?;
        write_text(out, &column.header, options)?;
    }
    Ok(out.write_all(b"\r\n")?)
}

fn write_row(
    out: &mut dyn Write,
    values: &[Values],
    row: usize,
    options: CsvOptions,
) -> io::Result<()> {
    for (at, values) in values.iter().enumerate() {
        separate(out, at)?;
        match values.at(row) {
            Value::Unknown => {}
            Value::Text(text) => write_text(out, text, options)?,
            Value::Whole(number) => write!(out, "{number}")?,
            Value::Real(number) if number.is_finite() => write!(out, "{number}")?,
            Value::Real(_) => {}
            Value::Moment(millis) => write_moment(out, millis)?,
            Value::Day(day) => write_day(out, day)?,
        }
    }
    out.write_all(b"\r\n")
}

fn separate(out: &mut dyn Write, at: usize) -> io::Result<()> {
    if at > 0 { out.write_all(b",") } else { Ok(()) }
}

fn write_moment(out: &mut dyn Write, millis: i64) -> io::Result<()> {
    match DateTime::from_timestamp_millis(millis) {
        Some(moment) => write!(out, "{}", moment.naive_utc().format("%Y-%m-%dT%H:%M:%S")),
        None => write!(out, "{millis}"),
    }
}

fn write_day(out: &mut dyn Write, day: i32) -> io::Result<()> {
    match NaiveDate::from_epoch_days(day) {
        Some(date) => write!(out, "{date}"),
        None => write!(out, "{day}"),
    }
}

fn write_text(out: &mut dyn Write, text: &str, options: CsvOptions) -> io::Result<()> {
    let guard = options.formula_safe && starts_formula(text) && !is_number(text);
    let quote = text.is_empty() || text.contains(['"', ',', '\r', '\n']);
    let quotes: &[u8] = if quote { b"\"" } else { b"" };
    out.write_all(quotes)?;
    if guard {
        out.write_all(b"'")?;
    }
    for (at, part) in text.split('"').enumerate() {
        if at > 0 {
            out.write_all(b"\"\"")?;
        }
        out.write_all(part.as_bytes())?;
    }
    out.write_all(quotes)
}

/// A sign, digits and at most one point or comma: nothing that could be run.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    [whole, part].iter().all(|s| !s.is_empty() && s.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A file for spreadsheets, so with the mark and safe from formulas. CSV has no sheets: exactly
/// one report fits.
fn write_workbook(
    mut workbook: Workbook<'_>,
    target: &Path,
    progress: &dyn Fn(Progress),
    cancel: &CancellationToken,
) -> Result<Written> {
    let (Some(mut report), true) = (workbook.sheets.pop(), workbook.sheets.is_empty()) else {
        return Err(Error::usage("format", "csv holds exactly one report"));
    };
    let options = CsvOptions { bom: true, formula_safe: true };
    let total = report.row_count;
    let mut wrote = |rows| progress(Progress { rows, total, packing: false });
    let (placed, rows) = place::write_file(target, &Limits::default(), cancel, |_, out| {
        write_rows(out, &report.columns, report.rows.as_mut(), options, cancel, &mut wrote)
    })?;
    let code = report.report.code.clone();
    let sheet =
        WrittenSheet { name: report.title, report: code, rows, part: 1, parts: 1, table: false };
    Ok(Written {
        path: placed.path,
        rows,
        sheets: vec![sheet],
        bytes: placed.bytes,
        renamed: placed.renamed,
        cut_texts: 0,
    })
}
