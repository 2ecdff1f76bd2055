//! Fetch runs: started, watched, steered. They go on whatever the window shows.

use super::app::App;
use super::host::Event;
use super::types::*;
use super::{Tag, fetching};
use crate::sync::{Control, Desk, Order, RunEnd, Step, fetch};
use crate::{Code, Error, Result};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// The window hears of a run at most this often: more would only cost drawing.
const TELL_EVERY: Duration = Duration::from_millis(120);

/// The runs of this session.
#[derive(Default)]
pub(super) struct Runs(Mutex<BTreeMap<u64, Arc<Run>>>);

/// A run that was started.
pub struct Run {
    control: Control,
    /// Its number in the ledger's history.
    ledger_number: Option<i64>,
    state: Mutex<Progress>,
    ended: watch::Sender<Option<Arc<RunEnd>>>,
}

/// How a run stands, with what is needed to tell rate and time left.
struct Progress {
    view: RunView,
    started: Instant,
    told: Instant,
    /// Bytes and rows of the answer that is arriving.
    arriving: (u64, u64),
}

impl Runs {
    fn all(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<Run>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn start(&self, mut view: RunView, ledger_number: Option<i64>) -> Arc<Run> {
        let mut all = self.all();
        view.run = all.keys().next_back().map_or(1, |last| last + 1);
        let now = Instant::now();
        let run = Arc::new(Run {
            control: Control::default(),
            ledger_number,
            state: Mutex::new(Progress {
                view: view.clone(),
                started: now,
                told: now,
                arriving: (0, 0),
            }),
            ended: watch::Sender::new(None),
        });
        all.insert(view.run, Arc::clone(&run));
        run
    }

    /// Numbers in the ledger of the runs that have not ended.
    pub(super) fn going(&self) -> Vec<i64> {
        let all = self.all();
        let going = all.values().filter(|run| run.ended.borrow().is_none());
        going.filter_map(|run| run.ledger_number).collect()
    }

    /// The run of that number.
    pub(super) fn get(&self, number: u64) -> Result<Arc<Run>> {
        self.all().get(&number).cloned().ok_or_else(|| {
            Error::new(Code::NotFound, format!("no run {number}")).with("what", number)
        })
    }
}

impl Run {
    /// How it stands.
    pub fn view(&self) -> RunView {
        self.state().view.clone()
    }

    /// Its number in the ledger's history; none if the ledger could not be written to.
    pub(super) fn ledger_number(&self) -> Option<i64> {
        self.ledger_number
    }

    /// Pause, resume, cancel.
    pub fn control(&self) -> &Control {
        &self.control
    }

    /// Waits for its end.
    pub async fn ended(&self) -> Arc<RunEnd> {
        let mut ended = self.ended.subscribe();
        // The sender lives in `self`, so waiting cannot fail; a default end is never read.
        let end = ended.wait_for(Option::is_some).await.ok().and_then(|end| end.clone());
        end.unwrap_or_default()
    }

    fn state(&self) -> MutexGuard<'_, Progress> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a step into the view; returns the view if the window should hear of it now.
    fn step(&self, step: &Step) -> Option<RunView> {
        let mut state = self.state();
        state.take(step);
        // The request that was on its way when the user paused is asked all the same.
        if self.control.is_paused() && state.view.state == RunState::Running {
            state.view.state = RunState::Paused;
        }
        let quiet = matches!(step, Step::Heard { .. }) && state.told.elapsed() < TELL_EVERY;
        if quiet {
            return None;
        }
        state.told = Instant::now();
        Some(state.view.clone())
    }
}

impl Progress {
    fn take(&mut self, step: &Step) {
        let view = &mut self.view;
        match step {
            Step::Windows(needed) => view.windows = *needed,
            Step::Asking(window) => {
                view.state = RunState::Running;
                view.waiting = None;
                view.requests += 1;
                view.current_from = Some(crate::time::moment_text(window.from));
                view.current_to = Some(crate::time::moment_text(window.to));
            }
            Step::Heard { bytes, rows } => {
                view.bytes += bytes.saturating_sub(self.arriving.0);
                self.arriving = (*bytes, *rows);
            }
            Step::Answered { bytes } => {
                view.bytes += bytes.saturating_sub(self.arriving.0);
                self.arriving = (0, 0);
            }
            Step::Kept { rows } => {
                view.done += 1;
                view.rows += rows;
            }
            Step::Trouble { window, state, code } => {
                view.done += u32::from(*state == "failed");
                view.troubles.push(WindowTrouble {
                    from: crate::time::moment_text(window.from),
                    to: crate::time::moment_text(window.to),
                    state: (*state).to_owned(),
                    code: code.as_str().to_owned(),
                });
            }
            Step::Waiting { code, wait } => {
                view.waiting =
                    Some(Waiting { code: code.as_str().to_owned(), seconds: wait.as_secs_f64() });
            }
        }
        self.tell_pace();
    }

    fn tell_pace(&mut self) {
        let seconds = self.started.elapsed().as_secs_f64();
        let view = &mut self.view;
        view.rate = if seconds > 0.0 { view.bytes as f64 / seconds } else { 0.0 };
        let left = view.windows.saturating_sub(view.done);
        view.left_seconds =
            (view.done > 0).then(|| seconds / f64::from(view.done) * f64::from(left));
    }
}

impl App {
    /// Starts a fetch and returns at once.
    pub async fn fetch(self: &Arc<Self>, request: FetchRequest) -> Result<RunView> {
        Ok(self.start_fetch(request, false).await?.view())
    }

