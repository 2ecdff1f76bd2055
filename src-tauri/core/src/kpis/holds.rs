//! Hold and mute per agent and day (`agent_9`) in formulas.

use super::columns::Columns;
use super::kpi::Measure;
use super::terms::{count_where, fails, sum_where};
use crate::reports::Role;
use datafusion::logical_expr::Expr;

/// The sum of a measure; rows where it is unknown are excluded and counted.
pub(super) fn total(columns: &Columns<'_>, role: Role) -> Measure {
    let value = columns.of(role);
    Measure {
        numerator: sum_where(value.clone().is_not_null(), value.clone()),
        denominator: None,
        n: count_where(value.clone().is_not_null()),
        excluded: count_where(value.is_null()),
    }
}

/// Whether hold and mute are both known.
pub(super) fn both_known(columns: &Columns<'_>) -> Expr {
    columns.of(Role::HoldTime).is_not_null().and(columns.of(Role::MuteTime).is_not_null())
}

/// Hold plus mute.
pub(super) fn hold_and_mute(columns: &Columns<'_>) -> Expr {
    columns.of(Role::HoldTime) + columns.of(Role::MuteTime)
}

/// Rows where one of the two is unknown.
pub(super) fn either_unknown(columns: &Columns<'_>) -> Expr {
    count_where(fails(both_known(columns)))
}
