//! Speed figures of the way of the data, each against a yardstick measured in the same run.
//!
//! ```text
//! run (parent) ──▶ prepare   a child writes invented data into target/bench-data, once
//!              ──▶ measure   children run the real code; each tells its figures and its peak memory
//!              ──▶ figures   medians, ratios and targets, printed as they come
//! ```
//!
//! Every measurement has a process of its own, so that memory peaks are its own too.

mod args;
mod bare_json;
mod bare_xlsx;
mod body;
mod child;
mod data;
mod duck;
mod export;
mod figures;
mod meeting;
mod pages;
mod parse;
mod python_xlsx;
mod queries;
mod rows;
mod start;
mod world;

use args::{Args, Task};
use figures::{Figure, Sheet};
use std::process::ExitCode;

/// Whatever went wrong; a benchmark has nobody to recover for.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A benchmark: its name, what it is about, and how it runs in the parent.
type Bench = (&'static str, &'static str, fn(&Args) -> Result<Vec<Figure>>);

const BENCHES: &[Bench] = &[
    ("parse", "an answer of 60,000 records, from bytes to rows and to the archive", parse::run),
    ("body", "the largest answer, over HTTP into a segment", body::run),
    ("queries", "questions to a year of calls", queries::run),
    ("pages", "deep pages of a sorted grid", pages::run),
    ("export", "a workbook of 10 columns", export::run),
    ("meeting", "the typical workbook of a meeting", meeting::run),
    ("start", "second start on a year of six reports, to the first rows", start::run),
];

/// Runs what the command line asks for.
pub fn run() -> ExitCode {
    let done = match Args::read(std::env::args().skip(1)) {
        Ok(args) => match &args.task {
            Task::Print => print(&args),
            Task::Prepare(set) => data::prepare(set, &args),
            Task::Measure(name) => measure(name, &args),
        },
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            figures::complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

fn print(args: &Args) -> Result<()> {
    let mut sheet = Sheet::begin(args);
    for (name, about, bench) in BENCHES {
        if args.names.is_empty() || args.names.iter().any(|wanted| wanted == name) {
            sheet.title(name, about);
            let figures = bench(args)?;
            sheet.add(figures);
        }
    }
    sheet.end();
    Ok(())
}

/// The part of a benchmark that runs in a child.
fn measure(name: &str, args: &Args) -> Result<()> {
    let figures = match name {
        "parse" => parse::measure(args)?,
        "body" => body::measure(args)?,
        "queries" => queries::measure(args)?,
        "pages" => pages::measure(args)?,
        "export" => export::measure(args)?,
        "export-table" => export::measure_table(args)?,
        "meeting" => meeting::measure(args)?,
        "bare-export" => bare_xlsx::measure(args)?,
        "start" => start::measure(args)?,
        _ => return Err(format!("no measurement '{name}'").into()),
    };
    child::tell(&figures)
}
