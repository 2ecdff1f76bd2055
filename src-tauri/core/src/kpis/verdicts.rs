//! Verdicts of the answering-machine detector (`campaign_7`) in formulas.

use super::columns::Columns;
use super::kpi::Measure;
use super::terms::{choice, count_where, fails};
use crate::reports::Role;
use datafusion::logical_expr::{Expr, lit};

/// Normal form of "a machine answered".
pub(super) const MACHINE: &str = "machine";
/// Normal form of "a person answered".
pub(super) const HUMAN: &str = "human";

/// Whether the detector decided.
pub(super) fn judged(columns: &Columns<'_>) -> Expr {
    choice(columns.of(Role::Outcome)).in_list(vec![lit(MACHINE), lit(HUMAN)], false)
}

/// Rows with any other result, or none.
pub(super) fn unjudged(columns: &Columns<'_>) -> Expr {
    count_where(fails(judged(columns)))
}

/// The share of `verdict` among the judged calls, so that machine and human make one.
pub(super) fn rate(columns: &Columns<'_>, verdict: &str) -> Measure {
    Measure {
        numerator: count_where(choice(columns.of(Role::Outcome)).eq(lit(verdict))),
        denominator: Some(count_where(judged(columns))),
        n: count_where(judged(columns)),
        excluded: unjudged(columns),
    }
}
