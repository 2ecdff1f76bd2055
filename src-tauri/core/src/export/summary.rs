//! The first sheet, one printed page: whose figures of when, tiles with the change to the previous
//! period, what stands out, small charts, and the way to every sheet.

use super::cells::days;
use super::names::{plain, start_of};
use super::page_sheet::{PlannedPage, put};
use super::styles::period_words;
use super::xlsx::{Job, Plan};
use super::{ChartForm, ChartSpec, KpiLine, Unit, Workbook, charts, pen};
use crate::Result;
use rust_xlsxwriter::{
    Color, Format, FormatAlign, FormatBorder, Formula, Image, Url, Worksheet, XlsxError,
};

/// Columns of the page; a tile takes two.
const COLUMNS: u16 = 8;
const TILES_ACROSS: usize = 4;
/// Where none were chosen: more than can be taken in at a look would be a table.
const TILES: usize = 8;
/// More would not fit on the page with the rest.
const CHOSEN: usize = 10;
const WIDTH: f64 = 21.0;
/// Pixels that a logo may take, across and down.
const LOGO: (f64, f64) = (360.0, 72.0);
const CHART_HEIGHT: u32 = 260;
const CHART_WIDTH: u32 = 600;
/// Bars of a small chart.
const CHART_ROWS: usize = 6;
/// Characters of what a sheet holds that fit beside its name.
const HOLDS: usize = 56;
/// Characters of a sentence that fit into a line of the page.
const LINE: usize = 165;

pub(super) fn write(
    page: &mut Worksheet,
    workbook: &Workbook<'_>,
    plan: &Plan,
    job: &mut Job<'_>,
) -> Result<()> {
    for column in 0..COLUMNS {
        page.set_column_width(column, WIDTH)?;
    }
    page.set_screen_gridlines(false).set_print_fit_to_pages(1, 1);
    let top = logo(page, workbook, job)?;
    let mut row = head(page, workbook, plan, top, job)? + 1;
    row = tiles(page, &workbook.summary, row, job)?;
    row = findings(page, &workbook.findings, row, job)?;
    row = small_charts(page, &plan.pages, row, job)?;
    row = index(page, plan, row, job)?;
    notes(page, plan, row, job)
}

/// The logo above the title; returns the rows that it takes.
fn logo(page: &mut Worksheet, workbook: &Workbook<'_>, job: &Job<'_>) -> Result<u32> {
    let Some(bytes) = &workbook.looks.logo else { return Ok(0) };
    let (width, height) = LOGO;
    let alt = job.words("workbook.logo", &[("operation", workbook.operation_name.clone())]);
    let image = Image::new_from_buffer(bytes)?
        .set_alt_text(start_of(&plain(&alt), 250))
        .set_scale_to_size(width, height, true);
    page.set_row_height_pixels(0, height as u32 + 8)?;
    page.insert_image_with_offset(0, 0, &image, 2, 4)?;
    Ok(1)
}

fn head(
    page: &mut Worksheet,
    workbook: &Workbook<'_>,
    plan: &Plan,
    top: u32,
    job: &mut Job<'_>,
) -> Result<u32> {
    let title = job.words("workbook.title", &[("operation", workbook.operation_name.clone())]);
    put(page, job, (top, 0), &title, &job.styles.title.clone())?;
    page.set_row_height(top, 26)?;
    let made = workbook.generated.format(if workbook.language == "en" {
        "%Y-%m-%d %H:%M"
    } else {
        "%d/%m/%Y %H:%M"
    });
    let version = job.words("workbook.version_text", &[("version", workbook.version.clone())]);
    let about = [
        format!("{}: {}", job.word("workbook.period"), period_words(workbook)),
        format!("{}: {made}", job.word("workbook.generated")),
        version,
    ];
    let filters = plan.details.iter().filter(|planned| !planned.filters.is_empty());
    let filters: Vec<_> =
        filters.map(|planned| format!("{}: {}", planned.title, planned.filters)).collect();
    let filters = match filters.is_empty() {
        true => String::new(),
        false => format!("{}: {}", job.word("workbook.filters"), filters.join(" · ")),
    };
    let mut row = top + 1;
    for line in [&about.join("   ·   "), &workbook.compared, &filters] {
        row += sentence(page, job, row, line, &job.styles.muted.clone())?;
    }
    row += sentence(page, job, row, &workbook.edition, &job.styles.label.clone())?;
    row += sentence(page, job, row, &workbook.origin.coverage_short, &job.styles.muted.clone())?;
    Ok(row)
}

/// A text over the whole page, on as many lines as it takes. Returns the rows used.
fn sentence(
    page: &mut Worksheet,
    job: &mut Job<'_>,
    row: u32,
    text: &str,
    format: &Format,
) -> Result<u32, XlsxError> {
    if text.is_empty() {
        return Ok(0);
    }
    let format = format.clone().set_text_wrap().set_align(FormatAlign::Top);
    page.merge_range(row, 0, row, COLUMNS - 1, "", &format)?;
    let lines = text.chars().count().div_ceil(LINE).clamp(1, 4);
    page.set_row_height(row, lines as f64 * 15.0 + 1.0)?;
    put(page, job, (row, 0), text, &format)?;
    Ok(1)
}

