//! Rows of one answer: fills the builders value by value, closes rows, hands on batches.

use super::cells::{Cells, TextObject};
use super::plan::{Key, Plan};
use super::{BATCH_ROWS, DataForm, Envelope, Reading, RowSink, text, totals};
use crate::reports::{ProblemKind, Problems, schema};
use crate::{Code, Error, Result};
use arrow::array::{ArrayRef, BooleanArray, Date32Array, StringBuilder, TimestampMillisecondArray};
use arrow::datatypes::SchemaRef;
use arrow::record_batch::RecordBatch;
use std::sync::Arc;

/// Text in a batch from which it is handed on early: Arrow counts text with 32 bits.
const BATCH_BYTES: usize = 64 * 1024 * 1024;
/// Text of one answer that nesting may multiply to.
const ANSWER_BYTES: u64 = 2 * 1024 * 1024 * 1024;
/// Rows held back to look for a total; larger answers are no aggregates.
const HELD_ROWS: usize = 65_536;
/// Unknown keys counted by name, and how much of a name is kept.
const NEW_COLUMNS: usize = 200;
const NEW_COLUMN_CHARS: usize = 64;

/// What is counted per column while rows pass.
#[derive(Clone, Default)]
struct Tally {
    ever: bool,
    unreadable: u64,
    repeated: u64,
    broken: u64,
}

