//! Status events of agents (`agent_2`, `agent_14`) made ready for formulas.
//!
//! A call is counted where it first shows the state asked about, once per agent: two agents who
//! talk to one caller have each handled a call, and hours, days and agents add up to the total.

use super::columns::{Columns, Together, extend};
use super::kpi::Measure;
use super::states::{StateClass, StateClasses};
use super::terms::{
    choice, count_where, fails, flag, is_set, known_text, prepared, sum_where, text_map,
};
use crate::Result;
use crate::query::engine_error;
use crate::reports::{AT, Role};
use datafusion::arrow::datatypes::DataType;
use datafusion::functions::expr_fn::starts_with;
use datafusion::logical_expr::{Expr, cast, ident, lit};
use datafusion::prelude::DataFrame;

/// Class of the row's state; null if the state is unknown.
pub(super) const CLASS: &str = "_event_class";
const CALL: &str = "_event_call";
const INTERNAL: &str = "_event_internal";
const TALK: &str = "_event_talk";
const RING: &str = "_event_ring";
const ACW: &str = "_event_acw";
const NTH_TALK: &str = "_event_nth_talk";
const NTH_RING: &str = "_event_nth_ring";
const NTH_ACW: &str = "_event_nth_acw";
const ANSWERED: &str = "_event_answered";
/// What is known of a row from the other rows of its call.
const OF_CALL: [&str; 4] = [NTH_TALK, NTH_RING, NTH_ACW, ANSWERED];

/// The function that classifies a state.
pub(super) fn class_of(status: Expr, classes: &StateClasses) -> Expr {
    let classes = classes.clone();
    let name = move |text: &str| classes.class(text).map(|class| class.name().to_owned());
    text_map("state_class", name).call(vec![cast(status, DataType::Utf8)])
}

/// Whether a formula asks what the other rows of a call tell.
pub(super) fn reads_calls(measure: &Measure) -> bool {
    let Measure { numerator, denominator, n, excluded } = measure;
    let exprs = [Some(numerator), denominator.as_ref(), Some(n), Some(excluded)];
    let names = exprs.into_iter().flatten().flat_map(Expr::column_refs);
    names.into_iter().any(|column| OF_CALL.contains(&column.name.as_str()))
}

/// Adds class, call and, where asked for, first-of-its-call marks. Most formulas are sums of time
/// and need none, and then the rows are read once, without the ids of calls.
pub(super) fn prepare(
    frame: DataFrame,
    columns: &Columns<'_>,
    with_calls: bool,
) -> Result<DataFrame> {
    let internal = starts_with(choice(columns.of(Role::Interaction)), lit("internal"));
    let frame = extend(
        frame,
        vec![
            (CLASS, class_of(columns.of(Role::Status), &columns.scope().classes)),
            (CALL, known_text(columns.of(Role::Call))),
            (INTERNAL, flag(internal)),
        ],
    )?;
    let seconds = columns.of(Role::Duration);
    let of_call = |class| in_class(&[class]).and(has_call());
    let frame = extend(
        frame,
        vec![
            (TALK, flag(of_call(StateClass::Talk).and(seconds.clone().gt(lit(0_i64))))),
            (RING, flag(of_call(StateClass::Ring))),
            (ACW, flag(of_call(StateClass::Acw).and(seconds.clone().is_not_null()))),
        ],
    )?;
    if !with_calls {
        return Ok(frame);
    }
    // Only marked rows can be the first of their call: the rest needs no sorting, which is most of
    // the memory that this takes.
    let marked = (ident(TALK) + ident(RING) + ident(ACW)).gt(lit(0_i64));
    let rest = frame.clone().filter(fails(marked.clone())).map_err(engine_error)?;
    let rest = extend(rest, OF_CALL.map(|name| (name, lit(0_i64))).to_vec())?;
    let call = Together::new(
        vec![columns.of(Role::Agent), ident(CALL)],
        // The duration only settles which of two rows of one second comes first.
        vec![ident(AT), seconds],
    );
    let of_call = [
        call.running_sum(ident(TALK)),
        call.running_sum(ident(RING)),
        call.running_sum(ident(ACW)),
        call.greatest(ident(TALK)),
    ];
    let marked = frame.filter(marked).map_err(engine_error)?;
    let marked = extend(marked, OF_CALL.into_iter().zip(of_call).collect())?;
    marked.union(rest).map_err(engine_error)
}

/// Whether the row's state is of one of these classes.
pub(super) fn in_class(classes: &[StateClass]) -> Expr {
    prepared(CLASS).in_list(classes.iter().map(|class| lit(class.name())).collect(), false)
}

