//! From the bytes of an answer to Arrow rows, in one pass and without a tree of the body.
//!
//! ```text
//! bytes ─▶ text (BOM, Windows-1252) ─▶ serde seeds ─▶ values by kind ─▶ batches ─▶ RowSink
//! ```
//!
//! Values are taken as raw JSON text, so that 19-digit ids, `1e400`, `-0` and lone surrogates
//! survive. What cannot be read stays readable: null in its column, its text in `_unread`, counted.

mod cells;
mod envelope;
mod nested;
mod plan;
mod quick;
mod rows;
mod seeds;
mod text;
mod totals;
pub mod values;

pub use envelope::Envelope;

use super::{ProblemKind, Problems, Report};
use crate::time::Window;
use crate::{Code, Error, Result};
use arrow::record_batch::RecordBatch;
use plan::Plan;
use rows::Rows;
use serde::de::DeserializeSeed;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::io;

/// Rows in a batch.
pub const BATCH_ROWS: usize = 8192;

/// Takes the rows of an answer, in batches of [`super::schema`]. What it was given counts only once
/// the reading has ended well.
pub trait RowSink {
    /// Takes a batch of at most [`BATCH_ROWS`] rows.
    fn push(&mut self, batch: RecordBatch) -> Result<()>;
}

impl RowSink for Vec<RecordBatch> {
    fn push(&mut self, batch: RecordBatch) -> Result<()> {
        Vec::push(self, batch);
        Ok(())
    }
}

/// What was asked, and so how the answer is to be read.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its parameters; some are part of column names on the wire.
    pub params: &'a BTreeMap<String, String>,
    /// The window.
    pub window: Window,
}

/// In which form `data` came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataForm {
    /// There is no such key.
    Absent,
    /// `null`.
    Null,
    /// No rows in it.
    Empty,
    /// Rows.
    Rows,
    /// Something that holds no rows of this report: a text, an empty object, a list of lists.
    Wrong,
}

/// What an answer held, read to its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What stands around the data.
    pub envelope: Envelope,
    /// In which form the data came.
    pub data: DataForm,
    /// Entries of `data`, as the message counts them; differs from `rows` where entries nest.
    pub records: u64,
    /// Rows given to the sink, total rows included.
    pub rows: u64,
    /// What rows or answer did not honour.
    pub problems: Problems,
    /// Whether the JSON closed; an answer that did not is an error, so this is always true.
    pub complete: bool,
}

impl Reading {
    /// Whether the message counts other than what came, so that asking once more is worth it.
    pub fn doubtful(&self) -> bool {
        let totals = self.problems.count(ProblemKind::TotalRow);
        let counts = [self.records, self.rows, self.rows.saturating_sub(totals)];
        self.envelope.said.is_some_and(|said| !counts.contains(&said))
    }
}

/// Reads a whole body. An answer that ends too early is [`Code::Cut`], one that is no JSON or has
/// something behind its end [`Code::Shape`]; an error of the sink comes back as it is.
pub fn read_slice(asked: &Asked, body: &[u8], sink: &mut dyn RowSink) -> Result<Reading> {
    let (body, repaired) = text::whole(body)?;
    let plan = Plan::new(asked);
    let mut rows = Rows::new(&plan, sink);
    match quick::answer(&mut rows, &body) {
        Ok((envelope, data)) => return rows.finish(envelope, data, u64::from(repaired)),
        Err(quick::Odd) if rows.records == 0 => {}
        Err(quick::Odd) => {
            return Err(rows.failure.take().unwrap_or_else(|| refused(asked, &body)));
        }
    }
    let deserializer = serde_json::Deserializer::from_str(&body);
    read::<_, &RawValue>(asked, deserializer, sink, || u64::from(repaired))
}

/// What serde says of a body that could not be read to its end.
fn refused(asked: &Asked, body: &str) -> Error {
    let deserializer = serde_json::Deserializer::from_str(body);
    match read::<_, &RawValue>(asked, deserializer, &mut Nowhere, || 0) {
        Err(error) => error,
        Ok(_) => Error::new(Code::Shape, "the answer is not the JSON that was expected"),
    }
}

/// Takes rows that nobody wants.
struct Nowhere;

impl RowSink for Nowhere {
    fn push(&mut self, _: RecordBatch) -> Result<()> {
        Ok(())
    }
}

/// Reads a body as it comes, with memory for one batch and one record. Bytes that are not UTF-8
/// are taken as Windows-1252, one by one, because the whole is not known.
pub fn read_stream(asked: &Asked, body: impl io::Read, sink: &mut dyn RowSink) -> Result<Reading> {
    let repaired = std::cell::Cell::new(0);
    let reader = text::Repair::new(body, &repaired);
    let reader = io::BufReader::with_capacity(256 * 1024, reader);
    let deserializer = serde_json::Deserializer::from_reader(reader);
    read::<_, Box<RawValue>>(asked, deserializer, sink, || repaired.get())
}

fn read<'de, J, V>(
    asked: &Asked,
    mut deserializer: serde_json::Deserializer<J>,
    sink: &mut dyn RowSink,
    repaired: impl Fn() -> u64,
) -> Result<Reading>
where
    J: serde_json::de::Read<'de>,
    V: seeds::Raw<'de>,
{
    let plan = Plan::new(asked);
    let mut rows = Rows::new(&plan, sink);
    let seed = seeds::AnswerSeed::<V>::new(&mut rows);
    let answer = seed.deserialize(&mut deserializer).and_then(|answer| {
        deserializer.end()?;
        Ok(answer)
    });
    match answer {
        Ok((envelope, data)) => rows.finish(envelope, data, repaired()),
        Err(cause) => Err(rows.failure.take().unwrap_or_else(|| unreadable(cause))),
    }
}

/// serde's own text may repeat values of the body, so only the place is told.
fn unreadable(cause: serde_json::Error) -> Error {
    let place = format!("line {}, column {}", cause.line(), cause.column());
    match cause.classify() {
        serde_json::error::Category::Eof => {
            Error::new(Code::Cut, format!("the answer ends before it is complete: {place}"))
        }
        serde_json::error::Category::Io => stopped(cause.into()),
        _ => Error::new(
            Code::Shape,
            format!("the answer is not the JSON that was expected: {place}"),
        ),
    }
}

/// The error that a reader carried through serde, if it was one of ours.
fn stopped(cause: io::Error) -> Error {
    cause.downcast::<Error>().unwrap_or_else(|cause| {
        Error::new(Code::Cut, "the answer could not be read to its end").because(cause)
    })
}
