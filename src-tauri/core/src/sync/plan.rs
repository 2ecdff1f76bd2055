//! Which windows must be asked: pure, from what the ledger holds.

use crate::archive::{WindowRecord, WindowState};
use crate::reports::{Grain, Report};
use crate::time::{Window, end_of_day, same_month};
use crate::wolkvox::Limits;
use chrono::{DateTime, Days, Duration, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use std::collections::BTreeMap;

/// Days per window while a subject's row density is not known.
const DAYS_UNKNOWN_DENSITY: i64 = 7;

/// How many of the newest days with rows tell a subject's density.
const DENSITY_DAYS: usize = 28;

/// Why a window is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// Never asked.
    New,
    /// Read before its end was 48 h past, or doubtful.
    Open,
    /// Rows are missing.
    Partial,
    /// Asked without success.
    Failed,
    /// The user wants it read again.
    Reread,
    /// Empty between days with rows: asked once more to be sure.
    Confirm,
}

impl Why {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Why::New => "new",
            Why::Open => "open",
            Why::Partial => "partial",
            Why::Failed => "failed",
            Why::Reread => "reread",
            Why::Confirm => "confirm",
        }
    }
}

/// A window to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The window.
    pub window: Window,
    /// Why.
    pub why: Why,
}

/// A window left alone because it was read less than five minutes ago.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The window.
    pub window: Window,
    /// When it may be asked again, wall clock.
    pub next_at: NaiveDateTime,
    /// What is held of it.
    pub state: WindowState,
    /// Rows held of it.
    pub rows: u64,
}

/// What a run would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The period after widening to whole days and without days to come; `None` if nothing is
    /// left of it.
    pub period: Option<Window>,
    /// Whether the period was widened.
    pub widened: bool,
    /// Days after today that were dropped.
    pub dropped_days: u32,
    /// Windows in the order they are asked, oldest first.
    pub windows: Vec<Planned>,
    /// Windows left alone by the five-minute floor.
    pub skipped: Vec<Skipped>,
    /// Days wholly held and closed.
    pub days_held: u32,
}

/// What the planner needs to know beside the ledger.
pub struct Question<'a> {
    /// The report.
    pub report: &'a Report,
    /// The period asked for.
    pub asked: Window,
    /// Whether closed windows are read again too.
    pub reread: bool,
    /// Now.
    pub now: DateTime<Utc>,
    /// The operation's zone.
    pub zone: Tz,
    /// Limits.
    pub limits: &'a Limits,
}

impl Question<'_> {
    fn wall(&self) -> NaiveDateTime {
        self.now.with_timezone(&self.zone).naive_local()
    }

    /// Whether the window's end lies so far back that what is read now is final.
    fn final_now(&self, window: &Window) -> bool {
        is_final(window, self.wall(), self.limits)
    }
}

/// Whether a window read at `wall` is final: its end is at least the closing age (48 h) past.
pub fn is_final(window: &Window, wall: NaiveDateTime, limits: &Limits) -> bool {
    let age = Duration::from_std(limits.closing_age).unwrap_or(Duration::hours(48));
    window.to + age <= wall
}

/// Plans: what of `asked` is not settled in `held` (the subject's ledger lines, in order).
pub fn plan(question: &Question<'_>, held: &[WindowRecord]) -> Plan {
    let asked = if question.report.grain == Grain::Exact {
        question.asked
    } else {
        question.asked.whole_days()
    };
    let today = question.wall().date();
    let widened = asked != question.asked;
    let mut plan = Plan {
        period: None,
        widened,
        dropped_days: 0,
        windows: Vec::new(),
        skipped: Vec::new(),
        days_held: 0,
    };
    let last = asked.to.date();
    plan.dropped_days =
        u32::try_from((last - today.max(asked.from.date() - Days::new(1))).num_days().max(0))
            .unwrap_or(0);
    if asked.from.date() > today {
        return plan;
    }
    let period =
        if last > today { Window { from: asked.from, to: end_of_day(today) } } else { asked };
    plan.period = Some(period);
    match question.report.grain {
        Grain::Exact => plan_exact(question, period, held, &mut plan),
        Grain::Event | Grain::Daily => plan_days(question, period, held, &mut plan),
    }
    plan.windows.sort_by_key(|planned| planned.window.from);
    plan
}

fn plan_exact(question: &Question<'_>, period: Window, held: &[WindowRecord], plan: &mut Plan) {
    match held.iter().find(|record| record.window == period) {
        Some(record) => take_record(question, record, plan),
        None => plan.windows.push(Planned { window: period, why: Why::New }),
    }
    if plan.windows.is_empty() && plan.skipped.is_empty() {
        plan.days_held = u32::try_from(period.dates().count()).unwrap_or(u32::MAX);
    }
}

