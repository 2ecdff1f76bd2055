//! The workbook and other files that leave the program.
//!
//! What is written is told by [`Workbook`]: plain data and a source of rows, so that this module
//! knows neither queries nor formulas. Every file is made beside its target and put in place
//! only when it is whole (see `place`), so that a failed export never costs the last good file.
//!
//! A format is a file here and a line in [`FORMATS`].

mod batches;
mod beside;
mod bookmark;
mod cells;
mod charts;
pub mod csv;
mod figures;
mod fills;
mod measure;
mod names;
mod origin;
mod page_frame;
mod page_sheet;
mod pages;
mod paper;
mod parquet;
mod pen;
mod place;
mod report_sheet;
mod styles;
mod summary;
mod tables;
pub mod words;
mod xlsx;

pub use batches::RowSource;
pub use beside::beside_names;
pub use bookmark::{bookmark_properties, read_bookmark};
pub use names::{file_name, suggest_name};
pub use pages::{
    ChartForm, ChartSpec, Datum, Page, Piece, Rule, SmallColumn, SmallTable, SmallTotal, Threshold,
};
pub use place::put_file;
pub use words::Words;
pub use xlsx::{write, write_with};

use crate::Result;
use crate::reports::{Kind, Report};
use crate::time::Window;
use chrono::NaiveDateTime;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Writes a workbook in some format.
pub type WriteFn =
    fn(Workbook<'_>, &Path, &dyn Fn(Progress), &CancellationToken) -> Result<Written>;

/// A kind of file that can be written.
pub struct FileFormat {
    /// Its name on the command line and in the API.
    pub name: &'static str,
    /// The ending of its files, without the dot.
    pub extension: &'static str,
    /// Writes it.
    pub write: WriteFn,
    /// Writes the rows of one report, where the format can stand beside a workbook.
    pub rows: Option<WriteRowsFn>,
}

/// Writes a report's rows and returns how many there were. The words are the file's language and
/// what hears of every few thousand rows.
pub type WriteRowsFn = fn(
    &mut (dyn Write + Send),
    &mut ReportSheet,
    &str,
    &CancellationToken,
    &mut dyn FnMut(u64),
) -> Result<u64>;

/// A colour as `0xRRGGBB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u32);

/// The looks of a workbook.
#[derive(Clone, Debug)]
pub struct Looks {
    /// A PNG or JPEG file at the top of the first sheet.
    pub logo: Option<Vec<u8>>,
    /// Colour of titles, headers and first series; dark enough for white letters.
    pub accent: Option<Rgb>,
    /// Whether all figures have a sheet.
    pub figures: bool,
}

impl Default for Looks {
    fn default() -> Self {
        Looks { logo: None, accent: None, figures: true }
    }
}

/// What becomes of the rows behind a workbook's figures.
#[derive(Clone, Copy, Default)]
pub enum Detail {
    /// They are sheets of it.
    #[default]
    Inside,
    /// Each report is a file of this format beside it.
    Beside(&'static FileFormat),
    /// They are not written.
    LeftOut,
}

/// Every format, the default one first.
pub const FORMATS: &[FileFormat] = &[xlsx::FORMAT, csv::FORMAT, parquet::FORMAT];

/// Everything that a file shows. Two equal workbooks give equal bytes: nothing else (clock, user,
/// folder) enters the file.
pub struct Workbook<'a> {
    /// Language of numbers' and dates' formats: `es`, `en`, `pt`.
    pub language: String,
    /// Name of the operation.
    pub operation_name: String,
    /// The period that was asked for.
    pub period: Window,
    /// When it was made, in the operation's wall clock.
    pub generated: NaiveDateTime,
    /// Version of the program.
    pub version: String,
    /// For whom it is, in words; empty for the internal edition.
    pub edition: String,
    /// With which period the figures are compared, in words; empty if with none.
    pub compared: String,
    /// All figures, in order; the first of them are the tiles of the first sheet.
    pub summary: Vec<KpiLine>,
    /// Sentences on what stands out.
    pub findings: Vec<String>,
    /// Questions and the scorecard: before the rows.
    pub pages: Vec<Page>,
    /// One sheet per report, in order.
    pub sheets: Vec<ReportSheet>,
    /// Whether their rows are in the workbook.
    pub detail: Detail,
    /// Its looks.
    pub looks: Looks,
    /// What stands behind the figures: after the rows.
    pub back: Vec<Page>,
    /// Custom properties: what it was made of, see [`bookmark_properties`].
    pub bookmark: Vec<(String, String)>,
    /// Where all of it comes from.
    pub origin: Origin,
    /// The texts of the file's language.
    pub words: &'a Words<'a>,
}

/// The unit of a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Seconds, shown as `[h]:mm:ss`.
    Seconds,
    /// A share from 0 to 1, shown in per cent.
    Ratio,
    /// A whole number.
    #[default]
    Count,
    /// A number with decimals.
    Number,
}

