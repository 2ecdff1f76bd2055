//! Filters as DataFusion expressions: the one place that says which rows belong.

use super::filter::{Filter, Filters, Join, Test, Value, kind_of};
use super::read_filter::read_value;
use super::table::Treatment;
use super::words::{Words, text_test};
use crate::reports::{AT, Column as ReportColumn, Kind, Report, TOTAL, normal_form};
use crate::time::Window;
use crate::{Error, Result};
use chrono::{Duration, NaiveDate, NaiveDateTime};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Column, ScalarValue};
use datafusion::logical_expr::{Expr, cast, lit};

/// The condition that rows of the report must satisfy; `None` if every row does. Consolidated
/// totals are left out unless the filters ask for them.
pub fn condition(report: &Report, filters: &Filters) -> Result<Option<Expr>> {
    let mut all = Vec::new();
    if !filters.totals {
        // A file without the column says of no row that it is a total.
        all.push(named(TOTAL).is_not_true());
    }
    all.extend(wanted(report, filters)?);
    Ok(all.into_iter().reduce(Expr::and))
}

/// The filters alone, without what is said of totals.
pub(super) fn wanted(report: &Report, filters: &Filters) -> Result<Vec<Expr>> {
    let mut all = Vec::new();
    for filter in &filters.all {
        all.extend(column_condition(report, filter)?);
    }
    if !filters.search.trim().is_empty() {
        all.push(search(report, filters.search.trim()));
    }
    Ok(all)
}

/// What a treatment says about which rows of its files count.
pub(super) fn treated(report: &Report, treatment: &Treatment) -> Result<Vec<Expr>> {
    let mut all = Vec::new();
    if let Some(windows) = &treatment.within {
        let any = windows.iter().map(within).reduce(Expr::or);
        all.push(any.unwrap_or_else(|| lit(false)));
    }
    if let Some((column, value)) = &treatment.keep {
        let value = read_value(kind_of(report, column)?, value)?;
        all.extend(column_condition(report, &Filter::one(column, Test::Is(vec![value])))?);
    }
    Ok(all)
}

/// A column by its exact name (DataFusion's own `col` changes the case).
pub(super) fn named(name: &str) -> Expr {
    Expr::Column(Column::from_name(name))
}

/// A moment as the archive keeps it.
pub(super) fn moment(moment: NaiveDateTime) -> Expr {
    lit(ScalarValue::TimestampMillisecond(Some(moment.and_utc().timestamp_millis()), None))
}

fn within(window: &Window) -> Expr {
    let end = moment(window.to + Duration::seconds(1));
    named(AT).gt_eq(moment(window.from)).and(named(AT).lt(end))
}

fn search(report: &Report, text: &str) -> Expr {
    let searched = report.columns.iter().filter(|column| column.kind.is_text());
    let has = |column: &ReportColumn| text_test(named(&column.name), Words::contains(text));
    searched.map(has).reduce(Expr::or).unwrap_or_else(|| lit(false))
}

fn column_condition(report: &Report, filter: &Filter) -> Result<Option<Expr>> {
    let kind = kind_of(report, &filter.column)?;
    let column = Tested { name: &filter.column, kind };
    let tests = filter.tests.iter().map(|test| column.test(test)).collect::<Result<Vec<_>>>()?;
    Ok(tests.into_iter().reduce(match filter.join {
        Join::And => Expr::and,
        Join::Or => Expr::or,
    }))
}

struct Tested<'a> {
    name: &'a str,
    kind: Kind,
}

