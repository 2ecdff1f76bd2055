//! Events that cross a bucket's border are cut there: a call of 23:50 to 00:10
//! counts ten minutes on each day. What lies after the period is carried over.

use super::bucket::{Bucket, Spot};
use super::condition::{moment, named};
use super::table::Table;
use super::values::cells;
use crate::reports::{AT, Grain, Kind, Role};
use crate::time::Window;
use chrono::{DateTime, Duration, NaiveDateTime};
use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::arrow::datatypes::{DataType, Int64Type, TimeUnit, TimestampMillisecondType};
use datafusion::arrow::row::{RowConverter, SortField};
use datafusion::functions::core::expr_fn::least;
use datafusion::logical_expr::{Expr, cast, lit};
use serde_json::Value;
use std::collections::HashMap;

/// Longer events are no calls or states; the cap keeps arithmetic inside the calendar.
const LONGEST: i64 = 3_153_600_000;

/// How a table's durations are cut.
pub(super) struct Cutting {
    /// The column that is cut.
    pub(super) duration: String,
    bucket: Bucket,
    period: Window,
}

impl Cutting {
    /// Durations can be cut where rows are events whose time is their start.
    pub(super) fn of(table: &Table, bucket: Bucket) -> Option<Self> {
        let report = &table.report;
        let time = report.column(report.time.as_deref()?)?;
        let starts = matches!(time.role, None | Some(Role::Start));
        let duration = report.by_role(Role::Duration)?;
        let fits = report.grain == Grain::Event && starts && duration.kind == Kind::Duration;
        let name = duration.name.clone();
        fits.then_some(Cutting { duration: name, bucket, period: table.period })
    }

    /// Whether an event reaches beyond its first bucket or the period.
    pub(super) fn crosses(&self) -> Expr {
        let length = least(vec![named(&self.duration), lit(LONGEST)]);
        let start = cast(named(AT), DataType::Int64);
        let last = start + (length - lit(1_i64)) * lit(1000_i64);
        let last = cast(last, DataType::Timestamp(TimeUnit::Millisecond, None));
        let leaves =
            self.bucket.stretch_expr(named(AT)).not_eq(self.bucket.stretch_expr(last.clone()));
        let beyond = last.gt_eq(moment(self.period.to + Duration::seconds(1)));
        named(&self.duration).gt(lit(1_i64)).and(leaves.or(beyond))
    }

    /// The pieces of an event: in which bucket, how many seconds. Their sum is its duration.
    pub(super) fn pieces(
        &self,
        start: NaiveDateTime,
        seconds: i64,
        mut each: impl FnMut(Spot, i64),
    ) {
        let end = self.period.to + Duration::seconds(1);
        let (mut at, mut rest) = (start, seconds);
        while rest > 0 && at < end {
            let border = self.bucket.end(at).min(end);
            let here = (border - at).num_seconds().clamp(1, rest);
            each(self.bucket.spot(self.bucket.number(at)), here);
            (at, rest) = (border, rest - here);
        }
        if rest > 0 {
            each(Spot::CarriedOver, rest);
        }
    }
}

/// Seconds of cut events by time and dimensions.
#[derive(Default)]
pub(super) struct Pieces {
    /// The dimensions' values, by their place.
    groups: Vec<Vec<Value>>,
    /// That place, by the dimensions' bytes.
    places: HashMap<Box<[u8]>, usize>,
    seconds: HashMap<(Spot, usize), i64>,
}

/// Seconds and dimensions by time and the dimensions' [`name`].
pub(super) type ByGroup = HashMap<(Spot, String), (Vec<Value>, i64)>;

impl Pieces {
    /// Cuts the events of a batch: dimensions, then start and duration.
    pub(super) fn add(
        &mut self,
        cutting: &Cutting,
        batch: &RecordBatch,
    ) -> datafusion::common::Result<()> {
        let count = batch.num_columns() - 2;
        let fields = batch.columns()[..count].iter();
        let fields = fields.map(|column| SortField::new(column.data_type().clone())).collect();
        let keys = match count {
            0 => None,
            _ => Some(RowConverter::new(fields)?.convert_columns(&batch.columns()[..count])?),
        };
        let starts = batch.column(count).as_primitive::<TimestampMillisecondType>();
        let lengths = batch.column(count + 1).as_primitive::<Int64Type>();
        for row in 0..batch.num_rows() {
            let key = keys.as_ref().map(|keys| keys.row(row));
            let key = key.as_ref().map_or(&[][..], |key| key.data());
            let group = match self.places.get(key) {
                Some(group) => *group,
                None => {
                    self.groups.push(cells(batch, 0, count, row));
                    self.places.insert(key.into(), self.groups.len() - 1);
                    self.groups.len() - 1
                }
            };
            let start = DateTime::from_timestamp_millis(starts.value(row)).unwrap_or_default();
            cutting.pieces(start.naive_utc(), lengths.value(row), |spot, piece| {
                *self.seconds.entry((spot, group)).or_default() += piece;
            });
        }
        Ok(())
    }

    pub(super) fn by_group(self) -> ByGroup {
        let mut all = ByGroup::with_capacity(self.seconds.len());
        for ((spot, group), seconds) in self.seconds {
            let dimensions = &self.groups[group];
            let new = || (dimensions.clone(), 0);
            // Values that differ in bytes may look the same (0.0 and -0.0).
            all.entry((spot, name(dimensions))).or_insert_with(new).1 += seconds;
        }
        all
    }
}

/// Dimensions as one text; floats have no hash.
pub(super) fn name(dimensions: &[Value]) -> String {
    Value::from(dimensions).to_string()
}
