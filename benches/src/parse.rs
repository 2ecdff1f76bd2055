//! An answer of 60,000 records: from bytes to rows, and to a committed window.

use crate::args::Args;
use crate::figures::{Figure, Target, rate, timed, versus};
use crate::{Result, bare_json, body, child, data, world};
use arrow::array::AsArray;
use arrow::datatypes::Int64Type;
use arrow::record_batch::RecordBatch;
use atalaya_core::archive::{Place, Subject, Swap};
use atalaya_core::reports::{Asked, Catalogue, Report, read_slice};
use std::collections::BTreeMap;
use std::hint::black_box;

const RECORDS: usize = 60_000;
const TURNS: usize = 15;
const YARDSTICK: &str = "bare serde_json";

pub(crate) fn run(args: &Args) -> Result<Vec<Figure>> {
    std::fs::create_dir_all(args.folder())?;
    Ok(child::measure("parse", args, None)?.figures)
}

pub(crate) fn measure(args: &Args) -> Result<Vec<Figure>> {
    let text = body::answer(RECORDS);
    let body = text.as_bytes();
    let report = Catalogue::built_in().named("agent_2")?;
    let params: BTreeMap<_, _> = [("agent_id".to_owned(), "0001".to_owned())].into();
    let asked = Asked { report, params: &params, window: body::window() };
    check(&asked, body)?;
    let (ours, bare) = versus(
        TURNS,
        || {
            let (ms, rows) = timed(|| {
                let mut rows: Vec<RecordBatch> = Vec::new();
                read_slice(&asked, body, &mut rows)?;
                Ok(rows)
            })?;
            black_box(rows);
            Ok(ms)
        },
        || yardstick(body),
    )?;
    let what = format!("bytes to rows, {:.1} MB", body.len() as f64 / 1e6);
    let parsed = Figure::rate(what, body.len(), ours)
        .against(YARDSTICK, rate(body.len(), bare))
        .target(Target::RatioAtLeast(0.7));
    let (ours, bare) = versus(TURNS, || kept(args, report, &params, body), || yardstick(body))?;
    let kept = Figure::rate("the same to a committed window on disk", body.len(), ours)
        .against(YARDSTICK, rate(body.len(), bare))
        .target(Target::RatioAtLeast(0.25));
    Ok(vec![parsed, kept])
}

fn yardstick(body: &[u8]) -> Result<f64> {
    let (ms, columns) = timed(|| bare_json::read(body))?;
    black_box(columns);
    Ok(ms)
}

/// Both ways must give the same rows.
fn check(asked: &Asked, body: &[u8]) -> Result<()> {
    let mut rows: Vec<RecordBatch> = Vec::new();
    let reading = read_slice(asked, body, &mut rows)?;
    let seconds = |batch: &RecordBatch| {
        let column = batch.column_by_name("time").map(|column| column.as_primitive::<Int64Type>());
        column.and_then(arrow::compute::sum).unwrap_or(0)
    };
    let ours: i64 = rows.iter().map(seconds).sum();
    let columns = bare_json::read(body)?;
    let bare = arrow::compute::sum(columns[2].as_primitive::<Int64Type>()).unwrap_or(0);
    let none = reading.problems.iter().all(|(_, _, count)| count == 0);
    match reading.rows == RECORDS as u64 && ours == bare && none {
        true => Ok(()),
        false => Err("the parser and its yardstick read different rows".into()),
    }
}

/// Milliseconds from the bytes to a window that an archive has committed: parsed, compressed,
/// synced, checked, renamed and listed. Every turn has an archive of its own.
fn kept(
    args: &Args,
    report: &std::sync::Arc<Report>,
    params: &BTreeMap<String, String>,
    body: &[u8],
) -> Result<f64> {
    let folder = tempfile::tempdir_in(args.folder())?;
    let app = world::open(folder.path())?;
    let archive = app.archive();
    let operation = app.add_place("Operación inventada", Place::Loopback(1), None)?.id;
    let subject = Subject { operation, report: report.code.clone(), params: params.clone() };
    let asked = Asked { report, params, window: body::window() };
    let (ms, ()) = timed(|| {
        let mut staging = archive.stage(&subject, report, asked.window)?;
        read_slice(&asked, body, &mut staging)?;
        let windows = vec![staging.finish(data::closed())?.into()];
        archive.commit(Swap { subject, grain: report.grain, windows })?;
        Ok(())
    })?;
    Ok(ms)
}
