//! One attempt, end to end: request, body, rows, meaning.

use super::client::Answer;
use super::outcome::{Outcome, Refusal, classify};
use super::retry::cancelled;
use super::{Client, Limits};
use crate::reports::{Asked, Reading, Report, RowSink, read_slice, read_stream};
use crate::time::Window;
use crate::{Code, Error, Result};
use arrow::record_batch::RecordBatch;
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

/// Where reports are asked for.
const PATH: &str = "/api/v2/reports_manager.php";
/// The form of moments in a request.
const MOMENT: &str = "%Y%m%d%H%M%S";
/// How much of a body is kept to tell what it is when it is no JSON.
const START_BYTES: usize = 2048;
/// Pieces of a streaming body on their way to the parser.
const PIECES: usize = 16;

/// How far an answer has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Decoded bytes so far.
    pub bytes: u64,
    /// Bytes announced, if they were.
    pub expected: Option<u64>,
    /// Rows given to the sink so far.
    pub rows: u64,
}

/// Asks for one window of a report, once. The rows go to `sink`, which comes back with what the
/// answer means; rows count only then. `heard` is called with every piece of the body (some 16 KB),
/// so it must be quick.
///
/// The caller holds the [`super::RequestLock`] and has counted the call before. Parsing runs on a
/// thread of its own; when this returns or is cancelled, that thread has let go of the sink. (Only
/// dropping the future leaves it to end by itself.)
pub async fn ask<S: RowSink + Send + 'static>(
    client: &Client,
    report: &Arc<Report>,
    params: &BTreeMap<String, String>,
    window: Window,
    sink: S,
    heard: &(dyn Fn(Heard) + Send + Sync),
    cancel: &CancellationToken,
) -> std::result::Result<(Outcome, S), Refusal> {
    let (from, to) = (window.from.format(MOMENT).to_string(), window.to.format(MOMENT).to_string());
    let query = query(report, params, &from, &to)?;
    let answer = client.get(PATH, &query, cancel).await?;
    let parser = Parser {
        report: Arc::clone(report),
        params: params.clone(),
        window,
        rows: Arc::default(),
        cancel: cancel.clone(),
    };
    understand(client, answer, parser, sink, heard, cancel).await
}

/// Reads an answer that is no report's, by the columns of `report`.
pub(super) async fn read_whole<S: RowSink + Send + 'static>(
    client: &Client,
    answer: Answer,
    report: &Arc<Report>,
    window: Window,
    sink: S,
    cancel: &CancellationToken,
) -> std::result::Result<(Outcome, S), Refusal> {
    let parser = Parser {
        report: Arc::clone(report),
        params: BTreeMap::new(),
        window,
        rows: Arc::default(),
        cancel: cancel.clone(),
    };
    understand(client, answer, parser, sink, &|_| {}, cancel).await
}

/// Body, rows, meaning.
async fn understand<S: RowSink + Send + 'static>(
    client: &Client,
    mut answer: Answer,
    parser: Parser,
    sink: S,
    heard: &(dyn Fn(Heard) + Send + Sync),
    cancel: &CancellationToken,
) -> std::result::Result<(Outcome, S), Refusal> {
    let mut start = Vec::new();
    let listener = Listener { heard, rows: Arc::clone(&parser.rows), start: &mut start };
    let (reading, sink) = body(&mut answer, parser, sink, client.limits(), listener, cancel).await;
    let reading = reading.map(|reading| without_token(reading, client));
    let start = client.without_token(&String::from_utf8_lossy(&start));
    let outcome = classify(answer.head, reading, start.as_bytes())?;
    let sink = sink.ok_or_else(|| Error::new(Code::Internal, "the rows were lost"))?;
    Ok((outcome, sink))
}

/// `api`, the parameters, then the window.
fn query<'a>(
    report: &'a Report,
    params: &'a BTreeMap<String, String>,
    from: &'a str,
    to: &'a str,
) -> Result<Vec<(&'a str, &'a str)>> {
    let mut query = vec![("api", report.code.as_str())];
    for (name, value) in params {
        if ["api", "date_ini", "date_end"].contains(&name.as_str()) {
            return Err(Error::usage("param", format!("{name} is set by the window")));
        }
        query.push((name, value));
    }
    query.extend([("date_ini", from), ("date_end", to)]);
    Ok(query)
}

/// A server that repeats the token must not carry it into errors and logs.
fn without_token(mut reading: Reading, client: &Client) -> Reading {
    let clean = |text: Option<String>| text.map(|text| client.without_token(&text));
    reading.envelope.msg = clean(reading.envelope.msg);
    reading.envelope.error = clean(reading.envelope.error);
    reading
}

/// Tells the caller how far the body is, and keeps its start.
struct Listener<'a> {
    heard: &'a (dyn Fn(Heard) + Send + Sync),
    rows: Arc<AtomicU64>,
    start: &'a mut Vec<u8>,
}

