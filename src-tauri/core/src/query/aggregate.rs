//! Rows put together by time and columns: series, rankings, heat maps.

use super::bucket::{Bucket, Spot};
use super::condition::named;
use super::engine::{Engine, engine_error};
use super::filter::{Filters, kind_of};
use super::frame::frame;
use super::grouping::{Key, Parted, in_two_steps};
use super::split::{Cutting, Pieces, name};
use super::table::Table;
use super::values::cells;
use super::words::{known, normal};
use crate::reports::{AT, Kind};
use crate::{Error, Result};
use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::arrow::datatypes::Int64Type;
use datafusion::functions_aggregate::expr_fn::{avg, count, count_distinct, max, min, sum};
use datafusion::functions_aggregate::percentile_cont::percentile_cont;
use datafusion::logical_expr::{Expr, lit, when};
use datafusion::prelude::DataFrame;
use futures_util::TryStreamExt;
use serde_json::Value;
use std::cmp::Ordering;
use tokio_util::sync::CancellationToken;

/// What is computed of a group's rows. All but [`MeasureFn::Rows`] pass over unknown values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MeasureFn {
    /// Number of rows, whatever the column.
    Rows,
    /// Number of known values.
    Count,
    /// Number of different known values.
    Distinct,
    /// Sum. In a time series, the sum of a report's duration is cut at bucket borders.
    Sum,
    /// Average.
    Avg,
    /// Smallest value.
    Min,
    /// Greatest value.
    Max,
    /// Exact quantile, between 0 and 1, interpolated between neighbours.
    Quantile(f64),
}

/// A column and what is computed of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// The column; empty for [`MeasureFn::Rows`].
    pub column: String,
    /// The computation.
    pub function: MeasureFn,
}

/// What groups are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderBy {
    /// Their place in time.
    Spot,
    /// The dimension at this place of the request.
    Dimension(usize),
    /// The measure at this place of the request.
    Measure(usize),
}

/// An order of groups. Unknown values come last both ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// By what.
    pub by: OrderBy,
    /// From great to small.
    pub descending: bool,
}

/// What is put together, and how.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AggregateRequest {
    /// By time.
    pub bucket: Option<Bucket>,
    /// By columns.
    pub dimensions: Vec<String>,
    /// What is computed.
    pub measures: Vec<Measure>,
    /// Of which rows.
    pub filters: Filters,
    /// The order; ties, and groups without order, by time and then dimensions.
    pub order: Option<Order>,
    /// Only the first so many groups.
    pub limit: Option<usize>,
}

/// Rows that share time and dimensions.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Place in time; none if the request has no bucket.
    pub spot: Option<Spot>,
    /// Values of the dimensions; choices in their normal form, unknown as null.
    pub dimensions: Vec<Value>,
    /// Values of the measures; unknown as null.
    pub values: Vec<Value>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Aggregate {
    /// Groups in order.
    pub groups: Vec<Group>,
    /// Measures (by place) whose events were cut at bucket borders; with
    /// [`Spot::CarriedOver`] their groups add up to the total.
    pub cut: Vec<usize>,
}

const SPOT: &str = "spot";

impl Engine {
    /// Number of rows that the filters let pass.
    pub async fn count(
        &self,
        table: &Table,
        filters: &Filters,
        token: &CancellationToken,
    ) -> Result<u64> {
        let rows = frame(self, table, filters).await?;
        Ok(self.run(token, rows.count()).await? as u64)
    }

    /// Groups of rows with their measures.
    pub async fn aggregate(
        &self,
        table: &Table,
        request: &AggregateRequest,
        token: &CancellationToken,
    ) -> Result<Aggregate> {
        let plan = Plan::new(table, request)?;
        let rows = frame(self, table, &request.filters).await?;
        let grouped = plan.grouped(rows.clone()).map_err(engine_error)?;
        let batches = self.run(token, grouped.collect()).await?;
        let mut groups: Vec<Group> = batches.iter().flat_map(|batch| plan.groups(batch)).collect();
        if !plan.cut.is_empty() {
            let crossing = plan.crossing(rows).map_err(engine_error)?;
            let pieces = self.run(token, plan.pieces(crossing)).await?;
            plan.add(&mut groups, pieces);
        }
        groups.sort_by(|a, b| plan.compare(a, b));
        groups.truncate(request.limit.unwrap_or(usize::MAX));
        Ok(Aggregate { groups, cut: plan.cut })
    }
}

struct Plan<'a> {
    request: &'a AggregateRequest,
    /// What groups are made by: time first, then the dimensions.
    keys: Vec<Key>,
    measures: Vec<Expr>,
    /// The measures in parts, if texts make groups and all measures have parts.
    parted: Option<Vec<Parted>>,
    cutting: Option<Cutting>,
    cut: Vec<usize>,
}

