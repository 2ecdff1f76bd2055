//! The few expressions that formulas are made of. Sums and counts over rows that meet a
//! condition; texts compared in their normal form.

use crate::reports::{is_unknown, normal_form};
use datafusion::arrow::array::{Array, ArrayRef, StringArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, ScalarValue};
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::logical_expr::expr::Case;
use datafusion::logical_expr::{
    ColumnarValue, Expr, ScalarUDF, Volatility, cast, create_udf, ident, lit,
};
use std::collections::HashMap;
use std::sync::Arc;

/// `value` where `condition` holds, else null.
pub(super) fn where_(condition: Expr, value: Expr) -> Expr {
    Expr::Case(Case::new(None, vec![(Box::new(condition), Box::new(value))], None))
}

/// 1 where `condition` holds, else 0; a condition that is unknown does not hold.
pub(super) fn flag(condition: Expr) -> Expr {
    let otherwise = Some(Box::new(lit(0_i64)));
    Expr::Case(Case::new(None, vec![(Box::new(condition), Box::new(lit(1_i64)))], otherwise))
}

/// Whether `condition` does not hold; an unknown one does not. Not `IS NOT TRUE`: the engine takes
/// its result for nullable in one of its plans and not in the other, and refuses the query.
pub(super) fn fails(condition: Expr) -> Expr {
    flag(condition).eq(lit(0_i64))
}

/// Sum of `value` over the rows where `condition` holds; null if there are none.
pub(super) fn sum_where(condition: Expr, value: Expr) -> Expr {
    sum(where_(condition, value))
}

/// Number of rows where `condition` holds.
pub(super) fn count_where(condition: Expr) -> Expr {
    count(where_(condition, lit(1_i64)))
}

/// A number of rows that is always zero: the KPI has nothing to exclude.
pub(super) fn none() -> Expr {
    count_where(lit(false))
}

/// A column of the prepared frame.
pub(super) fn prepared(name: &str) -> Expr {
    ident(name)
}

/// Whether a prepared 0/1 column is 1.
pub(super) fn is_set(name: &str) -> Expr {
    ident(name).eq(lit(1_i64))
}

/// The text without blanks at its ends; null where it stands for "no value".
pub(super) fn known_text(column: Expr) -> Expr {
    text_map("known_text", |text| (!is_unknown(text)).then(|| text.trim().to_owned()))
        .call(vec![cast(column, DataType::Utf8)])
}

/// The normal form of a choice; null where it stands for "no value".
pub(super) fn choice(column: Expr) -> Expr {
    text_map("choice", |text| (!is_unknown(text)).then(|| normal_form(text)))
        .call(vec![cast(column, DataType::Utf8)])
}

/// A function on texts for the engine. Each different text of a batch is mapped once, because
/// states and results repeat.
pub(super) fn text_map(
    name: &str,
    map: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
) -> ScalarUDF {
    let run = move |args: &[ColumnarValue]| -> Result<ColumnarValue> {
        let texts = match args.first() {
            Some(ColumnarValue::Array(array)) => Arc::clone(array),
            Some(ColumnarValue::Scalar(value)) => value.to_array()?,
            None => return Ok(ColumnarValue::Scalar(ScalarValue::Utf8(None))),
        };
        let texts = datafusion::arrow::compute::cast(&texts, &DataType::Utf8)?;
        Ok(ColumnarValue::Array(map_texts(&texts, &map)))
    };
    create_udf(name, vec![DataType::Utf8], DataType::Utf8, Volatility::Immutable, Arc::new(run))
}

fn map_texts(texts: &ArrayRef, map: &impl Fn(&str) -> Option<String>) -> ArrayRef {
    let Some(texts) = texts.as_any().downcast_ref::<StringArray>() else {
        return Arc::new(StringArray::new_null(texts.len()));
    };
    let mut seen: HashMap<&str, Option<String>> = HashMap::new();
    // Ids are nearly all different: remembering them would cost more than mapping them again.
    let mut known = |text| -> Option<String> {
        if let Some(mapped) = seen.get(text) {
            return mapped.clone();
        }
        let mapped = map(text);
        if seen.len() < 512 {
            seen.insert(text, mapped.clone());
        }
        mapped
    };
    Arc::new(texts.iter().map(|text| text.and_then(&mut known)).collect::<StringArray>())
}
