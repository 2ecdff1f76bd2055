//! What the home screen tells of an operation: how fresh each report is and what wants a look.

use super::app::App;
use super::types::*;
use crate::Result;
use crate::archive::{DayCoverage, DayState, Operation, WindowRecord, WindowState};
use crate::kpis::StateClass;
use crate::query::DistinctRequest;
use crate::reports::{Kind, ProblemKind, Report, Role};
use crate::time::{Window, moment_text};
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Days that the strips show, today included.
const DAYS: u64 = 31;
/// Names told of what wants a look.
const NAMES: usize = 5;
/// Different ids looked at per report; more would be a misread column.
const IDS_MAX: usize = 2000;

impl App {
    /// How an operation stands.
    pub async fn overview(self: &Arc<Self>, key: OperationKey) -> Result<OverviewView> {
        let operation = self.operation(&key.operation)?;
        let today = self.clock.wall(operation.zone).date();
        let shown = Window::days(today - Days::new(DAYS - 1), today);
        let (mut reports, mut attention) = (Vec::new(), self.general_attention(&operation).await?);
        for report in self.catalogue.all() {
            reports.push(self.report_state(&operation, report, shown)?);
            attention.extend(self.window_attention(&operation, report, shown)?);
        }
        attention.extend(self.strangers(&operation, shown).await?);
        attention.extend(self.unclassified(&operation, shown).await?);
        attention.sort_by_key(|one| rank(&one.kind));
        Ok(OverviewView {
            operation: key.operation,
            from: shown.from.date().to_string(),
            to: today.to_string(),
            reports,
            attention,
        })
    }

    fn report_state(
        &self,
        operation: &Operation,
        report: &Arc<Report>,
        shown: Window,
    ) -> Result<ReportState> {
        let now = self.clock.wall(operation.zone);
        let (first, last) = (shown.from.date(), shown.to.date());
        let (mut days, mut rows, mut read) = (Vec::new(), 0, None);
        for subject in self.covered_subjects(operation, report, &BTreeMap::new())? {
            let of_one = self.archive.coverage(&subject, report.grain, first, last, now)?;
            days = if days.is_empty() { of_one } else { super::fetching::together(days, of_one) };
        }
        for subject in self.archive.subjects(&operation.id, &report.code)? {
            for record in self.all_windows(&subject)? {
                rows += record.rows;
                let answered = record.state != WindowState::Failed;
                read = read.max(answered.then_some(record.fetched));
            }
        }
        let held = self.extent(operation, report)?;
        let wall = |at: chrono::DateTime<chrono::Utc>| {
            moment_text(at.with_timezone(&operation.zone).naive_local())
        };
        Ok(ReportState {
            report: report.code.clone(),
            last_read: read.map(wall),
            first_day: held.map(|held| held.from.date().to_string()),
            last_day: held.map(|held| held.to.date().to_string()),
            days: days.iter().map(day_state).collect(),
            rows,
        })
    }

    fn all_windows(&self, subject: &crate::archive::Subject) -> Result<Vec<WindowRecord>> {
        match self.archive.extent(subject)? {
            Some(held) => self.archive.windows(subject, held),
            None => Ok(Vec::new()),
        }
    }

    /// What no single report has to do with.
    async fn general_attention(&self, operation: &Operation) -> Result<Vec<Attention>> {
        let mut found = Vec::new();
        let view = self.operation_view(operation.clone()).await;
        if view.token == TokenPlace::Absent {
            found.push(attention("token", "", 1));
        }
        if !self.refused.is_empty() {
            let names = self.refused.iter().map(|file| file.file.clone());
            let all = attention("refused", "", self.refused.len());
            found.push(Attention { names: names.take(NAMES).collect(), ..all });
        }
        Ok(found)
    }

    /// Windows that failed or were cut, and what their answers did not honour.
    fn window_attention(
        &self,
        operation: &Operation,
        report: &Report,
        shown: Window,
    ) -> Result<Vec<Attention>> {
        let mut windows = Vec::new();
        for subject in self.archive.subjects(&operation.id, &report.code)? {
            windows.extend(self.archive.windows(&subject, shown)?);
        }
        let states = [(WindowState::Failed, "failed"), (WindowState::Partial, "partial")];
        let mut found: Vec<Attention> = states
            .iter()
            .filter_map(|(state, kind)| in_state(&windows, *state, kind, &report.code))
            .collect();
        let kinds =
            [(ProblemKind::NewColumn, "new_columns"), (ProblemKind::Unreadable, "problems")];
        found.extend(
            kinds.iter().filter_map(|(of, kind)| with_problem(&windows, *of, kind, &report.code)),
        );
        Ok(found)
    }

