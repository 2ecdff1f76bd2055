//! Fetches of this and earlier sessions, as the ledger keeps them.

use super::app::App;
use super::runs::Run;
use super::types::*;
use crate::Result;
use crate::archive::{self, OperationId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Fetches told at most.
const TOLD: u64 = 100;
/// Troubles of a fetch kept at most; more say nothing more.
const TROUBLES_KEPT: usize = 200;

/// What the ledger keeps of a fetch: no rows, no persons, no token.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Diagnosis {
    report: String,
    params: BTreeMap<String, String>,
    from: String,
    to: String,
    requests: u64,
    windows: u32,
    rows: u64,
    bytes: u64,
    troubles: Vec<Trouble>,
    more_troubles: u32,
    error: Option<Fault>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Trouble {
    from: String,
    to: String,
    state: String,
    code: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Fault {
    code: String,
    params: BTreeMap<String, String>,
    detail: String,
    retry: bool,
}

impl App {
    /// The latest fetches of an operation, newest first.
    pub async fn history(self: &Arc<Self>, key: OperationKey) -> Result<RunHistory> {
        let operation = self.operation(&key.operation)?;
        let going = self.runs.going();
        let runs = self.archive.runs(&operation.id, TOLD)?;
        Ok(RunHistory { runs: runs.into_iter().map(|run| past(run, &going)).collect() })
    }

    /// Notes the start of a fetch. Its history must not stop a fetch, so a ledger that cannot be
    /// written to now gives no number.
    pub(super) fn note_start(&self, operation: &OperationId, view: &RunView) -> Option<i64> {
        self.archive.start_run(operation, self.clock.now(), &diagnosis(view)).ok()
    }

    /// Notes how a fetch ended.
    pub(super) fn note_end(&self, run: &Run) -> Result<()> {
        let Some(number) = run.ledger_number() else { return Ok(()) };
        let view = run.view();
        let outcome = outcome(view.state);
        self.archive.end_run(number, self.clock.now(), outcome, &diagnosis(&view))
    }
}

fn diagnosis(view: &RunView) -> Value {
    let troubles = view.troubles.iter().take(TROUBLES_KEPT).map(|trouble| Trouble {
        from: trouble.from.clone(),
        to: trouble.to.clone(),
        state: trouble.state.clone(),
        code: trouble.code.clone(),
    });
    json!(Diagnosis {
        report: view.report.clone(),
        params: view.params.clone(),
        from: view.from.clone(),
        to: view.to.clone(),
        requests: view.requests,
        windows: view.done,
        rows: view.rows,
        bytes: view.bytes,
        troubles: troubles.collect(),
        more_troubles: count(view.troubles.len().saturating_sub(TROUBLES_KEPT)),
        error: view.error.as_ref().map(|error| Fault {
            code: error.code.clone(),
            params: error.params.clone(),
            detail: error.detail.clone(),
            retry: error.retry,
        }),
    })
}

fn outcome(state: RunState) -> &'static str {
    match state {
        RunState::Done => "done",
        RunState::Incomplete => "incomplete",
        RunState::Cancelled => "cancelled",
        RunState::Parked => "parked",
        RunState::Failed => "failed",
        RunState::Queued | RunState::Running | RunState::Paused => "running",
    }
}

fn past(run: archive::Run, going: &[i64]) -> PastRun {
    let known: Diagnosis = serde_json::from_value(run.diagnosis).unwrap_or_default();
    let outcome = match run.finished {
        Some(_) => run.outcome,
        None if going.contains(&run.id) => "running".to_owned(),
        None => "lost".to_owned(),
    };
    PastRun {
        id: u64::try_from(run.id).unwrap_or_default(),
        started: utc(run.started),
        finished: run.finished.map(utc),
        report: known.report,
        params: known.params,
        from: known.from,
        to: known.to,
        outcome,
        requests: known.requests,
        windows: known.windows,
        rows: known.rows,
        troubles: count(known.troubles.len()).saturating_add(known.more_troubles),
        error: known.error.map(|fault| ErrorView {
            code: fault.code,
            params: fault.params,
            detail: fault.detail,
            retry: fault.retry,
        }),
    }
}

fn utc(moment: DateTime<Utc>) -> String {
    moment.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
