//! Reports by role and rows in memory.

use atalaya_core::kpis::{By, Figure, Kpi, Scope, evaluate, find};
use atalaya_core::reports::{Column, Fold, Grain, Kind, Report, Role, Shape, Texts, schema};
use atalaya_core::time::{Window, read_from, read_to};
use chrono::NaiveDateTime;
use datafusion::arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Int64Array, RecordBatch, StringArray,
    TimestampMillisecondArray,
};
use datafusion::prelude::{DataFrame, SessionContext};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// A report of these columns; a cell of a row is text, empty for null.
pub(super) fn report(code: &str, grain: Grain, columns: &[(&str, Kind, Role)]) -> Report {
    let column = |(name, kind, role): &(&str, Kind, Role)| Column {
        name: (*name).to_owned(),
        wire: (*name).to_owned(),
        kind: *kind,
        role: Some(*role),
        fold: Fold::None,
        label: Texts::default(),
        meaning: Texts::default(),
        values: Vec::new(),
        inside: None,
        personal: false,
    };
    Report {
        code: code.to_owned(),
        family: String::new(),
        version: 1,
        title: Texts::default(),
        question: Texts::default(),
        caution: Texts::default(),
        grain,
        shape: Shape::List,
        time: None,
        natural_key: Vec::new(),
        may_total: false,
        params: Vec::new(),
        columns: columns.iter().map(column).collect(),
        kpis: Vec::new(),
        charts: Vec::new(),
    }
}

/// `agent_2`: no names.
pub(super) fn agent_2() -> Report {
    report(
        "agent_2",
        Grain::Event,
        &[
            ("agent_id", Kind::Id, Role::Agent),
            ("agent_status", Kind::Choice, Role::Status),
            ("time", Kind::Duration, Role::Duration),
            ("date_ini", Kind::Datetime, Role::Start),
            ("date_end", Kind::Datetime, Role::End),
            ("conn_id", Kind::Id, Role::Call),
            ("type_interaction", Kind::Choice, Role::Interaction),
        ],
    )
}

/// `agent_14`: the same by other names, with the agent's name.
pub(super) fn agent_14() -> Report {
    report(
        "agent_14",
        Grain::Event,
        &[
            ("agente", Kind::Id, Role::Agent),
            ("estado", Kind::Choice, Role::Status),
            ("seg", Kind::Duration, Role::Duration),
            ("ini", Kind::Datetime, Role::Start),
            ("fin", Kind::Datetime, Role::End),
            ("llamada", Kind::Id, Role::Call),
            ("tipo", Kind::Choice, Role::Interaction),
            ("nombre", Kind::Text, Role::AgentName),
        ],
    )
}

/// `agent_9`.
pub(super) fn agent_9() -> Report {
    report(
        "agent_9",
        Grain::Daily,
        &[
            ("agent_name", Kind::Text, Role::AgentName),
            ("count", Kind::Integer, Role::Count),
            ("hold_time", Kind::Duration, Role::HoldTime),
            ("mute_time", Kind::Duration, Role::MuteTime),
            ("total_time", Kind::Duration, Role::HoldMuteTime),
        ],
    )
}

/// `agent_13`.
pub(super) fn agent_13() -> Report {
    report(
        "agent_13",
        Grain::Event,
        &[
            ("agent_id", Kind::Id, Role::Agent),
            ("agent_name", Kind::Text, Role::AgentName),
            ("conn_id", Kind::Id, Role::Call),
            ("date", Kind::Datetime, Role::Start),
            ("type_interaction", Kind::Choice, Role::Interaction),
            ("time", Kind::Duration, Role::Duration),
        ],
    )
}

/// `diagram_11`.
pub(super) fn diagram_11() -> Report {
    report(
        "diagram_11",
        Grain::Event,
        &[
            ("conn_id", Kind::Id, Role::Call),
            ("end_date_rp", Kind::Datetime, Role::Start),
            ("ani", Kind::Id, Role::Phone),
            ("time_on_rp", Kind::Duration, Role::IvrTime),
            ("skill_id", Kind::Id, Role::Skill),
            ("time_on_skill", Kind::Duration, Role::QueueTime),
            ("go_to_agent", Kind::Choice, Role::ToAgent),
            ("agent_id", Kind::Id, Role::Agent),
            ("time_with_agent", Kind::Duration, Role::TalkTime),
            ("total_time", Kind::Duration, Role::TotalTime),
        ],
    )
}

