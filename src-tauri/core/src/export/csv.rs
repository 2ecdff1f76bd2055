//! Rows as comma-separated values (RFC 4180): UTF-8, CRLF, quotes where needed.
//!
//! Written for programs, durations are seconds and moments `YYYY-MM-DDTHH:MM:SS`. Written for
//! spreadsheets, durations are `h:mm:ss` and moments `YYYY-MM-DD HH:MM:SS`, which Excel reads in
//! every language and never with day and month swapped; columns and decimals are divided as Excel
//! of the file's language expects it. Shares are ratios in both. Unknown is nothing at all, an
//! empty text is `""`.

use super::batches::{Feed, RowSource, Value, Values};
use super::cells::starts_formula;
use super::{ColumnSpec, FileFormat, beside, place};
use crate::Result;
use crate::reports::Kind;
use chrono::{DateTime, NaiveDate};
use std::io::{self, Write};
use tokio_util::sync::CancellationToken;

pub(super) const FORMAT: FileFormat = FileFormat {
    name: "csv",
    extension: "csv",
    write: |workbook, target, progress, cancel| {
        beside::alone(&FORMAT, workbook, target, progress, cancel)
    },
    rows: Some(|out, sheet, language, cancel, wrote| {
        let options = CsvOptions::for_spreadsheets(language);
        write_rows(out, &sheet.columns, sheet.rows.as_mut(), options, cancel, wrote)
    }),
};

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
    /// How numbers, times and columns are written.
    pub form: CsvForm,
}

/// For whom a CSV file is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CsvForm {
    /// Programs: commas between columns, a decimal point, seconds.
    #[default]
    Programs,
    /// Excel where decimals are divided by a point: commas between columns.
    Point,
    /// Excel where decimals are divided by a comma: semicolons between columns.
    Comma,
}

impl CsvOptions {
    /// For Excel of a language, safe from formulas. Spanish and Portuguese divide decimals by a
    /// comma, as Colombia, Spain, Argentina, Chile and Brazil do.
    pub fn for_spreadsheets(language: &str) -> Self {
        let form = if language == "en" { CsvForm::Point } else { CsvForm::Comma };
        CsvOptions { bom: true, formula_safe: true, form }
    }

    fn separator(self) -> u8 {
        if self.form == CsvForm::Comma { b';' } else { b',' }
    }
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
            write_row(out, columns, &values, row, options)?;
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
        separate(out, at, options)?;
        write_text(out, &column.header, options)?;
    }
    Ok(out.write_all(b"\r\n")?)
}

fn write_row(
    out: &mut dyn Write,
    columns: &[ColumnSpec],
    values: &[Values],
    row: usize,
    options: CsvOptions,
) -> io::Result<()> {
    for (at, (column, values)) in columns.iter().zip(values).enumerate() {
        separate(out, at, options)?;
        let is_clock = column.kind == Kind::Duration && options.form != CsvForm::Programs;
        match values.at(row) {
            Value::Unknown => {}
            Value::Text(text) => write_text(out, text, options)?,
            Value::Whole(seconds) if is_clock => write_clock(out, seconds)?,
            Value::Whole(number) => write!(out, "{number}")?,
            Value::Real(number) if number.is_finite() => write_real(out, number, options)?,
            Value::Real(_) => {}
            Value::Moment(millis) => write_moment(out, millis, options)?,
            Value::Day(day) => write_day(out, day)?,
        }
    }
    out.write_all(b"\r\n")
}

fn separate(out: &mut dyn Write, at: usize, options: CsvOptions) -> io::Result<()> {
    if at > 0 { out.write_all(&[options.separator()]) } else { Ok(()) }
}

/// Hours go on beyond 24.
fn write_clock(out: &mut dyn Write, seconds: i64) -> io::Result<()> {
    let sign = if seconds < 0 { "-" } else { "" };
    let all = seconds.unsigned_abs();
    write!(out, "{sign}{}:{:02}:{:02}", all / 3600, all / 60 % 60, all % 60)
}

fn write_real(out: &mut dyn Write, number: f64, options: CsvOptions) -> io::Result<()> {
    match options.form {
        CsvForm::Comma => write!(out, "{}", number.to_string().replace('.', ",")),
        CsvForm::Programs | CsvForm::Point => write!(out, "{number}"),
    }
}

fn write_moment(out: &mut dyn Write, millis: i64, options: CsvOptions) -> io::Result<()> {
    let form = match options.form {
        CsvForm::Programs => "%Y-%m-%dT%H:%M:%S",
        CsvForm::Point | CsvForm::Comma => "%Y-%m-%d %H:%M:%S",
    };
    match DateTime::from_timestamp_millis(millis) {
        Some(moment) => write!(out, "{}", moment.naive_utc().format(form)),
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
    let quote =
        text.is_empty() || text.contains(['"', char::from(options.separator()), '\r', '\n']);
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