impl Tested<'_> {
    fn test(&self, test: &Test) -> Result<Expr> {
        Ok(match test {
            Test::Is(values) => self.is(values)?,
            Test::IsNot(values) => self.is(values)?.is_not_true(),
            Test::Below(value) => self.expr(value).lt(self.bounds(value)?.0),
            Test::AtMost(value) => self.expr(value).lt_eq(self.bounds(value)?.1),
            Test::Above(value) => self.expr(value).gt(self.bounds(value)?.1),
            Test::AtLeast(value) => self.expr(value).gt_eq(self.bounds(value)?.0),
            Test::Between(low, high) => {
                let above = self.expr(low).gt_eq(self.bounds(low)?.0);
                above.and(self.expr(high).lt_eq(self.bounds(high)?.1))
            }
            Test::Contains(text) => self.words(Words::contains(text))?,
            Test::Lacks(text) => self.words(Words::contains(text))?.is_not_true(),
            Test::Starts(text) => self.words(Words::starts(text))?,
            Test::Ends(text) => self.words(Words::ends(text))?,
            Test::Empty if self.kind.is_text() => self.words(Words::Unknown)?,
            Test::NotEmpty if self.kind.is_text() => self.words(Words::Unknown)?.is_not_true(),
            Test::Empty => named(self.name).is_null(),
            Test::NotEmpty => named(self.name).is_not_null(),
        })
    }

    fn words(&self, words: Words) -> Result<Expr> {
        if self.kind.is_text() {
            return Ok(text_test(named(self.name), words));
        }
        Err(self.refuse("has no text to look into"))
    }

    /// Equal to one of the values; false, not null, for none.
    fn is(&self, values: &[Value]) -> Result<Expr> {
        if self.kind == Kind::Choice {
            let forms = values.iter().map(|value| self.text(value).map(normal_form));
            return Ok(text_test(named(self.name), Words::Choice(forms.collect::<Result<_>>()?)));
        }
        if self.kind.is_text() {
            let texts = values.iter().map(|value| self.text_literal(value));
            return Ok(named(self.name).in_list(texts.collect::<Result<_>>()?, false));
        }
        let equal = values.iter().map(|value| self.equal(value));
        let equal = equal.collect::<Result<Vec<_>>>()?.into_iter().reduce(Expr::or);
        Ok(equal.unwrap_or_else(|| lit(false)))
    }

    fn equal(&self, value: &Value) -> Result<Expr> {
        let (low, high) = self.bounds(value)?;
        if low == high {
            return Ok(self.expr(value).eq(low));
        }
        Ok(self.expr(value).gt_eq(low).and(self.expr(value).lt_eq(high)))
    }

    /// The column as it is compared with this value: whole numbers meet a decimal as decimals.
    fn expr(&self, value: &Value) -> Expr {
        let whole = matches!(self.kind, Kind::Integer | Kind::Duration);
        if whole && matches!(value, Value::Number(_)) {
            return cast(named(self.name), DataType::Float64);
        }
        named(self.name)
    }

    /// The smallest and greatest stored value that the given one stands for: a day among moments
    /// is all of its seconds.
    fn bounds(&self, value: &Value) -> Result<(Expr, Expr)> {
        let both = |expr: Expr| (expr.clone(), expr);
        Ok(match (self.kind, value) {
            (Kind::Integer | Kind::Duration, Value::Integer(n)) => both(lit(*n)),
            (Kind::Integer | Kind::Duration, Value::Number(n)) => both(lit(*n)),
            (Kind::Decimal | Kind::Percent, Value::Integer(n)) => both(lit(*n as f64)),
            (Kind::Decimal | Kind::Percent, Value::Number(n)) => both(lit(*n)),
            (Kind::Datetime, Value::Moment(at)) => both(moment(*at)),
            (Kind::Datetime, Value::Day(day)) => {
                let Window { from, to } = Window::day(*day);
                (moment(from), moment(to + Duration::milliseconds(999)))
            }
            (Kind::Date, Value::Day(day)) => both(date(*day)),
            (Kind::Date, Value::Moment(at)) => both(date(at.date())),
            (Kind::Hour, Value::Text(_)) => both(self.text_literal(value)?),
            _ if self.kind.is_text() => return Err(self.refuse("has no order to compare in")),
            _ => return Err(self.refuse("cannot be compared with that value")),
        })
    }

    fn text_literal(&self, value: &Value) -> Result<Expr> {
        self.text(value).map(lit)
    }

    fn text<'v>(&self, value: &'v Value) -> Result<&'v str> {
        match value {
            Value::Text(text) => Ok(text),
            _ => Err(self.refuse("is compared with text")),
        }
    }

    fn refuse(&self, why: &str) -> Error {
        Error::usage("filter", format!("{} is {} and {why}", self.name, self.kind.name()))
    }
}

fn date(day: NaiveDate) -> Expr {
    let days = (day - NaiveDate::default()).num_days();
    lit(ScalarValue::Date32(Some(i32::try_from(days).unwrap_or(i32::MAX))))
}
