//! The agents' states over time, for the timeline.

use super::app::App;
use super::chosen::Chosen;
use super::data::filters;
use super::fetching::period;
use super::types::*;
use crate::archive::{Operation, RosterEntry, StateMeaning};
use crate::query::{AgentLane, Lanes, LanesRequest};
use crate::reports::{is_unknown, normal_form};
use crate::time::{Window, moment_text};
use crate::{Error, Result};
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Pixels of the widest stretch.
const WIDTH_MAX: u32 = 8192;
/// Days of the longest stretch: a month and the days around it.
const DAYS_MAX: i64 = 45;

impl App {
    /// Lanes of the agents that have events in the stretch. Events that began on the day before and
    /// reach into it are drawn too.
    pub async fn timeline(self: &Arc<Self>, request: TimelineRequest) -> Result<TimelineView> {
        if !(1..=WIDTH_MAX).contains(&request.width) {
            return Err(Error::usage("width", format!("1 to {WIDTH_MAX} pixels")));
        }
        let operation = self.operation(&request.table.operation)?;
        let report = self.report(&request.table.report)?;
        let stretch = period(&request.table.from, &request.table.to)?;
        if stretch.seconds() > DAYS_MAX * 86_400 {
            return Err(Error::usage("period", format!("at most {DAYS_MAX} days")));
        }
        let token = self.view(&request.view, request.revision);
        let chosen = self.chosen(&operation, &report, &request.table.params, stretch)?;
        let earlier = Window { from: stretch.from - Days::new(1), to: stretch.to };
        let table = self.chosen(&operation, &report, &request.table.params, earlier)?.of.table;
        let wanted = LanesRequest {
            filters: filters(&report, &request.narrowing)?,
            stretch,
            width: request.width,
        };
        let lanes = self.engine.lanes(&table, &wanted, &token).await?;
        self.timeline_view(&operation, stretch, &chosen, lanes, &request.agents)
    }

    fn timeline_view(
        &self,
        operation: &Operation,
        stretch: Window,
        chosen: &Chosen,
        lanes: Lanes,
        wanted: &[String],
    ) -> Result<TimelineView> {
        let roster = self.archive.roster(&operation.id)?;
        let people: HashMap<_, _> =
            roster.iter().map(|person| (person.agent.as_str(), person)).collect();
        let order = by_seconds(&lanes);
        let states = self.timeline_states(operation, &lanes, &order)?;
        let lane = |(agent, lane): (&str, &AgentLane)| lane_view(agent, lane, &people, &order);
        let mut views: Vec<Lane> = match wanted {
            [] => lanes.agents.iter().map(|(agent, of)| lane((agent, of))).collect(),
            _ => wanted.iter().map(|agent| lane((agent, &of_agent(&lanes, agent)))).collect(),
        };
        if wanted.is_empty() {
            views.sort_by_cached_key(|lane| {
                let name = lane.name.as_deref().map(crate::query::fold);
                (name.is_none(), name, lane.agent_id.clone())
            });
        }
        let texts = |days: &[NaiveDate]| days.iter().map(NaiveDate::to_string).collect();
        Ok(TimelineView {
            from: moment_text(stretch.from),
            to: moment_text(stretch.to),
            seconds: stretch.seconds(),
            states,
            lanes: views,
            missing: texts(&chosen.missing),
            open: texts(&chosen.open),
            generation: chosen.table.generation,
        })
    }

    fn timeline_states(
        &self,
        operation: &Operation,
        lanes: &Lanes,
        order: &[usize],
    ) -> Result<Vec<TimelineState>> {
        let classes = self.classes(operation)?;
        let meanings: BTreeMap<String, StateMeaning> =
            self.archive.state_meanings(&operation.id)?.into_iter().collect();
        let view = |place: &usize| {
            let label = lanes.states[*place].clone();
            let state = if label.is_empty() { String::new() } else { normal_form(&label) };
            TimelineState {
                class: classes.class(&label).map_or("unclassified", |class| class.name()).into(),
                color: meanings.get(&state).and_then(|meaning| meaning.color.clone()),
                state,
                label,
            }
        };
        Ok(order.iter().map(view).collect())
    }
}

fn of_agent(lanes: &Lanes, agent: &str) -> AgentLane {
    let none = || AgentLane { seconds: vec![0; lanes.states.len()], ..AgentLane::default() };
    lanes.agents.get(agent).cloned().unwrap_or_else(none)
}

/// The states' places, most seconds over all agents first.
fn by_seconds(lanes: &Lanes) -> Vec<usize> {
    let total =
        |place: usize| -> i64 { lanes.agents.values().map(|lane| lane.seconds[place]).sum() };
    let mut order: Vec<usize> = (0..lanes.states.len()).collect();
    order.sort_by_cached_key(|place| (-total(*place), lanes.states[*place].clone()));
    order
}

fn lane_view(
    agent: &str,
    lane: &AgentLane,
    people: &HashMap<&str, &RosterEntry>,
    order: &[usize],
) -> Lane {
    let mut new_place = vec![0_i64; order.len()];
    order.iter().enumerate().for_each(|(new, old)| new_place[*old] = new as i64);
    let person = people.get(agent);
    let name = person.map(|person| person.name.clone()).filter(|name| !is_unknown(name));
    let spans = lane.spans.iter().map(|[from, to, state, events]| {
        [*from, *to, new_place.get(*state as usize).copied().unwrap_or_default(), *events]
    });
    Lane {
        agent_id: agent.to_owned(),
        name: name.or_else(|| lane.name.clone()),
        team: person.map(|person| person.team.clone()).filter(|team| !team.is_empty()),
        spans: spans.collect(),
        seconds: order.iter().map(|old| lane.seconds[*old]).collect(),
        events: lane.events,
        overlap: lane.overlap,
        unread: lane.unread,
    }
}