/// The rows of one answer on their way into the sink.
pub(super) struct Rows<'a> {
    pub(super) plan: &'a Plan<'a>,
    sink: &'a mut dyn RowSink,
    schema: SchemaRef,
    cells: Vec<Cells>,
    at: Vec<i64>,
    unread: StringBuilder,
    extra: StringBuilder,
    /// This row: which columns have a cell, the seconds of times, and its odd texts.
    filled: Vec<bool>,
    seconds: Vec<Option<i64>>,
    row_unread: TextObject,
    row_extra: TextObject,
    /// Columns by position of their key, learnt from earlier rows.
    pub(super) order: Vec<Vec<usize>>,
    tallies: Vec<Tally>,
    new_columns: Vec<(String, u64)>,
    problems: Problems,
    batch_bytes: usize,
    answer_bytes: u64,
    held: Option<Vec<RecordBatch>>,
    /// Entries of `data` so far.
    pub(super) records: u64,
    /// Rows so far.
    pub(super) count: u64,
    /// Whether something came where a row was due.
    pub(super) wrong: bool,
    /// Whether any key of any row was known.
    pub(super) known: bool,
    /// Our own error, carried past serde's.
    pub(super) failure: Option<Error>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(plan: &'a Plan<'a>, sink: &'a mut dyn RowSink) -> Self {
        let columns = &plan.report.columns;
        Rows {
            plan,
            sink,
            schema: schema(plan.report),
            cells: columns.iter().map(|column| Cells::new(column.kind)).collect(),
            at: Vec::with_capacity(BATCH_ROWS),
            unread: StringBuilder::new(),
            extra: StringBuilder::new(),
            filled: vec![false; columns.len()],
            seconds: vec![None; columns.len()],
            row_unread: TextObject::default(),
            row_extra: TextObject::default(),
            order: plan.documented_order(),
            tallies: vec![Tally::default(); columns.len()],
            new_columns: Vec::new(),
            problems: Problems::default(),
            batch_bytes: 0,
            answer_bytes: 0,
            held: plan.report.may_total.then(Vec::new),
            records: 0,
            count: 0,
            wrong: false,
            known: false,
            failure: None,
        }
    }

    /// Takes the raw JSON of a key's value.
    pub(super) fn put(&mut self, key: &Key, raw: &str) {
        match key {
            Key::Column(column) => self.put_column(*column, raw),
            Key::Inside(_) => {}
            Key::Unknown(name) => self.put_extra(name, raw),
        }
    }

    /// Takes the raw JSON of a column's value; the first of a row counts.
    pub(super) fn put_column(&mut self, column: usize, raw: &str) {
        if self.filled[column] {
            self.tallies[column].repeated += 1;
            return;
        }
        self.batch_bytes += raw.len();
        match raw.as_bytes() {
            [b'"', .., b'"'] => {
                let (text, broken) = text::unescape(&raw[1..raw.len() - 1]);
                self.tallies[column].broken += u64::from(broken);
                self.put_text(column, &text);
            }
            b"null" => {
                self.fill(column);
                self.seconds[column] = None;
                self.cells[column].null();
            }
            [b'{' | b'[', ..] => {
                self.fill(column);
                self.seconds[column] = None;
                self.cells[column].null();
                self.put_unread(column, raw);
            }
            // Numbers keep their source text, however many digits.
            _ => self.put_text(column, raw),
        }
    }

    /// Takes the text of a string without escapes; the first value of a row counts.
    pub(super) fn put_string(&mut self, column: usize, text: &str) {
        if self.filled[column] {
            self.tallies[column].repeated += 1;
            return;
        }
        self.batch_bytes += text.len() + 2;
        self.put_text(column, text);
    }

    /// Takes the text of a column's value.
    pub(super) fn put_text(&mut self, column: usize, text: &str) {
        self.fill(column);
        let stored = self.cells[column].store(text);
        self.seconds[column] = stored.seconds;
        if !stored.read {
            self.put_unread(column, text);
        }
    }

    /// Whether this row has a cell of the column.
    pub(super) fn has(&self, column: usize) -> bool {
        self.filled[column]
    }

    /// Counts a repeated key of a record whose rows are not made yet.
    pub(super) fn repeated(&mut self, column: usize) {
        self.tallies[column].repeated += 1;
    }

    fn fill(&mut self, column: usize) {
        self.filled[column] = true;
        self.tallies[column].ever = true;
        self.known = true;
    }

    fn put_unread(&mut self, column: usize, text: &str) {
        self.tallies[column].unreadable += 1;
        self.batch_bytes += text.len();
        self.row_unread.add(&self.plan.report.columns[column].name, Some(text));
    }

    fn put_extra(&mut self, name: &str, raw: &str) {
        self.batch_bytes += raw.len() + name.len();
        let added = match scalar(raw) {
            Some((text, broken)) => {
                let added = self.row_extra.add(name, text.as_deref());
                let name: String = name.chars().take(NEW_COLUMN_CHARS).collect();
                self.problems.add(ProblemKind::BrokenText, &name, u64::from(broken));
                added
            }
            None => self.row_extra.add(name, Some(raw)),
        };
        if added {
            self.count_new(name)
        } else {
            self.problems.add(ProblemKind::RepeatedKey, "", 1)
        }
    }

    fn count_new(&mut self, name: &str) {
        let full = self.new_columns.len() >= NEW_COLUMNS;
        let name: String = name.chars().take(NEW_COLUMN_CHARS).collect();
        match self.new_columns.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None if full => self.problems.add(ProblemKind::NewColumn, "", 1),
            None => self.new_columns.push((name, 1)),
        }
    }

    /// Closes the row: cells for what did not come, its moment, its odd texts.
    pub(super) fn end_row(&mut self) -> Result<()> {
        self.check_stretch();
        let at = self.moment();
        self.at.push(at * 1000);
        for (cells, filled) in self.cells.iter_mut().zip(&mut self.filled) {
            if !std::mem::take(filled) {
                cells.null();
            }
        }
        self.unread.append_option(self.row_unread.take());
        self.extra.append_option(self.row_extra.take());
        self.count += 1;
        if self.at.len() >= BATCH_ROWS || self.batch_bytes >= BATCH_BYTES {
            self.flush()?;
        }
        Ok(())
    }

    /// The second that puts the row in a period.
    fn moment(&mut self) -> i64 {
        let Some(time) = self.plan.time else { return self.plan.from };
        let read = if self.filled[time] { self.seconds[time] } else { None };
        let Some(at) = read else {
            self.problems.add(ProblemKind::NoTime, "", 1);
            return self.plan.from;
        };
        if at < self.plan.from || at > self.plan.to {
            self.problems.add(ProblemKind::OutsideWindow, "", 1);
        }
        at
    }

    fn check_stretch(&mut self) {
        let Some(columns) = self.plan.stretch else { return };
        let known = columns.map(|column| self.seconds[column].filter(|_| self.filled[column]));
        if let [Some(start), Some(end), Some(duration)] = known
            && duration != end - start
        {
            let name = &self.plan.report.columns[columns[2]].name;
            self.problems.add(ProblemKind::DurationDiffers, name, 1);
        }
    }

    /// Hands on what was collected; total rows are looked for at the end, so such reports wait.
    fn flush(&mut self) -> Result<()> {
        self.answer_bytes += self.batch_bytes as u64;
        self.batch_bytes = 0;
        if self.at.is_empty() {
            return Ok(());
        }
        if self.answer_bytes > ANSWER_BYTES {
            return Err(Error::new(Code::TooLarge, "the rows of the answer are too large"));
        }
        let batch = self.batch()?;
        match &mut self.held {
            Some(held) => held.push(batch),
            None => self.sink.push(batch)?,
        }
        let too_many = self.count as usize > HELD_ROWS;
        if let Some(held) = self.held.take_if(|_| too_many) {
            held.into_iter().try_for_each(|batch| self.sink.push(batch))?;
        }
        Ok(())
    }

    fn batch(&mut self) -> Result<RecordBatch> {
        let rows = self.at.len();
        let mut columns: Vec<ArrayRef> = Vec::with_capacity(self.cells.len() + 5);
        if self.plan.daily {
            let day = i32::try_from(self.plan.from.div_euclid(86_400)).unwrap_or_default();
            columns.push(Arc::new(Date32Array::from(vec![day; rows])));
        }
        columns.extend(self.cells.iter_mut().map(Cells::finish));
        let at = std::mem::replace(&mut self.at, Vec::with_capacity(BATCH_ROWS));
        columns.push(Arc::new(TimestampMillisecondArray::from(at)));
        columns.push(Arc::new(BooleanArray::from(vec![false; rows])));
        columns.push(Arc::new(self.unread.finish()));
        columns.push(Arc::new(self.extra.finish()));
        RecordBatch::try_new(Arc::clone(&self.schema), columns).map_err(own_fault)
    }

    /// Ends the answer: the last batch, the totals, the problems.
    pub(super) fn finish(
        mut self,
        envelope: Envelope,
        data: DataForm,
        repaired: u64,
    ) -> Result<Reading> {
        self.flush()?;
        if let Some(held) = self.held.take() {
            let (batches, found) = totals::mark(self.plan.report, held)?;
            self.problems.add(ProblemKind::TotalRow, "", found);
            batches.into_iter().try_for_each(|batch| self.sink.push(batch))?;
        }
        self.problems.add(ProblemKind::BrokenText, "", repaired);
        self.count_columns();
        Ok(Reading {
            envelope,
            data: if self.wrong { DataForm::Wrong } else { data },
            records: self.records,
            rows: self.count,
            problems: self.problems,
            complete: true,
        })
    }

    fn count_columns(&mut self) {
        for (column, tally) in self.plan.report.columns.iter().zip(&self.tallies) {
            let missing = u64::from(self.count > 0 && !tally.ever);
            self.problems.add(ProblemKind::MissingColumn, &column.name, missing);
            self.problems.add(ProblemKind::Unreadable, &column.name, tally.unreadable);
            self.problems.add(ProblemKind::RepeatedKey, &column.name, tally.repeated);
            self.problems.add(ProblemKind::BrokenText, &column.name, tally.broken);
        }
        for (name, times) in &self.new_columns {
            self.problems.add(ProblemKind::NewColumn, name, *times);
        }
    }
}

/// The text of a scalar (none for null) and whether characters were broken; `None` for an object
/// or a list.
pub(super) fn scalar(raw: &str) -> Option<(Option<std::borrow::Cow<'_, str>>, bool)> {
    match raw.as_bytes() {
        [b'"', .., b'"'] => {
            let (text, broken) = text::unescape(&raw[1..raw.len() - 1]);
            Some((Some(text), broken))
        }
        b"null" => Some((None, false)),
        [b'{' | b'[', ..] => None,
        _ => Some((Some(raw.into()), false)),
    }
}

/// Arrow refused what we built.
pub(super) fn own_fault(cause: arrow::error::ArrowError) -> Error {
    Error::new(Code::Internal, "a batch of rows could not be built").because(cause)
}
