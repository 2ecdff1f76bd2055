//! Wall-clock time of an operation: windows, periods and their texts.
//!
//! Nothing here has a zone. A zone serves only "now", midnight and closing.

use crate::{Error, Result};
use chrono::{Datelike, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime};

/// A stretch of wall-clock time, both ends inclusive, whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Window {
    /// First second.
    pub from: NaiveDateTime,
    /// Last second, inclusive.
    pub to: NaiveDateTime,
}

impl Window {
    /// The window from `from` to `to`; refuses an end before its start.
    pub fn new(from: NaiveDateTime, to: NaiveDateTime) -> Result<Self> {
        if from > to {
            return Err(Error::usage("period", format!("{from} is after {to}")));
        }
        Ok(Window { from, to })
    }

    /// The whole day.
    pub fn day(date: NaiveDate) -> Self {
        Window::days(date, date)
    }

    /// Whole days, both inclusive; `last` must not lie before `first`.
    pub fn days(first: NaiveDate, last: NaiveDate) -> Self {
        Window { from: first.and_time(NaiveTime::MIN), to: end_of_day(last.max(first)) }
    }

    /// Length in seconds; at least 1.
    pub fn seconds(&self) -> i64 {
        (self.to - self.from).num_seconds() + 1
    }

    /// The dates that this window touches, in order.
    pub fn dates(&self) -> impl DoubleEndedIterator<Item = NaiveDate> + use<> {
        let first = self.from.date();
        let count = (self.to.date() - first).num_days().max(0) as u64;
        (0..=count).map(move |n| first + Days::new(n))
    }

    /// Whether the two share at least one second.
    pub fn overlaps(&self, other: &Window) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// Whether `other` lies wholly inside.
    pub fn covers(&self, other: &Window) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// Whether the moment lies inside, ends included.
    pub fn contains(&self, moment: NaiveDateTime) -> bool {
        self.from <= moment && moment <= self.to
    }

    /// Two windows that touch and together are this one; `None` for a single second.
    pub fn halves(&self) -> Option<(Window, Window)> {
        let seconds = self.seconds();
        if seconds < 2 {
            return None;
        }
        let middle = self.from + Duration::seconds(seconds / 2);
        Some((
            Window { from: self.from, to: middle - Duration::seconds(1) },
            Window { from: middle, to: self.to },
        ))
    }

    /// Widened to whole days.
    pub fn whole_days(&self) -> Window {
        Window::days(self.from.date(), self.to.date())
    }

    /// Whether it consists of whole days.
    pub fn is_whole_days(&self) -> bool {
        *self == self.whole_days()
    }
}

/// 23:59:59 of that day.
pub fn end_of_day(date: NaiveDate) -> NaiveDateTime {
    date.and_time(NaiveTime::MIN) + Duration::seconds(86_399)
}

/// Whether the two dates lie in the same month.
pub fn same_month(a: NaiveDate, b: NaiveDate) -> bool {
    (a.year(), a.month()) == (b.year(), b.month())
}

/// `YYYY-MM-DDTHH:MM:SS`, the form of every moment in JSON.
pub fn moment_text(moment: NaiveDateTime) -> String {
    moment.format("%Y-%m-%dT%H:%M:%S").to_string()
}

/// Reads `2026-03-01` or `2026-03-01T08:00:00`; a bare date means its first second.
pub fn read_from(text: &str) -> Result<NaiveDateTime> {
    read(text).map(|(moment, _)| moment)
}

/// Reads the same forms; a bare date means its last second.
pub fn read_to(text: &str) -> Result<NaiveDateTime> {
    read(text).map(|(moment, bare)| if bare { end_of_day(moment.date()) } else { moment })
}

fn read(text: &str) -> Result<(NaiveDateTime, bool)> {
    let refuse =
        || Error::usage("date", format!("'{text}' is not YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS"));
    if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Ok((date.and_time(NaiveTime::MIN), true));
    }
    let moment = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").map_err(|_| refuse())?;
    Ok((moment, false))
}
