//! A workbook of ten columns, from the question to the file in its place.

use crate::args::Args;
use crate::figures::{Figure, Target, median, timed};
use crate::{Result, child, data, python_xlsx, world};
use atalaya_core::api::types::{ExportPlace, ExportRequest, ExportSheet, Narrowing};

const TURNS: usize = 3;
/// Of memory, in MB.
const PEAK: f64 = 200.0;

/// What is exported.
pub(crate) const COLUMNS: [&str; 10] = [
    "agent_id",
    "agent_name",
    "agent_status",
    "time",
    "date_ini",
    "date_end",
    "conn_id",
    "type_interaction",
    "telephone",
    "campaign_id",
];

pub(crate) fn run(args: &Args) -> Result<Vec<Figure>> {
    data::ready(data::EVENTS, args)?;
    let (mut ours, mut bare, mut peaks) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let measured = child::measure("export", args, None)?;
        ours.push(measured.sample()?);
        peaks.extend(measured.peak);
        bare.push(child::measure("bare-export", args, None)?.sample()?);
    }
    let what = format!("{} rows of 10 cells", data::events_export(args).2);
    let ours = median(ours);
    let figure = Figure::ms(what, ours)
        .against("bare rust_xlsxwriter", median(bare))
        .target(Target::RatioAtMost(1.3));
    let mut figures = vec![figure];
    figures.extend(Figure::peak(peaks.into_iter().reduce(f64::max), Some(PEAK)));
    // A file that is a real table is another one: the writer remembers its cells.
    let table = child::measure("export-table", args, None)?;
    figures.push(Figure::ms(
        format!("{} rows, all columns", data::events_table(args).2),
        table.sample()?,
    ));
    figures.extend(Figure::peak(table.peak, Some(PEAK)));
    figures.extend(python_xlsx::run(args, ours)?);
    Ok(figures)
}

/// The million rows.
pub(crate) fn measure(args: &Args) -> Result<Vec<Figure>> {
    written(args, data::events_export(args), COLUMNS.map(str::to_owned).to_vec())
}

/// All columns of as many rows as are just a table.
pub(crate) fn measure_table(args: &Args) -> Result<Vec<Figure>> {
    written(args, data::events_table(args), Vec::new())
}

fn written(args: &Args, stretch: data::Stretch, columns: Vec<String>) -> Result<Vec<Figure>> {
    let app = world::open(&args.folder().join(data::EVENTS))?;
    let (from, to, rows) = stretch;
    let sheet = ExportSheet {
        table: world::table(&app, "agent_14", from, to)?,
        narrowing: Narrowing::default(),
        sort: Vec::new(),
        columns,
    };
    let request = ExportRequest::new(vec![sheet], "es", ExportPlace::Remembered);
    let target = args.folder().join("export.xlsx");
    let runtime = world::runtime()?;
    let (ms, view) = timed(|| Ok(runtime.block_on(app.export_to(request, target.clone()))?))?;
    std::fs::remove_file(&target)?;
    if view.rows != rows as u64 {
        return Err(format!("{} rows were exported, not {rows}", view.rows).into());
    }
    Ok(vec![Figure::ms("exported", ms)])
}
