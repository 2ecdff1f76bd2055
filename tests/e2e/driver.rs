//! Opens the window under WebKitWebDriver, runs a test's steps in it and closes it.

use crate::process::{Group, at_home, on_standard_folders, program, until};
use crate::screen::Screen;
use fantoccini::{Client, ClientBuilder};
use futures_util::FutureExt;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::net::{TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Time for a whole test. The limit is in here because a limit from outside kills the test
/// without ending what it started.
const LIMIT: Duration = Duration::from_secs(240);

/// Runs `steps` in a window over a new, empty archive. `name` names its pictures.
pub(crate) async fn in_window(name: &str, steps: impl AsyncFnOnce(&Screen)) {
    let home = tempfile::tempdir().expect("a folder");
    in_window_at(name, home.path(), steps).await;
}

/// The same over the archive in a folder that the test keeps: for closing and opening again.
pub(crate) async fn in_window_at(name: &str, home: &Path, steps: impl AsyncFnOnce(&Screen)) {
    in_window_for(LIMIT, name, Driver::start(home), steps).await;
}

/// The same with a driver and a limit of time of one's own.
pub(crate) async fn in_window_for(
    limit: Duration,
    name: &str,
    driver: Driver,
    steps: impl AsyncFnOnce(&Screen),
) {
    let screen = Screen::new(name, driver.window().await);
    let done = tokio::time::timeout(limit, AssertUnwindSafe(steps(&screen)).catch_unwind()).await;
    let failed = !matches!(done, Ok(Ok(())));
    if failed {
        screen.last_picture().await;
    }
    let _ = tokio::time::timeout(Duration::from_secs(5), screen.close()).await;
    match done {
        Ok(Ok(())) => {}
        Ok(Err(panic)) => resume_unwind(panic),
        Err(_) => panic!("the test '{name}' did not end within {limit:?}"),
    }
}

/// The same on the folders that the system names, as users have them.
pub(crate) async fn in_window_of_user(name: &str, home: &Path, steps: impl AsyncFnOnce(&Screen)) {
    in_window_for(LIMIT, name, Driver::of_user(home), steps).await;
}

/// The archive's folder under a test's home.
pub(crate) fn data_folder(home: &Path) -> PathBuf {
    home.join("data")
}

/// A driver on a port of its own.
pub(crate) struct Driver {
    _group: Group,
    port: u16,
}

impl Driver {
    pub(crate) fn start(home: &Path) -> Self {
        let mut command = Command::new("WebKitWebDriver");
        at_home(&mut command, home).env("ATALAYA_DATA_DIR", data_folder(home));
        Driver::started(command)
    }

    fn of_user(home: &Path) -> Self {
        let mut command = Command::new("WebKitWebDriver");
        on_standard_folders(&mut command, home);
        Driver::started(command)
    }

    fn started(mut command: Command) -> Self {
        let port = free_port();
        command
            .args(["--host=127.0.0.1", &format!("--port={port}")])
            .env("TAURI_WEBVIEW_AUTOMATION", "true");
        let group = Group::start(&mut command);
        until("the driver listens", Duration::from_secs(20), || {
            TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        Driver { _group: group, port }
    }

    async fn window(&self) -> Client {
        self.window_of(&program()).await
    }

    /// The window of another program.
    pub(crate) async fn window_of(&self, program: &Path) -> Client {
        let mut wanted = serde_json::Map::new();
        let options = json!({ "binary": program, "args": [] });
        wanted.insert("webkitgtk:browserOptions".to_owned(), options);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let opening = builder.capabilities(wanted);
        let address = format!("http://127.0.0.1:{}", self.port);
        let opened = tokio::time::timeout(Duration::from_secs(60), opening.connect(&address)).await;
        opened.expect("the window opens in time").expect("the window opens")
    }
}

/// A port below those that the system gives to whoever connects: one of them may be in use again
/// before the driver has it, and asking whether it listens may even reach the asker itself.
fn free_port() -> u16 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let mut tried = (0..1000).map(|_| {
        let step = NEXT.fetch_add(1, Ordering::Relaxed);
        20_000 + ((std::process::id() * 61 + step) % 10_000) as u16
    });
    let free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    tried.find(free).expect("a free port among a thousand")
}
