//! A simulated operation, a folder of its own for everything that the program keeps, and the
//! program. No run may show the token or leave it in a file: every run and every end looks.

use crate::golden;
use atalaya_simulator::{Config, SAMPLE_TOKEN, Simulation};
use chrono::NaiveDate;
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// Noon of the day after the last simulated one, where the simulation's own clock stands.
pub(crate) const NOW: &str = "2026-03-19T17:00:00Z";

/// Waits of milliseconds where the real ones take seconds.
pub(crate) const QUICK: &str = "backoff_min=1,backoff_max=5,lock_wait=300,lock_poll=5";

/// A closed day and an open one.
pub(crate) const TWO_DAYS: [&str; 4] = ["--from", "2026-03-16", "--to", "2026-03-17"];
/// The closed one alone.
pub(crate) const ONE_DAY: [&str; 4] = ["--from", "2026-03-16", "--to", "2026-03-16"];

/// The last simulated day: a Wednesday.
pub(crate) fn anchor() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 18).expect("a day of the calendar")
}

pub(crate) struct Bench {
    runtime: Runtime,
    simulation: Option<Simulation>,
    port: u16,
    folder: TempDir,
}

/// A run that is over.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Bench {
    /// A simulated operation that the program does not know yet.
    pub(crate) fn unknown() -> Bench {
        Bench::of(Config { agents: 6, ..Config::for_tests(anchor(), 12) })
    }

    pub(crate) fn of(config: Config) -> Bench {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        let simulation = runtime.block_on(atalaya_simulator::start(config)).expect("a free port");
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in ["home", "run", "out"] {
            std::fs::create_dir(folder.path().join(name)).expect("a folder");
        }
        Bench { runtime, port: simulation.port(), simulation: Some(simulation), folder }
    }

    /// The same, added as the operation `Ventas`.
    pub(crate) fn new() -> Bench {
        let bench = Bench::unknown();
        bench.add("Ventas");
        bench
    }

    pub(crate) fn add(&self, name: &str) {
        let port = self.port.to_string();
        self.run(&["operation", "add", name, "--loopback", &port]).ends(0);
    }

    /// Asks the server how many calls are left.
    pub(crate) fn test_connection(&self) {
        self.run(&["operation", "test", "Ventas"]).ends(0);
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn simulation(&self) -> &Simulation {
        self.simulation.as_ref().expect("the server runs")
    }

    /// Ends the server, so that nobody answers on its port.
    pub(crate) fn stop_server(&mut self) {
        if let Some(simulation) = self.simulation.take() {
            self.runtime.block_on(simulation.stop());
        }
    }

    /// A path below the bench's folder.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    /// The program with these words, its own folders and no keyring.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_atalaya-cli"));
        command.env_clear().current_dir(self.path("out")).args(words);
        for kept in ["PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR"] {
            if let Some(value) = std::env::var_os(kept) {
                command.env(kept, value);
            }
        }
        command
            .env("HOME", self.path("home"))
            .env("XDG_DATA_HOME", self.path("home/data"))
            .env("XDG_CONFIG_HOME", self.path("home/config"))
            .env("XDG_CACHE_HOME", self.path("home/cache"))
            .env("XDG_RUNTIME_DIR", self.path("run"))
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
            .env("ATALAYA_DATA_DIR", self.path("data"))
            .env("ATALAYA_TOKEN", SAMPLE_TOKEN)
            .env("ATALAYA_TEST_NOW", NOW)
            .env("ATALAYA_TEST_LIMITS", QUICK);
        command
    }

    pub(crate) fn run(&self, words: &[&str]) -> Ran {
        finished(self.command(words))
    }

    /// A run with `--json`, which must be one document.
    pub(crate) fn json(&self, words: &[&str], code: i32) -> Value {
        self.run(&[words, &["--json"]].concat()).ends(code).document()
    }

    /// A run about a report and a period.
    pub(crate) fn ask(&self, verb: &str, report: &str, period: [&str; 4], more: &[&str]) -> Ran {
        self.run(&[&[verb, report][..], &period, more].concat())
    }

    /// Fetches, and expects that all goes well.
    pub(crate) fn fetch(&self, report: &str, period: [&str; 4]) {
        self.ask("fetch", report, period, &[]).ends(0);
    }

    /// Compares a document with `tests/golden/cli/<name>.json`.
    pub(crate) fn golden(&self, name: &str, document: &Value) {
        let mut document = document.clone();
        self.steady(&mut document);
        let text = serde_json::to_string_pretty(&document).expect("JSON") + "\n";
        golden::check(&format!("tests/golden/cli/{name}.json"), &text);
    }

    /// Puts words for what differs from run to run.
    fn steady(&self, value: &mut Value) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    match (name.as_str(), &*value) {
                        ("id", Value::String(_)) => *value = "<id>".into(),
                        ("port", Value::Number(_)) => *value = "<port>".into(),
                        ("bytes", Value::Number(_)) => *value = "<bytes>".into(),
                        _ => self.steady(value),
                    }
                }
            }
            Value::Array(values) => values.iter_mut().for_each(|value| self.steady(value)),
            Value::String(text) => *text = text.replace(&format!(":{}", self.port), ":<port>"),
            _ => {}
        }
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let token = SAMPLE_TOKEN.as_bytes();
        for file in files_below(self.folder.path()) {
            let bytes = std::fs::read(&file).unwrap_or_default();
            let found = bytes.windows(token.len()).any(|part| part == token);
            assert!(!found, "the token lies in {}", file.display());
        }
    }
}

