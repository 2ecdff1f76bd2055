//! `export`: a workbook of what is held.

use crate::args::{Edition, Period, WhereArgs};
use crate::fetching::params;
use crate::interrupt::Interrupts;
use crate::output::{Done, Output};
use crate::surface::Surface;
use atalaya_core::api::SCORECARD;
use atalaya_core::api::types::{
    ExportPlace, ExportRequest, ExportSheet, ExportView, Narrowing, Nothing, TableKey,
};
use atalaya_core::reports::Report;
use atalaya_core::{Error, Result};
use std::path::PathBuf;
use std::sync::Arc;

/// Refuses the client's edition: better no workbook than one with unmasked phones.
pub(crate) fn refuse_edition(edition: Edition) -> Result<()> {
    match edition {
        Edition::Internal => Ok(()),
        Edition::Client => {
            let why = "the client edition (phones and ids masked) comes in a later version; \
                       nothing was written";
            Err(Error::usage("edition", why))
        }
    }
}

pub(crate) async fn export(
    surface: &Surface,
    codes: &[String],
    period: &Period,
    narrowing: &WhereArgs,
    out: PathBuf,
    output: &Output,
) -> Result<Done> {
    if codes.iter().any(|code| code == SCORECARD) {
        let why = "the scorecard is not exported yet; `kpis scorecard` shows it";
        return Err(Error::usage(SCORECARD, why));
    }
    let operation = surface.operation(period.operation.as_deref())?;
    let reports: Vec<Arc<Report>> =
        codes.iter().map(|code| surface.app.report(code)).collect::<Result<_>>()?;
    let sheet = |report: &Arc<Report>| {
        Ok(ExportSheet {
            table: TableKey {
                operation: operation.id.0.clone(),
                report: report.code.clone(),
                params: params(period, report, &reports)?,
                from: period.from.clone(),
                to: period.to.clone(),
            },
            narrowing: narrow_sheet(narrowing, report, &reports)?,
            sort: Vec::new(),
            columns: Vec::new(),
        })
    };
    let sheets = reports.iter().map(sheet).collect::<Result<_>>()?;
    let request =
        ExportRequest { sheets, language: output.lang.to_owned(), place: ExportPlace::Remembered };
    let view = write(surface, request, out).await?;
    output.answer(&view, || written_lines(&view, output))?;
    Ok(output.covered(view.missing_days))
}

/// The conditions that reach a sheet: those on columns that its report has. A condition that
/// reaches none is refused, by the report that it is read for.
fn narrow_sheet(args: &WhereArgs, report: &Report, named: &[Arc<Report>]) -> Result<Narrowing> {
    let mut conditions = Vec::new();
    for condition in &args.conditions {
        let column = condition.trim();
        let end = column.find(|c: char| !(c.is_alphanumeric() || c == '_'));
        let column = &column[..end.unwrap_or(column.len())];
        let nowhere = !named.iter().any(|report| report.column(column).is_some());
        if nowhere || report.column(column).is_some() {
            conditions.push(condition.clone());
        }
    }
    Ok(Narrowing { conditions, ..Narrowing::default() })
}

/// Writes a workbook; Ctrl+C ends that and leaves the earlier file as it was.
pub(crate) async fn write(
    surface: &Surface,
    request: ExportRequest,
    out: PathBuf,
) -> Result<ExportView> {
    let mut interrupts = Interrupts::listen()?;
    let mut writing = std::pin::pin!(surface.app.export_to(request, out));
    loop {
        tokio::select! {
            biased;
            view = &mut writing => return view,
            () = interrupts.next() => {
                surface.app.cancel_export(Nothing {}).await?;
            }
        }
    }
}

/// What was written, in a sentence.
pub(crate) fn written_lines(view: &ExportView, output: &Output) -> Vec<String> {
    let key = if view.renamed { "cli.written_renamed" } else { "cli.written" };
    let rows = output.text("cli.rows", &[("count", view.rows.to_string())]);
    vec![format!("{} ({rows})", output.text(key, &[("file", view.name.clone())]))]
}
