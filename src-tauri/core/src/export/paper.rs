//! How sheets lie on paper: size, margins, where a page of small tables is broken, and how wide it
//! is taken so that a chart and its table stand on one page.

use super::page_frame::reach;
use super::page_sheet::{CHART_WIDTH, ROW, Spot};
use super::{measure, pages::Page};
use rust_xlsxwriter::{Worksheet, XlsxError};

/// Inches at the sides, above, and below, where the footer stands in them: rows on a page are worth
/// more than white.
const MARGINS: (f64, f64, f64) = (0.8, 0.4, 0.55);
/// Rows that a page needs beyond those counted, for headers of two or three lines.
const HIGHER: u32 = 2;
/// How much wider a page may be taken: print of two thirds is still read.
const SMALLEST: f64 = 1.5;
/// Pixels of a column that nobody set a width for.
const COLUMN: f64 = 64.0;

/// Paper as most readers of the language have it, by Excel's number and in inches when it lies:
/// Letter where the language is spoken in the Americas, A4 in Brazil and Portugal.
fn size(language: &str) -> (u8, f64, f64) {
    if language == "pt" { (9, 11.69, 8.27) } else { (1, 11.0, 8.5) }
}

/// Sets up a sheet to be printed as wide as its paper.
pub(super) fn set_up(sheet: &mut Worksheet, language: &str) {
    let (side, above, below) = MARGINS;
    sheet
        .set_landscape()
        .set_paper_size(size(language).0)
        .set_print_fit_to_pages(1, 0)
        .set_margins(side, side, above, below, above, 0.3);
}

/// Height of what a page holds, to its width.
fn shape(language: &str) -> f64 {
    let ((_, width, height), (side, above, below)) = (size(language), MARGINS);
    (height - above - below) / (width - 2.0 * side)
}

/// Lays a page of small tables onto paper. What only feeds a chart would print as pages of numbers
/// that nobody reads, so it is left out.
pub(super) fn lay_out(
    sheet: &mut Worksheet,
    page: &Page,
    spots: &[Spot],
    language: &str,
) -> Result<(), XlsxError> {
    let printed = page.tables.iter().take_while(|table| !table.aside).count();
    let across = page.tables[..printed].iter().map(|table| table.columns.len() as u16);
    let across = across.fold(reach(page).0, u16::max);
    let pieces = pieces(page, &spots[..printed]);
    let width = measure::pixels(page, across).max(f64::from(CHART_WIDTH));
    let added = columns_added(&pieces, width, shape(language));
    let held = (width + f64::from(added) * COLUMN) * shape(language) / f64::from(ROW);
    if pieces.iter().any(|piece| piece.has_chart) {
        sheet.set_page_breaks(&breaks(&pieces, held as u32))?;
    }
    if printed < spots.len() || added > 0 {
        let last = pieces.last().map_or(0, |piece| piece.end - 1);
        sheet.set_print_area(0, 0, last, across + added - 1)?;
    }
    Ok(())
}

/// A table with its chart: from the row after what is above it, to the row after its last.
struct Piece {
    from: u32,
    end: u32,
    has_chart: bool,
}

fn pieces(page: &Page, spots: &[Spot]) -> Vec<Piece> {
    let mut from = 0;
    let mut pieces = Vec::new();
    for (table, spot) in page.tables.iter().zip(spots) {
        pieces.push(Piece { from, end: spot.end, has_chart: table.chart.is_some() });
        from = spot.end;
    }
    pieces
}

/// The blank columns at the right that make the highest chart with its table one page, if they
/// are few: the wider the sheet, the smaller its print.
fn columns_added(pieces: &[Piece], width: f64, shape: f64) -> u16 {
    let charts = pieces.iter().filter(|piece| piece.has_chart);
    let highest = charts.map(|piece| piece.end - piece.from + HIGHER).max().unwrap_or(0);
    let wanted = f64::from(highest * ROW) / shape;
    if wanted > width * SMALLEST { 0 } else { ((wanted - width) / COLUMN).ceil().max(0.0) as u16 }
}

/// The rows that begin a page: those of charts, which say nothing when torn, and those of tables
/// that would be torn and need not be. A page ends right after the table before: a blank row that
/// no longer fits would print as a page of nothing.
fn breaks(pieces: &[Piece], held: u32) -> Vec<u32> {
    let (mut top, mut breaks) = (0, Vec::new());
    for (nth, piece) in pieces.iter().enumerate() {
        let is_torn = piece.end - top > held && piece.end - piece.from + HIGHER <= held;
        if nth > 0 && (piece.has_chart || is_torn) {
            breaks.push(piece.from);
            top = piece.from;
        }
        top += (piece.end - 1 - top) / held.max(1) * held;
    }
    breaks
}
