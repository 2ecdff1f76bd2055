//! A page of small tables as a sheet: title, sentences, thresholds, and per table its chart, a
//! real Excel table, totals that follow the filter.

use super::cells::{Pieces, days, starts_formula};
use super::names::{Taken, plain};
use super::pages::{ChartSpec, Datum, Page, Rule, SmallColumn, SmallTable, SmallTotal};
use super::xlsx::Job;
use super::{Total, Unit, charts, measure, page_frame, paper};
use crate::Result;
use crate::reports::Kind;
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{
    ConditionalFormat2ColorScale, ConditionalFormatFormula, Format, FormatAlign, Formula,
    IgnoreError, Table, TableColumn, TableStyle, Workbook, Worksheet, XlsxError,
};

/// Pixels of a row.
pub(super) const ROW: u32 = 20;
/// Pixels of a chart across.
pub(super) const CHART_WIDTH: u32 = 960;

/// A page with its names and places.
pub(super) struct PlannedPage {
    pub(super) page: Page,
    pub(super) sheet: String,
    pub(super) tables: Vec<String>,
    pub(super) spots: Vec<Spot>,
    thresholds: u32,
}

impl PlannedPage {
    /// The table whose cells the chart of the `nth` table shows.
    pub(super) fn shown(&self, nth: usize, spec: &ChartSpec) -> (&SmallTable, &Spot) {
        let at = (nth + spec.below).min(self.spots.len() - 1);
        (&self.page.tables[at], &self.spots[at])
    }
}

/// Where a table of a page lies.
pub(super) struct Spot {
    pub(super) chart: u32,
    pub(super) title: u32,
    /// The row of its headers.
    pub(super) header: u32,
    /// The row after its last.
    pub(super) end: u32,
}

/// Names a page and its tables, and says where they lie.
pub(super) fn plan(page: Page, sheets: &mut Taken, tables: &mut Taken) -> PlannedPage {
    let mut row = 2 + page.notes.len() as u32;
    let thresholds = row;
    if !page.thresholds.is_empty() {
        row += page.thresholds.len() as u32 + 2;
    }
    let mut spots = Vec::new();
    for (nth, table) in page.tables.iter().enumerate() {
        row += gap(nth, table);
        let chart = row;
        row += table.chart.as_ref().map_or(0, |chart| charts::height(chart) / ROW + 2);
        let title = row;
        row += u32::from(!table.title.is_empty());
        let header = row;
        row += table.rows.len().max(1) as u32 + 1 + u32::from(has_totals(table));
        spots.push(Spot { chart, title, header, end: row });
    }
    let names = page.tables.iter().map(|table| tables.table(&table.name)).collect();
    PlannedPage { sheet: sheets.sheet(&page.name, "Page"), tables: names, spots, thresholds, page }
}

/// Blank rows before a table, or before its chart, which begins a page of its own in print.
fn gap(nth: usize, table: &SmallTable) -> u32 {
    match (nth, &table.chart) {
        (0, _) => 0,
        (_, Some(_)) => 1,
        (_, None) => 2,
    }
}

/// The names of the cells of a page that have one, with what they refer to.
pub(super) fn define_names(book: &mut Workbook, planned: &PlannedPage) -> Result<(), XlsxError> {
    let sheet = planned.sheet.replace('\'', "''");
    for (nth, threshold) in planned.page.thresholds.iter().enumerate() {
        let row = planned.thresholds + 2 + nth as u32;
        book.define_name(&threshold.name, &format!("='{sheet}'!$B${row}"))?;
    }
    for (table, spot) in planned.page.tables.iter().zip(&planned.spots) {
        for (name, row, column) in &table.named {
            let cell = absolute(spot.header + 1 + *row as u32, *column as u16);
            book.define_name(name, &format!("='{sheet}'!{cell}"))?;
        }
    }
    Ok(())
}

fn absolute(row: u32, column: u16) -> String {
    rust_xlsxwriter::utility::row_col_to_cell_absolute(row, column)
}

/// Writes the page.
pub(super) fn write(sheet: &mut Worksheet, planned: &PlannedPage, job: &mut Job<'_>) -> Result<()> {
    let page = &planned.page;
    sheet.set_screen_gridlines(false);
    measure::set_widths(sheet, page)?;
    put(sheet, job, (0, 0), &page.title, &job.styles.title.clone())?;
    page_frame::write_notes(sheet, page, job)?;
    write_thresholds(sheet, planned, job)?;
    for (nth, table) in page.tables.iter().enumerate() {
        job.look_up()?;
        let spot = &planned.spots[nth];
        if let Some(spec) = &table.chart {
            let (table, cells) = planned.shown(nth, spec);
            let mut chart = charts::chart(spec, table, cells, &planned.sheet, &job.styles);
            chart.set_width(CHART_WIDTH);
            sheet.insert_chart(spot.chart, 0, &chart)?;
        }
        put(sheet, job, (spot.title, 0), &table.title, &job.styles.section.clone())?;
        write_table(sheet, table, spot, &planned.tables[nth], job)?;
    }
    paper::lay_out(sheet, page, &planned.spots, &job.language)?;
    if let ([table], [spot]) = (page.tables.as_slice(), planned.spots.as_slice()) {
        sheet.set_repeat_rows(spot.header, spot.header)?;
        if table.chart.is_none() {
            sheet.set_freeze_panes(spot.header + 1, 1)?;
        }
    }
    Ok(())
}

