//! Whether and when a failed request is tried again.

use super::Limits;
use crate::{Code, Error, Result};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// What follows a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Ask again after this wait. Who counts the waits of a window decides whether
    /// [`Limits::waiting`] allows it.
    Retry(Duration),
    /// Halve the window and ask for both parts.
    Halve,
    /// Nothing else would succeed now: end the run.
    StopRun,
    /// Mark this window as failed and go on with the next.
    FailWindow,
}

/// What follows `error`, met at that attempt (the first is 1). `retry_after` is the server's wish.
pub fn next(
    error: &Error,
    attempt: u32,
    retry_after: Option<Duration>,
    limits: &Limits,
    random: &mut fastrand::Rng,
) -> Next {
    let last = match policy(error.code()) {
        Policy::Halve => return Next::Halve,
        Policy::Stop => return Next::StopRun,
        Policy::Fail => return Next::FailWindow,
        Policy::RetryThenFail => Next::FailWindow,
        Policy::RetryThenStop => Next::StopRun,
    };
    if attempt >= limits.max_attempts {
        return last;
    }
    match retry_after {
        Some(wish) if wish > limits.retry_after_max => Next::StopRun,
        Some(wish) => Next::Retry(wish.max(jitter(1, limits, random))),
        None => Next::Retry(jitter(attempt, limits, random)),
    }
}

enum Policy {
    Halve,
    Stop,
    Fail,
    RetryThenFail,
    RetryThenStop,
}

fn policy(code: Code) -> Policy {
    match code {
        // The query is too heavy, not the network too weak: smaller pieces help.
        Code::TimedOut | Code::TooLarge | Code::RowCap => Policy::Halve,
        Code::Cut
        | Code::Slow
        | Code::ServerDown
        | Code::WebPage
        | Code::Shape
        | Code::CountDiffers
        // An unknown 403 may be maintenance, whose text nobody has recorded.
        | Code::Refused => Policy::RetryThenFail,
        // What holds these up holds up every other window too.
        Code::Unreachable | Code::Simultaneous | Code::Maintenance | Code::AskedToWait => {
            Policy::RetryThenStop
        }
        Code::BadHead => Policy::Fail,
        _ => Policy::Stop,
    }
}

/// Full jitter: anywhere between nothing and a bound that doubles with each attempt, so that two
/// programs that failed together do not come back together.
fn jitter(attempt: u32, limits: &Limits, random: &mut fastrand::Rng) -> Duration {
    let doubled = limits.backoff_min.saturating_mul(1 << attempt.saturating_sub(1).min(16));
    doubled.min(limits.backoff_max).mul_f64(random.f64())
}

/// Waits, unless cancelled first.
pub async fn wait(duration: Duration, cancel: &CancellationToken) -> Result<()> {
    tokio::select! {
        biased;
        () = cancel.cancelled() => Err(cancelled()),
        () = tokio::time::sleep(duration) => Ok(()),
    }
}

/// The error of every way that a user ends a request.
pub(super) fn cancelled() -> Error {
    Error::new(Code::Cancelled, "cancelled; nothing of this request is kept")
}
