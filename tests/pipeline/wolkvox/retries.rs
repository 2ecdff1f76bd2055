//! What follows a failure.

use atalaya_core::wolkvox::{Limits, Next, next, retry_after, wait};
use atalaya_core::{Code, Error};
use chrono::{DateTime, Utc};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

fn after(code: Code, attempt: u32, wish: Option<u64>) -> Next {
    let mut random = fastrand::Rng::with_seed(3);
    let wish = wish.map(Duration::from_secs);
    next(&Error::new(code, ""), attempt, wish, &Limits::default(), &mut random)
}

#[test]
fn every_code_has_its_consequence() {
    for code in [Code::TimedOut, Code::TooLarge, Code::RowCap] {
        assert_eq!(after(code, 1, None), Next::Halve);
    }
    for code in [
        Code::QuotaSpent,
        Code::TokenRefused,
        Code::Redirected,
        Code::Untrusted,
        Code::UnknownReport,
        Code::MissingParameter,
        Code::Proxy,
        Code::DiskFull,
        Code::Cancelled,
        Code::Internal,
    ] {
        assert_eq!(after(code, 1, None), Next::StopRun, "{code:?}");
    }
    for code in [Code::Cut, Code::ServerDown, Code::Slow, Code::WebPage, Code::Shape, Code::Refused]
    {
        assert!(matches!(after(code, 3, None), Next::Retry(_)), "{code:?}");
        assert_eq!(after(code, 4, None), Next::FailWindow, "{code:?}");
    }
    for code in [Code::Simultaneous, Code::Maintenance, Code::Unreachable, Code::AskedToWait] {
        assert!(matches!(after(code, 3, None), Next::Retry(_)), "{code:?}");
        assert_eq!(after(code, 4, None), Next::StopRun, "{code:?}");
    }
}

#[test]
fn waits_are_bounded_and_jittered() {
    let limits = Limits { max_attempts: 100, ..Limits::default() };
    let mut random = fastrand::Rng::with_seed(5);
    for attempt in 1..100 {
        let mut waits = Vec::new();
        for _ in 0..50 {
            let error = Error::new(Code::Cut, "");
            let Next::Retry(wait) = next(&error, attempt, None, &limits, &mut random) else {
                unreachable!("attempts are left");
            };
            let bound = Duration::from_secs(2).saturating_mul(1 << (attempt - 1).min(10));
            assert!(wait <= bound.min(Duration::from_secs(60)), "{attempt}: {wait:?}");
            waits.push(wait);
        }
        waits.dedup();
        assert!(waits.len() > 40, "no jitter at {attempt}");
    }
}

#[test]
fn a_wish_is_obeyed_up_to_its_limit() {
    let Next::Retry(wait) = after(Code::AskedToWait, 1, Some(120)) else {
        unreachable!("120 s are obeyed");
    };
    assert!(wait >= Duration::from_secs(120) && wait < Duration::from_secs(123));
    assert!(matches!(after(Code::AskedToWait, 1, Some(900)), Next::Retry(_)));
    assert_eq!(after(Code::AskedToWait, 1, Some(901)), Next::StopRun);
    assert!(
        matches!(after(Code::ServerDown, 1, Some(5)), Next::Retry(wait) if wait.as_secs() >= 5)
    );
}

#[test]
fn forms_of_retry_after() {
    let now: DateTime<Utc> = "2026-03-01T10:00:00Z".parse().expect("a moment");
    let seconds = |text: &str| retry_after(text, now).map(|wish| wish.as_secs());
    assert_eq!(seconds("120"), Some(120));
    assert_eq!(seconds(" 0 "), Some(0));
    assert_eq!(seconds("Sun, 01 Mar 2026 10:02:00 GMT"), Some(120));
    assert_eq!(seconds("Sun, 01 Mar 2026 09:00:00 GMT"), Some(0));
    for nonsense in ["", "-5", "9e99", "1.5", "soon", "99999999999999999999999", "0x10", "٣"] {
        assert_eq!(seconds(nonsense), None, "{nonsense}");
    }
}

#[tokio::test]
async fn a_wait_ends_when_cancelled() {
    let cancel = CancellationToken::new();
    cancel.cancel();
    let ended = wait(Duration::from_secs(3600), &cancel).await;
    assert_eq!(ended.expect_err("it was cancelled").code(), Code::Cancelled);
    assert!(wait(Duration::from_millis(1), &CancellationToken::new()).await.is_ok());
}
