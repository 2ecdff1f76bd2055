//! How an answer travels, and every way in which it may fail to arrive.

use std::io::{Error, ErrorKind, Result, Write as _};
use std::time::Duration;

use chrono::Utc;
use flate2::Compression;
use flate2::write::GzEncoder;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::answer::Answer;
use crate::faults::{Cut, Fault};
use crate::http;
use crate::quota::Flight;
use crate::server::slow_over;

/// What becomes of the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum After {
    Keep,
    Close,
}

/// The 60 seconds after which the real server gives up.
const SERVER_LIMIT: Duration = Duration::from_secs(60);
const PADDING: usize = 64 * 1024;
/// Bodies below this travel plain; compressing them saves nothing.
const WORTH_GZIP: usize = 512;

/// An answer on its way. The flight ends just before the last byte leaves, so that a client that
/// asks again at once is never counted twice.
pub(crate) struct Delivery<'a> {
    pub(crate) stream: &'a mut TcpStream,
    pub(crate) answer: Answer,
    pub(crate) faults: &'a [Fault],
    pub(crate) gzip: bool,
    pub(crate) flight: Option<Flight>,
    pub(crate) after: After,
}

/// Waits, or fails as soon as the client has gone.
pub(crate) async fn pause(stream: &TcpStream, length: Duration) -> Result<()> {
    if length.is_zero() {
        return Ok(());
    }
    tokio::select! {
        () = sleep(length) => Ok(()),
        () = gone(stream) => Err(Error::new(ErrorKind::ConnectionAborted, "the client has gone")),
    }
}

async fn gone(stream: &TcpStream) {
    let mut probe = [0; 1];
    if let Ok(1..) = stream.peek(&mut probe).await {
        std::future::pending::<()>().await;
    }
}

/// Compressed by the fast level: the bytes matter to tests, their number does not.
pub(crate) fn gzipped(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 4), Compression::fast());
    let done = encoder.write_all(body).and_then(|()| encoder.finish());
    done.expect("a vector takes every byte")
}