impl Listener<'_> {
    fn piece(&mut self, answer: &Answer, piece: &[u8]) {
        let room = START_BYTES.saturating_sub(self.start.len()).min(piece.len());
        self.start.extend_from_slice(&piece[..room]);
        self.tell(answer);
    }

    fn tell(&self, answer: &Answer) {
        let rows = self.rows.load(Ordering::Relaxed);
        (self.heard)(Heard { bytes: answer.bytes(), expected: answer.expected(), rows });
    }
}

/// Reads the body to its end and parses it: whole where it fits into the buffer, else as it comes.
async fn body<S: RowSink + Send + 'static>(
    answer: &mut Answer,
    parser: Parser,
    sink: S,
    limits: &Limits,
    mut listener: Listener<'_>,
    cancel: &CancellationToken,
) -> (Result<Reading>, Option<S>) {
    let announced = answer.expected().and_then(|bytes| usize::try_from(bytes).ok()).unwrap_or(0);
    let mut buffer = Vec::with_capacity(announced.min(limits.buffer));
    loop {
        let before = buffer.len();
        match answer.read_into(&mut buffer, cancel).await {
            Err(error) => {
                listener.piece(answer, &buffer[before..]);
                return (Err(error), Some(sink));
            }
            Ok(true) => listener.piece(answer, &buffer[before..]),
            Ok(false) => break,
        }
        if buffer.len() > limits.buffer {
            return stream(answer, parser, sink, buffer, listener, cancel).await;
        }
    }
    let parsed = parser.run(sink, move |asked, sink| read_slice(asked, &buffer, sink)).await;
    listener.tell(answer);
    parsed
}

/// Parses while the rest of the body arrives.
async fn stream<S: RowSink + Send + 'static>(
    answer: &mut Answer,
    parser: Parser,
    sink: S,
    begun: Vec<u8>,
    mut listener: Listener<'_>,
    cancel: &CancellationToken,
) -> (Result<Reading>, Option<S>) {
    let (pieces, incoming) = mpsc::channel(PIECES);
    let reader = Pieces { incoming, piece: begun, taken: 0, ended: false };
    let parsing = parser.run(sink, move |asked, sink| read_stream(asked, reader, sink));
    let feeding = async {
        // Moved in, so that the parser comes to an end when this does, however it ends.
        let pieces = pieces;
        loop {
            let mut piece = Vec::new();
            let more = answer.read_into(&mut piece, cancel).await?;
            listener.piece(answer, &piece);
            let sent = pieces.send(more.then_some(piece)).await;
            // A parser that has ended early says why itself.
            if !more || sent.is_err() {
                return Ok(());
            }
        }
    };
    let (fed, (reading, sink)): (Result<()>, _) = tokio::join!(feeding, parsing);
    listener.tell(answer);
    (fed.and(reading), sink)
}

/// A streaming body as the parser reads it.
struct Pieces {
    incoming: mpsc::Receiver<Option<Vec<u8>>>,
    piece: Vec<u8>,
    taken: usize,
    ended: bool,
}

impl Read for Pieces {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.piece.len() && !self.ended {
            match self.incoming.blocking_recv() {
                Some(Some(piece)) => (self.piece, self.taken) = (piece, 0),
                Some(None) => self.ended = true,
                // The sender is gone without having said that the body is complete.
                None => return Err(io::Error::other(cut())),
            }
        }
        let count = into.len().min(self.piece.len() - self.taken);
        into[..count].copy_from_slice(&self.piece[self.taken..self.taken + count]);
        self.taken += count;
        Ok(count)
    }
}

fn cut() -> Error {
    Error::new(Code::Cut, "the answer was cut")
}

/// What the parser's thread needs.
struct Parser {
    report: Arc<Report>,
    params: BTreeMap<String, String>,
    window: Window,
    rows: Arc<AtomicU64>,
    cancel: CancellationToken,
}

impl Parser {
    /// Parses on a thread that may block. A panic there becomes an error and costs the sink.
    async fn run<S: RowSink + Send + 'static>(
        self,
        sink: S,
        parse: impl FnOnce(&Asked, &mut dyn RowSink) -> Result<Reading> + Send + 'static,
    ) -> (Result<Reading>, Option<S>) {
        let work = move || {
            let mut counted = Counted { sink, rows: self.rows, cancel: self.cancel };
            let asked = Asked { report: &self.report, params: &self.params, window: self.window };
            let reading = parse(&asked, &mut counted);
            (reading, Some(counted.sink))
        };
        match tokio::task::spawn_blocking(work).await {
            Ok(parsed) => parsed,
            // The panic's text may hold values, so it is not repeated.
            Err(_) => (Err(Error::new(Code::Internal, "the parser has ended badly")), None),
        }
    }
}

/// Counts rows on their way, and stops the parser once cancelled.
struct Counted<S> {
    sink: S,
    rows: Arc<AtomicU64>,
    cancel: CancellationToken,
}

impl<S: RowSink> RowSink for Counted<S> {
    fn push(&mut self, batch: RecordBatch) -> Result<()> {
        if self.cancel.is_cancelled() {
            return Err(cancelled());
        }
        self.rows.fetch_add(batch.num_rows() as u64, Ordering::Relaxed);
        self.sink.push(batch)
    }
}
