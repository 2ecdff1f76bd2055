//! Measurements in processes of their own.

use crate::Result;
use crate::args::Args;
use crate::figures::Figure;
use serde::{Deserialize, Serialize};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a child told.
#[derive(Serialize, Deserialize)]
struct Told {
    figures: Vec<Figure>,
    peak: Option<f64>,
}

/// A child that has ended.
pub(crate) struct Measured {
    pub(crate) figures: Vec<Figure>,
    /// Most memory that it had at once, in MB; none where the system does not say.
    pub(crate) peak: Option<f64>,
    /// From its start until it told.
    pub(crate) took: Duration,
}

impl Measured {
    /// The milliseconds of a child that measures one thing.
    pub(crate) fn sample(&self) -> Result<f64> {
        let first = self.figures.first().ok_or("a child without a figure")?;
        Ok(first.ours)
    }
}

/// Measures in a child.
pub(crate) fn measure(name: &str, args: &Args, port: Option<u16>) -> Result<Measured> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["--measure", name]).stdout(Stdio::piped());
    if args.quick {
        command.arg("--quick");
    }
    if let Some(port) = port {
        command.args(["--port", &port.to_string()]);
    }
    let started = Instant::now();
    let mut child = command.spawn()?;
    let output = child.stdout.take().ok_or("a child without output")?;
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line)?;
    let took = started.elapsed();
    if !child.wait()?.success() {
        return Err(format!("the measurement '{name}' failed").into());
    }
    let told: Told = serde_json::from_str(&line)?;
    Ok(Measured { figures: told.figures, peak: told.peak, took })
}

/// Makes a set of data in a child, so that the memory of it is no one else's.
pub(crate) fn prepare(set: &str, args: &Args) -> Result<()> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["--prepare", set]);
    if args.quick {
        command.arg("--quick");
    }
    if command.status()?.success() { Ok(()) } else { Err(format!("no data '{set}'").into()) }
}

/// Tells the parent, as a child.
pub(crate) fn tell(figures: &[Figure]) -> Result<()> {
    let told = Told { figures: figures.to_vec(), peak: peak() };
    let mut output = std::io::stdout().lock();
    serde_json::to_writer(&mut output, &told)?;
    output.write_all(b"\n")?;
    Ok(output.flush()?)
}

/// The most memory this process had at once, in MB.
pub(crate) fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024.0 / 1e6)
}
