//! The clock is passed in: tests and the sample operation run at a moment of their choosing.

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now, in UTC.
    fn now(&self) -> DateTime<Utc>;

    /// Now, as wall clock of `zone`, whole seconds.
    fn wall(&self, zone: Tz) -> NaiveDateTime {
        let now = self.now().with_timezone(&zone).naive_local();
        chrono::Timelike::with_nanosecond(&now, 0).unwrap_or(now)
    }
}

/// The computer's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// A clock that stands still, for tests and reproducible output.
pub struct FixedClock(pub DateTime<Utc>);

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }
}
