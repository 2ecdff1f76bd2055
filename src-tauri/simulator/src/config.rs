//! What a simulation is made of: seed, dates, size and manners of the server.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta, Utc};

use crate::operation::Stories;

/// The wall clock of the operation, without a zone, as the real server writes its dates.
pub type Clock = Arc<dyn Fn() -> NaiveDateTime + Send + Sync>;

/// Everything a simulation depends on. The same seed, anchor, days, agents and busy days give
/// the same rows in any process.
#[derive(Clone)]
pub struct Config {
    /// Source of every invented value.
    pub seed: u64,
    /// The stories are placed relative to this day; normally the last complete day.
    pub anchor: NaiveDate,
    /// Days of history, the anchor included. Days after the anchor exist too, up to `now`.
    pub days: u32,
    /// Port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// The one token that is accepted.
    pub token: String,
    /// Wall clock of the operation: a row exists once its event has ended by this clock.
    pub now: Clock,
    /// Number of agents.
    pub agents: u32,
    /// Extra `campaign_7` volume on single days.
    pub busy_days: Vec<BusyDay>,
    /// Time before an answer starts; equal ends mean exactly that long.
    pub latency: Range<Duration>,
    /// Licences of the operation; its quota is a thousand calls a day for each.
    pub licences: u32,
    /// Rows that one answer can carry; the documented limit is 60,000.
    pub row_cap: usize,
}

/// Rows added to one day of `campaign_7`, spread over some of its hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusyDay {
    /// The day that gets them.
    pub date: NaiveDate,
    /// How many rows are added to the usual ones.
    pub rows: u32,
    /// First hour that gets them, 0 to 23.
    pub from_hour: u32,
    /// Number of hours; they end at midnight at the latest.
    pub hours: u32,
}

/// The token of [`Config::sample`] and [`Config::for_tests`].
pub const SAMPLE_TOKEN: &str = "5a3d1e0c0ffee0000000000000000000sample";

impl Config {
    /// The sample operation: two months of history, about 64,000 `campaign_7` rows on one day,
    /// the clock of GMT-5 and a small latency.
    pub fn sample(anchor: NaiveDate) -> Self {
        Config {
            days: 62,
            now: Arc::new(|| Utc::now().naive_utc() - TimeDelta::hours(5)),
            busy_days: vec![BusyDay {
                date: Stories::busy_day_for(anchor),
                rows: 57_500,
                from_hour: 8,
                hours: 11,
            }],
            latency: Duration::from_millis(20)..Duration::from_millis(80),
            ..Config::for_tests(anchor, 62)
        }
    }

    /// The same operation without latency and busy days, its clock stopped at noon of the day
    /// after the anchor.
    pub fn for_tests(anchor: NaiveDate, days: u32) -> Self {
        let noon =
            (anchor + TimeDelta::days(1)).and_hms_opt(12, 0, 0).expect("noon is a valid time");
        Config {
            seed: 7,
            anchor,
            days,
            port: 0,
            token: SAMPLE_TOKEN.to_owned(),
            now: Arc::new(move || noon),
            agents: 36,
            busy_days: Vec::new(),
            latency: Duration::ZERO..Duration::ZERO,
            licences: 40,
            row_cap: 60_000,
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("seed", &self.seed)
            .field("anchor", &self.anchor)
            .field("days", &self.days)
            .field("agents", &self.agents)
            .field("busy_days", &self.busy_days)
            .finish_non_exhaustive()
    }
}