/// A figure of the summary.
#[derive(Clone, Debug, Default)]
pub struct KpiLine {
    /// The defined name of its cell; empty for none.
    pub name: String,
    /// The report whose rows it sums up, in the file's language.
    pub report: String,
    /// Its name, in the file's language.
    pub title: String,
    /// Its value; unknown stays a blank cell.
    pub value: Option<f64>,
    /// Unit of the value.
    pub unit: Unit,
    /// Its value in the previous period, where the two may be compared.
    pub previous: Option<f64>,
    /// Whether the change is good; `None` if neither, or without a change.
    pub good: Option<bool>,
    /// The change in words, or why there is no value.
    pub said: String,
    /// On what it rests, in words: `n = 1,234 calls`.
    pub counted: String,
    /// Its interval in words; empty if it has none.
    pub interval: String,
    /// What is aimed at.
    pub target: Option<f64>,
    /// Whether that is met, and by how much, in words; empty without a target.
    pub aim: String,
    /// Rows or events that it rests on.
    pub n: u64,
    /// Rows or events that were left out.
    pub excluded: u64,
    /// How it is computed, in words.
    pub formula: String,
    /// What to know before trusting it; empty if nothing.
    pub note: String,
    /// Its place among the tiles, where these were chosen.
    pub tile: Option<usize>,
}

/// What the totals row says under a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// Nothing.
    None,
    /// The sum of its numbers.
    Sum,
    /// How many of its cells are filled.
    Count,
}

/// A column of a report's sheet.
#[derive(Clone, Debug)]
pub struct ColumnSpec {
    /// Name in the rows.
    pub name: String,
    /// Type.
    pub kind: Kind,
    /// Header, in the file's language.
    pub header: String,
    /// Width in characters; measured from the first rows if not given.
    pub width: Option<f64>,
    /// What the totals row says.
    pub total: Total,
}

/// A report with its rows. Spreads over several sheets if Excel's limit demands it.
pub struct ReportSheet {
    /// The report.
    pub report: Arc<Report>,
    /// Title, in the file's language; the sheet is named after it.
    pub title: String,
    /// Columns in order; at least one.
    pub columns: Vec<ColumnSpec>,
    /// How many rows the source has. A table's range is written before its rows, so a source with
    /// another number of rows is refused.
    pub row_count: u64,
    /// The rows.
    pub rows: Box<dyn RowSource>,
    /// Its filters in words; empty if there are none.
    pub filters_text: String,
}

/// The lineage of a file. Holds no token and no address.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The time zone of the operation's clock, in words.
    pub zone: String,
    /// By which definitions the figures are computed, in words; empty without figures.
    pub preset: String,
    /// The reports, as code and title.
    pub reports: Vec<(String, String)>,
    /// The windows that the figures come from.
    pub windows: Vec<OriginWindow>,
    /// Filters in words.
    pub filters: Vec<String>,
    /// What was left out and why.
    pub excluded: Vec<String>,
    /// Which days are not wholly covered, and other remarks on coverage.
    pub coverage: Vec<String>,
    /// The same in a sentence, for the first sheet; empty if all is held and final.
    pub coverage_short: String,
    /// What opening the file in Atalaya shows, in words; empty if it cannot be opened there.
    pub bookmark: String,
}

/// A fetched window, as the reader sees it.
#[derive(Clone, Debug)]
pub struct OriginWindow {
    /// The report's code.
    pub report: String,
    /// Its parameters as `name=value`.
    pub params: String,
    /// First second.
    pub from: NaiveDateTime,
    /// Last second.
    pub to: NaiveDateTime,
    /// What became of it, in the file's language.
    pub state: String,
    /// Rows kept.
    pub rows: u64,
    /// When it was last read, in the operation's wall clock.
    pub fetched: Option<NaiveDateTime>,
    /// Its problems in words; empty if there are none.
    pub problems: String,
}

/// How far an export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Rows written.
    pub rows: u64,
    /// Rows to write.
    pub total: u64,
    /// Whether all rows are written and the file is being packed (about half of the time).
    pub packing: bool,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Where the file is; differs from the target if `renamed`.
    pub path: PathBuf,
    /// Rows over all reports.
    pub rows: u64,
    /// The sheets with rows, in order; a report that was split has several.
    pub sheets: Vec<WrittenSheet>,
    /// The files with rows beside it, in order.
    pub beside: Vec<WrittenFile>,
    /// Size of the file.
    pub bytes: u64,
    /// Whether the target was open elsewhere and the file got another name.
    pub renamed: bool,
    /// Texts that were longer than Excel allows, cut with a visible mark.
    pub cut_texts: u64,
}

/// A file with the rows of a report, beside the workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFile {
    /// Where it is.
    pub path: PathBuf,
    /// The report's code.
    pub report: String,
    /// Its rows.
    pub rows: u64,
    /// Its size.
    pub bytes: u64,
}

/// A sheet with rows of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenSheet {
    /// Its name in the file.
    pub name: String,
    /// The report's code.
    pub report: String,
    /// Its rows.
    pub rows: u64,
    /// Which part of the report it is, from 1.
    pub part: u32,
    /// How many parts the report has.
    pub parts: u32,
    /// Whether it is a real Excel table (see [`Limits::table_cells`]).
    pub table: bool,
}

/// Limits of the format and of our patience; a parameter so that tests need no million rows.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Rows of a sheet, header and totals row included.
    pub sheet_rows: u32,
    /// Cells that tables may have in one file; sheets beyond it have header, filter and totals row
    /// of their own instead.
    pub table_cells: u64,
    /// How often an open target is tried before the file gets another name.
    pub tries: u32,
    /// How long to wait between the tries.
    pub pause: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            sheet_rows: 1_048_576,
            table_cells: u64::MAX,
            tries: 5,
            pause: Duration::from_millis(500),
        }
    }
}

/// The format of that name.
pub fn format(name: &str) -> Option<&'static FileFormat> {
    FORMATS.iter().find(|format| format.name == name)
}
