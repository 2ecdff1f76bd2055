//! Computes KPIs over the rows of one report: all KPIs and groups in one query.

use super::by::By;
use super::columns::Columns;
use super::figure::{Figure, Parts};
use super::kpi::{Formula, Kpi, Measure, Source};
use super::needs::needs;
use super::scope::Scope;
use super::terms::none;
use super::{events, journeys};
use crate::query::engine_error;
use crate::reports::Report;
use crate::{Code, Error, Result};
use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::datatypes::{DataType, Float64Type, Int64Type};
use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::{Expr, cast, lit};
use datafusion::prelude::DataFrame;
use tokio_util::sync::CancellationToken;

/// Figures of `report` over `frame`: its columns plus `_at` (and `_day` for daily reports), rows
/// of the period only, consolidated totals left out. Without groups every KPI gives one figure;
/// with groups, one per group that has rows, in the order of the groups' values.
pub async fn evaluate(
    frame: DataFrame,
    report: &Report,
    kpis: &[&Kpi],
    by: &[By],
    scope: &Scope,
    cancel: &CancellationToken,
) -> Result<Vec<Figure>> {
    if kpis.is_empty() {
        return Ok(Vec::new());
    }
    let columns = Columns::new(report, scope);
    let measures = measures(kpis, &columns)?;
    let groups = by.iter().map(|by| by.expr(&columns)).collect::<Result<Vec<_>>>()?;
    let frame = prepare(frame, kpis, &measures, &columns)?;
    let frame = aggregate(frame, groups, &measures)?;
    let batches = collect(frame, cancel).await?;
    let asked: Vec<(&Kpi, bool)> = kpis
        .iter()
        .zip(&measures)
        .map(|(kpi, measure)| (*kpi, measure.denominator.is_some()))
        .collect();
    let mut figures = Vec::new();
    for batch in &batches {
        for row in 0..batch.num_rows() {
            figures.extend(row_figures(batch, row, &asked, by, scope.is_covered()));
        }
    }
    figures.sort_by(|a: &Figure, b: &Figure| a.group.cmp(&b.group));
    Ok(figures)
}

/// The rows of a frame, or "cancelled" as soon as the user asks something else.
pub(super) async fn collect(
    frame: DataFrame,
    cancel: &CancellationToken,
) -> Result<Vec<RecordBatch>> {
    tokio::select! {
        biased;
        () = cancel.cancelled() => Err(Error::new(Code::Cancelled, "the question was replaced")),
        batches = frame.collect() => batches.map_err(engine_error),
    }
}

fn measures(kpis: &[&Kpi], columns: &Columns<'_>) -> Result<Vec<Measure>> {
    kpis.iter()
        .map(|kpi| match kpi.measure {
            Formula::Rows(measure) if kpi.fits(columns.report()) => Ok(measure(columns)),
            _ => Err(needs(kpi.name)),
        })
        .collect()
}

/// Adds the marks that the KPIs' sources work with.
fn prepare(
    mut frame: DataFrame,
    kpis: &[&Kpi],
    measures: &[Measure],
    columns: &Columns<'_>,
) -> Result<DataFrame> {
    let reads = |source| kpis.iter().any(|kpi| kpi.sources.contains(&source));
    if reads(Source::AgentEvents) {
        let with_calls = measures.iter().any(events::reads_calls);
        frame = events::prepare(frame, columns, with_calls)?;
    }
    if reads(Source::Journeys) {
        frame = journeys::prepare(frame, columns)?;
    }
    Ok(frame)
}

fn aggregate(frame: DataFrame, groups: Vec<Expr>, measures: &[Measure]) -> Result<DataFrame> {
    let groups = groups.into_iter().enumerate();
    let groups: Vec<Expr> = groups.map(|(i, by)| by.alias(format!("_by_{i}"))).collect();
    let mut aggregates = vec![count(lit(1_i64)).alias("_rows")];
    for (i, measure) in measures.iter().enumerate() {
        let below = measure.denominator.clone();
        aggregates.push(measure.numerator.clone().alias(format!("_above_{i}")));
        aggregates.push(below.unwrap_or_else(none).alias(format!("_below_{i}")));
        aggregates.push(measure.n.clone().alias(format!("_n_{i}")));
        aggregates.push(measure.excluded.clone().alias(format!("_excluded_{i}")));
    }
    let frame = frame.aggregate(groups, aggregates).map_err(engine_error)?;
    let typed = typed_columns(&frame);
    frame.select(typed).map_err(engine_error)
}

/// Sums come as integers or decimals; figures are read as one type each.
fn typed_columns(frame: &DataFrame) -> Vec<Expr> {
    let fields = frame.schema().iter();
    fields
        .map(|(qualifier, field)| {
            let name = field.name().clone();
            let kind = match name.as_str() {
                group if group.starts_with("_by_") => DataType::Utf8,
                sum if sum.starts_with("_above_") || sum.starts_with("_below_") => {
                    DataType::Float64
                }
                _ => DataType::Int64,
            };
            cast(Expr::from((qualifier, field)), kind).alias(name)
        })
        .collect()
}

fn row_figures(
    batch: &RecordBatch,
    row: usize,
    asked: &[(&Kpi, bool)],
    by: &[By],
    covered: bool,
) -> Vec<Figure> {
    let group: Vec<_> = by
        .iter()
        .enumerate()
        .map(|(i, by)| {
            let value = text(batch, &format!("_by_{i}"), row).map(|raw| by.value(raw));
            (by.name().to_owned(), value)
        })
        .collect();
    let figure = |(i, (kpi, is_ratio)): (usize, &(&Kpi, bool))| {
        let parts = parts(batch, row, i);
        if *is_ratio {
            Figure::ratio(kpi, group.clone(), parts)
        } else {
            Figure::total(kpi, group.clone(), parts, covered)
        }
    };
    asked.iter().enumerate().map(figure).collect()
}

fn parts(batch: &RecordBatch, row: usize, i: usize) -> Parts {
    Parts {
        numerator: decimal(batch, &format!("_above_{i}"), row),
        denominator: decimal(batch, &format!("_below_{i}"), row),
        n: integer(batch, &format!("_n_{i}"), row),
        excluded: integer(batch, &format!("_excluded_{i}"), row),
        rows: integer(batch, "_rows", row),
    }
}

pub(super) fn decimal(batch: &RecordBatch, name: &str, row: usize) -> Option<f64> {
    let column = batch.column_by_name(name)?.as_primitive_opt::<Float64Type>()?;
    (!column.is_null(row)).then(|| column.value(row))
}

pub(super) fn integer(batch: &RecordBatch, name: &str, row: usize) -> u64 {
    let column = batch.column_by_name(name).and_then(|c| c.as_primitive_opt::<Int64Type>());
    column.filter(|c| !c.is_null(row)).map_or(0, |c| u64::try_from(c.value(row)).unwrap_or(0))
}

pub(super) fn text(batch: &RecordBatch, name: &str, row: usize) -> Option<String> {
    let column = batch.column_by_name(name)?.as_string_opt::<i32>()?;
    (!column.is_null(row)).then(|| column.value(row).to_owned())
}
