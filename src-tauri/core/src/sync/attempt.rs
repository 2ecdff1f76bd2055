//! One window, asked until it is kept, must be halved, or fails.

use super::Fetcher;
use super::control::{Step, cancelled};
use crate::archive::{Facts, NewWindow, Staging, WindowState};
use crate::reports::{Grain, ProblemKind, Problems};
use crate::time::Window;
use crate::wolkvox::{Heard, Next, Outcome, Refusal, RequestLock, ask, next, wait};
use crate::{Code, Error, Result};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// How asking a window ended.
pub(super) enum Asked {
    /// It can be kept.
    Keep(Box<NewWindow>),
    /// Too much at once: ask for both halves.
    Halve(Code),
    /// Not to be had now; the run goes on.
    Fail(Error),
}

/// An answer that arrived whole.
struct Answer {
    staging: Staging,
    problems: Problems,
    rows: u64,
    doubtful: bool,
}

impl Fetcher {
    /// Asks one window. `last` tells that it cannot be halved, so that a cut answer is kept as
    /// partial. An error ends the run.
    pub(super) async fn ask_window(&mut self, window: Window, last: bool) -> Result<Asked> {
        let mut waited = Duration::ZERO;
        let mut asked_twice = false;
        let mut attempt = 0;
        loop {
            attempt += 1;
            match self.request(window).await {
                Ok(answer) if answer.rows >= self.limits.row_alarm && !last => {
                    return Ok(Asked::Halve(Code::RowCap));
                }
                Ok(answer) if answer.doubtful && !asked_twice => asked_twice = true,
                Ok(answer) => {
                    return self.staged(answer, window).map(|part| Asked::Keep(Box::new(part)));
                }
                Err(refusal) => {
                    self.note_spent(refusal.error.code())?;
                    let Some(pause) = self.after(&refusal, attempt, waited)? else {
                        return Ok(self.give_up(refusal.error, last));
                    };
                    waited += pause;
                    self.pause_for(refusal.error.code(), pause).await?;
                }
            }
        }
    }

    /// Remembers that the day's calls are spent, so that no further call is wasted on hearing it
    /// again. A test of the connection, or midnight, corrects it.
    fn note_spent(&self, code: Code) -> Result<()> {
        if code != Code::QuotaSpent {
            return Ok(());
        }
        let today = self.clock.wall(self.operation.zone).date();
        self.archive.tell_quota(&self.operation.id, today, None, Some(0), self.clock.now())
    }

    /// Decides about a refusal: `Some(wait)` tries again, `None` leaves the window; an error ends
    /// the run.
    fn after(
        &mut self,
        refusal: &Refusal,
        attempt: u32,
        waited: Duration,
    ) -> Result<Option<Duration>> {
        if self.control.token().is_cancelled() {
            return Err(cancelled());
        }
        match next(&refusal.error, attempt, refusal.retry_after, &self.limits, &mut self.random) {
            Next::Retry(pause) if self.patient || waited + pause <= self.limits.waiting => {
                Ok(Some(pause))
            }
            Next::Retry(_) | Next::StopRun => Err(again(&refusal.error)),
            Next::Halve | Next::FailWindow => Ok(None),
        }
    }

    fn give_up(&mut self, error: Error, last: bool) -> Asked {
        let timed_out = error.code() == Code::TimedOut;
        self.time_outs = if timed_out { self.time_outs + 1 } else { 0 };
        // Halving helps against a heavy query, not against a server that does not answer.
        let hopeless = timed_out && self.time_outs >= self.limits.time_outs;
        match error.code() {
            Code::TimedOut | Code::TooLarge if !last && !hopeless => Asked::Halve(error.code()),
            _ => Asked::Fail(error),
        }
    }

    async fn pause_for(&mut self, code: Code, pause: Duration) -> Result<()> {
        self.tell(Step::Waiting { code, wait: pause });
        wait(pause, self.control.token()).await?;
        self.control.gate().await
    }

    /// One HTTP request: lock, count, ask. The count is written before the request goes out, so
    /// that a crash never hides a spent call.
    async fn request(&mut self, window: Window) -> Result<Answer, Refusal> {
        self.control.gate().await?;
        let staging = self.archive.stage(&self.subject, &self.report, window)?;
        let lock = RequestLock::take(
            &self.lock_folder,
            self.client.endpoint(),
            &self.limits,
            self.control.token(),
        )
        .await?;
        self.count_call()?;
        self.tell(Step::Asking(window));
        let bytes = AtomicU64::new(0);
        let heard = |heard: Heard| {
            bytes.store(heard.bytes, Ordering::Relaxed);
            self.tell(Step::Heard { bytes: heard.bytes, rows: heard.rows });
        };
        let asked = ask(
            &self.client,
            &self.report,
            &self.subject.params,
            window,
            staging,
            &heard,
            self.control.token(),
        )
        .await;
        drop(lock);
        self.tell(Step::Answered { bytes: bytes.into_inner() });
        let (outcome, staging) = asked?;
        Ok(Answer::of(outcome, staging))
    }

    fn staged(&mut self, answer: Answer, window: Window) -> Result<NewWindow> {
        self.time_outs = 0;
        let fetched = self.clock.now();
        if answer.rows == 0 {
            let doubtful = answer.doubtful || self.awaits_confirmation(&window);
            let closed = !doubtful && self.is_final(&window);
            return Ok(NewWindow::empty(window, fetched, closed, doubtful));
        }
        let cut = answer.rows >= self.limits.row_alarm && self.may_be_cut(window);
        let facts = Facts {
            state: if cut { WindowState::Partial } else { WindowState::Held },
            closed: !cut && !answer.doubtful && self.is_final(&window),
            doubtful: answer.doubtful,
            fetched,
            reason: if cut { Code::RowCap.as_str().to_owned() } else { String::new() },
            problems: answer.problems,
        };
        Ok(answer.staging.finish(facts)?.into())
    }

    /// An empty day stays doubtful until the end of the run shows whether its neighbours have rows.
    fn awaits_confirmation(&self, window: &Window) -> bool {
        !self.confirming
            && self.report.grain != Grain::Exact
            && *window == Window::day(window.from.date())
    }

    /// Sums of a window (daily, exact) have one row per agent or queue: a long answer is cut too,
    /// whatever the grain.
    fn may_be_cut(&self, window: Window) -> bool {
        self.report.grain != Grain::Event || window.seconds() == 1
    }
}

impl Answer {
    fn of(outcome: Outcome, staging: Staging) -> Self {
        let reading = outcome.reading();
        Answer {
            rows: reading.rows,
            doubtful: reading.problems.count(ProblemKind::CountDiffers) > 0,
            problems: reading.problems.clone(),
            staging,
        }
    }
}

/// The same error once more, because the refusal stays with the caller.
fn again(error: &Error) -> Error {
    let copy = Error::new(error.code(), error.detail());
    error.params().iter().fold(copy, |copy, (name, value)| copy.with(name, value))
}
