//! `information.php`: the lists that put names to numbers, and the state of the quota.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use crate::answer::Answer;
use crate::operation::{Operation, Row};

/// The codes that the simulation has.
pub(crate) const LISTS: [&str; 7] = [
    "token_info",
    "agents",
    "campaigns",
    "skills",
    "routing_points",
    "activity_codes",
    "agents_in_skill",
];

/// What `token_info` tells.
pub(crate) struct Consumption {
    pub(crate) limit: u64,
    pub(crate) used: u64,
}

/// The rows of a list, narrowed by its optional filter.
pub(crate) fn rows(
    operation: &Operation,
    api: &str,
    params: &BTreeMap<String, String>,
    consumption: &Consumption,
) -> Result<Vec<Row>, Answer> {
    let now = operation.now();
    let (rows, filter) = match api {
        "token_info" => (vec![token_info(consumption)], ""),
        "agents" => (agents(operation, now), "agent"),
        "campaigns" => (campaigns(operation, now), "campaign"),
        "skills" => (skills(operation, now), "skill"),
        "routing_points" => (routing_points(operation, now), "routing"),
        "activity_codes" => (activity_codes(operation), "cod_act"),
        "agents_in_skill" => {
            let skill = params.get("skill_id").ok_or_else(Answer::parameters)?;
            (agents_in_skill(operation, now, skill), "")
        }
        _ => return Err(Answer::unknown_api()),
    };
    Ok(narrowed(rows, params.get(filter)))
}

/// Rows whose number or name is the one asked for.
fn narrowed(rows: Vec<Row>, wanted: Option<&String>) -> Vec<Row> {
    let Some(wanted) = wanted else {
        return rows;
    };
    rows.into_iter().filter(|row| row.iter().take(2).any(|(_, value)| value == wanted)).collect()
}

fn last_use(now: NaiveDateTime) -> (&'static str, String) {
    ("last_use", now.format("%Y-%m-%d 08:00:00").to_string())
}

fn yes(value: bool) -> String {
    if value { "yes" } else { "no" }.to_owned()
}

fn token_info(consumption: &Consumption) -> Row {
    let left = consumption.limit.saturating_sub(consumption.used);
    vec![
        ("description", "Reportes".to_owned()),
        ("token_limit", consumption.limit.to_string()),
        ("token_use_today", consumption.used.to_string()),
        ("all_token_today", consumption.used.to_string()),
        ("available_consumption_options", left.to_string()),
    ]
}

fn agents(operation: &Operation, now: NaiveDateTime) -> Vec<Row> {
    let row = |agent: &crate::Agent| {
        vec![
            ("agent_id", agent.id.clone()),
            ("agent_name", agent.name.clone()),
            ("agent_dni", agent.dni.clone()),
            ("agent_status", "Active".to_owned()),
            last_use(now),
            ("agent_sso", yes(false)),
            ("enabled", yes(true)),
        ]
    };
    operation.agents().iter().map(row).collect()
}

fn campaigns(operation: &Operation, now: NaiveDateTime) -> Vec<Row> {
    let row = |campaign: &crate::Campaign| {
        vec![
            ("campaign_id", campaign.id.clone()),
            ("campaign_name", campaign.name.to_owned()),
            ("campaign_description", campaign.name.to_owned()),
            ("type_campaign", campaign.kind.to_owned()),
            ("status", "Started".to_owned()),
            ("records", "12000".to_owned()),
            ("speed", "3".to_owned()),
            ("dial_mode", "auto".to_owned()),
            last_use(now),
            ("recycled", "1".to_owned()),
            ("turbo_dial", yes(false)),
            ("skill_id", campaign.skill_id.clone()),
        ]
    };
    operation.campaigns().iter().map(row).collect()
}

fn skills(operation: &Operation, now: NaiveDateTime) -> Vec<Row> {
    let row = |skill: &crate::Skill| {
        vec![
            ("skill_id", skill.id.clone()),
            ("skill_name", skill.name.to_owned()),
            ("skill_description", skill.name.to_owned()),
            last_use(now),
        ]
    };
    operation.skills().iter().map(row).collect()
}

fn routing_points(operation: &Operation, now: NaiveDateTime) -> Vec<Row> {
    let row = |point: &crate::RoutingPoint| {
        vec![
            ("rp_id", point.id.clone()),
            ("rp_name", point.name.to_owned()),
            ("ivr_active", yes(true)),
            ("chat_active", yes(false)),
            ("interaction_active", yes(false)),
            ("crm_active", yes(false)),
            last_use(now),
        ]
    };
    operation.routing_points().iter().map(row).collect()
}

fn activity_codes(operation: &Operation) -> Vec<Row> {
    let row = |code: &crate::ActivityCode| {
        vec![
            ("cod_act", code.code.to_owned()),
            ("description_cod_act", code.description.to_owned()),
            ("hit", yes(code.hit)),
            ("rpc", yes(code.rpc)),
            ("chat", yes(false)),
            ("studio", yes(false)),
            ("voice", yes(true)),
            ("type_code", code.level.to_owned()),
            ("interactions", yes(false)),
        ]
    };
    operation.activity_codes().iter().map(row).collect()
}

fn agents_in_skill(operation: &Operation, now: NaiveDateTime, skill: &str) -> Vec<Row> {
    let Some(wanted) = operation.skills().iter().position(|known| known.id == skill) else {
        return Vec::new();
    };
    let inside =
        |(place, _): &(usize, &crate::Agent)| operation.queues_of(*place).contains(&wanted);
    let row = |(place, agent): (usize, &crate::Agent)| {
        vec![
            ("agent_id", agent.id.clone()),
            ("agent_name", agent.name.clone()),
            last_use(now),
            ("expertise", (1 + place % 5).to_string()),
        ]
    };
    operation.agents().iter().enumerate().filter(inside).map(row).collect()
}
