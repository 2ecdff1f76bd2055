//! The Excel workbook.
//!
//! Sheets of rows are constant-memory sheets. That keeps a million rows in a few megabytes, and
//! their texts are written in place and escaped. Pages of small tables are ordinary sheets: charts
//! take the values that viewers show from there.

use super::batches::Feed;
use super::beside::Files;
use super::cells::TextGuard;
use super::names::{Taken, plain, start_of};
use super::page_sheet::{self, PlannedPage};
use super::paper;
use super::report_sheet::{self, Part};
use super::styles::{Styles, period_words};
use super::tables::{self, Growing};
use super::{
    Detail, FileFormat, Limits, Progress, ReportSheet, Words, Workbook, Written, WrittenSheet,
    figures, origin, place, summary,
};
use crate::{Code, Error, Result};
use chrono::{Datelike, Timelike};
use rust_xlsxwriter::{self as excel, DocProperties, ExcelDateTime, Worksheet, XlsxError};
use std::io::Write;
use std::path::Path;
use tokio_util::sync::CancellationToken;

pub(super) const FORMAT: FileFormat =
    FileFormat { name: "xlsx", extension: "xlsx", write, rows: None };

/// Excel's last column is XFD.
const MOST_COLUMNS: usize = 16_384;
/// Sheets beyond this size need the large form of zip, which not every reader knows.
const LARGE: u64 = 3_500_000_000;

/// Writes the workbook to `target`. Blocks; `progress` is called every few thousand rows. On
/// cancel or any error the target is as it was.
pub fn write(
    workbook: Workbook<'_>,
    target: &Path,
    progress: &dyn Fn(Progress),
    cancel: &CancellationToken,
) -> Result<Written> {
    write_with(workbook, target, progress, cancel, &Limits::default())
}

/// [`write`] with other limits.
pub fn write_with(
    mut workbook: Workbook<'_>,
    target: &Path,
    progress: &dyn Fn(Progress),
    cancel: &CancellationToken,
    limits: &Limits,
) -> Result<Written> {
    let mut reports = std::mem::take(&mut workbook.sheets);
    let mut plan = plan(&mut workbook, &reports, limits)?;
    let mut rows = reports.iter().map(|report| report.row_count).sum();
    if matches!(workbook.detail, Detail::LeftOut) {
        (reports, rows) = (Vec::new(), 0);
    }
    let mut job = Job::new(&workbook, progress, cancel, rows);
    let mut files = Files::default();
    if let Detail::Beside(format) = workbook.detail {
        files = Files::grow(format, std::mem::take(&mut reports), target, &mut job)?;
        rows = files.rows();
    }
    plan.stand_beside(&files);
    let (book, ()) = place::grow_file(target, cancel, |scratch, out| {
        build(&workbook, reports, &plan, &mut job, scratch, out)
    })?;
    // From here on the file and those beside it belong together: too late to cancel.
    job.look_up()?;
    let placed = files.put_with(book, target, limits, cancel, |files| {
        plan.stand_beside(files);
        job = Job::new(&workbook, progress, cancel, rows);
        let again = place::grow_file(target, cancel, |scratch, out| {
            build(&workbook, Vec::new(), &plan, &mut job, scratch, out)
        });
        Ok(again?.0)
    })?;
    Ok(Written {
        path: placed.path,
        rows,
        beside: files.placed(),
        sheets: plan
            .details
            .into_iter()
            .flat_map(|planned| planned.parts)
            .map(|p| p.sheet)
            .collect(),
        bytes: placed.bytes,
        renamed: placed.renamed,
        cut_texts: job.guard.cut(),
    })
}

/// All sheets with their names.
pub(super) struct Plan {
    pub(super) detail: Detail,
    pub(super) pages: Vec<PlannedPage>,
    pub(super) details: Vec<Planned>,
    pub(super) back: Vec<PlannedPage>,
    pub(super) origin: String,
}

/// A report and the sheets that it takes.
pub(super) struct Planned {
    pub(super) title: String,
    pub(super) filters: String,
    /// Empty where the rows are not in this file.
    pub(super) parts: Vec<Part>,
    /// The file with the rows, by name, and how many it holds.
    pub(super) beside: Option<(String, u64)>,
}

impl Plan {
    /// Notes under which names the rows stand beside the workbook.
    fn stand_beside(&mut self, files: &Files) {
        for (planned, named) in self.details.iter_mut().zip(files.named()) {
            planned.beside = Some(named);
        }
    }
}

/// What the writing of one workbook shares.
pub(super) struct Job<'a> {
    pub(super) styles: Styles,
    pub(super) guard: TextGuard,
    pub(super) language: String,
    pub(super) tables: Vec<Growing>,
    words: &'a Words<'a>,
    progress: &'a dyn Fn(Progress),
    cancel: &'a CancellationToken,
    done: u64,
    total: u64,
    sheet_size: u64,
}

