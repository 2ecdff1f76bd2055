//! Answers before they travel: status, envelope, body.

use crate::dress::Dress;
use crate::faults::Fault;
use crate::operation::Row;

/// A complete answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: &'static str,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) rows: usize,
}

pub(crate) const JSON: &str = "application/json; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";

/// The text of a 404 of the real server is known by its sense only: validate the dates.
const NO_RECORDS: &str = "PLEASE VALIDATE THE DATES OF YOUR QUERY";

const LOGIN_PAGE: &str = "<!DOCTYPE html>\n<html><head><title>Acceso a la red</title></head>\
    <body><form action=\"/login\"><input name=\"user\"></form></body></html>\n";

const NOT_FOUND_PAGE: &str = "<html><head><title>404 Not Found</title></head>\
    <body><center><h1>404 Not Found</h1></center><hr><center>nginx</center></body></html>\n";

impl Answer {
    fn new(status: u16, content_type: &'static str, body: Vec<u8>) -> Self {
        Answer { status, content_type, headers: Vec::new(), body, rows: 0 }
    }

    /// An error in the envelope of the API; the code in the body follows the status.
    pub(crate) fn refusal(status: u16, error: &str, msg: &str) -> Self {
        let (error, msg) = (text(error), text(msg));
        let body = format!("{{\"code\":\"{status}\",\"error\":{error},\"msg\":{msg}}}");
        Answer::new(status, JSON, body.into_bytes())
    }

    /// No records in the window, or no such report on this server.
    pub(crate) fn no_records() -> Self {
        Answer::refusal(404, "NOT FOUND", NO_RECORDS)
    }

    pub(crate) fn bad_token() -> Self {
        Answer::refusal(403, "FORBIDDEN", "PLEASE VALIDATE TOKEN")
    }

    pub(crate) fn quota() -> Self {
        Answer::refusal(403, "FORBIDDEN", "TOKEN LIMIT EXCEEDED")
    }

    pub(crate) fn simultaneous() -> Self {
        let msg = "EXCEEDS THE LIMIT OF SIMULTANEOUS REQUESTS PER TOKEN (2)";
        Answer::refusal(403, "FORBIDDEN", msg)
    }

    pub(crate) fn parameters() -> Self {
        Answer::refusal(400, "BAD REQUEST", "SOME PARAMETERS ARE REQUIRED")
    }

    pub(crate) fn unknown_api() -> Self {
        Answer::refusal(400, "BAD REQUEST", "THE API YOU WANT TO CONSULT DOES NOT EXIST")
    }

    fn html(status: u16, page: &str) -> Self {
        Answer::new(status, HTML, page.as_bytes().to_vec())
    }

    fn redirect(status: u16, location: &str) -> Self {
        let mut answer = Answer::html(status, "");
        answer.headers.push(("Location", location.to_owned()));
        answer
    }

    fn plain_status(status: u16, retry_after: Option<&String>) -> Self {
        let mut answer = Answer::refusal(status, "ERROR", "THE REQUEST COULD NOT BE PROCESSED");
        answer.headers.extend(retry_after.map(|value| ("Retry-After", value.clone())));
        answer
    }
}

/// The answer that a fault gives before anything is looked at.
pub(crate) fn instead(faults: &[Fault]) -> Option<Answer> {
    faults.iter().find_map(|fault| {
        Some(match fault {
            Fault::Quota => Answer::quota(),
            Fault::Simultaneous => Answer::simultaneous(),
            Fault::BadToken => Answer::bad_token(),
            Fault::Maintenance => {
                Answer::refusal(403, "FORBIDDEN", "SERVER IN MAINTENANCE, PLEASE TRY LATER")
            }
            Fault::UnknownForbidden(msg) => Answer::refusal(403, "FORBIDDEN", msg),
            Fault::Status(status, retry_after) => {
                Answer::plain_status(*status, retry_after.as_ref())
            }
            Fault::Redirect { status, location } => Answer::redirect(*status, location),
            Fault::HtmlPage => Answer::html(200, LOGIN_PAGE),
            Fault::HtmlUnderJson => Answer::new(200, JSON, LOGIN_PAGE.as_bytes().to_vec()),
            Fault::ZeroByte200 => Answer::new(200, JSON, Vec::new()),
            Fault::Html404 => Answer::html(404, NOT_FOUND_PAGE),
            Fault::EmptyList => Answer::new(200, JSON, empty(Some("[]"))),
            Fault::NullData => Answer::new(200, JSON, empty(Some("null"))),
            Fault::AbsentData => Answer::new(200, JSON, empty(None)),
            Fault::BodyCode500 => {
                let body = r#"{"code":"500","error":"INTERNAL ERROR","msg":"TRY LATER"}"#;
                Answer::new(200, JSON, body.into())
            }
            _ => return None,
        })
    })
}

