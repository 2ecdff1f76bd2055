//! Shorter waits and a clock that stands still, for tests of the command line.
//!
//! Only builds with debug assertions listen, and only operations on this computer may be asked
//! then: a released program has no such switch, and none of its limits can be weakened.

use atalaya_core::clock::{Clock, FixedClock, SystemClock};
use atalaya_core::wolkvox::Limits;
use atalaya_core::{Error, Result};
use chrono::{DateTime, Utc};
use std::sync::Arc;
use std::time::Duration;

/// The moment at which the clock stands, for instance `2026-03-19T17:00:00Z`.
const NOW: &str = "ATALAYA_TEST_NOW";
/// Limits as `name=number` joined by commas; waits in milliseconds.
const LIMITS: &str = "ATALAYA_TEST_LIMITS";

/// Clock and limits of this run.
pub(crate) struct Trial {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) limits: Limits,
    /// Whether anything differs from what users have.
    pub(crate) active: bool,
}

impl Trial {
    /// What the environment asks for; in a released program always the real ones.
    pub(crate) fn read() -> Result<Self> {
        let mut trial =
            Trial { clock: Arc::new(SystemClock), limits: Limits::default(), active: false };
        if !cfg!(debug_assertions) {
            return Ok(trial);
        }
        if let Ok(text) = std::env::var(NOW) {
            let now: DateTime<Utc> =
                text.parse().map_err(|_| Error::usage(NOW, format!("'{text}' is no moment")))?;
            trial.clock = Arc::new(FixedClock(now));
            trial.active = true;
        }
        if let Ok(text) = std::env::var(LIMITS) {
            text.split(',').try_for_each(|pair| set(&mut trial.limits, pair))?;
            trial.active = true;
        }
        Ok(trial)
    }
}

fn set(limits: &mut Limits, pair: &str) -> Result<()> {
    let refuse = || Error::usage(LIMITS, format!("'{pair}' is no limit"));
    let (name, number) = pair.split_once('=').ok_or_else(refuse)?;
    let number: u64 = number.parse().map_err(|_| refuse())?;
    let wait = match name {
        "row_alarm" => {
            limits.row_alarm = number;
            return Ok(());
        }
        "backoff_min" => &mut limits.backoff_min,
        "backoff_max" => &mut limits.backoff_max,
        "waiting" => &mut limits.waiting,
        "lock_wait" => &mut limits.lock_wait,
        "lock_poll" => &mut limits.lock_poll,
        _ => return Err(refuse()),
    };
    *wait = Duration::from_millis(number);
    Ok(())
}
