//! What is held of each day of a subject.

use super::{
    Archive, DayCoverage, DayState, Subject, WindowRecord, WindowState, open, stretch, text,
};
use crate::Result;
use crate::reports::Grain;
use crate::time::Window;
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::BTreeSet;

/// What is known of a subject that returns nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Emptiness {
    /// Whether it ever returned a row. If not, its empty days are unproven: the report may not
    /// exist on that server.
    pub ever_rows: bool,
    /// Days held as empty.
    pub empty_days: u64,
}

impl Archive {
    /// The state of each day from `from` to `to`, both inclusive, in order. `now` is the
    /// operation's wall clock: of today, what exists is what ended by then; days after today were
    /// never asked.
    pub fn coverage(
        &self,
        subject: &Subject,
        grain: Grain,
        from: NaiveDate,
        to: NaiveDate,
        now: NaiveDateTime,
    ) -> Result<Vec<DayCoverage>> {
        let records = self.windows(subject, Window::days(from, to))?;
        let dates = from.iter_days().take_while(|date| *date <= to);
        let mut start = 0;
        let mut days = Vec::new();
        for date in dates {
            let whole = Window::day(date);
            if grain != Grain::Exact {
                // Windows are in order and do not overlap: those that ended are done with.
                start += records[start..].iter().take_while(|r| r.window.to < whole.from).count();
            }
            let near = records[start..].iter().take_while(|record| record.window.from <= whole.to);
            let touching: Vec<_> = near.filter(|record| record.window.overlaps(&whole)).collect();
            days.push(day(date, grain, &touching, now));
        }
        Ok(days)
    }

    /// Whether a subject ever returned a row, and how many days of it are held as empty.
    pub fn emptiness(&self, subject: &Subject) -> Result<Emptiness> {
        let sql = "SELECT ever_rows FROM subjects \
                   WHERE operation = ?1 AND report = ?2 AND params = ?3";
        let key = (&subject.operation.0, &subject.report, text::json(&subject.params));
        let ever =
            self.read(|ledger| open::first(ledger, sql, key, |row| Ok(row.get::<_, bool>(0)?)))?;
        let lines = match self.extent(subject)? {
            Some(extent) => self.windows(subject, extent)?,
            None => Vec::new(),
        };
        let empty = lines.iter().filter(|record| record.state == WindowState::Empty);
        let days: BTreeSet<_> = empty.flat_map(|record| record.window.dates()).collect();
        Ok(Emptiness { ever_rows: ever.unwrap_or(false), empty_days: days.len() as u64 })
    }
}

fn day(
    date: NaiveDate,
    grain: Grain,
    touching: &[&WindowRecord],
    now: NaiveDateTime,
) -> DayCoverage {
    let whole = Window::day(date);
    let exists = Window { from: whole.from, to: whole.to.min(now.max(whole.from)) };
    let counting: Vec<&WindowRecord> = match grain {
        // Only a window that has the whole day says anything about it, and the best one counts.
        Grain::Exact => touching.iter().copied().filter(|r| r.window.covers(&whole)).collect(),
        Grain::Event | Grain::Daily => touching.to_vec(),
    };
    let state = match grain {
        _ if date > now.date() || counting.is_empty() => DayState::Never,
        Grain::Exact => best(&counting),
        Grain::Event | Grain::Daily => together(exists, &counting),
    };
    let shown: &[&WindowRecord] = if state == DayState::Never { &[] } else { &counting };
    describe(date, state, shown)
}

/// Windows that do not overlap: the day is what they are together.
fn together(exists: Window, records: &[&WindowRecord]) -> DayState {
    let good: Vec<_> = records.iter().filter(|r| r.state != WindowState::Failed).collect();
    if good.is_empty() {
        return DayState::Failed;
    }
    let windows: Vec<_> = good.iter().map(|record| record.window).collect();
    let any = |state| good.iter().any(|record| record.state == state);
    if any(WindowState::Partial) || !stretch::minus(exists, &windows).is_empty() {
        DayState::Partial
    } else if good.iter().any(|record| !record.closed) {
        DayState::Open
    } else if any(WindowState::Held) {
        DayState::Held
    } else {
        DayState::Empty
    }
}

/// Windows of which any one is an answer: the best counts.
fn best(records: &[&WindowRecord]) -> DayState {
    let states = records.iter().map(|record| match record.state {
        WindowState::Failed => DayState::Failed,
        WindowState::Partial => DayState::Partial,
        _ if !record.closed => DayState::Open,
        WindowState::Empty => DayState::Empty,
        WindowState::Held => DayState::Held,
    });
    let rank = |state: &DayState| match state {
        DayState::Held => 5,
        DayState::Empty => 4,
        DayState::Open => 3,
        DayState::Partial => 2,
        DayState::Failed => 1,
        DayState::Never => 0,
    };
    states.max_by_key(rank).unwrap_or(DayState::Never)
}

fn describe(date: NaiveDate, state: DayState, records: &[&WindowRecord]) -> DayCoverage {
    let whole = Window::day(date);
    let inside = records.iter().filter(|record| whole.covers(&record.window));
    let shared = records.iter().any(|record| record.rows > 0 && !whole.covers(&record.window));
    let tells = matches!(state, DayState::Partial | DayState::Failed);
    let reason = records.iter().map(|record| &record.reason).find(|reason| !reason.is_empty());
    let read = |failed: bool| {
        let kind = move |r: &&&WindowRecord| (r.state == WindowState::Failed) == failed;
        records.iter().filter(kind).map(|record| record.fetched).max()
    };
    DayCoverage {
        date,
        state,
        rows: inside.map(|record| record.rows).sum(),
        shared,
        fetched: read(false).or(read(true)),
        reason: reason.filter(|_| tells).cloned().unwrap_or_default(),
    }
}
