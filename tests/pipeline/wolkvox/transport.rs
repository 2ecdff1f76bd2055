//! Bytes on the wire: what is sent, and every way that an answer can fail to arrive.

use super::lists::{CANARY, ask_with, asked, client, code, quick, rows, token};
use super::responder::{Responder, Step, http};
use atalaya_core::Code;
use atalaya_core::wolkvox::{Client, Endpoint, Heard, Limits, Outcome, ServerCode};
use std::sync::Mutex;
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;

#[tokio::test]
async fn a_request_says_what_it_must_and_no_more() {
    let server = Responder::saying(http(200, "Set-Cookie: a=b\r\n", rows(2).as_bytes()));
    let client = client(&server, quick());
    for _ in 0..2 {
        let asked = ask_with(&client, &|_| {}, &CancellationToken::new()).await;
        assert!(matches!(asked, Ok((Outcome::Rows(_), batches)) if batches[0].num_rows() == 2));
    }
    for head in server.heard() {
        let first = "GET /api/v2/reports_manager.php?api=agent_2&agent_id=1001\
                     &date_ini=20260301000000&date_end=20260301235959 HTTP/1.1";
        assert_eq!(head.lines().next(), Some(first));
        let lower = head.to_lowercase();
        assert!(lower.contains(&format!("\r\nwolkvox-token: {CANARY}\r\n")), "{head}");
        assert!(lower.contains("\r\nwolkvox_server: "), "{head}");
        assert!(!lower.contains("cookie") && !lower.contains("referer"), "{head}");
        assert_eq!(lower.matches(CANARY).count(), 1);
    }
}

/// Every offset, whether or not the end was announced.
#[tokio::test]
async fn a_cut_answer_is_never_complete() {
    let body = rows(1);
    let whole = http(200, "", body.as_bytes());
    let silent = format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}");
    let chunked = format!(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n",
        body.len()
    );
    for whole in [whole, silent.into_bytes(), chunked.into_bytes()] {
        let scripts = (0..=whole.len()).map(|cut| vec![Step::Send(whole[..cut].to_vec())]);
        let server = Responder::start(scripts.collect());
        let client = client(&server, quick());
        for cut in 0..whole.len() {
            let found = ask_with(&client, &|_| {}, &CancellationToken::new()).await;
            // A chunked body without its very last line end has every row and its closing chunk.
            let Err(refusal) = found else {
                let closed = whole[..cut].ends_with(b"\r\n0\r\n\r");
                assert!(closed, "cut at {cut} of {} was taken as complete", whole.len());
                continue;
            };
            let code = refusal.error.code();
            let fits = matches!(code, Code::Cut | Code::Unreachable | Code::BadHead);
            assert!(fits, "{cut}: {:?}", refusal.error);
        }
        assert!(ask_with(&client, &|_| {}, &CancellationToken::new()).await.is_ok());
    }
}

/// A gzip stream of one stored block.
fn gzip(body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).expect("a small body");
    let mut stream = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1];
    stream.extend(length.to_le_bytes());
    stream.extend((!length).to_le_bytes());
    stream.extend(body);
    stream.extend(crc32(body).to_le_bytes());
    stream.extend(u32::from(length).to_le_bytes());
    stream
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
        })
    })
}

#[tokio::test]
async fn compressed_answers() {
    let stream = gzip(rows(5).as_bytes());
    let answer = |stream: &[u8]| Responder::saying(http(200, "Content-Encoding: gzip\r\n", stream));
    let (outcome, _) = asked(&answer(&stream)).await.expect("reads");
    assert_eq!(outcome.reading().rows, 5);
    for cut in [stream.len() - 1, stream.len() - 8, stream.len() - 9, stream.len() / 2, 5] {
        assert_eq!(code(asked(&answer(&stream[..cut])).await), Code::Cut, "{cut}");
    }
    let mut wrong = stream.clone();
    let crc = wrong.len() - 8;
    wrong[crc] ^= 1;
    assert_eq!(code(asked(&answer(&wrong)).await), Code::Cut);
}

