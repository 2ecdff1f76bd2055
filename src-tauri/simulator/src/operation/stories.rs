//! What is hidden in the sample data for a manager to find, placed relative to the anchor day.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use super::people::{Agent, RoutingPoint, customer_id};

/// How many customers keep calling back.
pub(crate) const REPEAT_CALLERS: u32 = 12;

/// The planted stories of an operation. Those of days outside its history never happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stories {
    /// Logs in 20 to 55 minutes late on four weekdays of five, in the three weeks before the anchor.
    pub late_agent: String,
    /// First day of those weeks.
    pub late_from: NaiveDate,
    /// Very short calls, nearly half of them transferred.
    pub short_calls_agent: String,
    /// On this day the answering machine detection takes everyone for a machine …
    pub bad_amd_day: NaiveDate,
    /// … in this hour, and the predictive agents wait for calls in vain.
    pub bad_amd_hour: u32,
    /// From `leak_from` on, most callers of this routing point are lost in the queue.
    pub leaking_point: String,
    /// First day of the leak.
    pub leak_from: NaiveDate,
    /// The evening agent talks from 23:50:00 to 00:10:00 …
    pub midnight_agent: String,
    /// … in the night after this day.
    pub midnight_day: NaiveDate,
    /// The day that [`crate::Config::sample`] gives more than 60,000 `campaign_7` rows.
    pub busy_day: NaiveDate,
    /// Customers who call again and again.
    pub repeat_callers: Vec<String>,
    /// A Sunday without a single row in any report.
    pub empty_sunday: NaiveDate,
}

impl Stories {
    pub(crate) fn of(anchor: NaiveDate, agents: &[Agent], points: &[RoutingPoint]) -> Self {
        let id = |place: usize| agents[place % agents.len()].id.clone();
        Stories {
            late_agent: id(LATE_AGENT),
            late_from: anchor - TimeDelta::days(20),
            short_calls_agent: id(SHORT_CALLS_AGENT),
            bad_amd_day: weekday_until(anchor - TimeDelta::days(3)),
            bad_amd_hour: BAD_AMD_HOUR,
            leaking_point: points[LEAKING_POINT].id.clone(),
            leak_from: weekday_until(anchor - TimeDelta::days(9)),
            midnight_agent: id(agents.len() - 1),
            midnight_day: weekday_until(anchor - TimeDelta::days(4)),
            busy_day: Stories::busy_day_for(anchor),
            repeat_callers: (0..REPEAT_CALLERS).map(customer_id).collect(),
            empty_sunday: empty_sunday(anchor),
        }
    }

    /// The day of the story "above 60,000 rows" for an anchor.
    pub fn busy_day_for(anchor: NaiveDate) -> NaiveDate {
        weekday_until(anchor - TimeDelta::days(8))
    }
}

/// Place of the late agent in the roster.
pub(crate) const LATE_AGENT: usize = 3;
/// Place of the agent with the short calls, who takes inbound calls.
pub(crate) const SHORT_CALLS_AGENT: usize = 8;
/// Place of the leaking menu among the routing points.
pub(crate) const LEAKING_POINT: usize = 2;
const BAD_AMD_HOUR: u32 = 11;

/// The last day from Monday to Friday that is not after `day`.
fn weekday_until(day: NaiveDate) -> NaiveDate {
    let back = match day.weekday() {
        Weekday::Sat => 1,
        Weekday::Sun => 2,
        _ => 0,
    };
    day - TimeDelta::days(back)
}

/// The last Sunday at least a week before the anchor.
fn empty_sunday(anchor: NaiveDate) -> NaiveDate {
    let week_ago = anchor - TimeDelta::days(7);
    week_ago - TimeDelta::days(i64::from(week_ago.weekday().num_days_from_sunday()))
}
