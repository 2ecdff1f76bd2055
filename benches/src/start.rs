//! The program opened again on a year's archive, from the process's start to the first rows.

use crate::args::Args;
use crate::figures::{Figure, Target, median, timed};
use crate::{Result, child, data, world};
use atalaya_core::api::types::{CoverageRequest, Narrowing, Nothing, RowsRequest};

const TURNS: usize = 7;

pub(crate) fn run(args: &Args) -> Result<Vec<Figure>> {
    data::ready(data::YEAR, args)?;
    let (mut whole, mut open) = (Vec::new(), Vec::new());
    for turn in 0..=TURNS {
        let measured = child::measure("start", args, None)?;
        if turn > 0 {
            whole.push(measured.took.as_secs_f64() * 1e3);
            open.push(measured.sample()?);
        }
    }
    Ok(vec![
        Figure::ms("process start to first rows of the year", median(whole))
            .target(Target::Below(1000.0)),
        Figure::ms("of it opening the archive", median(open)),
    ])
}

pub(crate) fn measure(args: &Args) -> Result<Vec<Figure>> {
    let runtime = world::runtime()?;
    let (opened, app) = timed(|| world::open(&args.folder().join(data::YEAR)))?;
    let period = data::year_period(args);
    let table = world::table(&app, "agent_14", period.from, period.to)?;
    let coverage = CoverageRequest {
        operation: table.operation.clone(),
        report: table.report.clone(),
        params: Default::default(),
        from: table.from.clone(),
        to: table.to.clone(),
    };
    let request = RowsRequest {
        table,
        narrowing: Narrowing::default(),
        sort: Vec::new(),
        columns: Vec::new(),
        offset: 0,
        limit: 100,
        view: "grid".to_owned(),
        revision: 1,
    };
    let page = runtime.block_on(async {
        app.app_info(Nothing {}).await?;
        app.operations(Nothing {}).await?;
        app.reports(Nothing {}).await?;
        app.coverage(coverage).await?;
        app.rows(request).await
    })?;
    if page.rows.len() != 100 {
        return Err("no rows at the start".into());
    }
    Ok(vec![Figure::ms("archive opened", opened)])
}
