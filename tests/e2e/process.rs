//! Processes that a test starts and surely ends.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// The window's program, built for the tests.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_atalaya");

/// The program that a measurement is told to take, such as a release, else the tests' own.
pub(crate) fn program() -> PathBuf {
    std::env::var_os("ATALAYA_PROGRAM").unwrap_or_else(|| PROGRAM.into()).into()
}

/// A process in a group of its own. Dropping it ends the whole group: a driver that is killed
/// alone leaves its window behind.
pub(crate) struct Group(pub(crate) Child);

impl Group {
    pub(crate) fn start(command: &mut Command) -> Self {
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).process_group(0).spawn();
        let name = command.get_program().to_string_lossy().into_owned();
        Group(child.unwrap_or_else(|cause| panic!("{name} must be installed: {cause}")))
    }

    /// How it ended, if it did within the limit.
    pub(crate) fn ended(&mut self, limit: Duration) -> Option<ExitStatus> {
        let end = Instant::now() + limit;
        while Instant::now() < end {
            if let Some(status) = self.0.try_wait().expect("a child of ours") {
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        None
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let send = |signal: &str| {
            let mut kill = Command::new("kill");
            let sent = kill.args([signal, "--", &group]).stderr(Stdio::null()).status();
            sent.is_ok_and(|status| status.success())
        };
        send("-KILL");
        let _ = self.0.wait();
        // Until the last of the group is gone, it may hold its locks.
        let end = Instant::now() + Duration::from_secs(5);
        while send("-0") && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Gives a command a home of its own under `home`, so that no test touches the user's files.
pub(crate) fn at_home<'a>(command: &'a mut Command, home: &Path) -> &'a mut Command {
    assert!(
        std::env::var_os("DISPLAY").is_some() || std::env::var_os("WAYLAND_DISPLAY").is_some(),
        "no display: run the tests with scripts/with-display"
    );
    command.env("HOME", home).env("LANG", "es_CO.UTF-8").env_remove("LC_ALL");
    if std::env::var_os("ATALAYA_PROGRAM").is_none() {
        // Without the renderer, a picture that the driver takes of a window never comes while
        // another window is open.
        command.env("WEBKIT_DISABLE_DMABUF_RENDERER", "0");
    }
    command
}

/// The same, on the folders that the system names.
pub(crate) fn on_standard_folders<'a>(command: &'a mut Command, home: &Path) -> &'a mut Command {
    at_home(command, home)
        .env_remove("ATALAYA_DATA_DIR")
        .env("XDG_DATA_HOME", home.join(".local/share"))
        .env("XDG_CONFIG_HOME", home.join(".config"))
}

/// Waits until something is so.
pub(crate) fn until(what: &str, limit: Duration, mut so: impl FnMut() -> bool) {
    let end = Instant::now() + limit;
    while !so() {
        assert!(Instant::now() < end, "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
