//! Journeys of calls (`diagram_11`) made ready for formulas.
//!
//! The unit is the call: a call with several rows is one journey, entered at its first row,
//! queued at its first row with a skill, with an agent at its first row with one. So hours, days
//! and skills add up to the total.

use super::columns::{Columns, Together, extend};
use super::kpi::Measure;
use super::terms::{
    choice, count_where, fails, flag, is_set, known_text, prepared, sum_where, where_,
};
use crate::Result;
use crate::reports::{AT, Role};
use chrono::Days;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::ScalarValue;
use datafusion::logical_expr::{Expr, cast, ident, lit};
use datafusion::prelude::DataFrame;

const CALL: &str = "_journey_call";
const PHONE: &str = "_journey_phone";
const ROW: &str = "_journey_row";
const QUEUED: &str = "_journey_queued";
const AGENT: &str = "_journey_agent";
const IVR: &str = "_journey_ivr";
const WAITED: &str = "_journey_waited";
const TALKED: &str = "_journey_talked";
const NTH: [(&str, &str); 6] = [
    (ROW, "_journey_nth_row"),
    (QUEUED, "_journey_nth_queued"),
    (AGENT, "_journey_nth_agent"),
    (IVR, "_journey_nth_ivr"),
    (WAITED, "_journey_nth_waited"),
    (TALKED, "_journey_nth_talked"),
];
const EVER_QUEUED: &str = "_journey_ever_queued";
const EVER_AGENT: &str = "_journey_ever_agent";
const IVR_TIME: &str = "_journey_ivr_time";
const FIRST: &str = "_journey_first";
const NEXT_AT: &str = "_journey_next_at";

/// Within this time a second call of the same phone is a repeat.
pub const REPEAT_HOURS: i64 = 24;
/// A journey that ends in the IVR before this many seconds is a quick exit.
pub const QUICK_EXIT_SECONDS: i64 = 15;

/// What phone columns hold when the caller hides the number.
const WITHHELD: &[&str] = &[
    "anonymous",
    "anonimo",
    "anónimo",
    "private",
    "privado",
    "withheld",
    "unknown",
    "unavailable",
    "restricted",
    "desconocido",
    "oculto",
    "0",
];

/// Adds marks per row, then per journey, then the phone's next journey.
pub(super) fn prepare(frame: DataFrame, columns: &Columns<'_>) -> Result<DataFrame> {
    let frame = extend(frame, row_marks(columns))?;
    let frame = extend(frame, timed_marks(columns))?;
    let journey = Together::new(vec![ident(CALL)], vec![ident(AT), columns.of(Role::IvrTime)]);
    let mut marks: Vec<(&str, Expr)> =
        NTH.iter().map(|(mark, nth)| (*nth, journey.running_sum(ident(*mark)))).collect();
    marks.push((EVER_QUEUED, journey.greatest(ident(QUEUED))));
    marks.push((EVER_AGENT, journey.greatest(ident(AGENT))));
    marks.push((IVR_TIME, journey.whole_sum(columns.of(Role::IvrTime))));
    let frame = extend(frame, marks)?;
    let frame = extend(frame, vec![(FIRST, flag(first_of(ROW)))])?;
    // Only first rows meet first rows, or a call would be its own repeat.
    let phone = Together::new(vec![ident(PHONE), ident(FIRST)], vec![ident(AT), ident(CALL)]);
    extend(frame, vec![(NEXT_AT, phone.next(ident(AT)))])
}

fn row_marks(columns: &Columns<'_>) -> Vec<(&'static str, Expr)> {
    let call = known_text(columns.of(Role::Call));
    let queued = known_text(columns.of(Role::Skill)).is_not_null();
    vec![
        (CALL, call.clone()),
        (PHONE, repeatable_phone(columns)),
        (ROW, flag(call.clone().is_not_null())),
        (QUEUED, flag(call.clone().is_not_null().and(queued))),
        (AGENT, flag(call.is_not_null().and(said_yes(columns).or(names_agent(columns))))),
    ]
}

fn timed_marks(columns: &Columns<'_>) -> Vec<(&'static str, Expr)> {
    let timed = |mark: &str, role| flag(is_set(mark).and(columns.of(role).is_not_null()));
    vec![
        (IVR, timed(ROW, Role::IvrTime)),
        (WAITED, timed(QUEUED, Role::QueueTime)),
        (TALKED, timed(AGENT, Role::TalkTime)),
    ]
}

/// Whether the row says that the call was passed to an agent.
pub(super) fn said_yes(columns: &Columns<'_>) -> Expr {
    let yes = ["yes", "si", "sí", "sim", "true", "1"];
    choice(columns.of(Role::ToAgent)).in_list(yes.iter().map(|word| lit(*word)).collect(), false)
}

/// Whether the row names an agent.
pub(super) fn names_agent(columns: &Columns<'_>) -> Expr {
    known_text(columns.of(Role::Agent)).is_not_null()
}

