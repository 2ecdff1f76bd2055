//! The two limits of a token: calls a day, and requests at the same time.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;

/// Requests that a token may have under way at the same time.
pub(crate) const SIMULTANEOUS: usize = 2;

/// Calls of a day, all tokens of the operation together. It starts anew with the date.
#[derive(Debug)]
pub(crate) struct Quota {
    limit: u64,
    used: Mutex<(NaiveDate, u64)>,
}

impl Quota {
    pub(crate) fn new(licences: u32) -> Self {
        Quota { limit: u64::from(licences) * 1000, used: Mutex::new((NaiveDate::MIN, 0)) }
    }

    fn of(&self, today: NaiveDate) -> MutexGuard<'_, (NaiveDate, u64)> {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.0 != today {
            *used = (today, 0);
        }
        used
    }

    /// Takes one call; false if none is left.
    pub(crate) fn spend(&self, today: NaiveDate) -> bool {
        let mut used = self.of(today);
        let left = used.1 < self.limit;
        used.1 += u64::from(left);
        left
    }

    pub(crate) fn limit(&self) -> u64 {
        self.limit
    }

    pub(crate) fn used(&self, today: NaiveDate) -> u64 {
        self.of(today).1
    }

    pub(crate) fn set_used(&self, today: NaiveDate, calls: u64) {
        self.of(today).1 = calls;
    }
}

/// Requests under way.
#[derive(Debug, Default)]
pub(crate) struct Flights {
    now: AtomicUsize,
    most: AtomicUsize,
}

/// One request under way, until dropped.
#[derive(Debug)]
pub(crate) struct Flight {
    flights: Arc<Flights>,
    /// How many there were with this one.
    pub(crate) count: usize,
}

impl Flights {
    pub(crate) fn enter(self: &Arc<Self>) -> Flight {
        let count = self.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(count, Ordering::SeqCst);
        Flight { flights: Arc::clone(self), count }
    }

    pub(crate) fn most(&self) -> usize {
        self.most.load(Ordering::SeqCst)
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        self.flights.now.fetch_sub(1, Ordering::SeqCst);
    }
}
