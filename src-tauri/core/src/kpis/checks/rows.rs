//! The checks on the rows of one report.

use super::Check;
use crate::Result;
use crate::kpis::columns::{Columns, Together, extend};
use crate::kpis::evaluate::{collect, decimal};
use crate::kpis::journeys::{names_agent, said_yes};
use crate::kpis::kpi::Source;
use crate::kpis::scope::Scope;
use crate::kpis::terms::{count_where, fails, flag, known_text, sum_where, where_};
use crate::query::engine_error;
use crate::reports::{AT, DAY, Grain, Report, Role, TOTAL};
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::DataType;
use datafusion::functions_aggregate::expr_fn::{count, max, min, sum};
use datafusion::logical_expr::{Expr, cast, ident, lit};
use datafusion::prelude::DataFrame;
use tokio_util::sync::CancellationToken;

/// The checks that the rows of `report` allow: durations, overlaps, spans, sums, duplicates.
/// Unlike for figures, `frame` may keep its consolidated total rows (`_total`): they are compared
/// with the others, and left out of everything else.
pub async fn check_rows(
    frame: DataFrame,
    report: &Report,
    scope: &Scope,
    cancel: &CancellationToken,
) -> Result<Vec<Check>> {
    let columns = Columns::new(report, scope);
    let with_totals = frame.clone();
    let frame = match has_column(&frame, TOTAL) {
        true => frame.filter(fails(ident(TOTAL))).map_err(engine_error)?,
        false => frame,
    };
    let mut checks = Vec::new();
    if Source::AgentEvents.fits(report) {
        checks.extend(events(frame.clone(), &columns, cancel).await?);
    }
    if Source::HoldMute.fits(report) {
        checks.push(hold_plus_mute(frame.clone(), &columns, cancel).await?);
        checks.push(total_row(with_totals, &columns, cancel).await?);
    }
    if Source::Journeys.fits(report) {
        checks.extend(journeys(frame.clone(), &columns, cancel).await?);
    }
    if !report.natural_key.is_empty() {
        checks.push(duplicates(frame, report, cancel).await?);
    }
    Ok(checks)
}

fn has_column(frame: &DataFrame, name: &str) -> bool {
    frame.schema().has_column_with_unqualified_name(name)
}

/// Aggregates over all rows, as one batch of one row.
async fn ask(
    frame: DataFrame,
    wanted: Vec<(&str, Expr)>,
    cancel: &CancellationToken,
) -> Result<Answer> {
    let aggregates = wanted.iter().map(|(name, expr)| expr.clone().alias(*name)).collect();
    let frame = frame.aggregate(Vec::new(), aggregates).map_err(engine_error)?;
    let typed = wanted.iter().map(|(name, _)| cast(ident(*name), DataType::Float64).alias(*name));
    let frame = frame.select(typed.collect::<Vec<Expr>>()).map_err(engine_error)?;
    Ok(Answer(collect(frame, cancel).await?.into_iter().find(|batch| batch.num_rows() > 0)))
}

struct Answer(Option<RecordBatch>);

impl Answer {
    fn number(&self, name: &str) -> Option<f64> {
        self.0.as_ref().and_then(|batch| decimal(batch, name, 0))
    }

    fn count(&self, name: &str) -> u64 {
        self.number(name).map_or(0, |number| number as u64)
    }
}

fn seconds(moment: Expr) -> Expr {
    cast(moment, DataType::Int64) / lit(1000_i64)
}

fn within_a_second(a: Expr, b: Expr) -> Expr {
    let difference = a - b;
    difference.clone().lt_eq(lit(1_i64)).and(difference.gt_eq(lit(-1_i64)))
}

const START: &str = "_check_start";
const END: &str = "_check_end";
const BEFORE: &str = "_check_before";

async fn events(
    frame: DataFrame,
    columns: &Columns<'_>,
    cancel: &CancellationToken,
) -> Result<Vec<Check>> {
    if columns.report().by_role(Role::Start).is_none()
        || columns.report().by_role(Role::End).is_none()
    {
        return Ok(vec![
            Check::new("event_duration", 0, None, None),
            Check::new("event_overlap", 0, None, None),
            Check::new("event_span", 0, None, None),
        ]);
    }
    let start = seconds(columns.of(Role::Start));
    let frame = extend(frame, vec![(START, start), (END, seconds(columns.of(Role::End)))])?;
    let duration = columns.of(Role::Duration);
    let usable = ident(START).is_not_null().and(ident(END).is_not_null());
    let usable =
        usable.and(duration.clone().is_not_null()).and(columns.of(Role::Agent).is_not_null());
    let frame = frame.filter(usable).map_err(engine_error)?;
    let of_agent = Together::new(vec![columns.of(Role::Agent)], vec![ident(START), ident(END)]);
    let frame = extend(frame, vec![(BEFORE, of_agent.greatest_before(ident(END)))])?;
    let per_agent = per_agent(frame, columns)?;
    let answer =
        ask(per_agent, sums_of(&["n", "fits", "overlaps", "span", "covered"]), cancel).await?;
    let n = answer.count("n");
    Ok(vec![
        Check::share("event_duration", n, answer.count("fits")),
        Check::none_of("event_overlap", n, answer.count("overlaps")),
        Check::new("event_span", n, answer.number("span"), answer.number("covered")),
    ])
}