/// The caller's phone; null if it is hidden or shared, because then a later call proves nothing.
fn repeatable_phone(columns: &Columns<'_>) -> Expr {
    let phone = known_text(columns.of(Role::Phone));
    let shared = columns.scope().shared_phones.iter().map(|phone| lit(phone.trim())).collect();
    let hidden = WITHHELD.iter().map(|word| lit(*word)).collect();
    let unusable = phone
        .clone()
        .in_list(shared, false)
        .or(choice(columns.of(Role::Phone)).in_list(hidden, false));
    where_(fails(unusable), phone)
}

fn first_of(mark: &str) -> Expr {
    let nth = NTH.iter().find(|(known, _)| *known == mark).map_or(mark, |(_, nth)| nth);
    is_set(mark).and(is_set(nth))
}

/// E: the row where a call enters.
pub(super) fn entered() -> Expr {
    is_set(FIRST)
}

/// Q: the row where a call first has a skill.
pub(super) fn queued() -> Expr {
    first_of(QUEUED)
}

/// A: the row where a call first has an agent.
pub(super) fn with_agent() -> Expr {
    first_of(AGENT)
}

/// Whether the row's call ever reached a queue.
pub(super) fn ever_queued() -> Expr {
    is_set(EVER_QUEUED)
}

/// Whether the row's call ever reached an agent.
pub(super) fn ever_with_agent() -> Expr {
    is_set(EVER_AGENT)
}

/// Whether the row's call stayed in the IVR: no queue.
pub(super) fn contained() -> Expr {
    entered().and(fails(ever_queued()))
}

/// Whether the row's call left the IVR sooner than a menu can be heard.
pub(super) fn quick() -> Expr {
    prepared(IVR_TIME).lt(lit(QUICK_EXIT_SECONDS))
}

/// Whether the row's call has a known time in the IVR.
pub(super) fn ivr_time_known() -> Expr {
    prepared(IVR_TIME).is_not_null()
}

/// Whether the caller can be recognised.
pub(super) fn recognisable() -> Expr {
    prepared(PHONE).is_not_null()
}

/// Whether the same phone called again within [`REPEAT_HOURS`].
pub(super) fn called_again() -> Expr {
    let until = milliseconds(ident(AT)) + lit(REPEAT_HOURS * 3_600_000);
    milliseconds(ident(NEXT_AT)).lt_eq(until)
}

/// Whether all of the hours after the call are held, so that "did not call again" is known: the
/// period has not ended, and no missing day lies between.
pub(super) fn ripe(columns: &Columns<'_>) -> Expr {
    let scope = columns.scope();
    let end = scope.period.to.and_utc().timestamp_millis() - REPEAT_HOURS * 3_600_000;
    let mut doubtful: Vec<_> = scope.missing.clone();
    doubtful.extend(scope.missing.iter().filter_map(|day| day.checked_sub_days(Days::new(1))));
    let days = doubtful.into_iter().map(day_literal).collect();
    let day = cast(ident(AT), DataType::Date32);
    milliseconds(ident(AT)).lt_eq(lit(end)).and(day.in_list(days, true))
}

fn day_literal(day: chrono::NaiveDate) -> Expr {
    let days = (day - chrono::NaiveDate::default()).num_days();
    lit(ScalarValue::Date32(i32::try_from(days).ok()))
}

fn milliseconds(moment: Expr) -> Expr {
    cast(moment, DataType::Int64)
}

/// Rows that name no call: they belong to no journey.
pub(super) fn nameless() -> Expr {
    count_where(prepared(CALL).is_null())
}

/// A rate over calls: of the calls that `below` marks, those where `above` holds too.
pub(super) fn rate(below: Expr, above: Expr, excluded: Expr) -> Measure {
    Measure {
        numerator: count_where(below.clone().and(above)),
        denominator: Some(count_where(below.clone())),
        n: count_where(below),
        excluded,
    }
}

/// The number of calls that `rows` marks.
pub(super) fn calls(rows: Expr) -> Measure {
    let count = count_where(rows);
    Measure { numerator: count.clone(), denominator: None, n: count, excluded: nameless() }
}

/// A mean time per call: in the IVR, in the queue or with the agent.
pub(super) fn mean_time(columns: &Columns<'_>, role: Role) -> Measure {
    let (stage, timed) = match role {
        Role::QueueTime => (QUEUED, WAITED),
        Role::TalkTime => (AGENT, TALKED),
        _ => (ROW, IVR),
    };
    let calls = count_where(first_of(timed));
    let unread = is_set(stage).and(columns.of(role).is_null());
    Measure {
        numerator: sum_where(is_set(timed), columns.of(role)),
        denominator: Some(calls.clone()),
        n: calls,
        excluded: count_where(prepared(CALL).is_null().or(unread)),
    }
}

/// Rows that name no call, and calls that `left_out` marks.
pub(super) fn nameless_or(left_out: Expr) -> Expr {
    count_where(prepared(CALL).is_null().or(left_out))
}