/// A text of our own or of the data.
pub(super) fn put(
    sheet: &mut Worksheet,
    job: &mut Job<'_>,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    match job.guard.fit_pieces(text) {
        Pieces::Two(first, rest) => {
            let font = Format::default();
            let pieces = [(&font, first.as_str()), (&font, rest.as_str())];
            sheet.write_rich_string_with_format(row, column, &pieces, format)?;
        }
        Pieces::One(text) if starts_formula(&text) => {
            let quoted = format.clone().set_quote_prefix();
            sheet.write_string_with_format(row, column, text.as_ref(), &quoted)?;
        }
        Pieces::One(text) => {
            sheet.write_string_with_format(row, column, text.as_ref(), format)?;
        }
    }
    Ok(())
}

fn write_thresholds(sheet: &mut Worksheet, planned: &PlannedPage, job: &mut Job<'_>) -> Result<()> {
    if planned.page.thresholds.is_empty() {
        return Ok(());
    }
    let heading = job.word("workbook.thresholds");
    put(sheet, job, (planned.thresholds, 0), &heading, &job.styles.section.clone())?;
    let why = job.word("workbook.thresholds_note");
    put(sheet, job, (planned.thresholds, 1), &why, &job.styles.muted.clone())?;
    for (row, threshold) in (planned.thresholds + 1..).zip(&planned.page.thresholds) {
        put(sheet, job, (row, 0), &threshold.label, &job.styles.label.clone())?;
        let format = job.styles.editable(threshold.kind);
        match threshold.value {
            Some(value) => {
                sheet.write_number_with_format(row, 1, shown(threshold.kind, value), &format)?
            }
            None => sheet.write_blank(row, 1, &format)?,
        };
    }
    Ok(())
}

fn shown(kind: Kind, value: f64) -> f64 {
    if kind == Kind::Duration { days(value) } else { value }
}

fn has_totals(table: &SmallTable) -> bool {
    table.columns.iter().any(|column| column.total != SmallTotal::None)
}

fn write_table(
    sheet: &mut Worksheet,
    table: &SmallTable,
    spot: &Spot,
    name: &str,
    job: &mut Job<'_>,
) -> Result<()> {
    let (first, last) = (spot.header + 1, spot.header + table.rows.len().max(1) as u32);
    let mut taken = Taken::default();
    let headers: Vec<String> =
        table.columns.iter().map(|column| taken.header(&column.header, "…")).collect();
    let totals = has_totals(table);
    let columns: Vec<TableColumn> = headers
        .iter()
        .enumerate()
        .map(|(nth, header)| {
            let is_text = table.columns.get(nth).is_none_or(|column| column.kind.is_text());
            let format = job.styles.small_header(is_text, nth == 0);
            let column = TableColumn::new().set_header(header).set_header_format(format);
            let label = plain(&job.word("workbook.total"));
            if totals && nth == 0 { column.set_total_label(label) } else { column }
        })
        .collect();
    let excel = Table::new()
        .set_name(name)
        .set_style(TableStyle::Light1)
        .set_columns(&columns)
        .set_total_row(totals);
    let across = table.columns.len().max(1) as u16 - 1;
    sheet.add_table(spot.header, 0, last + u32::from(totals), across, &excel)?;
    measure::set_heights(sheet, table, spot.header)?;
    for (row, data) in (first..).zip(&table.rows) {
        for ((at, column), datum) in (0..).zip(&table.columns).zip(data) {
            write_datum(sheet, job, (row, at), (first, last), column, datum)?;
        }
    }
    if totals {
        write_totals(sheet, table, (first, last), job)?;
    }
    decorate(sheet, table, (first, last), job)?;
    Ok(())
}

