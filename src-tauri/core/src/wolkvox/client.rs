//! One HTTP request at a time: where it goes, what it carries, how long it may take.

use super::outcome::{Head, Refusal, retry_after};
use super::retry::cancelled;
use super::{Endpoint, Limits, failure};
use crate::clock::{Clock, SystemClock};
use crate::secret::Token;
use crate::{Code, Error, Result};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use std::time::Duration;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

/// The header that carries the token.
const TOKEN_HEADER: HeaderName = HeaderName::from_static("wolkvox-token");
/// Documented beside the token on most pages, and not needed; some proxies drop it for its
/// underscore.
const SERVER_HEADER: HeaderName = HeaderName::from_static("wolkvox_server");

/// Sends requests of one operation to its server and nowhere else.
pub struct Client {
    http: reqwest::Client,
    endpoint: Endpoint,
    headers: HeaderMap,
    token: Token,
    limits: Limits,
}

impl Client {
    /// A client for that server. Opens no connection.
    ///
    /// Redirects are never followed, because reqwest hands custom headers to the new host.
    /// Low-level re-sends are off, because every request counts against the day's quota. A proxy
    /// of the system is used on the way to wolkvox, never to this computer.
    pub fn new(endpoint: Endpoint, token: &Token, limits: Limits) -> Result<Self> {
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .connect_timeout(limits.connect)
            .pool_idle_timeout(Duration::from_secs(15))
            .user_agent(concat!("atalaya/", env!("CARGO_PKG_VERSION")));
        let builder = match &endpoint {
            Endpoint::Wolkvox(_) => builder.https_only(true),
            Endpoint::Loopback(_) => builder.no_proxy(),
        };
        // The first one counts; both would do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = builder.build().map_err(|cause| failure::sending(cause, "set-up"))?;
        let headers = headers(&endpoint, token)?;
        Ok(Client { http, endpoint, headers, token: token.clone(), limits })
    }

    /// Where this client sends.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// Its limits.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Asks and returns once the head of the answer is there. A redirect is refused here.
    pub async fn get(
        &self,
        path: &str,
        query: &[(&str, &str)],
        cancel: &CancellationToken,
    ) -> Result<Answer, Refusal> {
        let url = self.endpoint.url(path, query)?;
        let started = Instant::now();
        let sent = self.http.get(url).headers(self.headers.clone()).send();
        let patience = self.limits.connect + self.limits.first_byte;
        let response = tokio::select! {
            biased;
            () = cancel.cancelled() => return Err(cancelled().into()),
            response = tokio::time::timeout(patience.min(self.limits.total), sent) => response,
        };
        let response = response
            .map_err(|_| timed_out("no answer", patience))?
            .map_err(|cause| failure::sending(cause, "request"))?;
        let head = head(&response);
        if (300..400).contains(&head.status) {
            return Err(Refusal::new(redirected(head.status), head.retry_after));
        }
        Answer::new(head, response, started, self.limits.clone()).map_err(Refusal::from)
    }

    /// Text of a server without the token, should the server have repeated it.
    pub fn without_token(&self, text: &str) -> String {
        text.replace(self.token.expose(), "…")
    }
}

fn headers(endpoint: &Endpoint, token: &Token) -> Result<HeaderMap> {
    let shape = |_| Error::new(Code::TokenShape, "the token cannot be sent in a header");
    let mut secret = HeaderValue::from_str(token.expose()).map_err(shape)?;
    secret.set_sensitive(true);
    let server = match endpoint {
        Endpoint::Wolkvox(code) => code.as_str(),
        Endpoint::Loopback(_) => "loopback",
    };
    let mut headers = HeaderMap::new();
    headers.insert(TOKEN_HEADER, secret);
    headers.insert(SERVER_HEADER, HeaderValue::from_str(server).map_err(shape)?);
    Ok(headers)
}

fn head(response: &reqwest::Response) -> Head {
    let text = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok());
    // The server's own date spares us from this computer's clock being wrong.
    let date = text("date").and_then(|date| chrono::DateTime::parse_from_rfc2822(date).ok());
    let now = date.map_or_else(|| SystemClock.now(), |date| date.to_utc());
    Head {
        status: response.status().as_u16(),
        retry_after: text("retry-after").and_then(|wish| retry_after(wish, now)),
    }
}

fn redirected(status: u16) -> Error {
    let detail = format!("HTTP {status}: the redirect was not followed, the token not sent there");
    Error::new(Code::Redirected, detail).with("status", status)
}