fn tiles(page: &mut Worksheet, figures: &[KpiLine], from: u32, job: &mut Job<'_>) -> Result<u32> {
    let shown = chosen(figures);
    let mut row = from;
    for line in shown.chunks(TILES_ACROSS) {
        // Where nobody aims at anything, no room is kept for it.
        let aim = if line.iter().any(|figure| !figure.aim.is_empty()) { 16.0 } else { 1.0 };
        for (offset, height) in (0..).zip([30.0, 30.0, 16.0, 30.0, aim, 7.0]) {
            page.set_row_height(row + offset, height)?;
        }
        for (at, figure) in (0..).step_by(2).zip(line) {
            tile(page, figure, row, at, job)?;
        }
        row += 6;
    }
    Ok(row)
}

/// The figures of the tiles: in turn from every report, so that none is left out.
fn chosen(figures: &[KpiLine]) -> Vec<&KpiLine> {
    let mut named: Vec<&KpiLine> = figures.iter().filter(|line| line.tile.is_some()).collect();
    if !named.is_empty() {
        named.sort_by_key(|line| line.tile);
        named.truncate(CHOSEN);
        return named;
    }
    // What two parts of the file say alike is shown once.
    let again = |n: usize| figures[..n].iter().any(|before| same(before, &figures[n]));
    let once = (0..figures.len()).filter(|n| !again(*n));
    let once: Vec<&KpiLine> = once.map(|n| &figures[n]).collect();
    let reports: Vec<&[&KpiLine]> = once.chunk_by(|a, b| a.report == b.report).collect();
    let room = TILES.checked_div(reports.len()).unwrap_or(0).max(1);
    let mut left = TILES.saturating_sub(reports.iter().map(|own| own.len().min(room)).sum());
    let mut shown = Vec::new();
    for own in reports {
        let more = own.len().saturating_sub(room).min(left);
        left -= more;
        shown.extend(own.iter().take(room + more).copied());
    }
    shown.truncate(TILES);
    shown
}

fn same(a: &KpiLine, b: &KpiLine) -> bool {
    a.title == b.title && a.value == b.value && a.n == b.n
}

fn tile(
    page: &mut Worksheet,
    figure: &KpiLine,
    row: u32,
    at: u16,
    job: &mut Job<'_>,
) -> Result<()> {
    // A white edge keeps it apart from the next.
    let tile = job.styles.tile.clone().set_border_right(FormatBorder::Thick);
    let tile = tile.set_border_right_color(Color::White);
    let title = tile.clone().set_bold().set_text_wrap();
    let value = tile.clone().set_num_format(job.styles.number(figure.unit));
    let value = value.set_bold().set_font_size(20);
    let small = tile.clone().set_font_size(9).set_text_wrap();
    let aim = tile.clone().set_font_size(9).set_bold();
    for (offset, format) in [(0, &title), (1, &value), (3, &small), (4, &aim)] {
        page.merge_range(row + offset, at, row + offset, at + 1, "", format)?;
    }
    put(page, job, (row, at), &figure.title, &title)?;
    if let Some(known) = figure.value.filter(|value| value.is_finite()) {
        page.write_number_with_format(row + 1, at, shown(figure.unit, known), &value)?;
    }
    change(page, figure, row + 2, at, job)?;
    let said = [figure.said.as_str(), &figure.counted, &figure.report];
    let said: Vec<_> = said.into_iter().filter(|text| !text.is_empty()).collect();
    put(page, job, (row + 3, at), &said.join(" · "), &small)?;
    put(page, job, (row + 4, at), &figure.aim, &aim)?;
    Ok(())
}

/// The previous value, and the change as a formula over the two.
fn change(
    page: &mut Worksheet,
    figure: &KpiLine,
    row: u32,
    at: u16,
    job: &mut Job<'_>,
) -> Result<()> {
    let word = job.word("workbook.before");
    let before = job.styles.before(figure.unit, &word);
    let edged = |format: Format| {
        format.set_border_right(FormatBorder::Thick).set_border_right_color(Color::White)
    };
    let change = edged(job.styles.change(figure.unit, figure.good));
    page.write_blank(row, at, &job.styles.tile)?;
    page.write_blank(row, at + 1, &edged(job.styles.tile.clone()))?;
    let Some(previous) = figure.previous else { return Ok(()) };
    page.write_number_with_format(row, at, shown(figure.unit, previous), &before)?;
    if let Some((formula, result)) = change_formula(figure, row, at) {
        let formula = Formula::new(formula).set_result(result.to_string());
        page.write_formula_with_format(row, at + 1, formula, &change)?;
    }
    Ok(())
}

