//! A column's values with their counts, for filters with a list.

use super::condition::named;
use super::engine::{Engine, engine_error};
use super::filter::{Filters, kind_of};
use super::frame::frame;
use super::table::Table;
use super::values::json;
use super::words::{Words, known, text_test};
use crate::Result;
use crate::reports::{Kind, is_unknown, normal_form};
use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::arrow::datatypes::Int64Type;
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::lit;
use datafusion::prelude::DataFrame;
use std::collections::BTreeMap;
use tokio_util::sync::CancellationToken;

/// Which values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DistinctRequest {
    /// The column.
    pub column: String,
    /// Of which rows.
    pub filters: Filters,
    /// Only values with this text in them, whatever case and accents; for text columns.
    pub search: String,
    /// At most so many, the most frequent first.
    pub limit: usize,
}

/// A value and in how many rows it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Distinct {
    /// The value in the form of [`json`]; null for unknown.
    pub value: serde_json::Value,
    /// Rows.
    pub rows: u64,
}

impl Engine {
    /// Values with counts, the most frequent first, equal counts by value. Spellings of a choice
    /// (`READY`, `Ready`) are one value, shown as it is spelled most often.
    pub async fn distinct(
        &self,
        table: &Table,
        request: &DistinctRequest,
        token: &CancellationToken,
    ) -> Result<Vec<Distinct>> {
        let kind = kind_of(&table.report, &request.column)?;
        let rows = frame(self, table, &request.filters).await?;
        let grouped = grouped(rows, kind, request).map_err(engine_error)?;
        let batches = self.run(token, grouped.collect()).await?;
        let found = batches.iter().flat_map(values).collect();
        Ok(if kind == Kind::Choice { merged(found, request.limit) } else { found })
    }
}

// Two names, because DataFusion 55 drops a grouping whose key is called like an already unique
// column, even where the key is another expression.
const RECEIVED: &str = "as received";
const VALUE: &str = "value";
const ROWS: &str = "rows";
const ALL_ROWS: &str = "all rows";

fn grouped(
    rows: DataFrame,
    kind: Kind,
    request: &DistinctRequest,
) -> datafusion::common::Result<DataFrame> {
    let column = named(&request.column).alias(RECEIVED);
    let mut groups = rows.aggregate(vec![column], vec![count(lit(1_i64)).alias(ROWS)])?;
    let search = request.search.trim();
    if kind.is_text() && !search.is_empty() {
        groups = groups.filter(text_test(named(RECEIVED), Words::contains(search)))?;
    }
    if kind == Kind::Choice {
        return Ok(groups);
    }
    let (mut value, mut rows) = (RECEIVED, ROWS);
    if kind.is_text() {
        // All texts for "no value" are one; judged per value, not per row.
        groups = groups.aggregate(
            vec![known(named(RECEIVED)).alias(VALUE)],
            vec![sum(named(ROWS)).alias(ALL_ROWS)],
        )?;
        (value, rows) = (VALUE, ALL_ROWS);
    }
    let by = vec![named(rows).sort(false, false), named(value).sort(true, false)];
    groups.sort(by)?.limit(0, Some(request.limit))
}

fn values(batch: &RecordBatch) -> Vec<Distinct> {
    let (values, counts) = (batch.column(0), batch.column(1).as_primitive::<Int64Type>());
    let one = |row| Distinct {
        value: json(values, row),
        rows: u64::try_from(counts.value(row)).unwrap_or(0),
    };
    (0..batch.num_rows()).map(one).collect()
}

/// Spellings of a choice as one value.
fn merged(found: Vec<Distinct>, limit: usize) -> Vec<Distinct> {
    let mut forms: BTreeMap<Option<String>, (u64, Distinct)> = BTreeMap::new();
    for spelling in found {
        let text = spelling.value.as_str().filter(|text| !is_unknown(text));
        let rows = spelling.rows;
        let (all, most) = forms
            .entry(text.map(normal_form))
            .or_insert_with(|| (0, Distinct { rows: 0, ..spelling.clone() }));
        *all += rows;
        let before = (most.rows, most.value.as_str().unwrap_or(""));
        // Of equally frequent spellings the first in the alphabet, so that answers repeat.
        if rows > before.0 || (rows == before.0 && spelling.value.as_str().unwrap_or("") < before.1)
        {
            *most = spelling;
        }
    }
    let whole = forms.into_values().map(|(rows, most)| Distinct { value: most.value, rows });
    let mut whole: Vec<_> = whole.collect();
    // Stable: equal counts stay in the order of their normal forms, unknown last.
    whole.sort_by_key(|value| (std::cmp::Reverse(value.rows), value.value.is_null()));
    whole.truncate(limit);
    whole
}