    /// Starts a fetch; `patient` waits as long as the server asks.
    pub async fn start_fetch(
        self: &Arc<Self>,
        request: FetchRequest,
        patient: bool,
    ) -> Result<Arc<Run>> {
        let order = self.order(&request)?;
        let client = self.client(&order.operation).await?;
        let view = first_view(&request, &order);
        let number = self.note_start(&order.operation.id, &view);
        let run = self.runs.start(view, number);
        let desk = Desk {
            client,
            archive: self.archive.clone(),
            clock: Arc::clone(&self.clock),
            limits: self.limits.clone(),
            lock_folder: self.runtime_folder.clone(),
            random: fastrand::Rng::new(),
            patient,
            control: run.control.clone(),
            watch: self.watch(&run),
        };
        tokio::spawn(Arc::clone(self).carry_out(Arc::clone(&run), desk, order));
        Ok(run)
    }

    fn watch(self: &Arc<Self>, run: &Arc<Run>) -> Arc<dyn Fn(Step) + Send + Sync> {
        let (app, run) = (Arc::clone(self), Arc::clone(run));
        Arc::new(move |step| {
            if let Some(view) = run.step(&step) {
                app.host.event(Event::Run(Box::new(view)));
            }
            if matches!(step, Step::Kept { .. }) {
                app.changed(&[Tag::Archive, Tag::Quota]);
            }
        })
    }

    async fn carry_out(self: Arc<Self>, run: Arc<Run>, desk: Desk, order: Order) {
        let end = fetch(desk, order).await;
        let view = {
            let mut state = run.state();
            state.view.state = end_state(&end);
            state.view.error = end.error.as_ref().map(ErrorView::from);
            state.view.waiting = None;
            state.view.left_seconds = None;
            state.view.current_from = None;
            state.view.current_to = None;
            state.view.clone()
        };
        // What was fetched is kept whether or not its history could be written.
        drop(self.note_end(&run));
        run.ended.send_replace(Some(Arc::new(end)));
        self.host.event(Event::Run(Box::new(view)));
        self.changed(&[Tag::Archive, Tag::Runs, Tag::Quota]);
    }

    /// The runs of this session, newest first.
    pub async fn runs(self: &Arc<Self>, _: Nothing) -> Result<RunList> {
        Ok(RunList { runs: self.runs.all().values().rev().map(|run| run.view()).collect() })
    }

    /// Holds a run before its next request.
    pub async fn pause_run(self: &Arc<Self>, key: RunKey) -> Result<RunView> {
        self.steer(key, |control| control.pause(), RunState::Paused)
    }

    /// Lets a paused run go on.
    pub async fn resume_run(self: &Arc<Self>, key: RunKey) -> Result<RunView> {
        self.steer(key, |control| control.resume(), RunState::Running)
    }

    /// Ends a run and waits until it is over; what was fetched is kept.
    pub async fn cancel_run(self: &Arc<Self>, key: RunKey) -> Result<RunView> {
        let run = self.runs.get(key.run)?;
        run.control.cancel();
        run.ended().await;
        Ok(run.view())
    }

    fn steer(&self, key: RunKey, act: impl Fn(&Control), state: RunState) -> Result<RunView> {
        let run = self.runs.get(key.run)?;
        act(&run.control);
        let mut progress = run.state();
        if matches!(progress.view.state, RunState::Queued | RunState::Running | RunState::Paused) {
            progress.view.state = state;
        }
        Ok(progress.view.clone())
    }

    /// What a finished run prints.
    pub async fn fetched(self: &Arc<Self>, run: &Run, operation: &str) -> Result<FetchView> {
        let end = run.ended().await;
        let quota = self.quota(OperationKey { operation: operation.to_owned() }).await?;
        Ok(fetching::fetch_view(&end, quota))
    }
}

fn first_view(request: &FetchRequest, order: &Order) -> RunView {
    RunView {
        run: 0,
        operation: request.operation.clone(),
        report: request.report.clone(),
        params: order.subject.params.clone(),
        from: order.asked.from.date().to_string(),
        to: order.asked.to.date().to_string(),
        state: RunState::Queued,
        done: 0,
        windows: 0,
        current_from: None,
        current_to: None,
        waiting: None,
        rows: 0,
        bytes: 0,
        requests: 0,
        rate: 0.0,
        left_seconds: None,
        troubles: Vec::new(),
        error: None,
    }
}

fn end_state(end: &RunEnd) -> RunState {
    use crate::archive::WindowState::{Failed, Partial};
    match end.error.as_ref().map(Error::code) {
        Some(Code::Cancelled) => RunState::Cancelled,
        Some(Code::QuotaSpent | Code::AskedToWait | Code::Maintenance | Code::Simultaneous) => {
            RunState::Parked
        }
        Some(_) => RunState::Failed,
        None if end.windows.iter().any(|window| matches!(window.state, Partial | Failed)) => {
            RunState::Incomplete
        }
        None => RunState::Done,
    }
}