impl<'a> Job<'a> {
    fn new(
        workbook: &Workbook<'a>,
        progress: &'a dyn Fn(Progress),
        cancel: &'a CancellationToken,
        total: u64,
    ) -> Self {
        Job {
            styles: Styles::new(&workbook.language, workbook.looks.accent),
            guard: TextGuard::new(&(workbook.words)("workbook.cut_mark", &[])),
            language: workbook.language.clone(),
            tables: Vec::new(),
            words: workbook.words,
            progress,
            cancel,
            done: 0,
            total,
            sheet_size: 0,
        }
    }

    /// The language of the file.
    pub(super) fn language(&self) -> &str {
        &self.language
    }

    pub(super) fn cancel(&self) -> &'a CancellationToken {
        self.cancel
    }

    pub(super) fn word(&self, key: &str) -> String {
        (self.words)(key, &[])
    }

    pub(super) fn words(&self, key: &str, params: &[(&str, String)]) -> String {
        (self.words)(key, params)
    }

    /// Stops if the user cancelled.
    pub(super) fn look_up(&self) -> Result<()> {
        if self.cancel.is_cancelled() { Err(place::cancelled()) } else { Ok(()) }
    }

    pub(super) fn wrote(&mut self, rows: usize) {
        self.done += rows as u64;
        self.report(false);
    }

    fn report(&self, packing: bool) {
        (self.progress)(Progress { rows: self.done, total: self.total, packing });
    }

    /// Counts what the text takes at most in the file, where `&` becomes five characters more.
    pub(super) fn count_text(&mut self, text: &str) {
        self.sheet_size += 6 * text.len() as u64;
    }
}

/// Names all sheets and divides the reports over theirs.
fn plan(workbook: &mut Workbook<'_>, reports: &[ReportSheet], limits: &Limits) -> Result<Plan> {
    let mut sheets = Taken::default();
    // The first and the last sheet keep their plain names, whatever a report is called.
    sheets.sheet(&(workbook.words)("workbook.summary", &[]), "Summary");
    let origin = sheets.sheet(&(workbook.words)("workbook.origin", &[]), "Data origin");
    let mut tables = Taken::default();
    let front = std::mem::take(&mut workbook.pages);
    let mut back = std::mem::take(&mut workbook.back);
    let all = figures::page(&workbook.summary, workbook.words);
    if let Some(all) = all.filter(|_| workbook.looks.figures) {
        back.insert(0, all);
    }
    let pages = |pages: Vec<_>, sheets: &mut Taken, tables: &mut Taken| -> Vec<_> {
        pages.into_iter().map(|page| page_sheet::plan(page, sheets, tables)).collect()
    };
    let front = pages(front, &mut sheets, &mut tables);
    let details = plan_details(workbook, reports, limits, &mut sheets, &mut tables)?;
    let back = pages(back, &mut sheets, &mut tables);
    Ok(Plan { detail: workbook.detail, pages: front, details, back, origin })
}

fn plan_details(
    workbook: &Workbook<'_>,
    reports: &[ReportSheet],
    limits: &Limits,
    sheets: &mut Taken,
    tables: &mut Taken,
) -> Result<Vec<Planned>> {
    let mut free_cells = limits.table_cells;
    reports
        .iter()
        .map(|report| {
            if report.columns.is_empty() || report.columns.len() > MOST_COLUMNS {
                let why = format!("{} cannot be exported with no columns", report.report.code);
                return Err(Error::usage("columns", why));
            }
            let totals = report_sheet::has_totals(&report.columns);
            let capacity = u64::from(limits.sheet_rows.max(3)) - 1 - u64::from(totals);
            let parts = report.row_count.div_ceil(capacity).max(1);
            let parts = (0..parts).map(|part| {
                let rows = capacity.min(report.row_count - part * capacity);
                let mark = (part as u32 + 1, parts as u32);
                plan_part(workbook, report, mark, rows, sheets, tables, &mut free_cells)
            });
            let inside = matches!(workbook.detail, Detail::Inside);
            Ok(Planned {
                title: plain(&report.title),
                filters: report.filters_text.clone(),
                parts: if inside { parts.collect() } else { Vec::new() },
                beside: None,
            })
        })
        .collect()
}

fn plan_part(
    workbook: &Workbook<'_>,
    report: &ReportSheet,
    (part, parts): (u32, u32),
    rows: u64,
    sheets: &mut Taken,
    tables: &mut Taken,
    free_cells: &mut u64,
) -> Part {
    let name = if parts == 1 {
        sheets.sheet(&report.title, &report.report.code)
    } else {
        let named = |title: &str| {
            let params = [
                ("title", title.to_owned()),
                ("part", part.to_string()),
                ("parts", parts.to_string()),
            ];
            (workbook.words)("workbook.part", &params)
        };
        sheets.sheet_part(named, &report.title)
    };
    let cells = (rows + 2) * report.columns.len() as u64;
    let table = cells <= *free_cells;
    if table {
        *free_cells -= cells;
    }
    let code = report.report.code.clone();
    let table_name = tables.table(&code);
    Part { sheet: WrittenSheet { name, report: code, rows, part, parts, table }, table_name }
}

