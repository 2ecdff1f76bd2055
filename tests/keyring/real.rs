//! A real Secret Service: each test starts itself once more inside a session of its own, with a
//! bus and a keyring that nobody else uses.

use super::{SECRET, code, token};
use atalaya_core::Code;
use atalaya_core::secret::SecretStore;
use atalaya_keyring::Keyring;
use std::os::unix::fs::DirBuilderExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const SERVICE: &str = "app.atalaya.test";

/// Names the session's folder to the inner test; whoever runs the inner tests by hand, without
/// it, is kept from touching a keyring in use.
const INSIDE: &str = "ATALAYA_TEST_SESSION";

/// Unlocks a new keyring before the inner test runs.
const UNLOCKED: &str =
    "printf 'test\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec \"$@\"";

/// The bus starts a keyring by itself, but nobody unlocks it and nothing can ask.
const LOCKED: &str = "exec \"$@\"";

/// Folders of a session. They go when the test ends.
struct Session(tempfile::TempDir);

impl Session {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["data", "runtime", "config", "cache"] {
            let mut private = std::fs::DirBuilder::new();
            private.mode(0o700).create(folder.path().join(name)).expect("a folder");
        }
        Session(folder)
    }

    fn settle(&self, command: &mut Command) {
        let folder = self.0.path();
        command
            .env("XDG_DATA_HOME", folder.join("data"))
            .env("XDG_RUNTIME_DIR", folder.join("runtime"))
            .env("XDG_CONFIG_HOME", folder.join("config"))
            .env("XDG_CACHE_HOME", folder.join("cache"))
            .env(INSIDE, folder)
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .process_group(0);
    }

    /// Runs an inner test under a bus of its own.
    fn run(&self, inner: &str, prepare: &str) {
        let mut command = Command::new("dbus-run-session");
        command.args(["--", "sh", "-c", prepare, "sh"]).arg(this_test());
        self.finish(command.args(arguments(inner)));
    }

    /// Runs an inner test where the bus's address leads nowhere.
    fn run_without_bus(&self, inner: &str) {
        let address = format!("unix:path={}", bus(self.0.path()).display());
        let mut command = Command::new(this_test());
        self.finish(command.args(arguments(inner)).env("DBUS_SESSION_BUS_ADDRESS", address));
    }

    fn finish(&self, command: &mut Command) {
        let log = self.0.path().join("log");
        let file = std::fs::File::create(&log).expect("a log");
        command.stdout(file.try_clone().expect("a log")).stderr(file).stdin(Stdio::null());
        self.settle(command);
        let mut group = Group(command.spawn().expect("dbus and gnome-keyring must be installed"));
        let passed = group.wait(Duration::from_secs(30));
        let said = std::fs::read_to_string(&log).unwrap_or_default();
        assert!(passed, "{said}");
        assert!(said.contains("1 passed"), "the inner test did not run: {said}");
        assert!(!said.contains(SECRET), "the token was printed");
    }
}

/// A process with all that it started.
struct Group(Child);

impl Group {
    fn wait(&mut self, limit: Duration) -> bool {
        let end = Instant::now() + limit;
        while Instant::now() < end {
            if let Some(status) = self.0.try_wait().expect("a child") {
                return status.success();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        false
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.0.wait();
    }
}

fn this_test() -> PathBuf {
    std::env::current_exe().expect("the test's own path")
}

fn arguments(inner: &str) -> [String; 4] {
    [format!("real::{inner}"), "--exact".into(), "--ignored".into(), "--nocapture".into()]
}

fn bus(session: &Path) -> PathBuf {
    session.join("runtime/late-bus")
}

/// The session's folder, inside it.
fn inside() -> PathBuf {
    std::env::var_os(INSIDE).expect("only started by the tests themselves").into()
}

#[test]
fn keeps_and_forgets() {
    Session::new().run("inner_keeps_and_forgets", UNLOCKED);
}

#[test]
#[ignore = "started by keeps_and_forgets in a session of its own"]
fn inner_keeps_and_forgets() {
    inside();
    let keyring = Keyring::new(SERVICE);
    assert!(keyring.lasting());
    assert!(keyring.get("op").expect("an answer").is_none());
    keyring.set("op", &token()).expect("kept");
    keyring.set("op", &token()).expect("kept again");
    let kept = Keyring::new(SERVICE).get("op").expect("an answer").expect("a token");
    assert_eq!(kept.expose(), SECRET);
    assert!(keyring.get("other").expect("an answer").is_none());
    keyring.remove("op").expect("forgotten");
    keyring.remove("op").expect("nothing to forget");
    assert!(keyring.get("op").expect("an answer").is_none());
}

#[test]
fn locked_says_so() {
    Session::new().run("inner_locked_says_so", LOCKED);
}

#[test]
#[ignore = "started by locked_says_so in a session of its own"]
fn inner_locked_says_so() {
    inside();
    let keyring = Keyring::new(SERVICE);
    let began = Instant::now();
    assert_eq!(code(keyring.probe()), Code::KeyringLocked);
    assert!(began.elapsed() < Duration::from_secs(6));
    assert!(!keyring.lasting());
    assert_eq!(code(keyring.set("op", &token())), Code::KeyringLocked);
}

#[test]
fn absent_says_so_and_is_noticed_when_it_comes() {
    Session::new().run_without_bus("inner_absent_then_there");
}

#[test]
#[ignore = "started by absent_says_so_and_is_noticed_when_it_comes in a session of its own"]
fn inner_absent_then_there() {
    let session = inside();
    let keyring = Keyring::new(SERVICE);
    assert_eq!(code(keyring.probe()), Code::KeyringAbsent);
    assert_eq!(code(keyring.get("op")), Code::KeyringAbsent);
    assert!(!keyring.lasting());

    let _bus = start_bus(&session);
    let unlocked = Command::new("sh").args(["-c", UNLOCKED, "sh", "true"]).status();
    assert!(unlocked.expect("a shell").success());
    keyring.probe().expect("the keyring that came later");
    assert!(keyring.lasting());
    keyring.set("op", &token()).expect("kept");
}

/// A bus at the address that led nowhere.
fn start_bus(session: &Path) -> Group {
    let socket = bus(session);
    let child = Command::new("dbus-daemon")
        .args(["--session", "--nofork", "--nopidfile"])
        .arg(format!("--address=unix:path={}", socket.display()))
        .process_group(0)
        .spawn()
        .expect("dbus-daemon must be installed");
    let group = Group(child);
    let end = Instant::now() + Duration::from_secs(10);
    while !socket.exists() {
        assert!(Instant::now() < end, "the bus did not start");
        std::thread::sleep(Duration::from_millis(20));
    }
    group
}
