//! The reports of the fixtures, built here so that the parser is tested apart from report files.

use atalaya_core::reports::{Column, Fold, Grain, Kind, Report, Role, Shape, Texts};

/// A column: name and kind, the rest blank.
pub(crate) fn column(name: &str, kind: Kind) -> Column {
    Column {
        name: name.to_owned(),
        wire: name.to_owned(),
        kind,
        role: None,
        fold: Fold::None,
        label: Texts::default(),
        meaning: Texts::default(),
        values: Vec::new(),
        inside: None,
        personal: false,
    }
}

fn with_role(name: &str, kind: Kind, role: Role) -> Column {
    Column { role: Some(role), ..column(name, kind) }
}

fn inside(key: &str, name: &str, kind: Kind) -> Column {
    Column { inside: Some(key.to_owned()), ..column(name, kind) }
}

fn summed(name: &str, kind: Kind) -> Column {
    Column { fold: Fold::Sum, ..column(name, kind) }
}

/// A list report of events with that time column.
pub(crate) fn events(code: &str, time: &str, columns: Vec<Column>) -> Report {
    Report {
        code: code.to_owned(),
        family: code.split('_').next().unwrap_or_default().to_owned(),
        version: 1,
        title: Texts::default(),
        question: Texts::default(),
        caution: Texts::default(),
        grain: Grain::Event,
        shape: Shape::List,
        time: Some(time.to_owned()),
        natural_key: Vec::new(),
        may_total: false,
        params: Vec::new(),
        columns,
        kpis: Vec::new(),
        charts: Vec::new(),
    }
}

fn daily(code: &str, shape: Shape, may_total: bool, columns: Vec<Column>) -> Report {
    Report { grain: Grain::Daily, shape, may_total, time: None, ..events(code, "", columns) }
}

/// States of agents; agent_2 and agent_14 share their columns but the last.
pub(crate) fn agent_states(code: &str) -> Report {
    let mut columns = vec![
        with_role("agent_id", Kind::Id, Role::Agent),
        with_role("agent_status", Kind::Choice, Role::Status),
        with_role("time", Kind::Duration, Role::Duration),
        with_role("date_ini", Kind::Datetime, Role::Start),
        with_role("date_end", Kind::Datetime, Role::End),
        with_role("conn_id", Kind::Id, Role::Call),
        with_role("type_interaction", Kind::Choice, Role::Interaction),
        column("telephone", Kind::Id),
    ];
    if code == "agent_14" {
        columns.push(column("destinity", Kind::Text));
    }
    events(code, "date_ini", columns)
}

/// The report of a fixture folder.
pub(crate) fn report(code: &str) -> Report {
    match code {
        "agent_2" | "agent_14" => agent_states(code),
        "agent_9" => daily(
            code,
            Shape::List,
            true,
            vec![
                column("agent_name", Kind::Text),
                summed("count", Kind::Integer),
                summed("hold_time", Kind::Duration),
                summed("mute_time", Kind::Duration),
                summed("total_time", Kind::Duration),
            ],
        ),
        "agent_13" => events(
            code,
            "date",
            vec![
                column("agent_name", Kind::Text),
                column("agent_id", Kind::Id),
                column("conn_id", Kind::Id),
                column("date", Kind::Datetime),
                column("telephone", Kind::Id),
                column("type_interaction", Kind::Choice),
                column("time", Kind::Duration),
            ],
        ),
        "campaign_7" => events(
            code,
            "date",
            vec![
                column("customer_id", Kind::Id),
                column("campaign_id", Kind::Id),
                column("file_name", Kind::Text),
                column("telephone", Kind::Id),
                column("result", Kind::Choice),
                column("date", Kind::Datetime),
            ],
        ),
        "diagram_11" => events(
            code,
            "end_date_rp",
            vec![
                column("conn_id", Kind::Id),
                column("time_on_rp", Kind::Duration),
                column("end_date_rp", Kind::Datetime),
                column("rp_id", Kind::Id),
                column("ani", Kind::Id),
                column("time_on_skill", Kind::Duration),
                column("skill_id", Kind::Id),
                column("transferred", Kind::Choice),
            ],
        ),
        "skill_7" => service_level(),
        other => reshaped(other),
    }
}

/// Reports whose answers are not a plain list.
fn reshaped(code: &str) -> Report {
    match code {
        "agent_5" => daily(
            code,
            Shape::Nested("status_x_hour".to_owned()),
            false,
            vec![
                column("agent_name", Kind::Text),
                column("agent_id", Kind::Id),
                inside("status_x_hour", "hour", Kind::Hour),
                inside("status_x_hour", "calls", Kind::Integer),
                inside("status_x_hour", "ready", Kind::Duration),
            ],
        ),
        "cdr_4" => daily(
            code,
            Shape::Keyed("band".to_owned()),
            false,
            vec![
                column("band", Kind::Text),
                column("calls", Kind::Integer),
                column("minutes", Kind::Decimal),
                column("cost", Kind::Decimal),
                column("percentage", Kind::Percent),
            ],
        ),
        other => unreachable!("no report for fixtures of {other}"),
    }
}

/// A parameter is part of a column's key on the wire.
fn service_level() -> Report {
    let level = Column {
        wire: "service_level_{services_time}seg".to_owned(),
        ..column("service_level", Kind::Percent)
    };
    let columns = vec![
        column("skill_id", Kind::Id),
        column("hour", Kind::Hour),
        level,
        column("date", Kind::Date),
    ];
    events("skill_7", "date", columns)
}