impl Ran {
    /// Checks the exit code.
    pub(crate) fn ends(self, code: i32) -> Ran {
        assert_eq!(self.code, code, "\n--- stdout\n{}\n--- stderr\n{}", self.out, self.err);
        self
    }

    /// The one JSON document on stdout.
    pub(crate) fn document(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|why| panic!("{why}\n{}", self.out))
    }

    /// The error's code; its form is that of every error.
    pub(crate) fn error(&self) -> String {
        error_of(&self.document())
    }
}

/// The code of a document's error, once its form is checked.
pub(crate) fn error_of(document: &Value) -> String {
    let error = &document["error"];
    for part in ["code", "message", "hint"] {
        assert!(error[part].as_str().is_some_and(|text| !text.is_empty()), "{part} of {error}");
    }
    assert!(error["retry"].is_boolean(), "{error}");
    error["code"].as_str().unwrap_or_default().to_owned()
}

/// Waits for the end of a program.
pub(crate) fn finished(mut command: Command) -> Ran {
    ran(command.stdin(Stdio::null()).output().expect("the program can be started"))
}

/// Runs a program that reads this text.
pub(crate) fn fed(mut command: Command, text: &str) -> Ran {
    let mut child = piped(&mut command, Stdio::piped());
    let mut stdin = child.stdin.take().expect("a pipe");
    // A program that refuses its words ends without reading.
    let _ = stdin.write_all(text.as_bytes());
    drop(stdin);
    ran(child.wait_with_output().expect("the program ends"))
}

/// Starts a program whose output is kept for [`Bench::end`].
pub(crate) fn started(mut command: Command) -> Child {
    piped(&mut command, Stdio::null())
}

fn piped(command: &mut Command, stdin: Stdio) -> Child {
    command
        .stdin(stdin)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program can be started")
}

/// What a program left when it ended. The token is nowhere in it.
pub(crate) fn ran(output: Output) -> Ran {
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let (out, err) = (text(output.stdout), text(output.stderr));
    assert!(!out.contains(SAMPLE_TOKEN) && !err.contains(SAMPLE_TOKEN), "the token was shown");
    assert!(!err.contains("panicked"), "{err}");
    Ran { code: output.status.code().unwrap_or(-1), out, err }
}

/// Asks a program to end as Ctrl+C does.
#[cfg(unix)]
pub(crate) fn interrupt(child: &Child) {
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(sent.expect("kill can be started").success());
}

/// All files below a folder; none if it does not exist.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

/// How many segments the archive's folder holds.
pub(crate) fn segments(bench: &Bench) -> usize {
    let files = files_below(&bench.path("data/archive"));
    files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "parquet")).count()
}
