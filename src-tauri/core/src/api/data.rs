//! Rows, values and figures of what is held.

use super::app::App;
use super::fetching::period;
use super::types::*;
use crate::query::{
    self, Bucket, Filter, Filters, Join, Measure, MeasureFn, Order, OrderBy, PageRequest, Question,
    Sort, Spot, Table, Test, kind_of, read_value,
};
use crate::reports::Report;
use crate::time::{Window, moment_text};
use crate::{Error, Result};
use serde_json::Value;
use std::sync::Arc;

/// Rows of one answer at most: a grid asks for some hundreds.
const ROWS_MAX: u32 = 10_000;

impl App {
    /// A stretch of rows in the wanted order.
    pub async fn rows(self: &Arc<Self>, request: RowsRequest) -> Result<RowsView> {
        let table = self.table(&request.table)?;
        let question = question(&table.report, &request.narrowing, &request.sort)?;
        let wanted = PageRequest {
            offset: request.offset,
            limit: u64::from(request.limit.min(ROWS_MAX)),
            columns: request.columns,
            ahead: !request.view.is_empty(),
        };
        let token = self.view(&request.view, request.revision);
        let page = self.engine.page(&table, &question, &wanted, &token).await?;
        let schema = page.rows.schema();
        Ok(RowsView {
            total: page.total,
            offset: page.offset,
            columns: schema.fields().iter().map(|field| field.name().clone()).collect(),
            rows: (0..page.rows.num_rows())
                .map(|row| {
                    page.rows.columns().iter().map(|column| query::json(column, row)).collect()
                })
                .collect(),
            generation: table.generation,
        })
    }

    /// The same as JSON bytes, so that a shell hands them on unread.
    pub async fn rows_bytes(self: &Arc<Self>, request: RowsRequest) -> Result<Vec<u8>> {
        let rows = self.rows(request).await?;
        serde_json::to_vec(&rows).map_err(|cause| {
            Error::new(crate::Code::Internal, "rows could not be written").because(cause)
        })
    }

    /// A column's values with their counts, most frequent first.
    pub async fn distinct(self: &Arc<Self>, request: DistinctRequest) -> Result<DistinctView> {
        let table = self.table(&request.table)?;
        let mut filters = filters(&table.report, &request.narrowing)?;
        filters.all.retain(|filter| filter.column != request.column);
        let limit = request.limit.min(ROWS_MAX) as usize;
        let wanted = query::DistinctRequest {
            column: request.column,
            filters,
            search: request.search,
            limit: limit + 1,
        };
        let mut found = self.engine.distinct(&table, &wanted, &self.view("", 0)).await?;
        let more = found.len() > limit;
        found.truncate(limit);
        let values = found.into_iter().map(|one| ValueCount { value: one.value, count: one.rows });
        Ok(DistinctView { values: values.collect(), more })
    }

    /// Figures by time and dimension.
    pub async fn aggregate(self: &Arc<Self>, request: AggregateRequest) -> Result<AggregateView> {
        let table = self.table(&request.table)?;
        let top = |_| Order { by: OrderBy::Measure(0), descending: true };
        let wanted = query::AggregateRequest {
            bucket: request.bucket.map(bucket),
            dimensions: request.dimensions,
            measures: request.measures.iter().map(measure).collect::<Result<_>>()?,
            filters: filters(&table.report, &request.narrowing)?,
            order: request.top.map(top),
            limit: request.top.map(|top| top as usize),
        };
        let token = self.view(&request.view, request.revision);
        let answer = self.engine.aggregate(&table, &wanted, &token).await?;
        Ok(aggregate_view(&wanted, answer))
    }

    /// The table that a question is asked of: what is held of the period, chosen by the rules for
    /// subjects that overlap.
    pub(super) fn table(&self, key: &TableKey) -> Result<Table> {
        let operation = self.operation(&key.operation)?;
        let report = self.report(&key.report)?;
        let window = period(&key.from, &key.to)?;
        Ok(self.chosen(&operation, &report, &key.params, window)?.of.table)
    }
}

/// Reads the filters and sort keys of a request.
pub(super) fn question(
    report: &Report,
    narrowing: &Narrowing,
    sort: &[SortView],
) -> Result<Question> {
    let sort = sort
        .iter()
        .map(|key| {
            kind_of(report, &key.column)?;
            Ok(Sort { column: key.column.clone(), descending: key.descending })
        })
        .collect::<Result<_>>()?;
    Ok(Question { filters: filters(report, narrowing)?, sort })
}

/// Reads the filters of a request.
pub(super) fn filters(report: &Report, narrowing: &Narrowing) -> Result<Filters> {
    let typed = narrowing.conditions.iter().map(|text| query::read_filter(report, text));
    let all = narrowing.filters.iter().map(|filter| read_filter(report, filter)).chain(typed);
    let all = all.collect::<Result<_>>()?;
    Ok(Filters { all, search: narrowing.search.trim().to_owned(), totals: false })
}