fn write_datum(
    sheet: &mut Worksheet,
    job: &mut Job<'_>,
    (row, at): (u32, u16),
    (first, last): (u32, u32),
    column: &SmallColumn,
    datum: &Datum,
) -> Result<(), XlsxError> {
    let format = job.styles.column(column.kind).set_align(FormatAlign::Top);
    let cell = |row: u32, column: usize| row_col_to_cell(row, column as u16);
    match datum {
        Datum::Blank => {}
        Datum::Text(text) => {
            let format = if column.wrap.is_some() { &job.styles.wrapped } else { &job.styles.text };
            // Apart from the numbers before it.
            let format = if at > 0 {
                format.clone().set_align(FormatAlign::Left).set_indent(1)
            } else {
                format.clone()
            };
            put(sheet, job, (row, at), text, &format)?;
        }
        Datum::Number(number) => {
            sheet.write_number_with_format(row, at, shown(column.kind, *number), &format)?;
        }
        Datum::Few(number) => {
            let faint = job.styles.faint(format);
            sheet.write_number_with_format(row, at, shown(column.kind, *number), &faint)?;
        }
        Datum::Figure(number, unit) => {
            let number = if *unit == Unit::Seconds { days(*number) } else { *number };
            sheet.write_number_with_format(row, at, number, &job.styles.figure(*unit))?;
        }
        Datum::Ratio(above, below, result) | Datum::FewRatio(above, below, result) => {
            let is_few = matches!(datum, Datum::FewRatio(..));
            let format = if is_few { job.styles.faint(format) } else { format };
            let (above, below) = (cell(row, *above), cell(row, *below));
            let formula = Formula::new(format!("IF({below}=0,\"\",{above}/{below})"));
            let formula = formula.set_result(result.to_string());
            sheet.write_formula_with_format(row, at, formula, &format)?;
        }
        Datum::Cumulated(of, result) => {
            let (top, here, end) = (cell(first, *of), cell(row, *of), cell(last, *of));
            let (top, end) = (top.replace(char::is_numeric, "") + &format!("${}", first + 1), end);
            let end = end.replace(char::is_numeric, "") + &format!("${}", last + 1);
            let formula = Formula::new(format!("SUM({top}:{here})/SUM({top}:{end})"));
            let formula = formula.set_result(result.to_string());
            sheet.write_formula_with_format(row, at, formula, &format)?;
        }
    }
    Ok(())
}

/// The totals again, over those that the table wrote, with their results.
fn write_totals(
    sheet: &mut Worksheet,
    table: &SmallTable,
    (first, last): (u32, u32),
    job: &Job<'_>,
) -> Result<(), XlsxError> {
    let range = |column: usize| {
        let cell = |row| row_col_to_cell(row, column as u16);
        format!("{}:{}", cell(first), cell(last))
    };
    for (at, column) in table.columns.iter().enumerate().skip(1) {
        let format = job.styles.total(column.kind);
        let (formula, result) = match column.total {
            SmallTotal::None | SmallTotal::Of(Total::None) => {
                sheet.write_blank(last + 1, at as u16, &format)?;
                continue;
            }
            SmallTotal::Of(Total::Sum) => {
                (format!("SUBTOTAL(109,{})", range(at)), shown(column.kind, sum(table, at)))
            }
            SmallTotal::Of(Total::Count) => {
                let filled = table.rows.iter().filter(|row| row.get(at) != Some(&Datum::Blank));
                (format!("SUBTOTAL(103,{})", range(at)), filled.count() as f64)
            }
            SmallTotal::Ratio(above, below) => {
                let (up, down) = (range(above), range(below));
                let ratio = format!("IFERROR(SUBTOTAL(109,{up})/SUBTOTAL(109,{down}),0)");
                let below = sum(table, below);
                (ratio, if below == 0.0 { 0.0 } else { sum(table, above) / below })
            }
        };
        let formula = Formula::new(formula).set_result(result.to_string());
        sheet.write_formula_with_format(last + 1, at as u16, formula, &format)?;
    }
    Ok(())
}

fn sum(table: &SmallTable, column: usize) -> f64 {
    let numbers = table.rows.iter().filter_map(|row| match row.get(column) {
        Some(Datum::Number(number) | Datum::Few(number)) => Some(*number),
        _ => None,
    });
    numbers.sum()
}

fn firm_cells(
    table: &SmallTable,
    first: u32,
    columns: std::ops::RangeInclusive<usize>,
) -> Vec<String> {
    let mut cells = Vec::new();
    for (row, data) in (first..).zip(&table.rows) {
        let numbers = columns.clone().filter(|at| matches!(data.get(*at), Some(Datum::Number(_))));
        cells.extend(numbers.map(|at| row_col_to_cell(row, at as u16)));
    }
    cells
}

/// Colour scales, thresholds, and no green corners on ids.
fn decorate(
    sheet: &mut Worksheet,
    table: &SmallTable,
    (first, last): (u32, u32),
    job: &Job<'_>,
) -> Result<(), XlsxError> {
    if let Some((from, to)) = table.heat {
        let scale = ConditionalFormat2ColorScale::new()
            .set_minimum_color("FFFFFF")
            .set_maximum_color("6F8FEF");
        // Cells on few cases neither bear a colour nor stretch those of the others.
        let firm = firm_cells(table, first, from..=to);
        if !firm.is_empty() {
            let scale = scale.set_multi_range(firm.join(" "));
            sheet.add_conditional_format(first, from as u16, last, to as u16, &scale)?;
        }
    }
    for (at, column) in (0..).zip(&table.columns) {
        if let Some(Rule { threshold, higher }) = &column.rule {
            let cell = row_col_to_cell(first, at);
            let beyond = if *higher { '<' } else { '>' };
            let test =
                format!("=AND(ISNUMBER({cell}),ISNUMBER({threshold}),{cell}{beyond}{threshold})");
            let rule = ConditionalFormatFormula::new()
                .set_rule(Formula::new(test))
                .set_format(job.styles.beyond.clone());
            sheet.add_conditional_format(first, at, last, at, &rule)?;
        }
        if column.kind.is_text() {
            sheet.ignore_error_range(first, at, last, at, IgnoreError::NumberStoredAsText)?;
        }
    }
    Ok(())
}
