//! The columns of the report at hand, found by their role, and the windows over them.

use super::scope::Scope;
use crate::Result;
use crate::query::engine_error;
use crate::reports::{Report, Role};
use datafusion::common::ScalarValue;
use datafusion::functions_aggregate::{min_max::max_udaf, sum::sum_udaf};
use datafusion::logical_expr::expr::{Sort, WindowFunction};
use datafusion::logical_expr::{
    Expr, WindowFrame, WindowFrameBound, WindowFrameUnits, WindowFunctionDefinition, ident, lit,
};
use datafusion::prelude::DataFrame;

/// Resolves roles to the columns of one report, so that reports that name things differently
/// share a formula.
#[derive(Clone, Copy, Debug)]
pub struct Columns<'a> {
    report: &'a Report,
    scope: &'a Scope,
}

impl<'a> Columns<'a> {
    /// The columns of `report`, asked within `scope`.
    pub fn new(report: &'a Report, scope: &'a Scope) -> Self {
        Columns { report, scope }
    }

    /// The column with that role; null if the report has none (evaluation refuses such KPIs
    /// beforehand).
    pub fn of(&self, role: Role) -> Expr {
        match self.report.by_role(role) {
            Some(column) => ident(&column.name),
            None => lit(ScalarValue::Null),
        }
    }

    /// The report.
    pub fn report(&self) -> &'a Report {
        self.report
    }

    /// Period, missing days, classes.
    pub fn scope(&self) -> &'a Scope {
        self.scope
    }
}

/// The frame with more columns; those that no aggregate reads cost nothing, the engine drops them.
pub(super) fn extend(frame: DataFrame, more: Vec<(&str, Expr)>) -> Result<DataFrame> {
    let mut all: Vec<Expr> = frame.schema().iter().map(Expr::from).collect();
    all.extend(more.into_iter().map(|(name, expr)| expr.alias(name)));
    frame.select(all).map_err(engine_error)
}

/// Rows that belong together, in order of time.
#[derive(Clone, Debug)]
pub(super) struct Together {
    by: Vec<Expr>,
    order: Vec<Sort>,
}

impl Together {
    pub(super) fn new(by: Vec<Expr>, order: Vec<Expr>) -> Self {
        Together { by, order: order.into_iter().map(|expr| expr.sort(true, false)).collect() }
    }

    /// Sum up to and including the row.
    pub(super) fn running_sum(&self, value: Expr) -> Expr {
        self.over(sum_udaf(), value, WindowFrameBound::CurrentRow)
    }

    /// Greatest value up to the row before.
    pub(super) fn greatest_before(&self, value: Expr) -> Expr {
        self.over(max_udaf(), value, WindowFrameBound::Preceding(1_u64.into()))
    }

    /// Greatest value of all.
    pub(super) fn greatest(&self, value: Expr) -> Expr {
        self.over(max_udaf(), value, unbounded_following())
    }

    /// Sum of all.
    pub(super) fn whole_sum(&self, value: Expr) -> Expr {
        self.over(sum_udaf(), value, unbounded_following())
    }

    /// The value of the next row; null for the last.
    pub(super) fn next(&self, value: Expr) -> Expr {
        let mut next = datafusion::functions_window::expr_fn::lead(value, Some(1), None);
        if let Expr::WindowFunction(function) = &mut next {
            function.params.partition_by.clone_from(&self.by);
            function.params.order_by.clone_from(&self.order);
        }
        next
    }

    fn over(
        &self,
        aggregate: std::sync::Arc<datafusion::logical_expr::AggregateUDF>,
        value: Expr,
        until: WindowFrameBound,
    ) -> Expr {
        let definition = WindowFunctionDefinition::AggregateUDF(aggregate);
        let mut function = WindowFunction::new(definition, vec![value]);
        function.params.partition_by.clone_from(&self.by);
        function.params.order_by.clone_from(&self.order);
        let from = WindowFrameBound::Preceding(ScalarValue::UInt64(None));
        function.params.window_frame = WindowFrame::new_bounds(WindowFrameUnits::Rows, from, until);
        Expr::from(function)
    }
}

fn unbounded_following() -> WindowFrameBound {
    WindowFrameBound::Following(ScalarValue::UInt64(None))
}
