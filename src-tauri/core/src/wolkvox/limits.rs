//! Every number of the way to wolkvox, in one place.

use std::time::Duration;

/// Limits of requests, retries and re-reads. One value is passed through client and sync, so that
/// tests of time-outs take milliseconds.
///
/// wolkvox documents 60,000 rows, 31 days, 256 MB and 60 s a query, two requests at once per
/// token (one is advised), a poll every five minutes.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// To open a connection, name lookup and TLS included.
    pub connect: Duration,
    /// From a sent request to the head of its answer: the server's 60 s and a margin.
    pub first_byte: Duration,
    /// Longest silence inside a body.
    pub idle: Duration,
    /// A whole request, from its start to the last byte.
    pub total: Duration,
    /// Slowest body accepted, in decoded bytes a second over any `floor_over`.
    pub floor_bytes_per_second: u64,
    /// The stretch over which `floor_bytes_per_second` is measured.
    pub floor_over: Duration,
    /// Largest body, in bytes after decompression.
    pub body_cap: u64,
    /// Bodies up to this many bytes are held in memory and read at once; larger ones stream.
    pub buffer: usize,
    /// Rows after which the server cuts without saying so.
    pub row_cap: u64,
    /// Rows from which an answer counts as possibly cut, so that its window is halved.
    pub row_alarm: u64,
    /// Rows aimed at when windows are sized by a subject's density.
    pub target_rows: u64,
    /// Longest window, in days.
    pub max_days: u32,
    /// Requests for one window before it fails.
    pub max_attempts: u32,
    /// Upper bound of the first wait between attempts; doubles with each.
    pub backoff_min: Duration,
    /// Upper bound of any wait between attempts.
    pub backoff_max: Duration,
    /// Longest `Retry-After` obeyed; beyond it the run is parked.
    pub retry_after_max: Duration,
    /// Waiting per window, all attempts together, unless the user asked to wait.
    pub waiting: Duration,
    /// Waiting for the request lock before the answer is "busy".
    pub lock_wait: Duration,
    /// Pause between two looks at a lock that is held.
    pub lock_poll: Duration,
    /// Least time between two reads of the same open window.
    pub reread_floor: Duration,
    /// Age of a window's end after which it may be closed.
    pub closing_age: Duration,
    /// Failed windows in a row that stop a run.
    pub failed_windows: u32,
    /// Time-outs in a row after which a window fails instead of being halved again: halving helps
    /// against a slow query, not against a server that does not answer.
    pub time_outs: u32,
    /// Calls an operation has a day and licence, used until `token_info` says the real figure.
    pub calls_per_licence: u64,
}

impl Default for Limits {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Limits {
            connect: seconds(10),
            first_byte: seconds(75),
            idle: seconds(30),
            total: seconds(300),
            floor_bytes_per_second: 2 * 1024,
            floor_over: seconds(30),
            body_cap: 256 * 1024 * 1024,
            buffer: 32 * 1024 * 1024,
            row_cap: 60_000,
            row_alarm: 59_000,
            target_rows: 40_000,
            max_days: 31,
            max_attempts: 4,
            backoff_min: seconds(2),
            backoff_max: seconds(60),
            retry_after_max: seconds(900),
            waiting: seconds(60),
            lock_wait: seconds(30),
            lock_poll: Duration::from_millis(100),
            reread_floor: seconds(300),
            closing_age: seconds(48 * 3600),
            failed_windows: 3,
            time_outs: 3,
            calls_per_licence: 1000,
        }
    }
}
