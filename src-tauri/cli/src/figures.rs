//! `kpis`: figures of a report, or the scorecard of agents.

use crate::args::{Target, WhereArgs};
use crate::asking::{narrow, table_key};
use crate::human::{Side, Table, UNKNOWN, figure};
use crate::output::{Done, Output};
use crate::surface::Surface;
use atalaya_core::api::SCORECARD;
use atalaya_core::api::types::{
    CoverageCount, FigureView, KpisRequest, KpisView, ScorecardRequest, ScorecardView,
};
use atalaya_core::{Code, Error, Result, kpis};
use serde_json::Value;

pub(crate) async fn kpis(
    surface: &Surface,
    target: &Target,
    narrowing: &WhereArgs,
    by: Option<String>,
    kpis: Vec<String>,
    output: &Output,
) -> Result<Done> {
    if target.report == SCORECARD {
        let narrowed = !narrowing.conditions.is_empty() || !target.period.params.is_empty();
        if narrowed || by.is_some() || !kpis.is_empty() {
            let why = "takes no --where, --param, --by or --kpi: it is one row per agent";
            return Err(Error::usage(SCORECARD, why));
        }
        return scorecard(surface, target, output).await;
    }
    let request = KpisRequest {
        table: table_key(surface, target)?,
        narrowing: narrow(narrowing),
        kpis,
        by,
        view: String::new(),
        revision: 0,
    };
    let view = surface.app.kpis(request).await?;
    output.answer(&view, || kpi_lines(&view, output))?;
    Ok(stands_on(&view.coverage, output))
}

async fn scorecard(surface: &Surface, target: &Target, output: &Output) -> Result<Done> {
    let operation = surface.operation(target.period.operation.as_deref())?;
    let request = ScorecardRequest {
        operation: operation.id.0,
        from: target.period.from.clone(),
        to: target.period.to.clone(),
    };
    let view = surface.app.scorecard(request).await?;
    if view.agents.is_empty() && !view.needs.is_empty() {
        return Err(Error::new(Code::NeedsReport, "no report of the scorecard is held")
            .with("kpi", SCORECARD)
            .with("report", view.needs.join(", ")));
    }
    output.answer(&view, || scorecard_lines(&view, output))?;
    Ok(stands_on(&view.coverage, output))
}

/// Says to people on how many days the figures stand.
fn stands_on(coverage: &CoverageCount, output: &Output) -> Done {
    let held = (coverage.held + coverage.open).to_string();
    let days = [("held", held), ("days", coverage.days.to_string())];
    output.tell(&output.text("cli.days_held", &days));
    output.covered(coverage.missing)
}

/// A line per figure; the group first and only where it changes.
pub(crate) fn kpi_lines(view: &KpisView, output: &Output) -> Vec<String> {
    let groups: Vec<String> = view
        .kpis
        .iter()
        .find_map(|figure| figure.group.as_ref())
        .map_or_else(Vec::new, |group| group.keys().cloned().collect());
    let mut heads: Vec<(String, Side)> =
        groups.iter().map(|name| (group_head(name, output), Side::Left)).collect();
    heads.push((output.word("workbook.kpi"), Side::Left));
    for key in ["workbook.value", "workbook.n", "workbook.left_out"] {
        heads.push((output.word(key), Side::Right));
    }
    let mut table = Table::new(heads);
    let mut before = None;
    for figure in &view.kpis {
        let same = before.replace(&figure.group) == Some(&figure.group);
        let mut cells: Vec<String> = groups
            .iter()
            .map(|name| if same { String::new() } else { group_value(figure, name, output) })
            .collect();
        cells.extend(figure_cells(figure, output));
        table.row(cells);
    }
    with_note(table, view.kpis.iter(), output)
}

fn figure_cells(shown: &FigureView, output: &Output) -> [String; 4] {
    [
        title(&shown.kpi, output.lang),
        figure(shown, output.lang),
        output.count(shown.n),
        output.count(shown.excluded),
    ]
}

/// The table, and what its stars mean if there are any.
fn with_note<'a>(
    table: Table,
    mut figures: impl Iterator<Item = &'a FigureView>,
    output: &Output,
) -> Vec<String> {
    let mut lines = table.lines();
    if figures.any(|figure| figure.few && figure.value.is_some()) {
        lines.push(output.word("cli.few"));
    }
    lines
}

fn group_head(name: &str, output: &Output) -> String {
    match name {
        "day" | "_day" => output.word("workbook.day"),
        "hour" => output.word("kinds.hour"),
        "weekday" => output.word("cli.head.weekday"),
        other => other.to_owned(),
    }
}

fn group_value(figure: &FigureView, name: &str, output: &Output) -> String {
    match figure.group.as_ref().and_then(|group| group.get(name)) {
        Some(Value::String(day)) if name == "weekday" => output.word(&format!("cli.weekday.{day}")),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => UNKNOWN.to_owned(),
        Some(other) => other.to_string(),
    }
}

fn title(name: &str, lang: &str) -> String {
    let kpi = kpis::ALL.iter().find(|kpi| kpi.name == name);
    kpi.map_or_else(|| name.to_owned(), |kpi| kpi.title.get(lang).to_owned())
}

fn scorecard_lines(view: &ScorecardView, output: &Output) -> Vec<String> {
    let mut heads = vec![
        (output.word("cli.head.agent"), Side::Left),
        (output.word("facts.name"), Side::Left),
        (output.word("cli.head.team"), Side::Left),
    ];
    heads.extend(view.kpis.iter().map(|name| (title(name, output.lang), Side::Right)));
    let mut table = Table::new(heads);
    let unknown = || UNKNOWN.to_owned();
    for agent in &view.agents {
        let mut cells = vec![
            agent.agent_id.clone().unwrap_or_else(unknown),
            agent.name.clone().unwrap_or_else(unknown),
            agent.team.clone().unwrap_or_default(),
        ];
        cells.extend(agent.figures.iter().map(|shown| figure(shown, output.lang)));
        table.row(cells);
    }
    let mut everybody = vec![String::new(), output.word("cli.everybody"), String::new()];
    everybody.extend(view.everybody.iter().map(|shown| figure(shown, output.lang)));
    table.row(everybody);
    let figures = view.agents.iter().flat_map(|agent| &agent.figures);
    let mut lines = with_note(table, figures, output);
    lines.extend(
        view.needs
            .iter()
            .map(|report| output.text("kpi.needs_report", &[("report", report.clone())])),
    );
    lines
}
