//! Conditions as typed on the command line, in the form in which the window makes filters.

use super::types::{FilterView, Narrowing, Op, TestView};
use crate::Result;
use crate::query::{self, Filter, Test, Value};
use crate::reports::Report;
use crate::time::moment_text;

/// All filters of a narrowing as the window's own: one for a column.
///
/// # Errors
///
/// A condition that cannot be read.
pub(super) fn filters_of(report: &Report, narrowing: &Narrowing) -> Result<Vec<FilterView>> {
    let mut filters = narrowing.filters.clone();
    for text in &narrowing.conditions {
        let Filter { column, tests, .. } = query::read_filter(report, text)?;
        let tests = tests.iter().map(view_of);
        match filters.iter_mut().find(|held| held.column == column && !held.any) {
            Some(held) => held.tests.extend(tests),
            None => filters.push(FilterView { column, tests: tests.collect(), any: false }),
        }
    }
    Ok(filters)
}

fn view_of(test: &Test) -> TestView {
    let of = |op, values: &[Value]| TestView { op, values: values.iter().map(text_of).collect() };
    let said = |op, text: &String| TestView { op, values: vec![text.clone()] };
    let one = std::slice::from_ref;
    match test {
        Test::Is(values) => of(Op::In, values),
        Test::IsNot(values) => of(Op::NotIn, values),
        Test::Below(value) => of(Op::Lt, one(value)),
        Test::AtMost(value) => of(Op::Le, one(value)),
        Test::Above(value) => of(Op::Gt, one(value)),
        Test::AtLeast(value) => of(Op::Ge, one(value)),
        Test::Between(low, high) => of(Op::Between, &[low.clone(), high.clone()]),
        Test::Contains(text) => said(Op::Contains, text),
        Test::Lacks(text) => said(Op::NotContains, text),
        Test::Starts(text) => said(Op::Starts, text),
        Test::Ends(text) => said(Op::Ends, text),
        Test::Empty => of(Op::Empty, &[]),
        Test::NotEmpty => of(Op::NotEmpty, &[]),
    }
}

/// A value as the window writes it: durations in seconds, percents as a ratio, moments ISO.
fn text_of(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Moment(moment) => moment_text(*moment),
        Value::Day(day) => day.to_string(),
    }
}
