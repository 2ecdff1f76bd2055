//! The content security policy as the real web view enforces it. What the page needs passes, and
//! what an injected text would try does not.

use crate::driver::in_window;
use crate::screen::Screen;
use serde_json::Value;

#[tokio::test]
async fn scripts_come_from_our_files_only() {
    in_window("scripts", async |screen| {
        let inline = "const script = document.createElement('script');
            script.textContent = 'window.ran = true'; document.head.append(script);
            return Boolean(window.ran)";
        assert_eq!(screen.run(inline, &[]).await, false);
        let handler = "document.body.setAttribute('onclick', 'window.ran = true');
            document.body.click(); return Boolean(window.ran)";
        assert_eq!(screen.run(handler, &[]).await, false);
        assert_eq!(screen.run("return Boolean(window.__TAURI__)", &[]).await, false);
        assert_eq!(screen.run("return Object.isFrozen(Object.prototype)", &[]).await, true);
    })
    .await;
}

#[tokio::test]
async fn nothing_leaves_for_the_network() {
    in_window("network", async |screen| {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("a listener that can be asked");
        let address = format!("http://{}/", listener.local_addr().expect("an address"));
        let ways = "const done = arguments[1]; const image = new Image(); image.src = arguments[0];
            navigator.sendBeacon(arguments[0], 'x');
            const frame = document.createElement('iframe'); frame.src = arguments[0];
            document.body.append(frame);
            fetch(arguments[0]).then(() => done('sent'), () => setTimeout(done, 300, 'refused'))";
        assert_eq!(screen.run_until_done(ways, &[address.into()]).await, "refused");
        assert!(listener.accept().is_err(), "a request left the window");
    })
    .await;
}

/// AG Grid makes style elements and is given the nonce; ECharts sets style attributes.
#[tokio::test]
async fn styles_need_the_nonce_but_attributes_do_not() {
    in_window("styles", async |screen| {
        let nonce = "return document.querySelector('meta[property=\"csp-nonce\"]').content";
        let nonce = screen.run(nonce, &[]).await;
        assert_ne!(nonce, "__TAURI_STYLE_NONCE__", "the page's nonce was not filled in");
        assert!(styled(screen, nonce).await, "the nonce must open style elements");
        assert!(!styled(screen, "".into()).await, "style elements need the nonce");
        let attribute = "const it = document.createElement('p'); document.body.append(it);
            it.setAttribute('style', 'position: fixed'); return getComputedStyle(it).position";
        assert_eq!(screen.run(attribute, &[]).await, "fixed");
    })
    .await;
}

/// Whether a style element with that nonce takes effect. The page may be waiting for a style sheet of
/// its own, until which the web view applies no other: so the answer is awaited, either the effect or
/// the report of a refusal.
async fn styled(screen: &Screen, nonce: Value) -> bool {
    let script = "const done = arguments[1];
        const style = document.createElement('style'); style.nonce = arguments[0];
        style.textContent = '.tried { position: fixed }';
        const it = document.createElement('p'); it.className = 'tried'; document.body.append(it);
        const end = answer => {
            clearInterval(looking); document.removeEventListener('securitypolicyviolation', refused);
            style.remove(); it.remove(); done(answer) };
        const took = () => getComputedStyle(it).position === 'fixed';
        const refused = () => end(took() ? 'effect in spite of refusal' : 'refused');
        document.addEventListener('securitypolicyviolation', refused);
        const looking = setInterval(() => took() && end('effect'), 20);
        document.head.append(style)";
    match screen.run_until_done(script, &[nonce]).await.as_str() {
        Some("effect") => true,
        Some("refused") => false,
        other => panic!("neither an effect nor a refusal: {other:?}"),
    }
}
