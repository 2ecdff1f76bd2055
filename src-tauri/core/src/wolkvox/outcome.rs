//! What an answer means. HTTP status, body code and words are read together, because wolkvox says
//! "no records" with 404 and four different things with 403 (see the vendor's API response codes).

use super::words;
use crate::reports::{DataForm, Envelope, ProblemKind, Reading};
use crate::{Code, Error, Result};
use chrono::{DateTime, Utc};
use std::time::Duration;

/// The head of an answer, as far as it decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// HTTP status.
    pub status: u16,
    /// How long the server wishes us to wait.
    pub retry_after: Option<Duration>,
}

/// An answer that counts.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Rows came. [`Reading::doubtful`] says whether to ask once more.
    Rows(Reading),
    /// wolkvox says that there are none.
    Empty(Reading),
}

impl Outcome {
    /// What was read.
    pub fn reading(&self) -> &Reading {
        match self {
            Outcome::Rows(reading) | Outcome::Empty(reading) => reading,
        }
    }
}

/// Why a request brought nothing, and how long the server wishes us to wait.
#[derive(Debug)]
pub struct Refusal {
    /// What went wrong.
    pub error: Error,
    /// The server's wish (`Retry-After`), if it said one that can be read.
    pub retry_after: Option<Duration>,
}

impl Refusal {
    /// A refusal with the server's wish.
    pub fn new(error: Error, retry_after: Option<Duration>) -> Self {
        Refusal { error, retry_after }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Refusal { error, retry_after: None }
    }
}

/// Reads a `Retry-After`: seconds, or a date compared with `now`. Nonsense counts as absent.
pub fn retry_after(text: &str, now: DateTime<Utc>) -> Option<Duration> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().map(Duration::from_secs);
    }
    let date = DateTime::parse_from_rfc2822(text).ok()?;
    Some((date.to_utc() - now).to_std().unwrap_or(Duration::ZERO))
}

/// What the answer means. `reading` is the parsed body or why it could not be parsed; `start` is
/// the body's first bytes, for what is no JSON at all.
pub fn classify(
    head: Head,
    reading: Result<Reading>,
    start: &[u8],
) -> std::result::Result<Outcome, Refusal> {
    let outcome = match reading {
        Ok(reading) => parsed(head.status, reading),
        Err(error) => Err(unparsed(head.status, error, start)),
    };
    outcome.map_err(|error| Refusal::new(error, head.retry_after))
}

fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

/// A body that is not ours. A failure that has nothing to do with the body's text passes.
fn unparsed(status: u16, error: Error, start: &[u8]) -> Error {
    if !matches!(error.code(), Code::Shape | Code::Cut) {
        return error;
    }
    let text = String::from_utf8_lossy(start);
    let web_page = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).starts_with('<');
    let code = match status {
        401 => Code::TokenRefused,
        407 => Code::Proxy,
        408 => Code::TimedOut,
        429 => Code::AskedToWait,
        500.. => Code::ServerDown,
        _ if web_page => Code::WebPage,
        _ => return error.with("status", status),
    };
    let error = Error::new(code, format!("HTTP {status} without a wolkvox answer"));
    let error = error.with("status", status);
    match words::title(&text) {
        Some(title) => error.with("title", title),
        None => error,
    }
}

/// A body of ours: refusal, rows or none.
fn parsed(status: u16, reading: Reading) -> Result<Outcome> {
    let known = words::meaning(&reading.envelope);
    let refused = known.is_some() && reading.rows == 0;
    let code = effective_code(status, &reading.envelope);
    if code == 404 && !refused {
        return absent(status, reading);
    }
    if !is_success(code) || reading.envelope.error.is_some() || refused {
        return Err(refusal(code, known, &reading.envelope));
    }
    delivered(reading)
}

/// The code that counts: the HTTP status unless that says success; then the body's code, whose
/// 200 and 0 are success. A 404 around another body code is not "no records".
fn effective_code(status: u16, envelope: &Envelope) -> u16 {
    let body = match envelope.code {
        None => return words::status_of(envelope).filter(|_| is_success(status)).unwrap_or(status),
        Some(0) => 200,
        Some(code) => u16::try_from(code).unwrap_or(599),
    };
    match status {
        404 if !is_success(body) => body,
        _ if is_success(status) => body,
        _ => status,
    }
}

/// "No records" as 404: only with our envelope, and not if it also brings or counts rows.
fn absent(status: u16, reading: Reading) -> Result<Outcome> {
    let contradicts = reading.data == DataForm::Rows || reading.envelope.code == Some(200);
    if !reading.envelope.ours() || contradicts || reading.data == DataForm::Wrong {
        let detail = format!("HTTP {status} without the wolkvox text for no records");
        return Err(Error::new(Code::Shape, detail).with("status", status));
    }
    none(reading)
}

/// Success: rows, or really none.
fn delivered(mut reading: Reading) -> Result<Outcome> {
    match reading.data {
        DataForm::Wrong => {
            Err(Error::new(Code::Shape, "the data of the answer have an unexpected form"))
        }
        DataForm::Rows => {
            if reading.doubtful() {
                let missing = reading.envelope.said.unwrap_or(0).abs_diff(reading.records);
                reading.problems.add(ProblemKind::CountDiffers, "", missing);
            }
            Ok(Outcome::Rows(reading))
        }
        DataForm::Empty => none(reading),
        DataForm::Null | DataForm::Absent => {
            let said_so = reading.envelope.code.is_some() || words::says_none(&reading.envelope);
            if reading.envelope.ours() && said_so {
                return none(reading);
            }
            Err(Error::new(Code::Shape, "success without data"))
        }
    }
}

/// No rows: believed unless the message counts some.
fn none(reading: Reading) -> Result<Outcome> {
    match reading.envelope.said {
        None | Some(0) => Ok(Outcome::Empty(reading)),
        Some(said) => {
            let detail = format!("the message counts {said} records, and none came");
            Err(Error::new(Code::CountDiffers, detail).with("said", said).with("rows", 0))
        }
    }
}

fn refusal(code: u16, known: Option<Code>, envelope: &Envelope) -> Error {
    let by_status = match code {
        401 => Code::TokenRefused,
        407 => Code::Proxy,
        408 => Code::TimedOut,
        413 => Code::TooLarge,
        429 => Code::AskedToWait,
        500..=599 => Code::ServerDown,
        _ => Code::Refused,
    };
    let words = words::shown(envelope);
    Error::new(known.unwrap_or(by_status), format!("wolkvox answered {code}: {words}"))
        .with("status", code)
        .with("words", words)
}