/// `campaign_7`.
pub(super) fn campaign_7() -> Report {
    report(
        "campaign_7",
        Grain::Event,
        &[
            ("campaign_id", Kind::Id, Role::Campaign),
            ("file_name", Kind::Text, Role::File),
            ("result", Kind::Choice, Role::Outcome),
            ("date", Kind::Datetime, Role::Start),
        ],
    )
}

/// Rows as text, one line each, cells parted by `|`; the first cell is `_at`, and a line that
/// begins with `*` is a total.
pub(super) fn frame(report: &Report, rows: &[&str]) -> DataFrame {
    let context = SessionContext::new();
    let lines: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.trim_start_matches('*').split('|').map(str::trim).collect())
        .collect();
    let ats: Vec<NaiveDateTime> = lines.iter().map(|cells| moment(cells[0])).collect();
    let mut arrays: Vec<ArrayRef> = Vec::new();
    if report.grain == Grain::Daily {
        let day = |at: &NaiveDateTime| (at.and_utc().timestamp() / 86_400) as i32;
        arrays.push(Arc::new(Date32Array::from_iter_values(ats.iter().map(day))));
    }
    for (i, column) in report.columns.iter().enumerate() {
        let cells = lines.iter().map(|cells| {
            assert_eq!(cells.len(), report.columns.len() + 1, "{cells:?}");
            Some(cells[i + 1]).filter(|cell| !cell.is_empty())
        });
        arrays.push(array(column.kind, cells));
    }
    let millis = |at: &NaiveDateTime| at.and_utc().timestamp_millis();
    arrays.push(Arc::new(TimestampMillisecondArray::from_iter_values(ats.iter().map(millis))));
    arrays
        .push(Arc::new(BooleanArray::from_iter(rows.iter().map(|row| Some(row.starts_with('*'))))));
    arrays.push(Arc::new(StringArray::new_null(rows.len())));
    arrays.push(Arc::new(StringArray::new_null(rows.len())));
    let batch = RecordBatch::try_new(schema(report), arrays).expect("rows match the schema");
    context.read_batch(batch).expect("a batch is a frame")
}

fn array<'a>(kind: Kind, cells: impl Iterator<Item = Option<&'a str>>) -> ArrayRef {
    match kind {
        Kind::Integer | Kind::Duration => Arc::new(
            cells.map(|c| c.map(|c| c.parse::<i64>().expect("a number"))).collect::<Int64Array>(),
        ),
        Kind::Datetime => Arc::new(
            cells
                .map(|c| c.map(|c| moment(c).and_utc().timestamp_millis()))
                .collect::<TimestampMillisecondArray>(),
        ),
        _ => Arc::new(cells.collect::<StringArray>()),
    }
}

/// `02 08:00:00` is 2 March 2026.
pub(super) fn moment(text: &str) -> NaiveDateTime {
    let (day, time) = text.split_once(' ').unwrap_or((text, "00:00:00"));
    read_from(&format!("2026-03-{day}T{time}")).expect("a moment")
}

/// The first days of March 2026, wholly held.
pub(super) fn march(last: u32) -> Scope {
    let period = Window::new(
        read_from("2026-03-01").expect("a day"),
        read_to(&format!("2026-03-{last:02}")).expect("a day"),
    );
    Scope::held(period.expect("in order"))
}

/// KPIs by name.
pub(super) fn kpis(names: &[&str]) -> Vec<&'static Kpi> {
    names.iter().map(|name| find(name).unwrap_or_else(|| panic!("no KPI {name}"))).collect()
}

/// Evaluates.
pub(super) fn figures(
    report: &Report,
    rows: &[&str],
    names: &[&str],
    by: &[By],
    scope: &Scope,
) -> Vec<Figure> {
    let cancel = CancellationToken::new();
    let kpis = kpis(names);
    let figures = evaluate(frame(report, rows), report, &kpis, by, scope, &cancel);
    block_on(figures).expect("figures")
}

/// One figure without groups.
pub(super) fn figure(report: &Report, rows: &[&str], name: &str) -> Figure {
    figures(report, rows, &[name], &[], &march(31)).remove(0)
}

/// Runs to the end.
pub(super) fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(future)
}

/// Value, numerator, denominator, n, excluded.
pub(super) fn parts(figure: &Figure) -> (Option<f64>, Option<f64>, Option<f64>, u64, u64) {
    (figure.value, figure.numerator, figure.denominator, figure.n, figure.excluded)
}

/// The group's values, joined; `-` for none.
pub(super) fn group(figure: &Figure) -> String {
    let values = figure.group.iter().map(|(_, value)| value.clone().unwrap_or("-".to_owned()));
    values.collect::<Vec<_>>().join("/")
}
