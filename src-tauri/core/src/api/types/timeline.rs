//! The agents' states over time, cut to what a screen can show.

use super::{Narrowing, TableKey};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks for the states of agents over a stretch of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TimelineRequest {
    /// Rows of `agent_14` or `agent_2`; its period is the stretch that is drawn.
    pub table: TableKey,
    /// Filters; those on time are better said by the period.
    #[serde(default)]
    pub narrowing: Narrowing,
    /// Agents in the wanted order; none is all, by name.
    #[serde(default)]
    pub agents: Vec<String>,
    /// Pixels of the stretch, 1 to 8,192: no lane gets more spans than that.
    pub width: u32,
    /// The view that asks; empty is never superseded.
    #[serde(default)]
    pub view: String,
    /// The view's own count of its questions.
    #[serde(default)]
    pub revision: u64,
}

/// A state that appears.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TimelineState {
    /// Normal form; empty for rows without a known state.
    pub state: String,
    /// As first received.
    pub label: String,
    /// `ready`, `talk`, `acw`, `ring`, or the class that the operation gave it.
    pub class: String,
    /// Colour token that the operation gave it, if any.
    pub color: Option<String>,
}

/// An agent's states.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Lane {
    /// Agent id.
    pub agent_id: String,
    /// Name, if known.
    pub name: Option<String>,
    /// Team, if known.
    pub team: Option<String>,
    /// Spans in order of time, as `[start, end, state, events]`: seconds from the start of the
    /// stretch (end exclusive), index into `states`, and how many events it stands for. More than
    /// one event means that the span shows the longest of those that share its pixels.
    #[ts(type = "[number, number, number, number][]")]
    pub spans: Vec<[i64; 4]>,
    /// Seconds of the stretch in each of `states`, exact, whatever the pixels.
    pub seconds: Vec<i64>,
    /// Events that touch the stretch.
    pub events: u64,
    /// Seconds that two events of this agent cover at once: a fault of the data.
    pub overlap: i64,
    /// Events left out because their start or duration could not be read.
    pub unread: u64,
}

/// States of agents over a stretch of time. What no event covers is a gap, and stays one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TimelineView {
    /// First moment.
    pub from: String,
    /// Last moment, inclusive.
    pub to: String,
    /// Seconds of the stretch.
    pub seconds: i64,
    /// States that appear, most seconds first.
    pub states: Vec<TimelineState>,
    /// Lanes in the wanted order.
    pub lanes: Vec<Lane>,
    /// Days of the stretch that are not held, so that their gaps are not absences.
    pub missing: Vec<String>,
    /// Days that may still change.
    pub open: Vec<String>,
    /// Generation of the archive that answered.
    pub generation: u64,
}