#[tokio::test]
async fn large_answers_stream_and_have_an_end() {
    let body = rows(3000);
    let server = Responder::saying(http(200, "", body.as_bytes()));
    let limits = Limits { buffer: 10_000, total: Duration::from_secs(20), ..quick() };
    let last = Mutex::new(Heard { bytes: 0, expected: None, rows: 0 });
    let heard = |heard: Heard| *last.lock().expect("nobody panics") = heard;
    let cancel = CancellationToken::new();
    let (outcome, batches) =
        ask_with(&client(&server, limits.clone()), &heard, &cancel).await.expect("reads");
    assert_eq!((outcome.reading().rows, batches[0].num_rows()), (3000, 3000));
    let last = *last.lock().expect("nobody panics");
    let length = body.len() as u64;
    assert_eq!(last, Heard { bytes: length, expected: Some(length), rows: 3000 });
    let cut = Responder::saying(&http(200, "", body.as_bytes())[..body.len() / 2]);
    assert_eq!(code(ask_with(&client(&cut, limits.clone()), &heard, &cancel).await), Code::Cut);
    let small = Limits { body_cap: 100_000, ..limits };
    let announced = Responder::saying(http(200, "", body.as_bytes()));
    let refused = ask_with(&client(&announced, small.clone()), &heard, &cancel).await;
    assert_eq!(code(refused), Code::TooLarge);
    let silent = format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}");
    let refused = ask_with(&client(&Responder::saying(silent), small), &heard, &cancel).await;
    assert_eq!(code(refused), Code::TooLarge);
}

#[tokio::test]
async fn a_bomb_is_stopped_at_the_cap() {
    let bomb = include_bytes!("../../fixtures/wolkvox/spaces.json.gz");
    let server = Responder::saying(http(200, "Content-Encoding: gzip\r\n", bomb));
    let limits = Limits { body_cap: 1024 * 1024, total: Duration::from_secs(20), ..quick() };
    let refused = ask_with(&client(&server, limits), &|_| {}, &CancellationToken::new()).await;
    assert_eq!(code(refused), Code::TooLarge);
}

#[tokio::test]
async fn slow_silent_and_endless_answers() {
    let body = rows(1);
    let whole = http(200, "", body.as_bytes());
    let (start, rest) = whole.split_at(whole.len() - 50);
    let long = Duration::from_secs(5);
    let drip = Duration::from_millis(100);
    let cases = [
        ("no head", vec![Step::Wait(long)], Code::TimedOut),
        ("endless head", vec![Step::Drip(start.to_vec(), drip)], Code::TimedOut),
        ("silence in the body", vec![Step::Send(start.to_vec()), Step::Wait(long)], Code::Slow),
        ("a drip", vec![Step::Send(start.to_vec()), Step::Drip(rest.to_vec(), drip)], Code::Slow),
    ];
    for (name, script, expected) in cases {
        let begun = Instant::now();
        assert_eq!(code(asked(&Responder::start(vec![script])).await), expected, "{name}");
        assert!(begun.elapsed() < Duration::from_secs(4), "{name}: {:?}", begun.elapsed());
    }
    let script = vec![Step::Send(start.to_vec()), Step::Drip(rest.to_vec(), drip)];
    // Neither slow nor silent enough for the other limits: only the whole takes too long.
    let no_floor = Limits { floor_bytes_per_second: 0, idle: long, ..quick() };
    let server = Responder::start(vec![script]);
    let refused = ask_with(&client(&server, no_floor), &|_| {}, &CancellationToken::new()).await;
    assert_eq!(code(refused), Code::TimedOut);
}

#[tokio::test]
async fn unacceptable_heads() {
    let many: String = (0..10_000).map(|n| format!("X-{n}: y\r\n")).collect();
    let large = format!("X-Large: {}\r\n", "y".repeat(1024 * 1024));
    for head in [many.as_str(), large.as_str(), "Bad Header\r\n", "X: \u{0}\r\n"] {
        let server = Responder::saying(http(200, head, rows(1).as_bytes()));
        let found = code(asked(&server).await);
        assert!(matches!(found, Code::BadHead | Code::Unreachable), "{found:?} {head:.20}");
    }
    assert_eq!(code(asked(&Responder::saying("SSH-2.0-OpenSSH\r\n\r\n")).await), Code::BadHead);
    assert_eq!(code(asked(&Responder::saying("")).await), Code::Cut);
}

