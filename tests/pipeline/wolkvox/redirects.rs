//! The token goes to no other address, whatever the server says.

use super::lists::{asked, code};
use super::responder::{Responder, http};
use atalaya_core::Code;

#[tokio::test]
async fn no_redirect_is_followed() {
    let canary = Responder::saying(http(200, "", b"{}"));
    let other = format!("127.0.0.1:{}", canary.port());
    let targets = [
        format!("http://{other}/api"),
        format!("//{other}/api"),
        format!("http://user:pass@{other}/"),
        format!("https://{other}/"),
        "/api/v2/other.php".to_owned(),
        "?loop".to_owned(),
        "x".repeat(64 * 1024),
        String::new(),
    ];
    for status in [300, 301, 302, 303, 304, 305, 307, 308] {
        for target in &targets {
            let location = format!("Location: {target}\r\nRefresh: 0; url=http://{other}/\r\n");
            let server = Responder::saying(http(status, &location, b""));
            assert_eq!(code(asked(&server).await), Code::Redirected, "{status} {target:.40}");
            assert_eq!(server.heard().len(), 1, "{status} {target:.40}");
        }
    }
    assert!(canary.heard().is_empty());
}

#[tokio::test]
async fn no_header_or_page_leads_elsewhere() {
    let canary = Responder::saying(http(200, "", b"{}"));
    let other = format!("http://127.0.0.1:{}/", canary.port());
    let headers = format!(
        "Refresh: 0; url={other}\r\nLink: <{other}>; rel=preload\r\nAlt-Svc: h2=\"{other}\"\r\n\
         Content-Location: {other}\r\nSet-Cookie: a=b\r\n"
    );
    let page = format!("<html><head><meta http-equiv=refresh content='0;url={other}'></head>");
    let server = Responder::saying(http(200, &headers, page.as_bytes()));
    assert_eq!(code(asked(&server).await), Code::WebPage);
    assert_eq!(server.heard().len(), 1);
    assert!(canary.heard().is_empty());
}
