use std::io::Read;
use std::time::{Duration, Instant};

use chrono::{NaiveDate, TimeDelta};
use flate2::read::GzDecoder;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::{BusyDay, Config, Cut, Fault, OverCap, Simulation, start};

fn anchor() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 19).expect("a valid date")
}

async fn simulation(config: Config) -> Simulation {
    start(config).await.expect("a free port")
}

async fn usual() -> Simulation {
    simulation(Config::for_tests(anchor(), 3)).await
}

/// The raw bytes of one answer on a connection of its own.
async fn raw(simulation: &Simulation, path: &str, headers: &str) -> Vec<u8> {
    let mut stream =
        TcpStream::connect(("127.0.0.1", simulation.port())).await.expect("the server listens");
    let head = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n");
    stream.write_all(head.as_bytes()).await.expect("the head is short");
    let mut bytes = Vec::new();
    // A reset is one of the faults: what came before it counts.
    let _ = stream.read_to_end(&mut bytes).await;
    bytes
}

fn parts(bytes: &[u8]) -> (u16, String, Vec<u8>) {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").map_or(0, |at| at + 4);
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.get(9..12).and_then(|code| code.parse().ok()).unwrap_or(0);
    (status, head, bytes[end..].to_vec())
}

fn path(api: &str, extra: &str) -> String {
    let day = anchor().format("%Y%m%d");
    format!(
        "/api/v2/reports_manager.php?api={api}{extra}&date_ini={day}000000&date_end={day}235959"
    )
}

fn token(simulation: &Simulation) -> String {
    format!("wolkvox-token: {}\r\n", simulation.token())
}

