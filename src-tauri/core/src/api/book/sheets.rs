//! Sheets of rows, and where they came from.

use super::masks::{Mark, Masked};
use super::{Draft, Masks, Part, Prepared, left_out};
use crate::api::app::App;
use crate::api::chosen::Chosen;
use crate::api::data::question;
use crate::api::fetching::{period, problem_views};
use crate::api::figures::coverage_count;
use crate::api::types::*;
use crate::archive::WindowRecord;
use crate::export::{ColumnSpec, OriginWindow, ReportSheet, RowSource, Total};
use crate::query::Question;
use crate::reports::{Fold, Grain, Kind, Problems, Report, Texts};
use crate::time::Window;
use crate::{Result, texts};
use arrow::record_batch::RecordBatch;
use futures_util::StreamExt;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Batches that wait between the query and the writer. None: the next is read while one is
/// written, and more would only take memory.
const BATCHES_AHEAD: usize = 0;

impl App {
    /// A report's tiles, pages, checks and rows.
    pub(super) async fn add_sheet(
        self: &Arc<Self>,
        draft: &mut Draft,
        sheet: &ExportSheet,
        cancel: &CancellationToken,
    ) -> Result<()> {
        let report = self.report(&sheet.table.report)?;
        let window = period(&sheet.table.from, &sheet.table.to)?;
        let params = &sheet.table.params;
        let chosen = self.chosen(&draft.prepared.operation, &report, params, window)?;
        let question = question(&report, &sheet.narrowing, &sheet.sort)?;
        let columns = columns(&report, &sheet.columns, &draft.prepared.language);
        let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
        let row_count = self.engine.count(&chosen.table, &question.filters, cancel).await?;
        let language = draft.prepared.language.clone();
        let filters_text = filters_text(&report, &sheet.narrowing, &language, &draft.masks);
        let filters = question.filters.clone();
        let part = Part { report: report.clone(), params, chosen, filters, window, row_count };
        self.add_figures(draft, &part, cancel).await?;
        self.add_questions(draft, &part, cancel).await?;
        self.add_checks(draft, &part, cancel).await?;
        let masks = Arc::clone(&draft.masks);
        add_origin(&mut draft.prepared, &masks, &report, &part.chosen, window, &filters_text);
        draft.prepared.missing_days += coverage_count(window, &part.chosen).missing;
        let rows = self.stream(&part.chosen, &question, &names, cancel);
        draft.prepared.sheets.push(ReportSheet {
            title: report.title.get(&language).to_owned(),
            columns,
            row_count,
            rows: masked(rows, &report, masks),
            filters_text,
            report,
        });
        Ok(())
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

/// The rows, with the people in them masked where the edition asks for it.
fn masked(rows: Batches, report: &Report, masks: Arc<Masks>) -> Box<dyn RowSource> {
    let marks = report.columns.iter().filter_map(|c| Some((c.name.clone(), masks.mark(c)?)));
    let columns: Vec<(String, Mark)> = marks.collect();
    if columns.is_empty() {
        return Box::new(rows);
    }
    Box::new(Masked { rows, columns, masks, known: HashMap::new() })
}

/// Notes the windows and the coverage behind a part of the workbook, once per report.
pub(super) fn add_origin(
    prepared: &mut Prepared,
    masks: &Masks,
    report: &Report,
    chosen: &Chosen,
    window: Window,
    filters_text: &str,
) {
    let language = prepared.language.clone();
    let zone = prepared.operation.zone;
    let origin = &mut prepared.origin;
    let title = report.title.get(&language).to_owned();
    if !filters_text.is_empty() {
        origin.filters.push(filters_text.to_owned());
    }
    if origin.reports.iter().any(|(code, _)| *code == report.code) {
        return;
    }
    origin.reports.push((report.code.clone(), title.clone()));
    for (params, record) in &chosen.windows {
        origin.windows.push(origin_window(report, params, record, zone, &language, masks));
    }
    let mut problems = Problems::default();
    chosen.windows.iter().for_each(|(_, record)| problems.merge(&record.problems));
    origin.excluded.extend(left_out::of_rows(&title, &problems, &language));
    let count = coverage_count(window, chosen);
    if count.missing > 0 || count.open > 0 {
        origin.coverage.push(coverage_note(&language, title, &count));
    }
    prepared.counts.push(count);
}

fn coverage_note(language: &str, report: String, count: &CoverageCount) -> String {
    let words = [
        ("report", report),
        ("days", count.days.to_string()),
        ("missing", count.missing.to_string()),
        ("open", count.open.to_string()),
    ];
    texts::text(language, "workbook.coverage_note", &words)
}

/// Coverage for the first sheet: one sentence where all reports are covered alike.
pub(super) fn coverage_short(prepared: &Prepared) -> String {
    let language = prepared.language.as_str();
    match prepared.counts.as_slice() {
        [first, _, ..] if prepared.counts.iter().all(|count| count == first) => {
            let all = texts::text(language, "workbook.all_reports", &[]);
            let whole = first.missing == 0 && first.open == 0;
            if whole { String::new() } else { coverage_note(language, all, first) }
        }
        _ => prepared.origin.coverage.join(" "),
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

fn origin_window(
    report: &Report,
    params: &BTreeMap<String, String>,
    record: &WindowRecord,
    zone: chrono_tz::Tz,
    language: &str,
    masks: &Masks,
) -> OriginWindow {
    let problems: Vec<String> = problem_views(&record.problems)
        .into_iter()
        .map(|problem| {
            let count = [("count", problem.count.to_string())];
            texts::text(language, &format!("problems.{}", problem.kind), &count)
        })
        .collect();
    let pair = |(name, value): (&String, &String)| {
        let mark = report.column(name).and_then(|column| masks.mark(column));
        let value = mark.map_or_else(|| value.clone(), |mark| masks.name(mark, value));
        format!("{name}={value}")
    };
    let pairs: Vec<String> = params.iter().map(pair).collect();
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
fn filters_text(report: &Report, narrowing: &Narrowing, language: &str, masks: &Masks) -> String {
    let said = |filter: &FilterView| one_filter(report, filter, language, masks);
    let mut parts: Vec<String> = narrowing.filters.iter().map(said).collect();
    for condition in narrowing.conditions.iter().map(|condition| condition.trim()) {
        let end = condition.find(|c: char| !(c.is_alphanumeric() || c == '_'));
        let column = report.column(&condition[..end.unwrap_or(condition.len())]);
        let hidden = column.is_some_and(|column| masks.mark(column).is_some());
        let shown = column.map_or("", |column| column.name.as_str());
        parts.push(if hidden { format!("{shown} …") } else { condition.to_owned() });
    }
    let search = narrowing.search.trim();
    if !search.is_empty() {
        parts.push(format!("“{}”", if masks.is_client() { "…" } else { search }));
    }
    parts.join("; ")
}

fn one_filter(report: &Report, filter: &FilterView, language: &str, masks: &Masks) -> String {
    let column = report.column(&filter.column);
    let label = column.map_or(filter.column.as_str(), |c| Texts::get(&c.label, language));
    let mark = column.and_then(|column| masks.mark(column));
    let value = |value: &String| match mark {
        Some(mark) => masks.name(mark, value),
        None => value.clone(),
    };
    let tests: Vec<String> = filter
        .tests
        .iter()
        .map(|test| {
            let op = serde_json::to_value(test.op).ok();
            let op = op.as_ref().and_then(|op| op.as_str()).unwrap_or_default();
            let op = texts::text(language, &format!("filters.{op}"), &[]);
            let values: Vec<String> = test.values.iter().map(value).collect();
            format!("{op} {}", values.join(", ")).trim().to_owned()
        })
        .collect();
    let join = if filter.any { "filters.any" } else { "filters.all" };
    format!("{label} {}", tests.join(&format!(" {} ", texts::text(language, join, &[]))))
}
