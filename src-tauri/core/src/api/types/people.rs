//! Roster and state classes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A person of the roster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RosterLine {
    /// Agent id.
    pub agent_id: String,
    /// Name.
    pub name: String,
    /// Other names under which reports know them.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Team; empty if none.
    #[serde(default)]
    pub team: String,
    /// First day on which they are left out of figures.
    #[serde(default)]
    pub excluded_from: Option<String>,
    /// Last day on which they are left out; null is open.
    #[serde(default)]
    pub excluded_to: Option<String>,
}

/// The roster of an operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RosterView {
    /// Operation id.
    pub operation: String,
    /// People, by name.
    pub people: Vec<RosterLine>,
}

/// What a custom state counts as: `break`, `meal`, `training`, `back_office`, `productive`,
/// `logged_out`, `unclassified`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct StateLine {
    /// State in normal form.
    pub state: String,
    /// Class.
    pub class: String,
    /// Colour token; null is the class's own.
    #[serde(default)]
    pub color: Option<String>,
}

/// State classes of an operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct StatesView {
    /// Operation id.
    pub operation: String,
    /// States, in order of name; those seen in rows but not yet classed are `unclassified`.
    pub states: Vec<StateLine>,
}
