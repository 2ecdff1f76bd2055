//! A report's rows as a sheet.
//!
//! The recipe for a table on a constant-memory sheet: the header is written with the declaration of
//! the table (see `tables`), rows follow strictly downwards, then the totals with the results known
//! by now. Formats come from the columns: a format given with a cell costs a look-up per cell.

use super::batches::{Feed, Value, Values};
use super::cells::{Cell, cell, days, starts_formula};
use super::names::Taken;
use super::tables::Growing;
use super::xlsx::Job;
use super::{ColumnSpec, Total, WrittenSheet};
use crate::reports::Kind;
use crate::{Code, Error, Result};
use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{
    Formula, IgnoreError, Table, TableColumn, TableFunction, TableStyle, Worksheet, XlsxError,
};

/// Rows between two looks at progress and cancelling.
const STEP: usize = 2048;
/// Rows that are looked at for the widths of columns.
const SAMPLE: u32 = 500;

/// A sheet to be written.
pub(super) struct Part {
    pub(super) sheet: WrittenSheet,
    pub(super) table_name: String,
}

/// A column while its sheet is written.
struct Lane<'a> {
    spec: &'a ColumnSpec,
    at: u16,
    header: String,
    filled: u64,
    whole: i128,
    real: f64,
    widest: usize,
}

/// Writes one sheet with the next `part.sheet.rows` rows.
pub(super) fn write_part(
    page: &mut Worksheet,
    job: &mut Job<'_>,
    columns: &[ColumnSpec],
    part: &Part,
    feed: &mut Feed<'_>,
) -> Result<()> {
    let rows = u32::try_from(part.sheet.rows).map_err(|_| row_count_differs())?;
    let mut lanes = lanes(columns);
    page.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?;
    set_formats(page, job, &lanes, rows)?;
    open(page, job, &lanes, part, rows)?;
    write_rows(page, job, columns, &mut lanes, rows, feed)?;
    if has_totals(columns) {
        write_totals(page, job, &lanes, part, rows)?;
    }
    for lane in &lanes {
        page.set_column_width(lane.at, lane.width())?;
    }
    Ok(())
}

/// Whether any column has a total.
pub(super) fn has_totals(columns: &[ColumnSpec]) -> bool {
    columns.iter().any(|column| column.total != Total::None)
}

/// The source has more or fewer rows than it said; the table's range would lie.
pub(super) fn row_count_differs() -> Error {
    Error::new(Code::Internal, "the rows changed while they were exported")
}

fn lanes(columns: &[ColumnSpec]) -> Vec<Lane<'_>> {
    let mut taken = Taken::default();
    (0..)
        .zip(columns)
        .map(|(at, spec)| Lane {
            spec,
            at,
            header: taken.header(&spec.header, &spec.name),
            filled: 0,
            whole: 0,
            real: 0.0,
            widest: 0,
        })
        .collect()
}