fn build(
    workbook: &Workbook<'_>,
    reports: Vec<ReportSheet>,
    plan: &Plan,
    job: &mut Job<'_>,
    scratch: &Path,
    out: &mut (dyn Write + Send),
) -> Result<()> {
    let mut book = excel::Workbook::new();
    // Rows pass through scratch files; these must not land in the system's shared folder.
    book.set_tempdir(scratch)?.set_properties(&properties(workbook)?);
    let first = sheet_name(job, "workbook.summary");
    set_up(book.add_worksheet(), workbook, job, &first)?;
    add_pages(&mut book, &plan.pages, workbook, job)?;
    let mut largest = 0;
    for (mut report, planned) in reports.into_iter().zip(&plan.details) {
        let mut feed = Feed::new(report.rows.as_mut());
        for part in &planned.parts {
            let page = book.add_worksheet_with_constant_memory()?;
            set_up(page, workbook, job, &part.sheet.name)?;
            job.sheet_size = part.sheet.rows * report.columns.len() as u64 * 64;
            report_sheet::write_part(page, job, &report.columns, part, &mut feed)?;
            largest = job.sheet_size.max(largest);
        }
        if feed.take(1)?.is_some() {
            return Err(report_sheet::row_count_differs());
        }
    }
    add_pages(&mut book, &plan.back, workbook, job)?;
    let page = book.add_worksheet_with_constant_memory()?;
    set_up(page, workbook, job, &plan.origin)?;
    origin::write(page, workbook, plan, job)?;
    // Last, because it tells what happened to the others.
    summary::write(book.worksheet_from_index(0)?, workbook, plan, job)?;
    job.look_up()?;
    job.report(true);
    book.use_zip_large_file(largest > LARGE);
    tables::save(book, &job.tables, job.cancel, scratch, out)
}

fn add_pages(
    book: &mut excel::Workbook,
    pages: &[PlannedPage],
    workbook: &Workbook<'_>,
    job: &mut Job<'_>,
) -> Result<()> {
    for planned in pages {
        job.look_up()?;
        let sheet = book.add_worksheet();
        set_up(sheet, workbook, job, &planned.sheet)?;
        page_sheet::write(sheet, planned, job)?;
        page_sheet::define_names(book, planned)?;
    }
    Ok(())
}

fn sheet_name(job: &Job<'_>, key: &str) -> String {
    Taken::default().sheet(&job.word(key), key)
}

/// Names a sheet and sets it up to be printed.
fn set_up(
    page: &mut Worksheet,
    workbook: &Workbook<'_>,
    job: &Job<'_>,
    name: &str,
) -> Result<(), XlsxError> {
    page.set_name(name)?.set_footer(footer(workbook, job));
    paper::set_up(page, &workbook.language);
    Ok(())
}

/// Period, operation and page; Excel allows 255 characters and reads `&` as a command.
fn footer(workbook: &Workbook<'_>, job: &Job<'_>) -> String {
    let operation = plain(&workbook.operation_name);
    let operation = start_of(&operation, 80).replace('&', "&&");
    let pages = [("page", "&P".to_owned()), ("pages", "&N".to_owned())];
    let pages = job.words("workbook.footer_page", &pages);
    format!("&L{} · {operation}&R{}", period_words(workbook), start_of(&plain(&pages), 40))
}

fn properties(workbook: &Workbook<'_>) -> Result<DocProperties, XlsxError> {
    let operation = plain(&workbook.operation_name);
    let operation = start_of(&operation, 150);
    let title = (workbook.words)("workbook.title", &[("operation", operation.to_owned())]);
    let made = workbook.generated;
    let (year, month, day) = (made.year() as u16, made.month() as u8, made.day() as u8);
    let (hour, minute, second) = (made.hour() as u16, made.minute() as u8, made.second());
    let created = ExcelDateTime::from_ymd(year, month, day)?.and_hms(hour, minute, second)?;
    let bookmark = DocProperties::new();
    let bookmark = workbook
        .bookmark
        .iter()
        .fold(bookmark, |held, (name, value)| held.set_custom_property(name, value.as_str()));
    Ok(bookmark
        .set_title(start_of(&plain(&title), 250))
        .set_subject(period_words(workbook))
        .set_company(operation)
        .set_author("Atalaya")
        .set_creation_datetime(&created))
}

impl From<XlsxError> for Error {
    fn from(cause: XlsxError) -> Self {
        match &cause {
            // The writer's own text names the folder, and so maybe the user.
            XlsxError::TempFileError(_, inner) => place::write_error(&inner.to_string()),
            XlsxError::CustomError(text) => Error::new(Code::Export, text.clone()),
            other => place::write_error(&other.to_string()),
        }
        .because(cause)
    }
}
