//! `demo`: the main job on the sample operation, in one go.

use crate::exporting::{write, written_lines};
use crate::fetching::{Fetched, fetched_line, problem_lines, run};
use crate::figures::kpi_lines;
use crate::output::{Done, Output};
use crate::surface::Surface;
use atalaya_core::api::types::{
    ExportPlace, ExportRequest, ExportSheet, ExportView, FetchRequest, FetchView, KpisRequest,
    KpisView, Narrowing, Nothing, ScorecardRequest, TableKey,
};
use atalaya_core::{Code, Error, Result};
use chrono::{Days, NaiveDate};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Days that the demo fetches: a whole month of the sample operation.
const DAYS: u64 = 31;

/// The agent whose events are fetched alone; its id comes from the operation's names.
const ONE_AGENT: &str = "agent_id";

/// What the demo did, as a document.
#[derive(Serialize)]
struct DemoView {
    reports: Vec<DemoReport>,
    export: ExportView,
}

#[derive(Serialize)]
struct DemoReport {
    report: String,
    params: BTreeMap<String, String>,
    fetch: FetchView,
    kpis: KpisView,
}

pub(crate) async fn demo(surface: &Surface, out: PathBuf, output: &Output) -> Result<Done> {
    let operation = surface.app.open_sample(Nothing {}).await?;
    let today: NaiveDate = operation
        .today
        .parse()
        .map_err(|_| Error::usage("date", format!("'{}' is no day", operation.today)))?;
    let (from, to) = (today - Days::new(DAYS), today - Days::new(1));
    let mut exit = 0;
    let (mut reports, mut sheets) = (Vec::new(), Vec::new());
    for report in surface.app.catalogue_codes() {
        let table = TableKey {
            operation: operation.id.clone(),
            params: demo_params(surface, &operation.id, &report).await?,
            report,
            from: from.to_string(),
            to: to.to_string(),
        };
        let fetched = fetch(surface, &table, output).await?;
        if fetched.exit == Code::Cancelled.exit() {
            return Err(Error::new(Code::Cancelled, "the demo was ended"));
        }
        exit = exit.max(fetched.exit);
        let kpis = figures(surface, &table).await?;
        show(surface, &table, &fetched.view, &kpis, output)?;
        reports.push(DemoReport {
            report: table.report.clone(),
            params: table.params.clone(),
            fetch: fetched.view,
            kpis,
        });
        sheets.push(sheet(table));
    }
    let card = ScorecardRequest {
        operation: operation.id.clone(),
        from: from.to_string(),
        to: to.to_string(),
    };
    let request = ExportRequest {
        scorecard: Some(card),
        ..ExportRequest::new(sheets, output.lang, ExportPlace::Remembered)
    };
    let export = write(surface, request, out).await?;
    let view = DemoView { reports, export };
    output.answer(&view, || written_lines(&view.export, output))?;
    Ok(if exit == 0 { Done::Whole } else { Done::Ended(exit) })
}

fn sheet(table: TableKey) -> ExportSheet {
    ExportSheet { table, narrowing: Narrowing::default(), sort: Vec::new(), columns: Vec::new() }
}

/// The parameters of a report in the demo: its all-values, and the first agent where one agent
/// must be named.
async fn demo_params(
    surface: &Surface,
    operation: &str,
    report: &str,
) -> Result<BTreeMap<String, String>> {
    let report = surface.app.report(report)?;
    let mut params = BTreeMap::new();
    if report.param(ONE_AGENT).is_some_and(|param| param.all.is_none()) {
        let first = surface.app.first_agent(operation).await?;
        params.insert(ONE_AGENT.to_owned(), first);
    }
    Ok(params)
}

async fn fetch(surface: &Surface, table: &TableKey, output: &Output) -> Result<Fetched> {
    let request = FetchRequest {
        operation: table.operation.clone(),
        report: table.report.clone(),
        params: table.params.clone(),
        from: table.from.clone(),
        to: table.to.clone(),
        reread: false,
    };
    let fetched = run(surface, request, false, output).await?;
    if let Some(error) = &fetched.error {
        // The document at the end is the only one on stdout.
        Output { json: false, ..*output }.error(error);
    }
    Ok(fetched)
}

async fn figures(surface: &Surface, table: &TableKey) -> Result<KpisView> {
    let request = KpisRequest {
        table: table.clone(),
        narrowing: Narrowing::default(),
        kpis: Vec::new(),
        by: None,
        view: String::new(),
        revision: 0,
    };
    surface.app.kpis(request).await
}

fn show(
    surface: &Surface,
    table: &TableKey,
    fetched: &FetchView,
    kpis: &KpisView,
    output: &Output,
) -> Result<()> {
    let title = surface.app.report(&table.report)?.title.get(output.lang).to_owned();
    let pairs: String =
        table.params.iter().map(|(name, value)| format!(" {name}={value}")).collect();
    let mut lines =
        vec![format!("{} · {title}{pairs}", table.report), fetched_line(fetched, output)];
    lines.extend(problem_lines(fetched, output));
    lines.extend(kpi_lines(kpis, output));
    lines.push(String::new());
    if output.json {
        lines.iter().for_each(|line| output.tell(line))
    } else {
        output.print_all(lines)?
    }
    Ok(())
}
