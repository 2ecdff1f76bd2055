//! Writes sheets downwards: the head, the list of sheets and the notes that several sheets share.

use super::cells::{TextGuard, serial, starts_formula};
use super::styles::period_words;
use super::xlsx::{Job, Plan, Planned};
use super::{Detail, Unit, Workbook};
use crate::Result;
use chrono::NaiveDateTime;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// Writes a sheet downwards, row by row.
pub(super) struct Pen<'p> {
    pub(super) page: &'p mut Worksheet,
    pub(super) row: u32,
}

impl Pen<'_> {
    pub(super) fn text(
        &mut self,
        guard: &mut TextGuard,
        column: u16,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        if text.is_empty() {
            return Ok(());
        }
        let text = guard.fit(text);
        if starts_formula(&text) {
            let quoted = format.clone().set_quote_prefix();
            self.page.write_string_with_format(self.row, column, text.as_ref(), &quoted)?;
        } else {
            self.page.write_string_with_format(self.row, column, text.as_ref(), format)?;
        }
        Ok(())
    }

    pub(super) fn number(
        &mut self,
        column: u16,
        number: f64,
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.page.write_number_with_format(self.row, column, number, format)?;
        Ok(())
    }

    pub(super) fn moment(
        &mut self,
        column: u16,
        moment: NaiveDateTime,
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.number(column, serial(moment.and_utc().timestamp_millis()), format)
    }

    pub(super) fn down(&mut self, rows: u32) {
        self.row += rows;
    }

    /// A word of the catalogue.
    fn word(
        &mut self,
        job: &mut Job<'_>,
        column: u16,
        key: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let word = job.word(key);
        self.text(&mut job.guard, column, &word, format)
    }

    /// A label with a text beside it, on a row of its own.
    pub(super) fn line(&mut self, job: &mut Job<'_>, key: &str, text: &str) -> Result<()> {
        let (label, plain) = (job.styles.label.clone(), job.styles.text.clone());
        self.word(job, 0, key, &label)?;
        self.text(&mut job.guard, 1, text, &plain)?;
        self.down(1);
        Ok(())
    }

    /// A label with texts below one another; "None" if there are none.
    pub(super) fn lines<'t>(
        &mut self,
        job: &mut Job<'_>,
        key: &str,
        texts: impl IntoIterator<Item = &'t str>,
    ) -> Result<()> {
        let start = self.row;
        let plain = job.styles.text.clone();
        for text in texts.into_iter().filter(|text| !text.is_empty()) {
            if self.row == start {
                self.line(job, key, text)?;
            } else {
                self.text(&mut job.guard, 1, text, &plain)?;
                self.down(1);
            }
        }
        if self.row == start {
            let none = job.word("workbook.none");
            self.line(job, key, &none)?;
        }
        Ok(())
    }

    /// The heading of a part of the sheet.
    pub(super) fn section(&mut self, job: &mut Job<'_>, key: &str) -> Result<()> {
        self.down(1);
        let format = job.styles.section.clone();
        self.word(job, 0, key, &format)?;
        self.down(1);
        Ok(())
    }

    fn header(&mut self, job: &mut Job<'_>, heads: &[(u16, &str)]) -> Result<()> {
        let format = job.styles.header.clone();
        for (column, key) in heads {
            self.word(job, *column, key, &format)?;
        }
        self.down(1);
        Ok(())
    }
}

