//! One request at a time per server, across programs.

use atalaya_core::Code;
use atalaya_core::wolkvox::{Endpoint, Limits, RequestLock, ServerCode};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

fn limits() -> Limits {
    let lock_wait = Duration::from_millis(120);
    Limits { lock_wait, lock_poll: Duration::from_millis(10), ..Limits::default() }
}

#[tokio::test]
async fn the_second_waits_and_then_is_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path().join("made");
    let endpoint = Endpoint::Wolkvox(ServerCode::read("0015").expect("a code"));
    let take = async |limits: Limits| {
        RequestLock::take(&folder, &endpoint, &limits, &CancellationToken::new()).await
    };
    let first = take(limits()).await.expect("it is free");
    let refused = take(limits()).await.expect_err("it is held");
    assert_eq!(refused.code(), Code::Busy);
    let other = Endpoint::Loopback(15);
    assert!(RequestLock::take(&folder, &other, &limits(), &CancellationToken::new()).await.is_ok());
    let patient = Limits { lock_wait: Duration::from_secs(20), ..limits() };
    let (second, ()) = tokio::join!(take(patient), async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        drop(first);
    });
    drop(second.expect("the first was given back"));
    assert!(take(limits()).await.is_ok());
}

#[tokio::test]
async fn waiting_for_a_lock_can_be_cancelled() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let endpoint = Endpoint::Loopback(15);
    let cancel = CancellationToken::new();
    let _held = RequestLock::take(folder.path(), &endpoint, &limits(), &cancel).await;
    cancel.cancel();
    let patient = Limits { lock_wait: Duration::from_secs(60), ..limits() };
    let ended = RequestLock::take(folder.path(), &endpoint, &patient, &cancel).await;
    assert_eq!(ended.expect_err("it was cancelled").code(), Code::Cancelled);
}
