//! Where requests may go: a server code that was checked byte by byte, or this computer.
//!
//! A URL parser repairs hostile names instead of refusing them (it drops line breaks, folds full
//! stops of other scripts, takes what precedes `@` for a user). So the bytes are checked first, the
//! address is built from parts, and its parsed form is compared with what was meant.

use crate::{Code, Error, Result};
use reqwest::Url;
use std::fmt;

/// The domain of every server.
const DOMAIN: &str = "wolkvox.com";
/// Longest code accepted; four digits are the only ones seen.
const CODE_BYTES_MAX: usize = 16;

/// The part of `wv<code>.wolkvox.com` that names an operation's server: 1 to 16 digits and
/// lower-case letters, leading zeros kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ServerCode(String);

impl ServerCode {
    /// Reads what a user typed or pasted: `0015`, `wv0015` or `https://wv0015.wolkvox.com/…`.
    /// Only outer ASCII blanks are dropped; nothing inside is repaired.
    pub fn read(typed: &str) -> Result<Self> {
        let text = typed.trim_matches(' ');
        let lower = text.to_ascii_lowercase();
        if lower.starts_with("https://") {
            return ServerCode::from_address(text).ok_or_else(refused);
        }
        let code = lower.strip_prefix("wv").unwrap_or(&lower);
        ServerCode::from_code(code).ok_or_else(refused)
    }

    fn from_code(code: &str) -> Option<Self> {
        let fits = (1..=CODE_BYTES_MAX).contains(&code.len());
        let plain = code.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase());
        (fits && plain).then(|| ServerCode(code.to_owned()))
    }

    /// The code of a pasted address. Its host must be written exactly as we would write it: the
    /// parsed form alone would hide a port of 443 or a repaired name.
    fn from_address(text: &str) -> Option<Self> {
        if !text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') {
            return None;
        }
        let written = text.get(8..)?.split(['/', '?', '#']).next()?.to_ascii_lowercase();
        let code = written.strip_prefix("wv")?.strip_suffix(DOMAIN)?.strip_suffix('.')?;
        let server = ServerCode::from_code(code)?;
        let url = Url::parse(text).ok()?;
        is_exactly(&url, "https", &server.host(), None).then_some(server)
    }

    /// The code alone, for instance `0015`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, for instance `wv0015.wolkvox.com`.
    pub fn host(&self) -> String {
        format!("wv{}.{DOMAIN}", self.0)
    }
}

impl fmt::Display for ServerCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The refused text is not repeated: it may be a token pasted into the wrong field.
fn refused() -> Error {
    Error::new(Code::ServerName, "not a server code such as 0015; nothing was sent")
}

fn is_exactly(url: &Url, scheme: &str, host: &str, port: Option<u16>) -> bool {
    url.scheme() == scheme
        && url.host_str() == Some(host)
        && url.port() == port
        && url.username().is_empty()
        && url.password().is_none()
}

/// Where an operation's requests go.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// `https://wv<code>.wolkvox.com`.
    Wolkvox(ServerCode),
    /// Plain http to literal 127.0.0.1 on this port: the simulator and tests.
    Loopback(u16),
}

impl Endpoint {
    /// Scheme and host, as shown to the user.
    pub fn address(&self) -> String {
        match self {
            Endpoint::Wolkvox(code) => format!("https://{}", code.host()),
            Endpoint::Loopback(port) => format!("http://127.0.0.1:{port}"),
        }
    }

    /// A short name that fits into a file name; equal for equal endpoints.
    pub fn key(&self) -> String {
        match self {
            Endpoint::Wolkvox(code) => format!("wv{code}"),
            Endpoint::Loopback(port) => format!("loopback-{port}"),
        }
    }

    /// The address of `path` with that query, built from parts and then compared with what was
    /// meant.
    pub fn url(&self, path: &str, query: &[(&str, &str)]) -> Result<Url> {
        let mut url = Url::parse(&self.address())
            .map_err(|cause| Error::new(Code::ServerName, "no usable address").because(cause))?;
        url.set_path(path);
        url.query_pairs_mut().extend_pairs(query);
        let same = match self {
            Endpoint::Wolkvox(code) => is_exactly(&url, "https", &code.host(), None),
            // The parser hides port 80, the default of http.
            Endpoint::Loopback(80) => is_exactly(&url, "http", "127.0.0.1", None),
            Endpoint::Loopback(port) => is_exactly(&url, "http", "127.0.0.1", Some(*port)),
        };
        if same && url.path() == path { Ok(url) } else { Err(refused()) }
    }
}
