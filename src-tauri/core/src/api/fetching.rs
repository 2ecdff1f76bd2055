//! Plans, coverage and calls, before and after a run.

use super::app::App;
use super::types::*;
use crate::archive::{DayCoverage, DayState, Emptiness, Subject};
use crate::reports::{Grain, Problems};
use crate::sync::{Order, Plan, RunEnd, plan_order};
use crate::time::{Window, moment_text, read_from, read_to};
use crate::{Error, Result};
use chrono_tz::Tz;
use std::sync::Arc;

/// Empty days without a single row ever, after which the report may not exist on the server.
const EMPTY_DAYS_SUSPICIOUS: u64 = 7;

impl App {
    /// What a fetch would do, exactly; asks nothing.
    pub async fn plan(self: &Arc<Self>, request: FetchRequest) -> Result<PlanView> {
        let order = self.order(&request)?;
        let plan = plan_order(&order, &self.archive, self.clock.as_ref(), &self.limits)?;
        let quota = self.quota(OperationKey { operation: request.operation.clone() }).await?;
        Ok(plan_view(&request, &order, &plan, quota))
    }

    /// What is held of a period, day by day.
    pub async fn coverage(self: &Arc<Self>, request: CoverageRequest) -> Result<CoverageView> {
        let operation = self.operation(&request.operation)?;
        let report = self.report(&request.report)?;
        let window = Window::new(read_from(&request.from)?, read_to(&request.to)?)?.whole_days();
        let now = self.clock.wall(operation.zone);
        let (first, last) = (window.from.date(), window.to.date());
        let (mut days, mut emptiness) = (Vec::new(), Emptiness::default());
        for subject in self.covered_subjects(&operation, &report, &request.params)? {
            let of_one = self.archive.coverage(&subject, report.grain, first, last, now)?;
            days = if days.is_empty() { of_one } else { together(days, of_one) };
            let one = self.archive.emptiness(&subject)?;
            emptiness.ever_rows |= one.ever_rows;
            emptiness.empty_days += one.empty_days;
        }
        let unproven = !emptiness.ever_rows && emptiness.empty_days > 0;
        Ok(CoverageView {
            days: days.iter().map(|day| day_view(day, operation.zone)).collect(),
            unproven,
            maybe_absent: unproven && emptiness.empty_days >= EMPTY_DAYS_SUSPICIOUS,
        })
    }

    /// The day's calls, as known without asking.
    pub async fn quota(self: &Arc<Self>, key: OperationKey) -> Result<QuotaView> {
        let operation = self.operation(&key.operation)?;
        let today = self.clock.wall(operation.zone).date();
        let quota = self.archive.quota(&operation.id, today)?;
        Ok(QuotaView { limit: quota.limit, left: quota.left(), ours: quota.calls })
    }

    /// Reads a fetch request: operation, report, complete parameters, period.
    pub(super) fn order(&self, request: &FetchRequest) -> Result<Order> {
        let operation = self.operation(&request.operation)?;
        let report = self.report(&request.report)?;
        let asked = Window::new(read_from(&request.from)?, read_to(&request.to)?)?;
        if report.grain == Grain::Exact && asked.dates().count() > self.limits.max_days as usize {
            let days = self.limits.max_days;
            return Err(Error::usage(
                "period",
                format!("{} takes at most {days} days", report.code),
            ));
        }
        let subject = Subject {
            operation: operation.id.clone(),
            report: report.code.clone(),
            params: report.complete(&request.params)?,
        };
        Ok(Order { operation, report, subject, asked, reread: request.reread })
    }
}

fn plan_view(request: &FetchRequest, order: &Order, plan: &Plan, quota: QuotaView) -> PlanView {
    let period = plan.period.unwrap_or(order.asked);
    PlanView {
        report: request.report.clone(),
        from: period.from.date().to_string(),
        to: period.to.date().to_string(),
        widened: plan.widened,
        dropped_days: plan.dropped_days,
        windows: plan
            .windows
            .iter()
            .map(|planned| PlannedWindow {
                from: moment_text(planned.window.from),
                to: moment_text(planned.window.to),
                why: planned.why.name().to_owned(),
            })
            .collect(),
        skipped: plan
            .skipped
            .iter()
            .map(|skipped| SkippedWindow {
                from: moment_text(skipped.window.from),
                to: moment_text(skipped.window.to),
                skipped: "floor".to_owned(),
                next_at: moment_text(skipped.next_at),
            })
            .collect(),
        calls: plan.windows.len() as u64,
        days_held: plan.days_held,
        days: plan
            .period
            .map_or(0, |period| u32::try_from(period.dates().count()).unwrap_or(u32::MAX)),
        quota,
    }
}

/// What a finished run prints: windows asked and windows left alone, in order of time.
pub(super) fn fetch_view(end: &RunEnd, quota: QuotaView) -> FetchView {
    let mut windows: Vec<FetchedWindow> = end
        .windows
        .iter()
        .map(|record| FetchedWindow {
            from: moment_text(record.window.from),
            to: moment_text(record.window.to),
            state: record.state.name().to_owned(),
            rows: record.rows,
            skipped: None,
            next_at: None,
            reason: (!record.reason.is_empty()).then(|| record.reason.clone()),
        })
        .collect();
    windows.extend(end.skipped.iter().map(|skipped| FetchedWindow {
        from: moment_text(skipped.window.from),
        to: moment_text(skipped.window.to),
        state: skipped.state.name().to_owned(),
        rows: skipped.rows,
        skipped: Some("floor".to_owned()),
        next_at: Some(moment_text(skipped.next_at)),
        reason: None,
    }));
    windows.sort_by(|a, b| a.from.cmp(&b.from));
    FetchView {
        requests: end.requests,
        rows: end.rows,
        windows,
        problems: problem_views(&end.problems),
        quota,
    }
}

/// Problems as shown.
pub(super) fn problem_views(problems: &Problems) -> Vec<ProblemView> {
    problems
        .iter()
        .map(|(kind, column, count)| ProblemView {
            kind: kind.name().to_owned(),
            column: column.to_owned(),
            count,
        })
        .collect()
}

/// Days of several subjects: what needs attention shows, then what is held; rows add up.
pub(super) fn together(left: Vec<DayCoverage>, right: Vec<DayCoverage>) -> Vec<DayCoverage> {
    let weight = |state| match state {
        DayState::Failed => 5,
        DayState::Partial => 4,
        DayState::Open => 3,
        DayState::Held => 2,
        DayState::Empty => 1,
        DayState::Never => 0,
    };
    let day = |(left, right): (DayCoverage, DayCoverage)| {
        let (rows, shared) = (left.rows + right.rows, left.shared || right.shared);
        let fetched = left.fetched.max(right.fetched);
        let shown = if weight(right.state) > weight(left.state) { right } else { left };
        DayCoverage { rows, shared, fetched, ..shown }
    };
    left.into_iter().zip(right).map(day).collect()
}

fn day_view(day: &DayCoverage, zone: Tz) -> DayView {
    DayView {
        date: day.date.to_string(),
        state: day.state.name().to_owned(),
        // Nobody knows how many rows a day has that was never asked.
        rows: (!day.shared && day.state != DayState::Never).then_some(day.rows),
        fetched: day.fetched.map(|at| moment_text(at.with_timezone(&zone).naive_local())),
        reason: (!day.reason.is_empty()).then(|| day.reason.clone()),
    }
}

/// The period of a table: both ends as given, dates widened to their day.
pub(super) fn period(from: &str, to: &str) -> Result<Window> {
    Window::new(read_from(from)?, read_to(to)?)
}