impl<'a> Plan<'a> {
    fn new(table: &Table, request: &'a AggregateRequest) -> Result<Self> {
        let cutting = request.bucket.and_then(|bucket| Cutting::of(table, bucket));
        let is_cut = |measure: &Measure| {
            let duration = cutting.as_ref().map(|cutting| cutting.duration.as_str());
            measure.function == MeasureFn::Sum && duration == Some(&measure.column)
        };
        let places = 0..request.measures.len();
        let cut: Vec<usize> = places.filter(|m| is_cut(&request.measures[*m])).collect();
        let spot = request.bucket.map(|bucket| Key::time(bucket.number_expr(named(AT)), SPOT));
        let mut keys: Vec<Key> = spot.into_iter().collect();
        for (place, name) in request.dimensions.iter().enumerate() {
            keys.push(Key::column(kind_of(&table.report, name)?, place, name));
        }
        let (mut measures, mut parted) = (Vec::new(), Vec::new());
        for (place, measure) in request.measures.iter().enumerate() {
            let crossing = cutting.as_ref().filter(|_| cut.contains(&place)).map(Cutting::crosses);
            let expr = measured(table, measure, crossing)?;
            parted.push(Parted::of(place, measure, expr.clone()));
            measures.push(expr.alias(format!("measure {place}")));
        }
        let texts = keys.iter().any(Key::is_text) && !measures.is_empty();
        let parted = if texts { parted.into_iter().collect() } else { None };
        check_order(request)?;
        Ok(Plan { request, keys, measures, parted, cutting, cut })
    }

    fn dimensions(&self) -> impl Iterator<Item = Expr> {
        self.keys.iter().skip(usize::from(self.request.bucket.is_some())).map(Key::whole)
    }

    fn grouped(&self, rows: DataFrame) -> datafusion::common::Result<DataFrame> {
        let mut measures = self.measures.clone();
        if measures.is_empty() {
            // DataFusion needs something to compute; it is not read.
            measures.push(count(lit(1_i64)).alias("rows"));
        }
        let mut order = self.order_exprs();
        let groups = match &self.parted {
            Some(parted) => in_two_steps(rows, &self.keys, parted)?,
            None => rows.aggregate(self.keys.iter().map(Key::whole).collect(), measures)?,
        };
        match self.request.limit {
            // Cut sums are not yet known here, and with them not the order.
            Some(limit) if self.cut.is_empty() && !order.is_empty() => {
                let by = order.drain(..).map(|(expr, descending)| expr.sort(!descending, false));
                groups.sort(by.collect())?.limit(0, Some(limit))
            }
            _ => Ok(groups),
        }
    }

    /// The asked order, then time and dimensions.
    fn order_exprs(&self) -> Vec<(Expr, bool)> {
        let first = self.request.order.map(|order| match order.by {
            OrderBy::Spot => (named(SPOT), order.descending),
            OrderBy::Dimension(place) => (named(&format!("dimension {place}")), order.descending),
            OrderBy::Measure(place) => (named(&format!("measure {place}")), order.descending),
        });
        let spot = self.request.bucket.map(|_| (named(SPOT), false));
        let dimensions = 0..self.request.dimensions.len();
        let dimensions = dimensions.map(|place| (named(&format!("dimension {place}")), false));
        first.into_iter().chain(spot).chain(dimensions).collect()
    }

    fn groups(&self, batch: &RecordBatch) -> Vec<Group> {
        let bucket = self.request.bucket;
        let skip = usize::from(bucket.is_some());
        let (dimensions, measures) = (self.request.dimensions.len(), self.measures.len());
        let group = |row: usize| Group {
            spot: bucket.map(|b| b.spot(batch.column(0).as_primitive::<Int64Type>().value(row))),
            dimensions: cells(batch, skip, dimensions, row),
            values: cells(batch, skip + dimensions, measures, row),
        };
        (0..batch.num_rows()).map(group).collect()
    }

    /// The events that have to be cut: their dimensions, start and duration.
    fn crossing(&self, rows: DataFrame) -> datafusion::common::Result<DataFrame> {
        let Some(cutting) = &self.cutting else { return Ok(rows) };
        let mut columns: Vec<Expr> = self.dimensions().collect();
        columns.push(named(AT));
        columns.push(named(&cutting.duration).alias("cut duration"));
        rows.filter(cutting.crosses())?.select(columns)
    }

    async fn pieces(&self, crossing: DataFrame) -> datafusion::common::Result<Pieces> {
        let mut pieces = Pieces::default();
        let Some(cutting) = &self.cutting else { return Ok(pieces) };
        let mut stream = crossing.execute_stream().await?;
        while let Some(batch) = stream.try_next().await? {
            pieces.add(cutting, &batch)?;
        }
        Ok(pieces)
    }