fn empty(data: Option<&str>) -> Vec<u8> {
    let data = data.map(|data| format!(",\"data\":{data}")).unwrap_or_default();
    format!(r#"{{"code":"200","error":null,"msg":"0 records were found"{data}}}"#).into_bytes()
}

/// Rows in their envelope, shaped by the faults. `code` is raw JSON.
pub(crate) fn table(rows: &[Row], faults: &[Fault], code: &str) -> Answer {
    let has = |fault: &Fault| faults.contains(fault);
    let data = data(rows, faults);
    let mut body = Vec::with_capacity(data.len() + 100);
    if has(&Fault::Bom) {
        body.extend_from_slice("\u{feff}".as_bytes());
    }
    if has(&Fault::BareList) {
        body.extend_from_slice(&data);
    } else {
        envelope(&mut body, &data, &rest(rows.len(), faults, code), has(&Fault::ShuffledKeys));
    }
    if has(&Fault::Latin1) {
        body = latin1(&body);
    }
    let content_type = if has(&Fault::JsonUnderHtml) { HTML } else { JSON };
    Answer { rows: rows.len(), ..Answer::new(200, content_type, body) }
}

/// `code`, `error` and `msg` as they stand in the envelope.
fn rest(count: usize, faults: &[Fault], code: &str) -> String {
    let (mut code, mut error, mut count) = (code.to_owned(), "null", count as i64);
    for fault in faults {
        match fault {
            Fault::TextCode => code = "\"200\"".to_owned(),
            Fault::NumberCode => code = "200".to_owned(),
            Fault::ErrorNullText => error = "\"null\"",
            Fault::ErrorEmpty => error = "\"\"",
            Fault::CountMismatch(more) => count += more,
            _ => {}
        }
    }
    format!("\"code\":{code},\"error\":{error},\"msg\":\"{count} records were found\"")
}

fn envelope(body: &mut Vec<u8>, data: &[u8], rest: &str, data_first: bool) {
    let around = if data_first {
        ["{\"data\":".to_owned(), format!(",{rest}}}")]
    } else {
        [format!("{{{rest},\"data\":"), "}".to_owned()]
    };
    body.extend_from_slice(around[0].as_bytes());
    body.extend_from_slice(data);
    body.extend_from_slice(around[1].as_bytes());
}

/// What stands in the place of the rows.
fn shapeless(fault: &Fault) -> Option<Vec<u8>> {
    match fault {
        Fault::TextData => Some(b"\"see attachment\"".to_vec()),
        Fault::CountWithoutData => Some(b"[]".to_vec()),
        Fault::DeepNesting(depth) => {
            Some(["[".repeat(*depth), "]".repeat(*depth)].concat().into_bytes())
        }
        _ => None,
    }
}

fn data(rows: &[Row], faults: &[Fault]) -> Vec<u8> {
    if let Some(data) = faults.iter().find_map(shapeless) {
        return data;
    }
    let dress = Dress::of(faults);
    let mut data = Vec::new();
    if let (true, Some(first)) = (faults.contains(&Fault::ObjectData), rows.first()) {
        dress.write(&mut data, first, 0);
        return data;
    }
    data.push(b'[');
    for (place, row) in rows.iter().enumerate() {
        if place > 0 {
            data.push(b',');
        }
        dress.write(&mut data, row, place);
    }
    data.push(b']');
    data
}

/// A text as JSON.
pub(crate) fn text(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}

/// One byte for each character; those beyond Latin-1 become question marks.
fn latin1(body: &[u8]) -> Vec<u8> {
    let one = |letter: char| u8::try_from(u32::from(letter)).unwrap_or(b'?');
    String::from_utf8_lossy(body).chars().map(one).collect()
}
