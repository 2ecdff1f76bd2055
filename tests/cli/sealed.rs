//! Names of servers that only look like wolkvox never reach the network.

use crate::bench::{Bench, finished};
use serde_json::json;
use std::net::TcpListener;

const HOSTILE: &[&str] = &[
    "",
    " ",
    "wv",
    "0015.evil.example",
    "0015/../..",
    "0015@evil.example",
    "0015#",
    "0015?x=1",
    "0015:8443",
    "00 15",
    "0015\n0016",
    "００１５",
    "0015\u{200b}",
    "-0015",
    "00000000000000000",
    "http://wv0015.wolkvox.com",
    "https://wv0015.wolkvox.com.evil.example",
    "https://wv0015.wolkvox.com@evil.example/",
    "https://evil.example/wv0015.wolkvox.com",
    "https://wv0015.wolkvox.com:443/",
    "https://wv0015\u{3002}wolkvox.com/",
    "https://wv0015.wolkvox.com\\@evil.example",
    "https://user:pass@wv0015.wolkvox.com/",
    "127.0.0.1",
    "[::1]",
];

#[test]
fn hostile_server_names_are_refused() {
    let bench = Bench::unknown();
    let watched = TcpListener::bind("127.0.0.1:0").expect("a free port");
    watched.set_nonblocking(true).expect("a socket that does not block");
    let proxy = format!("http://{}", watched.local_addr().expect("an address"));
    for name in HOSTILE {
        // As one word, so that a leading dash is no option.
        let server = format!("--server={name}");
        let mut command = bench.command(&["operation", "add", "X", &server, "--json"]);
        command.env("HTTPS_PROXY", &proxy).env("HTTP_PROXY", &proxy).env("ALL_PROXY", &proxy);
        let ran = finished(command);
        assert_eq!(ran.code, 2, "{name:?}: {} {}", ran.out, ran.err);
        assert!(["SRV-1", "USE-1"].contains(&ran.error().as_str()), "{name:?}");
    }
    assert!(watched.accept().is_err(), "a name reached the network");
    assert_eq!(bench.json(&["operation", "list"], 0), json!({ "operations": [] }));
}

#[test]
fn good_server_names_are_added_without_a_call() {
    let bench = Bench::unknown();
    let watched = TcpListener::bind("127.0.0.1:0").expect("a free port");
    watched.set_nonblocking(true).expect("a socket that does not block");
    let proxy = format!("http://{}", watched.local_addr().expect("an address"));
    let names = ["0015", "wv0016", "https://wv0017.wolkvox.com/manager/"];
    for (place, name) in names.iter().enumerate() {
        let title = format!("Operación {place}");
        let mut command = bench.command(&["operation", "add", &title, "--server", name, "--json"]);
        command.env("HTTPS_PROXY", &proxy);
        let address = finished(command).ends(0).document()["address"].clone();
        assert_eq!(address, format!("https://wv001{}.wolkvox.com", place + 5));
    }
    assert!(watched.accept().is_err(), "adding makes no call");
    // With a test's clock and limits, only this computer may be asked.
    let ran = bench.run(&["operation", "test", "Operación 0", "--json"]).ends(2);
    assert_eq!(ran.error(), "USE-1");
}
