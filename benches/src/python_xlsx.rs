//! Python's writers of workbooks, on the very cells of the export.

use crate::Result;
use crate::args::Args;
use crate::bare_xlsx;
use crate::duck::PYTHON;
use crate::figures::{Figure, Target, complain};
use serde::Deserialize;
use std::process::{Command, Stdio};

const SCRIPT: &str = include_str!("../writers_side.py");
/// How they are used: name and manner.
const WRITERS: [(&str, &str); 3] = [
    ("XlsxWriter", "constant memory"),
    ("openpyxl", "write-only"),
    ("pyexcelerate", "rows at once"),
];
/// How many times faster the export must be.
const FASTER: f64 = 4.5;

#[derive(Deserialize)]
struct Told {
    version: String,
    ms: f64,
}

/// One turn of each, for it takes minutes; those that are missing are told of and left out.
pub(crate) fn run(args: &Args, ours: f64) -> Result<Vec<Figure>> {
    let Some(python) = std::env::var_os(PYTHON) else {
        complain("Python's writers are missing: the export is measured without them.");
        return Ok(Vec::new());
    };
    let rows = args.folder().join("cells.tsv");
    bare_xlsx::tell_cells(args, &rows)?;
    let target = args.folder().join("python.xlsx");
    let mut figures = Vec::new();
    for (writer, manner) in WRITERS {
        let mut command = Command::new(&python);
        command.args(["-c", SCRIPT, writer]).arg(&rows).arg(&target);
        let output = command.stderr(Stdio::null()).output()?;
        let Ok(told) = serde_json::from_slice::<Told>(&output.stdout) else {
            complain(&format!("{writer} is missing: the export is measured without it."));
            continue;
        };
        let what = format!("{writer} {}, {manner}", told.version);
        let figure = Figure::ms(what, told.ms).against("ours", ours);
        figures.push(figure.target(Target::RatioAtLeast(FASTER)));
    }
    std::fs::remove_file(&rows)?;
    // Not there if no writer was.
    drop(std::fs::remove_file(&target));
    Ok(figures)
}
