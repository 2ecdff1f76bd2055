//! `plan` and `fetch`.

use crate::args::{Period, Target};
use crate::human::{Side, Table, UNKNOWN, moment};
use crate::interrupt::Interrupts;
use crate::output::{Done, Output};
use crate::surface::Surface;
use atalaya_core::api::BIG_PLAN;
use atalaya_core::api::types::{
    ErrorView, FetchRequest, FetchView, OperationKey, PlanView, RunView,
};
use atalaya_core::reports::Report;
use atalaya_core::{Code, Error, Result};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// Progress is told this often on a terminal, where a line replaces the one before.
const TELL_EVERY: Duration = Duration::from_secs(1);

/// Progress is told this often where every line stays: in a scheduler's log.
const LOG_EVERY: Duration = Duration::from_secs(10);

pub(crate) async fn plan(surface: &Surface, target: &Target, output: &Output) -> Result<Done> {
    let plan = priced(surface, request(surface, target, false)?).await?;
    tell_period(&plan, output);
    output.answer(&plan, || plan_lines(&plan, output))?;
    Ok(Done::Whole)
}

pub(crate) async fn fetch(
    surface: &Surface,
    target: &Target,
    reread: bool,
    wait: bool,
    output: &Output,
) -> Result<Done> {
    let request = request(surface, target, reread)?;
    tell_period(&priced(surface, request.clone()).await?, output);
    let fetched = run(surface, request, wait, output).await?;
    output.answer_with_error(&fetched.view, fetched.error.as_ref(), || {
        fetch_lines(&fetched.view, output)
    })?;
    if fetched.exit == Done::Incomplete.exit() {
        output.tell(&output.word("cli.incomplete"));
    }
    Ok(if fetched.exit == 0 { Done::Whole } else { Done::Ended(fetched.exit) })
}

/// A plan; of a big one with wolkvox's own word on the calls left, where it can be had.
async fn priced(surface: &Surface, request: FetchRequest) -> Result<PlanView> {
    let plan = surface.app.plan(request.clone()).await?;
    let key = OperationKey { operation: request.operation.clone() };
    if plan.calls < BIG_PLAN || surface.app.ask_quota(key).await.is_err() {
        return Ok(plan);
    }
    surface.app.plan(request).await
}

/// A fetch that is over.
pub(crate) struct Fetched {
    pub(crate) view: FetchView,
    /// What ended it, or why its worst window failed.
    pub(crate) error: Option<ErrorView>,
    pub(crate) exit: u8,
}

/// Runs one fetch to its end, telling progress; Ctrl+C ends it and keeps what arrived.
pub(crate) async fn run(
    surface: &Surface,
    request: FetchRequest,
    wait: bool,
    output: &Output,
) -> Result<Fetched> {
    let mut interrupts = Interrupts::listen()?;
    let operation = request.operation.clone();
    let run = surface.app.start_fetch(request, wait).await?;
    let mut tick = tokio::time::interval(if output.is_watched() { TELL_EVERY } else { LOG_EVERY });
    tick.tick().await;
    let end = loop {
        tokio::select! {
            end = run.ended() => break end,
            () = interrupts.next() => run.control().cancel(),
            _ = tick.tick() => output.progress(&progress_line(&run.view(), output)),
        }
    };
    output.progress_end();
    let view = surface.app.fetched(&run, &operation).await?;
    let exit = worst(&view, end.error.as_ref().map(Error::code));
    let error = match &end.error {
        Some(error) => Some(ErrorView::from(error)),
        None => failure(&view, exit).map(|code| {
            ErrorView::from(&Error::new(code, "a window failed; the others were asked"))
        }),
    };
    Ok(Fetched { view, error, exit })
}

