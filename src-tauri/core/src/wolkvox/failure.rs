//! What a failed connection means to the user. reqwest keeps the reason several causes deep, and
//! its own text names the address with its query: neither reaches a user.

use crate::{Code, Error};
use std::error::Error as Cause;
use std::io;

/// Why a request got no answer; `what` names the step.
pub(super) fn sending(cause: reqwest::Error, what: &str) -> Error {
    let cause = cause.without_url();
    let reasons = reasons(&cause);
    let code = sending_code(&cause, &reasons);
    let words = reasons.last().cloned().unwrap_or_default();
    Error::new(code, format!("{what}: {words}")).with("cause", words).because(cause)
}

/// Why a body ended early, after that many bytes.
pub(super) fn reading(cause: reqwest::Error, bytes: u64) -> Error {
    let cause = cause.without_url();
    let words = reasons(&cause).last().cloned().unwrap_or_default();
    let detail = format!("the answer was cut after {bytes} bytes: {words}");
    Error::new(Code::Cut, detail).with("cause", words).because(cause)
}

fn sending_code(cause: &reqwest::Error, reasons: &[String]) -> Code {
    let says = |words: &[&str]| {
        reasons.iter().any(|reason| words.iter().any(|word| reason.contains(word)))
    };
    if says(&["proxy", "tunnel", "socks"]) {
        return Code::Proxy;
    }
    if cause.is_connect() {
        let tls = says(&["certificate", "tls", "handshake", "corrupt message", "received fatal"]);
        return if tls { Code::Untrusted } else { Code::Unreachable };
    }
    match io_kind(cause) {
        Some(io::ErrorKind::TimedOut) => return Code::TimedOut,
        Some(_) => return Code::Unreachable,
        None => {}
    }
    if says(&["before message completed", "connection closed", "unexpected eof"]) {
        return Code::Cut;
    }
    if says(&["parse", "too large", "invalid http", "header", "message head"]) {
        return Code::BadHead;
    }
    if cause.is_builder() { Code::Internal } else { Code::Unreachable }
}

/// The texts of a cause and of its causes, in lower case, outermost first.
fn reasons(cause: &reqwest::Error) -> Vec<String> {
    chain(cause).map(|cause| cause.to_string().to_lowercase()).collect()
}

fn io_kind(cause: &reqwest::Error) -> Option<io::ErrorKind> {
    chain(cause).find_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind)
}

fn chain(cause: &reqwest::Error) -> impl Iterator<Item = &(dyn Cause + 'static)> {
    let mut next: Option<&(dyn Cause + 'static)> = Some(cause);
    std::iter::from_fn(move || {
        let cause = next?;
        next = cause.source();
        Some(cause)
    })
}