/// Shares change by points, everything else by a share of what it was.
fn change_formula(figure: &KpiLine, row: u32, at: u16) -> Option<(String, f64)> {
    let (now, before) = (figure.value?, figure.previous?);
    let cell = rust_xlsxwriter::utility::row_col_to_cell;
    let (value, previous) = (cell(row - 1, at), cell(row, at));
    match figure.unit {
        Unit::Ratio => Some((format!("({value}-{previous})*100"), (now - before) * 100.0)),
        _ if before == 0.0 => None,
        unit => {
            let (now, before) = (shown(unit, now), shown(unit, before));
            Some((format!("{value}/{previous}-1"), now / before - 1.0))
        }
    }
}

fn shown(unit: Unit, value: f64) -> f64 {
    if unit == Unit::Seconds { days(value) } else { value }
}

fn findings(
    page: &mut Worksheet,
    findings: &[String],
    mut row: u32,
    job: &mut Job<'_>,
) -> Result<u32> {
    if findings.is_empty() {
        return Ok(row);
    }
    let heading = job.word("workbook.findings");
    put(page, job, (row, 0), &heading, &job.styles.section.clone())?;
    row += 1;
    for finding in findings {
        row += sentence(page, job, row, &format!("•  {finding}"), &job.styles.text.clone())?;
    }
    Ok(row + 1)
}

/// The first two charts again, small; they read the cells of their own sheets.
fn small_charts(
    page: &mut Worksheet,
    pages: &[PlannedPage],
    row: u32,
    job: &Job<'_>,
) -> Result<u32> {
    let mut at = 0;
    for planned in pages {
        // A day of many people cannot be read that small.
        let small = |spec: &&ChartSpec| spec.form != ChartForm::Gantt;
        let tables = planned.page.tables.iter().enumerate();
        let Some((nth, spec)) =
            tables.filter_map(|(nth, t)| Some((nth, t.chart.as_ref().filter(small)?))).next()
        else {
            continue;
        };
        let (table, spot) = planned.shown(nth, spec);
        // Names at points would lie on one another that small.
        let mut spec = ChartSpec { labelled: Vec::new(), ..spec.clone() };
        if spec.form == ChartForm::Bars {
            spec.rows = spec.rows.min(CHART_ROWS);
        }
        let mut chart = charts::chart(&spec, table, spot, &planned.sheet, &job.styles);
        chart.set_width(CHART_WIDTH).set_height(CHART_HEIGHT);
        page.insert_chart(row, at, &chart)?;
        at += COLUMNS / 2;
        if at >= COLUMNS {
            break;
        }
    }
    Ok(if at == 0 { row } else { row + CHART_HEIGHT / 20 + 1 })
}

/// Every sheet with a link to it.
fn index(page: &mut Worksheet, plan: &Plan, mut row: u32, job: &mut Job<'_>) -> Result<u32> {
    let heading = job.word("workbook.sheets");
    put(page, job, (row, 0), &heading, &job.styles.section.clone())?;
    row += 1;
    let small = job.styles.text.clone().set_font_size(9);
    let entries = entries(plan, job);
    // Down the left half of the page, then down the right one.
    let half = entries.len().div_ceil(2);
    for (nth, (sheet, holds)) in entries.into_iter().enumerate() {
        let (line, at) = if nth < half { (nth, 0) } else { (nth - half, COLUMNS / 2) };
        let line = row + line as u32;
        let target = format!("internal:'{}'!A1", sheet.replace('\'', "''"));
        let link = job.styles.link.clone();
        page.write_url_with_options(line, at, Url::new(target), &sheet, "", Some(&link))?;
        let holds: String = holds.chars().take(HOLDS).collect();
        put(page, job, (line, at + 2), &holds, &small)?;
    }
    Ok(row + half as u32)
}

/// The sheets in their order with what they hold.
fn entries(plan: &Plan, job: &Job<'_>) -> Vec<(String, String)> {
    let of_page = |planned: &PlannedPage| (planned.sheet.clone(), planned.page.title.clone());
    let mut entries: Vec<_> = plan.pages.iter().map(of_page).collect();
    for planned in &plan.details {
        for part in &planned.parts {
            let sheet = &part.sheet;
            let marks = [("part", sheet.part.to_string()), ("parts", sheet.parts.to_string())];
            let mut holds = job.words("workbook.rows_of", &[("count", sheet.rows.to_string())]);
            if sheet.parts > 1 {
                holds = format!("{holds}, {}", job.words("workbook.part_of", &marks));
            }
            entries.push((sheet.name.clone(), format!("{} · {holds}", sheet.report)));
        }
    }
    entries.extend(plan.back.iter().map(of_page));
    entries.push((plan.origin.clone(), job.word("workbook.windows")));
    entries
}

fn notes(page: &mut Worksheet, plan: &Plan, row: u32, job: &mut Job<'_>) -> Result<()> {
    let texts = pen::note_texts(plan, job);
    let mut row = row + 1;
    for text in texts {
        row += sentence(page, job, row, &text, &job.styles.muted.clone())?;
    }
    Ok(())
}
