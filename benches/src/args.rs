//! The command line, of the parent and of its children.

use crate::{BENCHES, Result};
use std::path::PathBuf;

/// What this process does.
pub(crate) enum Task {
    /// Runs benchmarks and prints their figures.
    Print,
    /// Makes a set of data.
    Prepare(String),
    /// Measures and tells the parent.
    Measure(String),
}

pub(crate) struct Args {
    pub(crate) task: Task,
    /// The benchmarks wanted; none for all.
    pub(crate) names: Vec<String>,
    /// A tenth of the data.
    pub(crate) quick: bool,
    /// Port of the parent's server, for the children that need one.
    pub(crate) port: Option<u16>,
}

const USAGE: &str = "usage: scripts/bench [--quick] [NAME…]";

impl Args {
    pub(crate) fn read(mut words: impl Iterator<Item = String>) -> Result<Args> {
        let mut args = Args { task: Task::Print, names: Vec::new(), quick: false, port: None };
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or(USAGE);
            match word.as_str() {
                "--quick" => args.quick = true,
                "--prepare" => args.task = Task::Prepare(value()?),
                "--measure" => args.task = Task::Measure(value()?),
                "--port" => args.port = Some(value()?.parse()?),
                name if BENCHES.iter().any(|(known, ..)| *known == name) => args.names.push(word),
                _ => return Err(unknown(&word).into()),
            }
        }
        Ok(args)
    }

    /// Where data of this size lie.
    pub(crate) fn folder(&self) -> PathBuf {
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or("target".into(), PathBuf::from);
        target.join("bench-data").join(if self.quick { "quick" } else { "full" })
    }

    /// So many, or a tenth for a quick run.
    pub(crate) fn sized(&self, full: usize) -> usize {
        if self.quick { full / 10 } else { full }
    }
}

fn unknown(word: &str) -> String {
    let names: Vec<_> = BENCHES.iter().map(|(name, ..)| *name).collect();
    format!("'{word}' is unknown\n{USAGE}\nNAME is one of {}", names.join(", "))
}