async fn json(simulation: &Simulation, path: &str) -> (u16, Value) {
    let (status, _, body) = parts(&raw(simulation, path, &token(simulation)).await);
    (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
}

#[tokio::test]
async fn rows_arrive_in_their_envelope() {
    let simulation = usual().await;
    let (status, body) = json(&simulation, &path("agent_14", "")).await;
    let rows = body["data"].as_array().expect("a list");
    assert_eq!((status, &body["code"]), (200, &Value::from("200")));
    assert_eq!(body["msg"], format!("{} records were found", rows.len()));
    let keys = "agent_id agent_status time date_ini date_end conn_id type_interaction destinity";
    let sent = raw(&simulation, &path("agent_14", ""), &token(&simulation)).await;
    let sent = String::from_utf8_lossy(&sent).into_owned();
    let places: Vec<_> = keys.split(' ').map(|key| sent.find(&format!("\"{key}\""))).collect();
    assert!(places.is_sorted() && places.iter().all(Option::is_some));
    assert_eq!(simulation.requests()[0].rows, rows.len());
    simulation.stop().await;
}

#[tokio::test]
async fn refusals_tell_why() {
    let simulation = usual().await;
    let day = path("agent_14", "");
    let (status, _, body) = parts(&raw(&simulation, &day, "").await);
    assert!(status == 401 && String::from_utf8_lossy(&body).contains("ENTER THE WOLKVOX-TOKEN"));
    let (status, _, body) = parts(&raw(&simulation, &day, "wolkvox-token: other\r\n").await);
    assert!(status == 403 && String::from_utf8_lossy(&body).contains("VALIDATE TOKEN"));
    assert!(simulation.requests().iter().all(|seen| !seen.token_ok));
    assert_eq!(json(&simulation, &path("agent_99", "")).await.0, 400);
    assert_eq!(json(&simulation, &path("agent_2", "")).await.0, 400);
    let (status, body) = json(&simulation, &path("campaign_7", "&campaign_id=1")).await;
    assert!(status == 404 && body["msg"].as_str().is_some_and(|msg| msg.contains("DATES")));
    let long =
        "/api/v2/reports_manager.php?api=agent_14&date_ini=20260301000000&date_end=20260401000000";
    assert_eq!(json(&simulation, long).await.0, 400);
    simulation.set_quota_used(simulation.quota_limit());
    assert_eq!(json(&simulation, &day).await.1["msg"], "TOKEN LIMIT EXCEEDED");
}

#[tokio::test]
async fn the_cap_cuts_in_silence() {
    let busy_days = vec![BusyDay { date: anchor(), rows: 150_000, from_hour: 9, hours: 2 }];
    let config = Config { busy_days, ..Config::for_tests(anchor(), 3) };
    let simulation = simulation(config).await;
    let all = path("campaign_7", "&campaign_id=ALL");
    let packed = format!("{}Accept-Encoding: gzip\r\n", token(&simulation));
    raw(&simulation, &all, &packed).await;
    let started = Instant::now();
    let (_, head, body) = parts(&raw(&simulation, &all, &packed).await);
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
    assert!(head.contains("Content-Encoding: gzip"));
    let mut plain = String::new();
    GzDecoder::new(&body[..]).read_to_string(&mut plain).expect("a whole gzip stream");
    let body: Value = serde_json::from_str(&plain).expect("valid JSON");
    assert_eq!(body["data"].as_array().map(Vec::len), Some(60_000));
    assert_eq!(body["msg"], "60000 records were found");
    simulation.faults().set_over_cap(OverCap::Refuse);
    assert_eq!(json(&simulation, &all).await.0, 400);
}

#[tokio::test]
async fn a_third_at_the_same_time_is_refused() {
    let simulation = usual().await;
    simulation.faults().set(Fault::Latency(Duration::from_millis(300)));
    let day = path("agent_9", "");
    let ask = || async { json(&simulation, &day).await };
    let (one, two, three) = tokio::join!(ask(), ask(), ask());
    let mut all = [one.0, two.0, three.0];
    all.sort_unstable();
    assert_eq!(all, [200, 200, 403]);
    assert_eq!(simulation.max_in_flight(), 3);
}

#[tokio::test]
async fn information_lists_and_counts() {
    let simulation = usual().await;
    let list = |api: &str| format!("/api/v2/information.php?api={api}");
    for api in ["agents", "campaigns", "skills", "routing_points", "activity_codes"] {
        let (status, body) = json(&simulation, &list(api)).await;
        assert!(status == 200 && !body["data"].as_array().expect("a list").is_empty(), "{api}");
    }
    let (_, members) = json(&simulation, &list("agents_in_skill&skill_id=7101")).await;
    assert!(members["data"].as_array().is_some_and(|rows| rows.len() > 3));
    assert_eq!(json(&simulation, &list("agents_in_skill")).await.0, 400);
    let (_, info) = json(&simulation, &list("token_info")).await;
    assert_eq!(info["data"][0]["token_use_today"], "8");
    assert_eq!(info["data"][0]["token_limit"], "40000");
}

#[tokio::test]
async fn queued_faults_come_once_and_rules_by_day() {
    let simulation = usual().await;
    let day = path("agent_9", "");
    let faults = simulation.faults();
    faults.then(vec![Fault::Status(503, Some("7".to_owned())), Fault::HtmlPage]);
    let (status, head, _) = parts(&raw(&simulation, &day, &token(&simulation)).await);
    assert!(status == 503 && head.contains("Retry-After: 7"));
    let (_, head, _) = parts(&raw(&simulation, &day, &token(&simulation)).await);
    assert!(head.contains("text/html"));
    assert_eq!(json(&simulation, &day).await.0, 200);
    faults.when("agent_9", Some(anchor() - TimeDelta::days(1)), Fault::NullData);
    assert!(json(&simulation, &day).await.1["data"].is_array());
    faults.when("agent_9", Some(anchor()), Fault::NullData);
    assert!(json(&simulation, &day).await.1["data"].is_null());
    faults.clear();
    faults.set(Fault::FalseEmpty);
    assert_eq!(json(&simulation, &day).await.0, 404);
    assert_eq!(json(&simulation, &day).await.0, 200);
}

#[tokio::test]
async fn broken_ways_break() {
    let simulation = usual().await;
    let day = path("agent_13", "");
    let whole = parts(&raw(&simulation, &day, &token(&simulation)).await).2.len();
    let short = [
        Fault::CutBody(Cut::Fraction(0.5)),
        Fault::ResetMidBody,
        Fault::CloseBeforeHeaders,
        Fault::CutBody(Cut::Bytes(1)),
    ];
    for fault in short {
        simulation.faults().once(fault.clone());
        let body = parts(&raw(&simulation, &day, &token(&simulation)).await).2;
        assert!(body.len() < whole, "{fault:?}");
    }
    simulation.faults().once(Fault::MissingChunkEnd);
    let (_, head, body) = parts(&raw(&simulation, &day, &token(&simulation)).await);
    assert!(head.contains("chunked") && !body.ends_with(b"0\r\n\r\n") && body.len() > whole);
    simulation.faults().once(Fault::OverSize(3_000_000));
    let (_, _, body) = parts(&raw(&simulation, &day, &token(&simulation)).await);
    assert!(body.len() > 3_000_000 && body.ends_with(b"0\r\n\r\n"));
    simulation.faults().once(Fault::GzipBomb(50_000_000));
    let (_, _, body) = parts(&raw(&simulation, &day, &token(&simulation)).await);
    assert!(body.len() < 1_000_000);
    simulation.faults().once(Fault::HugeHeaders(100_000));
    let (_, head, _) = parts(&raw(&simulation, &day, &token(&simulation)).await);
    assert!(head.len() > 100_000);
    let stall = Fault::Stall { after: 10, pause: Duration::from_millis(200) };
    simulation.faults().once(stall);
    let started = Instant::now();
    let body = parts(&raw(&simulation, &day, &token(&simulation)).await).2;
    assert!(body.len() == whole && started.elapsed() >= Duration::from_millis(200));
}

#[tokio::test]
async fn disfigured_rows_stay_readable() {
    let simulation = usual().await;
    let day = path("agent_9", "");
    let faults = simulation.faults();
    faults.once(Fault::TotalRow);
    let (_, body) = json(&simulation, &day).await;
    assert_eq!(
        body["data"].as_array().and_then(|rows| rows.last()).map(|row| &row["agent_name"]),
        Some(&Value::from("TOTAL"))
    );
    faults.once(Fault::All(vec![
        Fault::ExtraColumn("sentiment".to_owned()),
        Fault::MissingColumn("mute_time".to_owned()),
        Fault::NumbersInsteadOfText,
        Fault::ShuffledKeys,
        Fault::HostileText,
        Fault::DuplicateKeys,
        Fault::BadValues,
        Fault::ErrorNullText,
    ]));
    let (_, body) = json(&simulation, &day).await;
    let row = &body["data"][1];
    assert!(row["count"].is_number() && row["sentiment"].is_number());
    assert!(row.get("mute_time").is_none() && body["error"] == "null");
    faults.once(Fault::LoneSurrogate);
    let sent = raw(&simulation, &day, &token(&simulation)).await;
    assert!(String::from_utf8_lossy(&sent).contains("\\ud800"));
}

#[tokio::test]
async fn one_connection_serves_many_requests() {
    let simulation = usual().await;
    let mut stream =
        TcpStream::connect(("127.0.0.1", simulation.port())).await.expect("the server listens");
    for _ in 0..3 {
        let head = format!(
            "GET /api/v2/information.php?api=token_info HTTP/1.1\r\nHost: x\r\n{}\r\n",
            token(&simulation)
        );
        stream.write_all(head.as_bytes()).await.expect("the head is short");
        let mut bytes = vec![0; 4096];
        let mut length = 0;
        while !bytes[..length].ends_with(b"}") {
            length += stream.read(&mut bytes[length..]).await.expect("an answer");
        }
        assert_eq!(parts(&bytes[..length]).0, 200);
    }
    assert_eq!(simulation.max_in_flight(), 1);
    simulation.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_after_the_other_is_never_two_at_once() {
    let simulation = usual().await;
    for _ in 0..100 {
        raw(&simulation, &path("agent_9", ""), &token(&simulation)).await;
        json(&simulation, &path("agent_99", "")).await;
    }
    assert_eq!(simulation.max_in_flight(), 1);
}

#[tokio::test]
async fn a_client_that_leaves_is_not_counted() {
    let simulation = usual().await;
    simulation.faults().once(Fault::Latency(Duration::from_secs(60)));
    let day = path("agent_9", "");
    let left = tokio::time::timeout(Duration::from_millis(100), json(&simulation, &day));
    assert!(left.await.is_err());
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(json(&simulation, &path("agent_9", "")).await.0, 200);
    assert_eq!(simulation.max_in_flight(), 1);
}

#[tokio::test]
async fn late_changes_show_on_the_second_reading() {
    let simulation = usual().await;
    simulation.faults().set(Fault::LateChange);
    let day = path("diagram_11", "");
    let (_, first) = json(&simulation, &day).await;
    let (_, second) = json(&simulation, &day).await;
    let (one, two) = (first["data"].as_array(), second["data"].as_array());
    assert_eq!(one.map(Vec::len), two.map(Vec::len));
    assert_ne!(one, two);
}
