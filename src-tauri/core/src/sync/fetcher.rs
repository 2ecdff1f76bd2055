//! A run: plan, ask window after window, keep what arrives.

use super::attempt::Asked;
use super::control::{Control, Step};
use super::plan::{Plan, Planned, Question, Skipped, Why, density, is_final, plan};
use crate::archive::{Archive, NewWindow, Operation, Subject, Swap, WindowRecord, WindowState};
use crate::clock::Clock;
use crate::reports::{Grain, Problems, Report};
use crate::time::Window;
use crate::wolkvox::{Client, Limits};
use crate::{Code, Error, Result};
use chrono::Days;
use std::path::PathBuf;
use std::sync::Arc;

/// What a run needs. The limits are those of the client.
pub struct Desk {
    /// Client with endpoint and token.
    pub client: Client,
    /// Archive.
    pub archive: Archive,
    /// Clock.
    pub clock: Arc<dyn Clock>,
    /// Limits.
    pub limits: Limits,
    /// The user's runtime folder, for the lock that keeps requests single.
    pub lock_folder: PathBuf,
    /// Seed of the jitter.
    pub random: fastrand::Rng,
    /// Waits as long as the server asks, instead of parking after a minute a window.
    pub patient: bool,
    /// Pause, resume, cancel.
    pub control: Control,
    /// Hears every step; must not block.
    pub watch: Arc<dyn Fn(Step) + Send + Sync>,
}

/// What to fetch.
pub struct Order {
    /// The operation.
    pub operation: Operation,
    /// The report.
    pub report: Arc<Report>,
    /// The subject; its parameters are complete.
    pub subject: Subject,
    /// The period asked for.
    pub asked: Window,
    /// Whether closed windows are read again.
    pub reread: bool,
}

/// How a run ended.
#[derive(Debug, Default)]
pub struct RunEnd {
    /// HTTP calls made.
    pub requests: u64,
    /// Rows kept by this run.
    pub rows: u64,
    /// Windows asked by this run as they stand now, in order of time.
    pub windows: Vec<WindowRecord>,
    /// Windows left alone by the five-minute floor.
    pub skipped: Vec<Skipped>,
    /// Problems of the rows kept by this run.
    pub problems: Problems,
    /// What ended it early, if anything did.
    pub error: Option<Error>,
}

/// A run in progress. One at a time per token: every request holds the lock of its server.
pub struct Fetcher {
    pub(super) client: Client,
    pub(super) archive: Archive,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) limits: Limits,
    pub(super) lock_folder: PathBuf,
    pub(super) random: fastrand::Rng,
    pub(super) patient: bool,
    pub(super) control: Control,
    pub(super) report: Arc<Report>,
    pub(super) subject: Subject,
    /// Time-outs in a row.
    pub(super) time_outs: u32,
    /// Whether empty days are being asked for the second time.
    pub(super) confirming: bool,
    watch: Arc<dyn Fn(Step) + Send + Sync>,
    pub(super) operation: Operation,
    asked: Window,
    reread: bool,
    /// Windows needed, as known now.
    windows: u32,
    end: RunEnd,
    touched: Vec<Window>,
}

/// Plans without asking anything.
pub fn plan_order(
    order: &Order,
    archive: &Archive,
    clock: &dyn Clock,
    limits: &Limits,
) -> Result<Plan> {
    let question = Question {
        report: &order.report,
        asked: order.asked,
        reread: order.reread,
        now: clock.now(),
        zone: order.operation.zone,
        limits,
    };
    Ok(plan(&question, &archive.windows(&order.subject, around(order.asked, limits))?))
}

/// The period with enough before it to learn the subject's density, and a day after.
fn around(asked: Window, limits: &Limits) -> Window {
    let before = Days::new(2 * u64::from(limits.max_days));
    let whole = asked.whole_days();
    Window { from: whole.from - before, to: whole.to + Days::new(1) }
}

/// Runs the order to its end. Never fails as a whole: what arrived is kept, and the end tells what
/// is missing and why.
pub async fn fetch(desk: Desk, order: Order) -> RunEnd {
    let mut fetcher = Fetcher::new(desk, order);
    if let Err(error) = fetcher.run().await {
        fetcher.end.error = Some(error);
    }
    fetcher.finish()
}

