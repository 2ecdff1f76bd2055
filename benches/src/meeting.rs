//! The typical file of a meeting: a month with its scorecard and five reports.

use crate::args::Args;
use crate::figures::{Figure, Target, median, timed};
use crate::{Result, child, data, world};
use atalaya_core::api::types::{
    ExportPlace, ExportRequest, ExportSheet, Narrowing, ScorecardRequest,
};

const TURNS: usize = 3;
/// Milliseconds.
const PATIENCE: f64 = 6_000.0;
/// Of memory, in MB.
const PEAK: f64 = 200.0;

pub(crate) fn run(args: &Args) -> Result<Vec<Figure>> {
    data::ready(data::MEETING, args)?;
    let (mut taken, mut peaks) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let measured = child::measure("meeting", args, None)?;
        taken.push(measured.sample()?);
        peaks.extend(measured.peak);
    }
    let what = format!("31 days, scorecard, five reports, {} rows", data::meeting_rows(args));
    let mut figures = vec![Figure::ms(what, median(taken)).target(Target::Below(PATIENCE))];
    figures.extend(Figure::peak(peaks.into_iter().reduce(f64::max), Some(PEAK)));
    Ok(figures)
}

pub(crate) fn measure(args: &Args) -> Result<Vec<Figure>> {
    let app = world::open(&args.folder().join(data::MEETING))?;
    let month = data::meeting_month();
    let mut sheets = Vec::new();
    for (report, _) in data::MEETING_REPORTS {
        sheets.push(ExportSheet {
            table: world::table(&app, report, month.from, month.to)?,
            narrowing: Narrowing::default(),
            sort: Vec::new(),
            columns: Vec::new(),
        });
    }
    let table = &sheets.first().ok_or("no report")?.table;
    let scorecard = ScorecardRequest {
        operation: table.operation.clone(),
        from: month.from.date().to_string(),
        to: month.to.date().to_string(),
    };
    let request = ExportRequest {
        scorecard: Some(scorecard),
        ..ExportRequest::new(sheets, "es", ExportPlace::Remembered)
    };
    let target = args.folder().join("meeting.xlsx");
    let runtime = world::runtime()?;
    let (ms, view) = timed(|| Ok(runtime.block_on(app.export_to(request, target.clone()))?))?;
    std::fs::remove_file(&target)?;
    let rows = data::meeting_rows(args) as u64;
    if view.rows != rows {
        return Err(format!("{} rows were exported, not {rows}", view.rows).into());
    }
    Ok(vec![Figure::ms("exported", ms)])
}