#[tokio::test]
async fn nobody_listens() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("loopback is there");
    let port = free.local_addr().expect("it is bound").port();
    drop(free);
    let client = Client::new(Endpoint::Loopback(port), &token(), quick()).expect("a client");
    let refused = ask_with(&client, &|_| {}, &CancellationToken::new()).await;
    assert_eq!(code(refused), Code::Unreachable);
}

#[tokio::test]
async fn cancelling_ends_at_once() {
    let whole = http(200, "", rows(500).as_bytes());
    let half = whole[..whole.len() / 2].to_vec();
    let patient = Limits::default();
    for (limits, script) in [
        (patient.clone(), vec![Step::Wait(Duration::from_secs(5))]),
        (patient.clone(), vec![Step::Send(half.clone()), Step::Wait(Duration::from_secs(5))]),
        (
            Limits { buffer: 100, ..patient },
            vec![Step::Send(half), Step::Wait(Duration::from_secs(5))],
        ),
    ] {
        let server = Responder::start(vec![script]);
        let cancel = CancellationToken::new();
        let client = client(&server, limits);
        let begun = Instant::now();
        let (found, ()) = tokio::join!(ask_with(&client, &|_| {}, &cancel), async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            cancel.cancel();
        });
        assert_eq!(code(found), Code::Cancelled);
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    }
}

#[test]
fn a_request_may_move_between_threads() {
    fn moves<T: Send>(_: &T) {}
    let server = Responder::saying("");
    let (client, cancel) = (client(&server, quick()), CancellationToken::new());
    moves(&ask_with(&client, &|_| {}, &cancel));
}

/// Runs a test of this binary again with a proxy set, since a running process cannot set it.
fn again_behind(proxy: &Responder, test: &str) {
    let address = format!("http://127.0.0.1:{}", proxy.port());
    let binary = std::env::current_exe().expect("this binary has a path");
    let mut command = std::process::Command::new(binary);
    command.args(["--exact", test, "--ignored"]);
    for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
    {
        command.env(name, &address);
    }
    command.env_remove("NO_PROXY").env_remove("no_proxy");
    let ended = command.output().expect("this binary runs");
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stdout));
}

#[test]
fn a_proxy_is_for_wolkvox_only_and_never_sees_the_token() {
    let proxy = Responder::saying("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    again_behind(&proxy, "wolkvox::transport::behind_a_proxy");
    let heard = proxy.heard();
    assert!(!heard.is_empty(), "the proxy was not used");
    for head in heard {
        assert!(head.starts_with("CONNECT wv0015.wolkvox.com:443 HTTP/1.1\r\n"), "{head}");
        assert!(!head.contains(CANARY), "{head}");
    }
    // The lie comes by itself, and the connection stays until it was read: a head that goes on is no
    // end of a head, and what is closed with bytes unread is torn down.
    let head = Step::Send(b"HTTP/1.1 200 OK\r\n\r\n".to_vec());
    let [pause, rest] = [100, 3000].map(|millis| Step::Wait(Duration::from_millis(millis)));
    let lie = Step::Send(b"this is no TLS".to_vec());
    let liar = Responder::start(vec![vec![head, pause, lie, rest]]);
    again_behind(&liar, "wolkvox::transport::behind_a_lying_proxy");
    assert!(!liar.heard().is_empty(), "the proxy was not used");
    assert!(liar.heard().iter().all(|head| !head.contains(CANARY)));
}

async fn through_proxy() -> Code {
    let endpoint = Endpoint::Wolkvox(ServerCode::read("0015").expect("a code"));
    let client = Client::new(endpoint, &token(), quick()).expect("a client");
    code(ask_with(&client, &|_| {}, &CancellationToken::new()).await)
}

#[tokio::test]
#[ignore = "run by another test, with a proxy in its environment"]
async fn behind_a_proxy() {
    let server = Responder::saying(http(200, "", rows(1).as_bytes()));
    assert!(asked(&server).await.is_ok(), "loopback must not go through a proxy");
    assert_eq!(through_proxy().await, Code::Proxy);
}

#[tokio::test]
#[ignore = "run by another test, with a proxy in its environment"]
async fn behind_a_lying_proxy() {
    assert_eq!(through_proxy().await, Code::Untrusted);
}
