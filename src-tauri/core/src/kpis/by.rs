//! What figures are grouped by.

use super::columns::Columns;
use super::events::class_of;
use super::terms::{choice, known_text};
use crate::reports::{AT, DAY, Grain, Kind, Role};
use crate::{Error, Result};
use datafusion::arrow::datatypes::DataType;
use datafusion::functions::expr_fn::{date_part, date_trunc};
use datafusion::logical_expr::{Expr, cast, ident, lit};

/// A way to group. Events belong to the moment they start in, whole.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum By {
    /// The values of a column; choices in their normal form.
    Column(String),
    /// The class of the agent's state.
    StateClass,
    /// The day, `2026-03-01`.
    Day,
    /// The week by its Monday, `2026-03-02`.
    Week,
    /// The month, `2026-03`.
    Month,
    /// The hour of the day, `08:00`.
    Hour,
    /// The weekday, `1` (Monday) to `7`.
    Weekday,
}

impl By {
    /// The name under which groups carry it.
    pub fn name(&self) -> &str {
        match self {
            By::Column(name) => name,
            By::StateClass => "state_class",
            By::Day => "day",
            By::Week => "week",
            By::Month => "month",
            By::Hour => "hour",
            By::Weekday => "weekday",
        }
    }

    /// What `--by` names: a time grouping, `state_class`, else a column.
    pub fn parse(text: &str) -> By {
        let groupings = [By::StateClass, By::Day, By::Week, By::Month, By::Hour, By::Weekday];
        let known = groupings.into_iter().find(|by| by.name() == text);
        known.unwrap_or_else(|| By::Column(text.to_owned()))
    }

    /// What rows are grouped by; refuses columns that do not exist and hours of rows without an hour.
    /// Groups become texts afterwards: they are fewer than rows.
    pub(super) fn expr(&self, columns: &Columns<'_>) -> Result<Expr> {
        Ok(match self {
            By::Column(name) => column(name, columns)?,
            By::StateClass if columns.report().by_role(Role::Status).is_none() => {
                return Err(refuse(columns, "has no states"));
            }
            By::StateClass => class_of(columns.of(Role::Status), &columns.scope().classes),
            By::Hour if columns.report().grain != Grain::Event => {
                return Err(refuse(columns, "has no hours, only days"));
            }
            By::Hour => date_part(lit("hour"), ident(AT)),
            By::Weekday => date_part(lit("dow"), ident(AT)),
            By::Day => day(),
            By::Week => cast(date_trunc(lit("week"), ident(AT)), DataType::Date32),
            By::Month => cast(date_trunc(lit("month"), ident(AT)), DataType::Date32),
        })
    }

    /// The form that users and other stages read.
    pub(super) fn value(&self, raw: String) -> String {
        match self {
            By::Hour => format!("{raw:0>2}:00"),
            // The engine counts from Sunday, 0; ISO and managers from Monday, 1.
            By::Weekday if raw == "0" => "7".to_owned(),
            By::Month => raw.get(..7).unwrap_or(&raw).to_owned(),
            _ => raw,
        }
    }
}

fn day() -> Expr {
    cast(ident(AT), DataType::Date32)
}

fn column(name: &str, columns: &Columns<'_>) -> Result<Expr> {
    if name == DAY && columns.report().grain == Grain::Daily {
        return Ok(ident(DAY));
    }
    let Some(column) = columns.report().column(name) else {
        return Err(refuse(columns, &format!("has no column '{name}'")));
    };
    Ok(match column.kind {
        Kind::Choice => choice(ident(name)),
        kind if kind.is_text() => known_text(ident(name)),
        _ => ident(name),
    })
}

fn refuse(columns: &Columns<'_>, why: &str) -> Error {
    Error::usage("by", format!("{} {why}", columns.report().code))
}