/// The exit code by precedence: 130, 2, 3, 4, 7, 5, 6, 0. A failed window counts with its reason: a
/// server that did not answer is 5, rows that cannot be had are 6.
fn worst(view: &FetchView, error: Option<Code>) -> u8 {
    const PRECEDENCE: [u8; 8] = [130, 2, 3, 4, 7, 5, 6, 0];
    let codes: Vec<u8> = troubles(view).chain(error).map(Code::exit).collect();
    PRECEDENCE.into_iter().find(|code| codes.contains(code)).unwrap_or(0)
}

/// Why the windows that are not as they should be are so.
fn troubles(view: &FetchView) -> impl Iterator<Item = Code> {
    let troubled =
        view.windows.iter().filter(|window| matches!(window.state.as_str(), "partial" | "failed"));
    troubled.map(|window| window.reason.as_deref().and_then(Code::parse).unwrap_or(Code::RowCap))
}

/// The reason behind an exit code that is a failure; incomplete is an answer, not a failure.
fn failure(view: &FetchView, exit: u8) -> Option<Code> {
    let failed = exit != Done::Incomplete.exit();
    troubles(view).find(|code| failed && code.exit() == exit)
}

/// The request of a target: operation, report and the parameters that reach it.
fn request(surface: &Surface, target: &Target, reread: bool) -> Result<FetchRequest> {
    let operation = surface.operation(target.period.operation.as_deref())?;
    let report = surface.app.report(&target.report)?;
    Ok(FetchRequest {
        operation: operation.id.0,
        params: params(&target.period, &report, std::slice::from_ref(&report))?,
        report: target.report.clone(),
        from: target.period.from.clone(),
        to: target.period.to.clone(),
        reread,
    })
}

/// The parameters that reach `report`: `k=v` if it declares k, `report.k=v` if it is meant. A name
/// that none of the `named` reports declares is refused.
pub(crate) fn params(
    period: &Period,
    report: &Report,
    named: &[Arc<Report>],
) -> Result<BTreeMap<String, String>> {
    let mut params = BTreeMap::new();
    for given in &period.params {
        let (name, value) = given
            .split_once('=')
            .ok_or_else(|| Error::usage("param", format!("'{given}' is not k=v")))?;
        let (code, name) = match name.split_once('.') {
            Some((code, name)) => (Some(code), name),
            None => (None, name),
        };
        let meant = |report: &Report| code.is_none_or(|code| code == report.code);
        if !named.iter().any(|report| meant(report) && report.param(name).is_some()) {
            let codes: Vec<&str> = named.iter().map(|report| report.code.as_str()).collect();
            let codes = code.map_or_else(|| codes.join(", "), str::to_owned);
            return Err(Error::usage("param", format!("{codes} has no parameter '{name}'")));
        }
        if meant(report) && report.param(name).is_some() {
            params.insert(name.to_owned(), value.to_owned());
        }
    }
    Ok(params)
}

/// Says that whole days are asked for, if the period was given otherwise.
pub(crate) fn widened(period: &Period, first: &str, last: &str, output: &Output) {
    let (from, to) = (format!("{first}T00:00:00"), format!("{last}T23:59:59"));
    let whole = |text: &str, end: &str| !text.contains('T') || text == end;
    if !whole(&period.from, &from) || !whole(&period.to, &to) {
        tell_widened(first, last, output);
    }
}

fn tell_widened(from: &str, to: &str, output: &Output) {
    output.tell(&output.text("cli.widened", &[("from", from.to_owned()), ("to", to.to_owned())]));
}

/// What differs between the period that was asked for and the one that will be.
fn tell_period(plan: &PlanView, output: &Output) {
    if plan.widened {
        tell_widened(&plan.from, &plan.to, output);
    }
    if plan.dropped_days > 0 {
        output.tell(&output.text("cli.dropped", &[("count", plan.dropped_days.to_string())]));
    }
}

