//! Widths of columns and heights of rows of a page, told by what stands in them.

use super::pages::{Datum, Page, SmallColumn, SmallTable};
use crate::reports::Kind;
use rust_xlsxwriter::{Worksheet, XlsxError};

const NARROWEST: f64 = 9.0;
const WIDEST: f64 = 46.0;
/// Points of a line of text.
const LINE: f64 = 15.0;

/// Gives the columns of a page their widths.
pub(super) fn set_widths(sheet: &mut Worksheet, page: &Page) -> Result<(), XlsxError> {
    for (at, width) in (0..).zip(widths(page)) {
        sheet.set_column_width(at, width)?;
    }
    Ok(())
}

/// Columns wide enough for the widest of their cells, over all tables of the page.
pub(super) fn widths(page: &Page) -> Vec<f64> {
    let across = page.tables.iter().map(|table| table.columns.len()).max().unwrap_or(0);
    let labels = page.thresholds.iter().map(|of| of.label.chars().count() as f64 * 1.1);
    let label = labels.fold(NARROWEST, f64::max);
    let of = |at: usize| {
        let read = page.tables.iter().filter(|table| !table.aside);
        let own = read.map(|t| t.columns.get(at).map_or(0.0, |c| width(t, c, at)));
        own.fold(if at == 0 { label } else { NARROWEST }, f64::max)
    };
    (0..across).map(of).collect()
}

/// The first `across` columns in pixels, at seven a character and five around them.
pub(super) fn pixels(page: &Page, across: u16) -> f64 {
    let widths = widths(page);
    let of = |at: u16| widths.get(usize::from(at)).copied().unwrap_or(8.43) * 7.0 + 5.0;
    (0..across).map(of).sum()
}

fn width(table: &SmallTable, column: &SmallColumn, at: usize) -> f64 {
    if let Some(width) = column.wrap {
        return width;
    }
    let texts = table.rows.iter().filter_map(|row| match row.get(at) {
        Some(Datum::Text(text)) => Some(text.chars().count()),
        Some(Datum::Number(number) | Datum::Few(number)) if column.kind == Kind::Duration => {
            Some(((number / 3600.0).max(1.0).log10() as usize) + 9)
        }
        Some(Datum::Number(_)) if column.kind == Kind::Date => Some(11),
        Some(Datum::Number(number)) => Some(number.abs().max(1.0).log10() as usize * 4 / 3 + 3),
        Some(Datum::Figure(..)) => Some(11),
        _ => None,
    });
    let word = column.header.split(' ').map(|word| word.chars().count()).max().unwrap_or(0) + 4;
    (texts.max().unwrap_or(0).max(word) as f64 + 1.5).clamp(NARROWEST, WIDEST)
}

/// The height of a row that holds this text in a cell of that width.
pub(super) fn line_height(text: &str, width: f64) -> f64 {
    // As a program breaks it: word by word, a longer word within itself.
    let room = width.max(1.0) as usize;
    let (mut lines, mut filled) = (1, 0);
    for word in text.split_whitespace().map(|word| word.chars().count()) {
        if filled > 0 && filled + 1 + word > room {
            lines += 1;
            filled = 0;
        }
        lines += word.saturating_sub(1) / room.max(1);
        filled += word + usize::from(filled > 0);
    }
    f64::from(lines.clamp(1, 20) as u32) * LINE + 1.0
}

/// Room for headers and texts that wrap.
pub(super) fn set_heights(
    sheet: &mut Worksheet,
    table: &SmallTable,
    header: u32,
) -> Result<(), XlsxError> {
    let columns = || table.columns.iter().enumerate();
    let heads = columns().map(|(at, c)| line_height(&c.header, width(table, c, at) - 2.0));
    sheet.set_row_height(header, heads.fold(LINE + 3.0, f64::max))?;
    if columns().all(|(_, column)| column.wrap.is_none()) {
        return Ok(());
    }
    for (row, data) in (header + 1..).zip(&table.rows) {
        let cells = columns().filter_map(|(at, column)| match (column.wrap, data.get(at)) {
            (Some(width), Some(Datum::Text(text))) => Some(line_height(text, width - 2.0)),
            _ => None,
        });
        sheet.set_row_height(row, cells.fold(LINE + 1.0, f64::max))?;
    }
    Ok(())
}
