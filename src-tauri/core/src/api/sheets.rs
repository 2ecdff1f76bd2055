//! What a workbook holds: sheets with their rows, figures and where they came from.

use super::app::App;
use super::chosen::Chosen;
use super::data::question;
use super::fetching::{period, problem_views};
use super::figures::{coverage_count, kpis_of};
use super::types::*;
use crate::archive::{Operation, WindowRecord};
use crate::export::{
    ColumnSpec, KpiLine, Origin, OriginWindow, ReportSheet, RowSource, Total, Unit,
};
use crate::kpis::{self, Figure, Kpi, evaluate};
use crate::query::{Question, frame};
use crate::reports::{Fold, Grain, Kind, Report, Texts};
use crate::time::Window;
use crate::{Error, Result, texts};
use arrow::record_batch::RecordBatch;
use futures_util::StreamExt;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Batches that wait between the query and the writer: enough to keep both busy, few in memory.
const BATCHES_AHEAD: usize = 2;

/// A workbook before its rows are read.
pub(super) struct Prepared {
    pub(super) language: String,
    pub(super) operation: Operation,
    pub(super) period: Window,
    pub(super) generated: chrono::NaiveDateTime,
    pub(super) summary: Vec<KpiLine>,
    pub(super) sheets: Vec<ReportSheet>,
    pub(super) origin: Origin,
    pub(super) missing_days: u32,
}

impl App {
    /// Reads everything of a workbook but its rows.
    pub(super) async fn prepare(
        self: &Arc<Self>,
        request: &ExportRequest,
        cancel: &CancellationToken,
    ) -> Result<Prepared> {
        let first = request.sheets.first().ok_or_else(|| Error::usage("sheets", "none given"))?;
        let operation = self.operation(&first.table.operation)?;
        let mut prepared = Prepared {
            language: request.language.clone(),
            period: period(&first.table.from, &first.table.to)?,
            generated: self.clock.wall(operation.zone),
            operation,
            summary: Vec::new(),
            sheets: Vec::new(),
            origin: Origin::default(),
            missing_days: 0,
        };
        for sheet in &request.sheets {
            self.add_sheet(&mut prepared, sheet, cancel).await?;
        }
        Ok(prepared)
    }

    async fn add_sheet(
        self: &Arc<Self>,
        prepared: &mut Prepared,
        sheet: &ExportSheet,
        cancel: &CancellationToken,
    ) -> Result<()> {
        let report = self.report(&sheet.table.report)?;
        let window = period(&sheet.table.from, &sheet.table.to)?;
        let chosen = self.chosen(&prepared.operation, &report, &sheet.table.params, window)?;
        let question = question(&report, &sheet.narrowing, &sheet.sort)?;
        let columns = columns(&report, &sheet.columns, &prepared.language);
        let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
        let row_count = self.engine.count(&chosen.table, &question.filters, cancel).await?;
        let filters_text = filters_text(&report, &sheet.narrowing, &prepared.language);
        self.add_figures(prepared, &report, &chosen, &question, window, cancel).await?;
        self.add_origin(prepared, &report, &chosen, window, &filters_text);
        prepared.sheets.push(ReportSheet {
            title: report.title.get(&prepared.language).to_owned(),
            columns,
            row_count,
            rows: Box::new(self.stream(&chosen, &question, &names, cancel)),
            filters_text,
            report,
        });
        Ok(())
    }

    async fn add_figures(
        &self,
        prepared: &mut Prepared,
        report: &Arc<Report>,
        chosen: &Chosen,
        question: &Question,
        window: Window,
        cancel: &CancellationToken,
    ) -> Result<()> {
        let kpis = kpis_of(report, &[])?;
        let rows = frame(&self.engine, &chosen.table, &question.filters).await?;
        let scope = self.scope(&prepared.operation, window, chosen)?;
        let figures = evaluate(rows, report, &kpis, &[], &scope, cancel).await?;
        let lines = figures
            .iter()
            .zip(&kpis)
            .map(|(figure, kpi)| kpi_line(report, figure, kpi, &prepared.language));
        prepared.summary.extend(lines);
        Ok(())
    }

    fn add_origin(
        &self,
        prepared: &mut Prepared,
        report: &Report,
        chosen: &Chosen,
        window: Window,
        filters_text: &str,
    ) {
        let language = prepared.language.as_str();
        let zone = prepared.operation.zone;
        let origin = &mut prepared.origin;
        origin.reports.push((report.code.clone(), report.title.get(language).to_owned()));
        for (params, record) in &chosen.windows {
            origin.windows.push(origin_window(report, params, record, zone, language));
        }
        if !filters_text.is_empty() {
            origin.filters.push(filters_text.to_owned());
        }
        let count = coverage_count(window, chosen);
        prepared.missing_days += count.missing;
        if count.missing > 0 || count.open > 0 {
            origin.coverage.push(texts::text(
                language,
                "workbook.coverage_note",
                &[
                    ("report", report.title.get(language).to_owned()),
                    ("days", count.days.to_string()),
                    ("missing", count.missing.to_string()),
                    ("open", count.open.to_string()),
                ],
            ));
        }
    }