fn timed_out(what: &str, after: Duration) -> Error {
    let seconds = after.as_secs_f64().ceil();
    Error::new(Code::TimedOut, format!("{what} within {seconds} s")).with("seconds", seconds)
}

/// An answer whose head has arrived and whose body is still to be read.
pub struct Answer {
    /// Status and wishes of the server.
    pub head: Head,
    response: reqwest::Response,
    limits: Limits,
    started: Instant,
    bytes: u64,
    expected: Option<u64>,
    pace: Pace,
}

impl Answer {
    fn new(
        head: Head,
        response: reqwest::Response,
        started: Instant,
        limits: Limits,
    ) -> Result<Self> {
        let expected = response.content_length();
        if expected.is_some_and(|bytes| bytes > limits.body_cap) {
            return Err(too_large(&limits));
        }
        let pace = Pace::default();
        Ok(Answer { head, response, limits, started, bytes: 0, expected, pace })
    }

    /// Decoded bytes read so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Length of the body as announced, if it was.
    pub fn expected(&self) -> Option<u64> {
        self.expected
    }

    /// Appends the next decoded piece to `into`; false once the body has ended well. Every limit
    /// holds here: deadline, silence, pace and size.
    pub async fn read_into(
        &mut self,
        into: &mut Vec<u8>,
        cancel: &CancellationToken,
    ) -> Result<bool> {
        let Some(left) = self.limits.total.checked_sub(self.started.elapsed()) else {
            return Err(timed_out("the answer was not complete", self.limits.total));
        };
        let patience = left.min(self.patience());
        let asked = Instant::now();
        let piece = tokio::select! {
            biased;
            () = cancel.cancelled() => return Err(cancelled()),
            piece = tokio::time::timeout(patience, self.response.chunk()) => piece,
        };
        if self.bytes > 0 {
            self.pace.waited += asked.elapsed();
        }
        let Ok(piece) = piece else { return self.silent(asked.elapsed()) };
        let Some(piece) = piece.map_err(|cause| failure::reading(cause, self.bytes))? else {
            return Ok(false);
        };
        self.bytes += piece.len() as u64;
        self.pace.bytes += piece.len() as u64;
        if self.bytes > self.limits.body_cap {
            return Err(too_large(&self.limits));
        }
        into.extend_from_slice(&piece);
        self.pace.check(&self.limits)?;
        Ok(true)
    }

    /// How long the next piece may take. Some servers send the head before they have run the
    /// query, so the first byte of a body has the patience of a first byte.
    fn patience(&self) -> Duration {
        if self.bytes == 0 {
            return self.limits.first_byte;
        }
        self.limits.idle.min(self.pace.left(&self.limits))
    }

    /// Nothing came for that long: which limit does that break?
    fn silent(&mut self, silence: Duration) -> Result<bool> {
        if self.started.elapsed() >= self.limits.total {
            return Err(timed_out("the answer was not complete", self.limits.total));
        }
        if self.bytes == 0 {
            return Err(timed_out("no data", self.limits.first_byte));
        }
        if silence >= self.limits.idle {
            return Err(slow(0.0));
        }
        self.pace.check(&self.limits)?;
        Ok(true)
    }
}

fn too_large(limits: &Limits) -> Error {
    let mebibytes = limits.body_cap / (1024 * 1024);
    Error::new(Code::TooLarge, format!("the answer is larger than {} bytes", limits.body_cap))
        .with("mebibytes", mebibytes)
}

fn slow(bytes_per_second: f64) -> Error {
    let rate = format!("{bytes_per_second:.2}");
    Error::new(Code::Slow, format!("the answer comes at {rate} bytes a second")).with("rate", rate)
}

/// Bytes of the current stretch, against the floor. A limit on silence alone never ends an answer
/// that sends one byte in time. Only time spent waiting for the network counts.
#[derive(Default)]
struct Pace {
    waited: Duration,
    bytes: u64,
}

impl Pace {
    fn left(&self, limits: &Limits) -> Duration {
        limits.floor_over.saturating_sub(self.waited).max(Duration::from_millis(1))
    }

    fn check(&mut self, limits: &Limits) -> Result<()> {
        if self.waited < limits.floor_over {
            return Ok(());
        }
        let rate = self.bytes as f64 / self.waited.as_secs_f64().max(f64::EPSILON);
        if rate < limits.floor_bytes_per_second as f64 {
            return Err(slow(rate));
        }
        *self = Pace::default();
        Ok(())
    }
}
