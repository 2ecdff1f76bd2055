//! The sentences above the tables of a page.

use super::measure;
use super::page_sheet::put;
use super::pages::Page;
use super::xlsx::Job;
use rust_xlsxwriter::{Worksheet, XlsxError};

/// Characters across a page, about as wide as a chart.
const ACROSS: f64 = 125.0;

/// The columns that reach over the width of a chart, and their characters.
pub(super) fn reach(page: &Page) -> (u16, f64) {
    let widths = measure::widths(page);
    let (mut columns, mut room) = (0_u16, 0.0);
    while room < ACROSS {
        room += widths.get(usize::from(columns)).copied().unwrap_or(8.43);
        columns += 1;
    }
    (columns.max(2), room)
}

/// Sentences over the width of the page, on as many lines as they take: a text that runs on
/// would shrink the whole page in print.
pub(super) fn write_notes(
    sheet: &mut Worksheet,
    page: &Page,
    job: &mut Job<'_>,
) -> Result<(), XlsxError> {
    let (columns, room) = reach(page);
    let format = job.styles.muted.clone().set_text_wrap();
    for (row, note) in (1..).zip(&page.notes) {
        sheet.merge_range(row, 0, row, columns - 1, "", &format)?;
        sheet.set_row_height(row, measure::line_height(note, room))?;
        put(sheet, job, (row, 0), note, &format)?;
    }
    Ok(())
}