    /// Adds the pieces to the groups; a group may consist of pieces only.
    fn add(&self, groups: &mut Vec<Group>, pieces: Pieces) {
        let mut pieces = pieces.by_group();
        for group in groups.iter_mut() {
            let Some(spot) = group.spot else { continue };
            if let Some((_, seconds)) = pieces.remove(&(spot, name(&group.dimensions))) {
                for place in &self.cut {
                    let before = group.values[*place].as_i64().unwrap_or(0);
                    group.values[*place] = (before + seconds).into();
                }
            }
        }
        groups.extend(pieces.into_iter().map(|((spot, _), (dimensions, seconds))| {
            let value = |(place, measure): (usize, &Measure)| match measure.function {
                _ if self.cut.contains(&place) => Value::from(seconds),
                MeasureFn::Rows | MeasureFn::Count | MeasureFn::Distinct => Value::from(0),
                _ => Value::Null,
            };
            let values = self.request.measures.iter().enumerate().map(value).collect();
            Group { spot: Some(spot), dimensions, values }
        }));
    }

    fn compare(&self, a: &Group, b: &Group) -> Ordering {
        let asked = self.request.order.map_or(Ordering::Equal, |order| match order.by {
            OrderBy::Spot if order.descending => b.spot.cmp(&a.spot),
            OrderBy::Spot => a.spot.cmp(&b.spot),
            OrderBy::Dimension(place) => {
                by_value(&a.dimensions[place], &b.dimensions[place], order.descending)
            }
            OrderBy::Measure(place) => {
                by_value(&a.values[place], &b.values[place], order.descending)
            }
        });
        let dimensions = || {
            let pairs = a.dimensions.iter().zip(&b.dimensions);
            let differing = pairs.map(|(a, b)| by_value(a, b, false)).find(|o| o.is_ne());
            differing.unwrap_or(Ordering::Equal)
        };
        asked.then_with(|| a.spot.cmp(&b.spot)).then_with(dimensions)
    }
}

fn measured(table: &Table, measure: &Measure, crossing: Option<Expr>) -> Result<Expr> {
    if measure.function == MeasureFn::Rows {
        return Ok(count(lit(1_i64)));
    }
    let kind = kind_of(&table.report, &measure.column)?;
    let column = named(&measure.column);
    let numbers =
        matches!(measure.function, MeasureFn::Sum | MeasureFn::Avg | MeasureFn::Quantile(_));
    if numbers && !kind.is_number() {
        let why = format!("{} is {} and cannot be summed", measure.column, kind.name());
        return Err(Error::usage("measure", why));
    }
    let column = match kind {
        Kind::Choice => normal(column),
        kind if kind.is_text() => known(column),
        _ => column,
    };
    Ok(match measure.function {
        MeasureFn::Rows | MeasureFn::Count => count(column),
        MeasureFn::Distinct => count_distinct(column),
        MeasureFn::Sum => sum(uncut(column, crossing)?),
        MeasureFn::Avg => avg(column),
        MeasureFn::Min => min(column),
        MeasureFn::Max => max(column),
        MeasureFn::Quantile(q) if (0.0..=1.0).contains(&q) => {
            let column = datafusion::logical_expr::cast(
                column,
                datafusion::arrow::datatypes::DataType::Float64,
            );
            percentile_cont(column.sort(true, false), lit(q))
        }
        MeasureFn::Quantile(_) => {
            return Err(Error::usage("measure", "a quantile lies between 0 and 1"));
        }
    })
}

/// The duration of events that stay in their bucket; the others are added in pieces.
fn uncut(duration: Expr, crossing: Option<Expr>) -> Result<Expr> {
    match crossing {
        Some(crossing) => when(crossing, lit(0_i64)).otherwise(duration).map_err(engine_error),
        None => Ok(duration),
    }
}

fn check_order(request: &AggregateRequest) -> Result<()> {
    let exists = match request.order.map(|order| order.by) {
        None => true,
        Some(OrderBy::Spot) => request.bucket.is_some(),
        Some(OrderBy::Dimension(place)) => place < request.dimensions.len(),
        Some(OrderBy::Measure(place)) => place < request.measures.len(),
    };
    if exists { Ok(()) } else { Err(Error::usage("order", "it names nothing of the request")) }
}

/// The order of two cells; unknown last both ways.
fn by_value(a: &Value, b: &Value, descending: bool) -> Ordering {
    let known = match (a.is_null(), b.is_null()) {
        (false, false) => None,
        (a, b) => Some(a.cmp(&b)),
    };
    known.unwrap_or_else(|| {
        let order = match (a.as_i64(), b.as_i64()) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => match (a.as_f64(), b.as_f64()) {
                (Some(a), Some(b)) => a.total_cmp(&b),
                _ => a.as_str().cmp(&b.as_str()),
            },
        };
        if descending { order.reverse() } else { order }
    })
}