    /// Agents in rows that the roster does not know; nothing to say while there is no roster.
    async fn strangers(&self, operation: &Operation, shown: Window) -> Result<Option<Attention>> {
        let roster = self.archive.roster(&operation.id)?;
        if roster.is_empty() {
            return Ok(None);
        }
        let known: BTreeSet<_> = roster.iter().map(|person| person.agent.as_str()).collect();
        let ids = self.values_of(operation, Role::Agent, shown).await?;
        let strange: Vec<_> = ids.into_iter().filter(|id| !known.contains(id.trim())).collect();
        Ok(named(strange, "strangers"))
    }

    /// States in rows that nobody has given a class.
    async fn unclassified(
        &self,
        operation: &Operation,
        shown: Window,
    ) -> Result<Option<Attention>> {
        let classes = self.classes(operation)?;
        let mut states = self.values_of(operation, Role::Status, shown).await?;
        states.retain(|state| classes.class(state) == Some(StateClass::Unclassified));
        Ok(named(states, "unclassified"))
    }

    /// The values that columns of this role show in the held rows of a period.
    async fn values_of(
        &self,
        operation: &Operation,
        role: Role,
        shown: Window,
    ) -> Result<Vec<String>> {
        let mut values = BTreeSet::new();
        for report in self.catalogue.all() {
            let column = report.by_role(role).filter(|column| column.kind != Kind::Text);
            let Some(column) = column else { continue };
            let table = self.chosen(operation, report, &BTreeMap::new(), shown)?.of.table;
            let column = column.name.clone();
            let wanted = DistinctRequest { column, limit: IDS_MAX, ..Default::default() };
            let found = self.engine.distinct(&table, &wanted, &self.view("", 0)).await?;
            values.extend(found.iter().filter_map(|one| one.value.as_str().map(str::to_owned)));
        }
        Ok(values.into_iter().collect())
    }
}

fn day_state(day: &DayCoverage) -> String {
    DayState::name(day.state).to_owned()
}

fn attention(kind: &str, report: &str, count: usize) -> Attention {
    Attention {
        kind: kind.to_owned(),
        report: report.to_owned(),
        count: count as u64,
        from: String::new(),
        to: String::new(),
        code: String::new(),
        names: Vec::new(),
    }
}

fn named(names: Vec<String>, kind: &str) -> Option<Attention> {
    let all = attention(kind, "", names.len());
    (!names.is_empty()).then(|| Attention { names: names.into_iter().take(NAMES).collect(), ..all })
}

/// The windows in that state, as one matter.
fn in_state(
    windows: &[WindowRecord],
    state: WindowState,
    kind: &str,
    report: &str,
) -> Option<Attention> {
    let found: Vec<_> = windows.iter().filter(|window| window.state == state).collect();
    let latest = found.iter().max_by_key(|window| window.fetched)?;
    let (from, to) = ends(&found)?;
    Some(Attention {
        from: from.to_string(),
        to: to.to_string(),
        code: latest.reason.clone(),
        ..attention(kind, report, found.len())
    })
}

/// What the windows' answers did not honour in that way, with the columns concerned.
fn with_problem(
    windows: &[WindowRecord],
    kind: ProblemKind,
    name: &str,
    report: &str,
) -> Option<Attention> {
    let found: Vec<_> = windows.iter().filter(|w| w.problems.count(kind) > 0).collect();
    let (from, to) = ends(&found)?;
    let of_kind = || found.iter().flat_map(|w| w.problems.iter()).filter(|(k, ..)| *k == kind);
    let columns: BTreeSet<_> = of_kind().map(|(_, column, _)| column.to_owned()).collect();
    let times: u64 = of_kind().map(|(.., times)| times).sum();
    let count = if kind == ProblemKind::NewColumn { columns.len() as u64 } else { times };
    Some(Attention {
        from: from.to_string(),
        to: to.to_string(),
        names: columns.into_iter().filter(|column| !column.is_empty()).take(NAMES).collect(),
        count,
        ..attention(name, report, 0)
    })
}

fn ends(windows: &[&WindowRecord]) -> Option<(NaiveDate, NaiveDate)> {
    let from = windows.iter().map(|window| window.window.from.date()).min()?;
    let to = windows.iter().map(|window| window.window.to.date()).max()?;
    Some((from, to))
}

/// Most urgent first.
fn rank(kind: &str) -> usize {
    let order = ["token", "failed", "partial", "refused", "new_columns", "problems", "strangers"];
    order.iter().position(|known| *known == kind).unwrap_or(order.len())
}
