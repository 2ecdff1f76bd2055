//! What a question stands on: the held windows of the report, chosen by the rules for subjects
//! that overlap.

use super::app::App;
use super::types::{CoverageCount, TableKey};
use crate::archive::{Operation, Subject, WindowRecord};
use crate::query::{self, Held, choose, choose_agent_days};
use crate::reports::{Grain, Report};
use crate::time::Window;
use crate::{Error, Result};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The report of all agents' events, and the one of a single agent's: per agent and day the former
/// answers if it is held, else the latter.
const ALL_AGENTS: &str = "agent_14";
const ONE_AGENT: &str = "agent_2";

/// A table with the windows behind it.
pub(super) struct Chosen {
    /// What to ask, and what of the period it stands on.
    pub(super) of: query::Chosen,
    /// The windows that touch the period, by parameters of their subject.
    pub(super) windows: Vec<(BTreeMap<String, String>, WindowRecord)>,
}

impl std::ops::Deref for Chosen {
    type Target = query::Chosen;

    fn deref(&self) -> &query::Chosen {
        &self.of
    }
}

impl App {
    /// Chooses what answers a question.
    pub(super) fn chosen(
        &self,
        operation: &Operation,
        report: &Arc<Report>,
        params: &BTreeMap<String, String>,
        window: Window,
    ) -> Result<Chosen> {
        if report.grain == Grain::Daily && !window.is_whole_days() {
            let why = format!("{} has sums of days: ask for whole days", report.code);
            return Err(Error::usage("period", why));
        }
        let generation = self.archive.generation()?;
        let held = self.held(operation, &report.code, window)?;
        let of = if report.code == ALL_AGENTS {
            let single = self.report(ONE_AGENT)?;
            let single_held = self.held(operation, ONE_AGENT, window)?;
            let all = held.first().map_or(&[][..], |held| &held.records);
            choose_agent_days((report, all), (&single, &single_held), window, None, generation)
        } else {
            choose(report, window, params, &held, generation)
        };
        let windows = held.into_iter().flat_map(|held| {
            held.records.into_iter().map(move |record| (held.params.clone(), record))
        });
        Ok(Chosen { of, windows: windows.collect() })
    }

    fn held(&self, operation: &Operation, report: &str, window: Window) -> Result<Vec<Held>> {
        let subjects = self.archive.subjects(&operation.id, report)?;
        subjects
            .into_iter()
            .map(|subject| {
                let records = self.archive.windows(&subject, window)?;
                Ok(Held { params: subject.params, records })
            })
            .collect()
    }

    /// How much of a table's period is held.
    pub fn covered(&self, key: &TableKey) -> Result<CoverageCount> {
        let operation = self.operation(&key.operation)?;
        let report = self.report(&key.report)?;
        let window = super::fetching::period(&key.from, &key.to)?;
        let chosen = self.chosen(&operation, &report, &key.params, window)?;
        Ok(super::figures::coverage_count(window, &chosen))
    }

    /// All time that is held of a report, if anything is.
    pub(super) fn extent(&self, operation: &Operation, report: &Report) -> Result<Option<Window>> {
        let mut extent: Option<Window> = None;
        for subject in self.archive.subjects(&operation.id, &report.code)? {
            if let Some(held) = self.archive.extent(&subject)? {
                let all = extent.unwrap_or(held);
                extent = Some(Window { from: all.from.min(held.from), to: all.to.max(held.to) });
            }
        }
        Ok(extent)
    }

    /// The subjects that coverage is asked of: the named one; without parameters the one held under
    /// the all-values, else all that are held. Never none: what nobody asked for is never asked.
    pub(super) fn covered_subjects(
        &self,
        operation: &Operation,
        report: &Report,
        params: &BTreeMap<String, String>,
    ) -> Result<Vec<Subject>> {
        let held = self.archive.subjects(&operation.id, &report.code)?;
        if params.is_empty() && held.len() == 1 {
            return Ok(held);
        }
        let subject = |params| Subject {
            operation: operation.id.clone(),
            report: report.code.clone(),
            params,
        };
        match report.complete(params) {
            Ok(params) => Ok(vec![subject(params)]),
            Err(error) if !params.is_empty() => Err(error),
            Err(_) if held.is_empty() => Ok(vec![subject(BTreeMap::new())]),
            Err(_) => Ok(held),
        }
    }
}
