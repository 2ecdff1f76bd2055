//! The window opens, belongs to our page alone, and says why when it cannot work.

use crate::driver::{data_folder, in_window, in_window_at};
use crate::graphics::has;
use crate::process::{Group, PROGRAM, on_standard_folders, until};
use serde_json::{Value, json};
use std::fs::{File, TryLockError};
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

#[tokio::test]
async fn opens_and_shows_its_page() {
    in_window("opens", async |screen| {
        screen.becomes("shows its page", async || !screen.visible_text().await.is_empty()).await;
        assert_eq!(screen.run("return document.title", &[]).await, "Atalaya");
        assert_eq!(screen.address().await, "tauri://localhost");
        assert_eq!(screen.run("return document.visibilityState", &[]).await, "visible");
        screen.picture("page").await;
    })
    .await;
}

#[tokio::test]
async fn cannot_be_driven_away() {
    in_window("driven", async |screen| {
        let elsewhere = TcpListener::bind("127.0.0.1:0").expect("a port");
        elsewhere.set_nonblocking(true).expect("a listener that can be asked");
        let port = elsewhere.local_addr().expect("an address").port();
        for address in [
            format!("http://127.0.0.1:{port}/"),
            format!("http://tauri.localhost:{port}/"),
            "tauri://other/".to_owned(),
            "file:///etc/hostname".to_owned(),
            "data:text/html,elsewhere".to_owned(),
        ] {
            screen.run("location.href = arguments[0]", &[address.into()]).await;
            tokio::time::sleep(Duration::from_millis(300)).await;
            assert_eq!(screen.address().await, "tauri://localhost");
        }
        assert!(elsewhere.accept().is_err(), "another origin was asked for its page");
    })
    .await;
}

#[tokio::test]
async fn opens_no_second_window() {
    in_window("second", async |screen| {
        for address in ["https://example.com/", "tauri://localhost/", "about:blank"] {
            screen.run("window.open(arguments[0])", &[address.into()]).await;
        }
        let click = "const link = document.createElement('a'); link.href = 'tauri://localhost/';
            link.target = '_blank'; document.body.append(link); link.click();";
        screen.run(click, &[]).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(screen.windows().await, 1);
        assert_eq!(screen.address().await, "tauri://localhost");
    })
    .await;
}

#[tokio::test]
async fn answers_and_refuses_in_our_own_words() {
    in_window("answers", async |screen| {
        let info = screen.invoke("call", json!({ "name": "app_info", "payload": {} })).await;
        let info = info.expect("the shell answers");
        assert_eq!(info["version"], env!("CARGO_PKG_VERSION"));
        assert_eq!(info["language"], "es");
        let refused = screen.invoke("call", json!({ "name": "no_such", "payload": {} })).await;
        assert_eq!(refused.expect_err("unknown")["code"], "USE-2");
        let refused = screen.invoke("rows", json!({ "request": { "table": 7 } })).await;
        assert_eq!(refused.expect_err("another form")["code"], "USE-1");
    })
    .await;
}

#[tokio::test]
async fn a_second_window_on_the_same_archive_says_so() {
    let home = tempfile::tempdir().expect("a folder");
    in_window_at("first", home.path(), async |first| {
        first.invoke("call", info()).await.expect("the first window works");
        in_window_at("busy", home.path(), async |second| {
            let refused = second.invoke("call", info()).await.expect_err("the archive is taken");
            assert_eq!(refused["code"], "ARC-3");
            second.picture("page").await;
        })
        .await;
    })
    .await;
    in_window_at("after", home.path(), async |screen| {
        screen.invoke("call", info()).await.expect("a closed window gives its archive back");
    })
    .await;
}

#[tokio::test]
async fn an_archive_that_cannot_be_opened_is_said_in_the_window() {
    let home = tempfile::tempdir().expect("a folder");
    // A file where the folder should be: root, too, cannot make a folder there.
    std::fs::write(data_folder(home.path()), "in the way").expect("a file");
    in_window_at("unopened", home.path(), async |screen| {
        let refused = screen.invoke("call", info()).await.expect_err("no archive");
        assert_eq!(refused["code"], "DSK-2");
        screen.becomes("shows its page", async || !screen.visible_text().await.is_empty()).await;
        screen.picture("page").await;
    })
    .await;
}

#[test]
fn a_second_start_ends_and_leaves_the_first() {
    let home = tempfile::tempdir().expect("a folder");
    let lock = home.path().join(".local/share/app.atalaya.desktop/window.lock");
    let (_bus, address) = own_bus(home.path());
    let start = || Group::start(standard(home.path()).env("DBUS_SESSION_BUS_ADDRESS", &address));
    let mut first = start();
    until("the first window holds its lock", Duration::from_secs(30), || lock.exists());
    let mut second = start();
    let ended = second.ended(Duration::from_secs(30)).expect("the second start ends by itself");
    assert!(ended.success());
    assert!(first.ended(Duration::from_millis(200)).is_none(), "the first window ended too");
}

/// Stopped, the first window hears nobody, as in the moment in which it closes.
#[test]
fn a_start_while_the_first_window_closes_opens_another() {
    let home = tempfile::tempdir().expect("a folder");
    let (_bus, address) = own_bus(home.path());
    let start = || Group::start(standard(home.path()).env("DBUS_SESSION_BUS_ADDRESS", &address));
    let lock = home.path().join(".local/share/app.atalaya.desktop/window.lock");
    let first = start();
    until("the first window holds its lock", Duration::from_secs(30), || lock.exists());
    let stop = Command::new("kill").args(["-STOP", &first.0.id().to_string()]).status();
    assert!(stop.expect("kill is installed").success());
    let mut second = start();
    assert!(second.ended(Duration::from_secs(3)).is_none(), "it waits for the first");
    drop(first);
    let again = format!("ATALAYA_AGAIN={}", second.0.id());
    until("it begins again", Duration::from_secs(30), || has(&second, &again));
    until("it has the archive", Duration::from_secs(30), || {
        let lock = File::open(&lock).expect("the lock");
        matches!(lock.try_lock(), Err(TryLockError::WouldBlock))
    });
    assert!(second.ended(Duration::from_secs(1)).is_none(), "it ended by itself");
}

#[test]
fn opens_without_a_session_bus() {
    let home = tempfile::tempdir().expect("a folder");
    let lock = home.path().join(".local/share/app.atalaya.desktop/window.lock");
    let mut command = standard(home.path());
    command
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
        .env("XDG_RUNTIME_DIR", home.path());
    let mut window = Group::start(&mut command);
    until("the window works", Duration::from_secs(30), || lock.exists());
    assert!(window.ended(Duration::from_millis(500)).is_none(), "it ended by itself");
}

/// A session bus on which no other test's windows hear of each other.
fn own_bus(home: &Path) -> (Group, String) {
    let place = home.join("bus");
    let address = format!("unix:path={}", place.display());
    let mut daemon = Command::new("dbus-daemon");
    let bus = Group::start(daemon.args(["--session", "--nofork", "--address", &address]));
    until("the bus is there", Duration::from_secs(10), || place.exists());
    (bus, address)
}

fn info() -> Value {
    json!({ "name": "app_info", "payload": {} })
}

/// The program on its standard folders, which lie under the test's home.
fn standard(home: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    on_standard_folders(&mut command, home);
    command
}