fn set_formats(
    page: &mut Worksheet,
    job: &Job<'_>,
    lanes: &[Lane<'_>],
    rows: u32,
) -> Result<(), XlsxError> {
    for lane in lanes {
        page.set_column_format(lane.at, &job.styles.column(lane.spec.kind))?;
        if lane.spec.kind.is_text() && rows > 0 {
            // Ids and phones are text on purpose: no green corner in every cell.
            page.ignore_error_range(1, lane.at, rows, lane.at, IgnoreError::NumberStoredAsText)?;
        }
    }
    Ok(())
}

/// The row of the totals: below the rows, or below the one blank row of an empty table.
fn totals_row(rows: u32) -> u32 {
    rows.max(1) + 1
}

fn open(
    page: &mut Worksheet,
    job: &mut Job<'_>,
    lanes: &[Lane<'_>],
    part: &Part,
    rows: u32,
) -> Result<(), XlsxError> {
    let last_column = lanes.last().map_or(0, |lane| lane.at);
    if !part.sheet.table {
        for lane in lanes {
            page.write_string_with_format(0, lane.at, &lane.header, &job.styles.header)?;
        }
        page.autofilter(0, 0, rows.max(1), last_column)?;
        return Ok(());
    }
    let totals = lanes.iter().any(|lane| lane.spec.total != Total::None);
    let labelled = labelled_column(lanes);
    let columns: Vec<_> = lanes
        .iter()
        .map(|lane| {
            let column = TableColumn::new()
                .set_header(&lane.header)
                .set_header_format(job.styles.header.clone())
                .set_total_function(lane.total_function());
            if totals && labelled == Some(lane.at) {
                column.set_total_label(total_label(job, part))
            } else {
                column
            }
        })
        .collect();
    let table = Table::new().set_style(TableStyle::Light1).set_columns(&columns);
    let place = (rows.max(1), last_column);
    job.tables.push(Growing::declare(page, &part.table_name, place, totals, table)?);
    Ok(())
}

/// The first column without a total carries the word "Total".
fn labelled_column(lanes: &[Lane<'_>]) -> Option<u16> {
    lanes.iter().find(|lane| lane.spec.total == Total::None).map(|lane| lane.at)
}

fn total_label(job: &Job<'_>, part: &Part) -> String {
    let key = if part.sheet.parts > 1 { "workbook.total_part" } else { "workbook.total" };
    super::names::plain(&job.word(key))
}

fn write_rows(
    page: &mut Worksheet,
    job: &mut Job<'_>,
    columns: &[ColumnSpec],
    lanes: &mut [Lane<'_>],
    rows: u32,
    feed: &mut Feed<'_>,
) -> Result<()> {
    let mut row = 0;
    while row < rows {
        job.look_up()?;
        let most = STEP.min((rows - row) as usize);
        let batch = feed.take(most)?.ok_or_else(row_count_differs)?;
        let values = Values::of(&batch, columns)?;
        for at in 0..batch.num_rows() {
            row += 1;
            for (lane, values) in lanes.iter_mut().zip(&values) {
                lane.write(page, job, row, values.at(at))?;
            }
        }
        job.wrote(batch.num_rows());
    }
    Ok(())
}

fn write_totals(
    page: &mut Worksheet,
    job: &Job<'_>,
    lanes: &[Lane<'_>],
    part: &Part,
    rows: u32,
) -> Result<(), XlsxError> {
    let row = totals_row(rows);
    let labelled = labelled_column(lanes);
    for lane in lanes {
        let format = match lane.spec.total {
            Total::Count => job.styles.total(Kind::Integer),
            _ => job.styles.total(lane.spec.kind),
        };
        if labelled == Some(lane.at) {
            let label = total_label(job, part);
            page.write_string_with_format(row, lane.at, label, &format)?;
        } else if lane.spec.total == Total::None {
            page.write_blank(row, lane.at, &format)?;
        } else {
            let formula = Formula::new(lane.total_formula(part, rows));
            let formula = formula.set_result(lane.result().to_string());
            page.write_formula_with_format(row, lane.at, formula, &format)?;
        }
    }
    Ok(())
}

impl Lane<'_> {
    fn write(
        &mut self,
        page: &mut Worksheet,
        job: &mut Job<'_>,
        row: u32,
        value: Value<'_>,
    ) -> Result<(), XlsxError> {
        let cell = cell(self.spec.kind, value);
        if row <= SAMPLE {
            self.widest = self.widest.max(shown_width(self.spec.kind, &cell));
        }
        match cell {
            Cell::Blank => return Ok(()),
            Cell::Number(number) => {
                self.add(value);
                page.write_number(row, self.at, number)?;
            }
            Cell::Text(text) => {
                job.count_text(&text);
                let text = job.guard.fit(&text);
                if starts_formula(&text) {
                    let quoted = &job.styles.quoted;
                    page.write_string_with_format(row, self.at, text.as_ref(), quoted)?;
                } else {
                    page.write_string(row, self.at, text.as_ref())?;
                }
            }
        }
        self.filled += 1;
        Ok(())
    }

    /// Adds what Excel will add: whole seconds and whole numbers exactly, decimals in its order.
    fn add(&mut self, value: Value<'_>) {
        match value {
            Value::Whole(number) => self.whole += i128::from(number),
            Value::Real(number) => self.real += number,
            _ => {}
        }
    }

    fn result(&self) -> f64 {
        match (self.spec.total, self.spec.kind) {
            (Total::Count, _) => self.filled as f64,
            (_, Kind::Duration) => days(self.whole as f64),
            (_, Kind::Integer) => self.whole as f64,
            _ => self.real,
        }
    }

    fn total_function(&self) -> TableFunction {
        match self.spec.total {
            Total::None => TableFunction::None,
            Total::Sum => TableFunction::Sum,
            Total::Count => TableFunction::Count,
        }
    }

    /// Numbers 109 and 103 follow the filter and leave hidden rows out.
    fn total_formula(&self, part: &Part, rows: u32) -> String {
        let function = if self.spec.total == Total::Count { 103 } else { 109 };
        if part.sheet.table {
            let header = self
                .header
                .replace('\'', "''")
                .replace('#', "'#")
                .replace('[', "'[")
                .replace(']', "']");
            return format!("SUBTOTAL({function},{}[{header}])", part.table_name);
        }
        let column = column_number_to_name(self.at);
        format!("SUBTOTAL({function},{column}2:{column}{})", rows.max(1) + 1)
    }

    fn width(&self) -> f64 {
        if let Some(width) = self.spec.width {
            return width.clamp(3.0, 120.0);
        }
        let total = match self.spec.total {
            Total::None => 0,
            _ => shown_width(self.spec.kind, &Cell::Number(self.result())),
        };
        // Headers wrap, so only their longest word needs its room, with the filter button.
        let word = self.header.split(' ').map(|word| word.chars().count()).max().unwrap_or(0);
        self.widest.max(total).max(word + 3).clamp(8, 60) as f64 + 1.5
    }
}

/// About how many characters a cell shows.
fn shown_width(kind: Kind, cell: &Cell<'_>) -> usize {
    match (cell, kind) {
        (Cell::Blank, _) => 0,
        (Cell::Text(text), _) => text.chars().take(60).count(),
        (Cell::Number(_), Kind::Datetime) => 19,
        (Cell::Number(_), Kind::Date) => 10,
        (Cell::Number(days), Kind::Duration) => digits(days * 24.0) + 6,
        (Cell::Number(number), Kind::Percent) => digits(number * 100.0) + 4,
        (Cell::Number(number), Kind::Decimal) => digits(*number) * 4 / 3 + 3,
        (Cell::Number(number), _) => digits(*number) * 4 / 3,
    }
}

fn digits(number: f64) -> usize {
    number.abs().max(1.0).log10() as usize + 1 + usize::from(number < 0.0)
}