fn read_filter(report: &Report, view: &FilterView) -> Result<Filter> {
    let kind = kind_of(report, &view.column)?;
    let tests = view
        .tests
        .iter()
        .map(|test| {
            let values =
                test.values.iter().map(|text| read_value(kind, text)).collect::<Result<Vec<_>>>();
            read_test(test, values)
        })
        .collect::<Result<_>>()?;
    Ok(Filter {
        column: view.column.clone(),
        tests,
        join: if view.any { Join::Or } else { Join::And },
    })
}

fn read_test(view: &TestView, values: Result<Vec<crate::query::Value>>) -> Result<Test> {
    let text = || match view.values.as_slice() {
        [text] => Ok(text.clone()),
        _ => Err(Error::usage("filter", "this comparison takes one text")),
    };
    let one = |values: Result<Vec<crate::query::Value>>| {
        values?
            .into_iter()
            .next()
            .ok_or_else(|| Error::usage("filter", "this comparison takes a value"))
    };
    Ok(match view.op {
        Op::Eq | Op::In => Test::Is(values?),
        Op::Ne | Op::NotIn => Test::IsNot(values?),
        Op::Lt => Test::Below(one(values)?),
        Op::Le => Test::AtMost(one(values)?),
        Op::Gt => Test::Above(one(values)?),
        Op::Ge => Test::AtLeast(one(values)?),
        Op::Between => {
            let [low, high] = <[_; 2]>::try_from(values?)
                .map_err(|_| Error::usage("filter", "between takes two values"))?;
            Test::Between(low, high)
        }
        Op::Contains => Test::Contains(text()?),
        Op::NotContains => Test::Lacks(text()?),
        Op::Starts => Test::Starts(text()?),
        Op::Ends => Test::Ends(text()?),
        Op::Empty => Test::Empty,
        Op::NotEmpty => Test::NotEmpty,
    })
}

fn bucket(view: BucketView) -> Bucket {
    match view {
        BucketView::Quarter => Bucket::Quarter,
        BucketView::Hour => Bucket::Hour,
        BucketView::Day => Bucket::Day,
        BucketView::Week => Bucket::Week,
        BucketView::Month => Bucket::Month,
        BucketView::HourOfDay => Bucket::HourOfDay,
        BucketView::Weekday => Bucket::Weekday,
        BucketView::WeekdayHour => Bucket::WeekdayHour,
    }
}

fn measure(view: &MeasureView) -> Result<Measure> {
    let function = match (view.fold, view.q) {
        (FoldView::Count, _) if view.column.is_none() => MeasureFn::Rows,
        (FoldView::Count, _) => MeasureFn::Count,
        (FoldView::Sum, _) => MeasureFn::Sum,
        (FoldView::Avg, _) => MeasureFn::Avg,
        (FoldView::Min, _) => MeasureFn::Min,
        (FoldView::Max, _) => MeasureFn::Max,
        (FoldView::Distinct, _) => MeasureFn::Distinct,
        (FoldView::Quantile, Some(q)) if (0.0..=1.0).contains(&q) => MeasureFn::Quantile(q),
        (FoldView::Quantile, _) => {
            return Err(Error::usage("q", "a quantile lies between 0 and 1"));
        }
    };
    let column = match (&view.column, function) {
        (_, MeasureFn::Rows) => String::new(),
        (Some(column), _) => column.clone(),
        (None, _) => return Err(Error::usage("column", "this figure needs a column")),
    };
    Ok(Measure { column, function })
}

/// Groups as rows of values. What events carry beyond the period is given apart, by measure.
fn aggregate_view(wanted: &query::AggregateRequest, answer: query::Aggregate) -> AggregateView {
    let mut columns: Vec<String> = match wanted.bucket {
        None => Vec::new(),
        Some(Bucket::WeekdayHour) => vec!["weekday".to_owned(), "hour".to_owned()],
        Some(_) => vec!["bucket".to_owned()],
    };
    columns.extend(wanted.dimensions.iter().cloned());
    columns.extend((0..wanted.measures.len()).map(|place| format!("m{place}")));
    let mut view =
        AggregateView { columns, rows: Vec::new(), carried: vec![0.0; wanted.measures.len()] };
    for group in answer.groups {
        if group.spot == Some(Spot::CarriedOver) {
            for (sum, value) in view.carried.iter_mut().zip(&group.values) {
                *sum += value.as_f64().unwrap_or(0.0);
            }
            continue;
        }
        let mut row = group.spot.map_or_else(Vec::new, spot);
        row.extend(group.dimensions);
        row.extend(group.values);
        view.rows.push(row);
    }
    view
}

fn spot(spot: Spot) -> Vec<Value> {
    match spot {
        Spot::From(at) => vec![Value::String(moment_text(at))],
        Spot::HourOfDay(number) | Spot::Weekday(number) => vec![number.into()],
        Spot::WeekdayHour(weekday, hour) => vec![weekday.into(), hour.into()],
        Spot::CarriedOver => Vec::new(),
    }
}

/// The whole days of a period, for coverage.
pub(super) fn days_of(window: Window) -> u32 {
    u32::try_from(window.dates().count()).unwrap_or(u32::MAX)
}
