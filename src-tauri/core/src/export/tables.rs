//! Tables of rows at their full size.
//!
//! The writer remembers every cell of every table to find overlaps: 70 MB for one of half a million
//! rows, and half as much again while it grows. So a table of rows is declared over its first row
//! only. Its part of the file gets the true size when the packed file is copied to its place; all
//! other parts are copied as they are.

use super::place::{self, Sink};
use crate::{Code, Error, Result};
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{Table, Workbook, Worksheet, XlsxError};
use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::Path;
use tokio_util::sync::CancellationToken;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// How hard the file is packed, of 9: packing is most of the work of a large export. At 3 it takes
/// two fifths of the time that it takes at 6, for a file that is an eighth larger.
const PACKING: u8 = 3;
/// Where the parts of tables lie in the file.
const PARTS: &str = "xl/tables/";

/// A table that is larger than it was declared.
pub(super) struct Growing {
    name: String,
    last_column: u16,
    /// Its last row but for the totals.
    last_row: u32,
    totals: bool,
}

impl Growing {
    /// Declares the table at the top of a sheet, with its header. `table` has names and columns;
    /// `last_row` is the last one of its rows, and the row below holds the totals if it has any.
    pub(super) fn declare(
        page: &mut Worksheet,
        name: &str,
        (last_row, last_column): (u32, u16),
        totals: bool,
        table: Table,
    ) -> Result<Growing, XlsxError> {
        // Without a totals row here: the writer would put it below the first row.
        let table = table.set_name(name).set_total_row(false);
        page.add_table(0, 0, 1, last_column, &table)?;
        Ok(Growing { name: name.to_owned(), last_column, last_row, totals })
    }

    fn range(&self, last_row: u32) -> String {
        format!("A1:{}", row_col_to_cell(last_row, self.last_column))
    }

    /// The part of the file at its full size; none if it is another table's.
    fn grown(&self, part: &str) -> Option<Result<String>> {
        part.contains(&format!("displayName=\"{}\"", self.name)).then(|| {
            let first = self.range(1);
            let table = format!("ref=\"{first}\" totalsRowShown=\"0\"");
            let filter = format!("<autoFilter ref=\"{first}\"/>");
            // Another form of the writer would leave tables of one row, and nobody would be told.
            if !part.contains(&table) || !part.contains(&filter) {
                return Err(Error::new(Code::Internal, "the writer tells tables in another form"));
            }
            let whole = match self.totals {
                true => format!("ref=\"{}\" totalsRowCount=\"1\"", self.range(self.last_row + 1)),
                false => format!("ref=\"{}\" totalsRowShown=\"0\"", self.range(self.last_row)),
            };
            let filtered = format!("<autoFilter ref=\"{}\"/>", self.range(self.last_row));
            Ok(part.replacen(&table, &whole, 1).replacen(&filter, &filtered, 1))
        })
    }
}

/// Packs the workbook, with these tables at their full size.
pub(super) fn save(
    mut book: Workbook,
    tables: &[Growing],
    cancel: &CancellationToken,
    scratch: &Path,
    out: &mut (dyn Write + Send),
) -> Result<()> {
    book.set_zip_compression_level(PACKING);
    if tables.is_empty() {
        return Ok(book.save_to_writer(out)?);
    }
    let mut packed = Sink::create(&scratch.join("packed"), cancel)?;
    book.save_to_writer(&mut packed)?;
    // Its rows lie in scratch files until then.
    drop(book);
    copy(packed.finish()?, tables, out)
}

/// Copies a packed workbook, with these tables at their full size.
fn copy(packed: File, tables: &[Growing], out: &mut (dyn Write + Send)) -> Result<()> {
    let mut from = ZipArchive::new(BufReader::new(packed)).map_err(unpacked)?;
    let mut to = ZipWriter::new_stream(out);
    for at in 0..from.len() {
        let Some(name) = from.name_for_index(at) else { continue };
        let name = name.map_err(unpacked)?.into_owned();
        if !name.starts_with(PARTS) {
            to.raw_copy_file(from.by_index_raw(at).map_err(unpacked)?).map_err(unpacked)?;
            continue;
        }
        let mut part = String::new();
        from.by_index(at).map_err(unpacked)?.read_to_string(&mut part)?;
        let grown = tables.iter().find_map(|table| table.grown(&part)).transpose()?;
        to.start_file(name, options()).map_err(unpacked)?;
        to.write_all(grown.as_deref().unwrap_or(&part).as_bytes())?;
    }
    to.finish().map_err(unpacked)?;
    Ok(())
}

/// As the writer packs its own parts: no clock, no user.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .unix_permissions(0o600)
        .last_modified_time(DateTime::default())
}

fn unpacked(cause: ZipError) -> Error {
    match cause {
        ZipError::Io(cause) => place::write_failed(cause),
        other => Error::new(Code::Export, "the packed file cannot be copied").because(other),
    }
}
