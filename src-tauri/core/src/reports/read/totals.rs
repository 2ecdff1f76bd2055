//! Finds consolidated total rows: a blank or total-like name whose measures equal the sum of the
//! others. They are kept and flagged, so that nothing is counted twice and the sum can be checked.

use super::BATCH_ROWS;
use super::rows::own_fault;
use crate::Result;
use crate::reports::{Column, Fold, Kind, Report, TOTAL, normal_form};
use arrow::array::{Array, ArrayRef, AsArray, BooleanArray};
use arrow::compute::concat_batches;
use arrow::datatypes::{Float64Type, Int64Type};
use arrow::record_batch::RecordBatch;
use std::sync::Arc;

/// The batches with `_total` set where it is due, and how many rows that are.
pub(super) fn mark(report: &Report, held: Vec<RecordBatch>) -> Result<(Vec<RecordBatch>, u64)> {
    let Some(first) = held.first() else { return Ok((held, 0)) };
    let all = concat_batches(&first.schema(), &held).map_err(own_fault)?;
    let totals = totals(report, &all);
    if totals.is_empty() {
        return Ok((held, 0));
    }
    let flags: Vec<bool> = (0..all.num_rows()).map(|row| totals.contains(&row)).collect();
    let mut columns: Vec<ArrayRef> = all.columns().to_vec();
    let position = all.schema().index_of(TOTAL).map_err(own_fault)?;
    columns[position] = Arc::new(BooleanArray::from(flags));
    let all = RecordBatch::try_new(all.schema(), columns).map_err(own_fault)?;
    let starts = (0..all.num_rows()).step_by(BATCH_ROWS);
    let batches = starts.map(|start| all.slice(start, BATCH_ROWS.min(all.num_rows() - start)));
    Ok((batches.collect(), totals.len() as u64))
}

fn totals(report: &Report, all: &RecordBatch) -> Vec<usize> {
    let Some(names) = names(report, all) else { return Vec::new() };
    let measures = measures(report, all);
    let candidates: Vec<(usize, Name)> = (0..all.num_rows())
        .filter_map(|row| match name_of(names.as_ref(), row) {
            Name::Person => None,
            name => Some((row, name)),
        })
        .collect();
    let is_candidate = |row: usize| candidates.iter().any(|(candidate, _)| *candidate == row);
    let matching = |(row, name): &(usize, Name)| {
        let against = |others: &dyn Fn(usize) -> bool| equals_sum(&measures, *row, others);
        let sum = against(&|other| other != *row).or(against(&|other| !is_candidate(other)));
        // Nothing but zeros equals anything: then only a name can tell.
        matches!((sum, name), (Some(true), _) | (Some(false), Name::TotalLike))
    };
    candidates.iter().filter(|candidate| matching(candidate)).map(|(row, _)| *row).collect()
}

enum Name {
    Blank,
    TotalLike,
    Person,
}

fn name_of(names: &dyn Array, row: usize) -> Name {
    const WORDS: &[&str] = &[
        "total",
        "totales",
        "totals",
        "totais",
        "subtotal",
        "todos",
        "todas",
        "all",
        "general",
        "consolidado",
        "consolidated",
        "operación",
        "operacion",
        "operation",
        "operação",
    ];
    if names.is_null(row) {
        return Name::Blank;
    }
    let form = normal_form(names.as_string::<i32>().value(row));
    let total_like = form.split('_').any(|word| WORDS.contains(&word.trim_matches(':')));
    if total_like { Name::TotalLike } else { Name::Person }
}

/// The first column that names rows.
fn names(report: &Report, all: &RecordBatch) -> Option<ArrayRef> {
    let named = |column: &&Column| matches!(column.kind, Kind::Text | Kind::Id | Kind::Choice);
    let column = report.columns.iter().find(named)?;
    all.column_by_name(&column.name).cloned()
}

/// The columns that add up: those that the report says, else all whole numbers and durations.
fn measures(report: &Report, all: &RecordBatch) -> Vec<ArrayRef> {
    let summed: Vec<&Column> =
        report.columns.iter().filter(|column| column.fold == Fold::Sum).collect();
    let columns: Vec<&Column> = if summed.is_empty() {
        let adds_up = |kind| matches!(kind, Kind::Integer | Kind::Duration);
        report.columns.iter().filter(|column| adds_up(column.kind)).collect()
    } else {
        summed
    };
    columns.iter().filter_map(|column| all.column_by_name(&column.name).cloned()).collect()
}

/// Whether every measure that the row has equals the sum over `others`. `None`: no, or it has
/// none, or there are no others. `Some(false)`: yes, but all are zero.
fn equals_sum(measures: &[ArrayRef], row: usize, others: &dyn Fn(usize) -> bool) -> Option<bool> {
    let mut seen = false;
    let mut weight = false;
    for measure in measures.iter().filter(|measure| !measure.is_null(row)) {
        let mut rest = (0..measure.len()).filter(|other| *other != row && others(*other));
        let mut rest = rest.by_ref().peekable();
        rest.peek()?;
        let sum: f64 = rest.filter_map(|other| value(measure, other)).sum();
        let total = value(measure, row)?;
        if (sum - total).abs() > 1e-6 * total.abs().max(1.0) {
            return None;
        }
        seen = true;
        weight |= total != 0.0;
    }
    seen.then_some(weight)
}

/// Whole numbers stay exact in a double up to 2^53, far above any sum of seconds.
fn value(measure: &ArrayRef, row: usize) -> Option<f64> {
    if measure.is_null(row) {
        return None;
    }
    if let Some(whole) = measure.as_primitive_opt::<Int64Type>() {
        return Some(whole.value(row) as f64);
    }
    measure.as_primitive_opt::<Float64Type>().map(|decimal| decimal.value(row))
}
