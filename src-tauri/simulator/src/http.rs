//! As much HTTP/1.1 as the API needs, by hand over the socket, so that any fault can be made.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Error, ErrorKind, Result};

use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

const LARGEST_HEAD: usize = 64 * 1024;

/// The parts of a request that matter here.
#[derive(Debug, Default)]
pub(crate) struct Request {
    pub(crate) get: bool,
    pub(crate) path: String,
    pub(crate) params: BTreeMap<String, String>,
    pub(crate) token: Option<String>,
    pub(crate) gzip: bool,
    pub(crate) keep_alive: bool,
}

/// Reads the next request of a connection; nothing once the client has closed it. What was read
/// beyond the head stays in `buffer`.
pub(crate) async fn read(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<Option<Request>> {
    loop {
        if let Some((request, length)) = parse(buffer)? {
            buffer.drain(..length);
            return Ok(Some(request));
        }
        if buffer.len() > LARGEST_HEAD {
            return Err(invalid("head too large"));
        }
        if stream.read_buf(buffer).await? == 0 {
            return Ok(None);
        }
    }
}

fn invalid(text: &str) -> Error {
    Error::new(ErrorKind::InvalidData, text)
}

fn parse(buffer: &[u8]) -> Result<Option<(Request, usize)>> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut head = httparse::Request::new(&mut headers);
    let status = head.parse(buffer).map_err(|error| invalid(&error.to_string()))?;
    let httparse::Status::Complete(length) = status else {
        return Ok(None);
    };
    let (path, query) = split(head.path.unwrap_or("/"));
    let mut request = Request {
        get: head.method == Some("GET"),
        path: decoded(path),
        params: pairs(query),
        keep_alive: true,
        ..Request::default()
    };
    for header in head.headers.iter() {
        let value = String::from_utf8_lossy(header.value);
        note_header(&mut request, header.name, value.trim());
    }
    Ok(Some((request, length)))
}

fn note_header(request: &mut Request, name: &str, value: &str) {
    match name.to_ascii_lowercase().as_str() {
        "wolkvox-token" => request.token = Some(value.to_owned()),
        "accept-encoding" => request.gzip = value.to_ascii_lowercase().contains("gzip"),
        "connection" => request.keep_alive = !value.eq_ignore_ascii_case("close"),
        _ => {}
    }
}

fn split(target: &str) -> (&str, &str) {
    target.split_once('?').unwrap_or((target, ""))
}

fn pairs(query: &str) -> BTreeMap<String, String> {
    let pair = |text: &str| {
        let (key, value) = text.split_once('=').unwrap_or((text, ""));
        (decoded(key), decoded(value))
    };
    query.split('&').filter(|text| !text.is_empty()).map(pair).collect()
}

/// Percent encoding and `+` undone; what is not an encoding stays as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let code = tail.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = code.and_then(|two| u8::from_str_radix(two, 16).ok()).filter(|_| first == b'%');
        bytes.push(byte.unwrap_or(if first == b'+' { b' ' } else { first }));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Status line and headers.
pub(crate) fn head(status: u16, headers: &[(&str, String)]) -> String {
    let mut head = format!("HTTP/1.1 {status} {}\r\n", reason(status));
    for (name, value) in headers {
        // Writing to a text cannot fail.
        let _ = write!(head, "{name}: {value}\r\n");
    }
    head.push_str("\r\n");
    head
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Status",
    }
}