/// Whose figures, of when, made when, filtered how.
pub(super) fn head(
    pen: &mut Pen<'_>,
    workbook: &Workbook<'_>,
    plan: &[Planned],
    job: &mut Job<'_>,
) -> Result<()> {
    let title = job.styles.title.clone();
    let words = [("operation", workbook.operation_name.clone())];
    let words = job.words("workbook.title", &words);
    pen.text(&mut job.guard, 0, &words, &title)?;
    pen.down(1);
    pen.line(job, "workbook.operation", &workbook.operation_name)?;
    pen.line(job, "workbook.period", &period_words(workbook))?;
    for (key, text) in
        [("workbook.zone", &workbook.origin.zone), ("workbook.preset", &workbook.origin.preset)]
    {
        if !text.is_empty() {
            pen.line(job, key, text)?;
        }
    }
    let moment = job.styles.moment();
    pen.moment(1, workbook.generated, &moment)?;
    pen.line(job, "workbook.generated", "")?;
    let version = [("version", workbook.version.clone())];
    let version = job.words("workbook.version_text", &version);
    pen.line(job, "workbook.version", &version)?;
    let filters = plan.iter().filter(|planned| !planned.filters.is_empty());
    let filters: Vec<_> =
        filters.map(|planned| format!("{}: {}", planned.title, planned.filters)).collect();
    let filters = workbook.origin.filters.iter().chain(&filters).map(String::as_str);
    pen.lines(job, "workbook.filters", filters)
}

/// The list of sheets with their rows.
pub(super) fn sheets(pen: &mut Pen<'_>, plan: &[Planned], job: &mut Job<'_>) -> Result<()> {
    pen.section(job, "workbook.sheets")?;
    let heads = [
        (0, "workbook.sheet"),
        (1, "workbook.rows"),
        (2, "workbook.sheet_part"),
        (3, "workbook.report"),
    ];
    pen.header(job, &heads)?;
    let (text, count) = (job.styles.text.clone(), job.styles.figure(Unit::Count));
    for planned in plan {
        for part in &planned.parts {
            let sheet = &part.sheet;
            let marks = [("part", sheet.part.to_string()), ("parts", sheet.parts.to_string())];
            let report = format!("{} ({})", planned.title, sheet.report);
            pen.text(&mut job.guard, 0, &sheet.name, &text)?;
            pen.number(1, sheet.rows as f64, &count)?;
            let part_of = job.words("workbook.part_of", &marks);
            pen.text(&mut job.guard, 2, &part_of, &text.clone().set_indent(1))?;
            pen.text(&mut job.guard, 3, &report, &text)?;
            pen.down(1);
        }
    }
    Ok(())
}

/// What the reader must know about this file: where rows are that are not in it, splits, plain
/// sheets, cut texts.
pub(super) fn note_texts(plan: &Plan, job: &Job<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    for planned in &plan.details {
        if let Some((file, rows)) = &planned.beside {
            let count = ("count", rows.to_string());
            let words = [("title", planned.title.clone()), ("file", file.clone()), count];
            notes.push(job.words("workbook.beside_note", &words));
        }
        if let [_, _, ..] = planned.parts.as_slice() {
            let parts = planned.parts.len().to_string();
            let words = [("title", planned.title.clone()), ("parts", parts)];
            notes.push(job.words("workbook.split_note", &words));
        }
        for part in planned.parts.iter().filter(|part| !part.sheet.table) {
            notes.push(job.words("workbook.plain_note", &[("sheet", part.sheet.name.clone())]));
        }
    }
    match plan.detail {
        _ if plan.details.is_empty() => {}
        Detail::Inside => {}
        Detail::Beside(format) => notes.push(job.word(&format!("workbook.form_{}", format.name))),
        Detail::LeftOut => notes.push(job.word("workbook.no_rows_note")),
    }
    if job.guard.cut() > 0 {
        let mark = job.guard.mark().to_owned();
        let words = [("mark", mark), ("count", job.guard.cut().to_string())];
        notes.push(job.words("workbook.cut_note", &words));
    }
    notes
}

/// The same, written.
pub(super) fn notes(pen: &mut Pen<'_>, plan: &Plan, job: &mut Job<'_>) -> Result<()> {
    let notes = note_texts(plan, job);
    if notes.is_empty() {
        return Ok(());
    }
    pen.section(job, "workbook.notes")?;
    let text = job.styles.text.clone();
    for note in &notes {
        pen.text(&mut job.guard, 0, note, &text)?;
        pen.down(1);
    }
    Ok(())
}
