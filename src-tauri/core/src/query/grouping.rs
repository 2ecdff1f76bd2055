//! Grouping by texts in two steps: rows by the texts as received, then the few groups by what the
//! texts mean. To judge the text of every row would cost more than the grouping itself.

use super::aggregate::{Measure, MeasureFn};
use super::condition::named;
use super::words::{known, normal};
use crate::reports::Kind;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::functions_aggregate::expr_fn::{count, max, min, sum};
use datafusion::logical_expr::{Expr, cast};
use datafusion::prelude::DataFrame;

/// What groups are made by.
pub(super) struct Key {
    received: Expr,
    /// Makes of it what it means; none if it means what it is.
    meant: Option<fn(Expr) -> Expr>,
    name: String,
}

impl Key {
    /// A place in time.
    pub(super) fn time(number: Expr, name: &str) -> Key {
        Key { received: number, meant: None, name: name.to_owned() }
    }

    /// The column of that kind and name as the dimension at this place.
    pub(super) fn column(kind: Kind, place: usize, name: &str) -> Key {
        let meant: Option<fn(Expr) -> Expr> = match kind {
            Kind::Choice => Some(normal),
            kind if kind.is_text() => Some(known),
            _ => None,
        };
        Key { received: named(name), meant, name: format!("dimension {place}") }
    }

    pub(super) fn is_text(&self) -> bool {
        self.meant.is_some()
    }

    /// What it means, of rows.
    pub(super) fn whole(&self) -> Expr {
        self.of(self.received.clone())
    }

    fn of(&self, received: Expr) -> Expr {
        self.meant.map_or(received.clone(), |meant| meant(received)).alias(&self.name)
    }
}

/// A measure in parts, so that groups of groups have it too.
pub(super) struct Parted {
    /// What is computed of rows.
    of_rows: Vec<Expr>,
    /// What is computed of those.
    of_groups: Vec<Expr>,
    /// The measure, of these.
    whole: Expr,
}

impl Parted {
    /// The measure at this place; `whole` computes it of rows. `None` for those that need all
    /// values at once.
    pub(super) fn of(place: usize, measure: &Measure, whole: Expr) -> Option<Parted> {
        let (part, fold) = (format!("part {place}"), format!("fold {place}"));
        let folded = |again: fn(Expr) -> Expr| Parted {
            of_rows: vec![whole.clone().alias(&part)],
            of_groups: vec![again(named(&part)).alias(&fold)],
            whole: named(&fold),
        };
        Some(match measure.function {
            MeasureFn::Rows | MeasureFn::Count | MeasureFn::Sum => folded(sum),
            MeasureFn::Min => folded(min),
            MeasureFn::Max => folded(max),
            MeasureFn::Avg => {
                let (weight, weights) = (format!("weight {place}"), format!("weights {place}"));
                let column = named(&measure.column);
                Parted {
                    of_rows: vec![
                        sum(cast(column.clone(), DataType::Float64)).alias(&part),
                        count(column).alias(&weight),
                    ],
                    of_groups: vec![
                        sum(named(&part)).alias(&fold),
                        sum(named(&weight)).alias(&weights),
                    ],
                    whole: named(&fold) / cast(named(&weights), DataType::Float64),
                }
            }
            MeasureFn::Distinct | MeasureFn::Quantile(_) => return None,
        })
    }
}

/// Rows grouped by these keys; the columns are the keys and then `measure 0`, `measure 1`….
pub(super) fn in_two_steps(
    rows: DataFrame,
    keys: &[Key],
    measures: &[Parted],
) -> Result<DataFrame> {
    // Names of their own, because DataFusion 55 drops a grouping whose key is called like an
    // already unique column.
    let names = (0..keys.len()).map(|place| format!("received {place}"));
    let keyed: Vec<(String, &Key)> = names.zip(keys).collect();
    let by = keyed.iter().map(|(name, key)| key.received.clone().alias(name)).collect();
    let parts = measures.iter().flat_map(|measure| measure.of_rows.clone()).collect();
    let groups = rows.aggregate(by, parts)?;
    let by = keyed.iter().map(|(name, key)| key.of(named(name))).collect();
    let folds = measures.iter().flat_map(|measure| measure.of_groups.clone()).collect();
    let groups = groups.aggregate(by, folds)?;
    let whole = |(place, measure): (usize, &Parted)| {
        measure.whole.clone().alias(format!("measure {place}"))
    };
    let keys = keys.iter().map(|key| named(&key.name));
    groups.select(keys.chain(measures.iter().enumerate().map(whole)).collect::<Vec<_>>())
}