/// Per agent: rows, rows whose duration fits, overlapping rows, span, and states + gaps −
/// overlaps, which must equal it.
fn per_agent(frame: DataFrame, columns: &Columns<'_>) -> Result<DataFrame> {
    let duration = columns.of(Role::Duration);
    let length = ident(END) - ident(START);
    let gap = ident(START) - ident(BEFORE);
    let overlap_end = where_(ident(END).lt(ident(BEFORE)), ident(END));
    let overlap =
        datafusion::functions::expr_fn::coalesce(vec![overlap_end, ident(BEFORE)]) - ident(START);
    let overlaps = ident(START).lt(ident(BEFORE));
    let zero = |sum: Expr| datafusion::functions::expr_fn::coalesce(vec![sum, lit(0_i64)]);
    let covered = zero(sum(duration.clone()))
        + zero(sum_where(ident(START).gt(ident(BEFORE)), gap))
        - zero(sum_where(overlaps.clone(), overlap));
    let aggregates = vec![
        count(lit(1_i64)).alias("n"),
        count_where(within_a_second(duration, length)).alias("fits"),
        count_where(overlaps).alias("overlaps"),
        (max(ident(END)) - min(ident(START))).alias("span"),
        covered.alias("covered"),
    ];
    frame.aggregate(vec![columns.of(Role::Agent)], aggregates).map_err(engine_error)
}

fn sums_of<'a>(names: &[&'a str]) -> Vec<(&'a str, Expr)> {
    names.iter().map(|name| (*name, sum(ident(*name)))).collect()
}

async fn hold_plus_mute(
    frame: DataFrame,
    columns: &Columns<'_>,
    cancel: &CancellationToken,
) -> Result<Check> {
    let total = columns.of(Role::HoldMuteTime);
    let parts = columns.of(Role::HoldTime) + columns.of(Role::MuteTime);
    let known = total.clone().is_not_null().and(parts.clone().is_not_null());
    let wanted =
        vec![("n", count_where(known)), ("fits", count_where(within_a_second(total, parts)))];
    let answer = ask(frame, wanted, cancel).await?;
    Ok(Check::share("hold_plus_mute", answer.count("n"), answer.count("fits")))
}

async fn total_row(
    frame: DataFrame,
    columns: &Columns<'_>,
    cancel: &CancellationToken,
) -> Result<Check> {
    if !has_column(&frame, TOTAL) {
        return Ok(Check::new("total_row", 0, None, None));
    }
    let value = columns.of(Role::HoldMuteTime);
    let is_total = ident(TOTAL);
    let per_day = frame
        .aggregate(
            vec![cast(ident(AT), DataType::Date32).alias("day")],
            vec![
                count_where(is_total.clone()).alias("totals"),
                sum_where(is_total.clone(), value.clone()).alias("total"),
                sum_where(fails(is_total), value).alias("agents"),
            ],
        )
        .and_then(|frame| frame.filter(ident("totals").gt(lit(0_i64))))
        .map_err(engine_error)?;
    let answer = ask(per_day, sums_of(&["totals", "total", "agents"]), cancel).await?;
    let agents = answer.number("total").map(|_| answer.number("agents").unwrap_or(0.0));
    Ok(Check::new("total_row", answer.count("totals"), answer.number("total"), agents))
}

async fn journeys(
    frame: DataFrame,
    columns: &Columns<'_>,
    cancel: &CancellationToken,
) -> Result<Vec<Check>> {
    let agreement = flag(said_yes(columns)).eq(flag(names_agent(columns)));
    let mut wanted = vec![("rows", count(lit(1_i64))), ("agree", count_where(agreement))];
    if columns.report().by_role(Role::TotalTime).is_some() {
        let (total, queue) = (columns.of(Role::TotalTime), columns.of(Role::QueueTime));
        let talk =
            datafusion::functions::expr_fn::coalesce(vec![columns.of(Role::TalkTime), lit(0_i64)]);
        let without = columns.of(Role::IvrTime) + talk;
        let with = without.clone() + queue.clone();
        // Only journeys that waited can tell the two readings apart.
        let telling = queue.gt(lit(1_i64)).and((total.clone() + without.clone()).is_not_null());
        wanted.push(("n", count_where(telling.clone())));
        let fits = |sum| count_where(telling.clone().and(within_a_second(total.clone(), sum)));
        wanted.push(("without", fits(without)));
        wanted.push(("with", fits(with)));
    }
    let answer = ask(frame, wanted, cancel).await?;
    let agreement = Check::share("agent_agreement", answer.count("rows"), answer.count("agree"));
    Ok(vec![identity(&answer), agreement])
}

/// Which reading of the total holds: reported under its own name.
fn identity(answer: &Answer) -> Check {
    let (n, without, with) = (answer.count("n"), answer.count("without"), answer.count("with"));
    if with > without {
        return Check::share("journey_with_queue", n, with);
    }
    Check::share("journey_without_queue", n, without)
}

async fn duplicates(
    frame: DataFrame,
    report: &Report,
    cancel: &CancellationToken,
) -> Result<Check> {
    let text_or_value = |name: &String| match report.column(name) {
        Some(column) if column.kind.is_text() => known_text(ident(name)).alias(name),
        _ => ident(name),
    };
    let mut key: Vec<Expr> = report.natural_key.iter().map(text_or_value).collect();
    // A daily report names each agent once a day.
    if report.grain == Grain::Daily && !report.natural_key.iter().any(|name| name == DAY) {
        key.push(ident(DAY));
    }
    let frame =
        frame.aggregate(key, vec![count(lit(1_i64)).alias("_rows")]).map_err(engine_error)?;
    let more = ident("_rows") - lit(1_i64);
    let wanted = vec![("n", sum(ident("_rows"))), ("repeated", sum(more))];
    let answer = ask(frame, wanted, cancel).await?;
    Ok(Check::none_of("duplicates", answer.count("n"), answer.count("repeated")))
}