impl Fetcher {
    fn new(desk: Desk, order: Order) -> Self {
        Fetcher {
            client: desk.client,
            archive: desk.archive,
            clock: desk.clock,
            limits: desk.limits,
            lock_folder: desk.lock_folder,
            random: desk.random,
            patient: desk.patient,
            control: desk.control,
            watch: desk.watch,
            report: order.report,
            subject: order.subject,
            operation: order.operation,
            asked: order.asked,
            reread: order.reread,
            time_outs: 0,
            confirming: false,
            windows: 0,
            end: RunEnd::default(),
            touched: Vec::new(),
        }
    }

    pub(super) fn tell(&self, step: Step) {
        (self.watch)(step);
    }

    pub(super) fn is_final(&self, window: &Window) -> bool {
        is_final(window, self.clock.wall(self.operation.zone), &self.limits)
    }

    /// Counts a call before it goes out, and refuses it when the day's calls are known to be spent.
    pub(super) fn count_call(&mut self) -> Result<()> {
        let today = self.clock.wall(self.operation.zone).date();
        if self.archive.quota(&self.operation.id, today)?.left() == Some(0) {
            return Err(Error::new(Code::QuotaSpent, "the day's calls are used up"));
        }
        self.archive.count_call(&self.operation.id, today)?;
        self.end.requests += 1;
        Ok(())
    }

    async fn run(&mut self) -> Result<()> {
        let order_plan = self.plan()?;
        self.end.skipped.clone_from(&order_plan.skipped);
        self.windows = u32::try_from(order_plan.windows.len()).unwrap_or(u32::MAX);
        self.tell(Step::Windows(self.windows));
        let mut failures = 0;
        for planned in order_plan.windows {
            self.control.gate().await?;
            match self.keep(planned).await? {
                None => failures = 0,
                Some(error) => {
                    failures += 1;
                    if failures >= self.limits.failed_windows {
                        return Err(error);
                    }
                }
            }
        }
        self.confirm_empty().await
    }

    fn plan(&self) -> Result<Plan> {
        let held = self.archive.windows(&self.subject, around(self.asked, &self.limits))?;
        let question = Question {
            report: &self.report,
            asked: self.asked,
            reread: self.reread,
            now: self.clock.now(),
            zone: self.operation.zone,
            limits: &self.limits,
        };
        Ok(plan(&question, &held))
    }

    /// Asks a planned window with all its halves, and keeps them. `Some` is why a part failed.
    ///
    /// Parts of a never-asked window are kept one by one. Parts that replace something held are
    /// kept together or not at all, so that a failure never leaves less than there was.
    async fn keep(&mut self, planned: Planned) -> Result<Option<Error>> {
        let one_by_one = planned.why == Why::New;
        let mut parts = Vec::new();
        let mut failure = None;
        let mut waiting = vec![planned.window];
        while let Some(window) = waiting.pop() {
            let halves = self.halves(&window);
            if let (Some((first, second)), true) = (halves, self.too_dense(&window)?) {
                self.halved(&mut waiting, first, second);
                continue;
            }
            match (self.ask_window(window, halves.is_none()).await?, halves) {
                (Asked::Halve(_), Some((first, second))) => {
                    self.halved(&mut waiting, first, second)
                }
                (Asked::Keep(part), _) if one_by_one => self.commit(vec![*part])?,
                (Asked::Keep(part), _) => parts.push(*part),
                (Asked::Halve(code), None) => {
                    failure = Some(
                        self.failed(window, Error::new(code, "cannot be asked in smaller pieces"))?,
                    );
                }
                (Asked::Fail(error), _) => failure = Some(self.failed(window, error)?),
            }
        }
        if failure.is_none() && !parts.is_empty() {
            self.commit(parts)?;
        }
        Ok(failure)
    }

    fn halved(&mut self, waiting: &mut Vec<Window>, first: Window, second: Window) {
        self.windows += 1;
        self.tell(Step::Windows(self.windows));
        waiting.push(second);
        waiting.push(first);
    }