    /// The rows of a sheet, read while the writer writes.
    fn stream(
        &self,
        chosen: &Chosen,
        question: &Question,
        columns: &[String],
        cancel: &CancellationToken,
    ) -> Batches {
        let (send, receive) = std::sync::mpsc::sync_channel(BATCHES_AHEAD);
        let (engine, table, question) =
            (self.engine.clone(), chosen.table.clone(), question.clone());
        let (columns, cancel) = (columns.to_vec(), cancel.clone());
        let runtime = tokio::runtime::Handle::current();
        // Started by the writer's first row: sheets wait for one another without holding batches.
        let start = move || {
            std::thread::spawn(move || {
                runtime.block_on(async {
                    let mut rows =
                        std::pin::pin!(engine.rows(&table, &question, &columns, &cancel));
                    while let Some(batch) = rows.next().await {
                        if send.send(batch).is_err() {
                            return; // the writer ended early
                        }
                    }
                });
            });
        };
        Batches { start: Some(Box::new(start)), receive }
    }
}

/// Rows that arrive from the query engine.
struct Batches {
    start: Option<Box<dyn FnOnce() + Send>>,
    receive: std::sync::mpsc::Receiver<Result<RecordBatch>>,
}

impl RowSource for Batches {
    fn next(&mut self) -> Result<Option<RecordBatch>> {
        if let Some(start) = self.start.take() {
            start();
        }
        self.receive.recv().ok().transpose()
    }
}

fn columns(report: &Report, wanted: &[String], language: &str) -> Vec<ColumnSpec> {
    let mut all = Vec::new();
    if report.grain == Grain::Daily {
        all.push(ColumnSpec {
            name: crate::reports::DAY.to_owned(),
            kind: Kind::Date,
            header: texts::text(language, "workbook.day", &[]),
            width: None,
            total: Total::None,
        });
    }
    all.extend(report.columns.iter().map(|column| ColumnSpec {
        name: column.name.clone(),
        kind: column.kind,
        header: column.label.get(language).to_owned(),
        width: None,
        total: total(report, column),
    }));
    if wanted.is_empty() {
        return all;
    }
    wanted
        .iter()
        .filter_map(|name| all.iter().find(|column| column.name == *name))
        .cloned()
        .collect()
}

/// Durations add up over events; other measures only where the report file says so.
fn total(report: &Report, column: &crate::reports::Column) -> Total {
    let sums = match report.grain {
        Grain::Event => column.kind == Kind::Duration,
        Grain::Daily => column.fold == Fold::Sum && column.kind.is_number(),
        Grain::Exact => false,
    };
    if sums { Total::Sum } else { Total::None }
}

fn kpi_line(report: &Report, figure: &Figure, kpi: &Kpi, language: &str) -> KpiLine {
    KpiLine {
        report: report.title.get(language).to_owned(),
        title: kpi.title.get(language).to_owned(),
        value: figure.value,
        unit: match kpi.unit {
            kpis::Unit::Seconds => Unit::Seconds,
            kpis::Unit::Ratio => Unit::Ratio,
            kpis::Unit::Count => Unit::Count,
            kpis::Unit::PerAgent => Unit::Number,
        },
        n: figure.n,
        excluded: figure.excluded,
        formula: kpi.formula.get(language).to_owned(),
        note: kpi.pitfall.get(language).to_owned(),
    }
}

fn origin_window(
    report: &Report,
    params: &BTreeMap<String, String>,
    record: &WindowRecord,
    zone: chrono_tz::Tz,
    language: &str,
) -> OriginWindow {
    let problems: Vec<String> = problem_views(&record.problems)
        .into_iter()
        .map(|problem| {
            let count = [("count", problem.count.to_string())];
            texts::text(language, &format!("problems.{}", problem.kind), &count)
        })
        .collect();
    let pairs: Vec<String> = params.iter().map(|(name, value)| format!("{name}={value}")).collect();
    OriginWindow {
        report: report.code.clone(),
        params: pairs.join(", "),
        from: record.window.from,
        to: record.window.to,
        state: texts::text(language, &format!("states.window.{}", record.state.name()), &[]),
        rows: record.rows,
        fetched: Some(record.fetched.with_timezone(&zone).naive_local()),
        problems: problems.join("; "),
    }
}

/// Filters as the reader of a workbook understands them: column, comparison, values.
fn filters_text(report: &Report, narrowing: &Narrowing, language: &str) -> String {
    let label = |name: &str| {
        report.column(name).map_or_else(
            || name.to_owned(),
            |column| Texts::get(&column.label, language).to_owned(),
        )
    };
    let mut parts: Vec<String> = narrowing
        .filters
        .iter()
        .map(|filter| {
            let tests: Vec<String> = filter
                .tests
                .iter()
                .map(|test| {
                    let op = serde_json::to_value(test.op).ok();
                    let op = op.as_ref().and_then(|op| op.as_str()).unwrap_or_default();
                    let op = texts::text(language, &format!("filters.{op}"), &[]);
                    format!("{op} {}", test.values.join(", ")).trim().to_owned()
                })
                .collect();
            let join = if filter.any { "filters.any" } else { "filters.all" };
            format!(
                "{} {}",
                label(&filter.column),
                tests.join(&format!(" {} ", texts::text(language, join, &[])))
            )
        })
        .collect();
    parts.extend(narrowing.conditions.iter().map(|condition| condition.trim().to_owned()));
    if !narrowing.search.trim().is_empty() {
        parts.push(format!("“{}”", narrowing.search.trim()));
    }
    parts.join("; ")
}
