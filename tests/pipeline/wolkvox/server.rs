//! Hostile server names: refused, or exactly one of our hosts.

use atalaya_core::Code;
use atalaya_core::wolkvox::{Endpoint, ServerCode};

#[test]
fn the_forms_that_people_paste() {
    for typed in [
        "0015",
        " 0015 ",
        "wv0015",
        "WV0015",
        "https://wv0015.wolkvox.com",
        "https://wv0015.wolkvox.com/",
        "HTTPS://WV0015.Wolkvox.com/manager/?a=b#c",
        "https://wv0015.wolkvox.com?x@evil.com",
    ] {
        let code = ServerCode::read(typed).unwrap_or_else(|error| unreachable!("{typed}: {error}"));
        assert_eq!(code.as_str(), "0015", "{typed}");
        assert_eq!(Endpoint::Wolkvox(code).address(), "https://wv0015.wolkvox.com");
    }
    assert_eq!(ServerCode::read("Abc9").expect("letters are allowed").host(), "wvabc9.wolkvox.com");
}

/// Names that some URL reader somewhere takes for another host, path or port.
const HOSTILE: &[&str] = &[
    "",
    " ",
    "wv",
    "-",
    ".",
    "..",
    "evil.com/?",
    "0015.evil.com#",
    "x@evil.com/",
    "0015\\",
    "0015:443/",
    "0015:443",
    "0015/",
    "0015?",
    "0015#",
    "0015%2f",
    "%30015",
    "0015.evil.com",
    "0015@",
    "00 15",
    "0015\r\n",
    "\r0015",
    "\n0015",
    "\t0015",
    "00\n15.evil.com/",
    "0015\0",
    "0015\u{200b}",
    "\u{feff}0015",
    "00\u{ad}15",
    "００１５",
    "0015。evil。com/",
    "0015．evil",
    "xn--0015",
    "ñ",
    "wv0015.wolkvox.com",
    "12345678901234567",
    "wv12345678901234567",
    "\u{a0}0015",
    "\u{3000}0015",
    "0015;",
    "[::1]",
    "127.0.0.1",
    "localhost:80",
    "http://wv0015.wolkvox.com",
    "https://",
    "https:///",
    "https://wv0015.wolkvox.com:443/",
    "https://wv0015.wolkvox.com:8443/",
    "https://user@wv0015.wolkvox.com/",
    "https://user:pass@wv0015.wolkvox.com/",
    "https://wv0015.wolkvox.com.evil.com/",
    "https://wv0015.wolkvox.com@evil.com/",
    "https://evil.com/wv0015.wolkvox.com",
    "https://wv0015.wolkvox.com./",
    "https://wv0015.wolkvox.com\\@evil.com/",
    "https://wv0015.wolkvox.com%2fevil",
    "https://wv00\n15.wolkvox.com/",
    "https://wv0015.wolkvox。com/",
    "https:/wv0015.wolkvox.com",
    "https:\\\\wv0015.wolkvox.com",
    "https://wv.wolkvox.com/",
    "https://wv00-15.wolkvox.com/",
    "https://wolkvox.com/",
    "https://wv0015.evil.wolkvox.com/",
    "https://wv0015.wolkvox.com/\t",
    "https://wv0015xwolkvox.com/",
    "https://https://wv0015.wolkvox.com/",
];

#[test]
fn hostile_names_are_refused() {
    for typed in HOSTILE.iter().copied() {
        let error = ServerCode::read(typed).expect_err(typed);
        assert_eq!(error.code(), Code::ServerName, "{typed:?}");
    }
}

/// Whatever is accepted, the request goes to exactly one of our hosts.
fn check(typed: &str) -> bool {
    let Ok(code) = ServerCode::read(typed) else { return false };
    let plain = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_lowercase();
    assert!(
        (1..=16).contains(&code.as_str().len()) && code.as_str().bytes().all(plain),
        "{typed:?}"
    );
    let host = code.host();
    let url = Endpoint::Wolkvox(code).url("/api", &[("a", "b&c=/#?")]).expect("a good code");
    assert_eq!(url.host_str(), Some(host.as_str()), "{typed:?}");
    assert_eq!((url.scheme(), url.port(), url.username()), ("https", None, ""), "{typed:?}");
    assert_eq!((url.password(), url.path(), url.fragment()), (None, "/api", None), "{typed:?}");
    true
}

#[test]
fn generated_names_never_lead_elsewhere() {
    const PARTS: &[&str] = &[
        "0015",
        "wv",
        "evil.com",
        ".wolkvox.com",
        "https://",
        "http://",
        "/",
        "\\",
        "@",
        ":",
        "?",
        "#",
        "%2f",
        "%00",
        "\r",
        "\n",
        "\t",
        "\0",
        " ",
        ".",
        "。",
        "．",
        "\u{ad}",
        "\u{200b}",
        "\u{feff}",
        "０",
        "xn--",
        "-",
        "_",
        "A",
        "z",
        "9",
        "[",
        "]",
        "443",
        "wolkvox.com",
    ];
    let mut random = fastrand::Rng::with_seed(15);
    let mut accepted = 0;
    for _ in 0..200_000 {
        let count = random.usize(1..7);
        let mut typed: String = (0..count).map(|_| PARTS[random.usize(..PARTS.len())]).collect();
        if random.u8(..4) == 0 {
            typed.insert(0, random.char(..));
        }
        accepted += u32::from(check(&typed));
    }
    assert!(accepted > 1000, "the generator makes too few good names: {accepted}");
}

#[test]
fn only_literal_loopback_is_plain() {
    for port in [1, 80, 443, 8080, 65535] {
        let endpoint = Endpoint::Loopback(port);
        let url = endpoint.url("/api/v2/information.php", &[]).expect("loopback");
        assert_eq!((url.scheme(), url.host_str()), ("http", Some("127.0.0.1")));
        assert_eq!(url.port_or_known_default(), Some(port));
        assert_eq!(endpoint.address(), format!("http://127.0.0.1:{port}"));
    }
    let odd = Endpoint::Loopback(80).url("//evil.com/", &[]).expect("an odd path");
    assert_eq!(odd.host_str(), Some("127.0.0.1"));
    assert!(Endpoint::Loopback(80).url("/a?b", &[]).is_err());
}