    /// The two windows to ask instead of this one; whole days stay whole while there are several.
    /// Sums of a window cannot be put together from halves.
    fn halves(&self, window: &Window) -> Option<(Window, Window)> {
        if self.report.grain != Grain::Event {
            return None;
        }
        let days = window.dates().count() as u64;
        if days > 1 && window.is_whole_days() {
            let first = window.from.date();
            let middle = first + Days::new(days / 2);
            return Some((
                Window::days(first, middle - Days::new(1)),
                Window::days(middle, window.to.date()),
            ));
        }
        window.halves()
    }

    /// Whether what was learned of the subject, this run included, says that several days together
    /// would pass the row alarm: asking would only waste a call.
    fn too_dense(&self, window: &Window) -> Result<bool> {
        let days = window.dates().count() as u64;
        if days < 2 {
            return Ok(false);
        }
        let held = self.archive.windows(&self.subject, around(*window, &self.limits))?;
        Ok(density(&held).is_some_and(|per_day| per_day * days >= self.limits.row_alarm))
    }

    fn failed(&mut self, window: Window, error: Error) -> Result<Error> {
        self.tell(Step::Trouble { window, state: WindowState::Failed.name(), code: error.code() });
        self.archive.fail(
            &self.subject,
            self.report.grain,
            window,
            error.code(),
            self.clock.now(),
        )?;
        self.touched.push(window);
        Ok(error)
    }

    fn commit(&mut self, parts: Vec<NewWindow>) -> Result<()> {
        for part in &parts {
            self.end.rows += part.rows();
            self.end.problems.merge(&part.facts().problems);
            self.touched.push(part.window());
        }
        let steps: Vec<_> =
            parts.iter().map(|part| (part.window(), part.rows(), part.facts().state)).collect();
        self.put(parts)?;
        for (window, rows, state) in steps {
            if state == WindowState::Partial {
                self.tell(Step::Trouble { window, state: state.name(), code: Code::RowCap });
            }
            self.tell(Step::Kept { rows });
        }
        Ok(())
    }

    fn put(&self, windows: Vec<NewWindow>) -> Result<()> {
        let (subject, grain) = (self.subject.clone(), self.report.grain);
        self.archive.commit(Swap { subject, grain, windows }).map(drop)
    }

    /// Settles the days that this run found empty: between days with rows they are asked once
    /// more, because an empty answer can be a false one; the others close as they are.
    async fn confirm_empty(&mut self) -> Result<()> {
        self.confirming = true;
        let held = self.archive.windows(&self.subject, around(self.asked, &self.limits))?;
        let rows_on = |date| {
            held.iter().any(|record| record.rows > 0 && record.window.overlaps(&Window::day(date)))
        };
        let unsettled: Vec<_> =
            held.iter().filter(|record| self.is_unsettled_empty(record)).collect();
        for record in unsettled {
            let date = record.window.from.date();
            if rows_on(date - Days::new(1)) || rows_on(date + Days::new(1)) {
                self.control.gate().await?;
                self.windows += 1;
                self.tell(Step::Windows(self.windows));
                self.keep(Planned { window: record.window, why: Why::Confirm }).await?;
            } else {
                let closed = NewWindow::empty(record.window, record.fetched, true, false);
                self.put(vec![closed])?;
            }
        }
        Ok(())
    }

    fn is_unsettled_empty(&self, record: &WindowRecord) -> bool {
        record.state == WindowState::Empty
            && !record.closed
            && self.touched.contains(&record.window)
            && self.is_final(&record.window)
    }

    fn finish(mut self) -> RunEnd {
        self.touched.sort();
        self.touched.dedup();
        if let (Some(first), Some(last)) = (self.touched.first(), self.touched.last()) {
            let all = Window { from: first.from, to: last.to.max(first.to) };
            match self.archive.windows(&self.subject, all) {
                Ok(held) => {
                    self.end.windows = held
                        .into_iter()
                        .filter(|record| self.touched.contains(&record.window))
                        .collect()
                }
                Err(error) => self.end.error = self.end.error.or(Some(error)),
            }
        }
        self.end
    }
}
