//! Buckets of time: stretches of the calendar, and places in the day or week.

use super::condition::moment;
use chrono::{DateTime, Datelike, Days, Duration, Months, NaiveDate, NaiveDateTime, NaiveTime};
use chrono::{Timelike, Weekday};
use datafusion::arrow::datatypes::{DataType, IntervalMonthDayNanoType, TimeUnit};
use datafusion::common::ScalarValue;
use datafusion::functions::datetime::expr_fn::{date_bin, date_part, date_trunc};
use datafusion::logical_expr::{Expr, cast, lit};

/// How rows are put together by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bucket {
    /// Quarters of an hour.
    Quarter,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks from Monday.
    Week,
    /// Months.
    Month,
    /// Hours of the day, 0 to 23, whatever the day.
    HourOfDay,
    /// Days of the week, whatever the week.
    Weekday,
    /// Hours of each day of the week.
    WeekdayHour,
}

/// A bucket's place in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Spot {
    /// The bucket that begins then.
    From(NaiveDateTime),
    /// That hour of the day, 0 to 23.
    HourOfDay(u32),
    /// That day of the week; Monday is 1.
    Weekday(u32),
    /// That day of the week (Monday is 1) and hour.
    WeekdayHour(u32, u32),
    /// After the end of the period: what events that began in it took beyond it. With it, a series
    /// adds up to the total.
    CarriedOver,
}

impl Bucket {
    /// The stretch of the calendar at whose ends events are cut.
    fn stretch(self) -> Bucket {
        match self {
            Bucket::HourOfDay | Bucket::WeekdayHour => Bucket::Hour,
            Bucket::Weekday => Bucket::Day,
            other => other,
        }
    }

    /// The beginning of the stretch that holds a moment, as DataFusion computes it.
    pub(super) fn stretch_expr(self, at: Expr) -> Expr {
        let truncated = |unit: &str| date_trunc(lit(unit), at.clone());
        match self.stretch() {
            Bucket::Quarter => {
                let quarter = ScalarValue::IntervalMonthDayNano(Some(
                    IntervalMonthDayNanoType::make_value(0, 0, 900_000_000_000),
                ));
                date_bin(lit(quarter), at, moment(NaiveDateTime::default()))
            }
            Bucket::Day => truncated("day"),
            Bucket::Week => truncated("week"),
            Bucket::Month => truncated("month"),
            _ => truncated("hour"),
        }
    }

    /// The number of a moment's bucket, as DataFusion computes it; see [`Bucket::spot`].
    pub(super) fn number_expr(self, at: Expr) -> Expr {
        let part = |part: &str| cast(date_part(lit(part), at.clone()), DataType::Int64);
        match self {
            Bucket::HourOfDay => part("hour"),
            Bucket::Weekday => part("isodow"),
            Bucket::WeekdayHour => part("isodow") * lit(24_i64) + part("hour"),
            _ => {
                let start = self.stretch_expr(at);
                let start = cast(start, DataType::Timestamp(TimeUnit::Millisecond, None));
                cast(start, DataType::Int64)
            }
        }
    }

    /// The number of a moment's bucket.
    pub(super) fn number(self, at: NaiveDateTime) -> i64 {
        let weekday = i64::from(at.weekday().number_from_monday());
        match self {
            Bucket::HourOfDay => at.hour().into(),
            Bucket::Weekday => weekday,
            Bucket::WeekdayHour => weekday * 24 + i64::from(at.hour()),
            _ => self.start(at).and_utc().timestamp_millis(),
        }
    }

    /// The bucket of that number.
    pub(super) fn spot(self, number: i64) -> Spot {
        let small = |number: i64| u32::try_from(number).unwrap_or(0);
        match self {
            Bucket::HourOfDay => Spot::HourOfDay(small(number)),
            Bucket::Weekday => Spot::Weekday(small(number)),
            Bucket::WeekdayHour => Spot::WeekdayHour(small(number / 24), small(number % 24)),
            _ => {
                Spot::From(DateTime::from_timestamp_millis(number).unwrap_or_default().naive_utc())
            }
        }
    }

    /// Where the stretch that holds the moment begins.
    fn start(self, at: NaiveDateTime) -> NaiveDateTime {
        let date = at.date();
        let midnight = |date: NaiveDate| date.and_time(NaiveTime::MIN);
        let hour = midnight(date) + Duration::hours(at.hour().into());
        match self.stretch() {
            Bucket::Quarter => hour + Duration::minutes((at.minute() / 15 * 15).into()),
            Bucket::Day => midnight(date),
            Bucket::Week => midnight(date.week(Weekday::Mon).first_day()),
            Bucket::Month => midnight(date - Days::new(u64::from(date.day0()))),
            _ => hour,
        }
    }

    /// Where the next stretch begins.
    pub(super) fn end(self, at: NaiveDateTime) -> NaiveDateTime {
        let start = self.start(at);
        match self.stretch() {
            Bucket::Quarter => start + Duration::minutes(15),
            Bucket::Day => start + Days::new(1),
            Bucket::Week => start + Days::new(7),
            Bucket::Month => start + Months::new(1),
            _ => start + Duration::hours(1),
        }
    }
}