impl Delivery<'_> {
    /// Sends the answer in the manner of its faults.
    pub(crate) async fn send(self) -> Result<After> {
        if slow_over(self.faults).is_some_and(|limit| self.answer.rows > limit) {
            pause(self.stream, SERVER_LIMIT).await?;
            return self.close().await;
        }
        let way = self.faults.iter().find(|fault| is_way(fault)).cloned();
        match way {
            Some(Fault::CloseBeforeHeaders) => self.close().await,
            Some(Fault::OverSize(size)) => self.padded(size).await,
            Some(Fault::GzipBomb(size)) => self.bomb(size).await,
            Some(Fault::MissingChunkEnd) => self.unended().await,
            way => self.whole(way).await,
        }
    }

    fn find<T>(&self, pick: impl Fn(&Fault) -> Option<T>) -> Option<T> {
        self.faults.iter().find_map(pick)
    }

    async fn whole(mut self, way: Option<Fault>) -> Result<After> {
        let forced = matches!(way, Some(Fault::CutGzip(_)));
        let body = self.encoded(forced).await;
        let body = match way {
            Some(Fault::CutGzip(cut)) => body[..cut.of(body.len())].to_vec(),
            _ => body,
        };
        self.head(&[("Content-Length", body.len().to_string())], body.is_empty()).await?;
        match way {
            Some(Fault::CutBody(cut)) => self.cut(&body, cut).await,
            Some(Fault::ResetMidBody) => self.reset(&body).await,
            Some(Fault::Stall { after, pause: length }) => {
                let after = after.min(body.len().saturating_sub(1));
                self.stream.write_all(&body[..after]).await?;
                pause(self.stream, length).await?;
                self.rest(&body[after..]).await
            }
            Some(Fault::SlowLoris { bytes_per_second }) => self.drip(&body, bytes_per_second).await,
            _ => self.rest(&body).await,
        }
    }

    /// The body, compressed if the client may have it so; also marks it in the headers.
    async fn encoded(&mut self, forced: bool) -> Vec<u8> {
        let body = std::mem::take(&mut self.answer.body);
        if !forced && (!self.gzip || body.len() < WORTH_GZIP) {
            return body;
        }
        self.answer.headers.push(("Content-Encoding", "gzip".to_owned()));
        let packed = tokio::task::spawn_blocking(move || gzipped(&body)).await;
        packed.expect("compressing does not panic")
    }

    /// `last` tells that no byte follows, so that the flight must end before.
    async fn head(&mut self, framing: &[(&'static str, String)], last: bool) -> Result<()> {
        let date = self.find(|fault| match fault {
            Fault::DateHeader(text) => Some(text.clone()),
            _ => None,
        });
        let now = || Utc::now().format("%a, %d %b %Y %H:%M:%S GMT").to_string();
        let mut headers = vec![
            ("Date", date.unwrap_or_else(now)),
            ("Content-Type", self.answer.content_type.to_owned()),
        ];
        headers.append(&mut self.answer.headers);
        headers.extend(framing.iter().cloned());
        if self.after == After::Close {
            headers.push(("Connection", "close".to_owned()));
        }
        headers.extend(self.useless_headers());
        if last {
            self.flight = None;
        }
        self.stream.write_all(http::head(self.answer.status, &headers).as_bytes()).await
    }

    fn useless_headers(&self) -> Vec<(&'static str, String)> {
        const LINE: usize = 1000;
        let size = self.find(|fault| match fault {
            Fault::HugeHeaders(size) => Some(*size),
            _ => None,
        });
        vec![("X-Padding", "x".repeat(LINE - 13)); size.unwrap_or(0).div_ceil(LINE)]
    }

    /// Everything that is left; the flight ends before the last byte.
    async fn rest(mut self, body: &[u8]) -> Result<After> {
        if let Some((last, before)) = body.split_last() {
            self.stream.write_all(before).await?;
            self.flight = None;
            self.stream.write_all(&[*last]).await?;
        }
        self.stream.flush().await?;
        match self.after {
            After::Keep => Ok(After::Keep),
            After::Close => self.close().await,
        }
    }

    async fn cut(self, body: &[u8], cut: Cut) -> Result<After> {
        self.stream.write_all(&body[..cut.of(body.len())]).await?;
        self.close().await
    }

    async fn reset(mut self, body: &[u8]) -> Result<After> {
        self.stream.write_all(&body[..body.len() / 2]).await?;
        self.stream.flush().await?;
        // Time for the bytes to arrive: a reset discards what is still on its way.
        sleep(Duration::from_millis(30)).await;
        self.flight = None;
        self.stream.set_zero_linger()?;
        Err(Error::from(ErrorKind::ConnectionReset))
    }

    async fn drip(self, body: &[u8], bytes_per_second: u32) -> Result<After> {
        let speed = bytes_per_second.max(1);
        // Ten steps a second at most; below that one byte at a time.
        let step = (speed as usize / 10).max(1);
        let each = Duration::from_secs_f64(step as f64 / f64::from(speed));
        let keep = body.len().saturating_sub(1);
        for piece in body[..keep].chunks(step) {
            self.stream.write_all(piece).await?;
            pause(self.stream, each).await?;
        }
        self.rest(&body[keep..]).await
    }

    async fn close(mut self) -> Result<After> {
        self.flight = None;
        self.stream.shutdown().await?;
        Ok(After::Close)
    }

    async fn chunk(&mut self, bytes: &[u8]) -> Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        self.stream.write_all(format!("{:x}\r\n", bytes.len()).as_bytes()).await?;
        self.stream.write_all(bytes).await?;
        self.stream.write_all(b"\r\n").await
    }

    async fn chunked_head(&mut self) -> Result<()> {
        self.head(&[("Transfer-Encoding", "chunked".to_owned())], false).await
    }

    /// All bytes, but not the chunk that says so.
    async fn unended(mut self) -> Result<After> {
        let body = self.encoded(false).await;
        self.chunked_head().await?;
        self.chunk(&body).await?;
        self.close().await
    }

    /// Splits the body before its last byte, where white space changes nothing.
    fn body_for_padding(&mut self) -> (Vec<u8>, Vec<u8>) {
        let mut body = std::mem::take(&mut self.answer.body);
        let last = body.split_off(body.len().saturating_sub(1));
        (body, last)
    }

    async fn padded(mut self, size: u64) -> Result<After> {
        let (body, last) = self.body_for_padding();
        self.chunked_head().await?;
        self.chunk(&body).await?;
        let blank = vec![b' '; PADDING];
        for _ in 0..blocks(size) {
            self.chunk(&blank).await?;
        }
        self.chunk(&last).await?;
        self.rest(b"0\r\n\r\n").await
    }

    async fn bomb(mut self, size: u64) -> Result<After> {
        let (body, last) = self.body_for_padding();
        self.answer.headers.push(("Content-Encoding", "gzip".to_owned()));
        self.chunked_head().await?;
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&body)?;
        let blank = vec![b' '; PADDING];
        for _ in 0..blocks(size) {
            encoder.write_all(&blank)?;
            let packed = std::mem::take(encoder.get_mut());
            self.chunk(&packed).await?;
        }
        encoder.write_all(&last)?;
        let packed = encoder.finish()?;
        self.chunk(&packed).await?;
        self.rest(b"0\r\n\r\n").await
    }
}

/// Blocks of padding that exceed a size.
fn blocks(size: u64) -> u64 {
    size / PADDING as u64 + 1
}

/// Faults that decide how the bytes travel.
fn is_way(fault: &Fault) -> bool {
    matches!(
        fault,
        Fault::CutBody(_)
            | Fault::CutGzip(_)
            | Fault::MissingChunkEnd
            | Fault::Stall { .. }
            | Fault::SlowLoris { .. }
            | Fault::ResetMidBody
            | Fault::CloseBeforeHeaders
            | Fault::OverSize(_)
            | Fault::GzipBomb(_)
    )
}
