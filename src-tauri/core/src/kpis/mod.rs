//! KPIs: one file each, with formula, unit, source roles, pitfalls and chart hint. The words shown
//! to the user are the ones in that file.
//!
//! Adding a KPI is a file of its name with `pub const KPI`, its `pub mod` line and its line in
//! [`ALL`]. Ratios are sums over sums, unknown is not zero, and every figure says on how many
//! units it rests and what could not be used.

pub mod agent_calls;
pub mod aht;
pub mod amd_calls;
pub mod aux_share;
pub mod avg_acw;
pub mod avg_agent_talk;
pub mod avg_hold_mute;
pub mod avg_ivr_time;
pub mod avg_queue_wait;
pub mod avg_transfer_time;
pub mod conferences;
pub mod containment;
pub mod entered_calls;
pub mod handled_calls;
pub mod hold_mute_actions;
pub mod hold_mute_load;
pub mod hold_share;
pub mod hold_share_of_talk;
pub mod hold_time;
pub mod human_rate;
pub mod logged_time;
pub mod machine_rate;
pub mod mute_share_of_talk;
pub mod mute_time;
pub mod no_agent_rate;
pub mod occupancy;
pub mod queue_loss;
pub mod quick_exits;
pub mod repeat_adjusted_containment;
pub mod ring_no_answer;
pub mod talk_time;
pub mod transfer_time;
pub mod transferred_calls;
pub mod transfers;
pub mod transfers_per_agent;
pub mod transfers_per_handled_call;
pub mod utilisation;

mod by;
pub mod checks;
mod columns;
mod evaluate;
mod events;
mod figure;
mod handovers;
mod holds;
mod journeys;
mod kpi;
mod needs;
mod people;
mod previous;
mod roster;
mod scope;
pub mod scorecard;
mod states;
mod terms;
mod verdicts;
mod wilson;

pub use by::By;
pub use columns::Columns;
pub use evaluate::evaluate;
pub use figure::Figure;
pub use journeys::{QUICK_EXIT_SECONDS, REPEAT_HOURS};
pub use kpi::{
    Better, ChartHint, Elsewhere, Formula, Joined, Kpi, Measure, Phrase, Population, Source, Unit,
};
pub use needs::{Unanswered, needs};
pub use previous::previous_period;
pub use roster::{Match, PREFIXES, Roster, RosterEntry, normalise_name};
pub use scope::Scope;
pub use states::{StateClass, StateClasses};
pub use wilson::{FEW, wilson};

use crate::reports::Report;

/// All KPIs, by name.
pub const ALL: &[&Kpi] = &[
    &agent_calls::KPI,
    &aht::KPI,
    &amd_calls::KPI,
    &aux_share::KPI,
    &avg_acw::KPI,
    &avg_agent_talk::KPI,
    &avg_hold_mute::KPI,
    &avg_ivr_time::KPI,
    &avg_queue_wait::KPI,
    &avg_transfer_time::KPI,
    &conferences::KPI,
    &containment::KPI,
    &entered_calls::KPI,
    &handled_calls::KPI,
    &hold_mute_actions::KPI,
    &hold_mute_load::KPI,
    &hold_share::KPI,
    &hold_share_of_talk::KPI,
    &hold_time::KPI,
    &human_rate::KPI,
    &logged_time::KPI,
    &machine_rate::KPI,
    &mute_share_of_talk::KPI,
    &mute_time::KPI,
    &no_agent_rate::KPI,
    &occupancy::KPI,
    &queue_loss::KPI,
    &quick_exits::KPI,
    &repeat_adjusted_containment::KPI,
    &ring_no_answer::KPI,
    &talk_time::KPI,
    &transfer_time::KPI,
    &transferred_calls::KPI,
    &transfers::KPI,
    &transfers_per_agent::KPI,
    &transfers_per_handled_call::KPI,
    &utilisation::KPI,
];

/// The KPI of that name.
pub fn find(name: &str) -> Option<&'static Kpi> {
    ALL.iter().find(|kpi| kpi.name == name).copied()
}

/// The KPIs that the rows of `report` give: first those its file names, in its order, then the
/// others.
pub fn of_report(report: &Report) -> Vec<&'static Kpi> {
    let fitting = || ALL.iter().copied().filter(|kpi| kpi.fits(report));
    let place = |kpi: &&Kpi| report.kpis.iter().position(|name| name == kpi.name);
    let mut kpis: Vec<&'static Kpi> = fitting().collect();
    kpis.sort_by_key(|kpi| place(kpi).unwrap_or(usize::MAX));
    kpis
}