/// Whether the row's state is known and no log-out: the states of logged time.
pub(super) fn logged_in() -> Expr {
    prepared(CLASS).is_not_null().and(fails(in_class(&[StateClass::LoggedOut])))
}

/// Whether the call's id is known.
pub(super) fn has_call() -> Expr {
    prepared(CALL).is_not_null()
}

/// Whether the row is no internal call; an unknown kind of call counts as external.
pub(super) fn external() -> Expr {
    prepared(INTERNAL).eq(lit(0_i64))
}

/// T(X): seconds of the rows where `rows` holds.
pub(super) fn seconds(columns: &Columns<'_>, rows: Expr) -> Expr {
    sum_where(rows, columns.of(Role::Duration))
}

/// Number of the rows where `rows` holds and the duration is known.
pub(super) fn events(columns: &Columns<'_>, rows: Expr) -> Expr {
    count_where(rows.and(columns.of(Role::Duration).is_not_null()))
}

/// Rows that `rows` would take, or might take if their state were known, and that cannot be
/// used: no readable duration, or no state.
pub(super) fn unusable(columns: &Columns<'_>, rows: Expr) -> Expr {
    let no_state = prepared(CLASS).is_null();
    count_where(no_state.or(rows.and(columns.of(Role::Duration).is_null())))
}

/// H: calls with talk of more than 0 s, once per agent, at their first talk.
pub(super) fn handled_calls() -> Expr {
    count_where(first_talk())
}

fn first_talk() -> Expr {
    is_set(TALK).and(is_set(NTH_TALK))
}

/// Calls that rang at an agent, once per agent.
pub(super) fn rung_calls() -> Expr {
    count_where(is_set(RING).and(is_set(NTH_RING)))
}

/// Of those, the ones without any talk at that agent.
pub(super) fn rung_out_calls() -> Expr {
    count_where(is_set(RING).and(is_set(NTH_RING)).and(fails(is_set(ANSWERED))))
}

/// Calls with after-call work, once per agent.
pub(super) fn wrapped_calls() -> Expr {
    count_where(is_set(ACW).and(is_set(NTH_ACW)))
}

/// Talk of more than 0 s or unknown length that names no call, and rows without a state.
pub(super) fn talk_without_call(columns: &Columns<'_>) -> Expr {
    let seconds = columns.of(Role::Duration);
    let talk = in_class(&[StateClass::Talk]);
    let lost = fails(has_call()).and(seconds.clone().gt(lit(0_i64)));
    count_where(prepared(CLASS).is_null().or(talk.and(lost.or(seconds.is_null()))))
}

/// A share of time: seconds of `above` in the seconds of `below`, which contains it.
pub(super) fn share_of_time(columns: &Columns<'_>, above: Expr, below: Expr) -> Measure {
    Measure {
        numerator: seconds(columns, above),
        denominator: Some(seconds(columns, below.clone())),
        n: events(columns, below.clone()),
        excluded: unusable(columns, below),
    }
}

/// A sum of time.
pub(super) fn time(columns: &Columns<'_>, rows: Expr) -> Measure {
    Measure {
        numerator: seconds(columns, rows.clone()),
        denominator: None,
        n: events(columns, rows.clone()),
        excluded: unusable(columns, rows),
    }
}

/// READY, TALK, ACW and RING: L − T(AUX), the time at the callers' service.
pub(super) fn available() -> Expr {
    in_class(&[StateClass::Ready, StateClass::Talk, StateClass::Acw, StateClass::Ring])
}

/// T(TALK) + T(ACW) of what can be a handled call: talk that names no call is in neither side of
/// AHT. After-call work counts with or without an id, because wolkvox may not repeat it there.
pub(super) fn handling_seconds(columns: &Columns<'_>) -> Expr {
    let talk = in_class(&[StateClass::Talk]).and(has_call());
    seconds(columns, talk.or(in_class(&[StateClass::Acw])))
}

/// Rows of that state that name no call, and rows without a state.
pub(super) fn calls_without_id(class: StateClass) -> Expr {
    let lost = in_class(&[class]).and(fails(has_call()));
    count_where(prepared(CLASS).is_null().or(lost))
}

/// The same, and rows of that state without a readable duration.
pub(super) fn calls_lost_in(columns: &Columns<'_>, class: StateClass) -> Expr {
    let unreadable = columns.of(Role::Duration).is_null();
    let lost = in_class(&[class]).and(fails(has_call()).or(unreadable));
    count_where(prepared(CLASS).is_null().or(lost))
}
