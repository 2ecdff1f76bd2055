//! The truth behind the server: what every report would say without limits and faults.
//! A day is made from seed and date when it is first asked for, and kept.

mod agents;
mod calendar;
mod calls;
mod dialer;
mod ivr;
mod people;
mod reports;
mod stories;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use crate::clock::seconds;
use crate::config::{BusyDay, Clock, Config};
use calls::{Dial, Event, Passage};

pub use people::{ActivityCode, Agent, Campaign, RoutingPoint, Skill, Team};
pub use stories::Stories;

/// One row of a report: documented field names with their values, in documented order.
pub type Row = Vec<(&'static str, String)>;

/// The reports that the simulation has.
pub const REPORTS: [&str; 6] =
    ["agent_2", "agent_9", "agent_13", "agent_14", "diagram_11", "campaign_7"];

/// An invented call center, the same for the same configuration in any process.
pub struct Operation {
    seed: u64,
    first: NaiveDate,
    now: Clock,
    busy_days: Vec<BusyDay>,
    agents: Vec<Agent>,
    campaigns: Vec<Campaign>,
    skills: Vec<Skill>,
    points: Vec<RoutingPoint>,
    codes: Vec<ActivityCode>,
    stories: Stories,
    floors: Mutex<HashMap<NaiveDate, Arc<Floor>>>,
    dials: Mutex<HashMap<NaiveDate, Arc<Vec<Dial>>>>,
}

/// Everything that agents and callers did in the shifts of one day, in order of time.
pub(crate) struct Floor {
    events: Vec<Event>,
    passages: Vec<Passage>,
}

impl Operation {
    /// The operation of a configuration; nothing is computed yet.
    pub fn new(config: &Config) -> Self {
        let agents = people::agents(config.seed, config.agents);
        let points = people::routing_points();
        Operation {
            seed: config.seed,
            first: config.anchor - TimeDelta::days(i64::from(config.days.max(1)) - 1),
            now: Arc::clone(&config.now),
            busy_days: config.busy_days.clone(),
            stories: Stories::of(config.anchor, &agents, &points),
            agents,
            campaigns: people::campaigns(),
            skills: people::skills(),
            points,
            codes: people::activity_codes(),
            floors: Mutex::default(),
            dials: Mutex::default(),
        }
    }

    /// What an unlimited, faultless server would answer now: the rows whose time lies in the
    /// window, both ends inclusive, in order of time. `agent_9` has one row per agent. Unknown
    /// reports and missing parameters give no rows.
    pub fn rows(
        &self,
        api: &str,
        params: &BTreeMap<String, String>,
        from: NaiveDateTime,
        to: NaiveDateTime,
    ) -> Vec<Row> {
        self.first_rows(api, params, (from, to), usize::MAX)
    }

    /// The first rows of [`Operation::rows`], so that a cut answer is not made whole before.
    pub(crate) fn first_rows(
        &self,
        api: &str,
        params: &BTreeMap<String, String>,
        (from, to): (NaiveDateTime, NaiveDateTime),
        limit: usize,
    ) -> Vec<Row> {
        let window = reports::Window { operation: self, from, to, now: (self.now)(), limit };
        match api {
            "agent_2" => window.events_of(params.get("agent_id")),
            "agent_9" => window.silences(),
            "agent_13" => window.hand_overs(),
            "agent_14" => window.events(),
            "diagram_11" => window.passages(),
            "campaign_7" => window.dials(params.get("campaign_id")),
            _ => Vec::new(),
        }
    }

    /// Number of rows that [`Operation::rows`] gives.
    pub fn count(
        &self,
        api: &str,
        params: &BTreeMap<String, String>,
        from: NaiveDateTime,
        to: NaiveDateTime,
    ) -> usize {
        self.rows(api, params, from, to).len()
    }

    /// Sum of a duration column over the rows of a window, in seconds; `-` and blanks are nothing.
    pub fn sum_seconds(
        &self,
        api: &str,
        params: &BTreeMap<String, String>,
        from: NaiveDateTime,
        to: NaiveDateTime,
        column: &str,
    ) -> u64 {
        let rows = self.rows(api, params, from, to);
        let cells = rows.iter().flatten().filter(|(name, _)| *name == column);
        cells.filter_map(|(_, value)| seconds(value)).sum()
    }

    /// The first day with data.
    pub fn first_day(&self) -> NaiveDate {
        self.first
    }

    /// The wall clock of the operation.
    pub fn now(&self) -> NaiveDateTime {
        (self.now)()
    }

    /// The roster.
    pub fn agents(&self) -> &[Agent] {
        &self.agents
    }

    /// The campaigns.
    pub fn campaigns(&self) -> &[Campaign] {
        &self.campaigns
    }

    /// The queues.
    pub fn skills(&self) -> &[Skill] {
        &self.skills
    }

    /// The IVR menus.
    pub fn routing_points(&self) -> &[RoutingPoint] {
        &self.points
    }

    /// The disposition codes.
    pub fn activity_codes(&self) -> &[ActivityCode] {
        &self.codes
    }

    /// What was planted, with names and dates.
    pub fn stories(&self) -> &Stories {
        &self.stories
    }

    /// Queues of an agent, places in [`Operation::skills`]: inbound agents have three.
    pub(crate) fn queues_of(&self, place: usize) -> Vec<usize> {
        match self.agents[place].team {
            Team::Inbound => vec![place % 3, 3 + place % 3, 5],
            Team::Predictive => vec![2, 3],
            Team::Manual => vec![4],
        }
    }

    fn floor(&self, date: NaiveDate) -> Arc<Floor> {
        let known = self.floors.lock().unwrap_or_else(PoisonError::into_inner).get(&date).cloned();
        known.unwrap_or_else(|| {
            let made = Arc::new(self.make_floor(date));
            let mut floors = self.floors.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(floors.entry(date).or_insert(made))
        })
    }

    fn make_floor(&self, date: NaiveDate) -> Floor {
        let mut floor = Floor { events: Vec::new(), passages: ivr::without_agent(self, date) };
        for place in 0..self.agents.len() {
            let shift = agents::day(self, date, place);
            floor.events.extend(shift.events);
            floor.passages.extend(shift.passages);
        }
        floor.events.sort_by_key(|event| event.at);
        floor.passages.sort_by_key(|passage| passage.at);
        floor
    }

    fn dials(&self, date: NaiveDate) -> Arc<Vec<Dial>> {
        let known = self.dials.lock().unwrap_or_else(PoisonError::into_inner).get(&date).cloned();
        known.unwrap_or_else(|| {
            let made = Arc::new(dialer::day(self, date, &self.floor(date)));
            let mut dials = self.dials.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(dials.entry(date).or_insert(made))
        })
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Operation")
            .field("seed", &self.seed)
            .field("first", &self.first)
            .field("agents", &self.agents.len())
            .finish_non_exhaustive()
    }
}
