//! `export`: a workbook of what is held.

use crate::args::{Detail, Edition, Period, WhereArgs};
use crate::fetching::params;
use crate::interrupt::Interrupts;
use crate::output::{Done, Output};
use crate::surface::Surface;
use atalaya_core::api::SCORECARD;
use atalaya_core::api::types::{
    DetailView, EditionView, ExportPlace, ExportRequest, ExportSheet, ExportView, Layout,
    Narrowing, Nothing, ScorecardRequest, TableKey,
};
use atalaya_core::reports::Report;
use atalaya_core::{Error, Result};
use std::path::PathBuf;
use std::sync::Arc;

/// What is wanted of a workbook beside its reports. What is not said is as the template has it.
pub(crate) struct Wanted {
    pub(crate) out: PathBuf,
    pub(crate) template: Option<String>,
    pub(crate) edition: Option<Edition>,
    pub(crate) mask_agents: bool,
    pub(crate) detail: Option<Detail>,
}

impl Wanted {
    /// The template's layout with what was said on the command line put over it.
    fn layout(&self, surface: &Surface, codes: &[String], lang: &str) -> Result<Layout> {
        let named = self.template.as_deref().map(|named| surface.app.template(named));
        let mut layout = named.transpose()?.unwrap_or_default();
        if !codes.is_empty() {
            layout.scorecard = codes.iter().any(|code| code == SCORECARD);
            layout.reports = codes.iter().filter(|code| *code != SCORECARD).cloned().collect();
        }
        if let Some(edition) = self.edition {
            layout.edition = match edition {
                Edition::Internal => EditionView::Internal,
                Edition::Client => EditionView::Client,
            };
        }
        if let Some(detail) = self.detail {
            layout.detail = match detail {
                Detail::Inside => DetailView::Inside,
                Detail::Csv => DetailView::Csv,
                Detail::Parquet => DetailView::Parquet,
                Detail::None => DetailView::None,
            };
        }
        layout.mask_agents |= self.mask_agents;
        if layout.language.is_empty() {
            lang.clone_into(&mut layout.language);
        }
        Ok(layout)
    }
}

pub(crate) async fn export(
    surface: &Surface,
    codes: &[String],
    period: &Period,
    narrowing: &WhereArgs,
    wanted: Wanted,
    output: &Output,
) -> Result<Done> {
    let operation = surface.operation(period.operation.as_deref())?;
    let layout = wanted.layout(surface, codes, output.lang)?;
    let reports: Vec<Arc<Report>> =
        layout.reports.iter().map(|code| surface.app.report(code)).collect::<Result<_>>()?;
    refuse_contradictions(&reports, period, narrowing, &wanted, &layout)?;
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
    let card = layout.scorecard.then(|| ScorecardRequest {
        operation: operation.id.0.clone(),
        from: period.from.clone(),
        to: period.to.clone(),
    });
    let request = ExportRequest {
        scorecard: card,
        edition: layout.edition,
        mask_agents: layout.mask_agents && layout.edition == EditionView::Client,
        detail: layout.detail,
        look: Some(layout.look),
        ..ExportRequest::new(sheets, &layout.language, ExportPlace::Remembered)
    };
    let view = write(surface, request, wanted.out).await?;
    output.answer(&view, || written_lines(&view, output))?;
    Ok(output.covered(view.missing_days))
}

/// What would be asked for in vain.
fn refuse_contradictions(
    reports: &[Arc<Report>],
    period: &Period,
    narrowing: &WhereArgs,
    wanted: &Wanted,
    layout: &Layout,
) -> Result<()> {
    if wanted.mask_agents && layout.edition == EditionView::Internal {
        return Err(Error::usage("mask-agents", "only the client's edition masks agents"));
    }
    if reports.is_empty() && !(narrowing.conditions.is_empty() && period.params.is_empty()) {
        return Err(Error::usage(SCORECARD, "the scorecard takes no filters and no parameters"));
    }
    Ok(())
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
    let mut lines = vec![format!("{} ({rows})", output.text(key, &[("file", view.name.clone())]))];
    for file in &view.beside {
        let rows = output.text("cli.rows", &[("count", file.rows.to_string())]);
        lines.push(format!(
            "{} ({rows})",
            output.text("cli.written", &[("file", file.name.clone())])
        ));
    }
    lines
}
