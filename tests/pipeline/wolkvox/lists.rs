//! What the tests of this stage share: a client with a token, one question, its answer.

use super::responder::Responder;
use crate::parse::reports::agent_states;
use arrow::record_batch::RecordBatch;
use atalaya_core::Code;
use atalaya_core::reports::Report;
use atalaya_core::secret::Token;
use atalaya_core::time::Window;
use atalaya_core::wolkvox::{Client, Endpoint, Heard, Limits, Outcome, Refusal, ask};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// A token that must never be seen anywhere else.
pub(crate) const CANARY: &str = "c4n4ry0f5ecret70ken";

pub(crate) fn token() -> Token {
    Token::read(CANARY).expect("it is plain")
}

/// Limits that fail within a second.
pub(crate) fn quick() -> Limits {
    let millis = Duration::from_millis;
    Limits {
        connect: millis(500),
        first_byte: millis(500),
        idle: millis(300),
        total: millis(1500),
        floor_over: millis(400),
        ..Limits::default()
    }
}

pub(crate) fn client(responder: &Responder, limits: Limits) -> Client {
    Client::new(Endpoint::Loopback(responder.port()), &token(), limits).expect("a client")
}

pub(crate) fn report() -> Arc<Report> {
    Arc::new(agent_states("agent_2"))
}

pub(crate) fn window() -> Window {
    Window::day(NaiveDate::from_ymd_opt(2026, 3, 1).expect("a date that exists"))
}

pub(crate) type Asked = Result<(Outcome, Vec<RecordBatch>), Refusal>;

/// Asks once, with these limits and ears.
pub(crate) async fn ask_with(
    client: &Client,
    heard: &(dyn Fn(Heard) + Send + Sync),
    cancel: &CancellationToken,
) -> Asked {
    let params = BTreeMap::from([("agent_id".to_owned(), "1001".to_owned())]);
    ask(client, &report(), &params, window(), Vec::new(), heard, cancel).await
}

/// Asks once, with quick limits.
pub(crate) async fn asked(responder: &Responder) -> Asked {
    ask_with(&client(responder, quick()), &|_| {}, &CancellationToken::new()).await
}

/// The code of a refusal; nothing in it may hold the token or the query.
pub(crate) fn code(asked: Asked) -> Code {
    let refusal = asked.map(|(outcome, _)| outcome).expect_err("must be refused");
    let all = format!("{refusal:?} {} {:?}", refusal.error, refusal.error.params());
    assert!(!all.contains(CANARY), "the token is in {all}");
    assert!(!all.contains("date_ini"), "the query is in {all}");
    refusal.error.code()
}

/// An answer with that many rows.
pub(crate) fn rows(count: usize) -> String {
    let row = r#"{"agent_id":"1001","agent_status":"READY","time":"00:00:05","date_ini":"2026-03-01 08:00:00","date_end":"2026-03-01 08:00:05","conn_id":"-","type_interaction":"-","telephone":"-"}"#;
    let rows = vec![row; count].join(",");
    format!(r#"{{"code":"200","error":null,"msg":"{count} records were found","data":[{rows}]}}"#)
}
