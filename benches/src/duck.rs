//! DuckDB in a process beside, from its Python wheel: no part of the program, only a yardstick.

use crate::Result;
use crate::figures::threads;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// Names the Python that has the yardsticks; `scripts/bench` sets it.
pub(crate) const PYTHON: &str = "ATALAYA_BENCH_PYTHON";
const SCRIPT: &str = include_str!("../duckdb_side.py");

/// A running DuckDB.
pub(crate) struct Duck {
    child: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
    version: String,
}

/// What it said, and how long it took.
#[derive(Deserialize)]
pub(crate) struct Answer {
    pub(crate) ms: f64,
    pub(crate) rows: Vec<Vec<Value>>,
}

impl Duck {
    /// None where there is no DuckDB.
    pub(crate) fn start() -> Option<Duck> {
        let python = std::env::var_os(PYTHON)?;
        let mut child = Command::new(python)
            .args(["-c", SCRIPT])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .ok()?;
        let (orders, answers) = (child.stdin.take()?, BufReader::new(child.stdout.take()?));
        let mut duck = Duck { child, orders, answers, version: String::new() };
        let hello = duck.line().ok()?;
        duck.version = serde_json::from_str::<Value>(&hello).ok()?["version"].as_str()?.to_owned();
        Some(duck)
    }

    /// Makes the files the view `t`.
    pub(crate) fn open(&mut self, files: &[PathBuf]) -> Result<()> {
        let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
        self.order(&json!({ "files": files, "threads": threads() }))?;
        Ok(())
    }

    /// Asks, and fetches all rows of the answer.
    pub(crate) fn ask(&mut self, sql: &str) -> Result<Answer> {
        self.order(&json!({ "sql": sql }))
    }

    fn order(&mut self, order: &Value) -> Result<Answer> {
        writeln!(self.orders, "{order}")?;
        self.orders.flush()?;
        Ok(serde_json::from_str(&self.line()?)?)
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        match self.answers.read_line(&mut line)? {
            0 => Err("DuckDB has ended".into()),
            _ => Ok(line),
        }
    }
}

impl Drop for Duck {
    fn drop(&mut self) {
        // Nothing is lost with it.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// What the run says of it.
pub(crate) fn introduction() -> String {
    match Duck::start() {
        Some(duck) => format!(
            "Yardstick of queries: DuckDB {} on the same files, {} threads, default settings.",
            duck.version,
            threads()
        ),
        None => "DuckDB is missing: queries are measured without their yardstick.".to_owned(),
    }
}
