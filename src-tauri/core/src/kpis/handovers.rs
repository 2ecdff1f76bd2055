//! Transfers and conferences (`agent_13`) in formulas.

use super::columns::Columns;
use super::kpi::Measure;
use super::terms::{choice, count_where, fails, known_text, where_};
use crate::reports::Role;
use datafusion::functions_aggregate::expr_fn::count_distinct;
use datafusion::logical_expr::{Expr, lit};

/// Normal form of a transfer.
pub(super) const TRANSFER: &str = "transfer";
/// Normal form of a conference.
pub(super) const CONFERENCE: &str = "conference";

/// Whether the row is of that kind.
pub(super) fn is(columns: &Columns<'_>, kind: &str) -> Expr {
    choice(columns.of(Role::Interaction)).eq(lit(kind))
}

/// Whether the row is neither a transfer nor a conference, or does not say.
pub(super) fn kind_unknown(columns: &Columns<'_>) -> Expr {
    let known = vec![lit(TRANSFER), lit(CONFERENCE)];
    fails(choice(columns.of(Role::Interaction)).in_list(known, false))
}

/// The number of rows of that kind.
pub(super) fn rows(columns: &Columns<'_>, kind: &str) -> Measure {
    let count = count_where(is(columns, kind));
    Measure {
        numerator: count.clone(),
        denominator: None,
        n: count,
        excluded: count_where(kind_unknown(columns)),
    }
}

/// The number of different calls in rows of that kind.
pub(super) fn calls(columns: &Columns<'_>, kind: &str) -> Expr {
    count_distinct(where_(is(columns, kind), known_text(columns.of(Role::Call))))
}

/// Whether the row is of that kind and says how long it took.
pub(super) fn timed(columns: &Columns<'_>, kind: &str) -> Expr {
    is(columns, kind).and(columns.of(Role::Duration).is_not_null())
}

/// Rows of that kind without a readable time, and rows of no known kind.
pub(super) fn untimed(columns: &Columns<'_>, kind: &str) -> Expr {
    let silent = is(columns, kind).and(columns.of(Role::Duration).is_null());
    count_where(silent.or(kind_unknown(columns)))
}
