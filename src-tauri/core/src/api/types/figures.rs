//! KPIs.

use super::{Narrowing, TableKey, TextsView};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Asks for KPIs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct KpisRequest {
    /// The table.
    pub table: TableKey,
    /// Filters.
    #[serde(default)]
    pub narrowing: Narrowing,
    /// KPI names; none is the report's default.
    #[serde(default)]
    pub kpis: Vec<String>,
    /// Group by a column's name, or `day`, `hour`, `weekday`.
    #[serde(default)]
    pub by: Option<String>,
    /// The panel that asks; empty is never superseded.
    #[serde(default)]
    pub view: String,
    /// The view's own count of its questions: a greater one cancels what runs for smaller ones.
    #[serde(default)]
    pub revision: u64,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct FigureView {
    /// KPI name.
    pub kpi: String,
    /// Value: seconds, ratio 0 to 1, count, or count per agent; null is unknown.
    pub value: Option<f64>,
    /// `s`, `ratio`, `count` or `per_agent`.
    pub unit: String,
    /// Numerator.
    pub numerator: Option<f64>,
    /// Denominator; null where there is none.
    pub denominator: Option<f64>,
    /// Units that the figure stands on.
    pub n: u64,
    /// Rows that could not be used.
    pub excluded: u64,
    /// Wilson's 95 % interval, for rates over calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub interval: Option<(f64, f64)>,
    /// Whether a ratio rests on too few units to judge anybody by.
    pub few: bool,
    /// Group, if grouped.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "Record<string, string | number | null>")]
    pub group: Option<BTreeMap<String, Value>>,
}

/// How much of the period the figures stand on, in days.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct CoverageCount {
    /// Days of the period.
    pub days: u32,
    /// Days wholly held or proven empty.
    pub held: u32,
    /// Days never asked, partial or failed.
    pub missing: u32,
    /// Days still open.
    pub open: u32,
}

/// KPIs with the coverage they stand on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct KpisView {
    /// Coverage.
    pub coverage: CoverageCount,
    /// Figures.
    pub kpis: Vec<FigureView>,
}

/// What a KPI is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct KpiView {
    /// Name.
    pub kpi: String,
    /// Title.
    pub title: TextsView,
    /// Formula by field.
    pub formula: TextsView,
    /// What to beware of.
    pub pitfall: TextsView,
    /// `s`, `ratio`, `count` or `per_agent`.
    pub unit: String,
    /// `higher`, `lower` or `neutral` is good.
    pub good: String,
    /// What `n` counts: `calls`, `events`, `agents`, `agent_days`, `actions`, `handovers`.
    pub counts: String,
    /// Reports that it can be computed from; for one that joins reports, those that it needs.
    pub reports: Vec<String>,
    /// How others define it, where that differs.
    pub others: Vec<OtherDefinition>,
}

/// Another system's definition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct OtherDefinition {
    /// Whose.
    pub who: String,
    /// What.
    pub text: TextsView,
}

/// All KPIs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct KpiList {
    /// In order of name.
    pub kpis: Vec<KpiView>,
}

/// Asks for the scorecard of agents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ScorecardRequest {
    /// Operation id.
    pub operation: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

/// An agent's line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AgentLine {
    /// Agent id; null if only a name is known.
    pub agent_id: Option<String>,
    /// Name; null if only an id is known.
    pub name: Option<String>,
    /// Team, if the roster says one.
    pub team: Option<String>,
    /// Figures in the order of `kpis`.
    pub figures: Vec<FigureView>,
}

/// The figures of a team: ratios of sums over its agents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TeamFigures {
    /// Its name; null stands for those without a team.
    pub team: Option<String>,
    /// Figures, in the order of the scorecard's KPIs.
    pub figures: Vec<FigureView>,
}

/// One row per agent over several reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ScorecardView {
    /// Coverage by days that every report holds.
    pub coverage: CoverageCount,
    /// KPI names, in order.
    pub kpis: Vec<String>,
    /// Agents.
    pub agents: Vec<AgentLine>,
    /// Everybody together: ratios of sums.
    pub everybody: Vec<FigureView>,
    /// Each team together, by name; those without one last.
    pub teams: Vec<TeamFigures>,
    /// Names that no id was found for.
    pub unmatched_names: Vec<String>,
    /// Names that several ids share.
    pub ambiguous_names: Vec<String>,
    /// Ids that no name was found for.
    pub unknown_ids: Vec<String>,
    /// Reports that are needed and not held.
    pub needs: Vec<String>,
}