fn plan_lines(plan: &PlanView, output: &Output) -> Vec<String> {
    let left = plan.quota.left.map_or_else(|| UNKNOWN.to_owned(), |left| output.count(left));
    let mut lines = vec![output.text(
        "cli.plan",
        &[
            ("report", plan.report.clone()),
            ("from", plan.from.clone()),
            ("to", plan.to.clone()),
            ("calls", output.count(plan.calls)),
            ("held", plan.days_held.to_string()),
            ("days", plan.days.to_string()),
            ("left", left),
        ],
    )];
    let heads = ["workbook.from", "workbook.to", "cli.head.why"];
    let mut table = Table::new(heads.map(|head| (output.word(head), Side::Left)).into());
    for window in &plan.windows {
        let why = output.word(&format!("cli.why.{}", window.why));
        table.row(vec![moment(&window.from), moment(&window.to), why]);
    }
    for skipped in &plan.skipped {
        let why = output.text("cli.why.floor", &[("next", moment(&skipped.next_at))]);
        table.row(vec![moment(&skipped.from), moment(&skipped.to), why]);
    }
    if !plan.windows.is_empty() || !plan.skipped.is_empty() {
        lines.extend(table.lines());
    }
    lines
}

fn progress_line(view: &RunView, output: &Output) -> String {
    let windows = [
        ("report", view.report.clone()),
        ("done", view.done.to_string()),
        ("windows", view.windows.to_string()),
    ];
    let mut parts = vec![
        output.text("cli.progress", &windows),
        output.text("cli.rows", &[("count", view.rows.to_string())]),
        format!("{} MB", crate::human::decimal(view.bytes as f64 / 1e6, 1, output.lang)),
        format!("{} MB/s", crate::human::decimal(view.rate / 1e6, 1, output.lang)),
    ];
    let seconds = |seconds: f64| [("seconds", format!("{:.0}", seconds.ceil()))];
    if let Some(left) = view.left_seconds {
        parts.push(output.text("cli.left", &seconds(left)));
    }
    if let Some(waiting) = &view.waiting {
        let wait = output.text("cli.waiting", &seconds(waiting.seconds));
        parts.push(format!("{wait}: {}", output.reason(&waiting.code)));
    }
    parts.join(" · ")
}

/// What a finished fetch says to people.
pub(crate) fn fetch_lines(view: &FetchView, output: &Output) -> Vec<String> {
    let mut lines = vec![fetched_line(view, output)];
    let mut table = Table::new(vec![
        (output.word("workbook.from"), Side::Left),
        (output.word("workbook.to"), Side::Left),
        (output.word("workbook.state"), Side::Left),
        (output.word("workbook.rows"), Side::Right),
        (output.word("facts.why"), Side::Left),
    ]);
    for window in &view.windows {
        let skipped = window.next_at.as_deref();
        let skipped = skipped.map(|next| output.text("cli.why.floor", &[("next", moment(next))]));
        let reason = || window.reason.as_deref().map(|code| output.reason(code));
        table.row(vec![
            moment(&window.from),
            moment(&window.to),
            output.word(&format!("states.window.{}", window.state)),
            output.count(window.rows),
            skipped.or_else(reason).unwrap_or_default(),
        ]);
    }
    if !view.windows.is_empty() {
        lines.extend(table.lines());
    }
    lines.extend(problem_lines(view, output));
    lines
}

/// Rows and calls in a sentence.
pub(crate) fn fetched_line(view: &FetchView, output: &Output) -> String {
    let numbers = [("rows", output.count(view.rows)), ("requests", output.count(view.requests))];
    output.text("cli.fetched", &numbers)
}

/// What was wrong with rows, a sentence each.
pub(crate) fn problem_lines(view: &FetchView, output: &Output) -> Vec<String> {
    let line = |problem: &atalaya_core::api::types::ProblemView| {
        let count = [("count", problem.count.to_string())];
        let text = output.text(&format!("problems.{}", problem.kind), &count);
        if problem.column.is_empty() { text } else { format!("{}: {text}", problem.column) }
    };
    view.problems.iter().map(line).collect()
}