fn plan_days(question: &Question<'_>, period: Window, held: &[WindowRecord], plan: &mut Plan) {
    let touching: Vec<_> = held.iter().filter(|record| record.window.overlaps(&period)).collect();
    for record in &touching {
        take_record(question, record, plan);
    }
    for gap in gaps(period, &touching) {
        plan.windows.extend(
            cut(question, gap, density(held)).map(|window| Planned { window, why: Why::New }),
        );
    }
    plan.days_held = held_days(period, &touching);
}

/// Decides about a window that the ledger knows.
fn take_record(question: &Question<'_>, record: &WindowRecord, plan: &mut Plan) {
    let why = match record.state {
        WindowState::Partial => Why::Partial,
        WindowState::Failed => Why::Failed,
        WindowState::Held | WindowState::Empty if record.closed && question.reread => Why::Reread,
        WindowState::Held | WindowState::Empty if record.closed => return,
        WindowState::Held | WindowState::Empty => Why::Open,
    };
    let floor = Duration::from_std(question.limits.reread_floor).unwrap_or(Duration::minutes(5));
    let next_at = (record.fetched + floor).with_timezone(&question.zone).naive_local();
    if why == Why::Open && question.wall() < next_at {
        let (state, rows) = (record.state, record.rows);
        plan.skipped.push(Skipped { window: record.window, next_at, state, rows });
    } else {
        plan.windows.push(Planned { window: record.window, why });
    }
}

/// The stretches of `period` that no record covers, in order.
fn gaps(period: Window, records: &[&WindowRecord]) -> Vec<Window> {
    let mut windows: Vec<Window> = records.iter().map(|record| record.window).collect();
    windows.sort();
    let mut gaps = Vec::new();
    let mut from = period.from;
    for window in windows {
        if window.from > from {
            gaps.push(Window { from, to: window.from - Duration::seconds(1) });
        }
        from = from.max(window.to + Duration::seconds(1));
    }
    if from <= period.to {
        gaps.push(Window { from, to: period.to });
    }
    gaps
}

/// Cuts a stretch into windows: at month borders, still-open days alone, at most 31 days, and so
/// small that the row cap is rarely met.
fn cut(
    question: &Question<'_>,
    gap: Window,
    per_day: Option<u64>,
) -> impl Iterator<Item = Window> + use<> {
    let days_max = match (question.report.grain, per_day) {
        (Grain::Daily, _) => 1,
        (_, None) => DAYS_UNKNOWN_DENSITY,
        (_, Some(rows)) => (question.limits.target_rows / rows.max(1)) as i64,
    };
    let days_max = days_max.clamp(1, i64::from(question.limits.max_days));
    let mut windows: Vec<Window> = Vec::new();
    let mut days = 0;
    for date in gap.dates() {
        let day =
            Window { from: gap.from.max(Window::day(date).from), to: gap.to.min(end_of_day(date)) };
        let joins = windows.last().is_some_and(|last| {
            days < days_max
                && same_month(last.to.date(), date)
                && question.final_now(last)
                && question.final_now(&day)
        });
        match windows.last_mut() {
            Some(last) if joins => {
                last.to = day.to;
                days += 1;
            }
            _ => {
                windows.push(day);
                days = 1;
            }
        }
    }
    windows.into_iter()
}

/// Rows a day to expect of the subject: the fourth fifth of its newest days with rows, so that a
/// few quiet days do not hide the busy ones and one extreme day does not rule. `None` while
/// nothing is held.
pub fn density(held: &[WindowRecord]) -> Option<u64> {
    let mut per_day: BTreeMap<NaiveDate, u64> = BTreeMap::new();
    for record in held.iter().filter(|record| record.rows > 0) {
        let days = record.window.dates().count() as u64;
        for date in record.window.dates() {
            *per_day.entry(date).or_default() += record.rows / days.max(1);
        }
    }
    let mut newest: Vec<u64> = per_day.into_values().rev().take(DENSITY_DAYS).collect();
    newest.sort_unstable();
    newest.get(newest.len() * 4 / 5).or(newest.last()).copied()
}

fn held_days(period: Window, records: &[&WindowRecord]) -> u32 {
    let settled = |date: &NaiveDate| {
        let day = Window::day(*date);
        let mut seconds = 0;
        for record in records.iter().filter(|record| record.window.overlaps(&day)) {
            if !record.closed || !matches!(record.state, WindowState::Held | WindowState::Empty) {
                return false;
            }
            let from = record.window.from.max(day.from);
            seconds += (record.window.to.min(day.to) - from).num_seconds() + 1;
        }
        seconds == day.seconds()
    };
    u32::try_from(period.dates().filter(settled).count()).unwrap_or(u32::MAX)
}
