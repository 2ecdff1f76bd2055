//! The last sheet: where every figure of the file comes from. Names no token and no address.

use super::names::{Taken, plain};
use super::pen::{self as shared, Pen};
use super::xlsx::{Job, Plan};
use super::{OriginWindow, Unit, Workbook};
use crate::Result;
use crate::reports::Kind;
use rust_xlsxwriter::{IgnoreError, Table, TableColumn, TableStyle, Worksheet};

const WIDTHS: [f64; 8] = [30.0, 22.0, 20.0, 20.0, 16.0, 10.0, 20.0, 44.0];
const HEADS: [&str; 8] = ["report", "params", "from", "to", "state", "rows", "fetched", "problems"];

pub(super) fn write(
    page: &mut Worksheet,
    workbook: &Workbook<'_>,
    plan: &Plan,
    job: &mut Job<'_>,
) -> Result<()> {
    for (column, width) in (0..).zip(WIDTHS) {
        page.set_column_width(column, width)?;
    }
    page.set_screen_gridlines(false);
    let origin = &workbook.origin;
    let mut pen = Pen { page, row: 0 };
    shared::head(&mut pen, workbook, &plan.details, job)?;
    let reports: Vec<_> =
        origin.reports.iter().map(|(code, title)| format!("{title} ({code})")).collect();
    if !origin.bookmark.is_empty() {
        pen.line(job, "workbook.bookmark", &origin.bookmark)?;
    }
    pen.lines(job, "workbook.reports", reports.iter().map(String::as_str))?;
    pen.lines(job, "workbook.excluded", origin.excluded.iter().map(String::as_str))?;
    pen.lines(job, "workbook.coverage", origin.coverage.iter().map(String::as_str))?;
    shared::sheets(&mut pen, &plan.details, job)?;
    shared::notes(&mut pen, plan, job)?;
    pen.section(job, "workbook.windows")?;
    windows(&mut pen, &origin.windows, job)
}

fn windows(pen: &mut Pen<'_>, windows: &[OriginWindow], job: &mut Job<'_>) -> Result<()> {
    if windows.is_empty() {
        let (none, text) = (job.word("workbook.none"), job.styles.text.clone());
        return Ok(pen.text(&mut job.guard, 0, &none, &text)?);
    }
    open_table(pen, windows.len() as u32, job)?;
    windows.iter().try_for_each(|window| {
        job.look_up()?;
        write_window(pen, window, job)
    })
}

fn open_table(pen: &mut Pen<'_>, rows: u32, job: &Job<'_>) -> Result<()> {
    let mut taken = Taken::default();
    let columns = HEADS.map(|name| {
        let header = plain(&job.word(&format!("workbook.{name}")));
        TableColumn::new()
            .set_header(taken.header(&header, name))
            .set_header_format(job.styles.header.clone())
    });
    // No report's table is called so: theirs begin with `t_`.
    let table =
        Table::new().set_name("windows").set_style(TableStyle::Light1).set_columns(&columns);
    let (first, last) = (pen.row + 1, pen.row + rows);
    pen.page.add_table(pen.row, 0, last, HEADS.len() as u16 - 1, &table)?;
    pen.page.ignore_error_range(first, 0, last, 1, IgnoreError::NumberStoredAsText)?;
    pen.down(1);
    Ok(())
}

fn write_window(pen: &mut Pen<'_>, window: &OriginWindow, job: &mut Job<'_>) -> Result<()> {
    let (text, moment) = (job.styles.text.clone(), job.styles.column(Kind::Datetime));
    pen.text(&mut job.guard, 0, &window.report, &text)?;
    pen.text(&mut job.guard, 1, &window.params, &text)?;
    pen.moment(2, window.from, &moment)?;
    pen.moment(3, window.to, &moment)?;
    // Apart from the numbers before them.
    let after = text.clone().set_indent(1);
    pen.text(&mut job.guard, 4, &window.state, &after)?;
    pen.number(5, window.rows as f64, &job.styles.figure(Unit::Count))?;
    if let Some(fetched) = window.fetched {
        pen.moment(6, fetched, &moment)?;
    }
    pen.text(&mut job.guard, 7, &window.problems, &after.set_text_wrap())?;
    pen.down(1);
    Ok(())
}
